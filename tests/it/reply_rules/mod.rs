//! The rules of a reply: each is reported alone when it alone is broken, and its nearest legal neighbour is not.

mod cases;
mod content_cases;
mod deliveries;
mod document_cases;
mod kinds;
mod leniency;
mod structure_cases;

use crate::support::{AES_KEY, APPID, Bot, Webot, encrypted, http, text_reply, webot, xml_reply};

const TOKEN: &str = "keyboardcat123";

/// A push that is not an ordinary message, so that its reply may be news of several articles.
const CLICK: &[&str] = &["event", "CLICK", "KEY"];
const SAFE: &[&str] = &["hi", "--mode", "safe", "--aes-key", AES_KEY, "--appid", APPID];
const COMPAT: &[&str] = &["hi", "--mode", "compat", "--aes-key", AES_KEY, "--appid", APPID];

/// One way to break a rule, and its nearest legal neighbours.
struct Case {
    rule: &'static str,
    severity: &'static str,
    /// The difference from other cases of the rule.
    what: &'static str,
    /// The words after `webot send`.
    words: &'static [&'static str],
    /// The HTTP answer that breaks the rule.
    bad: Vec<u8>,
    /// A part of the message or of the hint.
    names: &'static str,
    /// HTTP answers that do not break it.
    good: Vec<Vec<u8>>,
}

/// Returns a case of an error in answer to a text.
fn case(rule: &'static str, what: &'static str, bad: impl AsRef<[u8]>) -> Case {
    Case { rule, severity: "error", what, words: &["hi"], bad: http(200, bad), names: "", good: Vec::new() }
}

impl Case {
    fn warning(self) -> Self {
        Self { severity: "warning", ..self }
    }

    fn answering(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    fn names(self, names: &'static str) -> Self {
        Self { names, ..self }
    }

    fn but(mut self, good: impl AsRef<[u8]>) -> Self {
        self.good.push(http(200, good));
        self
    }

    /// Sets whole HTTP answers instead of bodies.
    fn raw(self, bad: Vec<u8>, good: Vec<u8>) -> Self {
        Self { bad, good: vec![good], ..self }
    }
}

fn send(words: &[&str], answer: &[u8]) -> Webot {
    let answer = answer.to_vec();
    webot(["send"]).args(words).to(Bot::answering(move |_| answer.clone())).args(["--json"])
}

fn content(content: &str) -> String {
    xml_reply("text", &format!("<Content>{content}</Content>"))
}

fn article(url: &str, picture: &str) -> String {
    format!(
        "<item><Title><![CDATA[标题]]></Title><Description><![CDATA[描述]]></Description>\
         <PicUrl><![CDATA[{picture}]]></PicUrl><Url><![CDATA[{url}]]></Url></item>"
    )
}

fn news(count: &str, articles: usize) -> String {
    let articles = article("https://example.com/a", "https://example.com/a.jpg").repeat(articles);
    xml_reply("news", &format!("<ArticleCount>{count}</ArticleCount><Articles>{articles}</Articles>"))
}

fn news_with(url: &str, picture: &str) -> String {
    let article = article(url, picture);
    xml_reply("news", &format!("<ArticleCount>1</ArticleCount><Articles>{article}</Articles>"))
}

/// Returns a text reply with another CreateTime element.
fn created(element: &str) -> String {
    text_reply("你好").replace("<CreateTime>1700000000</CreateTime>", element)
}

/// Returns a text reply with one part replaced.
fn edited(from: &str, to: &str) -> String {
    let reply = text_reply("你好");
    assert!(reply.contains(from), "{from}");
    reply.replace(from, to)
}

fn sealed(reply: &str) -> String {
    encrypted(reply, TOKEN, AES_KEY, APPID)
}
