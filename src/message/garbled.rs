//! Texts that were decoded with another encoding than UTF-8. Encoding them back tells what they should read.

/// The smallest number of Chinese characters in the restored text.
const MIN_RESTORED: usize = 2;

/// Returns what a text should read: UTF-8 that was decoded as ISO-8859-1, Windows-1252 or GBK.
pub(super) fn find(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let latin = latin_bytes(text).and_then(restored);
    latin.or_else(|| {
        let (bytes, _, lost) = encoding_rs::GBK.encode(text);
        if lost { None } else { restored(bytes.into_owned()) }
    })
}

/// Returns whether a text consists of question marks, as when its characters do not fit into an encoding.
pub(super) fn is_lost(text: &str) -> bool {
    let text = text.trim();
    text.len() > 3 && text.bytes().all(|byte| byte == b'?')
}

/// Returns the bytes of a text in Windows-1252, whose undefined bytes are those of ISO-8859-1.
fn latin_bytes(text: &str) -> Option<Vec<u8>> {
    let byte = |char: char| {
        let mut buffer = [0; 4];
        u8::try_from(u32::from(char)).ok().or_else(|| {
            let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(char.encode_utf8(&mut buffer));
            bytes.first().copied().filter(|_| !lost)
        })
    };
    text.chars().map(byte).collect()
}

/// Returns the text of bytes that are UTF-8 with Chinese characters and nothing odd.
fn restored(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let chinese = |char: char| matches!(char, '\u{4e00}'..='\u{9fff}');
    let usual = |char: char| {
        char.is_ascii()
            || chinese(char)
            || matches!(char, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{1f300}'..='\u{1faff}')
    };
    (text.chars().filter(|char| chinese(*char)).count() >= MIN_RESTORED && text.chars().all(usual))
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{find, is_lost};

    #[test]
    fn utf_8_in_another_encoding_is_restored() {
        for text in ["你好", "欢迎关注！请回复“1”查询", "Hello, 世界 😀"] {
            let latin: String = text.bytes().map(char::from).collect();
            assert_eq!(find(&latin).as_deref(), Some(text));
            let (windows, ..) = encoding_rs::WINDOWS_1252.decode(text.as_bytes());
            assert_eq!(find(&windows).as_deref(), Some(text), "{windows}");
        }
        let (gbk, ..) = encoding_rs::GBK.decode("你好世界".as_bytes());
        assert_eq!(find(&gbk).as_deref(), Some("你好世界"));
        assert!(is_lost("????") && is_lost("?????\n"));
    }

    #[test]
    fn right_texts_are_left_alone() {
        for text in [
            "你好",
            "联通",
            "Déjà vu",
            "naïve café — 10 €",
            "在吗????",
            "é",
            "浣",
            "日本語です",
            "ÄÖÜ äöü",
            "??",
        ] {
            assert_eq!(find(text), None, "{text}");
            assert!(!is_lost(text), "{text}");
        }
    }
}
