//! Commands that open an editor, on a real terminal. The editor is a program that changes the file.
#![cfg(unix)]

use crate::support::{Bot, Folder, Heard, Webot, http, text_reply, webot};

const MENU: &str = r#"{"button":[{"type":"click","name":"Songs","key":"KEY"}]}"#;
const EDITOR: &str = "WEBOT_EDITOR";

/// An account on the mock with [`MENU`], whose temporary files are in a folder of the home.
fn account() -> (Folder, Webot) {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("tmp")).expect("a folder");
    let home = Webot::at_home(folder.clone()).env("TMPDIR", folder.path("tmp"));
    home.webot(["menu", "create", "--mock", MENU_FILE]).file(MENU_FILE, MENU).stderr_any().run();
    (folder, home)
}

const MENU_FILE: &str = "menu.json";

/// Returns the name of the first button.
fn name(home: &Webot) -> String {
    let menu = home.webot(["menu", "pull", "--mock", "--json"]).run().json();
    menu["button"][0]["name"].as_str().expect("a name").to_owned()
}

/// Returns the texts that were kept for the user.
fn kept(folder: &Folder) -> Vec<String> {
    let files = std::fs::read_dir(folder.path("tmp")).expect("a folder");
    files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("text")).collect()
}

#[test]
fn an_edited_menu_is_shown_and_published_after_a_yes() {
    let (folder, home) = account();
    let mut terminal =
        home.webot(["menu", "edit", "--mock"]).env(EDITOR, "sed -i.bak s/Songs/Music/").terminal();
    terminal.expect("Songs");
    terminal.expect("Music");
    terminal.expect("Replace the current menu");
    terminal.press("y\r");
    terminal.expect("menu published");
    terminal.end();
    assert_eq!(name(&home), "Music");
    assert!(kept(&folder).iter().all(|text| text.contains("Songs")), "only the copy of sed is left");
}

#[test]
fn a_menu_that_is_not_published_is_kept() {
    for (editor, question) in [
        ("sed -i s/Songs/Music/", Some("Replace the current menu")),
        ("sed -i s/click/clik/", Some("edit it again?")),
        ("sed -i s/button/{/", Some("edit it again?")),
        ("sh -c 'false' ; sed -i s/Songs/Music/", None),
    ] {
        let (folder, home) = account();
        let script = folder.path("editor.sh");
        std::fs::write(
            &script,
            format!("{editor} \"$1\"\n{}", if question.is_none() { "exit 3" } else { "" }),
        )
        .expect("a script");
        let editor = format!("sh {}", script.display());
        let mut terminal = home.webot(["menu", "edit", "--mock"]).env(EDITOR, editor).terminal();
        if let Some(question) = question {
            terminal.expect(question);
            terminal.press("n\r");
        }
        terminal.expect("your text is kept in ");
        let screen = terminal.end();
        assert_eq!(name(&home), "Songs", "{screen}");
        let kept = kept(&folder);
        assert!(kept.len() == 1 && !kept[0].is_empty() && !screen.contains("published"), "{kept:?} {screen}");
    }
}

#[test]
fn a_menu_that_is_not_changed_is_not_sent() {
    let (folder, home) = account();
    let mut terminal = home.webot(["menu", "edit", "--mock"]).env(EDITOR, "true").terminal();
    terminal.expect("no changes");
    terminal.end();
    assert!(kept(&folder).is_empty());
}

#[test]
fn a_config_file_that_cannot_be_read_is_kept_outside() {
    let (folder, home) = account();
    let home = home.file("wx_config.json", r#"{"appid":"wx1234567890abcdef"}"#);
    let mut terminal = home.webot(["config", "edit"]).env(EDITOR, "sed -i s/:/=/").terminal();
    terminal.expect("edit it again?");
    terminal.press_ctrl('c');
    terminal.expect("your text is kept in ");
    terminal.end();
    assert_eq!(kept(&folder), [r#"{"appid"="wx1234567890abcdef"}"#]);
    assert!(std::fs::read_to_string(folder.path("wx_config.json")).expect("a file").contains("\":\""));
}

#[test]
fn a_value_without_the_form_of_its_key_is_named_after_an_edit() {
    let folder = Folder::with_config(r#"{"appid":"wx1234567890abcdef","secret":"env:WX_OTHER","token":""}"#);
    let run = Webot::at_home(folder.clone()).webot(["config", "edit"]);
    let mut terminal = run.env(EDITOR, "sed -i s/wx[0-9a-f]*/wx1/").terminal();
    terminal.expect("`appid` is not an appid");
    terminal.expect("wrote");
    terminal.end();
    assert_eq!(folder.json("wx_config.json")["appid"], "wx1");
}

#[test]
fn a_message_is_edited_before_it_is_signed() {
    for format in ["xml", "json"] {
        let bot = Bot::answering(|_: &Heard| http(200, text_reply("heard it")));
        let mut terminal = webot(["send", "--edit", "hello", "--format", format])
            .args(bot.args())
            .env(EDITOR, "sed -i s/hello/edited/")
            .terminal();
        terminal.expect("heard it");
        terminal.end();
        let heard = bot.only();
        // The layout for people is not sent.
        assert!(heard.text().contains("edited") && !heard.text().contains('\n'), "{}", heard.text());
    }
}

#[test]
fn a_text_that_the_editor_empties_breaks_or_removes_is_not_sent() {
    for (format, editor, is_asked) in [
        ("xml", "sed -i s/.MsgType/<&/", true),
        ("json", "sed -i s/:/=/", true),
        ("xml", "sed -i s/.*//", false),
        ("json", "rm", false),
    ] {
        let folder = Folder::new();
        std::fs::create_dir(folder.path("tmp")).expect("a folder");
        let bot = Bot::answering(|_: &Heard| http(200, text_reply("heard it")));
        let mut terminal = Webot::at_home(folder.clone())
            .webot(["send", "--edit", "hello", "--format", format])
            .args(bot.args())
            .env(EDITOR, editor)
            .env("TMPDIR", folder.path("tmp"))
            .terminal();
        if is_asked {
            terminal.expect("edit it again?");
            terminal.press("n\r");
        }
        terminal.expect("your text is kept in ");
        terminal.end();
        bot.never_asked();
        let kept = kept(&folder);
        assert!(kept.len() == 1 && kept[0].contains("hello"), "{editor}: {kept:?}");
    }
}

#[test]
fn an_editor_and_json_are_not_used_together() {
    for (args, named) in [
        (&["send", "--edit", "hello", "--json"][..], "`--edit` and `--json` cannot be used together"),
        (&["menu", "edit", "--mock", "--json"], "`menu edit` and `--json` cannot be used together"),
    ] {
        let mut terminal = webot(args).env(EDITOR, "true").terminal();
        terminal.expect(named);
        terminal.end();
    }
}

#[test]
fn without_a_terminal_nothing_is_edited() {
    for (args, hint) in [
        (&["menu", "edit", "--mock"][..], "menu push"),
        (&["config", "edit"], "config set"),
        (&["send", "hi", "--edit"], "--set"),
    ] {
        webot(args).env(EDITOR, "true").exit(2).stderr_has("no terminal").stderr_has(hint).run();
    }
}
