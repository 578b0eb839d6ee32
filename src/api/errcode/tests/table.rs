//! The table of errcodes: every entry is sound, and every code that a parameter names has one.

use crate::api::advice::Advice;
use crate::api::errcode::{Errcode, ErrcodeFamily, ErrcodeKind, errcodes, find};
use crate::api::{Host, endpoints};

/// Runs a check over every entry and tells all that fail, not only the first.
#[track_caller]
fn every_entry(check: impl Fn(Errcode) -> Result<(), String>) {
    let wrong: Vec<String> = errcodes()
        .filter_map(|entry| {
            check(entry).err().map(|what| format!("{:?} {}: {what}", entry.family, entry.code))
        })
        .collect();
    assert!(wrong.is_empty(), "{} entries:\n{}", wrong.len(), wrong.join("\n"));
}

fn ensure(met: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if met { Ok(()) } else { Err(otherwise()) }
}

fn is_chinese(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

/// Cause and fix of an entry and of its cases.
fn advices(entry: Errcode) -> Vec<Advice> {
    entry.cases.iter().map(|case| case.advice).chain([entry.advice]).collect()
}

fn texts(entry: Errcode) -> Vec<&'static str> {
    let texts = |advice: Advice| [advice.cause.en, advice.cause.zh, advice.fix.en, advice.fix.zh];
    advices(entry).into_iter().flat_map(texts).collect()
}

/// The words that people type, which stand in backticks.
fn typed(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The text without what people type.
fn spoken(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

#[test]
fn the_table_is_sorted_and_no_code_stands_twice() {
    let all: Vec<Errcode> = errcodes().collect();
    assert!(all.len() >= 150, "{} entries", all.len());
    for pair in all.windows(2) {
        let [before, after] = pair else { unreachable!() };
        let order = |entry: &Errcode| (entry.family, entry.code);
        assert!(order(before) < order(after), "{:?} {} stands too late", after.family, after.code);
    }
}

#[test]
fn every_entry_is_found_and_nothing_else() {
    every_entry(|entry| {
        let found = find(entry.family, entry.code).ok_or("not found")?;
        ensure(found == entry, || "another is found".to_owned())
    });
    assert!(find(ErrcodeFamily::Api, 0).is_none());
    assert!(find(ErrcodeFamily::Api, 60020).is_none());
    assert!(find(ErrcodeFamily::Work, 40164).is_none());
    assert!(find(ErrcodeFamily::Api, i64::MIN).is_none() && find(ErrcodeFamily::Work, i64::MAX).is_none());
}

#[test]
fn cause_and_fix_are_one_sentence_in_both_languages() {
    every_entry(|entry| {
        for text in texts(entry) {
            ensure(!text.is_empty() && text.trim() == text, || format!("`{text}`"))?;
            ensure(!text.ends_with(['.', '。', '!', '！', ';', '；']), || format!("ends: {text}"))?;
            ensure(!text.contains("。") && !text.contains(". "), || format!("two sentences: {text}"))?;
            ensure(!text.contains(['\n', '\t']) && !text.contains("  "), || format!("spaces: {text}"))?;
            ensure(text.matches('`').count() % 2 == 0, || format!("backticks: {text}"))?;
        }
        ensure(advices(entry).iter().all(|advice| advice.cause != advice.fix), || "cause is fix".to_owned())
    });
}

#[test]
fn english_begins_in_lower_case() {
    every_entry(|entry| {
        for text in advices(entry).iter().flat_map(|advice| [advice.cause.en, advice.fix.en]) {
            let name = ["WeChat", "WeCom", "OAuth", "IP", "SHA"].iter().any(|name| text.starts_with(name));
            ensure(name || !text.starts_with(char::is_uppercase), || text.to_owned())?;
            // The names of the websites' pages are Chinese; everything else is not.
            let chinese = spoken(text).chars().filter(|char| is_chinese(*char)).count();
            ensure(chinese * 3 < text.chars().count(), || format!("Chinese: {text}"))?;
            ensure(!text.contains(['，', '；', '：', '、']), || format!("wide: {text}"))?;
        }
        Ok(())
    });
}

#[test]
fn chinese_is_short_and_chinese() {
    every_entry(|entry| {
        for text in advices(entry).iter().flat_map(|advice| [advice.cause.zh, advice.fix.zh]) {
            let spoken = spoken(text);
            let chinese = spoken.chars().filter(|char| is_chinese(*char)).count();
            ensure(chinese >= 2 || spoken.is_empty(), || format!("not Chinese: {text}"))?;
            ensure(spoken.chars().count() <= 60, || format!("{} long: {text}", spoken.chars().count()))?;
            ensure(!spoken.contains([',', ';', '!', '?']), || format!("narrow: {text}"))?;
        }
        Ok(())
    });
}

#[test]
fn no_text_repeats_its_code() {
    every_entry(|entry| {
        let code = entry.code.to_string();
        for text in texts(entry) {
            let numbers = text.split(|char: char| !(char.is_ascii_digit() || char == '-'));
            ensure(!numbers.into_iter().any(|number| number == code), || text.to_owned())?;
        }
        Ok(())
    });
}

#[test]
fn both_languages_name_the_same_commands() {
    every_entry(|entry| {
        let commands = |text: &'static str| {
            let command = |text: &'static str| text.split_ascii_whitespace().take(3).collect::<Vec<_>>();
            let mut all: Vec<_> =
                typed(text).filter(|typed| typed.starts_with("webot ")).map(command).collect();
            all.sort();
            all
        };
        for Advice { fix, .. } in advices(entry) {
            ensure(commands(fix.en) == commands(fix.zh), || format!("{} | {}", fix.en, fix.zh))?;
        }
        Ok(())
    });
}

#[test]
fn fixes_name_commands_that_there_are() {
    const COMMANDS: [(&str, &[&str]); 26] = [
        ("api", &["METHOD", "GET", "POST", "--list"]),
        ("blacklist", &["list", "add", "remove"]),
        ("comment", &["list"]),
        ("config", &["show", "set", "path"]),
        ("crypt", &["decrypt", "mini", "notify"]),
        ("draft", &["add", "get", "update", "delete", "count", "list"]),
        ("explain", &["LINK"]),
        ("init", &[]),
        ("kf", &["account", "session"]),
        ("material", &["add", "get", "delete", "count", "list", "upload-image", "sync"]),
        ("media", &["upload", "get"]),
        ("menu", &["create", "get", "info", "lint", "preview", "pull", "delete-conditional", "try-match"]),
        ("message", &["template", "industry"]),
        ("mini", &["ship", "link", "scheme", "subscribe", "updatable"]),
        ("network", &["callback-ips", "api-ips", "check"]),
        ("publish", &["submit", "status", "get", "delete", "list"]),
        ("qrcode", &["create", "show"]),
        ("quota", &["get", "clear", "reset", "reset-by-secret", "rid"]),
        ("shorten", &["gen", "fetch"]),
        ("sign", &["jsapi", "session", "v3"]),
        ("tag", &["create", "list", "rename", "delete", "add", "remove", "members"]),
        ("ticket", &["get"]),
        ("token", &["get", "refresh", "show", "clear"]),
        ("user", &["info", "batch", "list", "remark", "tags", "change-openid"]),
        ("verify-url", &["URL"]),
        ("work", &["customer", "dept", "kf", "menu", "tag", "user"]),
    ];
    every_entry(|entry| {
        for text in texts(entry) {
            for words in typed(text).filter_map(|typed| typed.strip_prefix("webot ")) {
                let mut words = words.split_ascii_whitespace();
                let (group, action) = (words.next().unwrap_or_default(), words.next());
                let known = COMMANDS.iter().any(|(name, actions)| {
                    *name == group && action.is_none_or(|action| actions.contains(&action))
                });
                ensure(known, || format!("`webot {group} {}`", action.unwrap_or_default()))?;
            }
        }
        Ok(())
    });
}

#[test]
fn every_parameter_names_a_code_of_the_table() {
    let mut wrong = Vec::new();
    for endpoint in endpoints() {
        let family = if endpoint.host == Host::Work { ErrcodeFamily::Work } else { ErrcodeFamily::Api };
        for param in endpoint.params {
            match find(family, param.errcode) {
                None => wrong.push(format!("{} {}: {}", endpoint.path, param.name, param.errcode)),
                // No parameter makes WeChat busy, nor the caller too fast.
                Some(entry) if !matches!(entry.kind, ErrcodeKind::Input | ErrcodeKind::Credential) => {
                    wrong.push(format!(
                        "{} {}: {} is {:?}",
                        endpoint.path, param.name, entry.code, entry.kind
                    ));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn kinds_say_what_helps() {
    let kind = |family, code| find(family, code).map(|entry| entry.kind);
    for (code, expected) in [
        (-1, ErrcodeKind::Busy),
        (40001, ErrcodeKind::Token),
        (40013, ErrcodeKind::Credential),
        (40014, ErrcodeKind::Token),
        (40016, ErrcodeKind::Input),
        (40125, ErrcodeKind::Credential),
        (40164, ErrcodeKind::Ip),
        (40243, ErrcodeKind::Credential),
        (41001, ErrcodeKind::Input),
        (42001, ErrcodeKind::Token),
        // A day's quota: trying again at once does not help.
        (45009, ErrcodeKind::Quota),
        (45011, ErrcodeKind::Rate),
        (48001, ErrcodeKind::Permission),
        (48006, ErrcodeKind::Quota),
        (89503, ErrcodeKind::Ip),
    ] {
        assert_eq!(kind(ErrcodeFamily::Api, code), Some(expected), "{code}");
    }
    for (code, expected) in [
        (-1, ErrcodeKind::Busy),
        // At WeCom it is the secret alone.
        (40001, ErrcodeKind::Credential),
        (40014, ErrcodeKind::Token),
        (42001, ErrcodeKind::Token),
        (45009, ErrcodeKind::Quota),
        (48002, ErrcodeKind::Permission),
        (60020, ErrcodeKind::Ip),
        (301_002, ErrcodeKind::Permission),
    ] {
        assert_eq!(kind(ErrcodeFamily::Work, code), Some(expected), "{code}");
    }
    // A fresh token is fetched for these and no other.
    let of = |family, kind| {
        let entries = errcodes().filter(move |entry| entry.family == family && entry.kind == kind);
        entries.map(|entry| entry.code).collect::<Vec<_>>()
    };
    assert_eq!(of(ErrcodeFamily::Api, ErrcodeKind::Token), [40001, 40014, 42001]);
    assert_eq!(of(ErrcodeFamily::Work, ErrcodeKind::Token), [40014, 42001]);
}
