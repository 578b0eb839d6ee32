//! The rules for template cards of WeCom (企业微信文档《模板卡片消息》). Pure: a card in, faults out; `message card` and the
//! mock share them.

use serde_json::Value;

/// The types of cards.
pub(crate) const CARD_TYPES: [&str; 5] =
    ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"];
/// The types whose clicks are pushed, so that they need a `task_id`.
const WITH_TASK: [&str; 3] = ["button_interaction", "vote_interaction", "multiple_interaction"];
/// The maximum length of a `task_id`, in bytes.
const MAX_TASK_BYTES: usize = 128;

/// A fault of a card: the path of the field, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardFault {
    /// The path, such as `template_card.button_list`.
    pub path: String,
    /// The kind of the fault.
    pub kind: CardFaultKind,
}

/// The kinds of faults of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardFaultKind {
    /// The field is missing or empty.
    Missing,
    /// The list has more items than this.
    TooMany(usize),
    /// The value is none of the known ones.
    Unknown,
    /// The value has a wrong character, or is too long.
    Form,
    /// Two items have the same key.
    Twice,
}

/// The faults that are found in a card.
struct Checked(Vec<CardFault>);

impl Checked {
    fn add(&mut self, path: &str, kind: CardFaultKind) {
        self.0.push(CardFault { path: format!("template_card.{path}"), kind });
    }

    fn need(&mut self, card: &Value, path: &str) {
        let found = path.split('.').try_fold(card, |value, member| value.get(member));
        if is_empty(found) {
            self.add(path, CardFaultKind::Missing);
        }
    }

    /// Checks a list: its length, and that each item has these members. `key` must differ between the items.
    fn items(&mut self, card: &Value, path: &str, most: usize, needs: &[&str], key: Option<&str>) {
        let found = path.split('.').try_fold(card, |value, member| value.get(member));
        let Some(items) = found.and_then(Value::as_array) else { return };
        if items.len() > most {
            self.add(path, CardFaultKind::TooMany(most));
        }
        let mut seen: Vec<&Value> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            for need in needs.iter().filter(|need| is_empty(item.get(**need))) {
                self.add(&format!("{path}[{index}].{need}"), CardFaultKind::Missing);
            }
            let Some(given) = key.and_then(|key| item.get(key)).filter(|given| !is_empty(Some(given))) else {
                continue;
            };
            if seen.contains(&given) {
                self.add(&format!("{path}[{index}].{}", key.unwrap_or_default()), CardFaultKind::Twice);
            }
            seen.push(given);
        }
    }
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        Some(Value::Object(members)) => members.is_empty(),
        Some(_) => false,
    }
}

/// Returns the faults for which WeCom refuses a card.
pub(crate) fn card_faults(card: &Value) -> Vec<CardFault> {
    let mut checked = Checked(Vec::new());
    let kind = card["card_type"].as_str().unwrap_or_default();
    if kind.is_empty() {
        checked.need(card, "card_type");
        return checked.0;
    }
    if !CARD_TYPES.contains(&kind) {
        checked.add("card_type", CardFaultKind::Unknown);
        return checked.0;
    }
    match kind {
        "text_notice" => {
            if is_empty(card.pointer("/main_title/title")) && is_empty(card.get("sub_title_text")) {
                checked.add("main_title.title", CardFaultKind::Missing);
            }
        }
        "news_notice" => {
            checked.need(card, "main_title.title");
            if is_empty(card.get("card_image")) && is_empty(card.get("image_text_area")) {
                checked.add("card_image.url", CardFaultKind::Missing);
            }
            checked.items(card, "vertical_content_list", 4, &["title"], None);
        }
        "button_interaction" => {
            checked.need(card, "main_title.title");
            checked.need(card, "button_list");
            checked.items(card, "button_list", 6, &["text"], Some("key"));
        }
        "vote_interaction" => {
            checked.need(card, "checkbox.question_key");
            checked.need(card, "checkbox.option_list");
            checked.items(card, "checkbox.option_list", 20, &["id", "text"], Some("id"));
            checked.need(card, "submit_button.text");
            checked.need(card, "submit_button.key");
        }
        _ => {
            checked.need(card, "select_list");
            checked.items(card, "select_list", 3, &["question_key", "option_list"], Some("question_key"));
            for (index, select) in card["select_list"].as_array().into_iter().flatten().enumerate() {
                let mut inner = Checked(Vec::new());
                inner.items(select, "option_list", 10, &["id", "text"], Some("id"));
                for CardFault { path, kind } in inner.0 {
                    let path = path.trim_start_matches("template_card.");
                    checked.add(&format!("select_list[{index}].{path}"), kind);
                }
            }
            checked.need(card, "submit_button.text");
            checked.need(card, "submit_button.key");
        }
    }
    common(card, kind, &mut checked);
    checked.0
}

/// Checks what all types share.
fn common(card: &Value, kind: &str, checked: &mut Checked) {
    if matches!(kind, "text_notice" | "news_notice") {
        checked.need(card, "card_action");
    }
    if let Some(action) = card.get("card_action").filter(|action| action.is_object()) {
        match action["type"].as_u64() {
            Some(1) => checked.need(card, "card_action.url"),
            Some(2) => checked.need(card, "card_action.appid"),
            Some(0 | 3) => {}
            _ => checked.add("card_action.type", CardFaultKind::Unknown),
        }
    }
    checked.items(card, "horizontal_content_list", 6, &["keyname"], None);
    checked.items(card, "jump_list", 3, &["title"], None);
    checked.items(card, "action_menu.action_list", 10, &["text", "key"], Some("key"));
    let task = card["task_id"].as_str().unwrap_or_default();
    if task.is_empty() && (WITH_TASK.contains(&kind) || !is_empty(card.get("action_menu"))) {
        checked.add("task_id", CardFaultKind::Missing);
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@".contains(&byte);
    if task.len() > MAX_TASK_BYTES || !task.bytes().all(is_plain) {
        checked.add("task_id", CardFaultKind::Form);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{CARD_TYPES, CardFaultKind, card_faults};

    #[test]
    fn each_type_has_its_needs() {
        for kind in CARD_TYPES {
            assert!(!card_faults(&json!({ "card_type": kind })).is_empty(), "{kind}");
        }
        let notice = json!({ "card_type": "text_notice", "main_title": { "title": "告警" }, "card_action": { "type": 1, "url": "https://example.com" } });
        assert_eq!(card_faults(&notice), []);
        let vote = json!({
            "card_type": "vote_interaction", "task_id": "t1",
            "checkbox": { "question_key": "q", "option_list": [{ "id": "1", "text": "是" }, { "id": "1", "text": "否" }] },
            "submit_button": { "text": "提交", "key": "s" },
        });
        let faults = card_faults(&vote);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].kind, CardFaultKind::Twice);
        assert_eq!(faults[0].path, "template_card.checkbox.option_list[1].id");
    }

    #[test]
    fn limits_and_unknown_types_are_told() {
        let kind = |card| card_faults(&card).first().map(|fault| fault.kind);
        assert_eq!(kind(json!({})), Some(CardFaultKind::Missing));
        assert_eq!(kind(json!({ "card_type": "text" })), Some(CardFaultKind::Unknown));
        let buttons: Vec<_> = (0..7).map(|key| json!({ "text": "好", "key": key.to_string() })).collect();
        let card = json!({ "card_type": "button_interaction", "main_title": { "title": "审批" }, "button_list": buttons, "task_id": "a b" });
        let kinds: Vec<_> = card_faults(&card).into_iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [CardFaultKind::TooMany(6), CardFaultKind::Form]);
    }
}
