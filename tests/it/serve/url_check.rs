//! WeChat's check of the URL.

use super::{CORPID, ECHO, verify, with_key};
use crate::support::{AES_KEY, APPID, Serve, Stamp, TOKEN, now};

#[test]
fn a_check_of_the_url_is_answered_with_its_echostr() {
    let server = Serve::start(ECHO);
    let got = verify(&server, &Stamp::new().signed(), "5918273645&<b>");
    assert_eq!((got.status, got.body.as_str()), (200, "5918273645&<b>"));
    assert!(got.head.contains("content-type: text/plain"), "no browser runs it: {}", got.head);
}

#[test]
fn a_check_of_the_url_needs_the_right_signature() {
    let server = Serve::start(ECHO);
    for (query, what) in [
        (Stamp::with_token("another").signed(), "another token"),
        ("timestamp=1&nonce=2".to_owned(), "none"),
        (Stamp::new().signed().replace("signature=", "signature=0"), "one letter more"),
        (String::new(), "nothing"),
    ] {
        let got = verify(&server, &query, "secret-echo");
        assert_eq!(got.status, 401, "{what}");
        assert!(!got.body.contains("secret-echo"), "{what}: {}", got.body);
    }
}

#[test]
fn an_encrypted_check_of_the_url_is_answered_with_the_decrypted_echostr() {
    for receiver in [APPID, CORPID, ""] {
        let server = with_key(receiver);
        let stamp = Stamp::new();
        let key = webot::message::envelope::AesKey::parse(AES_KEY).expect("a key");
        let echo = webot::message::envelope::encrypt(&key, [3; 16], b"1616140317555161061", receiver);
        let signature = webot::sign::callback::msg_signature(TOKEN, &stamp.timestamp, &stamp.nonce, &echo);
        let query = format!("msg_signature={signature}&timestamp={}&nonce={}", stamp.timestamp, stamp.nonce);
        assert_eq!(verify(&server, &query, &echo).ok().body, "1616140317555161061", "{receiver}");
        let wrong = query.replace("msg_signature=", "msg_signature=f");
        assert_eq!(verify(&server, &wrong, &echo).status, 401);
    }
}

#[test]
fn the_timestamp_of_a_check_of_the_url_counts_too() {
    let server = Serve::start(ECHO);
    let stamp = Stamp::at(&(now() - 660).to_string());
    assert_eq!(verify(&server, &stamp.signed(), "x").status, 403);
}

#[test]
fn an_echostr_with_equals_signs_comes_back_whole() {
    let server = Serve::start("'': yes\n");
    let got = server.get(&format!("/?{}&echostr=ab%2Bc==", Stamp::new().signed()));
    assert_eq!(got.body, "ab+c==");
}
