//! `webot explain`.

use crate::support::{Mock, Webot, webot};

#[test]
fn a_code_is_explained_in_both_languages() {
    webot(["explain", "40164"]).stdout_has("40164 ").stdout_has("cause: ").stdout_has("fix: ").run();
    webot(["explain", "40164", "--lang", "zh"]).stdout_has("原因：").stdout_has("处理：").run();
    webot(["explain", "-40001"]).stdout_has("WXBizMsgCrypt").run();
    webot(["explain", "--platform", "work", "60020"])
        .stdout_has("企业可信IP")
        .stdout_has("https://open.work.weixin.qq.com/devtool/query?e=60020")
        .run();
}

#[test]
fn an_official_meaning_that_is_wrong_is_said_to_be() {
    webot(["explain", "40125"]).stdout_has("which is that of another code: 不合法的 AppID").run();
    webot(["explain", "61004", "--lang", "zh"]).stdout_has("有误").run();
}

#[test]
fn the_path_narrows_the_cause() {
    for path in ["/sns/jscode2session", "https://api.weixin.qq.com/sns/jscode2session?appid=1"] {
        let run = webot(["explain", "40029", "--path", path]).stdout_has("`wx.login`").run();
        assert!(!run.stdout.contains("authorization page"), "{}", run.stdout);
    }
}

#[test]
fn a_log_is_explained_once_for_each_error() {
    let line = r#"{"errcode":45047,"errmsg":"out of response count limit"}"#;
    let log = format!("all is well\n{line}\n{{\"errcode\":0}}\n{line}\njs config:invalid signature\n");
    let run = webot(["explain"]).stdin(log.as_str()).run();
    assert_eq!(run.stdout.matches("45047").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("config:invalid signature"));
    let run = webot(["explain", "--json"]).stdin(log.as_str()).run();
    assert_eq!(run.stdout.lines().count(), 2);
    for line in run.stdout.lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(document["cause"].is_string() && document["fix"].is_string(), "{line}");
    }
    webot(["explain"]).stdin("40164\n").stdout_has("40164").run();
}

#[test]
fn nothing_explained_is_exit_1_with_the_nearest_thing_to_do() {
    webot(["explain", "SING_ERROR"]).exit(1).stderr_has("did you mean `SIGN_ERROR`?").run();
    webot(["explain", "hello"]).exit(1).stderr_has("nothing in this is known").run();
    webot(["explain"]).stdin("").exit(1).stderr_has("empty").run();
    let run = webot(["explain", "99999999", "--json"]).exit(1).stderr_has("unexplained").run();
    assert_eq!(run.stdout, "");
}

#[test]
fn a_log_without_an_error_is_not_read_as_one_message() {
    let log = "INFO took 61004 ms, 42001 rows\n10003 orders done\nsigned, 签名失败 0\nerror code: 40001 in billing\n";
    webot(["explain"]).stdin(log).exit(1).stderr_has("nothing in this is known").run();
    webot(["explain"]).stdin("INFO took 61004 ms, 42001 rows\n").exit(1).stderr_has("nothing in this").run();
    webot(["explain"]).stdin("微信返回\n40164\n").stdout_has("40164").run();
}

#[test]
fn messages_of_libraries_are_explained_in_both_languages() {
    let message = "应答的微信支付签名验证失败";
    webot(["explain", message]).stdout_has("merchant's own certificate").run();
    webot(["explain", message, "--lang", "zh"]).stdout_has("商户自己的证书").run();
    let line = "sending failed，错误信息：not allow to access from your ip, from ip: 1.2.3.4, more info at https://open.work.weixin.qq.com/devtool/query?e=60020\n";
    webot(["explain"]).stdin(line).stdout_has("企业可信IP").stdout_has("1.2.3.4").run();
}

#[test]
fn json_is_one_document() {
    let json = webot(["explain", "40001", "--json"]).run().json();
    let explained = json["explained"].as_array().expect("a list");
    let platforms: Vec<&str> = explained.iter().filter_map(|found| found["platform"].as_str()).collect();
    assert_eq!(platforms, ["api", "work"]);
    assert_eq!(explained[0]["errcode"], 40001);
}

/// The login of WeCom on a website has parameters of its own, and none of the errors of official accounts.
#[test]
fn a_login_link_of_wecom_is_explained() {
    let right = "https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww1234567890abcdef&agentid=1000002&redirect_uri=https%3A%2F%2Fexample.com&state=1";
    webot(["explain", right]).stdout_lacks("10003").stdout_lacks("oauth-").run();
    webot(["explain", &right.replace("&agentid=1000002", "")]).stdout_has("the link has no `agentid`").run();
    webot(["explain", &right.replace("CorpApp", "Corp")]).stdout_has("`login_type` is `Corp`").run();
}

#[test]
fn a_link_is_checked() {
    let right = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com&response_type=code&scope=snsapi_base&state=1#wechat_redirect";
    webot(["explain", right]).stdout_has("no mistake").run();
    webot(["explain", &right.replace("snsapi_base", "s+n+s+a+p+i+_+b+a+s+e")])
        .stdout_has("scope=snsapi_base")
        .run();
    let json = webot(["explain", &right.replace("snsapi_base", "nsapi_base"), "--json"]).run().json();
    assert_eq!(json["explained"][0]["findings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_callback_is_judged_with_the_token_of_the_profile() {
    let url = "/wechat?signature=8ac1c0d2c1a83a4d0e9e1a4f2f3e4a5b6c7d8e9f&timestamp=1700000000&nonce=42&echostr=5577";
    webot(["explain", url]).stdout_has("WX_TOKEN").stdout_has("5577").run();
    webot(["explain", url])
        .env("WX_TOKEN", "my-token-of-the-test")
        .stdout_has("does not match this token")
        .run();
    let run = webot(["explain", url, "--token", "my-token-of-the-test"]).run();
    assert!(!run.stdout.contains("my-token-of-the-test"));
}

/// Each error of the mock carries a rid, with which the same account finds its request.
#[test]
fn the_request_behind_a_rid_is_shown() {
    let mock = Mock::start([]);
    let account = || Webot::on(&mock);
    let failed = account()
        .webot(["api", "GET", "/cgi-bin/user/info", "-F", "openid=nobody"])
        .exit(1)
        .stderr_any()
        .run();
    let said = failed.stderr.lines().next().expect("an error").to_owned();
    assert!(said.contains("rid: "), "{said}");
    let run = account().webot(["explain", &said]).stdout_has("cause: ").run();
    for part in
        ["the request, looked up by its rid\n", "openid=nobody", "access_token=***", "client_ip: 127.0.0.1"]
    {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    let json = account().webot(["explain", &said, "--json"]).run().json();
    assert_eq!(json["request"]["client_ip"], "127.0.0.1");
    assert!(json["explained"][0]["cause"].is_string());
    let offline = account().webot(["explain", &said, "--offline", "--json"]).run().json();
    assert_eq!(offline["request"], serde_json::Value::Null);
    // A rid of somebody else is explained all the same.
    let other = account().webot(["explain", "40003 invalid openid rid: 61725985-6126f6f9-040f19c4"]);
    other.stdout_has("cause: ").stdout_has("the request was not found by its rid: 76001").run();
}

#[test]
fn a_failed_look_up_does_not_hide_the_explanation() {
    const SAID: &str = "40003 invalid openid rid: 61725984-6126f6f9-040f19c4";
    let closed = Webot::asking("http://127.0.0.1:1").webot(["explain", SAID]);
    closed.stdout_has("cause: ").stdout_has("the request was not found by its rid").run();
    // Without an account, with WeCom, and with `--mock`.
    let run = webot(["explain", SAID]).run();
    assert!(!run.stdout.contains("request was not found"), "{}", run.stdout);
    webot(["explain", SAID, "--mock"])
        .env("WX_APPID", "wx1")
        .env("WX_SECRET", "s")
        .stdout_has("request_url: ")
        .run();
}

#[test]
fn a_number_of_several_platforms_is_explained_for_each() {
    let run =
        webot(["explain", "81013"]).stdout_has("81013 means different things on different platforms").run();
    for part in ["invalid TIME_RANGE", "(WeCom)", "\n  cause, if it is this platform's: "] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    assert!(!run.stdout.contains("\n  cause: "), "{}", run.stdout);
    webot(["explain", "80001", "--lang", "zh"]).stdout_has("80001 在不同平台上含义不同").run();
    let json = webot(["explain", "80001", "--json"]).run().json();
    assert_eq!(json["explained"][0]["ambiguous"], true);
    let run = webot(["explain", "81013", "--platform", "work"]).stdout_has("\n  cause: ").run();
    assert!(!run.stdout.contains("different platforms"), "{}", run.stdout);
}

#[test]
fn a_line_without_an_error_is_not_explained() {
    for line in
        ["45015 rows updated", "用户取消了支付", "token 刷新成功", "订单状态 USERPAYING，等待用户输入密码"]
    {
        webot(["explain", line]).exit(1).stderr_has("nothing in this is known").run();
        webot(["explain"]).stdin(format!("{line}\n")).exit(1).stderr_has("nothing in this is known").run();
    }
}
