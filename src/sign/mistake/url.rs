//! Changes to a URL that turn a right signature into a wrong one.

/// Splits a URL into scheme with `://`, host with port, and the rest.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let start = url.find("://")? + 3;
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    Some((&url[..start], &url[start..end], &url[end..]))
}

/// Returns the URL with a trailing slash of its path added or removed.
pub(super) fn trailing_slash(url: &str) -> Vec<String> {
    let (path, query) =
        url.split_once('?').map_or((url, String::new()), |(path, query)| (path, format!("?{query}")));
    match path.strip_suffix('/') {
        Some(bare) => vec![format!("{bare}{query}")],
        None => vec![format!("{path}/{query}")],
    }
}

/// Returns the URL without its port, or with a port that servers often listen on.
pub(super) fn ports(url: &str) -> Vec<String> {
    let Some((scheme, host, rest)) = split(url) else { return Vec::new() };
    match host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((bare, _)) => vec![format!("{scheme}{bare}{rest}")],
        None => ["80", "443", "3000", "5000", "8000", "8080", "8081", "8443", "8888", "9000"]
            .iter()
            .map(|port| format!("{scheme}{host}:{port}{rest}"))
            .collect(),
    }
}

/// Returns the URL with its host in lower and in upper case.
pub(super) fn host_case(url: &str) -> Vec<String> {
    let Some((scheme, host, rest)) = split(url) else { return Vec::new() };
    [host.to_ascii_lowercase(), host.to_ascii_uppercase()]
        .map(|host| format!("{scheme}{host}{rest}"))
        .to_vec()
}
