//! `webot send` of one text to a loopback bot, side by side with curl sending the same bytes and, where npm is there,
//! with webot-cli 0.0.11: whole processes, run in turn, medians.
//!
//! ```console
//! cargo bench --bench send
//! ```

mod bot;
mod curl_line;
mod side_by_side;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use side_by_side::print;

fn main() {
    let port = bot::start();
    let webot = vec![
        env!("CARGO_BIN_EXE_webot").to_owned(),
        "send".into(),
        "hello".into(),
        "--port".into(),
        port.to_string(),
    ];
    let mut peers = vec![("webot send".to_owned(), webot.clone())];
    if let Some(curl) = curl_line::curl(&webot, &[]) {
        peers.push(("curl, the same bytes".to_owned(), curl));
    }
    let folder = tempfile::tempdir().expect("a folder");
    if let Some(cli) = webot_cli(folder.path()) {
        let words = ["send", "t", "hello", "--port"].map(str::to_owned);
        let all = [vec![cli.display().to_string()], words.to_vec(), vec![port.to_string()]].concat();
        peers.push(("npm webot-cli 0.0.11".to_owned(), all));
    }
    print(&peers, &[], 40);
}

fn webot_cli(folder: &Path) -> Option<PathBuf> {
    let installed = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder)
        .arg("webot-cli@0.0.11")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    let path = folder.join("node_modules/.bin/webot");
    (installed.success() && path.exists()).then_some(path)
}
