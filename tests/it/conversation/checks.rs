//! `serve --check`: replies that WeChat would not show, keys without effect, rules that are never tried.

use serde_json::{Value, json};

use super::{rule, talk, tested};
use crate::support::Folder;

fn found(rules: &str) -> Vec<Value> {
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    let ran = folder.webot(["serve", "--check", "--json", "--lang", "en"]).exit_in([0, 1]).run();
    ran.json().as_array().expect("a list").clone()
}

fn names(rules: &str) -> Vec<String> {
    found(rules).iter().map(|problem| problem["problem"].as_str().expect("a name").to_owned()).collect()
}

fn with_handler(handler: &str) -> String {
    format!("rules:\n- {{ pattern: =a, handler: {handler} }}\n")
}

/// npm `wechat`: an object without a type is music.
#[test]
fn an_object_with_the_url_of_music_is_music() {
    for handler in [
        "{ title: a, description: b, musicUrl: 'https://a.cn/a.mp3', hqMusicUrl: 'https://a.cn/b.mp3' }",
        "{ content: { title: a, description: b, musicUrl: 'https://a.cn/a.mp3', hqMusicUrl: 'https://a.cn/b.mp3' } }",
    ] {
        let rules = with_handler(handler);
        let reply = &tested(&rules, &["a"])[0]["reply"];
        let music = json!({ "Title": "a", "Description": "b", "MusicUrl": "https://a.cn/a.mp3", "HQMusicUrl": "https://a.cn/b.mp3" });
        assert_eq!((&reply["MsgType"], &reply["Music"]), (&json!("music"), &music), "{handler}");
        assert_eq!(names(&rules), [""; 0], "{handler}");
    }
    let beside = "rules:\n- { pattern: =a, title: a, musicUrl: 'https://a.cn/a.mp3' }\n";
    assert_eq!(tested(beside, &["a"])[0]["reply"]["MsgType"], "music");
}

#[test]
fn a_key_without_effect_is_reported() {
    for (handler, key) in [
        ("{ type: video, mediaId: M, thumbMediaId: T }", "thumbMediaId"),
        ("{ type: video, content: { mediaId: M, thumbMediaId: T } }", "thumbMediaId"),
        ("{ type: image, mediaId: M, title: t }", "title"),
        ("{ content: hi, musicUrl: 'https://a.cn' }", "musicUrl"),
        ("{ title: a, articles: [{ title: b, url: 'https://a.cn' }] }", "title"),
        ("{ title: a, url: 'https://a.cn', mediaId: M }", "mediaId"),
    ] {
        let found = found(&with_handler(handler));
        assert_eq!(found.len(), 1, "{handler}: {found:?}");
        assert_eq!(
            (&found[0]["problem"], &found[0]["severity"]),
            (&json!("unused-field"), &json!("warning"))
        );
        let message = found[0]["message"].as_str().expect("a message");
        assert!(message.contains(&format!("`{key}` has no effect")), "{message}");
    }
    for handler in [
        "{ type: video, mediaId: M, title: t, description: d }",
        "{ type: music, title: t, url: 'https://a.cn', thumbMediaId: T }",
        "{ type: news, content: [{ title: a, url: 'https://a.cn' }] }",
        "{ type: transfer_customer_service, kfAccount: a@b }",
    ] {
        assert_eq!(names(&with_handler(handler)), [""; 0], "{handler}");
    }
    let described = "rules:\n- { pattern: =a, description: for users, type: image, mediaId: M }\n";
    assert_eq!(names(described), [""; 0]);
}

#[test]
fn replies_are_judged_by_the_rules_of_send() {
    for (handler, problem) in [
        ("{ title: a, url: /x }", "reply"),
        ("{ title: a, url: '/x/{text}' }", "reply"),
        ("{ type: music, musicUrl: a.mp3 }", "reply"),
        ("'undefined'", "reply"),
        ("{ type: news, articles: [{}, {}, {}, {}, {}, {}, {}, {}, {}] }", "articles"),
    ] {
        assert_eq!(names(&with_handler(handler)), [problem], "{handler}");
    }
    for handler in
        ["{ title: a, url: '{text}' }", "{ title: '{text}', url: 'https://a.cn/{user}' }", "'{text}'"]
    {
        assert_eq!(names(&with_handler(handler)), [""; 0], "{handler}");
    }
}

#[test]
fn replies_of_wecom_are_judged_by_its_rules() {
    for pattern in ["{ kind: work.text }", "{ type: text, AgentID: 1 }"] {
        for (handler, problems) in [
            ("{ title: a, url: /x }", &["reply"][..]),
            ("hi", &[]),
            ("{ title: a, url: 'https://a.cn' }", &[]),
        ] {
            let rules = format!("rules:\n- {{ pattern: {pattern}, handler: {handler} }}\n");
            assert_eq!(names(&rules), problems, "{pattern} {handler}");
        }
    }
    let articles = "{ articles: [{ title: a, url: 'https://a.cn' }, { title: b, url: 'https://a.cn' }] }";
    let of = |id: &str| format!("accounts: {{ token: t, {id} }}\n{}", with_handler(articles));
    assert_eq!(names(&of("appid: wx1234567890abcdef")), ["reply"], "one article is shown");
    assert_eq!(names(&of("corpid: ww1234567890abcdef")), [""; 0], "WeCom shows all");
}

#[test]
fn a_rule_behind_one_that_replies_to_everything_is_reported() {
    let found = found("rules:\n- { name: all, handler: hehe }\n- { name: hi, pattern: =hi, handler: ho }\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&found[0]["problem"], &found[0]["rule"], &found[0]["line"]),
        (&json!("unreachable"), &json!("hi"), &json!(3))
    );
    assert!(found[0]["message"].as_str().expect("a message").contains("`all` on line 2"), "{found:?}");
    for rules in [
        "'/.*/': hehe\nhi: ho\n",
        "hi: one\n'/hi/': two\n",
        "'=hi': one\nrules: [['=hi', two]]\n",
        "rules:\n- { pattern: =q, handler: q, replies: { '': a, '=b': b } }\n",
        "rules: [{ pattern: =a, handler: a }]\nbeforeReply: { handler: closed }\n",
        "rules: [[/.*/, [a, b]], [/x/, c]]\n",
    ] {
        assert_eq!(names(rules), ["unreachable"], "{rules}");
    }
}

#[test]
fn a_rule_that_can_be_tried_is_not_reported() {
    for rules in [
        "rules:\n- { name: note, session: { last: '{text}' } }\n- { pattern: =hi, handler: ho }\n",
        "rules:\n- { name: program, exec: [date] }\n- { pattern: =hi, handler: ho }\n",
        "rules:\n- { name: all, handler: '{recognition}' }\n- { pattern: =hi, handler: ho }\n",
        "'/.*/': hehe\nrules: [{ pattern: { kind: subscribe }, handler: welcome }]\n",
        "rules:\n- { name: a, pattern: =a, rule: b }\n- { name: all, handler: hehe }\n- { name: b, pattern: =b, handler: B }\n",
        "rules:\n- { name: a, pattern: =a, handler: A, wait: b }\n- { name: all, handler: hehe }\n- { name: b, pattern: =b, handler: B }\n",
        "rules:\n- { pattern: =q, handler: q, replies: [{ handler: again, rewait: 1 }, { pattern: =b, handler: b }] }\n",
        "'=hi': one\n'/hi/': two\n'/hi/i': three\nhi there: four\n",
        "rules: [{ pattern: =a, handler: a }, { handler: all }]\nwaitRules: { w: [{ pattern: =b, handler: b }] }\n",
    ] {
        assert!(!names(rules).contains(&"unreachable".to_owned()), "{rules}: {:?}", found(rules));
    }
}

#[test]
fn unknown_flags_of_a_regular_expression_are_an_error() {
    for (rules, line, column) in [
        ("hi: ho\n'/abc/x': a\n", 2, 1),
        ("rules:\n- pattern: /abc/I\n  handler: b\n", 2, 12),
        ("rules:\n- pattern: /abc/ii\n  handler: b\n", 2, 12),
        ("rules:\n- pattern: { text: /abc/U }\n  handler: b\n", 2, 20),
        ("rules:\n- pattern: [=a, /abc/gimsuvyg]\n  handler: b\n", 2, 17),
    ] {
        let found = found(rules);
        assert_eq!(
            (&found[0]["problem"], &found[0]["line"], &found[0]["column"]),
            (&json!("regex"), &json!(line), &json!(column)),
            "{rules}{found:?}"
        );
        assert!(found[0]["hints"][0].as_str().expect("a hint").contains("write `=/abc/"), "{found:?}");
    }
    for rules in ["/api/users: a\n", "/home: a\n", "'/a/1': a\n", "=/abc/x: a\n", "'/a/gi': b\n"] {
        assert_eq!(names(rules), [""; 0], "{rules}");
    }
    assert_eq!(talk("=/abc/x: a\n", &["/abc/x"]), ["a"]);
}

/// node-webot: a module that `loads` names may be one rule.
#[test]
fn a_file_may_be_one_rule() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: ho\nloads: [b, c]\n");
    folder.write("b.json", r#"{"pattern": "/some pattern/", "handler": "from b"}"#);
    folder.write("c.yaml", "name: third\npattern: =c\nreplies: 'you said {text}'\ncontent: from c\n");
    let ran = folder.webot(["rules", "test", "--json", "some pattern", "c", "x"]).run();
    let json = ran.json();
    let replies: Vec<_> = (0..3).map(|at| &json[at]["reply"]["Content"]).collect();
    assert_eq!(replies, ["from b", "from c", "you said x"]);
    assert_eq!((&json[0]["rule"], &json[1]["rule"]), (&json!("/some pattern/"), &json!("third")));
    folder.webot(["rules", "test", "pattern"]).exit(1).run();
    assert_eq!(rule(r#"{"pattern": "=a", "handler": "A", "name": "only"}"#, &["a"]), "only");
    assert_eq!(talk("pattern: what\nword: else\n", &["pattern", "word"]), ["what", "else"], "a dialog");
}

/// node-webot, `config.mapping`.
#[test]
fn the_articles_of_replies_may_be_mapped() {
    let rules = "settings: { mapping: { title: '{index}. {title}', url: '{url}?from={user}', pic: '{pic}' } }
rules:
- pattern: { kind: click }
  articles: [{ title: a, url: 'https://a.cn' }, { title: b, url: 'https://b.cn', description: d }]
- { pattern: =text, handler: 'text' }
";
    let came = tested(rules, &["--kind", "click", "--user", "o-me", "K"]);
    assert_eq!(
        came[0]["reply"]["Articles"]["item"],
        json!([
            { "Title": "1. a", "Description": "", "PicUrl": "", "Url": "https://a.cn?from=o-me" },
            { "Title": "2. b", "Description": "d", "PicUrl": "", "Url": "https://b.cn?from=o-me" },
        ])
    );
    assert_eq!(talk(rules, &["text"]), ["text"]);
    assert_eq!(names(&rules.replace("title: '{index}", "titel: '{index}")), ["unknown-key"]);
}
