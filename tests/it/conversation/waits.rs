//! Rules that wait for the next message of a user.

use super::{GUESS, talk};
use crate::support::NOT_FOUND;

#[test]
fn replies_may_be_a_map_for_the_next_message() {
    let rules = "rules:
- pattern: sex
  handler: you guess
  replies: { '=girl': wrong, '/^boy$/i': right, '/.*/': neither }
";
    assert_eq!(talk(rules, &["sex", "Boy", "Boy"]), ["you guess", "right", NOT_FOUND]);
    assert_eq!(talk(rules, &["sex", "girl"]), ["you guess", "wrong"]);
    assert_eq!(talk(rules, &["sex", "it"]), ["you guess", "neither"]);
}

#[test]
fn replies_may_be_a_list_of_rules() {
    let rules = "rules:
- pattern: ask
  handler: yes or no?
  replies:
  - { name: yes, pattern: Y, handler: good }
  - { name: no, pattern: N, handler: bad }
  - handler: what?
";
    assert_eq!(talk(rules, &["ask", "好的"]), ["yes or no?", "good"]);
    assert_eq!(talk(rules, &["ask", "不要"]), ["yes or no?", "bad"]);
    assert_eq!(talk(rules, &["ask", "perhaps"]), ["yes or no?", "what?"]);
}

#[test]
fn replies_may_be_one_handler_for_every_message() {
    let rules = "rules:\n- { pattern: ask, handler: what?, replies: 'you said {text}' }\n";
    assert_eq!(talk(rules, &["ask", "anything", "anything"]), ["what?", "you said anything", NOT_FOUND]);
}

#[test]
fn replies_may_have_replies() {
    let rules = "rules:
- pattern: '=ask'
  handler: one
  replies:
    '=a':
      handler: two
      replies: { '=b': three }
";
    assert_eq!(talk(rules, &["ask", "a", "b", "b"]), ["one", "two", "three", NOT_FOUND]);
}

#[test]
fn a_rule_waits_for_rules_by_name() {
    let rules = "rules:
- { pattern: '=go', handler: go on, wait: there }
- { pattern: '=to', handler: to, wait: alone }
- { name: alone, pattern: '=alone', handler: alone }
waitRules:
  there: { '=a': A, '=b': { handler: B, wait: there } }
";
    assert_eq!(talk(rules, &["go", "b", "b", "a", "a"]), ["go on", "B", "B", "A", NOT_FOUND]);
    assert_eq!(talk(rules, &["to", "alone"]), ["to", "alone"], "a rule of that name");
}

#[test]
fn a_message_that_does_not_match_ends_the_wait() {
    let rules = "rules:
- { pattern: '=go', handler: go on, replies: { '=a': A } }
- { pattern: '=help', handler: helped }
";
    assert_eq!(talk(rules, &["go", "help", "a"]), ["go on", "helped", NOT_FOUND]);
    assert_eq!(talk(rules, &["go", "nothing", "a"]), ["go on", NOT_FOUND, NOT_FOUND]);
}

#[test]
fn a_wait_repeats_up_to_its_limit() {
    let said = talk(GUESS, &["guess", "1", "2", "3", "7"]);
    assert_eq!(said, ["guess", "wrong, 0 before, 2 left", "wrong, 1 before, 1 left", "it was 7", NOT_FOUND]);
    assert_eq!(talk(GUESS, &["guess", "1", "7"]), ["guess", "wrong, 0 before, 2 left", "right"]);
}

#[test]
fn the_count_of_waits_restarts_with_each_question() {
    let said = talk(GUESS, &["guess", "1", "2", "3", "guess", "1"]);
    assert_eq!(said[5], "wrong, 0 before, 2 left");
    let said = talk(GUESS, &["guess", "1", "7", "guess", "1"]);
    assert_eq!(said[4], "wrong, 0 before, 2 left");
}

#[test]
fn a_wait_without_a_limit_repeats() {
    let rules = "rules:\n- { pattern: '=q', handler: q, replies: { '=end': bye, '': { handler: '{rewaitCount}', rewait: true } } }\n";
    assert_eq!(talk(rules, &["q", "a", "b", "c", "end", "a"]), ["q", "0", "1", "2", "bye", NOT_FOUND]);
}

#[test]
fn a_limit_without_an_end_leaves_the_message_to_the_next_rule() {
    let rules = "rules:\n- { pattern: '=q', handler: q, replies: { '/x/': { handler: again, rewait: 1 } } }\n- { pattern: '/x/', handler: outside }\n";
    assert_eq!(talk(rules, &["q", "x", "x", "x"]), ["q", "again", "outside", "outside"]);
}

/// node-webot: `info.resolve()` and no answer leaves the message to the rules outside the conversation.
#[test]
fn after_a_rule_that_resolves_no_other_waits() {
    let rules = "rules:
- { pattern: '=guess', handler: guess, wait: w }
- { pattern: hello, handler: 你好 }
waitRules:
  w:
  - { name: gives up, pattern: { text: { not: '/^[0-9]+$/' } }, resolve: true }
  - { name: wrong, handler: wrong, rewait: true }
";
    assert_eq!(talk(rules, &["guess", "5", "hello", "5"]), ["guess", "wrong", "你好", NOT_FOUND]);
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/rules.yaml");
    let ran =
        crate::support::webot(["rules", "test", example, "game 1", "hello", "--json", "--seed", "2"]).run();
    let reply = ran.json()[1]["reply"]["Content"].clone();
    assert!(["你好", "fine", "how are you"].iter().any(|hello| reply == *hello), "{reply}");
}

#[test]
fn a_rule_before_the_reply_may_end_the_wait() {
    let rules = "beforeReply: [{ pattern: =stop, resolve: true }, { session: { count: '{session.count}x' } }]
rules:
- { pattern: '=go', handler: go, replies: 'you said {text}' }
- { pattern: =stop, handler: 'stopped {session.count}' }
";
    assert_eq!(talk(rules, &["go", "stop", "x"]), ["go", "stopped xx", NOT_FOUND]);
}
