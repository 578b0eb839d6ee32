//! Stable pseudonyms for the ids of users.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::push::{RecordedBody, RecordedPush, document};
use crate::message::{Content, Element};
use crate::secret::Secret;

/// The names of fields that hold the id of a user, in lower case and without `_`.
const USER_FIELDS: [&str; 9] = [
    "fromusername",
    "tousername",
    "openid",
    "unionid",
    "userid",
    "externaluserid",
    "newuserid",
    "operuserid",
    "fromuserid",
];
/// The senders that are no user.
const SYSTEM_SENDERS: [&str; 2] = ["sys", "system"];
/// The shortest id that is replaced wherever it stands, in characters; a shorter one may be a word.
const MIN_UNIQUE_CHARS: usize = 16;

/// Replaces the ids of users. The same user always gets the same pseudonym, which only the holder of the key can compute.
#[derive(Debug, Clone)]
pub(crate) struct Pseudonyms {
    key: Secret,
}

impl Pseudonyms {
    /// Returns the pseudonyms of this key, such as the Token of the callback.
    pub(crate) fn new(key: Secret) -> Self {
        Self { key }
    }

    /// Returns the pseudonym of a user: as long as the id, with the same first character.
    pub(crate) fn of(&self, id: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.key.expose().as_bytes()) else {
            return "user".to_owned();
        };
        mac.update(id.as_bytes());
        let digits = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        let length = id.chars().count().clamp(12, digits.len());
        let first: String = id.chars().take(1).filter(char::is_ascii).collect();
        let rest = digits.get(..length - first.len()).unwrap_or(&digits);
        first + rest
    }

    /// Replaces the ids in a push and its answer. An encrypted body is replaced by its message.
    pub(crate) fn apply(&self, push: &mut RecordedPush) {
        if let Some(message) = push.message.take() {
            push.body = RecordedBody::Text(message);
        }
        if let Some(answer) = &mut push.answer
            && let Some(reply) = answer.reply.take()
        {
            answer.body = RecordedBody::Text(reply);
        }
        let mut ids = Vec::new();
        collect(&push.document().0, &mut ids);
        if let Some(answer) = &push.answer
            && let RecordedBody::Text(text) = &answer.body
        {
            collect(&document(text).unwrap_or_default().0, &mut ids);
        }
        let query = push.target.split_once('?').map(|(_, query)| query).unwrap_or_default();
        ids.extend(query.split('&').filter_map(|pair| Some(pair.strip_prefix("openid=")?.to_owned())));
        ids.sort_unstable_by_key(|id| std::cmp::Reverse(id.len()));
        ids.dedup();
        for id in &ids {
            let pseudonym = self.of(id);
            replace(&mut push.target, id, &pseudonym);
            push.body.change(|text| replace(text, id, &pseudonym));
            let headers = push.answer.as_mut().map(|answer| {
                answer.body.change(|text| replace(text, id, &pseudonym));
                &mut answer.headers
            });
            for (_, value) in headers.into_iter().flatten().chain(&mut push.headers) {
                if value == id {
                    pseudonym.clone_into(value);
                } else {
                    replace(value, id, &pseudonym);
                }
            }
        }
    }
}

/// Collects the ids of users in elements.
fn collect(elements: &[Element], ids: &mut Vec<String>) {
    for element in elements {
        let name: String = element.name.to_lowercase().replace('_', "");
        match &element.content {
            Content::Group(inner) => collect(inner, ids),
            Content::Text(id) | Content::Number(id) => {
                let is_user = USER_FIELDS.contains(&name.as_str())
                    && id.chars().count() > 1
                    && !id.starts_with("gh_")
                    && !is_company(id)
                    && !SYSTEM_SENDERS.contains(&id.as_str());
                if is_user {
                    ids.push(id.clone());
                }
            }
        }
    }
}

/// Returns whether an id is a corpid or appid.
fn is_company(id: &str) -> bool {
    let digits = id.strip_prefix("ww").or_else(|| id.strip_prefix("wx"));
    digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Replaces an id: a long one everywhere, a short one only where it is the whole value.
fn replace(text: &mut String, id: &str, pseudonym: &str) {
    if id.chars().count() >= MIN_UNIQUE_CHARS {
        if text.contains(id) {
            *text = text.replace(id, pseudonym);
        }
        return;
    }
    for (before, after) in [("[CDATA[", "]]"), (">", "<"), ("\"", "\""), ("openid=", "&")] {
        let value = format!("{before}{id}{after}");
        if text.contains(&value) {
            *text = text.replace(&value, &format!("{before}{pseudonym}{after}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::push::RecordedAnswer;
    use super::*;

    const OPENID: &str = "oWEBOT-test_user-00000000001";

    fn sample() -> RecordedPush {
        RecordedPush {
            time_ms: 1,
            method: "POST".to_owned(),
            target: format!("/w?openid={OPENID}&nonce=1"),
            headers: Vec::new(),
            body: RecordedBody::Text("<xml><Encrypt>c</Encrypt></xml>".to_owned()),
            message: Some(format!(
                "<xml><ToUserName>gh_1</ToUserName><FromUserName><![CDATA[{OPENID}]]></FromUserName>\
                 <Content>I am {OPENID}</Content></xml>"
            )),
            destination: None,
            answer: Some(RecordedAnswer {
                status: 200,
                headers: Vec::new(),
                body: RecordedBody::Text(format!("<xml><ToUserName>{OPENID}</ToUserName></xml>")),
                reply: None,
            }),
            failure: None,
            ms: 1.0,
        }
    }

    #[test]
    fn a_user_has_the_same_pseudonym_everywhere() {
        let pseudonyms = Pseudonyms::new(Secret::new("token"));
        let mut push = sample();
        pseudonyms.apply(&mut push);
        let text = serde_json::to_string(&push).expect("JSON");
        assert!(!text.contains(OPENID) && text.contains("gh_1"), "{text}");
        let pseudonym = pseudonyms.of(OPENID);
        assert_eq!(text.matches(&pseudonym).count(), 4, "{text}");
        assert_eq!((pseudonym.len(), pseudonym.starts_with('o')), (OPENID.len(), true));
        assert_ne!(Pseudonyms::new(Secret::new("other")).of(OPENID), pseudonym);
    }

    #[test]
    fn a_short_id_is_replaced_only_where_it_is_the_value() {
        let mut text = "<a><![CDATA[li]]></a><b>li</b><c>alice likes</c>".to_owned();
        replace(&mut text, "li", "X");
        assert_eq!(text, "<a><![CDATA[X]]></a><b>X</b><c>alice likes</c>");
    }
}
