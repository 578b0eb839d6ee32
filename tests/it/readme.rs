//! Every console block of the READMEs runs as it stands there.
//!
//! `127.0.0.1:3000` is the bot below, `cargo run --` the binary under test; times, ports and ids differ from
//! run to run and are left out of the comparison. `WEBOT_BLESS=1` writes into the READMEs what the commands print.
#![cfg(unix)]

use std::process::Command;

use regex::Regex;
use webot::sign;

use crate::support::{Bot, Heard, http, text_reply, xml_reply};

/// The bot that the README talks to: it echoes text, answers a menu click with a faulty article, and ends the echostr
/// with a line break.
fn bot() -> Bot {
    Bot::answering(|heard: &Heard| {
        let value = |name| heard.parameter(name).unwrap_or_default();
        if heard.path() != "/wechat" {
            return http(404, "");
        }
        if value("signature") != sign::callback::signature("my-token", &value("timestamp"), &value("nonce")) {
            return http(403, "Invalid signature");
        }
        if heard.line.starts_with("GET") {
            return http(200, format!("{}\n", value("echostr")));
        }
        let message = heard.message();
        http(
            200,
            match message.get("Content") {
                Some(content) => text_reply(&format!("you said {content}")),
                None => xml_reply(
                    "news",
                    "<ArticleCount>2</ArticleCount><Articles><item><Title><![CDATA[Today's music]]></Title>\
                     <Url><![CDATA[/music/today]]></Url></item></Articles>",
                ),
            },
        )
    })
}

/// A console block: its commands, and what each prints.
struct Step {
    command: String,
    output: String,
}

fn steps(block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command: command.to_owned(), output: String::new() }),
            (None, Some(step)) => step.output.extend([line, "\n"]),
            (None, None) => panic!("output without a command: {line}"),
        }
    }
    steps
}

/// Replaces the values that differ from run to run.
fn comparable(output: &str) -> String {
    let mut output = output.to_owned();
    for (pattern, same) in [
        (r"\d+ ms", "1 ms"),
        (r"rid(: |：)[0-9a-f-]{20,}", "rid${1}6b000e1f-ee0b9c48-25966ad0"),
        (r"127\.0\.0\.1:\d+", "127.0.0.1:3000"),
        (r"(port|端口) \d+", "$1 3000"),
    ] {
        output = Regex::new(pattern).expect("a pattern").replace_all(&output, same).into_owned();
    }
    output
}

fn check(name: &str, lang: &str) {
    let bot = bot();
    let address = bot.url("");
    let address = address.trim_start_matches("http://");
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_webot")).parent().expect("a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let folder = tempfile::tempdir().expect("a folder");
    // The ticket of WeChat's own example (JS-SDK 附录 1).
    let ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg\n";
    std::fs::write(folder.path().join("ticket.txt"), ticket).expect("a file");
    let examples = folder.path().join("examples");
    std::fs::create_dir(&examples).expect("a folder");
    std::fs::create_dir(examples.join("rules")).expect("a folder");
    for (file, text) in [
        ("menu.json", include_str!("../../examples/menu.json")),
        ("rules.yaml", include_str!("../../examples/rules.yaml")),
        ("rules/dialog.yaml", include_str!("../../examples/rules/dialog.yaml")),
        ("rules/search.sh", include_str!("../../examples/rules/search.sh")),
    ] {
        std::fs::write(examples.join(file), text).expect("a file");
    }
    let run = |command: &str| {
        let command = command.replace("cargo run --", "webot").replace("127.0.0.1:3000", address);
        let ran = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {command}")])
            .env_clear()
            .env("PATH", &path)
            .env("HOME", folder.path())
            .env("WEBOT_LANG", lang)
            .current_dir(folder.path())
            .output()
            .expect("sh");
        String::from_utf8(ran.stdout).expect("UTF-8")
    };
    let file = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(&file).expect("the README");
    let (mut blessed, mut rest, mut count) = (String::new(), readme.as_str(), 0);
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (block, after) = after.split_once("```").expect("the end of the block");
        blessed.extend([before, "```console\n"]);
        for step in steps(block) {
            let printed = comparable(&run(&step.command));
            let same = printed == comparable(&step.output);
            blessed.extend(["$ ", &step.command, "\n", if same { &step.output } else { &printed }]);
            count += 1;
        }
        blessed.push_str("```");
        rest = after;
    }
    blessed.push_str(rest);
    if std::env::var_os("WEBOT_BLESS").is_some() {
        std::fs::write(&file, &blessed).expect("the README");
        return;
    }
    assert!(count > 8, "the README has lost its console blocks");
    for (stands, printed) in readme.lines().zip(blessed.lines()) {
        assert_eq!(stands, printed, "with WEBOT_BLESS=1 this test writes what is printed into {name}");
    }
    assert_eq!(readme.lines().count(), blessed.lines().count(), "lines of {name}");
}

#[test]
fn the_english_one() {
    check("README.md", "en");
}

#[test]
fn the_chinese_one() {
    check("README.zh-CN.md", "zh");
}
