//! Bodies without end, and memory.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Checks, MEGABYTE, NO_LENGTH, filled, open_text, pour, serve};
use crate::support::{Bot, gzipped, http, http_gzip, text_reply, webot};

#[test]
fn a_body_of_100_mb_is_read_to_1_mb_and_no_further() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    serve(&[], move |stream| {
        let length = 100 * MEGABYTE;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n<xml><Content>");
        stream.write_all(head.as_bytes()).ok();
        count.store(pour(stream, &[b'a'; 8192], length), Ordering::SeqCst);
    })
    .finds(&["body-too-large", "not-xml"])
    .says("1 MB");
    // The buffers of the sockets hold a few megabytes at most.
    assert!(sent.load(Ordering::SeqCst) < 50 * MEGABYTE);
}

#[test]
fn a_body_without_end_is_read_to_1_mb_and_no_further() {
    for head in [NO_LENGTH, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"] {
        let chunk = if head == NO_LENGTH {
            vec![b'<'; 4096]
        } else {
            [b"1000\r\n".as_slice(), &[b'<'; 4096], b"\r\n"].concat()
        };
        let ran = serve(&[], move |stream| {
            stream.write_all(head).ok();
            pour(stream, &chunk, usize::MAX);
        });
        ran.says("body-too-large").says("not-xml").ends(1);
    }
}

#[test]
fn a_valid_reply_with_a_body_without_end_behind_it_is_still_too_large() {
    let ran = serve(&[], |stream| {
        stream.write_all(NO_LENGTH).ok();
        stream.write_all(text_reply("你好").as_bytes()).ok();
        pour(stream, &[b' '; 4096], usize::MAX);
    })
    .finds(&["body-too-large"]);
    assert_eq!(ran.content(), "你好");
}

#[test]
fn memory_stays_small_for_every_answer() {
    // GNU time, where it is there, is the one that still knows when the process has ended.
    let Ok(version) = std::process::Command::new("/usr/bin/time").arg("--version").output() else { return };
    if !String::from_utf8_lossy(&[version.stdout, version.stderr].concat()).contains("GNU") {
        return;
    }
    let (before, after) = open_text();
    let endless = [NO_LENGTH, &vec![b'a'; 100 * MEGABYTE]].concat();
    let bomb = http_gzip(gzipped((0..100).map(|_| vec![b'a'; MEGABYTE])));
    let elements = http(200, filled(&before, "<a/>", &after));
    // The code of a debug build alone takes 30 MB, so that a small answer is what the others are compared with.
    let usual = peak_kb(http(200, "a"));
    for (what, answer) in [("100 MB", endless), ("a gzip bomb", bomb), ("250,000 elements", elements)] {
        let peak = peak_kb(answer);
        assert!(peak < usual + 12 * 1024, "{what}: {peak} KB, and {usual} KB for a small answer");
    }
}

/// Returns the largest resident size of `webot send` to a bot with this wrong answer, in KB.
fn peak_kb(answer: Vec<u8>) -> usize {
    let bot = Bot::streaming(move |_, stream| {
        stream.write_all(&answer).ok();
    });
    let ran = webot(["send", "hi", "--json"])
        .to(bot)
        .through(["/usr/bin/time", "-f", "peak %M"])
        .exit(1)
        .stderr_any()
        .run();
    let said = ran.stderr;
    let peak = said.split("peak ").nth(1).and_then(|rest| rest.trim().parse().ok());
    peak.unwrap_or_else(|| panic!("no peak in {said}"))
}
