//! The mistakes that name a field, a value or a text.

use super::strings;
use crate::lang::{excerpt, visible};
use crate::sign::{Detail, Mistake, Scheme};
use crate::text::Said;

const AS_SENT: &str = "sign the names and values exactly as they are sent";
const FIELDS_OF_PAGE: &str = "a page signs appId, timeStamp, nonceStr, package and signType; an app appid, partnerid, prepayid, package, noncestr and timestamp";
const PAIRS: &str = "join name=value with &";
const WHOLE_URL: &str = "sign the URL that the page has when it calls wx.config: location.href.split('#')[0]";
const PATH_AND_QUERY: &str = "sign the path and the query, as in the request line";

pub(super) fn mistake(mistake: Mistake, detail: &Detail, scheme: Scheme) -> Said {
    let (message, hint) = match mistake {
        mistake if mistake.is_of_url() => url(mistake, detail, scheme),
        Mistake::OtherSecret
        | Mistake::SecretQuoted
        | Mistake::SecretInvisibleCharacter
        | Mistake::KeySortedIn
        | Mistake::KeyBare
        | Mistake::KeyFirst
        | Mistake::KeyName
        | Mistake::KeyHashed
        | Mistake::KeyDecoded => key(mistake, detail, scheme),
        Mistake::BodyEmpty
        | Mistake::BodyNewline
        | Mistake::BodyByteOrderMark
        | Mistake::BodyOther
        | Mistake::NewlineLiteral
        | Mistake::OtherSeparator
        | Mistake::OtherMethod => line(mistake, detail, scheme),
        Mistake::StringEncoded
        | Mistake::ValuesQuoted
        | Mistake::ValuesAsJson
        | Mistake::AmpersandDoubled
        | Mistake::AmpersandTrailing
        | Mistake::AmpersandMissing
        | Mistake::SeparatorSpaced
        | Mistake::StringNewline => strings::joined(mistake, detail),
        Mistake::OtherHash
        | Mistake::HmacForHash
        | Mistake::HashedTwice
        | Mistake::OtherOutput
        | Mistake::OtherRecipe
        | Mistake::RsaPadding
        | Mistake::RsaHash
        | Mistake::RsaOutput
        | Mistake::OtherCharset => strings::whole(mistake, detail, scheme),
        _ => field(mistake, detail, scheme),
    };
    Said::new(message).hint(hint)
}

fn url(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let request = scheme == Scheme::PayRequest;
    let rule = match scheme {
        Scheme::PayRequest => PATH_AND_QUERY,
        Scheme::Api => "urlpath is scheme, host and path, without the query",
        _ => WHOLE_URL,
    };
    let (name, from, to) = (&detail.field, excerpt(&detail.from), excerpt(&detail.to));
    match mistake {
        Mistake::UrlSchemeSwapped => (
            if detail.to.starts_with("https") {
                "`https` was signed instead of `http`"
            } else {
                "`http` was signed instead of `https`"
            }
            .to_owned(),
            "behind a proxy, take the scheme from X-Forwarded-Proto, or the URL from the page",
        ),
        Mistake::UrlShareParameters => {
            (format!("a parameter that WeChat adds to the URL was not signed: `{name}`"), rule)
        }
        Mistake::UrlCut if detail.to == "&" => (
            if detail.from == "&" {
                "the URL was cut at its first `&`".to_owned()
            } else {
                format!("the URL was cut before `{from}`")
            },
            if request {
                PATH_AND_QUERY
            } else {
                "send the URL to the signer percent-encoded: encodeURIComponent(location.href.split('#')[0])"
            },
        ),
        Mistake::UrlCut => (format!("the URL was cut before `{from}`"), rule),
        Mistake::UrlParameterDropped => (format!("the parameter `{name}` of the URL was not signed"), rule),
        Mistake::UrlOriginOnly => (
            format!("only the origin of the URL was signed: `{to}`"),
            "sign the path and the query too; location.origin and a shortened Referer lack them",
        ),
        Mistake::UrlPathOnly | Mistake::UrlRewritten if request => {
            (format!("the path was signed as `{to}`"), rule)
        }
        Mistake::UrlPathOnly => (format!("the URL was signed without scheme and host: `{to}`"), rule),
        Mistake::UrlRewritten => (format!("the URL was signed as `{to}`"), rule),
        Mistake::UrlSchemeMissing => (format!("the URL was signed without its scheme: `{to}`"), rule),
        Mistake::UrlWhole if scheme == Scheme::Api => {
            (format!("the URL was signed with its query: `{to}`"), rule)
        }
        Mistake::UrlWhole => {
            (format!("the whole URL was signed: `{to}`"), "sign from the path on, as in /v3/certificates")
        }
        _ if detail.from == "www." => (
            format!("the URL was signed with the host `{to}`"),
            "with and without www. are two URLs: sign the one that the page has, location.href.split('#')[0]",
        ),
        _ => (
            format!("the URL was signed with the host `{to}`"),
            "take the URL from the page, not from the server behind the proxy",
        ),
    }
}

/// Returns the developers' name of a secret, by the name of its field.
fn secret(field: &str) -> &str {
    match field {
        "jsapi_ticket" | "api_ticket" => "ticket",
        "accesstoken" => "access_token",
        other => other,
    }
}

fn key(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let to = &detail.to;
    match mistake {
        Mistake::OtherSecret => (
            if to.starts_with('-') {
                format!("it was signed with the secret that is given as `{to}`")
            } else {
                format!("it was signed with `{to}` of this configuration")
            },
            match scheme {
                Scheme::PayV2 | Scheme::PayPage => {
                    "use the API key, which is set in the merchant platform and is neither the AppSecret nor the APIv3 key"
                }
                Scheme::Callback => "use the Token that is set beside the callback URL in the console",
                _ => "each signature has its own secret",
            },
        ),
        Mistake::SecretQuoted => (
            format!("the quotes around the {} were signed too: {}…{to}", secret(&detail.field), detail.from),
            "remove the quotes; a program keeps them if it reads a .env file without parsing it",
        ),
        Mistake::SecretInvisibleCharacter => {
            let (place, char) = if to.is_empty() { ("before", &detail.from) } else { ("after", to) };
            let field = secret(&detail.field);
            if char == "\u{feff}" {
                (
                    format!("the byte order mark (U+FEFF) {place} the {field} was signed too"),
                    "save the file without a byte order mark, or remove it: many functions that trim leave it",
                )
            } else {
                (
                    format!(
                        "the invisible character U+200B (zero-width space) {place} the {field} was signed too"
                    ),
                    "delete it from the setting; functions that trim leave it",
                )
            }
        }
        Mistake::KeySortedIn => (
            "the key was sorted among the fields".to_owned(),
            "append &key= and the key after the sorted fields",
        ),
        Mistake::KeyBare if scheme == Scheme::MiniProgram => {
            ("the key was appended to the text".to_owned(), "the key of an HMAC is not a part of the text")
        }
        Mistake::KeyBare => {
            ("the key was appended without `&key=`".to_owned(), "append &key= and the key to the string")
        }
        Mistake::KeyFirst => {
            ("the key is at the start of the string".to_owned(), "append &key= and the key to the string")
        }
        Mistake::KeyName => {
            (format!("`{to}` was written instead of `{}`", detail.from), "append exactly &key=KEY")
        }
        Mistake::KeyDecoded => {
            ("the key was decoded from base64 before it was used".to_owned(), "use the key as text")
        }
        _ => (
            "the MD5 of the key was used instead of the key".to_owned(),
            "use the key itself, as it is set in the merchant platform",
        ),
    }
}

fn line(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let to = excerpt(&detail.to);
    let lines = "end every line with \\n, including the last";
    match mistake {
        Mistake::BodyEmpty => {
            ("the body was signed as empty".to_owned(), "sign exactly the bytes that are sent")
        }
        Mistake::BodyNewline => (
            "the body was signed with another line break or space at its end".to_owned(),
            "sign the bytes that are sent; `echo` and editors append a line break",
        ),
        Mistake::BodyByteOrderMark if detail.to.starts_with('\u{feff}') => (
            "the body was signed with a byte order mark (U+FEFF) before it".to_owned(),
            "sign the bytes that are sent; save the file without a byte order mark",
        ),
        Mistake::BodyByteOrderMark => (
            "the body was signed without the byte order mark (U+FEFF) that it begins with".to_owned(),
            "sign the bytes that are sent; save the file without a byte order mark",
        ),
        Mistake::BodyOther => (
            format!("`{to}` was signed as the body"),
            "sign the bytes that are sent; a GET has no body, and its last line is empty",
        ),
        Mistake::NewlineLiteral => (
            "the lines end with a backslash and an n instead of a line break".to_owned(),
            "in PHP, use double quotes around \"\\n\"; a template or a config file must not escape the backslash",
        ),
        Mistake::OtherMethod => (
            format!("`{to}` was signed as the method, not `{}`", detail.from),
            "sign the method of the request, in uppercase",
        ),
        _ if detail.to == "\n\n" => ("there is one line break too many at the end".to_owned(), lines),
        _ if detail.to == "\n" && scheme == Scheme::Api => {
            ("there is a line break at the end".to_owned(), "end the last line without a line break")
        }
        _ if detail.to == "values" => (
            "the values were signed without their names".to_owned(),
            "join name=value with &, then append &key= and the key",
        ),
        _ if detail.from == "&" => (
            if to.is_empty() {
                "the fields were joined without `&`".to_owned()
            } else {
                format!("the fields were joined by `{}`, not by `&`", to.escape_debug())
            },
            PAIRS,
        ),
        _ if matches!(scheme, Scheme::PayRequest | Scheme::PayClient | Scheme::Notification) => (
            if detail.to.is_empty() {
                "the lines were joined without line breaks".to_owned()
            } else {
                format!("the lines were joined by `{}`", to.escape_debug())
            },
            lines,
        ),
        _ => (
            format!("the values were joined by `{}`", to.escape_debug()),
            "join the values without anything between them",
        ),
    }
}

/// Returns the verb for one name or several.
fn was(names: &str) -> &'static str {
    if names.contains("`, `") { "were" } else { "was" }
}

fn field(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let (name, from, to) = (&detail.field, excerpt(&detail.from), excerpt(&detail.to));
    let lines = matches!(scheme, Scheme::PayRequest | Scheme::PayClient | Scheme::Notification | Scheme::Api);
    let rule = match scheme {
        Scheme::PayPage => FIELDS_OF_PAGE,
        Scheme::Card => "sign the values that cardExt has, and no others; only wx.chooseCard signs the appid",
        Scheme::ChooseCard => "sign the values that wx.chooseCard gets, with app_id and api_ticket",
        Scheme::PayClient => {
            "the lines are appid, timestamp, nonce, and `prepay_id=…` of a page or the bare prepay_id of an app"
        }
        Scheme::PayRequest => "the lines are method, URL, timestamp, nonce and body",
        Scheme::Notification => "the lines are timestamp, nonce and body",
        Scheme::Api => "the lines are urlpath, appid, timestamp and body",
        _ => "sign every field that is sent and has a value, and no others",
    };
    match mistake {
        Mistake::TimestampTwice => (
            format!("another timestamp was signed: `{to}`, not `{from}`"),
            "use the same timestamp for the string to sign and for the request",
        ),
        Mistake::PackageForm => package(detail, scheme),
        Mistake::FieldDropped if lines => (format!("the line with `{name}` is missing"), rule),
        Mistake::FieldDropped => (format!("`{name}` {} not signed", was(name)), rule),
        Mistake::FieldAdded if name.is_empty() => ("an empty line was signed too".to_owned(), rule),
        Mistake::FieldAdded if lines => (format!("a line with `{name}` (`{to}`) was signed too"), rule),
        Mistake::FieldAdded => (format!("`{name}` was signed too: `{name}={to}`"), rule),
        Mistake::FieldRenamed => (format!("`{to}` was signed instead of `{from}`"), AS_SENT),
        Mistake::NamesRestyled => (format!("the names were signed in {to}"), AS_SENT),
        Mistake::FieldsSwapped => (format!("`{from}` and `{to}` were swapped"), rule),
        Mistake::ValueNothing if to.is_empty() => {
            (format!("`{name}` was empty in the program"), "check that your program reads a value for it")
        }
        Mistake::ValueNothing => (
            format!("`{to}` was signed instead of the value of `{name}`"),
            "check that your program reads a value for it",
        ),
        Mistake::OtherValue if detail.from != *name && !from.is_empty() => {
            (format!("`{name}` was signed as `{to}`, the value of `{from}`"), rule)
        }
        Mistake::ValueParsed => (
            format!("`{name}` {} signed as `{to}`: parsed as a number, and written again", was(name)),
            "read the values as texts: tell the XML or JSON parser not to make numbers of them",
        ),
        Mistake::ValueCase if name.is_empty() => {
            ("the whole string was put into lower case".to_owned(), "only the names are in lower case")
        }
        Mistake::OtherValue | Mistake::ValueReformatted | Mistake::ValueCase => {
            (format!("`{name}` was signed as `{}`", visible(&to)), AS_SENT)
        }
        Mistake::KeyCase => (
            format!("the case of `{name}` was changed before it was signed"),
            "the token is case-sensitive; use it as the console shows it",
        ),
        Mistake::ValuesEncoded if from == "%" => {
            (format!("`{name}` was percent-decoded before signing"), AS_SENT)
        }
        Mistake::ValuesEncoded => (
            format!("`{name}` was percent-encoded before signing"),
            "sign the raw values, and encode them afterwards",
        ),
        Mistake::ValuesEscaped => {
            let place = if name.is_empty() { String::new() } else { format!(" in `{name}`") };
            let (from, to) = (words(&from), words(&to));
            (
                format!("{from} was signed as {to}{place}"),
                "sign the raw values; escape them only when writing XML or JSON",
            )
        }
        Mistake::CdataKept => {
            let place = if name.is_empty() { "the values".to_owned() } else { format!("`{name}`") };
            (
                format!("`<![CDATA[` and `]]>` were signed as a part of {place}"),
                "sign the values without CDATA; use it only in the XML",
            )
        }
        other => (other.name().to_owned(), rule),
    }
}

/// Quotes a text, or names it if it cannot be seen.
fn words(text: &str) -> String {
    match text {
        " " => "a space".to_owned(),
        "" => "nothing".to_owned(),
        text => format!("`{text}`"),
    }
}

fn package(detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let (name, from, to) = (&detail.field, &detail.from, excerpt(&detail.to));
    let place = if scheme == Scheme::PayClient { "the last line" } else { name };
    let rule = if from == "Sign=WXPay" {
        "apps have `Sign=WXPay`; `prepay_id=…` is for pages and mini-programs"
    } else if from.starts_with("prepay_id=") {
        "pages and mini-programs sign `prepay_id=…`; the bare prepay_id is for apps"
    } else {
        "apps sign the bare prepay_id; `prepay_id=…` is for pages and mini-programs"
    };
    let bare = from.strip_prefix("prepay_id=").is_some_and(|bare| bare == detail.to);
    let place = if place == "the last line" { place.to_owned() } else { format!("`{place}`") };
    if bare {
        (format!("{place} was signed as the bare prepay_id, without `prepay_id=`"), rule)
    } else {
        (format!("{place} was signed as `{to}`"), rule)
    }
}
