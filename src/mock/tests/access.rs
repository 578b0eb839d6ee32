//! Credentials, tokens, tickets, the whitelist, and the checks of every call.

use serde_json::json;

use super::MENU;
use super::wx::{Wx, code, json_of, text};
use crate::api::Host;
use crate::mock::Rules;

#[test]
fn errors_have_wechats_words_and_a_rid_of_their_own() {
    let mut wx = Wx::new(Rules::default());
    let first = wx.get("/cgi-bin/menu/get");
    assert_eq!(code(&first), 41001);
    let said = text(&first["errmsg"]);
    let rid = said.strip_prefix("access_token missing rid: ").expect("a rid");
    assert_eq!(rid.split('-').map(str::len).collect::<Vec<_>>(), [8, 8, 8], "{rid}");
    assert!(rid.starts_with(&format!("{:x}", 1_700_000_000)), "{rid}");
    assert_ne!(first, wx.get("/cgi-bin/menu/get"));
    let said = text(&wx.get("/cgi-bin/menu/get?access_token=made-up")["errmsg"]);
    assert!(said.starts_with("invalid credential, access_token is invalid or not latest"), "{said}");
    assert!(said.contains("getStableAccessToken"), "{said}");
}

#[test]
fn credentials_are_checked() {
    let rules = Rules {
        appid: Some("wx1234567890abcdef".to_owned()),
        secret: Some(crate::Secret::new("s3cret-of-the-test")),
        ..Rules::default()
    };
    let mut wx = Wx::new(rules);
    for (query, expected) in [
        ("grant_type=client_credential&secret=s", 41002),
        ("grant_type=client_credential&appid=&secret=s", 41002),
        ("grant_type=client_credential&appid=wx1", 41004),
        ("appid=wx1&secret=s", 40002),
        ("grant_type=password&appid=wx1&secret=s", 40002),
        ("grant_type=client_credential&appid=wx1&secret=s", 40013),
        ("grant_type=client_credential&appid=wx1234567890abcdef&secret=s", 40125),
        ("grant_type=client_credential&appid=wx1234567890abcdef&secret=s3cret-of-the-test&", 0),
    ] {
        assert_eq!(code(&wx.get(&format!("/cgi-bin/token?{query}"))), expected, "{query}");
    }
    assert_eq!(code(&wx.post("/cgi-bin/token", "{}")), 43001);
    assert_eq!(code(&wx.get("/cgi-bin/stable_token")), 43002);
    assert_eq!(code(&wx.post("/cgi-bin/stable_token", "")), 44002);
    assert_eq!(code(&wx.post("/cgi-bin/stable_token", "appid=wx1")), 47001);
    assert_eq!(code(&wx.stable(false)), 0);
}

#[test]
fn a_new_token_ends_the_older_after_the_overlap() {
    let mut wx = Wx::new(Rules { token_overlap_s: 10, ..Rules::default() });
    let old = wx.token();
    assert!(old.len() >= 136, "{old}");
    let new = wx.token();
    assert_ne!(old, new);
    wx.now_ms += 9_999;
    assert_eq!((wx.works(&old), wx.works(&new)), (0, 0));
    wx.now_ms += 1;
    assert_eq!((wx.works(&old), wx.works(&new)), (40001, 0));
    wx.now_ms += 7_200_000;
    assert_eq!((wx.works(&old), wx.works(&new)), (40001, 42001));
}

#[test]
fn the_stable_token_is_the_same_for_everybody_and_another_thing_than_the_token() {
    let mut wx = Wx::new(Rules { token_overlap_s: 0, ..Rules::default() });
    let first = wx.stable(false);
    assert_eq!(first["expires_in"], 7200);
    let stable = text(&first["access_token"]);
    let token = wx.token();
    assert_eq!((wx.works(&stable), wx.works(&token)), (0, 0));
    wx.now_ms += 60_000;
    let again = wx.stable(false);
    assert_eq!((text(&again["access_token"]), &again["expires_in"]), (stable.clone(), &json!(7140)));
    assert_eq!(wx.works(&token), 0, "stable_token ends no token");
    // Five minutes before its end there is a new one, and the old one lives on to its end.
    wx.now_ms += 6_840_000;
    let renewed = text(&wx.stable(false)["access_token"]);
    assert_ne!(renewed, stable);
    assert_eq!((wx.works(&stable), wx.works(&renewed)), (0, 0));
}

#[test]
fn force_refresh_works_twenty_times_a_day_and_every_thirty_seconds() {
    let mut wx = Wx::new(Rules::default());
    let first = text(&wx.stable(false)["access_token"]);
    let second = text(&wx.stable(true)["access_token"]);
    assert_ne!(first, second);
    assert_eq!((wx.works(&first), wx.works(&second)), (40001, 0), "the previous one ends at once");
    assert_eq!(code(&wx.stable(true)), 45011);
    for _ in 1..20 {
        wx.now_ms += 30_000;
        assert_eq!(code(&wx.stable(true)), 0);
    }
    wx.now_ms += 30_000;
    assert_eq!(code(&wx.stable(true)), 45009);
    assert_eq!(code(&wx.stable(false)), 0);
    wx.now_ms += 86_400_000;
    assert_eq!(code(&wx.stable(true)), 0);
}

#[test]
fn tickets_are_kept_until_they_end() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let first = wx.with(&token, "/cgi-bin/ticket/getticket?type=jsapi", "");
    assert_eq!(first["expires_in"], 7200);
    assert_ne!(wx.with(&token, "/cgi-bin/ticket/getticket?type=wx_card", "")["ticket"], first["ticket"]);
    wx.now_ms += 1_000;
    let again = wx.with(&token, "/cgi-bin/ticket/getticket?type=jsapi", "");
    assert_eq!((&again["ticket"], &again["expires_in"]), (&first["ticket"], &json!(7199)));
    assert_eq!(wx.code(&token, "/cgi-bin/ticket/getticket?type=other", ""), 40097);
    assert_eq!(wx.code(&token, "/cgi-bin/ticket/getticket", ""), 40097);
}

#[test]
fn wecom_has_tokens_of_its_own_and_its_own_words() {
    let mut wx = Wx::new(Rules { whitelist: Some(vec!["203.0.113.0/24".to_owned()]), ..Rules::default() });
    let work = |wx: &mut Wx, target: &str| json_of(&wx.ask("GET", Host::Work, target, b""));
    let token = |wx: &mut Wx, secret: &str| {
        text(&work(wx, &format!("/cgi-bin/gettoken?corpid=ww1&corpsecret={secret}"))["access_token"])
    };
    let (one, other) = (token(&mut wx, "app-one"), token(&mut wx, "app-other"));
    assert_ne!(one, other, "every app has one");
    assert_eq!(one, token(&mut wx, "app-one"));
    for (path, errcode) in [
        ("get_jsapi_ticket?", 0),
        ("ticket/get?type=agent_config&", 0),
        ("department/list?", 0),
        ("menu/get?agentid=1&", 46003),
        ("menu/get?agentid=2&", 301_002),
    ] {
        assert_eq!(code(&work(&mut wx, &format!("/cgi-bin/{path}access_token={one}"))), errcode, "{path}");
    }
    let refused = work(&mut wx, "/cgi-bin/department/list?access_token=made-up");
    assert_eq!(code(&refused), 40014);
    let said = text(&refused["errmsg"]);
    assert!(said.starts_with("invalid access_token, hint: [") && said.contains("e=40014"), "{said}");
    // A token of WeCom is none of an official account, and decides whose a path is that both have.
    assert_eq!(wx.works(&one), 40001);
    let query = [("access_token".to_owned(), one.clone())];
    assert_eq!(wx.world.host_of("/cgi-bin/menu/create", &query), Host::Work);
    assert_eq!(wx.world.host_of("/cgi-bin/menu/create", &[]), Host::Api);
    assert_eq!(wx.world.host_of("/cgi-bin/gettoken", &[]), Host::Work);
    assert_eq!(wx.world.host_of("/cgi-bin/showqrcode", &[]), Host::Mp);
    wx.from = "198.51.100.1";
    assert_eq!(code(&work(&mut wx, &format!("/cgi-bin/department/list?access_token={one}"))), 60020);
}

#[test]
fn an_address_that_is_not_in_the_whitelist_gets_no_token() {
    let allowed = ["203.0.113.7", "2001:db8::/32", "::ffff:192.0.2.1"].map(str::to_owned).to_vec();
    let mut wx = Wx::new(Rules { whitelist: Some(allowed), ..Rules::default() });
    let token = wx.token();
    for (from, expected) in [
        ("2001:db8::1", 0),
        ("192.0.2.1", 0),
        ("203.0.113.8", 40164),
        ("2001:db9::1", 40164),
        ("nobody", 40164),
    ] {
        wx.from = from;
        assert_eq!(code(&wx.stable(false)), expected, "{from}");
    }
    wx.from = "1.2.3.4";
    let said = text(&wx.stable(false)["errmsg"]);
    assert!(said.starts_with("invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: "), "{said}");
    assert_eq!(wx.works(&token), 0, "who has a token may use it from anywhere");
}

#[test]
fn the_method_and_the_body_are_checked() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", ""), 43002);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/get", "{}"), 43001);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", " "), 44002);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", "{"), 47001);
    assert_eq!(wx.code(&token, "/cgi-bin/tags/create", "[]"), 47001);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", &format!("\u{feff}{MENU}")), 40016);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/crate", ""), 40066);
    assert_eq!(
        wx.code(&token, "/cgi-bin/message/custom/business/send", "{}"),
        41009,
        "known, and without state"
    );
    assert_eq!(
        wx.code(&token, "/cgi-bin/callback/check", r#"{"action":"all","check_operator":"DEFAULT"}"#),
        0
    );
    assert_eq!(wx.code(&token, "/cgi-bin/message/custom/business/send", ""), 43002);
    assert_eq!(code(&wx.post("/cgi-bin/message/custom/business/send", "{}")), 41001);
    assert_eq!(code(&wx.get("/v3/certificates")), 40066);
}
