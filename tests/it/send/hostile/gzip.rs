//! Compressed bodies that are bombs, broken or none.

use super::{MEGABYTE, Told, answer, gzipped, with_headers};
use crate::support::text_reply;

#[test]
fn a_gzip_bomb_is_unpacked_to_1_mb_and_no_further() {
    let bomb = gzipped((0..100).map(|_| vec![b'a'; MEGABYTE]));
    assert!(bomb.len() < MEGABYTE);
    let ran = answer(with_headers("Content-Encoding: gzip\r\n", &bomb)).says("\"gzip\"").ends(1);
    assert!(ran.json()["raw"].as_str().expect("text").len() <= MEGABYTE);
}

#[test]
fn a_gzip_bomb_of_spaces_before_a_reply_is_told() {
    let bomb = gzipped((0..50).map(|_| vec![b' '; MEGABYTE]).chain([text_reply("你好").into_bytes()]));
    answer(with_headers("Content-Encoding: gzip\r\n", &bomb)).says("\"gzip\"").ends(1);
}

#[test]
fn gzip_that_is_broken_cut_nested_or_none_is_told() {
    let whole = gzipped([text_reply("你好").into_bytes()].into_iter());
    let mut broken = whole.clone();
    broken[20] ^= 0xff;
    let nested = gzipped([whole.clone()].into_iter());
    for body in [
        whole[..whole.len() / 2].to_vec(),
        broken,
        nested,
        b"\x1f\x8b".to_vec(),
        text_reply("你好").into_bytes(),
    ] {
        answer(with_headers("Content-Encoding: gzip\r\n", &body)).says("\"gzip\"").ends(1);
    }
}
