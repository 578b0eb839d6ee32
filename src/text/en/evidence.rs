use crate::lang::Said;
use crate::message::{AnswerFamily, Evidence, Sign};

/// Explains what the words of an answer tell; `family` is that of a push, `None` for a URL check.
#[expect(clippy::too_many_lines, reason = "one arm a sign, one sentence an arm")]
pub(in crate::text) fn evidence(found: &Evidence, family: Option<AnswerFamily>) -> Said {
    let Evidence { status, .. } = found;
    let quoted = quoted(&found.quoted);
    let who = super::findings::who(family);
    match found.sign {
        Sign::Login => Said::new(format!(
            "{status}: a login in front of {who} stops the request{quoted}; WeChat cannot log in"
        ))
        .hint("exempt this path from the login (proxy, gateway or framework); the signature protects it"),
        Sign::PerhapsLogin => Said::new(format!(
            "{status}: the request is refused{quoted}, perhaps by a login in front of {who}; WeChat cannot log in"
        ))
        .hint("if it is a login: exempt this path from it (proxy, gateway or framework); the signature protects it")
        .hint(format!("if {who} itself failed at a call to another server: its log says which")),
        Sign::Firewall(name) => Said::new(format!(
            "{status}: {} in front of {who} blocks the request{quoted}",
            if name.is_empty() { "a firewall" } else { name }
        ))
        .hint("exempt this path from the firewall's checks: WeChat does not solve challenges or run JavaScript"),
        Sign::Gateway if matches!(status, 504 | 522 | 524) => Said::new(format!(
            "{status}: the proxy in front of {who} does not get its answer in time{quoted}"
        ))
        .hint(format!("if {who} is slow, answer `success` at once; otherwise compare its address and port with those in the proxy")),
        Sign::Gateway => {
            Said::new(format!("{status}: the proxy in front of {who} cannot reach it{quoted}"))
                .hint(format!("start {who}, and compare its address and port with those in the proxy"))
        }
        Sign::OriginCertificate => Said::new(format!(
            "{status}: the proxy in front of {who} does not trust the certificate of its server{quoted}"
        ))
        .hint("install a valid certificate on the server, or lower the proxy's SSL mode"),
        Sign::NeedsHttps => Said::new(format!("{status}: the port expects HTTPS, but the request was HTTP{quoted}"))
            .hint("begin the URL with https://, or use the port for HTTP"),
        Sign::DefaultSite => Said::new(format!(
            "{status}: the web server returns a page of its own{quoted}: it does not forward this host name and path to {who}"
        ))
        .hint(format!("bind the domain to {who}'s site, and forward the path to {who}")),
        Sign::NeedsSlash => Said::new(format!("{status}: the path must end with a slash{quoted}"))
            .hint("add the slash to the URL, also on the settings page"),
        Sign::TunnelWarning(name) => Said::new(format!(
            "{status}: the tunnel ({name}) shows its warning for browsers instead of {who}{quoted}"
        ))
        .hint("WeChat's User-Agent is Mozilla/4.0, so it gets the warning too: use a plan or a tunnel without it"),
        Sign::Tunnel(name) => {
            let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
            Said::new(format!("{status}: the tunnel{name} answers in place of {who}{quoted}"))
                .hint("start the tunnel's client again, and compare the address that it shows with the URL")
        }
        Sign::Csrf => Said::new(format!(
            "{status}: the framework requires a CSRF token on this path{quoted}; WeChat does not send one"
        ))
        .hint("exempt this path from the CSRF check; the signature replaces it"),
        Sign::HostName => {
            Said::new(format!("{status}: the framework rejects the host name of the request{quoted}"))
                .hint("add the host name to its list of allowed hosts, such as ALLOWED_HOSTS or allowedHosts")
        }
        Sign::NotFiled => {
            Said::new(format!("{status}: the hosting provider blocks the domain, which has no ICP filing{quoted}"))
                .hint("use a domain with an ICP filing, or a server outside mainland China")
        }
        Sign::AirTunes => {
            Said::new(format!("{status}: AirPlay of macOS answers on this port, not {who}{quoted}"))
                .hint(format!("start {who} on another port, or switch off AirPlay Receiver in the system settings"))
        }
        Sign::SampleCode(code) => sample_code(code),
        Sign::ControlCharacter(char) => Said::new(format!(
            "{status}: the push holds the control character U+{:04X}, and {who}'s XML parser rejects it{quoted}",
            u32::from(char)
        ))
        .hint("remove such characters before parsing: WeChat pushes text as users type it"),
        Sign::EnvelopeRead(field) => Said::new(format!(
            "{status}: the message was encrypted, and {who} does not find {field}{quoted}, which is inside Encrypt: perhaps it does not decrypt"
        ))
        .hint(format!("give {who} the EncodingAESKey, and let it read the decrypted message"))
        .hint("or set the platform to plain mode, and send with --mode plain"),
        Sign::BodyUnread(field) => {
            Said::new(format!(
                "{status}: {who} does not find `{field}`{quoted}, although it was sent: perhaps it does not read or parse the body"
            ))
            .hint("read the raw body (php://input, request.data, request.body, a parser for text/xml), then parse it")
        }
        Sign::FieldAbsent(field) => {
            Said::new(format!("{status}: {who} does not find `{field}`{quoted}, which this push does not have"))
                .hint("check MsgType and Event first: only some messages have this field")
        }
        Sign::NotNumber(field) => Said::new(format!(
            "{status}: {who} reads `{field}` as a number, but in this push it is a text{quoted}"
        ))
        .hint(if field == "MsgId" {
            "read ids as text: since September 2025 WeCom pushes a MsgId that is not a number"
        } else {
            "read it as a text"
        }),
        Sign::NumberEmpty(field) => {
            Said::new(format!("{status}: {who} reads `{field}` as a number, but in this push it is empty{quoted}"))
                .hint("treat an empty field as a missing one: WeChat pushes such fields")
        }
        Sign::NumberTooLarge(field) => {
            Said::new(format!("{status}: `{field}` is too large for the number type of {who}{quoted}"))
                .hint("read ids as text, or as 64-bit integers")
        }
        Sign::ReadsMessage("xml") => Said::new(format!(
            "{status}: the handler parses a message{quoted}; the URL check is a GET without a body"
        ))
        .hint("handle GET (URL check) and POST (messages) separately"),
        Sign::ReadsMessage(field) => Said::new(format!(
            "{status}: the handler looks for `{field}` of a message{quoted}; the URL check is a GET without a body"
        ))
        .hint("handle GET (URL check) and POST (messages) separately"),
        Sign::ApiError(code) => {
            let work = matches!(family, Some(AnswerFamily::WorkApp | AnswerFamily::WorkCustomerService));
            let platform = if work { "--platform work " } else { "" };
            Said::new(format!("{status}: a call of {who} to WeChat's API failed with errcode {code}{quoted}"))
                .hint(format!("`webot explain {platform}{code}` explains it; the push itself is not the reason"))
        }
        Sign::TooLarge => Said::new(format!("{status}: the server does not accept a body of this size{quoted}"))
            .hint("raise its limit, such as client_max_body_size of nginx or the limit of the body parser"),
        Sign::BodyConsumed if family.is_none() => {
            Said::new(format!("{status}: the handler expects a body{quoted}; the URL check is a GET without one"))
                .hint("handle GET (URL check) and POST (messages) separately")
        }
        Sign::BodyConsumed => Said::new(format!(
            "{status}: the handler finds the body already read{quoted}, probably by a body parser or filter before it"
        ))
        .hint("read the body once: exclude this path from other body parsers and filters"),
        Sign::QueryUnread(name) => Said::new(format!(
            "{status}: {who} does not find the parameter `{name}`{quoted}, which was sent in the query"
        ))
        .hint("read it from the query of the URL, not from the body; a proxy must forward the query unchanged"),
        Sign::WantsEncrypted(name) => {
            let said = Said::new(format!(
                "{status}: {who} does not find `{name}`{quoted}, which only encrypted requests have; this one was plain"
            ));
            said.hint("send as the account is set: --mode safe --aes-key KEY, with --appid or --receiver")
                .hint(format!("or make {who} accept plain messages, without msg_signature and Encrypt"))
        }
        Sign::WantsPlainCheck => Said::new(format!(
            "{status}: {who} does not find `signature`{quoted}; WeCom sends `msg_signature` instead"
        ))
        .hint(format!("for WeCom, make {who} read msg_signature; for an official account, use --mode plain")),
        Sign::WantsEchostr => Said::new(format!(
            "{status}: {who} expects `echostr`{quoted}, which only the URL check has; this is a message"
        ))
        .hint("handle GET (URL check) and POST (messages) separately"),
        Sign::EmptyToken => Said::new(format!("{status}: the token in {who}'s own settings is empty{quoted}"))
            .hint(format!("set it in {who}'s configuration, and check that {who} loads that file")),
        Sign::CannotDecrypt | Sign::DecryptedGarbage if family == Some(AnswerFamily::PayV3) => {
            Said::new(format!("{status}: {who} cannot decrypt the notice{quoted}")).hint(format!("compare the APIv3 key of {who} with --apiv3-key: 32 characters, AES-256-GCM with nonce and associated_data"))
        }
        Sign::CannotDecrypt | Sign::DecryptedGarbage if family == Some(AnswerFamily::PayV2) => {
            Said::new(format!("{status}: {who} cannot decrypt the notice{quoted}")).hint("the key of req_info is the MD5 of the API key in lower-case hex, AES-256-ECB: compare it with --pay-key")
        }
        Sign::DecryptedGarbage => Said::new(format!(
            "{status}: {who} failed on the message{quoted}, perhaps because it decrypted with another key"
        ))
        .hint("compare the EncodingAESKey on both sides"),
        Sign::CannotDecrypt => Said::new(format!("{status}: {who} cannot decrypt what was sent{quoted}"))
            .hint("compare the EncodingAESKey on both sides, and decrypt with AES-256-CBC, padding to 32 bytes"),
        Sign::WantsJson => {
            let said = Said::new(format!("{status}: {who} expects JSON, but this push is XML{quoted}"));
            match family {
                Some(AnswerFamily::WorkApp | AnswerFamily::WorkCustomerService) => {
                    said.hint("apps of WeCom get XML; only intelligent bots get JSON")
                }
                Some(AnswerFamily::PayV2) => said.hint("notices of v2 are XML; only those of v3 are JSON"),
                _ => said.hint(format!("make {who} parse XML; only mini-programs can choose JSON (--format json)")),
            }
        }
        Sign::ParsesJson => Said::new(format!("{status}: {who} failed to parse JSON{quoted}; the push is XML"))
            .hint("if it was parsing the push, parse XML; otherwise check the answer of the server that it called"),
        Sign::WantsXml => Said::new(format!("{status}: {who} expects XML, but this push is JSON{quoted}"))
            .hint(format!("make {who} parse JSON, or send XML with --format xml")),
        Sign::MediaType => {
            Said::new(format!("{status}: {who} does not accept the Content-Type of the push{quoted}"))
                .hint("register a parser for text/xml (application/json for JSON) on this path")
        }
        Sign::Crash => {
            let broken = family.map(|family| format!("; {}", super::findings::broken(family)));
            Said::new(format!("{status}: {who} failed{quoted}{}", broken.unwrap_or_default()))
                .hint(format!("see {who}'s log"))
        }
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" (`{text}`)") }
}

/// Explains an error of WeChat's sample code (企业微信文档《加解密库返回码》).
fn sample_code(code: i32) -> Said {
    let (what, hint) = match code {
        -40001 => ("the signature differs", "compare the token on both sides"),
        -40002 => ("the XML cannot be parsed", "pass the raw body to the library; is it JSON or form data?"),
        -40003 => ("the signature cannot be computed", "pass timestamp, nonce and signature as texts"),
        -40004 => {
            ("the EncodingAESKey is invalid", "it has 43 characters: compare it with the settings page")
        }
        -40005 => (
            "the receiver id inside differs",
            "compare the appid, corpid or suiteid of the bot with --appid or --receiver",
        ),
        -40006 => ("the encryption failed", "compare the EncodingAESKey on both sides"),
        -40007 => ("the decryption failed", "compare the EncodingAESKey on both sides"),
        -40008 => ("the decrypted bytes are invalid", "compare the EncodingAESKey on both sides"),
        -40009 => ("base64 cannot be written", "see the bot's log"),
        -40010 => ("base64 cannot be read", "a `+` that became a blank: decode the query once only"),
        _ => ("the reply cannot be written as XML", "see the bot's log"),
    };
    Said::new(format!("the bot answers {code} of WeChat's sample code: {what}")).hint(hint)
}
