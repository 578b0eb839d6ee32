use crate::lang::Said;
use crate::sign::jssdk::{JsApiKind, JsApiRemark, LATEST};
use crate::text::jssdk::JssdkWords;

pub(super) const WORDS: JssdkWords = JssdkWords {
    remark,
    kind: |kind| match kind {
        JsApiKind::Function => "Functions, for --api (jsApiList)",
        JsApiKind::Unlisted => "Functions that need not be listed",
        JsApiKind::Tag => "Open tags, for --api (openTagList)",
        JsApiKind::MenuItem => "Menu items, for hideMenuItems and showMenuItems",
    },
    deprecated: |replacement| format!(" (deprecated; use {replacement})"),
    of_work: " (WeCom)",
    lang: "en",
    title: "JS-SDK test page",
    wait: "waiting for wx.config …",
    ready: "wx.config succeeded",
    outside: "this is not WeChat, so wx.config does nothing: open the page in WeChat or in WeChat's developer tools",
    other_url: "the page has another URL than the one that was signed:",
    signed: "signed: ",
    here: "this page: ",
    no_script: "the script of the JS-SDK cannot be loaded:",
    attempt: "Try",
    not_json: "the argument is not JSON",
    no_function: "the script has no such function",
};

fn remark(name: &str, remark: &JsApiRemark) -> Said {
    match remark {
        JsApiRemark::Deprecated(replacement) => Said::new(format!("`{name}` is deprecated"))
            .hint(format!("list `{replacement}` (JS-SDK 1.4.0 or later), and call it instead")),
        JsApiRemark::MenuItem => {
            Said::new(format!("`{name}` is a menu item, not a function, and has no effect in jsApiList"))
                .hint("list `hideMenuItems` or `showMenuItems`, and pass the item to it in `menuList`")
        }
        JsApiRemark::Misspelt(meant) => Said::new(format!("the JS-SDK has no `{name}`"))
            .hint(format!("did you mean `{}`?", meant.name)),
        JsApiRemark::BridgeName(function) => {
            Said::new(format!("`{name}` is the name in WeixinJSBridge of `{function}`"))
                .hint(format!("list `{function}`, which is the name in the JS-SDK"))
        }
        JsApiRemark::OfWork => Said::new(format!("`{name}` is a function of WeCom"))
            .hint("sign the page with the profile of a company, or remove the name"),
        JsApiRemark::Unknown => {
            Said::new(format!("`{name}` is not among the known functions of the JS-SDK up to {LATEST}"))
                .hint("`webot sign jsapi --list` lists them; a misspelt name ends in `the permission value is offline verifying`")
        }
    }
}
