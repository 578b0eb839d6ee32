//! Changes to the secrets: keys, tickets, tokens.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::super::digest::Digest;
use super::super::hex;
use super::super::spec::{Form, KeyPlace, Role, Scheme, SignatureSpec};
use super::variant::{FREQUENT, KNOWN, ODD, Variants};
use super::{Alternatives, Detail, is_rsa, position};

/// The names that programs write in place of `key`.
const OTHER_KEY_NAMES: [&str; 13] = [
    "appkey",
    "appKey",
    "paySignKey",
    "partnerKey",
    "secret",
    "appsecret",
    "app_secret",
    "api_key",
    "apiKey",
    "apikey",
    "mch_key",
    "mchKey",
    "pay_key",
];

/// Returns whether a secret stands in the string as `key=…`.
fn has_key(spec: &SignatureSpec) -> bool {
    spec.form == Form::Pairs && !spec.key.is_empty() && !spec.key_name.is_empty()
}

fn has_key_at_end(spec: &SignatureSpec) -> bool {
    has_key(spec) && spec.key_place == KeyPlace::End
}

/// Returns the position of the secret among the values: `appkey` of 2014, a ticket, a token, `session_key`.
fn secret_part(spec: &SignatureSpec) -> Option<usize> {
    position(spec, Role::Ticket).or_else(|| position(spec, Role::Token))
}

fn app_key(spec: &SignatureSpec) -> Option<usize> {
    spec.parts.iter().position(|part| &*part.name == "appkey")
}

/// The quotation marks that a program keeps which does not parse the file of its settings.
const QUOTES: [(&str, &str); 3] = [("\"", "\""), ("'", "'"), ("“", "”")];

/// The characters that cannot be seen and are no white space: most functions that trim leave them.
const INVISIBLE: [(&str, &str); 4] = [("", "\u{200b}"), ("\u{feff}", ""), ("\u{200b}", ""), ("", "\u{feff}")];

/// Returns the value with what surrounds it in a file, a cache or a configuration, and the rank of each.
fn spaced(value: &str) -> Vec<(u8, String)> {
    let mut values: Vec<(u8, String)> =
        ["\n", "\r\n", " "].iter().map(|space| (FREQUENT, format!("{value}{space}"))).collect();
    values.push((FREQUENT, value.trim().to_owned()));
    for (before, after) in [("", "\t"), (" ", ""), ("\n", ""), (" ", " ")] {
        values.push((ODD, format!("{before}{value}{after}")));
    }
    values
}

/// Returns the detail of a secret with white space around it: `end` if it may also follow the whole string, because
/// the secret ends the string.
fn at_end(secret: &str, spaced: &str, string: &str) -> Detail {
    if string.ends_with(secret) && spaced.starts_with(secret) { Detail::to("end") } else { Detail::default() }
}

fn with_space(variants: &mut Variants<'_>, at: usize) {
    let secret = &variants.base.parts[at].value;
    let string = variants.base.string_to_sign();
    for (rank, value) in spaced(secret) {
        let detail = at_end(secret, &value, &string);
        variants.value(rank, at, value, detail);
    }
}

pub(super) fn ticket_with_space(variants: &mut Variants<'_>, _: &Alternatives) {
    if let Some(at) = position(variants.base, Role::Ticket).filter(|&at| !is_key(variants.base, at)) {
        with_space(variants, at);
    }
}

/// Returns whether a part is a key, such as `session_key` and `appkey`, and not a ticket or token.
fn is_key(spec: &SignatureSpec, at: usize) -> bool {
    spec.parts[at].name.ends_with("key")
}

pub(super) fn key_with_space(variants: &mut Variants<'_>, _: &Alternatives) {
    if let Some(at) = position(variants.base, Role::Ticket).filter(|&at| is_key(variants.base, at)) {
        with_space(variants, at);
    }
    if variants.base.key.is_empty() {
        return;
    }
    let key = variants.base.key.clone();
    let string = if has_key_at_end(variants.base) { &*key } else { "" };
    for (rank, value) in spaced(&key) {
        let detail = at_end(&key, &value, string);
        variants.keys(rank, [value], &detail);
    }
}

pub(super) fn token_with_space(variants: &mut Variants<'_>, _: &Alternatives) {
    if let Some(at) = position(variants.base, Role::Token) {
        with_space(variants, at);
    }
}

/// Adds the specifications with these texts around the secret.
fn surrounded(variants: &mut Variants<'_>, texts: &[(&str, &str)]) {
    let spec = variants.base;
    for (before, after) in texts {
        if let Some(at) = secret_part(spec) {
            let detail = Detail::new(&spec.parts[at].name, before, after);
            variants.value(ODD, at, format!("{before}{}{after}", spec.parts[at].value), detail);
        }
        variants.keys(ODD, [format!("{before}{}{after}", spec.key)], &Detail::new("key", before, after));
    }
}

pub(super) fn quoted(variants: &mut Variants<'_>, _: &Alternatives) {
    surrounded(variants, &QUOTES);
}

pub(super) fn invisible_character(variants: &mut Variants<'_>, _: &Alternatives) {
    surrounded(variants, &INVISIBLE);
}

pub(super) fn ticket_kind(variants: &mut Variants<'_>, other: &Alternatives) {
    if let (Some(at), Some(ticket)) = (position(variants.base, Role::Ticket), &other.ticket_of_other_kind) {
        let detail = if other.is_work { Detail::to("work") } else { Detail::default() };
        variants.value(FREQUENT, at, ticket.as_str(), detail);
    }
}

pub(super) fn ticket_of_other_profile(variants: &mut Variants<'_>, other: &Alternatives) {
    if let Some(at) = position(variants.base, Role::Ticket) {
        for ticket in &other.tickets_of_others {
            variants.value(FREQUENT, at, ticket.as_str(), Detail::default());
        }
    }
}

pub(super) fn v2_as_v3(variants: &mut Variants<'_>, other: &Alternatives) {
    variants.keys(FREQUENT, other.other_key.clone(), &Detail::default());
}

pub(super) fn other_secret(variants: &mut Variants<'_>, other: &Alternatives) {
    for secret in &other.secrets {
        let detail = Detail::to(&secret.name);
        variants.keys(FREQUENT, [secret.value.clone()], &detail);
        if let Some(at) = secret_part(variants.base) {
            variants.value(FREQUENT, at, secret.value.as_str(), detail);
        }
    }
}

pub(super) fn missing(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if has_key(spec) {
        variants.push(FREQUENT, Detail::default(), |spec| spec.key_name = "");
        variants.push(KNOWN, Detail::default(), |spec| spec.key_place = KeyPlace::EndWithoutValue);
        return;
    }
    let session = || spec.parts.iter().position(|part| &*part.name == "session_key");
    if let Some(at) = app_key(spec).or_else(session) {
        variants.push(FREQUENT, Detail::default(), |spec| {
            spec.parts.remove(at);
        });
    }
}

pub(super) fn case(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    variants.keys(FREQUENT, [spec.key.to_lowercase(), spec.key.to_uppercase()], &Detail::default());
    if has_key(spec) {
        for name in ["KEY", "Key"] {
            variants.push(KNOWN, Detail::default(), |spec| spec.key_name = name);
        }
    }
    if let Some(at) = app_key(spec) {
        let value = &spec.parts[at].value;
        variants.value(FREQUENT, at, value.to_lowercase(), Detail::default());
        variants.value(FREQUENT, at, value.to_uppercase(), Detail::default());
        variants.push(FREQUENT, Detail::default(), |spec| spec.parts[at].name = "appKey".into());
    }
    if let Some(at) = position(spec, Role::Token) {
        let value = &spec.parts[at].value;
        variants.value(KNOWN, at, value.to_lowercase(), Detail::field("token"));
        variants.value(KNOWN, at, value.to_uppercase(), Detail::field("token"));
    }
}

pub(super) fn sorted_in(variants: &mut Variants<'_>, _: &Alternatives) {
    if has_key_at_end(variants.base) {
        variants.push(FREQUENT, Detail::default(), |spec| spec.key_place = KeyPlace::Sorted);
    }
}

pub(super) fn bare(variants: &mut Variants<'_>, _: &Alternatives) {
    if has_key_at_end(variants.base) {
        variants.push(FREQUENT, Detail::default(), |spec| spec.key_place = KeyPlace::BareEnd);
        variants.push(KNOWN, Detail::default(), |spec| spec.key_place = KeyPlace::BareAfterAmpersand);
    } else if variants.base.digest.is_keyed() && !variants.base.key.is_empty() {
        // The key of an HMAC is not in the string.
        let key = variants.base.key.clone();
        variants.push(ODD, Detail::default(), |spec| {
            let part = super::super::spec::Part::new("key", &key);
            spec.parts.push(part);
        });
    }
}

pub(super) fn first(variants: &mut Variants<'_>, _: &Alternatives) {
    if has_key_at_end(variants.base) {
        variants.push(KNOWN, Detail::default(), |spec| spec.key_place = KeyPlace::Start);
    }
}

pub(super) fn name(variants: &mut Variants<'_>, _: &Alternatives) {
    if has_key(variants.base) {
        for name in OTHER_KEY_NAMES {
            variants.push(KNOWN, Detail::new("", variants.base.key_name, name), |spec| spec.key_name = name);
        }
    }
}

/// Adds the specifications with the MD5 of the key: some SDKs hash what they are given.
pub(super) fn hashed(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.key.is_empty() || is_rsa(spec) || spec.scheme == Scheme::MiniProgram {
        return;
    }
    let digits = hex(&Digest::Md5.of(b"", spec.key.as_bytes()));
    variants.keys(KNOWN, [digits.to_uppercase(), digits], &Detail::default());
}

/// Adds the HMAC with the decoded key: `session_key` looks like base64, and is signed with as text (facts 9, C).
pub(super) fn decoded(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.digest.is_keyed() && STANDARD.decode(&spec.key).is_ok() {
        variants.push(FREQUENT, Detail::default(), |spec| spec.key_decoded = true);
    }
}
