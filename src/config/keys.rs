//! The keys of `wx_config.json`: one entry each, from which come reading, `config show`, the JSON Schema and the
//! warnings about keys that nobody knows.

use crate::closest::within_edits;
use crate::lang::Title;

/// A key: what it is called and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct KeyInfo {
    /// As it is written today.
    pub name: &'static str,
    /// As older files and other tools write it.
    pub aliases: &'static [&'static str],
    /// The variables that stand over it, the first one first.
    pub env: &'static [&'static str],
    /// What it holds.
    pub holds: Holds,
    /// What it is.
    pub about: Title,
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text that may be seen.
    Text,
    /// Text that must not be seen.
    Secret,
    /// A file, relative to the folder of `wx_config.json`; in a variable it may be the content itself.
    KeyFile,
    /// A file, relative to the folder of `wx_config.json`.
    File,
    /// A URL, which may have a password in it.
    Url,
    /// One of these words.
    Choice(&'static [&'static str]),
}

impl Holds {
    /// Whether it must not be seen.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Secret)
    }
}

macro_rules! keys {
    ($($variant:ident $name:literal [$($alias:literal)*] [$($env:literal)*] $holds:expr, $en:literal, $zh:literal;)*) => {
        /// A key of `wx_config.json`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is explained in its entry, in both languages")]
        pub enum Key { $($variant),* }

        /// Every key, in the order in which `config show` lists them.
        pub const KEYS: &[Key] = &[$(Key::$variant),*];

        impl Key {
            /// Its entry.
            pub const fn info(self) -> &'static KeyInfo {
                match self {
                    $(Self::$variant => const { &KeyInfo {
                        name: $name,
                        aliases: &[$($alias),*],
                        env: &[$($env),*],
                        holds: $holds,
                        about: Title::new($en, $zh),
                    } }),*
                }
            }
        }
    };
}

keys! {
    Appid "appid" ["appId" "app_id" "AppID"] ["WX_APPID"] Holds::Text,
        "appid of the account", "账号的 appid";
    Secret "secret" ["appsecret" "appSecret" "AppSecret" "app_secret"] ["WX_SECRET"] Holds::Secret,
        "its AppSecret", "账号的 AppSecret";
    Token "token" ["Token"] ["WX_TOKEN"] Holds::Secret,
        "Token of the callback; an object is webot-cli's cached access_token",
        "回调的 Token；若是对象，则是 webot-cli 缓存的 access_token";
    EncodingAesKey "encoding_aes_key" ["encodingAESKey" "EncodingAESKey" "aes_key"] ["WX_AES_KEY"] Holds::Secret,
        "EncodingAESKey of the callback, 43 characters", "回调的 EncodingAESKey，43 个字符";
    Url "url" [] ["WX_URL"] Holds::Url,
        "where the bot listens", "机器人的地址";
    Mode "mode" [] [] Holds::Choice(&["plain", "compat", "safe"]),
        "how messages to the bot are encrypted", "消息加解密方式：明文、兼容、安全";
    Receiver "receiver" [] [] Holds::Text,
        "whom encrypted messages are for, where it is not the appid", "加密消息的接收方，与 appid 不同时填写";
    Corpid "corpid" ["corp_id" "corpId"] ["WX_CORPID"] Holds::Text,
        "corpid of the company (WeCom)", "企业微信的 corpid";
    Corpsecret "corpsecret" ["corp_secret"] ["WX_CORPSECRET"] Holds::Secret,
        "secret of the app (WeCom)", "企业微信应用的 secret";
    Agentid "agentid" ["agent_id" "agentId"] ["WX_AGENTID"] Holds::Text,
        "agentid of the app (WeCom)", "企业微信应用的 agentid";
    JsapiTicket "jsapi_ticket" [] ["WX_JSAPI_TICKET"] Holds::Secret,
        "ticket of wx.config, where webot is not to fetch it", "wx.config 的 ticket，不想让 webot 获取时填写";
    CardTicket "card_ticket" [] ["WX_CARD_TICKET"] Holds::Secret,
        "wx_card api_ticket, where webot is not to fetch it", "wx_card 的 api_ticket，不想让 webot 获取时填写";
    AgentTicket "agent_ticket" [] ["WX_AGENT_TICKET"] Holds::Secret,
        "ticket of wx.agentConfig, where webot is not to fetch it", "wx.agentConfig 的 ticket，不想让 webot 获取时填写";
    SessionKey "session_key" [] ["WX_SESSION_KEY"] Holds::Secret,
        "session_key of a mini-program's login", "小程序登录得到的 session_key";
    AppKey "app_key" [] ["WX_APP_KEY"] Holds::Secret,
        "AppKey of virtual payment, or paySignKey of 2014", "虚拟支付的 AppKey，或 2014 年的 paySignKey";
    Mchid "mchid" ["mch_id"] ["WX_MCHID"] Holds::Text,
        "merchant number of WeChat Pay", "微信支付商户号";
    PayKey "pay_key" [] ["WX_PAY_KEY"] Holds::Secret,
        "API key of WeChat Pay v2", "微信支付 v2 的 API 密钥";
    PartnerKey "partner_key" [] ["WX_PARTNER_KEY"] Holds::Secret,
        "partnerKey of 2014", "2014 年的 partnerKey";
    ApiV3Key "apiv3_key" [] ["WX_APIV3_KEY"] Holds::Secret,
        "APIv3 key of WeChat Pay, 32 bytes", "微信支付的 APIv3 密钥，32 字节";
    MchPrivateKey "mch_private_key" [] ["WX_MCH_PRIVATE_KEY"] Holds::KeyFile,
        "file of the merchant's private key", "商户私钥文件";
    MchSerial "mch_serial" [] ["WX_MCH_SERIAL"] Holds::Text,
        "serial number of its certificate", "商户证书序列号";
    PlatformPrivateKey "platform_private_key" [] ["WX_PAY_PRIVATE_KEY"] Holds::KeyFile,
        "file of the key that signs test notifications", "用来给测试通知签名的私钥文件";
    PlatformSerial "platform_serial" [] [] Holds::Text,
        "its serial number", "它的序列号";
    OauthAppid "oauth_appid" [] ["WX_OAUTH_APPID"] Holds::Text,
        "appid of a website's login (open platform)", "网站应用登录的 appid（开放平台）";
    OauthSecret "oauth_secret" [] ["WX_OAUTH_SECRET"] Holds::Secret,
        "its AppSecret", "它的 AppSecret";
    OauthRedirectUri "oauth_redirect_uri" [] [] Holds::Url,
        "where users return to after login", "授权后回调的地址";
    ApiBase "api_base" [] ["WX_API_BASE"] Holds::Url,
        "in place of https://api.weixin.qq.com", "代替 https://api.weixin.qq.com";
    Proxy "proxy" [] ["WX_PROXY"] Holds::Url,
        "proxy to WeChat [else HTTPS_PROXY]", "访问微信用的代理 [否则用 HTTPS_PROXY]";
    Cacert "cacert" [] ["WX_CACERT"] Holds::File,
        "PEM file of further root certificates to trust", "额外信任的根证书文件（PEM）";
    TokenStore "token_store" [] ["WX_TOKEN_STORE"] Holds::Url,
        "where tokens are kept: cache, config, or redis://HOST:PORT/DB", "token 存在哪里：cache、config 或 redis://主机:端口/库";
    TokenKey "token_key" [] ["WX_TOKEN_KEY"] Holds::Text,
        "name of a token in Redis; {appid} and {kind} are filled in", "Redis 里的键名，可用 {appid} 和 {kind}";
}

impl Key {
    /// As it is written today.
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// The key that is written like this, today or in older files.
    pub fn parse(name: &str) -> Option<Self> {
        KEYS.iter().copied().find(|key| key.name() == name || key.info().aliases.contains(&name))
    }

    /// The name that is most like a wrong one.
    pub fn closest(wrong: &str) -> Option<&'static str> {
        let wrong = wrong.to_lowercase();
        within_edits(&wrong, KEYS.iter().map(|key| key.name()), |_| 3.min(wrong.len() / 2))
    }
}

/// What else a file may have: the predecessor's cached token, profiles, and what belongs to editors.
pub(super) const OTHERS: [&str; 7] =
    ["profile", "profiles", "$schema", "access_token", "expires_in", "expire_date", "comment"];
