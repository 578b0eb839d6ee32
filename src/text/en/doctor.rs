use crate::diagnose::doctor::{AccountKind, Finding, PayFinding};
use crate::lang::Said;
use crate::text::doctor::{DoctorHelp, DoctorWords};

pub(super) const HELP: DoctorHelp = DoctorHelp {
    about: "Check a profile: configuration, token, IP whitelist, clock, rights, quota, bot, pay keys",
    after: "\
Exit code: 0 if nothing failed, 1 if a check failed.

Checks:
  config, values, token, ip, clock, token-sharing, rights, kind, quota, jsapi-ticket, callback,
  work, pay-key, pay-certificate, pay-platform, bot

Examples:
  webot doctor
  webot doctor --profile staging --json
  webot doctor --only token,ip --wait
  webot doctor --mock",
    only: "Run only these checks; separated by commas or repeated",
    wait: "Wait until WeChat accepts this machine's IP address [default: 600]",
    strict: "Let warnings fail too",
};

pub(super) const WORDS: DoctorWords = DoctorWords {
    waiting: "waiting until WeChat accepts this machine's IP address; Ctrl-C stops",
    bot: |url| format!("the bot at {url} passes the check of its URL"),
    nothing: "no account or bot is configured: add one with `webot init`, or see what is checked with `webot doctor --mock`",
    summary: |failed, warnings| match (failed, warnings) {
        (0, 0) => "no problems found".to_owned(),
        (0, 1) => "1 warning".to_owned(),
        (0, warnings) => format!("{warnings} warnings"),
        (failed, warnings) => format!("{failed} failed, {warnings} warnings"),
    },
};

pub(in crate::text) fn doctor(finding: &Finding) -> Said {
    match finding {
        Finding::NoFile => Said::new("no wx_config.json found; values come from the environment only")
            .hint("`webot init` creates one"),
        Finding::File { path, profile: None } => Said::new(path.clone()),
        Finding::File { path, profile: Some(profile) } => Said::new(format!("{path}, profile `{profile}`")),
        Finding::FileWarning { path, warning } => Said::new((super::config::WORDS.warning)(path, warning)),
        Finding::ValuesFit(0) => Said::new("no value is configured"),
        Finding::ValuesFit(1) => Said::new("1 value has the right format"),
        Finding::ValuesFit(count) => Said::new(format!("{count} values have the right format")),
        Finding::Misshapen { key, origin, misshapen } => {
            let (problem, hint) = super::wanted::wanted_words(misshapen.wanted);
            Said::new(format!("`{}` {problem} (from {origin})", key.name())).hint(hint)
        }
        Finding::Unresolved(error) => super::errors::config(error),
        Finding::NotConfigured(keys) => {
            let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name())).collect();
            Said::new(format!("not configured: {}", names.join(", ")))
        }
        Finding::NoToken => Said::new("not checked: this needs a token"),
        Finding::Token { path, seconds_left } => {
            Said::new(format!("issued by {path}, valid for another {seconds_left} s"))
        }
        Finding::Failed(error) => super::api::error(error),
        Finding::Unexpected(path) => Said::new(format!("cannot tell: unexpected answer of {path}"))
            .hint("check --api-base, and print the answer with -v: it may not come from WeChat"),
        Finding::IpAllowed => Said::new("WeChat accepts calls from this machine"),
        Finding::IpRefused(ip) => {
            let ip = ip.map_or_else(String::new, |ip| format!(" {ip}"));
            Said::new(format!("WeChat refuses calls from this machine's address{ip} (40164)"))
                .hint(format!("add{ip} to 开发接口管理 → 基本配置 → IP白名单 of the account"))
                .hint("`webot doctor --only token,ip --wait` waits until it is accepted")
        }
        Finding::Clock(0) => Said::new("the clock agrees with WeChat's"),
        Finding::Clock(seconds) => {
            let direction = if *seconds > 0 { "ahead of" } else { "behind" };
            let said = Said::new(format!("the clock is {} s {direction} WeChat's", seconds.unsigned_abs()));
            if seconds.unsigned_abs() > 30 {
                said.hint("synchronize the clock; WeChat Pay refuses requests that are more than 300 s off")
            } else {
                said
            }
        }
        Finding::NoClock => Said::new("not checked: no answer with a date"),
        Finding::TokenKept => Said::new("the token in use is accepted"),
        Finding::TokenReplaced(age_s) => {
            let age = age_s.map_or_else(String::new, |age| format!(" {age} s after it was fetched"));
            Said::new(format!("another program replaced the token{age}"))
                .hint("use stable_token in all programs, or share one store: `webot config set token_store redis://…`")
        }
        Finding::Allowed(commands) => Said::new(format!("allowed: {}", commands.join(", "))),
        Finding::Denied { path, commands } => Said::new(format!(
            "not allowed (48001): {commands}; {path} was refused"
        ))
        .hint("公众平台 → 接口权限 lists what the account may call; most endpoints need a verified account"),
        Finding::NotOfficial(commands) => {
            Said::new(format!("get 48001 (calls of official accounts): {}", commands.join(", ")))
        }
        Finding::NoRights => Said::new("not checked: not every permission is known"),
        Finding::Kind(kind) => Said::new(match kind {
            AccountKind::Service => {
                "it may send template messages: probably a verified service account (服务号), or a test account"
            }
            AccountKind::Verified => {
                "it may publish, but not send template messages: probably a verified account (公众号)"
            }
            AccountKind::Unverified => {
                "it may not publish: probably not verified; such accounts lost this permission in July 2025, and can still publish with 发表 on the website"
            }
            AccountKind::Other => {
                "no call of official accounts is allowed: probably a mini-program or another kind of app"
            }
        }),
        Finding::QuotaLeft(0) => Said::new("none of the usual paths was called today"),
        Finding::QuotaLeft(1) => Said::new("1 path was called today and is not near its quota"),
        Finding::QuotaLeft(count) => {
            Said::new(format!("{count} paths were called today; none is near its quota"))
        }
        Finding::QuotaLow { path, used, limit } => {
            Said::new(format!("{path}: {used} of {limit} calls are used today"))
                .hint(format!("`webot quota clear {path}` resets it; an account has 10 resets a month"))
        }
        Finding::Ticket(seconds) => Said::new(format!("valid for another {seconds} s")),
        Finding::Reachable(operators) => {
            Said::new(format!("WeChat reaches the callback server from {}", operators.join(", ")))
        }
        Finding::PacketLoss { operator, ip, loss } => {
            Said::new(format!("from {operator}, {loss} of the packets to {ip} are lost"))
                .hint("a server that ignores ping looks the same: `webot verify-url` tries the URL itself")
        }
        Finding::Pay(finding) => pay(finding),
    }
}

fn pay(finding: &PayFinding) -> Said {
    match finding {
        PayFinding::PrivateKey => Said::new("the merchant's private key can be read"),
        PayFinding::BadPrivateKey { origin, error } => {
            Said::new(format!("the merchant's private key cannot be used (from {origin}): {error}"))
                .hint("it is apiclient_key.pem of 商户平台 → API安全")
        }
        PayFinding::Unreadable { path, reason } => Said::new(format!("`{path}`: {reason}")),
        PayFinding::NoCertificate(path) => {
            Said::new(format!("`{path}` is missing, so key and serial number cannot be compared"))
                .hint("put apiclient_cert.pem beside the private key")
        }
        PayFinding::BadCertificate { path, error } => Said::new(format!("`{path}` is {error}")),
        PayFinding::CertificateMatches { serial, days_left: days @ ..0 } => {
            Said::new(format!("certificate {serial} expired {} days ago", days.unsigned_abs()))
                .hint("apply for a new one: 商户平台 → API安全; a certificate cannot be renewed")
        }
        PayFinding::CertificateMatches { serial, days_left } => {
            let said = Said::new(format!(
                "certificate {serial} matches key and serial number; it expires in {days_left} days"
            ));
            if *days_left < 30 {
                said.hint("apply for a new one: 商户平台 → API安全; a certificate cannot be renewed")
            } else {
                said
            }
        }
        PayFinding::CertificateOfOtherMerchant { configured, certificate } => Said::new(format!(
            "the certificate is that of merchant {certificate}, but `mchid` is {configured}"
        ))
        .hint("use key and certificate of this merchant, or the other merchant ID"),
        PayFinding::CertificateOfOtherKey { path } => {
            Said::new(format!("the certificate `{path}` belongs to another private key"))
                .hint("take key and certificate from the same download of 商户平台 → API安全")
        }
        PayFinding::SerialDiffers { configured, certificate } => Said::new(format!(
            "`mch_serial` is {configured}, but the certificate's serial number is {certificate}"
        ))
        .hint(format!("webot config set mch_serial {certificate}")),
        PayFinding::NoSerial(Some(serial)) => {
            Said::new("`mch_serial` is not configured").hint(format!("webot config set mch_serial {serial}"))
        }
        PayFinding::NoSerial(None) => Said::new("`mch_serial` is not configured")
            .hint("openssl x509 -in apiclient_cert.pem -noout -serial"),
        PayFinding::PublicKeyMode(id) => {
            Said::new(format!("notifications are signed with the public key {id}"))
        }
        PayFinding::CertificateMode(serial) => {
            Said::new(format!("notifications are signed with the platform certificate {serial}"))
        }
        PayFinding::NoPlatformKey => Said::new("not configured: `platform_serial`"),
    }
}
