//! The formats of media files, recognized by their first bytes; pure.

/// The number of bytes that suffice to recognize a format.
pub(crate) const SNIFFED_BYTES: usize = 512;

/// A format of media files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileFormat {
    /// JPEG.
    Jpg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// A Windows bitmap.
    Bmp,
    /// `WebP`.
    Webp,
    /// AMR, narrow or wide band.
    Amr,
    /// MPEG audio, layer III.
    Mp3,
    /// RIFF WAVE.
    Wav,
    /// Windows Media Audio.
    Wma,
    /// MPEG-4 and its relatives.
    Mp4,
    /// Ogg, such as Speex.
    Ogg,
    /// PDF.
    Pdf,
}

impl FileFormat {
    /// All formats.
    pub(crate) const ALL: [Self; 12] = [
        Self::Jpg,
        Self::Png,
        Self::Gif,
        Self::Bmp,
        Self::Webp,
        Self::Amr,
        Self::Mp3,
        Self::Wav,
        Self::Wma,
        Self::Mp4,
        Self::Ogg,
        Self::Pdf,
    ];

    /// Recognizes a format by the first bytes of a file; returns `None` if it is another one.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
        if at(0, b"\xff\xd8\xff") {
            return Some(Self::Jpg);
        }
        let magics: [(&[u8], Self); 10] = [
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"GIF87a", Self::Gif),
            (b"GIF89a", Self::Gif),
            (b"#!AMR\n", Self::Amr),
            (b"#!AMR-WB\n", Self::Amr),
            (b"ID3", Self::Mp3),
            // The GUID of an ASF header.
            (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Self::Wma),
            (b"OggS", Self::Ogg),
            (b"%PDF-", Self::Pdf),
            (b"BM", Self::Bmp),
        ];
        if let Some((_, format)) = magics.iter().find(|(magic, _)| at(0, magic)) {
            // Two letters may begin any text: the size of the file's header follows at byte 14.
            return (*format != Self::Bmp || head.get(15..18) == Some(&[0; 3])).then_some(*format);
        }
        match (at(0, b"RIFF"), at(8, b"WEBP"), at(8, b"WAVE")) {
            (true, true, _) => return Some(Self::Webp),
            (true, _, true) => return Some(Self::Wav),
            _ => {}
        }
        if at(4, b"ftyp") {
            // HEIC and AVIF have the same container.
            let is_picture =
                [&b"heic"[..], b"heix", b"mif1", b"msf1", b"avif"].iter().any(|brand| at(8, brand));
            return (!is_picture).then_some(Self::Mp4);
        }
        is_mpeg_frame(head).then_some(Self::Mp3)
    }

    /// Returns the name, which is the usual extension.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Webp => "webp",
            Self::Amr => "amr",
            Self::Mp3 => "mp3",
            Self::Wav => "wav",
            Self::Wma => "wma",
            Self::Mp4 => "mp4",
            Self::Ogg => "ogg",
            Self::Pdf => "pdf",
        }
    }

    /// Returns the content type.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Webp => "image/webp",
            Self::Amr => "audio/amr",
            Self::Mp3 => "audio/mpeg",
            Self::Wav => "audio/wav",
            Self::Wma => "audio/x-ms-wma",
            Self::Mp4 => "video/mp4",
            Self::Ogg => "audio/ogg",
            Self::Pdf => "application/pdf",
        }
    }

    /// Returns the format of a name such as `jpg`, or of an extension in any case.
    pub(crate) fn named(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        match extension.as_str() {
            "jpeg" | "jpe" => Some(Self::Jpg),
            "m4v" | "m4a" | "mov" => Some(Self::Mp4),
            "speex" | "spx" => Some(Self::Ogg),
            name => Self::ALL.into_iter().find(|format| format.name() == name),
        }
    }

    /// Returns the format of a content type.
    pub(crate) fn of_type(content_type: &str) -> Option<Self> {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.as_str() {
            "image/jpg" => Some(Self::Jpg),
            "audio/mp3" => Some(Self::Mp3),
            "video/mpeg4" => Some(Self::Mp4),
            kind => Self::ALL.into_iter().find(|format| format.content_type() == kind),
        }
    }
}

/// Returns whether a file begins with a frame of MPEG audio, layer III, without a tag before it.
fn is_mpeg_frame(head: &[u8]) -> bool {
    let [0xff, second, third, ..] = *head else { return false };
    let (version, layer) = (second >> 3 & 0b11, second >> 1 & 0b11);
    let (rate, frequency) = (third >> 4, third >> 2 & 0b11);
    second >> 5 == 0b111 && version != 0b01 && layer == 0b01 && (1..15).contains(&rate) && frequency != 0b11
}

#[cfg(test)]
mod tests {
    use super::FileFormat;

    #[test]
    fn formats_are_recognized_by_their_first_bytes() {
        for (head, format) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], Some(FileFormat::Jpg)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(FileFormat::Png)),
            (b"GIF89a\x01\0", Some(FileFormat::Gif)),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Some(FileFormat::Bmp)),
            (b"BM is no picture, only a text", None),
            (b"RIFF\x24\0\0\0WAVEfmt ", Some(FileFormat::Wav)),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some(FileFormat::Webp)),
            (b"#!AMR\n\x3c", Some(FileFormat::Amr)),
            (b"ID3\x03\0", Some(FileFormat::Mp3)),
            (b"\xff\xfb\x90\x44", Some(FileFormat::Mp3)),
            (b"\xff\xf1\x50\x80", None),
            (b"\0\0\0\x20ftypisom", Some(FileFormat::Mp4)),
            (b"\0\0\0\x20ftypheic", None),
            (b"<html>", None),
            (b"", None),
        ] {
            assert_eq!(FileFormat::of(head), format, "{head:?}");
        }
    }

    #[test]
    fn names_and_types_lead_back_to_their_format() {
        for format in FileFormat::ALL {
            assert_eq!(FileFormat::named(format.name()), Some(format));
            assert_eq!(FileFormat::of_type(&format!("{}; x=y", format.content_type())), Some(format));
        }
        assert_eq!(FileFormat::named("JPEG"), Some(FileFormat::Jpg));
    }
}
