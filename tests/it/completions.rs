//! `webot completions` and `webot man`.

use crate::support::webot;

#[test]
fn a_script_knows_commands_flags_and_kinds() {
    let script = webot(["completions", "bash"]).run().code(0).stdout;
    for word in ["verify-url", "--as-wechat", "miniprogrampage", "TEMPLATESENDJOBFINISH", "reportloc"] {
        assert!(script.contains(word), "{word}");
    }
}

#[test]
fn descriptions_follow_the_language() {
    let script = webot(["completions", "zsh", "--lang", "zh"]).run().code(0).stdout;
    assert!(script.contains("向机器人发送签名消息"), "{script}");
}

#[test]
fn an_unknown_shell_is_a_usage_error_that_names_the_known_ones() {
    let ran = webot(["completions", "tcsh"]).run().code(2);
    assert!(ran.stderr.contains("nushell"), "{}", ran.stderr);
}

#[test]
fn man_writes_one_page_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("man1");
    let ran = webot(["man", dir.to_str().expect("UTF-8"), "--json"]).run().code(0);
    let pages = ran.json()["pages"].as_array().expect("pages").len();
    assert_eq!(pages, std::fs::read_dir(&dir).expect("the folder").count());
    let page = std::fs::read_to_string(dir.join("webot-send.1")).expect("a page");
    assert!(page.contains(r"\-\-expect\-text"), "{page}");
}

#[test]
fn man_into_a_file_is_an_error_that_names_it() {
    let ran = webot(["man", "taken"]).file("taken", "").run().code(2);
    assert!(ran.stderr.contains("taken"), "{}", ran.stderr);
}
