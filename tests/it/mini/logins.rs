//! `mini login` and `mini phone`.

use serde_json::json;

use super::{OPENID, mini, next};
use crate::support::Webot;

#[test]
fn a_code_is_exchanged_once_and_the_key_is_hidden() {
    let home = Webot::new();
    let login = next(&home, &["login", "abc"]).stderr_has("`--show-secrets` prints it").run().json();
    assert_eq!((&login["openid"], &login["session_key"]), (&json!(OPENID), &json!("***")));
    next(&home, &["login", "abc"]).exit(1).stderr_has("40163").stderr_lacks("code=abc").run();
    let shown = next(&home, &["login", "def", "--show-secrets"]).run().json();
    assert_eq!(shown["session_key"].as_str().map(str::len), Some(24));
    mini(&["login", "-"]).stdin("ghi\n").stderr_any().run();
    mini(&["login", "a b"]).exit(1).stderr_has("40029").run();
}

#[test]
fn the_code_of_a_login_is_none_of_a_phone_number() {
    let home = Webot::new();
    next(&home, &["login", "abc"]).stderr_any().run();
    next(&home, &["phone", "abc"]).exit(1).stderr_has("40029").run();
    let phone = next(&home, &["phone", "p1"]).run().json();
    assert_eq!(phone["phone_info"]["countryCode"], "86");
    next(&home, &["phone", "p1"]).exit(1).stderr_has("40163").run();
    next(&home, &["phone", "p2", "--openid", "oOther"]).exit(1).stderr_has("40003").run();
}
