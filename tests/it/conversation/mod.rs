//! The rules of `webot serve`: which messages they match, their replies, and how a conversation continues. Most
//! tests ask `webot rules test`, many the server too.

mod accounts;
mod answers;
mod checks;
mod codes;
mod errors;
mod forms;
mod gates;
mod lint;
mod listing;
mod menus;
mod patterns;
mod problems;
#[cfg(unix)]
mod programs;
mod replies;
mod rules_test;
mod sessions;
mod times;
mod waits;

use serde_json::Value;

use crate::support::{Folder, Serve, Webot};

/// Returns `webot rules test` on these rules, with these words and flags.
fn test(rules: &str, words: &[&str]) -> Webot {
    test_in(&Folder::new(), rules, words)
}

fn test_in(folder: &Folder, rules: &str, words: &[&str]) -> Webot {
    folder.write("rules.yaml", rules);
    folder.webot(["rules", "test", "--json", "--lang", "en"]).args(words)
}

/// Returns the result of each message.
#[track_caller]
fn tested(rules: &str, words: &[&str]) -> Vec<Value> {
    test(rules, words).exit_in([0, 1]).run().json().as_array().expect("a list").clone()
}

/// Returns the text of the reply, or an empty one if there is no reply.
fn text(came: &Value) -> String {
    came["reply"]["Content"].as_str().unwrap_or_default().to_owned()
}

/// Returns the texts of the replies in a conversation, and checks that the server replies the same.
#[track_caller]
fn talk(rules: &str, words: &[&str]) -> Vec<String> {
    let texts: Vec<String> = tested(rules, words).iter().map(text).collect();
    let server = Serve::start(rules);
    let served: Vec<String> = words.iter().map(|word| server.say(word).unwrap_or_default()).collect();
    assert_eq!(served, texts, "the server, and `rules test`");
    texts
}

/// Returns the text of the reply to one message.
#[track_caller]
fn answer(rules: &str, word: &str) -> String {
    text(&tested(rules, &[word])[0])
}

/// Returns the name of the rule that answers one message.
#[track_caller]
fn rule(rules: &str, words: &[&str]) -> Value {
    tested(rules, words)[0]["rule"].clone()
}

const GUESS: &str = "rules:
- pattern: '=guess'
  handler: guess
  replies:
    '=7': right
    '/.*/':
      handler: 'wrong, {rewaitCount} before, {rewaitLeft} left'
      rewait: { limit: 2, then: it was 7 }
";
