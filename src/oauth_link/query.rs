//! The query of a link, with its values as they are written.

use url::form_urlencoded;

/// The pairs of a query, in their order.
pub(super) struct Query<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Query<'a> {
    /// Splits a query into its pairs. An `=` that is missing makes an empty value.
    pub(super) fn parse(query: &'a str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect())
    }

    /// Returns the names.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.0.iter().map(|(name, _)| *name)
    }

    /// Returns the decoded values.
    pub(super) fn values(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(_, raw)| decoded(raw))
    }

    /// Returns the first value of this name as it is written.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(given, _)| *given == name).map(|(_, raw)| *raw)
    }

    /// Returns the first value of this name, decoded once.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.raw(name).map(decoded)
    }

    /// Returns the names behind this one, each with its whole pair as it is written.
    pub(super) fn behind(&self, name: &str) -> Vec<(&'a str, String)> {
        let pairs = self.0.iter().skip_while(|(given, _)| *given != name).skip(1);
        pairs.map(|(name, raw)| (*name, format!("{name}={raw}"))).collect()
    }
}

/// Decodes a value once; `+` is a blank.
pub(super) fn decoded(raw: &str) -> String {
    let pair = format!("v={}", raw.replace('&', "%26").replace(';', "%3B"));
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Encodes a value as `encodeURIComponent` of JavaScript does.
pub(super) fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20")
}
