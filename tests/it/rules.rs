//! The rules of a reply: each is reported alone when it alone is broken, and its nearest legal neighbour is not.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use webot::message::envelope::{AesKey, encrypt};
use webot::message::{
    Answer, Credentials, Format, MAX_BODY_BYTES, Parties, Push, ReplyContext, Rule, Severity, verdict,
};
use webot::sign;

use crate::support::{
    ACCOUNT, AES_KEY, APPID, Bot, OPENID, Webot, encrypted, http, text_reply, webot, xml_reply,
};

const TOKEN: &str = "keyboardcat123";
const OTHER_KEY: &str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
/// A push that is no ordinary message, so that its reply may be news of several articles.
const CLICK: &[&str] = &["event", "CLICK", "KEY"];
const SAFE: &[&str] = &["hi", "--mode", "safe", "--aes-key", AES_KEY, "--appid", APPID];
const COMPAT: &[&str] = &["hi", "--mode", "compat", "--aes-key", AES_KEY, "--appid", APPID];

/// One way to break a rule, and what is legal and most like it.
struct Case {
    rule: &'static str,
    severity: &'static str,
    /// What distinguishes this case from others of the rule.
    what: &'static str,
    /// The words after `webot send`.
    words: &'static [&'static str],
    /// The HTTP answer that breaks the rule.
    bad: Vec<u8>,
    /// What the message or the hint must name.
    names: &'static str,
    /// HTTP answers that do not.
    good: Vec<Vec<u8>>,
}

/// A case of an error in answer to a text.
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

    /// The whole HTTP answers instead of bodies.
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

fn music(inside: &str) -> String {
    xml_reply("music", &format!("<Music><Title><![CDATA[歌]]></Title>{inside}</Music>"))
}

/// A text reply with another CreateTime element.
fn created(element: &str) -> String {
    text_reply("你好").replace("<CreateTime>1700000000</CreateTime>", element)
}

/// A text reply with something replaced.
fn edited(from: &str, to: &str) -> String {
    let reply = text_reply("你好");
    assert!(reply.contains(from), "{from}");
    reply.replace(from, to)
}

fn sealed(reply: &str) -> String {
    encrypted(reply, TOKEN, AES_KEY, APPID)
}

/// An envelope around anything, signed as it should be.
fn signed(encrypt: &str) -> String {
    let signature = sign::callback::msg_signature(TOKEN, "1700000000", "42", encrypt);
    format!(
        "<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>\
         <TimeStamp>1700000000</TimeStamp><Nonce><![CDATA[42]]></Nonce></xml>"
    )
}

fn gzipped(body: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}

fn with_header(header: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{header}\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn not_a_reply() -> Vec<Case> {
    let page = |title: &str| {
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n<pre>Error: boom<br> &nbsp; at handle (/app/index.js:7:9)</pre>\n</body>\n</html>\n"
        )
    };
    vec![
        case("not-xml", "bare text", "你好").names("你好").but("success").but(text_reply("你好")),
        case("not-xml", "success as a JSON string", "\"success\"").names("\"success\"").but("success"),
        case("not-xml", "success in capitals", "SUCCESS").names("SUCCESS").but("success\n"),
        case("not-xml", "another word than success", "ok").names("ok").but(""),
        case("not-xml", "success with something behind it", "success!").names("success!").but("success"),
        case("not-xml", "a JSON object", r#"{"errcode":0}"#).names("JSON").but(text_reply(r#"{"errcode":0}"#)),
        case("not-xml", "a JSON array", "[]").names("JSON").but(text_reply("[]")),
        case("not-xml", "null", "null").but(""),
        case("not-xml", "another root", edited("xml>", "reply>")).names("<reply>").but(text_reply("你好")),
        case("not-xml", "a root in capitals", edited("xml>", "XML>")).names("<XML>").but(text_reply("你好")),
        case("not-xml", "no end", edited("</xml>", "")).but(text_reply("你好")),
        case("not-xml", "an end of another element", edited("</MsgType>", "</MsgTyp>")).but(text_reply("你好")),
        case("not-xml", "a warning of PHP in front", format!("Notice: Undefined index{}", text_reply("你好")))
            .names("Notice: Undefined index")
            .but(format!("<!-- Notice -->{}", text_reply("你好"))),
        case("not-xml", "text behind", format!("{}done", text_reply("你好")))
            .names("done")
            .but(format!("{}\n", text_reply("你好"))),
        case("not-xml", "two replies", text_reply("你好").repeat(2)).names("<xml>").but(text_reply("你好")),
        case("not-xml", "a document type", format!("<!DOCTYPE xml>{}", text_reply("你好")))
            .names("DOCTYPE")
            .but(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", text_reply("你好"))),
        case("not-xml", "an entity of HTML", content("a&nbsp;b")).names("&nbsp;").but(content("a&#160;b")),
        case("not-xml", "a control character", text_reply("a\u{1}b")).names("U+0001").but(text_reply("a\tb\nc")),
        case("not-xml", "a control character by number", content("a&#1;b")).but(content("a&#9;b")),
        case("html-page", "express's page", page("Error")).names("`Error`").but(text_reply("<html><title>Error")),
        case("html-page", "a title of two lines", page("\n  500 Internal\n  Server Error\n"))
            .names("`500 Internal Server Error`")
            .but(text_reply("500 Internal Server Error")),
        case("html-page", "white space in front", format!("\r\n\r\n{}", page("出错了")))
            .names("`出错了`")
            .but(text_reply("出错了")),
        case("html-page", "capitals", "<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD><BODY></BODY></HTML>")
            .names("`404 Not Found`")
            .but(text_reply("<HTML>")),
        case("html-page", "no title", "<html><body>hello</body></html>").but(text_reply("<body>")),
        case(
            "html-page",
            "Laravel's page, with the stack in a comment before its title",
            format!(
                "<!doctype html>\n<html lang=\"en\">\n<!--\n{}-->\n<head><title>🧨 Undefined variable $reply</title></head></html>",
                "#12 /app/vendor/laravel/framework/src/Illuminate/Routing/Route.php(259): run()\n".repeat(60)
            ),
        )
        .names("Undefined variable $reply")
        .but(text_reply("你好")),
    ]
}

fn bytes_around() -> Vec<Case> {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let reply = text_reply("你好");
    let padded = |length: usize| format!("{reply}{}", " ".repeat(length - reply.len()));
    vec![
        case("bom-before-xml", "before the root", format!("\u{feff}{reply}")).but(&reply),
        case("bom-before-xml", "before the declaration", format!("\u{feff}{declaration}{reply}"))
            .but(format!("{declaration}{reply}")),
        case("space-before-xml", "a line break before the root", format!("\n{reply}")).warning().but(&reply),
        case("space-before-xml", "a blank before the root", format!(" {reply}")).warning().but(&reply),
        case("space-before-xml", "a line break before the declaration", format!("\r\n{declaration}{reply}"))
            .names("<?xml")
            .but(format!("{declaration}\r\n{reply}")),
        case("not-utf8", "GBK", gbk(&reply)).names("GBK").but(&reply),
        case("not-utf8", "UTF-16, little end first", utf16(&reply, u16::to_le_bytes))
            .names("UTF-16")
            .but(&reply),
        case("not-utf8", "UTF-16, big end first", utf16(&reply, u16::to_be_bytes))
            .names("UTF-16")
            .but(&reply),
        case(
            "not-utf8",
            "a byte that is no text",
            reply
                .replace('你', "?")
                .into_bytes()
                .into_iter()
                .map(|byte| if byte == b'?' { 0xff } else { byte })
                .collect::<Vec<u8>>(),
        )
        .but(&reply),
        case("gzip", "with its header", "").raw(
            with_header("Content-Encoding: gzip", &gzipped(&reply)),
            with_header("X-Y: gzip", reply.as_bytes()),
        ),
        case("gzip", "without its header", gzipped(&reply)).but(&reply),
        case("body-too-large", "one byte", padded(MAX_BODY_BYTES + 1)).but(padded(MAX_BODY_BYTES)),
    ]
}

fn common_fields() -> Vec<Case> {
    vec![
        case("unknown-type", "a type of nothing", xml_reply("txt", "<Content>好</Content>"))
            .names("`txt`")
            .but(text_reply("好")),
        case("unknown-type", "a type in capitals", xml_reply("Text", "<Content>好</Content>"))
            .names("`Text`")
            .but(text_reply("好")),
        case("unknown-type", "a type of messages only", xml_reply("shortvideo", "<MediaId>1</MediaId>"))
            .names("`shortvideo`")
            .but(xml_reply("video", "<Video><MediaId>1</MediaId></Video>")),
        case("unknown-type", "no type", edited("<MsgType><![CDATA[text]]></MsgType>", ""))
            .names("MsgType")
            .but(edited("<![CDATA[text]]>", "text")),
        case("unknown-type", "an empty type", edited("<![CDATA[text]]>", ""))
            .names("MsgType")
            // A real reply of an SDK has it so.
            .but(edited("<![CDATA[text]]>", "  <![CDATA[text]]>")),
        case("users-not-swapped", "both copied", {
            let copied = edited(OPENID, "?").replace(ACCOUNT, OPENID);
            copied.replace('?', ACCOUNT)
        })
        .names("FromUserName")
        .but(text_reply("好")),
        case("users-not-swapped", "another receiver", edited(OPENID, "oSOMEBODY-else"))
            .names(OPENID)
            .but(edited("<![CDATA[oWEBOT-test_user-00000000001]]>", OPENID)),
        case("users-not-swapped", "another letter case", edited(ACCOUNT, "GH_0123456789ab"))
            .names("GH_0123456789ab")
            .but(text_reply("好")),
        case(
            "users-not-swapped",
            "no sender",
            edited("<FromUserName><![CDATA[gh_0123456789ab]]></FromUserName>", ""),
        )
        .names("FromUserName")
        .but(text_reply("好")),
        case("create-time-not-seconds", "milliseconds", created("<CreateTime>1700000000000</CreateTime>"))
            .warning()
            .names("1700000000000")
            .but(created("<CreateTime>1700000000</CreateTime>")),
        case("create-time-not-seconds", "a fraction", created("<CreateTime>1700000000.123</CreateTime>"))
            .names("1700000000.123")
            .but(created("<CreateTime><![CDATA[1700000000]]></CreateTime>")),
        case("create-time-not-seconds", "a date", created("<CreateTime>2023-11-14 22:13:20</CreateTime>"))
            .names("2023-11-14 22:13:20")
            .but(created("<CreateTime> 1700000000 </CreateTime>")),
        case("create-time-not-seconds", "before 1970", created("<CreateTime>-1</CreateTime>"))
            .names("-1")
            .but(created("<CreateTime>0</CreateTime>")),
        case("create-time-not-seconds", "empty", created("<CreateTime></CreateTime>"))
            .but(created("<CreateTime>1</CreateTime>")),
        case("create-time-not-seconds", "missing", created("")).names("missing").but(text_reply("好")),
    ]
}

fn texts() -> Vec<Case> {
    vec![
        case("text-empty", "no text", text_reply("")).but(text_reply("0")),
        case("text-empty", "blanks", text_reply(" \n\t")).but(text_reply(" 0 ")),
        case("text-empty", "no Content", xml_reply("text", ""))
            .but(xml_reply("transfer_customer_service", "")),
        case("text-empty", "a Content without end", xml_reply("text", "<Content/>")).but(text_reply("a")),
        case("text-too-long", "2,049 letters", text_reply(&"a".repeat(2049)))
            .names("2049")
            .but(text_reply(&"a".repeat(2048))),
        case("text-too-long", "683 Chinese characters", text_reply(&"好".repeat(683)))
            .names("2049")
            .but(text_reply(&format!("{}ab", "好".repeat(682)))),
        case("text-too-long", "513 emoji", text_reply(&"😀".repeat(513)))
            .names("2052")
            .but(text_reply(&"😀".repeat(512))),
        case("text-too-long", "2,049 entities", content(&"&amp;".repeat(2049)))
            .names("2049")
            .but(content(&"&amp;".repeat(2048))),
        case("cdata-unescaped", "`&` in text", content("a & b")).names("Content").but(content("a &amp; b")),
        case("cdata-unescaped", "`&` in a link", content("https://a.cn/?b=1&c=2"))
            .names("Content")
            .but(text_reply("https://a.cn/?b=1&c=2")),
        case("cdata-unescaped", "`<` in text", content("1 < 2")).names("Content").but(content("1 &lt; 2")),
        case("cdata-unescaped", "a link as HTML", content("<a href=\"https://a.cn/\">a</a>"))
            .names("Content")
            .but(text_reply("<a href=\"https://a.cn/\">a</a>")),
        case("cdata-unescaped", "`]]>` in CDATA", text_reply("a]]>b"))
            .names("Content")
            .but(text_reply("a]]]]><![CDATA[>b")),
        case("cdata-unescaped", "`]]>` at the end of CDATA", text_reply("a]]>"))
            .names("Content")
            .but(text_reply("a]]")),
        case("cdata-unescaped", "`]]>` in text", content("a]]>b")).names("Content").but(content("a]]&gt;b")),
        case(
            "cdata-unescaped",
            "`&` in the title of an article",
            news_with("https://a.cn", "").replace("<![CDATA[标题]]>", "A & B"),
        )
        .names("Title")
        .but(news_with("https://a.cn", "").replace("标题", "A & B")),
        case(
            "cdata-unescaped",
            "`&` in the link of an article",
            news_with("", "").replace("<Url><![CDATA[]]>", "<Url>https://a.cn/?b=1&c=2"),
        )
        .names("Url")
        .but(news_with("https://a.cn/?b=1&c=2", "")),
    ]
}

fn news_and_media() -> Vec<Case> {
    let media = |msg_type, group| xml_reply(msg_type, &format!("<{group}><MediaId>m1</MediaId></{group}>"));
    vec![
        case("news-empty", "no article", news("0", 0)).but(news("1", 1)),
        case("news-empty", "no Articles", xml_reply("news", "<ArticleCount>0</ArticleCount>"))
            .but(news("1", 1)),
        case("news-too-many", "nine", news("9", 9)).names("9 articles").answering(CLICK).but(news("8", 8)),
        case("news-only-first", "two for a message", news("2", 2))
            .warning()
            .names("2 articles")
            .but(news("1", 1)),
        case("news-count-mismatch", "more than there are", news("2", 1)).names("`2`").but(news("1", 1)),
        case("news-count-mismatch", "fewer than there are", news("1", 2))
            .names("`1`")
            .answering(CLICK)
            .but(news("2", 2)),
        case("news-count-mismatch", "no number", news("one", 1)).names("`one`").but(news(" 1 ", 1)),
        case("news-count-mismatch", "missing", news("1", 1).replace("<ArticleCount>1</ArticleCount>", ""))
            .names("missing")
            .but(news("<![CDATA[1]]>", 1)),
        case("media-id-missing", "of an image", xml_reply("image", "<Image></Image>"))
            .names("Image.MediaId")
            .but(media("image", "Image")),
        case("media-id-missing", "an image with its id outside", xml_reply("image", "<MediaId>m1</MediaId>"))
            .names("Image.MediaId")
            .but(media("image", "Image")),
        case(
            "media-id-missing",
            "empty",
            xml_reply("image", "<Image><MediaId><![CDATA[]]></MediaId></Image>"),
        )
        .names("Image.MediaId")
        .but(media("image", "Image")),
        case("media-id-missing", "of a voice", xml_reply("voice", "<Voice><MediaId> </MediaId></Voice>"))
            .names("Voice.MediaId")
            .but(media("voice", "Voice")),
        case("media-id-missing", "of a video", xml_reply("video", "<Video><Title>t</Title></Video>"))
            .names("Video.MediaId")
            .but(media("video", "Video")),
        case("media-id-missing", "an empty thumbnail", music("<ThumbMediaId></ThumbMediaId>"))
            .names("Music.ThumbMediaId")
            .but(music("<ThumbMediaId>m1</ThumbMediaId>"))
            .but(music("")),
        case("url-not-absolute", "a path", news_with("/a", ""))
            .names("/a")
            .but(news_with("https://a.cn/a", "")),
        case("url-not-absolute", "no scheme", news_with("www.a.cn", ""))
            .names("www.a.cn")
            .but(news_with("HTTP://www.a.cn", "")),
        case("url-not-absolute", "the page's scheme", news_with("//a.cn/a", ""))
            .names("//a.cn/a")
            .but(news_with("http://a.cn/a", "")),
        case("url-not-absolute", "a picture", news_with("https://a.cn", "a.jpg"))
            .names("PicUrl")
            .but(news_with("https://a.cn", ""))
            .but(news_with("", "https://a.cn/a.jpg")),
        case(
            "url-not-absolute",
            "the second article",
            news("2", 1).replace("</Articles>", &format!("{}</Articles>", article("b", ""))),
        )
        .answering(CLICK)
        .names("item[1].Url")
        .but(news("2", 2)),
        case("url-not-absolute", "music", music("<MusicUrl>a.mp3</MusicUrl>"))
            .names("Music.MusicUrl")
            .but(music("<MusicUrl>https://a.cn/a.mp3</MusicUrl>")),
        case("url-not-absolute", "music of high quality", music("<HQMusicUrl>/a.mp3</HQMusicUrl>"))
            .names("Music.HQMusicUrl")
            .but(music("<HQMusicUrl>http://a.cn/a.mp3</HQMusicUrl>")),
    ]
}

fn envelopes() -> Vec<Case> {
    let reply = text_reply("你好");
    let whole = encrypt(&AesKey::parse(AES_KEY).expect("a key"), [7; 16], reply.as_bytes(), APPID);
    let other = encrypt(&AesKey::parse(OTHER_KEY).expect("a key"), [7; 16], reply.as_bytes(), APPID);
    let good = sealed(&reply);
    let signature = good.split("<MsgSignature>").nth(1).and_then(|rest| rest.split("</MsgSignature>").next());
    let signature = format!("<MsgSignature>{}</MsgSignature>", signature.expect("a signature"));
    vec![
        case("not-encrypted", "in safe mode", &reply).answering(SAFE).but(&good),
        case("encrypted", "in plain mode", &good).but(&reply),
        case("bad-signature", "of another token", encrypted(&reply, "other", AES_KEY, APPID))
            .answering(SAFE)
            .but(&good),
        case("bad-signature", "missing", good.replace(&signature, "")).answering(SAFE).but(&good),
        case("bad-signature", "another time", good.replace(">1700000000<", ">1700000001<"))
            .answering(SAFE)
            .but(&good),
        case("bad-signature", "in compatible mode", encrypted(&reply, "other", AES_KEY, APPID))
            .answering(COMPAT)
            .but(&good)
            .but(&reply),
        case("bad-signature", "of no reply", encrypted("", "other", AES_KEY, APPID))
            .answering(SAFE)
            .but(sealed("")),
        case("cannot-decrypt", "another key", signed(&other)).answering(SAFE).but(signed(&whole)),
        case("cannot-decrypt", "no base64", signed("你好")).answering(SAFE).but(signed(&whole)),
        case("cannot-decrypt", "cut", signed(&whole[..whole.len() - 20])).answering(SAFE).but(signed(&whole)),
        case("wrong-receiver", "another appid", encrypted(&reply, TOKEN, AES_KEY, "wx0000000000000000"))
            .answering(SAFE)
            .names("wx0000000000000000")
            .but(&good),
        case("wrong-receiver", "none", encrypted(&reply, TOKEN, AES_KEY, ""))
            .answering(SAFE)
            .names(APPID)
            .but(&good),
        case("text-empty", "inside an envelope", sealed(&text_reply(""))).answering(SAFE).but(&good),
        case("not-xml", "inside an envelope", sealed("你好")).answering(SAFE).but(&good),
        case("bom-before-xml", "inside an envelope", sealed(&format!("\u{feff}{reply}")))
            .answering(SAFE)
            .but(&good),
    ]
}

fn statuses() -> Vec<Case> {
    let reply = text_reply("你好");
    let status = |status: u16, body: &str, what: &'static str, names: &'static str| {
        case("http-status", what, "").names(names).raw(http(status, body), http(200, &reply))
    };
    vec![
        status(500, &reply, "the bot failed", "500"),
        status(500, "Internal Server Error", "the bot failed, in text", "500"),
        status(500, "", "the bot failed and says nothing", "500"),
        status(404, "Not Found", "no such path", "404"),
        status(405, "Method Not Allowed", "no POST", "405"),
        status(403, "Invalid signature", "the signature is refused", "--token"),
        status(401, "", "a login is asked for", "401"),
        status(400, "Bad Request", "the request is refused", "400"),
        status(502, "", "a gateway without a bot", "502"),
        case("http-status", "a redirect", "").names("https://a.cn/wechat/").raw(
            b"HTTP/1.1 301 Moved\r\nLocation: https://a.cn/wechat/\r\nContent-Length: 0\r\n\r\n".to_vec(),
            http(200, &reply),
        ),
        status(201, &reply, "another good status", "201").warning(),
        case("http-status", "no content", "")
            .warning()
            .names("204")
            .raw(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(), http(200, "")),
    ]
}

fn cases() -> Vec<Case> {
    let all =
        [not_a_reply(), bytes_around(), common_fields(), texts(), news_and_media(), envelopes(), statuses()];
    all.into_iter().flatten().collect()
}

/// What is wrong with webot's words about a bad answer.
fn misjudged(case: &Case) -> Option<String> {
    let ran = send(case.words, &case.bad).exit_in([0, 1]).stderr_any().run();
    let code = i32::from(case.severity == "error");
    if ran.code != code {
        return Some(format!(
            "exit code {} instead of {code}: {} {}",
            ran.code,
            ran.rules().join(", "),
            ran.stderr
        ));
    }
    let findings = ran.json()["findings"].as_array().expect("findings").clone();
    let rules: BTreeSet<&str> = findings.iter().filter_map(|finding| finding["rule"].as_str()).collect();
    if rules != BTreeSet::from([case.rule]) {
        return Some(format!("reported as {rules:?}"));
    }
    for finding in &findings {
        let said = |field: &str| finding[field].as_str().unwrap_or_default().trim().to_owned();
        if finding["severity"] != case.severity {
            return Some(format!("is no {}: {finding}", case.severity));
        }
        if said("message").is_empty() || said("hint").is_empty() {
            return Some(format!("says too little: {finding}"));
        }
    }
    let said = findings.iter().any(|finding| {
        [&finding["message"], &finding["hint"]]
            .iter()
            .any(|words| words.as_str().is_some_and(|w| w.contains(case.names)))
    });
    (!said).then(|| format!("does not name `{}`: {findings:?}", case.names))
}

#[test]
fn a_reply_that_breaks_one_rule_is_reported_by_exactly_that_rule() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| misjudged(case).map(|what| format!("{} ({}): {what}", case.rule, case.what)))
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_nearest_legal_neighbour_of_every_rule_has_no_finding() {
    let mut wrong = Vec::new();
    for case in cases() {
        assert!(!case.good.is_empty(), "{} ({}) has no neighbour", case.rule, case.what);
        for good in &case.good {
            let ran = send(case.words, good).exit_in([0, 1]).run();
            if ran.code != 0 || !ran.rules().is_empty() {
                wrong.push(format!("{} ({}): {} {}", case.rule, case.what, ran.code, ran.json()["findings"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} neighbours:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn strict_makes_every_warning_fail() {
    let mut count = 0;
    for case in cases().into_iter().filter(|case| case.severity == "warning") {
        let words: Vec<&str> = case.words.iter().copied().chain(["--strict"]).collect();
        let ran = send(&words, &case.bad).exit(1).run();
        assert_eq!(ran.json()["findings"][0]["severity"], "warning", "{}", case.what);
        count += 1;
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn every_rule_of_a_single_answer_has_a_case() {
    let cases = cases();
    let named = [
        "not-xml",
        "html-page",
        "bom-before-xml",
        "space-before-xml",
        "unknown-type",
        "users-not-swapped",
        "create-time-not-seconds",
        "text-empty",
        "text-too-long",
        "news-empty",
        "news-too-many",
        "news-count-mismatch",
        "media-id-missing",
        "url-not-absolute",
        "cdata-unescaped",
        "not-encrypted",
        "bad-signature",
        "http-status",
        "not-utf8",
        "news-only-first",
        "encrypted",
        "cannot-decrypt",
        "wrong-receiver",
        "gzip",
        "body-too-large",
    ];
    for rule in named {
        assert!(cases.iter().any(|case| case.rule == rule), "{rule}");
    }
    for case in cases {
        assert!(named.contains(&case.rule), "{}", case.rule);
    }
}

fn judged(answer: &Answer) -> Vec<Rule> {
    let push = Push::text("hi", &Parties::sample(1_700_000_000, 1));
    let credentials = Credentials::token("keyboardcat123");
    verdict(answer, ReplyContext { push: &push, credentials: &credentials, format: Format::Xml }).findings
}

#[test]
fn an_answer_after_five_seconds_is_late_and_one_at_five_seconds_is_not() {
    for body in [text_reply("你好"), "success".to_owned(), String::new()] {
        let answer = |elapsed_ms| Answer {
            status: 200,
            body: body.clone().into_bytes(),
            elapsed_ms,
            ..Answer::default()
        };
        assert_eq!(judged(&answer(5000)), []);
        let late = judged(&answer(5001));
        assert_eq!(late, [Rule::Late(5001)], "{body}");
        assert_eq!((late[0].name(), late[0].severity()), ("late", Severity::Error));
    }
}

/// A bot that keeps the first deliveries waiting until a later one comes, and hangs when none may be answered.
fn slow_bot(answers: &'static [Option<&'static str>]) -> Bot {
    let (count, last) = (std::sync::Mutex::new(0_usize), std::sync::Condvar::new());
    Bot::streaming(move |_, stream| {
        let mut number = count.lock().expect("the count");
        let mine = *number;
        *number += 1;
        last.notify_all();
        let Some(answer) = answers.get(mine).copied().flatten() else {
            drop(number);
            // Until webot hangs up.
            std::io::copy(stream, &mut std::io::sink()).ok();
            return;
        };
        let all = last.wait_while(number, |number| *number < answers.len()).expect("the count");
        drop(all);
        stream.write_all(&http(200, text_reply(answer))).ok();
    })
}

#[test]
fn deliveries_that_nobody_answers_are_no_answer() {
    let bot = slow_bot(&[None, None, None]);
    let ran = webot(["send", "hi", "--as-wechat", "--deadline", "0.2", "--timeout", "1", "--json"])
        .args(bot.args())
        .exit(1)
        .run();
    assert_eq!(ran.rules(), ["no-answer"]);
    assert_eq!(bot.heard().len(), 3);
}

#[test]
fn a_second_delivery_that_is_answered_is_retried() {
    let bot = slow_bot(&[None, Some("你好")]);
    let ran = webot(["send", "hi", "--as-wechat", "--deadline", "0.5", "--timeout", "1", "--json"])
        .args(bot.args())
        .run();
    assert_eq!(ran.rules(), ["retried"]);
    assert_eq!(ran.json()["findings"][0]["severity"], "warning");
    assert_eq!(ran.json()["reply"]["fields"]["Content"], "你好");
}

#[test]
fn two_deliveries_that_are_answered_differently_are_told() {
    let bot = slow_bot(&[Some("第一"), Some("第二")]);
    let ran =
        webot(["send", "hi", "--as-wechat", "--deadline", "0.5", "--json"]).args(bot.args()).exit(1).run();
    assert_eq!(ran.rules(), ["retried", "answers-differ"]);
    let bot = slow_bot(&[Some("一样"), Some("一样")]);
    let ran = webot(["send", "hi", "--as-wechat", "--deadline", "0.5", "--json"]).args(bot.args()).run();
    assert_eq!(ran.rules(), ["retried"]);
}

#[test]
fn no_reply_is_legal_however_it_is_said() {
    for (words, body) in [
        (&["hi"][..], "success".to_owned()),
        (&["hi"], String::new()),
        (&["hi"], "success\n".to_owned()),
        (CLICK, "success".to_owned()),
        (SAFE, "success".to_owned()),
        (SAFE, String::new()),
        (SAFE, sealed("")),
        (SAFE, sealed("success")),
        (COMPAT, "success".to_owned()),
        (COMPAT, sealed("")),
        (COMPAT, sealed("success")),
        (&["hi", "--format", "json"], "success".to_owned()),
    ] {
        let ran = send(words, &http(200, &body)).run();
        assert_eq!(
            (ran.rules(), &ran.json()["reply"]["type"]),
            (Vec::new(), &json!("none")),
            "{words:?} {body}"
        );
        assert_eq!(ran.json()["raw"], body.as_str());
    }
}

/// What a bot does that cuts its texts at a number of bytes.
#[test]
fn a_text_that_is_cut_within_a_character_is_not_taken_for_gbk() {
    for length in [23, 2044, 2045] {
        let cut = &"好".repeat(700).into_bytes()[..length];
        let reply = text_reply("?");
        let (head, tail) = reply.split_once('?').expect("the text");
        let ran = send(&["hi"], &http(200, [head.as_bytes(), cut, tail.as_bytes()].concat())).exit(1).run();
        assert_eq!(ran.rules(), ["not-utf8"], "{length}: {}", ran.json()["findings"]);
        let message = ran.json()["findings"][0]["message"].to_string();
        assert!(!message.contains("GBK"), "{length}: {message}");
        let shown = ran.json()["reply"]["fields"]["Content"].as_str().expect("a text").to_owned();
        assert!(shown.starts_with(&"好".repeat(length / 3)), "{length}: {shown}");
    }
}

/// What a bot gets away with: the reply is understood, whatever is found in it.
#[test]
fn a_reply_is_read_leniently() {
    let reordered = format!(
        "<xml><Content><![CDATA[你好]]></Content><MsgType><![CDATA[text]]></MsgType><CreateTime>1700000000</CreateTime>\
         <FromUserName><![CDATA[{ACCOUNT}]]></FromUserName><ToUserName><![CDATA[{OPENID}]]></ToUserName></xml>"
    );
    let indented = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
        .iter()
        .fold(text_reply("你好"), |reply, name| {
            reply.replace(&format!("<{name}>"), &format!("\r\n\t<{name}>"))
        })
        .replace("</xml>", "\r\n</xml>\r\n");
    let attributes =
        edited("<xml>", "<xml xmlns=\"\" a='1'>").replace("<Content>", "<Content type=\"text\">");
    for (what, body, rules) in [
        ("leading white space", format!(" \r\n{}", text_reply("你好")), &["space-before-xml"][..]),
        ("any order", reordered, &[]),
        ("13 digits", created("<CreateTime>1700000000000</CreateTime>"), &["create-time-not-seconds"]),
        ("indentation", indented, &[]),
        ("attributes", attributes, &[]),
        ("entities instead of CDATA", content("&#20320;&#x597D;"), &[]),
        ("neither CDATA nor entities", content("你好"), &[]),
        ("CDATA in pieces", content("<![CDATA[你]]>好"), &[]),
        ("comments", edited("<Content>", "<!-- & --><Content>"), &[]),
        ("an element that nobody knows", edited("<Content>", "<FuncFlag>0</FuncFlag><Content>"), &[]),
        ("a byte order mark", format!("\u{feff}{}", text_reply("你好")), &["bom-before-xml"]),
        ("a document type", format!("<!DOCTYPE xml>{}", text_reply("你好")), &["not-xml"]),
        ("text in front", format!("Warning: x in y on line 3\n{}", text_reply("你好")), &["not-xml"]),
    ] {
        let is_error = |rule: &&str| matches!(*rule, "bom-before-xml" | "not-xml");
        let code = i32::from(rules.iter().any(is_error));
        let ran = send(&["hi"], &http(200, &body)).exit(code).run();
        let reply = &ran.json()["reply"];
        assert_eq!(
            (&reply["type"], &reply["fields"]["Content"]),
            (&json!("text"), &json!("你好")),
            "{what}: {}",
            ran.stdout
        );
        assert_eq!(ran.rules(), rules, "{what}");
    }
}

#[test]
fn no_content_type_or_any_other_is_fine() {
    let reply = text_reply("你好");
    for header in [
        "X-None: 1",
        "Content-Type: text/html",
        "Content-Type: application/json",
        "Content-Type: text/xml; charset=gbk",
    ] {
        let ran = send(&["hi"], &with_header(header, reply.as_bytes())).run();
        assert_eq!(
            (ran.rules().len(), &ran.json()["reply"]["fields"]["Content"]),
            (0, &json!("你好")),
            "{header}"
        );
    }
}

#[test]
fn what_is_not_escaped_still_shows_what_was_meant() {
    for (body, meant) in [
        (text_reply("a]]>b"), "a]]>b"),
        (text_reply("x[y[0]]>1"), "x[y[0]]>1"),
        (text_reply("a]]>b]]>c"), "a]]>b]]>c"),
        (text_reply("a & b < c]]>d"), "a & b < c]]>d"),
        (content("a & b"), "a & b"),
        (content("1 < 2 && 3 > 2"), "1 < 2 && 3 > 2"),
        (content("https://a.cn/?b=1&c=2"), "https://a.cn/?b=1&c=2"),
        (content("<a href=\"https://a.cn/\">a</a>"), "<a href=\"https://a.cn/\">a</a>"),
    ] {
        let ran = send(&["hi"], &http(200, &body)).exit(1).run();
        let reply = &ran.json()["reply"];
        assert_eq!((&reply["type"], &reply["fields"]["Content"]), (&json!("text"), &json!(meant)), "{body}");
        assert_eq!(ran.rules(), ["cdata-unescaped"], "{body}");
    }
    let title = news_with("https://a.cn", "").replace("<![CDATA[标题]]>", "A & B");
    let ran = send(&["hi"], &http(200, title)).exit(1).run();
    assert_eq!(ran.json()["reply"]["fields"]["Articles"]["item"][0]["Title"], "A & B");
}

#[test]
fn a_reply_may_be_json_when_the_push_was() {
    let reply = json!({
        "ToUserName": OPENID, "FromUserName": ACCOUNT, "CreateTime": 1_700_000_000,
        "MsgType": "transfer_customer_service",
    });
    let ran = send(&["hi", "--format", "json"], &http(200, reply.to_string())).run();
    assert_eq!((ran.rules().len(), &ran.json()["reply"]["type"]), (0, &json!("transfer_customer_service")));
    assert_eq!(send(&["hi"], &http(200, reply.to_string())).exit(1).run().rules(), ["not-xml"]);
}

/// The envelope as JSON, in the letters that `names` has.
fn sealed_json(reply: &str, receiver: &str, names: [&str; 4]) -> String {
    let encrypt = encrypt(&AesKey::parse(AES_KEY).expect("a key"), [7; 16], reply.as_bytes(), receiver);
    let signature = sign::callback::msg_signature(TOKEN, "1700000000", "42", &encrypt);
    let [encrypt_name, signature_name, time_name, nonce_name] = names;
    json!({ encrypt_name: encrypt, signature_name: signature, time_name: 1_700_000_000, nonce_name: "42" })
        .to_string()
}

#[test]
fn an_encrypted_reply_to_an_encrypted_json_push_is_json() {
    let reply = json!({
        "ToUserName": OPENID, "FromUserName": ACCOUNT, "CreateTime": 1_700_000_000, "MsgType": "text", "Content": "好",
    });
    let words: Vec<&str> = SAFE.iter().copied().chain(["--format", "json"]).collect();
    let names = ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"];
    let ran = send(&words, &http(200, sealed_json(&reply.to_string(), APPID, names))).run();
    assert_eq!((ran.rules().len(), &ran.json()["reply"]["fields"]["Content"]), (0, &json!("好")));
    let ran = send(&words, &http(200, reply.to_string())).exit(1).run();
    assert_eq!(ran.rules(), ["not-encrypted"]);
}

/// 企业微信文档《智能机器人·接收消息》: JSON with names in lower case, no receiver, and replies of its own.
#[test]
fn an_intelligent_bot_of_wecom_answers_as_its_documents_say() {
    let push = json!({
        "msgid": "CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=", "aibotid": "AIBOTID", "chattype": "single",
        "from": { "userid": "zhangsan" }, "msgtype": "text", "text": { "content": "hello" },
    });
    let reply =
        json!({ "msgtype": "stream", "stream": { "id": "STREAMID", "finish": true, "content": "**好**" } });
    let names = ["encrypt", "msgsignature", "timestamp", "nonce"];
    for (body, expected) in [
        (sealed_json(&reply.to_string(), "", names), "stream"),
        (sealed_json("", "", names), "none"),
        (String::new(), "none"),
    ] {
        let answer = http(200, &body);
        let bot = Bot::answering(move |_| answer.clone());
        let ran = webot(["send", "--json-body", "push.json", "--mode", "safe", "--aes-key", AES_KEY])
            .args(["--receiver", "", "--json"])
            .file("push.json", push.to_string())
            .args(bot.args())
            .run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{body}");
        assert_eq!(ran.json()["reply"]["type"], expected, "{body}");
    }
}

macro_rules! replies {
    ($($name:literal: $words:expr, $msg_type:literal, $fields:tt;)*) => {
        [$(($name, include_str!(concat!("../data/replies/", $name, ".xml")), $words, $msg_type, json!($fields))),*]
    };
}

/// The documents' own replies, addressed as `webot send` needs them.
#[test]
fn replies_of_every_kind_are_read_with_their_type_and_fields() {
    let text: &[&str] = &["hi"];
    let work: &[&str] = &["work.text", "hi"];
    for (name, body, words, msg_type, fields) in replies! {
        "text": text, "text", { "Content": "你好" };
        "image": text, "image", { "Image": { "MediaId": "media_id" } };
        "voice": text, "voice", { "Voice": { "MediaId": "media_id" } };
        "video": text, "video",
            { "Video": { "MediaId": "media_id", "Title": "title", "Description": "description" } };
        "music": text, "music", { "Music": {
            "Title": "TITLE", "Description": "DESCRIPTION", "MusicUrl": "https://example.com/music.mp3",
            "HQMusicUrl": "https://example.com/hq.mp3", "ThumbMediaId": "media_id"
        } };
        "music_without_thumb": text, "music", { "Music": {
            "Title": "TITLE", "Description": "DESCRIPTION", "MusicUrl": "https://example.com/music.mp3",
            "HQMusicUrl": "https://example.com/hq.mp3"
        } };
        "news": text, "news", { "ArticleCount": "1", "Articles": { "item": [{
            "Title": "title1", "Description": "description1", "PicUrl": "https://example.com/pic.jpg",
            "Url": "https://example.com/a?b=1&c=2"
        }] } };
        "transfer_customer_service": text, "transfer_customer_service", {};
        "transfer_customer_service_kf": text, "transfer_customer_service",
            { "TransInfo": { "KfAccount": "test1@test" } };
        "work_text": work, "text", { "Content": "this is a test" };
        "work_image": work, "image", { "Image": { "MediaId": "media_id" } };
        "work_voice": work, "voice", { "Voice": { "MediaId": "media_id" } };
        "work_update_button": &["work.template_card_event"], "update_button",
            { "Button": { "ReplaceName": "ReplaceName" } };
        "work_update_taskcard": &["work.taskcard_click"], "update_taskcard",
            { "TaskCard": { "ReplaceName": "已驳回" } };
    } {
        let ran = send(words, &http(200, body)).stderr_any().run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{name}");
        let mut reply = ran.json()["reply"].clone();
        assert_eq!(reply["type"], msg_type, "{name}");
        let found = reply["fields"].as_object_mut().expect("fields");
        for common in ["ToUserName", "FromUserName", "CreateTime", "MsgType"] {
            assert!(found.remove(common).is_some(), "{name}: {common}");
        }
        assert_eq!(Value::Object(found.clone()), fields, "{name}");
        // And the same inside an envelope.
        let envelope = ["--mode", "safe", "--aes-key", AES_KEY, "--receiver", APPID];
        let addressed = body.replace("ww1234567890abcdef", APPID);
        let safe: Vec<&str> = words.iter().copied().chain(envelope).collect();
        let ran = send(&safe, &http(200, sealed(&addressed))).stderr("").run();
        assert_eq!((ran.rules(), &ran.json()["reply"]["type"]), (Vec::new(), &json!(msg_type)), "{name}");
    }
}

#[test]
fn news_of_one_to_eight_articles_are_read_whole() {
    for count in 1..=8 {
        let ran = send(CLICK, &http(200, news(&count.to_string(), count))).run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{count}");
        let items = &ran.json()["reply"]["fields"]["Articles"]["item"];
        assert_eq!(items.as_array().map(Vec::len), Some(count));
        assert_eq!(items[count - 1]["Url"], "https://example.com/a");
    }
}
