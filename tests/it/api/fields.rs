//! Fields, data and files of a request.

use serde_json::{Value, json};

use super::{PNG, heard, ok, refused, sent};
use crate::support::{Heard, Webot, webot};

fn body(heard: &Heard) -> Value {
    serde_json::from_slice(&heard.body).unwrap_or_else(|error| panic!("{error}: {heard:?}"))
}

#[test]
fn a_get_carries_the_token_and_fields_in_its_query() {
    let heard =
        sent(&["GET", "/cgi-bin/user/info", "-F", "openid=a&b", "-f", "lang=中文", "--query", "x=@y"]);
    assert_eq!(heard.line.split(' ').next(), Some("GET"));
    let pairs = [("access_token", "TOKEN-of-the-test"), ("x", "@y"), ("openid", "a&b"), ("lang", "中文")];
    assert_eq!(heard.query(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(heard.body.is_empty());
}

#[test]
fn fields_are_typed_and_raw_fields_are_text() {
    let heard = sent(&[
        "POST",
        "/cgi-bin/x",
        "-F",
        "n=5",
        "-F",
        "t=true",
        "-F",
        "z=null",
        "-F",
        "s=中文&\\u4f60",
        "-F",
        "big=12345678901234567890",
        "-F",
        r#"o={"a":[1]}"#,
        "-f",
        "raw=5",
        "-f",
        "at=@no-such-file",
        "-F",
        "empty=",
    ]);
    assert_eq!(
        heard.text(),
        r#"{"n":5,"t":true,"z":null,"s":"中文&\\u4f60","big":12345678901234567890,"o":{"a":[1]},"empty":"","raw":"5","at":"@no-such-file"}"#
    );
    assert_eq!(heard.header("content-type"), Some("application/json"));
}

#[test]
fn the_name_of_a_field_may_be_a_path_into_objects_and_lists() {
    let heard = sent(&[
        "POST",
        "/cgi-bin/x",
        "-F",
        "tag.name=VIP",
        "-F",
        "tag.id=134",
        "-F",
        "openid_list[]=a",
        "-f",
        "openid_list[]=b",
        "-F",
        "user_list[].openid=c",
        "-F",
        "user_list[].lang=en",
        "-F",
        "user_list[].openid=d",
    ]);
    assert_eq!(
        body(&heard),
        json!({
            "tag": { "name": "VIP", "id": 134 },
            "openid_list": ["a", "b"],
            "user_list": [{ "openid": "c", "lang": "en" }, { "openid": "d" }],
        })
    );
    for wrong in ["a..b=1", ".a=1", "[]=1"] {
        refused(&["POST", "/cgi-bin/x", "-F", wrong]);
    }
    refused(&["POST", "/cgi-bin/x", "-F", "a=1", "-F", "a.b=2"]);
    refused(&["POST", "/cgi-bin/x", "-F", "=1"]);
    assert!(refused(&["POST", "/cgi-bin/x", "--query", "nothing"]).stderr.contains("nothing"));
}

#[test]
fn a_field_may_be_a_file_or_standard_input() {
    let bot = ok();
    let run =
        Webot::asking(bot.url("")).webot(["api", "POST", "/cgi-bin/x", "-F", "a=@name.txt", "-F", "b=-"]);
    run.file("name.txt", "\u{feff}张三\n").stdin("李四\r\n").stderr("ok\n").run();
    assert_eq!(body(&heard(&bot)), json!({ "a": "张三", "b": "李四" }));
}

#[test]
fn data_is_compact_raw_utf_8_from_every_source() {
    let json = "\u{feff}{ \"name\": \"\\u4e2d\\u6587 & <b>\",\n \"id\": 1.50 }";
    let expected = r#"{"name":"中文 & <b>","id":1.5}"#;
    for (flag, file, stdin) in [("@menu.json", json, ""), ("-", "", json), (json, "", "")] {
        let bot = ok();
        let run = Webot::asking(bot.url("")).webot(["api", "POST", "/cgi-bin/x", "--data", flag]);
        run.file("menu.json", file).stdin(stdin).stderr("ok\n").run();
        let heard = heard(&bot);
        assert_eq!(
            (heard.text(), heard.header("content-type")),
            (expected, Some("application/json")),
            "{flag}"
        );
    }
}

#[test]
fn data_that_is_not_json_is_sent_unchanged_and_broken_json_is_named() {
    let heard = sent(&["POST", "/cgi-bin/x", "--data", "<xml><a>中文</a></xml>"]);
    assert_eq!((heard.text(), heard.header("content-type")), ("<xml><a>中文</a></xml>", Some("text/xml")));
    let heard = sent(&["POST", "/cgi-bin/x", "--data", "-plain text"]);
    assert_eq!((heard.text(), heard.header("content-type")), ("-plain text", Some("text/plain")));
    let ran = refused(&["POST", "/cgi-bin/x", "--data", "{\"a\":1,\n\"b\"}"]);
    assert!(ran.stderr.contains("line 2") && ran.stderr.contains("column 4"), "{}", ran.stderr);
    assert!(refused(&["POST", "/cgi-bin/x", "--data", "@missing.json"]).stderr.contains("missing.json"));
    let both = refused(&["POST", "/cgi-bin/x", "--data", "{}", "-F", "a=1"]);
    assert!(both.stderr.contains("`--data` and `-F`"), "{}", both.stderr);
}

#[test]
fn an_upload_is_a_form_with_raw_names_and_bytes() {
    let bot = ok();
    Webot::asking(bot.url(""))
        .webot([
            "api",
            "POST",
            "/cgi-bin/media/upload",
            "--query",
            "type=image",
            "--upload",
            "media=@猫 \"咪\".png",
        ])
        .args(["-F", r#"description={"title":"视频"}"#, "-f", "note=@here"])
        .file("猫 \"咪\".png", PNG)
        .stderr_ends("ok\n")
        .run();
    let heard = heard(&bot);
    let kind = heard.header("content-type").expect("a type");
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("a form");
    let part = |head: &str, content: &[u8]| {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let expected = [
        part("name=\"media\"; filename=\"猫 %22咪%22.png\"\r\nContent-Type: image/png", PNG),
        part("name=\"description\"", r#"{"title":"视频"}"#.as_bytes()),
        part("name=\"note\"", b"@here"),
        format!("--{boundary}--\r\n").into_bytes(),
    ];
    assert_eq!(String::from_utf8_lossy(&heard.body), String::from_utf8_lossy(&expected.concat()));
    assert_eq!(heard.body, expected.concat());
    assert_eq!(heard.parameter("type").as_deref(), Some("image"));
}

#[test]
fn a_field_named_key_does_not_replace_the_token() {
    webot(["api", "GET", "/cgi-bin/user/info", "-F", "key=1", "--dry-run"])
        .stderr_has("no field `key`")
        .stdout_has("access_token=***")
        .run();
}
