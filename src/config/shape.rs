//! The format of values, checked for each key before a request is sent.

use url::Url;

use super::keys::{Key, ValueKind};
use crate::http;
use crate::lang::Wanted;
use crate::message::envelope::AesKey;
use crate::secret::MASK;

/// The error of a value that does not have the format of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misshapen {
    /// The requirement of the key.
    pub wanted: Wanted,
    /// `true` if the value may work nevertheless: the mock accepts any account, and WeChat's formats change.
    pub usable: bool,
}

/// Returns whether a value is a reference: `env:NAME` or `file:PATH`.
pub(crate) fn is_reference(value: &str) -> bool {
    ["env:", "file:"].iter().any(|prefix| value.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty()))
}

/// Checks that a value has the format of its key. References are not resolved and always pass.
pub(crate) fn check(key: Key, value: &str) -> Result<(), Misshapen> {
    if value.is_empty() {
        return Err(Misshapen { wanted: Wanted::NotEmpty, usable: false });
    }
    if is_reference(value) {
        return Ok(());
    }
    let (fits, wanted, usable) = match key {
        Key::Appid | Key::OauthAppid => (is_id(value, &["wx"]), Wanted::Appid, true),
        Key::Secret | Key::OauthSecret => (is_hex(value, 32), Wanted::AppSecret, true),
        Key::Token => (is_callback_token(value), Wanted::CallbackToken, true),
        Key::EncodingAesKey => (AesKey::parse(value).is_ok(), Wanted::AesKey, false),
        Key::Corpid => (is_id(value, &["ww", "wx"]), Wanted::Corpid, true),
        Key::Corpsecret => (is_corpsecret(value), Wanted::Corpsecret, true),
        Key::Agentid => (is_digits(value, 1, 12), Wanted::Agentid, true),
        Key::Mchid => (is_digits(value, 8, 10), Wanted::Mchid, true),
        Key::PayKey => (value.len() == 32, Wanted::PayKey, true),
        Key::ApiV3Key => (value.len() == 32, Wanted::ApiV3Key, false),
        Key::Url | Key::ApiBase | Key::OauthRedirectUri => (is_http(value), Wanted::Url, false),
        Key::Proxy => (is_proxy(value), Wanted::Proxy, false),
        Key::TokenStore => (is_store(value), Wanted::TokenStore, false),
        _ => match key.info().kind {
            ValueKind::Choice(words) => (words.contains(&value), Wanted::Mode, false),
            _ => return Ok(()),
        },
    };
    if fits { Ok(()) } else { Err(Misshapen { wanted, usable }) }
}

fn is_hex(value: &str, length: usize) -> bool {
    value.len() == length && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns whether a value is one of these prefixes and 16 hexadecimal digits.
fn is_id(value: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| value.strip_prefix(prefix).is_some_and(|rest| is_hex(rest, 16)))
}

fn is_digits(value: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_callback_token(value: &str) -> bool {
    (3..=32).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_corpsecret(value: &str) -> bool {
    value.len() == 43 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Returns a URL without its password; an invalid URL, without the part that may be a password.
pub(crate) fn without_password(value: &str) -> String {
    if !value.contains(['@', '?']) {
        return value.to_owned();
    }
    match (Url::parse(value), value.rsplit_once('@')) {
        (Ok(url), _) if url.has_host() => http::shown(&url),
        (_, Some((_, host))) => format!("{MASK}@{host}"),
        _ => MASK.to_owned(),
    }
}

/// Parses a URL whose scheme may be missing.
pub(super) fn parse(value: &str) -> Option<Url> {
    let whole = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    // `Url` would take a path alone for a host.
    let url = Url::parse(&whole).ok().filter(|_| !value.starts_with('/'))?;
    url.host_str().is_some_and(|host| !host.is_empty()).then_some(url)
}

fn is_http(value: &str) -> bool {
    parse(value).is_some_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn is_proxy(value: &str) -> bool {
    let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
    parse(value).is_some_and(|url| schemes.contains(&url.scheme()))
}

fn is_store(value: &str) -> bool {
    let url = ["redis://", "rediss://", "unix://"].iter().any(|scheme| value.starts_with(scheme));
    matches!(value, "cache" | "config" | "file") || (url && Url::parse(value).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::KEYS;

    #[track_caller]
    fn right(key: Key, values: &[&str]) {
        for value in values {
            assert_eq!(check(key, value), Ok(()), "{}: {value}", key.name());
        }
    }

    #[track_caller]
    fn wrong(key: Key, wanted: Wanted, values: &[&str]) {
        for value in values {
            let misshapen = check(key, value).expect_err(value);
            assert_eq!(misshapen.wanted, wanted, "{}: {value}", key.name());
        }
    }

    #[test]
    fn an_appid_is_wx_and_16_hex_digits() {
        right(Key::Appid, &["wx1234567890abcdef", "wx1234567890ABCDEF"]);
        let short_and_others =
            ["wx123", "wx1234567890abcdeg", "ww1234567890abcdef", " wx1234567890abcdef", "微信"];
        wrong(Key::Appid, Wanted::Appid, &short_and_others);
    }

    #[test]
    fn a_secret_is_32_hex_digits() {
        right(Key::Secret, &["0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789abcdef"]);
        wrong(Key::Secret, Wanted::AppSecret, &["0123456789abcdef", "0123456789abcdef0123456789abcdeg"]);
    }

    #[test]
    fn a_callback_token_is_3_to_32_letters_and_digits() {
        right(Key::Token, &["abc", "keyboardcat123", "0123456789abcdef0123456789abcdef"]);
        let wrongs = ["ab", "with blank", "dash-ed", "令牌令牌", "0123456789abcdef0123456789abcdef0"];
        wrong(Key::Token, Wanted::CallbackToken, &wrongs);
    }

    #[test]
    fn an_aes_key_has_43_characters() {
        right(Key::EncodingAesKey, &["abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"]);
        let misshapen = check(Key::EncodingAesKey, "abc").expect_err("too short");
        assert_eq!(misshapen, Misshapen { wanted: Wanted::AesKey, usable: false });
        wrong(Key::EncodingAesKey, Wanted::AesKey, &["abcdefghijklmnopqrstuvwxyz0123456789ABCDEF-"]);
    }

    #[test]
    fn wecom_values_have_their_own_formats() {
        right(Key::Corpid, &["ww1234567890abcdef", "wx1234567890abcdef"]);
        wrong(Key::Corpid, Wanted::Corpid, &["1234567890abcdef", "ww12"]);
        right(Key::Corpsecret, &["abcdefghijklmnopqrstuvwxy_0123456789-ABCDEF"]);
        wrong(Key::Corpsecret, Wanted::Corpsecret, &["0123456789abcdef0123456789abcdef"]);
        right(Key::Agentid, &["1000002", "0"]);
        wrong(Key::Agentid, Wanted::Agentid, &["app", "-1"]);
    }

    #[test]
    fn each_url_key_accepts_its_own_schemes() {
        right(Key::Url, &["http://127.0.0.1:3000/wechat", "https://example.com", "localhost:3000"]);
        wrong(Key::Url, Wanted::Url, &["ftp://example.com/", "http://", "/wechat", "a b"]);
        right(Key::Proxy, &["http://user:pass@proxy:8080", "socks5://127.0.0.1:1080", "proxy:8080"]);
        wrong(Key::Proxy, Wanted::Proxy, &["ftp://proxy", "redis://proxy"]);
        right(
            Key::TokenStore,
            &["cache", "config", "redis://:password@host:6379/0", "unix:///run/redis.sock"],
        );
        wrong(Key::TokenStore, Wanted::TokenStore, &["memcached://host", "redis", "somewhere"]);
    }

    #[test]
    fn a_mode_is_a_word_of_the_table() {
        right(Key::Mode, &["plain", "compat", "safe"]);
        wrong(Key::Mode, Wanted::Mode, &["secret", "SAFE"]);
    }

    #[test]
    fn a_reference_always_passes_and_an_empty_value_never_does() {
        for &key in KEYS {
            right(key, &["env:WX_ANY", "file:any.txt"]);
            wrong(key, Wanted::NotEmpty, &[""]);
        }
        wrong(Key::Appid, Wanted::Appid, &["env:", "file:"]);
    }

    #[test]
    fn the_example_has_every_key_in_its_shape() {
        let example = include_str!("../../wx_config.example.json");
        let json: serde_json::Value = serde_json::from_str(example).expect("JSON");
        let profiles = json["profiles"].as_object().expect("profiles").values();
        let objects: Vec<_> = std::iter::once(&json).chain(profiles).collect();
        for &key in KEYS {
            let values: Vec<&str> = objects.iter().filter_map(|object| object[key.name()].as_str()).collect();
            assert!(!values.is_empty(), "`{}` is not in wx_config.example.json", key.name());
            right(key, &values);
        }
    }
}
