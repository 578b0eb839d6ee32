use serde_json::json;

use crate::lang::Said;
use crate::sign::jssdk::{JsApiKind, JsApiRemark, LATEST};
use crate::text::jssdk::{JssdkHelp, JssdkWords, Unsigned};

pub(super) const WORDS: JssdkWords =
    JssdkWords {
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
        page: || {
            json!({
                "wait": "等待 wx.config 的结果……",
                "ready": "wx.config 成功",
                "by_stub": "由模拟脚本给出：签名和域名只有微信才会校验",
                "outside": "当前不在微信里，wx.config 不起作用：请在微信或微信开发者工具中打开本页",
                "unsigned": "本页未能签名：",
                "no_server": "本页的服务没有响应：请重新启动 `webot jssdk serve`",
                "other_url": "页面地址与签名用的 URL 不同：",
                "signed": "签名用的 URL：",
                "here": "本页地址：",
                "script": "JS-SDK 脚本",
                "script_wechat": "微信的 jweixin.js",
                "script_stub": "webot 的模拟脚本",
                "no_script": "无法加载 JS-SDK 脚本：",
                "no_agent": "客户端没有 wx.agentConfig：当前不是企业微信，或未加载 jwxwork-1.0.0.js",
                "unchecked": "wx.config 成功后查询",
                "supported": "支持",
                "unsupported": "不支持",
                "filter": "筛选",
                "version": "起始版本 ",
                "others": "其他",
                "argument": "参数",
                "attempt": "试一试",
                "replaced": "；即将废弃，请改用 ",
                "called": "已调用……",
                "registered": "已注册：请打开右上角菜单，或等待事件发生",
                "cancelled": "用户已取消",
                "cause": "原因：",
                "fix": "处理：",
                "mock_ticket": "ticket 来自内置的模拟微信，微信不认识：请去掉 `--mock` 重新启动",
                "same_url": "服务签名的正是本页的 URL；请确认 ticket 与 appId 属于同一账号",
                "no_wx": "脚本在当前客户端里不起作用：在微信里请勿使用模拟脚本",
                "not_json": "参数不是 JSON",
                "no_function": "脚本里没有该接口",
                "items": "菜单项",
                "hide": "隐藏所选",
                "show": "显示所选",
                "bridge": "早期接口，不需要 wx.config。",
                "name": "名称",
                "invoke": "调用",
                "listen": "响应分享菜单",
            })
        },
        stub: || {
            json!({
                "title": "webot 模拟脚本",
                "play": "用户操作",
                "success": "同意（success）",
                "cancel": "取消（cancel）",
                "fail": "失败（fail）",
                "trigger": "触发",
                "calls": "调用记录",
            })
        },
        refusal: |unsigned| match unsigned {
            Unsigned::OtherName(host) => Said::new(format!("`{host}` 不是本服务的地址"))
                .hint(format!("如果这是公网地址，请在启动时加上 `--url http://{host}/`")),
            Unsigned::OtherHost { host, base } => Said::new(format!("不为 `{host}` 的页面签名"))
                .hint(format!("如果这是公网地址，请在启动时加上 `--url {base}/`")),
            Unsigned::NotUrl => Said::new("页面地址不是完整的 URL"),
            Unsigned::NotAsked => Said::new("请求不是由本页发出的"),
            Unsigned::NoCard => Said::new("没有可签名的卡券").hint("请在启动时加上 `--card-id ID`"),
            Unsigned::OtherCard(card) => Said::new(format!("不为卡券 `{card}` 签名"))
                .hint(format!("请在启动时加上 `--card-id {card}`")),
            Unsigned::NoPrepayId => Said::new("没有可支付的订单")
                .hint("先用 `webot pay order` 下单，再在启动时加上 `--prepay-id ID`"),
            Unsigned::NoAccessToken => Said::new("editAddress 需要用户网页授权的 access_token 来签名")
                .hint("用 WX_ACCESS_TOKEN 或 --access-token 给出；wx.openAddress 不需要"),
        },
        listening: |url, public| {
            let open = public.iter().map(|url| format!("\n在微信中打开：{url}"));
            format!("正在监听 {url}{}", open.collect::<String>())
        },
        signed: |url| format!("已签名 {url}"),
        signed_argument: |name, url| format!("已签名 {name}，页面 {url}"),
        unsigned: |url, reason| format!("未签名 {url}：{reason}"),
        ended: |count| format!("共签名 {count} 次"),
    };

pub(in crate::text) const HELP: JssdkHelp = JssdkHelp {
    about: "测试使用 JS-SDK 的网页",
    serve: "启动 JS-SDK 测试页：wx.config、全部接口、菜单项",
    serve_after: "\
页面打开时请本服务为当前 URL 签名，随后调用 wx.config，用 checkJsApi 查询客户端支持的接口，
并为每个接口提供一个按钮；出错时给出 errMsg 的原因和处理方法。
在微信和微信开发者工具里加载微信的脚本，在普通浏览器里加载 `webot jssdk stub` 的模拟脚本，
两者可以切换。密钥和 ticket 不会出现在页面里。

只为本服务自身的地址和 --url 给出的域名签名，路径和查询参数不限。
微信只接受已登记的 JS 接口安全域名，在手机上测试需要公网地址：用 --url 给出，并转发到本服务。

企业微信的 profile 用企业的 ticket 签名；有 agentid 时还会调用 wx.agentConfig。
按 Ctrl-C 或发送 SIGTERM 即停止服务，退出码为 0。

示例：
  # 没有账号，用普通浏览器
  webot jssdk serve --mock

  # 通过内网穿透在手机上测试
  webot jssdk serve --url https://dev.example.com/

  # 测试卡券和支付
  webot jssdk serve --url https://dev.example.com/ --card-id pFS7Fjg8kV1IdDz01r4SQwMkuCKc --prepay-id wx201410272009395522657a69",
    stub: "输出 jweixin.js 的模拟脚本，在浏览器和测试中代替微信",
    stub_after: "\
模拟脚本提供 wx、jWeixin 和 WeixinJSBridge，包含 JS-SDK 的全部接口，
并像微信一样检查 wx.config 的字段、jsApiList 和必填参数。
用户同意、取消或失败由面板选择，也可以在 URL 里加 ?webot=cancel，或在测试里设置 wx.__webot，
用法见文件开头。在 node 里也能使用。

示例：
  webot jssdk stub > jweixin-stub.js
  webot jssdk stub -o public/jweixin-stub.js",
    url: "本服务的公网地址，其域名的页面也会签名；可重复",
    port: "监听的端口，0 表示任意空闲端口 [默认：7203]",
    page_api: "jsApiList 的接口名，用逗号分隔 [默认：全部]",
    card_id: "允许为 wx.addCard 和 wx.chooseCard 签名的 card_id；可重复",
    prepay_id: "wx.chooseWXPay 所支付订单的 prepay_id",
    output: "写入的文件 [默认：标准输出]",
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
