//! Responses to API calls, and the check whether a response is WeChat's at all.

use std::io::{self, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::Call;
use crate::api::advice::{Advice, Evidence};
use crate::api::errcode::{self, Errcode, ErrcodeFamily, ErrmsgParts, parse_errmsg};
use crate::api::{Host, errcode::ErrcodeKind};
use crate::files::NewFile;
use crate::http::{Head, Request, body};
use crate::secret::mask_json;

/// A response that was read to its end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    /// The status and headers.
    pub head: Head,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// The request without its body, for the URL and the secrets to mask.
    pub(super) sent: Option<Box<Request>>,
    /// `true` if `body` holds only the beginning, because the whole went into a [`FileSink`].
    pub is_partial: bool,
}

/// A file that receives a response longer than 64 KB, which is no refusal; a shorter one stays in the [`Reply`].
pub(crate) struct FileSink<'a>(Mutex<FileSinkState<'a>>);

struct FileSinkState<'a> {
    to: &'a mut NewFile,
    bytes: u64,
    /// The `Content-Length`.
    total: Option<u64>,
    failed: Option<io::Error>,
}

/// The header in which the built-in mock says something about its answer.
pub(crate) const MOCK_HEADER: &str = "x-webot-mock";
/// The value of [`MOCK_HEADER`] if the mock did not judge the call.
pub(crate) const GENERATED: &str = "generated";

/// The largest response that may be a refusal, in bytes; a longer one goes into the file.
pub(super) const MAX_PEEK_BYTES: usize = 64 * 1024;

impl<'a> FileSink<'a> {
    /// Creates a sink that writes into this file.
    pub(crate) fn new(to: &'a mut NewFile) -> Self {
        Self(Mutex::new(FileSinkState { to, bytes: 0, total: None, failed: None }))
    }

    /// Returns the number of bytes written.
    pub(crate) fn bytes(&self) -> u64 {
        self.inner().bytes
    }

    /// Returns the number of bytes of the whole response, if it is known.
    pub(super) fn total(&self) -> Option<u64> {
        self.inner().total
    }

    fn inner(&self) -> MutexGuard<'_, FileSinkState<'a>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Empties the file for a retry.
    pub(super) fn restart(&self) -> io::Result<()> {
        let mut sink = self.inner();
        if std::mem::take(&mut sink.bytes) > 0 { sink.to.restart() } else { Ok(()) }
    }

    /// Writes a chunk, and at first the bytes `before` it. Returns `None` if the response is still short enough for
    /// memory or is compressed, else whether the write succeeded.
    pub(super) fn take(&self, head: &Head, before: &[u8], piece: &[u8]) -> Option<bool> {
        let mut sink = self.inner();
        let sink = &mut *sink;
        if sink.bytes == 0 {
            if head.encoding.is_some() || before.len() + piece.len() <= MAX_PEEK_BYTES {
                return None;
            }
            let length = |(name, value): &(String, String)| {
                name.eq_ignore_ascii_case("content-length").then(|| value.parse().ok()).flatten()
            };
            sink.total = head.headers.iter().find_map(length);
            sink.write(before);
        }
        sink.write(piece);
        Some(sink.failed.is_none())
    }

    pub(super) fn failure(&self) -> Option<io::Error> {
        self.inner().failed.take()
    }
}

impl FileSinkState<'_> {
    fn write(&mut self, piece: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.to.write_all(piece).err();
            self.bytes += piece.len() as u64;
        }
    }
}

/// An errcode from WeChat and the details that are known of it.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    /// The platform that the errcode belongs to.
    pub family: ErrcodeFamily,
    /// The errcode.
    pub errcode: i64,
    /// WeChat's errmsg.
    pub errmsg: String,
    /// The parts of the errmsg: message, rid, IP address.
    pub errmsg_parts: ErrmsgParts,
    /// The path of the call.
    pub path: String,
    /// The `msg_id` beside the errcode: that of the mass message which the call repeats.
    pub msg_id: Option<i64>,
    /// The entry in the table of errcodes.
    pub entry: Option<Errcode>,
    /// Cause and fix, as precise as the path, the errmsg and the request allow.
    pub advice: Option<Advice>,
    /// Set if the token that replaced a refused one was refused as well.
    pub second: Option<SecondRefusal>,
}

/// The token that replaced a refused one and was refused as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondRefusal {
    /// A new token.
    NewToken,
    /// The same token: `stable_token` returns it while it is valid.
    SameToken,
}

/// The reason why a response is not WeChat's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotWechat {
    /// An HTML page, as proxies and login portals send it; its title, or an empty string.
    Html(String),
    /// The page of a server that requires a client certificate in TLS; `true` if one was presented and refused.
    ClientCertificate(bool),
    /// Incomplete JSON.
    Truncated,
    /// An empty body.
    Empty,
    /// Text that is not JSON, from an endpoint that answers only JSON.
    NotJson,
    /// JSON that is no object, from an endpoint that answers with an object.
    NotObject,
    /// Bytes that are neither JPEG nor PNG, from an endpoint that answers with a picture.
    NotPicture,
    /// A redirect; its target.
    Redirect(String),
    /// An HTTP error status without an errcode.
    Status,
    /// A body larger than this limit, in bytes.
    TooLarge(usize),
    /// A body in this `Content-Encoding` that is damaged or not supported.
    Encoding(String),
}

impl NotWechat {
    /// Returns the name in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Html(_) => "html",
            Self::ClientCertificate(_) => "client-certificate",
            Self::Truncated => "truncated",
            Self::Empty => "empty",
            Self::NotJson => "not-json",
            Self::NotObject => "not-object",
            Self::NotPicture => "not-picture",
            Self::Redirect(_) => "redirect",
            Self::Status => "http-status",
            Self::TooLarge(_) => "too-large",
            Self::Encoding(_) => "encoding",
        }
    }
}

impl Reply {
    /// Parses the body as JSON; returns `None` if it is not JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.text().as_bytes()).ok()
    }

    /// Puts `***` in place of the secrets of the JSON of this response; returns whether there were any. The ticket of a QR
    /// code is public: it is part of the URL of its picture.
    pub(crate) fn mask(&self, json: &mut Value) -> bool {
        let is_of_qrcode = |sent: &Request| sent.url.path().ends_with("/qrcode/create");
        let public: &[&str] = if self.sent.as_deref().is_some_and(is_of_qrcode) { &["ticket"] } else { &[] };
        mask_json(json, public)
    }

    /// Returns the body as text, without a byte order mark.
    pub(crate) fn text(&self) -> std::borrow::Cow<'_, str> {
        let bytes = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        String::from_utf8_lossy(bytes)
    }

    /// Returns whether this is an answer of the mock that it gives without judging the call.
    pub(crate) fn is_generated(&self) -> bool {
        self.head.headers.iter().any(|(name, value)| name == MOCK_HEADER && value == GENERATED)
    }

    /// Returns whether the body is not text.
    pub(crate) fn is_binary(&self) -> bool {
        is_binary(&self.head, &self.body)
    }

    /// Decompresses gzip and deflate, which some proxies apply unasked, to at most `limit` bytes.
    pub(super) fn decompress(&mut self, limit: usize) -> Result<(), NotWechat> {
        let Some(encoding) = self.head.encoding.take() else { return Ok(()) };
        let inflated = match encoding.to_ascii_lowercase().as_str() {
            "identity" | "" => return Ok(()),
            "gzip" | "x-gzip" => body::gunzip(&self.body, limit + 1),
            "deflate" => body::unzlib(&self.body, limit + 1),
            _ => return Err(NotWechat::Encoding(encoding)),
        };
        if inflated.error.is_some() {
            return Err(NotWechat::Encoding(encoding));
        }
        if inflated.bytes.len() > limit {
            return Err(NotWechat::TooLarge(limit));
        }
        self.body = inflated.bytes;
        Ok(())
    }

    /// Returns WeChat's refusal, which often comes with HTTP 200 and also in place of an expected picture.
    pub(crate) fn refusal(&self, call: &Call) -> Option<Refusal> {
        if self.body.first().is_none_or(|&byte| !matches!(byte, b'{' | b' ' | b'\r' | b'\n' | b'\t' | 0xef)) {
            return None;
        }
        let json = self.json()?;
        let errcode = json.get("errcode").and_then(integer).filter(|&errcode| errcode != 0)?;
        let errmsg = json["errmsg"].as_str().unwrap_or_default().to_owned();
        let family = if call.host == Host::Work { ErrcodeFamily::Work } else { ErrcodeFamily::Api };
        let entry = errcode::find(family, errcode);
        let (lower, sent) = (errmsg.to_lowercase(), call.sent_text());
        let evidence = Evidence { path: Some(&call.path), errmsg: &lower, sent: Some(&sent) };
        Some(Refusal {
            family,
            errcode,
            errmsg_parts: parse_errmsg(&errmsg),
            errmsg,
            path: call.path.clone(),
            msg_id: json.get("msg_id").and_then(integer),
            entry,
            advice: entry.map(|entry| entry.advice(&evidence)),
            second: None,
        })
    }

    /// Returns whether this is a 204, which has no body.
    pub(crate) fn has_no_content(&self) -> bool {
        self.head.status == 204 && self.body.is_empty()
    }

    /// Returns whether the body is JSON, but no object: all JSON of WeChat's endpoints is an object.
    pub(super) fn is_other_json(&self) -> bool {
        !self.is_binary() && self.json().is_some_and(|json| !json.is_object())
    }

    /// Returns the reason why this response is not WeChat's; `None` if it is or may be.
    pub(super) fn not_wechat(&self) -> Option<NotWechat> {
        let status = self.head.status;
        if (300..400).contains(&status) {
            return Some(NotWechat::Redirect(self.head.location.clone().unwrap_or_default()));
        }
        if status < 400 && self.body.is_empty() && !self.is_partial {
            return Some(NotWechat::Empty);
        }
        // A part of an answer, although the whole was asked for.
        if status == 206 {
            return Some(NotWechat::Status);
        }
        let text = self.text();
        let start = text.trim_start();
        if is_html(self.head.content_type.as_deref(), start) {
            let title = body::html_title(&text).unwrap_or_default();
            // The pages of nginx, which stands before WeChat Pay.
            return Some(match (status, title.as_str()) {
                (400, "400 No required SSL certificate was sent") => NotWechat::ClientCertificate(false),
                (400, "400 The SSL certificate error") => NotWechat::ClientCertificate(true),
                _ => NotWechat::Html(title),
            });
        }
        if self.is_binary() {
            return (status >= 400).then_some(NotWechat::Status);
        }
        match serde_json::from_str::<Value>(start) {
            Ok(_) => (status >= 400).then_some(NotWechat::Status),
            _ if status >= 400 => Some(NotWechat::Status),
            _ if start.is_empty() => Some(NotWechat::Empty),
            Err(error) if !self.is_partial && error.is_eof() && start.starts_with(['{', '[']) => {
                Some(NotWechat::Truncated)
            }
            Err(_) => None,
        }
    }
}

impl Refusal {
    /// Returns the kind of the errcode; `None` if it is unknown.
    pub(crate) fn kind(&self) -> Option<ErrcodeKind> {
        self.entry.map(|entry| entry.kind)
    }
}

/// Returns whether a body is binary, such as a picture or a sound, by its content type and its bytes.
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
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (says && start.starts_with('<') && !start.starts_with("<xml>"))
}
