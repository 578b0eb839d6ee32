//! Lengths, chunks, headers and statuses that are wrong.

use std::io::Write as _;

use super::{Checks, MEGABYTE, answer, pour, serve};
use crate::support::{http, text_reply};

#[test]
fn a_length_longer_than_the_body_is_a_connection_that_closed() {
    let reply = text_reply("你好");
    let lie = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{reply}", reply.len() + 100);
    answer(lie.into_bytes()).fails("connection-closed").says("Content-Length");
}

#[test]
fn a_length_shorter_than_the_body_is_a_reply_that_is_cut() {
    let reply = text_reply("你好");
    let lie = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{reply}", reply.len() - 10);
    answer(lie.into_bytes()).finds(&["not-xml"]);
}

#[test]
fn a_malformed_length_is_not_http() {
    for length in ["-1", "abc", "99999999999999999999999", "1, 2", "0x10", ""] {
        let reply = text_reply("你好");
        let lie = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{reply}");
        answer(lie.into_bytes()).fails("not-http");
    }
}

#[test]
fn a_length_of_exabytes_reserves_nothing() {
    answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n<xml>".to_vec())
        .fails("connection-closed");
}

#[test]
fn two_different_lengths_are_not_http() {
    answer(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 3\r\n\r\nsuccess".to_vec())
        .fails("not-http");
}

#[test]
fn broken_chunks_are_an_error_of_the_network() {
    for chunks in [
        "zz\r\n<xml>\r\n",
        "FFFFFFFFFFFFFFFFFF\r\n<xml>\r\n",
        "5\r\n<xml>",
        "-5\r\n<xml>\r\n",
        "5\r\n<xml>XX5\r\n",
    ] {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        answer([head, chunks.as_bytes()].concat()).ends(4);
    }
}

#[test]
fn trailers_without_end_are_an_error_of_the_network() {
    let ran = serve(&["--timeout", "5"], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n").ok();
        pour(stream, b"X-Trailer: x\r\n", usize::MAX);
    });
    ran.ends(4);
}

#[test]
fn an_answer_that_is_not_http_is_reported() {
    for greeting in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "220 smtp ready\r\n",
        "<xml></xml>",
        "HTTP/1.1 abc OK\r\n\r\n",
        "\u{0}\u{0}\u{0}\r\n\r\n",
    ] {
        answer(greeting.as_bytes().to_vec()).fails("not-http");
    }
}

#[test]
fn a_bot_that_hangs_up_is_reported() {
    answer(Vec::new()).fails("connection-closed");
    answer(b"HTTP/1.1 200".to_vec()).fails("connection-closed");
}

#[test]
fn a_header_line_of_a_megabyte_is_refused() {
    let line =
        format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\nContent-Length: 7\r\n\r\nsuccess", "x".repeat(MEGABYTE));
    answer(line.into_bytes()).fails("not-http");
}

#[test]
fn headers_without_end_are_refused() {
    serve(&[], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n").ok();
        pour(stream, b"X-Many: x\r\n", usize::MAX);
    })
    .fails("not-http");
}

#[test]
fn an_unknown_status_is_reported() {
    for status in [299, 418, 599, 999] {
        let ran = serve(&["--strict"], move |stream| {
            stream.write_all(&http(status, "")).ok();
        });
        ran.finds(&["http-status"]).says(&status.to_string());
    }
}
