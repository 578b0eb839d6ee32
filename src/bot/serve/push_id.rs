//! The key that identifies a push when it is delivered again.

use sha1::{Digest as _, Sha1};

use crate::message::{Document, Element};
use crate::sign::hex;

/// The `MsgId` of every message from webot-cli 0.0.11, which identifies no message.
const WEBOT_CLI_MSG_ID: &str = "1234567";

/// Returns the key by which a push delivered again is recognized (公众平台文档《接收普通消息》: 消息排重): `MsgId`, or for events
/// `FromUserName` and `CreateTime`. The key of a push without a usable `MsgId` covers its whole content, because
/// webot-cli sends one id with all messages, and a user can cause two events in one second.
pub(crate) fn push_id(path: &str, document: &Document) -> String {
    let field = |name| document.get(name).unwrap_or_default();
    let (to, from) = (field("ToUserName"), field("FromUserName"));
    let id = document.get("MsgId").filter(|id| !["", "0", WEBOT_CLI_MSG_ID].contains(id));
    if let Some(id) = id {
        return [path, "\n", to, "\n", from, "\n", id].concat();
    }
    let mut sha1 = Sha1::new();
    hash_content(&document.0, &mut sha1);
    [path, "\n", to, "\n", from, "\n\n", &hex(&sha1.finalize())].concat()
}

/// Hashes the content of elements.
fn hash_content(elements: &[Element], sha1: &mut Sha1) {
    for element in elements {
        for text in [&*element.name, element.value().unwrap_or_default()] {
            sha1.update((text.len() as u64).to_be_bytes());
            sha1.update(text);
        }
        hash_content(element.elements(), sha1);
    }
}
