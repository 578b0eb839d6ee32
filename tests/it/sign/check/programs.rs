//! Changes that proxies, parsers, classes and libraries make to the values that are signed.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Digest as _;
use sha2::Sha256;
use webot::sign::{Alternatives, Digest, Mistake, SignatureSpec, diagnose, schemes};

use super::{Case, Cases, Values, Wrong, hex, jsapi_string, md5, owned, pairs, sha1};
use crate::support::{key_pair, webot};

impl Values {
    pub(super) fn program_cases(&self) -> Vec<Case> {
        let (key, number) = (&*self.key, "201508061253460123");
        let fields = [("appid", "wx1234567890abcdef"), ("body", &*self.body), ("out_trade_no", number)];
        let string = pairs(&fields);
        let mut cases = Cases::of(schemes::pay_v2(&owned(&fields), key, Digest::Md5));
        let mut add = |mistake: Mistake, text: &str| cases.add(&[mistake], Wrong::Hash(md5(text)));
        add(Mistake::AmpersandMissing, &format!("{string}key={key}"));
        add(Mistake::HashedTwice, &md5(&format!("{string}&key={key}")));
        let parsed = string.replace(number, "2.0150806125346013e+17");
        add(Mistake::ValueParsed, &format!("{parsed}&key={key}"));
        cases.made
    }
}

/// Returns the names of the mistakes behind a wrong signature, and the fields and texts that they name.
fn named(spec: &SignatureSpec, wrong: &str) -> Vec<(Vec<Mistake>, String, String)> {
    let found = diagnose(spec, &Alternatives::default(), |spec| spec.matches(wrong)).explanations;
    let told = |found: webot::sign::Explanation| {
        (found.mistakes, found.details[0].field.clone(), found.details[0].to.clone())
    };
    found.into_iter().map(told).collect()
}

#[test]
fn a_page_behind_a_server_or_proxy_is_named() {
    for (page, signed) in [
        ("https://a.cn/", "https://a.cn/index.html"),
        ("https://a.cn/?b=1", "https://a.cn/index.php?b=1"),
        ("https://a.cn/shop/index.jsp?x=1", "https://a.cn/shop/?x=1"),
        ("https://a.cn/index.php?s=/home", "https://a.cn/?s=/home"),
        ("https://a.cn/index.php/shop/1", "https://a.cn/shop/1"),
        ("https://a.cn/shop/1?x=2", "https://a.cn/index.php/shop/1?x=2"),
        ("https://a.cn/app/shop/1?x=2", "https://a.cn/shop/1?x=2"),
        ("https://a.cn/app/v1/shop/1", "https://a.cn/shop/1"),
        ("https://a.cn/shop/1", "https://a.cn//shop/1"),
        ("https://a.cn//shop//1?u=b//c", "https://a.cn/shop/1?u=b//c"),
    ] {
        let wrong = sha1(&jsapi_string("T", "n", "1", signed));
        let found = named(&schemes::jsapi("T", "n", "1", page), &wrong);
        assert_eq!(found, [(vec![Mistake::UrlRewritten], String::new(), signed.to_owned())], "{page}");
    }
}

#[test]
fn the_path_of_a_request_as_a_library_builds_it_is_named() {
    let order = "/v3/pay/transactions/out-trade-no/20240512001?mchid=19";
    for (path, signed) in [
        ("/v3/certificates", "/v3/certificates?"),
        ("/v3/bill/tradebill?bill_date=1&b=2", "/v3/bill/tradebill?b=2&bill_date=1"),
        ("/v3/x?a=1&b=2", "/v3/x?b=2&a=1"),
        (order, "/v3/pay/transactions/out-trade-no/{out_trade_no}?mchid=19"),
        (order, "/v3/pay/transactions/out-trade-no/undefined?mchid=19"),
    ] {
        let spec = schemes::pay_v3_request("GET", path, "1", "n", "");
        let wrong = format!("GET\n{signed}\n1\nn\n\n");
        let found =
            diagnose(&spec, &Alternatives::default(), |spec| spec.bytes_to_sign() == wrong.as_bytes());
        let mistakes: Vec<_> = found.explanations.iter().map(|found| &*found.mistakes).collect();
        assert_eq!(mistakes, [[Mistake::UrlRewritten]], "{signed}");
    }
}

/// The fields of a notice of WeChat Pay v2 with coupons.
const NOTICE: [(&str, &str); 8] = [
    ("appid", "wx58ff40508696691f"),
    ("coupon_count", "1"),
    ("coupon_fee", "10"),
    ("coupon_fee_0", "10"),
    ("coupon_id_0", "1001"),
    ("out_trade_no", "0002025102915"),
    ("total_fee", "11"),
    ("transaction_id", "4200002882202510298162739638"),
];

fn notice(change: impl Fn(&str, &str) -> Option<String>) -> String {
    let fields: Vec<(String, String)> =
        NOTICE.iter().filter_map(|(name, value)| Some(((*name).to_owned(), change(name, value)?))).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    md5(&format!("{}&key=K", pairs(&fields)))
}

#[test]
fn fields_that_a_class_does_not_know_are_named_together() {
    let spec = schemes::pay_v2(&owned(&NOTICE), "K", Digest::Md5);
    let without_coupons = notice(|name, value| (!name.starts_with("coupon")).then(|| value.to_owned()));
    assert_eq!(
        named(&spec, &without_coupons),
        [(
            vec![Mistake::FieldDropped],
            "coupon_count`, `coupon_fee`, `coupon_fee_0`, `coupon_id_0".to_owned(),
            String::new()
        )]
    );
    let without_numbered = notice(|name, value| (!name.ends_with("_0")).then(|| value.to_owned()));
    assert_eq!(named(&spec, &without_numbered)[0].1, "coupon_fee_0`, `coupon_id_0");
}

#[test]
fn values_that_a_parser_took_for_numbers_are_named() {
    let spec = schemes::pay_v2(&owned(&NOTICE), "K", Digest::Md5);
    let parsed = |order: &str, transaction: &str| {
        notice(|name, value| {
            Some(match name {
                "out_trade_no" => order.to_owned(),
                "transaction_id" => transaction.to_owned(),
                _ => value.to_owned(),
            })
        })
    };
    let transaction = "4200002882202510298162739638";
    for (order, transaction, name) in [
        ("2025102915", transaction, "out_trade_no"),
        ("0002025102915", "4.20000288220251e+27", "transaction_id"),
        ("0002025102915", "4.2000028822025E+27", "transaction_id"),
        ("0002025102915", "4.20000288220251E27", "transaction_id"),
        ("2025102915", "4.20000288220251e+27", "out_trade_no`, `transaction_id"),
    ] {
        let found = named(&spec, &parsed(order, transaction));
        assert!(
            matches!(&found[..], [(mistakes, field, _)] if *mistakes == [Mistake::ValueParsed] && field == name),
            "{found:?}"
        );
    }
}

#[test]
fn what_is_done_to_the_whole_string_is_named() {
    let fields = [("appid", "wx1"), ("body", "B")];
    let spec = schemes::pay_v2(&owned(&fields), "Key", Digest::Md5);
    for (wrong, mistake) in [
        (md5("appid=wx1&body=Bkey=Key"), Mistake::AmpersandMissing),
        (md5(&md5("appid=wx1&body=B&key=Key")), Mistake::HashedTwice),
        (md5(&md5("appid=wx1&body=B&key=Key").to_lowercase()), Mistake::HashedTwice),
        (md5("appid=wx1&body=B&apikey=Key"), Mistake::KeyName),
        (md5("appid=wx1&body=b&key=key"), Mistake::ValueCase),
    ] {
        let found = named(&spec, &wrong);
        assert!(matches!(&found[..], [(mistakes, ..)] if *mistakes == [mistake]), "{mistake:?}: {found:?}");
    }
    let spec = schemes::pay_v3_client("wx1", "1", "n", "prepay_id=wx2");
    let hashed = Sha256::digest(spec.bytes_to_sign());
    for wrong in [hashed.to_vec(), hex(&hashed).into_bytes()] {
        let found = diagnose(&spec, &Alternatives::default(), |spec| spec.bytes_to_sign() == wrong);
        assert_eq!(found.explanations[0].mistakes, [Mistake::HashedTwice]);
    }
}

#[test]
fn the_header_of_a_request_is_taken_for_its_signature() {
    let (_, pem) = key_pair();
    let sign = |path: &str, args: &[&str]| {
        let merchant = ["--mchid", "19", "--serial", "2A", "--private-key", "k.pem"];
        webot(["sign", "v3", "GET", path]).args(merchant).args(args).file("k.pem", &pem)
    };
    let made = ["--timestamp", "1700000000", "--nonce", "abc", "--json"];
    let header =
        sign("/v3/certificates", &made).run().json()["authorization"].as_str().expect("a header").to_owned();
    // Timestamp and nonce are those of the header.
    sign("/v3/certificates", &["--check", &header]).stdout_has("is correct").run();
    sign("/v3/certificates", &["--check", &format!("Authorization: {header}")])
        .stdout_has("is correct")
        .run();
    sign("/v3/certificates?a=1", &["--check", &header]).exit(1).stdout_has("url-query-dropped").run();
    let other = header.replace("nonce_str=\"abc\"", "nonce_str=\"xyz\"");
    let given = ["--timestamp", "1700000000", "--nonce", "abc", "--check", &other];
    sign("/v3/certificates", &given).exit(1).stdout_has("the header has `xyz` as nonce_str, but `abc`").run();
    let other = header.replace("mchid=\"19\"", "mchid=\"20\"");
    sign("/v3/certificates", &["--check", &other])
        .stderr_has("the header has `20` as mchid")
        .stdout_has("is correct")
        .run();
}

#[test]
fn a_signature_in_parts_is_not_blamed_on_the_key() {
    let (pair, pem) = key_pair();
    let sign = |text: &str| {
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .expect("a signature");
        STANDARD.encode(signature)
    };
    let check = |signature: &str| {
        let page = ["--prepay-id", "wx2", "--appid", "wx1", "--timestamp", "1700000000", "--nonce", "abc"];
        let key = ["--private-key", "k.pem", "--check", signature];
        webot(["sign", "jspay"]).args(page).args(key).file("k.pem", &pem)
    };
    let right = sign("wx1\n1700000000\nabc\nprepay_id=wx2\n");
    let (start, end) = right.split_at(76);
    check(&format!("{start}\n{end}")).stdout_has("is correct").stderr_has("in one line").run();
    let ran = check(&right[..200]).exit(1).stdout_has("the signature has 150 bytes").run();
    assert!(!ran.stdout.contains("was not made with"), "{}", ran.stdout);
    let pairs = sign("appId=wx1&nonceStr=abc&package=prepay_id=wx2&signType=RSA&timeStamp=1700000000");
    check(&pairs).exit(1).stdout_has("other-recipe").stdout_has("v3 signs four lines").run();
}
