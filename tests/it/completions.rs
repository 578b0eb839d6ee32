//! `webot completions` and `webot man`.

use crate::support::webot;

#[test]
fn a_script_knows_commands_flags_and_kinds() {
    let script = webot(["completions", "bash"]).run().stdout;
    for word in ["verify-url", "--as-wechat", "miniprogrampage", "TEMPLATESENDJOBFINISH", "reportloc"] {
        assert!(script.contains(word), "{word}");
    }
}

/// What bash offers for the last of these words.
#[cfg(unix)]
fn offered(words: &[&str]) -> Vec<String> {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_webot")).parent().expect("a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let last = words.len() - 1;
    let script = format!(
        "source completions/webot.bash; complete -p webot | grep -q ' _webot_api ' || exit 1\n\
         COMP_WORDS=({}); COMP_CWORD={last}; _webot_api webot '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
        words[last],
        words[last - 1],
    );
    let ran = std::process::Command::new("bash")
        .args(["--norc", "-c", &script])
        .env("PATH", path)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("bash");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn paths_of_the_api_are_completed() {
    let menus =
        ["create", "addconditional", "delconditional", "trymatch"].map(|it| format!("/cgi-bin/menu/{it}"));
    let found = offered(&["webot", "api", "POST", "/cgi-bin/menu/"]);
    assert!(menus.iter().all(|path| found.contains(path)), "{found:?}");
    assert!(!found.contains(&"/cgi-bin/menu/get".to_owned()), "{found:?}");
    assert!(offered(&["webot", "api", "get", "/cgi-bin/menu/"]).contains(&"/cgi-bin/menu/get".to_owned()));
    assert_eq!(offered(&["webot", "api", "P"]), ["POST", "PUT", "PATCH"]);
    assert!(offered(&["webot", "api", "--pag"]).contains(&"--paginate".to_owned()));
    assert!(offered(&["webot", "menu", "roll"]).contains(&"rollback".to_owned()));
}

#[test]
fn other_shells_ask_for_paths_too() {
    let zsh = webot(["completions", "zsh"]).run().stdout;
    for words in [":_webot_paths'", ":(GET POST PUT PATCH DELETE)'", "\n_webot_paths() {"] {
        assert_eq!(zsh.matches(words).count(), 1, "{words}");
    }
    let fish = webot(["completions", "fish"]).run().stdout;
    assert!(fish.contains("-a \"(__fish_webot_paths)\""));
}

#[test]
fn descriptions_follow_the_language() {
    let script = webot(["completions", "zsh", "--lang", "zh"]).run().stdout;
    assert!(script.contains("向机器人发送签名消息"), "{script}");
}

#[test]
fn an_unknown_shell_is_a_usage_error_that_names_the_known_ones() {
    webot(["completions", "tcsh"]).exit(2).stderr_has("nushell").run();
}

#[test]
fn man_writes_one_page_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("man1");
    let ran = webot(["man", dir.to_str().expect("UTF-8"), "--json"]).run();
    let pages = ran.json()["pages"].as_array().expect("pages").len();
    assert_eq!(pages, std::fs::read_dir(&dir).expect("the folder").count());
    let page = std::fs::read_to_string(dir.join("webot-send.1")).expect("a page");
    assert!(page.contains(r"\-\-expect\-text"), "{page}");
}

#[test]
fn man_into_a_file_is_an_error_that_names_it() {
    webot(["man", "taken"]).file("taken", "").exit(2).stderr_has("taken").run();
}
