//! `serve --check`: what can be read but cannot be meant is a warning; what is right has none.

use serde_json::{Value, json};

use crate::support::Folder;

/// The names of the problems in a file of rules.
fn problems(rules: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    let ran = folder.webot(["serve", "--check", "--json"]).exit_in([0, 1]).run();
    let json = ran.json();
    let names = json.as_array().expect("a list").iter().map(|problem| problem["problem"].as_str());
    names.map(|name| name.expect("a name").to_owned()).collect()
}

fn said(rules: &str) -> String {
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    let ran = folder.webot(["serve", "--check", "--lang", "en"]).exit_in([0, 1]).stderr_any().run();
    format!("{}{}", ran.stdout, ran.stderr)
}

fn with_pattern(pattern: &str) -> String {
    format!("rules:\n- {{ pattern: {pattern}, handler: x }}\n")
}

#[test]
fn a_field_that_no_message_has_is_reported() {
    for pattern in [
        "{ hours: 5 }",
        "{ text: a, today: { below: 24 } }",
        "{ wechatName: a }",
        "[{ text: a }, { weather: b }]",
    ] {
        assert_eq!(problems(&with_pattern(pattern)), ["unknown-field"], "{pattern}");
    }
    assert!(said(&with_pattern("{ hours: 5 }")).contains("the rule never matches"));
    assert!(said(&with_pattern("{ hours: 5 }")).contains("the time has the fields now, date, time"));
    assert!(!said(&with_pattern("{ wechatName: { not: a } }")).contains("rule does not match"));
    assert!(said(&with_pattern("{ eventKye2: a }")).contains("did you mean `eventKey`"));
}

#[test]
fn fields_that_messages_have_are_right() {
    for pattern in [
        "{ text: a, type: text }",
        "{ kind: subscribe }",
        "{ type: event, event: subscribe }",
        "{ event: [subscribe, SCAN] }",
        "{ event: CLICK, eventKey: A }",
        "{ event: VIEW }",
        "{ event: LOCATION }",
        "{ event: /^click$/i }",
        "{ event: TEMPLATESENDJOBFINISH, status: success }",
        "{ scanCodeInfo: { ScanResult: x } }",
        "{ sendPicsInfo: { exists: true } }",
        "{ param: { eventKey: A } }",
        "{ raw: { EventKey: A } }",
        "{ session: { step: 2 } }",
        "{ session: { parent: { name: Ann } } }",
        "{ NewFieldOfWeChat: x }",
        "{ uid: o, sp: g, createTime: { above: 5 } }",
        "{ lat: { above: 5 }, lng: { above: 5 }, label: x, scale: 5 }",
        "{ picUrl: x, mediaId: y, thumbMediaId: z, recognition: r }",
        "{ kind: work.click }",
        "{ event: click, AgentID: 1000002 }",
        "{ event: change_contact }",
        "{ rewaitCount: 2 }",
        "{ hour: 5 }",
        "{ text: a, weekday: { atLeast: 6 }, hour: { below: 24 } }",
        "{ err: { code: 500 } }",
    ] {
        assert_eq!(problems(&with_pattern(pattern)), [""; 0], "{pattern}");
    }
    // A name that another pattern captures may be tested.
    let captured = "rules:\n- { pattern: '/^(?<city>.+)$/', handler: { rule: b } }\n- { name: b, pattern: { city: Paris }, handler: x }\n";
    assert_eq!(problems(captured), [""; 0]);
}

#[test]
fn an_event_that_is_written_otherwise_is_reported() {
    for (pattern, words) in [
        ("{ event: click }", "official accounts, which write `CLICK`"),
        ("{ event: view }", "`VIEW`"),
        ("{ event: Subscribe }", "never matches: WeChat writes `subscribe`"),
        ("{ type: event, event: [UNSUBSCRIBE] }", "`unsubscribe`"),
        ("{ Event: location }", "`LOCATION`"),
        ("{ type: Text }", "WeChat writes `text`"),
        ("{ event: subscrib }", "did you mean `subscribe`"),
    ] {
        let rules = with_pattern(pattern);
        assert_eq!(problems(&rules), ["unknown-value"], "{pattern}");
        assert!(said(&rules).contains(words), "{pattern}: {}", said(&rules));
    }
    for kind in ["event", "Event", "events"] {
        assert_eq!(
            problems(&with_pattern(&format!("{{ kind: {kind}, event: subscribe }}"))),
            ["kind-is-type"]
        );
    }
}

#[test]
fn a_placeholder_that_stands_for_nothing_is_reported() {
    for text in ["it is {hours}", "hi {wechatName}", "hi {name}", "{username}", "{step}", "{err.cod}"] {
        let rules = format!("rules:\n- {{ pattern: hi, handler: '{text}', session: {{ step: 1 }} }}\n");
        assert_eq!(problems(&rules), ["unknown-placeholder"], "{text}");
    }
    assert!(said("hi: 'it is {hours}'\n").contains("the time has the fields now, date, time"));
    assert!(said("hi: 'at {wherever}'\n").contains(r"write `\{wherever}`"));
    let session = "rules:\n- { pattern: hi, handler: '{step}', session: { step: 1 } }\n";
    assert!(said(session).contains("{session.step}"));
    for beyond in ["'/key (.*)/': 'you said {2}'\n", "hi: 'you said {1}'\n"] {
        assert_eq!(problems(beyond), ["unknown-placeholder"], "{beyond}");
    }
    let article = "rules:\n- { pattern: hi, handler: { title: '{hours}', url: 'https://a.cn' } }\n";
    assert_eq!(problems(article), ["unknown-placeholder"]);
}

#[test]
fn placeholders_of_messages_and_rules_are_right() {
    for text in [
        "{1} {0} {text} {uid} {user} {sp} {id} {type} {event} {eventKey} {lat} {lng} {label} {picUrl} {mediaId}",
        "{session.any} {session.a.b} {raw.MsgId} {MsgId} {param.eventKey} {scanCodeInfo.ScanResult}",
        "{descriptions} {rewaitCount} {rewaitLeft} {createTime} {recognition}",
        "{now} {date} {time} {hour} {weekday} {err} {err.code} {err.text} {err.rule} {random 1 9}",
        "{1|none} {session.a|random 1 9} choose {red|blue}",
        r#"\{hour} {} { } {a b} {"json": 1} {"#,
    ] {
        let rules = json!({ "/(.*)/": text }).to_string();
        assert_eq!(problems(&rules), [""; 0], "{text}");
    }
    let of_matches = "'/[0-9]+/g': '{0} and {1}'\n";
    assert_eq!(problems(of_matches), [""; 0]);
    let own = "rules:\n- { pattern: '/(?<name>.+)/', handler: 'hi {name}' }\n- { pattern: { kind: work.change_contact.create_user }, handler: 'hi {name}' }\n";
    assert_eq!(problems(own), [""; 0]);
    let named = "rules:\n- { pattern: '/(?<who>.+)/', handler: 'hi {who}' }\n- { pattern: b, handler: { rule: c, param: { place: x } } }\n- { name: c, pattern: =c, handler: 'at {place}' }\n";
    assert_eq!(problems(named), [""; 0]);
}

#[test]
fn a_reply_that_users_would_see_broken_is_reported() {
    let articles =
        "{ type: news, content: [{ title: a, url: 'https://a.cn' }, { title: b, url: 'https://a.cn' }] }";
    assert_eq!(problems(&format!("rules:\n- {{ pattern: =a, handler: {articles} }}\n")), ["reply"]);
    for pattern in ["{ event: CLICK }", "{ kind: subscribe }"] {
        let rules = format!("rules:\n- {{ pattern: {pattern}, handler: {articles} }}\n");
        assert_eq!(problems(&rules), [""; 0], "{pattern}");
    }
}

#[test]
fn a_warning_does_not_fail_the_check() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: 'it is {hours}'\n");
    folder.webot(["serve", "--check", "--lang", "en"]).exit(0).stderr_any().run();
    let problem = &folder.webot(["serve", "--check", "--json"]).run().json()[0];
    assert_eq!((&problem["severity"], &problem["rule"]), (&json!("warning"), &json!("dialog_hi")));
}

#[test]
fn an_object_in_the_session_is_kept_and_can_be_used() {
    let folder = Folder::new();
    folder.write(
        "rules.yaml",
        "rules:
- { pattern: /^i am (.+)$/, session: { parent: { name: '{1}', ids: [1, '{1}'], luck: { random: [3, 3] } } }, handler: ok }
- { pattern: { text: who, session: { parent: { name: Ann } } }, handler: 'you are {session.parent.name}, {session.parent.ids.1}, {session.parent.luck}' }
",
    );
    let ran = folder.webot(["rules", "test", "i am Ann", "who", "--json"]).run();
    let answers = ran.json();
    let parent = json!({ "name": "Ann", "ids": ["1", "Ann"], "luck": 3 });
    assert_eq!(answers[0]["session"]["parent"], parent);
    assert_eq!(answers[1]["reply"]["Content"], "you are Ann, Ann, 3");
}

#[test]
fn a_narrow_miss_is_told() {
    let rules = "rules:
- { name: exact, pattern: =Help, handler: x }
- { name: regex, pattern: /^menu$/, handler: x }
- { name: two, pattern: { type: text, text: weather, sp: gh_other }, handler: x }
- { name: far, pattern: =zzz, handler: x }
";
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    let missed = |message: &str| {
        let ran = folder.webot(["rules", "test", message, "--json"]).exit(1).run();
        let json: Value = ran.json();
        let tried = json[0]["tried"].as_array().expect("a list").clone();
        let near = tried.iter().filter(|one| one.get("near").is_some());
        near.map(|one| {
            format!("{} {}", one["rule"].as_str().expect("a name"), one["near"].as_str().expect("a name"))
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(missed("help"), ["exact case"]);
    assert_eq!(missed("Help!"), ["exact ends"]);
    assert_eq!(missed("Hepl"), ["exact spelling"]);
    assert_eq!(missed("MENU"), ["regex case"]);
    assert_eq!(missed("menu。"), ["regex ends"]);
    assert_eq!(missed("weather"), ["two field"]);
    assert_eq!(missed("something else"), [""; 0]);
    folder
        .webot(["rules", "test", "help", "--lang", "en"])
        .exit(1)
        .stdout_has("`exact` almost matches: only the case differs")
        .run();
}
