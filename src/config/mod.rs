//! `wx_config.json`: where it is found and what is read of it.

mod secret;

use std::path::{Path, PathBuf};

use serde_json::Value;

pub use secret::Secret;

use crate::error::{Config, Error};

/// The file that webot-cli's users have.
const FILE_NAME: &str = "wx_config.json";

/// What a configuration file says; all of it may be missing.
#[derive(Debug, Default)]
pub struct File {
    /// `appid`
    pub appid: Option<String>,
    /// The callback `token`. In webot-cli's file `token` is an object, the cached `access_token`, and not meant here.
    pub token: Option<Secret>,
    /// `encoding_aes_key`
    pub encoding_aes_key: Option<Secret>,
    /// `url`: the bot's URL.
    pub url: Option<String>,
    /// `mode`: `plain`, `compat` or `safe`.
    pub mode: Option<String>,
    /// `receiver`, where it is not the appid.
    pub receiver: Option<String>,
}

/// Reads the file that was named, else the nearest `wx_config.json` from `here` up to the repository's root.
pub fn load(named: Option<&Path>, here: &Path) -> Result<File, Error> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match nearest(here) {
            Some(path) => path,
            None => return Ok(File::default()),
        },
    };
    let unreadable = |source| Config::Unreadable { path: path.clone(), source };
    let bytes = std::fs::read(&path).map_err(unreadable)?;
    let text = String::from_utf8_lossy(&bytes);
    parse(text.trim_start_matches('\u{feff}'), &path)
}

fn nearest(here: &Path) -> Option<PathBuf> {
    for folder in here.ancestors() {
        let path = folder.join(FILE_NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

fn parse(text: &str, path: &Path) -> Result<File, Error> {
    let syntax = |line: usize, column: usize, reason: String| {
        Error::Config(Config::Syntax {
            path: path.to_owned(),
            line,
            column,
            reason,
            excerpt: excerpt(text, line),
        })
    };
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        syntax(error.line(), error.column(), reason)
    })?;
    if !value.is_object() {
        return Err(syntax(1, 1, "expected an object".to_owned()));
    }
    let string = |names: &[&str]| names.iter().find_map(|name| value[*name].as_str()).map(str::to_owned);
    Ok(File {
        appid: string(&["appid", "appId", "app_id"]),
        token: string(&["token"]).map(Secret::new),
        encoding_aes_key: string(&["encoding_aes_key", "encodingAESKey", "EncodingAESKey", "aes_key"])
            .map(Secret::new),
        url: string(&["url"]),
        mode: string(&["mode"]),
        receiver: string(&["receiver"]),
    })
}

/// A line without anything that may be a secret: all that follows the first colon is hidden.
fn excerpt(text: &str, line: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    match line.split_once(':') {
        Some((key, _)) => format!("{key}: ***"),
        None if line.len() < 8 => line.to_owned(),
        None => "***".to_owned(),
    }
}
