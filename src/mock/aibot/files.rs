//! The targets of the links in pushes to intelligent bots: files, which are encrypted, and the `response_url`.

use std::collections::VecDeque;

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
    name: &'static str,
    content: &'static [u8],
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
    pub(in crate::mock) name: &'static str,
    pub(in crate::mock) bytes: Vec<u8>,
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
        let mut number = 0;
        self.set_files(push, way, &mut number);
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

    fn set_files(&mut self, value: &mut Value, way: Way<'_>, number: &mut u64) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.set_files(item, way, number)),
            Value::Object(members) => {
                for (name, member) in members.iter_mut() {
                    let is_sample = member["url"].as_str().is_some_and(|url| url.starts_with(SAMPLE_HOST));
                    let (file, content): (&str, &[u8]) = match name.as_str() {
                        "image" => ("picture.png", PICTURE),
                        "video" => ("video.mp4", VIDEO),
                        _ => ("plan.txt", TEXT),
                    };
                    if !is_sample {
                        self.set_files(member, way, number);
                        continue;
                    }
                    *number += 1;
                    let id = Self::name(way, "file", *number);
                    member["url"] = json!(format!("{}{FILE_PREFIX}{id}", way.base));
                    let key = way.over_socket.then(|| {
                        let bytes = Sha256::digest(format!("{id}\naeskey")).into();
                        let (key, shown) = AesKey::of_bytes(bytes);
                        member["aeskey"] = json!(shown);
                        key
                    });
                    if self.files.len() >= MAX_KEPT {
                        self.files.pop_front();
                    }
                    self.files.push_back(LinkedFile { id, name: file, content, key, at_ms: way.now_ms });
                }
            }
            _ => {}
        }
    }

    /// Returns a file, encrypted with its own key or with that of the bot; `None` if there is none, or its URL is too old.
    pub(super) fn file(&self, id: &str, key: Option<&AesKey>, now_ms: u64) -> Option<ServedFile> {
        let found = self.files.iter().find(|file| file.id == id);
        let file = found.filter(|file| now_ms.saturating_sub(file.at_ms) <= FILE_MS)?;
        let content = file.content.to_vec();
        let bytes = match file.key.as_ref().or(key) {
            Some(key) => encrypt_bytes(key, content),
            None => content,
        };
        Some(ServedFile { name: file.name, bytes })
    }

    /// Uses a code; returns its bot and chat. `None` if it is unknown, too old, or was used.
    pub(super) fn use_code(&mut self, code: &str, now_ms: u64) -> Option<(String, String)> {
        let found = self.codes.iter_mut().find(|own| own.code == code && !own.is_used);
        let own = found.filter(|own| now_ms.saturating_sub(own.at_ms) <= RESPONSE_MS)?;
        own.is_used = true;
        Some((own.bot.clone(), own.chat.clone()))
    }
}
