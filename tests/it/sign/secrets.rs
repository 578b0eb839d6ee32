//! Secrets: from flags, files, the environment or the configuration, and hidden in the output.

use serde_json::{Value, json};

use super::{JSAPI, refused, sign, verify};
use crate::support::{key_pair, webot};

#[test]
fn secrets_come_from_a_file_stdin_or_the_environment() {
    let expected = sign(&[&JSAPI[..], &["ticket"]].concat());
    let file = webot(["sign"]).args(JSAPI).args(["@t.txt", "--json"]).file("t.txt", "ticket\n").run();
    let stdin = webot(["sign"]).args(JSAPI).args(["-", "--json"]).stdin("ticket\r\n").run();
    let env = webot(["sign"]).args(&JSAPI[..7]).args(["--json"]).env("WX_JSAPI_TICKET", "ticket").run();
    for ran in [file, stdin, env] {
        assert_eq!(ran.json(), expected);
        assert_eq!(ran.stderr, "", "nothing to warn about");
    }
}

#[test]
fn a_secret_on_the_command_line_is_warned_about_once_and_never_printed() {
    let warning = "shell's history";
    let ran = webot(["sign"]).args(JSAPI).args(["TICKET", "--other-ticket", "OTHER"]).stderr_any().run();
    assert_eq!(ran.stderr.matches(warning).count(), 1, "{}", ran.stderr);
    for args in [
        &["message", "--token", "SeCrEt"][..],
        &["jsapi", "--url", "http://a.cn/", "--ticket", "SeCrEt"],
        &["agent", "--url", "http://a.cn/", "--ticket", "SeCrEt"],
        &["addr", "--appid", "a", "--url", "http://a.cn/", "--access-token", "SeCrEt"],
        &["card", "--card-id", "c", "--ticket", "SeCrEt"],
        &["card", "--card-id", "c", "--secret", "SeCrEt"],
        &["choose-card", "--appid", "a", "--ticket", "SeCrEt"],
        &["choose-card", "--appid", "a", "--secret", "SeCrEt"],
        &["package", "--partner-key", "SeCrEt", "--field", "a=1"],
        &["pay-sign", "--app-key", "SeCrEt", "--field", "a=1"],
        &["pay", "--key", "SeCrEt", "--field", "a=1"],
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "SeCrEt"],
        &["session", "--session-key", "SeCrEt", "--data", "{}"],
        &["xpay", "--app-key", "SeCrEt", "--data", "{}"],
        &["xpay", "--session-key", "SeCrEt", "--data", "{}"],
    ] {
        let ran = webot(["sign"]).args(args).stderr_lacks("SeCrEt").run();
        assert_eq!(ran.stderr.matches(warning).count(), 1, "{args:?}: {}", ran.stderr);
        let ran = webot(["sign"]).args(args).args(["--json"]).stderr_lacks("SeCrEt").run();
        let mut json = ran.json();
        assert!(json["signature"].is_string() && json["inputs"].is_object(), "{args:?}: {json}");
        assert_eq!(ran.stderr.matches(warning).count(), 1, "{args:?}: {}", ran.stderr);
        assert!(
            serde_json::from_str::<Value>(&ran.stderr).expect("one document")["warnings"][0].is_string(),
            "{args:?}"
        );
        // The string holds it by its nature; nothing else does.
        json.as_object_mut().expect("an object").remove("string_to_sign");
        assert!(!json.to_string().contains("SeCrEt"), "{args:?}: {json}");
    }
}

/// The string to sign ends up in tickets and chats; `--print` is for other programs.
#[test]
fn keys_in_the_string_to_sign_are_masked_unless_they_are_asked_for() {
    for args in [
        &["message", "--token", "@key"][..],
        &["message", "--token", "@key", "--timestamp", "1", "--nonce", "2", "--check", HASH],
        &["pay", "--key", "@key", "--field", "a=1"],
        &["pay", "--key", "@key", "--field", "a=1", "--check", "0123456789ABCDEF0123456789ABCDEF"],
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "@key"],
        &["package", "--partner-key", "@key", "--field", "a=1"],
        &["pay-sign", "--app-key", "@key", "--field", "a=1"],
        &["session", "--session-key", "@key", "--data", "{}"],
    ] {
        // A token may have three characters.
        for key in ["SeCrEt-0123456789", "ZyX"] {
            let run = || webot(["sign"]).args(args).file("key", key).exit_in([0, 1]).stderr_any();
            run().stdout_has("***").stdout_lacks(key).run();
            run().args(["--json"]).stdout_has("***").stdout_lacks(key).run();
            run().args(["--show-secrets"]).stdout_has(key).run();
            if !args.contains(&"--check") {
                run().args(["--print", "string_to_sign"]).stdout_has(key).run();
            }
        }
    }
}

/// A signature of nothing.
const HASH: &str = "0123456789012345678901234567890123456789";

#[test]
fn a_missing_secret_is_named_with_its_flag_and_variable() {
    for (args, flag, variable) in [
        (&["message"][..], "--token", "WX_TOKEN"),
        (&["jsapi", "--url", "http://a.cn/"], "--ticket", "WX_JSAPI_TICKET"),
        (&["agent", "--url", "http://a.cn/"], "--ticket", "WX_AGENT_TICKET"),
        (&["addr", "--appid", "a", "--url", "http://a.cn/"], "--access-token", "WX_ACCESS_TOKEN"),
        (&["card", "--card-id", "c"], "--ticket", "WX_CARD_TICKET"),
        (&["choose-card", "--appid", "a"], "--ticket", "WX_CARD_TICKET"),
        (&["package", "--field", "a=1"], "--partner-key", "WX_PARTNER_KEY"),
        (&["pay-sign", "--field", "a=1"], "--app-key", "WX_APP_KEY"),
        (&["pay", "--field", "a=1"], "--key", "WX_PAY_KEY"),
        (&["jspay", "--prepay-id", "p", "--appid", "a"], "--key", "WX_PAY_KEY"),
        (&["session", "--data", "{}"], "--session-key", "WX_SESSION_KEY"),
        (&["xpay", "--data", "{}"], "--app-key", "WX_APP_KEY"),
    ] {
        webot(["sign"]).args(args).exit(3).stderr_has(flag).stderr_has(variable).stdout("").run();
        let ran = webot(["sign"]).args(args).env(variable, "VALUE").stderr_any().run();
        assert!(!ran.stdout.is_empty(), "{args:?}");
    }
    webot(["sign", "v3", "GET", "/", "--mchid", "1", "--serial", "2"])
        .exit(3)
        .stderr_has("--private-key")
        .stderr_lacks("notification")
        .run();
}

#[test]
fn the_merchant_is_read_from_the_configuration() {
    let (pair, pem) = key_pair();
    let config = r#"{"appid":"wx9","mchid":"190","mch_serial":"SS","mch_private_key":"k.pem"}"#;
    let run = |args: &[&str]| webot(args).file("k.pem", &pem).file("wx_config.json", config).run().json();
    let request = run(&["sign", "v3", "GET", "/v3/certificates", "--json"]);
    let header = request["authorization"].as_str().expect("text");
    assert!(header.contains("mchid=\"190\"") && header.contains("serial_no=\"SS\""), "{header}");
    let app = run(&["sign", "jspay", "--prepay-id", "p", "--app", "--json"]);
    assert_eq!(
        (&app["parameters"]["appid"], &app["parameters"]["partnerid"]),
        (&json!("wx9"), &json!("190"))
    );
    verify(&pair, app["string_to_sign"].as_str().expect("text"), &app["signature"]);
}

#[test]
fn secrets_are_read_from_the_configuration() {
    let config =
        r#"{"jsapi_ticket":"T","card_ticket":"C","partner_key":"P","app_key":"A","session_key":"S"}"#;
    let signed = |args: &[&str]| {
        let ran =
            webot(["sign"]).args(args).args(["--print", "string_to_sign"]).file("wx_config.json", config);
        ran.stderr_any().run().stdout.trim_end().to_owned()
    };
    let fresh = ["--timestamp", "1", "--nonce", "n"];
    let jsapi = signed(&[&["jsapi", "--url", "https://a.cn/"][..], &fresh].concat());
    assert_eq!(jsapi, "jsapi_ticket=T&noncestr=n&timestamp=1&url=https://a.cn/");
    assert_eq!(signed(&[&["card", "--card-id", "p"][..], &fresh].concat()), "1Cnp");
    assert_eq!(signed(&["package", "--field", "a=1"]), "a=1&key=P");
    assert_eq!(signed(&["pay-sign", "--field", "appid=w"]), "appid=w&appkey=A");
    assert_eq!(signed(&["session", "--data", "d"]), "dS");
    let ran = webot(["sign", "package", "--field", "a=1"]).exit(3).stderr_any().run();
    for said in ["--partner-key", "WX_PARTNER_KEY", "\"partner_key\" in wx_config.json"] {
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn standard_input_is_read_by_one_flag() {
    for (args, both) in [
        (
            &["v3", "POST", "/v3/a", "--mchid", "1", "--serial", "2", "--body", "-", "--private-key", "-"][..],
            "`--body` and `--private-key`",
        ),
        (
            &["jsapi", "--url", "http://a.cn", "--ticket", "-", "--other-ticket", "-"],
            "`--ticket` and `--other-ticket`",
        ),
        (&["session", "--session-key", "-"], "`--session-key` and `--data`"),
    ] {
        refused(args, "text", &[both, "both read stdin", "@FILE"]);
    }
    webot(["crypt", "refund", "--key", "-"])
        .stdin("key")
        .exit(2)
        .stderr_has("`--key` and `stdin` both")
        .run();
}
