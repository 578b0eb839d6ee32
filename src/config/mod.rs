//! `wx_config.json`: where it is found and what is read of it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Config, Error, Wanted};
use crate::secret::Secret;

/// The file that webot-cli's users have.
const FILE_NAME: &str = "wx_config.json";
/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// What a configuration file says; all of it may be missing.
#[derive(Debug, Default)]
pub struct Settings {
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
    /// `apiv3_key` of WeChat Pay.
    pub apiv3_key: Option<Secret>,
    /// `pay_key`: the API key of WeChat Pay v2.
    pub pay_key: Option<Secret>,
    /// `partner_key`: the key of the `package` of 2014.
    pub partner_key: Option<Secret>,
    /// `app_key`: the `appkey` of 2014, and that of virtual payment.
    pub app_key: Option<Secret>,
    /// `session_key`: the `session_key` of a mini-program's login.
    pub session_key: Option<Secret>,
    /// `jsapi_ticket`: the ticket of `wx.config`.
    pub jsapi_ticket: Option<Secret>,
    /// `card_ticket`: the `wx_card` ticket.
    pub card_ticket: Option<Secret>,
    /// `mchid`: the merchant number.
    pub mchid: Option<String>,
    /// `mch_private_key`: the file of the merchant's private key, relative to the file's folder.
    pub mch_private_key: Option<PathBuf>,
    /// `mch_serial`: the serial number of its certificate.
    pub mch_serial: Option<String>,
    /// `platform_private_key`: the file of the key that signs test notifications, relative to the file's folder.
    pub platform_private_key: Option<PathBuf>,
    /// `platform_serial`: its serial number.
    pub platform_serial: Option<String>,
    /// Where all of this was found; empty when there is no file.
    pub path: PathBuf,
}

/// Reads the file that was named, else the nearest `wx_config.json` from `here` up to the repository's root.
pub fn load(named: Option<&Path>, here: &Path) -> Result<Settings, Error> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match nearest(here) {
            Some(path) => path,
            None => return Ok(Settings::default()),
        },
    };
    let unreadable = |source| Config::Unreadable { path: path.clone(), source };
    let text = read_regular(&path).map_err(unreadable)?;
    parse(text.trim_start_matches('\u{feff}'), &path)
}

/// A regular file of reasonable size as text: a pipe would wait, a device would never end.
fn read_regular(path: &Path) -> io::Result<String> {
    let wrong = |what| io::Error::new(io::ErrorKind::InvalidInput, what);
    if !path.metadata()?.is_file() {
        return Err(wrong("not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(wrong("larger than 1 MB"));
    }
    String::from_utf8(bytes).map_err(|_| wrong("not UTF-8 text"))
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

fn parse(text: &str, path: &Path) -> Result<Settings, Error> {
    let syntax = |line: usize, column: usize, reason: String| {
        let excerpt = excerpt(text, line);
        Error::Config(Config::Syntax { path: path.to_owned(), line, column, reason, excerpt })
    };
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        // A string that the line ends is reported at the start of the next line.
        match (error.line(), error.column()) {
            (line @ 2.., 0) => {
                let width = text.lines().nth(line - 2).map_or(0, |line| line.chars().count());
                syntax(line - 1, width + 1, reason)
            }
            (line, column) => syntax(line, column.max(1), reason),
        }
    })?;
    if !value.is_object() {
        return Err(syntax(1, 1, "expected an object".to_owned()));
    }
    let string = |names: &[&'static str]| -> Result<Option<String>, Error> {
        let Some((name, value)) = names.iter().find_map(|name| Some((*name, value.get(*name)?))) else {
            return Ok(None);
        };
        match value {
            Value::String(text) => Ok(Some(text.clone())),
            // Digits that somebody forgot to quote.
            Value::Number(number) => Ok(Some(number.to_string())),
            Value::Null => Ok(None),
            Value::Object(_) if name == "token" => Ok(None),
            _ => Err(Config::Value { path: path.to_owned(), key: name, wanted: Wanted::Text }.into()),
        }
    };
    let secret = |name| Ok::<_, Error>(string(&[name])?.filter(|secret| !secret.is_empty()).map(Secret::new));
    let beside = |key: String| path.parent().unwrap_or(Path::new("")).join(key);
    Ok(Settings {
        appid: string(&["appid", "appId", "app_id"])?.filter(|appid| !appid.is_empty()),
        token: string(&["token", "Token"])?.filter(|token| !token.is_empty()).map(Secret::new),
        encoding_aes_key: string(&["encoding_aes_key", "encodingAESKey", "EncodingAESKey", "aes_key"])?
            .map(Secret::new),
        url: string(&["url"])?.filter(|url| !url.is_empty()),
        mode: string(&["mode"])?,
        receiver: string(&["receiver"])?,
        apiv3_key: string(&["apiv3_key"])?.map(Secret::new),
        pay_key: string(&["pay_key"])?.map(Secret::new),
        partner_key: secret("partner_key")?,
        app_key: secret("app_key")?,
        session_key: secret("session_key")?,
        jsapi_ticket: secret("jsapi_ticket")?,
        card_ticket: secret("card_ticket")?,
        mchid: string(&["mchid", "mch_id"])?,
        mch_private_key: string(&["mch_private_key"])?.map(beside),
        mch_serial: string(&["mch_serial"])?,
        platform_private_key: string(&["platform_private_key"])?.map(beside),
        platform_serial: string(&["platform_serial"])?,
        path: path.to_owned(),
    })
}

/// The keys that a file may have; every other word may be a secret.
const KEYS: [&str; 16] = [
    "appid",
    "appId",
    "app_id",
    "secret",
    "token",
    "encoding_aes_key",
    "encodingAESKey",
    "EncodingAESKey",
    "aes_key",
    "url",
    "mode",
    "receiver",
    "access_token",
    "expires_in",
    "expire_date",
    "true",
];

/// A line without anything that may be a secret, at most 80 characters of it.
fn excerpt(text: &str, line: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let punctuation = |char: char| "{}[]:,\"' ".contains(char);
    let mut shown = String::new();
    for part in line.split_inclusive(punctuation) {
        let word = part.trim_end_matches(punctuation);
        shown.push_str(if word.is_empty() || KEYS.contains(&word) { word } else { "***" });
        shown.push_str(&part[word.len()..]);
    }
    shown.chars().take(80).collect()
}
