//! The targets of the links in pushes to intelligent bots: files, which are encrypted, and the `response_url`.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::RESPONSE_PATH;
use crate::message::envelope::{AesKey, encrypt_bytes};

/// The path of the files.
pub(in crate::mock) const FILE_PREFIX: &str = "/__webot/aibot/files/";
/// The host of the files in the samples of pushes.
const SAMPLE_HOST: &str = "https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/";
/// The lifetime of a file's URL, in milliseconds (企业微信文档《智能机器人》: 接收消息).
const FILE_MS: u64 = 5 * 60_000;
/// The lifetime of a `response_url`, in milliseconds (企业微信文档《智能机器人》: 主动回复消息).
const RESPONSE_MS: u64 = 3_600_000;
/// The members of a push with the URL of a file.
const FILE_MEMBERS: [&str; 3] = ["image", "file", "video"];
/// The maximum number of kept files, and of kept codes.
const MAX_KEPT: usize = 500;
/// A picture of one pixel.
const PICTURE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\xdac\xf8\x0f\x00\x01\x01\x01\x00\x1c\xb0\x8c\x99\x00\x00\x00\x00IEND\xaeB`\x82";
/// A text file.
const TEXT: &[u8] = "第三季度计划\n".as_bytes();
/// A video without frames.
const VIDEO: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat";

/// The targets of the links in pushes.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    files: VecDeque<LinkedFile>,
    codes: VecDeque<ResponseCode>,
}

#[derive(Debug, Clone)]
struct LinkedFile {
    id: String,
    name: String,
    content: Arc<[u8]>,
    /// The key of its own; `None` for the EncodingAESKey of the bot.
    key: Option<AesKey>,
    at_ms: u64,
}

#[derive(Debug, Clone)]
struct ResponseCode {
    code: String,
    bot: String,
    chat: String,
    at_ms: u64,
    is_used: bool,
}

/// A file that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::mock) struct ServedFile {
    pub(in crate::mock) name: String,
    pub(in crate::mock) bytes: Vec<u8>,
}

/// A file of the caller that a push names in the place of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnFile {
    /// The text in the place of the URL.
    pub(crate) given: String,
    pub(crate) name: String,
    pub(crate) content: Arc<[u8]>,
}

/// The way by which a push reaches a bot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'a> {
    /// The URL of the mock.
    pub(super) base: &'a str,
    /// `true` gives each file a key of its own, beside its URL.
    pub(super) over_socket: bool,
    /// A text that no other push has.
    pub(super) unique: &'a str,
    pub(super) now_ms: u64,
}

impl Links {
    /// Puts links to the mock in the place of those of the samples.
    pub(super) fn set(&mut self, push: &mut Value, bot: &str, chat: &str, way: Way<'_>) {
        self.set_files(push, "file", way, &|member, url| {
            let (name, content): (&str, &[u8]) = match member {
                "image" => ("picture.png", PICTURE),
                "video" => ("video.mp4", VIDEO),
                _ => ("plan.txt", TEXT),
            };
            url.starts_with(SAMPLE_HOST).then(|| (name.to_owned(), content.into()))
        });
        if push.get("response_url").is_some() {
            let code = Self::name(way, "response_code", 0);
            push["response_url"] = json!(format!("{}{RESPONSE_PATH}?response_code={code}", way.base));
            if self.codes.len() >= MAX_KEPT {
                self.codes.pop_front();
            }
            let (bot, chat) = (bot.to_owned(), chat.to_owned());
            self.codes.push_back(ResponseCode { code, bot, chat, at_ms: way.now_ms, is_used: false });
        }
    }

    fn name(way: Way<'_>, what: &str, number: u64) -> String {
        let hash = Sha256::digest(format!("{}\n{}\n{what}\n{number}", way.unique, way.now_ms));
        crate::sign::hex(&hash)
    }

    /// Puts links to the mock in the place of the caller's own files.
    pub(super) fn set_own(&mut self, push: &mut Value, own: &[OwnFile], way: Way<'_>) {
        self.set_files(push, "own", way, &|member, given| {
            let file = own.iter().find(|file| FILE_MEMBERS.contains(&member) && file.given == given)?;
            Some((file.name.clone(), Arc::clone(&file.content)))
        });
    }

    /// Puts links in the place of the URLs for which `file` returns a name and a content, by the name of the member.
    fn set_files(
        &mut self,
        push: &mut Value,
        what: &str,
        way: Way<'_>,
        file: &dyn Fn(&str, &str) -> Option<(String, Arc<[u8]>)>,
    ) {
        let mut number = 0;
        each_link(push, &mut |member, linked| {
            let Some((name, content)) = linked["url"].as_str().and_then(|url| file(member, url)) else {
                return;
            };
            number += 1;
            let id = Self::name(way, what, number);
            linked["url"] = json!(format!("{}{FILE_PREFIX}{id}", way.base));
            let key = way.over_socket.then(|| {
                let bytes = Sha256::digest(format!("{id}\naeskey")).into();
                let (key, shown) = AesKey::of_bytes(bytes);
                linked["aeskey"] = json!(shown);
                key
            });
            if self.files.len() >= MAX_KEPT {
                self.files.pop_front();
            }
            self.files.push_back(LinkedFile { id, name, content, key, at_ms: way.now_ms });
        });
    }

    /// Returns a file, encrypted with its own key or with that of the bot; `None` if there is none, or its URL is too old.
    pub(super) fn file(&self, id: &str, key: Option<&AesKey>, now_ms: u64) -> Option<ServedFile> {
        let found = self.files.iter().find(|file| file.id == id);
        let file = found.filter(|file| now_ms.saturating_sub(file.at_ms) <= FILE_MS)?;
        let (name, content) = (file.name.clone(), file.content.to_vec());
        let bytes = match file.key.as_ref().or(key) {
            Some(key) => encrypt_bytes(key, content),
            None => content,
        };
        Some(ServedFile { name, bytes })
    }

    /// Uses a code; returns its bot and chat. `None` if it is unknown, too old, or was used.
    pub(super) fn use_code(&mut self, code: &str, now_ms: u64) -> Option<(String, String)> {
        let found = self.codes.iter_mut().find(|own| own.code == code && !own.is_used);
        let own = found.filter(|own| now_ms.saturating_sub(own.at_ms) <= RESPONSE_MS)?;
        own.is_used = true;
        Some((own.bot.clone(), own.chat.clone()))
    }
}

/// Calls `each` with every member that has a `url`, and its name.
fn each_link(value: &mut Value, each: &mut dyn FnMut(&str, &mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_link(item, each)),
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if member.get("url").is_some_and(Value::is_string) {
                    each(name, member);
                }
                each_link(member, each);
            }
        }
        _ => {}
    }
}

/// Returns the texts in a push that stand in the place of a file's URL but are none, each with the name of its member.
pub(crate) fn named_files(push: &Value) -> Vec<(String, String)> {
    let mut named = Vec::new();
    each_link(&mut push.clone(), &mut |member, linked| {
        let given = linked["url"].as_str().unwrap_or_default();
        if FILE_MEMBERS.contains(&member) && !given.is_empty() && !given.contains("://") {
            named.push((member.to_owned(), given.to_owned()));
        }
    });
    named
}

#[cfg(test)]
mod tests {
    use aes::Aes256;
    use aes::cipher::block_padding::NoPadding;
    use aes::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
    use serde_json::json;

    use super::{FILE_PREFIX, Links, OwnFile, Way, named_files};
    use crate::message::envelope::AesKey;

    #[test]
    fn the_bot_gets_the_bytes_of_a_file_that_is_named() {
        let mut push = json!({ "msgtype": "image", "image": { "url": "./a.png" }, "quote": { "file": { "url": "b" } },
            "video": { "url": "https://example.com/v" }, "link": { "url": "c" } });
        let named = named_files(&push);
        assert_eq!(named, [("image".to_owned(), "./a.png".to_owned()), ("file".to_owned(), "b".to_owned())]);
        let own = named.iter().map(|(member, given)| OwnFile {
            given: given.clone(),
            name: format!("{member}.bin"),
            content: given.as_bytes().into(),
        });
        let mut links = Links::default();
        let way = Way { base: "http://mock", over_socket: false, unique: "1", now_ms: 0 };
        links.set_own(&mut push, &own.collect::<Vec<_>>(), way);
        assert_eq!(
            (&push["video"]["url"], &push["link"]["url"]),
            (&json!("https://example.com/v"), &json!("c"))
        );
        let bytes = [3; 32];
        let (key, _) = AesKey::of_bytes(bytes);
        let url = push["quote"]["file"]["url"].as_str().expect("a URL");
        let id =
            url.strip_prefix("http://mock").and_then(|path| path.strip_prefix(FILE_PREFIX)).expect("a path");
        let file = links.file(id, Some(&key), 0).expect("a file");
        assert_eq!(file.name, "file.bin");
        let cipher = cbc::Decryptor::<Aes256>::new(&bytes.into(), &[3; 16].into());
        let plain = cipher.decrypt_padded_vec::<NoPadding>(&file.bytes).expect("whole blocks");
        assert_eq!((plain[0], &plain[1..]), (b'b', &[31; 31][..]));
    }
}
