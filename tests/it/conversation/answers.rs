//! Answers that are drawn from a list, or filled with captures and fields of the message.

use super::{talk, tested, text};
use crate::support::{OPENID, Webot};

const HELLO: &str = "hello: [one, of, these]";
const HELLOS: [&str; 40] = ["hello"; 40];

fn drawn(rules: &str, seed: &str) -> Vec<String> {
    let words: Vec<&str> = ["--seed", seed].into_iter().filter(|_| !seed.is_empty()).chain(HELLOS).collect();
    tested(rules, &words).iter().map(text).collect()
}

#[test]
fn every_answer_of_a_list_is_drawn_and_no_other() {
    let mut drawn = drawn(HELLO, "7");
    drawn.sort();
    drawn.dedup();
    assert_eq!(drawn, ["of", "one", "these"]);
}

#[test]
fn a_seed_repeats_the_draws_and_another_seed_changes_them() {
    assert_eq!(drawn(HELLO, "7"), drawn(HELLO, "7"));
    assert_ne!(drawn(HELLO, "7"), drawn(HELLO, "8"));
    let of_file = format!("settings: {{ seed: 7 }}\n{HELLO}");
    assert_eq!(drawn(&of_file, ""), drawn(HELLO, "7"));
    assert_eq!(drawn(&of_file, "8"), drawn(HELLO, "8"), "the flag stands above the file");
}

#[test]
fn without_a_seed_the_draws_differ_each_time() {
    assert_ne!(drawn(HELLO, ""), drawn(HELLO, ""));
}

#[test]
fn a_server_draws_by_its_seed() {
    let server = Webot::serve(HELLO).args(["--seed", "7"]).start();
    let served: Vec<String> = HELLOS.iter().filter_map(|word| server.say(word)).collect();
    assert_eq!(served, drawn(HELLO, "7"));
}

#[test]
fn captures_fill_the_answer_unless_a_backslash_escapes_them() {
    let said = talk(r"'/key (.*)/i': 'you typed {1}, \{1} stays'", &["Key this"]);
    assert_eq!(said, ["you typed this, {1} stays"]);
}

#[test]
fn captures_have_numbers_and_names() {
    let rules = "'/^(?<from>\\S+) to (?<to>\\S+)( now)?$/': '{0}|{1}|{2}|{3}|{from}|{to}|{4}|{other}'";
    let said = talk(rules, &["A to B", "A to B now"]);
    assert_eq!(said, ["A to B|A|B||A|B|{4}|{other}", "A to B now|A|B| now|A|B|{4}|{other}"]);
}

#[test]
fn the_text_of_a_user_is_not_a_template() {
    assert_eq!(talk("'/^say (.*)/': '{1}'", &["say {text} {user}"]), ["{text} {user}"]);
}

#[test]
fn fields_of_the_message_fill_the_answer() {
    let rules = "'': '{text}|{user}|{uid}|{sp}|{type}|{FromUserName}|{raw.ToUserName}'\n";
    let user = OPENID;
    let said = talk(rules, &["hey"]);
    assert_eq!(said, [format!("hey|{user}|{user}|gh_0123456789ab|text|{user}|gh_0123456789ab")]);
}

#[test]
fn fields_of_other_kinds_have_the_names_of_node_webot() {
    for (words, template, said) in [
        (
            &[
                "--kind",
                "location",
                "--set",
                "Location_X=23.1",
                "--set",
                "Location_Y=113.3",
                "--set",
                "Label=家",
            ][..],
            "{lat},{lng},{label},{type}",
            "23.1,113.3,家,location",
        ),
        (
            &["--kind", "image", "--set", "PicUrl=http://a/b.jpg"],
            "{picUrl} {param.picUrl}",
            "http://a/b.jpg http://a/b.jpg",
        ),
        (&["--kind", "click", "KEY_1"], "{event} {eventKey} {param.eventKey}", "CLICK KEY_1 KEY_1"),
        (&["--kind", "voice", "--set", "Recognition=你好"], "{text} {recognition}", "你好 你好"),
        (&["--kind", "link", "--set", "Title=t", "--set", "Url=http://a"], "{title} {url}", "t http://a"),
    ] {
        let rules = format!("rules:\n- handler: '{template}'");
        assert_eq!(text(&tested(&rules, words)[0]), said, "{words:?}");
    }
}
