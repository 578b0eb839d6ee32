//! Refuses requests of web pages: a page of any site can make a browser call a server on this machine, directly or by
//! letting its own name resolve to a loopback address (DNS rebinding).

use hyper::HeaderMap;
use hyper::header::{HOST, ORIGIN};
use url::{Host, Url};

/// Domains that cannot be registered, so that no page is served from them (RFC 2606, RFC 6762, RFC 9476).
const PRIVATE_DOMAINS: [&str; 4] = [".localhost", ".internal", ".local", ".test"];

/// Returns whether a request was made by a page of another site, or with a name that another site may own.
pub(crate) fn is_from_other_site(headers: &HeaderMap) -> bool {
    is_from_other_page(headers) || text(headers, HOST.as_str()).is_some_and(|host| !is_own_name(host))
}

/// Returns whether a request was made by a page of another site. For servers that answer only to a secret, so that
/// another site gains nothing from a name of its own.
pub(crate) fn is_from_other_page(headers: &HeaderMap) -> bool {
    let text = |name| text(headers, name);
    let host = text(HOST.as_str());
    let fetched = text("sec-fetch-site").is_some_and(|site| !["none", "same-origin"].contains(&site));
    let origin = text(ORIGIN.as_str())
        .is_some_and(|origin| origin.split_once("://").map(|(_, authority)| authority) != host);
    fetched || origin
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("\0"))
}

/// Returns whether a request was sent to a name that another site may own. Pages to which a browser is sent from other
/// sites are protected by this alone.
pub(crate) fn is_to_other_name(headers: &HeaderMap, own: &[&str]) -> bool {
    let host = headers.get(HOST).map(|value| value.to_str().unwrap_or("\0"));
    let is_own = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        own.iter().any(|own| own.eq_ignore_ascii_case(name)) || is_own_name(host)
    };
    host.is_some_and(|host| !is_own(host))
}

/// Returns whether no other site can own this name: an address, a name without a dot, or one in a private domain.
fn is_own_name(authority: &str) -> bool {
    let Ok(url) = Url::parse(&format!("http://{authority}/")) else { return false };
    match url.host() {
        Some(Host::Domain(name)) => {
            !name.contains('.') || PRIVATE_DOMAINS.iter().any(|domain| name.ends_with(domain))
        }
        Some(_) => true,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(given: &[(&'static str, &'static str)]) -> bool {
        let headers = given.iter().map(|&(name, value)| {
            (hyper::header::HeaderName::from_static(name), hyper::header::HeaderValue::from_static(value))
        });
        is_from_other_site(&headers.collect())
    }

    #[test]
    fn programs_and_pages_of_the_server_itself_are_answered() {
        for host in [
            "127.0.0.1:7200",
            "localhost:7200",
            "[::1]:7200",
            "mock:7200",
            "host.docker.internal",
            "10.0.0.7",
        ] {
            assert!(!refused(&[("host", host)]), "{host}");
        }
        assert!(!refused(&[]));
        let own = [
            ("host", "127.0.0.1:7200"),
            ("origin", "http://127.0.0.1:7200"),
            ("sec-fetch-site", "same-origin"),
        ];
        assert!(!refused(&own));
        assert!(!refused(&[("host", "localhost"), ("sec-fetch-site", "none")]));
    }

    #[test]
    fn pages_of_other_sites_are_refused() {
        let host = ("host", "127.0.0.1:7200");
        for origin in ["https://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:7200", ""] {
            assert!(refused(&[host, ("origin", origin)]), "{origin}");
        }
        for site in ["cross-site", "same-site", "other"] {
            assert!(refused(&[host, ("sec-fetch-site", site)]), "{site}");
        }
    }

    #[test]
    fn a_name_that_another_site_may_own_is_refused() {
        for host in ["evil.example:7200", "127.0.0.1.nip.io", "localhost.evil.example", "a b", ""] {
            assert!(refused(&[("host", host)]), "{host}");
        }
    }
}
