//! Recognizes errors in what a developer has at hand, and finds what is known of them: an errcode, an errmsg, a body, a
//! line of a log, a code of WeChat Pay, an errMsg of the JS-SDK, a link to an OAuth page, the URL of a callback.

mod blocks;
mod callback;
mod codes;
mod errmsgs;
mod named;
mod numbers;
#[cfg(test)]
mod tests;
mod unexplained;
mod words;

pub(crate) use blocks::Blocks;
pub(crate) use callback::{Callback, CallbackKeys, CallbackKind, Judged};
pub(crate) use codes::ErrcodeFound;
pub(crate) use named::NamedFound;
pub(crate) use unexplained::Unexplained;

use serde_json::Value;
use url::Url;

use crate::api::Host;
use crate::api::catalogue::{self, Retired};
use crate::api::errcode::ErrcodeFamily;
use crate::api::pay_error::{PayError, number_of};
use crate::oauth_link::{self, LinkFinding, LinkUse};
use crate::sign::percent_decode;

/// The facts known beside the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clues {
    /// The families of `--platform`; empty if it was not given.
    pub families: Vec<ErrcodeFamily>,
    /// The path of the call.
    pub path: Option<String>,
    /// `true` for a log, in which only what is marked as an error counts.
    pub is_log: bool,
}

/// A link to an OAuth page.
#[derive(Debug, Clone)]
pub(crate) struct LinkFound {
    /// The findings, in the order of the link.
    pub findings: Vec<LinkFinding>,
    /// The domain of `redirect_uri`, which has to be set on the website.
    pub domain: Option<String>,
}

/// An error or link that was recognized in a text.
#[derive(Debug, Clone)]
pub(crate) enum Explanation {
    /// An errcode.
    Errcode(Box<ErrcodeFound>),
    /// An error with a name.
    Named(NamedFound),
    /// The answer of WeChat Pay.
    Pay(PayError),
    /// An answer of WeCom with errcode 0 that names receivers who got nothing: the members and their values.
    Partial(Vec<(String, String)>),
    /// A link to an OAuth page.
    Link(LinkFound),
    /// The URL of a callback, with its body if there is one.
    Callback(Callback),
    /// The URL that OAuth returned to; the number of its parameters `code`.
    Returned(usize),
    /// The path of a retired endpoint.
    Retired(Retired),
}

/// Recognizes all that a text names, without duplicates, in the order of importance.
pub(crate) fn explain(text: &str, clues: &Clues) -> Vec<Explanation> {
    let text = unescaped(text);
    let text = text.trim();
    let clues = &Clues { is_log: clues.is_log || words::is_line_of_log(text), ..clues.clone() };
    let mut found = links(text, clues);
    if !found.is_empty() && !clues.is_log {
        return found;
    }
    if words::is_of_other(text) && clues.families.is_empty() {
        return found;
    }
    if let Some(error) = pay_error(text, clues) {
        found.push(Explanation::Pay(error));
        return found;
    }
    found.extend(partial(text).map(Explanation::Partial));
    found.extend(codes::find(text, clues).into_iter().map(|code| Explanation::Errcode(Box::new(code))));
    // A code of which only the official meaning is known leaves room for what its message says.
    let has_cause =
        |found: &Explanation| !matches!(found, Explanation::Errcode(code) if code.entry.is_none());
    if !found.iter().any(has_cause) {
        found.extend(named::find(text, clues).into_iter().map(Explanation::Named));
    }
    if found.is_empty() && !clues.is_log {
        found.extend(
            codes::find_numbers(text, clues).into_iter().map(|code| Explanation::Errcode(Box::new(code))),
        );
    }
    if found.is_empty() && !clues.is_log {
        found.extend(
            codes::find_errmsg(text, clues).into_iter().map(|code| Explanation::Errcode(Box::new(code))),
        );
    }
    if found.is_empty() && !clues.is_log {
        found.extend(retired(text).map(Explanation::Retired));
    }
    found
}

/// Returns the retired endpoint whose path, or last part of it, is a word of the text.
fn retired(text: &str) -> Option<Retired> {
    let word = |word: &str| {
        let word = word.trim_matches(|char: char| !char.is_ascii_alphanumeric() && char != '/');
        let rest = word.split_once("://").map_or(word, |(_, rest)| &rest[rest.find('/').unwrap_or(0)..]);
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        if path.starts_with('/') {
            Host::ALL.into_iter().find_map(|host| catalogue::retirement(host, path))
        } else {
            catalogue::retired_named(path)
        }
    };
    text.split_whitespace().find_map(word)
}

/// Removes the escapes of JSON within a string, as logs have them: `\"`, `\/`, `\u0026`.
fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    text.replace("\\\"", "\"").replace("\\/", "/").replace("\\u0026", "&").replace("\\u003d", "=")
}

/// Reads the links to OAuth pages, the pages that OAuth returned to, and the callbacks.
fn links(text: &str, clues: &Clues) -> Vec<Explanation> {
    let mut found = Vec::new();
    let whole = !text.contains(char::is_whitespace);
    for (word, rest) in words::links(text) {
        // In HTML and XML, `&amp;` is right.
        let unescaped = if whole { word.to_owned() } else { word.replace("&amp;", "&") };
        let explanation = if let Some(findings) = oauth_link::check(&unescaped, LinkUse::Any) {
            let domain = domain(&unescaped);
            Some(Explanation::Link(LinkFound { findings, domain }))
        } else if let Some(callback) = Callback::read(&unescaped, rest) {
            Some(Explanation::Callback(callback))
        } else if clues.is_log {
            None
        } else {
            let codes = words::parameters(&unescaped).filter(|(name, _)| *name == "code").count();
            let state = words::parameters(&unescaped).any(|(name, _)| name == "state");
            (codes > 0 && state).then_some(Explanation::Returned(codes))
        };
        found.extend(explanation);
    }
    found
}

/// Returns the domain of the `redirect_uri` of a link.
fn domain(link: &str) -> Option<String> {
    // WeCom has other settings, and other errors, for the domains of its pages.
    let of_work = |appid: &str| appid.starts_with("ww");
    if words::parameters(link).any(|(name, value)| name == "appid" && of_work(value)) {
        return None;
    }
    let (_, raw) = words::parameters(link).find(|(name, _)| *name == "redirect_uri")?;
    let url = Url::parse(&percent_decode(raw)).ok()?;
    let is_public = url.host().is_some_and(|host| !oauth_link::is_local(&host));
    let is_host = |domain: &&str| is_public && !matches!(*domain, "http" | "https");
    url.domain().filter(is_host).map(str::to_owned)
}

/// Reads an answer of WeChat Pay: JSON of v3, XML of v2, with the header `Request-ID` if the text has it.
fn pay_error(text: &str, clues: &Clues) -> Option<PayError> {
    let request_id = words::tokens(text).find(|word| number_of(word).is_some());
    let in_text = words::paths(text).into_iter().map(|(_, path)| path).find(|path| path.starts_with("/v3/"));
    let path = clues.path.as_deref().or(in_text);
    if let Some(start) = text.find('{')
        && let Some(Ok(json)) = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>().next()
        && let Some(error) = PayError::of_json(&json, request_id, path)
        && (error.advice.is_some() || request_id.is_some())
    {
        return Some(error);
    }
    let start = text.find("<xml")?;
    let end = text.find("</xml>").map_or(text.len(), |end| end + "</xml>".len());
    PayError::of_xml(text.get(start..end)?, path)
}

/// Reads the members of an answer of WeCom that name receivers who got nothing, although errcode is 0.
fn partial(text: &str) -> Option<Vec<(String, String)>> {
    let start = text.find('{')?;
    let json = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>().next()?.ok()?;
    if json["errcode"] != 0 {
        return None;
    }
    let lost: Vec<(String, String)> = ["invaliduser", "invalidparty", "invalidtag", "unlicenseduser"]
        .into_iter()
        .filter_map(|name| {
            let value = json[name].as_str().filter(|value| !value.is_empty())?;
            Some((name.to_owned(), value.to_owned()))
        })
        .collect();
    (!lost.is_empty()).then_some(lost)
}
