//! Checks a menu as WeChat does, with its errcodes. Lengths are bytes of UTF-8.

use serde_json::Value;
use url::Url;

use crate::mock::errmsg::ApiError;

/// The maximum number of buttons, and of sub-buttons of a button.
const MAX_BUTTONS: usize = 3;
const MAX_SUB_BUTTONS: usize = 5;
/// The maximum lengths of values, in bytes.
const MAX_NAME_BYTES: usize = 16;
const MAX_SUB_NAME_BYTES: usize = 60;
/// The maximum length of the name of a sub-button in WeCom, in bytes.
const MAX_WORK_SUB_NAME_BYTES: usize = 40;
const MAX_KEY_BYTES: usize = 128;
const MAX_URL_BYTES: usize = 1024;

/// The button types that send an event with a key.
const KEY_TYPES: [&str; 7] = [
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
];

/// The errcodes and the limit of a menu level.
struct Level {
    kind: i64,
    name: i64,
    key: i64,
    url: i64,
    domain: i64,
    max_name_bytes: usize,
    /// `true` if WeCom's buttons are meant.
    is_work: bool,
}

const TOP_LEVEL: Level = Level {
    kind: 40017,
    name: 40018,
    key: 40019,
    url: 40020,
    domain: 40055,
    max_name_bytes: MAX_NAME_BYTES,
    is_work: false,
};
const SUB_LEVEL: Level = Level {
    kind: 40024,
    name: 40025,
    key: 40026,
    url: 40027,
    domain: 40054,
    max_name_bytes: MAX_SUB_NAME_BYTES,
    is_work: false,
};
const WORK_TOP_LEVEL: Level = Level { is_work: true, ..TOP_LEVEL };
const WORK_SUB_LEVEL: Level = Level { max_name_bytes: MAX_WORK_SUB_NAME_BYTES, is_work: true, ..SUB_LEVEL };

type Checked = Result<(), ApiError>;

fn no(code: i64) -> Checked {
    Err(ApiError::new(code))
}

/// Checks the buttons of a menu.
pub(super) fn buttons(buttons: Option<&Value>) -> Checked {
    let Some(list) = buttons.and_then(Value::as_array) else { return no(40016) };
    if !(1..=MAX_BUTTONS).contains(&list.len()) {
        return no(40016);
    }
    list.iter().try_for_each(|one| button(one, &TOP_LEVEL, &SUB_LEVEL))
}

/// Checks the buttons of a menu of WeCom.
pub(super) fn work_buttons(buttons: Option<&Value>) -> Checked {
    let Some(list) = buttons.and_then(Value::as_array) else { return no(40016) };
    if !(1..=MAX_BUTTONS).contains(&list.len()) {
        return no(40016);
    }
    list.iter().try_for_each(|one| button(one, &WORK_TOP_LEVEL, &WORK_SUB_LEVEL))
}

fn button(button: &Value, top: &Level, sub: &Level) -> Checked {
    name(button, top)?;
    match subs(button) {
        None => action(button, top),
        Some(Value::Array(list)) if list.len() <= MAX_SUB_BUTTONS => {
            list.iter().try_for_each(|one| sub_button(one, sub))
        }
        // `{"list":[…]}` is the format of `get_current_selfmenu_info`, which `create` does not accept.
        Some(_) => no(40023),
    }
}

/// Returns the sub-buttons; `None` for an empty list too, because `menu/get` returns one for every button.
fn subs(button: &Value) -> Option<&Value> {
    button
        .get("sub_button")
        .filter(|subs| !subs.is_null() && subs.as_array().is_none_or(|list| !list.is_empty()))
}

fn sub_button(button: &Value, level: &Level) -> Checked {
    if subs(button).is_some() {
        return no(40022);
    }
    name(button, level)?;
    action(button, level)
}

fn text<'a>(button: &'a Value, name: &str) -> &'a str {
    button.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn name(button: &Value, level: &Level) -> Checked {
    if (1..=level.max_name_bytes).contains(&text(button, "name").len()) { Ok(()) } else { no(level.name) }
}

fn action(button: &Value, level: &Level) -> Checked {
    match text(button, "type") {
        kind if KEY_TYPES.contains(&kind) => {
            if (1..=MAX_KEY_BYTES).contains(&text(button, "key").len()) {
                Ok(())
            } else {
                no(level.key)
            }
        }
        "view" => url(button, level),
        "view_miniprogram" if level.is_work => match (text(button, "appid"), text(button, "pagepath")) {
            ("", _) | (_, "") => no(40058),
            _ => Ok(()),
        },
        _ if level.is_work => no(level.kind),
        "miniprogram" => {
            url(button, level)?;
            match (linked(text(button, "appid")), text(button, "pagepath")) {
                (_, "") => no(40165),
                (false, _) => no(45064),
                (true, _) => Ok(()),
            }
        }
        "media_id" | "view_limited" if text(button, "media_id").is_empty() => no(40007),
        "article_id" | "article_view_limited" if text(button, "article_id").is_empty() => no(53600),
        "media_id" | "view_limited" | "article_id" | "article_view_limited" => Ok(()),
        _ => no(level.kind),
    }
}

fn url(button: &Value, level: &Level) -> Checked {
    let url = text(button, "url");
    if !(1..=MAX_URL_BYTES).contains(&url.len()) {
        return no(level.url);
    }
    let whole = Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if whole { Ok(()) } else { no(level.domain) }
}

/// Returns whether a mini-program counts as linked: any appid of the right format does.
fn linked(appid: &str) -> bool {
    appid
        .strip_prefix("wx")
        .is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
