//! Every endpoint that the documents of the platforms list, by method and path, and those that were retired.
//!
//! The list is that of fudiwei/DotNetCore.SKIT.FlurlHttpClient.Wechat: method, path, query parameters and page; the
//! paths of WeChat Pay v3 begin with `/v3` here as they do on the wire.

use super::{Auth, Host, Method, template};

/// The list itself: platform, method, path, query, page; a tab between them, in one line each, after one of headings.
const LIST: &str = include_str!("endpoints.tsv");

/// An endpoint of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Which part of the platform.
    pub platform: Platform,
    /// The method.
    pub method: Method,
    /// The path; `{…}` stands for a part that varies.
    pub path: &'static str,
    /// Query parameters that it takes, with commas between them.
    pub query: &'static str,
    /// The page of the documents; may be empty.
    pub docs: &'static str,
}

/// Which part of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Official accounts, mini-programs, open platform.
    Api,
    /// WeCom.
    Work,
    /// WeChat Pay v2, XML.
    PayV2,
    /// WeChat Pay v3.
    PayV3,
}

impl Platform {
    /// The word in the list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Work => "work",
            Self::PayV2 => "tenpayv2",
            Self::PayV3 => "tenpayv3",
        }
    }

    /// Where it is served.
    pub const fn host(self) -> Host {
        match self {
            Self::Api => Host::Api,
            Self::Work => Host::Work,
            Self::PayV2 | Self::PayV3 => Host::Pay,
        }
    }
}

impl Known {
    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let platform = match columns.next()? {
            "api" => Platform::Api,
            "work" => Platform::Work,
            "tenpayv2" => Platform::PayV2,
            "tenpayv3" => Platform::PayV3,
            _ => return None,
        };
        let method = Method::parse(columns.next()?)?;
        let (path, query, docs) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Self { platform, method, path, query, docs })
    }

    /// Whether this path is meant, with anything in place of what varies.
    pub fn matches(&self, path: &str) -> bool {
        template::matches(self.path, path)
    }

    /// What it knows its caller by: a service provider's and a suite's tokens are others than an account's.
    pub fn token(&self) -> Auth {
        token_of(self.path, self.query)
    }
}

/// What the endpoint of a path with these query parameters knows its caller by.
pub fn token_of(path: &str, query: &str) -> Auth {
    const OTHERS: [&str; 5] = [
        "provider_access_token",
        "suite_access_token",
        "device_access_token",
        "model_access_token",
        "component_access_token",
    ];
    let takes = |name: &str| query.split(',').any(|own| own == name);
    if let Some(other) = OTHERS.into_iter().find(|other| takes(other)) {
        return Auth::Other(other);
    }
    let open = OPEN.iter().any(|prefix| path.starts_with(prefix));
    // The list does not say it of the third-party platforms' own calls.
    match path.starts_with("/cgi-bin/component/") {
        _ if open => Auth::None,
        true => Auth::Other("component_access_token"),
        false => Auth::AccessToken,
    }
}

/// What is called with other credentials than `access_token`, or with a user's.
const OPEN: [&str; 12] = [
    "/sns/",
    "/cgi-bin/token",
    "/cgi-bin/stable_token",
    "/cgi-bin/gettoken",
    "/cgi-bin/clear_quota/v2",
    "/cgi-bin/showqrcode",
    "/cgi-bin/webhook/",
    "/cgi-bin/component/api_component_token",
    "/cgi-bin/service/get_suite_token",
    "/cgi-bin/service/get_provider_token",
    "/cgi-bin/corpgroup/corp/gettoken",
    "/cgi-bin/component/clear_quota/v2",
];

/// What the list has of a path: its own lines, else those whose parts vary.
pub fn at(path: &str) -> Vec<Known> {
    let cell = format!("\t{path}\t");
    let line_at = |at: usize| {
        let start = LIST[..at].rfind('\n').map_or(0, |end| end + 1);
        LIST[start..].lines().next()
    };
    // Most lines are never looked at: every call would pay for it.
    let own: Vec<Known> = LIST
        .match_indices(&cell)
        .filter_map(|(at, _)| Known::parse(line_at(at)?))
        .filter(|known| known.path == path)
        .collect();
    if own.is_empty() {
        let varies = |line: &&str| line.contains('{');
        return LIST
            .lines()
            .filter(varies)
            .filter_map(Known::parse)
            .filter(|known| known.matches(path))
            .collect();
    }
    own
}

/// The whole list.
pub fn known() -> impl Iterator<Item = Known> {
    LIST.lines().skip(1).filter_map(Known::parse)
}

/// The path of the list that is most like one that is not in it; none where nothing is like it.
pub fn closest(path: &str) -> Option<&'static str> {
    let distance = |known: &Known| strsim::damerau_levenshtein(known.path, path);
    let near = |known: &Known| known.path.len().abs_diff(path.len()) <= 3;
    let best = known().filter(near).map(|known| (distance(&known), known.path)).min();
    best.filter(|(distance, _)| *distance <= 3).map(|(_, path)| path)
}

/// An endpoint that WeChat has switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retired {
    /// Where it was served.
    pub host: Host,
    /// Its path; one that ends in `/` means all beneath it.
    pub path: &'static str,
    /// Since when, as `YYYY-MM-DD` or `YYYY-MM`; empty where no day was announced.
    pub since: &'static str,
    /// What does the same today; empty where nothing does.
    pub replacement: &'static str,
}

const fn retired(path: &'static str, since: &'static str, replacement: &'static str) -> Retired {
    Retired { host: Host::Api, path, since, replacement }
}

/// WeChat's announcements, as fudiwei/DotNetCore.SKIT.FlurlHttpClient.Wechat marks them, and those of SDKs that have
/// taken the call out (wechatpy, `WxJava`).
pub const RETIRED: &[Retired] = &[
    retired("/cgi-bin/groups/", "", "/cgi-bin/tags/"),
    retired("/cgi-bin/shorturl", "2021-03-15", "/cgi-bin/shorten/gen"),
    retired("/cgi-bin/material/add_news", "2022-02-28", "/cgi-bin/draft/add"),
    retired("/cgi-bin/material/update_news", "2022-02-28", "/cgi-bin/draft/update"),
    retired("/cgi-bin/draft/switch", "", ""),
    retired("/cgi-bin/message/wxopen/template/uniform_send", "2023-09-20", "/cgi-bin/message/subscribe/send"),
    retired("/cgi-bin/message/wxopen/template/send", "2020-01", "/cgi-bin/message/subscribe/send"),
    retired("/cgi-bin/wxopen/template/", "2020-01", "/wxaapi/newtmpl/"),
    retired("/payfeedback/update", "", ""),
    retired("/pay/delivernotify", "", ""),
    retired("/pay/orderquery", "", ""),
    Retired {
        host: Host::Work,
        path: "/cgi-bin/crm/get_external_contact",
        since: "",
        replacement: "/cgi-bin/externalcontact/get",
    },
    Retired { host: Host::Pay, path: "/sandboxnew/", since: "", replacement: "/xdc/apiv2sandbox/" },
    Retired {
        host: Host::Pay,
        path: "/mmpaymkttransfers/promotion/transfers",
        since: "2022-11-30",
        replacement: "/v3/fund-app/mch-transfer/transfer-bills",
    },
    retired("/channels/ec/category/list/get", "2025-07-01", ""),
    retired("/cgi-bin/express/delivery/open_msg/follow_waybill", "2023-05-31", ""),
    retired("/cgi-bin/express/delivery/open_msg/query_follow_trace", "2023-05-31", ""),
    retired("/cgi-bin/express/delivery/open_msg/update_follow_waybill_goods", "2023-05-31", ""),
    retired("/channels/ec/aftersale/getpresentaftersalelist", "2025-10-09", ""),
    retired("/channels/ec/aftersale/getpresentaftersaleorder", "2025-10-09", ""),
    retired("/channels/ec/category/audit/get", "2025-07-01", ""),
    retired("/channels/ec/category/availablesoncategories/get", "2025-07-01", ""),
    retired("/channels/ec/cooperation/invitation/cancel", "2025-06-16", ""),
    retired("/channels/ec/cooperation/invitation/get", "2025-06-16", ""),
    retired("/channels/ec/cooperation/invitation/qrcode/generate", "2025-06-16", ""),
    retired("/channels/ec/cooperation/invitation/unbind", "2025-06-16", ""),
    retired("/channels/ec/cooperation/list", "2025-06-16", ""),
    retired("/channels/ec/cooperation/order/get", "2025-06-16", ""),
    retired("/channels/ec/cooperation/product/get", "2025-06-16", ""),
    retired("/channels/ec/cooperation/product/list", "2025-06-16", ""),
    retired("/channels/ec/cooperation/shop/list", "2025-06-16", ""),
    retired("/channels/ec/order/presentorder/get", "2025-12-08", ""),
    retired("/channels/ec/order/presentorderlist/get", "2025-12-08", ""),
    retired("/channels/ec/order/virtualtelnumber/get", "2025-05-09", ""),
    retired("/channels/ec/sharer/bind", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_sharer_list", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_sharer_order_list", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_sharer_product_h5url", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_sharer_product_qrcode", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_sharer_product_taglink", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_shop_finder_live_notice_sharer_url", "2025-03-07", ""),
    retired("/channels/ec/sharer/get_shop_finder_live_sharer_url", "2025-03-07", ""),
    retired("/channels/ec/sharer/search_sharer", "2025-03-07", ""),
    retired("/channels/ec/sharer/unbind", "2025-03-07", ""),
    Retired {
        host: Host::Work,
        path: "/cgi-bin/chatdata/specapi/create_job",
        since: "2024-06-06",
        replacement: "",
    },
    Retired {
        host: Host::Work,
        path: "/cgi-bin/chatdata/specapi/get_job_result",
        since: "2024-06-06",
        replacement: "",
    },
];

/// What is known of the end of a path.
pub fn retirement(host: Host, path: &str) -> Option<&'static Retired> {
    RETIRED.iter().find(|retired| {
        retired.host == host
            && if retired.path.ends_with('/') { path.starts_with(retired.path) } else { path == retired.path }
    })
}

#[cfg(test)]
mod tests {
    use super::{Platform, at, known, retirement};
    use crate::api::{Host, Method};

    #[test]
    fn every_line_is_an_endpoint() {
        assert_eq!(known().count(), super::LIST.lines().count() - 1);
        assert!(known().all(|known| known.path.starts_with('/')));
    }

    #[test]
    fn every_path_leads_to_its_lines() {
        for line in known().step_by(97).chain(known().take(2)).chain(known().last()) {
            assert!(at(line.path).contains(&line), "{}", line.path);
            assert!(at(line.path).iter().all(|found| found.path == line.path));
        }
        assert_eq!(at("/cgi-bin/menu/getx"), []);
        assert_eq!(at(""), []);
    }

    #[test]
    fn parts_that_vary_match_anything() {
        let found = at("/v3/pay/transactions/id/1");
        assert!(found.iter().any(|known| (known.platform, known.method) == (Platform::PayV3, Method::Get)));
    }

    #[test]
    fn a_folder_is_retired_with_all_in_it() {
        let groups = retirement(Host::Api, "/cgi-bin/groups/members/update").expect("retired");
        assert_eq!(groups.replacement, "/cgi-bin/tags/");
        assert_eq!(retirement(Host::Api, "/cgi-bin/menu/create"), None);
    }
}
