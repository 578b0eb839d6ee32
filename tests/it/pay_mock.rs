//! `webot mock` as WeChat Pay: a shop that signs with webot itself, its notices, and what survives a kill.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Bot, Folder, Heard, Mock, Webot, http, key_pair, until, webot};

/// A factor that turns fifteen seconds into 15 ms.
const SPEED: &str = "1000";

const NAMES: [&str; 11] = [
    "base_url",
    "appid",
    "mchid",
    "merchant_serial",
    "merchant_private_key",
    "apiv3_key",
    "v2_key",
    "platform_serial",
    "platform_certificate",
    "platform_public_key_id",
    "platform_public_key",
];

fn state_in(folder: &Folder) -> String {
    folder.path("mock.json").display().to_string()
}

/// A shop on a mock whose state is in a file.
struct Shop {
    mock: Mock,
    keys: Value,
}

impl Shop {
    /// Starts a mock with its state and its keys in this folder.
    #[track_caller]
    fn open(folder: &Folder) -> Self {
        let state = state_in(folder);
        let words = ["mock", "--port", "0", "--json", "--push-speed", SPEED, "--mock-state"];
        let mock = Mock::of(Webot::new().args(words).args([&state]).stderr_any());
        let keys = mock.get("/__webot/pay/keys");
        Self { mock, keys }
    }

    fn key(&self, name: &str) -> &str {
        self.keys[name].as_str().expect("a text")
    }

    /// A command that signs with the keys of the mock.
    fn webot(&self, words: &[&str]) -> Webot {
        webot(["api"])
            .args(words.iter().copied())
            .args(["--api-base".to_owned(), self.mock.url()])
            .env("WX_MCHID", self.key("mchid"))
            .env("WX_MCH_SERIAL", self.key("merchant_serial"))
            .env("WX_MCH_PRIVATE_KEY", self.key("merchant_private_key"))
            .env("WX_PAY_CERTIFICATE", self.key("platform_certificate"))
    }

    #[track_caller]
    fn get(&self, path: &str) -> Value {
        serde_json::from_str(&self.webot(&["GET", path]).run().stdout).expect("JSON")
    }

    /// Places an order.
    #[track_caller]
    fn order(&self, number: &str, notify_url: &str) {
        let body = json!({
            "appid": self.key("appid"), "mchid": self.key("mchid"), "description": "示例商品",
            "out_trade_no": number, "notify_url": notify_url, "amount": { "total": 100 },
        });
        let body = body.to_string();
        self.webot(&["POST", "/v3/pay/transactions/native", "-d", &body]).stdout_has("weixin://").run();
    }

    fn state_of(&self, number: &str) -> Value {
        let mchid = self.key("mchid");
        self.get(&format!("/v3/pay/transactions/out-trade-no/{number}?mchid={mchid}"))["trade_state"].clone()
    }

    /// Waits until the notices have these states, and returns them.
    fn notices(&self, wanted: &[&str]) -> Vec<Value> {
        let states = |pushes: &Value| -> Vec<String> {
            let pushes = pushes.as_array().expect("a list").iter();
            pushes.map(|push| push["status"].as_str().expect("a state").to_owned()).collect()
        };
        until("the notices are sent", || states(&self.mock.get("/__webot/pushes")) == wanted);
        self.mock.get("/__webot/pushes").as_array().expect("a list").clone()
    }
}

/// Returns whether a notice is signed with this public key.
fn is_signed(notice: &Heard, public_key: &str) -> bool {
    let der: String = public_key.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(der).expect("base64");
    let header = |name: &str| notice.header(name).expect("a header");
    let text =
        format!("{}\n{}\n{}\n", header("Wechatpay-Timestamp"), header("Wechatpay-Nonce"), notice.text());
    let Ok(signature) = STANDARD.decode(header("Wechatpay-Signature")) else { return false };
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).verify(text.as_bytes(), &signature).is_ok()
}

#[test]
fn the_configuration_of_an_sdk_is_printed() {
    let folder = Folder::new();
    let state = state_in(&folder);
    let print =
        || webot(["mock", "pay-keys", "--json", "--port", "8080", "--mock-state", &state]).run().stdout;
    let first: Value = serde_json::from_str(&print()).expect("JSON");
    let names: Vec<&str> = first.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(names, NAMES);
    assert_eq!(first["base_url"], "http://127.0.0.1:8080");
    assert_eq!(serde_json::from_str::<Value>(&print()).expect("JSON"), first);
    let text = webot(["mock", "pay-keys", "--mock-state", &state]).run().stdout;
    assert!(NAMES.iter().all(|name| text.contains(&format!("{name}:"))), "{text}");
    webot(["mock", "reset", "--mock-state", &state]).stderr_has("no state").run();
    assert_eq!(serde_json::from_str::<Value>(&print()).expect("JSON"), first);
}

#[test]
fn the_keys_of_the_profile_are_used_and_not_shown() {
    let folder = Folder::new();
    let state = state_in(&folder);
    let (_, pem) = key_pair();
    let own = || {
        let secret = "0123456789abcdef0123456789abcdef";
        let words = ["mock", "pay-keys", "--json", "--mock-state", &state];
        webot(words).env("WX_MCHID", "1900000109").env("WX_APIV3_KEY", secret).env("WX_MCH_PRIVATE_KEY", &pem)
    };
    let shown: Value =
        serde_json::from_str(&own().stdout_lacks("0123456789abcdef").run().stdout).expect("JSON");
    assert_eq!((&shown["mchid"], &shown["apiv3_key"]), (&json!("1900000109"), &json!("***")));
    assert_eq!(shown["merchant_private_key"], "***");
    assert_ne!(shown["v2_key"], "***");
    let all: Value = serde_json::from_str(&own().args(["--show-secrets"]).run().stdout).expect("JSON");
    assert_eq!(all["apiv3_key"], "0123456789abcdef0123456789abcdef");
    let body = |text: &str| text.lines().filter(|line| !line.starts_with('-')).collect::<String>();
    assert_eq!(body(all["merchant_private_key"].as_str().expect("a key")), body(&pem));
}

#[test]
fn a_notice_is_repeated_until_it_is_accepted() {
    let count = AtomicUsize::new(0);
    let bot = Bot::answering(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        http(if number < 2 { 500 } else { 200 }, "")
    });
    let folder = Folder::new();
    let shop = Shop::open(&folder);
    shop.mock.post("/__webot/pay", r#"{"public_key_only":true}"#);
    shop.order("order-0001", &bot.url("/notify"));
    assert_eq!(shop.state_of("order-0001"), "NOTPAY");
    shop.mock.post("/__webot/pay/order-0001", "");
    assert_eq!(shop.state_of("order-0001"), "SUCCESS");
    let notices = shop.notices(&["accepted"]);
    let statuses: Vec<&Value> = (0..3).map(|at| &notices[0]["outcome"]["deliveries"][at]["status"]).collect();
    assert_eq!(statuses, [500, 500, 200]);
    let heard = bot.heard();
    assert_eq!(heard.len(), 3);
    for notice in &heard {
        assert_eq!(notice.header("Wechatpay-Serial"), Some(shop.key("platform_public_key_id")));
        assert!(is_signed(notice, shop.key("platform_public_key")));
        let body: Value = serde_json::from_str(notice.text()).expect("JSON");
        assert_eq!(
            (&body["event_type"], &body["resource"]["algorithm"]),
            (&json!("TRANSACTION.SUCCESS"), &json!("AEAD_AES_256_GCM"))
        );
        assert!(!notice.text().contains("order-0001"));
    }
}

#[test]
fn a_probe_is_to_be_refused() {
    let bot = Bot::answering(|_| http(204, ""));
    let folder = Folder::new();
    let shop = Shop::open(&folder);
    shop.mock.post("/__webot/pay", r#"{"public_key_only":true}"#);
    shop.order("order-0001", &bot.url("/notify"));
    shop.mock.post("/__webot/pay/order-0001", r#"{"probe":true}"#);
    let notices = shop.notices(&["refused", "accepted"]);
    assert_eq!(
        (&notices[0]["is_probe"], &notices[0]["outcome"]["findings"][0]["rule"]),
        (&json!(true), &json!("signtest-accepted"))
    );
    let heard = bot.heard();
    let is_probe = |notice: &&Heard| {
        notice.header("Wechatpay-Signature").is_some_and(|value| value.starts_with("WECHATPAY/SIGNTEST/"))
    };
    assert_eq!(heard.iter().filter(is_probe).count(), 1);
    assert_eq!(heard.iter().filter(|notice| is_signed(notice, shop.key("platform_public_key"))).count(), 1);
}

#[test]
fn a_notice_for_another_network_is_not_sent() {
    let folder = Folder::new();
    let shop = Shop::open(&folder);
    shop.order("order-0001", "https://shop.example/notify");
    shop.mock.post("/__webot/pay/order-0001", "");
    let notices = shop.notices(&["unanswered"]);
    assert_eq!(notices[0]["outcome"]["findings"][0]["rule"], "notify-url-not-local");
    let bot = Bot::answering(|_| http(200, ""));
    let to = bot.url("/notify");
    let words = ["mock", "--port", "0", "--json", "--notify-to", &to];
    let mock = Mock::of(Webot::new().args(words).stderr_any());
    let keys = mock.get("/__webot/pay/keys");
    let shop = Shop { mock, keys };
    shop.order("order-0002", "https://shop.example/notify");
    shop.mock.post("/__webot/pay/order-0002", "");
    shop.notices(&["accepted"]);
    assert_eq!(bot.only().path(), "/notify");
}

#[test]
fn a_killed_mock_has_lost_no_paid_order() {
    let folder = Folder::new();
    let bot = Bot::answering(|_| http(200, ""));
    let mut numbers: Vec<String> = Vec::new();
    for round in 0..4 {
        let mut shop = Shop::open(&folder);
        for number in &numbers {
            assert_eq!(shop.state_of(number), "SUCCESS", "{number}");
        }
        let number = format!("order-000{round}");
        shop.order(&number, &bot.url("/notify"));
        shop.mock.post(&format!("/__webot/pay/{number}"), "");
        shop.mock.kill();
        numbers.push(number);
        // A kill may cut the line that the mock writes.
        let mut journal = std::fs::File::options()
            .append(true)
            .create(true)
            .open(folder.path("mock.journal"))
            .expect("a file");
        journal.write_all(br#"{"after":1,"dice":"#).expect("a write");
    }
    // What was not delivered before a kill is delivered after it.
    let shop = Shop::open(&folder);
    shop.notices(&["accepted"; 4]);
    let balance = shop.mock.get("/__webot/pay")["balance"].as_i64().expect("a number");
    assert_eq!(balance, 100_000_000 + 4 * (100 - 1));
    assert!(bot.heard().len() >= 4);
}

#[test]
fn the_log_tells_why_a_signature_is_refused() {
    let process = webot(["mock", "--port", "0"]).stderr_any().spawn();
    let port = process.err.find(|line| {
        let rest = line.split("http://127.0.0.1:").nth(1)?;
        rest.split(|char: char| !char.is_ascii_digit()).next()?.parse::<u16>().ok()
    });
    let mut stream = TcpStream::connect(("127.0.0.1", port.expect("a port"))).expect("a connection");
    let request =
        "GET /v3/certificates HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: WECHATPAY2\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    assert!(answer.contains("x-webot-cause: authorization-malformed"), "{answer}");
    assert!(answer.contains(r#""code":"SIGN_ERROR""#), "{answer}");
    let said = process.err.find(|line| line.contains("authorization-malformed:").then(|| line.to_owned()));
    assert!(said.is_some_and(|said| said.contains("`Authorization` header")));
}

#[test]
fn the_built_in_mock_and_the_server_have_the_same_books() {
    let folder = Folder::new();
    let state = state_in(&folder);
    let keys: Value =
        serde_json::from_str(&webot(["mock", "pay-keys", "--json", "--mock-state", &state]).run().stdout)
            .expect("JSON");
    let key = |name: &str| keys[name].as_str().expect("a text").to_owned();
    let body = json!({
        "appid": key("appid"), "mchid": key("mchid"), "description": "示例", "out_trade_no": "order-0001",
        "notify_url": "https://shop.example/notify", "amount": { "total": 7 },
    });
    let place = || {
        webot([
            "api",
            "POST",
            "/v3/pay/transactions/native",
            "-d",
            &body.to_string(),
            "--mock",
            "--mock-state",
            &state,
        ])
        .env("WX_MCHID", key("mchid"))
        .env("WX_MCH_SERIAL", key("merchant_serial"))
        .env("WX_MCH_PRIVATE_KEY", key("merchant_private_key"))
    };
    place().stdout_has("weixin://").run();
    let shop = Shop::open(&folder);
    assert_eq!(shop.state_of("order-0001"), "NOTPAY");
}

/// Most calls are stored as a line of the journal, and a kill loses none of them.
#[test]
fn a_journal_holds_what_was_answered_since_the_state_was_stored() {
    let folder = Folder::new();
    let mut shop = Shop::open(&folder);
    let number = |at: usize| format!("order-{at:04}");
    for at in 0..20 {
        shop.order(&number(at), "http://127.0.0.1:1/notify");
        if at % 2 == 0 {
            shop.mock.post(&format!("/__webot/pay/{}", number(at)), "");
        }
        if at % 4 == 0 {
            let body = json!({
                "out_trade_no": number(at), "out_refund_no": format!("refund-{at}"),
                "amount": { "refund": 40, "total": 100, "currency": "CNY" },
            });
            shop.webot(&["POST", "/v3/refund/domestic/refunds", "-d", &body.to_string()]).run();
        }
    }
    let before = shop.mock.get("/__webot/pay");
    shop.mock.kill();
    for name in ["mock.json", "mock.journal"] {
        let text = std::fs::read_to_string(folder.path(name)).unwrap_or_default();
        for key in ["apiv3_key", "v2_key"] {
            assert!(!text.contains(shop.key(key)), "{key} is in {name}");
        }
        assert!(!text.contains("PRIVATE KEY"), "{name}");
    }
    let shop = Shop::open(&folder);
    let after = shop.mock.get("/__webot/pay");
    assert_eq!(after["balance"], before["balance"]);
    for at in 0..20 {
        let wanted = match at {
            at if at % 4 == 0 => "REFUND",
            at if at % 2 == 0 => "SUCCESS",
            _ => "NOTPAY",
        };
        assert_eq!(shop.state_of(&number(at)), wanted, "{at}");
    }
    // Numbers are not given twice.
    shop.order("order-after", "http://127.0.0.1:1/notify");
    shop.mock.post("/__webot/pay/order-after", "");
    let transactions = shop.mock.get("/__webot/pay")["orders"].as_array().expect("a list").clone();
    let mut numbers: Vec<&str> =
        transactions.iter().filter_map(|own| own["transaction_id"].as_str()).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!((numbers.len(), count), (11, 11), "{numbers:?}");
}
