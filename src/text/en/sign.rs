mod detail;
mod strings;

use crate::sign::{Detail, Mistake, Scheme};
use crate::text::{Said, SignHelp};

pub(super) const HELP: SignHelp = SignHelp {
    about: "Compute a signature, or find out why one is wrong",
    after: "\
Secrets: --ticket @FILE, --ticket - (stdin), or the variable that the error names.
Examples:
  webot sign jsapi --url https://example.com/page --ticket @ticket.txt
  webot sign jsapi --url https://example.com/page --ticket @ticket.txt --nonce abc --timestamp 1700000000 --check SIGNATURE
  webot sign pay --key @key.txt < order.xml",
    message: "signature or msg_signature of a callback",
    jsapi: "signature of wx.config",
    agent: "signature of wx.agentConfig (WeCom)",
    addr: "addrSign of editAddress (2014)",
    card: "signature of cardExt for wx.addCard",
    choose_card: "cardSign for wx.chooseCard",
    package: "package of 2014 with its MD5 sign",
    pay_sign: "paySign of 2014 (SHA-1)",
    pay: "sign of WeChat Pay v2",
    jspay: "Parameters that a page, mini-program or app pays with",
    v3: "Authorization header of a WeChat Pay v3 request",
    notify: "Headers of a WeChat Pay v3 notification, to test a handler with",
    session: "signature of a mini-program's rawData, or of a session key",
    xpay: "signature and pay_sig of a mini-program's virtual payment",
    intracity: "sign of an intracity delivery's callback",
    server: "Encrypted and signed request to WeChat's server API",
    server_url: "Whole URL of the API; what follows ? is encrypted, but for access_token",
    server_body: "JSON body; with --check, the encrypted one that was sent",
    server_key: "Private key of the API's key pair: a PEM file",
    sym_sn: "Number of the symmetric key, as the console shows it",
    sym_key: "Symmetric key of AES256_GCM, base64",
    check: "Look for the mistake in this signature",
    print: "Print one field alone: signature, string_to_sign, …",
    timestamp: "Time in seconds [default: now]",
    nonce: "Random string [default: a fresh one]",
    encrypt: "Encrypt of the message, for msg_signature",
    url: "URL of the page; what follows # is dropped",
    ticket: "jsapi_ticket [else WX_JSAPI_TICKET, the config file, WeChat]",
    agent_ticket: "ticket of wx.agentConfig [else WX_AGENT_TICKET, the config file, WeChat]",
    other_ticket: "Ticket of the other kind, for --check [else the environment, the config file]",
    foreign_ticket: "Ticket of another account, for --check; repeatable",
    appid: "Appid of the account [else WX_APPID, the config file]",
    api: "jsApiList, separated by commas",
    debug: "debug: true in wx.config",
    agentid: "Agentid of the app [else WX_AGENTID, the config file]",
    corpid: "Corpid of the company [else WX_CORPID, the config file]",
    token: "Callback token, as on the settings page [else WX_TOKEN, the config file]",
    access_token: "OAuth access_token of the user [else WX_ACCESS_TOKEN]",
    card_id: "card_id of the card",
    card_ticket: "wx_card api_ticket [else WX_CARD_TICKET, the config file, WeChat]",
    secret: "Appsecret, for the rule of 2014",
    code: "code of the card",
    openid: "openid of the user who may take it",
    balance: "Balance in fen",
    location_id: "location_id of the store",
    card_type: "card_type, such as GROUPON",
    session_key: "session_key [else WX_SESSION_KEY, the config file]",
    hmac: "HMAC-SHA256, as checkSessionKey wants it",
    data: "The text that is signed [else stdin]",
    uri: "Path of the API, such as /xpay/query_user_balance [default: requestVirtualPayment]",
    app_key: "AppKey [else WX_APP_KEY, the config file]",
    field: "A field; repeatable [else JSON or XML on stdin]",
    partner_key: "partnerKey [else WX_PARTNER_KEY, the config file]",
    key: "API key of v2 [else WX_PAY_KEY, the config file]",
    other_key: "Another key that may have been used, for --check",
    sign_type: "MD5 or HMAC-SHA256",
    xml: "Show the signed XML",
    prepay_id: "prepay_id of the order",
    merchant_key: "Merchant's private key for v3: a PEM file [else WX_MCH_PRIVATE_KEY, the config file]",
    platform_key: "PEM file of the platform key that signs [else WX_PAY_PRIVATE_KEY, the config file, a new one]",
    app: "For the App SDK",
    mchid: "Merchant number [else WX_MCHID, the config file]",
    method: "GET, POST, …",
    api_url: "URL of the request, or its path with query",
    body: "Body (- for stdin)",
    merchant_serial: "Serial number of the merchant's certificate [else WX_MCH_SERIAL, the config file]",
};

#[expect(clippy::too_many_lines, reason = "one arm a mistake")]
pub(in crate::text) fn mistake(mistake: Mistake, detail: &Detail, scheme: Scheme) -> Said {
    let request = scheme == Scheme::PayRequest;
    let (message, hint) = match mistake {
        Mistake::UrlFragmentKept => ("the part from # on was signed too", "sign location.href.split('#')[0]"),
        Mistake::UrlHtmlEscaped => (
            "the URL was escaped for HTML: & became &amp;",
            "hand the URL to the signer before any HTML escaping",
        ),
        Mistake::UrlEncoded => (
            "the URL was percent-encoded",
            "sign the URL as it is; encode it only for transport, and decode it once",
        ),
        Mistake::UrlEncodedTwice => {
            ("the URL was percent-encoded twice", "decode it twice, or encode it nowhere")
        }
        Mistake::UrlDecoded => {
            ("the URL was percent-decoded", "sign the URL letter by letter as the browser has it")
        }
        Mistake::UrlTrailingSlash if request => (
            "a slash at the end of the path is missing or too much",
            "sign the path that the request line has",
        ),
        Mistake::UrlTrailingSlash => (
            "a slash at the end of the path is missing or too much",
            "take the URL from the page's location.href",
        ),
        Mistake::UrlQueryDropped if request => (
            "the URL was signed without its query",
            "what is signed is path and query, as in the request line",
        ),
        Mistake::UrlQueryDropped => (
            "the URL was signed without its query",
            "the query belongs to the URL, parameters that WeChat adds included",
        ),
        Mistake::UrlPort => (
            "the URL was signed with another port",
            "take the URL from the page, not from the server behind the proxy",
        ),
        Mistake::UrlHostCase => (
            "the host name was signed in capitals, or with some",
            "the browser writes host names in lower case",
        ),
        Mistake::TimestampMilliseconds => {
            ("the timestamp is in milliseconds", "use seconds: divide by 1000 and round down")
        }
        Mistake::NonceKeyCamelCase => (
            "the name of the nonce is written differently",
            match scheme {
                Scheme::PayV2 | Scheme::PayPage => {
                    "in an order it is nonce_str; in what a page pays with nonceStr"
                }
                Scheme::Pay2014 => "in the string it is noncestr, small letters only",
                _ => "in the string it is noncestr, in wx.config nonceStr",
            },
        ),
        Mistake::NonceCase => (
            "the nonce was signed in capitals, or in small letters",
            "sign the same nonce that the page gets",
        ),
        Mistake::TicketWithSpace if detail.to == "end" => (
            "there is white space after the secret, or at the end of the string",
            "trim what was read from a file or cache; `echo` appends a line break to what it prints",
        ),
        Mistake::TicketWithSpace => {
            ("there is white space around the ticket or secret", "trim what was read from a file or cache")
        }
        Mistake::TokenWithSpace if detail.to == "end" => (
            "there is white space after the token, or at the end of the string",
            "trim the token; `echo` appends a line break to what it prints",
        ),
        Mistake::TokenWithSpace => ("there is white space around the token", "trim the token"),
        Mistake::TicketKind if scheme == Scheme::Agent => {
            ("the ticket is of the other kind", "wx.agentConfig takes the app's ticket: type=agent_config")
        }
        Mistake::TicketKind => {
            ("the ticket is of the other kind", "type=jsapi for wx.config, type=wx_card for cards")
        }
        Mistake::TicketOfOtherProfile => {
            ("the ticket belongs to another account", "fetch the ticket with this account's access_token")
        }
        Mistake::NotSorted if scheme == Scheme::MiniProgram => {
            ("the parts stand in the wrong order", "rawData first, then session_key")
        }
        Mistake::NotSorted => ("the parts were not sorted", "sort before joining"),
        Mistake::SortedByName => {
            ("the values were sorted by their names", "sort the values themselves, as strings")
        }
        Mistake::EmptyValuesIncluded => ("empty values were signed too", "leave out fields without a value"),
        Mistake::SignFieldIncluded => ("the field sign was signed too", "leave sign out"),
        Mistake::KeyMissing => match scheme {
            Scheme::Pay2014 => {
                ("appkey was not signed", "appkey is a field among the others, sorted by name")
            }
            Scheme::MiniProgram => ("session_key was not signed", "append session_key to rawData"),
            _ => ("the key was not appended", "append &key= and the key to the string"),
        },
        Mistake::KeyCase if scheme == Scheme::Pay2014 => {
            ("appkey, or its name, was written in other capitals", "the name is appkey, small letters only")
        }
        Mistake::KeyCase if detail.field.is_empty() => {
            ("the key, or its name, was written in other capitals", "append &key=KEY exactly")
        }
        Mistake::ValuesEncoded if detail.field.is_empty() => {
            ("the values were percent-encoded before signing", "sign raw values, encode afterwards")
        }
        Mistake::Md5ForHmac => ("MD5 was used where HMAC-SHA256 is wanted", "use what sign_type says"),
        Mistake::HmacForMd5 => {
            ("HMAC-SHA256 was used where MD5 is wanted", "send sign_type=HMAC-SHA256, or use MD5")
        }
        Mistake::UppercaseLowercase => (
            "the hexadecimal digits are in the other case",
            "pay v2 wants capitals, everything else small letters",
        ),
        Mistake::V2KeyAsV3 => (
            "the key of the other version was used",
            "v2 signs with the API key, v3 decrypts with the APIv3 key",
        ),
        Mistake::BodyReserialised => {
            ("the body was parsed and written anew before it was signed", "use the raw bytes of the request")
        }
        Mistake::NewlineMissing => {
            ("the last line break is missing", "every line ends with \\n, the last one too")
        }
        Mistake::NewlineCrlf => ("the lines end with CRLF", "end lines with \\n alone"),
        Mistake::WrongFieldSigned => {
            ("it is signature, where msg_signature belongs", "msg_signature has Encrypt as a fourth part")
        }
        _ => return detail::mistake(mistake, detail, scheme),
    };
    Said::new(message).hint(hint)
}

pub(in crate::text) fn where_to_look(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::Callback => &[
            "token (the one that the console of this account shows)",
            "timestamp and nonce (of the same request's URL)",
            "for msg_signature: Encrypt, to the letter (a + may have become a blank)",
        ],
        Scheme::Page => &[
            "ticket (of this account, of this kind, younger than 7200 s)",
            "URL (as the page's own script sees it: location.href.split('#')[0])",
            "timestamp and nonce (the same in wx.config)",
            "the kind of signature (that of a card, for one, is checked with `webot sign card --check`)",
        ],
        Scheme::Agent => &[
            "ticket (type=agent_config, of this app, younger than 7200 s)",
            "URL (as the page's own script sees it: location.href.split('#')[0])",
            "timestamp and nonce (the same in wx.agentConfig)",
        ],
        Scheme::Address => &[
            "access_token (the user's own, of OAuth; not the account's)",
            "URL (as the page's own script sees it, with code and state)",
            "timestamp and nonce (the same in editAddress)",
        ],
        Scheme::ChooseCard => &[
            "ticket (api_ticket of type wx_card, of this account, younger than 7200 s)",
            "which values are signed: app_id, location_id, card_id, card_type where they are given",
            "timestamp and nonce (the same in wx.chooseCard)",
        ],
        Scheme::Card => &[
            "ticket (api_ticket of type wx_card, of this account, younger than 7200 s)",
            "which values are signed: those that cardExt has, and no others; the appid is not among them",
            "timestamp and nonce (the same in cardExt)",
        ],
        Scheme::PayV2 => &[
            "key (of this merchant number; setting a new one takes effect at once)",
            "fields: those that are sent, and no others; names are case-sensitive",
            "values: to the letter, UTF-8, not encoded",
            "sign_type (what is sent and what is computed)",
        ],
        Scheme::PayPage => &[
            "the kind of signature (the `sign` in unifiedorder's answer is no paySign: the page's fields are signed anew)",
            "key (of this merchant number; setting a new one takes effect at once)",
            "fields: appId, timeStamp, nonceStr, package and signType of a page; appid, partnerid, prepayid, package, noncestr and timestamp of an app",
            "values: the same timestamp and nonce that the page or app gets",
            "signType (what is sent and what is computed)",
        ],
        Scheme::Intracity => &[
            "token (of the message push of this mini-program)",
            "fields: all that are in the callback but `sign`, and no others",
            "values: to the letter, as they stand in the JSON",
        ],
        Scheme::Api => &[
            "private key (of the key pair whose public half is in the console)",
            "urlpath (scheme, host and path, without the query)",
            "appid and Wechatmp-TimeStamp (the same as in the headers)",
            "body (the encrypted one, byte for byte as it is sent)",
        ],
        Scheme::Pay2014 => &[
            "appkey (paySignKey of this account; not partnerKey)",
            "fields: appid, timestamp, noncestr, package and no others; package with its own sign",
            "values: to the letter, package percent-encoded as it is sent",
        ],
        Scheme::PayClient => &[
            "private key (of this merchant number)",
            "appid (the one that the order was made with)",
            "timestamp and nonce (the same that the page or app gets)",
            "last line (prepay_id=… for pages and mini-programs; prepay_id alone for apps)",
        ],
        Scheme::Notification => &[
            "key and serial number (WeChat Pay's, not the merchant's)",
            "Wechatpay-Timestamp and Wechatpay-Nonce (of the same request)",
            "body (the bytes as they came, before any parsing)",
        ],
        Scheme::PayRequest => &[
            "private key and serial number (of the same certificate)",
            "URL (from the path on, with the query)",
            "timestamp and nonce (the same as in the header)",
            "body (the bytes that are sent; empty for GET)",
        ],
        Scheme::MiniProgram => &[
            "session_key (of the same wx.login; a new login makes a new one)",
            "the text that is signed, to the letter",
            "for pay_sig: the path, and AppKey of the same environment (sandbox or not)",
        ],
    }
}
