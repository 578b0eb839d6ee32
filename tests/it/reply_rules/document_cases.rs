//! Cases of the document as a whole: no reply, bytes around it, common fields, HTTP statuses.

use webot::message::MAX_BODY_BYTES;

use super::{Case, case, content, created, edited};
use crate::support::{ACCOUNT, OPENID, gzipped, http, http_gzip, http_with, text_reply, xml_reply};

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

pub(super) fn not_a_reply() -> Vec<Case> {
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
        case("not-xml", "null", "null").names("`null`").but("").but(text_reply("null 是什么")),
        case("not-xml", "None", "None").names("no value").but(""),
        case("not-xml", "success twice", "successsuccess").names("successsuccess").but("success"),
        case("not-xml", "success before a reply", format!("success{}", text_reply("你好")))
            .names("either")
            .but(text_reply("你好")),
        case("not-xml", "an object of a script", "[object Object]").names("object").but(text_reply("[object]")),
        case("not-xml", "a promise", "[object Promise]").names("await").but(text_reply("Promise")),
        case("not-xml", "an object of Python", "<wechatpy.replies.TextReply object at 0x7f1c2a3b>")
            .names("as the program prints it")
            .but(text_reply("你好")),
        case("not-xml", "a coroutine of Python", "<coroutine object reply at 0x7f1c2a3b>")
            .names("await")
            .but(text_reply("你好")),
        case("not-xml", "a dictionary of Python", "{'MsgType': 'text'}").names("XML").but(text_reply("{'a': 1}")),
        case("not-xml", "an object of Java", "com.a.TextMessage@1b2c3d4e")
            .names("as the program prints it")
            .but(text_reply("com.a.TextMessage@1b2c3d4e")),
        case("not-xml", "a type of .NET", "System.Xml.Linq.XDocument")
            .names("as the program prints it")
            .but(text_reply("System")),
        case("not-xml", "an array of PHP", "Array").names("as the program prints it").but(text_reply("Array")),
        case("not-xml", "source code", "<?php\necho $_GET['echostr'];").names("source code").but("success"),
        case("not-xml", "a refusal", "Invalid signature").names("refusal").but(text_reply("Invalid signature")),
        case("not-xml", "a failure in JSON", r#"{"code":404,"msg":"请求资源不存在"}"#)
            .names("`404 请求资源不存在`")
            .but(text_reply(r#"{"code":404}"#)),
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
        case("not-xml", "half of a surrogate pair", content("a&#55357;&#56832;b"))
            .names("half of a surrogate pair")
            .but(content("a&#128512;b")),
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

pub(super) fn bytes_around() -> Vec<Case> {
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
        case("gzip", "with its header", "")
            .raw(http_gzip(gzipped([&reply])), http_with(200, "X-Y: gzip\r\n", &reply)),
        case("gzip", "brotli", "").raw(
            http_with(200, "Content-Encoding: br\r\n", "\u{b}\u{2}hello"),
            http_with(200, "Content-Encoding: identity\r\n", &reply),
        ),
        case("false-encoding", "gzip", "")
            .names("`gzip`")
            .raw(http_gzip(&reply), http_with(200, "X-Y: gzip\r\n", &reply)),
        case("gzip", "without its header", gzipped([&reply])).but(&reply),
        case("body-too-large", "one byte", padded(MAX_BODY_BYTES + 1)).but(padded(MAX_BODY_BYTES)),
    ]
}

pub(super) fn common_fields() -> Vec<Case> {
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

pub(super) fn statuses() -> Vec<Case> {
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
        status(201, &reply, "another good status", "201"),
        case("http-status", "no content", "")
            .warning()
            .names("204")
            .raw(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(), http(200, "")),
    ]
}
