//! `webot replay`: sends recorded pushes again and compares the answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use super::listening;
use crate::support::{
    ACCOUNT, AES_KEY, APPID, Bot, DEAD_URL, Folder, OPENID, TOKEN, http, sealed, text_push, text_reply,
};

/// A bot that repeats texts; it shouts once `shouts` is set.
fn echo(shouts: &Arc<AtomicBool>) -> Bot {
    let shouts = Arc::clone(shouts);
    Bot::answering(move |heard| {
        let content = heard.message().get("Content").unwrap_or_default().to_owned();
        let reply = if shouts.load(Ordering::SeqCst) { content.to_uppercase() } else { content };
        http(200, text_reply(&reply))
    })
}

/// Records these texts as `p.jsonl`.
fn recorded(folder: &Folder, bot: &Bot, texts: &[&str]) {
    let listen = listening(folder, bot, ["--save", "p.jsonl"]);
    for text in texts {
        listen.push(text_push(OPENID, text)).ok();
    }
}

fn replay<const N: usize>(folder: &Folder, url: &str, args: [&str; N]) -> crate::support::Webot {
    let usual = ["replay", "p.jsonl", "--to", url, "--token", TOKEN, "--speed", "max"];
    folder.webot(usual).args(args).stderr_any()
}

#[test]
fn answers_are_compared_with_the_recorded_ones() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let bot = echo(&shouts);
    recorded(&folder, &bot, &["one", "2"]);
    let url = bot.url("/new");
    replay(&folder, &url, ["--check"]).stdout_has("#1 text \"one\" → text").stderr_has("2 pushes\n").run();
    shouts.store(true, Ordering::SeqCst);
    let ran = replay(&folder, &url, ["--check"]).exit(1).run();
    assert!(ran.stdout.contains("Content: recorded \"one\", now \"ONE\""), "{}", ran.stdout);
    assert!(ran.stderr.contains("2 pushes, 1 with another answer"), "{}", ran.stderr);
    replay(&folder, &url, []).run();
    let ran = replay(&folder, &url, ["--json"]).run();
    let lines: Vec<Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&lines[0]["same"], &lines[1]["same"]), (&false.into(), &true.into()));
    assert_eq!((&lines[2]["sent"], &lines[2]["different"]), (&2.into(), &1.into()));
}

#[test]
fn a_push_is_new_to_the_bot_but_a_repetition_stays_one() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let bot = echo(&shouts);
    {
        let listen = listening(&folder, &bot, ["--save", "p.jsonl"]);
        let push = text_push(OPENID, "one");
        listen.push(&push).ok();
        listen.push(&push).ok();
        listen.push(text_push(OPENID, "two")).ok();
    }
    replay(&folder, &bot.url("/"), []).run();
    let heard = bot.heard();
    let id = |at: usize| heard[at].message().get("MsgId").expect("an id").to_owned();
    assert_eq!((id(0) == id(1), id(3) == id(4)), (true, true));
    assert!(id(0) != id(3) && id(3) != id(5) && id(0).len() == id(3).len(), "{} {} {}", id(0), id(3), id(5));
    assert_ne!(heard[0].parameter("signature"), heard[3].parameter("signature"));
    // As it was recorded, with the old signature.
    replay(&folder, &bot.url("/raw"), ["--raw", "--filter", "Content=one"]).run();
    let raw = &bot.heard()[6];
    assert_eq!((raw.path(), &raw.body), ("/raw", &heard[0].body));
    assert_eq!(raw.parameter("signature"), heard[0].parameter("signature"));
}

#[test]
fn encrypted_pushes_are_encrypted_anew() {
    let folder = Folder::new();
    let bot = Bot::answering(|_| http(200, "success"));
    {
        let listen = listening(&folder, &bot, ["--save", "p.jsonl", "--aes-key", AES_KEY]);
        let (query, body) = sealed(&text_push(OPENID, "one"), AES_KEY, APPID);
        listen.ask("POST", &format!("/?{query}"), body).ok();
    }
    let url = bot.url("/");
    replay(&folder, &url, ["--aes-key", AES_KEY, "--appid", APPID, "--check"]).stdout_has("same").run();
    assert!(bot.heard()[1].text().contains("Encrypt"), "{}", bot.heard()[1].text());
    // Another account, in plain mode.
    replay(&folder, &url, []).run();
    assert_eq!(bot.heard()[2].message().get("Content"), Some("one"));
}

#[test]
fn filters_choose_pushes() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let bot = echo(&shouts);
    recorded(&folder, &bot, &["apple", "pear", "pineapple"]);
    let url = bot.url("/");
    let ran = replay(&folder, &url, ["--filter", "text", "--filter", "text~apple$"]).run();
    assert!(
        ran.stdout.contains("#1 ") && !ran.stdout.contains("#2 ") && ran.stdout.contains("#3 "),
        "{}",
        ran.stdout
    );
    replay(&folder, &url, ["--filter", "event=CLICK"]).stderr_has_all(&["no push", "0 pushes"]).run();
    // A check of nothing passes nothing.
    replay(&folder, &url, ["--filter", "event=CLICK", "--check"]).exit(1).stderr_has("no push").run();
    replay(&folder, &url, ["--filter", "content=apple"]).exit(2).stderr_has("did you mean `Content`").run();
    replay(&folder, &url, ["--filter", "subscrbe"]).exit(2).stderr_has("did you mean `subscribe`").run();
    let route = ["listen", "--port", "0", "--route", "EventKye=a=http://127.0.0.1:9"];
    folder.webot(route).exit(2).stderr_has("did you mean `EventKey`").run();
}

#[test]
fn an_answer_that_wechat_no_longer_accepts_fails_the_check() {
    let (folder, wrong) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let swaps = Arc::clone(&wrong);
    let bot = Bot::answering(move |_| {
        let reply = text_reply("hi");
        let swapped = reply.replace(OPENID, "@").replace(ACCOUNT, OPENID).replace('@', ACCOUNT);
        http(200, if swaps.load(Ordering::SeqCst) { swapped } else { reply })
    });
    recorded(&folder, &bot, &["one"]);
    let url = bot.url("/");
    replay(&folder, &url, ["--check"]).stdout_has("same").run();
    wrong.store(true, Ordering::SeqCst);
    replay(&folder, &url, ["--check"]).exit(1).stdout_has("✗ error[users-not-swapped]").run();
}

#[test]
fn wrong_input_is_named() {
    let folder = Folder::new();
    folder.write("p.jsonl", "{\"webot_recording\":1}\n{\"time_ms\":\n{}\n");
    replay(&folder, DEAD_URL, []).exit(2).stderr_has("p.jsonl: line 2 is not a push").run();
    folder.write("p.jsonl", "{\"webot_recording\":2}\n");
    replay(&folder, DEAD_URL, []).exit(2).stderr_has("version 2").run();
    folder.write("p.jsonl", "<xml/>");
    replay(&folder, DEAD_URL, []).exit(2).stderr_has("not a recording").run();
    folder.webot(["replay", "none.jsonl"]).exit(2).stderr_has("none.jsonl").run();
    folder.webot(["replay", "p.jsonl", "--speed", "fast"]).exit(2).stderr_has("such as 2x, or max").run();
    folder.webot(["replay", "p.jsonl", "--filter", "text~("]).exit(2).stderr_has("regular expression").run();
}

#[test]
fn a_recording_is_read_from_stdin() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let bot = echo(&shouts);
    recorded(&folder, &bot, &["one"]);
    let url = bot.url("/");
    let args = ["replay", "-", "--to", &url, "--token", TOKEN, "--check"];
    folder.webot(args).stdin(folder.read("p.jsonl")).stderr_any().stdout_has("same").run();
    folder.webot(args).stdin("<xml/>").exit(2).stderr_has("stdin is not a recording").run();
    let missing = folder.webot(["replay", "none.jsonl"]).exit(2).stderr_has("check the path").run();
    assert!(!missing.stderr.contains("must exist"), "{}", missing.stderr);
}

#[test]
fn a_bot_that_is_down_ends_the_replay() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    recorded(&folder, &echo(&shouts), &["one"]);
    replay(&folder, DEAD_URL, []).exit(4).stderr_has("nothing listens").run();
}

#[test]
fn a_broken_last_line_is_left_out() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let bot = echo(&shouts);
    recorded(&folder, &bot, &["one"]);
    folder.write("p.jsonl", folder.read("p.jsonl") + "{\"time_ms\":1,\"met");
    replay(&folder, &bot.url("/"), []).stderr_has_all(&["incomplete", "1 push\n"]).run();
}

#[test]
fn a_recording_becomes_an_http_archive() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    recorded(&folder, &echo(&shouts), &["one", "two"]);
    let ran = folder.webot(["replay", "p.jsonl", "--as-har"]).run();
    let har: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let entries = har["log"]["entries"].as_array().expect("entries");
    assert_eq!((entries.len(), &har["log"]["version"]), (2, &"1.2".into()));
    let first = &entries[0];
    assert_eq!(first["request"]["method"], "POST");
    assert!(first["request"]["postData"]["text"].as_str().expect("a body").contains("one"));
    assert_eq!(first["response"]["status"], 200);
    assert!(first["startedDateTime"].as_str().expect("a time").ends_with('Z'));
}

#[test]
fn a_recording_becomes_a_scenario_that_passes() {
    let (folder, shouts) = (Folder::new(), Arc::new(AtomicBool::new(false)));
    let bot = echo(&shouts);
    recorded(&folder, &bot, &["one", "a: ${b} \"c\"\n#"]);
    let scenario = folder.webot(["replay", "p.jsonl", "--as-test"]).run().stdout;
    folder.write("p.test.yaml", &scenario);
    let url = bot.url("/");
    let test = || folder.webot(["test", "p.test.yaml", "--to", &url, "--token", TOKEN]).stderr_any();
    test().stdout_has("✓ p.test.yaml › p.test").run();
    let heard = bot.heard();
    assert_eq!(heard.len(), 4);
    let texts: Vec<Option<String>> =
        heard[2..].iter().map(|heard| heard.message().get("Content").map(str::to_owned)).collect();
    assert_eq!(texts[1].as_deref(), Some("a: ${b} \"c\"\n#"));
    assert_eq!(heard[2].message().get("FromUserName"), Some(OPENID));
    shouts.store(true, Ordering::SeqCst);
    test().exit(1).stdout_has("expected  one\n        actual    ONE").run();
}

#[test]
fn a_recording_without_pushes_says_so() {
    let (folder, url) = (Folder::new(), DEAD_URL);
    folder.write("p.jsonl", "{\"webot_recording\":1,\"webot\":\"0.1.0\"}\n");
    let said = "the recording holds no push";
    replay(&folder, url, []).stderr_has(format!("warning: {said}")).run();
    let checked = replay(&folder, url, ["--check"]).exit(1).run();
    assert!(checked.stdout.contains(said) || checked.stderr.contains(said), "{checked:?}");
    replay(&folder, url, ["--check", "--json"]).exit(1).stdout_has("\"sent\":0").run();
    for conversion in ["--as-test", "--as-har"] {
        folder.webot(["replay", "p.jsonl", conversion]).stderr_has(said).run();
    }
    let as_test = folder.webot(["replay", "-", "--as-test"]).stdin(folder.read("p.jsonl"));
    as_test.stdout("steps:\n").stderr_has(said).run();
}

#[test]
fn json_and_pushes_to_intelligent_bots_become_steps_that_send_the_same() {
    let (folder, bot) = (Folder::new(), Bot::answering(|_| http(200, "success")));
    let listen = listening(&folder, &bot, ["--save", "p.jsonl"]);
    let url = format!("http://{}/", listen.address());
    for words in
        [&["text", "hi", "--format", "json"][..], &["aibot.text", "hello", "--set", "from.userid=ann"]]
    {
        folder.webot(["send", "--des", &url, "--token", TOKEN, "-q"]).args(words).run();
    }
    drop(listen);
    let scenario = folder.webot(["replay", "p.jsonl", "--as-test"]).run().stdout;
    assert!(
        scenario.contains("format: \"json\"") && scenario.contains("\"kind\":\"aibot.text\""),
        "{scenario}"
    );
    folder.write("p.test.yaml", &scenario);
    folder.webot(["test", "p.test.yaml", "--to", &bot.url("/"), "--token", TOKEN]).stderr_any().run();
    let heard = bot.heard();
    let bodies: Vec<Value> =
        heard[2..].iter().map(|heard| serde_json::from_str(heard.text()).expect("JSON")).collect();
    assert_eq!((&bodies[0]["Content"], &bodies[0]["FromUserName"]), (&"hi".into(), &OPENID.into()));
    assert_eq!(
        (&bodies[1]["text"]["content"], &bodies[1]["from"]["userid"]),
        (&"hello".into(), &"ann".into())
    );
}
