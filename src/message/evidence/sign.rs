//! The signs.

/// The meaning of the words of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something wants a login.
    Login,
    /// The words of a refusal are those of a login, which may also be one of the bot's own calls.
    PerhapsLogin,
    /// A firewall or a check for humans refuses the request; holds its name, or an empty text.
    Firewall(&'static str),
    /// A proxy or gateway gets no answer from the bot.
    Gateway,
    /// A proxy does not trust the certificate of the bot's server.
    OriginCertificate,
    /// The port speaks TLS, but the request was plain HTTP.
    NeedsHttps,
    /// The web server knows no site for this name or path, and shows its own page.
    DefaultSite,
    /// The path wants a slash at its end.
    NeedsSlash,
    /// A tunnel leads nowhere; holds its name.
    Tunnel(&'static str),
    /// A tunnel shows its warning for browsers; holds its name.
    TunnelWarning(&'static str),
    /// The framework wants a CSRF token.
    Csrf,
    /// The framework refuses the host name.
    HostName,
    /// The hoster blocks a domain without an ICP filing.
    NotFiled,
    /// The port belongs to the `AirPlay` receiver of macOS.
    AirTunes,
    /// The bot answers an error of WeChat's sample code, -40001 to -40011.
    SampleCode(i32),
    /// The bot's XML parser refuses a control character of the push.
    ControlCharacter(char),
    /// The bot looks for this field in an encrypted message.
    EnvelopeRead(&'static str),
    /// The bot misses this field, which the message has: it has not parsed the body.
    BodyUnread(&'static str),
    /// The bot misses this field, which the push does not have.
    FieldAbsent(&'static str),
    /// The bot reads this field as a number, but it is a text.
    NotNumber(&'static str),
    /// The bot reads this field as a number, but it is empty.
    NumberEmpty(&'static str),
    /// The bot reads this field as a number that is too small for it.
    NumberTooLarge(&'static str),
    /// The bot looks for this field of a message in the check of a URL, which has no body.
    ReadsMessage(&'static str),
    /// A call of the bot to WeChat's API failed with this errcode.
    ApiError(i64),
    /// The server does not take a body of this size.
    TooLarge,
    /// The body is gone when the handler reads it.
    BodyConsumed,
    /// The bot misses this parameter of the query, which was sent.
    QueryUnread(&'static str),
    /// The bot misses this part of encrypted messages, but the request was plain.
    WantsEncrypted(&'static str),
    /// The bot looks for `signature`, but the request was that of WeCom.
    WantsPlainCheck,
    /// The bot looks for `echostr` in a push.
    WantsEchostr,
    /// The token in the bot's settings is empty.
    EmptyToken,
    /// The bot failed over what it decrypted.
    DecryptedGarbage,
    /// The bot cannot decrypt what was sent.
    CannotDecrypt,
    /// The bot wants JSON, but the push was XML.
    WantsJson,
    /// The bot failed to parse something as JSON, perhaps the push, which was XML.
    ParsesJson,
    /// The bot wants XML, but the push was JSON.
    WantsXml,
    /// The bot refuses the `Content-Type`.
    MediaType,
    /// The bot's program failed.
    Crash,
}

impl Sign {
    /// Returns the name used in the documentation and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::PerhapsLogin => "perhaps-login",
            Self::Firewall(_) => "firewall",
            Self::Gateway => "gateway",
            Self::OriginCertificate => "origin-certificate",
            Self::NeedsHttps => "needs-https",
            Self::DefaultSite => "default-site",
            Self::NeedsSlash => "needs-slash",
            Self::Tunnel(_) => "tunnel",
            Self::TunnelWarning(_) => "tunnel-warning",
            Self::Csrf => "csrf",
            Self::HostName => "host-name",
            Self::NotFiled => "not-filed",
            Self::AirTunes => "airtunes",
            Self::SampleCode(_) => "sample-code-error",
            Self::ControlCharacter(_) => "control-character",
            Self::EnvelopeRead(_) => "not-decrypted",
            Self::BodyUnread(_) => "body-not-parsed",
            Self::FieldAbsent(_) => "field-absent",
            Self::NotNumber(_) | Self::NumberEmpty(_) | Self::NumberTooLarge(_) => "number",
            Self::ReadsMessage(_) => "reads-message",
            Self::ApiError(_) => "api-error",
            Self::TooLarge => "body-limit",
            Self::BodyConsumed => "body-consumed",
            Self::QueryUnread(_) => "query-lost",
            Self::WantsEncrypted(_) => "wants-encrypted",
            Self::WantsPlainCheck => "wants-plain",
            Self::WantsEchostr => "wants-echostr",
            Self::EmptyToken => "empty-token",
            Self::CannotDecrypt | Self::DecryptedGarbage => "bot-cannot-decrypt",
            Self::WantsJson => "wants-json",
            Self::ParsesJson => "json-parser",
            Self::WantsXml => "wants-xml",
            Self::MediaType => "media-type",
            Self::Crash => "crash",
        }
    }

    /// Returns whether the sign can stand in a page that is answered with 200.
    pub(super) fn is_page(self) -> bool {
        matches!(
            self,
            Self::Login
                | Self::Firewall(_)
                | Self::Tunnel(_)
                | Self::TunnelWarning(_)
                | Self::NotFiled
                | Self::HostName
                | Self::DefaultSite
        )
    }
}
