//! Sessions without a process: the order of lines is that of the test.

use std::sync::mpsc::sync_channel;

use serde_json::{Value, json};

use super::lines::{Line, MAX_LINE_BYTES, MAX_WAITING_LINES, send_lines};
use super::tools::Tool;
use super::{META_CAPABILITIES, META_REVISION, REVISIONS, STATELESS_REVISION, Session};

fn no_help(_: &[String]) -> Option<Value> {
    None
}

/// Returns the answers to these bytes, which are all there before the first is answered.
fn answers(input: impl AsRef<[u8]>) -> Vec<Value> {
    let (sender, lines) = sync_channel(MAX_WAITING_LINES * 4);
    send_lines(input.as_ref(), &sender);
    drop(sender);
    let mut answers = Vec::new();
    let mut write = |answer: &Value| {
        answers.push(answer.clone());
        Ok(())
    };
    Session::new(no_help).serve(&lines, &mut write).expect("a session");
    answers
}

fn request(id: i64, method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string() + "\n"
}

fn codes(answers: &[Value]) -> Vec<i64> {
    answers.iter().map(|answer| answer["error"]["code"].as_i64().unwrap_or_default()).collect()
}

#[test]
fn the_revision_of_the_client_is_spoken_if_it_is_known() {
    for (wanted, spoken) in REVISIONS
        .map(|known| (known, known))
        .into_iter()
        .chain([("2030-01-01", REVISIONS[0]), (STATELESS_REVISION, REVISIONS[0])])
    {
        let answered = answers(request(1, "initialize", &json!({ "protocolVersion": wanted })));
        assert_eq!(answered[0]["result"]["protocolVersion"], spoken, "{wanted}");
        assert_eq!(answered[0]["result"]["serverInfo"]["name"], "webot");
    }
    assert_eq!(codes(&answers(request(1, "initialize", &json!({})))), [-32602]);
}

#[test]
fn requests_without_a_session_name_their_revision() {
    let meta = |revision: &str| json!({ "_meta": { META_REVISION: revision, META_CAPABILITIES: {} } });
    let answered = answers(request(1, "server/discover", &meta(STATELESS_REVISION)));
    assert_eq!(answered[0]["result"]["supportedVersions"][0], STATELESS_REVISION);
    assert_eq!(answered[0]["result"]["resultType"], "complete");
    let answered = answers(request(1, "tools/list", &meta(STATELESS_REVISION)));
    assert_eq!(answered[0]["result"]["tools"].as_array().map(Vec::len), Some(Tool::ALL.len()));
    assert!(answered[0]["result"]["ttlMs"].is_u64());
    let unknown = answers(request(1, "server/discover", &meta("2030-01-01")));
    assert_eq!(codes(&unknown), [-32022]);
    assert_eq!(unknown[0]["error"]["data"]["requested"], "2030-01-01");
    assert_eq!(unknown[0]["error"]["data"]["supported"][0], STATELESS_REVISION);
    let wrong = request(1, "server/discover", &json!({}))
        + &request(2, "tools/list", &json!({ "_meta": { META_REVISION: STATELESS_REVISION } }))
        + &request(3, "ping", &meta(STATELESS_REVISION));
    assert_eq!(codes(&answers(wrong)), [-32602, -32602, -32601]);
}

#[test]
fn what_is_no_request_is_an_error_and_the_next_line_is_answered() {
    let ping = request(9, "ping", &Value::Null);
    for (line, code) in [
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"meth", -32700),
        ("\u{feff}", -32700),
        ("nonsense", -32700),
        ("null", -32600),
        ("\"ping\"", -32600),
        ("{}", -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":5}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"2"}}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, -32601),
    ] {
        let answered = answers(format!("{line}\n{ping}"));
        assert_eq!(codes(&answered), [code, 0], "{line}");
        assert_eq!(answered[1], json!({ "jsonrpc": "2.0", "id": 9, "result": {} }));
    }
    let deep = "[".repeat(100_000) + "\n" + &ping;
    assert_eq!(codes(&answers(deep)), [-32700, 0]);
    assert_eq!(codes(&answers(b"\xff\xfe\n".repeat(3))), [-32700; 3]);
}

#[test]
fn notifications_answers_and_empty_lines_have_no_answer() {
    let quiet = [
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        r#"{"jsonrpc":"2.0","method":"ping"}"#,
        r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
        "",
        "  \r",
    ];
    assert!(answers(quiet.join("\n")).is_empty());
    // The last line needs no line break.
    assert_eq!(answers(request(1, "ping", &Value::Null).trim_end()).len(), 1);
}

#[test]
fn a_long_line_is_skipped() {
    let long = format!("{}\n", "x".repeat(MAX_LINE_BYTES + 1));
    assert_eq!(codes(&answers(long + &request(1, "ping", &Value::Null))), [-32600, 0]);
    let whole = format!("\"{}\"\n", "x".repeat(MAX_LINE_BYTES - 2));
    let (sender, lines) = sync_channel(1);
    send_lines(whole.as_bytes(), &sender);
    assert!(matches!(lines.recv(), Ok(Line::Whole(line)) if line.len() == MAX_LINE_BYTES));
}

#[test]
fn a_cancelled_request_that_waits_is_not_answered() {
    let cancel = r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}"#;
    let asked = request(1, "ping", &Value::Null) + &request(2, "ping", &Value::Null) + cancel;
    let ids: Vec<_> = answers(asked).iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [1]);
}

#[test]
fn batches_belong_to_one_revision() {
    let batch = r#"[{"jsonrpc":"2.0","id":2,"method":"ping"},{"jsonrpc":"2.0","method":"x"},5]"#;
    assert_eq!(codes(&answers(batch)), [-32600]);
    let initialize = request(1, "initialize", &json!({ "protocolVersion": "2025-03-26" }));
    let answered = answers(initialize.clone() + batch + "\n[]\n[{\"jsonrpc\":\"2.0\",\"method\":\"x\"}]");
    assert_eq!(answered.len(), 3);
    assert_eq!(answered[1][0], json!({ "jsonrpc": "2.0", "id": 2, "result": {} }));
    assert_eq!(answered[1][1]["error"]["code"], -32600);
    assert_eq!(codes(&answered[2..]), [-32600]);
}
