//! The mistakes in the string as a whole: what joins its parts, its encoding, its hash.

use crate::sign::{Detail, Mistake, Scheme};

pub(super) fn joined(mistake: Mistake, detail: &Detail) -> (String, &'static str) {
    let to = &*detail.to;
    match mistake {
        Mistake::StringEncoded if to == "key" => (
            "the string was percent-encoded before the key was appended".to_owned(),
            "sign the string as it is, not encoded",
        ),
        Mistake::StringEncoded => (
            "the whole string was percent-encoded before signing".to_owned(),
            "sign the string as it is, not encoded",
        ),
        Mistake::ValuesQuoted => {
            ("the values were signed in quotes".to_owned(), "join name=value with &, without quotes")
        }
        Mistake::ValuesAsJson => {
            ("the fields were signed as JSON".to_owned(), "join name=value with &, sorted by name")
        }
        Mistake::AmpersandDoubled if to == "key" => {
            ("there are two `&` before the key".to_owned(), "one & stands between two pairs")
        }
        Mistake::AmpersandDoubled => {
            ("the fields were joined by `&&`".to_owned(), "one & stands between two pairs")
        }
        Mistake::AmpersandTrailing => {
            ("there is an `&` too many at the end of the string".to_owned(), "& stands between pairs only")
        }
        Mistake::AmpersandMissing => {
            ("the `&` before `key=` was left out".to_owned(), "append &key= and the key to the string")
        }
        Mistake::SeparatorSpaced => {
            (format!("there is a space next to `{}`", to.trim()), "join name=value with &, without spaces")
        }
        _ => (
            if to == " " {
                "there is a space at the end of the string"
            } else {
                "there is a line break at the end of the string"
            }
            .to_owned(),
            "sign the string without it; `echo` appends a line break, `printf %s` does not",
        ),
    }
}

pub(super) fn whole(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let (from, to) = (&detail.from, &detail.to);
    match mistake {
        Mistake::OtherHash => {
            (format!("the hash is {to} instead of {from}"), "use the hash that this signature requires")
        }
        Mistake::HmacForHash => (
            format!("it is {to} with `{}` as its key, instead of {from}", detail.field),
            "the secret is a part of the string: hash the whole string, without a key",
        ),
        Mistake::HashedTwice => (
            "the string was hashed first, and this hash was signed in its place".to_owned(),
            "give the string itself to the function that signs: it computes the hash",
        ),
        Mistake::OtherOutput => (
            format!("the hash is written as {to}, not in hexadecimal digits"),
            "write it in hexadecimal digits",
        ),
        Mistake::OtherCharset => (
            format!("the string was signed in {to}, not in {from}"),
            "name the encoding when converting text to bytes, as in getBytes(\"UTF-8\")",
        ),
        Mistake::RsaPadding => (
            format!("it was made with this key, but with {to} padding"),
            if scheme == Scheme::Api {
                "the server API uses RSASSA-PSS with SHA-256 and a salt of 32 bytes"
            } else {
                "WeChat Pay v3 uses PKCS #1 v1.5: SHA256withRSA"
            },
        ),
        Mistake::RsaHash => {
            (format!("it was made with this key, but over {to}"), "WeChat uses SHA-256: SHA256withRSA")
        }
        Mistake::RsaOutput => {
            (format!("the signature is written in {to}"), "write the bytes in base64, once")
        }
        _ => (
            format!("it is the signature of {}", recipe(to)),
            "each kind of signature has its own fields; sign them separately",
        ),
    }
}

/// Returns the words for another recipe.
fn recipe(name: &str) -> &str {
    match name {
        "cardExt" => "a card (`cardExt`: sorted values with the api_ticket)",
        "chooseCard" => "`wx.chooseCard`",
        "wx.config" => "`wx.config`",
        "editAddress" => "`editAddress`",
        "unifiedorder" => "the response of unifiedorder, whose `sign` is not paySign",
        "app" => "an app, whose fields are appid, partnerid, prepayid, package, noncestr and timestamp",
        "page" => "a page, whose fields are appId, timeStamp, nonceStr, package and signType",
        "pairs" => "v2's string (sorted `name=value` pairs), where v3 signs four lines",
        "rawData" => "`rawData`: SHA-1 of the text and session_key",
        "hmac" => "an HMAC-SHA256 with the key, not of `rawData`",
        "signature" => "the user (`signature`: HMAC-SHA256 of the body alone)",
        other => other,
    }
}
