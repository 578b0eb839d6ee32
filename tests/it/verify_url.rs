//! `webot verify-url`: the echostr check, and every cause that it names.

use webot::message::envelope::{self, AesKey};
use webot::sign;

use crate::support::{AES_KEY, APPID, Bot, Heard, gzipped, http, http_gzip, http_with, webot};

const TOKEN: &str = "keyboardcat123";

/// A bot that does everything right and then spoils the echostr.
fn spoiling(spoil: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Bot {
    Bot::answering(move |heard| {
        if !signed(heard, TOKEN) {
            return http(403, "Invalid signature");
        }
        http(200, spoil(&heard.parameter("echostr").unwrap_or_default()))
    })
}

fn signed(heard: &Heard, token: &str) -> bool {
    let value = |name| heard.parameter(name).unwrap_or_default();
    value("signature") == sign::callback::signature(token, &value("timestamp"), &value("nonce"))
}

#[track_caller]
fn causes(bot: &Bot, args: &[&str]) -> Vec<String> {
    let url = bot.url("/wechat");
    let mut rules = webot(["verify-url", &url, "--json"]).args(args).exit_in([0, 1]).run().rules();
    // Every bot of these tests listens on a port that WeChat does not call.
    rules.retain(|rule| rule != "port");
    rules
}

/// The port of a bot elsewhere is no matter of this machine.
#[test]
fn another_port_is_a_matter_of_this_machine_only_there() {
    let bot = spoiling(|echostr| echostr.as_bytes().to_vec());
    webot(["verify-url", &bot.url("/wechat")]).stderr_has("fine on this machine").run();
    let elsewhere =
        webot(["verify-url", "http://bot.example.com:8080/wechat"]).env("http_proxy", bot.url(""));
    elsewhere.stderr_has("port 8080").stderr_has("serve the bot on port 443 or 80").run();
}

#[test]
fn a_bot_that_echoes_is_accepted() {
    let bot = spoiling(|echostr| echostr.as_bytes().to_vec());
    let ran = webot(["verify-url", &bot.url("/wechat?a=1"), "--json"]).run();
    let json = ran.json();
    assert_eq!(json["verified"], true);
    assert_eq!(json["expected"], json["received"]);
    assert_eq!(ran.rules(), ["port"]);
    let heard = bot.heard();
    assert!(heard[0].line.starts_with("GET /wechat?a=1&signature="), "{}", heard[0].line);
    let names: Vec<String> = heard[0].query().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "signature", "timestamp", "nonce", "echostr"]);
}

#[test]
fn a_second_request_with_a_wrong_signature_is_sent() {
    let bot = spoiling(|echostr| echostr.as_bytes().to_vec());
    webot(["verify-url", &bot.url("/wechat")])
        .stdout("")
        .stderr_has(": WeChat calls 80 and 443 only")
        .stderr_ends("✓ WeChat would accept this URL (1 warning)\n")
        .run();
    let heard = bot.heard();
    assert_eq!(heard.len(), 2);
    assert!(signed(&heard[0], TOKEN));
    assert!(!signed(&heard[1], TOKEN));
}

#[test]
fn a_bot_that_accepts_a_wrong_signature_is_warned_about() {
    let bot = Bot::answering(|heard| http(200, heard.parameter("echostr").unwrap_or_default()));
    assert_eq!(causes(&bot, &[]), ["accepts-wrong-signature"]);
    webot(["verify-url", &bot.url("/"), "--strict"])
        .exit(1)
        .stderr_has(": WeChat calls 80 and 443 only")
        .run();
    webot(["verify-url", &bot.url("/")]).stderr_has(": WeChat calls 80 and 443 only").run();
}

#[test]
fn what_spoils_the_echostr_is_named() {
    type Spoil = fn(&str) -> Vec<u8>;
    let cases: [(&str, Spoil); 30] = [
        ("bom", |e| format!("\u{feff}{e}").into()),
        ("leading-space", |e| format!("\r\n{e}").into()),
        ("trailing-newline", |e| format!("{e}\n").into()),
        ("json-quoted", |e| format!("\"{e}\"").into()),
        ("json-object", |e| format!("{{\"echostr\":\"{e}\"}}").into()),
        ("json-object", |_| b"{\"code\":0,\"data\":null}".to_vec()),
        ("html-page", |e| format!("<!DOCTYPE html><html><head><title>Oops</title></head>{e}</html>").into()),
        ("empty", |_| Vec::new()),
        ("empty", |_| b" \n".to_vec()),
        ("echoes-other", |_| b"hello".to_vec()),
        ("echoes-other", |e| e[1..].into()),
        ("no-value", |_| b"undefined".to_vec()),
        ("query-lost", |_| b"{\"detail\":\"echostr is required\"}".to_vec()),
        ("wrong-token", |_| b"Invalid signature".to_vec()),
        ("surrounded", |e| format!("<b>Notice</b>: x\n{e}").into()),
        ("surrounded", |e| format!("{e}1").into()),
        ("surrounded", |e| format!("{e}{e}").into()),
        ("surrounded", |e| format!("b'{e}'").into()),
        ("surrounded", |e| format!("<string xmlns=\"http://a.cn\">{e}</string>").into()),
        ("surrounded", |e| format!("<pre>{e}</pre>").into()),
        ("number", |e| format!("{}", e.parse::<f64>().expect("a number")).into()),
        ("number", |e| format!("{:e}", e.parse::<f64>().expect("a number")).into()),
        ("source-code", |_| b"<?php echo $_GET['echostr'];".to_vec()),
        ("json-failure", |_| b"{\"code\":404,\"msg\":\"no such resource\"}".to_vec()),
        ("json-object", |e| format!("{{\"status\":\"ok\",\"data\":\"{e}\"}}").into()),
        ("perhaps-login", |_| "{\"code\":401,\"msg\":\"令牌不能为空\"}".into()),
        ("refused", |_| "非法请求".into()),
        ("refused", |_| b"fail".to_vec()),
        ("default-site", |_| b"<html><head><title>Welcome to nginx!</title></head></html>".to_vec()),
        ("tunnel-warning", |_| {
            b"<html><title>ngrok</title>You are about to visit: ERR_NGROK_6024</html>".to_vec()
        }),
    ];
    for (cause, spoil) in cases {
        let bot = spoiling(spoil);
        assert_eq!(causes(&bot, &[]), [cause]);
        webot(["verify-url", &bot.url("/wechat")])
            .exit(1)
            .stderr_has(format!("error[{cause}]: "))
            .stderr_has("hint: ")
            .stdout("")
            .stderr_ends("✗ WeChat would reject this URL (1 error, 1 warning)\n")
            .run();
    }
}

#[test]
fn a_gzip_answer_is_named_even_when_the_echostr_is_in_it() {
    let bot = Bot::answering(|heard| http_gzip(gzipped([heard.parameter("echostr").unwrap_or_default()])));
    assert_eq!(causes(&bot, &[]), ["gzip"]);
    let bot = Bot::answering(|heard| http_gzip(heard.parameter("echostr").unwrap_or_default()));
    assert_eq!(causes(&bot, &[]), ["false-encoding"]);
}

#[test]
fn an_answer_that_is_no_value_names_the_possible_causes() {
    for nothing in ["None", "null", "undefined"] {
        let bot = Bot::answering(move |_| http(200, nothing));
        webot(["verify-url", &bot.url("/wechat")])
            .exit(1)
            .stderr_has(format!("error[no-value]: the answer is `{nothing}`"))
            .stderr_has("if the query was not read")
            .stderr_has("if the check of the signature failed")
            .stderr_lacks("has not reached the bot")
            .run();
    }
}

#[test]
fn an_echostr_that_is_encrypted_again_is_told_from_a_refusal() {
    let args = ["--mode", "safe", "--aes-key", AES_KEY, "--receiver", APPID];
    let again = |wrap: fn(&str) -> String| {
        Bot::answering(move |heard| {
            let key = AesKey::parse(AES_KEY).expect("a key");
            let sent = heard.parameter("echostr").unwrap_or_default();
            let opened = envelope::decrypt(&key, &sent).expect("an envelope");
            http(200, wrap(&envelope::encrypt(&key, [9; 16], &opened.message, APPID)))
        })
    };
    let envelope = again(|sealed| {
        format!("<xml><Encrypt><![CDATA[{sealed}]]></Encrypt><MsgSignature>0a</MsgSignature></xml>")
    });
    for bot in [envelope, again(str::to_owned)] {
        let ran = webot(["verify-url", &bot.url("/wechat")]).args(args).exit(1);
        ran.stderr_has("error[encrypted-again]: the echostr was decrypted").run();
    }
    let other =
        Bot::answering(|_| http(200, "<xml><Encrypt>QUJD</Encrypt><MsgSignature>0a</MsgSignature></xml>"));
    let ran = webot(["verify-url", &other.url("/wechat")]).args(args).exit(1);
    ran.stderr_has("the answer is an encrypted message").stderr_lacks("signature").run();
}

#[test]
fn a_redirect_to_the_login_of_wechat_is_a_login() {
    let login = "Location: https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1\r\n";
    let bot = Bot::answering(move |_| http_with(302, login, ""));
    assert_eq!(causes(&bot, &[]), ["login"]);
}

#[test]
fn a_chunked_answer_is_a_warning() {
    let bot = Bot::answering(|heard| {
        if !signed(heard, TOKEN) {
            return http(403, "");
        }
        let echostr = heard.parameter("echostr").unwrap_or_default();
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{echostr}\r\n0\r\n\r\n",
            echostr.len()
        )
        .into_bytes()
    });
    assert_eq!(causes(&bot, &[]), ["chunked"]);
    webot(["verify-url", &bot.url("/")]).stderr_has("warning[chunked]: ").run();
}

#[test]
fn a_redirect_names_where_it_leads_and_whether_the_query_is_lost() {
    let keeping = Bot::answering(|heard| {
        let (_, query) = heard.line.split_once('?').expect("a query");
        let query = query.split(' ').next().unwrap_or_default();
        format!(
            "HTTP/1.1 301 X\r\nLocation: https://example.com/wechat/?{query}\r\nContent-Length: 0\r\n\r\n"
        )
    });
    assert_eq!(causes(&keeping, &[]), ["redirect"]);
    webot(["verify-url", &keeping.url("/")]).exit(1).stderr_has("https://example.com/wechat/").run();

    let losing = Bot::answering(|_| "HTTP/1.1 302 X\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(causes(&losing, &[]), ["login"]);
    let losing = Bot::answering(|_| "HTTP/1.1 302 X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(causes(&losing, &[]), ["redirect", "query-lost"]);
}

#[test]
fn statuses_are_told_apart() {
    for (status, body, expected) in [
        (404, "<html><title>Not Found</title></html>", vec!["not-found"]),
        (405, "", vec!["not-found"]),
        (401, "", vec!["refused"]),
        (403, "Forbidden", vec!["refused"]),
        (403, "Invalid signature", vec!["wrong-token"]),
        (400, "signature mismatch", vec!["wrong-token"]),
        (422, "{\"loc\":[\"query\",\"echostr\"],\"msg\":\"field required\"}", vec!["query-lost"]),
        (500, "boom", vec!["http-status"]),
        (500, "Traceback (most recent call last):\nKeyError: 'echostr'", vec!["query-lost"]),
        (500, "Traceback (most recent call last):\nValueError: no", vec!["crash"]),
        (200, "-40001", vec!["sample-code-error"]),
        (403, "Request blocked by WAF", vec!["firewall"]),
        (502, "<html><title>Bad Gateway</title></html>", vec!["gateway"]),
        (500, "Invalid request signature.", vec!["wrong-token"]),
        (400, "参数校验失败", vec!["http-status"]),
        (401, "{\"error\":\"invalid token\"}", vec!["refused"]),
        (500, "ValueError: signature of package foo is invalid", vec!["refused"]),
        (401, "{\"error\":\"jwt malformed\"}", vec!["perhaps-login"]),
        (401, "{\"msg\":\"身份验证失败\"}", vec!["perhaps-login"]),
        (400, "KeyError: 'msg_signature'", vec!["wants-encrypted"]),
        (
            422,
            "{\"detail\":[{\"loc\":[\"query\",\"msg_signature\"],\"msg\":\"Field required\"}]}",
            vec!["wants-encrypted"],
        ),
        (400, "Required request parameter 'signature' is not present", vec!["query-lost"]),
        (400, "Required request body is missing", vec!["body-consumed"]),
        (400, "The plain HTTP request was sent to HTTPS port", vec!["needs-https"]),
        (404, "<html><title>没有找到站点</title>宝塔</html>", vec!["default-site"]),
        (404, "Tunnel abc.natapp1.cc not found", vec!["tunnel"]),
        (500, "IllegalArgumentException: 非法请求参数，有部分参数为空 : [, 1, 2]", vec!["empty-token"]),
        (511, "<html><title>Tunnel website ahead!</title></html>", vec!["tunnel-warning"]),
    ] {
        let bot = Bot::answering(move |_| http(status, body));
        assert_eq!(causes(&bot, &[]), expected, "{status} {body}");
    }
}

#[test]
fn a_token_with_white_space_around_it_is_tried_without() {
    let bot = spoiling(|echostr| echostr.as_bytes().to_vec());
    webot(["verify-url", &bot.url("/"), "--token", "keyboardcat123\n"])
        .exit(1)
        .stderr_has("error[wrong-token]: ")
        .stderr_has("without the white space")
        .run();

    webot(["verify-url", &bot.url("/"), "--token", " other "]).exit(1).stderr_lacks("but accepts it").run();
}

#[test]
fn wecom_sends_an_encrypted_echostr_and_wants_it_decrypted() {
    let decrypting = Bot::answering(|heard| {
        let value = |name| heard.parameter(name).unwrap_or_default();
        let echostr = value("echostr");
        let expected = sign::callback::msg_signature(TOKEN, &value("timestamp"), &value("nonce"), &echostr);
        if value("msg_signature") != expected {
            return http(403, "Invalid signature");
        }
        let key = AesKey::parse(AES_KEY).expect("a key");
        let opened = envelope::decrypt(&key, &echostr).expect("an envelope");
        assert_eq!(opened.receiver, APPID);
        http(200, opened.message)
    });
    let args = ["--mode", "safe", "--aes-key", AES_KEY, "--receiver", APPID];
    assert_eq!(causes(&decrypting, &args), Vec::<String>::new());

    let parrot = Bot::answering(|heard| http(200, heard.parameter("echostr").unwrap_or_default()));
    assert_eq!(causes(&parrot, &args), ["not-decrypted"]);
}

#[test]
fn a_port_that_wechat_calls_is_not_warned_about() {
    webot(["verify-url", "http://127.0.0.1:80/", "--dry-run"])
        .stdout_starts("GET http://127.0.0.1/?signature=")
        .run();
}

#[test]
fn the_url_of_the_config_file_is_checked_when_none_is_given() {
    let bot = spoiling(|echostr| echostr.as_bytes().to_vec());
    let file = format!("{{\"url\": \"{}\"}}", bot.url("/wechat"));
    webot(["verify-url"]).file("wx_config.json", file).stderr_has(": WeChat calls 80 and 443 only").run();
    assert_eq!(bot.heard()[0].path(), "/wechat");
}

#[test]
fn nobody_listening_is_exit_4() {
    webot(["verify-url", "http://127.0.0.1:1/"])
        .exit(4)
        .stderr_starts("→ GET http://127.0.0.1:1/\nerror: nothing listens")
        .run();
}

#[test]
fn what_is_not_a_url_is_a_usage_error() {
    for url in ["", "ftp://x/", "http://", "not a url"] {
        webot(["verify-url", url]).exit(2).stderr_has("`URL`").run();
    }
    webot(["verify-url", "http://127.0.0.1/", "--port", "1"]).exit(2).stderr_has("`URL`").run();
}

#[test]
fn an_encrypted_check_knows_what_only_it_has() {
    let safe = ["--mode", "safe", "--aes-key", AES_KEY, "--receiver", "ww1234567890abcdef"];
    let broken = Bot::answering(|_| http(500, "MultiValueDictKeyError: 'signature'"));
    assert_eq!(causes(&broken, &safe), ["wants-plain"]);
    let broken = Bot::answering(|_| http(500, "java.lang.IllegalArgumentException: 20 > -604338658"));
    assert_eq!(causes(&broken, &safe), ["bot-cannot-decrypt"]);
    assert_eq!(causes(&broken, &[]), ["crash"], "nothing was encrypted");
}
