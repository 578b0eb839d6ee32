//! The kinds of accounts: their required and optional keys, generated values, and the next commands.

use clap::ValueEnum;

use super::Answers;
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::secret::Secret;

/// A kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AccountKind {
    /// 公众号
    #[value(name = "official", aliases = ["official-account", "mp"])]
    Official,
    /// 小程序
    #[value(name = "mini-program", aliases = ["mini", "miniprogram"])]
    MiniProgram,
    /// 企业微信应用
    #[value(name = "work", alias = "wecom")]
    Work,
    /// No account: a bot that receives callbacks.
    #[value(name = "bot", alias = "callback")]
    Bot,
}

/// A key to ask for, and its flag.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccountField {
    pub(super) key: Key,
    pub(super) flag: &'static str,
}

const APPID: AccountField = AccountField { key: Key::Appid, flag: "--appid" };
const SECRET: AccountField = AccountField { key: Key::Secret, flag: "--secret" };
const CORPID: AccountField = AccountField { key: Key::Corpid, flag: "--corpid" };
const AGENTID: AccountField = AccountField { key: Key::Agentid, flag: "--agentid" };
const CORPSECRET: AccountField = AccountField { key: Key::Corpsecret, flag: "--corpsecret" };
const TOKEN: AccountField = AccountField { key: Key::Token, flag: "--token" };
const AES_KEY: AccountField = AccountField { key: Key::EncodingAesKey, flag: "--encoding-aes-key" };
const URL: AccountField = AccountField { key: Key::Url, flag: "--url" };

/// Returns the flag of a key.
pub(super) fn field(key: Key) -> Option<AccountField> {
    [APPID, SECRET, CORPID, AGENTID, CORPSECRET, TOKEN, AES_KEY, URL]
        .into_iter()
        .find(|field| field.key == key)
}

impl AccountKind {
    /// All kinds, in the order of the prompt.
    pub(super) const ALL: [Self; 4] = [Self::Official, Self::MiniProgram, Self::Work, Self::Bot];

    /// Returns the words by which a file of several accounts names one of this kind.
    pub(super) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Official => &["official", "mp"],
            Self::MiniProgram => &["mini", "miniprogram", "miniapp", "ma"],
            Self::Work => &["work", "cp", "wecom", "qywx"],
            Self::Bot => &[],
        }
    }

    /// Guesses the kind from the known keys.
    pub(super) fn guess(known: impl Fn(Key) -> bool) -> Option<Self> {
        let any = |keys: &[Key]| keys.iter().any(|&key| known(key));
        if any(&[Key::Corpid, Key::Agentid, Key::Corpsecret]) {
            Some(Self::Work)
        } else if any(&[Key::Secret, Key::Appid]) {
            Some(Self::Official)
        } else if any(&[Key::Token, Key::EncodingAesKey, Key::Url]) {
            Some(Self::Bot)
        } else {
            None
        }
    }

    /// Returns the required keys.
    pub(super) const fn needs(self) -> &'static [AccountField] {
        match self {
            Self::Official | Self::MiniProgram => &[APPID, SECRET],
            Self::Work => &[CORPID, AGENTID, CORPSECRET],
            Self::Bot => &[TOKEN],
        }
    }

    /// Returns the optional keys.
    pub(super) const fn takes(self) -> &'static [AccountField] {
        match self {
            Self::Official | Self::MiniProgram | Self::Work => &[TOKEN, AES_KEY, URL],
            Self::Bot => &[AES_KEY, APPID, URL],
        }
    }

    /// Returns the flags of the required keys that are unknown.
    pub(super) fn missing(self, known: impl Fn(Key) -> bool) -> Vec<&'static str> {
        self.needs().iter().filter(|field| !known(field.key)).map(|field| field.flag).collect()
    }

    /// Adds mode and receiver for WeCom, whose messages are always encrypted for the company.
    pub(super) fn complete(self, answers: &mut Answers, existing: &dyn Fn(Key) -> Option<String>) {
        if self != Self::Work || !answers.has(Key::EncodingAesKey) {
            return;
        }
        let corpid =
            answers.values.iter().find(|(key, _)| *key == Key::Corpid).map(|(_, value)| value.clone());
        let corpid = corpid.or_else(|| existing(Key::Corpid).map(Secret::new));
        for (key, value) in [(Key::Mode, Some(Secret::new("safe"))), (Key::Receiver, corpid)] {
            if let Some(value) = value.filter(|_| existing(key).is_none()) {
                answers.add(key, value);
            }
        }
    }

    /// Returns the next commands, without the program's name.
    pub(super) fn next(self, known: impl Fn(Key) -> bool) -> Vec<&'static str> {
        let token = match self {
            Self::Official | Self::MiniProgram => Some("token get"),
            Self::Work => Some("token get --work"),
            Self::Bot => None,
        };
        let send = (self == Self::Bot || (known(Key::Token) && known(Key::Url))).then_some("send hello");
        token.into_iter().chain(send).collect()
    }
}

/// The length of a generated Token, in characters.
const TOKEN_CHARS: usize = 32;
/// The length of an EncodingAESKey, in characters.
const AES_KEY_CHARS: usize = 43;

/// Returns whether the value of a key can be generated.
pub(super) fn can_be_generated(key: Key) -> bool {
    matches!(key, Key::Token | Key::EncodingAesKey)
}

/// Generates the Token and the EncodingAESKey if they are missing.
pub(super) fn generate(
    answers: &mut Answers,
    existing: &dyn Fn(Key) -> Option<String>,
    cx: &Context,
) -> Result<(), Error> {
    for key in [Key::Token, Key::EncodingAesKey] {
        if !answers.has(key) && existing(key).is_none() {
            answers.generate(key, cx)?;
        }
    }
    Ok(())
}

impl Answers {
    /// Generates the value of a key.
    pub(super) fn generate(&mut self, key: Key, cx: &Context) -> Result<(), Error> {
        self.add(key, random(key, cx)?);
        self.generated.push(key);
        Ok(())
    }
}

/// Returns a random Token or EncodingAESKey: letters and digits, like those of WeChat's own button.
fn random(key: Key, cx: &Context) -> Result<Secret, Error> {
    const CHARS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let length = if key == Key::Token { TOKEN_CHARS } else { AES_KEY_CHARS };
    let mut made = String::with_capacity(length);
    while made.len() < length {
        let bytes: [u8; 64] = cx.random()?;
        // Bytes from 248, the largest multiple of 62, would favour some characters.
        let fair =
            bytes.iter().filter(|&&byte| byte < 248).map(|byte| char::from(CHARS[usize::from(byte % 62)]));
        made.extend(fair.take(length - made.len()));
    }
    Ok(Secret::new(made))
}
