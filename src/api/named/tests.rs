//! The table of named errors: every entry is sound and found.

use crate::api::advice::{Advice, Evidence};
use crate::api::named::{NamedFamily, find, is_code, named_errors, with_code};

#[test]
fn every_text_is_one_sentence() {
    for named in named_errors() {
        let advices = named.cases.iter().map(|case| case.advice).chain([named.advice]);
        for Advice { cause, fix } in advices {
            for text in [cause.en, cause.zh, fix.en, fix.zh] {
                assert!(!text.ends_with(['.', '。', '!', '！']), "{}: {text}", named.name);
                assert!(!text.contains('。') && !text.contains(". "), "{}: {text}", named.name);
                assert!(text.matches('`').count().is_multiple_of(2), "{}: {text}", named.name);
            }
        }
    }
}

#[test]
fn every_name_leads_to_its_entry() {
    for named in named_errors() {
        for name in std::iter::once(named.name).chain(named.also) {
            let found =
                if is_code(name) { find(named.family, name, "") } else { find(named.family, "", name) };
            let found = found.unwrap_or_else(|| panic!("{name} is not found"));
            assert_eq!(found.family, named.family, "{name}");
        }
    }
    assert!(with_code("SIGN_ERROR").count() >= 2 && with_code("").next().is_none());
    assert!(find(NamedFamily::Jssdk, "SIGN_ERROR", "all is well").is_none());
}

#[test]
fn path_and_message_narrow_the_cause() {
    let cause = |code, path, errmsg| {
        let named = find(NamedFamily::PayV3, code, "").expect("an entry");
        named.advice(&Evidence { path, errmsg, sent: None }).cause.en
    };
    assert!(cause("RESOURCE_NOT_EXISTS", Some("/v3/certificates"), "").contains("public key"));
    assert!(!cause("RESOURCE_NOT_EXISTS", Some("/v3/pay/transactions/id/1"), "").contains("public key"));
    assert!(cause("NOT_ENOUGH", Some("/v3/certificates"), "").contains("expired"));
    assert!(cause("PARAM_ERROR", None, "此字段需要一个合法的 64 位有符号整数").contains("fen"));
}
