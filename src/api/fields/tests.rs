use serde_json::{Value, json};

use super::check::{DifferenceKind, Given, ValueType, differences};
use super::grammar::{Defaults, Scalar, Wrap, parse};
use super::template::{Extent, template};
use super::{FieldsReader, Format, Members};
use crate::api::catalogue;

const JSON: Defaults = Defaults { is_xml: false, is_get: false };

#[test]
fn every_line_can_be_read() {
    let mut reader = FieldsReader::default();
    let (mut known, mut unknown) = (0, 0);
    for entry in catalogue::entries() {
        match reader.shape(&entry) {
            Some(_) => known += 1,
            None => unknown += 1,
        }
    }
    assert_eq!((known, unknown), (3112, 83));
}

#[test]
fn types_and_marks_are_read() {
    let line = r#"a!41009:i,b:[{c!(x,"y z",3)=x==x,d:lpi~2021-12-31},e:mz{...},f:[{...1}|g:m[b|$,h!:tj"#;
    let shape = parse(line, JSON).expect("a shape");
    let variant = shape.first().expect("a variant");
    let [a, b, e, f] = &variant.query[..] else { panic!("{:?}", variant.query) };
    assert_eq!((a.is_required, a.missing, a.scalar), (true, Some(41009), Scalar::Integer));
    assert_eq!(b.wraps, [Wrap::List]);
    let Members::Fields(inner) = &b.members else { panic!("{b:?}") };
    let words: Vec<String> = inner[0].words.iter().map(|word| word.text()).collect();
    assert_eq!(words, ["x", "y z", "3"]);
    assert_eq!((&*inner[1].wraps, inner[1].until), (&[Wrap::Joined('|')][..], "2021-12-31"));
    assert_eq!((&*e.wraps, &e.members), (&[Wrap::Map, Wrap::JsonText][..], &Members::Unstated));
    assert_eq!(f.members, Members::Up(1));
    assert_eq!(variant.body[0].wraps, [Wrap::Map, Wrap::List]);
    let names: Vec<&str> = variant.answer.iter().map(|field| field.name).collect();
    assert_eq!(names, ["errcode", "errmsg", "h"]);
    assert_eq!(variant.body_format, Format::Json);
}

#[test]
fn wrong_lines_are_refused() {
    for line in ["a|b", "a:q||", "a{b||", "a(||", "a(\"||", "|<yaml>a|", "!||", "a:lxs||", "a,||", "a}||"] {
        assert!(parse(line, JSON).is_err(), "{line}");
    }
    let deep = format!("{}||", "a{".repeat(40));
    assert!(parse(&deep, JSON).is_err());
}

#[test]
fn differences_are_named_with_their_path() {
    let line = "|touser!,data!:m{value!,color},list:[{id!:i,on:b},sub:[{...1},json:z{a!:i}|$";
    let shape = parse(line, JSON).expect("a shape");
    let found = |body: Value| -> Vec<(String, DifferenceKind)> {
        let given = Given { query: &[], body: &body };
        differences(&shape, given, |_| false).into_iter().map(|one| (one.path, one.kind)).collect()
    };
    let good = json!({ "touser": "o", "data": { "thing1": { "value": "x" } }, "list": [{ "id": 1 }] });
    assert_eq!(found(good), []);
    let path = |path: &str, kind| vec![(path.to_owned(), kind)];
    assert_eq!(
        found(json!({ "tousr": "o", "touser": "o", "data": {} })),
        path("tousr", DifferenceKind::Unknown(Some("touser".to_owned())))
    );
    assert_eq!(
        found(json!({ "touser": "o", "data": { "thing1": { "colour": "x", "value": "" } } })),
        path("data.thing1.colour", DifferenceKind::Unknown(Some("color".to_owned())))
    );
    assert_eq!(
        found(json!({ "touser": "o", "data": { "a": "x" } })),
        path("data.a", DifferenceKind::Structure(ValueType::Object))
    );
    let of_type = |wanted, can_be_read| DifferenceKind::Type { wanted, can_be_read };
    assert_eq!(
        found(json!({ "touser": "o", "data": {}, "list": [{ "id": "1" }, { "id": "x", "on": true }] })),
        [
            ("list[0].id".to_owned(), of_type(ValueType::Integer, true)),
            ("list[1].id".to_owned(), of_type(ValueType::Integer, false))
        ]
    );
    assert_eq!(found(json!({ "touser": "o", "data": {}, "sub": [{ "touser": "o" }] })).len(), 1);
    assert_eq!(
        found(json!({ "touser": "o", "data": {}, "json": "{}" })),
        path("json.a", DifferenceKind::Missing(None))
    );
    assert_eq!(
        found(json!({ "touser": "o", "data": {}, "json": { "a": 1 } })),
        path("json", DifferenceKind::Structure(ValueType::JsonText))
    );
    assert_eq!(found(json!([])), path("", DifferenceKind::Structure(ValueType::Object)));
}

#[test]
fn the_variant_is_chosen_by_its_constants() {
    let shape = parse("action!==get|a!|^action!==delete|b!|", JSON).expect("a shape");
    let query = [("action".to_owned(), "delete".to_owned())];
    let given = Given { query: &query, body: &json!({ "b": "x" }) };
    assert_eq!(differences(&shape, given, |_| false), []);
    assert_eq!(differences(&shape, Given { body: &json!({ "a": "x" }), ..given }, |_| false).len(), 2);
}

#[test]
fn a_message_needs_the_object_of_its_type() {
    let shape = parse("|touser!,msgtype!,text{content!},image{media_id!}|", JSON).expect("a shape");
    let found = |body: Value| {
        let found = differences(&shape, Given { query: &[], body: &body }, |_| false);
        found.into_iter().map(|one| (one.path, one.kind)).collect::<Vec<_>>()
    };
    let missing = |path: &str| vec![(path.to_owned(), DifferenceKind::Missing(None))];
    assert_eq!(found(json!({ "touser": "o", "msgtype": "text" })), missing("text"));
    assert_eq!(found(json!({ "touser": "o", "msgtype": "image", "image": {} })), missing("image.media_id"));
    assert_eq!(found(json!({ "touser": "o", "msgtype": "image", "image": { "media_id": "m" } })), []);
    assert_eq!(found(json!({ "touser": "o", "msgtype": "new_type" })), []);
}

#[test]
fn a_default_may_be_left_out_but_not_the_grant_type() {
    let shape = parse("grant_type!=client_credential,lang!=zh_CN,appid!||", JSON).expect("a shape");
    let given = Given { query: &[], body: &Value::Null };
    let found = differences(&shape, given, |_| false);
    assert_eq!(found.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["grant_type", "appid"]);
}

#[test]
fn a_template_has_what_is_wanted_or_all() {
    let line = "|touser!,msgtype!==text,text!{content!,a:i},n:[{x!:b,y:[{...1}},gone~2020-01-01|$";
    let shape = parse(line, JSON).expect("a shape");
    let body = &shape.first().expect("a variant").body;
    let required = json!({ "touser": "", "msgtype": "text", "text": { "content": "" } });
    assert_eq!(template(body, Extent::Required), required);
    let all = json!({
        "touser": "", "msgtype": "text", "text": { "content": "", "a": 0 }, "n": [{ "x": false, "y": [] }],
    });
    assert_eq!(template(body, Extent::All), all);
}
