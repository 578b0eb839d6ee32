//! The names of secrets.

/// The position of a name. It decides about short words: `key` is a password in a URL, but the key of a button in a
/// menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// A parameter in the query of a URL.
    Query,
    /// A member of a JSON body or a field of a form.
    Body,
}

/// The endings of secret names, in lower case and without `_` and `-`.
const SECRET_ENDINGS: [&str; 29] = [
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
    "symkey",
    "webhookkey",
    "robotkey",
];
/// Names with a secret's ending that are not secret: pages of a list, kinds of vouchers.
const NOT_SECRET: [&str; 6] =
    ["pagetoken", "nextpagetoken", "movieticket", "scenicticket", "selectedticket", "statusticket"];
/// Short names that are secret in the query of a URL, such as the `key` of a group robot.
const SECRET_IN_QUERY: [&str; 7] = ["key", "auth", "sig", "sign", "code", "pass", "session"];

/// Returns whether a parameter of this name holds a secret. Case, `_`, `-` and percent-encoding do not matter.
///
/// `signature` is not secret: it is valid for one request only.
pub(crate) fn is_secret(name: &str, position: Position) -> bool {
    let decoded = url::form_urlencoded::parse(name.as_bytes()).next().map(|(name, _)| name.into_owned());
    let decoded = decoded.unwrap_or_default();
    let mut bare = decoded.to_lowercase();
    bare.retain(|char| !matches!(char, '_' | '-' | '.' | '[' | ']'));
    if NOT_SECRET.contains(&bare.as_str()) {
        return false;
    }
    SECRET_ENDINGS.iter().any(|ending| bare.ends_with(ending))
        || (position == Position::Query && SECRET_IN_QUERY.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Position, is_secret};
    use crate::api::{self, catalogue};
    use crate::config::KEYS;

    #[test]
    fn secret_names_are_recognised_in_any_spelling() {
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
            assert!(is_secret(name, Position::Body), "{name}");
        }
        for name in ["key", "code", "sign"] {
            assert!(is_secret(name, Position::Query) && !is_secret(name, Position::Body), "{name}");
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
            assert!(!is_secret(name, Position::Query), "{name}");
        }
    }

    #[test]
    fn the_secret_query_parameters_of_the_catalogue_are_these() {
        let mut secret: Vec<&str> = catalogue::entries()
            .flat_map(|known| known.query.split(','))
            .filter(|name| is_secret(name, Position::Query))
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
                "key",
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
    fn secrets_in_the_tables_are_secret_by_name() {
        for key in KEYS.iter().filter(|key| key.info().kind.is_secret()) {
            for name in std::iter::once(&key.name()).chain(key.info().aliases) {
                assert!(is_secret(name, Position::Body), "{name}");
            }
        }
        let params = api::endpoints().flat_map(|entry| entry.params);
        for param in params.filter(|param| param.source.is_secret()) {
            assert!(is_secret(param.name, Position::Body), "{}", param.name);
        }
    }
}
