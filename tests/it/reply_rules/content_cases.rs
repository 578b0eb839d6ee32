//! Cases of texts, news, media and envelopes.

use webot::message::envelope::{AesKey, encrypt};
use webot::sign;

use super::{CLICK, COMPAT, Case, SAFE, TOKEN, article, case, content, news, news_with, sealed};
use crate::support::{AES_KEY, APPID, OTHER_KEY, encrypted, text_reply, xml_reply};

fn music(inside: &str) -> String {
    xml_reply("music", &format!("<Music><Title><![CDATA[歌]]></Title>{inside}</Music>"))
}

/// Returns an envelope around any text, with the right signature.
fn signed(encrypt: &str) -> String {
    let signature = sign::callback::msg_signature(TOKEN, "1700000000", "42", encrypt);
    format!(
        "<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>\
         <TimeStamp>1700000000</TimeStamp><Nonce><![CDATA[42]]></Nonce></xml>"
    )
}

pub(super) fn texts() -> Vec<Case> {
    vec![
        case("media-id-missing", "a variable without a value", {
            xml_reply("image", "<Image><MediaId>undefined</MediaId></Image>")
        })
        .names("`undefined`")
        .but(xml_reply("image", "<Image><MediaId>undefined_1</MediaId></Image>")),
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

pub(super) fn news_and_media() -> Vec<Case> {
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
        case("field-too-high", "an image with its id outside", xml_reply("image", "<MediaId>m1</MediaId>"))
            .names("<Image>")
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

pub(super) fn envelopes() -> Vec<Case> {
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
        case("wrong-case", "of an envelope", good.replace("MsgSignature>", "msg_signature>"))
            .answering(SAFE)
            .names("<MsgSignature>")
            .but(&good),
        case("wrong-case", "of the time of an envelope", good.replace("TimeStamp>", "Timestamp>"))
            .answering(SAFE)
            .names("<TimeStamp>")
            .but(&good),
        case("wrong-case", "words joined by `_`", reply.replace("MsgType>", "msg_type>"))
            .names("<MsgType>")
            .but(&reply),
        case("wrong-case", "words joined by `-`", reply.replace("ToUserName>", "to-user-name>"))
            .names("<ToUserName>")
            .but(&reply),
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
        case("message-layout", "cut", signed(&whole[..whole.len() - 20]))
            .answering(SAFE)
            .names("the end of the data is missing")
            .but(signed(&whole)),
        case("message-layout", "cut in the message", signed(&whole[..64]))
            .answering(SAFE)
            .names("the key is correct")
            .but(signed(&whole)),
        case("wrong-case", "the element of the ciphertext", good.replace("Encrypt>", "encrypt>"))
            .answering(SAFE)
            .names("<Encrypt>")
            .but(&good),
        case("ciphertext-form", "without an envelope", &whole).answering(SAFE).names("<Encrypt>").but(&good),
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
