use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// Sends these bytes and reads until the other side hangs up.
pub fn raw(mut stream: TcpStream, request: &[u8]) -> Vec<u8> {
    // A server may hang up before it has read everything.
    stream.write_all(request).ok();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok();
    answer
}
