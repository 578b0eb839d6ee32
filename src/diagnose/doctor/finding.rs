//! The findings of the checks, as data.

use std::net::IpAddr;

use super::rights::AccountKind;
use crate::config::{ConfigError, ConfigWarning, Key, Misshapen};
use crate::crypt::PublicKeyError;
use crate::sign::rsa::PrivateKeyError;
use crate::wechat::WechatError;

/// The time by which a clock may differ without consequence, in seconds.
const MAX_SKEW_S: u64 = 30;
/// The time by which the clock of a request to WeChat Pay may differ, in seconds (微信支付文档《签名生成》).
const MAX_PAY_SKEW_S: u64 = 300;
/// The time before its end at which a certificate is reported, in days; a new one has to be applied for.
const CERTIFICATE_NOTICE_DAYS: i64 = 30;

/// The result of a check, or a part of it.
#[derive(Debug)]
pub(crate) enum Finding {
    /// There is no configuration file.
    NoFile,
    /// The configuration file, and the profile in use.
    File { path: String, profile: Option<String> },
    /// A warning about the configuration file.
    FileWarning { path: String, warning: ConfigWarning },
    /// The number of values that have the format of their keys.
    ValuesFit(usize),
    /// A value that does not have the format of its key.
    Misshapen { key: Key, origin: String, misshapen: Misshapen },
    /// A value that stands elsewhere cannot be read.
    Unresolved(ConfigError),
    /// These keys are not configured.
    NotConfigured(&'static [Key]),
    /// The check needs a token, and there is none.
    NoToken,
    /// A token was obtained.
    Token {
        /// The path of the endpoint.
        path: &'static str,
        /// The rest of its validity, in seconds.
        seconds_left: u64,
    },
    /// A call failed.
    Failed(Box<WechatError>),
    /// The answer of this path lacks what it is documented to hold, so that nothing can be told.
    Unexpected(&'static str),
    /// WeChat accepts calls from this address.
    IpAllowed,
    /// WeChat refuses calls from this address, as it names it.
    IpRefused(Option<IpAddr>),
    /// The seconds by which the local clock is ahead of WeChat's; negative if it is behind.
    Clock(i64),
    /// WeChat's answer contains no time.
    NoClock,
    /// The stored token is still accepted.
    TokenKept,
    /// Another program obtained a token, which invalidated the stored one this many seconds after it was fetched.
    TokenReplaced(Option<u64>),
    /// The commands that the account may use.
    Allowed(Vec<&'static str>),
    /// A permission that the account lacks: WeChat answers 48001.
    Denied {
        /// The path that was called.
        path: &'static str,
        /// The commands that need the same permission.
        commands: &'static str,
    },
    /// No official account's call is allowed: the commands that get 48001.
    NotOfficial(Vec<&'static str>),
    /// The permissions are not all known.
    NoRights,
    /// The kind of account that the permissions suggest.
    Kind(AccountKind),
    /// The number of paths used today, none of which is near its quota.
    QuotaLeft(usize),
    /// A path that has used at least nine tenths of its daily quota.
    QuotaLow { path: &'static str, used: u64, limit: u64 },
    /// A ticket was obtained; the rest of its validity, in seconds.
    Ticket(u64),
    /// WeChat reaches the callback server from these networks.
    Reachable(Vec<String>),
    /// WeChat loses packets to the callback server.
    PacketLoss {
        /// The network: `CHINANET`, `UNICOM`, `CAP`.
        operator: String,
        /// The address of the server.
        ip: String,
        /// The share of lost packets, as WeChat writes it: `100%`.
        loss: String,
    },
    /// A finding about the merchant of WeChat Pay.
    Pay(PayFinding),
}

/// A finding about the merchant of WeChat Pay.
#[derive(Debug)]
pub(crate) enum PayFinding {
    /// The merchant's private key can be read.
    PrivateKey,
    /// The merchant's private key cannot be used.
    BadPrivateKey { origin: String, error: PrivateKeyError },
    /// A file cannot be read.
    Unreadable { path: String, reason: String },
    /// There is no certificate beside the private key.
    NoCertificate(String),
    /// The certificate beside the private key cannot be used.
    BadCertificate { path: String, error: PublicKeyError },
    /// The certificate belongs to the private key and to the configured serial number.
    CertificateMatches { serial: String, days_left: i64 },
    /// The certificate names another merchant than the configured one.
    CertificateOfOtherMerchant { configured: String, certificate: String },
    /// The certificate belongs to another private key.
    CertificateOfOtherKey { path: String },
    /// The serial number of the certificate is not the configured one.
    SerialDiffers { configured: String, certificate: String },
    /// The serial number is not configured; that of the certificate.
    NoSerial(Option<String>),
    /// Notifications are verified with WeChat Pay's public key of this id.
    PublicKeyMode(String),
    /// Notifications are verified with the platform certificate of this serial number.
    CertificateMode(String),
    /// Neither a public key nor a platform certificate is configured.
    NoPlatformKey,
}

/// The standing of a finding, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// The check was not possible or not needed.
    Skipped,
    /// All is well.
    Ok,
    /// It works, but not in every case.
    Warning,
    /// It does not work.
    Failed,
}

impl Standing {
    /// Returns the name in `--json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }
}

impl Finding {
    /// Returns the standing.
    pub(crate) fn standing(&self) -> Standing {
        match self {
            Self::NotConfigured(_) | Self::NoToken | Self::NoClock | Self::NoRights => Standing::Skipped,
            Self::File { .. }
            | Self::ValuesFit(_)
            | Self::Token { .. }
            | Self::IpAllowed
            | Self::TokenKept
            | Self::Allowed(_)
            | Self::NotOfficial(_)
            | Self::Kind(_)
            | Self::QuotaLeft(_)
            | Self::Ticket(_)
            | Self::Reachable(_) => Standing::Ok,
            Self::NoFile
            | Self::Unexpected(_)
            | Self::FileWarning { .. }
            | Self::TokenReplaced(_)
            | Self::Denied { .. } => Standing::Warning,
            Self::Misshapen { misshapen, .. } if misshapen.usable => Standing::Warning,
            Self::Clock(seconds) if seconds.unsigned_abs() <= MAX_SKEW_S => Standing::Ok,
            Self::Clock(seconds) if seconds.unsigned_abs() <= MAX_PAY_SKEW_S => Standing::Warning,
            Self::QuotaLow { used, limit, .. } if used < limit => Standing::Warning,
            Self::PacketLoss { loss, .. } if loss != "100%" => Standing::Warning,
            Self::Pay(finding) => finding.standing(),
            Self::Misshapen { .. }
            | Self::Clock(_)
            | Self::Unresolved(_)
            | Self::Failed(_)
            | Self::IpRefused(_)
            | Self::QuotaLow { .. }
            | Self::PacketLoss { .. } => Standing::Failed,
        }
    }
}

impl PayFinding {
    fn standing(&self) -> Standing {
        match self {
            Self::NoPlatformKey => Standing::Skipped,
            Self::PrivateKey | Self::PublicKeyMode(_) | Self::CertificateMode(_) => Standing::Ok,
            Self::NoCertificate(_) | Self::NoSerial(_) => Standing::Warning,
            Self::CertificateMatches { days_left, .. } if *days_left >= CERTIFICATE_NOTICE_DAYS => {
                Standing::Ok
            }
            Self::CertificateMatches { days_left, .. } if *days_left >= 0 => Standing::Warning,
            Self::CertificateMatches { .. }
            | Self::BadPrivateKey { .. }
            | Self::Unreadable { .. }
            | Self::BadCertificate { .. }
            | Self::CertificateOfOtherMerchant { .. }
            | Self::CertificateOfOtherKey { .. }
            | Self::SerialDiffers { .. } => Standing::Failed,
        }
    }
}
