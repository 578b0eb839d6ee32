//! The message and its fields, with `--set` and `--add`.

use super::{check_fields, heard, refused};
use crate::support::{ACCOUNT, OPENID};

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
fn any_text_arrives_unchanged() {
    for text in [
        "]]>",
        "a]]]]>>b]]",
        "<![CDATA[x]]>",
        "多 行\n第二行\n",
        "😀👨‍👩‍👧 e\u{301}",
        "\"it's\" \\ $HOME `x`",
        " hi ",
    ] {
        check_fields(&["text", text], &[("Content", text)]);
    }
}

#[test]
fn a_text_may_begin_with_a_dash() {
    check_fields(&["--", "-v"], &[("MsgType", "text"), ("Content", "-v")]);
    check_fields(&["text", "--", "--help me"], &[("Content", "--help me")]);
}

#[test]
fn control_characters_are_sent_as_wechat_does() {
    check_fields(&["a\u{1d}b"], &[("Content", "a\u{1d}b")]);
}

#[test]
fn user_and_account_can_be_named() {
    check_fields(&["hi", "--user", "oA", "--sp", "gh_B"], &[("FromUserName", "oA"), ("ToUserName", "gh_B")]);
    check_fields(&["hi", "-u", "oA"], &[("FromUserName", "oA")]);
}

#[test]
fn set_changes_any_field() {
    check_fields(
        &["hi", "--set", "Content=a=b", "--set", "FromUserName=oX"],
        &[("Content", "a=b"), ("FromUserName", "oX")],
    );
    assert_eq!(heard(&["hi", "--set", "FromUserName=oX"]).parameter("openid").as_deref(), Some("oX"));
    check_fields(&["event", "CLICK", "--set", "EventKey="], &[("EventKey", "")]);
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
    check_fields(&args, &[("Content", "hi"), ("Extra", "1"), ("Deep.Er", "2")]);
}

#[test]
fn a_group_is_not_a_value() {
    refused(
        &["event", "pic_weixin", "--set", "SendPicsInfo=x"],
        &["`SendPicsInfo` holds elements", "`SendPicsInfo.Count`", "`SendPicsInfo.PicList.item.PicMd5Sum`"],
    );
}

#[test]
fn a_malformed_set_is_wrong_usage() {
    refused(&["hi", "--set", "Content"], &["`--set`", "NAME=VALUE"]);
    refused(&["hi", "--set", "A..B=x"], &["`A..B`"]);
    refused(&["hi", "--set", "item[4000000000]=x"], &["item[4000000000]"]);
}

#[test]
fn an_event_that_is_not_listed_can_be_sent() {
    let fields = [("MsgType", "event"), ("Event", "brand_new"), ("Key", "Value"), ("Info.Count", "2")];
    check_fields(&["event", "brand_new", "--set", "Key=Value", "--set", "Info.Count=2"], &fields);
    check_fields(&["event", "brand_new", "KEY"], &[("Event", "brand_new"), ("EventKey", "KEY")]);
}

#[test]
fn too_many_values_are_wrong_usage() {
    refused(&["loc", "1", "2", "--set", "Label"], &["NAME=VALUE"]);
    refused(&["reportloc", "1", "2", "3", "4"], &["Latitude", "Precision"]);
}
