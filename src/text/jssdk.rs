//! The help and messages about the JS-SDK of web pages, and the words of its test page and of the stub.

use serde_json::Value;

use crate::lang::Said;
use crate::sign::jssdk::{JsApiKind, JsApiRemark};

/// The messages about the JS-SDK.
pub(crate) struct JssdkWords {
    /// Remarks on a name of `--api`.
    pub remark: fn(&str, &JsApiRemark) -> Said,
    /// The heading of a kind of names.
    pub kind: fn(JsApiKind) -> &'static str,
    /// Names the replacement of a deprecated function, after its description.
    pub deprecated: fn(&str) -> String,
    /// Says that a function is one of WeCom, after its description.
    pub of_work: &'static str,
    /// The language of the test page, for HTML.
    pub lang: &'static str,
    /// The title of the test page.
    pub title: &'static str,
    /// The words of the test page's script, by their names there.
    pub page: fn() -> Value,
    /// The words of the stub's panel, by their names there.
    pub stub: fn() -> Value,
    /// Says why the server does not sign.
    pub refusal: fn(&Unsigned) -> Said,
    /// Tells the address of the page, and those at which it is opened in WeChat.
    pub listening: fn(&str, &[String]) -> String,
    /// Says that a page was signed: its URL.
    pub signed: fn(&str) -> String,
    /// Says that an argument was signed: the function, the URL of the page.
    pub signed_argument: fn(&str, &str) -> String,
    /// Says that nothing was signed: the URL, the reason.
    pub unsigned: fn(&str, &str) -> String,
    /// Tells the number of signatures, at the end.
    pub ended: fn(u64) -> String,
}

/// The reason why the server of the test page does not sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsigned {
    /// The request came by a name, or from a page, that is not the server's.
    OtherName(String),
    /// The URL of the page has another host.
    OtherHost {
        /// The host of the page.
        host: String,
        /// The scheme, the host and the port of the page.
        base: String,
    },
    /// The page's URL is not a whole URL.
    NotUrl,
    /// The question is not that of the page.
    NotAsked,
    /// No card has been named.
    NoCard,
    /// The card has not been named.
    OtherCard(String),
    /// No order has been named.
    NoPrepayId,
    /// There is no `access_token` of the user.
    NoAccessToken,
}

/// The help of `webot jssdk`.
#[derive(Debug)]
pub(crate) struct JssdkHelp {
    pub about: &'static str,
    pub serve: &'static str,
    pub serve_after: &'static str,
    pub stub: &'static str,
    pub stub_after: &'static str,
    pub url: &'static str,
    pub port: &'static str,
    pub page_api: &'static str,
    pub card_id: &'static str,
    pub prepay_id: &'static str,
    pub output: &'static str,
}
