//! The JSON form of pushes and replies, which mini-programs and WeCom's intelligent bots use.

use serde_json::{Map, Value};

use super::element::{Content, Document, Element};
use super::xml::MAX_ELEMENTS;

/// The deepest nesting of JSON that is read; `serde_json` itself stops at 128.
const MAX_DEPTH: usize = 32;

/// The elements that are arrays in JSON even when there is only one: articles and pictures; `detail` of
/// `wxa_media_check` and `media_id_list` of a complaint (小程序文档《内容安全》,《自定义交易组件》); `fail_idx` of a
/// publication, as `freepublish/get` answers it; lists of WeChat Pay and of intelligent bots.
const ARRAY_ELEMENTS: [&str; 15] = [
    "item",
    "msg_item",
    "selected_item",
    "option_id",
    "inaccurate_reason_list",
    "fail_idx",
    "detail",
    "media_id_list",
    "promotion_detail",
    "goods_detail",
    "sub_orders",
    "post_payments",
    "post_discounts",
    "signed_detail_list",
    "details",
];
/// The elements that wrap others in XML and are absent from JSON (公众平台文档《订阅通知接口》: 事件推送).
const XML_ONLY_WRAPPERS: [&str; 3] =
    ["SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent"];

/// Returns the elements as a JSON object; elements of the same name become an array.
pub fn to_json(elements: &[Element]) -> Value {
    let mut object = Map::new();
    let unwrapped = elements.iter().flat_map(|element| {
        let wrapper = XML_ONLY_WRAPPERS.contains(&&*element.name);
        if wrapper { element.elements() } else { std::slice::from_ref(element) }
    });
    for element in unwrapped {
        let value = match &element.content {
            Content::Text(text) => Value::String(text.clone()),
            Content::Number(digits) => {
                serde_json::from_str(digits).unwrap_or_else(|_| Value::String(digits.clone()))
            }
            Content::Group(inner) => to_json(inner),
        };
        match object.get_mut(&*element.name) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None if ARRAY_ELEMENTS.contains(&&*element.name) => {
                object.insert(element.name.to_string(), Value::Array(vec![value]));
            }
            None => {
                object.insert(element.name.to_string(), value);
            }
        }
    }
    Value::Object(object)
}

/// Returns the members of a JSON object as elements, or `None` if the value is not an object, is nested too deeply or
/// has too many members.
pub fn from_json(value: &Value) -> Option<Document> {
    elements(value, 0, &mut 0).map(Document)
}

fn elements(value: &Value, depth: usize, count: &mut usize) -> Option<Vec<Element>> {
    let object = value.as_object().filter(|_| depth < MAX_DEPTH)?;
    let mut found = Vec::new();
    for (name, value) in object {
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for item in items {
            *count += 1;
            if *count > MAX_ELEMENTS {
                return None;
            }
            let content = match item {
                Value::Object(_) => Content::Group(elements(item, depth + 1, count)?),
                Value::Number(number) => Content::Number(number.to_string()),
                Value::String(text) => Content::Text(text.clone()),
                Value::Null => Content::Text(String::new()),
                Value::Bool(_) | Value::Array(_) => Content::Text(item.to_string()),
            };
            found.push(Element { name: name.clone().into(), content });
        }
    }
    Some(found)
}
