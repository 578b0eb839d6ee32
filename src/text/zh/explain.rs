use crate::api::errcode::ErrcodeFamily;
use crate::api::named::NamedFamily;
use crate::diagnose::explain::CallbackKind;
use crate::text::{ExplainHelp, ExplainWords};

pub(in crate::text) const HELP: ExplainHelp = ExplainHelp {
    about: "解释 errcode、错误信息、日志、OAuth 链接或回调 URL",
    after: "\
示例：
  webot explain 40164
  webot explain --platform work 60020
  webot explain --path /sns/jscode2session 40029
  webot explain '{\"errcode\":40163,\"errmsg\":\"code been used\"}'
  tail -f app.log | webot explain
  webot explain SIGN_ERROR                         微信支付的错误码
  webot explain 'config:invalid url domain'        JS-SDK 的 errMsg
  webot explain -- -40001                          微信示例代码的错误码
  webot explain 'https://open.weixin.qq.com/connect/oauth2/authorize?…'
  webot explain '/wechat?signature=…&timestamp=…&nonce=…&echostr=…'",
    text: "要解释的内容\n[未指定时读取 stdin，可以是日志]",
    platform: "errcode 所属平台：api、work、pay",
    path: "接口路径，例如 /sns/jscode2session",
    token: "回调的 Token，用于校验回调 URL\n[未指定时依次取 WX_TOKEN、配置文件]",
    aes_key: "EncodingAESKey，用于解密回调\n[未指定时依次取 WX_AES_KEY、配置文件]",
    offline: "不查询 rid 对应的请求（查询需要已配置的账号）",
    mock: "在内置的模拟微信里查询 rid 对应的请求",
};

pub(super) const WORDS: ExplainWords = ExplainWords {
    paste: "请粘贴日志或错误信息，按 Ctrl-D 结束",
    cause: "原因",
    possible_cause: "原因（如属该平台）",
    ambiguous: |code| format!("{code} 在不同平台上含义不同，可用 `--platform` 或 `--path` 指明"),
    fix: "处理",
    at: |paths| format!("接口 {paths}："),
    elsewhere: "其他接口：",
    meaning: "官方说明",
    wrong_meaning: "官方文档的说明（有误，是其他错误码的）",
    no_meaning: "官方文档在以下接口列出了该错误码，webot 没有收录其含义",
    endpoints: "相关接口",
    more: |count| format!("等，另有 {count} 个"),
    ip: "微信看到的 IP",
    see: "参见",
    request: "用 rid 查到的请求",
    request_unknown: |reason| format!("没有查到 rid 对应的请求：{reason}"),
    family: |family| match family {
        ErrcodeFamily::Api => "公众号、小程序、开放平台",
        ErrcodeFamily::Work => "企业微信",
        ErrcodeFamily::Pay => "微信支付 Request-ID 末尾的数字",
        ErrcodeFamily::Page => "网页授权页面",
        ErrcodeFamily::Sample => "微信示例代码，出自你自己的程序",
    },
    named_family: |family| match family {
        NamedFamily::PayV3 => "微信支付 v3",
        NamedFamily::PayV2 => "微信支付 v2",
        NamedFamily::PayPage => "调起支付的页面或客户端",
        NamedFamily::Jssdk => "JS-SDK",
        NamedFamily::Library => "第三方库的提示",
        NamedFamily::OauthPage => "网页授权页面",
        NamedFamily::MiniProgram => "小程序",
        NamedFamily::Console => "与服务器地址（URL）有关的提示",
    },
    partial: "errcode 为 0，但并非所有人都收到了消息（企业微信）",
    partial_advice: [
        "这些接收者不存在、不在应用的可见范围内，或没有许可",
        "核对接收者，以及 work.weixin.qq.com 应用管理里的可见范围",
    ],
    link: "OAuth 授权页链接",
    link_right: "没有发现链接中的错误",
    link_domain: |host| {
        format!("如果页面提示 10003，请把该 appid 的网页授权域名（网站为授权回调域）设为 `{host}`")
    },
    callback: |kind| match kind {
        CallbackKind::UrlCheck => "公众号或小程序的 URL 校验",
        CallbackKind::WorkUrlCheck => "企业微信的 URL 校验，echostr 是密文",
        CallbackKind::PlainPush => "公众号或小程序的明文推送",
        CallbackKind::EncryptedPush => "公众号、小程序或第三方平台的加密推送",
        CallbackKind::WorkPush => "企业微信的加密推送",
    },
    callback_time: |seconds, age| format!("timestamp 为 {seconds}，{age} 秒之前"),
    callback_missing: |names| format!("URL 里缺少：{names}"),
    callback_signature: |name, right| {
        if right {
            format!("`{name}` 与该 Token 相符")
        } else {
            format!("`{name}` 与该 Token 不符：Token 不同，或参数被改动过")
        }
    },
    callback_no_token: "没有校验签名：请用 --token、WX_TOKEN 或配置文件给出 Token",
    callback_no_body: "`msg_signature` 需要请求体才能校验：可把 URL 和请求体一起交给 `webot explain`",
    callback_undecrypted: "用该 EncodingAESKey 无法解密",
    callback_receiver: |receiver| format!("解密成功，其中的接收方是 `{receiver}`"),
    callback_expected: "应原样返回",
    returned: |codes| match codes {
        1 => "网页授权返回的页面，带有 code".to_owned(),
        codes => format!("网页授权返回的页面，带有 {codes} 个 `code` 参数"),
    },
    returned_advice: [
        "code 有效期 5 分钟且只能用一次：请在服务器上用 /sns/oauth2/access_token 换取，并在分享或刷新之前从地址里去掉",
        "其中一个是页面自己的参数，一个是微信追加的，框架读到哪个并不确定：请修改 redirect_uri 里自己的参数名",
    ],
};
