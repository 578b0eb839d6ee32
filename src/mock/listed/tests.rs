use super::answer;
use crate::api::Host;
use crate::api::catalogue::{self, CatalogueEntry};
use crate::api::fields::check::{DifferenceKind, Given, differences};
use crate::api::fields::template::{Extent, template};
use crate::api::fields::{FieldsReader, Format, Scalar, Shape, Variant};
use crate::message::{Document, Element, xml};
use crate::mock::call::MockAnswer;
use crate::mock::call::MockCall;
use serde_json::{Value, json};
use std::fmt::Write as _;

fn code(host: Host, path: &str, body: &str) -> Option<i64> {
    let (query, body) = (Vec::new(), body.as_bytes());
    let call = MockCall {
        method: "POST",
        host,
        path,
        target: path,
        query,
        body,
        headers: Vec::new(),
        from: "127.0.0.1",
        now_ms: 0,
    };
    let entry = catalogue::at(path).into_iter().find(|known| known.host == host)?;
    answer(&entry, &call).err().map(|no| no.code)
}

#[test]
fn what_wechat_cannot_read_is_refused() {
    for (path, body, expected) in [
        ("/cgi-bin/draft/add", r#"{"articles":{"articles":[]}}"#, 47001),
        ("/cgi-bin/draft/add", "[]", 47001),
        ("/cgi-bin/draft/add", "", 44002),
        ("/cgi-bin/message/template/send", r#"{"touser":"o","template_id":"T","data":"{}"}"#, 47001),
        ("/cgi-bin/message/custom/business/send", "touser=o&msgtype=text", 47001),
        ("/cgi-bin/message/custom/business/send", r#"{"touser":["o"],"msgtype":"text"}"#, 47001),
        ("/cgi-bin/message/custom/business/send", "<xml></xml>", 47001),
        ("/cgi-bin/guide/addguideacct", "nonsense", 47001),
    ] {
        assert_eq!(code(Host::Api, path, body), Some(expected), "{path} {body}");
    }
    assert_eq!(
        code(Host::Work, "/cgi-bin/message/send", r#"{"touser":["a"],"msgtype":"text"}"#),
        Some(47001)
    );
}

#[test]
fn a_number_in_quotes_is_refused_by_pay_v3_only() {
    let refused = |host, method, path: &str, body: &str| {
        let entry =
            catalogue::at(path).into_iter().find(|known| known.host == host && known.method.name() == method);
        let call = MockCall {
            method,
            host,
            path,
            target: path,
            query: Vec::new(),
            body: body.as_bytes(),
            headers: vec![("authorization".to_owned(), "WECHATPAY2-SHA256-RSA2048 mchid".to_owned())],
            from: "127.0.0.1",
            now_ms: 0,
        };
        answer(&entry.expect("an endpoint"), &call).err().map(|no| no.code)
    };
    let order = |total: &str| {
        let rest = r#""appid":"wx1","mchid":"1900000001","description":"d","out_trade_no":"1","notify_url":"https://a.b/""#;
        format!(r#"{{{rest},"amount":{{"total":{total}}},"payer":{{"openid":"o"}}}}"#)
    };
    let path = "/v3/pay/transactions/jsapi";
    assert_eq!(refused(Host::Pay, "POST", path, &order("1")), None);
    assert_eq!(refused(Host::Pay, "POST", path, &order("\"1\"")), Some(47001));
    let tag = "/cgi-bin/tag/addtagusers";
    assert_eq!(refused(Host::Work, "POST", tag, r#"{"tagid":"1","userlist":["a"]}"#), None);
}

#[test]
fn a_missing_field_has_the_errcode_of_its_endpoint() {
    for (host, path, body, expected) in [
        (Host::Work, "/cgi-bin/message/send", r#"{"touser":"a","msgtype":"text","text":{}}"#, 41011),
        (Host::Work, "/cgi-bin/user/create", r#"{"name":"a","mobile":"1"}"#, 41009),
        (Host::Work, "/cgi-bin/user/create", r#"{"userid":"a","name":"","mobile":"1"}"#, 60112),
        (Host::Work, "/cgi-bin/department/create", r#"{"parentid":1}"#, 60001),
        (Host::Work, "/cgi-bin/tag/create", r#"{"tagid":1}"#, 40072),
        (Host::Work, "/cgi-bin/tag/addtagusers", r#"{"userlist":["a"]}"#, 41017),
        (Host::Api, "/wxa/search/wxaapi_submitpages", r#"{"pages":[]}"#, 40219),
        (Host::Api, "/wxa/business/insurance_freight/createorder", r#"{"order_no":"1"}"#, 41009),
    ] {
        assert_eq!(code(host, path, body), Some(expected), "{path} {body}");
    }
    for (path, body) in [
        ("/cgi-bin/message/send", r#"{"touser":"a","msgtype":"text","agentid":0,"text":{"content":"x"}}"#),
        ("/cgi-bin/user/create", r#"{"userid":"a","name":"b","mobile":"1","department":[1]}"#),
        ("/cgi-bin/tag/create", r#"{"tagname":"a"}"#),
    ] {
        assert_eq!(code(Host::Work, path, body), None, "{path} {body}");
    }
}

#[test]
fn right_bodies_of_odd_form_are_taken() {
    for (path, body) in [
        ("/cgi-bin/draft/add", r#"{"articles":[]}"#),
        (
            "/cgi-bin/draft/add",
            " {\"articles\" : [ {\"title\":\"t\",\"content\":\"c\",\"thumb_media_id\":\"m\"} ] , \"new\":{} }\n",
        ),
        (
            "/cgi-bin/message/template/send",
            r#"{"touser":"o","template_id":"T","data":{},"miniprogram":null}"#,
        ),
        (
            "/cgi-bin/message/custom/business/send",
            r#"{"touser":"o","msgtype":"text","text":{"content":"{}"},"businessid":1}"#,
        ),
        ("/cgi-bin/guide/addguideacct", ""),
        ("/cgi-bin/no/such/path", "a=1"),
    ] {
        assert_eq!(code(Host::Api, path, body), None, "{path} {body}");
    }
    let work = r#"{"touser":"a|b","msgtype":"text","agentid":1,"text":{"content":"x"},"safe":"0"}"#;
    assert_eq!(code(Host::Work, "/cgi-bin/message/send", work), None);
}

/// Calls an endpoint with all fields that it wants.
fn whole_call(entry: &CatalogueEntry, shape: &Shape<'_>) -> MockAnswer {
    let variant = shape.first().expect("a variant");
    let mut body = template(&variant.body, Extent::Required);
    for value in body.as_object_mut().expect("an object").values_mut().filter(|value| **value == "") {
        *value = json!("x");
    }
    let body = match variant.body_format {
        Format::None => Vec::new(),
        Format::Json => body.to_string().into_bytes(),
        Format::Xml => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let members = body.as_object().expect("an object").iter();
            let elements = members.map(|(name, value)| Element::text(name.clone(), text(value)));
            xml::write(&Document(elements.collect())).into_bytes()
        }
        Format::Multipart => {
            let mut form = String::new();
            for (name, value) in body.as_object().expect("an object") {
                let file = variant.body.iter().any(|own| own.is_named(name) && own.scalar == Scalar::File);
                let file = if file { "; filename=\"a.png\"" } else { "" };
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let text = if text.is_empty() { "x".to_owned() } else { text };
                write!(
                    form,
                    "--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n"
                )
                .expect("memory");
            }
            format!("{form}--b--\r\n").into_bytes()
        }
        _ => b"x".to_vec(),
    };
    let sample = template(&variant.query, Extent::Required);
    let query = sample.as_object().expect("an object").iter().map(|(name, value)| {
        (name.clone(), value.as_str().map_or_else(|| value.to_string(), |_| "1".to_owned()))
    });
    let call = MockCall {
        method: entry.method.name(),
        host: entry.host,
        path: entry.path,
        target: entry.path,
        query: query.collect(),
        body: &body,
        headers: vec![("authorization".to_owned(), "WECHATPAY2-SHA256-RSA2048 mchid".to_owned())],
        from: "127.0.0.1",
        now_ms: 1_767_225_600_000,
    };
    match answer(entry, &call) {
        Ok(reply) => reply.into(),
        Err(refusal) => panic!("{} {}: {}", entry.path, refusal.code, refusal.message(entry.host)),
    }
}

#[test]
fn every_endpoint_answers_with_the_fields_that_it_states() {
    let (mut reader, mut answered) = (FieldsReader::default(), 0);
    for entry in catalogue::entries() {
        let Some(shape) = reader.shape(&entry) else { continue };
        let reply = whole_call(&entry, &shape);
        answered += 1;
        assert!(reply.is_generated, "{}", entry.path);
        let variant = shape.first().expect("a variant");
        let given = match variant.answer_format {
            Format::Json => serde_json::from_slice(&reply.body).expect("JSON"),
            Format::Xml => {
                let parsed = xml::read(std::str::from_utf8(&reply.body).expect("UTF-8")).expect("XML");
                let text = |element: &Element| json!(element.value());
                let members =
                    parsed.document.0.iter().map(|element| (element.name.to_string(), text(element)));
                Value::Object(members.collect())
            }
            _ => continue,
        };
        let answer = Shape {
            variants: vec![Variant {
                query: Vec::new(),
                body_format: variant.answer_format,
                body: variant.answer.clone(),
                ..variant.clone()
            }],
        };
        let found = differences(&answer, Given { query: &[], body: &given }, |_| false);
        // Fields that tell of an error are required in the table, but are not in an answer without one.
        let found: Vec<_> = found
            .into_iter()
            .filter(|one| {
                let name = one.path.rsplit('.').next().unwrap_or_default();
                let is_error = super::words::is_of_errors(name);
                !(matches!(one.kind, DifferenceKind::Missing(_)) && is_error
                    || matches!(one.kind, DifferenceKind::Gone(_)))
            })
            .collect();
        assert_eq!(found, [], "{} {}: {given}", entry.method.name(), entry.path);
    }
    assert_eq!(answered, 3112);
}

#[test]
fn the_same_call_has_the_same_answer_and_another_has_another() {
    let entry = catalogue::at("/wxa/generate_urllink")[0];
    let call = |body: &'static str, now_ms| {
        let call = MockCall {
            method: "POST",
            host: Host::Api,
            path: entry.path,
            target: entry.path,
            query: Vec::new(),
            body: body.as_bytes(),
            headers: Vec::new(),
            from: "127.0.0.1",
            now_ms,
        };
        MockAnswer::from(answer(&entry, &call).expect("an answer")).body
    };
    assert_eq!(call(r#"{"path":"b"}"#, 1_767_225_600_000), call(r#"{"path":"b"}"#, 1_767_225_700_000));
    assert_ne!(call(r#"{"path":"b"}"#, 0), call(r#"{"path":"a"}"#, 0));
}

/// SDKs read the number beside a list.
#[test]
fn a_list_has_its_number_of_items_beside_it() {
    let entry = catalogue::at("/wxaapi/newtmpl/getpubtemplatekeywords")[0];
    let given = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let call = MockCall {
        method: "GET",
        host: Host::Api,
        path: entry.path,
        target: entry.path,
        query: vec![given("tid", "99"), given("count", "20")],
        body: b"",
        headers: Vec::new(),
        from: "127.0.0.1",
        now_ms: 0,
    };
    let body = MockAnswer::from(answer(&entry, &call).expect("an answer")).body;
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!((&body["count"], body["data"].as_array().map(Vec::len)), (&json!(1), Some(1)), "{body}");
}
