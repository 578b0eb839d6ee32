//! Rules: what they are for, what they answer, and how a conversation goes on; through `webot rules test`, and the same
//! through the server.

use serde_json::{Value, json};

use crate::support::{Folder, OPENID, Serve, Webot, fields, now, text_push};

/// `webot rules test` on these rules, with these words and flags.
fn test(rules: &str, words: &[&str]) -> Webot {
    test_in(&Folder::new(), rules, words)
}

fn test_in(folder: &Folder, rules: &str, words: &[&str]) -> Webot {
    folder.write("rules.yaml", rules);
    folder.webot(["rules", "test", "--json", "--lang", "en"]).args(words)
}

/// What came of each message.
#[track_caller]
fn tested(rules: &str, words: &[&str]) -> Vec<Value> {
    test(rules, words).exit_in([0, 1]).run().json().as_array().expect("a list").clone()
}

/// The text that was answered; empty where nothing was.
fn text(came: &Value) -> String {
    came["reply"]["Content"].as_str().unwrap_or_default().to_owned()
}

/// The texts that are answered to a conversation, which are the same from the server.
#[track_caller]
fn talk(rules: &str, words: &[&str]) -> Vec<String> {
    let texts: Vec<String> = tested(rules, words).iter().map(text).collect();
    let server = Serve::start(rules);
    let served: Vec<String> = words.iter().map(|word| server.say(word).unwrap_or_default()).collect();
    assert_eq!(served, texts, "the server, and `rules test`");
    texts
}

/// The one text that is answered to one message.
#[track_caller]
fn answer(rules: &str, word: &str) -> String {
    text(&tested(rules, &[word])[0])
}

/// The rule that answers one message.
#[track_caller]
fn rule(rules: &str, words: &[&str]) -> Value {
    tested(rules, words)[0]["rule"].clone()
}

const NOT_FOUND: &str = "Don't know what you are saying.";
const BROKEN: &str = "Something is broken...";

#[test]
fn a_text_is_looked_for_anywhere_in_the_message() {
    let said = talk("hi: Hello!", &["hi", "oh hi there", "this", "HI", "h i"]);
    assert_eq!(said, ["Hello!", "Hello!", "Hello!", NOT_FOUND, NOT_FOUND]);
}

#[test]
fn the_first_rule_that_is_for_a_message_answers() {
    assert_eq!(talk("a: first\nab: second\nb: third", &["ab", "b"]), ["first", "third"]);
}

#[test]
fn rules_may_be_json() {
    let folder = Folder::new();
    folder.write("rules.json", r#"{"hi": "Hello!", "/n (\\d+)/": "{1}", "list": ["x"]}"#);
    let ran = folder.webot(["rules", "test", "--json", "hi", "n 42", "list"]).run();
    let texts: Vec<String> = ran.json().as_array().expect("a list").iter().map(text).collect();
    assert_eq!(texts, ["Hello!", "42", "x"]);
}

const DIALOG: &str = "---
# 直接回复
hi: 'hi,I am robot'

# 匹配组替换
/key (.*)/i: 
  - '你输入的匹配关键词是:{1}'

hello: 
  - 你好
  - fine
  - how are you

yaml:
  name: 'test_yaml_object'
  handler: '这是一个yaml的object配置'
'=exact': only this
";

/// node-webot, `examples/dialog.yaml`: the same forms.
#[test]
fn a_dialog_file_of_the_predecessor_works_as_it_is() {
    let said = talk(DIALOG, &["hi", "KEY a b", "yaml", "exact"]);
    assert_eq!(said, ["hi,I am robot", "你输入的匹配关键词是:a b", "这是一个yaml的object配置", "only this"]);
    assert_eq!(rule(DIALOG, &["yaml"]), "test_yaml_object");
    assert_eq!(rule(DIALOG, &["hi"]), "dialog_hi", "the name that it has there");
}

#[test]
fn a_pair_in_a_list_is_a_pattern_and_its_answer() {
    assert_eq!(talk("- [one, '1']\n- [two, '2']", &["one", "two"]), ["1", "2"]);
}

const HELLO: &str = "hello: [one, of, these]";
const HELLOS: [&str; 40] = ["hello"; 40];

fn drawn(rules: &str, seed: &str) -> Vec<String> {
    let words: Vec<&str> = ["--seed", seed].into_iter().filter(|_| !seed.is_empty()).chain(HELLOS).collect();
    tested(rules, &words).iter().map(text).collect()
}

#[test]
fn each_of_a_list_is_drawn_and_nothing_else() {
    let mut drawn = drawn(HELLO, "7");
    drawn.sort();
    drawn.dedup();
    assert_eq!(drawn, ["of", "one", "these"]);
}

#[test]
fn a_seed_draws_the_same_each_time_and_another_one_something_else() {
    assert_eq!(drawn(HELLO, "7"), drawn(HELLO, "7"));
    assert_ne!(drawn(HELLO, "7"), drawn(HELLO, "8"));
    let of_file = format!("settings: {{ seed: 7 }}\n{HELLO}");
    assert_eq!(drawn(&of_file, ""), drawn(HELLO, "7"));
    assert_eq!(drawn(&of_file, "8"), drawn(HELLO, "8"), "the flag stands above the file");
}

#[test]
fn without_a_seed_chance_is_another_each_time() {
    assert_ne!(drawn(HELLO, ""), drawn(HELLO, ""));
}

#[test]
fn a_server_draws_as_its_seed_says() {
    let server = Webot::serve(HELLO).args(["--seed", "7"]).start();
    let served: Vec<String> = HELLOS.iter().filter_map(|word| server.say(word)).collect();
    assert_eq!(served, drawn(HELLO, "7"));
}

#[test]
fn what_is_captured_stands_in_the_answer_unless_a_backslash_keeps_it() {
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
fn what_a_user_typed_is_no_template() {
    assert_eq!(talk("'/^say (.*)/': '{1}'", &["say {text} {user}"]), ["{text} {user}"]);
}

#[test]
fn fields_of_the_message_stand_in_the_answer() {
    let rules = "'': '{text}|{user}|{uid}|{sp}|{type}|{FromUserName}|{raw.ToUserName}'\n";
    let user = OPENID;
    let said = talk(rules, &["hey"]);
    assert_eq!(said, [format!("hey|{user}|{user}|gh_0123456789ab|text|{user}|gh_0123456789ab")]);
}

#[test]
fn fields_of_other_kinds_have_the_seeds_names() {
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

#[test]
fn an_object_has_name_pattern_and_handler() {
    let rules = "rules:\n- name: greeting\n  pattern: /^hey$/\n  handler: ho\n";
    assert_eq!((rule(rules, &["hey"]), answer(rules, "hey")), (json!("greeting"), "ho".to_owned()));
    assert_eq!(answer(rules, "heyo"), NOT_FOUND);
}

#[test]
fn an_equals_sign_wants_the_text_letter_by_letter() {
    let said = talk("'=a.b': exact", &["a.b", "axb", "a.b ", " a.b", "A.B", "xa.b"]);
    assert_eq!(said[0], "exact");
    assert_eq!(said[1..], [NOT_FOUND; 5]);
}

#[test]
fn a_pattern_is_a_regular_expression_of_javascript() {
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

/// As `'a1b22c333'.match(/\\d+/g)` is `['1', '22', '333']`.
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

/// The own example of ECMAScript, `RepeatMatcher`.
#[test]
fn what_a_group_captured_is_forgotten_when_it_is_repeated() {
    let rules = r"'/(z)((a+)?(b+)?(c))*/': '[{1}][{2}][{3}][{4}][{5}]'";
    assert_eq!(answer(rules, "zaacbbbcac"), "[z][ac][a][][c]");
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_change_nothing() {
    let said = talk("\u{feff}hi: a\r\nho: |-\r\n  b\r\n  c\r\n", &["hi", "ho"]);
    assert_eq!(said, ["a", "b\nc"]);
}

#[test]
fn numbers_and_words_of_yaml_are_texts() {
    let said = talk("no: 42\n1: true\ntrue: no\n", &["no", "1", "true"]);
    assert_eq!(said, ["42", "true", "no"]);
}

/// The predecessor, or its parser, does not take it either; of the second one nobody would ever hear.
#[test]
fn a_key_that_stands_twice_is_told() {
    for (name, rules) in [("rules.yaml", "hi: a\nhi: b\n"), ("rules.json", r#"{"hi":"a","hi":"b"}"#)] {
        let folder = Folder::new();
        folder.write(name, rules);
        folder.webot(["serve", "--check"]).exit(1).stderr_has("`hi`").run();
    }
}

#[test]
fn a_rule_within_a_file_takes_its_key_as_pattern() {
    let rules = "rules:\n  'open (\\w+)':\n    name: opens\n    handler: 'opened {1}'\n";
    assert_eq!(
        (rule(rules, &["open it"]), answer(rules, "open it")),
        (json!("opens"), "opened it".to_owned())
    );
}

#[test]
fn a_rule_without_a_pattern_is_for_every_message() {
    let rules = "rules:\n- pattern: '=a'\n  handler: a\n- handler: all\n";
    assert_eq!(talk(rules, &["a", "b"]), ["a", "all"]);
    for kind in ["image", "subscribe", "location", "click"] {
        assert_eq!(text(&tested(rules, &["--kind", kind])[0]), "all", "{kind}");
    }
}

#[test]
fn a_text_pattern_is_for_no_other_kind() {
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
fn an_event_is_matched_in_whatever_letters_wechat_sends_it() {
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

/// Every kind of reply: its rule, and what WeChat is told.
const REPLIES: &[(&str, &str, &str)] = &[
    ("text", "hello", "<Content><![CDATA[hello]]></Content>"),
    ("text", "{ type: text, content: 'you said {text}' }", "<Content><![CDATA[you said x]]></Content>"),
    ("image", "{ type: image, mediaId: 'M-{text}' }", "<Image><MediaId><![CDATA[M-x]]></MediaId></Image>"),
    ("voice", "{ type: voice, mediaId: M1 }", "<Voice><MediaId><![CDATA[M1]]></MediaId></Voice>"),
    (
        "video",
        "{ type: video, mediaId: M1, title: t, description: d }",
        "<Video><MediaId><![CDATA[M1]]></MediaId><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description></Video>",
    ),
    (
        "music",
        "{ type: music, title: t, description: d, musicUrl: 'http://a/1', hqMusicUrl: 'http://a/2', thumbMediaId: T }",
        "<Music><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description><MusicUrl><![CDATA[http://a/1]]></MusicUrl>\
         <HQMusicUrl><![CDATA[http://a/2]]></HQMusicUrl><ThumbMediaId><![CDATA[T]]></ThumbMediaId></Music>",
    ),
    (
        "news",
        "{ title: t, description: d, pic: 'http://a/p', url: 'http://a/u' }",
        "<ArticleCount>1</ArticleCount><Articles><item><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description>\
         <PicUrl><![CDATA[http://a/p]]></PicUrl><Url><![CDATA[http://a/u]]></Url></item></Articles>",
    ),
    ("transfer_customer_service", "{ type: transfer_customer_service }", "</xml>"),
    (
        "transfer_customer_service",
        "{ type: transfer_customer_service, kfAccount: a@b }",
        "<TransInfo><KfAccount><![CDATA[a@b]]></KfAccount></TransInfo>",
    ),
];

#[test]
fn a_reply_is_of_any_kind() {
    for (kind, handler, written) in REPLIES {
        let server = Serve::start(&format!("rules:\n- handler: {handler}\n"));
        let body = server.push(text_push("o-user", "x")).ok().body;
        let around = "<xml><ToUserName><![CDATA[o-user]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName>";
        assert!(body.starts_with(around), "{kind}: {body}");
        let end = format!("<MsgType><![CDATA[{kind}]]></MsgType>{}", written.trim_end_matches("</xml>"));
        assert!(body.ends_with(&format!("{end}</xml>")), "{kind}: {body}");
    }
}

#[test]
fn webot_send_finds_nothing_wrong_with_any_reply() {
    for (kind, handler, _) in REPLIES {
        let server = Serve::start(&format!("rules:\n- handler: {handler}\n"));
        let folder = Folder::new();
        let ran =
            folder.webot(["send", "x", "--json", "--token", crate::support::TOKEN]).args(server.port()).run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{handler}");
        assert_eq!(ran.json()["reply"]["type"], *kind);
    }
}

fn news(count: usize) -> String {
    let article = "  - { title: t, url: 'http://a' }\n".repeat(count);
    let articles = if count == 0 { " []\n".to_owned() } else { format!("\n{article}") };
    format!("news:\n  type: news\n  articles:{articles}")
}

#[test]
fn news_have_one_to_eight_articles() {
    for count in [1, 8] {
        let reply = &tested(&news(count), &["news"])[0]["reply"];
        assert_eq!((&reply["MsgType"], &reply["ArticleCount"]), (&json!("news"), &json!(count)), "{reply}");
    }
    for count in [0, 9] {
        let folder = Folder::new();
        folder.write("rules.yaml", news(count));
        let ran = folder.webot(["serve", "--check", "--json"]).exit(1).run();
        assert_eq!(ran.json()[0]["problem"], "articles", "{count}: {}", ran.stdout);
    }
}

#[test]
fn a_text_that_wechat_would_refuse_is_cut_between_characters() {
    let rules = "rules:\n- handler: '{text}{text}'\n";
    let server = Serve::start(rules);
    let said = server.say(&"好".repeat(600)).expect("a text");
    assert!(said.len() <= 2048 && said.len() > 2040 && said.ends_with("好…"), "{}", said.len());
}

#[test]
fn no_reply_says_nothing() {
    let rules = "quiet: { noReply: true }\nquieter:\n  name: q\n  handler: { noReply: true }\n";
    let server = Serve::start(rules);
    assert_eq!((server.say("quiet"), server.say("quieter")), (None, None));
    let came = &tested(rules, &["quieter"])[0];
    assert_eq!(
        (&came["rule"], &came["reply"], &came["code"]),
        (&json!("dialog_quiet"), &json!(null), &json!(null))
    );
}

#[test]
fn a_rule_does_what_another_one_does() {
    let rules = "rules:
- name: echo
  pattern: /^echo (.+)$/
  handler: 'you said {1}'
- pattern: /^(again) (?<what>.+)$/
  rule: echo
  param: { 1: '{what}!' }
- name: plain
  pattern: '=plain'
  handler: { rule: echo }
";
    assert_eq!(talk(rules, &["echo a", "again b"]), ["you said a", "you said b!"]);
}

#[test]
fn rules_that_call_each_other_without_an_end_are_stopped() {
    let rules = "rules:\n- { name: a, pattern: a, handler: { rule: b } }\n- { name: b, pattern: b, handler: { rule: a } }\n";
    let came = &tested(rules, &["a"])[0];
    assert_eq!((&came["code"], text(came)), (&json!("500"), BROKEN.to_owned()), "{came}");
}

#[test]
fn an_empty_handler_leaves_the_message_to_the_next_rule() {
    let came = &tested(
        "rules:\n- { name: empty, pattern: a, handler: '' }\n- { name: next, pattern: a, handler: b }\n",
        &["a"],
    )[0];
    assert_eq!(came["rule"], "next");
    assert_eq!(came["tried"][0]["result"], "passed");
}

// ---- Conversations ----

#[test]
fn replies_are_a_map_for_the_next_message_of_the_user() {
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
fn replies_are_a_list_of_rules() {
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
fn replies_are_one_handler_for_whatever_comes() {
    let rules = "rules:\n- { pattern: ask, handler: what?, replies: 'you said {text}' }\n";
    assert_eq!(talk(rules, &["ask", "anything", "anything"]), ["what?", "you said anything", NOT_FOUND]);
}

#[test]
fn replies_have_replies() {
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
fn a_rule_waits_on_rules_by_name() {
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
fn what_does_not_match_leaves_the_wait() {
    let rules = "rules:
- { pattern: '=go', handler: go on, replies: { '=a': A } }
- { pattern: '=help', handler: helped }
";
    assert_eq!(talk(rules, &["go", "help", "a"]), ["go on", "helped", NOT_FOUND]);
    assert_eq!(talk(rules, &["go", "nothing", "a"]), ["go on", NOT_FOUND, NOT_FOUND]);
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

#[test]
fn a_wait_goes_on_up_to_its_limit() {
    let said = talk(GUESS, &["guess", "1", "2", "3", "7"]);
    assert_eq!(said, ["guess", "wrong, 0 before, 2 left", "wrong, 1 before, 1 left", "it was 7", NOT_FOUND]);
    assert_eq!(talk(GUESS, &["guess", "1", "7"]), ["guess", "wrong, 0 before, 2 left", "right"]);
}

#[test]
fn the_count_of_waits_begins_anew() {
    let said = talk(GUESS, &["guess", "1", "2", "3", "guess", "1"]);
    assert_eq!(said[5], "wrong, 0 before, 2 left");
    let said = talk(GUESS, &["guess", "1", "7", "guess", "1"]);
    assert_eq!(said[4], "wrong, 0 before, 2 left");
}

#[test]
fn a_wait_without_a_limit_goes_on() {
    let rules = "rules:\n- { pattern: '=q', handler: q, replies: { '=end': bye, '': { handler: '{rewaitCount}', rewait: true } } }\n";
    assert_eq!(talk(rules, &["q", "a", "b", "c", "end", "a"]), ["q", "0", "1", "2", "bye", NOT_FOUND]);
}

#[test]
fn a_limit_without_an_end_leaves_the_message_to_the_next_rule() {
    let rules = "rules:\n- { pattern: '=q', handler: q, replies: { '/x/': { handler: again, rewait: 1 } } }\n- { pattern: '/x/', handler: outside }\n";
    assert_eq!(talk(rules, &["q", "x", "x", "x"]), ["q", "again", "outside", "outside"]);
}

const MENU: &str = "rules:
- name: menu
  pattern: '=menu'
  head: 请选择
  foot: 谢谢
  list:
  - ['回复{a}查看我的性别', 我是男]
  - 回复{b}查看我的年龄: 三岁
  - 回复{c}选择:
      head: 再选
      list:
      - '{1} - one': you chose {text}
";

/// `wechat`'s `List`: the key is shown without its braces, and the menu stays open.
#[test]
fn a_menu_has_letters_or_numbers() {
    let said = talk(MENU, &["menu", "a", "b"]);
    assert_eq!(said, ["请选择\n回复a查看我的性别\n回复b查看我的年龄\n回复c选择\n谢谢", "我是男", "三岁"]);
    assert_eq!(talk(MENU, &["menu", "c", "1"])[1..], ["再选\n1 - one", "you chose 1"]);
}

#[test]
fn a_menu_is_left_by_what_is_not_in_it() {
    assert_eq!(talk(MENU, &["menu", "x", "a"])[1..], [NOT_FOUND, NOT_FOUND]);
    assert_eq!(talk(MENU, &["a"]), [NOT_FOUND], "before it is open");
}

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
fn a_session_remembers_what_rules_set() {
    let rules = "rules:
- { pattern: '/^i am (.+)/', session: { name: '{1}' }, handler: 'hi {session.name}' }
- { pattern: '=forget', session: { name: null }, handler: forgotten }
- { pattern: '=draw', session: { number: { random: [5, 5] } }, handler: '{session.number}' }
- { pattern: '=who', handler: '{session.name}' }
";
    let said = talk(rules, &["i am Ann", "who", "forget", "who", "draw"]);
    assert_eq!(said, ["hi Ann", "Ann", "forgotten", NOT_FOUND, "5"]);
}

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
fn codes_have_replies_of_their_own() {
    let rules = "secret: { code: 403 }
odd: { code: 418 }
gone: { code: 410 }
codeReplies: { 404: 'what is {text}?', 403: no, 418: [teapot] }
";
    let said = talk(rules, &["xyz", "secret", "odd", "gone"]);
    assert_eq!(said, ["what is xyz?", "no", "teapot", "410"]);
    let came = &tested(rules, &["xyz"])[0];
    assert_eq!((&came["code"], &came["rule"]), (&json!("404"), &json!(null)));
}

#[test]
fn a_code_may_be_answered_with_nothing() {
    let server = Serve::start("hi: hello\ncodeReplies: { 404: { noReply: true } }\n");
    assert_eq!(server.say("what"), None);
}

#[test]
fn files_load_further_files() {
    let folder = Folder::new();
    folder.make("more");
    folder.write("rules.yaml", "hi: first\nloads: [more/dialog.json, more/plain]\nlast: last\n");
    folder.write("more/dialog.json", r#"{"dialog": {"one": "1"}, "loads": "deeper.yml"}"#);
    folder.write("more/deeper.yml", "two: '2'\nhi: hidden\n");
    folder.write("more/plain.yaml", "- [three, '3']\n");
    let ran = folder.webot(["rules", "test", "--json", "hi", "one", "two", "three", "last"]).run();
    let texts: Vec<String> = ran.json().as_array().expect("a list").iter().map(text).collect();
    assert_eq!(texts, ["first", "1", "2", "3", "last"]);
}

// ---- What is wrong with a file ----

/// A broken file: its text, the line and column, the rule, the problem's name, and what the message says.
type Broken = (&'static str, u64, u64, Option<&'static str>, &'static str, &'static str);
const PROBLEMS: &[Broken] = &[
    ("hi: [a\nb: c\n", 2, 2, None, "syntax", "not valid YAML"),
    ("hi: a\n  b: c\n", 2, 4, None, "syntax", ""),
    ("rules:\n- name: x\n  patern: a\n  handler: b\n", 3, 3, Some("x"), "unknown-key", "patern"),
    ("a: b\n'/(/': c\n", 2, 1, Some("dialog_/(/"), "regex", "regular expression"),
    ("rules:\n- name: x\n  pattern: '/[/'\n  handler: b\n", 3, 12, Some("x"), "regex", "regular expression"),
    (
        "rules:\n- name: x\n  pattern: a\n  wait: nowhere\n  handler: b\n",
        2,
        3,
        Some("x"),
        "missing",
        "nowhere",
    ),
    ("rules:\n- { name: x, domain: nowhere, handler: b }\n", 2, 3, Some("x"), "missing", "nowhere"),
    ("rules:\n- { name: x, handler: { rule: nowhere } }\n", 2, 3, Some("x"), "missing", "nowhere"),
    (
        "rules:\n- name: x\n  handler: { type: imag, mediaId: M }\n",
        3,
        20,
        Some("x"),
        "shape",
        "expected text, image",
    ),
    ("rules:\n- name: x\n  handler: { type: image }\n", 3, 12, Some("x"), "lacks", "mediaId"),
    ("rules:\n- name: x\n  handler:\n    exec: ls -l\n", 4, 11, Some("x"), "shape", "expected [PROGRAM"),
    ("rules:\n- name: x\n  http: ftp://a\n", 3, 9, Some("x"), "shape", "expected a URL"),
    ("rules:\n- name: x\n  exec: [a]\n  timeout: 5\n", 4, 12, Some("x"), "shape", "at most 4.9"),
    (
        "rules:\n- name: x\n  pattern: { kind: imgae }\n  handler: b\n",
        3,
        20,
        Some("x"),
        "unknown-kind",
        "no kind `imgae`",
    ),
    ("rules:\n- name: x\n  pattern: a\n", 2, 3, Some("x"), "idle", "handler"),
    ("rules:\n- name: x\n  list: [[no key, a]]\n", 3, 11, Some("x"), "no-list-key", "{key}"),
    ("hi: a\nloads: nowhere.yaml\n", 2, 8, None, "unreadable", "cannot be read"),
    ("hi: a\nloads: rules.yaml\n", 2, 8, None, "loads-itself", "itself"),
    ("hi: a\nloads: old.js\n", 2, 8, None, "not-data", "YAML or JSON"),
    ("hi: a\ncodeReplies: { never: b }\n", 2, 16, None, "shape", "three digits"),
    ("hi: a\nsettings: { sed: 1 }\n", 2, 13, None, "unknown-key", "sed"),
    ("settings: { seed: 1 }\n", 1, 1, None, "no-rules", "no rule"),
    ("# nothing\n", 1, 1, None, "syntax", "empty"),
];

#[test]
fn what_is_wrong_is_told_with_file_line_column_rule_and_what_was_expected() {
    for (rules, line, column, rule, problem, message) in PROBLEMS {
        let folder = Folder::new();
        folder.write("rules.yaml", rules);
        let ran = folder.webot(["serve", "--check", "--json", "--lang", "en"]).exit(1).run();
        let found = &ran.json()[0];
        assert_eq!(found["file"], "rules.yaml", "{rules}");
        assert_eq!((&found["line"], &found["column"]), (&json!(line), &json!(column)), "{rules}{found}");
        assert_eq!((&found["rule"], &found["problem"]), (&json!(rule), &json!(problem)), "{rules}{found}");
        assert!(found["message"].as_str().is_some_and(|said| said.contains(message)), "{rules}{found}");
    }
}

#[test]
fn people_read_the_place_the_rule_and_what_was_expected() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: a\nrules:\n- name: photo\n  handler: { type: imag }\n");
    for (command, code) in [(&["serve", "--check"][..], 1), (&["serve"], 3), (&["rules", "test", "hi"], 3)] {
        folder
            .webot(command)
            .args(["--lang", "en"])
            .exit(code)
            .stderr_has("rules.yaml:4:20: rule `photo`: `type`: expected text, image, voice")
            .run();
    }
    folder.webot(["serve", "--check", "--lang", "zh"]).exit(1).stderr_has("rules.yaml:4:20").run();
}

#[test]
fn all_problems_of_a_file_are_told_at_once() {
    let folder = Folder::new();
    folder.write("rules.yaml", "loads: [a.yaml, b.yaml]\n'/(/': a\n'/)/': b\n");
    folder.write("a.yaml", "'/[/': c\n");
    folder.write("b.yaml", "x: y\n");
    let ran = folder.webot(["serve", "--check", "--json"]).exit(1).run();
    let problems = ran.json();
    let places: Vec<(&str, u64)> = problems
        .as_array()
        .expect("a list")
        .iter()
        .map(|problem| (problem["file"].as_str().expect("a file"), problem["line"].as_u64().expect("a line")))
        .collect();
    assert_eq!(places, [("a.yaml", 1), ("rules.yaml", 2), ("rules.yaml", 3)]);
}

#[test]
fn a_problem_in_json_has_its_place_too() {
    let folder = Folder::new();
    folder.write("r.json", "{\n  \"hi\": \"a\",\n  \"/(/\": \"b\"\n}\n");
    let ran = folder.webot(["serve", "r.json", "--check", "--json"]).exit(1).run();
    let found = &ran.json()[0];
    assert_eq!((&found["file"], &found["line"], &found["column"]), (&json!("r.json"), &json!(3), &json!(3)));
}

#[test]
fn check_only_checks() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: a\nho: b\n");
    folder
        .webot(["serve", "--check", "--lang", "en", "--port", &port])
        .stderr_has("2 rules, nothing wrong")
        .run();
    assert_eq!(folder.webot(["serve", "--check", "--json"]).run().json(), json!([]));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let run = Folder::new().webot(["serve", "nowhere.yaml", "--lang", "en"]);
    run.exit(2).stderr_has("nowhere.yaml").run();
    Folder::new().webot(["serve", "--lang", "en"]).exit(2).stderr_has("webot serve rules.yaml").run();
}

#[test]
fn the_file_of_rules_of_the_folder_is_found() {
    for name in ["rules.yaml", "rules.yml", "rules.json"] {
        let folder = Folder::new();
        folder.write(name, r#"{"hi": "ho"}"#);
        let ran = folder.webot(["rules", "test", "hi", "--json"]).run();
        assert_eq!(text(&ran.json()[0]), "ho", "{name}");
    }
}

#[test]
fn the_file_may_be_named_before_the_messages_or_with_a_flag() {
    let folder = Folder::new();
    folder.write("other.yaml", "hi: ho\n");
    for words in [&["other.yaml", "hi"][..], &["--rules", "other.yaml", "hi"], &["hi", "-r", "other.yaml"]] {
        let ran = folder.webot(["rules", "test", "--json"]).args(words).run();
        assert_eq!(text(&ran.json()[0]), "ho", "{words:?}");
    }
}

// ---- `rules test` ----

#[test]
fn rules_test_says_which_rule_which_were_tried_and_with_what() {
    let rules = "rules:
- { name: other, pattern: '=x', handler: x }
- { name: empty, pattern: /a/, session: { seen: '1' } }
- { name: greet, pattern: '/^i am (?<who>.+)$/', handler: 'hi {1}', wait: next }
- { name: never, handler: never }
waitRules: { next: { '=y': y } }
";
    let came = &tested(rules, &["i am Ann"])[0];
    assert_eq!((&came["message"], &came["rule"]), (&json!("i am Ann"), &json!("greet")));
    assert_eq!(came["reply"], json!({ "MsgType": "text", "Content": "hi Ann" }));
    assert_eq!(came["param"], json!({ "0": "i am Ann", "1": "Ann", "who": "Ann" }));
    assert_eq!(came["session"], json!({ "seen": "1", "waiter": "next" }));
    let tried = json!([
        { "rule": "other", "file": "rules.yaml", "line": 2, "result": "not-for" },
        { "rule": "empty", "file": "rules.yaml", "line": 3, "result": "passed" },
        { "rule": "greet", "file": "rules.yaml", "line": 4, "result": "answered" },
    ]);
    assert_eq!(came["tried"], tried);
}

#[test]
fn rules_test_is_readable() {
    let folder = Folder::new();
    folder.write("rules.yaml", "rules:\n- { name: other, pattern: '=x', handler: x }\n- { name: greet, pattern: '/^i am (.+)$/', handler: 'hi {1}' }\n");
    let ran = folder.webot(["rules", "test", "i am Ann", "what", "--lang", "en"]).exit(1).run();
    for part in [
        "> i am Ann",
        "not for it: `other`",
        "`greet` (rules.yaml:3) answers",
        "{1} = Ann",
        "hi Ann",
        "> what",
        "404",
        NOT_FOUND,
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
}

#[test]
fn rules_test_fails_where_no_rule_answers() {
    test("hi: ho", &["hi"]).run();
    test("hi: ho", &["hi", "what"]).exit(1).run();
}

#[test]
fn rules_test_wants_a_message_and_known_kinds() {
    test("hi: ho", &[]).exit(2).stderr_has("no message").run();
    test("hi: ho", &["--kind", "nothing"]).exit(2).stderr_has("`--kind` `nothing`").run();
    test("hi: ho", &["hi", "--set", "nothing"]).exit(2).stderr_has("`--set` `nothing`").run();
}

#[test]
fn rules_test_speaks_for_another_user() {
    assert_eq!(text(&tested("'': '{user}'", &["--user", "o-me", "x"])[0]), "o-me");
}

#[test]
fn the_example_bot_has_nothing_wrong_and_answers() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/rules.yaml");
    let folder = Folder::new();
    folder.webot(["serve", example, "--check"]).stderr_ends(" rules, nothing wrong\n").run();
    let words = ["ok webot", "2", "3", "Ann", "game 5", "3", "7", "5", "I am Ann", "key x"];
    let ran = folder.webot(["rules", "test", example, "--json"]).args(words).run();
    let texts: Vec<String> = ran.json().as_array().expect("a list").iter().map(text).collect();
    assert_eq!(texts[3], "你输入了 Ann");
    assert_eq!(texts[5..8], ["小了，还有2次机会，再猜。", "大了，还有1次机会，再猜。", "你真聪明！"]);
    assert_eq!(texts[8..], ["你好，Ann", "你输入的匹配关键词是：x，{1} 不会被替换"]);
}

/// What only a program or a web server makes of a message.
#[cfg(unix)]
mod programs {
    use super::*;
    use crate::support::{Bot, http};

    /// A rule that asks this line of a shell.
    fn shell(script: &str) -> String {
        shell_with(script, "")
    }

    fn shell_with(script: &str, more: &str) -> String {
        let exec = json!(["sh", "-c", script]);
        format!("rules:\n- name: program\n  exec: {exec}\n{more}- {{ name: next, handler: next }}\n")
    }

    #[test]
    fn a_program_is_given_its_arguments() {
        let rules = "rules:\n- exec: [printf, '%s-%s', 'a b', '$HOME']\n";
        assert_eq!(talk(rules, &["x"]), ["a b-$HOME"], "and no shell changes them");
    }

    #[test]
    fn a_program_answers_text() {
        assert_eq!(talk(&shell("echo one; echo two"), &["x"]), ["one\ntwo"]);
        assert_eq!(talk(&shell("printf '{1} {text}'"), &["x"]), ["{1} {text}"], "which is no template");
    }

    #[test]
    fn a_program_that_answers_nothing_leaves_the_message_to_the_next_rule() {
        for nothing in [
            "true",
            "echo",
            "echo null",
            "echo '\"\"'",
            "echo false",
            "cat > /dev/null",
            "echo '{\"session\":{\"a\":1}}'",
        ] {
            let came = &tested(&shell(nothing), &["x"])[0];
            assert_eq!(
                (&came["rule"], &came["tried"][0]["result"]),
                (&json!("next"), &json!("passed")),
                "{nothing}"
            );
        }
    }

    #[test]
    fn a_program_answers_json() {
        for (answer, reply) in [
            (json!("quoted\n"), json!({ "MsgType": "text", "Content": "quoted\n" })),
            (json!(["drawn"]), json!({ "MsgType": "text", "Content": "drawn" })),
            (
                json!({ "type": "image", "mediaId": "M" }),
                json!({ "MsgType": "image", "Image": { "MediaId": "M" } }),
            ),
            (json!({ "type": "text", "content": "c" }), json!({ "MsgType": "text", "Content": "c" })),
            (json!({ "reply": "r", "session": { "a": 1 } }), json!({ "MsgType": "text", "Content": "r" })),
            (
                json!([{ "title": "t", "url": "u" }]),
                json!({
                    "MsgType": "news", "ArticleCount": 1,
                    "Articles": { "item": [{ "Title": "t", "Description": "", "PicUrl": "", "Url": "u" }] },
                }),
            ),
            (json!({ "noReply": true }), json!(null)),
            (
                json!({ "type": "transfer_customer_service" }),
                json!({ "MsgType": "transfer_customer_service" }),
            ),
        ] {
            let rules = format!("rules:\n- exec: {}\n", json!(["printf", "%s", answer.to_string()]));
            let came = &tested(&rules, &["x"])[0];
            assert_eq!(came["reply"], reply, "{answer}: {came}");
            assert_eq!(came["code"], json!(null), "{answer}: {came}");
        }
    }

    #[test]
    fn a_program_may_write_the_session_and_wait() {
        let answer = json!({ "reply": "who?", "wait": "who", "session": { "asked": true, "gone": null } });
        let rules = format!(
            "rules:\n- {{ pattern: '=ask', session: {{ gone: x }}, exec: {} }}\nwaitRules: {{ who: {{ '': 'you are {{text}}, {{session.asked}}, {{session.gone}}' }} }}\n",
            json!(["printf", "%s", answer.to_string()])
        );
        assert_eq!(talk(&rules, &["ask", "Ann"]), ["who?", "you are Ann, true, "]);
    }

    #[test]
    fn a_program_may_wait_again_and_give_codes() {
        let rewait = json!({ "reply": "again", "rewait": true }).to_string();
        let code = json!({ "code": 403 }).to_string();
        let rules = format!(
            "rules:\n- {{ pattern: '=q', handler: q, replies: {{ '=x': {{ exec: {} }}, '=end': bye }} }}\n- {{ pattern: '=no', exec: {} }}\n",
            json!(["printf", "%s", rewait]),
            json!(["printf", "%s", code])
        );
        assert_eq!(talk(&rules, &["q", "x", "x", "end"]), ["q", "again", "again", "bye"]);
        assert_eq!(answer(&rules, "no"), "You have no permission to do this.");
    }

    /// The names that node-webot and wechat-mp gave to the fields.
    #[test]
    fn a_program_is_given_the_message_under_the_seeds_names() {
        let server = Webot::serve(
            "rules:\n- { pattern: '/^key (?<what>.*)$/', session: { seen: '1' }, exec: [sh, -c, 'cat > told.json; echo ok'] }\n- exec: [sh, -c, 'cat > told.json; echo ok']\n",
        )
        .start();
        let time = ("CreateTime", "1700000000");
        let push = |pairs: &[(&str, &str)]| {
            let all = [&[("ToUserName", "gh_a"), ("FromUserName", "o-me"), time][..], pairs].concat();
            assert_eq!(server.push(fields(&all)).ok().text(), "ok");
            server.folder.json("told.json")
        };
        let told = push(&[("MsgType", "text"), ("Content", "key a b"), ("MsgId", "42")]);
        assert_eq!(
            (&told["uid"], &told["sp"], &told["id"], &told["type"], &told["text"]),
            (&json!("o-me"), &json!("gh_a"), &json!("42"), &json!("text"), &json!("key a b"))
        );
        assert_eq!(told["createTime"], "2023-11-14T22:13:20.000Z");
        assert_eq!((&told["param"]["1"], &told["param"]["what"]), (&json!("a b"), &json!("a b")));
        assert_eq!(told["session"], json!({ "seen": "1" }));
        assert_eq!(told["raw"]["MsgId"], "42");
        let location = [("Location_X", "23.1"), ("Location_Y", "113.3"), ("Scale", "20"), ("Label", "家")];
        let told = push(&[&[("MsgType", "location"), ("MsgId", "43")][..], &location].concat());
        assert_eq!(told["param"], json!({ "lat": "23.1", "lng": "113.3", "scale": "20", "label": "家" }));
        let told = push(&[("MsgType", "event"), ("Event", "CLICK"), ("EventKey", "K")]);
        assert_eq!(
            (&told["type"], &told["param"]),
            (&json!("event"), &json!({ "event": "CLICK", "eventKey": "K" }))
        );
        let told =
            push(&[("MsgType", "event"), ("Event", "LOCATION"), ("Latitude", "1"), ("Longitude", "2")]);
        assert_eq!(told["param"], json!({ "event": "LOCATION", "lat": "1", "lng": "2" }));
        let told = push(&[("MsgType", "image"), ("PicUrl", "http://a"), ("MediaId", "M"), ("MsgId", "44")]);
        assert_eq!(told["param"], json!({ "picUrl": "http://a", "mediaId": "M" }));
        let told =
            push(&[("MsgType", "link"), ("Title", "t"), ("Description", "d"), ("Url", "u"), ("MsgId", "45")]);
        assert_eq!(told["param"], json!({ "title": "t", "description": "d", "url": "u" }));
        assert_eq!(told["session"], json!({ "seen": "1" }), "it is remembered");
    }

    #[test]
    fn a_program_is_told_how_often_was_waited() {
        let count = r#"sed -n 's/.*"rewaitCount":\([0-9]*\).*/\1/p'"#;
        let handler = json!({ "exec": ["sh", "-c", count] });
        let rules = format!(
            "rules:\n- pattern: '=q'\n  handler: q\n  replies:\n    '': {{ handler: {handler}, rewait: true }}\n"
        );
        assert_eq!(talk(&rules, &["q", "a", "b"]), ["q", "0", "1"]);
    }

    #[test]
    fn a_program_runs_in_the_folder_of_its_file() {
        let folder = Folder::new();
        folder.make("bot");
        folder.write("bot/rules.yaml", "rules:\n- exec: [sh, ./answer.sh]\n");
        folder.write("bot/answer.sh", "echo here\n");
        let ran = folder.webot(["rules", "test", "--json", "bot/rules.yaml", "x"]).run();
        assert_eq!(text(&ran.json()[0]), "here");
    }

    #[test]
    fn a_program_that_fails_is_answered_for_with_500_and_the_reason_is_told() {
        for (script, reason) in [
            ("echo useless; echo 'no database' >&2; exit 3", "`sh` ended with 3: no database"),
            ("kill -9 $$", "`sh` was ended by a signal"),
            ("head -c 300000 /dev/zero | tr '\\0' x", "`sh` answered too much"),
            ("printf '\\377'", "`sh` did not answer in UTF-8"),
            ("echo '{\"type\":\"imag\"}'", "`sh` answered no reply: "),
        ] {
            let came = &tested(&shell(script), &["x"])[0];
            assert_eq!((&came["code"], text(came)), (&json!("500"), BROKEN.to_owned()), "{script}: {came}");
            let failure = &came["failures"][0];
            assert_eq!(failure["rule"], "program");
            assert!(
                failure["reason"].as_str().is_some_and(|said| said.contains(reason)),
                "{script}: {failure}"
            );
        }
        let came = &tested("rules:\n- { name: program, exec: [no-such-program-here] }\n", &["x"])[0];
        assert!(came["failures"][0]["reason"].to_string().contains("could not be started"), "{came}");
    }

    #[test]
    fn a_program_that_is_late_is_answered_for_with_504() {
        let began = std::time::Instant::now();
        let came = &tested(&shell_with("sleep 60", "  timeout: 0.2\n"), &["x"])[0];
        assert_eq!((&came["code"], text(came)), (&json!("504"), BROKEN.to_owned()), "{came}");
        assert_eq!(came["failures"][0]["reason"], "`sh` took longer than 200 ms");
        assert!(began.elapsed().as_secs() < 4, "{:?}", began.elapsed());
    }

    /// How long a message takes whose handlers never come to an end.
    fn patience_with(rules: &str) -> u128 {
        let server = Serve::start(rules);
        let began = std::time::Instant::now();
        assert_eq!(server.say("x").as_deref(), Some(BROKEN));
        began.elapsed().as_millis()
    }

    /// WeChat hangs up after five seconds, however many handlers there are, and whatever their limits.
    #[test]
    fn the_handlers_of_a_message_take_less_than_five_seconds() {
        let several = "- { exec: [sh, -c, 'sleep 2.4'], timeout: 4.9 }\n".repeat(3);
        let several = format!("rules:\n{several}");
        let one = shell("sleep 60");
        let (one, several) = std::thread::scope(|scope| {
            let one = scope.spawn(|| patience_with(&one));
            (patience_with(&several), one.join().expect("a thread"))
        });
        assert!((3000..5000).contains(&one), "one without a limit: {one}");
        assert!((3000..5000).contains(&several), "several together: {several}");
    }

    #[test]
    fn a_web_server_is_given_the_message_and_answers() {
        let bot = Bot::answering(|heard| {
            let message: Value = serde_json::from_str(heard.text()).expect("JSON");
            match message["text"].as_str() {
                Some("nothing") => http(204, ""),
                Some("json") => {
                    http(200, json!({ "reply": { "type": "image", "mediaId": "M" } }).to_string())
                }
                Some("bad") => http(503, "down"),
                _ => http(200, format!("you are {}", message["uid"].as_str().expect("a user"))),
            }
        });
        let rules = format!(
            "rules:\n- {{ name: web, http: '{}' }}\n- {{ name: next, handler: next }}\n",
            bot.url("/hook")
        );
        assert_eq!(talk(&rules, &["text", "nothing"]), [format!("you are {OPENID}"), "next".to_owned()]);
        assert_eq!(tested(&rules, &["json"])[0]["reply"]["Image"]["MediaId"], "M");
        let came = &tested(&rules, &["bad"])[0];
        assert_eq!((&came["code"], text(came)), (&json!("500"), BROKEN.to_owned()));
        assert!(came["failures"][0]["reason"].to_string().contains("HTTP 503"), "{came}");
        let heard = &bot.heard()[0];
        assert!(heard.line.starts_with("POST /hook "), "{}", heard.line);
        assert!(heard.header("content-type").is_some_and(|kind| kind.starts_with("application/json")));
    }

    #[test]
    fn a_web_server_that_is_silent_is_late() {
        let bot = Bot::streaming(|_, stream| {
            std::io::Read::read(stream, &mut [0; 1]).ok();
        });
        let rules = format!("rules:\n- {{ http: '{}', timeout: 0.2 }}\n", bot.url("/"));
        let came = &tested(&rules, &["x"])[0];
        assert_eq!(came["code"], "504", "{came}");
    }

    #[test]
    fn a_web_server_that_is_not_there_is_a_failure() {
        let came = &tested("rules:\n- { http: 'http://127.0.0.1:1/' }\n", &["x"])[0];
        assert_eq!(came["code"], "500");
        assert!(came["failures"][0]["reason"].to_string().contains("could not be reached"), "{came}");
    }
}
