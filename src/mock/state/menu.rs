//! The menus of an account.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The ids of the first menu and of the first conditional menu, as in the documentation's examples.
const FIRST_IDS: (u64, u64) = (208_396_938, 208_379_533);

/// The menus of an account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Menus {
    pub(crate) usual: Option<Menu>,
    pub(crate) conditional: Vec<Conditional>,
    /// The number of menus and of conditional menus created so far.
    made: (u64, u64),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Menu {
    pub(crate) id: u64,
    pub(crate) buttons: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Conditional {
    pub(crate) menu: Menu,
    pub(crate) rule: Value,
}

impl Menus {
    /// Returns the menus as `/__webot/state` shows them.
    pub(crate) fn shown(&self) -> Value {
        let conditional: Vec<Value> = self.conditional.iter().map(Conditional::shown).collect();
        json!({ "button": self.usual.as_ref().map(|menu| &menu.buttons), "conditional": conditional })
    }

    /// Returns the menu that a follower with these tags sees: the newest conditional one that matches, otherwise the
    /// default menu.
    pub(crate) fn seen(&self, tags: &[u64]) -> Option<&Menu> {
        let usual = self.usual.as_ref()?;
        let own = self.conditional.iter().rev().find(|conditional| conditional.matches(tags));
        Some(own.map_or(usual, |conditional| &conditional.menu))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.made.0 += 1;
        FIRST_IDS.0 + self.made.0 - 1
    }

    pub(crate) fn next_conditional(&mut self) -> u64 {
        self.made.1 += 1;
        FIRST_IDS.1 + self.made.1 - 1
    }
}

/// The push of a tap on a button.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tap {
    /// The kind.
    pub(crate) kind: &'static str,
    /// The fields that the button decides.
    pub(crate) fields: Value,
}

impl Menu {
    /// Returns the push of a tap on the button with this name, key, URL or path, or the reason why there is none; `None`
    /// if there is no such button.
    pub(crate) fn tapped(&self, given: &str) -> Option<Result<Tap, &'static str>> {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let top = list(&self.buttons);
        let all = top.iter().flat_map(|button| {
            std::iter::once(button.clone()).chain(list(button.get("sub_button").unwrap_or(&Value::Null)))
        });
        let all: Vec<Value> = all.collect();
        let is = |member: &str| all.iter().find(|button| button[member] == given);
        let button = ["name", "key", "pagepath", "url"].into_iter().find_map(is)?;
        Some(self.tap(button))
    }

    fn tap(&self, button: &Value) -> Result<Tap, &'static str> {
        let menu_id = json!(self.id);
        let key = |kind| Ok(Tap { kind, fields: json!({ "EventKey": button["key"] }) });
        match button["type"].as_str().unwrap_or_default() {
            "click" => key("CLICK"),
            "view" => {
                Ok(Tap { kind: "VIEW", fields: json!({ "EventKey": button["url"], "MenuId": menu_id }) })
            }
            "miniprogram" => {
                let fields = json!({ "EventKey": button["pagepath"], "MenuId": menu_id });
                Ok(Tap { kind: "view_miniprogram", fields })
            }
            "scancode_push" => key("scancode_push"),
            "scancode_waitmsg" => key("scancode_waitmsg"),
            "pic_sysphoto" => key("pic_sysphoto"),
            "pic_photo_or_album" => key("pic_photo_or_album"),
            "pic_weixin" => key("pic_weixin"),
            "location_select" => key("location_select"),
            "" => Err("the button opens a submenu"),
            _ => Err("WeChat sends the material of the button itself, without a push"),
        }
    }
}

impl Conditional {
    pub(crate) fn shown(&self) -> Value {
        json!({ "button": self.menu.buttons, "matchrule": self.rule, "menuid": self.menu.id })
    }

    /// Returns whether a follower with these tags sees the menu. A rule about the client never matches, because an
    /// openid says nothing about it.
    pub(crate) fn matches(&self, tags: &[u64]) -> bool {
        let tag = self.rule.get("tag_id").or_else(|| self.rule.get("group_id"));
        let tag = tag.filter(|tag| !tag.as_str().is_some_and(str::is_empty));
        let tag = tag.map(|tag| tag.as_u64().or_else(|| tag.as_str()?.parse().ok()).unwrap_or_default());
        let platform =
            self.rule.get("client_platform_type").and_then(Value::as_str).is_some_and(|it| !it.is_empty());
        !platform && tag.is_none_or(|tag| tags.contains(&tag))
    }
}
