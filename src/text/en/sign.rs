mod detail;
mod strings;

use crate::sign::{Detail, Mistake, Scheme};
use crate::text::{Said, SignHelp};

pub(super) const HELP: SignHelp = SignHelp {
    about: "Compute a signature, or find out why one is wrong",
    after: "\
Give a secret as @FILE, as - for stdin, or in the environment variable that the flag names.

Examples:
  # Sign a page for wx.config, with a ticket of the built-in mock
  webot sign jsapi --url https://example.com/page --mock

  # Find out why a signature is wrong
  echo my-ticket | webot sign jsapi --url 'https://example.com/page#top' --ticket - --nonce abc --timestamp 1700000000 --check fa22e3d79a9eea3256b12aaa646a633e6119af18",
    message: "Sign a callback: signature or msg_signature",
    jsapi: "Sign a page for wx.config",
    agent: "Sign a page for wx.agentConfig (WeCom)",
    addr: "Sign a page for editAddress: addrSign (2014)",
    card: "Sign a card for wx.addCard: signature of cardExt",
    choose_card: "Sign the parameters of wx.chooseCard: cardSign",
    package: "Sign a package with MD5 (WeChat Pay of 2014)",
    pay_sign: "Sign a payment with SHA-1: paySign (WeChat Pay of 2014)",
    pay: "Sign a request of WeChat Pay v2, or check the sign of a response",
    jspay: "Sign the parameters that a page, mini-program or app pays with",
    v3: "Sign a request of WeChat Pay v3: the Authorization header",
    notify: "Sign a notification of WeChat Pay v3, to test its receiver",
    session: "Sign a mini-program's rawData or login state with its session_key",
    xpay: "Sign a virtual payment of a mini-program: signature and pay_sig",
    intracity: "Sign a callback of intracity delivery",
    server: "Encrypt and sign a request to WeChat's server API",
    server_url: "URL of the API; its query, except access_token, is encrypted",
    server_body: "File with the JSON body; with --check, with the encrypted body that was sent",
    server_key: "Private key of the API's asymmetric key: a PEM file",
    sym_sn: "Number of the API's symmetric key, as in the console",
    sym_key: "Symmetric key, AES256_GCM, base64",
    check: "Find the mistake in this signature",
    print: "Print only this field, such as signature or string_to_sign",
    timestamp: "Timestamp in seconds [default: now]",
    nonce: "Nonce [default: random]",
    encrypt: "Encrypt of the message, for msg_signature",
    url: "URL of the page; the part from # on is dropped",
    ticket: "jsapi_ticket [env: WX_JSAPI_TICKET] [config: jsapi_ticket] [default: from WeChat]",
    agent_ticket: "Ticket of wx.agentConfig [env: WX_AGENT_TICKET] [config: agent_ticket] [default: from WeChat]",
    other_ticket: "Ticket of the other type, to compare with --check [default: from the environment or the config file]",
    foreign_ticket: "Ticket of another account, to compare with --check; repeatable",
    appid: "appid of the account [env: WX_APPID] [config: appid]",
    api: "Names of jsApiList, separated by commas",
    page_api: "Names of jsApiList, or all; separated by commas",
    html: "Print a page that tries the signature and the functions of --api",
    output: "File for the page of --html",
    list: "List the names of the JS-SDK that match a word",
    debug: "Set debug: true in wx.config",
    agentid: "agentid of the app [env: WX_AGENTID] [config: agentid]",
    corpid: "corpid of the company [env: WX_CORPID] [config: corpid]",
    token: "Callback token [env: WX_TOKEN] [config: token]",
    access_token: "access_token of the user, from web authorization [env: WX_ACCESS_TOKEN]",
    card_id: "card_id of the card",
    card_ticket: "api_ticket of type wx_card [env: WX_CARD_TICKET] [config: card_ticket] [default: from WeChat]",
    secret: "AppSecret, for the signature of 2014",
    code: "code of the card",
    openid: "openid of the only user who may take the card",
    balance: "Balance in fen",
    location_id: "location_id of the store",
    card_type: "Type of card, such as GROUPON",
    session_key: "session_key of the login [env: WX_SESSION_KEY] [config: session_key]",
    hmac: "Use HMAC-SHA256, as checkSessionKey does",
    data: "Text to sign [default: stdin]",
    uri: "Path of the API, such as /xpay/query_user_balance [default: requestVirtualPayment]",
    app_key: "AppKey [env: WX_APP_KEY] [config: app_key]",
    field: "Field to sign; repeatable [default: JSON or XML from stdin]",
    partner_key: "partnerKey [env: WX_PARTNER_KEY] [config: partner_key]",
    key: "API key of v2 [env: WX_PAY_KEY] [config: pay_key]",
    other_key: "Another key, to compare with --check",
    sign_type: "Signature algorithm",
    xml: "Print the signed XML",
    prepay_id: "prepay_id of the order",
    merchant_key: "Private key of the merchant (v3): a PEM file [env: WX_MCH_PRIVATE_KEY] [config: mch_private_key]",
    platform_key: "PEM file of a test key that signs in place of WeChat Pay's [env: WX_PAY_PRIVATE_KEY] [config: platform_private_key] [default: a new key]",
    app: "Sign for the SDK of apps",
    mchid: "Merchant ID [env: WX_MCHID] [config: mchid]",
    method: "Method: GET, POST, …",
    api_url: "URL of the request, or its path and query",
    body: "File with the body (- for stdin)",
    merchant_serial: "Serial number of the merchant's certificate [env: WX_MCH_SERIAL] [config: mch_serial]",
};

#[expect(clippy::too_many_lines, reason = "one arm a mistake")]
pub(in crate::text) fn mistake(mistake: Mistake, detail: &Detail, scheme: Scheme) -> Said {
    let request = scheme == Scheme::PayRequest;
    let (message, hint) = match mistake {
        Mistake::UrlFragmentKept => ("the part from # on was signed too", "sign location.href.split('#')[0]"),
        Mistake::UrlHtmlEscaped => {
            ("the URL was escaped for HTML: & became &amp;", "sign the URL before it is escaped for HTML")
        }
        Mistake::UrlEncoded => (
            "the URL was percent-encoded",
            "sign the URL as it is; encode it for transport only, and decode it once",
        ),
        Mistake::UrlEncodedTwice => {
            ("the URL was percent-encoded twice", "decode it twice, or do not encode it")
        }
        Mistake::UrlDecoded => {
            ("the URL was percent-decoded", "sign the URL exactly as the browser shows it")
        }
        Mistake::UrlTrailingSlash if request => (
            "a slash at the end of the path is missing or should not be there",
            "sign the path that the request line has",
        ),
        Mistake::UrlTrailingSlash => (
            "a slash at the end of the path is missing or should not be there",
            "take the URL from the page's location.href",
        ),
        Mistake::UrlQueryDropped if request => {
            ("the URL was signed without its query", "sign the path and the query, as in the request line")
        }
        Mistake::UrlQueryDropped => (
            "the URL was signed without its query",
            "the query is part of the URL, including the parameters that WeChat adds",
        ),
        Mistake::UrlPort => (
            "the URL was signed with another port",
            "take the URL from the page, not from the server behind the proxy",
        ),
        Mistake::UrlHostCase if detail.to == "lower" => {
            ("the host name was signed in lowercase", "sign the URL exactly as it is requested")
        }
        Mistake::UrlHostCase => {
            ("the host name was signed in uppercase", "browsers write host names in lowercase")
        }
        Mistake::TimestampMilliseconds => {
            ("the timestamp is in milliseconds", "use seconds: divide by 1000 and round down")
        }
        Mistake::NonceKeyCamelCase => (
            "the field name of the nonce is wrong",
            match scheme {
                Scheme::PayV2 | Scheme::PayPage => {
                    "use nonce_str in an order, nonceStr in the parameters that a page pays with"
                }
                Scheme::Pay2014 => "use noncestr in the string to sign, in lowercase",
                _ => "use noncestr in the string to sign, nonceStr in wx.config",
            },
        ),
        Mistake::NonceCase => (
            "the case of the nonce was changed before it was signed",
            "sign exactly the nonce that the page gets",
        ),
        Mistake::TicketWithSpace if detail.to == "end" => (
            "there is white space after the secret, or at the end of the string",
            "trim it after reading it from a file or cache; `echo` appends a line break to what it prints",
        ),
        Mistake::TicketWithSpace => (
            match scheme {
                Scheme::Address => "there is white space around the access_token",
                _ => "there is white space around the ticket",
            },
            "trim it after reading it from a file or cache",
        ),
        Mistake::KeyWithSpace if detail.to == "end" => (
            "there is white space after the key, or at the end of the string",
            "trim the key after reading it from a file; `echo` appends a line break to what it prints",
        ),
        Mistake::KeyWithSpace => (
            "there is white space around the key",
            "trim the key after reading it from a file or the environment",
        ),
        Mistake::TokenWithSpace if detail.to == "end" => (
            "there is white space after the token, or at the end of the string",
            "trim the token; `echo` appends a line break to what it prints",
        ),
        Mistake::TokenWithSpace => ("there is white space around the token", "trim the token"),
        Mistake::TicketKind if scheme == Scheme::Agent => {
            ("the ticket is of the other kind", "wx.agentConfig takes the app's ticket: type=agent_config")
        }
        Mistake::TicketKind if detail.to == "work" => (
            "the ticket is of the other kind",
            "wx.config takes the company's ticket, from /cgi-bin/get_jsapi_ticket",
        ),
        Mistake::TicketKind => {
            ("the ticket is of the other kind", "type=jsapi for wx.config, type=wx_card for cards")
        }
        Mistake::TicketOfOtherProfile => {
            ("the ticket belongs to another account", "fetch the ticket with this account's access_token")
        }
        Mistake::NotSorted if scheme == Scheme::MiniProgram => {
            ("the parts are in the wrong order", "put rawData first, then session_key")
        }
        Mistake::NotSorted => ("the parts were not sorted", "sort before joining"),
        Mistake::SortedWithoutCase => (
            "it was sorted without regard to case",
            "sort by bytes, so that A to Z come before a to z: StringComparer.Ordinal in C#, sort() without a comparison elsewhere",
        ),
        Mistake::SortedDescending => ("it was sorted in descending order", "sort in ascending order"),
        Mistake::SortedByName => {
            ("the values were sorted by their names", "sort the values themselves, as strings")
        }
        Mistake::SortedByValue => ("the fields were sorted by their values", "sort by name, as strings"),
        Mistake::EmptyValuesIncluded => ("empty values were signed too", "omit fields without a value"),
        Mistake::SignFieldIncluded => ("the field sign was signed too", "omit sign"),
        Mistake::KeyMissing => match scheme {
            Scheme::Pay2014 => {
                ("appkey was not signed", "appkey is a field too, sorted by name like the others")
            }
            Scheme::MiniProgram => ("session_key was not signed", "append session_key to rawData"),
            _ => ("the key was not appended", "append &key= and the key to the string"),
        },
        Mistake::KeyCase if scheme == Scheme::Pay2014 => {
            ("the case of appkey or of its name is wrong", "the name is appkey, in lowercase")
        }
        Mistake::KeyCase if scheme == Scheme::MiniProgram => (
            "the case of the key was changed before it was used",
            "the key is case-sensitive; use it as the console shows it",
        ),
        Mistake::KeyCase if detail.field.is_empty() => {
            ("the case of the key or of its name is wrong", "append exactly &key=KEY")
        }
        Mistake::ValuesEncoded if detail.field.is_empty() => (
            "the values were percent-encoded before signing",
            "sign the raw values, and encode them afterwards",
        ),
        Mistake::Md5ForHmac => ("MD5 was used instead of HMAC-SHA256", "use the algorithm of sign_type"),
        Mistake::HmacForMd5 => {
            ("HMAC-SHA256 was used instead of MD5", "send sign_type=HMAC-SHA256, or use MD5")
        }
        Mistake::UppercaseLowercase => (
            "the case of the hexadecimal digits is wrong",
            "use uppercase for WeChat Pay v2, lowercase for all others",
        ),
        Mistake::V2KeyAsV3 => (
            "the key of the other version was used",
            "v2 signs with the API key, v3 decrypts with the APIv3 key",
        ),
        Mistake::BodyReserialised => (
            "the body was parsed and serialized again before it was signed",
            "use the raw bytes of the request",
        ),
        Mistake::NewlineMissing => {
            ("the last line break is missing", "end every line with \\n, including the last")
        }
        Mistake::NewlineCrlf => ("the lines end with CRLF", "end lines with \\n only"),
        Mistake::WrongFieldSigned => {
            ("this is signature, not msg_signature", "msg_signature also signs Encrypt")
        }
        _ => return detail::mistake(mistake, detail, scheme),
    };
    Said::new(message).hint(hint)
}

pub(in crate::text) fn where_to_look(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::Callback => &[
            "token (as in the console of this account)",
            "timestamp and nonce (from the URL of the same request)",
            "for msg_signature: Encrypt, exactly (a + may have become a space)",
        ],
        Scheme::Page => &[
            "ticket (of this account, of this kind, issued less than 7200 s ago)",
            "URL (as the script of the page sees it: location.href.split('#')[0])",
            "timestamp and nonce (the same as in wx.config)",
            "kind of signature (check that of a card, for example, with `webot sign card --check SIGNATURE`)",
        ],
        Scheme::Agent => &[
            "ticket (type=agent_config, of this app, issued less than 7200 s ago)",
            "URL (as the script of the page sees it: location.href.split('#')[0])",
            "timestamp and nonce (the same as in wx.agentConfig)",
        ],
        Scheme::Address => &[
            "access_token (the user's, from web authorization; not the account's)",
            "URL (as the script of the page sees it, with code and state)",
            "timestamp and nonce (the same as in editAddress)",
        ],
        Scheme::ChooseCard => &[
            "ticket (api_ticket of type wx_card, of this account, issued less than 7200 s ago)",
            "values: those of app_id, location_id, card_id and card_type that are given",
            "timestamp and nonce (the same as in wx.chooseCard)",
        ],
        Scheme::Card => &[
            "ticket (api_ticket of type wx_card, of this account, issued less than 7200 s ago)",
            "values: all those in cardExt and no others; not the appid",
            "timestamp and nonce (the same as in cardExt)",
        ],
        Scheme::PayV2 => &[
            "key (of this merchant ID; a new one takes effect at once)",
            "fields: all those that are sent and no others; names are case-sensitive",
            "values: exactly as sent, UTF-8, not encoded",
            "sign_type (the same algorithm as is used)",
        ],
        Scheme::PayPage => &[
            "kind of signature (the `sign` in the response of unifiedorder is not paySign: sign the fields of the page separately)",
            "key (of this merchant ID; a new one takes effect at once)",
            "fields: appId, timeStamp, nonceStr, package and signType of a page; appid, partnerid, prepayid, package, noncestr and timestamp of an app",
            "values: the timestamp and nonce that the page or app gets",
            "signType (the same algorithm as is used)",
        ],
        Scheme::Intracity => &[
            "token (of the message push of this mini-program)",
            "fields: all those in the callback except `sign`, and no others",
            "values: exactly as in the JSON",
        ],
        Scheme::Api => &[
            "private key (whose public key was uploaded to the console)",
            "urlpath (scheme, host and path, without the query)",
            "appid and Wechatmp-TimeStamp (the same as in the headers)",
            "body (encrypted, exactly the bytes that are sent)",
        ],
        Scheme::Pay2014 => &[
            "appkey (the paySignKey of this account, not the partnerKey)",
            "fields: appid, timestamp, noncestr, package and no others; package with its own sign",
            "values: exactly as sent; package is percent-encoded",
        ],
        Scheme::PayClient => &[
            "private key (of this merchant ID)",
            "appid (the same as in the order)",
            "timestamp and nonce (the same as the page or app gets)",
            "last line (prepay_id=… for pages and mini-programs, only the prepay_id for apps)",
        ],
        Scheme::Notification => &[
            "key and serial number (WeChat Pay's, not the merchant's)",
            "Wechatpay-Timestamp and Wechatpay-Nonce (of the same request)",
            "body (exactly the bytes received, before parsing)",
        ],
        Scheme::PayRequest => &[
            "private key and serial number (of the same certificate)",
            "URL (path and query)",
            "timestamp and nonce (the same as in the header)",
            "body (the bytes that are sent; empty for GET)",
        ],
        Scheme::MiniProgram => &[
            "session_key (of the same wx.login; a new login changes it)",
            "text to sign, exactly",
            "for pay_sig: the path, and AppKey of the same environment (sandbox or not)",
        ],
    }
}
