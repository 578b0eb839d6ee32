//! Every endpoint on the world of `webot mock`, and whatever else may come.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::SAMPLE;
use super::wx::{Wx, json_of, text};
use crate::api::fields::FieldsReader;
use crate::api::{self, Host, ParamPlace, ParamShape, ParamSource, catalogue};
use crate::mock::{MockCall, Rules, World};

const MENU: &str = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}]}"#;

/// A value for a parameter that its shape allows.
fn sample(shape: ParamShape, name: &str) -> Value {
    match shape {
        _ if name.ends_with("openid") || name == "user_id" => json!(SAMPLE),
        ParamShape::Text(_) | ParamShape::Chars(_) => json!("x"),
        // The first tag that is made.
        ParamShape::Integer(..) if name.contains("tag") => json!(134),
        ParamShape::Integer(from, _) => json!(from),
        ParamShape::Bool => json!(true),
        ParamShape::Choice(words) => json!(words.iter().next()),
        ParamShape::Texts(_) => json!([SAMPLE]),
        ParamShape::Joined(_) => json!(SAMPLE),
        ParamShape::Integers(_) => json!([1]),
        ParamShape::Date => json!("2023-11-13"),
        ParamShape::Json | ParamShape::File(_) | ParamShape::Files(_) => json!({}),
    }
}

/// A value as text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A form with a file in this field and with the members of a body.
fn form(file: &str, body: &Value) -> String {
    let part = |head: String, content: &str| {
        format!("--b\r\nContent-Disposition: form-data; name={head}\r\n\r\n{content}\r\n")
    };
    let members = body.as_object().expect("an object").iter();
    let fields = members.map(|(name, value)| part(format!("\"{name}\""), &plain(value)));
    fields.chain([part(format!("\"{file}\"; filename=\"a.png\""), "x"), "--b--\r\n".to_owned()]).collect()
}

#[test]
fn every_endpoint_of_the_table_is_answered() {
    for endpoint in api::endpoints() {
        let mut wx = Wx::new(Rules::default());
        let token = if endpoint.host == Host::Work {
            json_of(&wx.ask("GET", Host::Work, "/cgi-bin/gettoken?corpid=ww1&corpsecret=s", b""))["access_token"].clone()
        } else {
            let token = wx.token();
            wx.with(&token, "/cgi-bin/tags/create", r#"{"tag":{"name":"VIP"}}"#);
            wx.with(&token, "/cgi-bin/menu/create", MENU);
            json!(token)
        };
        let mut query = Vec::new();
        let (mut path, mut file) = (endpoint.path.to_owned(), None);
        if endpoint.auth.is_of_account() {
            query.push(format!("access_token={}", text(&token)));
        }
        let mut body = json!({});
        for param in endpoint.params {
            let value = match param.source {
                ParamSource::Fixed(word) => json!(word),
                source if source.is_appid() => json!("wx1234567890abcdef"),
                _ => sample(param.shape, param.name),
            };
            match (param.place, param.name.split_once("[].")) {
                (ParamPlace::Path, _) => path = path.replace(&format!("{{{}}}", param.name), &plain(&value)),
                // The world sees no headers.
                (ParamPlace::Header, _) => {}
                (ParamPlace::File, _) => file = Some(param.name),
                (ParamPlace::Query, _) => query.push(format!("{}={}", param.name, plain(&value))),
                (ParamPlace::Body, Some((list, member))) => {
                    let value = value.as_array().map_or_else(|| value.clone(), |list| list[0].clone());
                    let objects = list.split('.').fold(&mut body, |place, part| &mut place[part]);
                    if objects.is_null() {
                        *objects = json!([{}]);
                    }
                    objects[0][member] = value;
                }
                (ParamPlace::Body, None) if param.name.is_empty() => {
                    body = serde_json::from_str(MENU).expect("JSON");
                }
                (ParamPlace::Body, None) => {
                    let mut place = &mut body;
                    for part in param.name.split('.') {
                        place = &mut place[part];
                    }
                    *place = value;
                }
            }
        }
        let target = format!("{path}?{}", query.join("&"));
        let body = file.map_or_else(|| body.to_string(), |field| form(field, &body));
        let answer = wx.ask(endpoint.method.name(), endpoint.host, &target, body.as_bytes());
        // Refused for what the sample values mean, never for what they are.
        let known = [
            0,
            40003,
            40005,
            40007,
            40029,
            40030,
            40035,
            40037,
            40059,
            40066,
            40102,
            40130,
            41001,
            41003,
            44003,
            44004,
            47001,
            47501,
            200_014,
            200_018,
            200_019,
            53502,
            53600,
            65301,
            65304,
            65401,
            65404,
            76002,
            76021,
            85401,
            85403,
            88001,
            10_060_001,
            268_485_216,
        ];
        let known_of_work = [
            40031, 40056, 40058, 40068, 40070, 40072, 40073, 40088, 40094, 40096, 41010, 41016, 41033, 44001,
            44004, 45008, 46003, 46004, 60003, 60004, 60007, 60111, 60123, 60127, 60129, 81013, 82001, 84015,
            84061, 86001, 86003, 86005, 86006, 86007, 95000, 95004, 95013, 95016, 95018, 41011, 60102, 60104,
            60106, 60112, 301_002, 40071, 60005, 60006, 60008, 60009, 60010, 60103, 60105, 60110, 86004,
            86008, 40050,
        ];
        let is_work = endpoint.host == Host::Work;
        assert!(
            known.contains(&answer.errcode) || (is_work && known_of_work.contains(&answer.errcode)),
            "{}: {}",
            endpoint.path,
            String::from_utf8_lossy(&answer.body)
        );
        assert!(answer.status == 200 || endpoint.host == Host::Mp, "{}", endpoint.path);
    }
}

#[test]
fn every_listed_endpoint_is_answered() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let mut fields = FieldsReader::default();
    // Those of the table are answered above.
    let is_listed = |path: &str| api::at(Host::Api, path).is_empty();
    let known = catalogue::entries().filter(|known| known.host == Host::Api);
    for known in known.filter(|known| is_listed(known.path)) {
        let is_known = fields.shape(&known).is_some();
        let path = known.path.replace(['{', '}'], "x");
        let target = format!("{path}?access_token={token}");
        let answer = wx.ask(known.method.name(), Host::Api, &target, b"{}");
        assert_eq!(answer.errcode == 40066, !is_known, "{path}");
    }
}

/// Something like JSON, of the names that the table knows and of others.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!(SAMPLE)),
    ];
    let name = prop_oneof![
        Just("button".to_owned()),
        Just("sub_button".to_owned()),
        Just("name".to_owned()),
        Just("type".to_owned()),
        Just("tag".to_owned()),
        Just("id".to_owned()),
        Just("tagid".to_owned()),
        Just("openid_list".to_owned()),
        Just("user_list".to_owned()),
        Just("matchrule".to_owned()),
        Just("action_info".to_owned()),
        "\\PC{0,6}",
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_calls_never_panic(
        method in "(GET|POST|PUT|\\PC{0,5})",
        path in "(/cgi-bin/[a-z/]{0,20}|\\PC{0,30})",
        query in proptest::collection::vec(("\\PC{0,12}", "\\PC{0,40}"), 0..4),
        body in proptest::collection::vec(any::<u8>(), 0..200),
        from in "\\PC{0,20}",
        now_ms in any::<u64>(),
        followers in any::<u64>(),
    ) {
        let mut world = World::new(Rules { followers, ..Rules::default() });
        for host in [Host::Api, Host::Mp, Host::Work, Host::Pay] {
            let (query, body) = (query.clone(), &body);
            world.answer(&MockCall { method: &method, query, from: &from, now_ms, ..MockCall::posted(host, &path, body) });
        }
        world.host_of(&path, &query);
        world.requests();
    }

    #[test]
    fn arbitrary_bodies_never_panic(body in any_json(), value in "\\PC{0,40}", now_ms in any::<u64>()) {
        let mut wx = Wx::new(Rules { followers: u64::MAX, ..Rules::default() });
        wx.now_ms = now_ms;
        let stable = wx.stable(true);
        let token = text(&stable["access_token"]);
        let body = body.to_string();
        for endpoint in api::endpoints() {
            let query = endpoint
                .params
                .iter()
                .filter(|param| param.place == ParamPlace::Query)
                .map(|param| (param.name.to_owned(), value.clone()))
                .chain([("access_token".to_owned(), token.clone())])
                .collect();
            let (method, host, path) = (endpoint.method.name(), endpoint.host, endpoint.path);
            let (body, from, now_ms) = (body.as_bytes(), "::1", now_ms);
            wx.world.answer(&MockCall { method, query, from, now_ms, ..MockCall::posted(host, path, body) });
        }
        wx.world.merge(&serde_json::from_str(&body).expect("JSON")).ok();
    }
}
