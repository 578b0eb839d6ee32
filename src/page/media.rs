//! The files that users send in a page, served to the bot under addresses that cannot be guessed.

use std::collections::VecDeque;

use hyper::body::Bytes;

use crate::file_format::FileFormat;

/// The maximum size of all files together, in bytes; the oldest give way.
const MAX_BYTES: usize = 64 << 20;

/// The files of a page.
#[derive(Debug, Default)]
pub(super) struct Media {
    files: VecDeque<(u64, &'static str, Bytes)>,
    last: u64,
    bytes: usize,
}

impl Media {
    /// Adds a file and returns its number and its content type; `None` if it is neither a picture nor a sound of
    /// WeChat.
    pub(super) fn add(&mut self, content: Bytes) -> Option<(u64, &'static str)> {
        let content_type = content_type(FileFormat::of(&content)?)?;
        self.last += 1;
        self.bytes += content.len();
        self.files.push_back((self.last, content_type, content));
        while self.bytes > MAX_BYTES {
            let Some((_, _, oldest)) = self.files.pop_front() else { break };
            self.bytes -= oldest.len();
        }
        Some((self.last, content_type))
    }

    /// Returns the content type and the content of a file.
    pub(super) fn get(&self, number: u64) -> Option<(&'static str, Bytes)> {
        let (_, content_type, content) = self.files.iter().find(|(known, ..)| *known == number)?;
        Some((content_type, content.clone()))
    }
}

fn content_type(format: FileFormat) -> Option<&'static str> {
    Some(match format {
        FileFormat::Jpg => "image/jpeg",
        FileFormat::Png => "image/png",
        FileFormat::Gif => "image/gif",
        FileFormat::Bmp => "image/bmp",
        FileFormat::Webp => "image/webp",
        FileFormat::Amr => "audio/amr",
        FileFormat::Mp3 => "audio/mpeg",
        FileFormat::Wav => "audio/wav",
        FileFormat::Ogg => "audio/ogg",
        FileFormat::Mp4 => "video/mp4",
        FileFormat::Wma | FileFormat::Pdf => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_media_are_kept_and_the_oldest_give_way() {
        let mut media = Media::default();
        assert_eq!(media.add(Bytes::from_static(b"<script>alert(1)</script>")), None);
        assert_eq!(media.add(Bytes::from_static(b"<svg xmlns='http://www.w3.org/2000/svg'/>")), None);
        let mut large = b"\xff\xd8\xff".to_vec();
        large.resize(MAX_BYTES / 2, 0);
        assert_eq!(media.add(Bytes::from(large.clone())), Some((1, "image/jpeg")));
        assert_eq!(media.add(Bytes::from(large)), Some((2, "image/jpeg")));
        assert!(media.get(1).is_some());
        assert_eq!(media.add(Bytes::from_static(b"GIF89a")), Some((3, "image/gif")));
        assert_eq!((media.get(1), media.get(3)), (None, Some(("image/gif", Bytes::from_static(b"GIF89a")))));
    }
}
