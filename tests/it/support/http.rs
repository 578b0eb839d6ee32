//! HTTP answers.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Returns a whole HTTP answer.
pub fn http(status: u16, body: impl AsRef<[u8]>) -> Vec<u8> {
    http_with(status, "", body)
}

/// Returns a whole HTTP answer with these header lines, each with its line break.
pub fn http_with(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// Returns an HTTP answer with a body of this type, and with no header but its type and length.
pub fn http_typed(content_type: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// Returns an HTTP answer that says its body is compressed with gzip.
pub fn http_gzip(body: impl AsRef<[u8]>) -> Vec<u8> {
    http_with(200, "Content-Encoding: gzip\r\n", body)
}

/// Compresses these pieces, one after another, with gzip.
pub fn gzipped(pieces: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for piece in pieces {
        encoder.write_all(piece.as_ref()).expect("memory");
    }
    encoder.finish().expect("memory")
}

/// Holds a connection open until the other side hangs up.
pub fn hold(stream: &mut TcpStream) {
    stream.read_exact(&mut [0]).ok();
}
