//! Bills: downloaded, unpacked, compared with their hash, and printed.

use std::sync::{Arc, OnceLock};

use serde_json::json;
use sha1::{Digest as _, Sha1};

use super::{check_authorization, merchant, signed};
use crate::support::{Bot, gzipped, http};

const BILL: &str = "\u{feff}交易时间,商户订单号,商品名称,应结订单金额,费率\r\n\
    `2026-11-29 10:00:00,`ORDER001,`茶, 大,`1.23,`0.60%\r\n\
    `2026-11-29 11:00:00,`ORDER002,`杯,`2.00,`0.60%\r\n\
    总交易单数,应结订单总金额\r\n`2,`3.23\r\n";

/// Returns a WeChat Pay with this bill, which announces this hash.
fn with_bill(content: Vec<u8>, hash: String) -> Bot {
    let address: Arc<OnceLock<String>> = Arc::default();
    let own = Arc::clone(&address);
    let server = Bot::answering(move |heard| {
        if heard.path() == "/v3/billdownload/file" {
            return http(200, &content);
        }
        let url = format!("{}/v3/billdownload/file?token=a%2Bb&tartype=gzip", own.get().expect("an address"));
        signed(200, &json!({ "hash_type": "SHA1", "hash_value": hash, "download_url": url }).to_string())
    });
    address.set(server.url("")).expect("once");
    server
}

fn hash(bytes: &[u8]) -> String {
    let digits =
        |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]));
    Sha1::digest(bytes).iter().flat_map(digits).collect()
}

#[test]
fn a_bill_is_a_table_with_totals() {
    let server = with_bill(gzipped([BILL]), hash(BILL.as_bytes()));
    let ran = merchant(&server, ["bill", "trade", "2026-11-29"])
        .stderr("总交易单数 2; 应结订单总金额 3.23\n")
        .run();
    assert_eq!(
        ran.stdout,
        "交易时间             商户订单号  应结订单金额\n\
         2026-11-29 10:00:00  ORDER001    1.23\n\
         2026-11-29 11:00:00  ORDER002    2.00\n"
    );
    let heard = server.heard();
    assert_eq!(heard[0].line, "GET /v3/bill/tradebill?bill_date=2026-11-29&tar_type=GZIP HTTP/1.1");
    assert_eq!(heard[1].parameter("token").as_deref(), Some("a+b"));
    heard.iter().for_each(check_authorization);
}

#[test]
fn a_bill_is_csv_json_or_a_file() {
    let server = with_bill(gzipped([BILL]), hash(BILL.as_bytes()).to_uppercase());
    let csv = merchant(&server, ["bill", "fundflow", "2026-11-29", "--account", "fees", "--csv"]).run();
    assert_eq!(csv.stdout.lines().nth(1), Some("2026-11-29 10:00:00,ORDER001,\"茶, 大\",1.23,0.60%"));
    assert_eq!(server.heard()[0].parameter("account_type").as_deref(), Some("FEES"));
    let json = merchant(&server, ["bill", "trade", "2026-11-29", "--json"]).stderr_any().run().json();
    assert_eq!((&json["rows"][1]["商品名称"], &json["totals"]["总交易单数"]), (&json!("杯"), &json!("2")));
    let webot = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "bill.csv"]);
    webot.clone().stderr_any().run();
    assert_eq!(webot.folder().read("bill.csv"), BILL);
}

#[test]
fn a_bill_that_was_changed_is_refused() {
    let server = with_bill(gzipped([BILL]), hash(b"another"));
    let webot = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "bill.csv"]);
    webot.clone().exit(1).stderr_has("not the one that was announced").run();
    assert!(!webot.folder().exists("bill.csv"));
    let cut = gzipped([BILL]);
    let server = with_bill(cut[..cut.len() - 9].to_vec(), hash(BILL.as_bytes()));
    merchant(&server, ["bill", "trade", "2026-11-29"]).exit(1).stderr_has("cannot be unpacked").run();
}

/// Returns a bill of at least this many bytes.
fn long_bill(bytes: usize) -> String {
    let (head, totals) = BILL.split_at(BILL.find("`2026").expect("a row"));
    let at = totals.find("总交易").expect("the totals");
    let (rows, totals) = totals.split_at(at);
    [head, &rows.repeat(bytes / rows.len() + 1), totals].concat()
}

/// The limit in memory is 64 MB; a file has none.
#[test]
fn a_bill_of_any_size_becomes_a_file() {
    let bill = long_bill(65 << 20);
    let server = with_bill(bill.clone().into_bytes(), hash(bill.as_bytes()));
    let saved = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "bill.csv"]);
    saved.clone().stderr_any().run();
    assert!(saved.folder().read("bill.csv") == bill);
    merchant(&server, ["bill", "trade", "2026-11-29"]).exit(4).stderr_has("--output FILE").run();
    let server = with_bill(bill.into_bytes(), hash(b"another"));
    let webot = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "bill.csv"]);
    webot.clone().exit(1).stderr_has("not the one that was announced").run();
    let left = std::fs::read_dir(webot.folder().path(".")).expect("a folder").flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).filter(|name| name != "merchant.pem").collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("bill")), "{left:?}");
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn a_packed_bill_is_unpacked_on_its_way_to_the_file() {
    let bill = long_bill(1 << 20);
    // Not compressed, so that it does not fit into what is kept in memory.
    let stored = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    };
    let server = with_bill(stored(&bill), hash(bill.as_bytes()));
    let saved = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "bill.csv"]);
    saved.clone().stderr_any().run();
    assert!(saved.folder().read("bill.csv") == bill);
    let piped = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "-"]).run();
    assert!(piped.stdout == bill);
    let cut = stored(&bill);
    let server = with_bill(cut[..cut.len() / 2].to_vec(), hash(bill.as_bytes()));
    let webot = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "bill.csv"]);
    webot.clone().exit(1).stderr_has("cannot be unpacked").run();
    assert!(!webot.folder().exists("bill.csv"));
    // Nothing of a wrong bill goes to a pipe.
    let piped = merchant(&server, ["bill", "trade", "2026-11-29", "-o", "-"]).exit(1).stderr_any().run();
    assert_eq!(piped.stdout, "");
}

#[test]
fn a_bill_at_a_foreign_address_is_not_asked_for() {
    let server = Bot::answering(|_| {
        let url = "http://evil.example/v3/billdownload/file?token=1";
        signed(200, &json!({ "hash_type": "SHA1", "hash_value": "00", "download_url": url }).to_string())
    });
    merchant(&server, ["bill", "trade", "2026-11-29"]).exit(1).stderr_has("evil.example").run();
    assert_eq!(server.heard().len(), 1);
}

#[test]
fn a_bill_that_cannot_be_asked_for_or_verified_is_named_for_what_it_is() {
    for (kind, url, words) in [
        ("MD5", "https://api.mch.weixin.qq.com/v3/billdownload/file", "the `hash_type` of the bill is `MD5`"),
        ("SHA1", "file:///etc/passwd", "the bill is at `file:///etc/passwd`"),
    ] {
        let server = Bot::answering(move |_| {
            let answer = json!({ "hash_type": kind, "hash_value": "00", "download_url": url });
            signed(200, &answer.to_string())
        });
        merchant(&server, ["bill", "trade", "2026-11-29"]).exit(1).stderr_has(words).run();
        assert_eq!(server.heard().len(), 1);
    }
}

#[test]
fn a_wrong_day_is_named() {
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, ["bill", "trade", "2026-02-30"]).exit(2).stderr_has("2026-02-30").run();
    idle.never_asked();
}
