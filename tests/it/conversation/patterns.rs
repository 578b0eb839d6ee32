//! Patterns: texts, regular expressions, and conditions on fields.

use serde_json::json;

use super::{answer, rule, talk, tested, text};
use crate::support::{NOT_FOUND, Serve, fields, now};

#[test]
fn a_text_pattern_matches_anywhere_in_the_message() {
    let said = talk("hi: Hello!", &["hi", "oh hi there", "this", "HI", "h i"]);
    assert_eq!(said, ["Hello!", "Hello!", "Hello!", NOT_FOUND, NOT_FOUND]);
}

#[test]
fn the_first_matching_rule_answers() {
    assert_eq!(talk("a: first\nab: second\nb: third", &["ab", "b"]), ["first", "third"]);
}

#[test]
fn an_object_has_name_pattern_and_handler() {
    let rules = "rules:\n- name: greeting\n  pattern: /^hey$/\n  handler: ho\n";
    assert_eq!((rule(rules, &["hey"]), answer(rules, "hey")), (json!("greeting"), "ho".to_owned()));
    assert_eq!(answer(rules, "heyo"), NOT_FOUND);
}

#[test]
fn an_equals_sign_matches_the_exact_text() {
    let said = talk("'=a.b': exact", &["a.b", "axb", "a.b ", " a.b", "A.B", "xa.b"]);
    assert_eq!(said[0], "exact");
    assert_eq!(said[1..], [NOT_FOUND; 5]);
}

#[test]
fn a_pattern_is_a_javascript_regular_expression() {
    for (pattern, message, matches) in [
        ("/^A$/", "a", false),
        ("/^A$/i", "a", true),
        ("/^b$/", "a\nb", false),
        ("/^b$/m", "a\nb", true),
        ("/a.b/", "a\nb", false),
        ("/a.b/s", "a\nb", true),
        ("/^[^]$/", "\n", true),
        ("/^a$/", "a\n", false),
        ("/^.$/u", "😀", true),
        ("/^\\p{Script=Han}+$/u", "汉字", true),
        ("/^p{2}$/", "pp", true),
        ("/^\\d$/", "٣", false),
        ("/^\\w$/", "é", false),
        ("/^\\s$/", "\u{3000}", true),
        ("/(?<!not )good/", "not good", false),
        ("/(?<!not )good/", "very good", true),
        ("/a(?=b)/", "ab", true),
        ("/a(?!b)/", "ab", false),
        ("/^(.)(.)\\2\\1$/", "abba", true),
        ("/^(.)(.)\\2\\1$/", "abab", false),
        ("/^(?<x>.)\\k<x>$/", "zz", true),
        ("/^\\u4f60$/", "你", true),
        ("/^\\x41$/", "A", true),
        ("/^\\/$/", "/", true),
        ("/^a.b$/", "a\rb", false),
        ("/^a.b$/", "a\u{2028}b", false),
        ("/^(a)?\\1b$/", "b", true),
        ("/^{,5}$/", "{,5}", true),
        ("/^]$/", "]", true),
        ("/^\\_$/", "_", true),
        ("/^[\\b]$/", "\u{8}", true),
        ("/ſ/i", "s", false),
        ("/ſ/iu", "s", true),
        ("/\u{212a}/i", "k", false),
        ("/^\\s$/", "\u{feff}", true),
        ("/^\\s$/", "\u{85}", false),
        ("/\\bfoo\\b/", "你foo好", true),
        ("/^[\u{4e00}-\u{9fa5}]+$/", "汉字", true),
        ("/[\\p{L}--[a-z]]/v", "a", false),
        ("/[\\p{L}--[a-z]]/v", "B", true),
        ("/b/y", "ab", false),
        ("/b/g", "ab", true),
        ("/ß/i", "ẞ", false),
        ("/ß/iu", "ẞ", true),
    ] {
        let rules = json!({ pattern: "yes" }).to_string();
        let said = answer(&rules, message);
        assert_eq!(said == "yes", matches, "{pattern} on {message:?}: {said}");
    }
}

/// In JavaScript, `'a1b22c333'.match(/\\d+/g)` is `['1', '22', '333']`.
#[test]
fn with_g_the_captures_are_all_matches() {
    assert_eq!(answer(r"'/\d+/g': '{0} {1} {2} {3}'", "a1b22c333"), "1 22 333 {3}");
}

/// Users count characters; JavaScript without `u` counts units of UTF-16, of which an emoji has two.
#[test]
fn an_emoji_is_one_character_with_or_without_u() {
    assert_eq!(answer("'/^..$/': two\n'/^.$/': one\n", "😀"), "one");
    assert_eq!(answer("'/^..$/u': two\n'/^.$/u': one\n", "😀"), "one");
}

/// The example of the ECMAScript specification, `RepeatMatcher`.
#[test]
fn a_repeated_group_forgets_its_capture() {
    let rules = r"'/(z)((a+)?(b+)?(c))*/': '[{1}][{2}][{3}][{4}][{5}]'";
    assert_eq!(answer(rules, "zaacbbbcac"), "[z][ac][a][][c]");
}

#[test]
fn a_rule_without_a_pattern_matches_every_message() {
    let rules = "rules:\n- pattern: '=a'\n  handler: a\n- handler: all\n";
    assert_eq!(talk(rules, &["a", "b"]), ["a", "all"]);
    for kind in ["image", "subscribe", "location", "click"] {
        assert_eq!(text(&tested(rules, &["--kind", kind])[0]), "all", "{kind}");
    }
}

#[test]
fn a_text_pattern_matches_no_other_kind() {
    for kind in ["image", "location", "click"] {
        let came = &tested("'/.*/': text", &["--kind", kind])[0];
        assert_eq!(came["rule"], json!(null), "{kind}");
    }
}

const OTHERS: &str = "rules:
- { name: kind, pattern: { kind: shortvideo }, handler: x }
- { name: event, pattern: { event: subscribe }, handler: x }
- { name: key, pattern: { kind: click, eventKey: A }, handler: x }
- { name: list, pattern: { eventKey: [B, C] }, handler: x }
- { name: regex, pattern: { eventKey: '/^D(\\d+)$/' }, handler: '{1}' }
- { name: nested, pattern: { param: { picUrl: '/cat/' } }, handler: x }
- { name: raw, pattern: { Label: home }, handler: x }
- { name: exact, pattern: { text: '=T' }, handler: x }
- { name: missing, pattern: { kind: voice, recognition: { exists: false } }, handler: x }
- { name: number, pattern: { lat: { above: 80 } }, handler: x }
- { name: both, pattern: [{ kind: link }, '=link'], handler: x }
- { name: kinds, pattern: { kind: [image, text] }, handler: x }
- { name: type, pattern: { type: event }, handler: x }
";

#[test]
fn a_pattern_tests_kind_event_key_and_any_field() {
    for (words, name) in [
        (&["--kind", "shortvideo"][..], "kind"),
        (&["--kind", "subscribe"], "event"),
        (&["--kind", "click", "A"], "key"),
        (&["--kind", "view", "A"], "type"),
        (&["--kind", "click", "B"], "list"),
        (&["--kind", "view", "C"], "list"),
        (&["--kind", "click", "D42"], "regex"),
        (&["--kind", "click", "D"], "type"),
        (&["--kind", "image", "--set", "PicUrl=http://a/cat.jpg"], "nested"),
        (&["--kind", "location", "--set", "Label=home"], "raw"),
        (&["T"], "exact"),
        (&["--kind", "voice", "--set", "Recognition="], "missing"),
        (&["--kind", "location", "--set", "Location_X=81", "--set", "Label=x"], "number"),
        (&["--kind", "link"], "both"),
        (&["link"], "both"),
        (&["--kind", "image"], "kinds"),
        (&["Tx"], "kinds"),
        (&["--kind", "unsubscribe"], "type"),
    ] {
        assert_eq!(rule(OTHERS, words), name, "{words:?}");
    }
    let words = ["--kind", "location", "--set", "Location_X=1"];
    assert_eq!(rule(OTHERS, &words), json!(null));
    assert_eq!(text(&tested(OTHERS, &["--kind", "click", "D42"])[0]), "42");
}

#[test]
fn the_case_of_an_event_name_does_not_matter() {
    let server = Serve::start("rules:\n- { pattern: { kind: subscribe }, handler: welcome }\n");
    let event = |event: &str| {
        let time = now().to_string();
        fields(&[
            ("ToUserName", "gh_a"),
            ("FromUserName", event),
            ("CreateTime", &time),
            ("MsgType", "event"),
            ("Event", event),
        ])
    };
    for name in ["subscribe", "SUBSCRIBE"] {
        assert_eq!(server.push(event(name)).ok().text(), "welcome");
    }
    assert_eq!(server.push(event("unsubscribe")).ok().body, "success", "an event is no question");
}
