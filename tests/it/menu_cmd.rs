//! `webot menu`: from a file to the account and back.

use serde_json::Value;

use crate::support::{Bot, Heard, Home, Mock, http, webot};

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

/// What `menu get` says, as `menu create` would take it.
fn current(home: &Home) -> Value {
    home.webot(["menu", "pull", "--json"]).run().code(0).json()
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
        let ran = Home::at(&bot.url(""))
            .webot(["menu", "create"])
            .args(args)
            .file("menu.json", text)
            .stdin(text)
            .run();
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
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
    let home = Home::at(&bot.url(""));
    let ran = home.webot(["menu", "create"]).stdin(escaped).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(bodies(&bot, "/cgi-bin/menu/create"), [MENU]);
}

#[test]
fn what_wechat_would_refuse_is_not_sent() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    for action in ["create", "push"] {
        let ran = home.webot(["menu", action]).stdin(BAD).run().code(1);
        assert!(ran.stderr.contains("$.button[0]") && ran.stderr.contains("not sent"), "{}", ran.stderr);
        let json = home.webot(["menu", action, "--json"]).stdin(BAD).run().code(1).json();
        assert!(json["findings"].as_array().is_some_and(|findings| findings.len() == 2), "{json}");
    }
    assert_eq!(mock.asked(), Vec::<Value>::new());
    let ran = home.webot(["menu", "create", "--no-lint"]).stdin(BAD).run().code(1);
    assert!(ran.stderr.starts_with("error: 400"), "{}", ran.stderr);
    assert_eq!(paths(&mock), ["/cgi-bin/menu/create"]);
}

#[test]
fn a_file_that_is_no_menu_is_wrong_usage() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    let ran = home.webot(["menu", "create"]).stdin("{\"button\":[\n{]}").run().code(2);
    assert!(ran.stderr.contains("line 2"), "{}", ran.stderr);
    home.webot(["menu", "create"]).stdin(" \n").run().code(2);
    let ran = home.webot(["menu", "create", "--file", "missing.json"]).run().code(2);
    assert!(ran.stderr.contains("missing.json"), "{}", ran.stderr);
    assert_eq!(mock.asked(), Vec::<Value>::new());
}

#[test]
fn a_menu_is_created_shown_and_deleted() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    let none = home.webot(["menu", "get"]).run().code(1);
    assert!(none.stderr.contains("46003"), "{}", none.stderr);
    let created = home.webot(["menu", "create"]).stdin(MENU).run().code(0);
    assert_eq!(created.stdout, "");
    assert!(created.stderr.contains("5 minutes"), "{}", created.stderr);
    let got = home.webot(["menu", "get"]).run().code(0).stdout;
    assert!(got.contains("Q&A 中文"), "{got}");
    for name in ["list", "get"] {
        assert_eq!(home.webot(["menu", name]).run().code(0).stdout, got);
    }
    let info = home.webot(["menu", "info", "--json"]).run().code(0).json();
    assert_eq!(info["selfmenu_info"]["button"][1]["sub_button"]["list"][0]["name"], "官网");
    let ran = home.webot(["menu", "delete"]).run().code(2);
    assert!(ran.stderr.contains("--yes"), "{}", ran.stderr);
    home.webot(["menu", "get"]).run().code(0);
    assert_eq!(home.webot(["menu", "delete", "--yes", "--json"]).run().code(0).json()["errcode"], 0);
    home.webot(["menu", "get"]).run().code(1);
}

#[test]
fn menus_for_some_are_added_tried_and_deleted() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    home.webot(["menu", "create"]).stdin(MENU).run().code(0);
    home.webot(["tag", "create", "VIP"]).run().code(0);
    let added = home.webot(["menu", "add-conditional", "--json"]).stdin(VIP).run().code(0).json();
    let id = added["menuid"].as_str().expect("a menuid").to_owned();
    let seen = |home: &Home| {
        home.webot(["menu", "try-match", OPENID, "--json"]).run().code(0).json()["button"][0]["name"].clone()
    };
    assert_eq!(seen(&home), "Q&A 中文");
    home.webot(["tag", "add", "134", OPENID]).run().code(0);
    assert_eq!(seen(&home), "贵宾");
    let menus = home.webot(["menu", "pull", "--conditional", "--json"]).run().code(0).json();
    assert_eq!(menus[0]["menu"]["matchrule"]["tag_id"], "134");
    home.webot(["menu", "delconditional", &id]).run().code(0);
    assert_eq!(seen(&home), "Q&A 中文");
    let ran = home.webot(["menu", "delete-conditional", &id]).run().code(1);
    assert!(ran.stderr.contains("65301"), "{}", ran.stderr);
    // A rule that ended in 2021 does not get as far as WeChat.
    let before = paths(&mock).len();
    let old = VIP.replace("\"tag_id\":\"134\"", "\"sex\":\"1\"");
    home.webot(["menu", "add-conditional"]).stdin(old).run().code(1);
    assert_eq!(paths(&mock).len(), before);
}

#[test]
fn lint_judges_without_an_account() {
    let clean = webot(["menu", "lint"]).stdin(MENU).run().code(0);
    assert_eq!((&*clean.stdout, clean.stderr.lines().count()), ("", 1));
    let ran = webot(["menu", "lint", "menu.json"]).file("menu.json", BAD).run().code(1);
    assert!(ran.stderr.starts_with("error[") && ran.stderr.contains("hint: "), "{}", ran.stderr);
    let json = webot(["menu", "lint", "--json"]).stdin(BAD).run().code(1).json();
    let findings = json.as_array().expect("findings");
    assert!(findings.iter().all(|finding| finding["path"].is_string() && finding["line"] == 1), "{json}");
    let chinese = webot(["menu", "lint", "--lang", "zh"]).stdin(BAD).run().code(1);
    assert!(chinese.stderr.starts_with("错误["), "{}", chinese.stderr);
}

#[test]
fn a_menu_is_drawn_from_a_file_and_from_the_account() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    let drawn = webot(["menu", "preview", "menu.json"]).file("menu.json", MENU).run().code(0).stdout;
    assert!(drawn.contains("Q&A 中文") && drawn.contains("官网"), "{drawn}");
    home.webot(["menu", "create"]).stdin(MENU).run().code(0);
    let account = home.webot(["menu", "preview", "--account"]).run().code(0).stdout;
    assert_eq!(account, drawn);
}

#[test]
fn diff_tells_what_sending_would_change() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    let new = home.webot(["menu", "diff"]).stdin(MENU).run().code(0).stdout;
    assert!(new.lines().any(|line| line.starts_with('+') && line.contains("Q&A 中文")), "{new}");
    home.webot(["menu", "create"]).stdin(MENU).run().code(0);
    let same = home.webot(["menu", "diff", "--exit-code"]).stdin(MENU).run().code(0);
    assert_eq!(same.stdout, "");
    // What `menu get` returned is a menu too.
    let got = home.webot(["menu", "get", "--json"]).run().code(0).stdout;
    home.webot(["menu", "diff", "--exit-code"]).stdin(got).run().code(0);
    let differs =
        home.webot(["menu", "diff", "--exit-code", "other.json"]).file("other.json", OTHER).run().code(1);
    assert!(differs.stdout.contains("新") && differs.stdout.contains("Q&A 中文"), "{}", differs.stdout);
    home.webot(["menu", "diff", "other.json"]).run().code(0);
    let json = home.webot(["menu", "diff", "other.json", "--json"]).run().code(0).json();
    assert!(json.as_array().is_some_and(|changes| !changes.is_empty()), "{json}");
}

#[test]
fn what_wechat_returns_becomes_what_it_takes() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    let none = home.webot(["menu", "pull"]).run().code(1);
    assert!(none.stdout.is_empty() && none.stderr.contains("no menu"), "{}", none.stderr);
    home.webot(["menu", "create"]).stdin(MENU).run().code(0);
    assert_eq!(current(&home), serde_json::from_str::<Value>(MENU).expect("JSON"));
    home.webot(["menu", "pull", "--out", "menu.json"]).run().code(0);
    let saved: Value = serde_json::from_slice(&home.read("menu.json")).expect("JSON");
    assert_eq!(saved, current(&home));
    home.webot(["menu", "create", "--file", "menu.json"]).run().code(0);
    // The other shape, which the website's menus have.
    let info = home.webot(["menu", "info", "--json"]).run().code(0).stdout;
    let pulled = home.webot(["menu", "pull", "--from", "-", "--json"]).stdin(info).run().code(0).json();
    assert_eq!(pulled, saved);
    let website = r#"{"is_menu_open":1,"selfmenu_info":{"button":[{"type":"text","name":"说","value":"hello"},{"type":"click","name":"键","key":"K"}]}}"#;
    let ran = home.webot(["menu", "pull", "--from", "info.json"]).file("info.json", website).run().code(0);
    assert!(ran.stderr.contains("warning"), "{}", ran.stderr);
    assert!(ran.stdout.contains("\"K\""), "{}", ran.stdout);
}

#[test]
fn a_menu_is_pushed_with_a_backup_and_rolled_back() {
    let mock = Mock::start([]);
    let home = Home::on(&mock);
    let none = home.webot(["menu", "rollback", "--yes"]).run().code(2);
    assert!(none.stderr.contains("menu push --backup"), "{}", none.stderr);
    home.webot(["menu", "create"]).stdin(MENU).run().code(0);
    home.webot(["menu", "push"]).stdin(OTHER).run().code(2);
    assert_eq!(current(&home)["button"][0]["name"], "Q&A 中文");
    let pushed =
        home.webot(["menu", "push", "--backup", "--yes", "--json"]).stdin(OTHER).run().code(0).json();
    let kept = pushed["backup"].as_str().expect("a file").to_owned();
    assert!(kept.starts_with(home.path("").to_str().expect("UTF-8")), "{kept}");
    assert_eq!(current(&home)["button"][0]["name"], "新");
    let same = home.webot(["menu", "push", "--backup", "--yes"]).stdin(OTHER).run().code(0);
    assert!(same.stdout.is_empty(), "{}", same.stdout);
    let back = home.webot(["menu", "rollback", "--yes"]).run().code(0);
    assert!(back.stderr.contains(&kept), "{}", back.stderr);
    assert_eq!(current(&home), serde_json::from_str::<Value>(MENU).expect("JSON"));
    home.webot(["menu", "push", "--backup=own.json", "--yes"]).stdin(OTHER).run().code(0);
    assert!(home.read("own.json").starts_with(b"{"));
    home.webot(["menu", "rollback", "--from", "own.json", "--yes"]).run().code(0);
    assert_eq!(current(&home)["button"][0]["name"], "Q&A 中文");
}

#[test]
fn a_group_without_an_action_is_wrong_usage_where_nobody_can_choose() {
    let ran = webot(["menu"]).run().code(2);
    assert!(ran.stderr.contains("webot menu --help"), "{}", ran.stderr);
    webot(["tag"]).run().code(2);
}

#[cfg(unix)]
mod on_a_terminal {
    use super::{MENU, current};
    use crate::support::{Home, Mock};

    #[test]
    fn delete_asks_first() {
        let mock = Mock::start([]);
        let home = Home::on(&mock);
        home.webot(["menu", "create"]).stdin(MENU).run().code(0);
        for (answer, left) in [("n", true), ("y", false)] {
            let mut terminal = home.terminal(["menu", "delete"]);
            terminal.exp_string("Delete all menus").expect("the question");
            terminal.send(answer).expect("typing");
            terminal.send("\r").expect("typing");
            terminal.flush().expect("typing");
            terminal.exp_eof().expect("the end");
            let code = home.webot(["menu", "get"]).run().code;
            assert_eq!(code, i32::from(!left), "{answer}");
        }
    }

    #[test]
    fn menu_alone_offers_the_choice() {
        let mock = Mock::start([]);
        let home = Home::on(&mock);
        home.webot(["menu", "create"]).stdin(MENU).run().code(0);
        let mut terminal = home.terminal(["menu"]);
        terminal.exp_string("create ").expect("the choice");
        terminal.exp_string("get ").expect("the choice");
        // One down: get.
        terminal.send("\x1b[B\r").expect("typing");
        terminal.flush().expect("typing");
        terminal.exp_string("\"KEY\"").expect("the menu");
        terminal.exp_eof().expect("the end");
    }

    #[test]
    fn the_choice_asks_for_a_file() {
        let mock = Mock::start([]);
        let home = Home::on(&mock);
        home.write("menu.json", MENU);
        let mut terminal = home.terminal(["menu"]);
        terminal.exp_string("create ").expect("the choice");
        terminal.send("\r").expect("typing");
        terminal.flush().expect("typing");
        terminal.exp_string("ile").expect("the question");
        terminal.send_line("menu.json").expect("typing");
        terminal.exp_eof().expect("the end");
        assert_eq!(current(&home)["button"][0]["key"], "KEY");
    }
}
