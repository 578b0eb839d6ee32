//! The scripts in `completions/`.

use crate::support::webot;

const FILES: [(&str, &str); 6] = [
    ("bash", "webot.bash"),
    ("zsh", "_webot"),
    ("fish", "webot.fish"),
    ("powershell", "_webot.ps1"),
    ("elvish", "webot.elv"),
    ("nushell", "webot.nu"),
];

#[test]
fn a_script_is_printed_as_it_stands_among_the_files() {
    for (shell, name) in FILES {
        let script = webot(["completions", shell]).run().stdout;
        let path = format!("{}/completions/{name}", env!("CARGO_MANIFEST_DIR"));
        let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(script, committed, "{name}");
        let by_variable = webot::<_, &str>([]).env("COMPLETE", shell).run().stdout;
        assert_eq!(by_variable, committed, "{name}");
    }
}

#[test]
fn there_is_no_other_file_among_the_completions() {
    let folder = format!("{}/completions", env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .expect("completions")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut expected: Vec<&str> = FILES.iter().map(|(_, name)| *name).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}
