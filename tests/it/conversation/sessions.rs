//! Conversations and sessions, one for each user of each account.

use super::{GUESS, talk};
use crate::support::{NOT_FOUND, OPENID, Serve, TOKEN, Webot, text_of, text_push};

#[test]
fn users_have_conversations_of_their_own() {
    let server = Serve::start(GUESS);
    server.say_as("o-one", "guess");
    assert_eq!(server.say_as("o-two", "7").as_deref(), Some(NOT_FOUND));
    server.say_as("o-two", "guess");
    server.say_as("o-one", "1");
    assert_eq!(server.say_as("o-two", "1").as_deref(), Some("wrong, 0 before, 2 left"));
    assert_eq!(server.say_as("o-one", "1").as_deref(), Some("wrong, 1 before, 1 left"));
}

#[test]
fn a_user_of_two_accounts_has_two_conversations() {
    let server = Serve::start(GUESS);
    let say = |account: &str, text: &str| {
        let push = text_push("o-one", text).replace("gh_0123456789ab", account);
        server.push(push).ok().text()
    };
    say("gh_a", "guess");
    assert_eq!(say("gh_b", "7"), NOT_FOUND);
    assert_eq!(say("gh_a", "7"), "right");
}

#[test]
fn a_session_remembers_the_values_that_rules_set() {
    let rules = "rules:
- { pattern: '/^i am (.+)/', session: { name: '{1}' }, handler: 'hi {session.name}' }
- { pattern: '=forget', session: { name: null }, handler: forgotten }
- { pattern: '=draw', session: { number: { random: [5, 5] } }, handler: '{session.number}' }
- { pattern: '=who', handler: '{session.name}' }
";
    let said = talk(rules, &["i am Ann", "who", "forget", "who", "draw"]);
    assert_eq!(said, ["hi Ann", "Ann", "forgotten", NOT_FOUND, "5"]);
}

#[test]
fn accounts_do_not_share_conversations() {
    let rules = format!(
        "ask: {{ handler: 'sure?', replies: {{ 'yes': deleted }} }}\n\
         accounts: [ {{ path: /a, token: {TOKEN} }}, {{ path: /b, token: {TOKEN} }} ]\n"
    );
    let server = Webot::serve(&rules).open().start();
    let say = |path: &str, text: &str| text_of(&server.push_to(path, text_push(OPENID, text)).ok().body);
    assert_eq!(say("/a", "ask"), "sure?");
    assert_eq!(say("/b", "yes"), "Don't know what you are saying.");
    assert_eq!(say("/a", "yes"), "deleted");
}

#[test]
fn a_waiting_user_keeps_the_question_when_rules_are_reordered() {
    let tea = "- { pattern: { text: [tea] }, handler: 'like tea?', replies: { 'yes': good } }\n";
    let sure = "- { pattern: { text: [del] }, handler: 'sure?', replies: { 'yes': deleted } }\n";
    let server = Serve::start(&format!("rules:\n{tea}{sure}"));
    assert_eq!(server.say("tea").as_deref(), Some("like tea?"));
    server.change("rules.yaml", format!("rules:\n{sure}{tea}"));
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("yes").as_deref(), Some("good"));
}
