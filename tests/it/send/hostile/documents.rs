//! Documents: deep, large, with entities, or hostile within an envelope.

use std::io::Write as _;
use std::time::Instant;

use super::{Checks, RUN_TIMEOUT, body, excerpt, filled, open_text, serve};
use crate::support::{AES_KEY, APPID, Bot, encrypted, http, text_reply, xml_reply};

#[test]
fn nesting_of_100_000_levels_is_reported_without_recursion() {
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
fn json_of_100_000_brackets_is_reported_without_recursion() {
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
fn a_megabyte_of_anything_is_reported_in_time() {
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
        assert!(start.elapsed() < RUN_TIMEOUT, "{what}: {:?}", start.elapsed());
    }
}

#[test]
fn findings_stay_short_for_every_answer() {
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

#[test]
fn hostile_envelopes_are_reported() {
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
        (sealed(&sealed(&text_reply("你好"))), "ciphertext-form"),
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
