//! What WeChat answered, and whether it is an answer of WeChat's at all.

use std::io::{self, Read as _, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::{Call, Head, Request};
use crate::api::errcode::{self, Errcode, Facts, Family, facts};
use crate::api::{Host, errcode::Kind};
use crate::config::NewFile;

/// An answer that was read whole.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// What stands before the body.
    pub head: Head,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// Where it came from, and what must not be seen of what was sent there.
    pub(super) sent: Option<Box<Request>>,
    /// Whether the body is only the beginning: the rest went into a [`Spill`].
    pub cut: bool,
}

/// Where an answer goes that is too long to be a refusal; what is shorter stays in the [`Reply`].
pub struct Spill<'a>(Mutex<Spilling<'a>>);

struct Spilling<'a> {
    to: &'a mut NewFile,
    bytes: u64,
    failed: Option<io::Error>,
}

/// How much of an answer is looked at before it goes elsewhere, in bytes: a refusal is shorter.
pub(super) const LOOK: usize = 64 * 1024;

impl<'a> Spill<'a> {
    /// Into this file.
    pub fn new(to: &'a mut NewFile) -> Self {
        Self(Mutex::new(Spilling { to, bytes: 0, failed: None }))
    }

    /// How much went there, in bytes.
    pub fn bytes(&self) -> u64 {
        self.inner().bytes
    }

    fn inner(&self) -> MutexGuard<'_, Spilling<'a>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another try.
    pub(super) fn restart(&self) -> io::Result<()> {
        let mut spill = self.inner();
        if std::mem::take(&mut spill.bytes) > 0 { spill.to.restart() } else { Ok(()) }
    }

    /// Takes a piece, if it is for here; whether there is room for more, and nothing where it is not.
    pub(super) fn take(&self, head: &Head, before: &[u8], piece: &[u8]) -> Option<bool> {
        let mut spill = self.inner();
        let spill = &mut *spill;
        if spill.bytes == 0 {
            if head.encoding.is_some() || before.len() + piece.len() <= LOOK {
                return None;
            }
            spill.write(before);
        }
        spill.write(piece);
        Some(spill.failed.is_none())
    }

    pub(super) fn failure(&self) -> Option<io::Error> {
        self.inner().failed.take()
    }
}

impl Spilling<'_> {
    fn write(&mut self, piece: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.to.write_all(piece).err();
            self.bytes += piece.len() as u64;
        }
    }
}

/// WeChat's errcode and what is known of it.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// On which platform.
    pub family: Family,
    /// The number.
    pub errcode: i64,
    /// WeChat's own words.
    pub errmsg: String,
    /// What the words hold: rid, address.
    pub facts: Facts,
    /// The path that was called.
    pub path: String,
    /// What the table says.
    pub entry: Option<Errcode>,
    /// The token that was fetched in place of the one that was refused was refused too.
    pub again: Option<Again>,
}

/// What was fetched in place of a token that was refused, and refused too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Another token.
    Another,
    /// The same one: `stable_token` gives it out as long as it lives.
    Same,
}

/// Why an answer is none of WeChat's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// A page, as hotels and proxies send it; its title, where it has one.
    Html(String),
    /// JSON that breaks off.
    Truncated,
    /// Nothing at all.
    Empty,
    /// Text that is no JSON, where WeChat answers nothing else.
    NotJson,
    /// A redirect; where to.
    Redirect(String),
    /// A status without WeChat's words.
    Status,
    /// More than is taken into memory; the limit in bytes.
    TooLarge(usize),
    /// Compressed, and damaged or in a way that nobody asked for.
    Encoding(String),
}

impl Foreign {
    /// The word in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Html(_) => "html",
            Self::Truncated => "truncated",
            Self::Empty => "empty",
            Self::NotJson => "not-json",
            Self::Redirect(_) => "redirect",
            Self::Status => "http-status",
            Self::TooLarge(_) => "too-large",
            Self::Encoding(_) => "encoding",
        }
    }
}

impl Reply {
    /// The body as JSON, where it is.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.text().as_bytes()).ok()
    }

    /// The body as text, without a byte order mark.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        let bytes = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        String::from_utf8_lossy(bytes)
    }

    /// Whether the body is something else than text.
    pub fn is_binary(&self) -> bool {
        is_binary(&self.head, &self.body)
    }

    /// Undoes `Content-Encoding: gzip`, which some proxies apply without being asked; at most `limit` bytes.
    pub(super) fn decompress(&mut self, limit: usize) -> Result<(), Foreign> {
        let Some(encoding) = self.head.encoding.take() else { return Ok(()) };
        let mut plain = Vec::new();
        let damaged = |_| Foreign::Encoding(encoding.clone());
        let most = limit as u64 + 1;
        match encoding.to_ascii_lowercase().as_str() {
            "identity" | "" => return Ok(()),
            "gzip" | "x-gzip" => flate2::read::GzDecoder::new(&*self.body)
                .take(most)
                .read_to_end(&mut plain)
                .map_err(damaged)?,
            "deflate" => flate2::read::ZlibDecoder::new(&*self.body)
                .take(most)
                .read_to_end(&mut plain)
                .map_err(damaged)?,
            _ => return Err(Foreign::Encoding(encoding)),
        };
        if plain.len() > limit {
            return Err(Foreign::TooLarge(limit));
        }
        self.body = plain;
        Ok(())
    }

    /// WeChat's refusal, which comes with HTTP 200 as often as not; also where a picture was expected.
    pub fn refusal(&self, call: &Call) -> Option<Refusal> {
        if self.body.first().is_none_or(|&byte| !matches!(byte, b'{' | b' ' | b'\r' | b'\n' | b'\t' | 0xef)) {
            return None;
        }
        let json = self.json()?;
        let errcode = json.get("errcode").and_then(integer).filter(|&errcode| errcode != 0)?;
        let errmsg = json["errmsg"].as_str().unwrap_or_default().to_owned();
        let family = if call.host == Host::Work { Family::Work } else { Family::Api };
        Some(Refusal {
            family,
            errcode,
            facts: facts(&errmsg),
            errmsg,
            path: call.path.clone(),
            entry: errcode::find(family, errcode),
            again: None,
        })
    }

    /// WeChat Pay v3's refusal: `code` and `message` beside a status of 400 and more.
    pub fn pay_refusal(&self, call: &Call) -> Option<(String, String)> {
        if call.host != Host::Pay || self.head.status < 400 {
            return None;
        }
        let json = self.json()?;
        let text = |name: &str| json[name].as_str().map(str::to_owned);
        Some((text("code")?, text("message").unwrap_or_default()))
    }

    /// Why this is no answer of WeChat's; `None` where it is one, or may be.
    pub(super) fn foreign(&self) -> Option<Foreign> {
        let status = self.head.status;
        if (300..400).contains(&status) {
            return Some(Foreign::Redirect(self.head.location.clone().unwrap_or_default()));
        }
        let text = self.text();
        let start = text.trim_start();
        if is_html(self.head.content_type.as_deref(), start) {
            return Some(Foreign::Html(title(&text)));
        }
        if self.is_binary() {
            return (status >= 400).then_some(Foreign::Status);
        }
        match serde_json::from_str::<Value>(start) {
            Ok(_) => (status >= 400).then_some(Foreign::Status),
            _ if status >= 400 => Some(Foreign::Status),
            _ if start.is_empty() => Some(Foreign::Empty),
            Err(error) if !self.cut && error.is_eof() && start.starts_with(['{', '[']) => {
                Some(Foreign::Truncated)
            }
            Err(_) => None,
        }
    }
}

impl Refusal {
    /// What kind of trouble it is.
    pub fn kind(&self) -> Option<Kind> {
        self.entry.map(|entry| entry.kind)
    }
}

/// Whether a body is a picture, a sound or the like, by what it says and by what it is.
fn is_binary(head: &Head, body: &[u8]) -> bool {
    let kind = head.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    let says =
        ["image/", "audio/", "video/", "application/octet-stream", "application/zip", "application/x-gzip"];
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let text_like = body.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|&byte| byte == b'{');
    (says.iter().any(|kind_of| kind.starts_with(kind_of)) && !text_like) || std::str::from_utf8(body).is_err()
}

fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn is_html(content_type: Option<&str>, start: &str) -> bool {
    let says = content_type.is_some_and(|kind| kind.to_ascii_lowercase().contains("text/html"));
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || (says && start.starts_with('<'))
}

pub(super) fn title(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let found = lower.find("<title>").and_then(|start| {
        let end = lower[start..].find("</title>")?;
        html.get(start + 7..start + end)
    });
    found.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect()
}
