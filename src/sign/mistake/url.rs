//! Changes to a URL that turn a right signature into a wrong one.

use super::super::percent::{ENCODERS, encode_uri, percent_decode};
use super::super::spec::{Role, Scheme, SignatureSpec};
use super::names::{OAUTH_PARAMETERS, SHARE_PARAMETERS};
use super::variant::{FREQUENT, KNOWN, ODD, Variants};
use super::{Alternatives, Detail, position};

/// The hosts of WeChat Pay's API (facts 6).
const PAY_HOSTS: [&str; 2] = ["https://api.mch.weixin.qq.com", "https://api2.mch.weixin.qq.com"];
/// The ports that servers listen on behind a proxy.
const PORTS: [&str; 10] = ["80", "443", "3000", "5000", "8000", "8080", "8081", "8443", "8888", "9000"];
/// The longest list of `&` at which a URL is cut.
const MAX_CUTS: usize = 24;

/// Splits a URL into scheme with `://`, host with port, and the rest.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let start = url.find("://")? + 3;
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    Some((&url[..start], &url[start..end], &url[end..]))
}

/// Returns the URL that is signed, if there is one.
fn url<'a>(variants: &Variants<'a>) -> Option<(usize, &'a str)> {
    let at = position(variants.base, Role::Url)?;
    Some((at, &variants.base.parts[at].value))
}

pub(super) fn fragment_kept(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    if let Some(given) = variants.base.parts[at].given.clone() {
        variants.value(FREQUENT, at, given, Detail::default());
    } else {
        for (rank, tail) in [(FREQUENT, "#"), (FREQUENT, "#/"), (KNOWN, "#wechat_redirect")] {
            variants.value(rank, at, format!("{url}{tail}"), Detail::default());
        }
    }
}

pub(super) fn html_escaped(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Url, |part| vec![part.value.replace('&', "&amp;")]);
}

pub(super) fn encoded(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    for (number, encoder) in ENCODERS.iter().enumerate() {
        let rank = if number < 2 { FREQUENT } else { KNOWN };
        variants.value(rank, at, encoder.encode(url), Detail::default());
    }
    variants.value(FREQUENT, at, encode_uri(url), Detail::default());
}

pub(super) fn encoded_twice(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    for encoder in &ENCODERS {
        variants.value(KNOWN, at, encoder.encode(&encoder.encode(url)), Detail::default());
    }
}

pub(super) fn decoded(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Url, |part| {
        vec![percent_decode(&part.value), percent_decode(&part.value.replace('+', " "))]
    });
}

pub(super) fn scheme_swapped(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Url, |part| match part.value.split_once("://") {
        Some(("http", rest)) => vec![format!("https://{rest}")],
        Some(("https", rest)) => vec![format!("http://{rest}")],
        _ => Vec::new(),
    });
}

/// Adds the URL with a trailing slash of its path added or removed.
pub(super) fn trailing_slash(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Url, |part| {
        let (path, query) = part
            .value
            .split_once('?')
            .map_or((&*part.value, String::new()), |(path, query)| (path, format!("?{query}")));
        match path.strip_suffix('/') {
            Some(bare) => vec![format!("{bare}{query}")],
            None => vec![format!("{path}/{query}")],
        }
    });
}

pub(super) fn query_dropped(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Url, |part| {
        part.value.split_once('?').map(|(bare, _)| bare.to_owned()).into_iter().collect()
    });
}

/// Returns the URL without the parameters whose names are dropped, and these names.
fn without(url: &str, drop: impl Fn(&str) -> bool) -> Option<(String, Vec<&str>)> {
    let (path, query) = url.split_once('?')?;
    let name = |pair: &&str| drop(pair.split('=').next().unwrap_or_default());
    let (dropped, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(name);
    let names = dropped.iter().map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    (!dropped.is_empty()).then(|| (format!("{path}{query}"), names))
}

/// Adds the URL without what WeChat appends to a shared page, and without what its login page appends.
pub(super) fn share_parameters(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants).filter(|(_, url)| url.contains("://")) else { return };
    let of = |known: &'static [&'static str]| without(url, |name| known.contains(&name));
    let both = without(url, |name| SHARE_PARAMETERS.contains(&name) || OAUTH_PARAMETERS.contains(&name));
    for (url, names) in [of(SHARE_PARAMETERS), of(OAUTH_PARAMETERS), both].into_iter().flatten() {
        variants.value(FREQUENT, at, url, Detail::field(&names.join("`, `")));
    }
}

pub(super) fn parameter_dropped(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    let Some((_, query)) = url.split_once('?') else { return };
    for pair in query.split('&').take(MAX_CUTS) {
        let name = pair.split('=').next().unwrap_or_default();
        if let Some((url, _)) = without(url, |other| other == name) {
            variants.value(KNOWN, at, url, Detail::field(name));
        }
    }
}

pub(super) fn origin_only(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    if let Some((scheme, host, _)) = split(url) {
        for url in [format!("{scheme}{host}"), format!("{scheme}{host}/")] {
            let detail = Detail::to(&url);
            variants.value(FREQUENT, at, url, detail);
        }
    }
}

/// Adds the URL cut before each of its separators: an unencoded `&` ends a parameter.
pub(super) fn cut(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    let start = split(url).map_or(1, |(scheme, host, _)| scheme.len() + host.len() + 1);
    let mut ampersands = 0;
    for (index, char) in url.char_indices().filter(|&(index, _)| index >= start).take(4096) {
        let after = || url[index..].split(['=', '/']).next().unwrap_or_default().to_owned();
        match char {
            '&' if ampersands < MAX_CUTS => {
                ampersands += 1;
                let first = if ampersands == 1 { "&".to_owned() } else { after() };
                variants.value(FREQUENT, at, &url[..index], Detail::new("", &first, "&"));
            }
            '/' if !url[..index].contains('?') && ampersands < MAX_CUTS => {
                let detail = Detail::new("", &url[index..], "/");
                variants.value(KNOWN, at, &url[..index], detail.clone());
                variants.value(KNOWN, at, &url[..=index], detail);
            }
            '?' => variants.value(KNOWN, at, &url[..=index], Detail::new("", &url[index..], "?")),
            '#' | ';' | '%' | '=' | ' ' | '+' => {
                let detail = Detail::new("", &url[index..], char.encode_utf8(&mut [0; 4]));
                variants.value(ODD, at, &url[..index], detail);
            }
            _ => {}
        }
    }
}

/// Adds the path of a page without its origin; for a request, its path without the first part.
pub(super) fn path_only(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    let mut values = Vec::new();
    if let Some((_, _, rest)) = split(url) {
        values.push(rest);
        values.push(rest.trim_start_matches('/'));
        values.push(rest.split('?').next().unwrap_or_default());
    } else {
        values.push(url.trim_start_matches('/'));
        values.extend(url.strip_prefix("/v3"));
        values.extend(url.strip_prefix("/v3/"));
    }
    for value in values {
        variants.value(KNOWN, at, value, Detail::to(value));
    }
}

pub(super) fn scheme_missing(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    if let Some((_, host, rest)) = split(url) {
        for url in [format!("{host}{rest}"), format!("//{host}{rest}")] {
            let detail = Detail::to(&url);
            variants.value(KNOWN, at, url, detail);
        }
    }
}

/// Adds the whole URL of a request, of which only the path is signed.
pub(super) fn whole(variants: &mut Variants<'_>, other: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    if variants.base.scheme == Scheme::Api {
        if let Some(whole) = &other.url {
            variants.value(FREQUENT, at, whole.as_str(), Detail::to(whole));
        }
        return;
    }
    if variants.base.scheme != Scheme::PayRequest || split(url).is_some() {
        return;
    }
    let given = other.url.as_deref().and_then(split);
    let mut origins: Vec<String> =
        given.map(|(scheme, host, _)| format!("{scheme}{host}")).into_iter().collect();
    origins.extend(PAY_HOSTS.map(str::to_owned));
    for origin in origins {
        let url = format!("{origin}{url}");
        variants.value(FREQUENT, at, url.as_str(), Detail::to(&url));
        let bare = url.trim_start_matches("https://").trim_start_matches("http://");
        variants.value(KNOWN, at, bare, Detail::to(bare));
    }
}

/// Adds the URL without its port, or with a port that servers often listen on.
pub(super) fn ports(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    let Some((scheme, host, rest)) = split(url) else { return };
    match host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((bare, _)) => variants.value(FREQUENT, at, format!("{scheme}{bare}{rest}"), Detail::default()),
        None => {
            for port in PORTS {
                variants.value(KNOWN, at, format!("{scheme}{host}:{port}{rest}"), Detail::to(port));
            }
        }
    }
}

/// Adds the URL as a server behind a proxy sees it, and with and without `www.`.
pub(super) fn other_host(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    let Some((scheme, host, rest)) = split(url) else { return };
    for local in ["127.0.0.1", "localhost", "0.0.0.0", "[::1]"] {
        for (rank, port) in [(KNOWN, "")].into_iter().chain(PORTS.map(|port| (ODD, port))) {
            let colon = if port.is_empty() { "" } else { ":" };
            let host = format!("{local}{colon}{port}");
            for scheme in ["http://", "https://"] {
                variants.value(rank, at, format!("{scheme}{host}{rest}"), Detail::to(&host));
            }
        }
    }
    let www = host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned);
    variants.value(KNOWN, at, format!("{scheme}{www}{rest}"), Detail::new("", "www.", &www));
}

/// The files that servers answer with for a path that ends with `/`.
const INDEX_FILES: [&str; 4] = ["index.html", "index.php", "index.htm", "index.jsp"];
/// The largest number of parts at the beginning of a path that a proxy may have cut off.
const MAX_PREFIX_PARTS: usize = 3;
/// The names in the paths of WeChat Pay's documents (facts 6).
const PLACEHOLDERS: [&str; 6] =
    ["out_trade_no", "transaction_id", "out_refund_no", "out_bill_no", "transfer_bill_no", "mchid"];
/// The smallest length of a part of a path that is taken for a number of an order.
const MIN_NUMBER_PART: usize = 6;

/// Adds the URL as a program has it that does not take it from the page: with the file behind a folder, without what a
/// proxy cuts off; and a request's path as a library builds it.
pub(super) fn rewritten(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants).filter(|_| variants.wants(KNOWN)) else { return };
    let values = match (variants.base.scheme, split(url)) {
        (Scheme::PayRequest, None) => request_forms(url),
        (Scheme::Page | Scheme::Agent | Scheme::Address, Some((scheme, host, rest))) => {
            let forms = page_forms(rest).into_iter();
            forms.map(|(rank, rest)| (rank, format!("{scheme}{host}{rest}"))).collect()
        }
        _ => return,
    };
    for (rank, value) in values {
        let detail = Detail::to(&value);
        variants.value(rank, at, value, detail);
    }
}

/// Returns the other forms of a page's path and query.
fn page_forms(rest: &str) -> Vec<(u8, String)> {
    let (path, query) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let mut forms = Vec::new();
    let folder = if path.is_empty() { "/" } else { path };
    if folder.ends_with('/') {
        forms.extend(INDEX_FILES.map(|file| (KNOWN, format!("{folder}{file}{query}"))));
    }
    for file in INDEX_FILES {
        if let Some((before, after)) = path.split_once(file).filter(|(before, _)| before.ends_with('/')) {
            forms.push((KNOWN, format!("{before}{}{query}", after.trim_start_matches('/'))));
        }
    }
    if !path.contains(".php") && path.len() > 1 {
        forms.push((ODD, format!("/index.php{path}{query}")));
    }
    if path.len() > 1 {
        forms.push((KNOWN, format!("/{path}{query}")));
    }
    if path.contains("//") {
        forms.push((KNOWN, format!("{}{query}", path.replace("//", "/"))));
    }
    let starts = path.match_indices('/').skip(1).take(MAX_PREFIX_PARTS);
    forms.extend(starts.map(|(start, _)| (KNOWN, rest[start..].to_owned())));
    forms
}

/// Returns the other forms of the path and query of a request.
fn request_forms(url: &str) -> Vec<(u8, String)> {
    let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let mut forms = Vec::new();
    match query {
        None => forms.push((KNOWN, format!("{url}?"))),
        Some(query) => {
            let mut pairs: Vec<&str> = query.split('&').collect();
            pairs.reverse();
            forms.push((KNOWN, format!("{path}?{}", pairs.join("&"))));
            pairs.sort_unstable();
            forms.push((KNOWN, format!("{path}?{}", pairs.join("&"))));
        }
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let mut start = 0;
    for part in path.split('/') {
        let end = start + part.len();
        if part.len() >= MIN_NUMBER_PART && part.bytes().any(|byte| byte.is_ascii_digit()) {
            let mut push =
                |text: &str| forms.push((ODD, format!("{}{text}{}{query}", &path[..start], &path[end..])));
            for name in PLACEHOLDERS {
                push(&format!("{{{name}}}"));
            }
            push("undefined");
            push("null");
            push("");
        }
        start = end + 1;
    }
    forms
}

/// Adds the URL with its host in lower and in upper case.
impl SignatureSpec {
    /// Returns the specification over the URL that a browser shows, whose host is in lower case; `None` if that is the
    /// given one, or if no browser opens it.
    pub(crate) fn in_browser(&self) -> Option<Self> {
        let at = position(self, Role::Url)
            .filter(|_| matches!(self.scheme, Scheme::Page | Scheme::Agent | Scheme::Address))?;
        let (scheme, host, rest) = split(&self.parts[at].value)?;
        let shown = format!("{scheme}{}{rest}", host.to_ascii_lowercase());
        (*shown != *self.parts[at].value).then(|| {
            let mut spec = self.clone();
            spec.parts[at].value = shown.into();
            spec
        })
    }
}

pub(super) fn host_case(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some((at, url)) = url(variants) else { return };
    let Some((scheme, host, rest)) = split(url) else { return };
    for (host, case) in [(host.to_ascii_lowercase(), "lower"), (host.to_ascii_uppercase(), "upper")] {
        variants.value(KNOWN, at, format!("{scheme}{host}{rest}"), Detail::to(case));
    }
}
