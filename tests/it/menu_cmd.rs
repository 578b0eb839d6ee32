//! `webot menu`: from a file to the account and back.

use serde_json::Value;

use crate::support::{Bot, Heard, Mock, Webot, http, webot};

/// The line that tells of a menu that was made.
const PUBLISHED: &str =
    "menu published; users see it within 5 minutes, or at once if they follow the account again\n";
const MENU: &str = r#"{"button":[{"type":"click","name":"Q&A 中文","key":"KEY"},{"name":"更多","sub_button":[{"type":"view","name":"官网","url":"https://example.com/?a=1&b=2"}]}]}"#;
const OTHER: &str = r#"{"button":[{"type":"click","name":"新","key":"NEW"}]}"#;
const VIP: &str = r#"{"button":[{"type":"click","name":"贵宾","key":"VIP"}],"matchrule":{"tag_id":"134"}}"#;
const BAD: &str = r#"{"button":[{"type":"click","name":"一二三四五六七八九十"}]}"#;
const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

/// The bodies that a fake WeChat saw at this path, as they came.
fn bodies(bot: &Bot, path: &str) -> Vec<String> {
    let heard = bot.heard().into_iter().filter(|heard| heard.path() == path);
    heard.map(|heard| heard.text().to_owned()).collect()
}

fn ok() -> Bot {
    Bot::answering(|heard: &Heard| {
        let token = r#"{"access_token":"TOKEN-of-the-test","expires_in":7200}"#;
        http(200, if heard.path().ends_with("token") { token } else { r#"{"errcode":0,"errmsg":"ok"}"# })
    })
}

/// Returns the menu that `menu get` prints, as `menu create` would take it.
fn current(home: &Webot) -> Value {
    home.webot(["menu", "pull", "--json"]).run().json()
}

fn paths(mock: &Mock) -> Vec<String> {
    mock.asked().iter().map(|request| request["path"].as_str().expect("a path").to_owned()).collect()
}

#[test]
fn a_menu_is_raw_utf_8_on_the_wire_wherever_it_comes_from() {
    let yaml = "button:\n- {type: click, name: Q&A 中文, key: KEY}\n- name: 更多\n  sub_button:\n  - {type: view, name: 官网, url: 'https://example.com/?a=1&b=2'}\n";
    let spaced =
        serde_json::to_string_pretty(&serde_json::from_str::<Value>(MENU).expect("JSON")).expect("JSON");
    let bom = format!("\u{feff}{spaced}");
    for (args, text) in [
        (&["--file", "menu.json"][..], &*spaced),
        (&["menu.json"], MENU),
        (&["-f", "menu.json"], &*bom),
        (&["--file", "-"], &*bom),
        (&[], &*spaced),
        (&[], yaml),
        (&["--file", "menu.json"], yaml),
    ] {
        let bot = ok();
        Webot::asking(bot.url(""))
            .webot(["menu", "create"])
            .args(args)
            .file("menu.json", text)
            .stdin(text)
            .stderr_ends(PUBLISHED)
            .run();
        assert_eq!(bodies(&bot, "/cgi-bin/menu/create"), [MENU], "{args:?}");
        let heard = bot.heard();
        let head = heard.last().expect("a request");
        assert_eq!(head.header("content-type"), Some("application/json"));
    }
}

#[test]
fn escapes_are_sent_as_the_letters_that_they_stand_for() {
    let bot = ok();
    let escaped = MENU.replace("中文", "\\u4e2d\\u6587").replace('&', "\\u0026");
    let home = Webot::asking(bot.url(""));
    home.webot(["menu", "create"]).stdin(escaped).stderr_ends(PUBLISHED).run();
    assert_eq!(bodies(&bot, "/cgi-bin/menu/create"), [MENU]);
}

#[test]
fn what_wechat_would_refuse_is_not_sent() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    for action in ["create", "push"] {
        home.webot(["menu", action])
            .stdin(BAD)
            .exit(1)
            .stderr_has("$.button[0]")
            .stderr_has("not sent")
            .run();
        let json = home.webot(["menu", action, "--json"]).stdin(BAD).exit(1).run().json();
        assert!(json["findings"].as_array().is_some_and(|findings| findings.len() == 2), "{json}");
    }
    assert_eq!(mock.asked(), Vec::<Value>::new());
    home.webot(["menu", "create", "--no-lint"]).stdin(BAD).exit(1).stderr_starts("error: 400").run();
    assert_eq!(paths(&mock), ["/cgi-bin/menu/create"]);
}

#[test]
fn a_file_that_is_no_menu_is_wrong_usage() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.webot(["menu", "create"]).stdin("{\"button\":[\n{]}").exit(2).stderr_has("line 2").run();
    home.webot(["menu", "create"]).stdin(" \n").exit(2).stderr_has("error: no menu given").run();
    home.webot(["menu", "create", "--file", "missing.json"]).exit(2).stderr_has("missing.json").run();
    assert_eq!(mock.asked(), Vec::<Value>::new());
}

#[test]
fn a_menu_is_created_shown_and_deleted() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.webot(["menu", "get"]).exit(1).stderr_has("46003").run();
    home.webot(["menu", "create"]).stdin(MENU).stdout("").stderr_has("5 minutes").run();
    let got = home.webot(["menu", "get"]).run().stdout;
    assert!(got.contains("Q&A 中文"), "{got}");
    for name in ["list", "get"] {
        assert_eq!(home.webot(["menu", name]).run().stdout, got);
    }
    let info = home.webot(["menu", "info", "--json"]).run().json();
    assert_eq!(info["selfmenu_info"]["button"][1]["sub_button"]["list"][0]["name"], "官网");
    home.webot(["menu", "delete"]).exit(2).stderr_has("--yes").run();
    home.webot(["menu", "get"]).run();
    assert_eq!(home.webot(["menu", "delete", "--yes", "--json"]).run().json()["errcode"], 0);
    home.webot(["menu", "get"]).exit(1).stderr_has("error: 46003 menu no exist").run();
}

#[test]
fn menus_for_some_are_added_tried_and_deleted() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
    home.webot(["tag", "create", "VIP"]).run();
    let added = home.webot(["menu", "add-conditional", "--json"]).stdin(VIP).run().json();
    let id = added["menuid"].as_str().expect("a menuid").to_owned();
    let seen = |home: &Webot| {
        home.webot(["menu", "try-match", OPENID, "--json"]).run().json()["button"][0]["name"].clone()
    };
    assert_eq!(seen(&home), "Q&A 中文");
    home.webot(["tag", "add", "134", OPENID]).stderr("ok\n").run();
    assert_eq!(seen(&home), "贵宾");
    let menus = home.webot(["menu", "pull", "--conditional", "--json"]).run().json();
    assert_eq!(menus[0]["menu"]["matchrule"]["tag_id"], "134");
    home.webot(["menu", "delconditional", &id]).stderr("ok\n").run();
    assert_eq!(seen(&home), "Q&A 中文");
    home.webot(["menu", "delete-conditional", &id]).exit(1).stderr_has("65301").run();
    // A rule that ended in 2021 does not get as far as WeChat.
    let before = paths(&mock).len();
    let old = VIP.replace("\"tag_id\":\"134\"", "\"sex\":\"1\"");
    home.webot(["menu", "add-conditional"]).stdin(old).exit(1).stderr_has("`sex`").run();
    assert_eq!(paths(&mock).len(), before);
}

#[test]
fn lint_judges_without_an_account() {
    let clean = webot(["menu", "lint"]).stdin(MENU).stderr_any().run();
    assert_eq!((&*clean.stdout, clean.stderr.lines().count()), ("", 1));
    webot(["menu", "lint", "menu.json"])
        .file("menu.json", BAD)
        .exit(1)
        .stderr_starts("error[")
        .stderr_has("hint: ")
        .run();
    let json = webot(["menu", "lint", "--json"]).stdin(BAD).exit(1).run().json();
    let findings = json.as_array().expect("findings");
    assert!(findings.iter().all(|finding| finding["path"].is_string() && finding["line"] == 1), "{json}");
    webot(["menu", "lint", "--lang", "zh"]).stdin(BAD).exit(1).stderr_starts("错误[").run();
}

#[test]
fn a_menu_is_drawn_from_a_file_and_from_the_account() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let drawn = webot(["menu", "preview", "menu.json"]).file("menu.json", MENU).run().stdout;
    assert!(drawn.contains("Q&A 中文") && drawn.contains("官网"), "{drawn}");
    home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
    let account = home.webot(["menu", "preview", "--account"]).run().stdout;
    assert_eq!(account, drawn);
}

#[test]
fn diff_tells_what_sending_would_change() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let new = home.webot(["menu", "diff"]).stdin(MENU).run().stdout;
    assert!(new.lines().any(|line| line.starts_with('+') && line.contains("Q&A 中文")), "{new}");
    home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
    home.webot(["menu", "diff", "--exit-code"]).stdin(MENU).stdout("").stderr("no changes\n").run();
    // What `menu get` returned is a menu too.
    let got = home.webot(["menu", "get", "--json"]).run().stdout;
    home.webot(["menu", "diff", "--exit-code"]).stdin(got).stderr("no changes\n").run();
    home.webot(["menu", "diff", "--exit-code", "other.json"])
        .file("other.json", OTHER)
        .exit(1)
        .stdout_has("新")
        .stdout_has("Q&A 中文")
        .run();
    home.webot(["menu", "diff", "other.json"]).run();
    let json = home.webot(["menu", "diff", "other.json", "--json"]).run().json();
    assert!(json.as_array().is_some_and(|changes| !changes.is_empty()), "{json}");
}

#[test]
fn what_wechat_returns_becomes_what_it_takes() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.webot(["menu", "pull"]).exit(1).stdout("").stderr_has("no menu").run();
    home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
    assert_eq!(current(&home), serde_json::from_str::<Value>(MENU).expect("JSON"));
    home.webot(["menu", "pull", "--out", "menu.json"]).stderr("menu.json: 293 bytes\n").run();
    let saved: Value = serde_json::from_slice(&home.folder().bytes("menu.json")).expect("JSON");
    assert_eq!(saved, current(&home));
    home.webot(["menu", "create", "--file", "menu.json"]).stderr(PUBLISHED).run();
    // The other shape, which the website's menus have.
    let info = home.webot(["menu", "info", "--json"]).run().stdout;
    let pulled = home.webot(["menu", "pull", "--from", "-", "--json"]).stdin(info).run().json();
    assert_eq!(pulled, saved);
    let website = r#"{"is_menu_open":1,"selfmenu_info":{"button":[{"type":"text","name":"说","value":"hello"},{"type":"click","name":"键","key":"K"}]}}"#;
    home.webot(["menu", "pull", "--from", "info.json"])
        .file("info.json", website)
        .stderr_has("warning")
        .stdout_has("\"K\"")
        .run();
}

#[test]
fn a_menu_is_pushed_with_a_backup_and_rolled_back() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.webot(["menu", "rollback", "--yes"]).exit(2).stderr_has("menu push --backup").run();
    home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
    home.webot(["menu", "push"])
        .stdin(OTHER)
        .exit(2)
        .stderr_has("error: this cannot be undone, and there is no terminal to ask on")
        .run();
    assert_eq!(current(&home)["button"][0]["name"], "Q&A 中文");
    let pushed = home.webot(["menu", "push", "--backup", "--yes", "--json"]).stdin(OTHER).run().json();
    let kept = pushed["backup"].as_str().expect("a file").to_owned();
    assert!(kept.starts_with(home.folder().path("").to_str().expect("UTF-8")), "{kept}");
    assert_eq!(current(&home)["button"][0]["name"], "新");
    home.webot(["menu", "push", "--backup", "--yes"]).stdin(OTHER).stdout("").stderr("no changes\n").run();
    home.webot(["menu", "rollback", "--yes"]).stderr_has(&kept).run();
    assert_eq!(current(&home), serde_json::from_str::<Value>(MENU).expect("JSON"));
    home.webot(["menu", "push", "--backup=own.json", "--yes"])
        .stdin(OTHER)
        .stderr_has("- $.button[0] Q&A 中文 (click KEY)")
        .run();
    assert!(home.folder().bytes("own.json").starts_with(b"{"));
    home.webot(["menu", "rollback", "--from", "own.json", "--yes"])
        .stderr_has("- $.button[0] 新 (click NEW)")
        .run();
    assert_eq!(current(&home)["button"][0]["name"], "Q&A 中文");
}

#[test]
fn a_group_alone_prints_its_help_on_stderr() {
    for group in ["menu", "tag", "token", "sign", "config", "crypt"] {
        let help = webot([group, "--help"]).run().stdout;
        webot([group]).exit(2).stdout("").stderr(help).run();
        let error = webot([group, "--json"]).exit(2).stdout("").error();
        assert_eq!(error["message"], format!("`{group}` needs a subcommand"), "{error}");
    }
}

#[cfg(unix)]
mod on_a_terminal {
    use super::{MENU, PUBLISHED, current};
    use crate::support::{Mock, Webot};

    #[test]
    fn delete_asks_first() {
        let mock = Mock::start([]);
        let home = Webot::on(&mock);
        home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
        for (answer, left) in [("n", true), ("y", false)] {
            let mut terminal = home.webot(["menu", "delete"]).terminal();
            terminal.expect("Delete all menus");
            terminal.press(answer);
            terminal.press("\r");
            terminal.end();
            home.webot(["menu", "get"]).exit(i32::from(!left)).stderr_any().run();
        }
    }

    #[test]
    fn menu_alone_offers_the_choice() {
        let mock = Mock::start([]);
        let home = Webot::on(&mock);
        home.webot(["menu", "create"]).stdin(MENU).stderr(PUBLISHED).run();
        let mut terminal = home.webot(["menu"]).terminal();
        terminal.expect("create ");
        terminal.expect("get ");
        // One down: get.
        terminal.press("\x1b[B\r");
        terminal.expect("\"KEY\"");
        terminal.end();
    }

    #[test]
    fn the_choice_asks_for_a_file() {
        let mock = Mock::start([]);
        let home = Webot::on(&mock);
        home.folder().write("menu.json", MENU);
        let mut terminal = home.webot(["menu"]).terminal();
        terminal.expect("create ");
        terminal.press("\r");
        terminal.expect("ile");
        terminal.type_line("menu.json");
        terminal.end();
        assert_eq!(current(&home)["button"][0]["key"], "KEY");
    }
}
