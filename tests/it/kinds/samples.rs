//! Samples of pushes that were collected elsewhere.

use std::collections::BTreeSet;

use serde::Deserialize;
use webot::message::{Document, Family, Kind, Platform, Push, catalogue};

use super::{json_form, leaves, push};

/// A sample: its file in the collection, its types, and the paths of its leaves.
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
    /// Returns whether the kind has the same types and belongs to the same platform.
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
    serde_json::from_str(include_str!("../../data/samples.json")).expect("samples")
}

fn built() -> Vec<(Kind, Push)> {
    catalogue::kinds().map(|kind| (kind, push(kind))).collect()
}

/// Returns the kind that lacks the fewest fields of the sample, and those fields.
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

/// Returns the index of the exception for this file and path.
fn exception_for(file: &str, path: &str) -> Option<usize> {
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
                lacking.retain(|path| exception_for(file, path).is_none());
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
        lacking.into_iter().filter_map(|path| exception_for(&sample.file, &path))
    });
    let used: BTreeSet<usize> = lacking.collect();
    for (position, (file, field, _)) in NO_FIELD.iter().enumerate() {
        assert!(used.contains(&position), "{file} {field} is no exception any more");
    }
}
