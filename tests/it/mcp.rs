//! `webot mcp`: the tools of agents over standard input and output.

use serde_json::{Value, json};

use crate::help::is_chinese;
use crate::support::{Webot, webot};

const TOKEN: &str = "keyboardcat123";

/// Returns the request that calls a tool.
fn call(tool: &str, arguments: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": tool, "arguments": arguments } })
}

/// Returns the answers to lines.
#[track_caller]
fn answers(webot: Webot, input: impl Into<Vec<u8>>) -> Vec<Value> {
    let ran = webot.stdin(input).run();
    ran.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// Returns the result of a call by this user.
#[track_caller]
fn result_of(webot: Webot, tool: &str, arguments: &Value) -> Value {
    let answer = answers(webot, call(tool, arguments).to_string()).remove(0);
    let result = &answer["result"];
    let text = result["content"][0]["text"].as_str().unwrap_or_else(|| panic!("no text in {answer}"));
    assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), result["structuredContent"]);
    result.clone()
}

/// Returns the content that a call returns.
#[track_caller]
fn called(tool: &str, arguments: &Value) -> Value {
    let result = result_of(webot(["mcp"]), tool, arguments);
    assert_eq!(result["isError"], false, "{result}");
    result["structuredContent"].clone()
}

/// Returns the error that a call returns.
#[track_caller]
fn refused(tool: &str, arguments: &Value) -> String {
    let result = result_of(webot(["mcp"]), tool, arguments);
    assert_eq!(result["isError"], true, "{result}");
    result["structuredContent"]["error"]["message"].as_str().expect("a message").to_owned()
}

#[test]
fn the_tools_are_read_only_and_described_in_both_languages() {
    for lang in ["en", "zh"] {
        let list = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" }).to_string();
        let answer = answers(webot(["mcp", "--lang", lang]), list).remove(0);
        let tools = answer["result"]["tools"].as_array().expect("tools");
        let names: Vec<_> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
        let known = [
            "explain",
            "search_endpoints",
            "describe_endpoint",
            "search_kinds",
            "describe_kind",
            "check_signature",
            "lint_menu",
            "check_reply",
            "help",
        ];
        assert_eq!(names, known);
        for tool in tools {
            assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
            assert_eq!(tool["annotations"]["openWorldHint"], false, "{tool}");
            assert_eq!(tool["inputSchema"]["additionalProperties"], false, "{tool}");
            let properties = tool["inputSchema"]["properties"].as_object().expect("properties");
            for described in properties.values().chain([tool]) {
                let said = described["description"].as_str().expect("a description");
                let said = said.replace("(微信)", "").replace("客服消息", "");
                assert_eq!(is_chinese(&said), lang == "zh", "{said}");
            }
        }
    }
}

#[test]
fn errors_and_logs_are_explained() {
    let explained = called("explain", &json!({ "text": "40164", "platform": "api" }));
    assert_eq!(explained["explained"][0]["errcode"], 40164);
    let log = "10:00 start\n10:01 POST /cgi-bin/menu/create {\"errcode\":40018,\"errmsg\":\"invalid button name size\"}\n\
        10:02 wait\n10:03 {\"errcode\":40018,\"errmsg\":\"invalid button name size\"}\n10:04 end\n";
    let explained = called("explain", &json!({ "text": log }));
    let codes: Vec<_> =
        explained["explained"].as_array().expect("a list").iter().map(|one| &one["errcode"]).collect();
    assert!(!codes.is_empty() && codes.iter().all(|code| **code == 40018), "{explained}");
    assert!(refused("explain", &json!({ "text": "nothing to see" })).contains("nothing"));
    // These are texts, and neither standard input nor a file.
    refused("explain", &json!({ "text": "-" }));
    refused("explain", &json!({ "text": "" }));
}

#[test]
fn endpoints_are_found_and_described() {
    let found = called("search_endpoints", &json!({ "query": "menu", "limit": 2 }));
    assert_eq!(found["endpoints"].as_array().map(Vec::len), Some(2));
    assert!(found["total"].as_u64() > Some(2));
    let described = called("describe_endpoint", &json!({ "path": "/cgi-bin/menu/create" }));
    let expected = webot(["api", "--describe", "/cgi-bin/menu/create", "--json"]).run().json();
    assert_eq!(described, expected);
    assert!(refused("describe_endpoint", &json!({ "path": "/cgi-bin/menu/craete" })).contains("menu/craete"));
    refused("describe_endpoint", &json!({ "path": "--show-secrets" }));
    refused("search_endpoints", &json!({ "query": "no such endpoint at all" }));
}

#[test]
fn kinds_are_listed_and_described() {
    let found = called("search_kinds", &json!({ "query": "subscribe" }));
    assert_eq!(found["kinds"], webot(["send", "--list", "subscribe", "--json"]).run().json());
    let described = called("describe_kind", &json!({ "name": "CLICK" }));
    assert_eq!(described["fields"]["Event"], "CLICK");
    assert!(described["sample"].as_str().is_some_and(|sample| sample.starts_with("<xml>")), "{described}");
    assert!(refused("describe_kind", &json!({ "name": "subscirbe" })).contains("subscirbe"));
}

#[test]
fn every_kind_has_a_sample_of_its_format() {
    let kinds = called("search_kinds", &json!({}));
    let names: Vec<_> =
        kinds["kinds"].as_array().expect("kinds").iter().map(|kind| kind["name"].clone()).collect();
    let lines: Vec<_> =
        names.iter().map(|name| call("describe_kind", &json!({ "name": name })).to_string()).collect();
    let answers = answers(webot(["mcp"]), lines.join("\n"));
    assert_eq!(answers.len(), names.len());
    for answer in answers {
        let sample =
            answer["result"]["structuredContent"]["sample"].as_str().unwrap_or_else(|| panic!("{answer}"));
        assert!(sample.starts_with("<xml>") || serde_json::from_str::<Value>(sample).is_ok(), "{sample}");
    }
}

#[test]
fn signatures_are_checked_and_no_secret_is_echoed() {
    let wrong = json!({
        "scheme": "message", "token": TOKEN, "timestamp": "1700000000", "nonce": "abc", "signature": "0".repeat(40),
    });
    let checked = called("check_signature", &wrong);
    assert_eq!(checked["match"], false);
    assert!(!checked.to_string().contains(TOKEN), "{checked}");
    assert_eq!(checked["warnings"], Value::Null);
    let right = checked["expected"].as_str().expect("a signature").to_owned();
    let mut given = wrong.clone();
    given["signature"] = json!(right);
    assert_eq!(called("check_signature", &given)["match"], true);
    let ticket = "kgt8ON7yVITDhtdwci0qeRb-EFXvBKHhAyfPqVYmSaQw";
    let page = json!({
        "scheme": "jsapi", "ticket": ticket, "url": "https://example.com/a", "timestamp": "1700000000",
        "nonce": "abc", "signature": "0".repeat(40),
    });
    let checked = called("check_signature", &page);
    assert!(checked["match"] == false && !checked.to_string().contains(ticket), "{checked}");
    let key = "0123456789abcdef0123456789abcdef";
    let pay = json!({
        "scheme": "pay", "key": key, "fields": { "appid": "wx1234567890abcdef", "mch_id": "1900000109" },
        "signature": "0".repeat(32),
    });
    let checked = called("check_signature", &pay);
    assert!(checked["match"] == false && !checked.to_string().contains(key), "{checked}");
}

#[test]
fn no_argument_reaches_files_variables_or_standard_input() {
    for value in ["@/etc/passwd", "-", "env:WX_TOKEN"] {
        let given = json!({
            "scheme": "message", "token": value, "timestamp": "1700000000", "nonce": "abc", "signature": "0".repeat(40),
        });
        assert!(refused("check_signature", &given).contains("`token`"));
    }
    let menu = refused("lint_menu", &json!({ "menu": "@menu.json" }));
    assert!(!menu.contains("No such file"), "{menu}");
}

#[test]
fn the_configuration_of_the_user_is_not_read() {
    let secret = "secret-token-of-the-user";
    let home = Webot::new()
        .file(
            "wx_config.json",
            format!(r#"{{"token":"{secret}","corpid":"ww1234567890abcdef","pay_key":"{secret}"}}"#),
        )
        .env("WX_TOKEN", secret)
        .args(["mcp"]);
    let given = json!({
        "scheme": "message", "timestamp": "1700000000", "nonce": "abc", "signature": "0".repeat(40),
    });
    let result = result_of(home.clone(), "check_signature", &given);
    assert_eq!(result["structuredContent"]["error"]["message"], "`token` is missing");
    let mut other = given.clone();
    other["token"] = json!("another-token");
    let result = result_of(home.clone(), "check_signature", &other);
    assert!(!result.to_string().contains(secret), "{result}");
    // A profile of WeCom would make it a menu of WeCom.
    let menu = r#"{"button":[{"type":"view","name":"a","url":"https://example.com"}]}"#;
    let result = result_of(home.clone(), "lint_menu", &json!({ "menu": menu }));
    assert_eq!(result["structuredContent"]["valid"], true, "{result}");
    let broken = home.file("wx_config.json", "{");
    assert_eq!(result_of(broken, "explain", &json!({ "text": "40001" }))["isError"], false);
}

#[test]
fn menus_are_linted() {
    let menu = json!({ "button": [{ "type": "clikc", "name": "a", "key": "K" }] }).to_string();
    let linted = called("lint_menu", &json!({ "menu": menu, "platform": "official" }));
    assert_eq!(linted["valid"], false);
    assert!(linted["findings"][0]["message"].is_string(), "{linted}");
    refused("lint_menu", &json!({ "menu": " " }));
}

#[test]
fn replies_are_judged() {
    let push = called("describe_kind", &json!({ "name": "text" }))["sample"].clone();
    let fields = called("describe_kind", &json!({ "name": "text" }))["fields"].clone();
    let name = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
    let reply = |to: &str, from: &str| {
        format!(
            "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{from}]]></FromUserName>\
             <CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content></xml>"
        )
    };
    let (user, account) = (name("FromUserName"), name("ToUserName"));
    let right = called("check_reply", &json!({ "push": push, "reply": reply(&user, &account) }));
    assert_eq!((&right["accepted"], &right["type"]), (&json!(true), &json!("text")), "{right}");
    let swapped = called("check_reply", &json!({ "push": push, "reply": reply(&account, &user) }));
    assert_eq!(swapped["accepted"], false, "{swapped}");
    assert!(!swapped["findings"].as_array().expect("findings").is_empty());
    let failed = called("check_reply", &json!({ "push": push, "reply": "success", "status": 500 }));
    assert_eq!(failed["accepted"], false);
    let sealed = "<xml><ToUserName>gh_1</ToUserName><Encrypt>abc</Encrypt></xml>";
    assert!(refused("check_reply", &json!({ "push": sealed, "reply": "success" })).contains("encrypted"));
    refused("check_reply", &json!({ "push": "hello", "reply": "success" }));
}

#[test]
fn help_is_the_document_of_help() {
    let all = called("help", &json!({}));
    assert!(all["commands"].as_array().map(Vec::len) > Some(100));
    assert!(all.to_string().len() < 100_000, "{} bytes", all.to_string().len());
    let one = called("help", &json!({ "command": "webot menu create" }));
    assert_eq!(one, webot(["help", "--json", "menu", "create"]).run().json());
    assert!(refused("help", &json!({ "command": "sned" })).contains("`sned`"));
}

#[test]
fn arguments_are_checked_against_the_schema() {
    for (arguments, said) in [
        (json!({}), "`query` is missing"),
        (json!({ "query": 5 }), "`query` must be a string"),
        (json!({ "query": "menu", "limit": 0 }), "`limit` must be an integer from 1 to 500"),
        (
            json!({ "query": "menu", "limt": 1 }),
            "unknown argument `limt`; the arguments are `query`, `limit`",
        ),
        (json!([1]), "the arguments must be an object"),
    ] {
        assert_eq!(refused("search_endpoints", &arguments), said);
    }
    let wrong = refused("explain", &json!({ "text": "40001", "platform": "s3cret" }));
    assert_eq!(wrong, "`platform` must be api, work, pay");
}

#[test]
fn hostile_lines_are_answered_and_do_not_end_the_server() {
    let ping = r#"{"jsonrpc":"2.0","id":9,"method":"ping"}"#;
    let mut input = vec![b'x'; 10 << 20];
    input.extend_from_slice(b"\n{\"jsonrpc\":\"2.0\",\n\xff\xfe\n");
    input.extend_from_slice(ping.as_bytes());
    input.extend_from_slice(b"\n{\"half\":");
    let answers = answers(webot(["mcp"]), input);
    let codes: Vec<_> =
        answers.iter().map(|answer| answer["error"]["code"].as_i64().unwrap_or_default()).collect();
    assert_eq!(codes, [-32600, -32700, -32700, 0, -32700]);
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    webot(["mcp"]).stdin("").stdout("").run();
    let initialize = json!({
        "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": { "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "t", "version": "1" } },
    });
    let answer = answers(webot(["mcp"]), initialize.to_string()).remove(0);
    assert_eq!(answer["result"]["protocolVersion"], "2025-06-18");
    assert!(answer["result"]["instructions"].as_str().is_some_and(|said| said.contains("WeChat")));
}
