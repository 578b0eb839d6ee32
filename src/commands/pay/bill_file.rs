//! Bills as files: a bill goes to the disk as it arrives, is unpacked from there, and takes its place when its hash is
//! right, all in bounded memory.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::path::Path;

use serde_json::Value;
use sha1::{Digest as _, Sha1};

use super::bill::AnnouncedHash;
use crate::commands::api::saved_outcome;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{NewFile, Readers};
use crate::http::body;
use crate::printer::Outcome;
use crate::wechat::{Call, FileSink, PayAnswerError, WeChat, WechatError};

/// The size of a piece that is unpacked at once, in bytes.
const PIECE_BYTES: usize = 64 << 10;
/// The largest bill that is unpacked, in bytes, so that a small file cannot fill the disk.
const MAX_FILE_BYTES: u64 = 64 << 30;

/// Downloads a bill into a file, or to standard output for `-`.
pub(super) fn save(
    call: &Call,
    wechat: &WeChat<'_>,
    announced: Option<&Value>,
    path: &Path,
    cx: &Context,
) -> Result<Outcome, Error> {
    let is_stdout = path == Path::new("-");
    if is_stdout && cx.printer.is_json() {
        return Err(Usage::ConflictingFlags("--output -", "--json").into());
    }
    let shown = if is_stdout { "stdout".to_owned() } else { path.display().to_string() };
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::BrokenPipe if is_stdout => Error::ClosedPipe,
        _ => Error::Io { path: shown.clone(), source },
    };
    let mut target =
        if is_stdout { NewFile::stdout() } else { NewFile::create(path, Readers::Umask) }.map_err(failed)?;
    let mut packed = NewFile::scratch(Some(path).filter(|_| !is_stdout)).map_err(failed)?;
    let sink = FileSink::new(&mut packed);
    let reply = cx.block_on(wechat.save(call, &sink))??;
    if !reply.is_partial {
        packed.write_all(&reply.body).map_err(failed)?;
    }
    if target.is_stream() {
        // What has gone to a pipe cannot be taken back.
        unpack(packed.reader().map_err(failed)?, &mut io::sink(), announced, &failed)?;
    }
    let bytes = unpack(packed.reader().map_err(failed)?, &mut target, announced, &failed)?;
    target.finish().map_err(failed)?;
    Ok(if is_stdout { Outcome::default() } else { saved_outcome(&shown, bytes) })
}

/// Unpacks a bill, if it is packed, and compares its hash with that of the answer that announced it. Returns its length
/// in bytes.
fn unpack(
    packed: File,
    to: &mut impl Write,
    announced: Option<&Value>,
    failed: &impl Fn(io::Error) -> Error,
) -> Result<u64, Error> {
    let damaged = |_| Error::from(WechatError::PayAnswer(PayAnswerError::DamagedBill));
    let mut packed = BufReader::new(packed);
    let is_packed = packed.fill_buf().map_err(failed)?.starts_with(&[0x1f, 0x8b]);
    let mut plain: Box<dyn Read> =
        if is_packed { Box::new(body::gunzip_reader(packed)) } else { Box::new(packed) };
    let (mut hash, mut bytes, mut piece) = (Sha1::new(), 0_u64, vec![0; PIECE_BYTES]);
    loop {
        let length = plain.read(&mut piece).map_err(damaged)?;
        if length == 0 {
            break;
        }
        bytes += length as u64;
        if bytes > MAX_FILE_BYTES {
            return Err(WechatError::PayAnswer(PayAnswerError::DamagedBill).into());
        }
        hash.update(&piece[..length]);
        to.write_all(&piece[..length]).map_err(failed)?;
    }
    if let Some(announced) = announced {
        AnnouncedHash::of(announced)?.compare(&hash.finalize())?;
    }
    Ok(bytes)
}
