//! Turns the output of `--curl` into the words of a command.

use std::process::{Command, Stdio};

/// The words of the curl line that this `webot` prints, without a shell to start; none where there is no curl.
pub(crate) fn curl(webot: &[String], env: &[(&str, &str)]) -> Option<Vec<String>> {
    let printed = Command::new(&webot[0])
        .args(&webot[1..])
        .args(["--curl", "--show-secrets"])
        .envs(env.iter().copied())
        .output()
        .ok()?;
    let line = String::from_utf8(printed.stdout).ok()?;
    let words: Vec<String> = line
        .trim()
        .split('\'')
        .enumerate()
        .flat_map(|(at, part)| {
            if at % 2 == 1 {
                vec![part.to_owned()]
            } else {
                part.split_whitespace().map(str::to_owned).collect()
            }
        })
        .collect();
    Command::new("curl").arg("--version").stdout(Stdio::null()).status().ok()?;
    Some(words)
}
