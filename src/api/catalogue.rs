//! Every endpoint that the documents of the platforms list, by method and path, and those that were retired.
//!
//! The list is that of fudiwei/DotNetCore.SKIT.FlurlHttpClient.Wechat: method, path, query parameters and page; the
//! paths of WeChat Pay v3 begin with `/v3` here as they do on the wire.

use super::template::{self, folders};
use super::{Auth, Host, Method};
use crate::closest::within_edits;
use crate::table::{Cursor, Decode, Table, table};

/// The endpoints of `endpoints.tsv`.
static KNOWN: Table = table!("endpoints");
/// The index of paths.
const PATHS: usize = 0;
/// The index of the folders above the first part of a path that varies: `/v3/pay/transactions/id/` of
/// `/v3/pay/transactions/id/{id}`.
const FOLDERS: usize = 1;

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
    /// Every platform, in the order in which the table counts them.
    pub const ALL: [Self; 4] = [Self::Api, Self::Work, Self::PayV2, Self::PayV3];

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

impl Decode for Known {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            platform: cursor.word(&Platform::ALL),
            method: cursor.word(&Method::ALL),
            path: cursor.text(),
            query: cursor.text(),
            docs: cursor.text(),
        }
    }
}

impl Known {
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
    let own: Vec<Known> = KNOWN.find(PATHS, path).map(|entry| KNOWN.entry(entry)).collect();
    if !own.is_empty() {
        return own;
    }
    let mut varying: Vec<usize> = folders(path).flat_map(|folder| KNOWN.find(FOLDERS, folder)).collect();
    varying.sort_unstable();
    varying.into_iter().map(|entry| KNOWN.entry(entry)).filter(|known: &Known| known.matches(path)).collect()
}

/// The whole list.
pub fn known() -> impl Iterator<Item = Known> {
    KNOWN.entries()
}

/// The path of the list that is most like one that is not in it; none where nothing is like it.
pub fn closest(path: &str) -> Option<&'static str> {
    within_edits(path, known().map(|known| known.path), |_| 3)
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

/// The endpoints of `retired.yaml`, with an index of their paths.
static RETIRED: Table = table!("retired");

impl Decode for Retired {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            host: cursor.word(&Host::ALL),
            path: cursor.text(),
            since: cursor.text(),
            replacement: cursor.text(),
        }
    }
}

/// Returns what is known of the end of a path: of the path itself, else of a folder that it lies in.
pub fn retirement(host: Host, path: &str) -> Option<Retired> {
    let entries = std::iter::once(path).chain(folders(path)).flat_map(|path| RETIRED.find(PATHS, path));
    entries.map(|entry| RETIRED.entry::<Retired>(entry)).find(|retired| retired.host == host)
}

#[cfg(test)]
mod tests {
    use super::{Platform, at, known, retirement};
    use crate::api::{Host, Method};

    #[test]
    fn every_line_is_an_endpoint() {
        assert_eq!(known().count(), include_str!("endpoints.tsv").lines().count() - 1);
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
