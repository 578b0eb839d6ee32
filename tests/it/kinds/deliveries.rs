//! Deliveries of every kind, signed and encrypted.

use webot::message::envelope::{self, AesKey};
use webot::message::{
    Answer, AnswerFamily, Credentials, Delivery, Document, Element, Format, Mode, Platform, Push,
    ReplyContext, Shape, Stamp, catalogue, json, verdict, xml,
};
use webot::sign;

use super::{ensure, every_kind, push};
use crate::support::{AES_KEY, webot};

const DELIVERY_TOKEN: &str = "s3cret-token";

#[test]
fn every_kind_is_delivered_signed_in_every_mode_and_format_without_the_token() {
    let key = AesKey::parse(AES_KEY).expect("a key");
    let stamp = Stamp { timestamp: 1_700_000_000, nonce: "42", random: *b"0123456789abcdef" };
    every_kind(|kind| {
        let push = push(kind);
        if matches!(push.platform, Platform::Pay | Platform::PayV2 | Platform::Intracity) {
            return Ok(());
        }
        // Intelligent bots have JSON in an envelope of their own.
        if matches!(kind.shape, Shape::Bot(_)) {
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
fn a_text_is_accepted_in_answer_to_every_kind_of_an_account_that_shows_it() {
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
        let shows = matches!(verdict.family, AnswerFamily::OfficialAccount | AnswerFamily::WorkApp);
        ensure(verdict.findings.is_empty() == (shows || verdict.family == AnswerFamily::PayV3), || {
            format!("{:?}", verdict.findings)
        })
    });
}

#[test]
fn kinds_of_every_family_are_sent_by_the_binary() {
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
