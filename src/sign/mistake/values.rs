//! Changes to single values: numbers, times, what programs print for nothing.

use super::super::percent::{ENCODERS, percent_decode};
use super::super::reserialise::reserialisations;
use super::super::spec::{Form, Part, Role, Scheme, SignatureSpec};
use super::names::{NOTHING, SAMPLE_VALUES, USUAL_FIELDS};
use super::variant::{FREQUENT, KNOWN, ODD, Variant, Variants};
use super::{Alternatives, Detail, is_digits, is_plain, position};

/// The difference between the clocks of China and of UTC, in seconds.
const CHINA_OFFSET: i64 = 8 * 3600;
/// The time within which a program may have taken the timestamp twice, in seconds.
const TWICE_WITHIN: i64 = 60;
/// The longest value that may be a number of something.
const NUMBER_DIGITS: usize = 12;

pub(super) fn milliseconds(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Timestamp, |part| match part.value.len() {
        _ if !is_digits(&part.value) => Vec::new(),
        13 => vec![part.value[..10].to_owned()],
        _ => vec![format!("{}000", part.value)],
    });
}

fn seconds(spec: &SignatureSpec) -> Option<usize> {
    let at = position(spec, Role::Timestamp)?;
    let value = &spec.parts[at].value;
    (is_digits(value) && value.len() != 13).then_some(at)
}

fn with(spec: &SignatureSpec, at: usize, value: &str, detail: Detail) -> Variant {
    let mut other = spec.clone();
    other.parts[at].value = value.into();
    Variant { rank: ODD, detail, spec: other }
}

pub(super) fn every_millisecond(spec: &SignatureSpec) -> impl Iterator<Item = Variant> + '_ {
    seconds(spec).into_iter().flat_map(move |at| {
        (1..1000).map(move |ms| {
            let value = format!("{}{ms:03}", spec.parts[at].value);
            with(spec, at, &value, Detail::to(&value))
        })
    })
}

/// Returns the specifications with a timestamp that was taken a little earlier or later, or in another time zone.
pub(super) fn other_seconds(spec: &SignatureSpec) -> impl Iterator<Item = Variant> + '_ {
    let number = |at: usize| spec.parts[at].value.parse::<i64>().ok().filter(|&time| time > CHINA_OFFSET);
    let found = seconds(spec).and_then(|at| Some((at, number(at)?)));
    found.into_iter().flat_map(move |(at, time)| {
        let near = (1..=TWICE_WITHIN).flat_map(|by| [by, -by]);
        near.chain([CHINA_OFFSET, -CHINA_OFFSET]).map(move |by| {
            let value = (time + by).to_string();
            with(spec, at, &value, Detail::new("", &spec.parts[at].value, &value))
        })
    })
}

pub(super) fn nonce_case(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(FREQUENT, Role::Nonce, |part| vec![part.value.to_lowercase(), part.value.to_uppercase()]);
}

/// Adds the specifications with percent-encoded values: all of them, then one.
pub(super) fn encoded(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.form != Form::Pairs {
        return;
    }
    for (number, encoder) in ENCODERS.iter().enumerate() {
        let rank = if number < 3 { FREQUENT } else { KNOWN };
        variants.push(rank, Detail::default(), |spec| {
            for part in spec.parts.iter_mut().filter(|part| !is_plain(&part.value)) {
                part.value = encoder.encode(&part.value).into();
            }
        });
    }
    let rank = if spec.parts.len() > 8 { ODD } else { KNOWN };
    if !variants.wants(rank) {
        return;
    }
    let changes = |part: &Part| part.role != Role::Url && !is_plain(&part.value);
    for (at, part) in spec.parts.iter().enumerate().filter(|(_, part)| changes(part)) {
        for encoder in &ENCODERS {
            variants.value(rank, at, encoder.encode(&part.value), Detail::field(&part.name));
        }
        variants.value(rank, at, percent_decode(&part.value), Detail::new(&part.name, "%", ""));
    }
}

/// Adds the specifications with the other forms of `package`, and of the order's number.
pub(super) fn package(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let of = |names: &[&str]| spec.parts.iter().position(|part| names.contains(&&*part.name));
    if !matches!(spec.scheme, Scheme::PayPage | Scheme::PayClient) {
        return;
    }
    let number = of(&["prepayid", "prepay_id"]);
    if let Some(at) = number {
        let value = format!("prepay_id={}", spec.parts[at].value);
        variants.value(KNOWN, at, value.as_str(), Detail::new(&spec.parts[at].name, "", &value));
    }
    let Some(at) = of(&["package"]) else { return };
    let value = &spec.parts[at].value;
    let bare = number.map_or_else(
        || value.strip_prefix("prepay_id=").unwrap_or(value).to_owned(),
        |number| spec.parts[number].value.to_string(),
    );
    let values = [
        (FREQUENT, bare.clone()),
        (FREQUENT, format!("prepay_id={bare}")),
        (FREQUENT, "Sign=WXPay".to_owned()),
        (KNOWN, "prepay_id=".to_owned()),
        (KNOWN, "prepay_id=undefined".to_owned()),
        (KNOWN, "prepay_id=null".to_owned()),
        (ODD, "prepay_id=None".to_owned()),
        (ODD, "prepay_id=[object Object]".to_owned()),
        (KNOWN, format!("prepay_id=prepay_id={bare}")),
        (KNOWN, format!("prepayid={bare}")),
        (ODD, format!("prepay_id%3D{bare}")),
        (ODD, format!("prepay_id:{bare}")),
        (ODD, "Sign=WXpay".to_owned()),
        (ODD, "Sign=WxPay".to_owned()),
        (ODD, "sign=WXPay".to_owned()),
        (ODD, "WAP".to_owned()),
    ];
    for (rank, wrong) in values {
        variants.value(rank, at, wrong.as_str(), Detail::new("package", value, &wrong));
    }
    if spec.form == Form::Pairs && number.is_none() {
        for name in ["prepay_id", "prepayid", "prepayId"] {
            let detail = Detail::new("package", value, &format!("{name}={bare}"));
            variants.push(KNOWN, detail, |spec| spec.parts[at] = Part::new(name, &bare));
        }
    }
}

/// Adds the specifications with nothing, or what programs print for it, in place of a value.
pub(super) fn nothing(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    for (at, part) in spec.parts.iter().enumerate() {
        // The place of a secret that is empty is the place where it was looked for.
        let secret = matches!(part.role, Role::Token | Role::Ticket);
        let first = if secret { FREQUENT } else { KNOWN };
        if !variants.wants(first) {
            continue;
        }
        for (number, word) in NOTHING.into_iter().enumerate() {
            let rank = if number < 2 { first } else { ODD };
            variants.value(rank, at, word, Detail::new(&part.name, "", word));
        }
        let empty_is_signed = spec.keep_empty || matches!(spec.form, Form::Values);
        if secret || empty_is_signed {
            variants.value(first, at, "", Detail::field(&part.name));
        }
        // A path is followed by `&` in the HMAC of virtual payment.
        if &*part.name == "uri" {
            for word in NOTHING {
                variants.value(ODD, at, format!("{word}&"), Detail::new("uri", "", word));
            }
        }
    }
    for (number, word) in NOTHING.into_iter().enumerate() {
        let rank = if number < 2 { KNOWN } else { ODD };
        variants.keys(rank, [word.to_owned()], &Detail::new("key", "", word));
    }
}

/// Adds the specifications with the value of another field, or with another known value of the same field.
pub(super) fn other(variants: &mut Variants<'_>, other: &Alternatives) {
    let spec = variants.base;
    if spec.scheme == Scheme::Callback || !variants.wants(KNOWN) {
        return;
    }
    let swappable = |part: &Part| matches!(part.role, Role::Other | Role::Nonce | Role::Timestamp);
    for (at, part) in spec.parts.iter().enumerate().filter(|(_, part)| swappable(part)) {
        if &*part.name == "uri" {
            uris(variants, at);
            continue;
        }
        let known = other.values.iter().map(|(name, value)| (KNOWN, name.as_str(), value.as_str()));
        let samples = SAMPLE_VALUES.iter().map(|&(name, value)| (ODD, name, value));
        let usual = USUAL_FIELDS.iter().filter(|(name, _)| *name == &*part.name);
        let usual = usual.map(|&(name, value)| (KNOWN, name, value));
        for (rank, name, value) in known.chain(samples).chain(usual) {
            variants.value(rank, at, value, Detail::new(&part.name, name, value));
        }
        for donor in spec.parts.iter().filter(|donor| swappable(donor) && donor.name != part.name) {
            let detail = Detail::new(&part.name, &donor.name, &donor.value);
            variants.value(ODD, at, donor.value.clone(), detail);
        }
    }
}

/// Adds the other texts that stand for a path in the HMAC of virtual payment and of B2b payment (facts 9, C).
fn uris(variants: &mut Variants<'_>, at: usize) {
    let value = variants.base.parts[at].value.clone();
    let path = value.trim_end_matches('&');
    let bare = path.split('?').next().unwrap_or_default();
    let uris = [
        "requestVirtualPayment&".to_owned(),
        "requestCommonPayment&".to_owned(),
        path.to_owned(),
        format!("{bare}&"),
        format!("{}&", path.trim_start_matches('/')),
        format!("/{}&", path.trim_start_matches('/')),
        format!("{path}/&"),
        format!("https://api.weixin.qq.com{path}&"),
        format!("{path}\n"),
        format!("{path}?"),
    ];
    for uri in uris {
        variants.value(KNOWN, at, uri.as_str(), Detail::new("uri", "uri", uri.trim_end_matches('&')));
    }
}

/// Adds the specifications with other ways of writing the same number, time or JSON.
pub(super) fn reformatted(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    for (at, part) in spec.parts.iter().enumerate() {
        if !matches!(part.role, Role::Other | Role::Timestamp) || &*part.name == "uri" {
            continue;
        }
        let value = &*part.value;
        let likely = if part.name.contains("fee") || part.name.contains("amount") { FREQUENT } else { ODD };
        let wanted = variants.wants(likely);
        if !wanted && !variants.wants(KNOWN) {
            continue;
        }
        let mut change = |rank, wrong: String| {
            let detail = Detail::new(&part.name, value, &wrong);
            variants.value(rank, at, wrong, detail);
        };
        if is_digits(value) && part.role == Role::Timestamp {
            change(KNOWN, format!("{value}.0"));
            continue;
        }
        if value.contains("127.0.0.1") || value.matches('.').count() == 3 && value.len() <= 15 {
            for local in ["127.0.0.1", "::1", "0.0.0.0", "localhost", "8.8.8.8"] {
                change(KNOWN, local.to_owned());
            }
            change(KNOWN, format!("::ffff:{value}"));
        }
        if !wanted {
            continue;
        }
        if is_digits(value) && value.len() <= NUMBER_DIGITS {
            numbers(value, likely, &mut change);
        } else if let Some((whole, cents)) =
            value.split_once('.').filter(|(a, b)| is_digits(a) && is_digits(b))
        {
            decimals(value, whole, cents, likely, &mut change);
        }
        let boolean: &[&str] = match value.to_ascii_lowercase().as_str() {
            "true" | "y" => &["true", "True", "TRUE", "1", "Y"],
            "false" | "n" => &["false", "False", "FALSE", "0", "N"],
            _ => &[],
        };
        for word in boolean {
            change(ODD, (*word).to_owned());
        }
        change(ODD, value.trim().to_owned());
        for wrong in [format!("{value} "), format!(" {value}"), format!("{value}\n"), format!("\"{value}\"")]
        {
            change(ODD, wrong);
        }
        if value.starts_with(['{', '[']) {
            for wrong in reserialisations(value) {
                change(ODD, wrong);
            }
        }
    }
}

/// Changes an amount in fen: with decimals, in yuan, a hundred times too large.
fn numbers(value: &str, rank: u8, change: &mut impl FnMut(u8, String)) {
    let odd = rank.max(KNOWN);
    let fen: u64 = value.parse().unwrap_or_default();
    let (yuan, cents) = (fen / 100, fen % 100);
    change(rank, format!("{value}.0"));
    change(rank, format!("{value}.00"));
    change(rank, format!("{yuan}.{cents:02}"));
    change(odd, format!("{yuan}.{}", format!("{cents:02}").trim_end_matches('0')));
    change(odd, if cents == 0 { yuan.to_string() } else { format!("{yuan}.{cents:02}") });
    change(odd, format!("{yuan}.{}", if cents % 10 == 0 { cents / 10 } else { cents }));
    change(odd, (u128::from(fen) * 100).to_string());
    change(odd, fen.to_string());
    change(odd, format!("0{value}"));
    change(odd, format!("+{value}"));
    change(odd, format!("{value}.000000"));
}

/// Changes an amount in yuan: without decimals, in fen.
fn decimals(value: &str, whole: &str, cents: &str, rank: u8, change: &mut impl FnMut(u8, String)) {
    let odd = rank.max(KNOWN);
    let short = value.trim_end_matches('0').trim_end_matches('.');
    change(rank, short.to_owned());
    change(odd, format!("{whole}.{:0<2}", cents.trim_end_matches('0')));
    change(odd, whole.to_owned());
    let fen = format!("{whole}{:0<2}", cents.get(..2).unwrap_or(cents));
    let fen = fen.trim_start_matches('0');
    change(odd, if fen.is_empty() { "0".to_owned() } else { fen.to_owned() });
}

/// Adds the specifications with a value in capitals or in small letters.
pub(super) fn case(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    // `string.toLowerCase()`: the document wants it of the names.
    if spec.form == Form::Pairs {
        let whole = |spec: &mut SignatureSpec, change: fn(&str) -> String| {
            for part in &mut spec.parts {
                (part.name, part.value) = (change(&part.name).into(), change(&part.value).into());
            }
            spec.key = change(&spec.key);
        };
        variants.push(KNOWN, Detail::to("lower"), |spec| whole(spec, str::to_lowercase));
    }
    if !variants.wants(ODD) {
        return;
    }
    for (at, part) in spec.parts.iter().enumerate().filter(|(_, part)| part.role == Role::Other) {
        for wrong in [part.value.to_lowercase(), part.value.to_uppercase()] {
            let detail = Detail::new(&part.name, &part.value, &wrong);
            variants.value(ODD, at, wrong, detail);
        }
    }
}
