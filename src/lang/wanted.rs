//! What a value must be.

/// What a value of a flag, a parameter or a key must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A URL with `http` or `https`.
    Url,
    /// A host name or address.
    Host,
    /// 1 to 65535.
    Port,
    /// A regular expression.
    Regex,
    /// `NAME=VALUE`.
    Pair,
    /// Something that is not empty.
    NotEmpty,
    /// A number of seconds greater than 0 and at most an hour.
    Seconds,
    /// PEM certificates.
    Pem,
    /// `plain`, `compat` or `safe`.
    Mode,
    /// A time in seconds, digits only.
    Timestamp,
    /// A value for a header or a line: no control characters, no quotation marks.
    Plain,
    /// The method of a request.
    Method,
    /// What a request asks for: a whole URL or a path.
    ApiUrl,
    /// A whole URL of a page.
    PageUrl,
    /// Fields as a JSON object or XML.
    Fields,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An object.
    Object,
    /// `cache`, `config` or a URL of Redis.
    TokenStore,
    /// `wx` and 16 hexadecimal digits.
    Appid,
    /// 32 hexadecimal digits.
    AppSecret,
    /// 3 to 32 letters and digits.
    CallbackToken,
    /// An EncodingAESKey: 43 characters.
    AesKey,
    /// `ww` and 16 hexadecimal digits.
    Corpid,
    /// 43 characters.
    Corpsecret,
    /// A number of an app.
    Agentid,
    /// A number of a merchant.
    Mchid,
    /// A key of WeChat Pay v2: 32 characters.
    PayKey,
    /// A key of WeChat Pay v3: 32 bytes.
    ApiV3Key,
    /// The URL of a proxy.
    Proxy,
    /// At most so many values.
    AtMost(usize),
    /// A number from, to.
    Between(i64, i64),
    /// Text of at most so many bytes.
    Bytes(usize),
    /// Text of at most so many characters.
    Chars(usize),
    /// A scene of at most so many characters.
    Scene(usize),
    /// A file whose name ends in `.png` or `.svg`.
    Picture,
    /// A path such as `tag.name` or `openid_list[]`.
    FieldPath,
    /// A path of a URL: it begins with `/`.
    RoutePath,
    /// A kind of message.
    Kind,
    /// `PATH=N`.
    Quota,
    /// `CODE@N` or `CODE@N-M`.
    Failure,
    /// An IP address or network.
    Network,
    /// `MS` or `MS-MS`.
    Delay,
}
