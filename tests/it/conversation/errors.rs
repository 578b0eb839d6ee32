//! Failures of rules: what the reply to a code and the rules after the reply learn of them.

use serde_json::json;

use super::{talk, test_in, tested, text};
use crate::support::{Folder, NOT_FOUND};

const RULES: &str = "rules:
- { name: chosen, pattern: =chosen, code: 403 }
- { name: calls, pattern: =calls, rule: chosen }
- { name: missing, pattern: =missing, exec: [./no-such-program] }
- { name: fine, pattern: =fine, handler: fine }
codeReplies:
  403: 'no: {err.code} {err.rule} [{err.text}] {err}'
  500: 'broken: {err.code} {err.rule} [{err.text}]'
afterReply:
- { name: note, pattern: { err: { code: 403 } }, session: { seen: '{err.rule}' } }
- { name: no error, pattern: { err: { exists: false } }, session: { seen: nothing } }
";

#[test]
fn the_reply_to_a_code_knows_code_rule_and_text_of_the_error() {
    let rules = format!(
        "{RULES}- {{ name: not found, pattern: {{ err.code: 404 }}, handler: 'nothing: {{err}} {{err.rule}}' }}\n"
    );
    let said = talk(&rules, &["chosen", "calls", "fine", "what"]);
    assert_eq!(said, ["no: 403 chosen [] 403", "no: 403 chosen [] 403", "fine", "nothing: 404 "]);
    let came = tested(RULES, &["missing"]);
    let reply = text(&came[0]);
    assert!(reply.starts_with("broken: 500 missing [`./no-such-program` could not be started: "), "{reply}");
    assert_eq!(tested(RULES, &["chosen"])[0]["session"], json!({ "seen": "chosen" }));
    assert_eq!(tested(RULES, &["fine"])[0]["session"], json!({ "seen": "nothing" }));
}

#[cfg(unix)]
#[test]
fn a_program_after_the_reply_gets_the_error() {
    let rules = "rules: [{ name: bad, pattern: =bad, exec: [sh, -c, 'echo oh >&2; exit 3'] }]
codeReplies: { 500: broken }
afterReply: { exec: [sh, -c, 'cat > info.json'] }
";
    let folder = Folder::new();
    test_in(&folder, rules, &["bad"]).exit(1).run();
    let info: serde_json::Value = serde_json::from_str(&folder.read("info.json")).expect("JSON");
    assert_eq!(info["err"], json!({ "code": "500", "text": "`sh` ended with 3: oh", "rule": "bad" }));
    test_in(&folder, rules, &["what"]).exit(1).run();
    let info: serde_json::Value = serde_json::from_str(&folder.read("info.json")).expect("JSON");
    assert_eq!(info["err"], json!({ "code": "404", "text": "", "rule": null }));
}

/// node-webot, `config.breakOnError`.
#[test]
fn the_rules_after_a_failed_one_are_tried_without_break_on_error() {
    let rules = "settings: { breakOnError: false }
rules:
- { name: bad, pattern: /^a/, exec: [./no-such-program] }
- { name: other, pattern: =ab, handler: other }
codeReplies: { 500: 'broken: {err.rule}' }
";
    assert_eq!(talk(rules, &["ab", "a", "b"]), ["other", "broken: bad", NOT_FOUND]);
    let came = &tested(rules, &["ab"])[0];
    assert_eq!((&came["code"], &came["rule"]), (&json!(null), &json!("other")));
    assert_eq!(came["failures"][0]["rule"], "bad");
    let breaks = rules.replace("false", "true");
    assert_eq!(talk(&breaks, &["ab"]), ["broken: bad"]);
}

#[test]
fn the_trace_of_a_code_says_one_thing() {
    let folder = Folder::new();
    folder.write("rules.yaml", RULES);
    let trace = |word: &str| folder.webot(["rules", "test", word, "--lang", "en"]).exit(1).run().stdout;
    let chosen = trace("chosen");
    assert!(chosen.contains("`chosen` (rules.yaml:2) replies with the reply for 403"), "{chosen}");
    assert!(!chosen.contains("no rule replies") && !chosen.contains("this is the reply"), "{chosen}");
    let missing = trace("missing");
    assert!(missing.contains("`missing` (rules.yaml:4) fails"), "{missing}");
    assert!(
        missing.contains("this is the reply for 500") && !missing.contains("no rule replies"),
        "{missing}"
    );
    assert!(trace("what").contains("no rule replies; this is the reply for 404"));
    let came = &tested(RULES, &["chosen"])[0];
    let tried = came["tried"].as_array().expect("a list");
    assert_eq!(tried[0]["result"], "code");
}
