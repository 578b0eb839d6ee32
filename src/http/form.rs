//! Forms (`multipart/form-data`): their encoding, and their bodies, which are read while they are sent.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};

use crate::file_format::FileFormat;
use crate::secret::{MASK, Position, is_secret};

/// The boundary between the parts of a form; random letters that no file is likely to contain.
const BOUNDARY: &str = "webot-7d83b1f0a26e4c95";
/// The size of the pieces in which a file is read, in bytes.
const PIECE_BYTES: usize = 128 << 10;

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormPart {
    /// The field's name.
    pub name: String,
    /// The file's name; `None` for a plain value.
    pub file: Option<String>,
    /// The content.
    pub content: PartContent,
}

/// The content of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PartContent {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// A file, which is read when it is sent, and its size.
    File(PathBuf, u64),
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form(pub(crate) Vec<FormPart>);

impl FormPart {
    /// Returns a plain value.
    pub(crate) fn text(name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), file: None, content: PartContent::Bytes(value.into()) }
    }

    fn is_secret(&self) -> bool {
        self.file.is_none() && is_secret(&self.name, Position::Body)
    }

    /// Returns the lines before the content. File names stay raw UTF-8: WeChat does not decode percent-encoded names.
    fn head(&self) -> String {
        let quoted = |name: &str| name.replace('"', "%22").replace(['\r', '\n'], " ");
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&self.name));
        match &self.file {
            Some(file) => {
                format!("{head}; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n", quoted(file), file_type(file))
            }
            None => format!("{head}\r\n\r\n"),
        }
    }

    fn length(&self) -> u64 {
        match &self.content {
            PartContent::Bytes(bytes) => bytes.len() as u64,
            PartContent::File(_, length) => *length,
        }
    }

    /// Returns the words of a command line of curl for this field.
    pub(super) fn curl_words(&self) -> [String; 2] {
        let Some(file) = &self.file else {
            let value = match &self.content {
                PartContent::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                PartContent::File(path, _) => path.display().to_string(),
            };
            return ["--form-string".to_owned(), format!("{}={value}", self.name)];
        };
        let path = match &self.content {
            PartContent::Bytes(_) => "-".to_owned(),
            PartContent::File(path, _) => path.display().to_string(),
        };
        // In quotes, a semicolon does not end a name.
        let quoted = |name: &str| format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
        let kind = file_type(file);
        let word = format!("{}=@{};filename={};type={kind}", self.name, quoted(&path), quoted(file));
        ["-F".to_owned(), word]
    }
}

/// Returns the content type for a file name.
fn file_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match FileFormat::named(extension) {
        Some(format) => format.content_type(),
        None if extension.eq_ignore_ascii_case("json") => "application/json",
        None => "application/octet-stream",
    }
}

impl Form {
    /// Returns the `Content-Type` of the request.
    pub(crate) fn content_type() -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    /// Returns the line after the last field.
    fn end() -> String {
        format!("--{BOUNDARY}--\r\n")
    }

    /// Returns the length of the body, in bytes.
    pub(crate) fn length(&self) -> u64 {
        let part = |part: &FormPart| part.head().len() as u64 + part.length() + 2;
        self.0.iter().map(part).sum::<u64>() + Self::end().len() as u64
    }

    /// Returns the body as it is shown: a note stands for each file.
    pub(super) fn shown(&self) -> String {
        let mut text = String::new();
        for part in &self.0 {
            text.push_str(&part.head());
            match (&part.content, &part.file) {
                (PartContent::Bytes(bytes), None) => text.push_str(&String::from_utf8_lossy(bytes)),
                (PartContent::Bytes(bytes), Some(_)) => {
                    text.extend(["<", &bytes.len().to_string(), " bytes>"]);
                }
                (PartContent::File(path, length), _) => {
                    let note = format!("<{}: {length} bytes>", path.display());
                    text.push_str(&note);
                }
            }
            text.push_str("\r\n");
        }
        text + &Self::end()
    }

    /// Returns the form with the values of secret fields masked; `mask` masks the others.
    pub(super) fn masked(&self, mask: impl Fn(&str) -> String) -> Self {
        let masked = |part: &FormPart| {
            let content = match (&part.content, &part.file) {
                _ if part.is_secret() => PartContent::Bytes(MASK.into()),
                (PartContent::Bytes(bytes), None) => match std::str::from_utf8(bytes) {
                    Ok(text) => PartContent::Bytes(mask(text).into_bytes()),
                    Err(_) => PartContent::Bytes(bytes.clone()),
                },
                (content, _) => content.clone(),
            };
            FormPart { content, ..part.clone() }
        };
        Self(self.0.iter().map(masked).collect())
    }

    /// Returns the whole body.
    pub(crate) fn read(&self) -> io::Result<Vec<u8>> {
        let mut reader = FormReader::new(self);
        let mut body = Vec::new();
        while let Some(piece) = reader.next_piece()? {
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }
}

/// Buffers that are filled again once their piece is sent: each page of a new one is a page fault, which costs more than
/// sending it.
#[derive(Debug, Clone, Default)]
struct Buffers(Arc<Mutex<Vec<Vec<u8>>>>);

impl Buffers {
    fn take(&self) -> Vec<u8> {
        let free = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(|| vec![0; PIECE_BYTES])
    }

    fn put(&self, buffer: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
    }
}

/// The beginning of a buffer, which goes back when it is dropped.
struct Piece {
    buffer: Vec<u8>,
    length: usize,
    buffers: Buffers,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.buffers.put(std::mem::take(&mut self.buffer));
    }
}

/// The pieces of a form that are left to send.
struct FormReader {
    left: VecDeque<Segment>,
    buffers: Buffers,
}

enum Segment {
    Bytes(Bytes),
    /// A file that is not open yet, and its size.
    File(PathBuf, u64),
    /// An open file, and the number of bytes left in it.
    Open(File, PathBuf, u64),
}

impl FormReader {
    fn new(form: &Form) -> Self {
        let mut left = VecDeque::new();
        for part in &form.0 {
            left.push_back(Segment::Bytes(part.head().into()));
            left.push_back(match &part.content {
                PartContent::Bytes(bytes) => Segment::Bytes(bytes.clone().into()),
                PartContent::File(path, length) => Segment::File(path.clone(), *length),
            });
            left.push_back(Segment::Bytes(Bytes::from_static(b"\r\n")));
        }
        left.push_back(Segment::Bytes(Form::end().into()));
        Self { left, buffers: Buffers::default() }
    }

    /// Reads the next piece; `None` at the end. A file that is shorter than it was is an error.
    fn next_piece(&mut self) -> io::Result<Option<Bytes>> {
        loop {
            let named = |path: &PathBuf, source: &io::Error| {
                io::Error::new(source.kind(), format!("{}: {source}", path.display()))
            };
            match self.left.pop_front() {
                None => return Ok(None),
                Some(Segment::Bytes(bytes)) if bytes.is_empty() => {}
                Some(Segment::Bytes(bytes)) => return Ok(Some(bytes)),
                Some(Segment::File(path, length)) => {
                    let file = File::open(&path).map_err(|source| named(&path, &source))?;
                    self.left.push_front(Segment::Open(file, path, length));
                }
                Some(Segment::Open(_, _, 0)) => {}
                Some(Segment::Open(mut file, path, left)) => {
                    let most = usize::try_from(left).map_or(PIECE_BYTES, |left| left.min(PIECE_BYTES));
                    let mut piece =
                        Piece { buffer: self.buffers.take(), length: 0, buffers: self.buffers.clone() };
                    let room = piece.buffer.get_mut(..most).unwrap_or_default();
                    piece.length = file.read(room).map_err(|source| named(&path, &source))?;
                    if piece.length == 0 {
                        let changed = io::Error::other("it became shorter while it was sent");
                        return Err(named(&path, &changed));
                    }
                    self.left.push_front(Segment::Open(file, path, left - piece.length as u64));
                    return Ok(Some(Bytes::from_owner(piece)));
                }
            }
        }
    }
}

/// The state of an upload that its sender watches.
#[derive(Debug, Default)]
pub(crate) struct UploadState {
    sent: AtomicU64,
    failure: Mutex<Option<io::Error>>,
}

impl UploadState {
    /// Returns the number of bytes sent.
    pub(crate) fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Returns the error of reading a file, once.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The body of a request with a form. Its length is known, because WeChat answers 41005 to a body in chunks.
pub(super) struct FormBody {
    reader: FormReader,
    left: u64,
    state: Arc<UploadState>,
}

impl FormBody {
    pub(super) fn new(form: &Form, state: Arc<UploadState>) -> Self {
        Self { reader: FormReader::new(form), left: form.length(), state }
    }
}

impl Body for FormBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let body = self.get_mut();
        Poll::Ready(match body.reader.next_piece() {
            Ok(piece) => piece.map(|piece| {
                body.left = body.left.saturating_sub(piece.len() as u64);
                body.state.sent.fetch_add(piece.len() as u64, Ordering::Relaxed);
                Ok(Frame::data(piece))
            }),
            Err(error) => {
                let copy = io::Error::new(error.kind(), error.to_string());
                *body.state.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                Some(Err(copy))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, FormPart, FormReader, PartContent};
    use std::collections::VecDeque;

    fn form(content: PartContent) -> Form {
        let file = FormPart { name: "media".to_owned(), file: Some("图;\"1\".png".to_owned()), content };
        Form(vec![FormPart::text("description", "图"), file])
    }

    #[test]
    fn a_form_has_the_length_that_it_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.png");
        let content = vec![7; 300_000];
        #[expect(clippy::disallowed_methods, reason = "a test writes a file")]
        std::fs::write(&path, &content).expect("a file");
        let form = form(PartContent::File(path.clone(), 300_000));
        let body = form.read().expect("a body");
        assert_eq!(body.len() as u64, form.length());
        assert_eq!(body, super::tests::form(PartContent::Bytes(content)).read().expect("a body"));
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("name=\"description\"\r\n\r\n图\r\n"), "{text}");
        assert!(text.contains("name=\"media\"; filename=\"图;%221%22.png\"\r\nContent-Type: image/png"));
        let longer = super::tests::form(PartContent::File(path, 300_001));
        assert!(longer.read().expect_err("an error").to_string().contains("shorter"));
    }

    #[test]
    fn a_buffer_is_filled_again_once_its_piece_is_sent() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.png");
        #[expect(clippy::disallowed_methods, reason = "a test writes a file")]
        std::fs::write(&path, vec![7; 1_000_000]).expect("a file");
        let mut reader = FormReader::new(&form(PartContent::File(path, 1_000_000)));
        let mut waiting = VecDeque::new();
        while let Some(piece) = reader.next_piece().expect("a piece") {
            assert!(!piece.is_empty());
            waiting.push_back(piece);
            waiting.drain(..waiting.len().saturating_sub(2));
        }
        drop(waiting);
        assert_eq!(reader.buffers.0.lock().expect("no panic").len(), 3);
    }

    #[test]
    fn a_secret_field_is_masked() {
        let form = Form(vec![FormPart::text("secret", "s3cret"), FormPart::text("a", "x s3cret")]);
        let shown = form.masked(|text| text.replace("s3cret", "***")).shown();
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}
