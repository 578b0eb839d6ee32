//! `webot sign`: every published signature through the real binary, what is built around them, and bad input.

use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use webot::sign::{Digest, Form, Order, Part, SignatureSpec, schemes};

use crate::support::{SECRET_GIVEN, key_pair, pem, pkcs8, webot};

/// A signature that somebody published, with the string that is signed where that was published too.
#[derive(Deserialize)]
struct Vector {
    id: String,
    kind: String,
    input: Value,
    expected: Value,
    string_to_sign: Option<String>,
    string_to_verify: Option<String>,
    source: String,
}

impl Vector {
    fn get(&self, name: &str) -> &str {
        self.input[name].as_str().unwrap_or_else(|| panic!("{name} of {}", self.id))
    }

    fn expected(&self) -> &str {
        self.expected.as_str().expect("a string")
    }

    /// Both halves of a JSON answer are the published ones.
    #[track_caller]
    fn agrees(&self, signed: &Value) {
        assert_eq!(signed["signature"], self.expected(), "{} of {}", self.id, self.source);
        self.agrees_on_string(signed);
    }

    #[track_caller]
    fn agrees_on_string(&self, signed: &Value) {
        let string = self.string_to_sign.as_deref().expect("string_to_sign");
        assert_eq!(signed["string_to_sign"], string, "{} of {}", self.id, self.source);
    }
}

/// The vectors of this kind, of which there are so many.
#[track_caller]
fn vectors(kind: &str, count: usize) -> Vec<Vector> {
    let all: Vec<Vector> = serde_json::from_str(include_str!("../data/vectors/jssdk.json")).expect("vectors");
    let found: Vec<Vector> = all.into_iter().filter(|vector| vector.kind == kind).collect();
    assert_eq!(found.len(), count, "{kind}");
    found
}

/// `webot sign … --json`.
#[track_caller]
fn sign(args: &[&str]) -> Value {
    webot(["sign"]).args(args).args(["--json"]).stderr_any().run().json()
}

/// The same with this on standard input.
#[track_caller]
fn sign_with(args: &[&str], stdin: &str) -> Value {
    webot(["sign"]).args(args).args(["--json"]).stdin(stdin).stderr_any().run().json()
}

const JSAPI: [&str; 8] = [
    "jsapi",
    "--url",
    "https://example.com/a?b=1",
    "--nonce",
    "Wm3WZYTPz0wzccnW",
    "--timestamp",
    "1414587457",
    "--ticket",
];

#[track_caller]
fn verify(pair: &KeyPair, message: &str, signature: &Value) {
    let signature = STANDARD.decode(signature.as_str().expect("a signature")).expect("base64");
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref())
        .verify(message.as_bytes(), &signature)
        .expect("the signature is right");
}

fn names(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

// Published vectors.

#[test]
fn jsapi_config() {
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
fn addr_sign() {
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
fn card_ext() {
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
fn choose_card() {
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
fn pay_package() {
    for vector in vectors("pay_package", 2) {
        let args = ["package", "--partner-key", vector.get("partner_key")];
        let params = vector.input["params"].as_object().expect("an object");
        let signed = sign_with(&args, &vector.input["params"].to_string());
        match vector.expected().split_once("&sign=") {
            Some((_, signature)) => {
                assert_eq!(signed["package"], vector.expected(), "{} of {}", vector.id, vector.source);
                assert_eq!(signed["signature"], signature);
            }
            None => assert_eq!(signed["signature"], vector.expected(), "{} of {}", vector.id, vector.source),
        }
        let pairs: Vec<String> =
            params.iter().map(|(name, value)| format!("{name}={}", value.as_str().expect("text"))).collect();
        // The published fields are in their order already.
        let string = format!("{}&key={}", pairs.join("&"), vector.get("partner_key"));
        assert_eq!(signed["string_to_sign"], string, "{}", vector.id);
        let mut with_flags = webot(["sign"]).args(args).args(["--json"]);
        for pair in pairs.iter().rev() {
            with_flags = with_flags.args(["--field", pair]);
        }
        assert_eq!(with_flags.stderr_has(SECRET_GIVEN).run().json()["signature"], signed["signature"]);
    }
}

#[test]
fn a_package_encodes_a_blank_as_percent_20() {
    let signed = sign(&[
        "package",
        "--partner-key",
        "k",
        "--field",
        "body=a b+c*d~e",
        "--field",
        "attach=",
        "--field",
        "notify_url=http://q.cn/x?y=1&z=2",
    ]);
    assert_eq!(signed["string_to_sign"], "body=a b+c*d~e&notify_url=http://q.cn/x?y=1&z=2&key=k");
    let package = signed["package"].as_str().expect("a string");
    assert!(
        package.starts_with("body=a%20b%2Bc%2Ad~e&notify_url=http%3A%2F%2Fq.cn%2Fx%3Fy%3D1%26z%3D2&sign="),
        "{package}"
    );
}

#[test]
fn pay_sign_sha1_and_native() {
    for vector in vectors("pay_sign_sha1", 2).into_iter().chain(vectors("pay_native_sign", 1)) {
        let mut fields = vector.input.clone();
        fields.as_object_mut().expect("an object").remove("appkey");
        let signed = sign_with(&["pay-sign", "--app-key", vector.get("appkey")], &fields.to_string());
        vector.agrees(&signed);
        // The page's casing of the names leads to the same.
        let mut page = serde_json::Map::new();
        for (name, value) in fields.as_object().expect("an object") {
            let name = match name.as_str() {
                "appid" => "appId",
                "noncestr" => "nonceStr",
                "timestamp" => "timeStamp",
                name => name,
            };
            page.insert(name.to_owned(), value.clone());
        }
        let page = Value::Object(page).to_string();
        vector.agrees(&sign_with(&["pay-sign", "--app-key", vector.get("appkey")], &page));
    }
}

#[test]
fn pay_v2_sign() {
    for vector in vectors("pay_v2_sign", 4) {
        let args = ["pay", "--key", vector.get("key"), "--type", vector.get("sign_type")];
        let params = vector.input["params"].as_object().expect("an object");
        let text = |value: &Value| value.as_str().expect("a string").to_owned();
        let signed = sign_with(&args, &vector.input["params"].to_string());
        vector.agrees(&signed);
        let elements: Vec<String> = params
            .iter()
            .rev()
            .map(|(name, value)| format!("<{name}><![CDATA[{}]]></{name}>", text(value)))
            .collect();
        vector.agrees(&sign_with(&args, &format!("<xml>\n{}\n</xml>\n", elements.join("\n"))));
        let mut with_flags = webot(["sign"]).args(args).args(["--json"]);
        for (name, value) in params.iter().rev() {
            with_flags = with_flags.args(["--field", &format!("{name}={}", text(value))]);
        }
        vector.agrees(&with_flags.stderr_has(SECRET_GIVEN).run().json());
        // Neither an empty field nor an old signature takes part.
        let mut more = params.clone();
        more.insert("attach".to_owned(), json!(""));
        more.insert("sign".to_owned(), json!("0CB01533B8C1EF103065174F50BCA001"));
        vector.agrees(&sign_with(&args, &Value::Object(more).to_string()));
    }
}

#[test]
fn the_signed_xml_is_printed() {
    let args = ["pay", "--key", "k", "--field", "body=a<b&c", "--field", "sign=OLD"];
    let signed = sign(&args);
    let sign_value = signed["signature"].as_str().expect("a signature");
    webot(["sign"])
        .args(args)
        .args(["--xml"])
        .stdout_has("<body><![CDATA[a<b&c]]></body>")
        .stdout_has(format!("<sign><![CDATA[{sign_value}]]></sign>"))
        .stdout_lacks("OLD")
        .stderr_has(SECRET_GIVEN)
        .run();
    let printed = webot(["sign"])
        .args(args)
        .args(["--print", "xml"])
        .stdout_starts("<xml>")
        .stderr_has(SECRET_GIVEN)
        .run();
    // The document itself can be signed again to the same.
    assert_eq!(sign_with(&["pay", "--key", "k"], &printed.stdout)["signature"], sign_value);
}

#[test]
fn the_field_sign_type_says_which_hash() {
    let signed = sign(&["pay", "--key", "k", "--field", "sign_type=HMAC-SHA256"]);
    assert_eq!(signed["signature"].as_str().map(str::len), Some(64));
    assert_eq!(signed["string_to_sign"], "sign_type=HMAC-SHA256&key=k");
}

#[test]
fn xpay_sign() {
    for vector in vectors("xpay_sign", 1) {
        let (body, uri) = (vector.get("body"), vector.get("uri"));
        let pay = sign_with(&["xpay", "--app-key", vector.get("app_key"), "--uri", uri], body);
        assert_eq!(pay["signature"], vector.expected["pay_sig"], "{}", vector.source);
        assert_eq!(pay["pay_sig"], vector.expected["pay_sig"]);
        assert_eq!(pay["string_to_sign"], format!("{uri}&{body}"));
        for args in [["xpay", "--session-key"], ["session", "--session-key"]] {
            let mut args = [args[0], args[1], vector.get("session_key"), "--data", body].to_vec();
            if args[0] == "session" {
                args.push("--hmac");
            }
            let signed = sign(&args);
            assert_eq!(signed["signature"], vector.expected["signature"], "{}", vector.source);
            assert_eq!(signed["string_to_sign"], body);
        }
    }
}

#[test]
fn wxa_rawdata() {
    for vector in vectors("wxa_rawdata", 2) {
        let raw = vector.get("raw_data");
        // A shell adds the line break.
        let signed = sign_with(&["session", "--session-key", vector.get("session_key")], &format!("{raw}\n"));
        assert_eq!(signed["signature"], vector.expected(), "{} of {}", vector.id, vector.source);
        assert_eq!(signed["string_to_sign"], format!("{raw}{}", vector.get("session_key")));
        assert_eq!(signed["inputs"], json!({ "rawData": raw }));
    }
}

#[test]
fn sorted_concatenations() {
    let parts = |vector: &Vector| -> Vec<Part> {
        let parts = vector.input["parts"].as_array().expect("parts");
        parts.iter().rev().map(|part| Part::new("", part.as_str().expect("text"))).collect()
    };
    for vector in vectors("sorted_concat", 1) {
        assert_eq!(
            SignatureSpec::sorted_values(parts(&vector)).signature(),
            vector.expected(),
            "{}",
            vector.source
        );
    }
    for vector in vectors("sorted_concat_ampersand", 1) {
        // No rule joins values by `&`; the vector is one of the digest.
        let spec = SignatureSpec::joined(vec![Part::new("", "123&345")]);
        assert_eq!(spec.signature(), vector.expected(), "{}", vector.source);
    }
}

/// No command computes it any more (midas 1.0 was replaced by xpay); the rule is a scheme all the same.
#[test]
fn midas_sign() {
    for vector in vectors("midas_sign", 1) {
        let params = vector.input["params"].as_object().expect("an object");
        let mut parts: Vec<Part> =
            params.iter().map(|(name, value)| Part::new(name, value.as_str().expect("text"))).collect();
        parts.extend([Part::new("org_loc", vector.get("uri")), Part::new("method", "POST")]);
        let spec = SignatureSpec {
            form: Form::Pairs,
            order: Order::Given,
            digest: Digest::HmacSha256,
            key: vector.get("secret").to_owned(),
            key_name: "secret",
            ..SignatureSpec::joined(parts)
        };
        vector.agrees(&json!({ "signature": spec.signature(), "string_to_sign": spec.string_to_sign() }));
    }
}

#[test]
fn v3_request_string() {
    let (pair, pem) = key_pair();
    for vector in vectors("v3_request_string", 2) {
        let url = vector.input["url"].as_str().unwrap_or_else(|| vector.get("canonical_url"));
        let signed = webot(["sign", "v3", vector.get("method"), url, "--mchid", "1900009191"])
            .args(["--serial", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C", "--private-key", "k.pem"])
            .args(["--timestamp", vector.get("timestamp"), "--nonce", vector.get("nonce"), "--json"])
            .file("k.pem", &pem)
            .run()
            .json();
        assert_eq!(signed["string_to_sign"], vector.expected(), "{} of {}", vector.id, vector.source);
        verify(&pair, vector.expected(), &signed["signature"]);
        let authorization = format!(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\",nonce_str=\"{}\",timestamp=\"{}\",serial_no=\"1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C\",signature=\"{}\"",
            vector.get("nonce"),
            vector.get("timestamp"),
            signed["signature"].as_str().expect("a signature"),
        );
        assert_eq!(signed["authorization"], authorization);
    }
}

#[test]
fn v3_rsa_sign() {
    let vectors = vectors("v3_rsa_sign", 2);
    for vector in &vectors {
        if vector.string_to_sign.is_some() {
            let spec = schemes::pay_v3_request(
                vector.get("method"),
                vector.get("canonical_url"),
                vector.get("timestamp"),
                vector.get("nonce_str"),
                vector.get("body"),
            );
            vector.agrees_on_string(&json!({ "string_to_sign": spec.string_to_sign() }));
        } else {
            let pem = vector.get("public_key");
            let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
            let der = STANDARD.decode(der).expect("base64");
            let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der);
            let signature = STANDARD.decode(vector.expected()).expect("base64");
            assert!(key.verify(vector.get("message").as_bytes(), &signature).is_ok(), "{}", vector.source);
            assert!(key.verify(b"sourcf", &signature).is_err());
        }
    }
}

#[test]
fn v3_notification() {
    let (pair, pem) = key_pair();
    for vector in vectors("v3_notification", 1) {
        let header = |name: &str| vector.input["headers"][name].as_str().expect("a header");
        let signed = webot(["sign", "notify", "--private-key", "k.pem", "--json"])
            .args(["--timestamp", header("Wechatpay-Timestamp"), "--nonce", header("Wechatpay-Nonce")])
            .file("k.pem", &pem)
            .stdin(vector.get("body"))
            .run()
            .json();
        let string = vector.string_to_verify.as_deref().expect("string_to_verify");
        assert_eq!(signed["string_to_sign"], string, "{}", vector.source);
        verify(&pair, string, &signed["signature"]);
    }
}

#[derive(Deserialize)]
struct Callback {
    token: String,
    timestamp: String,
    nonce: String,
    encrypt: Option<String>,
    signature: String,
    source: String,
}

#[test]
fn signature_and_msg_signature() {
    let vectors: Vec<Callback> =
        serde_json::from_str(include_str!("../data/vectors/signature.json")).expect("vectors");
    assert!(vectors.len() >= 12);
    for vector in vectors {
        let mut parts = vec![&*vector.token, &*vector.timestamp, &*vector.nonce];
        parts.extend(vector.encrypt.as_deref());
        parts.sort_unstable();
        if vector.timestamp == "timestamp" {
            let encrypt = vector.encrypt.as_deref();
            let spec = schemes::callback(&vector.token, &vector.timestamp, &vector.nonce, encrypt);
            assert_eq!(spec.signature(), vector.signature, "{}", vector.source);
            continue;
        }
        let mut args = vec!["message", "--token", &vector.token, "--timestamp", &vector.timestamp];
        args.extend(["--nonce", &vector.nonce]);
        args.extend(vector.encrypt.iter().flat_map(|encrypt| ["--encrypt", encrypt]));
        let signed = sign(&args);
        assert_eq!(signed["signature"], vector.signature, "{}", vector.source);
        assert_eq!(signed["string_to_sign"], parts.concat(), "{}", vector.source);
        let check =
            webot(["sign"]).args(&args).args(["--check", &vector.signature]).stderr_has(SECRET_GIVEN).run();
        assert!(!check.stdout.is_empty());
    }
}

// What is printed.

#[test]
fn the_string_and_the_signature_stand_on_lines_of_their_own() {
    let ran = webot(["sign"]).args(JSAPI).args(["ticket"]).stderr_has(SECRET_GIVEN).run();
    let string =
        "jsapi_ticket=ticket&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=https://example.com/a?b=1";
    assert!(ran.stdout.lines().any(|line| line == string), "{}", ran.stdout);
    let signature = sign(&[&JSAPI[..], &["ticket"]].concat())["signature"].as_str().expect("text").to_owned();
    assert!(ran.stdout.lines().any(|line| line == signature), "{}", ran.stdout);
}

#[test]
fn any_field_can_be_printed_alone() {
    let print = |field: &str| {
        webot(["sign"])
            .args(JSAPI)
            .args(["ticket", "--print", field])
            .stderr_has(SECRET_GIVEN)
            .run()
            .stdout
            .trim_end()
            .to_owned()
    };
    assert_eq!(print("signature").len(), 40);
    assert_eq!(
        print("string_to_sign"),
        "jsapi_ticket=ticket&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=https://example.com/a?b=1"
    );
    assert_eq!(print("noncestr"), "Wm3WZYTPz0wzccnW");
    let config: Value = serde_json::from_str(&print("config")).expect("JSON");
    assert_eq!(config["nonceStr"], "Wm3WZYTPz0wzccnW");
    webot(["sign"])
        .args(JSAPI)
        .args(["ticket", "--print", "signatur"])
        .exit(2)
        .stderr_has("`signatur`")
        .stderr_has("signature")
        .stdout("")
        .run();
    webot(["sign"])
        .args(JSAPI)
        .args(["ticket", "--print", "ticket"])
        .exit(2)
        .stdout("")
        .stderr_has(SECRET_GIVEN)
        .run();
}

#[test]
fn quiet_still_prints_what_was_asked_for() {
    let ran = webot(["sign"]).args(JSAPI).args(["ticket", "--print", "signature", "--quiet"]).run();
    assert_eq!(ran.stdout.trim_end().len(), 40, "{}", ran.stdout);
}

#[test]
fn missing_nonce_and_timestamp_are_made() {
    let args = ["jsapi", "--url", "https://example.com/", "--ticket", "t"];
    let (first, second) = (sign(&args), sign(&args));
    let nonce = |signed: &Value| signed["inputs"]["noncestr"].as_str().expect("a nonce").to_owned();
    assert_eq!(nonce(&first).len(), 16);
    assert!(nonce(&first).bytes().all(|byte| byte.is_ascii_alphanumeric()));
    assert_ne!(nonce(&first), nonce(&second));
    let timestamp = first["inputs"]["timestamp"].as_str().expect("a timestamp");
    assert!(timestamp.len() == 10 && timestamp.parse::<u64>().is_ok_and(|now| now > 1_700_000_000));
    assert_eq!(first["config"]["timestamp"], timestamp.parse::<u64>().expect("a number"));
    for args in [
        &["message", "--token", "t"][..],
        &["card", "--card-id", "c", "--ticket", "t"],
        &["choose-card", "--appid", "a", "--ticket", "t"],
        &["addr", "--appid", "a", "--url", "http://a.cn/", "--access-token", "t"],
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "k"],
        &["agent", "--url", "http://a.cn/", "--ticket", "t"],
    ] {
        let inputs = sign(args)["inputs"].take();
        let nonce = ["noncestr", "nonce", "nonce_str"].iter().find_map(|name| inputs[*name].as_str());
        assert_eq!(nonce.map(str::len), Some(16), "{args:?}: {inputs}");
        assert_eq!(inputs["timestamp"].as_str().map(str::len), Some(10), "{args:?}: {inputs}");
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
            .stderr_has("the part from # on is not signed")
            .run();
    }
    let ran = webot(["sign"]).args(JSAPI).args(["@t", "--appid", "wx1"]).file("t", "T").run();
    assert_eq!(ran.stderr, "", "nothing to note without a fragment");
}

#[test]
fn ready_snippets() {
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
fn jspay_in_exact_casing() {
    let args =
        ["jspay", "--prepay-id", "wx26", "--appid", "wx1", "--timestamp", "1490840662", "--nonce", "5K8"];
    let signed = sign(&[&args[..], &["--key", "secret"]].concat());
    assert_eq!(
        signed["string_to_sign"],
        "appId=wx1&nonceStr=5K8&package=prepay_id=wx26&signType=MD5&timeStamp=1490840662&key=secret"
    );
    assert_eq!(
        signed["parameters"],
        json!({
            "appId": "wx1", "timeStamp": "1490840662", "nonceStr": "5K8", "package": "prepay_id=wx26",
            "signType": "MD5", "paySign": signed["signature"],
        })
    );
    assert_eq!(
        names(&signed["parameters"]),
        ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"]
    );
    let hmac = sign(&[&args[..], &["--key", "secret", "--type", "HMAC-SHA256"]].concat());
    assert_eq!(hmac["parameters"]["signType"], "HMAC-SHA256");
    assert_eq!(hmac["signature"].as_str().map(str::len), Some(64));
    let prefixed = sign(&[
        "jspay",
        "--prepay-id",
        "prepay_id=wx26",
        "--appid",
        "wx1",
        "--timestamp",
        "1490840662",
        "--nonce",
        "5K8",
        "--key",
        "secret",
    ]);
    assert_eq!(prefixed["signature"], signed["signature"], "the prefix is there once");
    let app = sign(&[&args[..], &["--key", "secret", "--app", "--mchid", "1900000109"]].concat());
    assert_eq!(
        app["string_to_sign"],
        "appid=wx1&noncestr=5K8&package=Sign=WXPay&partnerid=1900000109&prepayid=wx26&timestamp=1490840662&key=secret"
    );
    assert_eq!(
        app["parameters"],
        json!({
            "appid": "wx1", "partnerid": "1900000109", "prepayid": "wx26", "package": "Sign=WXPay",
            "noncestr": "5K8", "timestamp": "1490840662", "sign": app["signature"],
        })
    );
}

#[test]
fn jspay_of_v3_verifies_with_the_public_key() {
    let (pair, pem) = key_pair();
    let run = |more: &[&str]| {
        webot(["sign", "jspay", "--prepay-id", "wx26", "--appid", "wx1", "--timestamp", "1490840662"])
            .args(["--nonce", "5K8", "--private-key", "k.pem", "--json"])
            .args(more)
            .file("k.pem", &pem)
            .run()
            .json()
    };
    let signed = run(&[]);
    assert_eq!(signed["string_to_sign"], "wx1\n1490840662\n5K8\nprepay_id=wx26\n");
    verify(&pair, "wx1\n1490840662\n5K8\nprepay_id=wx26\n", &signed["signature"]);
    assert_eq!(signed["parameters"]["signType"], "RSA");
    assert_eq!(signed["parameters"]["paySign"], signed["signature"]);
    let app = run(&["--app", "--mchid", "1900000109"]);
    assert_eq!(app["string_to_sign"], "wx1\n1490840662\n5K8\nwx26\n");
    verify(&pair, "wx1\n1490840662\n5K8\nwx26\n", &app["signature"]);
    assert_eq!(app["parameters"]["sign"], app["signature"]);
}

#[test]
fn keys_of_every_writing() {
    let (pair, pkcs8_pem) = key_pair();
    // The RSAPrivateKey is what PKCS#8 wraps in 26 bytes.
    let pkcs1_pem = pem("RSA PRIVATE KEY", &pkcs8(&pair)[26..]);
    let pasted = pkcs8_pem.trim_end().replace('\n', "\\n");
    let with_windows_ends = pkcs8_pem.replace('\n', "\r\n");
    let pasted_pkcs1 = pkcs1_pem.replace('\n', "\\n");
    let with_mark = format!("\u{feff}{pkcs8_pem}");
    let texts = [pkcs8_pem, pkcs1_pem, pasted, pasted_pkcs1, with_windows_ends, with_mark];
    for (position, text) in texts.iter().enumerate() {
        let signed = webot(["sign", "v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2"])
            .args(["--private-key", "k.pem", "--json"])
            .file("k.pem", text)
            .stderr_any()
            .run();
        assert_eq!(signed.code, 0, "writing {position}: {}", signed.stderr);
        let signed = signed.json();
        verify(&pair, signed["string_to_sign"].as_str().expect("text"), &signed["signature"]);
    }
}

#[test]
fn the_url_of_a_v3_request_is_signed_from_its_path_on() {
    let (pair, pem) = key_pair();
    let run = |url: &str, body: &str| {
        webot(["sign", "v3", "post", url, "--mchid", "1", "--serial", "2", "--body", "-"])
            .args(["--private-key", "k.pem", "--timestamp", "3", "--nonce", "4", "--json"])
            .file("k.pem", &pem)
            .stdin(body)
            .run()
            .json()
    };
    for (url, path) in [
        ("https://api.mch.weixin.qq.com/v3/a?b=c%2Fd&e=", "/v3/a?b=c%2Fd&e="),
        ("https://api.mch.weixin.qq.com", "/"),
        ("https://api.mch.weixin.qq.com?a=1", "/?a=1"),
        ("https://api.mch.weixin.qq.com:443/v3/a#b", "/v3/a"),
        ("/v3/a?b=1", "/v3/a?b=1"),
    ] {
        let signed = run(url, "{\"a\": \"中\"}\n");
        let string = format!("POST\n{path}\n3\n4\n{{\"a\": \"中\"}}\n\n");
        assert_eq!(signed["string_to_sign"], string, "{url}");
        verify(&pair, &string, &signed["signature"]);
    }
}

#[test]
fn a_notification_is_signed_with_a_generated_key() {
    let body = "{\"id\":\"1\",\"中\":\"文\"}\n";
    let signed = webot(["sign", "notify", "--json"]).stdin(body).run();
    let signed = signed.json();
    let headers = &signed["headers"];
    let text = |name: &str| headers[name].as_str().unwrap_or_else(|| panic!("{name}: {headers}"));
    assert_eq!(text("Wechatpay-Signature-Type"), "WECHATPAY2-SHA256-RSA2048");
    assert!(!text("Wechatpay-Serial").is_empty());
    let string = format!("{}\n{}\n{body}\n", text("Wechatpay-Timestamp"), text("Wechatpay-Nonce"));
    assert_eq!(signed["string_to_sign"], string);
    let signature = STANDARD.decode(text("Wechatpay-Signature")).expect("base64");
    let pem = signed["public_key"].as_str().expect("a key");
    let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &STANDARD.decode(der).expect("base64"))
        .verify(string.as_bytes(), &signature)
        .expect("the signature is right");
    let ran = webot(["sign", "notify"]).stdin(body).stderr_has("made for this run").run();
    let shown = ran.stdout;
    assert!(
        shown.contains("-----BEGIN PUBLIC KEY-----") && shown.contains("Wechatpay-Signature: "),
        "{shown}"
    );
    assert!(!shown.contains("PRIVATE"), "{shown}");
}

#[test]
fn a_notification_is_signed_with_a_given_key() {
    let (pair, pem) = key_pair();
    let signed =
        webot(["sign", "notify", "--private-key", "k.pem", "--serial", "5157F09EFDC096DE", "--json"])
            .args(["--body", "b.json", "--timestamp", "5", "--nonce", "6"])
            .file("k.pem", &pem)
            .file("b.json", "{}")
            .run()
            .json();
    verify(&pair, "5\n6\n{}\n", &signed["headers"]["Wechatpay-Signature"]);
    assert_eq!(signed["headers"]["Wechatpay-Serial"], "5157F09EFDC096DE");
    assert!(signed.get("public_key").is_none());
}

// Secrets.

#[test]
fn secrets_come_from_a_file_stdin_or_the_environment() {
    let expected = sign(&[&JSAPI[..], &["ticket"]].concat());
    let file = webot(["sign"]).args(JSAPI).args(["@t.txt", "--json"]).file("t.txt", "ticket\n").run();
    let stdin = webot(["sign"]).args(JSAPI).args(["-", "--json"]).stdin("ticket\r\n").run();
    let env = webot(["sign"]).args(&JSAPI[..7]).args(["--json"]).env("WX_JSAPI_TICKET", "ticket").run();
    for ran in [file, stdin, env] {
        assert_eq!(ran.json(), expected);
        assert_eq!(ran.stderr, "", "nothing to warn about");
    }
}

#[test]
fn a_secret_on_the_command_line_is_warned_about_once_and_never_printed() {
    let warning = "shell's history";
    let ran = webot(["sign"]).args(JSAPI).args(["TICKET", "--other-ticket", "OTHER"]).stderr_any().run();
    assert_eq!(ran.stderr.matches(warning).count(), 1, "{}", ran.stderr);
    for args in [
        &["message", "--token", "SeCrEt"][..],
        &["jsapi", "--url", "http://a.cn/", "--ticket", "SeCrEt"],
        &["agent", "--url", "http://a.cn/", "--ticket", "SeCrEt"],
        &["addr", "--appid", "a", "--url", "http://a.cn/", "--access-token", "SeCrEt"],
        &["card", "--card-id", "c", "--ticket", "SeCrEt"],
        &["card", "--card-id", "c", "--secret", "SeCrEt"],
        &["choose-card", "--appid", "a", "--ticket", "SeCrEt"],
        &["choose-card", "--appid", "a", "--secret", "SeCrEt"],
        &["package", "--partner-key", "SeCrEt", "--field", "a=1"],
        &["pay-sign", "--app-key", "SeCrEt", "--field", "a=1"],
        &["pay", "--key", "SeCrEt", "--field", "a=1"],
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "SeCrEt"],
        &["session", "--session-key", "SeCrEt", "--data", "{}"],
        &["xpay", "--app-key", "SeCrEt", "--data", "{}"],
        &["xpay", "--session-key", "SeCrEt", "--data", "{}"],
    ] {
        let ran = webot(["sign"]).args(args).stderr_lacks("SeCrEt").run();
        assert_eq!(ran.stderr.matches(warning).count(), 1, "{args:?}: {}", ran.stderr);
        let ran = webot(["sign"]).args(args).args(["--json"]).stderr_lacks("SeCrEt").run();
        let mut json = ran.json();
        assert!(json["signature"].is_string() && json["inputs"].is_object(), "{args:?}: {json}");
        assert_eq!(ran.stderr.matches(warning).count(), 1, "{args:?}: {}", ran.stderr);
        assert!(
            serde_json::from_str::<Value>(&ran.stderr).expect("one document")["warnings"][0].is_string(),
            "{args:?}"
        );
        // The string holds it by its nature; nothing else does.
        json.as_object_mut().expect("an object").remove("string_to_sign");
        assert!(!json.to_string().contains("SeCrEt"), "{args:?}: {json}");
    }
}

#[test]
fn a_missing_secret_is_named_with_its_flag_and_variable() {
    for (args, flag, variable) in [
        (&["message"][..], "--token", "WX_TOKEN"),
        (&["jsapi", "--url", "http://a.cn/"], "--ticket", "WX_JSAPI_TICKET"),
        (&["agent", "--url", "http://a.cn/"], "--ticket", "WX_AGENT_TICKET"),
        (&["addr", "--appid", "a", "--url", "http://a.cn/"], "--access-token", "WX_ACCESS_TOKEN"),
        (&["card", "--card-id", "c"], "--ticket", "WX_CARD_TICKET"),
        (&["choose-card", "--appid", "a"], "--ticket", "WX_CARD_TICKET"),
        (&["package", "--field", "a=1"], "--partner-key", "WX_PARTNER_KEY"),
        (&["pay-sign", "--field", "a=1"], "--app-key", "WX_APP_KEY"),
        (&["pay", "--field", "a=1"], "--key", "WX_PAY_KEY"),
        (&["jspay", "--prepay-id", "p", "--appid", "a"], "--key", "WX_PAY_KEY"),
        (&["session", "--data", "{}"], "--session-key", "WX_SESSION_KEY"),
        (&["xpay", "--data", "{}"], "--app-key", "WX_APP_KEY"),
    ] {
        webot(["sign"]).args(args).exit(3).stderr_has(flag).stderr_has(variable).stdout("").run();
        let ran = webot(["sign"]).args(args).env(variable, "VALUE").stderr_any().run();
        assert!(!ran.stdout.is_empty(), "{args:?}");
    }
    webot(["sign", "v3", "GET", "/", "--mchid", "1", "--serial", "2"])
        .exit(3)
        .stderr_has("--private-key")
        .stderr_lacks("notification")
        .run();
}

// Bad input.

#[track_caller]
fn refused(args: &[&str], stdin: &str, said: &[&str]) {
    webot(["sign"]).args(args).stdin(stdin).exit(2).stdout("").stderr_has_all(said).run();
}

#[test]
fn a_url_is_whole() {
    for url in
        ["/page?a=1", "example.com/page", "www.example.com", "ftp://a.cn/", "mailto:a@b.cn", "", "https://"]
    {
        refused(&["jsapi", "--ticket", "t", "--url", url], "", &["--url", "is not a whole URL"]);
        refused(&["addr", "--appid", "a", "--access-token", "t", "--url", url], "", &["--url"]);
    }
    refused(&["v3", "GET", "v3/certificates", "--mchid", "1", "--serial", "2"], "", &["URL"]);
}

#[test]
fn a_timestamp_is_digits() {
    for timestamp in ["zxvc", "1414587457.5", "-1", "", "2024-01-01", " 1414587457", "１４１４５８７４５７"]
    {
        let flag = format!("--timestamp={timestamp}");
        for args in [
            &["jsapi", "--url", "http://a.cn/", "--ticket", "t"][..],
            &["message", "--token", "t"],
            &["card", "--card-id", "c", "--ticket", "t"],
            &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "k"],
        ] {
            refused(&[args, &[&flag]].concat(), "", &["--timestamp", "is not a time in seconds"]);
        }
    }
}

#[test]
fn a_timestamp_in_milliseconds_is_warned_about() {
    let args = [
        "sign",
        "jsapi",
        "--appid",
        "wx1",
        "--url",
        "http://a.cn/",
        "--ticket",
        "@t",
        "--nonce",
        "n",
        "--timestamp",
    ];
    webot(args)
        .args(["1414587457123"])
        .file("t", "T")
        .stderr_has("13 digits")
        .stderr_has("milliseconds")
        .run();
    let ran = webot(args).args(["1414587457"]).file("t", "T").run();
    assert_eq!(ran.stderr, "");
}

#[test]
fn a_certificate_is_no_private_key() {
    let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let public = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
    let broken = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    for (text, said) in [
        (certificate, "a certificate, not a private key"),
        (public, "a public key, not a private key"),
        (broken, "not an RSA key of 2048 bits or more"),
        ("nothing", "no private key in it"),
        ("", "no private key in it"),
    ] {
        for args in [
            &["v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2"][..],
            &["jspay", "--prepay-id", "p", "--appid", "a"],
            &["notify", "--body", "k.pem"],
        ] {
            webot(["sign"])
                .args(args)
                .args(["--private-key", "k.pem"])
                .file("k.pem", text)
                .exit(2)
                .stderr_has(said)
                .stderr_has("k.pem")
                .run();
        }
    }
    let args = ["sign", "notify", "--body", "none.json"];
    webot(args).exit(2).stderr_has("--body").stderr_has("none.json").run();
}

#[test]
fn fields_are_an_object_or_xml() {
    for stdin in ["[1,2]", "[{\"a\":\"1\"}]", "\"text\"", "7", "null", "a=1&b=2", ""] {
        for args in
            [&["pay", "--key", "k"], &["package", "--partner-key", "k"], &["pay-sign", "--app-key", "k"]]
        {
            refused(args, stdin, &["holds no fields", "--field NAME=VALUE"]);
        }
    }
    refused(&["pay", "--key", "k"], "{\n\"a\":", &["JSON", "line 2"]);
    refused(&["pay", "--key", "k"], "<xml><a>1</xml>", &["XML"]);
    refused(&["pay", "--key", "k", "--field", "a"], "", &["--field", "NAME=VALUE"]);
    refused(&["pay", "--key", "-"], "{\"a\":\"1\"}", &["`--key` and `--field` both read standard input"]);
    // Numbers are written as they stand, null is nothing.
    let signed =
        sign_with(&["pay", "--key", "k"], "\u{feff} {\"total_fee\":1,\"a\":null,\"b\":{\"c\":[1]}}\n");
    assert_eq!(signed["string_to_sign"], "b={\"c\":[1]}&total_fee=1&key=k");
}

#[test]
fn the_rules_of_a_package() {
    let package = |fields: &[String]| {
        let mut run = webot(["sign", "package", "--partner-key", "k"]);
        for field in fields {
            run = run.args(["--field", field]);
        }
        run
    };
    let fees = |total: &str, transport: &str, product: &str| {
        package(&[
            format!("total_fee={total}"),
            format!("transport_fee={transport}"),
            format!("product_fee={product}"),
        ])
    };
    fees("10", "3", "7").stderr_has(SECRET_GIVEN).run();
    let ran = fees("10", "3", "8").exit(2).stderr_any().run();
    for said in ["transport_fee", "product_fee", "total_fee", "10", "3", "8"] {
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    fees("1", "18446744073709551615", "2").exit(2).stderr_has(SECRET_GIVEN).run();
    for (field, limit) in [
        ("body", 128),
        ("attach", 128),
        ("out_trade_no", 32),
        ("notify_url", 255),
        ("spbill_create_ip", 15),
        ("time_start", 14),
        ("time_expire", 14),
    ] {
        package(&[format!("{field}={}", "1".repeat(limit))]).stderr_has(SECRET_GIVEN).run();
        package(&[format!("{field}={}", "1".repeat(limit + 1))])
            .exit(2)
            .stderr_has(field)
            .stderr_has(limit.to_string())
            .run();
    }
    package(&[format!("body={}", "中".repeat(43))]).exit(2).stderr_has("129 bytes").run();
}

#[test]
fn flags_that_exclude_or_need_each_other() {
    refused(&["card", "--card-id", "c", "--ticket", "t", "--secret", "s"], "", &["--ticket", "--secret"]);
    webot(["sign", "jspay", "--prepay-id", "p", "--appid", "a", "--key", "k", "--app"])
        .exit(3)
        .stderr_has("--mchid")
        .stderr_has("WX_MCHID")
        .run();
    refused(
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "k", "--private-key", "f"],
        "",
        &["--key", "--private-key"],
    );
    refused(&["pay", "--key", "k", "--field", "a=1", "--type", "SHA1"], "", &["--type", "HMAC-SHA256"]);
    refused(&["message", "--token", "t", "--nonce", ""], "", &["--nonce", "is empty"]);
    refused(&["message", "--token", ""], "", &["--token", "is empty"]);
    refused(&["message", "--token", "@none.txt"], "", &["--token", "none.txt"]);
    refused(
        &["message", "--token", "t", "--check", "a", "--print", "signature"],
        "",
        &["--check", "--print"],
    );
    sign(&["pay", "--key", "k", "--field", "a=1", "--type", "hmac-sha256"]);
}

/// A key without its frame is taken; what is none is not shown.
#[test]
fn a_pasted_key_is_no_path() {
    let (pair, pem) = key_pair();
    let bare: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let sign = || webot(["sign", "v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2", "--json"]);
    let signed = sign().args(["--private-key", &bare]).stderr_has(SECRET_GIVEN).run().json();
    verify(&pair, signed["string_to_sign"].as_str().expect("text"), &signed["signature"]);
    sign().env("WX_MCH_PRIVATE_KEY", pem.replace('\n', "\\n")).run();
    let damaged = &bare[..bare.len() - 100];
    for (run, named) in [
        (sign().args(["--private-key", damaged]), "--private-key"),
        (sign().env("WX_MCH_PRIVATE_KEY", damaged), "WX_MCH_PRIVATE_KEY"),
    ] {
        run.exit(2).stderr_has(named).stderr_lacks(&damaged[..20]).run();
    }
}

#[test]
fn the_merchant_stands_in_the_config() {
    let (pair, pem) = key_pair();
    let config = r#"{"appid":"wx9","mchid":"190","mch_serial":"SS","mch_private_key":"k.pem"}"#;
    let run = |args: &[&str]| webot(args).file("k.pem", &pem).file("wx_config.json", config).run().json();
    let request = run(&["sign", "v3", "GET", "/v3/certificates", "--json"]);
    let header = request["authorization"].as_str().expect("text");
    assert!(header.contains("mchid=\"190\"") && header.contains("serial_no=\"SS\""), "{header}");
    let app = run(&["sign", "jspay", "--prepay-id", "p", "--app", "--json"]);
    assert_eq!(
        (&app["parameters"]["appid"], &app["parameters"]["partnerid"]),
        (&json!("wx9"), &json!("190"))
    );
    verify(&pair, app["string_to_sign"].as_str().expect("text"), &app["signature"]);
}

/// A fresh timestamp, nonce or key cannot lead to a signature that exists.
#[test]
fn check_needs_what_the_signature_was_made_with() {
    let url = ["jsapi", "--url", "https://a.cn/", "--ticket", "T", "--check", "00"];
    refused(&url, "", &["--check", "--timestamp"]);
    refused(&[&url[..], &["--timestamp", "1"]].concat(), "", &["--check", "--nonce"]);
    refused(
        &["notify", "--timestamp", "1", "--nonce", "n", "--check", "00"],
        "{}",
        &["--check", "--private-key"],
    );
}

/// `1.10` is what is sent, and so what is signed.
#[test]
fn numbers_are_signed_as_they_are_written() {
    let order = r#"{"total_fee":100000000000000000000000,"x":1.10,"e":1e2,"none":null,"o":{"a": 1}}"#;
    let signed = webot(["sign", "pay", "--key", "K", "--print", "string_to_sign"])
        .stdin(order)
        .stderr_has(SECRET_GIVEN)
        .run();
    assert_eq!(
        signed.stdout.trim_end(),
        r#"e=1e2&o={"a": 1}&total_fee=100000000000000000000000&x=1.10&key=K"#
    );
}

#[test]
fn what_breaks_a_line_or_a_document_is_refused() {
    refused(&["pay", "--key", "k", "--field", "a=1", "--field", "a=2"], "", &["`a`", "twice"]);
    refused(&["pay", "--key", "k"], r#"{"a":1,"a":2}"#, &["`a`", "twice"]);
    refused(&["pay", "--key", "k", "--field", "a<b=1"], "", &["a<b"]);
    let v3 = ["v3", "GET", "/x", "--mchid", "1", "--serial", "2"];
    refused(&[&v3[..], &["--nonce", "a\"b"]].concat(), "", &["--nonce"]);
    refused(&["v3", "GET", "/x", "--serial", "2", "--mchid", "1\r\nX: 1"], "", &["--mchid"]);
    refused(&["v3", "G ET", "/x", "--serial", "2", "--mchid", "1"], "", &["METHOD"]);
    refused(&["v3", "GET", "v3/x", "--serial", "2", "--mchid", "1"], "", &["URL", "slash"]);
    refused(&["notify", "--serial", "a\r\nX: 1"], "{}", &["--serial"]);
}

/// 2014: appid, timestamp, noncestr, package and appkey are signed, what goes along with them is not.
#[test]
fn pay_sign_leaves_out_what_is_not_signed() {
    let fields = ["appId=wx1", "timeStamp=1", "nonceStr=n", "package=p", "signType=SHA1", "paySign=x"];
    let fields = fields.iter().flat_map(|field| ["--field", field]);
    let signed = webot(["sign", "pay-sign", "--app-key", "K", "--print", "string_to_sign"])
        .args(fields)
        .stderr_has(SECRET_GIVEN)
        .run();
    assert_eq!(signed.stdout.trim_end(), "appid=wx1&appkey=K&noncestr=n&package=p&timestamp=1");
}

#[test]
fn secrets_stand_in_the_config() {
    let config =
        r#"{"jsapi_ticket":"T","card_ticket":"C","partner_key":"P","app_key":"A","session_key":"S"}"#;
    let signed = |args: &[&str]| {
        let ran =
            webot(["sign"]).args(args).args(["--print", "string_to_sign"]).file("wx_config.json", config);
        ran.stderr_any().run().stdout.trim_end().to_owned()
    };
    let fresh = ["--timestamp", "1", "--nonce", "n"];
    let jsapi = signed(&[&["jsapi", "--url", "https://a.cn/"][..], &fresh].concat());
    assert_eq!(jsapi, "jsapi_ticket=T&noncestr=n&timestamp=1&url=https://a.cn/");
    assert_eq!(signed(&[&["card", "--card-id", "p"][..], &fresh].concat()), "1Cnp");
    assert_eq!(signed(&["package", "--field", "a=1"]), "a=1&key=P");
    assert_eq!(signed(&["pay-sign", "--field", "appid=w"]), "appid=w&appkey=A");
    assert_eq!(signed(&["session", "--data", "d"]), "dS");
    let ran = webot(["sign", "package", "--field", "a=1"]).exit(3).stderr_any().run();
    for said in ["--partner-key", "WX_PARTNER_KEY", "\"partner_key\" in wx_config.json"] {
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn values_that_a_field_cannot_have_are_refused() {
    let package = |fields: &[&str]| {
        let mut args = vec!["package", "--partner-key", "k"];
        args.extend(fields.iter().flat_map(|field| ["--field", field]));
        webot(["sign"]).args(args)
    };
    for (fields, said) in [
        (&["bank_type=wx"][..], "bank_type"),
        (&["fee_type=2"], "fee_type"),
        (&["input_charset=GBK", "body=中"], "UTF-8"),
        (&["total_fee=1.5"], "total_fee"),
        (&["total_fee=5", "transport_fee=-1"], "transport_fee"),
        (&["total_fee=5", "transport_fee=4"], "transport_fee"),
    ] {
        package(fields).exit(2).stderr_has(said).run();
    }
    package(&["total_fee=5", "transport_fee=4", "product_fee=1", "bank_type=WX"])
        .stderr_has(SECRET_GIVEN)
        .run();
    refused(&["pay", "--key", "k", "--field", "sign_type=SHA1"], "", &["sign_type", "HMAC-SHA256"]);
    refused(&["pay", "--key", "k", "--field", "sign_type=MD5", "--type", "HMAC-SHA256"], "", &["sign_type"]);
    refused(
        &["jspay", "--prepay-id", "p", "--appid", "a", "--private-key", "f", "--type", "MD5"],
        "",
        &["--type", "--private-key"],
    );
}

#[test]
fn keys_that_are_no_rsa_keys_in_pem_are_named() {
    const EC: &[u8] = &[0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    let framed =
        |label: &str, inside: &str| format!("-----BEGIN {label}-----\n{inside}\n-----END {label}-----\n");
    let locked = framed("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA");
    for (key, said, next) in [
        (framed("ENCRYPTED PRIVATE KEY", "AAAA").into_bytes(), "locked with a password", "openssl pkey -in"),
        (locked.into_bytes(), "locked with a password", "openssl pkey -in"),
        (framed("EC PRIVATE KEY", "AAAA").into_bytes(), "another kind than RSA", "apiclient_key.pem"),
        (framed("PRIVATE KEY", &STANDARD.encode(EC)).into_bytes(), "another kind than RSA", "RSA only"),
        (b"\x30\x82\x04\xa4\x02".to_vec(), "in DER", "-inform DER"),
        (b"\x00\xff".to_vec(), "no private key in it", "BEGIN PRIVATE KEY"),
    ] {
        webot(["sign", "notify", "--body", "b", "--private-key", "@k"])
            .file("b", "{}")
            .file("k", &key)
            .exit(2)
            .stderr_has(said)
            .stderr_has(next)
            .run();
    }
}

#[test]
fn a_key_may_stand_on_the_command_line_as_it_is() {
    let (_, key) = key_pair();
    let args =
        ["sign", "v3", "GET", "/v3/certificates", "--mchid", "1", "--serial", "2", "--private-key", &key];
    let ran = webot(args).args(["--print", "signature"]).stderr_has(SECRET_GIVEN).run();
    assert!(STANDARD.decode(ran.stdout.trim()).is_ok_and(|signature| signature.len() == 256));
    webot(["sign", "message", "--token", "t", "--timestamp", "-1"]).exit(2).stderr_has("--OPTION=-1").run();
}

#[test]
fn standard_input_is_read_by_one() {
    for (args, both) in [
        (
            &["v3", "POST", "/v3/a", "--mchid", "1", "--serial", "2", "--body", "-", "--private-key", "-"][..],
            "`--body` and `--private-key`",
        ),
        (
            &["jsapi", "--url", "http://a.cn", "--ticket", "-", "--other-ticket", "-"],
            "`--ticket` and `--other-ticket`",
        ),
        (&["session", "--session-key", "-"], "`--session-key` and `--data`"),
    ] {
        refused(args, "text", &[both, "both read standard input", "@FILE"]);
    }
    webot(["crypt", "refund", "--key", "-"])
        .stdin("key")
        .exit(2)
        .stderr_has("`--key` and `stdin` both")
        .run();
}

#[test]
fn jspay_without_a_key_names_both_kinds() {
    let ran = webot(["sign", "jspay", "--prepay-id", "p", "--appid", "a"]).exit(3).stderr_any().run();
    for named in ["--private-key", "--key", "mch_private_key", "pay_key"] {
        assert!(ran.stderr.contains(named), "{named}: {}", ran.stderr);
    }
}

#[test]
fn values_that_make_no_sense_are_refused() {
    refused(
        &["card", "--card-id", "c", "--ticket", "t", "--balance", "abc"],
        "",
        &["`balance` `abc`", "fen"],
    );
    refused(&["message", "--token", "t", "--encrypt", ""], "", &["`--encrypt` is empty"]);
    let signed = sign(&["jsapi", "--url", "http://a.cn/#x", "--ticket", "t", "--api", "a, b,,c "]);
    assert_eq!(signed["config"]["jsApiList"], json!(["a", "b", "c"]));
    assert_eq!(signed["inputs"]["url"], "http://a.cn/");
}

#[test]
fn a_key_that_was_pasted_is_never_shown() {
    let (_, pem) = key_pair();
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let good = [
        pem.clone(),
        pem.replace('\n', "\\n"),
        format!("\"{}\"", pem.replace('\n', "\\n")),
        format!("'{bare}'"),
        bare.clone(),
        bare.replace('+', "-").replace('/', "_"),
        pem.replace('\n', "\t\n"),
    ];
    let bad = [bare[..200].to_owned(), bare.replace('A', "%41"), format!("x{bare}"), "hunter2".to_owned()];
    let args = ["sign", "v3", "GET", "/v3/a", "--mchid", "1", "--serial", "2"];
    for (keys, code) in [(&good[..], 0), (&bad[..], 2)] {
        for key in keys {
            for run in [webot(args).args(["--private-key", key]), webot(args).env("WX_MCH_PRIVATE_KEY", key)]
            {
                run.exit(code).stderr_any().stderr_lacks(&key[..key.len().min(20)]).run();
            }
        }
    }
    webot(args).args(["--private-key", "none.pem"]).exit(2).stderr_has("none.pem").run();
}

#[test]
fn urls_that_a_browser_would_mend_are_refused() {
    for url in
        ["https:/e.com/a", "https:e.com/a", "https://e.com/a\r", "https://e.com/a b", " https://e.com/"]
    {
        refused(&["jsapi", "--ticket", "t", "--url", url], "", &["is not a whole URL"]);
    }
    for url in ["https:/e.com/v3/x", "//e.com/v3/x", "/v3/商户", "/v3/a b"] {
        refused(&["v3", "GET", url, "--mchid", "1", "--serial", "2"], "", &["neither a URL nor a path"]);
    }
}

#[test]
fn fields_that_are_left_out_are_not_left_out_in_silence() {
    refused(
        &["pay", "--key", "k"],
        "<xml><a>1</a><detail><b>2</b></detail></xml>",
        &["`detail`", "elements"],
    );
    for nothing in ["{}", "<xml></xml>", "<xml/>"] {
        refused(&["pay", "--key", "k"], nothing, &["no fields"]);
    }
    let package = ["package", "--partner-key", "k", "--field", "product_fee=3", "--field", "transport_fee=1"];
    refused(&package, "", &["`total_fee` is missing"]);
    refused(&["package", "--partner-key", "k", "--field", "body=商品"], "", &["input_charset", "UTF-8"]);
    let pay_sign = ["pay-sign", "--app-key", "k", "--field", "appId=1", "--field", "appid=2"];
    refused(&pay_sign, "", &["given twice"]);
    refused(&["pay-sign", "--app-key", "k", "--field", "appkey=2"], "", &["`appkey`"]);
    refused(
        &["jspay", "--appid", "a", "--key", "k", "--prepay-id", "prepay_id="],
        "",
        &["`--prepay-id` is empty"],
    );
    refused(&["jspay", "--appid", "a", "--key", "k", "--prepay-id", "1\n2"], "", &["--prepay-id", "control"]);
}

#[test]
fn print_names_what_was_computed() {
    let pay = ["sign", "pay", "--key", "k", "--field", "sign=OLD", "--field", "a=1", "--print"];
    let sign = webot(pay).args(["sign"]).stderr_has(SECRET_GIVEN).run().stdout;
    assert_eq!(sign, webot(pay).args(["signature"]).stderr_has(SECRET_GIVEN).run().stdout);
    webot(pay).args(["nothing"]).exit(2).stderr_has("`a`").stderr_has("`signature`").run();
}

#[test]
fn a_page_of_wecom_has_a_ticket_of_its_own() {
    let args = ["sign", "agent", "--url", "https://a.cn/", "--nonce", "n", "--timestamp", "1"];
    webot(args).env("WX_JSAPI_TICKET", "J").exit(3).stderr_has("WX_AGENT_TICKET").run();
    webot(args).env("WX_AGENT_TICKET", "T").stderr_has("corpid and agentid").run();
    let config = "{\"corpid\":\"ww1\",\"agentid\":1000002,\"agent_ticket\":\"T\"}";
    let json = webot(args).args(["--json"]).file("wx_config.json", config).run().json();
    assert_eq!((&json["config"]["corpid"], &json["config"]["agentid"]), (&json!("ww1"), &json!("1000002")));
}
