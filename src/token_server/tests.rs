use serde_json::json;

use super::account::{Account, Issued, MAX_FORCED_A_DAY, Refused, Wait};
use super::metrics::metrics;
use super::registry::{Answer, Decision, Registry};
use super::request::RawRequest;
use crate::secret::Secret;
use crate::wechat::tokens::Token;

const KEY: &str = "key-of-the-server";
const SECRET: &str = "secret-of-wx1";
/// Noon in Beijing.
const NOW: u64 = 1_700_020_800_000;
const DAY_MS: u64 = 86_400_000;

fn registry() -> Registry {
    let account = |appid: &str, secret: &str| Account::new(appid.to_owned(), Secret::new(secret));
    Registry::new(Some(Secret::new(KEY)), vec![account("wx1", SECRET), account("wx2", "secret-of-wx2")])
}

fn token(value: &str, life_s: u64) -> Token {
    Token { value: Secret::new(value), expires_ms: NOW + life_s * 1000, fetched_ms: NOW }
}

/// A registry whose first account has a token.
fn holding(value: &str, life_s: u64) -> Registry {
    let mut registry = registry();
    assert!(registry.accounts[0].obtained(Issued::AccessToken, &token(value, life_s), NOW));
    registry
}

fn get<'a>(path: &'a str, query: &'a str) -> RawRequest<'a> {
    RawRequest { method: "GET", path, query, body: b"", authorization: None }
}

fn post(body: &str) -> RawRequest<'_> {
    RawRequest {
        method: "POST",
        path: "/cgi-bin/stable_token",
        query: "",
        body: body.as_bytes(),
        authorization: None,
    }
}

const OWN: &str = "grant_type=client_credential&appid=wx1&secret=secret-of-wx1";

fn ask(registry: &mut Registry, now_ms: u64) -> Decision {
    registry.decide(&get("/cgi-bin/token", OWN), now_ms)
}

/// Returns HTTP status and errcode.
fn code(registry: &mut Registry, raw: &RawRequest<'_>) -> (u16, i64) {
    match registry.decide(raw, NOW) {
        Decision::Answer(Answer { status, errcode, json }, _) => {
            assert_eq!(json["errcode"].as_i64().unwrap_or(0), errcode);
            assert_eq!(json.get("access_token").is_some() || json.get("ticket").is_some(), errcode == 0);
            (status, errcode)
        }
        Decision::Ask { .. } => (0, 0),
    }
}

#[test]
fn wrong_requests_get_wechats_errcodes() {
    let mut registry = holding("T1", 7200);
    for (path, query, wanted) in [
        ("/cgi-bin/token", OWN, (200, 0)),
        ("/cgi-bin/token", "grant_type=client_credential&appid=wx1&secret=key-of-the-server", (200, 0)),
        ("/cgi-bin/token", "grant_type=client_credential&appid=wx1&secret=secret-of-wx2", (401, 40125)),
        ("/cgi-bin/token", "grant_type=client_credential&appid=wx1&secret=secret-of-wx", (401, 40125)),
        ("/cgi-bin/token", "grant_type=client_credential&appid=wx3&secret=key-of-the-server", (401, 40013)),
        ("/cgi-bin/token", "grant_type=client_credential&appid=wx1&secret=", (200, 41004)),
        ("/cgi-bin/token", "grant_type=client_credential&secret=s", (200, 41002)),
        ("/cgi-bin/token", "grant_type=password&appid=wx1&secret=secret-of-wx1", (200, 40002)),
        ("/cgi-bin/token", "appid=wx1&secret=secret-of-wx1", (200, 40002)),
        ("/cgi-bin/stable_token", OWN, (200, 43002)),
        ("/cgi-bin/menu/get", OWN, (404, 40066)),
        ("/cgi-bin/ticket/getticket", "type=jsapi", (200, 41001)),
        ("/cgi-bin/ticket/getticket", "type=jsapi&access_token=T2", (200, 40001)),
        ("/cgi-bin/ticket/getticket", "type=other&access_token=T1", (200, 40097)),
    ] {
        assert_eq!(code(&mut registry, &get(path, query)), wanted, "{path}?{query}");
    }
    for (body, wanted) in [
        (r#"{"grant_type":"client_credential","appid":"wx1","secret":"secret-of-wx1"}"#, (200, 0)),
        (
            "\u{feff}{\"grant_type\":\"client_credential\",\"appid\":\"wx1\",\"secret\":\"secret-of-wx1\"}",
            (200, 0),
        ),
        (r#"{"grant_type":"client_credential","appid":"wx1","secret":["secret-of-wx1"]}"#, (200, 41004)),
        ("grant_type=client_credential", (200, 47001)),
        ("[]", (200, 47001)),
        ("", (200, 47001)),
    ] {
        assert_eq!(code(&mut registry, &post(body)), wanted, "{body}");
    }
    let by_post = RawRequest { method: "POST", ..get("/cgi-bin/token", OWN) };
    assert_eq!(code(&mut registry, &by_post), (200, 43001));
}

#[test]
fn a_key_in_the_header_needs_no_secret() {
    let mut registry = holding("T1", 7200);
    let query = "grant_type=client_credential&appid=wx1";
    for (header, wanted) in [
        ("Bearer key-of-the-server", (200, 0)),
        ("bearer  key-of-the-server ", (200, 0)),
        ("Bearer wrong", (401, 40125)),
        ("Basic key-of-the-server", (200, 41004)),
        ("Bearer ", (200, 41004)),
    ] {
        let raw = RawRequest { authorization: Some(header), ..get("/cgi-bin/token", query) };
        assert_eq!(code(&mut registry, &raw), wanted, "{header}");
    }
    // An empty key or secret fits nothing.
    let account = Account::new("wx1".to_owned(), Secret::new(""));
    let mut registry = Registry::new(Some(Secret::new("")), vec![account]);
    assert_eq!(code(&mut registry, &get("/cgi-bin/token", OWN)), (401, 40125));
}

#[test]
fn a_token_is_handed_out_with_what_it_has_left() {
    let mut registry = holding("T1", 7200);
    let Decision::Answer(answer, Some(0)) = ask(&mut registry, NOW + 4_999) else { panic!("asks") };
    assert_eq!((&answer.json["access_token"], &answer.json["expires_in"]), (&"T1".into(), &7195.into()));
    // After some seconds, the store is looked at: another process may have replaced the token.
    let look = Decision::Ask { account: 0, issued: Issued::AccessToken, force: false };
    assert_eq!(ask(&mut registry, NOW + 5_000), look);
    assert!(!registry.accounts[0].obtained(Issued::AccessToken, &token("T1", 7200), NOW + 6_900_000));
    // 5 minutes before the end, it is renewed; meanwhile it is handed out.
    assert_eq!(ask(&mut registry, NOW + 6_901_000), look);
    registry.accounts[0].wait = Wait::Renewal;
    let Decision::Answer(answer, _) = ask(&mut registry, NOW + 7_199_000) else { panic!("asks") };
    assert_eq!(answer.json["expires_in"], 1);
    assert_eq!(ask(&mut registry, NOW + 7_200_000), look);
    registry.accounts[0].wait = Wait::ForcedRefresh;
    assert_eq!(ask(&mut registry, NOW + 1_000), look);
}

#[test]
fn a_refresh_is_due_before_the_end_and_ever_later_after_failures() {
    let mut registry = registry();
    let account = &mut registry.accounts[0];
    let due = |account: &Account, now_ms| account.next_due(now_ms).1.checked_sub(NOW);
    assert_eq!(account.next_due(NOW), (Issued::AccessToken, 0));
    account.obtained(Issued::AccessToken, &token("T1", 7200), NOW);
    assert_eq!(due(account, NOW), Some(6_901_000));
    let refused = Refused { status: 502, errcode: -1, errmsg: "system error".to_owned() };
    let pauses = (0..9).map(|_| {
        account.failed(Issued::AccessToken, &refused, NOW);
        due(account, NOW).expect("later")
    });
    let pauses: Vec<u64> = pauses.collect();
    assert_eq!(pauses, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    assert_eq!(account.holding(Issued::AccessToken).recent_failure(NOW + 4_999), Some(&refused));
    assert_eq!(account.holding(Issued::AccessToken).recent_failure(NOW + 5_000), None);
    // A token without a life causes no flood of calls.
    account.obtained(Issued::AccessToken, &token("T2", 0), NOW);
    assert_eq!(due(account, NOW), Some(1_000));
    // A ticket is renewed as well, once there is one, and not after its end.
    account.obtained(Issued::AccessToken, &token("T3", 7200), NOW);
    account.failed(Issued::CardTicket, &refused, NOW);
    assert_eq!(account.next_due(NOW).0, Issued::AccessToken);
    account.obtained(Issued::JsapiTicket, &token("J1", 100), NOW);
    assert_eq!(account.next_due(NOW), (Issued::JsapiTicket, NOW + 91_000));
    assert_eq!(account.next_due(NOW + 100_000).0, Issued::AccessToken);
}

#[test]
fn a_forced_refresh_needs_the_key_and_is_counted() {
    let mut registry = holding("T1", 7200);
    let body = |secret: &str, force: &str| {
        format!(
            r#"{{"grant_type":"client_credential","appid":"wx1","secret":"{secret}","force_refresh":{force}}}"#
        )
    };
    assert_eq!(code(&mut registry, &post(&body(SECRET, "true"))), (403, 48001));
    assert_eq!(code(&mut registry, &post(&body(SECRET, "false"))), (200, 0));
    for force in ["true", "1", "\"true\""] {
        let forced = Decision::Ask { account: 0, issued: Issued::AccessToken, force: true };
        assert_eq!(registry.decide(&post(&body(KEY, force)), NOW), forced);
    }
    let account = &mut registry.accounts[0];
    for _ in 0..MAX_FORCED_A_DAY {
        account.count_forced(NOW).expect("a refresh");
    }
    assert_eq!(account.count_forced(NOW).expect_err("too many").errcode, 45009);
    assert_eq!(account.count_forced(NOW + DAY_MS / 2 - 1).expect_err("the same day").errcode, 45009);
    assert_eq!(account.forced_today(NOW), MAX_FORCED_A_DAY);
    // The day begins at midnight in Beijing.
    assert_eq!(account.forced_today(NOW + DAY_MS / 2), 0);
    account.count_forced(NOW + DAY_MS / 2).expect("another day");
    // Callers that waited for a forced refresh want no second one.
    account.forced(NOW + 10);
    assert!(account.forced_since(NOW, NOW + 20).is_some());
    assert!(account.forced_since(NOW + 10, NOW + 20).is_none());
}

#[test]
fn a_replaced_token_still_gets_tickets() {
    let mut registry = holding("T1", 7200);
    registry.accounts[0].obtained(Issued::AccessToken, &token("T2", 7200), NOW + 1000);
    registry.accounts[0].obtained(Issued::JsapiTicket, &token("J1", 7200), NOW + 1000);
    let mut ticket = |query: &str, now_ms| match registry
        .decide(&get("/cgi-bin/ticket/getticket", query), now_ms)
    {
        Decision::Answer(answer, _) => (answer.errcode, answer.json["ticket"].as_str().map(str::to_owned)),
        Decision::Ask { .. } => (0, None),
    };
    let known = (0, Some("J1".to_owned()));
    assert_eq!(ticket("access_token=T1&type=jsapi", NOW + 2000), known);
    assert_eq!(ticket("access_token=T2&type=jsapi", NOW + 2000), known);
    assert_eq!(ticket("appid=wx1&secret=key-of-the-server&type=jsapi", NOW + 2000), known);
    assert_eq!(ticket("access_token=T1&type=jsapi", NOW + 301_000), (40001, None));
    assert_eq!(ticket("access_token=T2&type=jsapi", NOW + 301_000), (0, None));
}

#[test]
fn metrics_count_by_account_and_kind() {
    let mut registry = holding("T1", 7200);
    ask(&mut registry, NOW);
    ask(&mut registry, NOW);
    code(&mut registry, &get("/cgi-bin/token", "grant_type=client_credential&appid=wx1&secret=x"));
    let refused = Refused { status: 502, errcode: -1, errmsg: "system error".to_owned() };
    registry.accounts[1].failed(Issued::AccessToken, &refused, NOW);
    let text = metrics(&registry, NOW + 1000);
    for line in [
        "# TYPE webot_tokens_served_total counter",
        r#"webot_tokens_served_total{appid="wx1",type="access_token"} 2"#,
        r#"webot_token_refreshes_total{appid="wx1",type="access_token"} 1"#,
        r#"webot_token_refresh_failures_total{appid="wx2",type="access_token"} 1"#,
        r#"webot_token_expires_in_seconds{appid="wx1",type="access_token"} 7199"#,
        r#"webot_token_expires_in_seconds{appid="wx2",type="access_token"} 0"#,
        r#"webot_token_forced_refreshes_today{appid="wx1"} 0"#,
        "webot_token_unauthorized_total 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
    }
    assert!(text.ends_with('\n') && !text.contains("jsapi_ticket") && !text.contains("T1"), "{text}");
    assert_eq!(registry.health(NOW).0, 200);
    assert_eq!(registry.health(NOW + 7_200_000).0, 503);
    let odd = Registry::new(None, vec![Account::new("a\"b\\c".to_owned(), Secret::new("s"))]);
    assert!(metrics(&odd, NOW).contains(r#"{appid="a\"b\\c",type="#));
}

/// A registry with two apps of one company and one of another.
fn companies() -> Registry {
    let app = |corpid: &str, agentid: &str, secret: &str| {
        let name = format!("{corpid}:{agentid}");
        Account::of_app(corpid.to_owned(), Some(agentid.to_owned()), name, Secret::new(secret))
    };
    let apps =
        vec![app("ww1", "1000002", "first"), app("ww1", "1000003", "second"), app("ww2", "1", "third")];
    let mut registry = Registry::new(Some(Secret::new(KEY)), apps);
    for (at, value) in ["W1", "W2", "W3"].into_iter().enumerate() {
        registry.accounts[at].obtained(Issued::AccessToken, &token(value, 7200), NOW);
        registry.accounts[at].obtained(Issued::AgentTicket, &token(&format!("A{value}"), 7200), NOW);
    }
    registry
}

#[test]
fn companies_are_answered_in_their_own_shape() {
    let mut registry = companies();
    let mut ask = |path: &str, query: &str| match registry.decide(&get(path, query), NOW) {
        Decision::Answer(Answer { status, errcode, json }, _) => (status, errcode, json),
        Decision::Ask { account, issued, .. } => (0, 0, json!([account, issued.name()])),
    };
    let (_, _, got) = ask("/cgi-bin/gettoken", "corpid=ww1&corpsecret=second");
    assert_eq!(got, json!({ "errcode": 0, "errmsg": "ok", "access_token": "W2", "expires_in": 7200 }));
    let (_, _, got) = ask("/cgi-bin/ticket/get", "access_token=W1&type=agent_config");
    assert_eq!(got, json!({ "errcode": 0, "errmsg": "ok", "ticket": "AW1", "expires_in": 7200 }));
    let (_, _, got) = ask("/cgi-bin/get_jsapi_ticket", "access_token=W3");
    assert_eq!(got, json!([2, "jsapi_ticket"]));
    // With the key, the app must be clear.
    for (query, wanted) in [
        ("corpid=ww2&corpsecret=key-of-the-server", "W3"),
        ("corpid=ww1&corpsecret=key-of-the-server&agentid=1000003", "W2"),
    ] {
        assert_eq!(ask("/cgi-bin/gettoken", query).2["access_token"], wanted, "{query}");
    }
    for (path, query, wanted) in [
        ("/cgi-bin/gettoken", "corpid=ww1&corpsecret=key-of-the-server", (200, 40056)),
        ("/cgi-bin/gettoken", "corpid=ww1&corpsecret=key-of-the-server&agentid=1", (200, 40056)),
        ("/cgi-bin/gettoken", "corpid=ww2&corpsecret=key-of-the-server&agentid=2", (200, 40056)),
        ("/cgi-bin/gettoken", "corpid=ww1&corpsecret=third", (401, 40001)),
        ("/cgi-bin/gettoken", "corpid=ww3&corpsecret=first", (401, 40013)),
        ("/cgi-bin/gettoken", "corpsecret=first", (200, 41002)),
        ("/cgi-bin/gettoken", "corpid=ww1", (200, 41004)),
        ("/cgi-bin/gettoken", "appid=ww1&secret=first", (200, 41002)),
        ("/cgi-bin/get_jsapi_ticket", "", (200, 41001)),
        ("/cgi-bin/get_jsapi_ticket", "access_token=W4", (200, 40014)),
        ("/cgi-bin/ticket/get", "access_token=W1&type=jsapi", (200, 91040)),
        // The tokens of a company get no ticket of an official account.
        ("/cgi-bin/ticket/getticket", "access_token=W1&type=jsapi", (200, 40001)),
        ("/cgi-bin/token", "grant_type=client_credential&appid=ww1&secret=first", (401, 40013)),
    ] {
        let (status, errcode, _) = ask(path, query);
        assert_eq!((status, errcode), wanted, "{path}?{query}");
    }
    let text = metrics(&registry, NOW);
    let line = r#"webot_token_expires_in_seconds{appid="ww1:1000003",type="agent_ticket"} 7200"#;
    assert!(text.contains(line) && !text.contains("wx_card"), "{text}");
}

#[test]
fn a_certificate_stands_for_the_key() {
    let account = Account::new("wx1".to_owned(), Secret::new(SECRET));
    let mut open = Registry::new(None, vec![account]).trusting_clients();
    open.accounts[0].obtained(Issued::AccessToken, &token("T1", 7200), NOW);
    let without = "grant_type=client_credential&appid=wx1";
    for (query, wanted) in [
        (without.to_owned(), (200, 0)),
        (format!("{without}&secret="), (200, 0)),
        (OWN.to_owned(), (200, 0)),
        (format!("{without}&secret=wrong"), (401, 40125)),
        ("grant_type=client_credential".to_owned(), (200, 41002)),
        ("grant_type=client_credential&appid=wx2".to_owned(), (401, 40013)),
    ] {
        assert_eq!(code(&mut open, &get("/cgi-bin/token", &query)), wanted, "{query}");
    }
    let force = r#"{"grant_type":"client_credential","appid":"wx1","force_refresh":true}"#;
    let forced = Decision::Ask { account: 0, issued: Issued::AccessToken, force: true };
    assert_eq!(open.decide(&post(force), NOW), forced);
    let ticket = get("/cgi-bin/ticket/getticket", "type=jsapi");
    assert_eq!(code(&mut open, &ticket), (200, 41001));
}
