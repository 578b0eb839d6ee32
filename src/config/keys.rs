//! The table of keys of `wx_config.json`. One entry per key drives reading, `config show`, the JSON Schema and the
//! warnings about unknown keys.

use crate::closest::within_edits;
use crate::lang::Bilingual;

/// The entry of a key in the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyInfo {
    /// The current name.
    pub name: &'static str,
    /// The names in older files and other tools.
    pub aliases: &'static [&'static str],
    /// The environment variables that override it, the strongest first.
    pub env: &'static [&'static str],
    /// The kind of its value.
    pub kind: ValueKind,
    /// The description.
    pub about: Bilingual,
}

/// The kind of a key's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// Text that is no secret.
    Text,
    /// A secret.
    Secret,
    /// The path of a key file, relative to the folder of `wx_config.json`; an environment variable may hold the key
    /// itself.
    KeyFile,
    /// The path of a file, relative to the folder of `wx_config.json`.
    File,
    /// A URL, which may contain a password.
    Url,
    /// One of these words.
    Choice(&'static [&'static str]),
}

impl ValueKind {
    /// Returns whether the value is a secret.
    pub(crate) const fn is_secret(self) -> bool {
        matches!(self, Self::Secret)
    }
}

macro_rules! keys {
    ($($variant:ident $name:literal [$($alias:literal)*] [$($env:literal)*] $kind:expr, $en:literal, $zh:literal;)*) => {
        /// A key of `wx_config.json`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(clippy::enum_variant_names, reason = "`EncodingAESKey` is the name that WeChat uses")]
        pub(crate) enum Key { $($variant),* }

        /// Every key, in the order in which `config show` lists them.
        pub(crate) const KEYS: &[Key] = &[$(Key::$variant),*];

        impl Key {
            /// Returns the entry of the key.
            pub(crate) const fn info(self) -> &'static KeyInfo {
                match self {
                    $(Self::$variant => const { &KeyInfo {
                        name: $name,
                        aliases: &[$($alias),*],
                        env: &[$($env),*],
                        kind: $kind,
                        about: Bilingual::new($en, $zh),
                    } }),*
                }
            }
        }
    };
}

keys! {
    Appid "appid" ["appId" "app_id" "AppID"] ["WX_APPID"] ValueKind::Text,
        "appid of the account", "账号的 appid";
    Secret "secret" ["appsecret" "appSecret" "AppSecret" "app_secret"] ["WX_SECRET"] ValueKind::Secret,
        "AppSecret of the account", "账号的 AppSecret";
    Token "token" ["Token"] ["WX_TOKEN"] ValueKind::Secret,
        "Token of the callback; an object is webot-cli's cached access_token",
        "回调的 Token；若是对象，则是 webot-cli 缓存的 access_token";
    EncodingAesKey "encoding_aes_key" ["encodingAESKey" "EncodingAESKey" "aes_key"] ["WX_AES_KEY"] ValueKind::Secret,
        "EncodingAESKey of the callback, 43 characters", "回调的 EncodingAESKey，43 个字符";
    Url "url" [] ["WX_URL"] ValueKind::Url,
        "URL of the bot", "机器人的 URL";
    Mode "mode" [] [] ValueKind::Choice(&["plain", "compat", "safe"]),
        "encryption mode of messages to the bot", "消息加解密方式：明文、兼容、安全";
    Receiver "receiver" [] [] ValueKind::Text,
        "receiver of encrypted messages, if it is not the appid", "加密消息的接收方，与 appid 不同时填写";
    Corpid "corpid" ["corp_id" "corpId"] ["WX_CORPID"] ValueKind::Text,
        "corpid of the company (WeCom)", "企业微信的 corpid";
    Corpsecret "corpsecret" ["corp_secret"] ["WX_CORPSECRET"] ValueKind::Secret,
        "secret of the app (WeCom)", "企业微信应用的 secret";
    ContactSecret "contact_secret" ["contacts_secret" "contactSecret"] ["WX_CONTACT_SECRET"] ValueKind::Secret,
        "secret of the contacts sync (WeCom), for writing departments and members", "企业微信“通讯录同步”的 secret，用于维护部门和成员";
    Agentid "agentid" ["agent_id" "agentId"] ["WX_AGENTID"] ValueKind::Text,
        "agentid of the app (WeCom)", "企业微信应用的 agentid";
    WebhookKey "webhook_key" ["webhookKey" "robot_key" "robotKey"] ["WX_WEBHOOK_KEY"] ValueKind::Secret,
        "key or address of a group robot (WeCom)", "企业微信群机器人的 key 或地址";
    SuiteId "suite_id" ["suiteId"] ["WX_SUITE_ID"] ValueKind::Text,
        "suite_id of a third-party suite (WeCom)", "企业微信第三方应用的 suite_id";
    SuiteSecret "suite_secret" ["suiteSecret"] ["WX_SUITE_SECRET"] ValueKind::Secret,
        "secret of the suite (WeCom)", "企业微信第三方应用的 suite_secret";
    JsapiTicket "jsapi_ticket" [] ["WX_JSAPI_TICKET"] ValueKind::Secret,
        "ticket of wx.config, instead of one from WeChat", "wx.config 的 ticket，代替从微信获取的";
    CardTicket "card_ticket" [] ["WX_CARD_TICKET"] ValueKind::Secret,
        "api_ticket of type wx_card, instead of one from WeChat", "wx_card 类型的 api_ticket，代替从微信获取的";
    AgentTicket "agent_ticket" [] ["WX_AGENT_TICKET"] ValueKind::Secret,
        "ticket of wx.agentConfig, instead of one from WeChat", "wx.agentConfig 的 ticket，代替从微信获取的";
    SessionKey "session_key" [] ["WX_SESSION_KEY"] ValueKind::Secret,
        "session_key of a mini-program's login", "小程序登录得到的 session_key";
    AppKey "app_key" [] ["WX_APP_KEY"] ValueKind::Secret,
        "AppKey of virtual payment, or paySignKey of 2014", "虚拟支付的 AppKey，或 2014 年的 paySignKey";
    Mchid "mchid" ["mch_id"] ["WX_MCHID"] ValueKind::Text,
        "merchant ID of WeChat Pay", "微信支付商户号";
    PayKey "pay_key" [] ["WX_PAY_KEY"] ValueKind::Secret,
        "API key of WeChat Pay v2", "微信支付 v2 的 API 密钥";
    PartnerKey "partner_key" [] ["WX_PARTNER_KEY"] ValueKind::Secret,
        "partnerKey of 2014", "2014 年的 partnerKey";
    ApiV3Key "apiv3_key" [] ["WX_APIV3_KEY"] ValueKind::Secret,
        "APIv3 key of WeChat Pay, 32 bytes", "微信支付的 APIv3 密钥，32 字节";
    MchPrivateKey "mch_private_key" [] ["WX_MCH_PRIVATE_KEY"] ValueKind::KeyFile,
        "file of the merchant's private key", "商户私钥文件";
    MchSerial "mch_serial" [] ["WX_MCH_SERIAL"] ValueKind::Text,
        "serial number of the merchant's certificate", "商户证书序列号";
    PlatformPrivateKey "platform_private_key" [] ["WX_PAY_PRIVATE_KEY"] ValueKind::KeyFile,
        "file of the key that signs test notifications", "用来给测试通知签名的私钥文件";
    PlatformSerial "platform_serial" [] [] ValueKind::Text,
        "serial number of that key", "该密钥的序列号";
    PlatformCertificate "platform_certificate" [] ["WX_PAY_CERTIFICATE"] ValueKind::KeyFile,
        "file of WeChat Pay's certificates, which verify its responses", "微信支付平台证书文件，用来验证响应的签名";
    PlatformPublicKey "platform_public_key" [] ["WX_PAY_PUBLIC_KEY"] ValueKind::KeyFile,
        "file of WeChat Pay's public key, which replaces its certificates", "微信支付公钥文件，代替平台证书";
    PlatformPublicKeyId "platform_public_key_id" [] ["WX_PAY_PUBLIC_KEY_ID"] ValueKind::Text,
        "ID of that public key: PUB_KEY_ID_ and digits", "微信支付公钥 ID：PUB_KEY_ID_ 加数字";
    MchCertificate "mch_certificate" [] ["WX_MCH_CERTIFICATE"] ValueKind::KeyFile,
        "file of the merchant's certificate, .pem or .p12, for refunds of WeChat Pay v2",
        "商户 API 证书文件（.pem 或 .p12），v2 退款时使用";
    PayNotifyUrl "pay_notify_url" [] ["WX_PAY_NOTIFY_URL"] ValueKind::Url,
        "URL for the notifications of orders", "接收支付通知的 URL";
    ApiSymSn "api_sym_sn" [] ["WX_API_SYM_SN"] ValueKind::Text,
        "number of the symmetric key for signed server APIs", "服务端 API 签名的对称密钥编号";
    ApiSymKey "api_sym_key" [] ["WX_API_SYM_KEY"] ValueKind::Secret,
        "that symmetric key (AES256_GCM), base64", "服务端 API 签名的对称密钥（AES256_GCM），base64";
    ApiPrivateKey "api_private_key" [] ["WX_API_PRIVATE_KEY"] ValueKind::KeyFile,
        "file of the private key that signs server API requests", "服务端 API 签名的私钥文件";
    ApiCertificate "api_certificate" [] ["WX_API_CERTIFICATE"] ValueKind::KeyFile,
        "file of the platform certificate that verifies the responses", "用来验证响应签名的平台证书文件";
    ApiCertificateSn "api_certificate_sn" [] ["WX_API_CERTIFICATE_SN"] ValueKind::Text,
        "number of that certificate in the console", "平台证书在后台显示的编号";
    OauthAppid "oauth_appid" [] ["WX_OAUTH_APPID"] ValueKind::Text,
        "appid of a website's login (open platform)", "网站应用登录的 appid（开放平台）";
    OauthSecret "oauth_secret" [] ["WX_OAUTH_SECRET"] ValueKind::Secret,
        "AppSecret of that login", "网站应用的 AppSecret";
    OauthRedirectUri "oauth_redirect_uri" [] [] ValueKind::Url,
        "URL to which users return after the login", "授权后回调的地址";
    ApiBase "api_base" [] ["WX_API_BASE"] ValueKind::Url,
        "base URL instead of https://api.weixin.qq.com", "代替 https://api.weixin.qq.com 的地址";
    Proxy "proxy" [] ["WX_PROXY"] ValueKind::Url,
        "proxy for calls to WeChat, instead of HTTPS_PROXY", "调用微信接口的代理，代替 HTTPS_PROXY";
    Cacert "cacert" [] ["WX_CACERT"] ValueKind::File,
        "PEM file of additional root certificates to trust", "额外信任的根证书文件（PEM）";
    TokenStore "token_store" [] ["WX_TOKEN_STORE"] ValueKind::Url,
        "store of tokens: cache, config or redis://HOST:PORT/DB", "token 的存储位置：cache、config 或 redis://HOST:PORT/DB";
    TokenKey "token_key" [] ["WX_TOKEN_KEY"] ValueKind::Text,
        "key of a token in Redis, in which {appid} and {kind} are replaced", "token 在 Redis 里的键名，其中的 {appid} 和 {kind} 会替换";
}

impl Key {
    /// Returns the current name.
    pub(crate) const fn name(self) -> &'static str {
        self.info().name
    }

    /// Returns the key with this name, current or older.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        KEYS.iter().copied().find(|key| key.name() == name || key.info().aliases.contains(&name))
    }

    /// Returns the name most similar to a wrong one; `None` if none is similar.
    pub(crate) fn closest(wrong: &str) -> Option<&'static str> {
        let wrong = wrong.to_lowercase();
        within_edits(&wrong, KEYS.iter().map(|key| key.name()), |_| 3.min(wrong.len() / 2))
    }
}

/// The other members that a file may have: profiles, webot-cli's cached token, and members for editors.
pub(super) const OTHER_MEMBERS: [&str; 7] =
    ["profile", "profiles", "$schema", "access_token", "expires_in", "expire_date", "comment"];

/// The member of the user's own file with the names of variables that project files may refer to.
pub(super) const ALLOWED_ENV: &str = "allow_env";
