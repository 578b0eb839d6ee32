//! The JSON form of a push, which mini-programs and WeCom's intelligent bots may choose, and JSON replies.

use serde_json::{Map, Value};

use super::element::{Content, Document, Element};

/// The deepest JSON that a reply may be; `serde_json` itself stops at 128.
const MAX_DEPTH: usize = 32;

/// The message as a JSON object; elements that repeat become an array, and so does `item` even when there is one.
pub fn to_json(elements: &[Element]) -> Value {
    let mut object = Map::new();
    for element in elements {
        let value = match &element.content {
            Content::Text(text) => Value::String(text.clone()),
            Content::Number(digits) => {
                serde_json::from_str(digits).unwrap_or_else(|_| Value::String(digits.clone()))
            }
            Content::Group(inner) => to_json(inner),
        };
        match object.get_mut(&element.name) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None if element.name == "item" => {
                object.insert(element.name.clone(), Value::Array(vec![value]));
            }
            None => {
                object.insert(element.name.clone(), value);
            }
        }
    }
    Value::Object(object)
}

/// The elements of a JSON object; `None` for anything else.
pub fn from_json(value: &Value) -> Option<Document> {
    elements(value, 0).map(Document)
}

fn elements(value: &Value, depth: usize) -> Option<Vec<Element>> {
    let object = value.as_object().filter(|_| depth < MAX_DEPTH)?;
    let mut found = Vec::new();
    for (name, value) in object {
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for item in items {
            let content = match item {
                Value::Object(_) => Content::Group(elements(item, depth + 1)?),
                Value::Number(number) => Content::Number(number.to_string()),
                Value::String(text) => Content::Text(text.clone()),
                Value::Null => Content::Text(String::new()),
                Value::Bool(_) | Value::Array(_) => Content::Text(item.to_string()),
            };
            found.push(Element { name: name.clone(), content });
        }
    }
    Some(found)
}
