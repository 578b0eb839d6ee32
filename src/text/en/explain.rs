use crate::api::errcode::ErrcodeFamily;
use crate::api::named::NamedFamily;
use crate::diagnose::explain::CallbackKind;
use crate::text::{ExplainHelp, ExplainWords};

pub(in crate::text) const HELP: ExplainHelp = ExplainHelp {
    about: "Explain an errcode, an error message, a log, an OAuth link or a callback URL",
    after: "\
Examples:
  webot explain 40164
  webot explain --platform work 60020
  webot explain --path /sns/jscode2session 40029
  webot explain '{\"errcode\":40163,\"errmsg\":\"code been used\"}'
  tail -f app.log | webot explain
  webot explain SIGN_ERROR                         a code of WeChat Pay
  webot explain 'config:invalid url domain'        an errMsg of the JS-SDK
  webot explain -- -40001                          a code of WeChat's sample code
  webot explain 'https://open.weixin.qq.com/connect/oauth2/authorize?…'
  webot explain '/wechat?signature=…&timestamp=…&nonce=…&echostr=…'",
    text: "Errcode, message, response, link or URL [default: stdin, which may be a log]",
    platform: "Whose errcode: api, work, pay",
    path: "Path of the call, such as /sns/jscode2session",
    token: "Callback token, to judge a callback URL [else WX_TOKEN, the config file]",
    aes_key: "EncodingAESKey, to decrypt a callback [else WX_AES_KEY, the config file]",
    offline: "Do not look up the request behind a rid, which needs a configured account",
    mock: "Look up the request behind a rid at the built-in mock",
};

pub(super) const WORDS: ExplainWords = ExplainWords {
    paste: "paste a log or an error message, then press Ctrl-D",
    cause: "cause",
    possible_cause: "cause, if it is this platform's",
    ambiguous: |code| {
        format!(
            "{code} means different things on different platforms: `--platform` or `--path` tells which is meant"
        )
    },
    fix: "fix",
    at: |paths| format!("at {paths}:"),
    elsewhere: "elsewhere:",
    meaning: "official meaning",
    wrong_meaning: "official meaning, which is that of another code",
    no_meaning: "the official pages list this code for these endpoints without a meaning that webot knows",
    endpoints: "endpoints",
    more: |count| format!("and {count} more"),
    ip: "IP address that WeChat saw",
    see: "see",
    request: "the request, looked up by its rid",
    request_unknown: |reason| format!("the request was not found by its rid: {reason}"),
    family: |family| match family {
        ErrcodeFamily::Api => "official accounts, mini-programs, open platform",
        ErrcodeFamily::Work => "WeCom",
        ErrcodeFamily::Pay => "WeChat Pay, end of Request-ID",
        ErrcodeFamily::Page => "page of OAuth",
        ErrcodeFamily::Sample => "WeChat's sample code, in your own program",
    },
    named_family: |family| match family {
        NamedFamily::PayV3 => "WeChat Pay v3",
        NamedFamily::PayV2 => "WeChat Pay v2",
        NamedFamily::PayPage => "page or client that starts a payment",
        NamedFamily::Jssdk => "JS-SDK",
        NamedFamily::Library => "message of a library",
        NamedFamily::OauthPage => "page of OAuth",
        NamedFamily::MiniProgram => "mini-program",
        NamedFamily::Console => "message about a callback URL",
    },
    partial: "errcode 0, but some receivers did not get the message (WeCom)",
    partial_advice: [
        "these receivers do not exist, are outside the app's visibility, or have no licence",
        "check them, and 可见范围 at work.weixin.qq.com, 应用管理",
    ],
    link: "link to a page of OAuth",
    link_right: "no mistake was found in the link",
    link_domain: |host| {
        format!(
            "if the page shows 10003, set `{host}` as 网页授权域名 (for websites 授权回调域) of this appid"
        )
    },
    callback: |kind| match kind {
        CallbackKind::UrlCheck => "check of the URL by an official account or mini-program",
        CallbackKind::WorkUrlCheck => "check of the URL by WeCom, whose echostr is encrypted",
        CallbackKind::PlainPush => "push of an official account or mini-program in plain mode",
        CallbackKind::EncryptedPush => "encrypted push of an official account, mini-program or platform",
        CallbackKind::WorkPush => "encrypted push of WeCom",
    },
    callback_time: |seconds, age| format!("timestamp {seconds}, {age} seconds ago"),
    callback_missing: |names| format!("missing in the URL: {names}"),
    callback_signature: |name, right| {
        if right {
            format!("`{name}` matches this token")
        } else {
            format!("`{name}` does not match this token: the token differs, or a parameter was changed")
        }
    },
    callback_no_token: "the signature was not checked: give the token with --token, WX_TOKEN or the config file",
    callback_no_body: "`msg_signature` covers the body, which is missing: give URL and body together",
    callback_undecrypted: "the encrypted text cannot be read with this EncodingAESKey",
    callback_receiver: |receiver| format!("decrypted; the receiver inside is `{receiver}`"),
    callback_expected: "answer with exactly",
    returned: |codes| match codes {
        1 => "redirect_uri page of OAuth, with its code".to_owned(),
        codes => format!("redirect_uri page of OAuth, with {codes} parameters `code`"),
    },
    returned_advice: [
        "the code is valid for 5 minutes and for one use: exchange it on the server at /sns/oauth2/access_token, and remove it from the address before the page is shared or reloaded",
        "one belongs to the page and one to WeChat, and frameworks differ in which one they read: rename the page's own parameter in redirect_uri",
    ],
};
