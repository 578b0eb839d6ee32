//! Bodies: decompressed within a limit, and the title of a page.

use std::io::{self, BufRead, Read};

use crate::lang::{excerpt, one_line};

/// A decompressed body.
pub(crate) struct Inflated {
    /// The plain bytes, up to the limit or the damaged place.
    pub(crate) bytes: Vec<u8>,
    /// The error of a truncated or damaged stream.
    pub(crate) error: Option<io::Error>,
}

/// Decompresses gzip to at most `limit` bytes.
pub(crate) fn gunzip(body: &[u8], limit: usize) -> Inflated {
    inflate(flate2::read::GzDecoder::new(body), limit)
}

/// Returns a reader of what gzip has compressed.
pub(crate) fn gunzip_reader(packed: impl BufRead) -> impl Read {
    flate2::bufread::GzDecoder::new(packed)
}

/// Decompresses deflate with a zlib header to at most `limit` bytes.
pub(crate) fn unzlib(body: &[u8], limit: usize) -> Inflated {
    inflate(flate2::read::ZlibDecoder::new(body), limit)
}

fn inflate(stream: impl Read, limit: usize) -> Inflated {
    let mut bytes = Vec::new();
    let error = stream.take(limit as u64).read_to_end(&mut bytes).err();
    Inflated { bytes, error }
}

/// Returns the title of an HTML page in one line of at most 80 characters; `None` if it has none.
pub(crate) fn html_title(html: &str) -> Option<String> {
    // Lower-casing ASCII changes no byte offset.
    let lower = html.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = excerpt(&one_line(html.get(start..end)?));
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::html_title;

    #[test]
    fn the_title_is_found_in_any_case() {
        assert_eq!(html_title("<HTML><Title lang=en> 502\n Bad </TITLE>"), Some("502 Bad".to_owned()));
        assert_eq!(html_title("<title></title>"), None);
        assert_eq!(html_title("<p>"), None);
    }
}
