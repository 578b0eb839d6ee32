//! Other encodings, invalid UTF-8, and binary.

use super::{Checks, MEGABYTE, body};
use crate::support::text_reply;

#[test]
fn text_in_other_encodings_is_reported_and_read_if_possible() {
    let reply = text_reply("你好，世界");
    let gbk = encoding_rs::GBK.encode(&reply).0.into_owned();
    let ran = body(gbk).finds(&["not-utf8"]).says("GBK");
    assert_eq!(ran.content(), "你好，世界");
    for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let utf16: Vec<u8> = format!("\u{feff}{reply}").encode_utf16().flat_map(to_bytes).collect();
        let ran = body(utf16).finds(&["not-utf8"]).says("UTF-16");
        assert_eq!(ran.content(), "你好，世界");
    }
    for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let unmarked: Vec<u8> = text_reply("hi").encode_utf16().flat_map(to_bytes).collect();
        body(unmarked).ends(1);
    }
}

#[test]
fn invalid_utf8_is_reported() {
    let reply = text_reply("?");
    let (head, tail) = reply.split_once('?').expect("a text");
    for bytes in [
        &b"\xff\xfe"[..],
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xc0\x80",
        b"\x80",
        b"\xe4\xbd",
    ] {
        let ran =
            body([head.as_bytes(), b"a", bytes, b"b", tail.as_bytes()].concat()).says("not-utf8").ends(1);
        assert_eq!(ran.json()["reply"]["type"], "text", "{bytes:?}");
    }
}

#[test]
fn nul_bytes_are_reported() {
    body(text_reply("a\0b")).finds(&["not-xml"]).says("U+0000");
    body("\0".repeat(1000)).finds(&["not-xml"]);
    body(format!("\0{}", text_reply("a"))).says("not-xml").ends(1);
    body(format!("{}\0", text_reply("a"))).says("not-xml").ends(1);
    body("success\0").finds(&["not-xml"]);
}

#[test]
fn binary_is_reported() {
    let every_byte: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".as_slice(), &every_byte].concat();
    let zip = [b"PK\x03\x04\x14\0\0\0".as_slice(), &every_byte].concat();
    let elf = [b"\x7fELF\x02\x01\x01\0".as_slice(), &every_byte].concat();
    for bytes in [every_byte.clone(), png, zip, elf, vec![0xff; 1000], vec![0x80; MEGABYTE]] {
        body(bytes).says("not-xml").ends(1);
    }
}

#[test]
fn control_characters_of_the_bot_do_not_reach_json_raw() {
    let ran = body(text_reply("\u{1b}]0;evil\u{7}\u{202e}")).says("not-xml").ends(1);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{7}'), "{}", ran.stdout);
}
