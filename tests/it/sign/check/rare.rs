//! Rarer recipes for the same signature: JSON, an HMAC, another order, fields that are not signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use webot::sign::{Alternatives, Digest, Mistake, SignatureSpec, diagnose, schemes};

use super::{hex, hmac, jsapi_string, md5, owned, sha1};
use crate::support::webot;

const URL: &str = "https://a.example.com/p?x=1&y=2";

fn jsapi() -> SignatureSpec {
    schemes::jsapi("TiCkEt", "NonceX", "1414587457", URL)
}

fn addr() -> SignatureSpec {
    schemes::addr("wx1", URL, "1414587457", "NonceX", "AT")
}

fn pay_sign() -> SignatureSpec {
    let fields = [("appid", "wx1"), ("timestamp", "1414587457"), ("noncestr", "NonceX"), ("package", "a=b")];
    schemes::pay_sign(&owned(&fields), "KEY")
}

#[track_caller]
fn named(spec: &SignatureSpec, wrong: &str, mistakes: &[Mistake]) -> Vec<String> {
    let found = diagnose(spec, &Alternatives::default(), |spec| spec.matches(wrong)).explanations;
    let [found] = &found[..] else { panic!("{mistakes:?}: {found:?}") };
    assert_eq!(found.mistakes, mistakes);
    found.details.iter().map(|detail| detail.to.clone()).collect()
}

fn hmac_sha1(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("any length");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

#[test]
fn fields_in_json_are_named() {
    for json in [
        format!(r#"{{"jsapi_ticket":"TiCkEt","noncestr":"NonceX","timestamp":"1414587457","url":"{URL}"}}"#),
        format!(r#"{{"jsapi_ticket":"TiCkEt","noncestr":"NonceX","timestamp":1414587457,"url":"{URL}"}}"#),
        format!(
            r#"{{"jsapi_ticket": "TiCkEt", "noncestr": "NonceX", "timestamp": 1414587457, "url": "{URL}"}}"#
        ),
        format!(
            r#"{{"jsapi_ticket":"TiCkEt","noncestr":"NonceX","timestamp":1414587457,"url":"{}"}}"#,
            URL.replace('/', "\\/")
        ),
        format!(r#"{{"noncestr":"NonceX","jsapi_ticket":"TiCkEt","timestamp":1414587457,"url":"{URL}"}}"#),
    ] {
        named(&jsapi(), &sha1(&json), &[Mistake::ValuesAsJson]);
    }
    let order = schemes::pay_v2(&owned(&[("body", "茶"), ("appid", "wx1"), ("a", "")]), "K", Digest::Md5);
    named(&order, &md5(r#"{"appid":"wx1","body":"茶"}&key=K"#), &[Mistake::ValuesAsJson]);
    named(&order, &md5(r#"{"appid": "wx1", "body": "\u8336"}&key=K"#), &[Mistake::ValuesAsJson]);
}

#[test]
fn an_hmac_with_the_secret_as_its_key_is_named() {
    let whole = jsapi_string("TiCkEt", "NonceX", "1414587457", URL);
    let rest = whole.replace("jsapi_ticket=TiCkEt&", "");
    for text in [&whole, &rest] {
        let to = named(&jsapi(), &hmac_sha1("TiCkEt", text), &[Mistake::HmacForHash]);
        assert_eq!(to, ["HMAC-SHA1"]);
        assert_eq!(named(&jsapi(), &hmac("TiCkEt", text), &[Mistake::HmacForHash]), ["HMAC-SHA256"]);
    }
    let callback = schemes::callback("Token", "1414587457", "NonceX", None);
    named(&callback, &hmac_sha1("Token", "1414587457NonceX"), &[Mistake::HmacForHash]);
    let card = schemes::card("TiCkEt", "1414587457", "NonceX", &[("card_id", "pjZ8")]);
    named(&card, &hmac_sha1("TiCkEt", "1414587457NonceXpjZ8"), &[Mistake::HmacForHash]);
    // A signature in base64 has another length, and is not one of these.
    let bytes = STANDARD.encode(b"01234567890123456789");
    assert!(
        diagnose(&jsapi(), &Alternatives::default(), |spec| spec.matches(&bytes)).explanations.is_empty()
    );
}

#[test]
fn pairs_sorted_by_value_are_named() {
    let order = [("appid", "wx1"), ("body", "B"), ("mch_id", "19"), ("nonce_str", "n")];
    let spec = schemes::pay_v2(&owned(&order), "K", Digest::Md5);
    named(&spec, &md5("mch_id=19&body=B&nonce_str=n&appid=wx1&key=K"), &[Mistake::SortedByValue]);
    let by_value = format!("timestamp=1414587457&noncestr=NonceX&jsapi_ticket=TiCkEt&url={URL}");
    named(&jsapi(), &sha1(&by_value), &[Mistake::SortedByValue]);
}

/// All names in camel case, as the page has them; the secret, which no page has, keeps its name or not.
#[test]
fn names_of_the_page_are_named() {
    for (spec, string) in [
        (jsapi(), format!("jsapi_ticket=TiCkEt&nonceStr=NonceX&timeStamp=1414587457&url={URL}")),
        (jsapi(), format!("jsapiTicket=TiCkEt&nonceStr=NonceX&timeStamp=1414587457&url={URL}")),
        (addr(), format!("accessToken=AT&appId=wx1&nonceStr=NonceX&timeStamp=1414587457&url={URL}")),
        (addr(), format!("accesstoken=AT&appId=wx1&nonceStr=NonceX&timeStamp=1414587457&url={URL}")),
        (pay_sign(), "appId=wx1&appKey=KEY&nonceStr=NonceX&package=a=b&timeStamp=1414587457".to_owned()),
        (pay_sign(), "appId=wx1&appkey=KEY&nonceStr=NonceX&package=a=b&timeStamp=1414587457".to_owned()),
    ] {
        assert_eq!(named(&spec, &sha1(&string), &[Mistake::NamesRestyled]), ["camelCase"], "{string}");
    }
    for (spec, from, to) in [
        (addr(), "accesstoken", "accessToken"),
        (addr(), "appid", "appId"),
        (addr(), "timestamp", "timeStamp"),
        (jsapi(), "timestamp", "timeStamp"),
        (pay_sign(), "timestamp", "timeStamp"),
        (pay_sign(), "appid", "appId"),
    ] {
        let string = spec.string_to_sign().replace(&format!("{from}="), &format!("{to}="));
        named(&spec, &sha1(&string), &[Mistake::FieldRenamed]);
    }
}

#[test]
fn fields_beside_the_signature_are_named() {
    let address = addr().string_to_sign();
    let scope = address.replace("&timestamp", "&scope=jsapi_address&timestamp");
    named(&addr(), &sha1(&scope), &[Mistake::FieldAdded]);
    let both = address.replace("&timestamp", "&scope=jsapi_address&signType=SHA1&timestamp");
    named(&addr(), &sha1(&both), &[Mistake::FieldAdded, Mistake::FieldAdded]);
    let signed = pay_sign().string_to_sign().replace("&timestamp", "&signtype=SHA1&timestamp");
    named(&pay_sign(), &sha1(&signed), &[Mistake::FieldAdded]);
    let debug = format!("debug=true&{}", jsapi().string_to_sign());
    named(&jsapi(), &sha1(&debug), &[Mistake::FieldAdded]);
    // The appid of `--appid` is no field of a page's signature.
    let appid = format!("appId=wx42&{}", jsapi().string_to_sign());
    webot([
        "sign",
        "jsapi",
        "--ticket",
        "@t",
        "--nonce",
        "NonceX",
        "--timestamp",
        "1414587457",
        "--url",
        URL,
    ])
    .args(["--appid", "wx42", "--check", &sha1(&appid)])
    .file("t", "TiCkEt")
    .exit(1)
    .stdout_has("field-added: `appId` was signed too: `appId=wx42`")
    .run();
}

/// The document of 2014 prints the signature of a card in capitals; that of everything else has a case.
#[test]
fn the_signature_of_a_card_is_right_in_either_case() {
    let card = |signature: &str| {
        webot(["sign", "card", "--card-id", "345667", "--secret", "@s", "--code", "23456"])
            .args(["--timestamp", "141231233", "--check", signature])
            .file("s", "456789")
    };
    let published = "4F76593A4245644FAE4E1BC940F6422A0C3EC03E";
    card(&published.to_lowercase()).stderr("").run();
    card(published).stderr_has("in uppercase, as the document of 2014 prints it").run();
    assert_eq!(card(published).args(["--json"]).stderr_any().run().json()["match"], true);
    card(&published.replace('4', "5")).exit(1).stderr("").run();
    let choose =
        ["sign", "choose-card", "--appid", "a", "--secret", "@s", "--timestamp", "1", "--nonce", "n"];
    let right = webot(choose).args(["--print", "signature"]).file("s", "S").run().stdout;
    webot(choose)
        .args(["--check", &right.trim().to_uppercase()])
        .file("s", "S")
        .exit(1)
        .stdout_has("uppercase-lowercase")
        .run();
}
