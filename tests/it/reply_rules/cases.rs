//! Every rule of a single answer, with a case for each.

use std::collections::BTreeSet;

use super::content_cases::{envelopes, news_and_media, texts};
use super::document_cases::{bytes_around, common_fields, not_a_reply, statuses};
use super::structure_cases::{ciphertexts, displaced, escapes};
use super::{Case, send};

fn cases() -> Vec<Case> {
    let all = [
        not_a_reply(),
        bytes_around(),
        common_fields(),
        texts(),
        news_and_media(),
        envelopes(),
        statuses(),
        displaced(),
        ciphertexts(),
        escapes(),
    ];
    all.into_iter().flatten().collect()
}

/// Returns the fault in webot's report about a bad answer, or `None`.
fn misreported(case: &Case) -> Option<String> {
    let ran = send(case.words, &case.bad).exit_in([0, 1]).stderr_any().run();
    let code = i32::from(case.severity == "error");
    if ran.code != code {
        return Some(format!(
            "exit code {} instead of {code}: {} {}",
            ran.code,
            ran.rules().join(", "),
            ran.stderr
        ));
    }
    let findings = ran.json()["findings"].as_array().expect("findings").clone();
    let rules: BTreeSet<&str> = findings.iter().filter_map(|finding| finding["rule"].as_str()).collect();
    if rules != BTreeSet::from([case.rule]) {
        return Some(format!("reported as {rules:?}"));
    }
    for finding in &findings {
        let said = |field: &str| finding[field].as_str().unwrap_or_default().trim().to_owned();
        if finding["severity"] != case.severity {
            return Some(format!("is no {}: {finding}", case.severity));
        }
        if said("message").is_empty() || said("hint").is_empty() {
            return Some(format!("says too little: {finding}"));
        }
    }
    let said = findings.iter().any(|finding| {
        [&finding["message"], &finding["hint"]]
            .iter()
            .any(|words| words.as_str().is_some_and(|w| w.contains(case.names)))
    });
    (!said).then(|| format!("does not name `{}`: {findings:?}", case.names))
}

#[test]
fn a_reply_that_breaks_one_rule_is_reported_by_exactly_that_rule() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| misreported(case).map(|what| format!("{} ({}): {what}", case.rule, case.what)))
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_nearest_legal_neighbour_of_every_rule_has_no_finding() {
    let mut wrong = Vec::new();
    for case in cases() {
        assert!(!case.good.is_empty(), "{} ({}) has no neighbour", case.rule, case.what);
        for good in &case.good {
            let ran = send(case.words, good).exit_in([0, 1]).run();
            if ran.code != 0 || !ran.rules().is_empty() {
                wrong.push(format!("{} ({}): {} {}", case.rule, case.what, ran.code, ran.json()["findings"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} neighbours:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn strict_makes_every_warning_fail() {
    let mut count = 0;
    for case in cases().into_iter().filter(|case| case.severity == "warning") {
        let words: Vec<&str> = case.words.iter().copied().chain(["--strict"]).collect();
        let ran = send(&words, &case.bad).exit(1).run();
        assert_eq!(ran.json()["findings"][0]["severity"], "warning", "{}", case.what);
        count += 1;
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn every_rule_of_a_single_answer_has_a_case() {
    let cases = cases();
    let named = [
        "not-xml",
        "html-page",
        "bom-before-xml",
        "space-before-xml",
        "unknown-type",
        "users-not-swapped",
        "create-time-not-seconds",
        "text-empty",
        "text-too-long",
        "news-empty",
        "news-too-many",
        "news-count-mismatch",
        "media-id-missing",
        "field-too-high",
        "field-too-low",
        "wrapped",
        "no-root",
        "quoted",
        "item-missing",
        "text-of-elements",
        "ciphertext-form",
        "text-escaped",
        "text-garbled",
        "wrong-case",
        "other-interface",
        "url-not-absolute",
        "cdata-unescaped",
        "not-encrypted",
        "bad-signature",
        "http-status",
        "not-utf8",
        "news-only-first",
        "encrypted",
        "cannot-decrypt",
        "message-layout",
        "wrong-receiver",
        "gzip",
        "false-encoding",
        "body-too-large",
    ];
    for rule in named {
        assert!(cases.iter().any(|case| case.rule == rule), "{rule}");
    }
    for case in cases {
        assert!(named.contains(&case.rule), "{}", case.rule);
    }
}
