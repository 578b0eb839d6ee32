//! Accounts of the server: from flags, the configuration, the environment, or the rules file.

use serde_json::json;

use super::{CORPID, ECHO, say_sealed};
use crate::support::{
    AES_KEY, APPID, Folder, OPENID, OTHER_KEY, Serve, Stamp, TOKEN, Webot, sealed, sealed_as, text_of,
    text_push,
};

#[test]
fn the_account_may_stand_in_the_configuration_or_the_environment() {
    let config = json!({ "token": TOKEN, "appid": APPID, "encoding_aes_key": AES_KEY }).to_string();
    let of_file = Webot::serve(ECHO).open().file("wx_config.json", config).start();
    let of_env = Webot::serve(ECHO)
        .open()
        .env("WX_TOKEN", TOKEN)
        .env("WX_AES_KEY", AES_KEY)
        .env("WX_APPID", APPID)
        .start();
    for server in [of_file, of_env] {
        assert_eq!(server.say("hi").as_deref(), Some("you said hi"));
        server
            .ask("POST", &format!("/?{}", Stamp::with_token("x").signed()), text_push(OPENID, "hi"))
            .status(401);
        assert_eq!(text_of(&say_sealed(&server, &text_push(OPENID, "ho"), APPID).0), "you said ho");
        let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, CORPID);
        server.ask("POST", &format!("/?{query}"), body).status(403);
    }
}

const ACCOUNTS: &str = "accounts:
- { path: /one, token: t0ken-one, encoding_aes_key: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG, appid: wx2c2769f8efd9abc2 }
- { path: /two, token: 'env:TOKEN_TWO', encoding_aes_key: 'file:key.txt', corpid: ww1234567890abcdef, mode: safe }
- { path: /three, profile: third }
rules:
- { handler: 'you said {text}' }
";

fn accounts() -> Serve {
    let config = json!({ "profiles": { "third": { "token": "t0ken-three" } } });
    Webot::serve(ACCOUNTS)
        .open()
        .env("TOKEN_TWO", "t0ken-two")
        .file("key.txt", format!("{OTHER_KEY}\n"))
        .file("wx_config.json", config.to_string())
        .start()
}

#[test]
fn each_account_has_its_own_path_and_token() {
    let server = accounts();
    let say = |path: &str, token: &str| {
        let query = Stamp::with_token(token).signed();
        server.ask("POST", &format!("{path}?{query}"), text_push(OPENID, "hi")).status
    };
    assert_eq!([say("/one", "t0ken-one"), say("/three", "t0ken-three")], [200, 200]);
    assert_eq!([say("/one", "t0ken-two"), say("/two", "t0ken-one"), say("/three", "t0ken-one")], [401; 3]);
    assert_eq!(say("/two", "t0ken-two"), 403, "it takes only encrypted messages");
    assert_eq!(say("/", "t0ken-one"), 404);
}

#[test]
fn each_account_has_its_own_key_and_receiver() {
    let server = accounts();
    let say = |path: &str, token: &str, key: &str, receiver: &str| {
        let (query, body) = sealed_as(&Stamp::with_token(token), &text_push(OPENID, "hi"), key, receiver);
        server.ask("POST", &format!("{path}?{query}"), body).status
    };
    assert_eq!(say("/one", "t0ken-one", AES_KEY, APPID), 200);
    assert_eq!(say("/two", "t0ken-two", OTHER_KEY, CORPID), 200);
    assert_eq!(say("/two", "t0ken-two", AES_KEY, CORPID), 403);
    assert_eq!(say("/two", "t0ken-two", OTHER_KEY, APPID), 403);
}

#[test]
fn a_nonce_of_one_account_is_new_for_another() {
    let server = accounts();
    for (path, token) in [("/one", "t0ken-one"), ("/three", "t0ken-three")] {
        let stamp = Stamp { nonce: "same".to_owned(), ..Stamp::with_token(token) };
        server.ask("POST", &format!("{path}?{}", stamp.signed()), text_push(OPENID, "hi")).ok();
    }
}

#[test]
fn a_missing_value_of_an_account_is_reported_with_its_place() {
    for (account, reason) in [
        ("{ path: /a, token: 'env:NOT_SET' }", "NOT_SET"),
        ("{ path: /a, token: 'file:nowhere' }", "nowhere"),
        ("{ path: /a, encoding_aes_key: short }", "encoding_aes_key"),
        ("{ path: /a, profile: nobody }", "nobody"),
    ] {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("hi: ho\naccounts:\n- {account}\n"));
        let ran = folder.webot(["serve", "--check", "--json"]).exit(1).run();
        let found = &ran.json()[0];
        assert_eq!(found["line"], 3, "{account}: {found}");
        assert!(found["message"].as_str().is_some_and(|said| said.contains(reason)), "{account}: {found}");
    }
}

#[test]
fn an_account_that_is_named_without_a_token_is_refused() {
    for accounts in [
        "accounts: { token: 'file:empty' }\n",
        "accounts: [ { path: /a, token: abc }, { path: /b } ]\n",
        "accounts: [ { path: /a, token: abc }, { path: /b, token: 'env:NOT_SET_ANYWHERE' } ]\n",
    ] {
        let folder = Folder::new();
        folder.write("empty", "\n");
        folder.write("rules.yaml", format!("hi: ho\n{accounts}"));
        let found = folder.rule_problems();
        assert_eq!(found[0]["problem"], "secret", "{accounts}: {found:?}");
    }
}

#[test]
fn flags_of_one_account_are_refused_where_there_are_several() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: ho\naccounts: [ { path: /a, token: abc }, { path: /b, token: abd } ]\n");
    folder
        .webot(["serve", "--check", "--json", "--lang", "en", "--token", "abe"])
        .exit(1)
        .stdout_has("--token")
        .run();
}

#[test]
fn a_profile_may_demand_safe_mode() {
    let server = Webot::serve("hi: ho\naccounts: { profile: p }\n")
        .file(
            "wx_config.json",
            json!({ "profiles": { "p": { "token": TOKEN, "mode": "safe", "encoding_aes_key": AES_KEY, "appid": "wx1234567890abcdef" } } })
                .to_string(),
        )
        .open()
        .start();
    server.push(text_push(OPENID, "hi")).status(403);
}

#[test]
fn an_account_with_a_path_comes_before_one_without() {
    let rules = format!("hi: ho\naccounts: [ {{ token: other }}, {{ path: /b, token: {TOKEN} }} ]\n");
    let server = Webot::serve(&rules).open().start();
    assert_eq!(text_of(&server.push_to("/b", text_push(OPENID, "hi")).ok().body), "ho");
    server.push_to("/a", text_push(OPENID, "hi")).status(401);
}

#[test]
fn safe_mode_needs_a_key() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: ho\n");
    folder
        .webot(["serve", "--port", "0", "--token", "abc", "--mode", "safe"])
        .exit(3)
        .stderr_has("error: the EncodingAESKey is missing")
        .run();
}
