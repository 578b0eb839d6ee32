//! Accounts in a file of rules.

use super::FilePosition;
use super::problem::ExpectedType;
use super::reader::{Reader, get};
use crate::secret::Secret;
use crate::source::Node;

/// An account in a file of rules; its secrets may be `env:NAME` or `file:PATH`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AccountSpec {
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
    /// Its position in the file.
    pub position: FilePosition,
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
            self.check_key(member, &KEYS);
        }
        let mut word = |keys: &[&'static str]| {
            let node = get(&members, keys)?;
            self.non_empty_text(keys.first().copied().unwrap_or_default(), node)
        };
        let account = AccountSpec {
            path: word(&["path"]),
            token: word(&["token"]).map(Secret::new),
            aes_key: word(&["encoding_aes_key", "encodingAESKey", "EncodingAESKey", "aesKey", "aes_key"])
                .map(Secret::new),
            receiver: word(&["receiver", "appid", "corpid"]),
            profile: word(&["profile"]),
            mode: word(&["mode"]),
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
