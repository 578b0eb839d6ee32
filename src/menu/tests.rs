//! Menu files: the findings in them, and their way to WeChat and back without a loss.

mod forms;
mod lint;
mod platform;
pub(crate) mod random;
pub(crate) mod syntax;

use serde_json::{Value, json};

use super::button::{ButtonField, type_of};
use super::{Finding, Purpose};
use crate::source::{Source, SyntaxError};

pub(crate) fn source(text: &str) -> Source {
    Source::parse(text).unwrap_or_else(|error| panic!("{error:?}: {text}"))
}

pub(crate) fn refused(text: &str) -> SyntaxError {
    Source::parse(text).expect_err(text)
}

/// A finding in short: rule, path, line, errcode.
pub(crate) fn short(finding: &Finding) -> (&'static str, &str, usize, Option<i64>) {
    (finding.rule.name(), &finding.path, finding.line, finding.errcode)
}

pub(crate) fn rules(text: &str, purpose: Purpose) -> Vec<&'static str> {
    super::lint(&source(text), purpose).iter().map(|finding| finding.rule.name()).collect()
}

/// A menu of one button.
pub(crate) fn of(button: &Value) -> String {
    json!({ "button": [button] }).to_string()
}

/// A menu of one button with one sub-button.
pub(crate) fn sub(button: &Value) -> String {
    of(&json!({ "name": "菜单", "sub_button": [button] }))
}

/// The only finding in a menu.
#[track_caller]
pub(crate) fn only(text: &str, purpose: Purpose) -> (&'static str, String, Option<i64>) {
    let findings = super::lint(&source(text), purpose);
    let [finding] = &findings[..] else { panic!("{findings:#?} in {text}") };
    (finding.rule.name(), finding.path.clone(), finding.errcode)
}

#[track_caller]
pub(crate) fn found(text: &str, rule: &str, path: &str, errcode: impl Into<Option<i64>>) {
    assert_eq!(
        only(text, Purpose::Create),
        (only(text, Purpose::Create).0, path.to_owned(), errcode.into()),
        "{text}"
    );
    assert_eq!(only(text, Purpose::Create).0, rule, "{text}");
}

/// The example of WeChat's documents.
pub(crate) const DOCUMENTED: &str = r#"{
    "button":[
    {
         "type":"click",
         "name":"今日歌曲",
         "key":"V1001_TODAY_MUSIC"
     },
     {
          "name":"菜单",
          "sub_button":[
          {
              "type":"view",
              "name":"搜索",
              "url":"http://www.soso.com/"
           },
           {
                "type":"miniprogram",
                "name":"wxa",
                "url":"http://mp.weixin.qq.com",
                "appid":"wx286b93c14bbf93aa",
                "pagepath":"pages/lunar/index"
            },
           {
              "type":"click",
              "name":"赞一下我们",
              "key":"V1001_GOOD",
              "sub_button": [ ]
           }]
      }]
}"#;

/// A button of a type that has all it needs.
fn button_of(kind: &str) -> Value {
    let mut button = json!({ "type": kind, "name": "名" });
    let needs = type_of(kind, Purpose::Create).map_or(&[][..], |known| known.needs);
    for field in needs {
        button[field.name()] = match field {
            ButtonField::Url => json!("https://example.com/a?b=1&c=2"),
            ButtonField::Appid => json!("wx286b93c14bbf93aa"),
            _ => json!("某个_VALUE"),
        };
    }
    button
}
