//! The limits beyond which WeCom cuts the texts of a message, without an error.

use serde_json::Value;

use crate::context::Context;
use crate::text::words;
use crate::wechat::{Body, Call};

/// The calls that send messages of apps and of group chats.
const PATHS: [&str; 2] = ["/cgi-bin/message/send", "/cgi-bin/appchat/send"];

/// The lengths that WeCom shows, in bytes (企业微信文档《发送应用消息》).
const LIMITS: [(&str, &[&str], usize); 10] = [
    ("text", &["content"], 2048),
    ("markdown", &["content"], 2048),
    ("video", &["title"], 128),
    ("video", &["description"], 512),
    ("textcard", &["title"], 128),
    ("textcard", &["description"], 512),
    ("news", &["articles", "title"], 128),
    ("news", &["articles", "description"], 512),
    ("mpnews", &["articles", "title"], 128),
    ("mpnews", &["articles", "digest"], 512),
];

/// A text that is cut.
#[derive(Debug, PartialEq, Eq)]
struct Cut {
    path: String,
    bytes: usize,
    most: usize,
}

/// Warns of the texts in a message that WeCom would cut.
pub(crate) fn warn_of_cuts(call: &Call, cx: &Context) {
    let Body::Json(body) = &call.body else { return };
    if !PATHS.contains(&call.path.as_str()) {
        return;
    }
    let message: Value = serde_json::from_str(body).unwrap_or_default();
    for Cut { path, bytes, most } in cuts(&message) {
        cx.printer.warning(&(words().work.cut)(&path, bytes, most));
    }
}

fn cuts(message: &Value) -> Vec<Cut> {
    let kind = message["msgtype"].as_str().unwrap_or_default();
    let mut cuts = Vec::new();
    for (_, path, most) in LIMITS.iter().filter(|(own, ..)| *own == kind) {
        let mut found = |value: &Value, path: String| {
            if let Some(text) = value.as_str().filter(|text| text.len() > *most) {
                cuts.push(Cut { path, bytes: text.len(), most: *most });
            }
        };
        let content = &message[kind];
        match path {
            [list, member] => {
                for (at, item) in content[list].as_array().into_iter().flatten().enumerate() {
                    found(&item[member], format!("{kind}.{list}[{at}].{member}"));
                }
            }
            [member] => found(&content[member], format!("{kind}.{member}")),
            _ => {}
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::cuts;

    #[test]
    fn lengths_are_counted_in_bytes() {
        let text = |content: String| json!({ "msgtype": "text", "text": { "content": content } });
        assert!(cuts(&text("字".repeat(682))).is_empty());
        let found = cuts(&text("字".repeat(683)));
        assert_eq!((found.len(), found[0].path.as_str(), found[0].bytes), (1, "text.content", 2049));
        let article = json!({ "title": "x".repeat(129), "description": "x".repeat(512) });
        let news = json!({ "msgtype": "news", "news": { "articles": [{ "title": "x" }, article] } });
        let found = cuts(&news);
        assert_eq!((found.len(), found[0].path.as_str()), (1, "news.articles[1].title"));
        assert!(cuts(&json!({ "msgtype": "other", "other": { "content": "x".repeat(9999) } })).is_empty());
    }
}
