//! Random input for everything that reads foreign text: no input may end the process or keep it busy.
//!
//! A normal run tries a few hundred inputs per target. `WEBOT_FUZZ_SECONDS=60 cargo test --lib fuzz` tries as many as a
//! minute allows, with a seed of the clock; `WEBOT_FUZZ_SEED=NUMBER` repeats a run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::api::{ListCursor, PageStep};
use crate::article;
use crate::bot::rules;
use crate::file_format::FileFormat;
use crate::js_regex::JsRegex;
use crate::menu::{self, Purpose};
use crate::message::envelope::{AesKey, decrypt, encrypt};
use crate::message::{Answer, Credentials, Format, Parties, Push, ReplyContext, json, verdict, xml};
use crate::sign::{Alternatives, diagnose, schemes};
use crate::source::Source;

/// The size of a run.
struct Size {
    /// The longest input, in bytes.
    bytes: usize,
    /// The number of inputs of a normal run.
    inputs: u64,
}

/// The size of most runs.
const NORMAL: Size = Size { bytes: 8 << 10, inputs: 300 };
/// The size of a run for an expensive target.
const SMALL: Size = Size { bytes: 120, inputs: 3 };
/// The longest time for one input, on a busy machine and without optimization.
const MAX_TIME: Duration = Duration::from_secs(30);
const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

const REPLY: &str = "<xml><ToUserName><![CDATA[o]]></ToUserName><FromUserName><![CDATA[gh]]></FromUserName>\
    <CreateTime>1700000000</CreateTime><MsgType><![CDATA[news]]></MsgType><ArticleCount>1</ArticleCount><Articles><item>\
    <Title><![CDATA[t]]></Title><Url><![CDATA[http://a/]]></Url></item></Articles></xml>";
const RULES: &str = "rules:\n- { name: a, pattern: '/^hi (\\w+)/i', handler: 'you said {1}', wait: b }\n\
    - { pattern: { kind: location, lat: { above: 5 } }, replies: [x, { type: music, url: 'http://a/' }] }\n\
    waitRules:\n  b: { yes: ok, no: { rule: a } }\nsettings: &s { keepBlank: false, seed: 7 }\nloads: []\n";
const MENU: &str = r#"{"button":[{"type":"click","name":"A","key":"k"},{"name":"B","sub_button":[{"type":"view",
    "name":"C","url":"http://a/"}]}],"matchrule":{"tag_id":"2","client_platform_type":"1"}}"#;
const ARTICLE: &str = "<html><head><title>t</title><meta name=author content='a'></head><body><h1>h</h1>\
    <img src=\"a.png\"><script>x</script><!-- c --></body></html>";
const PAGE: &str = r#"{"total":2,"count":2,"data":{"openid":["a","b"]},"next_openid":"b"}"#;

/// Pieces that parsers treat in a special way.
const WORDS: [&str; 44] = [
    "<",
    ">",
    "</",
    "/>",
    "<xml>",
    "</xml>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "<!ENTITY",
    "&amp;",
    "&#x0;",
    "&#1114112;",
    "<?xml",
    "<!--",
    "-->",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud800",
    ":",
    ",",
    "- ",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "|\n",
    "\u{feff}",
    "\0",
    "\u{202e}",
    "(?<=a",
    "{1,65535}",
    "(a*)*",
    "[^",
    "99999999999999999999",
    "你好",
    "1e400",
];

/// The state of a generator of random numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % bound.max(1)
    }

    /// Returns a changed copy of one of the seeds.
    fn changed(&mut self, seeds: &[&str], max_bytes: usize) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].as_bytes().to_vec();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            let end = (at + 1 + self.below(32)).min(bytes.len()).max(at);
            match self.below(8) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                3 => drop(bytes.splice(at..at, WORDS[self.below(WORDS.len())].bytes())),
                4 => {
                    let many = WORDS[self.below(WORDS.len())].repeat(1 + self.below(400));
                    bytes.splice(at..at, many.bytes());
                }
                5 => {
                    let other = seeds[self.below(seeds.len())].as_bytes();
                    bytes.truncate(at);
                    bytes.extend_from_slice(&other[self.below(other.len())..]);
                }
                6 => bytes.truncate(at),
                _ => drop(bytes.splice(at..end, WORDS[self.below(WORDS.len())].bytes())),
            }
            bytes.truncate(max_bytes);
        }
        bytes
    }
}

/// Tries inputs for as long as the run allows.
#[expect(clippy::disallowed_methods, reason = "a test has no Context")]
fn fuzz(target: &str, seeds: &[&str], size: &Size, run: impl Fn(&[u8])) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("WEBOT_FUZZ_SECONDS");
    let of_run = || seconds.map(|_| (crate::system::System::REAL.now_ms)());
    let seed = number("WEBOT_FUZZ_SEED").or_else(of_run).unwrap_or(1);
    let (mut random, began, mut inputs) = (Random(seed | 1), Instant::now(), 0);
    loop {
        let goes_on = match seconds {
            Some(seconds) => began.elapsed() < Duration::from_secs(seconds),
            None => inputs < size.inputs,
        };
        if !goes_on {
            return;
        }
        inputs += 1;
        let bytes = random.changed(seeds, size.bytes);
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| run(&bytes)));
        let text = || format!("{target}, seed {seed}, input {inputs}: {:?}", String::from_utf8_lossy(&bytes));
        assert!(result.is_ok(), "{}", text());
        assert!(start.elapsed() < MAX_TIME, "{} ms: {}", start.elapsed().as_millis(), text());
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn fuzz_xml() {
    fuzz("xml", &[REPLY, "<xml/>"], &NORMAL, |bytes| {
        let Ok(read) = xml::read(&text(bytes)) else { return };
        if read.flaws.is_empty() && read.root == "xml" {
            let again = xml::read(&xml::write(&read.document)).expect("what was written is read");
            assert_eq!(xml::write(&again.document), xml::write(&read.document));
        }
    });
}

#[test]
fn fuzz_reply() {
    let (push, credentials) =
        (Push::text("hi", &Parties::sample(1_700_000_000, 1)), Credentials::token("t0ken"));
    fuzz("reply", &[REPLY, "success", PAGE], &NORMAL, |bytes| {
        let answer = Answer { status: 200, body: bytes.to_vec(), ..Answer::default() };
        for format in [Format::Xml, Format::Json] {
            let context = ReplyContext { push: &push, credentials: &credentials, format };
            assert!(!verdict(&answer, context).reply_type.is_empty());
        }
    });
}

#[test]
fn fuzz_envelope() {
    let key = AesKey::parse(KEY).expect("a key");
    let sealed = encrypt(&key, *b"0123456789abcdef", REPLY.as_bytes(), "wx2c2769f8efd9abc2");
    fuzz("envelope", &[&sealed, "AAAA"], &NORMAL, |bytes| {
        decrypt(&key, &text(bytes)).ok();
        let opened = decrypt(&key, &encrypt(&key, [7; 16], bytes, "wx")).expect("its own envelope");
        assert_eq!((&*opened.message, &*opened.receiver), (bytes, "wx"));
    });
}

#[test]
fn fuzz_source() {
    fuzz("source", &[RULES, MENU, PAGE], &NORMAL, |bytes| {
        if let Ok(source) = Source::read(bytes) {
            source.root.to_json(&|_| false);
        }
        if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
            json::from_json(&value);
        }
    });
}

#[test]
fn fuzz_rules() {
    fuzz("rules", &[RULES, "hi: you said {text}\n"], &NORMAL, |bytes| {
        if let Ok(book) = rules::read_text(&text(bytes), Path::new("/no folder/rules.yaml")) {
            book.lint();
        }
    });
}

#[test]
fn fuzz_regex() {
    let seeds = ["^hi (\\w+)$\nhi you", "(?<=你)(a|b*)+c{2,3}\n你aabcc", "[^\\d--1]\\1(?!x)\nabc"];
    fuzz("regex", &seeds, &NORMAL, |bytes| {
        let all = text(bytes);
        let (pattern, subject) = all.split_once('\n').unwrap_or((&all, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
        for flags in ["", "i", "v"] {
            if let Ok(regex) = JsRegex::new(pattern, flags) {
                regex.captures(subject, Duration::from_millis(20));
            }
        }
    });
}

#[test]
fn fuzz_menu() {
    fuzz("menu", &[MENU, PAGE], &NORMAL, |bytes| {
        let Ok(source) = Source::read(bytes) else { return };
        for purpose in [Purpose::Create, Purpose::AddConditional, Purpose::Work] {
            menu::lint(&source, purpose);
        }
        let value = menu::to_json(&source);
        menu::preview(&value);
        menu::pull(&value);
        menu::render_changes(&menu::diff(&value, &serde_json::from_str(MENU).expect("JSON")));
    });
}

#[test]
fn fuzz_sign() {
    fuzz("sign", &["a=1&b=你 好\nb\n1700000000", "http://a/?b=%20#c\nn\n1"], &SMALL, |bytes| {
        let all = text(bytes);
        let mut lines = all.splitn(3, '\n');
        let mut line = || lines.next().unwrap_or_default();
        let (url, nonce, time) = (line(), line(), line());
        let given = "0123456789abcdef0123456789abcdef01234567";
        let fields: Vec<(String, String)> =
            url::form_urlencoded::parse(url.as_bytes()).into_owned().collect();
        for spec in [
            schemes::jsapi("ticket", nonce, time, url),
            schemes::callback("t0ken", time, nonce, Some(url)),
            schemes::pay_v2(&fields, "key", crate::sign::Digest::Md5),
        ] {
            assert!(spec.matches(&spec.signature()));
            diagnose(&spec, &Alternatives::default(), |spec| spec.matches(given));
        }
    });
}

#[test]
fn fuzz_article() {
    fuzz("article", &[ARTICLE, "---\ntitle: t\n---\n# a\n![b](c.png)\n"], &NORMAL, |bytes| {
        let text = text(bytes);
        for picture in article::pictures(&text) {
            assert!(text.get(picture.place.clone()).is_some(), "{picture:?}");
        }
        let kept = article::without_dropped(&text);
        assert_eq!(article::without_dropped(&kept), kept, "nothing more is dropped");
        article::plain_text(&text);
        article::from_html(&text);
        if let Ok(file) = article::from_markdown(&text) {
            article::check(&serde_json::json!({ "title": file.title, "content": file.content }));
        }
        FileFormat::of(bytes);
    });
}

#[test]
fn fuzz_cursor() {
    let cursor = ListCursor {
        step: PageStep::Next("next_openid"),
        parameter: "next_openid",
        items: "data.openid",
        item: "openid",
    };
    fuzz("cursor", &[PAGE, MENU], &NORMAL, |bytes| {
        let Ok(answer) = serde_json::from_slice::<Value>(bytes) else { return };
        assert!(cursor.items(&answer).len() <= bytes.len());
    });
}
