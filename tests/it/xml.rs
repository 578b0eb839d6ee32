//! The XML writer and reader, and the paths of `--set`, over whatever can be generated.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use webot::message::envelope::AesKey;
use webot::message::xml::{self, Flaw, MAX_DEPTH, Unreadable};
use webot::message::{
    Answer, Content, Credentials, Document, Element, Format, Mode, Parties, Path, PathError, Push,
    ReplyContext, json, verdict,
};

use crate::support::{AES_KEY, APPID, encrypted, text_reply, xml_reply};

fn config() -> ProptestConfig {
    ProptestConfig { rng_seed: RngSeed::Fixed(10), failure_persistence: None, ..ProptestConfig::default() }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[A-Za-z_][A-Za-z0-9_-]{0,12}",
        1 => Just("item".to_owned()),
        1 => "[名值类]{1,3}",
    ]
}

/// Any text that XML 1.0 can carry unchanged: a carriage return becomes a line feed in every parser (2.11).
fn text() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        4 => any::<char>(),
        2 => prop::sample::select(vec![']', '>', '<', '&', ';', '[', '!', 'C', '"', '\'', '\n', '\t', ' ', '\u{feff}', '\u{fffd}', '😀', '好']),
    ];
    let legal = char.prop_map(|char| {
        if char == '\r' || xml::forbidden_char(&char.to_string()).is_some() { '_' } else { char }
    });
    let pieces = prop_oneof![
        6 => vec(legal, 0..40).prop_map(String::from_iter),
        1 => Just("]]>".to_owned()),
        1 => Just("<![CDATA[".to_owned()),
        1 => Just("</Content></xml>".to_owned()),
        1 => Just("]]]]><![CDATA[>".to_owned()),
        1 => Just("&amp;&#10;&lol;".to_owned()),
    ];
    vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
}

fn element() -> impl Strategy<Value = Element> {
    let leaf = prop_oneof![
        3 => (name(), text()).prop_map(|(name, text)| Element::text(name, text)),
        1 => (name(), any::<i64>()).prop_map(|(name, number)| Element::number(name, number)),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        (name(), vec(inner, 1..6)).prop_map(|(name, elements)| Element::group(name, elements))
    })
}

fn document() -> impl Strategy<Value = Document> {
    vec(element(), 1..8).prop_map(Document)
}

/// The same with every number as text, which is all that XML can tell.
fn as_read(elements: &[Element]) -> Vec<Element> {
    let same = |element: &Element| match &element.content {
        Content::Group(inner) => Element::group(element.name.clone(), as_read(inner)),
        Content::Text(value) | Content::Number(value) => Element::text(element.name.clone(), value.clone()),
    };
    elements.iter().map(same).collect()
}

/// Returns the text outside of CDATA sections.
fn without_cdata(mut text: &str) -> String {
    let mut rest = String::new();
    while let Some(start) = text.find("<![CDATA[") {
        rest.push_str(&text[..start]);
        let section = &text[start + 9..];
        text = &section[section.find("]]>").expect("the end of the section") + 3..];
    }
    rest + text
}

/// Every leaf's path, with the indices that it needs.
fn paths(elements: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    for (position, element) in elements.iter().enumerate() {
        let nth = elements[..position].iter().filter(|other| other.name == element.name).count();
        let step = format!("{}[{nth}]", element.name);
        match &element.content {
            Content::Group(inner) => {
                found.extend(paths(inner).into_iter().map(|path| format!("{step}.{path}")));
            }
            Content::Text(_) | Content::Number(_) => found.push(step),
        }
    }
    found
}

fn judge(body: &[u8]) {
    let push = Push::text("hi", &Parties::sample(1_700_000_000, 1));
    let key = AesKey::parse(AES_KEY).expect("a key");
    for mode in [Mode::Plain, Mode::Compat(key.clone()), Mode::Safe(key.clone())] {
        let credentials =
            Credentials { mode, receiver: APPID.to_owned(), ..Credentials::token("keyboardcat123") };
        for format in [Format::Xml, Format::Json] {
            let answer = Answer { status: 200, body: body.to_vec(), ..Answer::default() };
            let verdict = verdict(&answer, ReplyContext { push: &push, credentials: &credentials, format });
            assert!(!verdict.reply_type.is_empty() || !verdict.findings.is_empty());
        }
    }
}

/// Replies of several kinds to take apart.
fn reply() -> impl Strategy<Value = String> {
    let inside = "<ArticleCount>1</ArticleCount><Articles><item><Title><![CDATA[A]]></Title><Url>https://a.cn</Url></item></Articles>";
    prop::sample::select(vec![
        text_reply("你好"),
        text_reply("a]]]]><![CDATA[>b"),
        xml_reply("news", inside),
        xml_reply("image", "<Image><MediaId>&amp;&#10;</MediaId></Image>"),
        format!("<?xml version=\"1.0\"?><!DOCTYPE xml [<!ENTITY a \"b\">]>{}", text_reply("c")),
        encrypted(&text_reply("你好"), "keyboardcat123", AES_KEY, APPID),
        r#"{"ToUserName":"a","MsgType":"text","Content":"[]","Articles":{"item":[{"Title":"b"}]}}"#
            .to_owned(),
    ])
}

/// The pieces that a mutation puts in.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        2 => vec(any::<u8>(), 0..4),
        3 => prop::sample::select(vec![
            "<", ">", "&", "]]>", "<![CDATA[", "</", "/>", "<!--", "-->", "<?", "?>", "<xml>", "</xml>", "<Content>",
            "</Content>", "&amp;", "&#0;", "&#x110000;", "&lol;", "<!DOCTYPE", "\"", "{", "\u{feff}", "\u{2028}", "好",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_is_read_back(document in document()) {
        let text = xml::write(&document);
        let read = xml::read(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        prop_assert_eq!(&read.root, "xml");
        prop_assert_eq!(&read.document.0, &as_read(&document.0), "{}", text);
        prop_assert_eq!(read.flaws, Vec::new());
    }

    #[test]
    fn what_is_written_is_compact_and_has_no_entities(document in document()) {
        let text = xml::write(&document);
        let markup = without_cdata(&text);
        prop_assert!(!markup.contains(char::is_whitespace) && !markup.contains('&'), "{}", text);
        prop_assert!(text.starts_with("<xml><") && text.ends_with("></xml>"), "{}", text);
    }

    #[test]
    fn a_single_leaf_of_any_legal_text_is_read_back(value in text()) {
        let document = Document(vec![Element::text("Content", value.clone())]);
        let read = xml::read(&xml::write(&document)).expect("XML");
        prop_assert_eq!(read.document.get("Content"), Some(value.as_str()));
    }

    #[test]
    fn json_of_any_tree_is_read_back_to_the_same_json(document in document()) {
        let value = json::to_json(&document.0);
        let again: serde_json::Value = serde_json::from_str(&value.to_string()).expect("JSON");
        let read = json::from_json(&again).expect("an object");
        prop_assert_eq!(json::to_json(&read.0), value);
    }

    #[test]
    fn reading_any_text_never_panics(text in any::<String>()) {
        xml::read(&text).ok();
        xml::read(&format!("<xml>{text}</xml>")).ok();
        xml::read(&text_reply(&text)).ok();
        xml::read(&xml_reply("text", &format!("<Content>{text}</Content>"))).ok();
    }

    #[test]
    fn judging_any_bytes_never_panics(bytes in vec(any::<u8>(), 0..400)) {
        judge(&bytes);
    }

    #[test]
    fn judging_any_mutation_of_a_reply_never_panics(
        reply in reply(),
        mutations in vec((any::<prop::sample::Index>(), 0..12_usize, fragment()), 1..6),
    ) {
        let mut bytes = reply.into_bytes();
        for (at, removed, put) in mutations {
            let start = at.index(bytes.len() + 1);
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, put);
        }
        judge(&bytes);
    }

    #[test]
    fn a_path_that_is_shown_is_parsed_to_the_same(
        steps in vec((name(), proptest::option::of(0..1000_usize)), 1..6),
    ) {
        let step = |(name, index): (String, Option<usize>)| match index {
            Some(index) => format!("{name}[{index}]"),
            None => name,
        };
        let shown = steps.into_iter().map(step).collect::<Vec<_>>().join(".");
        let path = Path::parse(&shown).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(path.to_string(), shown.clone());
        prop_assert_eq!(Path::parse(&path.to_string()), Ok(path));
        // `A.1.B` is another way to write `A[1].B`.
        let dotted = shown.replace('[', ".").replace(']', "");
        prop_assert_eq!(Path::parse(&dotted), Path::parse(&shown));
    }

    #[test]
    fn any_text_as_a_path_is_a_path_or_malformed(text in any::<String>(), odd in "[A-Za-z0-9.\\[\\]]{0,20}") {
        for text in [text, odd] {
            match Path::parse(&text) {
                Ok(path) => prop_assert_eq!(Path::parse(&path.to_string()), Ok(path)),
                Err(error) => prop_assert_eq!(error, PathError::Malformed(text)),
            }
        }
    }

    #[test]
    fn what_is_set_is_there_and_nothing_else_changes(
        document in document(),
        which in any::<prop::sample::Index>(),
        value in text(),
    ) {
        let leaves = paths(&document.0);
        let chosen = which.get(&leaves);
        let path = Path::parse(chosen).expect("a path");
        let mut changed = document.clone();
        prop_assert_eq!(changed.set(&path, &value, false), Ok(()));
        prop_assert_eq!(changed.at(&path), Some(value.as_str()));
        for other in leaves.iter().filter(|other| *other != chosen) {
            let other = Path::parse(other).expect("a path");
            prop_assert_eq!(changed.at(&other), document.at(&other));
        }
        // And it survives the wire.
        let read = xml::read(&xml::write(&changed)).expect("XML");
        prop_assert_eq!(read.document.at(&path), Some(value.as_str()));
    }

    #[test]
    fn what_is_added_is_there_wherever_it_is(
        names in vec("[A-Z][a-z]{1,8}", 1..5),
        value in text(),
    ) {
        let path = Path::parse(&names.join(".")).expect("a path");
        let mut document = Document::default();
        let unknown = matches!(document.set(&path, &value, false), Err(PathError::Unknown { .. }));
        prop_assert!(unknown && document.0.is_empty());
        prop_assert_eq!(document.set(&path, &value, true), Ok(()));
        prop_assert_eq!(document.at(&path), Some(value.as_str()));
    }
}

#[test]
fn text_is_cdata_and_a_number_is_bare() {
    let document = Document(vec![
        Element::text("Content", "a & b < c"),
        Element::text("Empty", ""),
        Element::number("CreateTime", 1_700_000_000),
        Element::group("Image", vec![Element::text("MediaId", "m")]),
    ]);
    let written = "<xml><Content><![CDATA[a & b < c]]></Content><Empty><![CDATA[]]></Empty>\
                   <CreateTime>1700000000</CreateTime><Image><MediaId><![CDATA[m]]></MediaId></Image></xml>";
    assert_eq!(xml::write(&document), written);
}

#[test]
fn the_end_of_cdata_is_split_as_xml_asks() {
    for value in ["]]>", "a]]>b", "]]>]]>", "]]]]>>", "x[y[0]]>1"] {
        let written = xml::write(&Document(vec![Element::text("Content", value)]));
        assert_eq!(written.matches("<![CDATA[").count(), written.matches("]]>").count(), "{written}");
        let read = xml::read(&written).expect("XML");
        assert_eq!((read.document.get("Content"), read.flaws), (Some(value), Vec::new()), "{written}");
    }
}

#[test]
fn line_ends_are_read_as_xml_defines_them() {
    let read = xml::read("<xml><A><![CDATA[a\r\nb\rc]]></A><B>a\r\nb\rc</B></xml>").expect("XML").document;
    assert_eq!((read.get("A"), read.get("B")), (Some("a\nb\nc"), Some("a\nb\nc")));
}

#[test]
fn nesting_is_read_to_its_limit_and_no_deeper() {
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(xml::read(&nested(MAX_DEPTH)).is_ok());
    for depth in [MAX_DEPTH + 1, 100_000] {
        assert_eq!(xml::read(&nested(depth)), Err(Unreadable::TooDeep), "{depth}");
    }
}

#[test]
fn entities_are_not_expanded_and_a_million_of_them_is_one_flaw() {
    let read = xml::read(
        "<!DOCTYPE xml [<!ENTITY lol \"lol\"><!ENTITY passwd SYSTEM \"file:///etc/passwd\">]>\
         <xml><MsgType>text</MsgType><Content>&lol;&passwd;&lol;</Content></xml>",
    )
    .expect("XML");
    assert_eq!(read.document.get("Content"), Some("&lol;&passwd;&lol;"));
    assert_eq!(
        read.flaws,
        [Flaw::Doctype, Flaw::Entity("lol".to_owned()), Flaw::Entity("passwd".to_owned())]
    );
}

#[test]
fn what_holds_no_message_is_an_error() {
    for text in ["", " ", "你好", "<!-- -->", "<?xml version=\"1.0\"?>"] {
        assert_eq!(xml::read(text), Err(Unreadable::NoElement), "{text}");
    }
    for text in [
        "<xml>",
        "<xml",
        "<xml></xm>",
        "</xml>",
        "<xml><a></xml></a>",
        "<xml><![CDATA[</xml>",
        "<xml><!-- </xml>",
    ] {
        assert!(
            matches!(xml::read(text), Err(Unreadable::Malformed { .. })),
            "{text}: {:?}",
            xml::read(text)
        );
    }
}

#[test]
fn a_path_of_the_wrong_form_is_malformed() {
    for text in [
        "",
        ".",
        "A.",
        ".A",
        "A..B",
        "A[",
        "A[]",
        "A[x]",
        "A[0",
        "A[-1]",
        "A[0]B",
        "A[0][1]",
        "1",
        "A.0.1",
        "A B",
        "A=",
        "A[1000]",
        "A.1000",
        "A[99999999999999999999]",
        "A<",
        "-A",
    ] {
        assert_eq!(Path::parse(text), Err(PathError::Malformed(text.to_owned())), "{text}");
    }
}

#[test]
fn the_next_item_is_a_copy_of_the_last_and_the_one_after_it_is_unknown() {
    let item =
        |title: &str| Element::group("item", vec![Element::text("Title", title), Element::text("Url", "u")]);
    let mut document = Document(vec![Element::group("Articles", vec![item("a")])]);
    let path = |text: &str| Path::parse(text).expect("a path");
    assert!(document.set(&path("Articles.item[2].Title"), "c", true).is_err());
    assert_eq!(document.set(&path("Articles.item[1].Title"), "b", false), Ok(()));
    assert_eq!(document.at(&path("Articles.item[1].Url")), Some("u"));
    assert_eq!(document.at(&path("Articles.item[0].Title")), Some("a"));
}

#[test]
fn a_group_is_not_set_and_its_leaves_are_named() {
    let mut document = Document(vec![Element::group("Image", vec![Element::text("MediaId", "m")])]);
    let error = document.set(&Path::parse("Image").expect("a path"), "x", true);
    assert_eq!(
        error,
        Err(PathError::Group { path: "Image".to_owned(), leaves: vec!["Image.MediaId".to_owned()] })
    );
}

#[test]
fn a_number_stays_a_number_only_while_it_is_one() {
    let mut document = Document(vec![Element::number("Latitude", "23.1")]);
    let path = Path::parse("Latitude").expect("a path");
    document.set(&path, "-20.12", false).expect("it is there");
    assert_eq!(xml::write(&document), "<xml><Latitude>-20.12</Latitude></xml>");
    document.set(&path, "north & south", false).expect("it is there");
    assert_eq!(xml::write(&document), "<xml><Latitude><![CDATA[north & south]]></Latitude></xml>");
}

#[test]
fn an_unknown_path_names_the_closest() {
    let mut document = Document(vec![Element::text("Content", "a"), Element::text("MediaId", "m")]);
    let error = document.set(&Path::parse("Contnet").expect("a path"), "x", false);
    let expected = PathError::Unknown { path: "Contnet".to_owned(), closest: vec!["Content".to_owned()] };
    assert_eq!(error, Err(expected));
}
