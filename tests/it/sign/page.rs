//! Signatures of web pages: JSSDK, addresses, cards.

use serde_json::{Value, json};
use webot::sign::schemes;

use super::{JSAPI, names, refused, sign, vectors};
use crate::support::{SECRET_GIVEN, webot};

#[test]
fn the_published_jsapi_signatures_are_computed() {
    for vector in vectors("jsapi_config", 4) {
        let (ticket, nonce) = (vector.get("jsapi_ticket"), vector.get("noncestr"));
        let (timestamp, url) = (vector.get("timestamp"), vector.get("url"));
        let spec = schemes::jsapi(ticket, nonce, timestamp, url);
        vector.agrees(&json!({ "signature": spec.signature(), "string_to_sign": spec.string_to_sign() }));
        if timestamp == "zxvc" {
            continue; // the command refuses it, see `a_timestamp_is_digits`
        }
        for command in ["jsapi", "agent"] {
            let args = ["--ticket", ticket, "--nonce", nonce, "--timestamp", timestamp, "--url", url];
            let signed = sign(&[&[command], &args[..]].concat());
            vector.agrees(&signed);
            webot(["sign", command, "--print", "signature"])
                .args(args)
                .stdout(format!("{}\n", vector.expected()))
                .stderr_has(SECRET_GIVEN)
                .run();
        }
    }
}

#[test]
fn the_published_address_signatures_are_computed() {
    for vector in vectors("addr_sign", 1) {
        let signed = sign(&[
            "addr",
            "--appid",
            vector.get("appid"),
            "--url",
            vector.get("url"),
            "--timestamp",
            vector.get("timestamp"),
            "--nonce",
            vector.get("noncestr"),
            "--access-token",
            vector.get("accesstoken"),
        ]);
        vector.agrees(&signed);
        assert_eq!(signed["parameters"]["addrSign"], vector.expected());
        assert_eq!(
            names(&signed["parameters"]),
            ["appId", "scope", "signType", "addrSign", "timeStamp", "nonceStr"]
        );
    }
}

#[test]
fn the_published_card_signatures_are_computed() {
    let mut old = 0;
    for vector in vectors("card_ext", 4) {
        let mut args = vec!["card"];
        if vector.input["appsecret_or_api_ticket"].is_string() {
            old += 1;
            args.extend(["--secret", vector.get("appsecret_or_api_ticket")]);
        } else {
            args.extend(["--ticket", vector.get("api_ticket")]);
        }
        for (name, flag) in [
            ("timestamp", "--timestamp"),
            ("card_id", "--card-id"),
            ("code", "--code"),
            ("nonce_str", "--nonce"),
        ] {
            if vector.input[name].is_string() {
                args.extend([flag, vector.get(name)]);
            }
        }
        let mut signed = sign(&args);
        // The document of 2014 prints capitals.
        let published = vector.expected().to_lowercase();
        assert_eq!(signed["signature"], published, "{} of {}", vector.id, vector.source);
        vector.agrees_on_string(&signed);
        let ext: Value =
            serde_json::from_str(signed["cardExt"].take().as_str().expect("a string")).expect("JSON");
        assert_eq!(ext["signature"], published);
        assert_eq!(ext["timestamp"], vector.get("timestamp"), "a string, as the documents have it");
    }
    assert_eq!(old, 1);
}

#[test]
fn the_published_choose_card_signatures_are_computed() {
    for vector in vectors("choose_card", 1) {
        let signed = sign(&[
            "choose-card",
            "--appid",
            vector.get("app_id"),
            "--ticket",
            vector.get("api_ticket"),
            "--location-id",
            vector.get("location_id"),
            "--timestamp",
            vector.get("timestamp"),
            "--nonce",
            vector.get("nonce_str"),
            "--card-id",
            vector.get("card_id"),
            "--card-type",
            vector.get("card_type"),
        ]);
        vector.agrees(&signed);
        assert_eq!(
            signed["parameters"],
            json!({
                "shopId": "1", "cardType": "GROUPON", "cardId": vector.get("card_id"), "timestamp": 1_404_896_688,
                "nonceStr": "123", "signType": "SHA1", "cardSign": vector.expected(),
            })
        );
    }
}

#[test]
fn the_fragment_is_dropped_with_a_note() {
    for command in ["jsapi", "agent"] {
        let args = ["sign", command, "--url", "https://a.cn/?x=1#/top", "--nonce", "n", "--timestamp", "1"];
        webot(args)
            .args(["--ticket", "@t", "--print", "string_to_sign"])
            .file("t", "T")
            .stdout("jsapi_ticket=T&noncestr=n&timestamp=1&url=https://a.cn/?x=1\n")
            .stderr_has("the part of the URL from # on is not signed")
            .run();
    }
    let ran = webot(["sign"]).args(JSAPI).args(["@t", "--appid", "wx1"]).file("t", "T").run();
    assert_eq!(ran.stderr, "", "nothing to note without a fragment");
}

#[test]
fn the_snippets_hold_the_computed_signature() {
    let config = |stdout: &str, call: &str| -> Value {
        let start = stdout.find(call).unwrap_or_else(|| panic!("{call}: {stdout}")) + call.len();
        let end = stdout.rfind("})").unwrap_or_else(|| panic!("{stdout}")) + 1;
        serde_json::from_str(&stdout[start..end]).unwrap_or_else(|error| panic!("{error}: {stdout}"))
    };
    let page = ["--api", "chooseImage,scanQRCode", "--debug", "--appid", "wx1"];
    let ran = webot(["sign"]).args(JSAPI).args(["t"]).args(page).stderr_has(SECRET_GIVEN).run();
    let shown = config(&ran.stdout, "wx.config(");
    let signature = sign(&[&JSAPI[..], &["t"]].concat())["signature"].take();
    assert_eq!(
        shown,
        json!({
            "debug": true, "appId": "wx1", "timestamp": 1_414_587_457, "nonceStr": "Wm3WZYTPz0wzccnW",
            "signature": signature, "jsApiList": ["chooseImage", "scanQRCode"],
        })
    );
    let ran = webot(["sign", "agent"])
        .args(&JSAPI[1..])
        .args(["t", "--agentid", "1000002", "--corpid", "ww1", "--api", "selectExternalContact"])
        .stderr_has(SECRET_GIVEN)
        .run();
    let shown = config(&ran.stdout, "wx.agentConfig(");
    assert_eq!(
        shown,
        json!({
            "corpid": "ww1", "agentid": "1000002", "timestamp": 1_414_587_457, "nonceStr": "Wm3WZYTPz0wzccnW",
            "signature": signature, "jsApiList": ["selectExternalContact"],
        })
    );
    let ran = webot(["sign", "choose-card", "--appid", "a", "--ticket", "t"]).stderr_has(SECRET_GIVEN).run();
    assert!(config(&ran.stdout, "wx.chooseCard(")["cardSign"].is_string());
    webot(["sign", "addr", "--appid", "a", "--url", "http://a.cn/", "--access-token", "t"])
        .stdout_has("editAddress")
        .stderr_has("wx.openAddress")
        .run();
}

#[test]
fn card_ext_is_json_in_a_string() {
    let card = ["card", "--card-id", "pjZ8", "--ticket", "t", "--timestamp", "1404896688", "--nonce", "123"];
    let signed = sign(&[&card[..], &["--code", "C1", "--openid", "o1", "--balance", "500"]].concat());
    assert_eq!(signed["string_to_sign"], "1231404896688500C1o1pjZ8t");
    let ext: Value = serde_json::from_str(signed["cardExt"].as_str().expect("a string")).expect("JSON");
    let mut keys = names(&ext);
    keys.sort_unstable();
    assert_eq!(keys, ["balance", "code", "nonce_str", "openid", "signature", "timestamp"]);
    assert!(ext.as_object().expect("an object").values().all(Value::is_string), "{ext}");
    let bare: Value = serde_json::from_str(sign(&card)["cardExt"].as_str().expect("a string")).expect("JSON");
    let mut keys = names(&bare);
    keys.sort_unstable();
    assert_eq!(keys, ["nonce_str", "signature", "timestamp"], "nothing empty");
    let old = sign(&["card", "--card-id", "pjZ8", "--secret", "s", "--timestamp", "1404896688"]);
    assert_eq!(old["string_to_sign"], "1404896688pjZ8s", "the rule of 2014 knew no nonce");
}

#[test]
fn an_incomplete_url_is_refused() {
    for url in
        ["/page?a=1", "example.com/page", "www.example.com", "ftp://a.cn/", "mailto:a@b.cn", "", "https://"]
    {
        refused(&["jsapi", "--ticket", "t", "--url", url], "", &["--url", "is not a complete URL"]);
        refused(&["addr", "--appid", "a", "--access-token", "t", "--url", url], "", &["--url"]);
    }
    refused(&["v3", "GET", "v3/certificates", "--mchid", "1", "--serial", "2"], "", &["URL"]);
}

#[test]
fn urls_that_a_browser_would_correct_are_refused() {
    for url in
        ["https:/e.com/a", "https:e.com/a", "https://e.com/a\r", "https://e.com/a b", " https://e.com/"]
    {
        refused(&["jsapi", "--ticket", "t", "--url", url], "", &["is not a complete URL"]);
    }
    for url in ["https:/e.com/v3/x", "//e.com/v3/x", "/v3/商户", "/v3/a b"] {
        refused(&["v3", "GET", url, "--mchid", "1", "--serial", "2"], "", &["neither a URL nor a path"]);
    }
}

#[test]
fn a_page_of_wecom_has_its_own_ticket() {
    let args = ["sign", "agent", "--url", "https://a.cn/", "--nonce", "n", "--timestamp", "1"];
    webot(args).env("WX_JSAPI_TICKET", "J").exit(3).stderr_has("WX_AGENT_TICKET").run();
    webot(args).env("WX_AGENT_TICKET", "T").stderr_has("the corpid and the agentid").run();
    let config = "{\"corpid\":\"ww1\",\"agentid\":1000002,\"agent_ticket\":\"T\"}";
    let json = webot(args).args(["--json"]).file("wx_config.json", config).run().json();
    assert_eq!((&json["config"]["corpid"], &json["config"]["agentid"]), (&json!("ww1"), &json!("1000002")));
}
