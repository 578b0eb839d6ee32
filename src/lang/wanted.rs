//! The requirement for a value.

/// The requirement for the value of a flag, a parameter or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A URL with `http` or `https`.
    Url,
    /// The format of a report of tests, and a file.
    Report,
    /// A host name or address.
    Host,
    /// A number from 1 to 65535.
    Port,
    /// A regular expression.
    Regex,
    /// `NAME=VALUE`.
    Pair,
    /// A value that is not empty.
    NotEmpty,
    /// A number of seconds greater than 0 and at most 3600.
    Seconds,
    /// PEM certificates.
    Pem,
    /// A PEM private key without a passphrase.
    PemKey,
    /// The private key of a certificate.
    KeyOfCertificate,
    /// `plain`, `compat` or `safe`.
    Mode,
    /// A time in seconds since 1970, digits only.
    Timestamp,
    /// A value for a header or a line: no control characters, no quotation marks.
    Plain,
    /// An HTTP method.
    Method,
    /// The target of a request: a whole URL or a path.
    ApiUrl,
    /// The whole URL of a page.
    PageUrl,
    /// A value for a mini-program or an app.
    App(AppWanted),
    /// A value for WeChat Pay.
    Pay(PayWanted),
    /// Fields as a JSON object or XML.
    Fields,
    /// A number.
    Number,
    /// An integer.
    Integer,
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
    /// A corpsecret: 43 characters.
    Corpsecret,
    /// A value for a group robot.
    Robot(RobotWanted),
    /// The number of an app.
    Agentid,
    /// The number of a merchant.
    Mchid,
    /// A key of WeChat Pay v2: 32 characters.
    PayKey,
    /// A symmetric key of the server API: 32 bytes in base64.
    SymmetricKey,
    /// A key of WeChat Pay v3: 32 bytes.
    ApiV3Key,
    /// The URL of a proxy.
    Proxy,
    /// At most this many values.
    AtMost(usize),
    /// A factor by which times are divided: 0.001 to 1000.
    Factor,
    /// The URL of a server, with a scheme or a port.
    ServerUrl,
    /// The URL of the WebSocket of a mock.
    SocketUrl,
    /// A number between two bounds, both included.
    Between(i64, i64),
    /// Text of at most this many bytes.
    Bytes(usize),
    /// Text of at most this many characters.
    Chars(usize),
    /// A scene of at most this many characters.
    Scene(usize),
    /// A file whose name ends in `.png` or `.svg`.
    Picture,
    /// A path such as `tag.name` or `openid_list[]`.
    FieldPath,
    /// The path of a URL; it begins with `/`.
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
    /// A day such as `2026-11-30`.
    Date,
    /// A duration such as `800ms` or `30s`.
    Duration,
    /// A percentage.
    Percent,
    /// A kind of message that a bot answers.
    BotKind,
    /// A condition on a push.
    Condition,
    /// A condition and a URL.
    Route,
    /// Messages per second.
    Rate,
    /// `1x`, `2x`, `max`.
    Speed,
    /// An absolute URL for notifications.
    NotifyUrl,
    /// An IPv4 address.
    Ipv4,
    /// A time of China, `yyyyMMddHHmmss`.
    ChinaTime,
    /// `HH:MM`, `YYYY-MM-DD HH:MM` or seconds since 1970.
    TimeOfDay,
}

/// The requirement for a value of a group robot of WeCom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RobotWanted {
    /// The key or the address of a robot.
    Key,
    /// A card that robots send.
    Card,
    /// 1 to 8 articles with title and URL.
    Articles,
}

/// The requirement for a value of a mini-program or an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AppWanted {
    /// A link of web authorization.
    LoginLink,
    /// A scene of a mini-program's code.
    Scene,
    /// A page of a mini-program, without query.
    Page,
    /// A query of a mini-program's page.
    Query,
    /// The expiry of a link: within 30 days.
    LinkExpiry,
    /// `#` and 6 hexadecimal digits.
    Color,
    /// A Universal Link.
    UniversalLink,
    /// A team ID of Apple.
    TeamId,
    /// A file of an app.
    AppFile,
    /// A JSON object with the members of a share, or its picture.
    Share,
    /// A time of RFC 3339.
    Time,
    /// A carrier and a tracking number.
    Parcel,
    /// No parcels, because no carrier transports the goods.
    NoParcel,
}

/// The requirement for a value of WeChat Pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PayWanted {
    /// An amount in yuan.
    Yuan,
    /// An amount in fen.
    Fen,
    /// An `out_trade_no`.
    TradeNumber,
    /// An `out_refund_no` or another number of up to 64 characters.
    RefundNumber,
    /// An `out_bill_no`.
    BillNumber,
    /// A `transaction_id`.
    TransactionId,
    /// The total of the order.
    Total,
    /// The openid of the payer.
    Openid,
    /// No openid: the payer is not known in advance.
    NoOpenid,
    /// The IP address of the payer.
    Ip,
    /// The IP address of the payer, which orders of H5 require.
    PayerIp,
    /// A number of minutes, up to 7 days.
    Minutes,
    /// A URL for notifications: without a query.
    NotifyUrl,
    /// The name of the receiver.
    Name,
    /// No name: the amount is too small.
    NoName,
    /// `TYPE=CONTENT` of a transfer scene.
    Report,
    /// A receiver of a share.
    Receiver,
    /// At most 50 receivers.
    Receivers,
    /// An order among combined ones.
    SubOrder,
    /// 2 to 50 orders.
    SubOrders,
    /// An order to close.
    ClosedOrder,
    /// The code that a payer shows: 18 digits.
    AuthCode,
}
