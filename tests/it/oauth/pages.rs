//! The login pages of the mock, as a browser and a program open them.

use serde_json::json;

use super::{APPID, SECRET, code, link, open, sent_to, value};
use crate::support::{Mock, webot};

/// `webot oauth serve` on a free port.
fn stand_in(args: &[&str]) -> Mock {
    Mock::of(webot(["oauth", "serve", "--port", "0", "--json"]).args(args.iter().copied()))
}

#[test]
fn a_page_sends_the_user_back_with_a_code_and_the_state() {
    let mock = Mock::start([]);
    for (page, scope) in [("oauth2/authorize", "snsapi_base"), ("qrconnect", "snsapi_login")] {
        let back = sent_to(&open(&mock, &link(page, scope, "")));
        assert_eq!(back.host_str(), Some("example.com"));
        assert_eq!((back.path(), back.fragment()), ("/a", Some("top")), "{back}");
        let names: Vec<String> = back.query_pairs().map(|(name, _)| name.into_owned()).collect();
        assert_eq!(names, ["b", "code", "state"], "{back}");
        assert_eq!(value(&back, "state").as_deref(), Some("abc"));
    }
}

#[test]
fn a_code_is_exchanged_once() {
    let mock = Mock::start([]);
    let code = code(&mock, "snsapi_userinfo", "");
    let exchange = |code: &str, appid: &str| {
        mock.get(&format!(
            "/sns/oauth2/access_token?appid={appid}&secret=s&code={code}&grant_type=authorization_code"
        ))
    };
    assert_eq!(exchange(&code, "wxabcdef1234567890")["errcode"], 40029);
    let tokens = exchange(&code, APPID);
    assert_eq!((&tokens["scope"], &tokens["expires_in"]), (&json!("snsapi_userinfo"), &json!(7200)));
    assert!(tokens["unionid"].is_string() && tokens["is_snapshotuser"].is_null(), "{tokens}");
    assert_eq!(exchange(&code, APPID)["errcode"], 40163);
    assert_eq!(exchange("", APPID)["errcode"], 41008);
    let text = |member: &str| tokens[member].as_str().expect("a text").to_owned();
    let (access, openid) = (text("access_token"), text("openid"));
    let user = mock.get(&format!("/sns/userinfo?access_token={access}&openid={openid}&lang=zh_CN"));
    assert_eq!(
        (&user["openid"], &user["unionid"], &user["sex"]),
        (&tokens["openid"], &tokens["unionid"], &json!(0))
    );
    let auth = |access: &str, openid: &str| {
        mock.get(&format!("/sns/auth?access_token={access}&openid={openid}"))["errcode"].clone()
    };
    assert_eq!(
        (auth(&access, &openid), auth(&access, "oOther"), auth("x", &openid)),
        (json!(0), json!(40003), json!(40001))
    );
    let refresh = |token: &str| {
        mock.get(&format!(
            "/sns/oauth2/refresh_token?appid={APPID}&grant_type=refresh_token&refresh_token={token}"
        ))
    };
    assert_eq!(refresh(&text("refresh_token"))["openid"], tokens["openid"]);
    assert_eq!((&refresh("x")["errcode"], &refresh("")["errcode"]), (&json!(40030), &json!(41003)));
    // A token of the account is none of the user.
    let own = mock.token();
    assert_eq!(mock.get(&format!("/sns/userinfo?access_token={own}&openid={openid}"))["errcode"], 40001);
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    assert_eq!(auth(&access, &openid), json!(40001));
    assert_eq!(refresh(&text("refresh_token"))["openid"], tokens["openid"]);
}

#[test]
fn the_scope_decides_about_the_details() {
    let mock = Mock::start([]);
    let code = code(&mock, "snsapi_base", "");
    let tokens = mock.get(&format!(
        "/sns/oauth2/access_token?appid={APPID}&secret=s&code={code}&grant_type=authorization_code"
    ));
    assert!(tokens["unionid"].is_null(), "{tokens}");
    let (access, openid) =
        (tokens["access_token"].as_str().expect("a token"), tokens["openid"].as_str().expect("an openid"));
    assert_eq!(mock.get(&format!("/sns/userinfo?access_token={access}&openid={openid}"))["errcode"], 48001);
}

#[test]
fn a_snapshot_page_has_a_virtual_user() {
    let exchange = |mock: &Mock, code: &str| {
        mock.get(&format!(
            "/sns/oauth2/access_token?appid={APPID}&secret={SECRET}&code={code}&grant_type=authorization_code"
        ))
    };
    let mock = Mock::start([]);
    let real = exchange(&mock, &code(&mock, "snsapi_userinfo", ""));
    let forced = exchange(&mock, &code(&mock, "snsapi_userinfo", "&forceSnapShot=true"));
    assert_eq!(forced["is_snapshotuser"], 1);
    assert!(forced["openid"] != real["openid"] && forced["unionid"] != real["unionid"], "{forced}");
    let silent = exchange(&mock, &code(&mock, "snsapi_base", "&forceSnapShot=true"));
    assert_eq!((&silent["is_snapshotuser"], &silent["openid"]), (&json!(null), &real["openid"]));
    mock.post("/__webot/state", r#"{"login":{"snapshot":true}}"#);
    assert_eq!(exchange(&mock, &code(&mock, "snsapi_userinfo", ""))["is_snapshotuser"], 1);
    let flagged = Mock::start(["--snapshot"]);
    assert_eq!(exchange(&flagged, &code(&flagged, "snsapi_userinfo", ""))["is_snapshotuser"], 1);
}

#[test]
fn a_wrong_link_opens_no_page() {
    let mock = stand_in(&["--domain", "example.com"]);
    let right = link("oauth2/authorize", "snsapi_base", "");
    for (link, shown) in [
        (right.replace("snsapi_base", ""), "10012"),
        (right.replace("snsapi_base", "snsapi_login"), "10005"),
        (right.replace("https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%23top", ""), "10013"),
        (right.replace("example.com", "www.example.com"), "10003"),
        (right.replace("=code", "=token"), "oauth-response-type"),
    ] {
        let page = open(&mock, &link);
        let text = String::from_utf8(page.body).expect("UTF-8");
        assert!(page.status == 200 && text.contains(shown) && !text.contains("webot_user"), "{link}: {text}");
    }
}

#[test]
fn the_stand_in_asks_for_the_user() {
    let mock = stand_in(&[]);
    let state = "&webot_user=1";
    let asked = link("oauth2/authorize", "snsapi_userinfo", "&x=%3Cscript%3E");
    let page = open(&mock, &asked);
    let text = String::from_utf8(page.body).expect("UTF-8");
    assert!(
        page.status == 200 && !text.contains("<script>") && text.contains("webot_user=snapshot"),
        "{text}"
    );
    let code = |choice: &str| value(&sent_to(&open(&mock, &format!("{asked}{choice}"))), "code");
    assert!(code(state).is_some() && code("&webot_user=snapshot").is_some());
    let refused = sent_to(&open(&mock, &format!("{asked}&webot_user=none")));
    assert_eq!((value(&refused, "code"), value(&refused, "state").as_deref()), (None, Some("abc")));
    assert_eq!(open(&mock, &format!("{asked}&webot_user=x")).status, 200);
    let silent = stand_in(&["--user", "2"]);
    assert_eq!(sent_to(&open(&silent, &asked)).host_str(), Some("example.com"));
}

#[test]
fn a_name_of_another_site_is_refused() {
    let mock = Mock::start([]);
    let asked = link("oauth2/authorize", "snsapi_base", "");
    let status = |host: &str| mock.ask("GET", &asked, &format!("Host: {host}\r\n"), b"").status;
    assert_eq!(
        (status("evil.example"), status("open.weixin.qq.com"), status("localhost:80")),
        (403, 302, 302)
    );
}
