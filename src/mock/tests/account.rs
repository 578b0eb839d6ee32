//! QR codes, quotas, failures on purpose, rids, short keys, and the stored world.

use serde_json::{Value, json};

use super::MENU;
use super::wx::{Wx, text};
use crate::api::Host;
use crate::mock::Rules;

/// Returns the width of a picture in pixels, and the text that a scanner reads in it.
fn scan(picture: &[u8]) -> (usize, String) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().expect("PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let side = reader.next_frame(&mut pixels).expect("a picture").width as usize;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
    let (_, read) = image.detect_grids().first().expect("a code").decode().expect("it can be read");
    (side, read)
}

#[test]
fn qr_codes_have_bounds_and_a_picture() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let scene =
        |action: &str, scene: Value| json!({ "action_name": action, "action_info": { "scene": scene } });
    let temporary = scene("QR_SCENE", json!({ "scene_id": 123 }));
    for (body, expected) in [
        (scene("QR_SCENE", json!({ "scene_id": 0 })), 40053),
        (scene("QR_SCENE", json!({ "scene_str": "a" })), 40053),
        (scene("QR_LIMIT_SCENE", json!({ "scene_id": 100_001 })), 40053),
        (scene("QR_LIMIT_STR_SCENE", json!({ "scene_str": "" })), 40053),
        (scene("QR_LIMIT_STR_SCENE", json!({ "scene_str": "x".repeat(65) })), 40053),
        (scene("QR", json!({ "scene_id": 1 })), 40052),
        (json!({ "action_name": "QR_SCENE" }), 40053),
        (json!({ "expire_seconds": 2_592_001, "action_name": "QR_SCENE" }), 40053),
        (temporary.clone(), 0),
    ] {
        assert_eq!(wx.code(&token, "/cgi-bin/qrcode/create", &body.to_string()), expected, "{body}");
    }
    let made = wx.with(&token, "/cgi-bin/qrcode/create", &temporary.to_string());
    assert_eq!(made["expire_seconds"], 60);
    assert!(text(&made["url"]).starts_with("http://weixin.qq.com/q/"), "{made}");
    let for_ever = scene("QR_LIMIT_STR_SCENE", json!({ "scene_str": "门店" })).to_string();
    let (one, two) = (
        wx.with(&token, "/cgi-bin/qrcode/create", &for_ever),
        wx.with(&token, "/cgi-bin/qrcode/create", &for_ever),
    );
    assert!(one.get("expire_seconds").is_none(), "{one}");
    assert_eq!(one["url"], two["url"]);
    let ticket = text(&one["ticket"]);
    for ticket in [ticket.replace('+', "%2B"), ticket] {
        let picture = wx.ask("GET", Host::Mp, &format!("/cgi-bin/showqrcode?ticket={ticket}"), b"");
        assert_eq!((picture.status, picture.content_type), (200, "image/png"));
        let (side, read) = scan(&picture.body);
        assert!(side >= 280, "{side} pixels");
        assert_eq!(one["url"], read);
    }
    assert_eq!(wx.ask("GET", Host::Mp, "/cgi-bin/showqrcode?ticket=bad", b"").status, 404);
}

#[test]
fn a_quota_ends_a_day_and_can_be_cleared() {
    let mut wx = Wx::new(Rules { quotas: vec![("/cgi-bin/menu/create".to_owned(), 2)], ..Rules::default() });
    let token = text(&wx.stable(false)["access_token"]);
    let create = |wx: &mut Wx| wx.code(&token, "/cgi-bin/menu/create", MENU);
    assert_eq!([create(&mut wx), create(&mut wx), create(&mut wx)], [0, 0, 45009]);
    let path = r#"{"cgi_path":"/cgi-bin/menu/create"}"#;
    let quota = wx.with(&token, "/cgi-bin/openapi/quota/get", path);
    assert_eq!(quota["quota"], json!({ "daily_limit": 2, "used": 2, "remain": 0 }));
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/quota/get", r#"{"cgi_path":"/nowhere"}"#), 76021);
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/quota/clear", path), 0);
    assert_eq!(create(&mut wx), 0);
    let all = r#"{"appid":"wx1234567890abcdef"}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/clear_quota", r#"{"appid":"wx2"}"#), 40013);
    for _ in 1..10 {
        assert_eq!(wx.code(&token, "/cgi-bin/clear_quota", all), 0);
    }
    assert_eq!(wx.code(&token, "/cgi-bin/clear_quota", all), 48006);
    assert_eq!([create(&mut wx), create(&mut wx), create(&mut wx)], [0, 0, 45009]);
    // Midnight in China: 2023-11-15.
    wx.now_ms = 1_699_977_600_000 + 86_400_000;
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", MENU), 0);
}

#[test]
fn calls_fail_on_purpose() {
    let fail = vec!["40001@2".parse().expect("a failure"), "-1@4-5".parse().expect("a failure")];
    let mut wx = Wx::new(Rules { fail, ..Rules::default() });
    let token = wx.token();
    let codes: Vec<i64> = (0..6).map(|_| wx.works(&token)).collect();
    assert_eq!(codes, [0, 40001, 0, -1, -1, 0]);
    wx.world.merge(&json!({ "fail": ["45011@1"] })).expect("a setting");
    assert_eq!((wx.works(&token), wx.works(&token)), (45011, 0));
    for wrong in ["0@1", "40001", "40001@0", "40001@3-2", "x@1", "40001@x"] {
        assert!(wrong.parse::<crate::mock::PlannedFailure>().is_err(), "{wrong}");
    }
}

#[test]
fn a_rid_leads_to_its_request() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let body = r#"{"tag":{"name":""}}"#;
    let refused = wx.with(&token, "/cgi-bin/tags/create", body);
    let said = text(&refused["errmsg"]);
    let rid = said.rsplit(' ').next().expect("a rid");
    let found = wx.with(&token, "/cgi-bin/openapi/rid/get", &json!({ "rid": rid }).to_string());
    let request = &found["request"];
    assert_eq!(request["request_url"], "access_token=***");
    assert_eq!(request["request_body"], body);
    assert_eq!(request["response_body"], refused.to_string());
    assert_eq!(request["client_ip"], "203.0.113.7");
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/rid/get", r#"{"rid":"x"}"#), 76002);
    let unknown = r#"{"rid":"61725985-6126f6f9-040f19c4"}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/rid/get", unknown), 76001);
    let documented = r#"{"rid":"61725984-6126f6f9-040f19c4"}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/rid/get", documented), 0);
}

#[test]
fn short_keys_lead_back_until_they_end() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let made = wx.with(&token, "/cgi-bin/shorten/gen", r#"{"long_data":"数据","expire_seconds":60}"#);
    let key = json!({ "short_key": made["short_key"] }).to_string();
    wx.now_ms += 59_000;
    let data = wx.with(&token, "/cgi-bin/shorten/fetch", &key);
    assert_eq!((&data["long_data"], &data["expire_seconds"]), (&json!("数据"), &json!(1)));
    wx.now_ms += 1_000;
    assert_eq!(wx.code(&token, "/cgi-bin/shorten/fetch", &key), 40035);
}

#[test]
fn a_world_can_be_stored_and_has_no_secret_in_it() {
    let rules = Rules { secret: Some(crate::Secret::new("s3cret-of-the-test")), ..Rules::default() };
    let mut wx = Wx::new(rules);
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", MENU), 0);
    wx.stable(true);
    let stored = serde_json::to_string(&wx.world).expect("JSON");
    assert!(!stored.contains("s3cret"), "{stored}");
    wx.world = serde_json::from_str(&stored).expect("a world");
    assert!(wx.with(&token, "/cgi-bin/menu/get", "")["menu"].is_object());
    let shown = format!("{}{}", wx.world.requests(), wx.world.state(wx.now_ms));
    assert!(!shown.contains("s3cret") && !shown.contains(&token), "{shown}");
}

#[test]
fn a_million_followers_take_no_room() {
    let mut wx = Wx::new(Rules { followers: 1_000_000, ..Rules::default() });
    let token = wx.token();
    wx.with(&token, "/cgi-bin/user/get", "");
    assert!(serde_json::to_string(&wx.world).expect("JSON").len() < 4096);
}
