//! URLs: masked for display, extended with a query, checked for loopback addresses.

use url::Url;

use crate::secret::{MASK, Position, is_secret};

/// Returns whether a URL leads to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(::url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(::url::Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(::url::Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

/// Returns whether a URL leads to this machine or to a private network.
pub(crate) fn is_near(url: &Url) -> bool {
    const PRIVATE_NAMES: [&str; 5] = [".local", ".internal", ".test", ".lan", ".localhost"];
    match url.host() {
        Some(::url::Host::Domain(name)) => {
            !name.contains('.') || PRIVATE_NAMES.iter().any(|ending| name.ends_with(ending))
        }
        Some(::url::Host::Ipv4(address)) => {
            address.is_private() || address.is_link_local() || is_loopback(url)
        }
        Some(::url::Host::Ipv6(address)) => {
            address.is_unique_local() || address.is_unicast_link_local() || is_loopback(url)
        }
        None => false,
    }
}

/// Returns a URL for display, with `***` in place of user, password and query parameters that are secret by name.
pub(crate) fn shown(url: &Url) -> String {
    let mut shown = url.clone();
    if !url.username().is_empty() || url.password().is_some() {
        // These fail only for a URL without a host.
        shown.set_username("***").ok();
        shown.set_password(None).ok();
    }
    let Some(query) = url.query() else { return shown.to_string() };
    let hidden: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if is_secret(name, Position::Query) => format!("{name}={MASK}"),
            _ => pair.to_owned(),
        })
        .collect();
    shown.set_query(Some(&hidden.join("&")));
    shown.to_string()
}

/// Returns a URL with its encoded characters beyond ASCII decoded, as browsers show it. Those of ASCII stay encoded: they may
/// be delimiters.
pub(crate) fn readable(url: &str) -> String {
    let mut readable = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(at) = rest.find('%') {
        readable.push_str(&rest[..at]);
        rest = &rest[at..];
        // A character has at most four bytes.
        let bytes: Vec<u8> = (0..4).map_while(|number| encoded_byte(rest.get(3 * number..)?)).collect();
        let decoded = bytes.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        let (char, length) = match decoded.filter(|char| !char.is_ascii()) {
            Some(char) => (char, 3 * char.len_utf8()),
            None => ('%', 1),
        };
        readable.push(char);
        rest = &rest[length..];
    }
    readable + rest
}

/// Returns the byte that a text begins with, if it begins with an encoded one.
fn encoded_byte(text: &str) -> Option<u8> {
    let digits = text.strip_prefix('%')?.get(..2)?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| is_number)
}

/// Appends parameters to the query and leaves the existing query unchanged: bots route by it, and WeChat does not sign
/// it.
pub(crate) fn with_query(url: &Url, query: &[(&str, String)]) -> Url {
    let mut url = url.clone();
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{is_near, readable};

    #[test]
    fn only_characters_beyond_ascii_are_decoded() {
        for (url, shown) in [
            ("http://x/%E4%BD%A0%e5%a5%bd?a=%F0%9F%98%80", "http://x/你好?a=😀"),
            ("http://x/%2F%26%0A%25E4?a=1%2B2", "http://x/%2F%26%0A%25E4?a=1%2B2"),
            ("http://x/%E4%BD", "http://x/%E4%BD"),
            ("http://x/%E4%BDa%A0%ff%C3%A9", "http://x/%E4%BDa%A0%ffé"),
            ("http://x/%", "http://x/%"),
            ("http://x/%+1%E", "http://x/%+1%E"),
            ("http://x/%E4%BD%A0%", "http://x/你%"),
            ("", ""),
        ] {
            assert_eq!(readable(url), shown);
        }
    }

    #[test]
    fn notices_stay_near() {
        let near = |url: &str| is_near(&url::Url::parse(url).expect("a URL"));
        for url in [
            "http://127.0.0.1:3000/n",
            "http://localhost/n",
            "https://[::1]/n",
            "http://192.168.1.7/n",
            "http://10.0.0.1/n",
            "http://[fd00::1]/n",
            "http://shop:3000/n",
            "http://host.docker.internal/n",
        ] {
            assert!(near(url), "{url}");
        }
        for url in ["https://shop.example/n", "http://8.8.8.8/n", "https://internal.shop.example/n"] {
            assert!(!near(url), "{url}");
        }
    }
}
