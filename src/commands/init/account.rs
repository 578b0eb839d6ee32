//! What each kind of account needs, what can be made up, and what to type next.

use clap::ValueEnum;

use super::Answers;
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::secret::Secret;

/// A kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// 公众号
    #[value(name = "official", aliases = ["official-account", "mp"])]
    Official,
    /// 小程序
    #[value(name = "mini-program", aliases = ["mini", "miniprogram"])]
    MiniProgram,
    /// 企业微信应用
    #[value(name = "work", alias = "wecom")]
    Work,
    /// No account: a bot that takes callbacks.
    #[value(name = "bot", alias = "callback")]
    Bot,
}

/// Something that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) key: Key,
    pub(super) flag: &'static str,
}

const APPID: Field = Field { key: Key::Appid, flag: "--appid" };
const SECRET: Field = Field { key: Key::Secret, flag: "--secret" };
const CORPID: Field = Field { key: Key::Corpid, flag: "--corpid" };
const AGENTID: Field = Field { key: Key::Agentid, flag: "--agentid" };
const CORPSECRET: Field = Field { key: Key::Corpsecret, flag: "--corpsecret" };
const TOKEN: Field = Field { key: Key::Token, flag: "--token" };
const AES_KEY: Field = Field { key: Key::EncodingAesKey, flag: "--encoding-aes-key" };
const URL: Field = Field { key: Key::Url, flag: "--url" };

/// The flag of a key.
pub(super) fn field(key: Key) -> Option<Field> {
    [APPID, SECRET, CORPID, AGENTID, CORPSECRET, TOKEN, AES_KEY, URL]
        .into_iter()
        .find(|field| field.key == key)
}

impl Kind {
    /// In the order of the questions.
    pub(super) const ALL: [Self; 4] = [Self::Official, Self::MiniProgram, Self::Work, Self::Bot];

    /// From what is known already.
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

    /// What it cannot do without.
    pub(super) const fn needs(self) -> &'static [Field] {
        match self {
            Self::Official | Self::MiniProgram => &[APPID, SECRET],
            Self::Work => &[CORPID, AGENTID, CORPSECRET],
            Self::Bot => &[TOKEN],
        }
    }

    /// What it may have.
    pub(super) const fn takes(self) -> &'static [Field] {
        match self {
            Self::Official | Self::MiniProgram | Self::Work => &[TOKEN, AES_KEY, URL],
            Self::Bot => &[AES_KEY, APPID, URL],
        }
    }

    /// The flags of what it needs and nobody knows.
    pub(super) fn missing(self, known: impl Fn(Key) -> bool) -> Vec<&'static str> {
        self.needs().iter().filter(|field| !known(field.key)).map(|field| field.flag).collect()
    }

    /// WeCom's messages are always encrypted, and for the company.
    pub(super) fn complete(self, answers: &mut Answers, there: &dyn Fn(Key) -> Option<String>) {
        if self != Self::Work || !answers.has(Key::EncodingAesKey) {
            return;
        }
        let corpid =
            answers.values.iter().find(|(key, _)| *key == Key::Corpid).map(|(_, value)| value.clone());
        let corpid = corpid.or_else(|| there(Key::Corpid).map(Secret::new));
        for (key, value) in [(Key::Mode, Some(Secret::new("safe"))), (Key::Receiver, corpid)] {
            if let Some(value) = value.filter(|_| there(key).is_none()) {
                answers.add(key, value);
            }
        }
    }

    /// What to type next, without the program's name.
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

/// How long a Token is that is made up.
const TOKEN_CHARS: usize = 32;
/// How long an EncodingAESKey is.
const AES_KEY_CHARS: usize = 43;

/// Whether a key is the user's own choice.
pub(super) fn can_be_made_up(key: Key) -> bool {
    matches!(key, Key::Token | Key::EncodingAesKey)
}

/// Makes up the Token and key that nobody has.
pub(super) fn make_up(
    answers: &mut Answers,
    there: &dyn Fn(Key) -> Option<String>,
    cx: &Context,
) -> Result<(), Error> {
    for key in [Key::Token, Key::EncodingAesKey] {
        if !answers.has(key) && there(key).is_none() {
            answers.make_up(key, cx)?;
        }
    }
    Ok(())
}

impl Answers {
    /// Makes one up.
    pub(super) fn make_up(&mut self, key: Key, cx: &Context) -> Result<(), Error> {
        self.add(key, random(key, cx)?);
        self.made_up.push(key);
        Ok(())
    }
}

/// A fresh Token or EncodingAESKey: letters and digits, as WeChat's own button makes them.
fn random(key: Key, cx: &Context) -> Result<Secret, Error> {
    const CHARS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let length = if key == Key::Token { TOKEN_CHARS } else { AES_KEY_CHARS };
    let mut made = String::with_capacity(length);
    while made.len() < length {
        let bytes: [u8; 64] = cx.random()?;
        // Bytes beyond the last whole multiple of 62 would favour some characters.
        let fair =
            bytes.iter().filter(|&&byte| byte < 248).map(|byte| char::from(CHARS[usize::from(byte % 62)]));
        made.extend(fair.take(length - made.len()));
    }
    Ok(Secret::new(made))
}
