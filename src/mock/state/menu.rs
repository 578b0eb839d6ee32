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

    pub(crate) fn next(&mut self) -> u64 {
        self.made.0 += 1;
        FIRST_IDS.0 + self.made.0 - 1
    }

    pub(crate) fn next_conditional(&mut self) -> u64 {
        self.made.1 += 1;
        FIRST_IDS.1 + self.made.1 - 1
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
