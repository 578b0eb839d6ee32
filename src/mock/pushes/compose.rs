//! Composes a queued push: the common fields and the order come from the table of kinds, the values from the queue.

use serde_json::Value;

use super::QueuedPush;
use crate::message::{
    Content, Element, Kind, Parties, Platform, Preset, Push, SAMPLE_ACCOUNT, catalogue, json,
};

impl QueuedPush {
    /// Returns the push; `None` if there is no such kind.
    pub(super) fn compose(&self) -> Option<Push> {
        let kind = catalogue::kind(&self.kind)?;
        let to = match kind.family.platform() {
            // WeCom writes the corpid.
            Platform::Work => self.account.clone(),
            _ => SAMPLE_ACCOUNT.to_owned(),
        };
        let parties = Parties {
            to,
            from: self.user.clone(),
            account: self.account.clone(),
            time: self.due_ms / 1000,
            msg_id: self.msg_id,
        };
        let mut push = Push::new(kind, &parties);
        // The fields that the table fills itself, such as the time, stay.
        let samples: Vec<&str> =
            kind.fields.iter().filter(|field| is_sample(field.default)).map(|field| field.name).collect();
        let own = json::from_json(&self.fields).unwrap_or_default().0;
        let elements = std::mem::take(&mut push.document.0);
        let mut given: Vec<Element> = Vec::new();
        for sample in elements {
            let name = sample.name.clone();
            if own.iter().any(|element| element.name == name) {
                // A repeated element is given as a whole, in the place of the first.
                if !given.iter().any(|element| element.name == name) {
                    let repeated = own.iter().filter(|element| element.name == name);
                    given.extend(repeated.map(|element| typed(element, &sample)));
                }
            } else if self.has_samples || !samples.contains(&&*name) {
                given.push(sample);
            }
        }
        let names: Vec<_> = given.iter().map(|element| element.name.clone()).collect();
        given.extend(own.into_iter().filter(|element| !names.contains(&element.name)));
        push.document.0 = given;
        Some(push)
    }
}

/// Returns whether a preset is an example, not a value that the table fills in itself.
fn is_sample(preset: Preset) -> bool {
    matches!(preset, Preset::Text(_) | Preset::Number(_) | Preset::Group(_))
}

/// The common fields that may be given too.
const COMMON: [&str; 2] = ["ToUserName", "CreateTime"];

/// Returns an element with the type that the kind gives it: a text in quotes, a number bare.
fn typed(element: &Element, sample: &Element) -> Element {
    let content = match (&element.content, &sample.content) {
        (Content::Number(digits), Content::Text(_)) => Content::Text(digits.clone()),
        (Content::Text(digits), Content::Number(_)) if is_number(digits) => Content::Number(digits.clone()),
        (Content::Group(inner), Content::Group(samples)) => {
            let typed_inner = |element: &Element| {
                let sample = samples.iter().find(|sample| sample.name == element.name);
                sample.map_or_else(|| element.clone(), |sample| typed(element, sample))
            };
            Content::Group(inner.iter().map(typed_inner).collect())
        }
        (content, _) => content.clone(),
    };
    Element { name: element.name.clone(), content }
}

fn is_number(digits: &str) -> bool {
    digits.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Returns the fields of a message as users write it if they say nothing else.
pub(in crate::mock) fn sample_fields(kind: Kind) -> Value {
    let sample = Push::new(kind, &Parties::sample(0, 0));
    let own = |name: &str| kind.fields.iter().any(|field| field.name == name && is_sample(field.default));
    let elements: Vec<Element> = sample.document.0.into_iter().filter(|element| own(&element.name)).collect();
    json::to_json(&elements)
}

/// Returns the name of a field that pushes of the kind do not have, among given ones.
pub(in crate::mock) fn unknown_field(kind: Kind, fields: &Value) -> Option<&str> {
    let is_known = |name: &str| COMMON.contains(&name) || kind.fields.iter().any(|field| field.name == name);
    fields.as_object()?.keys().map(String::as_str).find(|name| !is_known(name))
}
