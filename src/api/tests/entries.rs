//! The table of endpoints: every entry is complete in itself.

use std::collections::HashSet;

use serde_json::Value;

use crate::api::errcode::{self, ErrcodeFamily};
use crate::api::{self, Auth, Host, Method, Param, ParamPlace, ParamShape, ParamSource};
use crate::lang::Bilingual;

fn is_chinese(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

fn one_line(what: &str, title: Bilingual) {
    assert!(!title.en.is_empty() && !title.zh.is_empty(), "{what}: a language is missing");
    assert!(!title.en.chars().any(is_chinese), "{what}: {}", title.en);
    assert!(title.zh.chars().any(is_chinese) || title.zh.is_ascii(), "{what}: {}", title.zh);
    for text in [title.en, title.zh] {
        assert!(
            !text.contains('\n') && !text.ends_with(['.', '。']) && text.trim() == text,
            "{what}: {text}"
        );
    }
}

#[test]
fn no_endpoint_and_no_command_stands_twice() {
    let (mut paths, mut words) = (HashSet::new(), HashSet::new());
    for endpoint in api::endpoints() {
        // What stands twice is told apart by a parameter with a fixed value.
        let fixed = |param: Param| match param.source {
            ParamSource::Fixed(value) => Some((param.name, value)),
            _ => None,
        };
        let fixed: Vec<_> = endpoint.params.iter().filter_map(fixed).collect();
        let path = (endpoint.method.name(), endpoint.host, endpoint.path, fixed);
        assert!(paths.insert(path), "{}", endpoint.path);
        let Some((group, action)) = endpoint.command.and_then(|words| words.rsplit_once(' ')) else {
            continue;
        };
        assert!(api::group(group).is_some(), "{group} {action}");
        for name in endpoint.aliases.iter().chain([action]) {
            assert!(words.insert((group, name)), "{group} {name}");
        }
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(group.split(' ').all(plain) && plain(action), "{group} {action}");
    }
}

#[test]
fn entries_are_complete_in_both_languages() {
    for endpoint in api::endpoints() {
        let path = endpoint.path;
        assert!(path.starts_with('/') && !path.contains(['?', ' ']), "{path}");
        one_line(path, endpoint.about);
        if !endpoint.note.en.is_empty() || !endpoint.note.zh.is_empty() {
            one_line(path, endpoint.note);
        }
        assert!(endpoint.docs.starts_with("https://"), "{path}: {}", endpoint.docs);
        let needs =
            endpoint.params.iter().any(|param| matches!(param.source, ParamSource::Word | ParamSource::Body));
        let alone = endpoint.command.is_none() || endpoint.command == Some("ticket get");
        assert!(alone || !needs || !endpoint.example.is_empty(), "{path} has no example");
        if !endpoint.reply.is_empty() {
            serde_json::from_str::<Value>(endpoint.reply).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
}

#[test]
fn parameters_are_what_their_place_allows() {
    for endpoint in api::endpoints() {
        let mut names = HashSet::new();
        let mut flags = HashSet::new();
        for param in endpoint.params {
            let what = format!("{} {}", endpoint.path, param.name);
            assert!(names.insert(param.name) && flags.insert(param.flag), "{what} stands twice");
            assert_ne!(param.name, "access_token", "{what} is added by the client");
            let no_body = !matches!(param.place, ParamPlace::Body | ParamPlace::File);
            assert!(endpoint.method != Method::Get || no_body, "{what}: GET has no body");
            assert!(
                param.source != ParamSource::Word || param.required,
                "{what}: a word that may be missing"
            );
            one_line(&what, param.help);
            let family = if endpoint.host == Host::Work { ErrcodeFamily::Work } else { ErrcodeFamily::Api };
            assert!(
                errcode::find(family, param.errcode).is_some(),
                "{what}: {} is no errcode",
                param.errcode
            );
            if let ParamShape::Integer(from, to) = param.shape {
                assert!(from <= to, "{what}");
            }
        }
    }
}

#[test]
fn secrets_are_sent_only_by_endpoints_that_take_no_token() {
    for endpoint in api::endpoints() {
        let secret = endpoint.params.iter().any(|param| param.source.is_secret());
        assert!(!secret || endpoint.auth == Auth::None, "{}", endpoint.path);
    }
}
