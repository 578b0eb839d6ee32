//! Faults inside a ciphertext whose key is right. Each is recomputed from the decrypted bytes.

use super::envelope::{self, AesKey, Decrypted, HEAD_BYTES, PADDING_BLOCK_BYTES};
use super::reply::Verdict;
use super::rules::Rule;
use crate::lang::excerpt;

/// The length of the field for the length of a message, in bytes.
const LENGTH_BYTES: usize = 4;

/// A fault in the layout of an encrypted message, under the right key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutFault {
    /// The length before the message is not its length in bytes.
    Length {
        /// The length before the message.
        declared: usize,
        /// The length of the message, in bytes.
        actual: usize,
        /// True if the message has as many characters as declared.
        characters: bool,
    },
    /// The length before the message is little-endian.
    LittleEndian,
    /// The random bytes before the length are missing.
    NoRandom,
    /// The padding stands twice.
    PaddedTwice,
    /// The end of the ciphertext is missing.
    Incomplete,
}

/// Returns whether an envelope that opens looks as if its layout were wrong, although no receiver is expected.
pub(crate) fn is_odd(opened: &Decrypted) -> bool {
    let has_end = !opened.receiver.is_empty() || is_whole(&opened.message);
    !(opened.receiver.bytes().all(is_of_id) && has_end && std::str::from_utf8(&opened.message).is_ok())
}

/// Looks for the fault of a ciphertext that does not open, or opens for another receiver than the expected one. Returns
/// it with the message, if all of that is there; `None` if no fault can be proved.
pub(crate) fn find(
    key: &AesKey,
    sealed: &[u8],
    expected: Option<&str>,
) -> Option<(LayoutFault, Option<Decrypted>)> {
    let plain = envelope::decrypt_blocks(key, sealed);
    let padded = envelope::unpad(&plain).filter(|_| sealed.len().is_multiple_of(envelope::BLOCK_BYTES));
    let Some(body) = padded else {
        return is_incomplete(&plain, expected).then_some((LayoutFault::Incomplete, None));
    };
    if let Some(opened) = envelope::unpad(body).and_then(|inner| right(inner, expected)) {
        return Some((LayoutFault::PaddedTwice, Some(opened)));
    }
    wrong_length(body, expected).or_else(|| without_random(body, expected))
}

/// Looks for the fault of the base64 text of an `Encrypt`, as [`find`] does.
pub(super) fn find_in(
    key: &AesKey,
    encrypt: &str,
    expected: &str,
) -> Option<(LayoutFault, Option<Decrypted>)> {
    find(key, &envelope::decode(encrypt).ok()?, Some(expected))
}

impl Verdict {
    /// Compares the receiver of an envelope that opens. Returns it as its layout should be.
    pub(super) fn check_receiver(
        &mut self,
        decrypted: Decrypted,
        (key, encrypt): (&AesKey, &str),
        expected: &str,
    ) -> Decrypted {
        if decrypted.receiver == expected {
            return decrypted;
        }
        if let Some((fault, Some(mended))) = find_in(key, encrypt, expected) {
            self.findings.push(Rule::Layout(fault));
            return mended;
        }
        let actual = excerpt(&visible(&decrypted.receiver));
        self.findings.push(Rule::WrongReceiver { expected: expected.to_owned(), actual });
        decrypted
    }
}

/// Returns a text with its control characters escaped.
fn visible(text: &str) -> String {
    let escaped =
        |char: char| if char.is_control() { char.escape_default().to_string() } else { char.into() };
    text.chars().map(escaped).collect()
}

/// Returns the message of bytes whose layout is right.
fn right(body: &[u8], expected: Option<&str>) -> Option<Decrypted> {
    let end = HEAD_BYTES.checked_add(declared(body, HEAD_BYTES, u32::from_be_bytes)?)?;
    let receiver = body.get(end..)?;
    let is_right = match expected {
        Some(expected) => receiver == expected.as_bytes(),
        None => !receiver.is_empty() && receiver.iter().copied().all(is_of_id),
    };
    is_right.then(|| opened(&body[HEAD_BYTES..end], receiver))
}

fn wrong_length(body: &[u8], expected: Option<&str>) -> Option<(LayoutFault, Option<Decrypted>)> {
    let end = end_of_message(body, HEAD_BYTES, expected)?;
    let (message, receiver) = (&body[HEAD_BYTES..end], &body[end..]);
    let declared = |read| declared(body, HEAD_BYTES, read);
    let given = declared(u32::from_be_bytes)?;
    if given == message.len() {
        return None;
    }
    let fault = if declared(u32::from_le_bytes) == Some(message.len()) {
        LayoutFault::LittleEndian
    } else {
        let characters = std::str::from_utf8(message).is_ok_and(|text| text.chars().count() == given);
        LayoutFault::Length { declared: given, actual: message.len(), characters }
    };
    Some((fault, Some(opened(message, receiver))))
}

fn without_random(body: &[u8], expected: Option<&str>) -> Option<(LayoutFault, Option<Decrypted>)> {
    let end = end_of_message(body, LENGTH_BYTES, expected)?;
    let (message, receiver) = (&body[LENGTH_BYTES..end], &body[end..]);
    let is_right = declared(body, LENGTH_BYTES, u32::from_be_bytes) == Some(message.len());
    is_right.then(|| (LayoutFault::NoRandom, Some(opened(message, receiver))))
}

/// Returns whether bytes without padding begin as a message that does not end.
fn is_incomplete(plain: &[u8], expected: Option<&str>) -> bool {
    let Some(message) = plain.get(HEAD_BYTES..).filter(|rest| begins(rest)) else { return false };
    let Some(declared) = declared(plain, HEAD_BYTES, u32::from_be_bytes) else { return false };
    let Some(receiver) = message.get(declared..) else { return true };
    expected.is_some_and(|expected| match receiver.strip_prefix(expected.as_bytes()) {
        None => receiver.len() < expected.len() && expected.as_bytes().starts_with(receiver),
        // The first bytes of the padding.
        Some(rest) => rest.first().is_some_and(|&pad| {
            (1..=PADDING_BLOCK_BYTES).contains(&usize::from(pad))
                && rest.len() < usize::from(pad)
                && rest.iter().all(|byte| *byte == pad)
        }),
    })
}

/// Returns the end of the message that begins at `start`: before the expected receiver, or else behind its last tag or
/// brace, if an id follows.
fn end_of_message(body: &[u8], start: usize, expected: Option<&str>) -> Option<usize> {
    let message = body.get(start..).filter(|rest| begins(rest))?;
    let end = if let Some(expected) = expected {
        message.strip_suffix(expected.as_bytes())?.len()
    } else {
        let end = message.iter().rposition(|byte| matches!(byte, b'>' | b'}'))? + 1;
        message[end..].iter().copied().all(is_of_id).then_some(end)?
    };
    is_whole(&message[..end]).then_some(start + end)
}

fn opened(message: &[u8], receiver: &[u8]) -> Decrypted {
    let receiver = String::from_utf8_lossy(receiver).into_owned();
    Decrypted { message: message.to_vec(), receiver }
}

/// Returns the length that ends at `end`.
fn declared(body: &[u8], end: usize, read: fn([u8; 4]) -> u32) -> Option<usize> {
    let bytes = body.get(end.checked_sub(LENGTH_BYTES)?..end)?.try_into().ok()?;
    usize::try_from(read(bytes)).ok()
}

fn begins(message: &[u8]) -> bool {
    [&b"<xml"[..], b"<?xml", b"{\"", b"success"].iter().any(|start| message.starts_with(start))
}

/// Returns whether a message has its end, or is none of XML and JSON.
fn is_whole(message: &[u8]) -> bool {
    let text = message.trim_ascii();
    match text.first() {
        Some(b'<') => text.ends_with(b">"),
        Some(b'{') => text.ends_with(b"}"),
        _ => true,
    }
}

/// Returns whether a byte can stand in the id of a receiver.
fn is_of_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'@')
}

const _: () = assert!(PADDING_BLOCK_BYTES < b'0' as usize, "the end of an id is never taken for padding");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Answer, Credentials, Format, Mode, Push, ReplyContext, Rule, verdict};
    use crate::secret::Secret;

    const APPID: &str = "wx1234567890abcdef";
    const REPLY: &str = "<xml><ToUserName>o1</ToUserName><FromUserName>gh_1</FromUserName>\
                         <CreateTime>1</CreateTime><MsgType>text</MsgType><Content>你好，世界</Content></xml>";

    fn key() -> AesKey {
        AesKey::parse("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG").expect("a key")
    }

    /// Encrypts 16 bytes, a length, the reply and a receiver.
    fn sealed(length: [u8; 4], receiver: &str) -> Vec<u8> {
        envelope::encrypt_bytes(
            &key(),
            [&[b'0'; 16], &length[..], REPLY.as_bytes(), receiver.as_bytes()].concat(),
        )
    }

    fn big(length: usize) -> [u8; 4] {
        u32::try_from(length).expect("small").to_be_bytes()
    }

    fn fault(sealed: &[u8], expected: Option<&str>) -> Option<LayoutFault> {
        let (fault, opened) = find(&key(), sealed, expected)?;
        let whole = opened.is_none_or(|opened| opened.message == REPLY.as_bytes());
        assert!(whole, "{fault:?}");
        Some(fault)
    }

    #[test]
    fn each_fault_is_recomputed_with_and_without_the_expected_receiver() {
        let (bytes, characters) = (REPLY.len(), REPLY.chars().count());
        let little = u32::try_from(bytes).expect("small").to_le_bytes();
        let whole = [&[b'0'; 16], &big(bytes)[..], REPLY.as_bytes(), APPID.as_bytes()].concat();
        let pad = 32 - whole.len() % 32;
        let twice = [&whole[..], &vec![u8::try_from(pad).expect("small"); pad]].concat();
        let length = |declared, characters| LayoutFault::Length { declared, actual: bytes, characters };
        let cases = [
            (sealed(big(characters), APPID), length(characters, true)),
            (sealed(big(bytes - 3), APPID), length(bytes - 3, false)),
            (sealed(big(bytes + APPID.len()), APPID), length(bytes + APPID.len(), false)),
            (sealed(big(bytes + 4000), APPID), length(bytes + 4000, false)),
            (sealed(little, APPID), LayoutFault::LittleEndian),
            (envelope::encrypt_bytes(&key(), whole[16..].to_vec()), LayoutFault::NoRandom),
            (envelope::encrypt_bytes(&key(), twice), LayoutFault::PaddedTwice),
        ];
        for (sealed, wanted) in cases {
            assert_eq!(fault(&sealed, Some(APPID)), Some(wanted));
            assert_eq!(fault(&sealed, None), Some(wanted));
        }
        let right = sealed(big(bytes), APPID);
        for cut in [48, 61, right.len() - 16, right.len() - 1] {
            assert_eq!(fault(&right[..cut], Some(APPID)), Some(LayoutFault::Incomplete), "{cut}");
        }
        assert_eq!(fault(&right[..64], None), Some(LayoutFault::Incomplete));
    }

    #[test]
    fn another_receiver_or_key_is_no_fault_of_the_layout() {
        let right = sealed(big(REPLY.len()), APPID);
        for (sealed, expected) in [
            (&right, Some(APPID)),
            (&right, Some("wxaaaaaaaaaaaaaaaa")),
            (&right, Some("")),
            (&right, None),
            (&sealed(big(REPLY.len()), ""), Some(APPID)),
            (&sealed(big(REPLY.len()), "gh_wx1234567890abcdef"), Some(APPID)),
        ] {
            assert_eq!(fault(sealed, expected), None, "{expected:?}");
        }
        let other = AesKey::parse("kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR").expect("a key");
        assert_eq!(find(&other, &right, Some(APPID)), None);
        assert_eq!(find(&other, &right[..48], Some(APPID)), None);
    }

    /// The reply inside is judged as if its layout were right.
    #[test]
    fn a_reply_with_a_wrong_length_has_no_other_fault() {
        use base64::Engine as _;
        let encrypt =
            base64::engine::general_purpose::STANDARD.encode(sealed(big(REPLY.chars().count()), APPID));
        let credentials =
            Credentials { token: Secret::new("t"), mode: Mode::Safe(key()), receiver: APPID.to_owned() };
        let signature = credentials.msg_signature("1", "2", &encrypt);
        let body = format!(
            "<xml><Encrypt>{encrypt}</Encrypt><MsgSignature>{signature}</MsgSignature>\
             <TimeStamp>1</TimeStamp><Nonce>2</Nonce></xml>"
        );
        let push = super::super::xml::read(
            "<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><MsgType>text</MsgType></xml>",
        );
        let push = Push::raw("text", Vec::new(), push.expect("XML").document);
        let answer = Answer { status: 200, body: body.into_bytes(), ..Answer::default() };
        let context = ReplyContext { push: &push, credentials: &credentials, format: Format::Xml };
        let judged = verdict(&answer, context);
        assert!(matches!(judged.findings[..], [Rule::Layout(_)]), "{:?}", judged.findings);
        assert_eq!(judged.decrypted.as_deref(), Some(REPLY));
    }
}
