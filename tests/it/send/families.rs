//! The family of a push decides which answers are right, and the verdict names it.

use crate::support::{AES_KEY, APPID, Bot, Webot, http, http_with, key_pair, text_reply, webot, xml_reply};

const PAID: &str = "<xml><return_code><![CDATA[SUCCESS]]></return_code><mch_id>1900000109</mch_id>\
                    <out_trade_no>1</out_trade_no><sign>0123456789ABCDEF0123456789ABCDEF</sign></xml>";

fn answered(words: &[&str], answer: Vec<u8>) -> Webot {
    webot(["send"])
        .args(words)
        .file("paid.xml", PAID)
        .to(Bot::answering(move |_| answer.clone()))
        .args(["--json"])
}

#[track_caller]
fn check(words: &[&str], answer: Vec<u8>, family: &str, rules: &[&str], accepted: bool) {
    let ran = answered(words, answer).exit_in([0, 1]).run();
    let json = ran.json();
    assert_eq!(json["family"], family, "{words:?}");
    assert_eq!(
        (ran.rules(), &json["accepted"]),
        (rules.iter().map(|rule| (*rule).to_owned()).collect(), &accepted.into()),
        "{words:?}: {}",
        json["findings"]
    );
    assert_eq!(ran.code, i32::from(!accepted), "{words:?}");
}

#[test]
fn a_notice_of_pay_v2_is_acknowledged_by_its_xml() {
    let words = &["--xml", "paid.xml"];
    let ok =
        "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>";
    for body in [
        ok,
        "<xml><return_code>SUCCESS</return_code></xml>",
        "<?xml version=\"1.0\"?>\n<xml>\n<return_code>SUCCESS</return_code>\n</xml>\n",
    ] {
        check(words, http(200, body), "pay-v2", &[], true);
    }
    let refused = "<xml><return_code>FAIL</return_code><return_msg>签名失败</return_msg></xml>";
    for body in ["success", "SUCCESS", "", "ok", "{\"code\":\"SUCCESS\"}", refused, "<xml></xml>"] {
        check(words, http(200, body), "pay-v2", &["not-acknowledged"], false);
    }
    check(words, http(200, text_reply("hi")), "pay-v2", &["not-acknowledged"], false);
    check(words, http(200, format!("<xml>{ok}</xml>")), "pay-v2", &["wrapped"], false);
    check(words, http(204, ""), "pay-v2", &["not-acknowledged"], false);
    check(words, http(201, ok), "pay-v2", &["not-acknowledged"], false);
    check(words, http(500, ok), "pay-v2", &["http-status"], false);
    let heard = Bot::answering(move |_| http(200, ok));
    webot(["send", "--xml", "paid.xml", "--json"]).file("paid.xml", PAID).args(heard.args()).run();
    assert_eq!(heard.only().line, "POST / HTTP/1.1", "nothing is added to the query");
    assert_eq!(heard.only().text(), PAID);
}

#[test]
fn a_notice_of_pay_v3_is_acknowledged_by_its_status() {
    let send = |answer: Vec<u8>| {
        answered(
            &["pay.refund", "--apiv3-key", "0123456789abcdef0123456789abcdef", "--private-key", "k.pem"],
            answer,
        )
        .file("k.pem", key_pair().1)
        .exit_in([0, 1])
        .stderr_any()
        .run()
    };
    let v2 = "<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>";
    for (answer, rules) in [
        (http(200, ""), vec![]),
        (http(204, ""), vec![]),
        (http(200, "{\"code\":\"SUCCESS\",\"message\":\"成功\"}"), vec![]),
        (http(200, "success"), vec![]),
        (http(200, v2), vec!["answer-of-v2"]),
        (http(200, "{\"code\":\"FAIL\",\"message\":\"失败\"}"), vec!["failure-with-200"]),
    ] {
        let ran = send(answer);
        assert_eq!((ran.rules(), ran.code), (rules.into_iter().map(str::to_owned).collect(), 0));
        assert_eq!(ran.json()["family"], "pay-v3");
    }
    assert_eq!(send(http(500, "{\"code\":\"FAIL\"}")).rules(), ["http-status"]);
}

#[test]
fn a_mini_program_shows_no_reply() {
    let json =
        r#"{"ToUserName":"a","FromUserName":"b","CreateTime":1700000000,"MsgType":"text","Content":"hi"}"#;
    for (words, body) in [
        (&["hi", "--format", "json"][..], json.to_owned()),
        (&["user_enter_tempsession"], text_reply("hi")),
        (&["miniprogrampage"], text_reply("hi")),
        (&["weapp_audit_success"], xml_reply("image", "")),
    ] {
        check(words, http(200, body), "mini-program", &["not-shown"], false);
        check(words, http(200, "success"), "mini-program", &[], true);
        check(words, http(200, ""), "mini-program", &[], true);
    }
    // JSON of another sort has one fault, not one for each field that a reply has.
    for body in ["{}", r#"{"success":true}"#] {
        check(&["hi", "--format", "json"], http(200, body), "mini-program", &["unknown-type"], false);
    }
    let handed_over = xml_reply("transfer_customer_service", "");
    check(&["user_enter_tempsession"], http(200, handed_over), "mini-program", &[], true);
    check(&["hi"], http(200, text_reply("hi")), "official-account", &[], true);
}

#[test]
fn customer_service_of_wecom_is_answered_by_calls() {
    let words = &["work.kf_msg_or_event"];
    let reply = text_reply("hi");
    let ran = answered(words, http(200, reply)).exit(1).stderr_any().run();
    assert_eq!(
        (ran.rules(), &ran.json()["family"]),
        (vec!["not-shown".to_owned()], &"work-customer-service".into())
    );
    assert!(ran.stdout.contains("/cgi-bin/kf/sync_msg"), "{}", ran.stdout);
    let ran = answered(words, http(200, "success")).stderr_any().run();
    assert_eq!(ran.json()["accepted"], true);
    let body = "<xml><ToUserName>ww1234567890abcdef</ToUserName><CreateTime>1</CreateTime><MsgType>event</MsgType>\
                <Event>kf_msg_or_event</Event><Token>t</Token><OpenKfId>k</OpenKfId></xml>";
    let ran = answered(&["--xml", "kf.xml"], http(200, text_reply("hi")))
        .file("kf.xml", body)
        .exit(1)
        .stderr_any()
        .run();
    assert_eq!(ran.json()["family"], "work-customer-service");
}

#[test]
fn virtual_payment_wants_fields_of_its_own_or_success() {
    let xml = "<xml><ErrCode>0</ErrCode><ErrMsg><![CDATA[success]]></ErrMsg></xml>";
    let json = r#"{"ErrCode":0,"ErrMsg":"success"}"#;
    let words = &["xpay_goods_deliver_notify"];
    let as_json = &["xpay_goods_deliver_notify", "--format", "json"];
    for (words, body, rules, accepted) in [
        (&words[..], xml, &[][..], true),
        (words, "success", &[], true),
        (words, "", &[], true),
        (as_json, json, &[], true),
        (words, json, &["not-acknowledged"], false),
        (as_json, xml, &["not-acknowledged"], false),
        (words, "<xml><ErrCode>1</ErrCode></xml>", &["not-acknowledged"], false),
        (words, "ok", &["not-acknowledged"], false),
    ] {
        check(words, http(200, body), "virtual-payment", rules, accepted);
    }
    check(words, http(200, text_reply("hi")), "virtual-payment", &["not-acknowledged"], false);
}

#[test]
fn the_last_line_is_the_verdict_in_both_languages() {
    let warned = text_reply("a\\nb");
    for (body, lang, end, code) in [
        (text_reply("hi"), "en", "✓ WeChat would accept this answer\n", 0),
        (warned.clone(), "en", "✓ WeChat would accept this answer (1 warning)\n", 0),
        (text_reply(""), "en", "✗ WeChat would not accept this answer (1 error)\n", 1),
        (text_reply("hi"), "zh", "✓ 微信会接受这个回复\n", 0),
        (warned, "zh", "✓ 微信会接受这个回复（1 个警告）\n", 0),
        (text_reply(""), "zh", "✗ 微信不会接受这个回复（1 个错误）\n", 1),
    ] {
        let bot = Bot::answering(move |_| http(200, &body));
        webot(["send", "event", "subscribe", "--lang", lang])
            .args(bot.args())
            .exit(code)
            .stderr_ends(end)
            .run();
    }
    let bot = Bot::answering(|_| http(200, text_reply("hi")));
    webot(["send", "hi", "--expect-text", "bye"])
        .args(bot.args())
        .exit(1)
        .stderr_ends("✓ WeChat would accept this answer (1 expectation not met)\n")
        .run();
    let bot = Bot::answering(|_| http(404, ""));
    webot(["verify-url", &bot.url("/")])
        .exit(1)
        .stderr_ends("✗ WeChat would reject this URL (1 error, 1 warning)\n")
        .run();
}

#[test]
fn the_words_of_the_other_side_are_evidence() {
    const SAFE: &[&str] = &["hi", "--mode", "safe", "--aes-key", AES_KEY, "--appid", APPID];
    for (words, answer, rule) in [
        (&["hi"][..], http_with(401, "WWW-Authenticate: Basic\r\n", ""), "login"),
        (&["hi"], http(403, "<html><head><title>Just a moment...</title></head></html>"), "firewall"),
        (&["hi"], http(403, "CSRF verification failed. Request aborted."), "csrf"),
        (&["hi"], http_with(403, "Server: AirTunes/775.3.1\r\n", ""), "airtunes"),
        (
            &["hi"],
            http(502, "<html><head><title>502 Bad Gateway</title></head><body></body></html>"),
            "gateway",
        ),
        (
            &["hi"],
            http(400, "SyntaxError: Unexpected token '<', \"<xml><ToUs\"... is not valid JSON"),
            "wants-json",
        ),
        (
            &["hi", "--format", "json"],
            http(500, "xml.etree.ElementTree.ParseError: not well-formed (invalid token): line 1"),
            "wants-xml",
        ),
        (SAFE, http(500, "Traceback (most recent call last):\nKeyError: 'MsgType'"), "not-decrypted"),
        (
            SAFE,
            http(500, "TypeError: Cannot read properties of undefined (reading 'MsgType')"),
            "not-decrypted",
        ),
        (SAFE, http(200, "-40005"), "sample-code-error"),
        (
            &["a\u{1d}b"],
            http(500, "lxml.etree.XMLSyntaxError: PCDATA invalid Char value 29, line 1"),
            "control-character",
        ),
        (&["hi"], http(500, "Traceback (most recent call last):\nKeyError: 'MsgType'"), "body-not-parsed"),
        (
            &["subscribe"],
            http(500, "Traceback (most recent call last):\nKeyError: 'Content'"),
            "field-absent",
        ),
        (&["image"], http(500, "ErrorException: Undefined array key \"Content\""), "field-absent"),
        (
            &["hi"],
            http(500, "<pre>TypeError: Cannot read properties of undefined (reading &#39;xml&#39;)</pre>"),
            "body-not-parsed",
        ),
        (&["hi"], http(500, "<pre>InternalServerError: stream is not readable</pre>"), "body-consumed"),
        (&["hi"], http(400, "Required request body is missing: public String post(String)"), "body-consumed"),
        (&["hi"], http(400, "Required request parameter 'msg_signature' is not present"), "wants-encrypted"),
        (&["hi"], http(500, "Traceback (most recent call last):\nKeyError: 'Encrypt'"), "wants-encrypted"),
        (&["hi"], http(400, "Required request parameter 'echostr' is not present"), "wants-echostr"),
        (&["hi"], http(400, "Required request parameter 'nonce' is not present"), "query-lost"),
        (&["hi"], http(415, "Expected request with `Content-Type: application/json`"), "wants-json"),
        (&["hi"], http(400, "Json deserialize error: expected value at line 1 column 1"), "wants-json"),
        (
            &["hi"],
            http(500, "requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1"),
            "json-parser",
        ),
        (SAFE, http(500, "runtime error: slice bounds out of range [:1718379891]"), "bot-cannot-decrypt"),
        (&["hi"], http(500, "runtime error: slice bounds out of range [:1718379891]"), "crash"),
        (
            &["hi"],
            http(200, "<br />\n<b>Fatal error</b>:  Uncaught Error: no such function in /a.php"),
            "crash",
        ),
        (
            &["hi"],
            http(500, "RuntimeError: the URL doesn't end in a slash and you have APPEND_SLASH set"),
            "needs-slash",
        ),
        (&["hi"], http_with(526, "Server: cloudflare\r\n", ""), "origin-certificate"),
        (&["hi"], http(500, "{\"message\":\"Invalid request signature.\"}"), "http-status"),
        (&["hi"], http(419, "<html><head><title>页面已过期</title></head></html>"), "csrf"),
        (&["hi"], http(500, "SyntaxError: Unexpected token < in JSON at position 0"), "json-parser"),
        (&["hi"], http(404, "<html><title>404</title><a>请登录</a><p>防火墙产品</p></html>"), "http-status"),
        (&["hi"], http_with(401, "WWW-Authenticate: Bearer\r\n", "{\"error\":\"invalid token\"}"), "login"),
        (&["hi"], http(500, "boom"), "http-status"),
        (&["hi"], http(403, "Invalid signature"), "http-status"),
        (&["hi"], http(403, ""), "http-status"),
        (&["hi"], http(302, ""), "http-status"),
    ] {
        let ran = answered(words, answer).exit(1).run();
        assert_eq!(ran.rules(), [rule], "{words:?}: {}", ran.json()["findings"]);
    }
    let ran = answered(&["a\u{1d}b"], http(500, "boom")).exit(1).run();
    assert_eq!(ran.rules(), ["http-status", "control-in-push"]);
}

#[test]
fn the_demo_bot_answers_every_kind_rightly() {
    let kinds = webot(["send", "--list", "--json"]).run().json();
    let names: Vec<String> = kinds
        .as_array()
        .expect("a list")
        .iter()
        .map(|kind| kind["name"].as_str().expect("a name").to_owned())
        .filter(|name| name != "text" && !name.starts_with("pay.") && !name.starts_with("intracity."))
        .collect();
    assert!(names.len() > 300, "{}", names.len());
    let mut wrong = Vec::new();
    for name in names {
        for format in ["xml", "json"] {
            // JSON of WeCom is that of intelligent bots.
            if format == "json" && (name.contains('.') || name.len() % 3 > 0) {
                continue;
            }
            let ran = webot(["send", &name, "--demo", "--json", "--format", format])
                .exit_in([0, 1])
                .stderr_any()
                .run();
            if ran.code != 0 {
                wrong.push(format!("{name} {format}: {}", ran.json()["findings"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_bot_that_mixes_up_its_users_is_found() {
    use std::sync::{Arc, Barrier, Mutex};
    let (latest, both) = (Arc::new(Mutex::new(String::new())), Arc::new(Barrier::new(2)));
    let mixed = Bot::answering(move |heard| {
        *latest.lock().expect("the user") =
            heard.message().get("FromUserName").unwrap_or_default().to_owned();
        both.wait();
        let user = latest.lock().expect("the user").clone();
        http(200, text_reply("hi").replace(crate::support::OPENID, &user))
    });
    let ran = webot(["send", "hello", "--users", "2", "--json"]).args(mixed.args()).exit(1).run();
    assert_eq!(ran.json()["accepted"], false);
    assert_eq!(ran.rules(), ["other-user"]);
    let right = Bot::answering(|heard| {
        let user = heard.message().get("FromUserName").unwrap_or_default().to_owned();
        http(200, text_reply("hi").replace(crate::support::OPENID, &user))
    });
    let ran = webot(["send", "hello", "--users", "5", "--json"]).args(right.args()).run();
    assert_eq!((ran.json()["accepted"].clone(), right.heard().len()), (true.into(), 5));
}

/// Sends a push to a bot and returns its first finding: the rule, the message and the hint.
fn first_finding(words: &[&str], status: u16, body: &str) -> [String; 3] {
    let body = body.to_owned();
    let ran = webot(["send", "--json"])
        .args(words)
        .file("k.pem", key_pair().1)
        .to(Bot::answering(move |_| http(status, body.clone())))
        .exit(1)
        .stderr_any()
        .run();
    let finding = ran.json()["findings"][0].clone();
    ["rule", "message", "hint"].map(|name| finding[name].as_str().unwrap_or_default().to_owned())
}

#[test]
fn an_answer_that_is_none_is_named_for_its_family() {
    let (safe, corp) = (["--mode", "safe", "--aes-key", AES_KEY, "--receiver"], "ww1234567890abcdef");
    let with = |kind: &[&'static str], receiver: &'static str| [kind, &safe, &[receiver]].concat();
    let work = with(&["work.text", "hi"], corp);
    let pay = ["pay.refund", "--apiv3-key", "0123456789abcdef0123456789abcdef", "--private-key", "k.pem"];
    let refund = ["pay.v2.refund", "--pay-key", "0123456789abcdef0123456789abcdef"];
    let notice =
        "<br />\n<b>Notice</b>:  Undefined index: x in <b>/w.php</b> on line <b>2</b><br />\nsuccess";
    for (words, status, body, wanted) in [
        (vec!["hi"], 200, r#"{"errcode":0,"errmsg":"ok"}"#, ["other-interface", "WeChat's API", "success"]),
        (
            vec!["hi"],
            200,
            notice,
            ["not-xml", "message of PHP (`Notice: Undefined index: x", "display_errors"],
        ),
        (vec!["hi"], 429, "slow down", ["http-status", "429", "exempt"]),
        (vec!["hi"], 567, "<html><title>Restricted</title></html>", ["firewall", "EdgeOne", "exempt"]),
        (vec!["hi"], 403, "已被网站管理员设置拦截！ 网站安全狗", ["firewall", "Safedog", "exempt"]),
        (
            with(&["open.authorized"], APPID),
            200,
            "{\"code\":0}",
            ["not-xml", "returned JSON", "exactly `success`"],
        ),
        (work.clone(), 200, "{\"code\":0}", ["not-xml", "returned JSON", "intelligent bots"]),
        (work, 500, "invalid errcode: 60020", ["api-error", "60020", "--platform work 60020"]),
        (
            with(&["work.change_contact.create_user"], corp),
            500,
            "KeyError: 'MediaId'",
            ["field-absent", "`MediaId`", "MsgType"],
        ),
        (pay.to_vec(), 500, "AEADBadTagException: Tag mismatch!", ["bot-cannot-decrypt", "notice", "APIv3"]),
        (
            refund.to_vec(),
            500,
            "BadPaddingException: final block not properly padded",
            ["bot-cannot-decrypt", "notice", "MD5"],
        ),
    ] {
        let found = first_finding(&words, status, body);
        for (part, wanted) in found.iter().zip(wanted) {
            assert!(part.contains(wanted), "{words:?} {body}: no `{wanted}` in {found:?}");
        }
    }
    let picture = text_reply("hi").replace(
        "<MsgType><![CDATA[text]]></MsgType>",
        "<MsgType><![CDATA[image]]></MsgType><Image><MediaId>https://a.cn/1.png</MediaId></Image>",
    );
    let found = first_finding(&["hi"], 200, &picture);
    assert!(found[0] == "media-id-missing" && found[2].contains("media/upload"), "{found:?}");
}
