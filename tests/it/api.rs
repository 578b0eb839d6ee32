//! `webot api`: what it sends for its flags, and where.

use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Bot, Heard, Mock, Ran, Webot, http, key_pair, webot};

const TOKEN: &str = r#"{"access_token":"TOKEN-of-the-test","expires_in":7200}"#;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\xff";

/// A WeChat that gives a token, and this answer to everything else.
fn wechat(answer: impl Fn(&Heard) -> Vec<u8> + Send + Sync + 'static) -> Bot {
    Bot::answering(
        move |heard| {
            if heard.path().ends_with("token") { http(200, TOKEN) } else { answer(heard) }
        },
    )
}

fn ok() -> Bot {
    wechat(|_| http(200, r#"{"errcode":0,"errmsg":"ok"}"#))
}

/// The one request beside the token's.
#[track_caller]
fn heard(bot: &Bot) -> Heard {
    let heard: Vec<Heard> =
        bot.heard().into_iter().filter(|heard| !heard.path().ends_with("token")).collect();
    assert_eq!(heard.len(), 1, "{heard:?}");
    heard[0].clone()
}

/// What `webot api` sends with these arguments.
#[track_caller]
fn sent(args: &[&str]) -> Heard {
    let bot = ok();
    Webot::asking(bot.url("")).webot(["api"]).args(args).stderr("ok\n").run();
    heard(&bot)
}

/// Where a call would go, without sending it.
#[track_caller]
fn shown(args: &[&str]) -> Value {
    let account = |run: Webot| run.env("WX_APPID", "wx1").env("WX_SECRET", "s");
    account(webot(["api", "--dry-run", "--json"]).args(args)).run().json()
}

#[track_caller]
fn refused(args: &[&str]) -> Ran {
    webot(["api", "--dry-run"])
        .args(args)
        .env("WX_APPID", "wx1")
        .env("WX_SECRET", "s")
        .exit(2)
        .stderr_starts("error: ")
        .run()
}

fn body(heard: &Heard) -> Value {
    serde_json::from_slice(&heard.body).unwrap_or_else(|error| panic!("{error}: {heard:?}"))
}

#[test]
fn a_get_carries_the_token_and_fields_in_its_query() {
    let heard =
        sent(&["GET", "/cgi-bin/user/info", "-F", "openid=a&b", "-f", "lang=中文", "--query", "x=@y"]);
    assert_eq!(heard.line.split(' ').next(), Some("GET"));
    let pairs = [("access_token", "TOKEN-of-the-test"), ("x", "@y"), ("openid", "a&b"), ("lang", "中文")];
    assert_eq!(heard.query(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(heard.body.is_empty());
}

#[test]
fn fields_are_typed_and_raw_fields_are_text() {
    let heard = sent(&[
        "POST",
        "/cgi-bin/x",
        "-F",
        "n=5",
        "-F",
        "t=true",
        "-F",
        "z=null",
        "-F",
        "s=中文&\\u4f60",
        "-F",
        "big=12345678901234567890",
        "-F",
        r#"o={"a":[1]}"#,
        "-f",
        "raw=5",
        "-f",
        "at=@no-such-file",
        "-F",
        "empty=",
    ]);
    assert_eq!(
        heard.text(),
        r#"{"n":5,"t":true,"z":null,"s":"中文&\\u4f60","big":12345678901234567890,"o":{"a":[1]},"empty":"","raw":"5","at":"@no-such-file"}"#
    );
    assert_eq!(heard.header("content-type"), Some("application/json"));
}

#[test]
fn names_of_fields_lead_into_objects_and_lists() {
    let heard = sent(&[
        "POST",
        "/cgi-bin/x",
        "-F",
        "tag.name=VIP",
        "-F",
        "tag.id=134",
        "-F",
        "openid_list[]=a",
        "-f",
        "openid_list[]=b",
        "-F",
        "user_list[].openid=c",
        "-F",
        "user_list[].lang=en",
        "-F",
        "user_list[].openid=d",
    ]);
    assert_eq!(
        body(&heard),
        json!({
            "tag": { "name": "VIP", "id": 134 },
            "openid_list": ["a", "b"],
            "user_list": [{ "openid": "c", "lang": "en" }, { "openid": "d" }],
        })
    );
    for wrong in ["a..b=1", ".a=1", "[]=1"] {
        refused(&["POST", "/cgi-bin/x", "-F", wrong]);
    }
    refused(&["POST", "/cgi-bin/x", "-F", "a=1", "-F", "a.b=2"]);
    refused(&["POST", "/cgi-bin/x", "-F", "=1"]);
    assert!(refused(&["POST", "/cgi-bin/x", "--query", "nothing"]).stderr.contains("nothing"));
}

#[test]
fn a_field_may_be_a_file_or_standard_input() {
    let bot = ok();
    let run =
        Webot::asking(bot.url("")).webot(["api", "POST", "/cgi-bin/x", "-F", "a=@name.txt", "-F", "b=-"]);
    run.file("name.txt", "\u{feff}张三\n").stdin("李四\r\n").stderr("ok\n").run();
    assert_eq!(body(&heard(&bot)), json!({ "a": "张三", "b": "李四" }));
}

#[test]
fn data_is_compact_raw_utf_8_from_wherever_it_comes() {
    let json = "\u{feff}{ \"name\": \"\\u4e2d\\u6587 & <b>\",\n \"id\": 1.50 }";
    let expected = r#"{"name":"中文 & <b>","id":1.5}"#;
    for (flag, file, stdin) in [("@menu.json", json, ""), ("-", "", json), (json, "", "")] {
        let bot = ok();
        let run = Webot::asking(bot.url("")).webot(["api", "POST", "/cgi-bin/x", "--data", flag]);
        run.file("menu.json", file).stdin(stdin).stderr("ok\n").run();
        let heard = heard(&bot);
        assert_eq!(
            (heard.text(), heard.header("content-type")),
            (expected, Some("application/json")),
            "{flag}"
        );
    }
}

#[test]
fn data_that_is_no_json_is_sent_as_it_is_and_broken_json_is_named() {
    let heard = sent(&["POST", "/cgi-bin/x", "--data", "<xml><a>中文</a></xml>"]);
    assert_eq!((heard.text(), heard.header("content-type")), ("<xml><a>中文</a></xml>", Some("text/xml")));
    let heard = sent(&["POST", "/cgi-bin/x", "--data", "-plain text"]);
    assert_eq!((heard.text(), heard.header("content-type")), ("-plain text", Some("text/plain")));
    let ran = refused(&["POST", "/cgi-bin/x", "--data", "{\"a\":1,\n\"b\"}"]);
    assert!(ran.stderr.contains("line 2") && ran.stderr.contains("column 4"), "{}", ran.stderr);
    assert!(refused(&["POST", "/cgi-bin/x", "--data", "@missing.json"]).stderr.contains("missing.json"));
    let both = refused(&["POST", "/cgi-bin/x", "--data", "{}", "-F", "a=1"]);
    assert!(both.stderr.contains("`--data` and `--field`"), "{}", both.stderr);
}

#[test]
fn an_upload_is_a_form_with_raw_names_and_bytes() {
    let bot = ok();
    Webot::asking(bot.url(""))
        .webot([
            "api",
            "POST",
            "/cgi-bin/media/upload",
            "--query",
            "type=image",
            "--upload",
            "media=@猫 \"咪\".png",
        ])
        .args(["-F", r#"description={"title":"视频"}"#, "-f", "note=@here"])
        .file("猫 \"咪\".png", PNG)
        .stderr("ok\n")
        .run();
    let heard = heard(&bot);
    let kind = heard.header("content-type").expect("a type");
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("a form");
    let part = |head: &str, content: &[u8]| {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let expected = [
        part("name=\"media\"; filename=\"猫 %22咪%22.png\"\r\nContent-Type: image/png", PNG),
        part("name=\"description\"", r#"{"title":"视频"}"#.as_bytes()),
        part("name=\"note\"", b"@here"),
        format!("--{boundary}--\r\n").into_bytes(),
    ];
    assert_eq!(String::from_utf8_lossy(&heard.body), String::from_utf8_lossy(&expected.concat()));
    assert_eq!(heard.body, expected.concat());
    assert_eq!(heard.parameter("type").as_deref(), Some("image"));
}

#[test]
fn the_host_is_inferred_from_the_list_and_the_account() {
    let url = |args: &[&str]| shown(args)["url"].as_str().expect("a URL").to_owned();
    let token = "access_token=***";
    assert_eq!(
        url(&["GET", "/cgi-bin/menu/get"]),
        format!("https://api.weixin.qq.com/cgi-bin/menu/get?{token}")
    );
    assert_eq!(
        url(&["GET", "cgi-bin/menu/get"]),
        format!("https://api.weixin.qq.com/cgi-bin/menu/get?{token}")
    );
    assert_eq!(
        url(&["GET", "/cgi-bin/agent/list"]),
        format!("https://qyapi.weixin.qq.com/cgi-bin/agent/list?{token}")
    );
    // Both platforms have it: the account decides, then the flag.
    let both = ["GET", "/cgi-bin/getcallbackip"];
    assert!(url(&both).starts_with("https://api."));
    assert!(url(&["GET", "/cgi-bin/getcallbackip", "--platform", "work"]).starts_with("https://qyapi."));
    let company = |run: Webot| run.env("WX_CORPID", "ww1").env("WX_CORPSECRET", "s");
    let work = company(webot(["api", "--dry-run", "--json"]).args(both)).run().json();
    assert!(work["url"].as_str().expect("a URL").starts_with("https://qyapi."), "{work}");
    // What nobody lists goes where official accounts go.
    assert_eq!(
        url(&["POST", "/cgi-bin/new/one"]),
        format!("https://api.weixin.qq.com/cgi-bin/new/one?{token}")
    );
}

#[test]
fn urls_are_taken_as_the_documents_write_them() {
    let url = |args: &[&str]| shown(args)["url"].as_str().expect("a URL").to_owned();
    assert_eq!(
        url(&[
            "GET",
            "https://api.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN&next_openid=a%26b"
        ]),
        "https://api.weixin.qq.com/cgi-bin/user/get?access_token=***&next_openid=a%26b"
    );
    assert_eq!(
        url(&["get", "https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN&userid=x"]),
        "https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=***&userid=x"
    );
    // A token of one's own stays, and is hidden.
    let own = ["GET", "/cgi-bin/user/get?access_token=MY-OWN"];
    assert_eq!(url(&own), "https://api.weixin.qq.com/cgi-bin/user/get?access_token=***");
    let heard = sent(&own);
    assert_eq!(heard.parameter("access_token").as_deref(), Some("MY-OWN"));
    for wrong in ["https://example.com/cgi-bin/menu/get", "/", "", "https://api.weixin.qq.com"] {
        refused(&["GET", wrong]);
    }
}

#[test]
fn users_and_robots_are_called_without_a_token() {
    for path in ["/sns/userinfo", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"] {
        let url = shown(&["GET", path])["url"].to_string();
        assert!(!url.contains("access_token"), "{url}");
    }
}

#[test]
fn retired_endpoints_are_refused_with_date_and_replacement() {
    let ran = refused(&["POST", "/cgi-bin/shorturl", "-F", "action=long2short"]);
    for word in ["/cgi-bin/shorturl", "2021-03-15", "/cgi-bin/shorten/gen", "--force"] {
        assert!(ran.stderr.contains(word), "{word}: {}", ran.stderr);
    }
    let bot = ok();
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "POST", "/cgi-bin/shorturl"])
        .exit(2)
        .stderr_has("error: WeChat has retired /cgi-bin/shorturl on 2021-03-15")
        .run();
    bot.never_asked();
    home.webot(["api", "POST", "/cgi-bin/shorturl", "--force"])
        .stderr_has("warning")
        .stderr_has("retired")
        .run();
    assert!(refused(&["GET", "/cgi-bin/groups/get"]).stderr.contains("/cgi-bin/tags/"));
}

#[test]
fn another_method_is_warned_about() {
    let bot = ok();
    Webot::asking(bot.url(""))
        .webot(["api", "POST", "/cgi-bin/menu/get"])
        .stderr_has("the documents say GET /cgi-bin/menu/get")
        .run();
    assert!(refused(&["FETCH", "/cgi-bin/menu/get"]).stderr.contains("FETCH"));
}

#[test]
fn what_wants_other_credentials_is_refused() {
    for path in [
        "/cgi-bin/service/get_account_balance",
        "https://qyapi.weixin.qq.com/cgi-bin/service/get_login_info?access_token=PROVIDER_ACCESS_TOKEN",
    ] {
        let ran = refused(&["GET", path]);
        assert!(ran.stderr.contains("`provider_access_token`"), "{}", ran.stderr);
    }
    let given = shown(&["GET", "/cgi-bin/service/get_account_balance?provider_access_token=p"]);
    let url = "https://qyapi.weixin.qq.com/cgi-bin/service/get_account_balance?provider_access_token=***";
    assert_eq!(given["url"], url);
}

/// WeChat Pay v3 is signed with the merchant's key, over what is really sent.
#[test]
fn wechat_pay_v3_is_signed() {
    let (pair, pem) = key_pair();
    let run = |args: &[&str]| {
        webot(["api"])
            .args(args)
            .args(["--dry-run", "--json"])
            .env("WX_MCHID", "1900009191")
            .env("WX_MCH_SERIAL", "ABC")
            .env("WX_MCH_PRIVATE_KEY", "k.pem")
            .file("k.pem", &pem)
            .run()
            .json()
    };
    for (args, signed) in [
        (&["POST", "/v3/pay/transactions/native", "-F", "a=1"][..], "/v3/pay/transactions/native"),
        (&["GET", "/v3/new/one", "--query", "b=你"], "/v3/new/one?b=%E4%BD%A0"),
        (&["GET", "https://api.mch.weixin.qq.com/v3/certificates"], "/v3/certificates"),
    ] {
        let request = run(args);
        let url = request["url"].as_str().expect("a URL");
        assert_eq!(url, format!("https://api.mch.weixin.qq.com{signed}"));
        let authorization = request["headers"]["Authorization"].as_str().expect("a header");
        let value = |name: &str| {
            let (_, rest) = authorization.split_once(&format!("{name}=\"")).expect("a value");
            rest.split('"').next().expect("its end").to_owned()
        };
        assert_eq!((&*value("mchid"), &*value("serial_no")), ("1900009191", "ABC"));
        let body = request["body"].as_str().expect("a body");
        let message =
            format!("{}\n{signed}\n{}\n{}\n{body}\n", args[0], value("timestamp"), value("nonce_str"));
        let signature = STANDARD.decode(value("signature")).expect("base64");
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key());
        key.verify(message.as_bytes(), &signature).expect("the signature of what is sent");
    }
    webot(["api", "GET", "/v3/certificates"]).exit(3).stderr_has("WX_MCHID").run();
}

/// WeChat Pay v2 takes the XML that was signed, and no token.
#[test]
fn wechat_pay_v2_takes_xml_as_it_is() {
    for path in [&["/pay/unifiedorder"][..], &["/new/one", "--platform", "pay"]] {
        let request = shown(&[&["POST"], path, &["--data", "<xml><a>1</a></xml>"]].concat());
        assert_eq!(request["url"], format!("https://api.mch.weixin.qq.com{}", path[0]));
        assert_eq!(
            (&request["body"], &request["headers"]["Content-Type"]),
            (&json!("<xml><a>1</a></xml>"), &json!("text/xml"))
        );
    }
}

/// WeChat Pay v3 says what is wrong in words of its own, with a status of its own.
#[test]
fn wechat_pays_own_refusals_are_explained() {
    let (_, pem) = key_pair();
    let bot = Bot::answering(|_| {
        let body = r#"{"code":"SIGN_ERROR","message":"签名错误"}"#;
        format!(
            "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    });
    webot(["api", "GET", "/v3/certificates", "--api-base", &bot.url("")])
        .env("WX_MCHID", "1")
        .env("WX_MCH_SERIAL", "2")
        .env("WX_MCH_PRIVATE_KEY", "k.pem")
        .file("k.pem", &pem)
        .exit(1)
        .stderr_has("SIGN_ERROR: 签名错误")
        .stderr_has("--check")
        .run();
}

#[test]
fn secrets_of_a_body_are_hidden() {
    let args = ["POST", "/cgi-bin/stable_token", "-f", "appid=wx1", "-f", "secret=TOP-SECRET"];
    let request = shown(&args);
    assert_eq!(request["body"], r#"{"appid":"wx1","secret":"***"}"#);
    webot(["api", "--dry-run", "--show-secrets"]).args(args).stdout_has("TOP-SECRET").run();
}

#[test]
fn the_list_is_filtered_by_words() {
    let all = webot(["api", "--list"]).run().stdout;
    assert_eq!(all.lines().count(), 2956);
    let menu = webot(["api", "--list", "menu"]).run().stdout;
    assert!(
        menu.lines().any(|line| line == "api      POST   /cgi-bin/menu/create  (webot menu create)"),
        "{menu}"
    );
    let exact = webot(["api", "--list", "POST", "menu/create"]).run().stdout;
    assert!(exact.lines().all(|line| line.contains("POST") && line.contains("menu/create")), "{exact}");
    let retired = webot(["api", "--list", "shorturl"]).run().stdout;
    assert!(retired.contains("✗ 2021-03-15"), "{retired}");
    webot(["api", "--list", "no-such-thing"]).exit(2).stderr_has("`no-such-thing`").run();
    let rows = webot(["api", "--list", "cgi-bin/menu/create", "--json"]).run().json();
    let row = rows.as_array().expect("rows").iter().find(|row| row["platform"] == "api").expect("a row");
    assert_eq!((&row["method"], &row["path"]), (&json!("POST"), &json!("/cgi-bin/menu/create")));
    assert_eq!((&row["command"], &row["retired"]), (&json!("webot menu create"), &Value::Null));
    assert!(row["docs"].as_str().expect("a page").starts_with("https://"));
}

#[test]
fn nothing_to_call_is_wrong_usage() {
    webot(["api"]).exit(2).stderr_has("error: METHOD, PATH is missing").run();
    webot(["api", "GET"]).exit(2).stderr_has("error: PATH is missing").run();
    webot(["api", "GET", "/cgi-bin/menu/get"]).exit(3).stderr_has("--mock").run();
    webot(["api", "GET", "/cgi-bin/menu/get", "--paginate", "--output", "x"])
        .exit(2)
        .stderr_has("`--paginate`")
        .run();
}

#[test]
fn a_call_works_on_the_mock_in_a_process_and_within() {
    let mock = Mock::start([]);
    let ran = Webot::on(&mock).webot(["api", "GET", "/cgi-bin/user/get", "--json"]).run();
    assert_eq!(ran.json()["total"], 3);
    let home = Webot::new();
    home.webot(["api", "POST", "/cgi-bin/tags/create", "--mock", "-F", "tag.name=VIP"]).run();
    home.webot(["api", "GET", "/cgi-bin/tags/get", "--mock", "--jq", ".tags[-1].name"]).stdout("VIP\n").run();
}
