//! What `menu/get` and `get_current_selfmenu_info` return, turned into what `menu/create` takes.

use serde_json::{Map, Value};

use super::button::{Field, MATCHRULE, MATCHRULE_RETIRED, WEBSITE_TYPES, is_text_field, type_of};
use super::shape::{Shape, item_path, member_path};

/// A menu that WeChat returned, ready to be sent again.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulled {
    /// The menu for all users, as `menu/create` takes it.
    pub menu: Value,
    /// Those for some users.
    pub conditional: Vec<Conditional>,
    /// What is not the same any more.
    pub losses: Vec<Loss>,
}

/// A menu for some users.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditional {
    /// Its number, as `menu/delconditional` takes it; empty where WeChat gave none.
    pub menuid: String,
    /// The menu, as `menu/addconditional` takes it.
    pub menu: Value,
}

/// Something that could not be taken over as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Where, as a path into the menu that came out; menus for some users stand under `$.conditionalmenu[0]`.
    pub path: String,
    /// What.
    pub lost: Lost,
}

/// What could not be taken over. There will be more.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lost {
    /// A text that the website sent by itself; the bot gets a key in its place.
    TextReply {
        /// The key: the text itself, where it fits.
        key: String,
        /// The text.
        text: String,
    },
    /// A card with articles; the first of them is opened in its place.
    NewsCard {
        /// How many there were.
        articles: usize,
    },
    /// A video; its link is opened in its place.
    Video,
    /// A button that only the website makes, kept as it is.
    WebsiteOnly(String),
    /// A field that `menu/create` does not know.
    Field(String),
    /// A condition that ended in December 2021.
    RetiredCondition(String),
    /// The menu is switched off.
    Closed,
}

/// Turns any of WeChat's three shapes of a menu into what `menu/create` takes; `None` where there is no menu.
pub fn pull(returned: &Value) -> Option<Pulled> {
    let mut puller = Puller { losses: Vec::new() };
    let shape = Shape::of_value(returned);
    let menu = match shape {
        Shape::Selfmenu => {
            if returned.get("is_menu_open") == Some(&Value::from(0)) {
                puller.lose("$", Lost::Closed);
            }
            puller.menu(returned.get("selfmenu_info")?, "$", shape)?
        }
        Shape::Get => puller.menu(returned.get("menu")?, "$", shape)?,
        Shape::Create => puller.menu(returned, "$", shape)?,
    };
    let conditional = match returned.get("conditionalmenu") {
        Some(Value::Array(menus)) => menus.iter().collect(),
        Some(menu @ Value::Object(_)) => vec![menu],
        _ => Vec::new(),
    };
    let conditional = conditional.into_iter().enumerate().filter_map(|(index, menu)| {
        let menuid = menu.get("menuid").and_then(scalar).unwrap_or_default();
        let menu = puller.menu(menu, &item_path("$.conditionalmenu", index), shape)?;
        Some(Conditional { menuid, menu })
    });
    let conditional = conditional.collect();
    Some(Pulled { menu, conditional, losses: puller.losses })
}

struct Puller {
    losses: Vec<Loss>,
}

impl Puller {
    fn lose(&mut self, path: &str, lost: Lost) {
        self.losses.push(Loss { path: path.to_owned(), lost });
    }

    fn menu(&mut self, menu: &Value, path: &str, shape: Shape) -> Option<Value> {
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
                _ if shape == Shape::Create => {
                    taken.insert(key.clone(), value.clone());
                }
                _ => self.lose(&path, Lost::Field(key.clone())),
            }
        }
        taken.contains_key("button").then_some(Value::Object(taken))
    }

    /// The conditions as text; a group of old is the tag of the same number.
    fn matchrule(&mut self, rule: &Value, path: &str) -> Value {
        let Some(members) = rule.as_object() else { return rule.clone() };
        let mut taken = Map::new();
        for (key, value) in members {
            let name = if key == "group_id" { "tag_id" } else { key };
            let text = scalar(value).unwrap_or_default();
            if MATCHRULE.contains(&name) && !text.is_empty() {
                taken.insert(name.to_owned(), Value::String(text));
            } else if MATCHRULE_RETIRED.contains(&name) && !matches!(text.as_str(), "" | "0") {
                self.lose(&member_path(path, key), Lost::RetiredCondition(key.clone()));
            }
        }
        Value::Object(taken)
    }

    fn button(&mut self, button: &Value, path: &str, shape: Shape) -> Value {
        let Some(members) = button.as_object() else { return button.clone() };
        let sub_buttons = members.get("sub_button").map(|value| value.get("list").unwrap_or(value));
        let sub_buttons = sub_buttons.and_then(Value::as_array).filter(|list| !list.is_empty());
        let mut taken = match (shape, sub_buttons) {
            (Shape::Selfmenu, None) => self.of_website(members, path),
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

    /// A button of `get_current_selfmenu_info`, which may have been made on the website.
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
                self.lose(path, Lost::TextReply { key: key.clone(), text: value });
                ("click", Field::Key, key)
            }
            "img" | "photo" | "voice" => ("media_id", Field::MediaId, value),
            "video" if value.starts_with("http") => {
                self.lose(path, Lost::Video);
                ("view", Field::Url, value)
            }
            "news" => {
                let articles = members.get("news_info").and_then(|news| news.get("list"));
                let articles = articles.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let url = articles.first().and_then(|article| article.get("content_url")?.as_str());
                match url.filter(|url| !url.is_empty()) {
                    Some(url) => {
                        self.lose(path, Lost::NewsCard { articles: articles.len() });
                        ("view", Field::Url, url.to_owned())
                    }
                    None => ("media_id", Field::MediaId, value),
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

    /// A button of `get_current_selfmenu_info` that an API call made: `value` stands for the field that its type needs.
    fn of_api(&mut self, members: &Map<String, Value>, given: &str, path: &str) -> Map<String, Value> {
        let mut taken = plain(members);
        let Some(kind) = type_of(given) else {
            if WEBSITE_TYPES.contains(&given) {
                self.lose(path, Lost::WebsiteOnly(given.to_owned()));
            }
            return taken;
        };
        let value = taken.shift_remove("value");
        if let (Some(value), [field, ..]) = (value, kind.needs) {
            taken.entry(field.name()).or_insert(value);
        }
        let foreign = |key: &String| key != "type" && Field::ALL.iter().all(|field| field.name() != key);
        for key in taken.keys().filter(|key| foreign(key)).cloned().collect::<Vec<_>>() {
            taken.shift_remove(&key);
            self.lose(&member_path(path, &key), Lost::Field(key.clone()));
        }
        taken
    }
}

/// A button as it is, without nulls and without the empty `sub_button` that WeChat puts into each.
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

/// A text, or a number or boolean as one.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(given) => Some(given.to_string()),
        _ => None,
    }
}
