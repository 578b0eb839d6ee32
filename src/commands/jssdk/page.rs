//! The test page: served by `jssdk serve`, or written to a file by `sign jsapi --html`.

use serde_json::{Value, json};

use crate::api::named::{NamedError, NamedFamily, named_errors};
use crate::sign::jssdk::{JsApi, JsApiKind, SCRIPTS, find, names};
use crate::text::words;

/// The page with placeholders in double braces.
const TEMPLATE: &str = include_str!("page.html");
/// The style of the page.
pub(super) const STYLE: &str = include_str!("page.css");
/// The script of the page, which reads its data from the page: one function, so that its files share their names with each
/// other and with nothing else.
pub(super) const SCRIPT: &str = concat!(
    "(function () {\n  'use strict';\n\n",
    include_str!("page/elements.js"),
    "\n",
    include_str!("page/answers.js"),
    "\n",
    include_str!("page/server.js"),
    "\n",
    include_str!("page/functions.js"),
    "\n",
    include_str!("page/menu.js"),
    "\n",
    include_str!("page/config.js"),
    "\n",
    include_str!("page/start.js"),
    "})();\n",
);
/// The names under which the server has the style and the script.
pub(super) const STYLE_NAME: &str = "jssdk.css";
pub(super) const SCRIPT_NAME: &str = "jssdk.js";

/// The script that `wx.agentConfig` needs, beside the JS-SDK (企业微信文档《JS-SDK 使用说明》).
pub(super) const AGENT_SCRIPT: &str = "https://open.work.weixin.qq.com/wwopen/js/jwxwork-1.0.0.js";

/// The member of an argument that holds its signature, by the name of the function.
const SIGNED_MEMBERS: [(&str, &str); 5] = [
    ("chooseWXPay", "paySign"),
    ("chooseCard", "cardSign"),
    ("addCard", "cardExt"),
    ("getBrandWCPayRequest", "paySign"),
    ("editAddress", "addrSign"),
];

/// The functions of `WeixinJSBridge` that the page tries, with their arguments (微信公众号支付文档, 收货地址共享接口文档).
const BRIDGE: [(&str, &str); 7] = [
    (
        "getBrandWCPayRequest",
        r#"{"appId": "", "timeStamp": "", "nonceStr": "", "package": "prepay_id=", "signType": "RSA", "paySign": ""}"#,
    ),
    (
        "editAddress",
        r#"{"appId": "", "scope": "jsapi_address", "signType": "sha1", "addrSign": "", "timeStamp": "", "nonceStr": ""}"#,
    ),
    ("imagePreview", r#"{"current": "$url", "urls": ["$url"]}"#),
    ("getNetworkType", "{}"),
    ("hideOptionMenu", "{}"),
    ("showOptionMenu", "{}"),
    ("closeWindow", "{}"),
];

/// Returns a whole page in one file for this URL, which calls `wx.config` with this argument and tries the functions of
/// its list.
pub(crate) fn signed_page(url: &str, config: &Value) -> String {
    let functions: Vec<&str> =
        config["jsApiList"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut data = data(&functions);
    data["config"] = config.clone();
    data["url"] = json!(url);
    fill(&format!("<style>\n{STYLE}</style>"), &format!("<script>\n{SCRIPT}</script>"), &data)
}

/// Returns the page that its server signs, with these functions besides those that need not be listed. `is_mock` if the
/// ticket is not one of WeChat.
pub(super) fn served_page(functions: &[&str], has_agent: bool, is_mock: bool) -> String {
    let unlisted = names().filter(|known| known.kind == JsApiKind::Unlisted).map(|known| known.name);
    let functions: Vec<&str> = unlisted.chain(functions.iter().copied()).collect();
    let mut data = data(&functions);
    data["mock"] = is_mock.into();
    data["agent_scripts"] = if has_agent { json!([AGENT_SCRIPT]) } else { json!([]) };
    for list in ["functions", "bridge"] {
        for entry in data[list].as_array_mut().into_iter().flatten() {
            let signed = SIGNED_MEMBERS.iter().find(|(name, _)| entry["name"] == *name);
            if let Some((_, member)) = signed {
                entry["sign"] = json!(member);
            }
        }
    }
    let style = format!("<link rel=\"stylesheet\" href=\"{STYLE_NAME}\">");
    fill(&style, &format!("<script src=\"{SCRIPT_NAME}\"></script>"), &data)
}

/// Returns what the page's script reads.
fn data(functions: &[&str]) -> Value {
    let tried = |name: &&str| find(name).is_none_or(|known| known.kind != JsApiKind::Tag);
    let functions: Vec<Value> = functions.iter().copied().filter(tried).map(function).collect();
    let items = names().filter(|known| known.kind == JsApiKind::MenuItem);
    let items: Vec<Value> =
        items.map(|item| json!({ "name": item.name, "about": item.about.spoken() })).collect();
    let bridge = BRIDGE.iter().map(|(name, argument)| {
        let needs = find_bridge(name).map_or_else(Vec::new, |known| known.bridge_needs.iter().collect());
        json!({ "name": name, "argument": argument, "needs": needs })
    });
    json!({
        "scripts": SCRIPTS,
        "agent_scripts": [],
        "functions": functions,
        "items": items,
        "bridge": bridge.collect::<Value>(),
        "errors": named_errors().filter(explains_pages).flat_map(|error| advice(&error)).collect::<Value>(),
        "words": (words().jssdk.page)(),
    })
}

/// Returns the function that has this name in `WeixinJSBridge`.
fn find_bridge(name: &str) -> Option<JsApi> {
    names().find(|known| known.bridge == name)
}

fn function(name: &str) -> Value {
    let known = find(name);
    let argument = known.map_or("", |known| known.argument);
    let needs: Vec<&str> = known.map_or_else(Vec::new, |known| known.needs.iter().collect());
    json!({
        "name": name,
        "about": known.map_or("", |known| known.about.spoken()),
        "since": known.map_or("", |known| known.since),
        "replacement": known.map_or("", |known| known.replacement),
        "argument": if argument.is_empty() { "{}" } else { argument },
        "needs": needs,
    })
}

fn explains_pages(error: &NamedError) -> bool {
    matches!(error.family, NamedFamily::Jssdk | NamedFamily::PayPage)
}

/// Returns the phrases of an error with cause and fix: its cases first, which must have one of their own phrases too.
fn advice(error: &NamedError) -> Vec<Value> {
    let phrases: Vec<&str> = std::iter::once(error.name).chain(error.also).collect();
    let cases = error.cases.iter().filter(|case| case.paths.is_empty() && case.sent.is_empty());
    let cases = cases.map(|case| (case.errmsg.iter().collect(), case.advice));
    cases
        .chain([(Vec::<&str>::new(), error.advice)])
        .map(|(and, advice)| {
            let (cause, fix) = (advice.cause.spoken(), advice.fix.spoken());
            json!({ "phrases": phrases, "and": and, "cause": cause, "fix": fix })
        })
        .collect()
}

fn fill(style: &str, script: &str, data: &Value) -> String {
    let words = &words().jssdk;
    // The data comes last: what it holds is not searched for placeholders.
    let filled = TEMPLATE.replace("{{lang}}", words.lang).replace("{{title}}", words.title);
    let filled = filled.replacen("{{style}}", style, 1).replacen("{{script}}", script, 1);
    filled.replacen("{{data}}", &script_text(data), 1)
}

/// Returns JSON as it may stand in a script: nothing in it ends the script or a line of it.
pub(super) fn script_text(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use regex::Regex;
    use serde_json::{Value, json};

    use super::{SCRIPT, STYLE, script_text, served_page, signed_page};
    use crate::sign::jssdk::{JsApiKind, names};
    use crate::text::words;

    fn data(html: &str) -> Value {
        let start = html.find("id=\"data\">").expect("the data") + "id=\"data\">".len();
        let data = html[start..].split("</script>").next().expect("its end");
        serde_json::from_str(data).expect("JSON")
    }

    #[test]
    fn what_is_signed_cannot_end_the_script() {
        let url = "https://example.com/?a=</script><script>alert(1)</script>&b={{data}}\u{2028}";
        let html = signed_page(url, &json!({ "appId": "</script>", "jsApiList": ["chooseImage", "<b>"] }));
        assert_eq!(html.matches("</script>").count(), 2, "{html}");
        assert_eq!(html.matches("<script").count(), 2);
        assert!(html.contains("\\u003c/script>") && !html.contains('\u{2028}'));
        assert!(!html.contains("{{title}}") && !html.contains("{{lang}}"));
        let data = data(&html);
        assert_eq!(data["url"], url);
        assert_eq!(data["functions"][1]["name"], "<b>");
        assert!(data["errors"].as_array().is_some_and(|errors| errors.len() > 4));
    }

    #[test]
    fn json_in_a_script_means_the_same() {
        let data = json!("<\u{2029}>&'\"");
        let text = script_text(&data);
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), data);
        assert!(!text.contains('<'));
    }

    #[test]
    fn the_served_page_has_no_script_of_its_own_text_and_is_small() {
        let all: Vec<&str> =
            names().filter(|known| known.kind == JsApiKind::Function).map(|known| known.name).collect();
        let html = served_page(&all, true, true);
        assert!(!html.contains("<style") && !html.contains("onclick"), "{html}");
        let data = data(&html);
        assert_eq!(data["functions"].as_array().map(Vec::len), Some(all.len() + 1), "with checkJsApi");
        assert!(data["config"].is_null() && data["url"].is_null());
        let bytes = html.len() + STYLE.len() + SCRIPT.len() + super::super::stub::script().len();
        assert!(bytes <= 80_000, "{bytes} bytes");
    }

    /// The script has a text for each word that it names, and names each word.
    #[test]
    fn the_script_has_the_words_that_it_uses() {
        let used = |source: &str| -> BTreeSet<String> {
            let word = Regex::new(r"\bwords\.([a-z_]+)").expect("a pattern");
            word.captures_iter(source).map(|found| found[1].to_owned()).collect()
        };
        let given = |words: Value| -> BTreeSet<String> {
            words.as_object().expect("words").keys().cloned().collect()
        };
        assert_eq!(used(SCRIPT), given((words().jssdk.page)()));
        assert_eq!(used(super::super::stub::TEMPLATE), given((words().jssdk.stub)()));
    }
}
