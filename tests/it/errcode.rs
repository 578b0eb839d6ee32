//! The table of errcodes: every entry is sound, every code that a parameter names has one, and what hides in `errmsg`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use webot::api::errcode::{Errcode, ErrcodeFamily, ErrcodeKind, ErrmsgParts, errcodes, find, parse_errmsg};
use webot::api::{Host, endpoints};

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

/// What people type, which stands in backticks.
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
        for text in [entry.cause.en, entry.cause.zh, entry.fix.en, entry.fix.zh] {
            ensure(!text.is_empty() && text.trim() == text, || format!("`{text}`"))?;
            ensure(!text.ends_with(['.', '。', '!', '！', ';', '；']), || format!("ends: {text}"))?;
            ensure(!text.contains("。") && !text.contains(". "), || format!("two sentences: {text}"))?;
            ensure(!text.contains(['\n', '\t']) && !text.contains("  "), || format!("spaces: {text}"))?;
            ensure(text.matches('`').count() % 2 == 0, || format!("backticks: {text}"))?;
        }
        ensure(entry.cause != entry.fix, || "cause and fix are the same".to_owned())
    });
}

#[test]
fn english_begins_in_lower_case() {
    every_entry(|entry| {
        for text in [entry.cause.en, entry.fix.en] {
            let name = ["WeChat", "WeCom", "OAuth", "IP"].iter().any(|name| text.starts_with(name));
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
        for text in [entry.cause.zh, entry.fix.zh] {
            let spoken = spoken(text);
            let chinese = spoken.chars().filter(|char| is_chinese(*char)).count();
            ensure(chinese >= 2, || format!("not Chinese: {text}"))?;
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
        for text in [entry.cause.en, entry.cause.zh, entry.fix.en, entry.fix.zh] {
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
        ensure(commands(entry.fix.en) == commands(entry.fix.zh), || {
            format!("{} | {}", entry.fix.en, entry.fix.zh)
        })
    });
}

#[test]
fn fixes_name_commands_that_there_are() {
    const COMMANDS: [(&str, &[&str]); 15] = [
        ("api", &["METHOD", "GET", "POST", "--list"]),
        ("blacklist", &["list", "add", "remove"]),
        ("config", &["show", "set", "path"]),
        ("init", &[]),
        ("menu", &["create", "get", "info", "lint", "preview", "pull", "delete-conditional", "try-match"]),
        ("network", &["callback-ips", "api-ips", "check"]),
        ("qrcode", &["create", "show"]),
        ("quota", &["get", "clear", "reset", "reset-by-secret", "rid"]),
        ("shorten", &["gen", "fetch"]),
        ("sign", &["jsapi"]),
        ("tag", &["create", "list", "rename", "delete", "add", "remove", "members"]),
        ("ticket", &["get"]),
        ("token", &["get", "refresh", "show", "clear"]),
        ("user", &["info", "batch", "list", "remark", "tags", "change-openid"]),
        ("verify-url", &["URL"]),
    ];
    every_entry(|entry| {
        for text in [entry.cause.en, entry.cause.zh, entry.fix.en, entry.fix.zh] {
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

const V4: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::new(118, 190, 42, 90)));
const V6: Option<IpAddr> = Some(IpAddr::V6(Ipv6Addr::new(0x2408, 0x8207, 0x2400, 0x8a10, 0, 0, 0, 1)));

#[track_caller]
fn reads(errmsg: &str, message: &str, rid: Option<&str>, ip: Option<IpAddr>, hint: Option<&str>) {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let expected = ErrmsgParts { message: message.to_owned(), rid: owned(rid), ip, hint: owned(hint) };
    assert_eq!(parse_errmsg(errmsg), expected, "{errmsg}");
}

#[test]
fn the_caller_of_40164_is_read() {
    let rid = Some("61725984-6126f6f9-040f19c4");
    reads(
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist rid: 61725984-6126f6f9-040f19c4",
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist",
        rid,
        V4,
        None,
    );
    reads(
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist hint: [4IP_rA04044809]",
        "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist hint: [4IP_rA04044809]",
        None,
        V4,
        Some("4IP_rA04044809"),
    );
    for errmsg in [
        "invalid ip 118.190.42.90, not in whitelist",
        "invalid ip ::ffff:118.190.42.90, not in whitelist",
        "invalid ip ipv6 ::FFFF:118.190.42.90, not in whitelist",
        "not in whitelist, invalid ip: 118.190.42.90",
        "INVALID IP 118.190.42.90:443 NOT IN WHITELIST",
        "invalid ip 0.0.0.0 ipv6 ::ffff:118.190.42.90, not in whitelist",
        "not in whitelist: 118.190.42.90",
        "ip：118.190.42.90 不在白名单",
        "118.190.42.90 不在白名单中",
        "access clientip is not registered, not in ip-white-list, ip 118.190.42.90",
    ] {
        assert_eq!(parse_errmsg(errmsg).ip, V4, "{errmsg}");
    }
    for errmsg in [
        "invalid ip 2408:8207:2400:8a10::1 ipv6 2408:8207:2400:8a10::1, not in whitelist",
        "invalid ip ipv6 2408:8207:2400:8a10:0:0:0:1, not in whitelist rid: 61725984-6126f6f9-040f19c4",
        "invalid ip  ipv6 2408:8207:2400:8A10::1,not in whitelist",
        "invalid ip [2408:8207:2400:8a10::1]:443, not in whitelist",
    ] {
        assert_eq!(parse_errmsg(errmsg).ip, V6, "{errmsg}");
    }
}

#[test]
fn the_caller_of_wecom_is_read() {
    let errmsg = "not allow to access from your ip, hint: [1658286717354964018506079], from ip: 112.43.40.209, \
                  more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
    let ip = Some(IpAddr::V4(Ipv4Addr::new(112, 43, 40, 209)));
    reads(errmsg, errmsg, None, ip, Some("1658286717354964018506079"));
    for errmsg in [
        "not allow to access from your ip, from ip:112.43.40.209.",
        "not allow, from ip: [112.43.40.209](http://112.43.40.209/), more info at https://open.work.weixin.qq.com",
        "From IP: 112.43.40.209",
    ] {
        assert_eq!(parse_errmsg(errmsg).ip, ip, "{errmsg}");
    }
}

#[test]
fn the_rid_is_read_wherever_it_stands() {
    let rid = Some("61725984-6126f6f9-040f19c4");
    for (errmsg, message) in [
        ("invalid appid rid: 61725984-6126f6f9-040f19c4", "invalid appid"),
        ("invalid appid rid:61725984-6126f6f9-040f19c4", "invalid appid"),
        ("invalid appid, RID: 61725984-6126f6f9-040f19c4 ", "invalid appid"),
        ("invalid appid (rid: 61725984-6126f6f9-040f19c4)", "invalid appid"),
        ("rid: 61725984-6126f6f9-040f19c4, invalid appid", "invalid appid"),
        ("invalid rid: 61725984-6126f6f9-040f19c4, try again", "invalid, try again"),
        ("参数错误rid：61725984-6126f6f9-040f19c4", "参数错误"),
        (" rid: 61725984-6126f6f9-040f19c4", ""),
        ("rid: none, bad rid=61725984-6126f6f9-040f19c4", "rid: none, bad"),
    ] {
        reads(errmsg, message, rid, None, None);
    }
    reads(
        "invalid tag id hint: [uGiBx0mre-Mz7bhA] rid: 661f6f22-4e5022ac-04a408f4",
        "invalid tag id hint: [uGiBx0mre-Mz7bhA]",
        Some("661f6f22-4e5022ac-04a408f4"),
        None,
        Some("uGiBx0mre-Mz7bhA"),
    );
}

#[test]
fn what_is_not_there_is_not_read() {
    for errmsg in [
        "",
        "ok",
        "rid not found",
        "hybrid: 61725984-6126f6f9-040f19c4",
        "rid: unknown",
        "the version 1.2.3.4 has ended",
        "invalid ip 139.227.20.*, from ip: 300.1.1.1",
        "no selfmenu hint: []",
        "hint: [",
        "hint: 12345",
    ] {
        reads(errmsg, errmsg, None, None, None);
    }
    reads("system error rid: ", "system error", None, None, None);
    reads("system error rid:", "system error", None, None, None);
    reads(
        "invalid appid, hints: [ req_id: IgXGma08222015 ]",
        "invalid appid, hints: [ req_id: IgXGma08222015 ]",
        None,
        None,
        Some("IgXGma08222015"),
    );
}

/// Pieces that an `errmsg` is made of, whole and broken.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "rid",
        "RID",
        ":",
        "：",
        " ",
        ",",
        "ip",
        "ipv6",
        "::ffff:",
        "1.2.3.4",
        "2001:db8::1",
        "hint",
        "hints",
        "[",
        "]",
        "req_id",
        "61725984-6126f6f9-040f19c4",
        "-",
        "(",
        ")",
        "invalid ip ",
        "不在白名单",
        "\u{130}",
        "\0",
        "😀",
        ".",
    ]);
    let piece = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(40164), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(errmsg in pieces()) {
        let facts = parse_errmsg(&errmsg);
        prop_assert!(facts.message.len() <= errmsg.len() + 2);
        prop_assert!(facts.rid.is_none_or(|rid| errmsg.contains(&rid)));
        prop_assert!(facts.hint.is_none_or(|hint| errmsg.contains(&hint) && !hint.is_empty()));
    }

    #[test]
    fn a_rid_is_found_behind_any_message(message in "[a-z 一-龥]{0,40}", rid in "[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}") {
        let facts = parse_errmsg(&format!("{message} rid: {rid}"));
        prop_assert_eq!(facts.rid.as_deref(), Some(rid.as_str()));
        prop_assert_eq!(facts.message, message.trim());
    }

    #[test]
    fn any_address_is_found(ip in any::<IpAddr>()) {
        prop_assume!(!ip.to_canonical().is_unspecified());
        let facts = parse_errmsg(&format!("invalid ip {ip} ipv6 {ip}, not in whitelist rid: 61725984-6126f6f9-040f19c4"));
        prop_assert_eq!(facts.ip, Some(ip.to_canonical()));
    }
}
