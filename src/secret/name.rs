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
const SECRET_ENDINGS: [&str; 31] = [
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
    "cookievalue",
    "symkey",
    "webhookkey",
    "robotkey",
    "signkey",
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
    // Most names are plain, and a push has about thirty.
    let mut bare = if name.contains(['%', '+', '&', '=']) {
        let decoded = url::form_urlencoded::parse(name.as_bytes()).next();
        decoded.map(|(name, _)| name.to_lowercase()).unwrap_or_default()
    } else {
        name.to_lowercase()
    };
    bare.retain(|char| !matches!(char, '_' | '-' | '.' | '[' | ']'));
    if NOT_SECRET.contains(&bare.as_str()) {
        return false;
    }
    SECRET_ENDINGS.iter().any(|ending| bare.ends_with(ending))
        || (position == Position::Query && SECRET_IN_QUERY.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
            "sandbox_signkey",
            "cookie_value",
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

    /// Adds the names of the strings in JSON.
    fn named_strings(json: &Value, found: &mut Vec<String>) {
        match json {
            Value::Object(members) => {
                for (name, value) in members {
                    if value.is_string() {
                        found.push(name.clone());
                    }
                    named_strings(value, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| named_strings(item, found)),
            _ => {}
        }
    }

    #[test]
    fn answers_in_the_table_show_no_secret() {
        const SUSPECT: [&str; 8] =
            ["token", "secret", "ticket", "passw", "session", "credential", "auth", "permanent"];
        let mut names = Vec::new();
        for entry in api::endpoints().filter(|entry| !entry.reply.is_empty()) {
            let answer: Value = serde_json::from_str(entry.reply).expect(entry.path);
            named_strings(&answer, &mut names);
        }
        names.sort();
        names.dedup();
        let masked = |name: &&String| is_secret(name, Position::Body);
        let is_suspect = |name: &&String| SUSPECT.iter().any(|word| name.contains(word));
        let (masked, open): (Vec<&String>, Vec<&String>) = names.iter().filter(is_suspect).partition(masked);
        assert!(masked.len() > 4, "{masked:?}");
        assert_eq!(open, ["author"]);
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
