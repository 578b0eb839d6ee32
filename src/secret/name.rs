//! The names that secrets go by.

/// Where a name stands, which decides on short words: `key` is a password in a URL, and a button's word in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A parameter of a URL's query.
    Query,
    /// A member of a JSON body or a field of a form.
    Body,
}

/// Endings of secret names, in lower case and without `_` and `-`.
const ENDINGS: [&str; 26] = [
    "token",
    "secret",
    "secretkey",
    "ticket",
    "password",
    "passwd",
    "pwd",
    "sessionkey",
    "permanentcode",
    "authcode",
    "authorizationcode",
    "jscode",
    "privatekey",
    "encryptkey",
    "aeskey",
    "apikey",
    "apiv3key",
    "paykey",
    "partnerkey",
    "appkey",
    "hostkey",
    "uploadkey",
    "credential",
    "credentials",
    "sessionid",
    "cookie",
];
/// Names that end like secrets and are none: pages of a list, a voucher's kind.
const HARMLESS: [&str; 6] =
    ["pagetoken", "nextpagetoken", "movieticket", "scenicticket", "selectedticket", "statusticket"];
/// Short words that are passwords in a URL, such as the `key` of a group robot.
const IN_QUERY: [&str; 7] = ["key", "auth", "sig", "sign", "code", "pass", "session"];

/// Returns whether a parameter of this name holds a secret. Case, `_`, `-` and percent-encoding do not matter.
///
/// `signature` is none: it is worth one request.
pub(crate) fn is_secret(name: &str, place: Place) -> bool {
    let decoded = url::form_urlencoded::parse(name.as_bytes()).next().map(|(name, _)| name.into_owned());
    let decoded = decoded.unwrap_or_default();
    let mut bare = decoded.to_lowercase();
    bare.retain(|char| !matches!(char, '_' | '-' | '.' | '[' | ']'));
    if HARMLESS.contains(&bare.as_str()) {
        return false;
    }
    ENDINGS.iter().any(|ending| bare.ends_with(ending))
        || (place == Place::Query && IN_QUERY.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Place, is_secret};
    use crate::api::{self, Source, catalogue};
    use crate::config::KEYS;

    #[test]
    fn names_of_secrets_are_known_however_they_are_written() {
        for name in [
            "access_token",
            "accessToken",
            "ACCESS%5FTOKEN",
            "suite_secret",
            "suite_ticket",
            "appSecret",
            "corpsecret",
            "session_key",
            "sessionKey",
            "permanent_code",
            "js_code",
            "auth-code",
            "apiv3_key",
            "encoding_aes_key",
            "password",
            "component_verify_ticket",
            "provider_secret",
            "refresh_token",
        ] {
            assert!(is_secret(name, Place::Body), "{name}");
        }
        for name in ["key", "code", "sign"] {
            assert!(is_secret(name, Place::Query) && !is_secret(name, Place::Body), "{name}");
        }
        for name in [
            "next_page_token",
            "signature",
            "msg_signature",
            "openid",
            "tokens",
            "keyword",
            "secret_name",
            "expires_in",
            "button",
            "scene",
            "ticket_class",
            "errcode",
            "nonce",
        ] {
            assert!(!is_secret(name, Place::Query), "{name}");
        }
    }

    #[test]
    fn every_query_parameter_of_the_catalogue_is_judged() {
        let mut secret: Vec<&str> = catalogue::known()
            .flat_map(|known| known.query.split(','))
            .filter(|name| is_secret(name, Place::Query))
            .collect();
        secret.sort_unstable();
        secret.dedup();
        assert_eq!(
            secret,
            [
                "appsecret",
                "code",
                "component_access_token",
                "corpsecret",
                "device_access_token",
                "js_code",
                "model_access_token",
                "provider_access_token",
                "refresh_token",
                "secret",
                "sign",
                "suite_access_token",
                "token",
            ]
        );
    }

    #[test]
    fn what_the_tables_hold_as_secret_is_secret_by_name() {
        for key in KEYS.iter().filter(|key| key.info().kind.is_secret()) {
            for name in std::iter::once(&key.name()).chain(key.info().aliases) {
                assert!(is_secret(name, Place::Body), "{name}");
            }
        }
        let params = api::endpoints().flat_map(|entry| entry.params);
        for param in params.filter(|param| param.source == Source::Secret) {
            assert!(is_secret(param.name, Place::Body), "{}", param.name);
        }
    }
}
