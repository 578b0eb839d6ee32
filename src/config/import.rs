//! Finds the settings of an account in files of other tools: `.env` and properties, `application.yml` of `WxJava`, the
//! arrays of easywechat, `project.config.json`, JSON and JavaScript of Node SDKs.
//!
//! Their names differ in case, separators and prefixes only, so that `WECHAT_OFFICIAL_ACCOUNT_APPID`, `wx.mp.app-id`
//! and `'app_id'` are read by one table.

use super::keys::Key;
use super::shape;
use crate::secret::Secret;
use crate::source::{Node, Source, SyntaxError, Tree};

/// The settings of a file.
#[derive(Debug, Default)]
pub(crate) struct Import {
    /// The settings that were found, at most one for a key.
    pub found: Vec<Imported>,
    /// The settings that are not taken.
    pub skipped: Vec<Skipped>,
}

/// A setting in a file.
#[derive(Debug)]
pub(crate) struct Imported {
    /// The key of `wx_config.json`.
    pub key: Key,
    /// The value.
    pub value: Secret,
    /// Its name in the file.
    pub name: String,
}

/// A setting that is not taken, and the reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// The key of `wx_config.json`.
    pub key: Key,
    /// Its name in the file.
    pub name: String,
    /// The reason.
    pub reason: SkipReason,
}

/// The reason why a setting is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SkipReason {
    /// It stands in an environment variable, or is a sample such as `your-app-id`.
    Placeholder,
    /// An earlier one has the same key and another value.
    Second,
    /// It does not have the format of its key.
    Misshapen,
}

/// The names of settings without separators and prefixes: in general, and where the name or a name around it speaks
/// of WeCom or of WeChat Pay.
const NAMES: &[(&str, Context, Key)] = &[
    ("appid", Context::NotWork, Key::Appid),
    ("appsecret", Context::Account, Key::Secret),
    ("secret", Context::Account, Key::Secret),
    ("token", Context::Any, Key::Token),
    ("callbacktoken", Context::Any, Key::Token),
    ("aeskey", Context::Any, Key::EncodingAesKey),
    ("encodingaeskey", Context::Any, Key::EncodingAesKey),
    ("encodingkey", Context::Any, Key::EncodingAesKey),
    ("corpid", Context::Any, Key::Corpid),
    ("corpsecret", Context::Any, Key::Corpsecret),
    ("agentsecret", Context::Any, Key::Corpsecret),
    ("secret", Context::Work, Key::Corpsecret),
    ("agentid", Context::Any, Key::Agentid),
    ("mchid", Context::Any, Key::Mchid),
    ("merchantid", Context::Any, Key::Mchid),
    ("mchkey", Context::Any, Key::PayKey),
    ("partnerkey", Context::Any, Key::PayKey),
    ("v2secretkey", Context::Any, Key::PayKey),
    ("key", Context::Pay, Key::PayKey),
    ("apikey", Context::Pay, Key::PayKey),
    ("apiv3key", Context::Any, Key::ApiV3Key),
    ("v3key", Context::Pay, Key::ApiV3Key),
    ("secretkey", Context::Pay, Key::ApiV3Key),
    ("certserialno", Context::Any, Key::MchSerial),
    ("serialno", Context::Pay, Key::MchSerial),
    ("mchserial", Context::Any, Key::MchSerial),
    ("merchantserialnumber", Context::Any, Key::MchSerial),
    ("privatekeypath", Context::Any, Key::MchPrivateKey),
    ("privatekey", Context::Pay, Key::MchPrivateKey),
    ("mchprivatekey", Context::Any, Key::MchPrivateKey),
];

/// The products of which the names around a setting must speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Any,
    NotWork,
    /// Neither WeCom nor WeChat Pay.
    Account,
    Work,
    Pay,
}

/// Words that speak of WeCom.
const WORK_WORDS: [&str; 6] = ["work", "cp", "qy", "qywx", "wecom", "corp"];
/// Words that speak of WeChat Pay.
const PAY_WORDS: [&str; 5] = ["pay", "payment", "tenpay", "wxpay", "mch"];
/// Words that stand before the name of a setting and say nothing about it.
const PREFIX_WORDS: [&str; 21] = [
    "wechat",
    "weixin",
    "wx",
    "official",
    "account",
    "mini",
    "program",
    "miniapp",
    "miniprogram",
    "ma",
    "mp",
    "work",
    "cp",
    "qy",
    "qywx",
    "wecom",
    "pay",
    "payment",
    "open",
    "platform",
    "default",
];

/// A name in a file, the names around it, and its value.
struct Pair {
    path: Vec<String>,
    value: String,
}

/// Finds the settings in a text. A setting in whose name or around which one of the `preferred` words stands comes
/// before others with the same key.
pub(crate) fn import(text: &str, preferred: &[&str]) -> Result<Import, SyntaxError> {
    let mut pairs = pairs(text)?;
    let is_preferred = |pair: &Pair| words(&pair.path).iter().any(|word| preferred.contains(&word.as_str()));
    pairs.sort_by_key(|pair| !is_preferred(pair));
    let mut import = Import::default();
    for Pair { path, value } in pairs {
        let Some(key) = key_of(&path) else { continue };
        let name = path.join(".");
        let same = import.found.iter().find(|found| found.key == key);
        let reason = match same {
            _ if value.is_empty() => continue,
            _ if is_placeholder(&value) => Some(SkipReason::Placeholder),
            Some(same) if same.value.expose() == value => continue,
            Some(_) => Some(SkipReason::Second),
            None => shape::check(key, &value).is_err().then_some(SkipReason::Misshapen),
        };
        match reason {
            Some(reason) => import.skipped.push(Skipped { key, name, reason }),
            None => import.found.push(Imported { key, value: Secret::new(value), name }),
        }
    }
    // What another place in the file gives is not missing.
    import.skipped.retain(|skipped| {
        skipped.reason == SkipReason::Second || !import.found.iter().any(|found| found.key == skipped.key)
    });
    Ok(import)
}

/// Returns whether a value stands for another: a variable, or a sample to be replaced.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_lowercase();
    let is_one_letter = value.chars().all(|letter| value.starts_with(letter));
    value.starts_with(['$', '<', '{', '%'])
        || ["your", "xxx", "env(", "process.env", "你的", "change", "example"]
            .iter()
            .any(|word| lower.contains(word))
        || is_one_letter
}

fn key_of(path: &[String]) -> Option<Key> {
    let all = words(path);
    let speaks_of = |known: &[&str]| all.iter().any(|word| known.contains(&word.as_str()));
    let (work, pay) = (speaks_of(&WORK_WORDS), speaks_of(&PAY_WORDS));
    let own = words(path.get(path.len().checked_sub(1)?..)?);
    let name: String = own.into_iter().filter(|word| !PREFIX_WORDS.contains(&word.as_str())).collect();
    let fits = |context: Context| match context {
        Context::Any => true,
        Context::NotWork => !work,
        Context::Account => !work && !pay,
        Context::Work => work,
        Context::Pay => pay,
    };
    NAMES.iter().find(|(known, context, _)| *known == name && fits(*context)).map(|(_, _, key)| *key)
}

/// Returns the words of names in lower case: `appId`, `app-id` and `APP_ID` are `app` and `id`.
fn words(path: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    for name in path {
        let letters: Vec<char> = name.chars().collect();
        let mut word = String::new();
        for (at, &letter) in letters.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| letters[before]);
            let after = letters.get(at + 1).copied();
            let is_upper = |letter: Option<char>| letter.is_some_and(char::is_uppercase);
            // `aesKey` is two words, and so is `AESKey`.
            let begins = is_upper(Some(letter))
                && (before.is_some_and(char::is_lowercase)
                    || (is_upper(before) && after.is_some_and(char::is_lowercase)));
            if !letter.is_alphanumeric() || begins {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            }
            if letter.is_alphanumeric() {
                word.extend(letter.to_lowercase());
            }
        }
        words.extend(Some(word).filter(|word| !word.is_empty()));
    }
    words
}

fn pairs(text: &str) -> Result<Vec<Pair>, SyntaxError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut pairs = Vec::new();
    if text.trim_start().starts_with(['{', '[']) {
        collect(&Source::parse(text)?.root, &mut Vec::new(), &mut pairs);
    } else if text.contains("=>") || text.contains("module.exports") || text.contains("export default") {
        pairs = assignments(text);
    } else if is_env(text) {
        pairs = text.lines().filter_map(env_line).collect();
    } else {
        collect(&Source::parse(text)?.root, &mut Vec::new(), &mut pairs);
    }
    Ok(pairs)
}

/// Adds the scalars of a tree with the names on their way.
fn collect(node: &Node, path: &mut Vec<String>, pairs: &mut Vec<Pair>) {
    for item in node.items() {
        collect(item, path, pairs);
    }
    for member in node.members() {
        path.push(member.key.clone());
        match &member.value.tree {
            Tree::List(_) | Tree::Object(_) => collect(&member.value, path, pairs),
            _ => pairs.extend(
                member.value.text().map(|value| Pair { path: path.clone(), value: value.trim().to_owned() }),
            ),
        }
        path.pop();
    }
}

/// Returns whether every line is empty, a comment or `NAME=VALUE`, as in `.env` and properties files.
fn is_env(text: &str) -> bool {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', ';', '!']));
    lines.all(|line| env_line(line).is_some())
}

fn env_line(line: &str) -> Option<Pair> {
    let line = line.trim();
    if line.starts_with(['#', ';', '!']) {
        return None;
    }
    let line = line.strip_prefix("export ").unwrap_or(line);
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    let is_name = !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-[]".contains(letter));
    let value = value.trim();
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split(" #").next().unwrap_or_default().trim_end(),
    };
    is_name.then(|| Pair { path: name.split('.').map(str::to_owned).collect(), value: value.to_owned() })
}

/// Returns the assignments of PHP arrays and JavaScript objects, line by line: `'app_id' => 'wx…',`, `appid: "wx…"`.
fn assignments(text: &str) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut path: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("//") || line.starts_with('#') || line.starts_with('*') || line.starts_with("/*")
        {
            continue;
        }
        let separated =
            line.split_once("=>").or_else(|| line.split_once(':')).or_else(|| line.split_once('='));
        let Some((name, value)) = separated else {
            if line.starts_with([']', ')', '}']) {
                path.pop();
            }
            continue;
        };
        let name = name.trim().trim_matches(['\'', '"', '$']).to_owned();
        let value = value.trim().trim_end_matches([',', ';']).trim();
        if value.ends_with(['[', '(', '{']) {
            path.push(name);
            continue;
        }
        let quoted = value.strip_prefix(['\'', '"']).and_then(|rest| rest.split(['\'', '"']).next());
        let value = quoted.unwrap_or(value).to_owned();
        pairs.push(Pair { path: path.iter().cloned().chain([name]).collect(), value });
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{SkipReason, import, words};
    use crate::config::Key;

    const APPID: &str = "wx1234567890abcdef";
    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn found(text: &str) -> Vec<(Key, String)> {
        let import = import(text, &[]).expect("a readable file");
        import.found.into_iter().map(|found| (found.key, found.value.expose().to_owned())).collect()
    }

    fn account() -> Vec<(Key, String)> {
        vec![
            (Key::Appid, APPID.to_owned()),
            (Key::Secret, SECRET.to_owned()),
            (Key::Token, "mytoken".to_owned()),
        ]
    }

    #[test]
    fn the_files_of_other_tools_are_read() {
        let env = format!(
            "# 公众号\nexport WECHAT_OFFICIAL_ACCOUNT_APPID={APPID}\nWECHAT_OFFICIAL_ACCOUNT_SECRET=\"{SECRET}\"\n\
             WECHAT_OFFICIAL_ACCOUNT_TOKEN=mytoken # of the callback\nDB_PASSWORD=x\n"
        );
        let yaml = format!(
            "server:\n  port: 8080\nwx:\n  mp:\n    configs:\n      - appId: {APPID}\n        secret: {SECRET}\n        \
             token: mytoken\n        aesKey: \"\"\n"
        );
        let php = format!(
            "<?php\nreturn [\n    'official_account' => [\n        'app_id' => '{APPID}',\n        'secret' => \
             '{SECRET}', // 密钥\n        'token' => 'mytoken',\n    ],\n];\n"
        );
        let json = format!(r#"{{"appid":"{APPID}","appsecret":"{SECRET}","token":"mytoken"}}"#);
        let js = format!(
            "module.exports = {{\n  appid: '{APPID}',\n  appSecret: \"{SECRET}\",\n  token: 'mytoken'\n}}\n"
        );
        let properties = format!("wx.mp.app-id={APPID}\nwx.mp.secret={SECRET}\nwx.mp.token=mytoken\n");
        for text in [env, yaml, php, json, js, properties] {
            assert_eq!(found(&text), account(), "{text}");
        }
        assert_eq!(
            found(&format!(r#"{{"projectname":"demo","appid":"{APPID}"}}"#)),
            [(Key::Appid, APPID.to_owned())]
        );
    }

    #[test]
    fn the_names_around_a_setting_tell_whose_it_is() {
        let work = "wx:\n  cp:\n    corpId: ww1234567890abcdef\n    appConfigs:\n      - agentId: 1000002\n        secret: \
                    aaaaaaaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaaa\n";
        let keys: Vec<Key> = found(work).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, [Key::Corpid, Key::Agentid, Key::Corpsecret]);
        let pay = "WECHAT_PAYMENT_MCH_ID=1900000109\nWECHAT_PAYMENT_KEY=0123456789abcdef0123456789abcdef\n";
        let keys: Vec<Key> = found(pay).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, [Key::Mchid, Key::PayKey]);
    }

    #[test]
    fn samples_and_second_accounts_are_not_taken() {
        let text = format!(
            "A_APPID=your-app-id\nWECHAT_APPID={APPID}\nMINI_PROGRAM_APPID=wxfedcba0987654321\nTOKEN=${{TOKEN}}\n"
        );
        let read = import(&text, &[]).expect("a readable file");
        let reasons: Vec<(&str, SkipReason)> =
            read.skipped.iter().map(|skipped| (skipped.name.as_str(), skipped.reason)).collect();
        assert_eq!(reasons, [("MINI_PROGRAM_APPID", SkipReason::Second), ("TOKEN", SkipReason::Placeholder)]);
        let mini = import(&text, &["mini"]).expect("a readable file");
        assert_eq!(mini.found[0].value.expose(), "wxfedcba0987654321");
    }

    #[test]
    fn names_are_split_into_words() {
        let split = |name: &str| words(&[name.to_owned()]).join(" ");
        assert_eq!(split("encodingAESKey"), "encoding aes key");
        assert_eq!(split("WX_APP_ID"), "wx app id");
        assert_eq!(split("apiV3Key"), "api v3key");
    }
}
