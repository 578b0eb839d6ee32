//! Bodies that are sent as they are.

use super::{DEFAULT_TOKEN, refused, signed_with, silent};
use crate::support::{ACCEPTED, webot};

const BODY: &str =
    "<xml>\n  <MsgType>text</MsgType>\r\n <Content>&#20320;</Content><FromUserName>oX</FromUserName></xml>\n";

#[test]
fn an_xml_file_is_sent_unchanged() {
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
fn a_json_file_is_sent_unchanged() {
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
fn a_missing_body_file_is_wrong_usage() {
    refused(&["--xml", "missing.xml"], &["missing.xml"]);
    refused(&["--xml", "-"], &["--xml", "empty"]);
    refused(&["hi", "--xml", "-"], &["error: "]);
}
