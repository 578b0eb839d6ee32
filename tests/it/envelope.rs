//! Signatures and the encryption envelope: published vectors, and every length, receiver and damage.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde::Deserialize;
use webot::message::envelope::{AesKey, DecryptError, Decrypted, KeyError, decrypt, encrypt};
use webot::message::xml;
use webot::sign;

use crate::support::{AES_KEY, APPID, signed_callbacks};

/// An envelope that somebody published.
#[derive(Deserialize)]
struct Sealed {
    id: String,
    token: String,
    encoding_aes_key: String,
    key_trailing_bits: u8,
    receive_id: String,
    embedded_receive_id: String,
    timestamp: String,
    nonce: String,
    random16: String,
    encrypt: String,
    msg_signature: Option<String>,
    plaintext: String,
    body: Option<String>,
    source: String,
}

fn sealed() -> Vec<Sealed> {
    serde_json::from_str(include_str!("../data/vectors/envelope.json")).expect("vectors")
}

fn key(characters: &str) -> AesKey {
    AesKey::parse(characters).expect("a key")
}

/// Returns the content of `Encrypt`, padding included.
fn decrypted_raw(encoding_aes_key: &str, encrypt: &str) -> Vec<u8> {
    let bytes = key_bytes(encoding_aes_key);
    cbc::Decryptor::<Aes256>::new_from_slices(&bytes, &bytes[..16])
        .expect("a cipher")
        .decrypt_padded_vec::<NoPadding>(&STANDARD.decode(encrypt).expect("base64"))
        .expect("not a multiple of 16")
}

/// The `Encrypt` of these plain bytes, which may be no envelope at all.
fn encrypted_raw(encoding_aes_key: &str, plain: &[u8]) -> String {
    let bytes = key_bytes(encoding_aes_key);
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(&bytes, &bytes[..16]).expect("a cipher");
    STANDARD.encode(cipher.encrypt_padded_vec::<NoPadding>(plain))
}

fn key_bytes(encoding_aes_key: &str) -> Vec<u8> {
    // `G` and `E` differ in the stray bits only.
    let strict = encoding_aes_key.replace("ABCDEFG", "ABCDEFE");
    STANDARD.decode(format!("{strict}=")).expect("base64")
}

#[test]
fn published_signatures_of_callbacks_match() {
    let vectors = signed_callbacks();
    assert!(vectors.iter().filter(|vector| vector.encrypt.is_none()).count() >= 10);
    for vector in vectors.iter().filter(|vector| vector.encrypt.is_none()) {
        let signature = sign::callback::signature(&vector.token, &vector.timestamp, &vector.nonce);
        assert_eq!(signature, vector.signature, "{} of {}", vector.id, vector.source);
        assert!(sign::equal(&signature, &vector.signature));
    }
}

#[test]
fn published_msg_signatures_match() {
    let mut count = 0;
    for vector in signed_callbacks() {
        let Some(encrypt) = &vector.encrypt else { continue };
        let signature =
            sign::callback::msg_signature(&vector.token, &vector.timestamp, &vector.nonce, encrypt);
        assert_eq!(signature, vector.signature, "{} of {}", vector.id, vector.source);
        count += 1;
    }
    for vector in sealed() {
        let Some(published) = &vector.msg_signature else { continue };
        let signature =
            sign::callback::msg_signature(&vector.token, &vector.timestamp, &vector.nonce, &vector.encrypt);
        assert_eq!(&signature, published, "{} of {}", vector.id, vector.source);
        count += 1;
    }
    assert!(count >= 10, "{count}");
}

#[test]
fn a_signature_with_anything_changed_does_not_match() {
    for vector in signed_callbacks() {
        let sign = |token: &str, timestamp: &str, nonce: &str| match &vector.encrypt {
            None => sign::callback::signature(token, timestamp, nonce),
            Some(encrypt) => sign::callback::msg_signature(token, timestamp, nonce, encrypt),
        };
        let (token, timestamp, nonce) = (&vector.token, &vector.timestamp, &vector.nonce);
        for other in [
            sign(&format!("{token} "), timestamp, nonce),
            sign(token, &format!("{timestamp}000"), nonce),
            sign(token, timestamp, &format!("{nonce}0")),
        ] {
            assert!(!sign::equal(&other, &vector.signature), "{}", vector.id);
        }
        assert!(!sign::equal(&vector.signature, &vector.signature[..39]));
        assert!(!sign::equal(&vector.signature, ""));
    }
}

#[test]
fn published_envelopes_open_to_their_message_and_receiver() {
    let vectors = sealed();
    assert_eq!(vectors.len(), 12);
    for vector in vectors {
        let opened = decrypt(&key(&vector.encoding_aes_key), &vector.encrypt);
        let expected = Decrypted {
            message: vector.plaintext.into_bytes(),
            receiver: vector.embedded_receive_id.clone(),
        };
        assert_eq!(opened, Ok(expected), "{} of {}", vector.id, vector.source);
        assert_eq!(vector.receive_id, vector.embedded_receive_id, "{}", vector.id);
    }
}

#[test]
fn published_envelopes_sealed_again_with_the_same_random_bytes_are_the_same() {
    for vector in sealed() {
        let random: [u8; 16] = vector.random16.as_bytes().try_into().expect("16 bytes");
        let again = encrypt(
            &key(&vector.encoding_aes_key),
            random,
            vector.plaintext.as_bytes(),
            &vector.embedded_receive_id,
        );
        assert_eq!(again, vector.encrypt, "{} of {}", vector.id, vector.source);
    }
}

#[test]
fn the_encrypt_of_a_published_body_is_read_unchanged() {
    let mut count = 0;
    for vector in sealed() {
        let Some(body) = &vector.body else { continue };
        let read = xml::read(body).expect("XML");
        assert_eq!(read.document.get("Encrypt"), Some(vector.encrypt.as_str()), "{}", vector.id);
        assert!(read.flaws.is_empty());
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn a_key_with_stray_bits_in_its_last_character_is_taken_and_they_mean_nothing() {
    assert!(sealed().iter().any(|vector| vector.key_trailing_bits == 1));
    assert!(sealed().iter().any(|vector| vector.key_trailing_bits == 2));
    let sealed = encrypt(&key(AES_KEY), *b"0123456789abcdef", b"hello", APPID);
    // The last of 43 characters carries 4 bits of the key and 2 that belong to nothing.
    for last in ["E", "F", "G", "H"] {
        let other = key(&format!("{}{last}", &AES_KEY[..42]));
        assert_eq!(encrypt(&other, *b"0123456789abcdef", b"hello", APPID), sealed, "{last}");
        assert!(decrypt(&other, &sealed).is_ok(), "{last}");
    }
}

#[test]
fn a_key_that_cannot_be_one_says_why() {
    let error = |characters: &str| AesKey::parse(characters).err();
    assert_eq!(error(""), Some(KeyError::Length(0)));
    assert_eq!(error(&AES_KEY[..42]), Some(KeyError::Length(42)));
    assert_eq!(error(&format!("{AES_KEY}A")), Some(KeyError::Length(44)));
    assert_eq!(error(&"A".repeat(100_000)), Some(KeyError::Length(100_000)));
    for (wrong, position) in [(' ', 1), ('-', 2), ('_', 3), ('=', 43), ('键', 43), ('\u{0}', 20), ('\n', 5)]
    {
        let mut characters: Vec<char> = AES_KEY.chars().collect();
        characters[position - 1] = wrong;
        let given: String = characters.into_iter().collect();
        assert_eq!(error(&given), Some(KeyError::Character(wrong, position)));
    }
}

#[test]
fn what_is_no_envelope_is_an_error_that_says_why() {
    let key = key(AES_KEY);
    assert_eq!(decrypt(&key, ""), Err(DecryptError::Blocks(0)));
    assert_eq!(decrypt(&key, "="), Err(DecryptError::Base64));
    for text in ["not base64!", "密文", "AAAA====AAAA", "\u{0}", "<Encrypt>", "AAAA-_AA"] {
        assert_eq!(decrypt(&key, text), Err(DecryptError::Base64), "{text}");
    }
    for bytes in [1, 15, 17, 31, 33] {
        assert_eq!(decrypt(&key, &STANDARD.encode(vec![7; bytes])), Err(DecryptError::Blocks(bytes)));
    }
}

#[test]
fn an_envelope_of_another_key_does_not_open() {
    let sealed = encrypt(&key(AES_KEY), *b"0123456789abcdef", "<xml>你好</xml>".as_bytes(), APPID);
    for other in
        ["kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"]
    {
        assert!(decrypt(&key(other), &sealed).is_err(), "{other}");
    }
}

#[test]
fn an_envelope_with_a_wrong_inside_does_not_open() {
    let open_raw = |plain: &[u8]| decrypt(&key(AES_KEY), &encrypted_raw(AES_KEY, plain));
    let inside = |length: u32, message: &[u8]| {
        let mut plain = b"0123456789abcdef".to_vec();
        plain.extend(length.to_be_bytes());
        plain.extend(message);
        let pad = 32 - plain.len() % 32;
        plain.resize(plain.len() + pad, u8::try_from(pad).expect("at most 32"));
        plain
    };
    assert_eq!(open_raw(&[0; 32]), Err(DecryptError::Padding), "a pad of 0");
    assert_eq!(open_raw(&[33; 64]), Err(DecryptError::Padding), "a pad of 33");
    assert_eq!(open_raw(&[32; 16]), Err(DecryptError::Padding), "a pad longer than everything");
    assert_eq!(open_raw(&[16; 16]), Err(DecryptError::Layout), "nothing but a pad");
    let mut uneven = inside(5, b"hello");
    let last = uneven.len() - 2;
    uneven[last] = 1;
    assert_eq!(open_raw(&uneven), Err(DecryptError::Padding), "a pad of unequal bytes");
    for length in [6, 1000, 0x7fff_ffff, 0x8000_0000, u32::MAX] {
        assert_eq!(open_raw(&inside(length, b"hello")), Err(DecryptError::Layout), "{length}");
    }
    assert_eq!(open_raw(&inside(0, b"\xff\xfe")), Err(DecryptError::Layout), "a receiver that is no text");
    // One byte of padding may come about by chance, so that it is rather the key.
    assert_eq!(open_raw(&inside(1000, b"hello worl1")), Err(DecryptError::Length), "a pad of 1");
    assert_eq!(open_raw(&inside(9, b"hello wo\xff\xfe1")), Err(DecryptError::Receiver), "a pad of 1");
    let mut zeros = inside(6, b"<xml/>");
    zeros.iter_mut().skip(26).for_each(|byte| *byte = 0);
    assert_eq!(open_raw(&zeros), Err(DecryptError::PaddingOnly), "a message, padded with zeros");
    let opened = open_raw(&inside(5, b"hello")).expect("it opens");
    assert_eq!((opened.message.as_slice(), opened.receiver.as_str()), (&b"hello"[..], ""));
}

#[test]
fn an_envelope_may_be_wrapped_into_lines() {
    let sealed = encrypt(&key(AES_KEY), *b"0123456789abcdef", &[b'x'; 200], APPID);
    let lines: Vec<&str> =
        sealed.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).expect("ASCII")).collect();
    assert_eq!(
        decrypt(&key(AES_KEY), &format!("\n{}\r\n", lines.join("\r\n"))),
        decrypt(&key(AES_KEY), &sealed)
    );
}

#[test]
fn an_envelope_that_is_cut_anywhere_does_not_open_to_its_message() {
    let sealed = encrypt(&key(AES_KEY), *b"0123456789abcdef", &[b'x'; 100], APPID);
    let whole = decrypt(&key(AES_KEY), &sealed);
    let stripped = sealed.trim_end_matches('=').len();
    for end in 0..stripped {
        assert_ne!(decrypt(&key(AES_KEY), &sealed[..end]), whole, "{end}");
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_140_911),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_sealed_opens(
        bytes in any::<[u8; 32]>(),
        random in any::<[u8; 16]>(),
        message in vec(any::<u8>(), 0..=200),
        receiver in any::<String>(),
    ) {
        let key = key(STANDARD.encode(bytes).trim_end_matches('='));
        let opened = decrypt(&key, &encrypt(&key, random, &message, &receiver));
        prop_assert_eq!(opened, Ok(Decrypted { message, receiver }));
    }

    #[test]
    fn random_bytes_never_open_by_panicking(text in any::<String>(), bytes in vec(any::<u8>(), 0..300)) {
        let key = key(AES_KEY);
        prop_assert!(decrypt(&key, &text).is_err() || !text.is_empty());
        decrypt(&key, &STANDARD.encode(&bytes)).ok();
        let whole = bytes.len() / 16 * 16;
        decrypt(&key, &encrypted_raw(AES_KEY, &bytes[..whole])).ok();
    }

    #[test]
    fn a_flipped_byte_is_noticed(
        message in vec(any::<u8>(), 0..=200),
        receiver in "[a-z0-9]{0,20}",
        position in any::<prop::sample::Index>(),
        flip in 1..=255u8,
    ) {
        let key = key(AES_KEY);
        let sealed = encrypt(&key, *b"0123456789abcdef", &message, &receiver);
        let mut bytes = STANDARD.decode(&sealed).expect("base64");
        let at = position.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert_ne!(decrypt(&key, &STANDARD.encode(bytes)), Ok(Decrypted { message, receiver }));
    }

    #[test]
    fn a_flipped_character_never_panics(position in any::<prop::sample::Index>(), char in any::<char>()) {
        let sealed = encrypt(&key(AES_KEY), *b"0123456789abcdef", b"hello", APPID);
        let mut characters: Vec<char> = sealed.chars().collect();
        let at = position.index(characters.len());
        characters[at] = char;
        decrypt(&key(AES_KEY), &characters.into_iter().collect::<String>()).ok();
    }

    #[test]
    fn any_text_as_a_key_never_panics(text in any::<String>()) {
        let length = text.chars().count();
        prop_assert!(AesKey::parse(&text).is_err() || length == 43);
    }

    #[test]
    fn signatures_are_forty_hex_digits_whatever_is_signed(
        token in any::<String>(),
        timestamp in any::<String>(),
        nonce in any::<String>(),
    ) {
        let signature = sign::callback::signature(&token, &timestamp, &nonce);
        prop_assert_eq!(signature.len(), 40);
        prop_assert!(signature.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        // Sorted before they are joined, so their order does not matter.
        prop_assert_eq!(&sign::callback::signature(&nonce, &token, &timestamp), &signature);
    }
}

#[test]
fn the_pad_is_always_one_to_thirty_two_bytes_also_when_the_length_is_whole() {
    let key = key(AES_KEY);
    for length in 0..=200 {
        let message = vec![b'm'; length];
        for receiver in ["", "wx2c2769f8efd9abc2"] {
            let plain = decrypted_raw(AES_KEY, &encrypt(&key, [9; 16], &message, receiver));
            let bare = 20 + length + receiver.len();
            let pad = usize::from(*plain.last().expect("bytes"));
            assert!((1..=32).contains(&pad), "{length}: {pad}");
            assert_eq!((plain.len() % 32, plain.len()), (0, bare + pad), "{length}");
            assert!(plain[bare..].iter().all(|&byte| usize::from(byte) == pad), "{length}");
        }
    }
}
