//! Finds requests of WeChat in lines of logs: the query of a callback, the headers of a notification, and the document
//! of either.

use serde_json::Value;
use url::form_urlencoded;

use super::Given;

/// The headers of a notification of WeChat Pay v3; a name that begins with another one comes first.
const PAY_HEADERS: [&str; 5] = [
    "wechatpay-signature-type",
    "wechatpay-signature",
    "wechatpay-timestamp",
    "wechatpay-nonce",
    "wechatpay-serial",
];
/// The largest number of brackets at which a document is looked for.
const MAX_STARTS: usize = 256;

/// The query of a request to a callback URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CallbackQuery {
    /// `signature`: of token, timestamp and nonce.
    pub signature: Option<String>,
    /// `msg_signature`: of the ciphertext too.
    pub msg_signature: Option<String>,
    /// `timestamp`
    pub timestamp: String,
    /// `nonce`
    pub nonce: String,
    /// `echostr`, which a check of the URL has.
    pub echostr: Option<String>,
}

impl CallbackQuery {
    /// Finds the query in a URL, a line of an access log, or a request. Values are decoded once.
    pub(crate) fn find(text: &str) -> Option<Self> {
        let text = text.replace("\\u0026", "&").replace("&amp;", "&").replace("\\/", "/");
        text.match_indices("timestamp=").find_map(|(at, _)| Self::parse(word_around(&text, at)))
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.split('#').next().unwrap_or_default();
        let query = word.rsplit_once('?').map_or(word, |(_, query)| query);
        let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let value = |name: &str| {
            let (_, raw) = pairs.iter().find(|(given, _)| *given == name)?;
            // The base64 of `echostr` has `+`, which stays as it is.
            let pair = format!("v={}", raw.replace('+', "%2B"));
            form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
        };
        let found = Self {
            signature: value("signature"),
            msg_signature: value("msg_signature"),
            timestamp: value("timestamp")?,
            nonce: value("nonce")?,
            echostr: value("echostr"),
        };
        (found.signature.is_some() || found.msg_signature.is_some()).then_some(found)
    }
}

/// Returns the characters around a position up to those that cannot be in a URL.
fn word_around(text: &str, at: usize) -> &str {
    let ends = |char: char| char.is_whitespace() || "\"'`<>|\\^{}()[],".contains(char);
    let start = text[..at]
        .rfind(ends)
        .map_or(0, |start| start + text[start..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    &text[start..end]
}

/// Returns the headers of a notification of WeChat Pay v3 in a text of any form, with names in lower case.
pub(crate) fn pay_headers(text: &str) -> Vec<(String, String)> {
    let lower = text.to_ascii_lowercase().replace('_', "-");
    let ends_name = |rest: &str| !rest.starts_with(|char: char| char == '-' || char.is_ascii_alphanumeric());
    PAY_HEADERS
        .iter()
        .filter_map(|name| {
            let starts = lower.match_indices(name).map(|(start, _)| start + name.len());
            let value = starts
                .filter(|start| ends_name(&lower[*start..]))
                .find_map(|start| header_value(&text[start..]));
            Some(((*name).to_owned(), value?))
        })
        .collect()
}

/// Returns the value behind the name of a header: `: x`, `=x`, `":["x"]`, `] => Array ( [0] => x )`.
fn header_value(rest: &str) -> Option<String> {
    let mut rest = rest;
    loop {
        let bare =
            rest.trim_start_matches(|char: char| char.is_whitespace() || "\"'`:=>[](){},\\".contains(char));
        let bare = ["Array", "array", "0]"].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
        if bare.len() == rest.len() {
            break;
        }
        rest = bare;
    }
    let is_value = |char: char| char.is_ascii_alphanumeric() || "+/=_-.\\".contains(char);
    let value: String = rest.chars().take_while(|char| is_value(*char)).collect();
    let value = value.replace("\\/", "/");
    let value = value.split('\\').next().unwrap_or_default();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Returns the document of this kind within a text such as a line of a log, as it stands there; `None` if the text is
/// the document itself or has none.
pub(crate) fn document_within(text: &str, wanted: &[Given]) -> Option<String> {
    let is_wanted = |text: &str| Given::of(text).is_some_and(|given| wanted.contains(&given));
    let text = text.trim_start_matches('\u{feff}').trim();
    if is_wanted(text) {
        return None;
    }
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return within_json(&value, &is_wanted);
    }
    within_text(text, &is_wanted)
}

fn within_json(value: &Value, is_wanted: &impl Fn(&str) -> bool) -> Option<String> {
    match value {
        Value::String(text) if is_wanted(text) => Some(text.clone()),
        Value::String(text) => within_text(text, is_wanted),
        Value::Array(items) => items.iter().find_map(|item| within_json(item, is_wanted)),
        Value::Object(members) => {
            let text = value.to_string();
            if is_wanted(&text) {
                return Some(text);
            }
            members.values().find_map(|member| within_json(member, is_wanted))
        }
        _ => None,
    }
}

fn within_text(text: &str, is_wanted: &impl Fn(&str) -> bool) -> Option<String> {
    if let (Some(start), Some(end)) = (text.find("<xml"), text.rfind("</xml>")) {
        let document =
            text.get(start..end + "</xml>".len()).map(|xml| xml.replace("\\n", "\n").replace("\\/", "/"));
        if let Some(document) = document.filter(|document| is_wanted(document)) {
            return Some(document);
        }
    }
    text.match_indices('{').take(MAX_STARTS).find_map(|(start, _)| {
        let rest = &text[start..];
        let plain = {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            let is_object = values.next().is_some_and(|value| value.is_ok());
            is_object.then(|| rest[..values.byte_offset()].to_owned())
        };
        let found = plain.or_else(|| unescaped(rest))?;
        is_wanted(&found).then_some(found)
    })
}

/// Returns the text of a JSON string from here to its closing quotation mark, if it begins with an escaped one.
fn unescaped(rest: &str) -> Option<String> {
    rest.strip_prefix("{\\\"")?;
    let mut is_escaped = false;
    let end = rest.find(|char: char| {
        let ends = char == '"' && !is_escaped;
        is_escaped = char == '\\' && !is_escaped;
        ends
    });
    let end = end.or_else(|| rest.rfind('}').map(|end| end + 1))?;
    serde_json::from_str(&format!("\"{}\"", &rest[..end])).ok()
}

#[cfg(test)]
mod tests {
    use super::{CallbackQuery, Given, document_within, pay_headers};
    use proptest::prelude::*;

    const QUERY: &str = "msg_signature=ab12&timestamp=17&nonce=8&echostr=a%2Bb%3D%3D";

    #[test]
    fn a_callback_is_found_in_logs_of_every_form() {
        let expected = CallbackQuery {
            signature: None,
            msg_signature: Some("ab12".to_owned()),
            timestamp: "17".to_owned(),
            nonce: "8".to_owned(),
            echostr: Some("a+b==".to_owned()),
        };
        for line in [
            QUERY.to_owned(),
            format!("?{QUERY}"),
            format!("https://example.com/wx?{QUERY}"),
            format!("https://example.com/wx?app=1&{QUERY}#top"),
            format!("GET /auth/?{QUERY} HTTP/1.1\r\n"),
            format!(
                "1.2.3.4 - - [18/Jun/2026:13:15:40 +0800] \"GET /wx?{QUERY} HTTP/1.0\" 200 5 \"-\" \"Mozilla/4.0\""
            ),
            format!("INFO get url [/wx?{QUERY}]"),
            format!("{{\"uri\":\"\\/wx?{}\"}}", QUERY.replace('&', "\\u0026")),
            format!("<a href='/wx?{}'>", QUERY.replace('&', "&amp;")),
            format!("timestamp=1 /wx?{QUERY}"),
        ] {
            assert_eq!(CallbackQuery::find(&line).as_ref(), Some(&expected), "{line}");
        }
        for other in
            ["", "timestamp=1&nonce=2", "signature=1", "<xml></xml>", "signature=a timestamp=1 nonce=2"]
        {
            assert_eq!(CallbackQuery::find(other), None, "{other}");
        }
    }

    #[test]
    fn headers_are_found_in_every_notation() {
        let expected = [
            ("wechatpay-signature", "ab+/c=="),
            ("wechatpay-timestamp", "1781759740"),
            ("wechatpay-nonce", "Nonce8"),
            ("wechatpay-serial", "PUB_KEY_ID_01"),
        ];
        for text in [
            "Wechatpay-Serial: PUB_KEY_ID_01\nWechatpay-Nonce: Nonce8\nWechatpay-Timestamp: 1781759740\nWechatpay-Signature: ab+/c==\nWechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048",
            "{wechatpay-serial=PUB_KEY_ID_01, wechatpay-nonce=Nonce8, wechatpay-timestamp=1781759740, wechatpay-signature=ab+/c==}",
            "{'Wechatpay-Serial': 'PUB_KEY_ID_01', 'Wechatpay-Nonce': 'Nonce8', 'Wechatpay-Timestamp': '1781759740', 'Wechatpay-Signature': 'ab+/c=='}",
            "map[Wechatpay-Nonce:[Nonce8] Wechatpay-Serial:[PUB_KEY_ID_01] Wechatpay-Signature:[ab+/c==] Wechatpay-Timestamp:[1781759740]]",
            "[wechatpay-serial] => Array ( [0] => PUB_KEY_ID_01 ) [wechatpay-nonce] => Array\n(\n [0] => Nonce8\n)\n[wechatpay-timestamp] => 1781759740 [wechatpay-signature] => ab+/c==",
            r#"{"headers":"{\"wechatpay-serial\":[\"PUB_KEY_ID_01\"],\"wechatpay-nonce\":\"Nonce8\",\"wechatpay-timestamp\":\"1781759740\",\"wechatpay-signature\":\"ab+\/c==\"}"}"#,
            "HTTP_WECHATPAY_SERIAL=PUB_KEY_ID_01 HTTP_WECHATPAY_NONCE=Nonce8 HTTP_WECHATPAY_TIMESTAMP=1781759740 HTTP_WECHATPAY_SIGNATURE=ab+/c==",
        ] {
            let found = pay_headers(text);
            for (name, value) in expected {
                let is_there = found.iter().any(|(known, given)| known == name && given == value);
                assert!(is_there, "{name}: {found:?} in {text}");
            }
        }
        assert_eq!(pay_headers("wechatpay-nonce"), []);
    }

    #[test]
    fn a_document_is_found_within_a_line() {
        let notice = r#"{"id": "1", "resource": {"ciphertext": "a", "note": "}\"{"}}"#;
        let escaped = serde_json::Value::from(notice).to_string();
        for line in [
            format!("INFO headers={{wechatpay-nonce=a}} body={notice} done"),
            format!("INFO body={escaped}"),
            format!(r#"{{"level":"info","body":{escaped}}}"#),
            format!("INFO {{\"body\":{escaped}}} end"),
        ] {
            assert_eq!(document_within(&line, &[Given::PayV3Notice]).as_deref(), Some(notice), "{line}");
        }
        assert_eq!(document_within(notice, &[Given::PayV3Notice]), None, "it is the document itself");
        let xml = "<xml><Encrypt>a</Encrypt></xml>";
        let line = format!("POST /wx?signature=a HTTP/1.1\r\nHost: a\r\n\r\n{xml}\r\n");
        assert_eq!(document_within(&line, &[Given::Callback]).as_deref(), Some(xml));
        assert_eq!(document_within("no document {a} <xml>", &[Given::Callback]), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_search(text in any::<String>()) {
            CallbackQuery::find(&text);
            pay_headers(&text);
            document_within(&text, &[Given::Callback]);
        }

        #[test]
        fn no_fragments_break_the_search(text in "(timestamp=|nonce=|signature=|[{}\"\\\\?&]|<xml|</xml>|wechatpay-nonce|中| ){0,20}") {
            CallbackQuery::find(&text);
            pay_headers(&text);
            document_within(&text, &[Given::Callback]);
        }
    }
}
