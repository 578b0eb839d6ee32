//! The names that messages have: of fields, events and types. They are those of the catalogue of kinds.

use std::collections::BTreeSet;

use crate::bot::arrival::TIME_FIELDS;
use crate::bot::info;
use crate::message::{Platform, Shape, catalogue};

/// The fields beside those of the catalogue: the names of node-webot, and what the rules themselves know.
const OWN_FIELDS: [&str; 18] = [
    "text",
    "user",
    "uid",
    "sp",
    "id",
    "createTime",
    "type",
    "kind",
    "event",
    "eventKey",
    "rewaitCount",
    "rewait_count",
    "rewaitLeft",
    "reply",
    "err",
    "session",
    "param",
    "raw",
];
/// Elements that real pushes have and the catalogue does not: they are optional.
const RARE_ELEMENTS: [&str; 7] =
    ["Recognition", "MediaId16K", "MsgDataId", "Idx", "Ticket", "EventKey", "CloseType"];

/// The names that messages have.
#[derive(Debug)]
pub(super) struct KnownNames {
    /// The fields, by their names in WeChat's documents and in node-webot.
    pub fields: BTreeSet<String>,
    /// The fields that messages with a text have.
    pub text_fields: BTreeSet<String>,
    /// The events of official accounts, mini-programs and platforms, as they are written.
    pub events: BTreeSet<&'static str>,
    /// The events of WeCom, as they are written.
    pub work_events: BTreeSet<&'static str>,
    /// The values of `MsgType`.
    pub types: BTreeSet<&'static str>,
}

impl KnownNames {
    /// Collects the names of the catalogue.
    pub(super) fn collect() -> Self {
        let mut names = Self {
            fields: OWN_FIELDS.iter().chain(&TIME_FIELDS).map(|name| (*name).to_owned()).collect(),
            text_fields: OWN_FIELDS
                .iter()
                .chain(&TIME_FIELDS)
                .chain(&info::OPTIONAL_FIELDS)
                .map(|name| (*name).to_owned())
                .collect(),
            events: BTreeSet::new(),
            work_events: BTreeSet::new(),
            types: BTreeSet::from(["event"]),
        };
        for element in RARE_ELEMENTS {
            names.element(element);
        }
        for kind in catalogue::kinds() {
            match kind.shape {
                Shape::Event(event) if kind.family.platform() == Platform::Work => {
                    names.work_events.insert(event);
                }
                Shape::Event(event) => {
                    names.events.insert(event);
                }
                Shape::Message(msg_type) => {
                    names.types.insert(msg_type);
                }
                _ => {}
            }
            // A nested field is reached by its path, whose first name is that of an outer element.
            for field in kind.fields {
                names.element(field.name);
                if matches!(kind.shape, Shape::Message("text" | "voice")) {
                    names.text_fields.insert(info::field_name(field.name));
                }
            }
        }
        names
    }

    fn element(&mut self, element: &str) {
        self.fields.insert(element.to_owned());
        self.fields.insert(info::field_name(element));
    }
}
