use webot::message::envelope::{AesKey, encrypt};
use webot::message::{Document, Element, xml};
use webot::sign;

use super::{ACCOUNT, OPENID};

/// A reply of this type to `webot send` as it is, with what is given inside.
pub fn xml_reply(msg_type: &str, inside: &str) -> String {
    format!(
        "<xml><ToUserName><![CDATA[{OPENID}]]></ToUserName><FromUserName><![CDATA[{ACCOUNT}]]></FromUserName>\
         <CreateTime>1700000000</CreateTime><MsgType><![CDATA[{msg_type}]]></MsgType>{inside}</xml>"
    )
}

/// A text reply.
pub fn text_reply(content: &str) -> String {
    xml_reply("text", &format!("<Content><![CDATA[{content}]]></Content>"))
}

/// A reply in its envelope, signed as a bot must.
pub fn encrypted(reply: &str, token: &str, key: &str, receiver: &str) -> String {
    let key = AesKey::parse(key).expect("a key");
    let sealed = encrypt(&key, *b"0123456789abcdef", reply.as_bytes(), receiver);
    let signature = sign::callback::msg_signature(token, "1700000000", "42", &sealed);
    xml::write(&Document(vec![
        Element::text("Encrypt", sealed),
        Element::text("MsgSignature", signature),
        Element::number("TimeStamp", 1_700_000_000),
        Element::text("Nonce", "42"),
    ]))
}
