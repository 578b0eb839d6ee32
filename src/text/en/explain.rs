use crate::api::errcode::ErrcodeFamily;
use crate::api::named::NamedFamily;
use crate::diagnose::CallbackKind;
use crate::lang::Said;
use crate::oauth::{LinkMistake, OauthPage};
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
    text: "What is at hand [else stdin, which may be a log]",
    platform: "Whose errcode: api, work, pay",
    path: "Path of the call, such as /sns/jscode2session",
    token: "Callback token, to judge a callback URL [else WX_TOKEN, the config file]",
    aes_key: "EncodingAESKey, to decrypt a callback [else WX_AES_KEY, the config file]",
};

pub(super) const WORDS: ExplainWords = ExplainWords {
    paste: "paste a log or an error message; Ctrl-D ends",
    cause: "cause",
    fix: "fix",
    at: |paths| format!("at {paths}:"),
    elsewhere: "elsewhere:",
    meaning: "official meaning",
    no_meaning: "the official pages name the code at these endpoints; its meaning is not in webot's tables",
    endpoints: "endpoints",
    more: |count| format!("and {count} more"),
    ip: "IP address that WeChat saw",
    see: "see",
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
    },
    partial: "errcode 0, but not everybody got the message (WeCom)",
    partial_advice: [
        "these receivers do not exist, are outside the app's visibility, or have no licence",
        "check them, and 可见范围 at work.weixin.qq.com, 应用管理",
    ],
    page: |page| match page {
        OauthPage::Authorize => "link to the OAuth page inside WeChat",
        OauthPage::QrConnect => {
            "link to the login by QR code for websites, which does not work inside WeChat"
        }
    },
    link_right: "no mistake was found in the link",
    link_domain: |host| {
        format!(
            "should the page show 10003: set `{host}` as 网页授权域名 (for websites 授权回调域) of this appid"
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
            format!("`{name}` is right for this token")
        } else {
            format!("`{name}` is wrong for this token: another token, or a changed parameter")
        }
    },
    callback_no_token: "the signature was not judged: give the token with --token, WX_TOKEN or the config file",
    callback_no_body: "`msg_signature` covers the body, which is not here: `webot explain` takes URL and body together",
    callback_undecrypted: "the encrypted text cannot be read with this EncodingAESKey",
    callback_receiver: |receiver| format!("decrypted; the receiver inside is `{receiver}`"),
    callback_expected: "answer with exactly",
    returned: |codes| match codes {
        1 => "page that OAuth returned to, with its code".to_owned(),
        codes => format!("page that OAuth returned to, with {codes} parameters `code`"),
    },
    returned_advice: [
        "the code lives 5 minutes and works once: exchange it on the server at /sns/oauth2/access_token, and take it out of the address before the page is shared or reloaded",
        "one is the page's own and one is WeChat's, and which one a framework reads is chance: rename the page's own parameter in redirect_uri",
    ],
};

/// Explains a mistake in a link to an OAuth page.
pub(in crate::text) fn link_mistake(mistake: &LinkMistake) -> Said {
    match mistake {
        LinkMistake::EscapedAmpersand => Said::new("`&` is written as `&amp;`")
            .hint("write a bare `&`; `&amp;` is right only within HTML and XML"),
        LinkMistake::ScopeOfOtherPage(scope) if scope.contains("snsapi_login") => Said::new(format!(
            "scope `{scope}` is for websites, at /connect/qrconnect with an appid of open.weixin.qq.com"
        ))
        .hint("inside WeChat use `snsapi_base` or `snsapi_userinfo`"),
        LinkMistake::ScopeOfOtherPage(scope) => Said::new(format!(
            "scope `{scope}` is for pages inside WeChat, but /connect/qrconnect is for websites"
        ))
        .hint("use /connect/oauth2/authorize inside WeChat, or `snsapi_login` on a website"),
        LinkMistake::TornScope(given, scope) => {
            Said::new(format!("scope `{given}` is not `{scope}`: it was joined letter by letter"))
                .hint(format!("a text was joined as if it were a list: write `scope={scope}`"))
        }
        LinkMistake::UnknownScope(given, similar) => {
            let said =
                Said::new(format!("scope `{given}` is none: neither `snsapi_base` nor `snsapi_userinfo`"));
            match similar {
                Some(scope) => said.hint(format!("did you mean `{scope}`?")),
                None => said.hint("write `scope=snsapi_base` or `scope=snsapi_userinfo`"),
            }
        }
        LinkMistake::Missing(name) => Said::new(format!("`{name}` is missing"))
            .hint("write appid, redirect_uri, response_type, scope and state, in this order"),
        LinkMistake::Placeholder(name, value) => {
            Said::new(format!("`{name}` is still `{value}`, the placeholder of the documentation"))
                .hint("fill in the real value")
        }
        LinkMistake::RawRedirect(lost) if lost.is_empty() => Said::new("redirect_uri is not percent-encoded")
            .hint("encode it once, with `encodeURIComponent` or its like"),
        LinkMistake::RawRedirect(lost) => Said::new(format!(
            "redirect_uri is not percent-encoded, so it ends before `{}`",
            lost.join("`, `")
        ))
        .hint("encode it once, with `encodeURIComponent` or its like"),
        LinkMistake::RedirectEncodedTwice => Said::new("redirect_uri is percent-encoded twice")
            .hint("encode it once: `https%3A%2F%2F…`, not `https%253A…`"),
        LinkMistake::RedirectNotWhole(given) => {
            Said::new(format!("redirect_uri `{given}` is not a whole URL"))
                .hint("begin it with http:// or https://")
        }
        LinkMistake::RedirectHas(name) => Said::new(format!(
            "redirect_uri has a parameter `{name}`, and WeChat appends one of the same name"
        ))
        .hint("rename the page's own parameter, else it is taken for that of OAuth"),
        LinkMistake::ResponseType(given) if given.is_empty() => {
            Said::new("`response_type` is missing").hint("write `response_type=code`")
        }
        LinkMistake::ResponseType(given) => {
            Said::new(format!("`response_type` is `{given}`, not `code`")).hint("write `response_type=code`")
        }
        LinkMistake::Order => Said::new("the parameters are in another order than in the documentation")
            .hint("write appid, redirect_uri, response_type, scope, state; WeChat may refuse another order"),
        LinkMistake::NoFragment => {
            Said::new("`#wechat_redirect` is missing").hint("append it as the very end of the link")
        }
        LinkMistake::OtherFragment(given) => {
            Said::new(format!("the link ends in `#{given}`, not in `#wechat_redirect`"))
                .hint("append `#wechat_redirect` as the very end")
        }
        LinkMistake::BehindFragment(given) => {
            Said::new(format!("`{given}` stands behind `#wechat_redirect`, where it has no effect"))
                .hint("move it before the `#`")
        }
        LinkMistake::LongState(bytes) => Said::new(format!("`state` has {bytes} bytes, more than 128"))
            .hint("store the value on the server and send its key"),
    }
}
