use crate::lang::Said;
use crate::sign::jssdk::{JsApiKind, JsApiRemark, LATEST};
use crate::text::jssdk::JssdkWords;

pub(super) const WORDS: JssdkWords = JssdkWords {
    remark,
    kind: |kind| match kind {
        JsApiKind::Function => "接口，用于 --api（jsApiList）",
        JsApiKind::Unlisted => "不必写进列表的接口",
        JsApiKind::Tag => "开放标签，用于 --api（openTagList）",
        JsApiKind::MenuItem => "菜单项，用于 hideMenuItems 和 showMenuItems",
    },
    deprecated: |replacement| format!("（即将废弃，请改用 {replacement}）"),
    of_work: "（企业微信）",
    lang: "zh-CN",
    title: "JS-SDK 测试页",
    wait: "等待 wx.config 的结果……",
    ready: "wx.config 成功",
    outside: "当前不在微信里，wx.config 不起作用：请在微信或微信开发者工具中打开本页",
    other_url: "页面地址与签名用的 URL 不同：",
    signed: "签名用的 URL：",
    here: "本页地址：",
    no_script: "无法加载 JS-SDK 脚本：",
    attempt: "试一试",
    not_json: "参数不是 JSON",
    no_function: "脚本里没有该接口",
};

fn remark(name: &str, remark: &JsApiRemark) -> Said {
    match remark {
        JsApiRemark::Deprecated(replacement) => Said::new(format!("`{name}` 即将废弃"))
            .hint(format!("请改为列出并调用 `{replacement}`（JS-SDK 1.4.0 及以上）")),
        JsApiRemark::MenuItem => Said::new(format!("`{name}` 是菜单项，不是接口，写进 jsApiList 不起作用"))
            .hint("请列出 `hideMenuItems` 或 `showMenuItems`，并在 `menuList` 里传入菜单项"),
        JsApiRemark::Misspelt(meant) => {
            Said::new(format!("JS-SDK 没有 `{name}`")).hint(format!("是否想用 `{}`？", meant.name))
        }
        JsApiRemark::BridgeName(function) => {
            Said::new(format!("`{name}` 是 `{function}` 在 WeixinJSBridge 里的名字"))
                .hint(format!("请列出 JS-SDK 的接口名 `{function}`"))
        }
        JsApiRemark::OfWork => Said::new(format!("`{name}` 是企业微信的接口"))
            .hint("请用企业的 profile 签名，或去掉该接口"),
        JsApiRemark::Unknown => Said::new(format!("`{name}` 不在已知的 JS-SDK 接口里（截至 {LATEST}）"))
            .hint("用 `webot sign jsapi --list` 查看全部接口；接口名写错时，调用会报 `the permission value is offline verifying`"),
    }
}
