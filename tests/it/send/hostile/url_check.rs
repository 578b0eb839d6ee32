//! `webot verify-url` on the same answers.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use serde_json::json;

use super::{MEGABYTE, NO_LENGTH, RUN_TIMEOUT, pour};
use crate::support::{Bot, gzipped, http, http_gzip, webot};

#[test]
fn the_check_of_the_url_survives_hostile_answers() {
    let bomb = http_gzip(gzipped((0..100).map(|_| vec![b'a'; MEGABYTE])));
    let endless: Arc<dyn Fn(&mut TcpStream) + Send + Sync> = Arc::new(|stream| {
        stream.write_all(NO_LENGTH).ok();
        pour(stream, &[b'a'; 8192], usize::MAX);
    });
    let gzip: Arc<dyn Fn(&mut TcpStream) + Send + Sync> = Arc::new(move |stream| {
        stream.write_all(&bomb).ok();
    });
    let binary: Arc<dyn Fn(&mut TcpStream) + Send + Sync> = Arc::new(|stream| {
        stream.write_all(&http(200, vec![0xff; 1000])).ok();
    });
    for (answer, cause) in [(endless, "echoes-other"), (gzip, "gzip"), (binary, "echoes-other")] {
        let bot = Bot::streaming(move |_, stream| answer(stream));
        let start = Instant::now();
        webot(["verify-url", &bot.url("/"), "--json"]).exit(1).stdout_has(json!(cause).to_string()).run();
        assert!(start.elapsed() < RUN_TIMEOUT, "{:?}", start.elapsed());
    }
}
