//! The messages about the JS-SDK of web pages, and the words of its test page.

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
    /// Says that the page waits for `wx.config`.
    pub wait: &'static str,
    /// Says that `wx.config` succeeded.
    pub ready: &'static str,
    /// Says that the page was not opened in WeChat.
    pub outside: &'static str,
    /// Says that the page has another URL than was signed; both follow.
    pub other_url: &'static str,
    /// The words before the signed URL.
    pub signed: &'static str,
    /// The words before the page's URL.
    pub here: &'static str,
    /// Says that the script of the JS-SDK cannot be loaded; its addresses follow.
    pub no_script: &'static str,
    /// The label of a button that calls a function.
    pub attempt: &'static str,
    /// Says that an argument is not JSON.
    pub not_json: &'static str,
    /// Says that the script does not have the function.
    pub no_function: &'static str,
}
