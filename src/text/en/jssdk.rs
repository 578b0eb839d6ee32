use serde_json::json;

use super::count::Count;
use crate::lang::Said;
use crate::sign::jssdk::{JsApiKind, JsApiRemark, LATEST};
use crate::text::jssdk::{JssdkHelp, JssdkWords, Unsigned};

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
    page: || {
        json!({
            "wait": "waiting for wx.config …",
            "ready": "wx.config succeeded",
            "by_stub": "the stub played it: only WeChat itself checks the signature and the domain",
            "outside": "this is not WeChat, so wx.config does nothing: open the page in WeChat or in WeChat's developer tools",
            "unsigned": "this page is not signed:",
            "no_server": "the server of this page does not answer: start `webot jssdk serve` again",
            "other_url": "the page has another URL than the one that was signed:",
            "signed": "signed: ",
            "here": "this page: ",
            "script": "JS-SDK script",
            "script_wechat": "jweixin.js of WeChat",
            "script_stub": "stub of webot",
            "no_script": "the script of the JS-SDK cannot be loaded:",
            "no_agent": "this client has no wx.agentConfig: it is not WeCom, or jwxwork-1.0.0.js was not loaded",
            "unchecked": "asked after wx.config",
            "supported": "in this client",
            "unsupported": "not in this client",
            "filter": "Filter",
            "version": "Since version ",
            "others": "Others",
            "argument": "Argument",
            "attempt": "Try",
            "replaced": " · deprecated, use ",
            "called": "called …",
            "registered": "registered: open the menu, or wait for the event",
            "cancelled": "the user cancelled",
            "cause": "cause: ",
            "fix": "fix: ",
            "mock_ticket": "the ticket is one of the built-in mock, which WeChat does not know: start the server without `--mock`",
            "same_url": "the server signed this very URL; the ticket and the appId must be of one account",
            "no_wx": "the script leaves this client alone: in WeChat itself the stub does nothing",
            "not_json": "the argument is not JSON",
            "no_function": "the script has no such function",
            "items": "Menu items",
            "hide": "Hide the chosen",
            "show": "Show the chosen",
            "bridge": "The older interface, without wx.config.",
            "name": "Name",
            "invoke": "Invoke",
            "listen": "Answer the share menu",
        })
    },
    stub: || {
        json!({
            "title": "webot stub",
            "play": "Users",
            "success": "agree (success)",
            "cancel": "cancel",
            "fail": "meet a failure (fail)",
            "trigger": "Play",
            "calls": "Calls",
        })
    },
    refusal: |unsigned| match unsigned {
        Unsigned::OtherName(host) => {
            Said::new(format!("the server does not know itself by the name `{host}`"))
                .hint(format!("start it with `--url http://{host}/`, if that is its public address"))
        }
        Unsigned::OtherHost { host, base } => Said::new(format!("pages of `{host}` are not signed"))
            .hint(format!("start the server with `--url {base}/`, if that is its public address")),
        Unsigned::NotUrl => Said::new("the page has no complete URL"),
        Unsigned::NotAsked => Said::new("the question is not that of this page"),
        Unsigned::NoCard => Said::new("no card to sign").hint("start the server with `--card-id ID`"),
        Unsigned::OtherCard(card) => Said::new(format!("the card `{card}` is not signed"))
            .hint(format!("start the server with `--card-id {card}`")),
        Unsigned::NoPrepayId => Said::new("no order to pay")
            .hint("make one with `webot pay order`, and start the server with `--prepay-id ID`"),
        Unsigned::NoAccessToken => {
            Said::new("editAddress is signed with the user's access_token of a web authorization")
                .hint("give it as WX_ACCESS_TOKEN or with --access-token; wx.openAddress needs none")
        }
    },
    listening: |url, public| {
        let open = public.iter().map(|url| format!("\nopen in WeChat: {url}"));
        format!("listening on {url}{}", open.collect::<String>())
    },
    signed: |url| format!("signed {url}"),
    signed_argument: |name, url| format!("signed {name} for {url}"),
    unsigned: |url, reason| format!("did not sign {url}: {reason}"),
    ended: |count| Count::new(count, "signature").to_string(),
};

pub(in crate::text) const HELP: JssdkHelp = JssdkHelp {
    about: "Test pages that use the JS-SDK",
    serve: "Run a page that tries the JS-SDK: wx.config, every function, menu items",
    serve_after: "\
The page asks this server to sign the very URL at which it was opened, calls wx.config, asks
checkJsApi what the client has, and has a button for each function; it names cause and fix of an
errMsg. In WeChat and its developer tools it loads WeChat's script, in an ordinary browser the
stub of `webot jssdk stub`; both can be chosen. Neither the secret nor the ticket reaches the page.

Only pages of the server's own address and of the hosts named with --url are signed, at any path
and query. WeChat accepts only domains that are entered as JS interface safety domains,
so that a phone needs a public address: give it with --url, and forward it here.

A profile of WeCom signs with the company's ticket, and calls wx.agentConfig if it has an agentid.
Ctrl-C or SIGTERM stops the server with exit code 0.

Examples:
  # Without an account, in an ordinary browser
  webot jssdk serve --mock

  # On a phone, through a tunnel
  webot jssdk serve --url https://dev.example.com/

  # With a card and an order
  webot jssdk serve --url https://dev.example.com/ --card-id pFS7Fjg8kV1IdDz01r4SQwMkuCKc --prepay-id wx201410272009395522657a69",
    stub: "Write a stub of jweixin.js, which plays WeChat in browsers and in tests",
    stub_after: "\
The stub has wx, jWeixin and WeixinJSBridge with all functions of the JS-SDK. It checks what WeChat
checks: the fields of wx.config, the jsApiList, required arguments. Users agree, cancel or fail, as
chosen in its panel, by ?webot=cancel in the URL, or by wx.__webot in a test; the head of the file
describes it. It runs in node, too.

Examples:
  webot jssdk stub > jweixin-stub.js
  webot jssdk stub -o public/jweixin-stub.js",
    url: "Public address of this server, whose host is signed as well; repeatable",
    port: "Port to listen on, 0 for a free one [default: 7203]",
    page_api: "Names of jsApiList, separated by commas [default: all]",
    card_id: "card_id that wx.addCard and wx.chooseCard may be signed for; repeatable",
    prepay_id: "prepay_id of the order that wx.chooseWXPay pays",
    output: "File to write [default: stdout]",
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
