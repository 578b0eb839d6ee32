//! `work suite`, on a server that answers as WeCom does to service providers.

use serde_json::{Value, json};

use super::{CORPID, next};
use crate::support::{Bot, Mock, Webot, http, until};

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
        let asked = next(&Webot::new(), command).exit(3);
        asked.stderr_has("`suite_secret`").stderr_lacks("built-in mock").run();
    }
    let home = Webot::new().env("WX_SUITE_ID", "ww1111111111111111");
    next(&home, &["suite", "show"]).stdout_has("the profile has no `corpid`").run();
}

#[test]
fn the_mock_is_wecom_to_a_suite() {
    const SUITE: &str = "ww1111111111111111";
    let bot = Bot::answering(|_| http(200, "success"));
    let words = ["mock", "--port", "0", "--json", "--push-to", &bot.url("/suite")];
    let mock = Mock::of(Webot::new().args(words).stderr_any());
    let home = Webot::new()
        .env("WX_API_BASE", mock.url())
        .env("WX_CORPID", CORPID)
        .env("WX_SUITE_ID", SUITE)
        .env("WX_SUITE_SECRET", "a-secret-of-the-suite");
    let act = |action: &str| {
        let act = json!({ "action": action, "suite_id": SUITE, "corpid": CORPID });
        mock.post("/__webot/act", &act.to_string())
    };
    // The value of a field in the last push of a kind.
    let told = |info: &str, field: &str| {
        let found = || {
            let heard = bot.heard();
            let push = heard.iter().map(crate::support::Heard::message).rev();
            push.into_iter().find(|push| push.get("InfoType") == Some(info))
        };
        until(info, || found().is_some());
        found().expect("a push").get(field).expect("a field").to_owned()
    };
    act("suite_ticket");
    let ticket = told("suite_ticket", "SuiteTicket");
    next(&home, &["suite", "ticket", "-"]).stdin("wrong").stderr_any().run();
    next(&home, &["suite", "token"]).exit(1).stderr_has("40085").run();
    next(&home, &["suite", "ticket", "-"]).stdin(&*ticket).stderr_any().run();
    next(&home, &["suite", "token"]).stderr_any().run();
    assert!(
        next(&home, &["suite", "pre-auth-code", "--json"]).stderr_any().run().json()["pre_auth_code"]
            .is_string()
    );
    act("create_auth");
    let code = told("create_auth", "AuthCode");
    let authorize = |code: &str| next(&home, &["suite", "authorize", "-", "--json"]).stdin(code);
    authorize("wrong").exit(1).stderr_has("40078").run();
    assert_eq!(authorize(&code).stderr_any().run().json()["corpid"], CORPID);
    authorize(&code).exit(1).stderr_has("40078").run();
    next(&home, &["dept", "list"]).stderr_any().run();
    act("reset_permanent_code");
    let code = told("reset_permanent_code", "AuthCode");
    authorize(&code).stderr_any().run();
    act("change_auth");
    assert_eq!(told("change_auth", "AuthCorpId"), CORPID);
    act("cancel_auth");
    assert_eq!(told("cancel_auth", "AuthCorpId"), CORPID);
    next(&home, &["dept", "list"]).exit(1).stderr_any().run();
    assert!(act("change_auth")["error"].is_string());
    let shown = format!(
        "{:?}",
        [mock.get("/__webot/pushes"), mock.get("/__webot/state"), mock.get("/__webot/requests")]
    );
    for secret in [&ticket, &code, "a-secret-of-the-suite"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}
