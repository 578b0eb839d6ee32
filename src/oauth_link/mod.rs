//! Checks links of web authorization (微信开放文档《网页授权》,《网站应用微信登录开发指南》; 企业微信文档《构造网页授权链接》,
//! 《构造企业微信登录链接》).
//! Pure: a link in, findings out. `menu` and `diagnose` share it.

mod build;
mod fault;
mod query;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use build::LinkParts;
pub(crate) use fault::{LinkFault, LinkFinding, LinkPage};

use url::{Host, Url};

use crate::closest::{closest, within_edits};
use query::{Query, decoded, encoded};

/// The largest number of edits of a path that is taken for a misspelt one.
const MAX_PATH_EDITS: usize = 3;
/// The largest length of `state`, in bytes.
const MAX_STATE_BYTES: usize = 128;
/// The fragment that ends a link.
const MARK: &str = "wechat_redirect";

/// The parameters in the order that the documents demand.
const ORDER: [&str; 5] = ["appid", "redirect_uri", "response_type", "scope", "state"];
/// The types of login in WeCom: of an app of the company, and of a service provider, whose links have no `agentid`.
const LOGIN_TYPES: [&str; 2] = ["CorpApp", SERVICE_LOGIN];
const SERVICE_LOGIN: &str = "ServiceApp";
/// Further parameters of a link: those of the documents, and some that clients add.
const OPTIONAL: [&str; 14] = [
    "forcePopup",
    "forceSnapShot",
    "component_appid",
    "agentid",
    "connect_redirect",
    "lang",
    "self_redirect",
    "style",
    "stylelite",
    "href",
    "fast_login",
    "login_type",
    "uin",
    "key",
];
/// Parameters that some programs put behind `#`, where they have no effect.
const NO_EFFECT_BEHIND_MARK: [&str; 8] = [
    "forcePopup",
    "forceSnapShot",
    "state",
    "scope",
    "response_type",
    "redirect_uri",
    "appid",
    "component_appid",
];
/// The parameters that WeChat appends to `redirect_uri`.
const APPENDED: [&str; 2] = ["code", "state"];

/// The place in which a link is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkUse {
    /// In WeChat, from a menu.
    Menu,
    /// Not known.
    Any,
}

/// Returns the findings in a link of web authorization, in the order of the link; `None` if the text is not such a
/// link.
pub(crate) fn check(link: &str, used: LinkUse) -> Option<Vec<LinkFinding>> {
    let unescaped = link.trim().replace("&amp;", "&");
    let url = Url::parse(&unescaped).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?;
    let pages = || LinkPage::ALL.into_iter().filter(|page| page.host().eq_ignore_ascii_case(host));
    let path = url.path().trim_end_matches('/');
    let near = within_edits(path, pages().map(LinkPage::path), |_| MAX_PATH_EDITS)?;
    let page = pages().find(|page| page.path() == near)?;
    let (before, fragment) = split_fragment(&unescaped);
    let query = Query::parse(before.split_once('?').map_or("", |(_, query)| query));
    let mut faults = Vec::new();
    if path != page.path() {
        faults.push(LinkFault::Path { given: url.path().to_owned(), page });
    }
    if unescaped.len() < link.trim().len() {
        faults.push(LinkFault::HtmlEscaped);
    }
    let is_misplaced = used == LinkUse::Menu && page == LinkPage::QrConnect;
    if is_misplaced {
        faults.push(LinkFault::WebsitePage);
    }
    required(page, &query, &mut faults);
    if let Some(appid) = query.value("appid").filter(|appid| !appid.is_empty() && !is_id(appid)) {
        faults.push(LinkFault::Appid(appid));
    }
    redirect(&query, &mut faults);
    let value = |name: &str| query.value(name).filter(|value| !value.is_empty());
    if page == LinkPage::WorkLogin {
        let login_type = value("login_type").filter(|given| !LOGIN_TYPES.contains(&given.as_str()));
        faults.extend(login_type.map(LinkFault::LoginType));
        let is_number = |given: &String| given.bytes().all(|byte| byte.is_ascii_digit());
        faults.extend(value("agentid").filter(|given| !is_number(given)).map(LinkFault::Agentid));
    } else {
        faults.extend(value("response_type").filter(|given| given != "code").map(LinkFault::ResponseType));
        // The scope of a page that is the wrong one is wrong as well: that follows from the page.
        if let Some(scope) = value("scope").filter(|_| !is_misplaced) {
            faults.extend(scope_fault(query.raw("scope").unwrap_or_default(), &scope, page));
        }
    }
    if let Some(state) = query.value("state") {
        faults.extend(state_fault(&state));
    }
    faults.extend(repeated(&query));
    if page == LinkPage::Authorize && !in_order(&query) {
        faults.push(LinkFault::Order);
    }
    if page != LinkPage::WorkLogin {
        mark(page, &query, fragment, &mut faults);
    }
    Some(faults.into_iter().map(LinkFinding::from).collect())
}

/// Returns the finding about the domain of a link, if it is not that of the account (网页授权域名). Subdomains are other
/// domains.
pub(crate) fn check_domain(link: &str, domain: &str) -> Option<LinkFinding> {
    let bare = domain.trim().trim_end_matches('/');
    let host = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
    if host != bare {
        return Some(LinkFault::DomainForm { given: domain.to_owned(), meant: host.to_owned() }.into());
    }
    let query = link.split_once('?')?.1;
    let redirect = Query::parse(query.split('#').next().unwrap_or_default()).value("redirect_uri")?;
    let own = Url::parse(redirect.trim()).ok()?.host_str()?.to_owned();
    let is_own = own.eq_ignore_ascii_case(host);
    (!is_own).then(|| LinkFault::Domain { given: own, wanted: host.to_owned() }.into())
}

/// Splits a link at the `#` before its fragment. A page that is not encoded may have one of its own, which cuts the link:
/// then parameters of the link stand behind it.
fn split_fragment(link: &str) -> (&str, Option<&str>) {
    let Some((before, fragment)) = link.split_once('#') else { return (link, None) };
    let query = Query::parse(before.split_once('?').map_or("", |(_, query)| query));
    let ends_in_raw_page = query.names().last() == Some("redirect_uri")
        && query.raw("redirect_uri").is_some_and(|raw| decoded(raw).contains("://"));
    let is_cut =
        ends_in_raw_page && ["&response_type=", "&scope="].iter().any(|name| fragment.contains(name));
    if !is_cut {
        return (before, Some(fragment));
    }
    // The last `#` is that of the link, unless it stands before the parameters, too.
    match link.rsplit_once('#') {
        Some((before, fragment)) if !fragment.contains("&scope=") => (before, Some(fragment)),
        _ => (link, None),
    }
}

fn required(page: LinkPage, query: &Query<'_>, faults: &mut Vec<LinkFault>) {
    let known: Vec<&str> = ORDER.into_iter().chain(OPTIONAL).collect();
    let is_of_service = query.value("login_type").as_deref() == Some(SERVICE_LOGIN);
    for &name in page.required().iter().filter(|name| !(is_of_service && **name == "agentid")) {
        match query.value(name) {
            Some(value) if value.is_empty() => faults.push(LinkFault::Empty(name)),
            Some(_) => {}
            None => {
                let other = query.names().filter(|given| !known.contains(given));
                let flat = |name: &str| name.to_ascii_lowercase().replace(['_', '-'], "");
                let edits = |_: &str| name.len() / 4;
                let meant = other.clone().find(|given| flat(given) == flat(name));
                let given = meant.or_else(|| within_edits(name, other, edits));
                faults.push(match given {
                    Some(given) => LinkFault::Misnamed { given: given.to_owned(), meant: name },
                    None => LinkFault::Missing(name),
                });
            }
        }
    }
}

fn redirect(query: &Query<'_>, faults: &mut Vec<LinkFault>) {
    let Some(raw) = query.raw("redirect_uri").filter(|raw| !raw.is_empty()) else { return };
    // An encoded page may have a `#` that is not.
    let is_raw = raw.contains("://") || raw.contains('#');
    let mut page = decoded(raw);
    let mut lost = Vec::new();
    if is_raw {
        for (name, pair) in query.behind("redirect_uri") {
            if ORDER.contains(&name) || OPTIONAL.contains(&name) {
                break;
            }
            lost.push(name.to_owned());
            page.push('&');
            page.push_str(&decoded(&pair));
        }
        if raw.contains('#') {
            lost.insert(0, "#".to_owned());
        }
        faults.push(LinkFault::RedirectNotEncoded { lost, right: encoded(&page) });
    } else if ["http%3a", "https%3a"].iter().any(|start| page.to_ascii_lowercase().starts_with(start)) {
        faults.push(LinkFault::RedirectEncodedTwice);
        page = decoded(&page);
    }
    let url = Url::parse(page.trim()).ok();
    // `http://https://…` has a host that is a scheme.
    let is_host = |host: &str| !matches!(host, "http" | "https");
    let is_page = |url: &Url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(is_host);
    let Some(url) = url.filter(is_page) else {
        faults.push(LinkFault::RedirectNotUrl(page));
        return;
    };
    for name in APPENDED {
        if url.query_pairs().any(|(own, _)| own == name) {
            faults.push(LinkFault::RedirectParameter(name));
        }
    }
}

/// Returns whether a host is this machine or one of a private network, which no other device reaches.
pub(crate) fn is_local<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.as_ref();
            name == "localhost" || [".localhost", ".local", ".lan"].iter().any(|end| name.ends_with(end))
        }
        Host::Ipv4(ip) => ip.is_loopback() || ip.is_private() || ip.is_unspecified() || ip.is_link_local(),
        Host::Ipv6(ip) => ip.is_loopback() || ip.is_unspecified(),
    }
}

fn scope_fault(raw: &str, given: &str, page: LinkPage) -> Option<LinkFault> {
    let all: Vec<&str> = LinkPage::ALL.into_iter().flat_map(LinkPage::scopes).copied().collect();
    let joined: String = given.chars().filter(|char| !is_separator(*char)).collect();
    let is_torn = given.split(is_separator).filter(|piece| !piece.is_empty()).all(|piece| piece.len() == 1);
    if is_torn && given.len() > 1 && all.contains(&joined.as_str()) {
        return Some(LinkFault::ScopeTorn { given: raw.to_owned(), meant: joined });
    }
    let mut scopes = given.split([',', ' ']).filter(|scope| !scope.is_empty());
    let wrong = scopes.find(|scope| !page.scopes().contains(scope));
    if wrong.is_none() && given.trim() == given {
        // A website may have several, joined by commas.
        let several: Vec<String> = given.split([',', ' ']).map(str::to_owned).collect();
        let is_wrong = several.len() > 1 && page == LinkPage::Authorize;
        return is_wrong.then_some(LinkFault::ScopeSeveral(several));
    }
    let wrong = wrong.unwrap_or(given);
    Some(if all.contains(&wrong) {
        LinkFault::ScopeOfOtherPage { given: wrong.to_owned(), page }
    } else {
        LinkFault::ScopeUnknown { given: wrong.to_owned(), closest: closest(wrong, page.scopes()), page }
    })
}

fn is_separator(char: char) -> bool {
    matches!(char, ' ' | ',' | '+' | '|')
}

fn state_fault(state: &str) -> Option<LinkFault> {
    // Text behind the mark of an encoded `#` is a matter of the mark.
    let state = state.split('#').next().unwrap_or_default();
    if state.len() > MAX_STATE_BYTES {
        return Some(LinkFault::StateTooLong(state.len()));
    }
    let is_usual = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.' | '~');
    state.chars().find(|char| !is_usual(*char)).map(LinkFault::StateCharacter)
}

/// Returns the first parameter that occurs twice.
fn repeated(query: &Query<'_>) -> Option<LinkFault> {
    let twice = ORDER.into_iter().find(|name| query.names().filter(|given| given == name).count() > 1);
    twice.map(LinkFault::Repeated)
}

fn in_order(query: &Query<'_>) -> bool {
    let places: Vec<usize> =
        query.names().filter_map(|name| ORDER.iter().position(|known| *known == name)).collect();
    places.is_sorted()
}

fn mark(page: LinkPage, query: &Query<'_>, fragment: Option<&str>, faults: &mut Vec<LinkFault>) {
    let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
        let is_encoded = query.values().any(|value| value.contains(&format!("#{MARK}")));
        if is_encoded {
            faults.push(LinkFault::MarkEncoded);
        } else if page == LinkPage::Authorize {
            faults.push(LinkFault::MarkMissing);
        }
        return;
    };
    if page == LinkPage::Authorize && !fragment.contains(MARK) {
        faults.push(LinkFault::MarkMissing);
    }
    let names = fragment.split(['&', '?']).filter_map(|part| part.split_once('=').map(|(name, _)| name));
    let behind = names.filter_map(|name| NO_EFFECT_BEHIND_MARK.into_iter().find(|known| *known == name));
    faults.extend(behind.map(LinkFault::BehindMark));
}

/// Returns whether a text has the form of an appid, corpid or suiteid: two letters and 16 lower-case letters or digits.
fn is_id(text: &str) -> bool {
    let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() == 18 && text.bytes().take(2).all(|byte| byte.is_ascii_lowercase()) && text.bytes().all(lower)
}
