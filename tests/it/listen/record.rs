//! Recordings: whole lines, whatever happens; no secrets in them.

use serde_json::Value;

use super::{listening, listening_to};
use crate::support::{
    AES_KEY, APPID, Bot, DEAD_URL, Folder, OPENID, Stamp, TOKEN, fields, http, now, sealed, text_push,
    text_reply, webot,
};

fn greeting() -> Bot {
    Bot::answering(|_| http(200, text_reply("hi")))
}

/// The pushes in a recording.
fn pushes(folder: &Folder) -> Vec<Value> {
    let text = folder.read("p.jsonl");
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("whole lines"));
    assert_eq!(lines.next().expect("a first line")["webot_recording"], 1);
    lines.collect()
}

#[test]
fn a_killed_relay_has_recorded_every_answered_push() {
    let (folder, bot) = (Folder::new(), greeting());
    for round in 1..=3 {
        let listen = listening(&folder, &bot, ["--save", "p.jsonl"]);
        for _ in 0..5 {
            listen.push(text_push(OPENID, "hello")).ok();
        }
        listen.kill();
        let recorded = pushes(&folder);
        assert_eq!(recorded.len(), round * 5);
        assert_eq!(recorded[0]["answer"]["status"], 200);
        assert!(recorded[0]["target"].as_str().expect("a target").starts_with("/?signature="));
        // What a killed process leaves of a line.
        folder.write("p.jsonl", folder.read("p.jsonl") + "{\"time_ms\":17");
    }
}

#[test]
#[cfg(unix)]
fn the_recording_is_readable_by_its_owner_only() {
    let (folder, bot) = (Folder::new(), greeting());
    let listen = listening(&folder, &bot, ["--save", "p.jsonl"]);
    listen.push(text_push(OPENID, "hello")).ok();
    assert_eq!(folder.mode("p.jsonl"), 0o600);
}

#[test]
fn other_files_are_not_overwritten() {
    let folder = Folder::new();
    for (content, said) in [
        ("my notes\n", "not a recording"),
        ("{\"a\":1}\n", "not a recording"),
        ("{\"webot_recording\":7}\n", "version 7"),
    ] {
        folder.write("p.jsonl", content);
        let listen = folder.webot(["listen", "--save", "p.jsonl", "--forward-to", DEAD_URL]);
        listen.exit(2).stderr_has(said).run();
        assert_eq!(folder.read("p.jsonl"), content);
    }
    folder.webot(["listen", "--save", "no/folder/p.jsonl"]).exit(3).stderr_has("p.jsonl").run();
}

#[test]
fn two_relays_do_not_write_to_one_file() {
    let (folder, bot) = (Folder::new(), greeting());
    let listen = listening(&folder, &bot, ["--save", "p.jsonl"]);
    let second = folder.webot(["listen", "--save", "p.jsonl", "--forward-to", DEAD_URL, "--port", "0"]);
    second.exit(3).stderr_has("another process").run();
    listen.push(text_push(OPENID, "hello")).ok();
}

#[test]
fn tokens_and_tickets_are_not_recorded() {
    let (folder, bot) = (Folder::new(), Bot::answering(|_| http(200, "success")));
    let listen = listening(&folder, &bot, ["--save", "p.jsonl", "--aes-key", AES_KEY]);
    let ticket = fields(&[
        ("AppId", APPID),
        ("CreateTime", &now().to_string()),
        ("InfoType", "component_verify_ticket"),
        ("ComponentVerifyTicket", "ticket@@@top-secret"),
    ]);
    let (query, body) = sealed(&ticket, AES_KEY, APPID);
    listen.ask("POST", &format!("/?{query}"), body).ok();
    // webot-cli 0.0.11 sends the token itself.
    listen.ask("POST", &format!("/?{}&token={TOKEN}", Stamp::new().signed()), text_push(OPENID, "a")).ok();
    listen.line("the second", |line| line["number"] == 2);
    let text = folder.read("p.jsonl") + &listen.said();
    assert!(!text.contains("top-secret") && !text.contains(TOKEN), "{text}");
    assert_eq!(pushes(&folder).len(), 2);
    assert!(bot.heard()[1].line.contains(TOKEN), "the bot gets it as it came");
}

#[test]
fn users_can_have_pseudonyms() {
    let (folder, bot) = (Folder::new(), greeting());
    let mut seen = Vec::new();
    for _ in 0..2 {
        let args = ["--save", "p.jsonl", "--anonymize", "--aes-key", AES_KEY];
        let listen = listening(&folder, &bot, args);
        let (query, body) = sealed(&text_push(OPENID, "I am a user"), AES_KEY, APPID);
        listen.ask("POST", &format!("/?{query}"), body).ok();
        seen.push(listen.line("a push", |line| line["event"] == "push")["user"].clone());
        let said = listen.said();
        assert!(!said.contains(OPENID), "{said}");
        listen.kill();
    }
    assert_eq!(seen[0], seen[1], "the same in each run");
    assert!(!folder.read("p.jsonl").contains(OPENID));
    assert!(bot.heard()[0].line.contains(OPENID), "the bot gets what came");
}

#[test]
fn a_reply_that_names_the_user_is_shown_with_the_pseudonym() {
    let folder = Folder::new();
    let bot = Bot::answering(|_| http(200, text_reply(&format!("you are {OPENID}"))));
    let listen = listening(&folder, &bot, ["--anonymize"]);
    listen.push(text_push(OPENID, "who am I?")).ok();
    let line = listen.line("a push", |line| line["event"] == "push");
    assert_eq!(line["reply_text"], format!("you are {}", line["user"].as_str().expect("a user")));
    assert!(!listen.said().contains(OPENID), "{}", listen.said());
}

/// A limit on the size of files stands for a full disk.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_at_once_and_forwarding_goes_on() {
    let (folder, bot) = (Folder::new(), greeting());
    let url = bot.url("/wechat");
    let args =
        ["listen", "--port", "0", "--json", "--token", TOKEN, "--forward-to", &url, "--save", "p.jsonl"];
    let listen = folder.webot(args).after("trap '' XFSZ; ulimit -f 4").start();
    for _ in 0..12 {
        assert!(listen.push(text_push(OPENID, "hello")).ok().body.contains("hi"));
    }
    listen.line("a failure", |line| line["event"] == "not-recorded");
    listen.line("the last push", |line| line["number"] == 12);
    let failures = listen.log().iter().filter(|line| line["event"] == "not-recorded").count();
    assert_eq!(failures, 1, "it is said once");
    let recorded = pushes(&folder).len();
    assert!((1..12).contains(&recorded), "{recorded}");
}

#[test]
fn an_end_in_good_order_leaves_a_whole_recording() {
    let (folder, bot) = (Folder::new(), greeting());
    let listen = listening(&folder, &bot, ["--save", "p.jsonl"]);
    listen.push(text_push(OPENID, "hello")).ok();
    #[cfg(unix)]
    {
        let ended = listen.end();
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(ended.stdout.contains("\"pushes\":1"), "{}", ended.stdout);
    }
    assert_eq!(pushes(&folder).len(), 1);
    let listen = listening_to(&folder, DEAD_URL, ["--save", "p.jsonl"]);
    listen.push(text_push(OPENID, "hello")).status(502);
    assert_eq!(pushes(&folder)[1]["failure"], "connection-refused");
    webot(["version"]).run();
}
