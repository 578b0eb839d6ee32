//! `webot doctor`: each failure is provoked and named; right things pass.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Bot, Folder, Mock, Ran, Webot, http, http_with, key_pair, until, webot};

const APPID: &str = "wx1234567890abcdef";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Returns a folder whose configuration has an account and these members.
fn account(more: &[(&str, Value)]) -> Folder {
    let mut config = json!({ "appid": APPID, "secret": SECRET });
    for (name, value) in more {
        config[*name] = value.clone();
    }
    let folder = Folder::with_config(&config.to_string());
    #[cfg(unix)]
    folder.set_mode("wx_config.json", 0o600);
    folder
}

/// Returns the statuses and messages of a check.
#[track_caller]
fn lines(ran: &Ran, check: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let json = ran.json();
    let all = json["checks"].as_array().expect("checks");
    let own = all.iter().filter(|line| line["check"] == check);
    let lines: Vec<_> = own.map(|line| (text(&line["status"]), text(&line["message"]))).collect();
    assert!(!lines.is_empty(), "no {check}: {json}");
    lines
}

#[track_caller]
fn has(ran: &Ran, check: &str, status: &str, words: &str) {
    let lines = lines(ran, check);
    let found = lines.iter().any(|(own, message)| own == status && message.contains(words));
    assert!(found, "no {status} {words:?} in {check}: {lines:#?}");
}

#[track_caller]
fn against(mock: &Mock, folder: &Folder, args: &[&str], exit: i32) -> Ran {
    let url = mock.url();
    folder.webot(["doctor", "--json", "--api-base", &url]).args(args).exit(exit).run()
}

#[test]
fn a_right_account_passes_every_check() {
    let mock = Mock::start([]);
    let folder = account(&[]);
    let ran = against(&mock, &folder, &["--only", "config,values,token,ip,clock,rights,quota"], 0);
    for check in ["config", "values", "token", "ip", "clock", "rights", "quota"] {
        assert_eq!(lines(&ran, check).len(), 1, "{}", ran.stdout);
        has(&ran, check, "ok", "");
    }
    assert_eq!(ran.json()["status"], "ok");
}

#[test]
fn nothing_configured_is_no_failure_and_says_what_is_missing() {
    let ran = webot(["doctor", "--json"]).exit(0).run();
    has(&ran, "config", "warning", "no wx_config.json found");
    has(&ran, "token", "skipped", "`appid`, `secret`");
    has(&ran, "bot", "skipped", "`url`");
    // The page has the checks that ran, and what to type next.
    let page = webot(["doctor"]).run().stdout;
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(lines.len(), 5, "{page}");
    assert!(lines[2].starts_with("✓ values  "), "{page}");
    assert!(lines[3].contains("`webot init`") && lines[3].contains("`webot doctor --mock`"), "{page}");
    let page = webot(["doctor", "--only", "bot"]).run().stdout;
    assert!(page.starts_with("- bot  not configured: `url`\n"), "{page}");
}

#[test]
fn the_page_has_a_line_for_each_check_in_both_languages() {
    let text = webot(["doctor", "--mock", "--lang", "en"]).exit(0).run().stdout;
    assert!(!text.contains("not configured"), "{text}");
    assert!(text.contains("\n✓ token          issued by /cgi-bin/stable_token"), "{text}");
    assert!(text.ends_with("1 warning\n"), "{text}");
    let text = webot(["doctor", "--mock", "--lang", "zh"]).exit(0).run().stdout;
    assert!(text.contains("\n✓ token          由 /cgi-bin/stable_token 签发"), "{text}");
}

#[test]
fn values_of_the_wrong_format_and_missing_variables_are_named() {
    let folder = account(&[("secret", json!("env:WX_NOT_SET")), ("encoding_aes_key", json!("short"))]);
    let ran = folder.webot(["doctor", "--json", "--mock", "--only", "values"]).exit(1).run();
    has(&ran, "values", "failed", "NOT_SET");
    has(&ran, "values", "failed", "`encoding_aes_key`");
    assert!(!ran.stdout.contains("short"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_a_warning_in_the_page_alone() {
    let folder = account(&[]);
    folder.set_mode("wx_config.json", 0o644);
    let ran = folder.webot(["doctor", "--json", "--mock", "--only", "config"]).exit(0).stderr("").run();
    has(&ran, "config", "warning", "chmod 600");
    folder.webot(["doctor", "--json", "--mock", "--only", "config", "--strict"]).exit(1).run();
}

#[test]
fn a_wrong_secret_is_the_failure_of_the_token_and_nothing_else() {
    let mock = Mock::start(["--appid", APPID, "--secret", "ffffffffffffffffffffffffffffffff"]);
    let ran = against(&mock, &account(&[]), &[], 1);
    let failed: Vec<Value> = ran.json()["checks"].as_array().expect("checks").clone();
    let failed: Vec<&Value> = failed.iter().filter(|line| line["status"] == "failed").collect();
    assert_eq!(failed.len(), 1, "{failed:#?}");
    assert_eq!(failed[0]["check"], "token");
    assert!(!ran.stdout.contains(SECRET));
}

#[test]
fn an_address_that_is_not_listed_is_named_with_the_place_to_list_it() {
    let mock = Mock::start(["--allow-ip", "10.9.8.7"]);
    let ran = against(&mock, &account(&[]), &[], 1);
    has(&ran, "ip", "failed", "127.0.0.1 (40164)");
    has(&ran, "token", "skipped", "");
    assert!(ran.stdout.contains("IP白名单"), "{}", ran.stdout);
}

#[test]
fn wait_ends_once_the_address_is_listed() {
    let mock = Mock::start(["--allow-ip", "10.9.8.7"]);
    let (url, folder) = (mock.url(), account(&[]));
    let waiting =
        folder.webot(["doctor", "--json", "--api-base", &url, "--only", "ip,token", "--wait=60"]).spawn();
    until("it has asked", || mock.count("/cgi-bin/stable_token") > 0);
    mock.post("/__webot/state", r#"{"whitelist":null}"#);
    let mut waiting = waiting;
    let ran = waiting.ended();
    has(&ran, "ip", "ok", "");
    has(&ran, "token", "ok", "");
}

#[test]
fn a_clock_that_is_off_is_measured() {
    for (date, status, words) in [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "failed", "ahead of"),
        ("Fri, 31 Dec 2100 08:49:37 GMT", "failed", "behind"),
    ] {
        let wechat = Bot::answering(move |heard| {
            let body = if heard.path().contains("token") {
                r#"{"access_token":"t","expires_in":7200}"#
            } else {
                r#"{"ip_list":["1.2.3.4"]}"#
            };
            let head = format!("Date: {date}\r\nContent-Type: application/json\r\n");
            http_with(200, &head, body)
        });
        let folder = account(&[]);
        let url = wechat.url("");
        let ran = folder.webot(["doctor", "--json", "--api-base", &url, "--only", "clock"]).exit(1).run();
        has(&ran, "clock", status, words);
    }
}

#[test]
fn another_program_that_replaces_the_token_is_noticed() {
    let mock = Mock::start([]);
    let home = Webot::at_home(account(&[])).env("WX_API_BASE", mock.url());
    home.webot(["token", "get"]).stderr_any().run();
    // The token has two hours left.
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    let doctor = || home.webot(["doctor", "--json", "--only", "token-sharing"]).run();
    has(&doctor(), "token-sharing", "warning", "another program replaced the token");
    has(&doctor(), "token-sharing", "ok", "");
}

#[test]
fn missing_permissions_and_used_up_quotas_are_named() {
    // The first call is that for the addresses of the API.
    let mock = Mock::start(["--fail", "48001@2"]);
    let ran = against(&mock, &account(&[]), &["--only", "rights"], 0);
    has(&ran, "rights", "warning", "not allowed (48001): menu");
    has(&ran, "rights", "ok", "user, tag, blacklist");

    let mock = Mock::start(["--quota", "/cgi-bin/user/get=1"]);
    let ran = against(&mock, &account(&[]), &["--only", "rights,quota"], 1);
    has(&ran, "quota", "failed", "/cgi-bin/user/get: 1 of 1");

    let mock = Mock::start(["--fail", "48001@2"]);
    let ran = against(&mock, &account(&[]), &["--only", "jsapi-ticket"], 0);
    has(&ran, "jsapi-ticket", "warning", "not allowed (48001)");
}

/// Each kind of account is guessed from what it may not call.
#[test]
fn the_kind_of_account_is_guessed() {
    let (template, publish) = ("/cgi-bin/template/", "/cgi-bin/freepublish/");
    for (denied, words, warned) in [
        (&[][..], "probably a verified service account", 0),
        (&[template], "it may publish, but not send template messages", 1),
        (&[template, publish], "probably not verified", 2),
        (
            &[
                "/cgi-bin/menu/",
                "/cgi-bin/user/",
                "/cgi-bin/get_current",
                "/cgi-bin/draft/",
                publish,
                template,
                "/cgi-bin/customservice/",
            ],
            "probably a mini-program",
            0,
        ),
    ] {
        let deny: Vec<&str> = denied.iter().flat_map(|path| ["--deny", path]).collect();
        let mock = Mock::of(webot(["mock", "--port", "0", "--json"]).args(&deny));
        let ran = against(&mock, &account(&[]), &["--only", "rights,kind"], 0);
        has(&ran, "kind", "ok", words);
        let rights = lines(&ran, "rights");
        assert_eq!(rights.iter().filter(|(status, _)| status == "warning").count(), warned, "{rights:?}");
        let named = rights.iter().any(|(_, message)| message.contains("48001"));
        assert_eq!(named, !denied.is_empty(), "{rights:?}");
    }
    // Who is refused for another reason is not judged.
    let ran =
        account(&[]).webot(["doctor", "--json", "--only", "kind", "--api-base", "http://127.0.0.1:1"]).run();
    has(&ran, "kind", "skipped", "");
}

#[test]
fn a_bot_that_fails_the_check_of_its_url_fails_with_the_same_words_as_verify_url() {
    let bot = Bot::answering(|_| http(200, "nope"));
    let folder = account(&[("url", json!(bot.url("/wechat"))), ("token", json!("keyboardcat123"))]);
    let ran = folder.webot(["doctor", "--json", "--mock", "--only", "bot"]).exit(1).run();
    has(&ran, "bot", "failed", "");
    let ran = account(&[("url", json!("http://127.0.0.1:1/"))])
        .webot(["doctor", "--json", "--mock", "--only", "bot"])
        .exit(1)
        .run();
    has(&ran, "bot", "failed", "nothing listens");
}

#[test]
fn pay_keys_are_compared_with_the_certificate_beside_them() {
    let folder = account(&[("mchid", json!("1900000109")), ("mch_private_key", json!("apiclient_key.pem"))]);
    let doctor = |exit: i32| {
        let only = ["--only", "pay-key,pay-certificate,pay-platform"];
        folder.webot(["doctor", "--json", "--mock"]).args(only).exit(exit).run()
    };
    has(&doctor(1), "pay-key", "failed", "apiclient_key.pem");
    folder.write("apiclient_key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    has(&doctor(1), "pay-key", "failed", "not an RSA key");
    folder.write("apiclient_key.pem", key_pair().1);
    has(&doctor(0), "pay-certificate", "warning", "`mch_serial` is not configured");

    let certificate = |name: &str, days: &str| {
        let line = "req -x509 -new -key apiclient_key.pem -set_serial 0xABCDEF -out apiclient_cert.pem -days";
        let subject = format!("/O=shop/CN={name}");
        let mut openssl = Command::new("openssl");
        openssl.args(line.split(' ')).args([days, "-subj", &subject]).current_dir(folder.path(""));
        openssl.output().is_ok_and(|made| made.status.success())
    };
    let openssl = |days: &str| certificate("merchant", days);
    if !openssl("400") {
        #[expect(clippy::print_stderr, reason = "a test that did not run says so")]
        {
            eprintln!("skipped: openssl is not installed");
        }
        return;
    }
    has(&doctor(0), "pay-certificate", "warning", "`mch_serial` is not configured");
    let set = |serial: &str| folder.webot(["config", "set", "mch_serial", serial]).stderr_any().run();
    set("123456");
    has(&doctor(1), "pay-certificate", "failed", "serial number is ABCDEF");
    set("00abcdef");
    has(&doctor(0), "pay-certificate", "ok", "matches key and serial number");
    assert!(certificate("1900000109", "400"));
    has(&doctor(0), "pay-certificate", "ok", "matches key and serial number");
    assert!(certificate("1900000110", "400"));
    has(&doctor(1), "pay-certificate", "failed", "merchant 1900000110, but `mchid` is 1900000109");
    assert!(openssl("5"));
    has(&doctor(0), "pay-certificate", "warning", "expires in");
    folder.write("apiclient_key.pem", key_pair().1);
    has(&doctor(1), "pay-certificate", "failed", "belongs to another private key");
    folder.webot(["config", "set", "platform_serial", "PUB_KEY_ID_0119"]).stderr_any().run();
    has(&doctor(1), "pay-platform", "ok", "PUB_KEY_ID_0119");
}

/// The token is issued, and every call with it is refused.
#[test]
fn a_refusal_of_every_call_is_told_once_and_nothing_is_called_allowed() {
    for (fault, check, words) in [
        ("40243@1-99", "token", "40243"),
        ("40001@1-99", "token", "40001"),
        ("40001@2-99", "rights", "40001"),
        ("45009@2-99", "quota", "45009"),
    ] {
        let mock = Mock::start(["--fail", fault]);
        let ran = against(&mock, &account(&[]), &["--only", "token,ip,rights,kind,quota"], 1);
        has(&ran, check, "failed", words);
        let json = ran.json();
        let failed: Vec<&Value> = json["checks"]
            .as_array()
            .expect("checks")
            .iter()
            .filter(|line| line["status"] == "failed")
            .collect();
        assert_eq!(failed.len(), 1, "{fault}: {failed:#?}");
        for claim in ["allowed: ", "none of the usual paths", "may send template messages"] {
            assert!(!ran.stdout.contains(claim), "{fault}: {claim}: {}", ran.stdout);
        }
    }
}

/// An account of another kind may not make the first call; the rest is examined.
#[test]
fn a_first_call_that_the_account_may_not_make_ends_nothing() {
    let mock = Mock::start(["--deny", "/cgi-bin/get_api_domain_ip"]);
    let ran = against(&mock, &account(&[]), &["--only", "token,ip,rights"], 0);
    for check in ["token", "ip", "rights"] {
        has(&ran, check, "ok", "");
    }
}

/// A server that is not WeChat answers every check; nothing that it does not tell is a fact.
#[test]
fn an_answer_without_the_documented_fields_tells_nothing() {
    for answer in ["[]", "{}", r#"{"errcode":0}"#, r#"{"errcode":0,"ping":[]}"#] {
        let other = Bot::answering(move |heard| {
            let is_token = heard.path().contains("token");
            http(200, if is_token { r#"{"access_token":"t","expires_in":7200}"# } else { answer })
        });
        let url = other.url("");
        let only = ["--only", "ip,token-sharing,rights,kind,quota,callback"];
        let doctor = account(&[]).webot(["doctor", "--json", "--api-base", &url]).args(only);
        let ran = doctor.exit(0).run();
        assert!(!has_ok(&ran), "{answer}: {}", ran.stdout);
        if answer != "[]" {
            for check in ["ip", "token-sharing", "rights", "quota", "callback"] {
                has(&ran, check, "warning", "cannot tell: unexpected answer of /cgi-bin/");
            }
        }
    }
}

fn has_ok(ran: &Ran) -> bool {
    let json = ran.json();
    json["checks"].as_array().expect("checks").iter().any(|line| line["status"] == "ok")
}

#[test]
fn a_token_whose_life_is_no_positive_number_is_not_kept() {
    for life in ["-5", "0", "\"soon\"", "null"] {
        let other = Bot::answering(move |_| {
            http(200, format!(r#"{{"access_token":"t","expires_in":{life},"ip_list":["1.2.3.4"]}}"#))
        });
        let url = other.url("");
        let folder = account(&[]);
        let ran = folder.webot(["doctor", "--json", "--api-base", &url, "--only", "token"]).exit(1).run();
        has(&ran, "token", "failed", &format!("`expires_in` of the response is `{life}`"));
    }
}

#[test]
fn json_that_is_no_object_is_no_response_of_wechat() {
    for answer in ["[]", "null", "1", "\"ok\""] {
        let other = Bot::answering(move |heard| {
            let is_token = heard.path().contains("token");
            http(200, if is_token { r#"{"access_token":"t","expires_in":7200}"# } else { answer })
        });
        let url = other.url("");
        let list = account(&[]).webot(["user", "list", "--api-base", &url]);
        list.exit(4).stderr_has("not an object").run();
    }
}
