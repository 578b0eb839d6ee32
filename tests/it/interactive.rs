//! `webot send` on a terminal, through a real one.
#![cfg(unix)]

use crate::support::{Bot, Heard, Terminal, http, text_reply, webot};

/// A bot that says back what it hears.
fn echo() -> Bot {
    Bot::answering(|heard: &Heard| {
        let message = heard.message();
        let said = message.get("Content").or(message.get("EventKey")).unwrap_or_default().to_owned();
        http(200, text_reply(&format!("heard {said}")))
    })
}

fn on_a_terminal(bot: &Bot, args: &[&str]) -> Terminal {
    webot(["send"]).args(args).args(bot.args()).terminal()
}

#[test]
fn it_asks_sends_and_asks_again_until_ctrl_d() {
    let bot = echo();
    let mut terminal = on_a_terminal(&bot, &[]);
    terminal.expect("text> ");
    terminal.type_line("hello");
    terminal.expect("heard hello");
    terminal.expect("text> ");
    terminal.type_line("你好");
    terminal.expect("heard ");
    terminal.expect("text> ");
    terminal.press_ctrl('d');
    terminal.end();
    let heard = bot.heard();
    assert_eq!(heard.len(), 2);
    assert_eq!(heard[1].message().get("Content"), Some("你好"));
    assert_ne!(heard[0].message().get("MsgId"), heard[1].message().get("MsgId"));
    assert_ne!(heard[0].parameter("signature"), heard[1].parameter("signature"));
}

#[test]
fn the_kind_can_be_changed_between_messages() {
    let bot = echo();
    let mut terminal = on_a_terminal(&bot, &[]);
    terminal.expect("text> ");
    terminal.type_line("/kind event");
    terminal.expect("event> ");
    terminal.type_line("CLICK MENU_KEY");
    terminal.expect("heard MENU_KEY");
    terminal.press_ctrl('d');
    terminal.end();
    assert_eq!(bot.only().message().get("Event"), Some("CLICK"));
}

#[test]
fn arrow_up_brings_the_last_message_back() {
    let bot = echo();
    let mut terminal = on_a_terminal(&bot, &["text"]);
    terminal.expect("text> ");
    terminal.type_line("again");
    terminal.expect("heard again");
    terminal.expect("text> ");
    terminal.press("\x1b[A\r");
    terminal.expect("heard again");
    terminal.press_ctrl('d');
    terminal.end();
    assert_eq!(bot.heard().len(), 2);
}

#[test]
fn a_message_that_fails_does_not_end_the_conversation() {
    let bot = Bot::answering(|_| http(500, ""));
    let mut terminal = on_a_terminal(&bot, &[]);
    terminal.expect("text> ");
    terminal.type_line("hello");
    terminal.expect("http-status");
    terminal.expect("text> ");
    terminal.press_ctrl('d');
    terminal.end();
}

#[test]
fn scan_asks_whether_the_user_has_subscribed() {
    let bot = echo();
    let mut terminal = on_a_terminal(&bot, &["scan", "101"]);
    terminal.expect("does the user already follow the account?");
    terminal.press("y\r");
    terminal.expect("heard 101");
    terminal.end();
    assert_eq!(bot.only().message().get("Event"), Some("SCAN"));
}

#[test]
fn without_a_terminal_it_is_a_usage_error_that_says_what_to_type() {
    for args in [&["send"][..], &["send", "text"], &["send", "--port", "1"]] {
        webot(args)
            .exit(2)
            .stderr_starts("error: there is nothing to send")
            .stderr_has("webot send hello")
            .run();
    }
}

#[test]
fn a_list_that_is_longer_than_the_terminal_goes_through_the_pager() {
    let on = |pager: &str| {
        let wrapper = ["sh", "-c", "stty rows 24 cols 80; exec \"$0\" \"$@\""];
        webot(["send", "--list"]).env("PAGER", pager).through(wrapper).terminal()
    };
    on("sed s/^/paged:/").expect("paged:\u{1b}[1;33mmessages of users");
    // A pager that is not there loses nothing.
    on("no-such-pager").expect("card_pass_check");
}

#[test]
fn every_kind_of_prompt_ends_at_ctrl_c_and_ctrl_d() {
    let menu = r#"{"button":[{"type":"click","name":"A","key":"A"}]}"#;
    for (args, question) in [
        (&["init"][..], "kind of account"),
        (&["init", "--kind", "official"], "appid of the account"),
        (&["init", "--kind", "official", "--appid", "wx1234567890abcdef"], "AppSecret"),
        (&["menu", "push", "menu.json", "--mock"], "Replace the current menu"),
        (&["menu", "delete", "--mock"], "Delete all menus"),
        (&["config", "set", "secret"], "AppSecret"),
    ] {
        for key in ['c', 'd'] {
            let script = "\"$@\"; echo \"exit code $?\"";
            let run = webot(args).file("menu.json", menu).through(["sh", "-c", script, "sh"]);
            let mut terminal = run.terminal();
            terminal.expect(question);
            terminal.press_ctrl(key);
            terminal.expect("interrupted");
            terminal.expect("exit code 130");
            terminal.end();
        }
    }
}

#[test]
fn a_question_is_repeated_until_the_answer_is_one() {
    let menu = r#"{"button":[{"type":"click","name":"A","key":"A"}]}"#;
    let push = webot(["menu", "push", "menu.json", "--mock"]).file("menu.json", menu);
    let mut terminal = push.webot(["--lang", "zh"]).terminal();
    for wrong in ["maybe", "1"] {
        terminal.expect("[y/N]");
        terminal.type_line(wrong);
        // The library for terminals reads bytes as characters of Latin-1.
        terminal.expect("`y` ");
    }
    terminal.type_line("否");
    terminal.end();
    let mut terminal = push.terminal();
    terminal.expect("[y/N]");
    terminal.type_line("Yes");
    terminal.expect("menu published");
    terminal.end();
}

#[test]
fn a_conversation_is_recorded_as_a_scenario() {
    let bot = echo();
    let run = webot(["send"]).args(bot.args());
    let folder = run.folder().clone();
    let mut terminal = run.terminal();
    terminal.expect("text> ");
    terminal.type_line("/record talk.test.yaml");
    terminal.expect("text> ");
    terminal.type_line("hello");
    terminal.expect("heard hello");
    terminal.expect("text> ");
    terminal.type_line("/event CLICK KEY");
    terminal.expect("heard KEY");
    terminal.expect("text> ");
    terminal.type_line("/record");
    terminal.expect("text> ");
    terminal.type_line("unheard");
    terminal.expect("heard unheard");
    terminal.expect("text> ");
    // A file that exists is not overwritten.
    terminal.type_line("/record talk.test.yaml");
    terminal.expect("talk.test.yaml");
    terminal.expect("text> ");
    terminal.press_ctrl('d');
    terminal.end();
    let scenario = folder.read("talk.test.yaml");
    assert!(scenario.contains("expect: \"heard hello\"") && !scenario.contains("unheard"), "{scenario}");
    let ran = folder.webot(["test", "talk.test.yaml"]).args(bot.args()).stderr_any().run();
    assert!(ran.stdout.starts_with("✓ talk.test.yaml"), "{}", ran.stdout);
}
