//! The upload of temporary media over the WebSocket, in pieces (aibot-node-sdk: `uploadMedia`).

use std::collections::{BTreeMap, VecDeque};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::frame::Frame;
use crate::mock::errmsg::ApiError;
use crate::mock::state::media::stable_id;
use crate::sign::md5_hex;

/// The maximum size of a piece, in bytes.
const MAX_CHUNK_BYTES: usize = 512 << 10;
/// The maximum number of pieces.
const MAX_CHUNKS: u64 = 100;
/// The maximum number of uploads in progress, of 50 MB each; the oldest gives way.
const MAX_UPLOADS: usize = 8;
/// The kinds of media.
pub(super) const KINDS: [&str; 4] = ["file", "image", "voice", "video"];
/// The smallest file, in bytes.
const MIN_BYTES: u64 = 6;

/// The uploads of all bots in progress, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Uploads(VecDeque<Upload>);

#[derive(Debug, Clone)]
struct Upload {
    id: String,
    bot: String,
    kind: String,
    name: String,
    bytes: u64,
    chunks: u64,
    md5: Option<String>,
    pieces: BTreeMap<u64, Vec<u8>>,
}

/// An uploaded file.
#[derive(Debug)]
pub(super) struct Uploaded {
    pub(super) kind: String,
    pub(super) name: String,
}

fn invalid(name: &str) -> ApiError {
    ApiError::saying(40058, format!("invalid {name}"))
}

impl Uploads {
    /// Begins an upload; returns its answer.
    pub(super) fn begin(&mut self, (bot, number): (&str, u64), frame: &Frame) -> Result<Value, ApiError> {
        let kind = frame.text("type");
        let number_of = |name: &'static str| frame.body[name].as_u64().ok_or_else(|| invalid(name));
        let (bytes, chunks) = (number_of("total_size")?, number_of("total_chunks")?);
        if !KINDS.contains(&kind) {
            return Err(ApiError::new(40004));
        }
        if frame.text("filename").is_empty() {
            return Err(invalid("filename"));
        }
        if bytes < MIN_BYTES {
            return Err(ApiError::new(40006));
        }
        if chunks == 0 || chunks > MAX_CHUNKS || chunks > bytes || bytes > chunks * MAX_CHUNK_BYTES as u64 {
            return Err(invalid("total_chunks"));
        }
        let id = stable_id(bot, "upload_id", number, 32);
        if self.0.len() >= MAX_UPLOADS {
            self.0.pop_front();
        }
        self.0.push_back(Upload {
            id: id.clone(),
            bot: bot.to_owned(),
            kind: kind.to_owned(),
            name: frame.text("filename").to_owned(),
            bytes,
            chunks,
            md5: frame.body["md5"].as_str().map(str::to_ascii_lowercase),
            pieces: BTreeMap::new(),
        });
        Ok(json!({ "upload_id": id }))
    }

    fn position(&self, bot: &str, frame: &Frame) -> Result<usize, ApiError> {
        let is_meant = |upload: &Upload| upload.bot == bot && upload.id == frame.text("upload_id");
        self.0.iter().position(is_meant).ok_or_else(|| invalid("upload_id"))
    }

    /// Takes a piece. Numbers begin with 0 in the SDK and with 1 in its documents: both are taken.
    pub(super) fn chunk(&mut self, bot: &str, frame: &Frame) -> Result<(), ApiError> {
        let at = self.position(bot, frame)?;
        let upload = &mut self.0[at];
        let index = frame.body["chunk_index"].as_u64().filter(|index| *index <= upload.chunks);
        let index = index.ok_or_else(|| invalid("chunk_index"))?;
        let piece = STANDARD.decode(frame.text("base64_data")).map_err(|_| invalid("base64_data"))?;
        if piece.is_empty() || piece.len() > MAX_CHUNK_BYTES {
            return Err(invalid("base64_data"));
        }
        let is_further = !upload.pieces.contains_key(&index) && upload.pieces.len() as u64 >= upload.chunks;
        if is_further {
            return Err(invalid("chunk_index"));
        }
        upload.pieces.insert(index, piece);
        Ok(())
    }

    /// Ends an upload; returns the file. An upload that is not whole goes on.
    pub(super) fn finish(&mut self, bot: &str, frame: &Frame) -> Result<Uploaded, ApiError> {
        let at = self.position(bot, frame)?;
        let upload = &self.0[at];
        if upload.pieces.len() as u64 != upload.chunks {
            return Err(ApiError::saying(40058, "missing chunk"));
        }
        let bytes: u64 = upload.pieces.values().map(|piece| piece.len() as u64).sum();
        if bytes != upload.bytes {
            return Err(invalid("total_size"));
        }
        let hash = md5_hex(&upload.pieces.values().flatten().copied().collect::<Vec<u8>>());
        if upload.md5.as_ref().is_some_and(|given| *given != hash) {
            return Err(invalid("md5"));
        }
        let Some(Upload { kind, name, .. }) = self.0.remove(at) else { return Err(invalid("upload_id")) };
        Ok(Uploaded { kind, name })
    }
}
