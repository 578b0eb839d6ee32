//! The bots that pushes are forwarded to.

use hyper::Uri;
use url::Url;

use crate::http::shown;
use crate::recording::{Condition, ConditionError};

/// A bot's URL.
#[derive(Debug, Clone)]
pub(crate) struct Destination {
    url: Url,
    /// The URL without secrets.
    pub shown: String,
}

/// A destination for pushes that meet a condition.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    /// The condition.
    pub condition: Condition,
    /// The destination.
    pub destination: Destination,
}

/// The reason why a text is not a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DestinationError {
    /// There is no `=URL` at its end.
    NoUrl,
    /// Its URL is invalid.
    Url(String),
    /// Its condition is invalid.
    Condition(ConditionError),
}

impl Destination {
    /// Returns the destination with this URL.
    pub(crate) fn new(url: Url) -> Self {
        let shown = shown(&url);
        Self { url, shown }
    }

    /// Returns whether it is reached by TLS.
    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Returns host and port, for the header `Host`.
    pub(super) fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Returns the address of a request that arrived at `target`. A destination without a path keeps that of the request.
    /// The query is appended as it is.
    pub(super) fn uri(&self, target: &Uri) -> Option<Uri> {
        let path = if self.url.path() == "/" { target.path() } else { self.url.path() };
        let query = match (self.url.query(), target.query()) {
            (Some(own), Some(given)) => format!("?{own}&{given}"),
            (Some(one), None) | (None, Some(one)) => format!("?{one}"),
            (None, None) => String::new(),
        };
        format!("{}://{}{path}{query}", self.url.scheme(), self.authority()).parse().ok()
    }
}

impl Route {
    /// Parses `CONDITION=URL`, such as `event=CLICK=http://127.0.0.1:3001`.
    pub(crate) fn parse(text: &str) -> Result<Self, DestinationError> {
        let at = text.rfind("=http://").or_else(|| text.rfind("=https://")).ok_or(DestinationError::NoUrl)?;
        let (condition, url) = (&text[..at], &text[at + 1..]);
        let url = Url::parse(url).ok().filter(Url::has_host);
        let url = url.ok_or_else(|| DestinationError::Url(text[at + 1..].to_owned()))?;
        let condition = Condition::parse(condition).map_err(DestinationError::Condition)?;
        Ok(Self { condition, destination: Destination::new(url) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(destination: &str, target: &str) -> String {
        let destination = Destination::new(Url::parse(destination).expect("a URL"));
        destination.uri(&target.parse().expect("a target")).expect("an address").to_string()
    }

    #[test]
    fn the_query_is_passed_on_as_it_is() {
        let target = "/in?signature=a%2Bb&echostr=c+d%3D&x='|";
        assert_eq!(
            uri("http://127.0.0.1:3000/wechat", target),
            "http://127.0.0.1:3000/wechat?signature=a%2Bb&echostr=c+d%3D&x='|"
        );
        assert_eq!(uri("http://127.0.0.1:3000", "/in?a=1"), "http://127.0.0.1:3000/in?a=1");
        assert_eq!(uri("http://bot/w?k=1", "/in?a=1"), "http://bot/w?k=1&a=1");
        assert_eq!(uri("http://[::1]:8/w", "/"), "http://[::1]:8/w");
    }

    #[test]
    fn a_route_ends_with_its_url() {
        let route = Route::parse("event=CLICK=http://127.0.0.1:3001").expect("a route");
        assert_eq!(route.destination.shown, "http://127.0.0.1:3001/");
        assert_eq!(Route::parse("event=CLICK").err(), Some(DestinationError::NoUrl));
        assert!(matches!(Route::parse("=http://a/"), Err(DestinationError::Condition(_))));
        assert!(matches!(Route::parse("a=b=http://"), Err(DestinationError::Url(_))));
    }
}
