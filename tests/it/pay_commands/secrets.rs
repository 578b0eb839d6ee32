//! No command of WeChat Pay shows a key or a certificate, whatever it is answered.

use super::{APIV3_KEY, KEYS, merchant, signed};
use crate::support::{Bot, http};

const V2_KEY: &str = "192006250b4c09247ec02edce69f6a2d";

const COMMANDS: &[&[&str]] = &[
    &[
        "order",
        "jsapi",
        "--openid",
        "oU",
        "--description",
        "x",
        "--fen",
        "1",
        "--notify-url",
        "https://a.example/",
    ],
    &["order", "native", "--description", "x", "--fen", "1", "--notify-url", "https://a.example/"],
    &["query", "--out-trade-no", "ORDER001"],
    &["close", "--out-trade-no", "ORDER001"],
    &["refund", "create", "--out-trade-no", "ORDER001", "--fen", "1", "--total-fen", "2", "--yes"],
    &["refund", "query", "R001"],
    &["bill", "trade", "2026-11-29"],
    &["bill", "fundflow", "2026-11-29", "--csv"],
    &["certs", "--save", "saved.pem"],
    &[
        "transfer",
        "create",
        "--openid",
        "oU",
        "--fen",
        "100",
        "--scene",
        "1000",
        "--report",
        "a=b",
        "--remark",
        "x",
        "--user-name",
        "张三",
        "--yes",
    ],
    &["transfer", "query", "T001"],
    &["transfer", "cancel", "T001", "--yes"],
    &[
        "combine",
        "order",
        "native",
        "--order",
        "1:ORDER001:1:x",
        "--order",
        "2:ORDER002:1:x",
        "--notify-url",
        "https://a.example/",
    ],
    &["combine", "query", "COMBINE1"],
    &["combine", "close", "COMBINE1", "--order", "1:ORDER001"],
    &["share", "create", "--transaction-id", "42", "--receiver", "merchant:1:1:x", "--yes"],
    &["share", "query", "S001", "--transaction-id", "42"],
    &["share", "unfreeze", "--transaction-id", "42", "--description", "x", "--yes"],
    &["share", "amounts", "42"],
    &[
        "share",
        "return",
        "--out-order-no",
        "S001",
        "--return-mchid",
        "1",
        "--fen",
        "1",
        "--description",
        "x",
        "--yes",
    ],
    &["share", "return-query", "B001", "--out-order-no", "S001"],
    &["share", "add-receiver", "merchant", "1", "--relation", "STORE", "--name", "x"],
    &["share", "delete-receiver", "merchant", "1"],
    &["complaint", "list", "2026-11-01", "2026-11-30"],
    &["complaint", "get", "1"],
    &["complaint", "history", "1"],
    &["complaint", "reply", "1", "x", "--yes"],
    &["complaint", "complete", "1", "--yes"],
    &["v2", "order", "native", "--description", "x", "--fen", "1", "--notify-url", "https://a.example/"],
    &["v2", "query", "--out-trade-no", "ORDER001"],
    &["v2", "close", "--out-trade-no", "ORDER001"],
    &["v2", "refund", "--out-trade-no", "ORDER001", "--fen", "1", "--total-fen", "2", "--yes"],
    &["v2", "refund-query", "R001"],
    &["v2", "bill", "2026-11-29"],
    &[
        "v2",
        "micropay",
        "134567890123456789",
        "--description",
        "x",
        "--fen",
        "1",
        "--yes",
        "--wait",
        "0.1",
        "--interval",
        "0.05",
    ],
    &["v2", "reverse", "ORDER001", "--yes"],
    &["v2", "short-url", "weixin://x"],
];

#[test]
fn no_key_is_seen() {
    // Repeats all that it was told, unsigned, signed, and as a refusal.
    let repeated = |heard: &crate::support::Heard| {
        format!("{} {:?} {}", heard.line, heard.headers, String::from_utf8_lossy(&heard.body))
    };
    let servers = [
        Bot::answering(move |heard| {
            http(200, format!("<html><title>{0}</title>{0}</html>", repeated(heard)))
        }),
        Bot::answering(move |heard| {
            signed(200, &serde_json::json!({ "echo": repeated(heard), "prepay_id": "wx1" }).to_string())
        }),
        Bot::answering(move |heard| {
            let detail = serde_json::json!({ "code": "PARAM_ERROR", "message": repeated(heard) });
            http(400, detail.to_string())
        }),
    ];
    let lines = KEYS.merchant.1.lines().chain(KEYS.platform.1.lines());
    let secrets: Vec<String> = lines
        .filter(|line| !line.starts_with("-----"))
        .map(str::to_owned)
        .chain([APIV3_KEY, V2_KEY].map(str::to_owned))
        .collect();
    for command in COMMANDS {
        let looks: [(&[&str], usize); 5] =
            [(&["-v"], 0), (&["--json"], 1), (&["-v"], 2), (&["--dry-run"], 0), (&["--curl"], 0)];
        for (look, number) in looks {
            let server = &servers[number];
            let ran = merchant(server, [])
                .args(*command)
                .args(look)
                .args(["--retries", "0"])
                .env("WX_PAY_KEY", V2_KEY)
                .exit_in(0..=4)
                .stderr_any()
                .run();
            for text in [&ran.stdout, &ran.stderr] {
                let seen = secrets.iter().find(|secret| text.contains(secret.as_str()));
                assert!(seen.is_none(), "{command:?} {look:?} shows a key:\n{text}");
                assert!(!text.contains("-----BEGIN"), "{command:?} {look:?} shows a file:\n{text}");
            }
        }
    }
    for args in [&["--case", "all"][..], &["--v2", "--forged"]] {
        for look in ["-v", "--json", "--lang=zh"] {
            let server = &servers[0];
            let ran = merchant(server, [])
                .args(["simulate", "--des", &server.url("/")])
                .args(args)
                .args([look])
                .env("WX_PAY_KEY", V2_KEY)
                .exit_in(0..=4)
                .stderr_any()
                .run();
            for text in [&ran.stdout, &ran.stderr] {
                assert!(
                    !secrets.iter().any(|secret| text.contains(secret.as_str())),
                    "{args:?} {look}:\n{text}"
                );
            }
        }
    }
}
