//! Bots that answer what no bot should: reported, within seconds, in little memory, and never a panic.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::support::{AES_KEY, APPID, Bot, Ran, encrypted, http, text_reply, webot, xml_reply};

const MEGABYTE: usize = 1024 * 1024;
/// Generous: a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const NO_LENGTH: &[u8] = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

/// Sends a text to a bot that serves this, and holds what is true whatever it serves.
#[track_caller]
fn serve(args: &[&str], serve: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Ran {
    let bot = Bot::streaming(move |_, stream| serve(stream));
    let start = Instant::now();
    let ran = webot(["send", "hi", "--json"])
        .args(args)
        .args(bot.args())
        .exit_in([1, 4])
        .stderr_any()
        .stderr_lacks("panicked")
        .stderr_lacks("bug")
        .run();
    let elapsed = start.elapsed();
    assert!(elapsed < PATIENCE, "it took {elapsed:?}");
    ran
}

fn excerpt(text: &str) -> String {
    text.chars().take(500).collect()
}

/// A whole answer.
#[track_caller]
fn answer(bytes: Vec<u8>) -> Ran {
    serve(&[], move |stream| {
        stream.write_all(&bytes).ok();
    })
}

/// An answer of status 200 with a length.
#[track_caller]
fn body(body: impl AsRef<[u8]>) -> Ran {
    answer(http(200, body))
}

/// What is asked of an answer here.
trait Told: Sized {
    /// The same, once it is certain that the exit code is this.
    fn ends(self, code: i32) -> Self;
    /// The same, once it is certain that exactly these rules are reported.
    fn finds(self, rules: &[&str]) -> Self;
    /// The same, once it is certain that a finding or the error says this.
    fn says(self, words: &str) -> Self;
    /// The same, once it is certain that there is no answer, for this reason.
    fn fails(self, kind: &str) -> Self;
    /// The text of the reply.
    fn content(&self) -> serde_json::Value;
}

impl Told for Ran {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", excerpt(&self.stdout), self.stderr);
        self
    }

    #[track_caller]
    fn finds(self, rules: &[&str]) -> Self {
        assert_eq!(self.rules(), rules, "{}", excerpt(&self.json()["findings"].to_string()));
        self.ends(1)
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        let said = if self.code == 1 { self.json()["findings"].to_string() } else { self.stderr.clone() };
        assert!(said.contains(words), "`{words}` is not in {}", excerpt(&said));
        self
    }

    #[track_caller]
    fn fails(self, kind: &str) -> Self {
        let ran = self.ends(4);
        let error = ran.error();
        assert_eq!(error["kind"], kind, "{error}");
        assert!(!error["message"].as_str().unwrap_or_default().is_empty(), "{error}");
        assert!(!error["hints"].as_array().is_none_or(Vec::is_empty), "{error}");
        ran
    }

    fn content(&self) -> serde_json::Value {
        self.json()["reply"]["fields"]["Content"].clone()
    }
}

/// Writes the same bytes again and again, to a limit or until nobody listens; how many went out.
fn pour(stream: &mut TcpStream, piece: &[u8], limit: usize) -> usize {
    let mut sent = 0;
    while sent < limit && stream.write_all(piece).is_ok() {
        sent += piece.len();
    }
    sent
}

/// Waits a tenth of a second; whether the other side is still there.
fn pause(stream: &mut TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_millis(100))).expect("a timeout");
    !matches!(stream.read(&mut [0]), Ok(0))
}

fn gzipped(pieces: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for piece in pieces {
        encoder.write_all(&piece).expect("memory");
    }
    encoder.finish().expect("memory")
}

fn with_headers(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// A reply of nearly a megabyte: what is given, repeated within `before` and `after`.
fn filled(before: &str, piece: &str, after: &str) -> String {
    let room = MEGABYTE - before.len() - after.len();
    format!("{before}{}{after}", piece.repeat(room / piece.len()))
}

fn open_text() -> (String, String) {
    let reply = xml_reply("text", "<Content>?</Content>");
    let (before, after) = reply.split_once('?').expect("a text");
    (before.to_owned(), after.to_owned())
}

// How much comes, and how slowly.

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
    // What the sockets hold on the way is no more than a few megabytes.
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
fn memory_stays_small_whatever_comes() {
    // GNU time, where it is there, is the one that still knows when the process has ended.
    let Ok(version) = std::process::Command::new("/usr/bin/time").arg("--version").output() else { return };
    if !String::from_utf8_lossy(&[version.stdout, version.stderr].concat()).contains("GNU") {
        return;
    }
    let (before, after) = open_text();
    let endless = [NO_LENGTH, &vec![b'a'; 100 * MEGABYTE]].concat();
    let bomb = with_headers("Content-Encoding: gzip\r\n", &gzipped((0..100).map(|_| vec![b'a'; MEGABYTE])));
    let elements = http(200, filled(&before, "<a/>", &after));
    for (what, answer) in [("100 MB", endless), ("a gzip bomb", bomb), ("250,000 elements", elements)] {
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
        let peak = said.split("peak ").nth(1).and_then(|rest| rest.trim().parse::<usize>().ok());
        let peak = peak.unwrap_or_else(|| panic!("no peak in {said}"));
        assert!(peak < 32 * 1024, "{what}: {peak} KB");
    }
}

#[test]
fn a_body_that_drips_ends_with_the_timeout() {
    serve(&["--timeout", "1"], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").ok();
        while stream.write_all(b"<").is_ok() && pause(stream) {}
    })
    .fails("timeout")
    .says("1000 ms");
}

#[test]
fn a_head_that_drips_ends_with_the_timeout() {
    serve(&["--timeout", "1"], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nX-Slow: ").ok();
        while stream.write_all(b"x").is_ok() && pause(stream) {}
    })
    .fails("timeout");
}

#[test]
fn a_bot_that_says_nothing_at_all_ends_with_the_timeout() {
    serve(&["--timeout", "1"], |stream| while pause(stream) {}).fails("timeout");
}

#[test]
fn interim_answers_without_end_end_with_the_timeout_or_an_error() {
    let ran = serve(&["--timeout", "2"], |stream| {
        pour(stream, b"HTTP/1.1 100 Continue\r\n\r\n", usize::MAX);
    });
    ran.ends(4);
}

// What HTTP says and what is so.

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
fn a_length_that_is_no_length_is_not_http() {
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
fn what_is_not_http_is_told() {
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
fn a_bot_that_hangs_up_is_told() {
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
fn a_status_that_nobody_knows_is_told() {
    for status in [299, 418, 599, 999] {
        let ran = serve(&["--strict"], move |stream| {
            stream.write_all(&http(status, "")).ok();
        });
        ran.finds(&["http-status"]).says(&status.to_string());
    }
}

// Compression.

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

// XML.

#[test]
fn nesting_of_100_000_is_told_not_followed() {
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    for reply in [
        nested(100_000),
        format!("<xml>{}</xml>", nested(100_000)),
        xml_reply("text", &format!("<Content>{}</Content>", nested(100_000))),
        format!("<xml>{}", "<a>".repeat(100_000)),
        filled("<xml>", "<a><a>", ""),
    ] {
        body(reply).finds(&["not-xml"]).says("nest");
    }
}

#[test]
fn json_of_100_000_brackets_is_told_not_followed() {
    for piece in ["[", "{\"a\":", "[{\"MsgType\":"] {
        let ran = serve(&["--format", "json"], move |stream| {
            stream.write_all(&http(200, piece.repeat(50_000))).ok();
        });
        ran.finds(&["not-xml"]);
        body(piece.repeat(50_000)).finds(&["not-xml"]);
    }
}

#[test]
fn a_billion_laughs_are_not_expanded() {
    let level =
        |level: usize| format!("<!ENTITY lol{level} \"{}\">", format!("&lol{};", level - 1).repeat(10));
    let entities = format!("<!ENTITY lol0 \"lol\">{}", (1..10).map(level).collect::<String>());
    let reply = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE xml [{entities}]>{}",
        xml_reply("text", "<Content>&lol9;</Content>")
    );
    let ran = body(reply).says("not-xml").says("DOCTYPE").ends(1);
    assert_eq!(ran.content(), "&lol9;");
}

#[test]
fn a_file_that_an_entity_names_is_not_read() {
    let mut marker = tempfile::NamedTempFile::new().expect("a file");
    marker.write_all(b"top secret").expect("a file");
    for target in [format!("file://{}", marker.path().display()), "file:///etc/passwd".to_owned()] {
        for declaration in [
            format!("<!DOCTYPE xml [<!ENTITY x SYSTEM \"{target}\">]>"),
            format!("<!DOCTYPE xml [<!ENTITY % p SYSTEM \"{target}\"> %p; <!ENTITY x \"%p;\">]>"),
        ] {
            let reply = format!("{declaration}{}", xml_reply("text", "<Content>&x;</Content>"));
            let ran = body(reply).says("not-xml").says("DOCTYPE").ends(1);
            assert!(!ran.stdout.contains("top secret") && !ran.stdout.contains("root:"), "{}", ran.stdout);
            assert!(!ran.stderr.contains("top secret") && !ran.stderr.contains("root:"), "{}", ran.stderr);
        }
    }
}

#[test]
fn a_document_type_on_another_server_is_not_fetched() {
    let other = Bot::answering(|_| http(200, "<!ENTITY x \"fetched\">"));
    let reply = format!("<!DOCTYPE xml SYSTEM \"{}\">{}", other.url("/x.dtd"), text_reply("你好"));
    body(reply).finds(&["not-xml"]).says("DOCTYPE");
    other.never_asked();
}

#[test]
fn a_megabyte_of_anything_is_told_in_time() {
    let (before, after) = open_text();
    let cdata = (format!("{before}<![CDATA["), format!("]]>{after}"));
    for (what, reply) in [
        ("<a><a>", filled("", "<a><a>", "")),
        ("<a><a> as text", filled(&before, "<a><a>", &after)),
        ("<a/>", filled(&before, "<a/>", &after)),
        ("&amp;", filled(&before, "&amp;", &after)),
        ("&amp; alone", filled("", "&amp;", "")),
        ("&", filled(&before, "&", &after)),
        ("&lol;", filled(&before, "&lol;", &after)),
        ("&#65;", filled(&before, "&#65;", &after)),
        ("]]>", filled(&before, "]]>", &after)),
        ("]]> in CDATA", filled(&cdata.0, "]]>", &cdata.1)),
        ("]] in CDATA", filled(&cdata.0, "]", &cdata.1)),
        ("]]> alone", filled("", "]]>", "")),
        ("]]]]><![CDATA[>", filled(&cdata.0, "]]]]><![CDATA[>", &cdata.1)),
        ("<![CDATA[]]>", filled(&before, "<![CDATA[]]>", &after)),
        ("<![CDATA[ that does not end", filled(&before, "<![CDATA[", "")),
        ("<Content>", filled("", "<Content>", "")),
        ("<Content> in a reply", filled(&before, "<Content>", &after)),
        ("</Content>", filled(&before, "</Content>", &after)),
        ("<Content> and a flaw", filled("<xml>&", "<Content>", "")),
        (
            "<item> and a flaw",
            filled("<xml>&<MsgType>news</MsgType><Articles>", "<item>", "</Articles></xml>"),
        ),
        (
            "<item></item> and a flaw",
            filled("<xml>&<MsgType>news</MsgType><Articles>", "<item></item>", "</Articles></xml>"),
        ),
        ("<xml", filled("", "<xml", "")),
        ("<xml>", filled("", "<xml>", "")),
        ("<", filled("", "<", "")),
        ("<!--", filled(&before, "<!--", &after)),
        ("<?", filled(&before, "<?", &after)),
        ("<!DOCTYPE", filled("", "<!DOCTYPE ", "")),
        ("<!DOCTYPE [", filled("<!DOCTYPE xml ", "[", "]><xml></xml>")),
        ("attributes", filled("<xml", " a=\"b\"", "></xml>")),
        ("a name", filled("<xml><", "a", "/></xml>")),
        ("quotes", filled("<xml a=", "\"'", "></xml>")),
        ("line breaks", filled(&before, "\r\n", &after)),
        ("<html", filled("", "<html", "")),
        ("<title>", filled("<html>", "<title>", "")),
        ("{", filled("", "{", "")),
        ("\\u in JSON", filled("{\"a\":\"", "\\ud800", "\"}")),
    ] {
        let start = Instant::now();
        let ran = body(&reply).ends(1);
        assert!(!ran.rules().is_empty(), "{what}");
        assert!(ran.rules().len() < 20, "{what}: {} findings", ran.rules().len());
        assert!(start.elapsed() < PATIENCE, "{what}: {:?}", start.elapsed());
    }
}

#[test]
fn findings_stay_short_whatever_is_found() {
    let long = "x".repeat(100_000);
    let mut wrong = Vec::new();
    for reply in [
        long.clone(),
        xml_reply(&long, ""),
        format!("<{long}></{long}>"),
        format!("{long}<xml></xml>"),
        format!("{}{long}", text_reply("你好")),
        xml_reply("text", &format!("<Content>&{long};</Content>")),
        text_reply("你好").replace("1700000000", &long),
        text_reply("你好").replace("gh_0123456789ab", &long),
        xml_reply(
            "news",
            &format!(
                "<ArticleCount>{long}</ArticleCount><Articles><item><Url>{long}</Url></item></Articles>"
            ),
        ),
        format!("<html><title>{long}</title></html>"),
        format!("\"success{long}\""),
        format!("\"success{}\"", " ".repeat(100_000)),
    ] {
        for finding in body(&reply).json()["findings"].as_array().expect("findings") {
            let bytes = finding["message"].as_str().expect("words").len();
            if bytes > 2000 {
                wrong.push(format!(
                    "{} for {}: {bytes} bytes",
                    finding["rule"],
                    excerpt(&reply[..reply.len().min(60)])
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// Bytes that are no text.

#[test]
fn text_in_other_encodings_is_told_and_read_where_it_can_be() {
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
fn invalid_utf8_is_told() {
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
fn nul_bytes_are_told() {
    body(text_reply("a\0b")).finds(&["not-xml"]).says("U+0000");
    body("\0".repeat(1000)).finds(&["not-xml"]);
    body(format!("\0{}", text_reply("a"))).says("not-xml").ends(1);
    body(format!("{}\0", text_reply("a"))).says("not-xml").ends(1);
    body("success\0").finds(&["not-xml"]);
}

#[test]
fn binary_is_told() {
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

// Inside an envelope.

#[test]
fn hostile_envelopes_are_told() {
    let safe: &[&str] = &["--mode", "safe", "--aes-key", AES_KEY, "--appid", APPID];
    let sealed = |reply: &str| encrypted(reply, "keyboardcat123", AES_KEY, APPID);
    for (reply, rule) in [
        (sealed(&format!("<xml>{}", "<a>".repeat(100_000))), "not-xml"),
        (
            sealed(&format!(
                "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
                text_reply("&x;")
            )),
            "not-xml",
        ),
        (sealed("\0\0\0"), "not-xml"),
        (sealed(&sealed(&text_reply("你好"))), "unknown-type"),
        (filled("<xml><Encrypt>", "AAAA", "</Encrypt></xml>"), "cannot-decrypt"),
        (filled("<xml><Encrypt>", "=", "</Encrypt></xml>"), "cannot-decrypt"),
        (filled("<xml><Encrypt>", " ", "</Encrypt></xml>"), "cannot-decrypt"),
        ("<xml><Encrypt></Encrypt></xml>".to_owned(), "cannot-decrypt"),
        ("<xml><Encrypt><a/></Encrypt></xml>".to_owned(), "not-encrypted"),
    ] {
        let start = excerpt(&reply);
        let ran = serve(safe, move |stream| {
            stream.write_all(&http(200, &reply)).ok();
        })
        .ends(1);
        assert!(ran.rules().iter().any(|found| found == rule), "{rule} in {:?} for {start}", ran.rules());
        assert!(!ran.stdout.contains("root:"));
    }
}

// The URL check reads answers too.

#[test]
fn the_url_check_survives_the_same() {
    let bomb = with_headers("Content-Encoding: gzip\r\n", &gzipped((0..100).map(|_| vec![b'a'; MEGABYTE])));
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
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    }
}
