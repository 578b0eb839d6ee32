//! Names, titles, arguments and defaults of the entries.

use std::collections::{BTreeMap, BTreeSet};

use webot::message::{Family, Field, List, Path, Preset, Shape, catalogue, xml};

use super::{ensure, every_kind, push};

#[test]
fn there_are_about_three_hundred_kinds_and_the_first_is_text() {
    assert_eq!(catalogue::kinds().next().map(|kind| kind.name), Some("text"));
    let count = catalogue::kinds().count();
    assert!(count >= 290, "{count} kinds");
}

#[test]
fn names_and_aliases_are_unique_and_can_be_typed() {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for kind in catalogue::kinds() {
        for word in std::iter::once(kind.name).chain(kind.aliases) {
            if let Some(other) = seen.insert(word, kind.name) {
                wrong.push(format!("`{word}` is {other} and {}", kind.name));
            }
            let spaces = word.split(' ').any(str::is_empty);
            let control = word.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' '));
            if spaces || control || word.starts_with('-') {
                wrong.push(format!("`{word}` cannot be typed"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_a_title_in_both_languages() {
    every_kind(|kind| {
        let (en, zh) = (kind.title.en, kind.title.zh);
        ensure(!en.trim().is_empty() && en.trim() == en, || format!("en `{en}`"))?;
        ensure(!zh.trim().is_empty() && zh.trim() == zh, || format!("zh `{zh}`"))?;
        ensure(en.is_ascii() || !en.chars().any(is_chinese), || format!("Chinese in en: {en}"))?;
        ensure(zh.chars().any(is_chinese), || format!("no Chinese in zh: {zh}"))?;
        ensure(!en.contains('\n') && !zh.contains('\n'), || "more than one line".to_owned())
    });
}

fn is_chinese(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

#[test]
fn every_family_has_a_title_in_both_languages_and_kinds_of_one_platform() {
    let families: BTreeSet<Family> = catalogue::kinds().map(|kind| kind.family).collect();
    for family in families {
        let title = family.title();
        assert!(!title.en.trim().is_empty() && !title.zh.trim().is_empty(), "{family:?}");
    }
}

#[test]
fn positional_arguments_name_fields_with_values() {
    every_kind(|kind| {
        let push = push(kind);
        for arg in kind.args {
            let path = Path::parse(arg).map_err(|error| error.to_string())?;
            ensure(push.document.at(&path).is_some(), || format!("no field {arg} with a value"))?;
        }
        let distinct: BTreeSet<_> = kind.args.iter().collect();
        ensure(distinct.len() == kind.args.len(), || "an argument stands twice".to_owned())
    });
}

#[test]
fn defaults_fit_their_types() {
    fn check(fields: List<Field>) -> Result<(), String> {
        for field in fields {
            let name = field.name;
            ensure(name == name.trim() && !name.contains([' ', '.', '[', '<']), || format!("name `{name}`"))?;
            match field.default {
                Preset::Number(digits) => {
                    let number = serde_json::from_str::<serde_json::Number>(digits);
                    let truth = ["true", "false"].contains(&digits);
                    ensure(number.is_ok() || truth, || format!("{name}: `{digits}` is not a JSON number"))?;
                }
                Preset::Text(text) => {
                    ensure(xml::forbidden_char(text).is_none(), || format!("{name}: control"))?;
                }
                Preset::Group(inner) => check(inner).map_err(|what| format!("{name}.{what}"))?,
                Preset::Now | Preset::MsgId | Preset::TextMsgId | Preset::User | Preset::Account => {}
            }
        }
        Ok(())
    }
    every_kind(|kind| check(kind.fields));
}

#[test]
fn a_repeated_field_stands_in_a_row() {
    fn check(fields: List<Field>) -> Result<(), String> {
        let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        names.dedup();
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        ensure(distinct.len() == names.len(), || format!("{names:?}"))?;
        fields.iter().try_for_each(|field| match field.default {
            Preset::Group(inner) => check(inner),
            _ => Ok(()),
        })
    }
    every_kind(|kind| check(kind.fields));
}

#[test]
fn the_table_does_not_repeat_the_common_fields() {
    every_kind(|kind| {
        let common: &[&str] = match kind.shape {
            Shape::Message(_) => &["ToUserName", "FromUserName", "CreateTime", "MsgType"],
            Shape::Event(_) => &["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"],
            Shape::Info(_) | Shape::Pay(_) | Shape::PayV2(_) | Shape::Intracity(_) | Shape::Bot(_) => &[],
        };
        let repeated = kind.fields.iter().find(|field| common.contains(&field.name));
        ensure(repeated.is_none(), || format!("{} stands in the table too", repeated.expect("some").name))
    });
}

#[test]
fn the_catalogue_finds_every_kind_by_its_words() {
    every_kind(|kind| {
        for word in std::iter::once(kind.name).chain(kind.aliases) {
            let found = catalogue::kind(word).ok_or_else(|| format!("`{word}` is not found"))?;
            ensure(found == kind, || format!("`{word}` is {}", found.name))?;
        }
        if kind.is_message() {
            return Ok(());
        }
        let found = catalogue::event(kind.name).ok_or("`event` does not find it")?;
        ensure(found == kind, || format!("event {} is {}", kind.name, found.name))?;
        let upper = kind.name.to_uppercase();
        ensure(catalogue::event(&upper).is_some(), || format!("event {upper} is not found"))
    });
}

#[test]
fn the_words_of_webot_cli_still_name_the_same_kinds() {
    for (word, kind) in [
        ("t", "text"),
        ("text", "text"),
        ("i", "image"),
        ("image", "image"),
        ("pic", "image"),
        ("l", "location"),
        ("loc", "location"),
        ("location", "location"),
    ] {
        assert_eq!(catalogue::kind(word).map(|kind| kind.name), Some(kind), "{word}");
    }
    for (word, event) in
        [("subscribe", "subscribe"), ("click", "CLICK"), ("scan", "SCAN"), ("location", "LOCATION")]
    {
        let found = catalogue::event(word).map(|kind| kind.shape);
        assert_eq!(found, Some(Shape::Event(event)), "event {word}");
    }
}
