//! The help and messages of `webot crypt`.

use time::OffsetDateTime;
use time::macros::format_description;

use crate::crypt::{Invisible, Repair};
use crate::lang::Said;

/// The help of `webot crypt`.
pub(crate) struct CryptHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub decrypt: &'static str,
    pub decrypt_after: &'static str,
    pub encrypt: &'static str,
    pub encrypt_after: &'static str,
    pub mini: &'static str,
    pub mini_after: &'static str,
    pub refund: &'static str,
    pub refund_after: &'static str,
    pub notify: &'static str,
    pub notify_after: &'static str,
    pub verify_notify: &'static str,
    pub verify_notify_after: &'static str,
    pub aes_key: &'static str,
    pub expected_receiver: &'static str,
    pub receiver: &'static str,
    pub check_token: &'static str,
    pub token: &'static str,
    pub seal_timestamp: &'static str,
    pub seal_nonce: &'static str,
    pub session_key: &'static str,
    pub iv: &'static str,
    pub appid: &'static str,
    pub pay_key: &'static str,
    pub apiv3_key: &'static str,
    pub nonce: &'static str,
    pub aad: &'static str,
    pub cert: &'static str,
    pub public_key: &'static str,
    pub headers: &'static str,
    pub signature: &'static str,
    pub timestamp: &'static str,
    pub header_nonce: &'static str,
    pub serial: &'static str,
}

/// The messages of `webot crypt`.
pub(crate) struct CryptWords {
    /// Asks for input on a terminal, if none is piped in.
    pub paste: &'static str,
    /// Says that base64 was repaired; the name of the value, and the repair.
    pub mended: fn(&str, Repair) -> String,
    /// Tells the receiver of a message.
    pub receiver: fn(&str) -> String,
    /// Tells the appid and the time of a watermark, in seconds since 1970.
    pub watermark: fn(&str, i64) -> String,
    /// The messages about a callback URL or a line of a log.
    pub callback: CallbackWords,
    /// Says that the key of a refund notice is the MD5 already.
    pub already_md5: &'static str,
    /// Says that a key has invisible characters; the flag and the characters.
    pub invisible: fn(&str, &Invisible) -> String,
    /// Says that a key without its invisible characters was right; the number of characters left.
    pub opened_without: fn(usize) -> String,
    /// Says that a refund notice was decrypted with the key itself, not with its MD5.
    pub raw_key: &'static str,
}

/// The messages about a callback URL or a line of a log.
pub(crate) struct CallbackWords {
    /// Says that a signature is right; its name, and the default token if it was used.
    pub right: fn(&str, Option<&str>) -> String,
    /// Says that a signature is wrong; its name.
    pub wrong: fn(&str) -> Said,
    /// Says that a signature was not checked because no token is known; its name.
    pub unchecked: fn(&str) -> String,
    /// Says that a signature needs the body.
    pub sealed_elsewhere: &'static str,
    /// Says how to answer a check of the URL.
    pub answer: &'static str,
    /// Says that there is nothing to decrypt in a query.
    pub no_body: &'static str,
    /// Says that a document was found within a line of a log.
    pub from_log: &'static str,
}

/// Returns the code point of an invisible character and, if it is a usual one, its name.
pub(super) fn char_name(char: char, zero_width: &str, blank: &str) -> String {
    let name = match char {
        '\u{feff}' => "BOM",
        '\u{a0}' => "NBSP",
        '\t' => "TAB",
        '\n' => "LF",
        '\r' => "CR",
        ' ' | '\u{3000}' | '\u{2000}'..='\u{200a}' => blank,
        '\u{200b}'..='\u{200d}' | '\u{2060}' => zero_width,
        _ => "",
    };
    let code = format!("U+{:04X}", u32::from(char));
    if name.is_empty() { code } else { format!("{code} ({name})") }
}

/// Formats a time in seconds since 1970 for people, in UTC.
pub(super) fn moment(seconds: i64) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok();
    time.and_then(|time| time.format(&format).ok()).unwrap_or_else(|| seconds.to_string())
}

/// Formats an unsigned time like [`moment`].
pub(super) fn moment_of(seconds: u64) -> String {
    i64::try_from(seconds).map_or_else(|_| seconds.to_string(), moment)
}
