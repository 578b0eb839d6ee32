//! Cases of displaced parts: one fault is named, and nothing that only follows from it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use webot::message::envelope::{AesKey, encrypt};
use webot::sign;

use super::{CLICK, Case, SAFE, TOKEN, article, case, content, news};
use crate::support::{AES_KEY, APPID, text_reply, xml_reply};

fn envelope(encrypt: &str) -> String {
    let signature = sign::callback::msg_signature(TOKEN, "1700000000", "42", encrypt);
    format!(
        "<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>\
         <TimeStamp>1700000000</TimeStamp><Nonce><![CDATA[42]]></Nonce></xml>"
    )
}

#[expect(clippy::too_many_lines, reason = "one case after the other")]
pub(super) fn displaced() -> Vec<Case> {
    let reply = text_reply("你好");
    let inner = reply.trim_start_matches("<xml>").trim_end_matches("</xml>").to_owned();
    let image = xml_reply("image", "<Image><MediaId>m1</MediaId></Image>");
    let one = article("https://a.cn", "");
    let fields = one.replace("<item>", "").replace("</item>", "");
    let articles = |inside: &str| xml_reply("news", &format!("<ArticleCount>1</ArticleCount>{inside}"));
    vec![
        case("wrapped", "a second root", format!("<xml>{reply}</xml>")).names("second <xml>").but(&reply),
        case(
            "wrapped",
            "a second root with a declaration",
            format!("<xml><?xml version=\"1.0\"?>{reply}</xml>"),
        )
        .names("second <xml>")
        .but(format!("<?xml version=\"1.0\"?>{reply}")),
        case("wrapped", "three roots", format!("<xml><xml>{reply}</xml></xml>")).but(&reply),
        case("wrapped", "another root around it", format!("<response>{reply}</response>"))
            .names("`response`")
            .but(&reply),
        case("wrapped", "an element around it", format!("<xml><data>{inner}</data></xml>"))
            .names("`data`")
            .but(&reply),
        case("no-root", "no root", inner.clone()).names("root").but(&reply),
        case(
            "quoted",
            "the text of an element of XML",
            format!(
                "<string xmlns=\"http://a.cn/\">{}</string>",
                reply.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
            ),
        )
        .names("<string>")
        .but(&reply),
        case("quoted", "a JSON string", serde_json::to_string(&reply).expect("JSON"))
            .names("JSON")
            .but(&reply),
        case(
            "field-too-low",
            "type and text in an element",
            reply.replace("<MsgType>", "<Message><MsgType>").replace("</xml>", "</Message></xml>"),
        )
        .names("MsgType")
        .but(&reply),
        case(
            "field-too-low",
            "the text in an element",
            xml_reply("text", "<Text><Content>a</Content></Text>"),
        )
        .names("<Text>")
        .but(content("a")),
        case(
            "field-too-low",
            "an element twice",
            image.replace("<Image>", "<Image><Image>").replace("</Image>", "</Image></Image>"),
        )
        .names("<Image>")
        .but(&image),
        case(
            "field-too-low",
            "the count among the articles",
            xml_reply("news", &format!("<Articles><ArticleCount>1</ArticleCount>{one}</Articles>")),
        )
        .names("ArticleCount")
        .but(articles(&format!("<Articles>{one}</Articles>"))),
        case(
            "field-too-high",
            "the link of music",
            xml_reply("music", "<MusicUrl>https://a.cn/a.mp3</MusicUrl>"),
        )
        .names("<Music>")
        .but(xml_reply("music", "<Music><MusicUrl>https://a.cn/a.mp3</MusicUrl></Music>")),
        case("field-too-high", "the id in place of its element", xml_reply("image", "<Image>m1</Image>"))
            .names("<Image>")
            .but(&image),
        case("wrong-case", "of an id", image.replace("MediaId", "mediaId")).names("<MediaId>").but(&image),
        case(
            "other-interface",
            "the body of a call",
            "{\"touser\":\"o\",\"msgtype\":\"text\",\"text\":{\"content\":\"a\"}}",
        )
        .names("/cgi-bin/message/custom/send")
        .but(&reply),
        case("other-interface", "of WeChat Pay", "<xml><return_code>SUCCESS</return_code></xml>")
            .names("v2")
            .but("success"),
        case("field-too-high", "an article without Articles", articles(&one))
            .names("<Articles>")
            .but(news("1", 1)),
        case("field-too-high", "the fields of an article", articles(&fields))
            .names("<Articles.item>")
            .but(news("1", 1)),
        case("item-missing", "no item", articles(&format!("<Articles>{fields}</Articles>")))
            .names("<item>")
            .but(articles(&format!("<Articles>{one}</Articles>"))),
        case(
            "item-missing",
            "Articles twice instead",
            articles(&format!("<Articles>{fields}</Articles>").repeat(2))
                .replace(">1</ArticleCount>", ">2</ArticleCount>"),
        )
        .answering(CLICK)
        .but(news("2", 2)),
        case(
            "item-missing",
            "another name",
            articles(&format!("<Articles><article>{fields}</article></Articles>")),
        )
        .names("<article>")
        .but(news("1", 1)),
        case(
            "text-of-elements",
            "JSON in an element",
            xml_reply("image", "<Image><![CDATA[{\"MediaId\":\"m1\"}]]></Image>"),
        )
        .names("<Image>")
        .but(&image),
        case(
            "text-of-elements",
            "articles in CDATA",
            articles(&format!(
                "<Articles><![CDATA[{}]]></Articles>",
                one.replace("]]>", "").replace("<![CDATA[", "")
            )),
        )
        .names("<Articles>")
        .but(news("1", 1)),
    ]
}

pub(super) fn ciphertexts() -> Vec<Case> {
    let whole =
        encrypt(&AesKey::parse(AES_KEY).expect("a key"), [7; 16], text_reply("你好").as_bytes(), APPID);
    let bytes = STANDARD.decode(&whole).expect("base64");
    let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let good = envelope(&whole);
    [
        ("in hexadecimal", hex, "hexadecimal"),
        ("base64 twice", STANDARD.encode(&whole), "base64 of base64"),
        ("percent-encoded", whole.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"), "percent"),
        (
            "twice",
            encrypt(&AesKey::parse(AES_KEY).expect("a key"), [7; 16], envelope(&whole).as_bytes(), APPID),
            "encrypted twice",
        ),
        ("not encrypted", STANDARD.encode(text_reply("你好")), "base64 of the reply"),
    ]
    .into_iter()
    .map(|(what, text, names)| {
        case("ciphertext-form", what, envelope(&text)).answering(SAFE).names(names).but(&good)
    })
    .collect()
}

pub(super) fn escapes() -> Vec<Case> {
    let text = |content: &str| text_reply(content);
    vec![
        case("text-escaped", "a line break", text("one\\ntwo")).warning().names("`\\n`").but(text("C:\\new")),
        case("text-escaped", "JSON", text("\\u4f60\\u597d")).warning().names("`\\u4f60`").but(text("你好")),
        case("text-escaped", "a tag", text("one<br>two"))
            .warning()
            .names("`<br>`")
            .but(text("<a href=\"https://a.cn\">a</a>")),
        case("text-escaped", "bold text", text("<b>news</b>"))
            .warning()
            .names("`<b>`")
            .but(text("<b></b> makes bold")),
        case("text-escaped", "a quote in a link", text("<a href=\\\"https://a.cn\\\">a</a>"))
            .warning()
            .names("backslash")
            .but(text("<a href=\"https://a.cn\">a</a>")),
        case("text-escaped", "Markdown", text("**你好**，我是助手"))
            .warning()
            .names("Markdown")
            .but(text("2**10 = 1024, a**b**c")),
        case(
            "text-garbled",
            "UTF-8 as ISO-8859-1",
            text(&"你好".bytes().map(char::from).collect::<String>()),
        )
        .warning()
        .names("`你好`")
        .but(text("déjà vu")),
        case("text-garbled", "UTF-8 as GBK", text(&encoding_rs::GBK.decode("你好世界".as_bytes()).0))
            .warning()
            .names("`你好世界`")
            .but(text("联通")),
        case("text-garbled", "question marks", text("????"))
            .warning()
            .names("ISO-8859-1")
            .but(text("在吗????")),
        case("text-escaped", "an entity", text("a&nbsp;b")).warning().names("`&nbsp;`").but(text("R&D")),
    ]
}
