//! `work suite`, on a server that answers as WeCom does to service providers.

use serde_json::{Value, json};

use super::{CORPID, next};
use crate::support::{Bot, Webot, http};

const TICKET: &str = "a-ticket-of-the-suite";
const PERMANENT: &str = "a-permanent-code-of-the-company";

/// A server that checks what each call is made with.
fn wecom() -> Bot {
    Bot::answering(|heard| {
        let body: Value = serde_json::from_slice(&heard.body).unwrap_or_default();
        let suite = heard.parameter("suite_access_token");
        let answer = match heard.path() {
            "/cgi-bin/service/get_suite_token" if body["suite_ticket"] == TICKET => {
                json!({ "suite_access_token": "SUITE_TOKEN", "expires_in": 7200 })
            }
            "/cgi-bin/service/get_suite_token" => {
                json!({ "errcode": 40085, "errmsg": "invalid suite_ticket" })
            }
            _ if heard.path().starts_with("/cgi-bin/service/") && suite.as_deref() != Some("SUITE_TOKEN") => {
                json!({ "errcode": 40082, "errmsg": "invalid suite_access_token" })
            }
            "/cgi-bin/service/get_pre_auth_code" => {
                json!({ "errcode": 0, "errmsg": "ok", "pre_auth_code": "PRE", "expires_in": 1200 })
            }
            "/cgi-bin/service/get_permanent_code" if body["auth_code"] == "AUTH" => json!({
                "permanent_code": PERMANENT, "access_token": "CORP_TOKEN", "expires_in": 7200,
                "auth_corp_info": { "corpid": CORPID, "corp_name": "示例企业" },
                "auth_info": { "agent": [{ "agentid": 1, "name": "应用" }] },
            }),
            "/cgi-bin/service/get_corp_token"
                if body["permanent_code"] == PERMANENT && body["auth_corpid"] == CORPID =>
            {
                json!({ "errcode": 0, "errmsg": "ok", "access_token": "CORP_TOKEN", "expires_in": 7200 })
            }
            "/cgi-bin/department/list"
                if heard.parameter("access_token").as_deref() == Some("CORP_TOKEN") =>
            {
                json!({ "errcode": 0, "errmsg": "ok", "department": [] })
            }
            _ => json!({ "errcode": 40013, "errmsg": "invalid corpid" }),
        };
        http(200, answer.to_string())
    })
}

#[test]
fn a_suite_calls_for_a_company_that_has_authorized_it() {
    let wecom = wecom();
    let home = Webot::new()
        .env("WX_API_BASE", wecom.url(""))
        .env("WX_CORPID", CORPID)
        .env("WX_SUITE_ID", "ww1111111111111111")
        .env("WX_SUITE_SECRET", "a-secret-of-the-suite");
    next(&home, &["suite", "token"]).exit(3).stderr_has("work suite ticket").run();
    next(&home, &["suite", "ticket", "-"]).stdin(TICKET).stderr_any().stdout_lacks(TICKET).run();
    next(&home, &["dept", "list"]).exit(3).stderr_has("work suite authorize").run();
    next(&home, &["suite", "token"]).stderr_any().stdout_lacks("SUITE_TOKEN").run();
    for (flags, code) in [(&[][..], "***"), (&["--show-secrets"], "PRE")] {
        let run = next(&home, &["suite", "pre-auth-code", "--json"]).args(flags).stderr_any();
        assert_eq!(run.run().json()["pre_auth_code"], code);
    }
    let authorized = next(&home, &["suite", "authorize", "-", "--json"]).stdin("AUTH\n");
    let authorized = authorized.stderr_any().stdout_lacks(PERMANENT).stdout_lacks("CORP_TOKEN").run().json();
    assert_eq!((&authorized["corpid"], &authorized["permanent_code"]), (&json!(CORPID), &json!("***")));
    next(&home, &["dept", "list", "-v"])
        .stderr_any()
        .stderr_lacks("CORP_TOKEN")
        .stderr_lacks(PERMANENT)
        .run();
    let shown =
        next(&home, &["suite", "show", "--json"]).stdout_lacks(TICKET).stdout_lacks(PERMANENT).run().json();
    assert!(shown["permanent_code"]["expires_in"].as_u64() > Some(86_400), "{shown}");
    let asked =
        wecom.heard().iter().filter(|heard| heard.path() == "/cgi-bin/service/get_suite_token").count();
    assert_eq!(asked, 1, "the token is stored");
}

#[test]
fn with_the_mock_the_missing_suite_is_named_and_the_mock_not_advised() {
    for command in [&["suite", "token"][..], &["suite", "show"]] {
        let asked = next(&Webot::new(), command).args(["--mock"]).exit(3);
        asked.stderr_has("`suite_id` is missing").stderr_lacks("built-in mock").run();
    }
}
