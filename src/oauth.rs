//! Links to WeChat's OAuth pages, and the mistakes in them (公众平台文档《网页授权》, 开放平台文档《网站应用微信登录》).
//!
//! A link is read as it is written, because decoding it would hide most mistakes.

#[cfg(test)]
mod tests;

use crate::closest::within_edits;
use crate::sign::percent_decode;

/// What a link to an OAuth page says, and the mistakes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OauthLink {
    /// The page that it leads to.
    pub page: OauthPage,
    /// The appid; empty if there is none.
    pub appid: String,
    /// The scope, decoded; empty if there is none.
    pub scope: String,
    /// The host of `redirect_uri` without its port, if there is a whole URL.
    pub redirect_host: Option<String>,
    /// The mistakes, the most important first.
    pub mistakes: Vec<LinkMistake>,
}

/// A page of OAuth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OauthPage {
    /// `/connect/oauth2/authorize`, for pages inside WeChat.
    Authorize,
    /// `/connect/qrconnect`, for websites, which show a QR code.
    QrConnect,
}

/// A mistake in a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkMistake {
    /// `&` is written as `&amp;`.
    EscapedAmpersand,
    /// The scope belongs to the other page.
    ScopeOfOtherPage(String),
    /// The scope was joined letter by letter; holds the scope as given, and the one that it should be.
    TornScope(String, &'static str),
    /// The scope is unknown; holds it, and a similar one.
    UnknownScope(String, Option<&'static str>),
    /// A required parameter is missing or empty.
    Missing(&'static str),
    /// A parameter still has the placeholder of the documentation.
    Placeholder(&'static str, String),
    /// `redirect_uri` is not percent-encoded; holds the parameters or the part behind `#` that it loses thereby.
    RawRedirect(Vec<String>),
    /// `redirect_uri` is percent-encoded twice.
    RedirectEncodedTwice,
    /// `redirect_uri` is not a whole URL.
    RedirectNotWhole(String),
    /// `redirect_uri` has a parameter that WeChat appends too: `code` or `state`.
    RedirectHas(&'static str),
    /// `response_type` is not `code`; holds it.
    ResponseType(String),
    /// The parameters are not in the order of the documentation.
    Order,
    /// `#wechat_redirect` is missing.
    NoFragment,
    /// The part behind `#` is not `wechat_redirect`.
    OtherFragment(String),
    /// Parameters stand behind `#`, where they have no effect.
    BehindFragment(String),
    /// `state` is longer than 128 bytes; holds its length.
    LongState(usize),
}

/// The parameters in the order of the documentation.
const ORDER: [&str; 5] = ["appid", "redirect_uri", "response_type", "scope", "state"];
/// The other parameters that the pages take.
const OTHERS: [&str; 9] = [
    "component_appid",
    "agentid",
    "forcePopup",
    "forceSnapShot",
    "lang",
    "self_redirect",
    "style",
    "href",
    "access_type",
];
/// The scopes of pages inside WeChat; the last one is WeCom's.
const AUTHORIZE_SCOPES: [&str; 3] = ["snsapi_base", "snsapi_userinfo", "snsapi_privateinfo"];
/// The scope of websites.
const LOGIN_SCOPE: &str = "snsapi_login";
/// The largest length of `state`, in bytes.
const MAX_STATE_BYTES: usize = 128;

impl LinkMistake {
    /// Returns the name for `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::EscapedAmpersand => "escaped-ampersand",
            Self::ScopeOfOtherPage(_) => "scope-of-other-page",
            Self::TornScope(..) => "torn-scope",
            Self::UnknownScope(..) => "unknown-scope",
            Self::Missing(_) => "missing",
            Self::Placeholder(..) => "placeholder",
            Self::RawRedirect(_) => "redirect-not-encoded",
            Self::RedirectEncodedTwice => "redirect-encoded-twice",
            Self::RedirectNotWhole(_) => "redirect-not-whole",
            Self::RedirectHas(_) => "redirect-has-own",
            Self::ResponseType(_) => "response-type",
            Self::Order => "order",
            Self::NoFragment => "no-wechat-redirect",
            Self::OtherFragment(_) => "other-fragment",
            Self::BehindFragment(_) => "behind-fragment",
            Self::LongState(_) => "long-state",
        }
    }

    /// Returns whether the link may work nevertheless.
    pub(crate) fn is_warning(&self) -> bool {
        match self {
            Self::RawRedirect(lost) => lost.is_empty(),
            Self::Order | Self::NoFragment | Self::OtherFragment(_) | Self::BehindFragment(_) => true,
            _ => false,
        }
    }
}

/// Reads a link to an OAuth page and checks it; `None` if it leads elsewhere.
pub(crate) fn check(link: &str) -> Option<OauthLink> {
    let link = link.trim();
    let (_, rest) = link.split_once("://")?;
    let rest = rest.strip_prefix("open.weixin.qq.com")?;
    let (before, fragment) =
        rest.split_once('#').map_or((rest, None), |(before, after)| (before, Some(after)));
    let (path, query) = before.split_once('?').unwrap_or((before, ""));
    let page = match path.trim_end_matches('/') {
        "/connect/oauth2/authorize" => OauthPage::Authorize,
        "/connect/qrconnect" => OauthPage::QrConnect,
        _ => return None,
    };
    let mut found = OauthLink {
        page,
        appid: String::new(),
        scope: String::new(),
        redirect_host: None,
        mistakes: Vec::new(),
    };
    let escaped = query.contains("&amp;");
    if escaped {
        found.mistakes.push(LinkMistake::EscapedAmpersand);
    }
    let query = if escaped { query.replace("&amp;", "&") } else { query.to_owned() };
    let pairs: Vec<(&str, &str)> =
        query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    let value = |name: &str| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
    // A raw `#` in redirect_uri takes all that follows out of the query.
    let cut =
        fragment.is_some_and(|fragment| fragment.contains("scope=") || fragment.contains("response_type="));
    found.appid = decoded(value("appid").unwrap_or_default());
    found.scope = decoded(value("scope").unwrap_or_default());
    for name in ["appid", "redirect_uri", "scope"] {
        match value(name).map(decoded).filter(|value| !value.is_empty()) {
            None if !cut => found.mistakes.push(LinkMistake::Missing(name)),
            Some(value) if is_placeholder(&value) => {
                found.mistakes.push(LinkMistake::Placeholder(name, value));
            }
            _ => {}
        }
    }
    if !found.scope.is_empty() && !is_placeholder(&found.scope) {
        found.mistakes.extend(scope_mistake(&found.scope, page));
    }
    if let Some(raw) = value("redirect_uri").filter(|raw| !raw.is_empty() && !is_placeholder(raw)) {
        let lost = if cut {
            fragment.map(|fragment| format!("#{fragment}")).into_iter().collect()
        } else {
            lost(&pairs)
        };
        redirect_mistakes(raw, lost, &mut found);
    }
    match value("response_type").map(decoded) {
        Some(value) if value == "code" => {}
        None if cut => {}
        given => found.mistakes.push(LinkMistake::ResponseType(given.unwrap_or_default())),
    }
    let positions = ORDER.map(|name| pairs.iter().position(|(own, _)| *own == name));
    let positions: Vec<usize> = positions.into_iter().flatten().collect();
    if !positions.is_sorted() {
        found.mistakes.push(LinkMistake::Order);
    }
    let state = decoded(value("state").unwrap_or_default());
    if state.len() > MAX_STATE_BYTES {
        found.mistakes.push(LinkMistake::LongState(state.len()));
    }
    match fragment {
        _ if cut => {}
        Some("wechat_redirect") => {}
        None | Some("") => found.mistakes.push(LinkMistake::NoFragment),
        Some(other) => found.mistakes.push(match other.strip_prefix("wechat_redirect") {
            Some(behind) if behind.starts_with(['&', '?']) => {
                LinkMistake::BehindFragment(behind[1..].to_owned())
            }
            _ => LinkMistake::OtherFragment(other.to_owned()),
        }),
    }
    Some(found)
}

/// Returns the parameters that belong to an unencoded `redirect_uri`, because no OAuth page takes them.
fn lost(pairs: &[(&str, &str)]) -> Vec<String> {
    let foreign = |name: &str| !name.is_empty() && !ORDER.contains(&name) && !OTHERS.contains(&name);
    pairs.iter().filter(|(name, _)| foreign(name)).map(|(name, _)| (*name).to_owned()).collect()
}

fn redirect_mistakes(raw: &str, lost: Vec<String>, found: &mut OauthLink) {
    let once = decoded(raw);
    let is_whole = |url: &str| {
        let lower = url.to_ascii_lowercase();
        lower.starts_with("http://") || lower.starts_with("https://")
    };
    if raw.contains("://") {
        found.mistakes.push(LinkMistake::RawRedirect(lost));
    } else if !is_whole(&once) && is_whole(&decoded(&once)) {
        found.mistakes.push(LinkMistake::RedirectEncodedTwice);
    } else if !is_whole(&once) {
        found.mistakes.push(LinkMistake::RedirectNotWhole(once));
        return;
    }
    let url = if is_whole(&once) { once } else { decoded(&once) };
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    found.redirect_host = Some(host.to_ascii_lowercase()).filter(|host| !host.is_empty());
    let query = rest.split('#').next().unwrap_or_default().split_once('?').map_or("", |(_, query)| query);
    for name in ["code", "state"] {
        if query.split('&').any(|pair| pair.split('=').next() == Some(name)) {
            found.mistakes.push(LinkMistake::RedirectHas(name));
        }
    }
}

fn scope_mistake(scope: &str, page: OauthPage) -> Option<LinkMistake> {
    let known = |scope: &str| AUTHORIZE_SCOPES.into_iter().chain([LOGIN_SCOPE]).find(|own| *own == scope);
    let parts: Vec<Option<&str>> = scope.split(',').map(known).collect();
    if parts.iter().all(Option::is_some) {
        let is_login = parts.contains(&Some(LOGIN_SCOPE));
        let belongs = is_login == (page == OauthPage::QrConnect);
        return (!belongs).then(|| LinkMistake::ScopeOfOtherPage(scope.to_owned()));
    }
    let joined: String =
        scope.chars().filter(|char| !char.is_whitespace() && !"+,".contains(*char)).collect();
    if let Some(own) = known(&joined).filter(|_| joined != scope) {
        return Some(LinkMistake::TornScope(scope.to_owned(), own));
    }
    let lower = scope.to_ascii_lowercase();
    let names = AUTHORIZE_SCOPES.into_iter().chain([LOGIN_SCOPE]);
    Some(LinkMistake::UnknownScope(scope.to_owned(), within_edits(&lower, names, |name| name.len() / 3)))
}

/// Returns whether a value is a word of the documentation, such as `APPID` or `REDIRECT_URI`.
fn is_placeholder(value: &str) -> bool {
    ["APPID", "CORPID", "APP_ID", "YOUR_APPID", "REDIRECT_URI", "SCOPE"].contains(&value)
}

/// Decodes percent-encoding, and `+` as a blank.
fn decoded(text: &str) -> String {
    percent_decode(&text.replace('+', " "))
}
