//! Converts the responses of `menu/get` and `get_current_selfmenu_info` to the form that `menu/create` accepts.

use serde_json::{Map, Value};

use super::button::{ButtonField, MATCHRULE, MATCHRULE_RETIRED, WEBSITE_TYPES, is_text_field, type_of};
use super::purpose::Purpose;
use super::shape::{MenuShape, item_path, member_path};

/// A converted menu.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pulled {
    /// The menu for all users, for `menu/create`.
    pub menu: Value,
    /// The personalised menus.
    pub conditional: Vec<ConditionalMenu>,
    /// The parts that could not be converted unchanged.
    pub losses: Vec<Loss>,
}

/// A personalised menu for some users.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConditionalMenu {
    /// The id, for `menu/delconditional`; empty if WeChat returned none.
    pub menuid: String,
    /// The menu, for `menu/addconditional`.
    pub menu: Value,
}

/// A part of a menu that could not be converted unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    /// The path in the converted menu; personalised menus are below `$.conditionalmenu[0]`.
    pub path: String,
    /// The kind of loss.
    pub kind: LossKind,
}

/// The kinds of losses. More may be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum LossKind {
    /// A text reply of the website became a button that sends a key to the bot.
    TextReply {
        /// The key: the text itself if it fits.
        key: String,
        /// The text.
        text: String,
    },
    /// A card with articles became a link to the first of them.
    NewsCard {
        /// The number of articles.
        articles: usize,
    },
    /// A video became a link to it.
    Video,
    /// A button that only the website can create was kept unchanged; holds its type.
    WebsiteOnly(String),
    /// A field that `menu/create` does not accept was dropped; holds its name.
    Field(String),
    /// A condition that was retired in December 2021 was dropped; holds its name.
    RetiredCondition(String),
    /// The menu is disabled.
    Closed,
}

/// Converts a menu in any of WeChat's three shapes to the form that `menu/create` accepts. Returns `None` if there is
/// no menu.
pub(crate) fn pull(returned: &Value) -> Option<Pulled> {
    let mut puller = Puller { losses: Vec::new() };
    let shape = MenuShape::of_value(returned);
    let menu = match shape {
        MenuShape::Selfmenu => {
            if returned.get("is_menu_open") == Some(&Value::from(0)) {
                puller.lose("$", LossKind::Closed);
            }
            puller.menu(returned.get("selfmenu_info")?, "$", shape)?
        }
        MenuShape::Get => puller.menu(returned.get("menu")?, "$", shape)?,
        MenuShape::Create => puller.menu(returned, "$", shape)?,
    };
    let conditional = match returned.get("conditionalmenu") {
        Some(Value::Array(menus)) => menus.iter().collect(),
        Some(menu @ Value::Object(_)) => vec![menu],
        _ => Vec::new(),
    };
    let conditional = conditional.into_iter().enumerate().filter_map(|(index, menu)| {
        let menuid = menu.get("menuid").and_then(scalar).unwrap_or_default();
        let menu = puller.menu(menu, &item_path("$.conditionalmenu", index), shape)?;
        Some(ConditionalMenu { menuid, menu })
    });
    let conditional = conditional.collect();
    Some(Pulled { menu, conditional, losses: puller.losses })
}

struct Puller {
    losses: Vec<Loss>,
}

impl Puller {
    fn lose(&mut self, path: &str, kind: LossKind) {
        self.losses.push(Loss { path: path.to_owned(), kind });
    }

    fn menu(&mut self, menu: &Value, path: &str, shape: MenuShape) -> Option<Value> {
        let mut taken = Map::new();
        for (key, value) in menu.as_object()? {
            let path = member_path(path, key);
            match key.as_str() {
                "menuid" => {}
                "button" => {
                    let buttons = value.as_array()?.iter().enumerate();
                    let buttons =
                        buttons.map(|(index, button)| self.button(button, &item_path(&path, index), shape));
                    taken.insert(key.clone(), buttons.collect());
                }
                "matchrule" => {
                    taken.insert(key.clone(), self.matchrule(value, &path));
                }
                _ if shape == MenuShape::Create => {
                    taken.insert(key.clone(), value.clone());
                }
                _ => self.lose(&path, LossKind::Field(key.clone())),
            }
        }
        taken.contains_key("button").then_some(Value::Object(taken))
    }

    /// Converts the conditions to strings. The former `group_id` is the tag of the same number.
    fn matchrule(&mut self, rule: &Value, path: &str) -> Value {
        let Some(members) = rule.as_object() else { return rule.clone() };
        let mut taken = Map::new();
        for (key, value) in members {
            let name = if key == "group_id" { "tag_id" } else { key };
            let text = scalar(value).unwrap_or_default();
            if MATCHRULE.contains(&name) && !text.is_empty() {
                taken.insert(name.to_owned(), Value::String(text));
            } else if MATCHRULE_RETIRED.contains(&name) && !matches!(text.as_str(), "" | "0") {
                self.lose(&member_path(path, key), LossKind::RetiredCondition(key.clone()));
            }
        }
        Value::Object(taken)
    }

    fn button(&mut self, button: &Value, path: &str, shape: MenuShape) -> Value {
        let Some(members) = button.as_object() else { return button.clone() };
        let sub_buttons = members.get("sub_button").map(|value| value.get("list").unwrap_or(value));
        let sub_buttons = sub_buttons.and_then(Value::as_array).filter(|list| !list.is_empty());
        let mut taken = match (shape, sub_buttons) {
            (MenuShape::Selfmenu, None) => self.of_website(members, path),
            _ => plain(members),
        };
        if let Some(list) = sub_buttons {
            let path = member_path(path, "sub_button");
            let list = list.iter().enumerate();
            let list = list.map(|(index, button)| self.button(button, &item_path(&path, index), shape));
            taken.insert("sub_button".to_owned(), list.collect());
        }
        Value::Object(taken)
    }

    /// Converts a button of `get_current_selfmenu_info`, which may have been created on the website.
    fn of_website(&mut self, members: &Map<String, Value>, path: &str) -> Map<String, Value> {
        let text = |key: &str| members.get(key).and_then(scalar).filter(|text| !text.is_empty());
        let given = text("type").unwrap_or_default();
        let value = text("value").or_else(|| text("key")).unwrap_or_default();
        let (kind, field, value) = match given.as_str() {
            "text" => {
                let key = if value.len() <= 128 && !value.chars().any(char::is_control) {
                    value.clone()
                } else {
                    let place = path.chars().map(|char| if char.is_ascii_digit() { char } else { ' ' });
                    let place = place.collect::<String>();
                    format!("TEXT_{}", place.split_whitespace().collect::<Vec<_>>().join("_"))
                };
                self.lose(path, LossKind::TextReply { key: key.clone(), text: value });
                ("click", ButtonField::Key, key)
            }
            "img" | "photo" | "voice" => ("media_id", ButtonField::MediaId, value),
            "video" if value.starts_with("http") => {
                self.lose(path, LossKind::Video);
                ("view", ButtonField::Url, value)
            }
            "news" => {
                let articles = members.get("news_info").and_then(|news| news.get("list"));
                let articles = articles.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let url = articles.first().and_then(|article| article.get("content_url")?.as_str());
                match url.filter(|url| !url.is_empty()) {
                    Some(url) => {
                        self.lose(path, LossKind::NewsCard { articles: articles.len() });
                        ("view", ButtonField::Url, url.to_owned())
                    }
                    None => ("media_id", ButtonField::MediaId, value),
                }
            }
            _ => return self.of_api(members, &given, path),
        };
        let mut taken = Map::new();
        taken.insert("type".to_owned(), Value::from(kind));
        taken.extend(members.get("name").map(|name| ("name".to_owned(), name.clone())));
        taken.insert(field.name().to_owned(), Value::String(value));
        taken
    }

    /// Converts a button of `get_current_selfmenu_info` that was created by an API call: `value` is the field that
    /// its type requires.
    fn of_api(&mut self, members: &Map<String, Value>, given: &str, path: &str) -> Map<String, Value> {
        let mut taken = plain(members);
        let Some(kind) = type_of(given, Purpose::Create) else {
            if WEBSITE_TYPES.contains(&given) {
                self.lose(path, LossKind::WebsiteOnly(given.to_owned()));
            }
            return taken;
        };
        let value = taken.shift_remove("value");
        if let (Some(value), [field, ..]) = (value, kind.needs) {
            taken.entry(field.name()).or_insert(value);
        }
        let foreign =
            |key: &String| key != "type" && ButtonField::ALL.iter().all(|field| field.name() != key);
        for key in taken.keys().filter(|key| foreign(key)).cloned().collect::<Vec<_>>() {
            taken.shift_remove(&key);
            self.lose(&member_path(path, &key), LossKind::Field(key.clone()));
        }
        taken
    }
}

/// Returns the members of a button without nulls and without the empty `sub_button` that WeChat adds.
fn plain(members: &Map<String, Value>) -> Map<String, Value> {
    let is_empty = |value: &Value| value.get("list").unwrap_or(value).as_array().is_some_and(Vec::is_empty);
    let kept = members.iter().filter(|(key, value)| {
        !value.is_null() && !(key.as_str() == "sub_button" && (is_empty(value) || *value == &Value::from("")))
    });
    kept.map(|(key, value)| {
        let text = scalar(value).filter(|_| is_text_field(key)).map(Value::String);
        (key.clone(), text.unwrap_or_else(|| value.clone()))
    })
    .collect()
}

/// Returns a string, number or boolean as a string.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(given) => Some(given.to_string()),
        _ => None,
    }
}
