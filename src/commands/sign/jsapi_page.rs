//! The page of `sign jsapi --html`, which tries a signature and the functions that it permits.

use serde_json::{Value, json};

use crate::api::named::{NamedFamily, named_errors};
use crate::sign::jssdk::{SCRIPTS, find};
use crate::text::words;

/// The page with placeholders in double braces.
const TEMPLATE: &str = include_str!("jsapi_page.html");

/// Returns a page for this URL that calls `wx.config`, has a button for each function of its list, and explains errors.
pub(super) fn page(url: &str, config: &Value) -> String {
    let words = &words().jssdk;
    let functions = config["jsApiList"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let functions: Vec<Value> = functions
        .map(|name| {
            let known = find(name);
            let argument = known.map_or("", |known| known.argument);
            json!({
                "name": name,
                "about": known.map_or("", |known| known.about.spoken()),
                "argument": if argument.is_empty() { "{}" } else { argument },
            })
        })
        .collect();
    let errors: Vec<Value> = named_errors()
        .filter(|error| error.family == NamedFamily::Jssdk)
        .map(|error| {
            let phrases: Vec<&str> = std::iter::once(error.name).chain(error.also).collect();
            json!({
                "phrases": phrases,
                "cause": error.advice.cause.spoken(),
                "fix": error.advice.fix.spoken(),
            })
        })
        .collect();
    let data = json!({
        "config": config,
        "url": url,
        "scripts": SCRIPTS,
        "functions": functions,
        "errors": errors,
        "words": {
            "wait": words.wait, "ready": words.ready, "outside": words.outside, "other_url": words.other_url,
            "signed": words.signed, "here": words.here, "no_script": words.no_script, "attempt": words.attempt,
            "not_json": words.not_json, "no_function": words.no_function,
        },
    });
    let filled = TEMPLATE.replace("{{lang}}", words.lang).replace("{{title}}", words.title);
    // The data comes last: what it holds is not searched for placeholders.
    filled.replacen("{{data}}", &script_text(&data), 1)
}

/// Returns JSON as it may stand in a script: nothing in it ends the script or a line of it.
fn script_text(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{page, script_text};

    #[test]
    fn what_is_signed_cannot_end_the_script() {
        let url = "https://example.com/?a=</script><script>alert(1)</script>&b={{data}}\u{2028}";
        let html = page(url, &json!({ "appId": "</script>", "jsApiList": ["chooseImage", "<b>"] }));
        assert_eq!(html.matches("</script>").count(), 1, "{html}");
        assert_eq!(html.matches("<script").count(), 1);
        assert!(html.contains("\\u003c/script>") && !html.contains('\u{2028}'));
        assert!(!html.contains("{{title}}") && !html.contains("{{lang}}"));
        let start = html.find("var page = ").expect("the data") + "var page = ".len();
        let data = html[start..].split(";\nvar state").next().expect("its end");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(data["url"], url);
        assert_eq!(data["functions"][1], json!({ "name": "<b>", "about": "", "argument": "{}" }));
        assert!(data["errors"].as_array().is_some_and(|errors| errors.len() > 4));
    }

    #[test]
    fn json_in_a_script_means_the_same() {
        let data = json!("<\u{2029}>&'\"");
        let text = script_text(&data);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), data);
        assert!(!text.contains('<'));
    }
}
