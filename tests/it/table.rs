//! The table of kinds: every entry is sound, can be sent, and nothing that WeChat is known to push is missing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use webot::message::envelope::{self, AesKey};
use webot::message::{
    Answer, Content, Credentials, Delivery, Document, Element, Family, Field, Format, Kind, List, Mode,
    Parties, Path, PathError, Platform, Preset, Push, ReplyContext, Shape, Stamp, catalogue, json, verdict,
    xml,
};
use webot::sign;

use crate::support::{AES_KEY, webot};

fn push(kind: Kind) -> Push {
    Push::new(kind, &Parties::sample(1_700_000_000, 7_300_000_000_000_000_001))
}

/// Runs a check over every kind and tells all that fail, not only the first.
#[track_caller]
fn every_kind(check: impl Fn(Kind) -> Result<(), String>) {
    let wrong: Vec<String> = catalogue::kinds()
        .filter_map(|kind| check(kind).err().map(|what| format!("{}: {what}", kind.name)))
        .collect();
    assert!(wrong.is_empty(), "{} kinds:\n{}", wrong.len(), wrong.join("\n"));
}

fn ensure(met: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if met { Ok(()) } else { Err(otherwise()) }
}

/// Every leaf with its path, without indices: `A.B` → `value`.
fn leaves(elements: &[Element]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for element in elements {
        match &element.content {
            Content::Group(inner) if !inner.is_empty() => {
                found.extend(
                    leaves(inner).into_iter().map(|(path, v)| (format!("{}.{path}", element.name), v)),
                );
            }
            _ => found.push((element.name.to_string(), element.value().unwrap_or_default().to_owned())),
        }
    }
    found
}

/// The leaves in an order that JSON keeps, numbers as JSON writes them (`65.000000` is `65.0`).
fn comparable(document: &Document) -> Vec<(String, String)> {
    let number = |value: String| {
        serde_json::from_str::<serde_json::Number>(&value).map_or(value, |number| number.to_string())
    };
    let mut leaves: Vec<_> =
        leaves(&document.0).into_iter().map(|(path, value)| (path, number(value))).collect();
    leaves.sort();
    leaves
}

#[test]
fn there_are_about_three_hundred_kinds_and_the_first_is_text() {
    assert_eq!(catalogue::kinds().next().map(|kind| kind.name), Some("text"));
    let count = catalogue::kinds().count();
    assert!(count >= 290, "{count} kinds");
}

#[test]
fn names_and_aliases_are_unique_and_can_be_typed() {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for kind in catalogue::kinds() {
        for word in std::iter::once(kind.name).chain(kind.aliases) {
            if let Some(other) = seen.insert(word, kind.name) {
                wrong.push(format!("`{word}` is {other} and {}", kind.name));
            }
            let spaces = word.split(' ').any(str::is_empty);
            let control = word.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' '));
            if spaces || control || word.starts_with('-') {
                wrong.push(format!("`{word}` cannot be typed"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_a_title_in_both_languages() {
    every_kind(|kind| {
        let (en, zh) = (kind.title.en, kind.title.zh);
        ensure(!en.trim().is_empty() && en.trim() == en, || format!("en `{en}`"))?;
        ensure(!zh.trim().is_empty() && zh.trim() == zh, || format!("zh `{zh}`"))?;
        ensure(en.is_ascii() || !en.chars().any(is_chinese), || format!("Chinese in en: {en}"))?;
        ensure(zh.chars().any(is_chinese), || format!("no Chinese in zh: {zh}"))?;
        ensure(!en.contains('\n') && !zh.contains('\n'), || "more than one line".to_owned())
    });
}

fn is_chinese(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

#[test]
fn every_family_has_a_title_in_both_languages_and_kinds_of_one_platform() {
    let families: BTreeSet<Family> = catalogue::kinds().map(|kind| kind.family).collect();
    for family in families {
        let title = family.title();
        assert!(!title.en.trim().is_empty() && !title.zh.trim().is_empty(), "{family:?}");
    }
}

#[test]
fn positional_arguments_name_fields_at_the_top() {
    every_kind(|kind| {
        let push = push(kind);
        for arg in kind.args {
            let field = push.document.find(arg).ok_or_else(|| format!("no field {arg}"))?;
            ensure(field.value().is_some(), || format!("{arg} is a group"))?;
        }
        let distinct: BTreeSet<_> = kind.args.iter().collect();
        ensure(distinct.len() == kind.args.len(), || "an argument stands twice".to_owned())
    });
}

#[test]
fn defaults_are_what_their_types_say() {
    fn check(fields: List<Field>) -> Result<(), String> {
        for field in fields {
            let name = field.name;
            ensure(name == name.trim() && !name.contains([' ', '.', '[', '<']), || format!("name `{name}`"))?;
            match field.default {
                Preset::Number(digits) => {
                    let number = serde_json::from_str::<serde_json::Number>(digits);
                    let truth = ["true", "false"].contains(&digits);
                    ensure(number.is_ok() || truth, || format!("{name}: `{digits}` is not a JSON number"))?;
                }
                Preset::Text(text) => {
                    ensure(xml::forbidden_char(text).is_none(), || format!("{name}: control"))?;
                }
                Preset::Group(inner) => check(inner).map_err(|what| format!("{name}.{what}"))?,
                Preset::Now | Preset::MsgId | Preset::User | Preset::Account => {}
            }
        }
        Ok(())
    }
    every_kind(|kind| check(kind.fields));
}

#[test]
fn a_field_that_stands_twice_stands_in_a_row() {
    fn check(fields: List<Field>) -> Result<(), String> {
        let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        names.dedup();
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        ensure(distinct.len() == names.len(), || format!("{names:?}"))?;
        fields.iter().try_for_each(|field| match field.default {
            Preset::Group(inner) => check(inner),
            _ => Ok(()),
        })
    }
    every_kind(|kind| check(kind.fields));
}

#[test]
fn the_table_does_not_repeat_what_every_push_has() {
    every_kind(|kind| {
        let common: &[&str] = match kind.shape {
            Shape::Message(_) => &["ToUserName", "FromUserName", "CreateTime", "MsgType"],
            Shape::Event(_) => &["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"],
            Shape::Info(_) | Shape::Pay(_) => &[],
        };
        let repeated = kind.fields.iter().find(|field| common.contains(&field.name));
        ensure(repeated.is_none(), || format!("{} stands in the table too", repeated.expect("some").name))
    });
}

#[test]
fn a_push_says_what_it_is() {
    every_kind(|kind| {
        let document = push(kind).document;
        let (field, value) = match kind.shape {
            Shape::Message(msg_type) => ("MsgType", msg_type),
            Shape::Event(event) => ("Event", event),
            Shape::Info(info) => ("InfoType", info),
            // Its event_type is outside the encrypted resource.
            Shape::Pay(_) => return Ok(()),
        };
        ensure(document.get(field) == Some(value), || format!("{field}: {:?}", document.get(field)))?;
        if matches!(kind.shape, Shape::Event(_)) {
            ensure(document.get("MsgType") == Some("event"), || "MsgType".to_owned())?;
        }
        let seconds = document.get("CreateTime").or(document.get("TimeStamp"));
        ensure(seconds == Some("1700000000"), || format!("sent at {seconds:?}"))
    });
}

#[test]
fn an_ordinary_message_carries_the_id_of_the_push_and_an_event_need_not() {
    every_kind(|kind| {
        let push = push(kind);
        match kind.shape {
            Shape::Message(_) => {
                ensure(push.msg_id() == Some("7300000000000000001"), || format!("MsgId {:?}", push.msg_id()))
            }
            _ => Ok(()),
        }
    });
}

#[test]
fn xml_is_compact_and_is_read_back() {
    every_kind(|kind| {
        let document = push(kind).document;
        let text = xml::write(&document);
        ensure(text.starts_with("<xml>") && text.ends_with("</xml>"), || text.clone())?;
        ensure(!text.contains("> <") && !text.contains(">\n"), || format!("white space: {text}"))?;
        let read = xml::read(&text).map_err(|error| format!("{error}: {text}"))?;
        ensure(read.flaws.is_empty(), || format!("{:?}", read.flaws))?;
        ensure(leaves(&read.document.0) == leaves(&document.0), || format!("read {:?}", read.document))
    });
}

/// The push as its JSON form tells it.
fn json_form(push: &Push) -> Result<Document, String> {
    let value = serde_json::from_slice(&push.body(Format::Json)).map_err(|error| error.to_string())?;
    json::from_json(&value).ok_or_else(|| "not an object".to_owned())
}

/// The elements that stand in XML only: in JSON the list of a subscription event is at the top
/// (小程序文档《订阅消息》).
const XML_ONLY: &[&str] = &["SubscribeMsgPopupEvent.", "SubscribeMsgChangeEvent.", "SubscribeMsgSentEvent."];

#[test]
fn json_is_valid_and_is_read_back() {
    every_kind(|kind| {
        let push = push(kind);
        let bare = |path: &str| {
            XML_ONLY.iter().find_map(|group| path.strip_prefix(group)).unwrap_or(path).to_owned()
        };
        let mut expected: Vec<_> =
            comparable(&push.document).into_iter().map(|(path, value)| (bare(&path), value)).collect();
        expected.sort();
        let read = comparable(&json_form(&push)?);
        ensure(read == expected, || format!("{read:?} instead of {expected:?}"))?;
        let raw = String::from_utf8(push.body(Format::Json)).map_err(|error| error.to_string())?;
        // JSON of WeChat is raw UTF-8.
        ensure(!raw.contains("\\u"), || raw)
    });
}

#[test]
fn the_catalogue_finds_every_kind_by_its_words() {
    every_kind(|kind| {
        for word in std::iter::once(kind.name).chain(kind.aliases) {
            let found = catalogue::kind(word).ok_or_else(|| format!("`{word}` is not found"))?;
            ensure(found == kind, || format!("`{word}` is {}", found.name))?;
        }
        if kind.is_message() {
            return Ok(());
        }
        let found = catalogue::event(kind.name).ok_or("`event` does not find it")?;
        ensure(found == kind, || format!("event {} is {}", kind.name, found.name))?;
        let upper = kind.name.to_uppercase();
        ensure(catalogue::event(&upper).is_some(), || format!("event {upper} is not found"))
    });
}

#[test]
fn the_words_of_webot_cli_still_name_what_they_named() {
    for (word, kind) in [
        ("t", "text"),
        ("text", "text"),
        ("i", "image"),
        ("image", "image"),
        ("pic", "image"),
        ("l", "location"),
        ("loc", "location"),
        ("location", "location"),
    ] {
        assert_eq!(catalogue::kind(word).map(|kind| kind.name), Some(kind), "{word}");
    }
    for (word, event) in
        [("subscribe", "subscribe"), ("click", "CLICK"), ("scan", "SCAN"), ("location", "LOCATION")]
    {
        let found = catalogue::event(word).map(|kind| kind.shape);
        assert_eq!(found, Some(Shape::Event(event)), "event {word}");
    }
}

/// Every leaf's path with the index that it needs: `ExtAttr.Item[1].Web.Title`.
fn indexed(elements: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    for (position, element) in elements.iter().enumerate() {
        let nth = elements[..position].iter().filter(|other| other.name == element.name).count();
        let name = if nth == 0 { element.name.to_string() } else { format!("{}[{nth}]", element.name) };
        match &element.content {
            Content::Group(inner) if !inner.is_empty() => {
                found.extend(indexed(inner).into_iter().map(|path| format!("{name}.{path}")));
            }
            _ => found.push(name),
        }
    }
    found
}

#[test]
fn every_field_of_every_kind_can_be_set() {
    every_kind(|kind| {
        let mut document = push(kind).document;
        for path in indexed(&document.0) {
            let parsed = Path::parse(&path).map_err(|error| error.to_string())?;
            document.set(&parsed, "值", false).map_err(|error| error.to_string())?;
            ensure(document.at(&parsed) == Some("值"), || format!("{path} is {:?}", document.at(&parsed)))?;
        }
        Ok(())
    });
}

#[test]
fn every_path_that_an_error_suggests_can_be_set() {
    every_kind(|kind| {
        let document = push(kind).document;
        for path in indexed(&document.0) {
            let wrong = Path::parse(&format!("{path}x")).map_err(|error| error.to_string());
            // A path with its last letter wrong, or an index too high on the way.
            for wrong in [wrong, Path::parse(&path.replace("[1]", "[0]")).map_err(|error| error.to_string())]
            {
                let wrong = wrong.unwrap_or_else(|_| Path::parse("Contant").expect("a path"));
                let Err(PathError::Unknown { closest, .. }) = document.clone().set(&wrong, "值", false)
                else {
                    continue;
                };
                for suggested in closest {
                    let followed = Path::parse(&suggested).map_err(|error| error.to_string())?;
                    let set = document.clone().set(&followed, "值", false);
                    ensure(set.is_ok(), || format!("`{wrong}` suggests `{suggested}`: {set:?}"))?;
                }
            }
        }
        Ok(())
    });
}

const DELIVERY_TOKEN: &str = "s3cret-token";

#[test]
fn every_kind_is_delivered_signed_in_every_mode_and_format_without_the_token() {
    let key = AesKey::parse(AES_KEY).expect("a key");
    let stamp = Stamp { timestamp: 1_700_000_000, nonce: "42", random: *b"0123456789abcdef" };
    every_kind(|kind| {
        let push = push(kind);
        if push.platform == Platform::Pay {
            return Ok(());
        }
        for mode in [Mode::Plain, Mode::Compat(key.clone()), Mode::Safe(key.clone())] {
            let credentials = Credentials {
                mode: mode.clone(),
                receiver: "wx1".to_owned(),
                ..Credentials::token(DELIVERY_TOKEN)
            };
            for format in [Format::Xml, Format::Json] {
                let delivery = Delivery::new(&push, &credentials, format, &stamp);
                well_delivered(&push, &delivery, &mode, format)
                    .map_err(|what| format!("{mode:?} {format:?}: {what}"))?;
            }
        }
        Ok(())
    });
}

fn well_delivered(push: &Push, delivery: &Delivery, mode: &Mode, format: Format) -> Result<(), String> {
    let query = |name: &str| delivery.query.iter().find(|(given, _)| *given == name).map(|(_, v)| &**v);
    ensure(!format!("{delivery:?}").contains(DELIVERY_TOKEN), || "the token is sent".to_owned())?;
    ensure(query("timestamp") == Some("1700000000") && query("nonce") == Some("42"), || {
        format!("{:?}", delivery.query)
    })?;
    let body = std::str::from_utf8(&delivery.body).map_err(|error| error.to_string())?;
    let document = match format {
        Format::Xml => xml::read(body).map_err(|error| error.to_string())?.document,
        Format::Json => {
            let value = serde_json::from_str(body).map_err(|error| error.to_string())?;
            json::from_json(&value).ok_or("not an object")?
        }
    };
    let Some(key) = mode.key() else {
        ensure(
            query("signature") == Some(&sign::callback::signature(DELIVERY_TOKEN, "1700000000", "42")),
            || "signature".to_owned(),
        )?;
        return ensure(delivery.body == push.body(format), || body.to_owned());
    };
    let encrypt = document.get("Encrypt").ok_or("no Encrypt")?;
    let signature = sign::callback::msg_signature(DELIVERY_TOKEN, "1700000000", "42", encrypt);
    ensure(query("msg_signature") == Some(&signature), || "msg_signature".to_owned())?;
    let aes = (push.platform != Platform::Work).then_some("aes");
    ensure(query("encrypt_type") == aes, || format!("encrypt_type {:?}", query("encrypt_type")))?;
    let opened = envelope::decrypt(key, encrypt).map_err(|error| error.to_string())?;
    ensure(opened.message == push.body(format) && opened.receiver == "wx1", || format!("{opened:?}"))?;
    let plain = document.get("MsgType").or(document.get("InfoType")).is_some();
    ensure(plain == matches!(mode, Mode::Compat(_)), || format!("plain fields: {body}"))
}

#[test]
fn a_text_that_answers_any_kind_is_accepted() {
    every_kind(|kind| {
        let push = push(kind);
        if matches!(kind.shape, Shape::Info(_)) {
            return Ok(());
        }
        let user = |name: &str| push.document.get(name).unwrap_or("nobody").to_owned();
        let reply = Document(vec![
            Element::text("ToUserName", user("FromUserName")),
            Element::text("FromUserName", user("ToUserName")),
            Element::number("CreateTime", 1_700_000_001),
            Element::text("MsgType", "text"),
            Element::text("Content", "好"),
        ]);
        let answer = Answer { status: 200, body: xml::write(&reply).into_bytes(), ..Answer::default() };
        let credentials = Credentials::token(DELIVERY_TOKEN);
        let verdict =
            verdict(&answer, ReplyContext { push: &push, credentials: &credentials, format: Format::Xml });
        ensure(verdict.findings.is_empty(), || format!("{:?}", verdict.findings))
    });
}

/// What is known of a sample: its file in the collection, what it says that it is, and the paths of its leaves.
#[derive(Deserialize)]
struct Sample {
    file: String,
    #[serde(rename = "MsgType")]
    msg_type: Option<String>,
    #[serde(rename = "Event")]
    event: Option<String>,
    #[serde(rename = "InfoType")]
    info_type: Option<String>,
    #[serde(rename = "ChangeType")]
    change_type: Option<String>,
    paths: Vec<String>,
}

/// Samples that need no kind of their own.
const NO_KIND: &[(&str, &str)] = &[
    ("work_event/change_contact.change_contact.xml", "a test of an SDK that repeats the Event as ChangeType"),
    ("work_event/wedrive_file_change.xxx_file.xml", "the documents' placeholder for the real change types"),
    ("work_event/smart_sheet_change.update_field_or_record.xml", "the documents' placeholder for two types"),
];

/// Fields of a sample that the table leaves out.
const NO_FIELD: &[(&str, &str, &str)] = &[
    ("message/text.xml", "BusinessId", "not in the documents of text messages"),
    ("work_event/change_chain.", "GroupIds", "not in the documents; UpdateGroupIds and so on are"),
    ("work_event/change_chain.", "CorpIds", "not in the documents"),
    ("work_event/doc_change.", "FormId", "belongs to the events of forms"),
    ("work_event/change_external_contact.add_external_contact.xml", "AgentID", "added by an SDK's test"),
];

impl Sample {
    /// Whether the kind has the same `MsgType`, `Event`, `InfoType` and `ChangeType`, and belongs to the same platform.
    fn is(&self, kind: Kind, document: &Document) -> bool {
        let folder = self.file.split('/').next().unwrap_or_default();
        let family = match folder {
            "open" => kind.family == Family::Open,
            "open_work" => kind.family == Family::Suite,
            "work_message" | "work_event" => {
                kind.family.platform() == Platform::Work && kind.family != Family::Suite
            }
            "json" if self.file.starts_with("json/work") => kind.family.platform() == Platform::Work,
            _ => kind.family.platform() == Platform::Official,
        };
        family
            && [
                ("MsgType", &self.msg_type),
                ("Event", &self.event),
                ("InfoType", &self.info_type),
                ("ChangeType", &self.change_type),
            ]
            .iter()
            .all(|(field, value)| document.get(field) == value.as_deref())
    }
}

fn samples() -> Vec<Sample> {
    serde_json::from_str(include_str!("../data/samples.json")).expect("samples")
}

fn built() -> Vec<(Kind, Push)> {
    catalogue::kinds().map(|kind| (kind, push(kind))).collect()
}

/// The sample's kind that lacks the fewest of its fields, and those that it lacks.
fn nearest(sample: &Sample, kinds: &[(Kind, Push)]) -> Option<(&'static str, Vec<String>)> {
    let lacking = |push: &Push| -> Vec<String> {
        let json = sample.file.starts_with("json/").then(|| json_form(push).expect("JSON"));
        let document = json.as_ref().unwrap_or(&push.document);
        let has: BTreeSet<String> = leaves(&document.0).into_iter().map(|(path, _)| path).collect();
        sample.paths.iter().filter(|path| !has.contains(*path)).cloned().collect()
    };
    let alike = kinds.iter().filter(|(kind, push)| sample.is(*kind, &push.document));
    alike.map(|(kind, push)| (kind.name, lacking(push))).min_by_key(|(_, lacking)| lacking.len())
}

/// Which exception excuses that the kind of this file lacks this path.
fn excuse(file: &str, path: &str) -> Option<usize> {
    let top = path.split('.').next();
    NO_FIELD.iter().position(|(files, field, _)| file.starts_with(files) && top == Some(*field))
}

#[test]
fn every_known_sample_has_a_kind_with_all_of_its_fields() {
    let (samples, kinds) = (samples(), built());
    assert!(samples.len() > 300);
    let mut wrong = Vec::new();
    for sample in &samples {
        let file = sample.file.as_str();
        match nearest(sample, &kinds) {
            Some((kind, mut lacking)) => {
                lacking.retain(|path| excuse(file, path).is_none());
                if !lacking.is_empty() {
                    wrong.push(format!("{file}: {kind} lacks {}", lacking.join(", ")));
                }
            }
            None if NO_KIND.iter().any(|(excused, _)| *excused == file) => {}
            None => wrong.push(format!("{file}: no kind")),
        }
    }
    assert!(wrong.is_empty(), "{} samples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_exception_is_still_needed() {
    let (samples, kinds) = (samples(), built());
    for (file, reason) in NO_KIND {
        let sample = samples.iter().find(|sample| sample.file == *file).expect(file);
        assert!(nearest(sample, &kinds).is_none() && !reason.is_empty(), "{file} has a kind now");
    }
    let lacking = samples.iter().flat_map(|sample| {
        let lacking = nearest(sample, &kinds).map(|(_, lacking)| lacking).unwrap_or_default();
        lacking.into_iter().filter_map(|path| excuse(&sample.file, &path))
    });
    let used: BTreeSet<usize> = lacking.collect();
    for (position, (file, field, _)) in NO_FIELD.iter().enumerate() {
        assert!(used.contains(&position), "{file} {field} is no exception any more");
    }
}

#[test]
fn kinds_of_every_family_go_through_the_binary() {
    for (words, kind, field, value) in [
        (&["text", "你好"][..], "text", "Content", "你好"),
        (&["voice"], "voice", "MsgType", "voice"),
        (&["miniprogrampage"], "miniprogrampage", "MsgType", "miniprogrampage"),
        (&["event", "subscribe"], "subscribe", "Event", "subscribe"),
        (&["event", "CLICK", "KEY"], "CLICK", "EventKey", "KEY"),
        (&["event", "TEMPLATESENDJOBFINISH"], "TEMPLATESENDJOBFINISH", "Status", "success"),
        (&["event", "kf_create_session"], "kf_create_session", "Event", "kf_create_session"),
        (&["event", "user_get_card"], "user_get_card", "Event", "user_get_card"),
        (&["event", "weapp_audit_success"], "weapp_audit_success", "Event", "weapp_audit_success"),
        (&["work.text", "hi"], "work.text", "Content", "hi"),
        (
            &["work.change_contact.create_user"],
            "work.change_contact.create_user",
            "ChangeType",
            "create_user",
        ),
        (
            &["open.component_verify_ticket"],
            "open.component_verify_ticket",
            "InfoType",
            "component_verify_ticket",
        ),
        (&["event", "suite_ticket"], "suite.suite_ticket", "InfoType", "suite_ticket"),
    ] {
        let named = catalogue::kind(kind).or(catalogue::event(kind));
        assert!(named.is_some(), "{kind} is not in the table");
        let ran = webot(["send"]).args(words).args(["--dry-run", "--json"]).run();
        let body = ran.json()["body"].as_str().expect("a body").to_owned();
        let document = xml::read(&body).expect("XML").document;
        assert_eq!(document.get(field), Some(value), "{words:?}: {body}");
        let names = |document: &Document| document.0.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&document), names(&push(named.expect("a kind")).document), "{words:?}");
    }
}
