//! Completion in the shells themselves, as far as they are installed.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::support::Folder;

const MINUTE_MS: u64 = 60_000;
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/completions");

/// A shell in a folder of its own, with `webot` in its PATH; `None`, with a word about it, where there is none.
fn shell(name: &str, folder: &Folder) -> Option<Command> {
    if Command::new(name).arg("--version").output().is_err() {
        #[expect(clippy::print_stderr, reason = "a test that did not run says so")]
        {
            eprintln!("skipped: {name} is not installed");
        }
        return None;
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_webot")).parent().expect("a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(name);
    command
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder.path(""))
        .env("TERM", "xterm")
        .env("LANG", "C.UTF-8");
    command.current_dir(folder.path(""));
    Some(command)
}

#[track_caller]
fn stdout(command: &mut Command) -> String {
    let ran = command.output().expect("a shell");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    String::from_utf8(ran.stdout).expect("UTF-8")
}

/// Returns what bash offers at the end of a line, whose last piece it would replace.
fn bash(line: &str, piece: &str) -> Option<Vec<String>> {
    let folder = Folder::new();
    let script = format!(
        "source '{SCRIPTS}/webot.bash'; complete -p webot | grep -q -- '-F _webot ' || exit 1\n\
         COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; _webot webot '{piece}' x\n\
         printf '%s\n' \"${{COMPREPLY[@]}}\""
    );
    let found = stdout(shell("bash", &folder)?.args(["--norc", "-c", &script]));
    Some(found.lines().map(str::to_owned).collect())
}

#[test]
fn bash_gets_values_without_options_between() {
    let Some(found) = bash("webot send ", "") else { return };
    assert!(found.len() > 300 && found.contains(&"subscribe".to_owned()), "{found:?}");
    assert!(found.iter().all(|value| !value.starts_with('-') && !value.contains('\t')), "{found:?}");
    assert_eq!(bash("webot send unsu", "unsu").expect("bash"), ["unsubscribe"]);
    assert!(bash("webot send --", "--").expect("bash").contains(&"--as-wechat".to_owned()));
}

#[test]
fn bash_breaks_words_at_equals_signs_and_colons() {
    let Some(found) = bash("webot send --set=Con", "Con") else { return };
    assert_eq!(found, ["Content="]);
    assert_eq!(bash("webot send --des http://[::1]:3000/ unsu", "unsu").expect("bash"), ["unsubscribe"]);
    assert_eq!(bash("webot send --set Content=x unsu", "unsu").expect("bash"), ["unsubscribe"]);
}

/// A shell on a terminal that shows its line on Ctrl-G, once it has shown its prompt.
fn on_a_terminal(command: Command) -> PtySession {
    let mut terminal = spawn_command(command, Some(MINUTE_MS)).expect("a terminal");
    terminal.exp_string("ready>").expect("a prompt");
    terminal
}

/// Types lines, each with a tab at its end, and looks at what becomes of them.
#[track_caller]
fn complete(mut terminal: PtySession, cases: &[(&str, &str)]) {
    for (typed, completed) in cases {
        terminal.send(&format!("{typed}\t")).expect("typing");
        terminal.send_control('g').expect("typing");
        terminal.exp_string(&format!("line({completed})")).expect(completed);
    }
    // A shell on a terminal does not end by the signal that a session sends.
    terminal.send_control('d').expect("typing");
    terminal.exp_eof().expect("the end");
}

/// Texts that are typed, and what a tab makes of each in any shell.
const TYPED: [(&str, &str); 6] = [
    ("webot send unsu", "webot send unsubscribe "),
    ("webot send --set=Con", "webot send --set=Content="),
    ("webot send text --set Con", "webot send text --set Content="),
    ("webot api POST /cgi-bin/men", "webot api POST /cgi-bin/menu/"),
    ("webot api POST /cgi-bin/menu/cr", "webot api POST /cgi-bin/menu/create "),
    ("webot send --xml my", r"webot send --xml my\ file.xml "),
];

#[test]
fn bash_completes_on_a_terminal() {
    let folder = Folder::new();
    let start = format!(
        "PS1='ready>'; source '{SCRIPTS}/webot.bash'\n\
         show() {{ echo \"line($READLINE_LINE)\"; READLINE_LINE=; }}; bind -x '\"\\C-g\": show'\n"
    );
    folder.write("rc", start);
    folder.write("my file.xml", "");
    let Some(mut command) = shell("bash", &folder) else { return };
    command.args(["--rcfile", "rc", "-i"]);
    complete(on_a_terminal(command), &TYPED);
}

#[test]
fn zsh_completes_on_a_terminal() {
    let folder = Folder::new();
    let start = format!(
        "PS1='ready>'; fpath=('{SCRIPTS}' $fpath); autoload -U compinit; compinit -u -D\n\
         show() {{ zle -I; print -r -- \"line($BUFFER)\"; BUFFER= }}; zle -N show; bindkey '^G' show\n"
    );
    folder.write(".zshrc", start);
    folder.write("my file.xml", "");
    let Some(mut command) = shell("zsh", &folder) else { return };
    command.args(["--no-globalrcs", "-i"]);
    let joined = ("webot send --xml=my", r"webot send --xml=my\ file.xml ");
    complete(on_a_terminal(command), &[&TYPED[..], &[joined]].concat());
}

/// A script that is sourced instead of copied into `$fpath`.
#[test]
fn zsh_takes_the_script_from_webot_itself() {
    let folder = Folder::new();
    let Some(mut command) = shell("zsh", &folder) else { return };
    let script =
        "autoload -U compinit; compinit -u -D; source <(webot completions zsh); print $_comps[webot]";
    assert_eq!(stdout(command.args(["--no-rcs", "-c", script])), "_webot\n");
}

#[test]
fn fish_shows_descriptions() {
    let folder = Folder::new();
    folder.write("my file.xml", "");
    let offered = |line: &str| {
        let script = format!("source '{SCRIPTS}/webot.fish'; complete -C '{line}'");
        Some(stdout(shell("fish", &folder)?.args(["--no-config", "-c", &script])))
    };
    let Some(found) = offered("webot send su") else { return };
    assert!(found.starts_with("subscribe\ta user follows the account\n"), "{found}");
    assert!(!found.contains("--"), "{found}");
    let cases = [
        ("webot send event unsu", "unsubscribe\ta user unfollows the account\n"),
        ("webot send --set=Con", "--set=Content=\n"),
        ("webot send --xml my", "my file.xml\n"),
        ("webot send --xml=my", "--xml=my file.xml\n"),
    ];
    for (line, wanted) in cases {
        assert_eq!(offered(line).expect("fish"), wanted, "{line}");
    }
}
