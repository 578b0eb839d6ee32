//! Escaping between a client and a signer, and encodings of characters.

use std::fmt::Write as _;

use super::super::charset::Charset;
use super::super::spec::{Form, Order, Part, Role};
use super::variant::{FREQUENT, KNOWN, ODD, Variants};
use super::{Alternatives, Detail, is_plain};

/// A way of escaping, as a table entry.
struct Escape {
    rank: u8,
    /// The text before, as an example.
    from: &'static str,
    /// The text after.
    to: &'static str,
    change: fn(&str) -> String,
}

impl Escape {
    /// Returns a character of the value, and the text that it becomes; the example of the entry if it stands in the
    /// value, or if no character alone changes.
    fn example(&self, value: &str) -> (String, String) {
        let entry = || (self.from.to_owned(), self.to.to_owned());
        if value.contains(self.from) {
            return entry();
        }
        let changed = |char: char| {
            let from = char.to_string();
            let to = (self.change)(&from);
            (to != from && !char.is_control()).then_some((from, to))
        };
        // A change that concerns both is named by what is not ASCII, as in the table.
        let others = value.chars().filter(|char| !char.is_ascii());
        let found = others.chain(value.chars()).find_map(changed);
        found.or_else(|| self.unit(value)).unwrap_or_else(entry)
    }

    /// Returns the first `\uXXXX` of the value, and its character.
    fn unit(&self, value: &str) -> Option<(String, String)> {
        let found = value.match_indices("\\u").find_map(|(at, _)| value.get(at..at + 6))?;
        let to = (self.change)(found);
        (to != found).then(|| (found.to_owned(), to))
    }
}

const fn escape(rank: u8, from: &'static str, to: &'static str, change: fn(&str) -> String) -> Escape {
    Escape { rank, from, to, change }
}

const ESCAPES: [Escape; 27] = [
    escape(FREQUENT, "&", "&amp;", |text| text.replace('&', "&amp;")),
    escape(FREQUENT, "/", "\\/", |text| text.replace('/', "\\/")),
    escape(KNOWN, "\"", "&quot;", |text| text.replace('"', "&quot;")),
    escape(KNOWN, "\"", "&quot;", |text| html(text, "&quot;", "'")),
    escape(KNOWN, "\"", "&quot;", |text| html(text, "&quot;", "&#39;")),
    escape(ODD, "\"", "&quot;", |text| html(text, "&quot;", "&#039;")),
    escape(ODD, "\"", "&quot;", |text| html(text, "&quot;", "&#x27;")),
    escape(ODD, "\"", "&quot;", |text| html(text, "&quot;", "&apos;")),
    escape(ODD, "\"", "&#34;", |text| html(text, "&#34;", "&#39;")),
    escape(ODD, "<", "&lt;", |text| html(text, "\"", "'")),
    escape(KNOWN, "\"", "\\\"", |text| text.replace('"', "\\\"")),
    escape(KNOWN, "\"", "\\\"", |text| text.replace('\\', "\\\\").replace('"', "\\\"")),
    escape(ODD, "\"", "\\\"", |text| text.replace('"', "\\\"").replace('/', "\\/")),
    escape(ODD, "'", "\\'", |text| text.replace('\'', "\\'")),
    escape(ODD, "'", "\\'", |text| text.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "\\\"")),
    escape(KNOWN, "\"", "\\x22", |text| text.replace('"', "\\x22")),
    escape(ODD, "\"", "\\u0022", |text| text.replace('"', "\\u0022")),
    escape(KNOWN, "中", "\\u4e2d", |text| unicode(text, "\\u", false)),
    escape(ODD, "中", "\\u4E2D", |text| unicode(text, "\\u", true)),
    escape(KNOWN, "中", "\\u4e2d", |text| unicode(text, "\\u", false).replace('/', "\\/")),
    escape(ODD, "中", "%u4E2D", |text| unicode(text, "%u", true)),
    escape(ODD, "中", "&#20013;", entities),
    escape(KNOWN, "&", "\\u0026", |text| {
        text.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
    }),
    escape(KNOWN, " ", "+", |text| text.replace(' ', "+")),
    escape(KNOWN, "+", " ", |text| text.replace('+', " ")),
    escape(ODD, "\\n", "\\r\\n", |text| text.replace("\r\n", "\n").replace('\n', "\r\n")),
    escape(ODD, " ", "", |text| text.replace(' ', "")),
];

/// The ways back: what was given is escaped, and the plain text was signed.
const UNESCAPES: [Escape; 6] = [
    escape(KNOWN, "&amp;", "&", |text| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#039;", "'")
            .replace("&apos;", "'")
            .replace("&amp;", "&")
    }),
    escape(KNOWN, "\\/", "/", |text| text.replace("\\/", "/")),
    escape(KNOWN, "\\\"", "\"", |text| text.replace("\\\"", "\"").replace("\\\\", "\\")),
    escape(KNOWN, "\\x22", "\"", |text| text.replace("\\x22", "\"")),
    escape(KNOWN, "\\u4e2d", "中", |text| {
        serde_json::from_str(&format!("\"{}\"", text.replace('"', "\\\"")))
            .unwrap_or_else(|_| text.to_owned())
    }),
    escape(ODD, "\\r\\n", "\\n", |text| text.replace("\r\n", "\n")),
];

fn html(text: &str, quote: &str, apostrophe: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', quote)
        .replace('\'', apostrophe)
}

/// Escapes non-ASCII characters as units of UTF-16.
fn unicode(text: &str, prefix: &str, upper: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            escaped.push(char);
            continue;
        }
        for unit in char.encode_utf16(&mut [0; 2]) {
            escaped.push_str(prefix);
            // Writing to a string cannot fail.
            let written = if upper { write!(escaped, "{unit:04X}") } else { write!(escaped, "{unit:04x}") };
            written.ok();
        }
    }
    escaped
}

fn entities(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            escaped.push(char);
        } else {
            write!(escaped, "&#{};", u32::from(char)).ok();
        }
    }
    escaped
}

/// Adds the specifications with escaped values: all of them, then one.
pub(super) fn escaped(variants: &mut Variants<'_>, _: &Alternatives) {
    mangled(variants);
    let spec = variants.base;
    let secret = |role| matches!(role, Role::Token | Role::Ticket);
    for entry in ESCAPES.iter().chain(&UNESCAPES) {
        if !variants.wants(entry.rank) {
            continue;
        }
        let changed: Vec<(usize, String)> = spec
            .parts
            .iter()
            .enumerate()
            .filter(|(_, part)| !secret(part.role) && !is_plain(&part.value))
            .map(|(at, part)| (at, (entry.change)(&part.value)))
            .filter(|(at, value)| **value != *spec.parts[*at].value)
            .collect();
        let Some(&(first, _)) = changed.first() else { continue };
        let (from, to) = entry.example(&spec.parts[first].value);
        let alone = changed.len() == 1;
        let field = if alone { &*spec.parts[first].name } else { "" };
        variants.push(entry.rank, Detail::new(field, &from, &to), |spec| {
            for (at, value) in &changed {
                spec.parts[*at].value = value.as_str().into();
            }
        });
        if !alone {
            for (at, value) in changed {
                let (from, to) = entry.example(&spec.parts[at].value);
                let detail = Detail::new(&spec.parts[at].name, &from, &to);
                variants.value(entry.rank.max(KNOWN), at, value, detail);
            }
        }
    }
}

/// Adds the specification in which HTML has taken `&times` of `&timestamp` for `×`, as an official page did (facts 9, B).
fn mangled(variants: &mut Variants<'_>) {
    if variants.base.form != Form::Pairs || variants.base.order != Order::Name || !variants.wants(ODD) {
        return;
    }
    let mut parts = variants.base.parts.clone();
    parts.sort_by(|one, other| one.name.cmp(&other.name));
    let taken = |part: &Part| variants.base.keep_sign || &*part.name != "sign";
    parts.retain(taken);
    let Some(at) = parts.iter().position(|part| &*part.name == "timestamp").filter(|&at| at > 0) else {
        return;
    };
    let time = parts.remove(at).value;
    let before = &mut parts[at - 1];
    before.value = format!("{}×tamp={time}", before.value).into();
    variants.push(ODD, Detail::new("", "&times", "×"), |spec| spec.parts = parts);
}

/// Adds the specifications with the CDATA of XML around one value, and around all.
pub(super) fn cdata_kept(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.form != Form::Pairs || spec.key.is_empty() || !variants.wants(KNOWN) {
        return;
    }
    let wrapped = |value: &str| format!("<![CDATA[{value}]]>");
    for (at, part) in spec.parts.iter().enumerate().filter(|(_, part)| !part.value.is_empty()) {
        variants.value(KNOWN, at, wrapped(&part.value), Detail::field(&part.name));
    }
    variants.push(KNOWN, Detail::default(), |spec| {
        for part in spec.parts.iter_mut().filter(|part| !part.value.is_empty()) {
            part.value = wrapped(&part.value).into();
        }
    });
    // Numbers are usually not wrapped.
    variants.push(KNOWN, Detail::default(), |spec| {
        for part in spec.parts.iter_mut().filter(|part| !part.value.is_empty()) {
            if !super::is_digits(&part.value) {
                part.value = wrapped(&part.value).into();
            }
        }
    });
}

pub(super) fn other_charset(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let ascii = |text: &str| text.is_ascii();
    if ascii(&spec.key) && spec.parts.iter().all(|part| ascii(&part.value) && ascii(&part.name)) {
        return;
    }
    let charsets = [
        (FREQUENT, Charset::Gbk),
        (FREQUENT, Charset::Utf8),
        (KNOWN, Charset::Latin1),
        (KNOWN, Charset::Utf8Twice),
    ];
    for (rank, charset) in charsets {
        let detail = Detail::new("", spec.charset.name(), charset.name());
        variants.push(rank, detail, |spec| spec.charset = charset);
    }
}
