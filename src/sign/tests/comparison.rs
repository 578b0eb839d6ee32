//! The comparison of signatures.

use crate::sign::{equal, hex};

#[test]
fn signatures_are_equal_if_all_their_bytes_are() {
    let text = hex(&[0, 1, 0x7f, 0x80, 0xab, 0xff, 9, 0x10, 0x42, 0xe5, 0xc3]);
    assert_eq!(text, "00017f80abff091042e5c3");
    for length in 0..=text.len() {
        let part = &text[..length];
        assert!(equal(part, part));
        assert!(!equal(part, &format!("{part}0")) && !equal(&format!("{part}0"), part));
        for place in 0..length {
            let mut other = part.to_owned();
            other.replace_range(place..=place, "g");
            assert!(!equal(part, &other) && !equal(&other, part), "{part} {other}");
        }
    }
}
