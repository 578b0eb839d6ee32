//! Compressed bodies that are bombs, broken or none.

use super::{Checks, MEGABYTE, answer};
use crate::support::{gzipped, http_gzip, text_reply};

#[test]
fn a_gzip_bomb_is_unpacked_to_1_mb_and_no_further() {
    let bomb = gzipped((0..100).map(|_| vec![b'a'; MEGABYTE]));
    assert!(bomb.len() < MEGABYTE);
    let ran = answer(http_gzip(bomb)).says("\"gzip\"").ends(1);
    assert!(ran.json()["raw"].as_str().expect("text").len() <= MEGABYTE);
}

#[test]
fn a_gzip_bomb_of_spaces_before_a_reply_is_reported() {
    let bomb = gzipped((0..50).map(|_| vec![b' '; MEGABYTE]).chain([text_reply("你好").into_bytes()]));
    answer(http_gzip(bomb)).says("\"gzip\"").ends(1);
}

#[test]
fn gzip_that_is_broken_cut_or_nested_is_reported() {
    let whole = gzipped([text_reply("你好").into_bytes()]);
    let mut broken = whole.clone();
    broken[20] ^= 0xff;
    let nested = gzipped([whole.clone()]);
    for body in [whole[..whole.len() / 2].to_vec(), broken, nested, b"\x1f\x8b".to_vec()] {
        answer(http_gzip(body)).says("\"gzip\"").ends(1);
    }
    answer(http_gzip(text_reply("你好"))).says("\"false-encoding\"").ends(1);
}
