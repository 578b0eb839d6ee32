//! Accounts in a file of rules.

use std::sync::Arc;

use super::keys;
use super::problem::ExpectedType;
use super::reader::{Reader, get};
use super::{FilePosition, RuleBook};
use crate::secret::Secret;
use crate::source::Node;

/// An account in a file of rules; its secrets may be `env:NAME` or `file:PATH`.
#[derive(Debug, Clone, Default)]
pub(crate) struct AccountSpec {
    /// The name, for `rules test --account`.
    pub name: Option<String>,
    /// The path of the callback URL.
    pub path: Option<String>,
    /// The callback's Token.
    pub token: Option<Secret>,
    /// The callback's `EncodingAESKey`.
    pub aes_key: Option<Secret>,
    /// The appid, corpid, or other receiver of encrypted messages.
    pub receiver: Option<String>,
    /// The profile of `wx_config.json` that holds the other values.
    pub profile: Option<String>,
    /// The mode of the account: `plain`, `compat` or `safe`.
    pub mode: Option<String>,
    /// The rules of its own; without any, it has those of the file.
    pub rules: Option<Arc<RuleBook>>,
    /// Its position in the file.
    pub position: FilePosition,
}

impl AccountSpec {
    /// Returns whether the account has this name, path or profile.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        [&self.name, &self.path, &self.profile].into_iter().any(|own| own.as_deref() == Some(name))
    }

    /// Returns its name, path or profile.
    pub(crate) fn shown_name(&self) -> &str {
        let names = [&self.name, &self.path, &self.profile];
        names.into_iter().flatten().next().map(String::as_str).unwrap_or_default()
    }

    /// Returns whether it is one of WeCom, as far as the file says.
    pub(crate) fn is_of_work(&self) -> bool {
        self.receiver.as_deref().is_some_and(|receiver| receiver.starts_with("ww"))
    }
}

impl Reader {
    pub(super) fn account(&mut self, node: &Node) -> AccountSpec {
        const KEYS: [&str; 15] = [
            "path",
            "token",
            "encoding_aes_key",
            "encodingAESKey",
            "EncodingAESKey",
            "aesKey",
            "aes_key",
            "appid",
            "receiver",
            "corpid",
            "profile",
            "mode",
            "name",
            "comment",
            "description",
        ];
        let members = self.members("accounts", node);
        for member in &members {
            if !keys::RULES_KEYS.contains(&member.key.as_str()) {
                self.check_key(member, &KEYS);
            }
        }
        let mut word = |keys: &[&'static str]| {
            let node = get(&members, keys)?;
            self.non_empty_text(keys.first().copied().unwrap_or_default(), node)
        };
        let account = AccountSpec {
            name: word(&["name"]),
            path: word(&["path"]),
            token: word(&["token"]).map(Secret::new),
            aes_key: word(&["encoding_aes_key", "encodingAESKey", "EncodingAESKey", "aesKey", "aes_key"])
                .map(Secret::new),
            receiver: word(&["receiver", "appid", "corpid"]),
            profile: word(&["profile"]),
            mode: word(&["mode"]),
            rules: None,
            position: self.position(node),
        };
        if account.path.as_ref().is_some_and(|path| !path.starts_with('/')) {
            self.wrong_type("path", get(&members, &["path"]).unwrap_or(node), ExpectedType::Path);
        }
        if account.mode.as_ref().is_some_and(|mode| !["plain", "compat", "safe"].contains(&mode.as_str())) {
            self.wrong_type("mode", get(&members, &["mode"]).unwrap_or(node), ExpectedType::Mode);
        }
        account
    }
}
