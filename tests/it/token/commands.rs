//! `webot token` and `webot ticket`.

use serde_json::{Value, json};

use super::{CALL, PLAIN, STABLE, now_ms, predecessor};
use crate::support::{Mock, SECRET, Webot};

#[test]
fn tokens_of_the_built_in_mock_stay_out_of_shared_stores() {
    let home = Webot::asking("");
    let path = home.config(&json!({ "token_store": "config", "token": predecessor("OLD_TOKEN") }));
    let before = std::fs::read(&path).expect("a file");
    home.bare(["api", "GET", CALL, "--mock", "--config"]).args([&path]).env("WX_API_BASE", "").run();
    assert_eq!(std::fs::read(&path).expect("a file"), before);
}

#[test]
fn token_commands_fetch_refresh_show_and_clear() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let run = |args: &[&str]| home.webot(["token"]).args(args).stderr_any().run();
    assert_eq!(run(&["show", "--json"]).json()["access_token"], Value::Null);
    assert_eq!(mock.paths(), [""; 0], "show asks nobody");
    let token = run(&["get", "--print"]).stdout;
    let token = token.trim_end();
    assert!(token.len() > 100);

    for args in [&["get"][..], &["show"], &["get", "--json"], &["show", "--json"], &["show", "-v"]] {
        let ran = run(args);
        assert!(!ran.stdout.contains(token) && !ran.stderr.contains(token), "{args:?}");
        assert!(ran.stdout.contains("***"), "{args:?}: {}", ran.stdout);
        home.webot(["token"]).args(args).args(["--show-secrets"]).stdout_has(token).stderr_any().run();
    }
    let json = run(&["get", "--json", "--show-secrets"]).json();
    assert_eq!(json["access_token"], token);
    assert!(json["expires_in"].as_u64().is_some_and(|left| (7000..=7200).contains(&left)), "{json}");
    assert!(json["fetched_at"].as_u64().is_some_and(|at| at.abs_diff(now_ms() / 1000) < 120), "{json}");
    assert_eq!(mock.paths(), [STABLE]);

    let fresh = run(&["refresh", "--print"]).stdout;
    assert_ne!(fresh.trim_end(), token);
    assert_eq!(run(&["get", "--print"]).stdout, fresh);
    assert_eq!(mock.paths(), [STABLE, STABLE]);
    assert_eq!(run(&["clear", "--json"]).json(), json!({ "cleared": ["access_token"] }));
    assert_eq!(run(&["clear", "--json"]).json(), json!({ "cleared": [] }));
    assert_eq!(run(&["get", "--print"]).stdout, fresh, "WeChat was not told");
    assert_eq!(mock.paths().len(), 3);
    assert_eq!(run(&["refresh", "--plain-token", "--print"]).code, 0);
    assert_eq!(mock.paths()[3..], [PLAIN]);
}

#[test]
fn every_type_of_ticket_is_fetched_once_and_masked() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let run = |args: &[&str]| {
        let run = home.webot(["ticket", "get"]).args(args);
        run.env("WX_CORPID", "ww1234567890abcdef")
            .env("WX_CORPSECRET", "corpsecret-of-a-test")
            .stderr_any()
            .run()
    };
    let kinds = [
        ("jsapi", "/cgi-bin/ticket/getticket"),
        ("wx_card", "/cgi-bin/ticket/getticket"),
        ("agent", "/cgi-bin/ticket/get"),
        ("work_jsapi", "/cgi-bin/get_jsapi_ticket"),
    ];
    let mut tickets = Vec::new();
    for (kind, path) in kinds {
        let before = mock.count(path);
        let ticket = run(&["--type", kind, "--print"]).stdout;
        assert_eq!(mock.count(path), before + 1, "{kind}");
        assert_eq!(run(&["--type", kind, "--print"]).stdout, ticket, "{kind}");
        assert_eq!(mock.count(path), before + 1, "{kind}: kept");
        let ran = run(&["--type", kind, "--json"]);
        assert_eq!(ran.json()["ticket"], "***");
        assert!(
            !ran.stdout.contains(ticket.trim_end())
                && !run(&["--type", kind]).stdout.contains(ticket.trim_end())
        );
        assert_eq!(run(&["--type", kind, "--json", "--show-secrets"]).json()["ticket"], ticket.trim_end());
        assert!(!tickets.contains(&ticket), "{kind} is another's");
        tickets.push(ticket);
    }
    assert_eq!(run(&["--print"]).stdout, tickets[0], "jsapi is the default");
    assert_eq!((mock.count(STABLE), mock.count("/cgi-bin/gettoken")), (1, 1));
    home.webot(["ticket", "get", "--type", "other"]).exit(2).stderr_has("`--type`").run();
}

#[test]
fn dry_run_and_curl_send_nothing() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let commands: [&[&str]; 9] = [
        &["token", "get"],
        &["token", "get", "--plain-token"],
        &["token", "get", "--force-refresh"],
        &["token", "refresh"],
        &["token", "refresh", "--plain-token"],
        &["ticket", "get"],
        &["menu", "get"],
        &["user", "list"],
        &["api", "POST", "/cgi-bin/tags/create", "--data", r#"{"tag":{"name":"a"}}"#],
    ];
    for command in commands {
        for flag in ["--dry-run", "--curl"] {
            let ran = home.webot(command).args([flag]).stdout_has("***").stdout_lacks(SECRET).run();
            assert_eq!(
                ran.stdout.contains(PLAIN) && !ran.stdout.contains(STABLE),
                command.contains(&"--plain-token"),
                "{command:?}"
            );
            home.webot(command).args([flag, "--show-secrets"]).run();
            home.webot(command).args([flag, "-v"]).run();
        }
        home.webot(command).args(["--dry-run", "--json"]).run().json();
    }
    assert_eq!(mock.paths(), [""; 0]);
    assert!(home.tokens().is_empty());
    // With secrets it is the token that is kept.
    let token = home.token();
    home.webot(["menu", "get", "--curl", "--show-secrets"]).stdout_has(&token).run();
    assert_eq!(mock.paths(), [STABLE]);
}

#[test]
fn token_clear_refuses_dry_run_and_keeps_the_token() {
    let home = Webot::new();
    home.webot(["token", "get", "--mock"]).stderr_ends("; --print prints only the value\n").run();
    home.webot(["token", "clear", "--mock", "--dry-run"]).exit(2).stderr_has("`--dry-run`").run();
    let kept = home.webot(["token", "show", "--mock", "--json"]).run().json();
    assert!(kept["access_token"]["expires_in"].is_u64(), "{kept}");
}
