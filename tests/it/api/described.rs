//! The fields of endpoints: `--describe`, `--template`, `--list`, `--openapi`, warnings before a call.

use serde_json::{Value, json};

use crate::support::{Bot, Webot, webot};

fn json(args: &[&str]) -> Value {
    webot(["api"]).args(args).args(["--json"]).run().json()
}

#[test]
fn an_endpoint_is_described_for_people_and_for_scripts() {
    let text = webot(["api", "/cgi-bin/draft/add", "--describe"]).run().stdout;
    assert!(text.starts_with("POST https://api.weixin.qq.com/cgi-bin/draft/add\n"), "{text}");
    for line in [
        "body (JSON)",
        "  articles                 list of objects  required",
        "    title                  string           required",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
    let zh = webot(["api", "/cgi-bin/draft/add", "--describe", "--lang", "zh"]).run().stdout;
    assert!(zh.contains("请求体（JSON）") && zh.contains("对象列表") && zh.contains("必填"), "{zh}");
    let described = json(&["/cgi-bin/draft/add", "--describe"]);
    let variant = &described["variants"][0];
    assert_eq!(described["credential"], "access_token");
    assert_eq!(variant["body"]["schema"]["properties"]["articles"]["type"], "array");
    assert_eq!(variant["body"]["schema"]["required"], json!(["articles"]));
    assert_eq!(variant["answer"]["schema"]["required"], json!(["media_id"]));
    // A field that contains its own list refers to it.
    let menu = json(&["/cgi-bin/menu/create", "--describe", "--platform", "api"]);
    let text = menu.to_string();
    let name = text.split("#/$defs/").nth(1).and_then(|rest| rest.split('"').next()).expect("a reference");
    assert!(
        menu.pointer("/variants/0/body/schema/$defs").is_some_and(|defs| defs.get(name).is_some()),
        "{menu}"
    );
}

#[test]
fn help_after_a_path_describes_the_endpoint() {
    let described = webot(["api", "/cgi-bin/draft/add", "--describe"]).run().stdout;
    assert_eq!(webot(["api", "/cgi-bin/draft/add", "--help"]).run().stdout, described);
    assert_eq!(webot(["api", "POST", "/cgi-bin/draft/add", "-h"]).run().stdout, described);
    webot(["api", "--help"]).stdout_has("--paginate").run();
}

#[test]
fn an_unknown_path_cannot_be_described() {
    webot(["api", "/cgi-bin/draft/ad", "--describe"])
        .exit(2)
        .stderr_has_all(&[
            "the documentation has no /cgi-bin/draft/ad",
            "`webot api /cgi-bin/draft/add --describe`",
        ])
        .run();
    webot(["api", "/wxa/sec/vod/getcdnlogs", "--template"]).exit(2).stderr_has("the fields of").run();
    webot(["api", "/cgi-bin/menu/get", "--template"]).exit(2).stderr_has("takes no body").run();
}

#[test]
fn a_template_can_be_sent() {
    let template = webot(["api", "/cgi-bin/draft/add", "--template"]).run().stdout;
    let body: Value = serde_json::from_str(&template).expect("JSON");
    assert_eq!(body, json!({ "articles": [{ "title": "", "content": "" }] }));
    let all = json(&["/cgi-bin/draft/add", "--template=all"]);
    assert_eq!(all["articles"][0]["need_open_comment"], 0);
}

#[test]
fn endpoints_are_found_by_chinese_words_and_fields() {
    let rows = json(&["--list", "小程序码"]);
    assert!(rows.as_array().expect("a list").iter().any(|row| row["path"] == "/wxa/getwxacodeunlimit"));
    let rows = json(&["--list", "need_open_comment"]);
    assert!(rows.as_array().expect("a list").iter().all(|row| row["field"] == "need_open_comment"));
}

#[test]
fn an_openapi_document_has_the_paths_with_their_fields() {
    let whole: Value = serde_json::from_str(&webot(["api", "--openapi"]).run().stdout).expect("JSON");
    assert_eq!(whole["openapi"], "3.1.0");
    assert!(whole["paths"].as_object().is_some_and(|paths| paths.len() > 3000));
    let text = whole.to_string();
    for reference in text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(whole["components"]["schemas"].get(reference).is_some(), "{reference}");
    }
    let part: Value = serde_json::from_str(&webot(["api", "--openapi", "draft"]).run().stdout).expect("JSON");
    assert!(
        part["paths"]
            .as_object()
            .is_some_and(|paths| paths.contains_key("/cgi-bin/draft/add") && paths.len() < 20)
    );
    let add = &part["paths"]["/cgi-bin/draft/add"]["post"];
    assert_eq!(add["operationId"], "api_post_cgi_bin_draft_add");
    assert_eq!(add["security"], json!([{ "access_token": [] }]));
    assert_eq!(part["components"]["securitySchemes"]["access_token"]["in"], "query");
    webot(["api", "--openapi", "no-such-word"]).exit(2).stderr_has("no endpoint matches").run();
    webot(["api", "--openapi", "draft", "--jq", ".info.title"]).stdout("WeChat API\n").run();
}

fn tagging(args: &[&str], bot: &Bot) -> Webot {
    Webot::asking(bot.url("")).webot(["api", "POST", "/cgi-bin/tags/members/batchtagging"]).args(args)
}

#[test]
fn a_call_that_differs_from_the_documents_is_warned_of() {
    let ok = super::ok;
    let body = r#"{"openid_lst":["o"],"tagid":"x"}"#;
    tagging(&["-d", body], &ok())
        .stderr_has_all(&[
            "the documentation has no field `openid_lst`; did you mean `openid_list`?",
            "by the documentation, `tagid` is an integer",
            "the documentation requires `openid_list`",
        ])
        .run();
    let bot = ok().or_not_asked();
    tagging(&["-d", body, "--strict"], &bot).exit(2).stderr_has("the call was not sent").run();
    tagging(&["-d", r#"{"openid_list":["o"],"tagid":2}"#, "--strict"], &ok()).stderr("ok\n").run();
    for (call, said) in [
        (&["POST", "/cgi-bin/tags/make", "-d", "{}"][..], "the documentation has no /cgi-bin/tags/make"),
        (&["GET", "/cgi-bin/tags/create"], "the documentation says POST /cgi-bin/tags/create"),
        (&["POST", "/cgi-bin/tags/create", "-d", "hello"], "the call was not sent"),
    ] {
        webot(["api", "--mock", "--strict"]).args(call).exit(2).stderr_has(said).run();
    }
    let described = webot(["api", "GET", "/cgi-bin/tags/create", "--describe"]).stdout_has("POST https://");
    described.stderr("warning: the documentation says POST /cgi-bin/tags/create\n").run();
    webot(["api", "FETCH", "/cgi-bin/tags/create", "--describe"]).exit(2).stderr_has("`FETCH`").run();
}
