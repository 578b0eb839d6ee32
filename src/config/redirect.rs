//! Destinations in a project file for secrets that the file does not hold itself, and the user's approval of them.
//!
//! A project may come from someone else. Its `api_base`, `proxy`, `cacert` and `token_store` must not lead a secret
//! elsewhere that comes from the environment or another file.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::error::ConfigError;
use super::file::{ConfigFile, FileScope};
use super::keys::Key;
use super::settings::{Origin, Settings};
use super::shape::{is_reference, parse, without_password};
use crate::files;
use crate::http::is_loopback;
use crate::sign::hex;

/// The keys that lead secrets elsewhere.
const DESTINATIONS: [Key; 4] = [Key::ApiBase, Key::Proxy, Key::Cacert, Key::TokenStore];
/// The keys of secrets that are sent to WeChat.
const SENT_SECRETS: [Key; 4] = [Key::Secret, Key::Corpsecret, Key::OauthSecret, Key::WebhookKey];
/// The name of the file with the approved destinations.
const APPROVALS: &str = "approved_destinations.json";
/// The largest file of approvals and the largest `cacert` that are read, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// A secret that a project file does not hold itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignSecret {
    /// The key of the secret.
    pub key: Key,
    /// The variable, or the reference in the file: `env:NAME` or `file:PATH`.
    pub origin: String,
}

/// A destination in a project file for a foreign secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// The key of the destination.
    pub key: Key,
    /// The destination, without passwords.
    pub destination: String,
    /// The project file.
    pub path: PathBuf,
    /// The secret.
    pub secret: ForeignSecret,
    /// Identifies file, key and destination among the approvals.
    digest: String,
}

impl Settings {
    /// Returns the destinations for foreign secrets in a project file that are neither approved nor overridden by a
    /// flag. Servers on this machine and WeChat's own hosts need no approval.
    pub(crate) fn redirects(
        &self,
        overridden: &[Key],
        base: Option<&Url>,
    ) -> Result<Vec<Redirect>, ConfigError> {
        let Some(file) = self.file().filter(|file| file.scope == FileScope::Project) else {
            return Ok(Vec::new());
        };
        let mut redirects = Vec::new();
        for key in DESTINATIONS {
            let Some(setting) = self.get(key)?.filter(|_| !overridden.contains(&key)) else { continue };
            let value = setting.value.expose();
            if matches!(setting.origin, Origin::Env(_)) || is_harmless(key, value, base) {
                continue;
            }
            let Some(secret) = self.foreign_secret(key) else { continue };
            let digest = digest(&file.path, key, value);
            redirects.push(Redirect {
                key,
                destination: without_password(value),
                path: file.path.clone(),
                secret,
                digest,
            });
        }
        if !redirects.is_empty() {
            let approved = approved();
            redirects.retain(|redirect| !approved.contains(&redirect.digest));
        }
        Ok(redirects)
    }

    /// Returns a secret that the file does not hold itself, and that goes where `destination` leads; `None` if there is
    /// none.
    fn foreign_secret(&self, destination: Key) -> Option<ForeignSecret> {
        let origin = |key: Key| {
            let setting = self.written(key)?;
            match setting.origin {
                Origin::Env(name) => Some(name),
                Origin::File { .. } => {
                    Some(setting.value.expose().to_owned()).filter(|text| is_reference(text))
                }
            }
        };
        let sent = SENT_SECRETS.iter().copied();
        // A shared store holds the team's tokens.
        let store = (destination != Key::TokenStore).then_some(Key::TokenStore);
        sent.chain(store).find_map(|key| Some(ForeignSecret { key, origin: origin(key)? }))
    }

    /// Returns a word for the certificates that a project file adds; `None` if it adds none. Tokens that were fetched
    /// without them are not sent to a server that only they vouch for.
    pub(crate) fn project_roots(&self) -> Result<Option<String>, ConfigError> {
        let Some(file) = self.file().filter(|file| file.scope == FileScope::Project) else { return Ok(None) };
        let setting = self.get(Key::Cacert)?.filter(|setting| matches!(setting.origin, Origin::File { .. }));
        Ok(setting.map(|setting| digest(&file.path, Key::Cacert, setting.value.expose())[..8].to_owned()))
    }
}

impl ConfigFile {
    /// Returns the destinations for secrets in a profile and at the top level, without passwords; those on this machine
    /// and WeChat's own are left out.
    pub(crate) fn destinations(&self, profile: Option<&str>) -> Vec<(Key, String)> {
        let value = |key: Key| {
            profile.and_then(|name| self.written(key, Some(name))).or_else(|| self.written(key, None))
        };
        let base = value(Key::ApiBase).and_then(|base| parse(&base));
        let elsewhere = |key: Key| {
            let value = value(key).filter(|value| !is_harmless(key, value, base.as_ref()))?;
            Some((key, without_password(&value)))
        };
        DESTINATIONS.into_iter().filter_map(elsewhere).collect()
    }
}

impl Redirect {
    /// Remembers that the user approved the destination.
    pub(crate) fn approve(&self) -> std::io::Result<()> {
        let Some(path) = approvals_file() else { return Ok(()) };
        if let Some(folder) = path.parent() {
            files::create_private(folder)?;
        }
        let _lock = files::lock_within(&files::beside(&path, ".lock"), std::time::Duration::from_secs(5))?;
        let mut approved = approved();
        approved.push(self.digest.clone());
        files::write_whole(&path, json!({ "approved": approved }).to_string().as_bytes())
    }
}

fn approvals_file() -> Option<PathBuf> {
    Some(files::state_folder()?.join(APPROVALS))
}

/// Returns the digests of all approvals; none if they cannot be read.
fn approved() -> Vec<String> {
    let text = approvals_file().and_then(|path| files::read_text(&path, MAX_BYTES).ok());
    let json: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
    let list = json.as_ref().and_then(|json| json["approved"].as_array());
    list.into_iter().flatten().filter_map(|digest| digest.as_str().map(str::to_owned)).collect()
}

fn digest(path: &Path, key: Key, value: &str) -> String {
    let path = files::canonical(path).unwrap_or_else(|_| path.to_owned());
    let mut hash = Sha256::new();
    hash.update(format!("{}\n{}\n{value}\n", path.display(), key.name()));
    if key == Key::Cacert {
        hash.update(files::read_regular(Path::new(value), MAX_BYTES).unwrap_or_default());
    }
    hex(&hash.finalize())
}

/// Returns whether a destination is on this machine or WeChat itself. `base` is the address of the API, if it is not
/// WeChat's.
fn is_harmless(key: Key, value: &str, base: Option<&Url>) -> bool {
    // `Url` reads the address in a host of HTTP only.
    let local = |value: &str| {
        let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
        Url::parse(&format!("http://{rest}")).is_ok_and(|url| is_loopback(&url))
    };
    match key {
        Key::ApiBase => local(value) || parse(value).is_some_and(|url| is_wechat(&url)),
        Key::Cacert => base.is_some_and(is_loopback),
        Key::TokenStore => {
            matches!(value, "cache" | "config" | "file") || value.starts_with("unix://") || local(value)
        }
        _ => local(value),
    }
}

fn is_wechat(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    url.scheme() == "https" && (host == "weixin.qq.com" || host.ends_with(".weixin.qq.com"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_wechat_are_harmless() {
        for (key, value) in [
            (Key::ApiBase, "http://127.0.0.1:7200"),
            (Key::ApiBase, "localhost:7200"),
            (Key::ApiBase, "https://sh.api.weixin.qq.com"),
            (Key::ApiBase, "https://qyapi.weixin.qq.com"),
            (Key::Proxy, "http://[::1]:8888"),
            (Key::Proxy, "socks5://user:password@127.0.0.1:1080"),
            (Key::TokenStore, "config"),
            (Key::TokenStore, "redis://:password@127.0.0.1:6379/0"),
            (Key::TokenStore, "unix:///run/redis.sock"),
        ] {
            assert!(is_harmless(key, value, None), "{value}");
        }
        let base = Url::parse("https://127.0.0.1:1/").expect("a URL");
        assert!(is_harmless(Key::Cacert, "root.pem", Some(&base)));
        for (key, value) in [
            (Key::ApiBase, "http://api.weixin.qq.com"),
            (Key::ApiBase, "https://api.weixin.qq.com.evil.example"),
            (Key::ApiBase, "https://api.weixin.qq.com@evil.example"),
            (Key::ApiBase, "https://evilweixin.qq.com"),
            (Key::ApiBase, "http://127.0.0.1.evil.example"),
            (Key::Proxy, "https://api.weixin.qq.com"),
            (Key::Proxy, "proxy:8080"),
            (Key::Proxy, "socks5://127.0.0.1@evil.example:1080"),
            (Key::Cacert, "root.pem"),
            (Key::TokenStore, "redis://evil.example/0"),
        ] {
            assert!(!is_harmless(key, value, None), "{value}");
        }
    }
}
