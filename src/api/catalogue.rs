//! The catalogue of all endpoints in the platforms' documentation, by method and path, and the retired ones.
//!
//! The data is taken from fudiwei/DotNetCore.SKIT.FlurlHttpClient.Wechat: method, path, query parameters and page. Here
//! the paths of WeChat Pay v3 begin with `/v3`, as in requests.

use super::template::{self, folders};
use super::{Auth, Host, Method};
use crate::closest::within_edits;
use crate::table::{Cursor, Decode, Table, table};

/// The endpoints of `endpoints.tsv`.
static KNOWN: Table = table!("endpoints");
/// The index of paths.
const PATHS: usize = 0;
/// The index of the folders before the first variable part of a path: `/v3/pay/transactions/id/` for
/// `/v3/pay/transactions/id/{id}`.
const FOLDERS: usize = 1;

/// An endpoint in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CatalogueEntry {
    /// Its number in the catalogue.
    pub number: usize,
    /// The platform that it belongs to.
    pub platform: ApiPlatform,
    /// The host that serves it.
    pub host: Host,
    /// The method.
    pub method: Method,
    /// The path; `{…}` stands for a variable part.
    pub path: &'static str,
    /// The names of its query parameters, separated by commas.
    pub query: &'static str,
    /// The page of the documentation; may be empty.
    pub docs: &'static str,
    /// The date from which it does not work any more, as `YYYY-MM-DD`; empty if none was announced.
    pub until: &'static str,
}

/// A platform of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ApiPlatform {
    /// Official accounts, mini-programs, open platform.
    Api,
    /// WeCom.
    Work,
    /// WeChat Pay v2, XML.
    PayV2,
    /// WeChat Pay v3.
    PayV3,
    /// WeChat Pay v3 outside of mainland China.
    PayV3Global,
    /// 微企付, WeChat Pay between companies.
    PayBusiness,
    /// Advertising.
    Ads,
    /// 微信对话开放平台, dialogues with bots.
    OpenAi,
}

impl ApiPlatform {
    /// All platforms, in the order of their numbers in the table.
    pub(crate) const ALL: [Self; 8] = [
        Self::Api,
        Self::Work,
        Self::PayV2,
        Self::PayV3,
        Self::PayV3Global,
        Self::PayBusiness,
        Self::Ads,
        Self::OpenAi,
    ];

    /// Returns its name in the catalogue file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Work => "work",
            Self::PayV2 => "tenpayv2",
            Self::PayV3 => "tenpayv3",
            Self::PayV3Global => "tenpayv3global",
            Self::PayBusiness => "tenpaybusiness",
            Self::Ads => "ads",
            Self::OpenAi => "openai",
        }
    }

    /// Returns whether calls are signed with a merchant's key, and errors have an HTTP status.
    pub(crate) const fn is_pay_v3(self) -> bool {
        matches!(self, Self::PayV3 | Self::PayV3Global | Self::PayBusiness)
    }
}

impl Decode for CatalogueEntry {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            number: 0,
            platform: cursor.word(&ApiPlatform::ALL),
            host: cursor.word(&Host::ALL),
            method: cursor.word(&Method::ALL),
            path: cursor.text(),
            query: cursor.text(),
            docs: cursor.text(),
            until: cursor.text(),
        }
    }
}

impl CatalogueEntry {
    /// Returns whether a path is the endpoint's path, with any text in place of each variable part.
    pub(crate) fn matches(&self, path: &str) -> bool {
        template::matches(self.path, path)
    }

    /// Returns the credential that identifies the caller.
    pub(crate) fn token(&self) -> Auth {
        let takes_tokens = matches!(self.host, Host::Api | Host::Mp | Host::Work);
        if takes_tokens { token_of(self.path, self.query) } else { Auth::None }
    }
}

/// Returns the credential of an endpoint with this path and these query parameters. Service providers and suites have
/// tokens of their own.
pub(crate) fn token_of(path: &str, query: &str) -> Auth {
    const OTHER_TOKENS: [&str; 5] = [
        "provider_access_token",
        "suite_access_token",
        "device_access_token",
        "model_access_token",
        "component_access_token",
    ];
    let takes = |name: &str| query.split(',').any(|own| own == name);
    if let Some(other) = OTHER_TOKENS.into_iter().find(|other| takes(other)) {
        return Auth::Other(other);
    }
    let open = OTHER_CREDENTIALS.iter().any(|prefix| path.starts_with(prefix));
    // The catalogue does not list this parameter for the third-party platforms' own endpoints.
    match path.starts_with("/cgi-bin/component/") {
        _ if open => Auth::None,
        true => Auth::Other("component_access_token"),
        false => Auth::AccessToken,
    }
}

/// The beginnings of the paths that take other credentials than an account's `access_token`.
const OTHER_CREDENTIALS: [&str; 12] = [
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

/// Returns the entries for a path: those with exactly this path, otherwise those whose variable parts match it.
pub(crate) fn at(path: &str) -> Vec<CatalogueEntry> {
    let own: Vec<CatalogueEntry> = KNOWN.find(PATHS, path).map(entry).collect();
    if !own.is_empty() {
        return own;
    }
    let mut varying: Vec<usize> = folders(path).flat_map(|folder| KNOWN.find(FOLDERS, folder)).collect();
    varying.sort_unstable();
    varying.into_iter().map(entry).filter(|known| known.matches(path)).collect()
}

/// Returns the path of the catalogue, with its variable parts, for the path of a call.
pub(crate) fn listed_path(path: &str) -> Option<&'static str> {
    at(path).first().map(|entry| entry.path)
}

/// Returns all entries.
pub(crate) fn entries() -> impl Iterator<Item = CatalogueEntry> {
    (0..KNOWN.len()).map(entry)
}

fn entry(number: usize) -> CatalogueEntry {
    CatalogueEntry { number, ..KNOWN.entry(number) }
}

/// Returns the path in the catalogue, of a host if one is given, that is most similar to an unknown one; `None` if none
/// differs by at most 3 edits.
pub(crate) fn closest(path: &str, host: Option<Host>) -> Option<&'static str> {
    let wanted = |known: &CatalogueEntry| host.is_none_or(|host| known.host.is_of(host));
    within_edits(path, entries().filter(wanted).map(|known| known.path), |_| 3)
}

/// A retired endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Retired {
    /// The host that served it.
    pub host: Host,
    /// The path; one that ends in `/` stands for all paths below it.
    pub path: &'static str,
    /// The date of retirement, as `YYYY-MM-DD` or `YYYY-MM`; empty if none was announced.
    pub since: &'static str,
    /// The replacement; empty if there is none.
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

/// Returns the retirement of a path, or of the smallest folder that contains it.
pub(crate) fn retirement(host: Host, path: &str) -> Option<Retired> {
    let mut paths: Vec<&str> = folders(path).chain([path]).collect();
    paths.reverse();
    let entries = paths.into_iter().flat_map(|path| RETIRED.find(PATHS, path));
    entries.map(|entry| RETIRED.entry::<Retired>(entry)).find(|retired| retired.host == host)
}

/// Returns the retired endpoint with this last part of its path, such as `uniform_send`. A word without an underscore is
/// too common to mean one.
pub(crate) fn retired_named(name: &str) -> Option<Retired> {
    let is_meant = |retired: &Retired| retired.path.rsplit_once('/').is_some_and(|(_, last)| last == name);
    let mut all = (0..RETIRED.len()).map(|entry| RETIRED.entry::<Retired>(entry));
    name.contains('_').then(|| all.find(is_meant)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{ApiPlatform, RETIRED, Retired, at, entries, retirement};
    use crate::api::{Host, Method};

    #[test]
    fn every_line_is_an_endpoint() {
        assert_eq!(entries().count(), include_str!("endpoints.tsv").lines().count() - 1);
        assert!(entries().all(|known| known.path.starts_with('/')));
    }

    #[test]
    fn every_path_leads_to_its_lines() {
        for line in entries().step_by(97).chain(entries().take(2)).chain(entries().last()) {
            assert!(at(line.path).contains(&line), "{}", line.path);
            assert!(at(line.path).iter().all(|found| found.path == line.path));
        }
        assert_eq!(at("/cgi-bin/menu/getx"), []);
        assert_eq!(at(""), []);
    }

    #[test]
    fn parts_that_vary_match_anything() {
        let found = at("/v3/pay/transactions/id/1");
        assert!(
            found.iter().any(|known| (known.platform, known.method) == (ApiPlatform::PayV3, Method::Get))
        );
    }

    #[test]
    fn a_folder_is_retired_with_all_in_it() {
        let groups = retirement(Host::Api, "/cgi-bin/groups/members/update").expect("retired");
        assert_eq!(groups.replacement, "/cgi-bin/tags/");
        assert_eq!(retirement(Host::Api, "/cgi-bin/menu/create"), None);
        let replacement = |path: &str| retirement(Host::Api, path).expect(path).replacement;
        assert_eq!(replacement("/merchant/express/add"), "/channels/ec/merchant/addfreighttemplate");
        assert_eq!(replacement("/merchant/stock/reduce"), "/channels/ec/product/stock/update");
        assert_eq!(replacement("/merchant/other"), "/channels/ec/");
    }

    #[test]
    fn what_replaces_an_endpoint_is_known() {
        for retired in (0..RETIRED.len()).map(|entry| RETIRED.entry::<Retired>(entry)) {
            let replacement = retired.replacement;
            let is_folder = replacement.ends_with('/');
            // The documents name the sandbox, but list none of its paths.
            let is_sandbox = replacement == "/xdc/apiv2sandbox/";
            let known = is_sandbox || entries().any(|known| is_folder && known.path.starts_with(replacement));
            assert!(replacement.is_empty() || known || !at(replacement).is_empty(), "{replacement}");
            assert_eq!(retirement(retired.host, retired.path), Some(retired));
        }
    }
}
