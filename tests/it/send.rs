//! `webot send`: what reaches the bot, and what `--json`, `--dry-run` and `--curl` show of it.

use serde_json::{Value, json};
use webot::message::envelope::{self, AesKey, Decrypted};
use webot::message::{Document, Path, xml};
use webot::sign;

use crate::support::{
    ACCEPTED, ACCOUNT, AES_KEY, APPID, Bot, Heard, OPENID, encrypted, http, text_reply, webot, xml_reply,
};

const DEFAULT_TOKEN: &str = "keyboardcat123";

fn silent() -> Bot {
    Bot::answering(|_| http(200, "success"))
}

fn at(document: &Document, path: &str) -> Option<String> {
    document.at(&Path::parse(path).expect("a path")).map(str::to_owned)
}

/// What a bot hears of `webot send` with these arguments.
#[track_caller]
fn heard(args: &[&str]) -> Heard {
    let bot = silent();
    webot(["send"]).args(bot.args()).args(args).stderr_ends(ACCEPTED).run();
    bot.only()
}

/// The message that a bot hears has these fields.
#[track_caller]
fn holds(args: &[&str], fields: &[(&str, &str)]) {
    let message = heard(args).message();
    for (path, value) in fields {
        assert_eq!(at(&message, path).as_deref(), Some(*value), "`{path}` of {args:?}");
    }
}

/// The run is refused as wrong usage, says this, and sends nothing.
#[track_caller]
fn refused(args: &[&str], says: &[&str]) {
    let bot = silent();
    let port = bot.args()[1].clone();
    webot(["send"]).args(args).env("PORT", &port).exit(2).stdout("").stderr_has_all(says).run();
    bot.never_asked();
}

#[track_caller]
fn signed_with(token: &str, heard: &Heard) {
    let value = |name| heard.parameter(name).unwrap_or_default();
    let expected = sign::callback::signature(token, &value("timestamp"), &value("nonce"));
    assert_eq!(value("signature"), expected, "signed with another token than `{token}`: {}", heard.line);
}

fn names(heard: &Heard) -> Vec<String> {
    heard.query().into_iter().map(|(name, _)| name).collect()
}

// What webot-cli took.

#[test]
fn any_other_word_is_a_text() {
    holds(&["Hello"], &[("MsgType", "text"), ("Content", "Hello")]);
    holds(&["Hello", "big", "world"], &[("MsgType", "text"), ("Content", "Hello big world")]);
}

#[test]
fn text_has_its_old_names() {
    for word in ["t", "text"] {
        holds(&[word, "Hello"], &[("MsgType", "text"), ("Content", "Hello")]);
    }
}

#[test]
fn image_has_its_old_names_and_a_media_id() {
    for word in ["i", "image", "pic"] {
        let message = heard(&[word, "http://example.com/a.png"]).message();
        assert_eq!(message.get("MsgType"), Some("image"), "{word}");
        assert_eq!(message.get("PicUrl"), Some("http://example.com/a.png"), "{word}");
        assert!(message.get("MediaId").is_some_and(|id| !id.is_empty()), "{word}");
    }
}

#[test]
fn location_has_its_old_names_and_order() {
    for word in ["l", "loc", "location"] {
        let fields = [
            ("MsgType", "location"),
            ("Location_X", "20.12"),
            ("Location_Y", "120.33"),
            ("Label", "Somewhere Out There"),
        ];
        holds(&[word, "20.12", "120.33", "Somewhere Out There"], &fields);
    }
}

#[test]
fn coordinates_may_be_negative() {
    let fields = [("Location_X", "-33.86"), ("Location_Y", "-151.2"), ("Label", "South")];
    holds(&["loc", "-33.86", "-151.2", "South"], &fields);
}

#[test]
fn event_has_its_old_names_and_takes_a_key() {
    for word in ["e", "event"] {
        holds(&[word, "subscribe"], &[("MsgType", "event"), ("Event", "subscribe")]);
        holds(&[word, "CLICK", "KEY"], &[("Event", "CLICK"), ("EventKey", "KEY")]);
        holds(&[word, "unsubscribe"], &[("Event", "unsubscribe")]);
    }
}

#[test]
fn event_is_found_in_any_letters() {
    holds(&["event", "click", "KEY"], &[("Event", "CLICK"), ("EventKey", "KEY")]);
}

#[test]
fn scan_of_a_stranger_is_subscribe_with_qrscene() {
    holds(&["scan", "101"], &[("Event", "subscribe"), ("EventKey", "qrscene_101")]);
    holds(&["scan", "101", "--subscribed=false"], &[("Event", "subscribe"), ("EventKey", "qrscene_101")]);
}

#[test]
fn scan_of_a_follower_is_scan() {
    holds(&["scan", "101", "--subscribed"], &[("Event", "SCAN"), ("EventKey", "101")]);
    holds(&["--subscribed", "scan", "101"], &[("Event", "SCAN"), ("EventKey", "101")]);
    assert!(heard(&["scan", "101", "--subscribed"]).message().get("Ticket").is_some());
}

#[test]
fn reportloc_is_the_event_location() {
    let message = heard(&["reportloc"]).message();
    assert_eq!(message.get("Event"), Some("LOCATION"));
    for field in ["Latitude", "Longitude", "Precision"] {
        assert!(message.get(field).is_some_and(|value| value.parse::<f64>().is_ok()), "{field}");
    }
    holds(&["reportloc", "23.13", "-113.36"], &[("Latitude", "23.13"), ("Longitude", "-113.36")]);
}

#[test]
fn kinds_that_webot_cli_could_not_send_have_what_wechat_sends() {
    for (kind, fields) in [
        ("voice", ["MediaId", "Format", "Recognition"].as_slice()),
        ("video", &["MediaId", "ThumbMediaId"]),
        ("shortvideo", &["MediaId", "ThumbMediaId"]),
        ("link", &["Title", "Description", "Url"]),
        ("file", &["Title", "FileTotalLen"]),
        ("miniprogrampage", &["Title", "AppId", "PagePath"]),
    ] {
        let message = heard(&[kind]).message();
        assert_eq!(message.get("MsgType"), Some(kind));
        for field in fields.iter().chain(&["MsgId"]) {
            assert!(message.get(field).is_some_and(|value| !value.is_empty()), "{field} of {kind}");
        }
    }
}

#[test]
fn nearly_a_kind_is_sent_as_text_with_a_hint() {
    let bot = silent();
    webot(["send", "imgae"]).args(bot.args()).stderr_has("hint: ").stderr_has("`webot send image`").run();
    assert_eq!(bot.only().message().get("Content"), Some("imgae"));
}

// The token.

const OWN_FILE: &str = r#"{"token": "of-the-file"}"#;
/// As webot-cli leaves it behind: `token` is the cached `access_token`.
const OLD_FILE: &str = r#"{"appid":"wx1","secret":"s","token":{"access_token":"x","expires_in":7200}}"#;

/// Variables, files and arguments of a run.
#[derive(Default, Clone, Copy)]
struct Given<'a> {
    env: &'a [(&'a str, &'a str)],
    files: &'a [(&'a str, &'a str)],
    args: &'a [&'a str],
}

#[track_caller]
fn sends_token(token: &str, given: Given<'_>) {
    let bot = silent();
    let mut run = webot(["send", "hi"]).args(bot.args()).args(given.args);
    for (name, value) in given.env {
        run = run.env(name, value);
    }
    for (name, content) in given.files {
        run = run.file(name, content);
    }
    run.stderr_ends(ACCEPTED).run();
    signed_with(token, &bot.only());
}

#[test]
fn the_token_is_the_flags_then_the_environments_then_the_files_then_the_default() {
    let files = [("wx_config.json", OWN_FILE)].as_slice();
    let env = [("WX_TOKEN", "of-env")].as_slice();
    sends_token(DEFAULT_TOKEN, Given::default());
    sends_token("of-the-file", Given { files, ..Given::default() });
    sends_token("of-the-file", Given { env: &[("WX_TOKEN", "")], files, ..Given::default() });
    sends_token("of-env", Given { env, files, ..Given::default() });
    sends_token("of-flag", Given { env, files, args: &["--token", "of-flag"] });
}

#[test]
fn the_access_token_in_webot_clis_file_is_not_the_callback_token() {
    sends_token(DEFAULT_TOKEN, Given { files: &[("wx_config.json", OLD_FILE)], ..Given::default() });
}

#[test]
fn another_file_can_be_named() {
    let files = [("wx_config.json", OLD_FILE), ("other.json", OWN_FILE)].as_slice();
    sends_token("of-the-file", Given { files, args: &["--config", "other.json"], ..Given::default() });
    sends_token("of-the-file", Given { env: &[("WEBOT_CONFIG", "other.json")], files, ..Given::default() });
}

#[test]
fn a_file_with_a_byte_order_mark_is_read() {
    let file = format!("\u{feff}{OWN_FILE}");
    sends_token("of-the-file", Given { files: &[("wx_config.json", &file)], ..Given::default() });
}

// The address.

#[track_caller]
fn goes_to(url: &str, args: &[&str], port: Option<&str>, file: Option<&str>) {
    let mut run = webot(["send", "hi", "--dry-run", "--json"]).args(args);
    if let Some(port) = port {
        run = run.env("PORT", port);
    }
    if let Some(file) = file {
        run = run.file("wx_config.json", file);
    }
    let json = run.run().json();
    let sent = json["url"].as_str().expect("a URL");
    assert_eq!(sent.split('?').next(), Some(url), "{sent}");
}

#[test]
fn the_port_is_3000_on_this_machine_and_80_elsewhere() {
    goes_to("http://127.0.0.1:3000/", &[], None, None);
    goes_to("http://localhost:3000/", &["--host", "localhost"], None, None);
    goes_to("http://[::1]:3000/", &["--host", "::1"], None, None);
    goes_to("http://example.com/", &["--host", "example.com"], None, None);
}

#[test]
fn host_port_and_route_make_the_address() {
    goes_to("http://127.0.0.1:3000/wechat", &["--route", "/wechat"], None, None);
    goes_to("http://127.0.0.1:3000/wechat", &["--route", "wechat"], None, None);
    let all = ["--host", "example.com", "--port", "8080", "--route", "/a/b"];
    goes_to("http://example.com:8080/a/b", &all, None, None);
}

#[test]
fn the_port_is_the_flags_then_the_environments() {
    goes_to("http://127.0.0.1:4000/", &[], Some("4000"), None);
    goes_to("http://example.com:4000/", &["--host", "example.com"], Some("4000"), None);
    goes_to("http://127.0.0.1:5000/", &["--port", "5000"], Some("4000"), None);
}

#[test]
fn the_destination_is_over_all_three() {
    for flag in ["--des", "--destination"] {
        let args = ["--host", "other", "--port", "1", "--route", "/no", flag, "http://example.com/wechat"];
        goes_to("http://example.com/wechat", &args, Some("4000"), None);
    }
    goes_to("http://example.com/wechat", &["--des", "example.com/wechat"], None, None);
}

#[test]
fn the_files_url_is_used_when_nothing_else_is_said() {
    let file = Some(r#"{"url": "https://example.com/wechat"}"#);
    goes_to("https://example.com/wechat", &[], None, file);
    goes_to("https://example.com:5000/wechat", &["--port", "5000"], None, file);
    goes_to("https://example.com/other", &["--route", "/other"], None, file);
    goes_to("http://127.0.0.1:3000/", &["--host", "127.0.0.1"], None, file);
    // An ambient PORT is the default's, not another machine's.
    goes_to("https://example.com/wechat", &[], Some("4000"), file);
    goes_to("http://example.org/", &["--des", "http://example.org/"], None, file);
}

#[test]
fn an_address_that_cannot_be_is_wrong_usage() {
    refused(&["hi", "--port", "70000"], &["error: ", "70000", "hint: "]);
    refused(&["hi", "--port", "http"], &["`http`"]);
    refused(&["hi", "--des", "ftp://example.com/"], &["ftp://example.com/"]);
    refused(&["hi", "--des", "http://"], &["error: "]);
    refused(&["hi", "--host", "http://example.com/x"], &["--des"]);
    webot(["send", "hi"]).env("PORT", "none").exit(2).stderr_has("`PORT`").run();
}

// The request.

#[test]
fn the_query_is_signature_timestamp_nonce_openid_and_never_the_token() {
    let heard = heard(&["hi", "--token", "s3cret", "--user", "oUSER"]);
    assert_eq!(names(&heard), ["signature", "timestamp", "nonce", "openid"]);
    assert_eq!(heard.parameter("openid").as_deref(), Some("oUSER"));
    assert!(!heard.line.contains("s3cret"), "{}", heard.line);
    signed_with("s3cret", &heard);
}

#[test]
fn the_query_of_the_destination_is_kept() {
    let bot = silent();
    let url = bot.url("/wechat?app=1&name=%E4%BD%A0%20a+b&empty=&bare");
    webot(["send", "hi", "--des", &url]).stderr_ends(ACCEPTED).run();
    let heard = bot.only();
    let start = "POST /wechat?app=1&name=%E4%BD%A0%20a+b&empty=&bare&signature=";
    assert!(heard.line.starts_with(start), "{}", heard.line);
    signed_with(DEFAULT_TOKEN, &heard);
}

#[test]
fn the_query_of_the_route_is_kept() {
    let heard = heard(&["hi", "--route", "/wechat?app=1"]);
    assert_eq!(heard.path(), "/wechat");
    assert_eq!(heard.parameter("app").as_deref(), Some("1"));
    signed_with(DEFAULT_TOKEN, &heard);
}

#[test]
fn times_are_in_seconds() {
    let heard = heard(&["hi"]);
    let message = heard.message();
    for time in [heard.parameter("timestamp"), message.get("CreateTime").map(str::to_owned)] {
        let time: u64 = time.expect("a time").parse().expect("a number");
        assert!((1_700_000_000..10_000_000_000).contains(&time), "{time}");
    }
}

#[test]
fn every_message_has_a_nonce_an_id_and_a_signature_of_its_own() {
    let bot = silent();
    for _ in 0..3 {
        webot(["send", "hi"]).args(bot.args()).stderr_ends(ACCEPTED).run();
    }
    let heard = bot.heard();
    let distinct = |value: &dyn Fn(&Heard) -> Option<String>| {
        heard
            .iter()
            .map(|heard| value(heard).expect("a value"))
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    assert_eq!(distinct(&|heard| heard.parameter("nonce")), 3);
    assert_eq!(distinct(&|heard| heard.parameter("signature")), 3);
    assert_eq!(distinct(&|heard| heard.message().get("MsgId").map(str::to_owned)), 3);
}

#[test]
fn time_and_nonce_can_be_fixed() {
    let heard = heard(&["hi", "--timestamp", "1357982061", "--nonce", "1358161344", "--token", "weixin"]);
    // Published by JeffreySu/WeiXinMPSDK (CheckSignatureTest).
    assert_eq!(heard.parameter("signature").as_deref(), Some("335b26997f05c82243aad6b10a2d1853637e71a8"));
}

#[test]
fn the_body_is_compact_xml_with_cdata() {
    let heard = heard(&["hi", "--set", "CreateTime=1700000000", "--set", "MsgId=7"]);
    assert!(heard.line.starts_with("POST "), "{}", heard.line);
    assert_eq!(heard.header("Content-Type"), Some("text/xml"));
    let expected = format!(
        "<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{OPENID}]]></FromUserName>\
         <CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType>\
         <Content><![CDATA[hi]]></Content><MsgId>7</MsgId></xml>"
    );
    assert_eq!(heard.text(), expected);
}

#[test]
fn text_is_not_written_with_entities() {
    let heard = heard(&["a & b < c > d \"e\" 'f' &amp; 你好"]);
    let content = "<Content><![CDATA[a & b < c > d \"e\" 'f' &amp; 你好]]></Content>";
    assert!(heard.text().contains(content), "{}", heard.text());
}

#[test]
fn any_text_arrives_as_it_is() {
    for text in [
        "]]>",
        "a]]]]>>b]]",
        "<![CDATA[x]]>",
        "多 行\n第二行\n",
        "😀👨‍👩‍👧 e\u{301}",
        "\"it's\" \\ $HOME `x`",
        " hi ",
    ] {
        holds(&["text", text], &[("Content", text)]);
    }
}

#[test]
fn a_text_may_begin_with_a_dash() {
    holds(&["--", "-v"], &[("MsgType", "text"), ("Content", "-v")]);
    holds(&["text", "--", "--help me"], &[("Content", "--help me")]);
}

#[test]
fn a_character_that_xml_cannot_carry_is_wrong_usage() {
    refused(&["a\u{1b}b"], &["U+001B", "--xml"]);
}

// Changing the message.

#[test]
fn user_and_account_can_be_named() {
    holds(&["hi", "--user", "oA", "--sp", "gh_B"], &[("FromUserName", "oA"), ("ToUserName", "gh_B")]);
    holds(&["hi", "-u", "oA"], &[("FromUserName", "oA")]);
}

#[test]
fn set_changes_any_field() {
    holds(
        &["hi", "--set", "Content=a=b", "--set", "FromUserName=oX"],
        &[("Content", "a=b"), ("FromUserName", "oX")],
    );
    assert_eq!(heard(&["hi", "--set", "FromUserName=oX"]).parameter("openid").as_deref(), Some("oX"));
    holds(&["event", "CLICK", "--set", "EventKey="], &[("EventKey", "")]);
}

#[test]
fn set_reaches_nested_and_repeated_fields() {
    let heard = heard(&[
        "event",
        "pic_weixin",
        "--set",
        "SendPicsInfo.Count=2",
        "--set",
        "SendPicsInfo.PicList.item[1].PicMd5Sum=second",
        "--set",
        "SendPicsInfo.PicList.item.PicMd5Sum=first",
    ]);
    let pictures = "<SendPicsInfo><Count>2</Count><PicList>\
                    <item><PicMd5Sum><![CDATA[first]]></PicMd5Sum></item>\
                    <item><PicMd5Sum><![CDATA[second]]></PicMd5Sum></item></PicList></SendPicsInfo>";
    assert!(heard.text().contains(pictures), "{}", heard.text());
}

#[test]
fn an_unknown_field_names_the_closest() {
    refused(&["hi", "--set", "Contnt=x"], &["error: ", "`Contnt`", "hint: did you mean `Content`?", "--add"]);
    refused(
        &["event", "pic_weixin", "--set", "SendPicsInfo.PicList.item.PicMd5=x"],
        &["`SendPicsInfo.PicList.item.PicMd5Sum`"],
    );
    refused(&["event", "pic_weixin", "--set", "SendPicsInfo.PicList.item[5].PicMd5Sum=x"], &["item[5]"]);
}

#[test]
fn add_lets_set_add_fields() {
    let args = ["hi", "--add", "--set", "Extra=1", "--set", "Deep.Er=2"];
    holds(&args, &[("Content", "hi"), ("Extra", "1"), ("Deep.Er", "2")]);
}

#[test]
fn a_group_is_not_a_value() {
    refused(
        &["event", "pic_weixin", "--set", "SendPicsInfo=x"],
        &["`SendPicsInfo` holds elements", "`SendPicsInfo.Count`", "`SendPicsInfo.PicList.item.PicMd5Sum`"],
    );
}

#[test]
fn a_set_that_is_no_pair_or_no_path_is_wrong_usage() {
    refused(&["hi", "--set", "Content"], &["`--set`", "NAME=VALUE"]);
    refused(&["hi", "--set", "A..B=x"], &["`A..B`"]);
    refused(&["hi", "--set", "item[4000000000]=x"], &["item[4000000000]"]);
}

#[test]
fn an_event_that_is_not_listed_can_be_sent() {
    let fields = [("MsgType", "event"), ("Event", "brand_new"), ("Key", "Value"), ("Info.Count", "2")];
    holds(&["event", "brand_new", "--set", "Key=Value", "--set", "Info.Count=2"], &fields);
    holds(&["event", "brand_new", "KEY"], &[("Event", "brand_new"), ("EventKey", "KEY")]);
}

#[test]
fn too_many_values_are_wrong_usage() {
    refused(&["loc", "1", "2", "--set", "Label"], &["NAME=VALUE"]);
    refused(&["reportloc", "1", "2", "3", "4"], &["Latitude", "Precision"]);
}

// Bodies of the user's own.

const BODY: &str =
    "<xml>\n  <MsgType>text</MsgType>\r\n <Content>&#20320;</Content><FromUserName>oX</FromUserName></xml>\n";

#[test]
fn an_xml_file_is_sent_as_it_is() {
    let bot = silent();
    let run = |args: &[&str]| webot(["send"]).args(bot.args()).args(args);
    run(&["--xml", "body.xml"]).file("body.xml", BODY).stderr_ends(ACCEPTED).run();
    run(&["--xml", "-"]).stdin(BODY).stderr_ends(ACCEPTED).run();
    for heard in bot.heard() {
        assert_eq!(heard.text(), BODY);
        assert_eq!(heard.header("Content-Type"), Some("text/xml"));
        assert_eq!(heard.parameter("openid").as_deref(), Some("oX"));
        signed_with(DEFAULT_TOKEN, &heard);
    }
    assert_eq!(bot.heard().len(), 2);
}

#[test]
fn a_json_file_is_sent_as_it_is() {
    let bot = silent();
    let body = "{ \"MsgType\": \"text\",\n \"FromUserName\": \"oX\", \"Content\": \"你好\" }";
    let run = |args: &[&str]| webot(["send"]).args(bot.args()).args(args);
    run(&["--json-body", "body.json"]).file("body.json", body).stderr_ends(ACCEPTED).run();
    run(&["--json-body", "-"]).stdin(body).stderr_ends(ACCEPTED).run();
    for heard in bot.heard() {
        assert_eq!(heard.text(), body);
        assert_eq!(heard.header("Content-Type"), Some("application/json"));
        assert_eq!(heard.parameter("openid").as_deref(), Some("oX"));
    }
    assert_eq!(bot.heard().len(), 2);
}

#[test]
fn a_body_that_is_not_there_is_wrong_usage() {
    refused(&["--xml", "missing.xml"], &["missing.xml"]);
    refused(&["--xml", "-"], &["--xml", "empty"]);
    refused(&["hi", "--xml", "-"], &["error: "]);
}

// Encryption.

#[track_caller]
fn opened(heard: &Heard, token: &str) -> Decrypted {
    let text = heard.text();
    let json: Result<Value, _> = serde_json::from_str(text);
    let sealed = match &json {
        Ok(json) => json["Encrypt"].as_str().or(json["encrypt"].as_str()).expect("Encrypt").to_owned(),
        Err(_) => heard.message().get("Encrypt").expect("Encrypt").to_owned(),
    };
    let value = |name| heard.parameter(name).unwrap_or_default();
    let expected = sign::callback::msg_signature(token, &value("timestamp"), &value("nonce"), &sealed);
    assert_eq!(value("msg_signature"), expected, "{}", heard.line);
    envelope::decrypt(&AesKey::parse(AES_KEY).expect("a key"), &sealed).expect("an envelope")
}

fn document(opened: &Decrypted) -> Document {
    xml::read(std::str::from_utf8(&opened.message).expect("UTF-8")).expect("XML").document
}

const KEY: [&str; 4] = ["--aes-key", AES_KEY, "--appid", APPID];

#[test]
fn safe_mode_sends_the_envelope_only() {
    let heard = heard(&[&["hi", "--mode", "safe", "--token", "tok"], KEY.as_slice()].concat());
    let expected = ["signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature"];
    assert_eq!(names(&heard), expected);
    assert_eq!(heard.parameter("encrypt_type").as_deref(), Some("aes"));
    assert_eq!(heard.parameter("openid").as_deref(), Some(OPENID));
    signed_with("tok", &heard);
    let outer = heard.message();
    let elements: Vec<&str> = outer.0.iter().map(|element| &*element.name).collect();
    assert_eq!(elements, ["ToUserName", "Encrypt"]);
    assert_eq!(outer.get("ToUserName"), Some(ACCOUNT));
    let opened = opened(&heard, "tok");
    assert_eq!(opened.receiver, APPID);
    assert_eq!(document(&opened).get("Content"), Some("hi"));
}

#[test]
fn compatible_mode_sends_the_plain_fields_too() {
    let heard = heard(&[&["hi", "--mode", "compat"], KEY.as_slice()].concat());
    assert_eq!(heard.parameter("encrypt_type").as_deref(), Some("aes"));
    signed_with(DEFAULT_TOKEN, &heard);
    let inner = document(&opened(&heard, DEFAULT_TOKEN));
    let outer = heard.message();
    assert_eq!(outer.get("Content"), Some("hi"));
    for element in &inner.0 {
        assert_eq!(outer.get(&element.name), element.value(), "{}", element.name);
    }
}

#[test]
fn a_key_alone_means_safe_mode() {
    let heard = heard(&[&["hi"], KEY.as_slice()].concat());
    assert_eq!(heard.message().get("Content"), None);
    assert_eq!(document(&opened(&heard, DEFAULT_TOKEN)).get("Content"), Some("hi"));
}

#[test]
fn key_appid_and_mode_may_stand_in_the_file_or_the_environment() {
    let bot = silent();
    let file = json!({ "appid": APPID, "encoding_aes_key": AES_KEY, "mode": "safe" }).to_string();
    webot(["send", "hi"]).args(bot.args()).file("wx_config.json", file).stderr_ends(ACCEPTED).run();
    let run = webot(["send", "hi", "--mode", "safe"]).args(bot.args());
    run.env("WX_AES_KEY", AES_KEY).env("WX_APPID", APPID).stderr_ends(ACCEPTED).run();
    assert_eq!(bot.heard().len(), 2);
    for heard in bot.heard() {
        let opened = opened(&heard, DEFAULT_TOKEN);
        assert_eq!(opened.receiver, APPID);
        assert_eq!(document(&opened).get("Content"), Some("hi"));
    }
}

#[test]
fn json_is_compact_raw_utf8() {
    let heard = heard(&["你好 & <a>", "--format", "json"]);
    assert_eq!(heard.header("Content-Type"), Some("application/json"));
    let text = heard.text();
    assert!(text.contains("\"Content\":\"你好 & <a>\""), "{text}");
    let body: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(text, body.to_string());
    assert_eq!(body["FromUserName"], OPENID);
    assert!(body["CreateTime"].is_u64() && body["MsgId"].is_u64(), "{text}");
    signed_with(DEFAULT_TOKEN, &heard);
}

#[test]
fn json_is_encrypted_too() {
    let heard = heard(&[&["hi", "--format", "json", "--mode", "safe"], KEY.as_slice()].concat());
    let outer: Value = serde_json::from_str(heard.text()).expect("JSON");
    let keys: Vec<&str> = outer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["ToUserName", "Encrypt"]);
    let opened = opened(&heard, DEFAULT_TOKEN);
    let inner: Value = serde_json::from_slice(&opened.message).expect("JSON");
    assert_eq!(inner["Content"], "hi");
    assert_eq!(opened.receiver, APPID);
}

#[test]
fn wecom_encrypts_for_the_corpid_and_signs_with_msg_signature_only() {
    let args =
        ["work.text", "hi", "--mode", "safe", "--aes-key", AES_KEY, "--receiver", "ww0123456789abcdef"];
    let heard = heard(&args);
    assert_eq!(names(&heard), ["timestamp", "nonce", "msg_signature"]);
    let outer = heard.message();
    assert_eq!(outer.get("ToUserName"), Some("ww0123456789abcdef"));
    assert!(outer.get("AgentID").is_some());
    let opened = opened(&heard, DEFAULT_TOKEN);
    assert_eq!(opened.receiver, "ww0123456789abcdef");
    assert_eq!(document(&opened).get("Content"), Some("hi"));
}

#[test]
fn a_suite_is_notified_for_its_suiteid() {
    let args = ["suite.suite_ticket", "--mode", "safe", "--aes-key", AES_KEY, "--receiver", "ww5uite"];
    let opened = opened(&heard(&args), DEFAULT_TOKEN);
    assert_eq!(opened.receiver, "ww5uite");
    assert_eq!(document(&opened).get("SuiteId"), Some("ww5uite"));
    assert_eq!(document(&opened).get("InfoType"), Some("suite_ticket"));
}

#[test]
fn a_third_party_platform_is_named_by_appid_beside_the_envelope() {
    let heard = heard(&[&["open.component_verify_ticket", "--mode", "safe"], KEY.as_slice()].concat());
    assert_eq!(heard.message().get("AppId"), Some(APPID));
    assert_eq!(heard.message().get("ToUserName"), None);
    assert_eq!(document(&opened(&heard, DEFAULT_TOKEN)).get("InfoType"), Some("component_verify_ticket"));
}

#[test]
fn an_intelligent_bot_has_no_receiver_and_a_lower_case_encrypt() {
    let heard = heard(&["hi", "--format", "json", "--mode", "safe", "--aes-key", AES_KEY, "--receiver", ""]);
    let outer: Value = serde_json::from_str(heard.text()).expect("JSON");
    let keys: Vec<&str> = outer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["encrypt"]);
    assert_eq!(opened(&heard, DEFAULT_TOKEN).receiver, "");
}

#[test]
fn an_encrypted_reply_is_shown_decrypted() {
    for mode in ["safe", "compat"] {
        let bot =
            Bot::answering(|_| http(200, encrypted(&text_reply("秘密"), DEFAULT_TOKEN, AES_KEY, APPID)));
        let run = || webot(["send", "hi", "--mode", mode]).args(KEY).args(bot.args());
        let json = run().args(["--json"]).run().json();
        assert_eq!(json["reply"]["type"], "text");
        assert_eq!(json["reply"]["fields"]["Content"], "秘密");
        assert_eq!(json["findings"], json!([]));
        assert!(run().stderr_ends(ACCEPTED).run().stdout.contains("秘密"));
    }
}

#[test]
fn an_encrypted_empty_reply_is_legal() {
    for body in ["", "success"] {
        let bot = Bot::answering(move |_| http(200, encrypted(body, DEFAULT_TOKEN, AES_KEY, APPID)));
        let ran = webot(["send", "hi", "--json"]).args(KEY).args(bot.args()).run();
        assert_eq!(ran.json()["reply"]["type"], "none");
    }
}

#[test]
fn encryption_without_a_key_or_a_receiver_is_a_matter_of_configuration() {
    webot(["send", "hi", "--mode", "safe", "--appid", APPID])
        .exit(3)
        .stderr_has("--aes-key")
        .stderr_has("WX_AES_KEY")
        .run();
    webot(["send", "hi", "--mode", "safe", "--aes-key", AES_KEY])
        .exit(3)
        .stderr_has("--appid")
        .stderr_has("--receiver")
        .run();
}

#[test]
fn a_malformed_key_is_told_by_position_or_length() {
    let spoilt = format!("{}-{}", &AES_KEY[..9], &AES_KEY[10..]);
    refused(&["hi", "--aes-key", &spoilt, "--appid", APPID], &["character 10 ", "`-`"]);
    refused(&["hi", "--aes-key", &AES_KEY[1..], "--appid", APPID], &["42 characters, not 43"]);
}

// What is shown.

#[test]
fn json_is_one_document_of_the_documented_shape() {
    let bot = Bot::answering(|_| http(200, text_reply("hello").replace("1700000000", "1700000000000")));
    let ran = webot(["send", "hi", "--json"]).args(bot.args()).run();
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.stdout.trim_end().lines().count(), 1);
    let json = ran.json();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    assert_eq!(
        keys(&json),
        ["kind", "url", "msg_id", "request", "deliveries", "reply", "raw", "findings"].map(str::to_owned)
    );
    let heard = bot.only();
    assert_eq!(json["kind"], "text");
    assert_eq!(json["url"], bot.url("/"));
    assert_eq!(json["msg_id"].as_str(), heard.message().get("MsgId"));
    assert_eq!(json["request"], heard.text());
    assert_eq!(keys(&json["deliveries"][0]), ["status", "elapsed_ms"].map(str::to_owned));
    assert_eq!(json["deliveries"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["deliveries"][0]["status"], 200);
    assert!(json["deliveries"][0]["elapsed_ms"].is_u64());
    assert_eq!(keys(&json["reply"]), ["type", "fields"].map(str::to_owned));
    assert_eq!(json["reply"]["type"], "text");
    assert_eq!(json["reply"]["fields"]["Content"], "hello");
    assert_eq!(json["raw"], text_reply("hello").replace("1700000000", "1700000000000"));
    assert_eq!(keys(&json["findings"][0]), ["rule", "severity", "message", "hint"].map(str::to_owned));
    assert_eq!(json["findings"][0]["rule"], "create-time-not-seconds");
    assert_eq!(json["findings"][0]["severity"], "warning");
}

#[test]
fn no_reply_has_the_type_none_and_an_event_has_no_id() {
    for body in ["success", ""] {
        let bot = Bot::answering(move |_| http(200, body));
        let json = webot(["send", "event", "subscribe", "--json"]).args(bot.args()).run().json();
        assert_eq!(json["kind"], "subscribe");
        assert_eq!(json["msg_id"], Value::Null);
        assert_eq!(json["reply"], json!({ "type": "none", "fields": {} }));
        assert_eq!(json["findings"], json!([]));
        assert_eq!(json["raw"], body);
    }
}

#[test]
fn a_text_reply_is_shown_as_it_is_on_stdout_and_all_else_on_stderr() {
    let bot = Bot::answering(|_| http(200, text_reply("hello\n你好")));
    webot(["send", "hi"])
        .args(bot.args())
        .stdout("hello\n你好\n")
        .stderr_starts(format!("→ text hi  {}\n← text  ", bot.url("/")))
        .run();
}

#[test]
fn any_other_reply_is_shown_field_by_field() {
    let articles = "<ArticleCount>1</ArticleCount><Articles><item><Title>News</Title></item></Articles>";
    let bot = Bot::answering(move |_| http(200, xml_reply("news", articles)));
    webot(["send", "hi"]).args(bot.args()).stdout_has("Title: News\n").stderr_ends(ACCEPTED).run();
}

#[test]
fn no_reply_is_called_so() {
    for body in ["", "success"] {
        let bot = Bot::answering(move |_| http(200, body));
        webot(["send", "hi"]).args(bot.args()).stderr_has("← no reply").run();
    }
}

#[test]
fn dry_run_shows_the_request_and_sends_nothing() {
    let bot = silent();
    webot(["send", "hi", "--dry-run"])
        .args(bot.args())
        .stdout_starts(format!("POST {}?signature=", bot.url("/")))
        .stdout_has("\nContent-Type: text/xml\n")
        .stdout_has("<Content><![CDATA[hi]]></Content>")
        .run();
    let json = webot(["send", "hi", "--dry-run", "--json"]).args(bot.args()).run().json();
    assert_eq!(json["method"], "POST");
    assert_eq!(json["headers"]["Content-Type"], "text/xml");
    assert!(json["body"].as_str().is_some_and(|body| body.starts_with("<xml>")), "{json}");
    bot.never_asked();
}

#[test]
fn dry_run_shows_what_is_inside_the_envelope() {
    webot(["send", "hi", "--mode", "safe", "--dry-run"])
        .args(KEY)
        .stdout_has("<Encrypt>")
        .stdout_lacks("<![CDATA[hi]]>")
        .stderr_has("before encryption: <xml>")
        .stderr_has("<![CDATA[hi]]>")
        .run();
}

/// The line of `--curl`, run by a shell, sends what `webot send` sends.
#[track_caller]
fn curl_sends_the_same(route: &str, args: &[&str], file: &[u8]) {
    if std::process::Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let bot = silent();
    let run = || {
        let fixed = ["--timestamp", "1700000000", "--nonce", "42", "--des"];
        webot(["send"]).args(args).args(fixed).args([bot.url(route)]).file("body", file)
    };
    let line = run().args(["--curl"]).run().stdout;
    assert_eq!(line.matches("curl ").count(), 1, "{line}");
    let output = std::process::Command::new("sh").args(["-c", &line]).output().expect("a shell");
    assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, b"success");
    run().stderr_ends(ACCEPTED).run();
    let [by_curl, by_webot] = bot.heard().try_into().expect("two requests");
    assert_eq!(by_curl.line, by_webot.line);
    assert_eq!(by_curl.body, by_webot.body, "{line}");
    for name in ["Content-Type", "User-Agent", "Accept"] {
        assert_eq!(by_curl.header(name), by_webot.header(name), "{name}");
    }
}

const FIXED: [&str; 4] = ["--set", "CreateTime=1700000000", "--set", "MsgId=7"];

#[test]
fn the_curl_line_sends_any_text() {
    for text in ["hello", "it's \"quoted\" $HOME `x` \\n !", "多 行\n第二行\n", "😀 ]]> % @x", "-v"] {
        curl_sends_the_same(
            "/wechat?a=1&b='2'",
            &[&FIXED, ["text", "--set"].as_slice(), &[&format!("Content={text}"), "x"]].concat(),
            b"",
        );
    }
}

#[test]
fn the_curl_line_sends_json_and_bodies_as_they_are() {
    curl_sends_the_same("/", &[&["你好", "--format", "json"], FIXED.as_slice()].concat(), b"");
    curl_sends_the_same("/", &["--xml", "body"], b"@file\r\n<xml/>\n");
    curl_sends_the_same("/", &["--json-body", "body"], b"{\"a\": \"'\"}\n");
}

#[test]
fn the_curl_line_sends_a_query_with_brackets() {
    curl_sends_the_same("/wechat?a[]=1&b={x,y}", &[&["hi"], FIXED.as_slice()].concat(), b"");
}

#[test]
fn the_curl_line_sends_a_body_that_is_not_utf8() {
    curl_sends_the_same("/", &["--xml", "body"], b"<xml><Content>\xc4\xe3\xba\xc3</Content></xml>");
}
