//! Gates of domains, and rules that run before and after each reply.

use super::{talk, tested};
use crate::support::{NOT_FOUND, Serve};

const DOMAIN: &str = "rules:
- { pattern: '=login', session: { user: '1' }, handler: logged in }
- { name: profile, domain: members, pattern: '=profile', handler: your profile }
- { name: id, domain: members, pattern: '=id', handler: your id }
- { pattern: '=outside', handler: outside }
domain:
  members:
  - { name: gate, pattern: { session.user: { exists: false } }, handler: log in first }
";

#[test]
fn a_domain_has_a_gate() {
    let said = talk(DOMAIN, &["profile", "outside", "login", "profile", "id"]);
    assert_eq!(said, ["log in first", "outside", "logged in", "your profile", "your id"]);
    assert_eq!(tested(DOMAIN, &["profile"])[0]["rule"], "gate");
    let tried = tested(DOMAIN, &["outside"])[0]["tried"].to_string();
    assert!(!tried.contains("gate"), "it is before its own rules alone: {tried}");
}

#[test]
fn a_gate_is_passed_once_for_all_rules_of_its_domain() {
    let rules = "rules:
- { name: one, domain: d, pattern: a, session: { one: '1' } }
- { name: two, domain: d, pattern: a, handler: two }
domain: { d: { name: gate, session: { passed: '1' } } }
";
    let came = &tested(rules, &["a"])[0];
    let tried = came["tried"].as_array().expect("a list").iter();
    let names: Vec<&str> = tried.map(|tried| tried["rule"].as_str().expect("a name")).collect();
    assert_eq!(names, ["gate", "one", "two"]);
}

#[test]
fn rules_before_the_reply_come_first() {
    let rules = "beforeReply:
- { name: note, session: { last: '{text}' } }
- { name: stop, pattern: '=stop', handler: stopped }
stop: never
hi: 'you said {session.last}'
";
    assert_eq!(talk(rules, &["hi", "stop"]), ["you said hi", "stopped"]);
    let waiting = "beforeReply: [{ pattern: '=stop', handler: stopped }]\nrules: [{ pattern: '=q', handler: q, replies: { '': a } }]\n";
    assert_eq!(talk(waiting, &["q", "stop"]), ["q", "stopped"], "before what waits too");
}

#[test]
fn rules_after_the_reply_change_it() {
    let rules = "hi: hello
img: { type: image, mediaId: M }
afterReply:
- { pattern: { reply.type: text }, handler: '{reply} (by a bot)' }
";
    assert_eq!(talk(rules, &["hi", "what"]), ["hello (by a bot)", &format!("{NOT_FOUND} (by a bot)")]);
    assert_eq!(tested(rules, &["img"])[0]["reply"]["MsgType"], "image");
    assert_eq!(tested(rules, &["hi"])[0]["rule"], "dialog_hi", "it is still that one that answers");
}

#[test]
fn a_called_rule_stays_behind_its_gate() {
    let rules = "rules:\n- { name: secret, pattern: '=secret', domain: m, handler: SECRET }\n- { pattern: '=call', rule: secret }\ndomain: { m: denied }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("secret").as_deref(), Some("denied"));
    assert_eq!(server.say("call").as_deref(), Some("denied"));
}

#[test]
fn a_text_alone_is_a_rule_before_and_after_the_reply_too() {
    let rules = "hi: hello\nafterReply: ['{reply}!']\n";
    assert_eq!(talk(rules, &["hi", "afterReply"]), ["hello!", &format!("{NOT_FOUND}!")]);
    assert_eq!(talk("hi: hello\nbeforeReply: closed\n", &["hi"]), ["closed"]);
    let rule = &tested("rules:\n- [a, b]\n- any\n", &["x"])[0];
    assert_eq!((&rule["rule"], &rule["reply"]["Content"]), (&"#2".into(), &"any".into()));
}
