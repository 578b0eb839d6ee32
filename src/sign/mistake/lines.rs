//! Changes to requests and notifications of WeChat Pay v3: body, method, line breaks.

use super::super::reserialise::reserialisations;
use super::super::spec::{Form, Order, Part, Role};
use super::names::NOTHING;
use super::variant::{FREQUENT, KNOWN, ODD, Variants};
use super::{Alternatives, Detail, position};

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

pub(super) fn body_reserialised(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.role(KNOWN, Role::Body, |part| {
        let mut bodies = reserialisations(&part.value);
        bodies.retain(|body| body.trim() != part.value.trim());
        bodies
    });
}

/// Adds the specifications with the line break that an editor or a shell appends, or that a framework trims.
pub(super) fn body_newline(variants: &mut Variants<'_>, _: &Alternatives) {
    let spaced = |body: &str| {
        [format!("{body}\n"), format!("{body}\r\n"), body.trim().to_owned(), body.trim_end().to_owned()]
    };
    variants.role(KNOWN, Role::Body, |part| {
        if part.value.is_empty() { Vec::new() } else { spaced(&part.value).to_vec() }
    });
}

/// Adds the specification with the byte order mark that an editor of Windows writes, or without that of the body.
pub(super) fn body_byte_order_mark(variants: &mut Variants<'_>, _: &Alternatives) {
    const MARK: char = '\u{feff}';
    variants.role(KNOWN, Role::Body, |part| match part.value.strip_prefix(MARK) {
        Some(bare) => vec![bare.to_owned()],
        None if part.value.is_empty() => Vec::new(),
        None => vec![format!("{MARK}{}", part.value)],
    });
}

pub(super) fn body_empty(variants: &mut Variants<'_>, _: &Alternatives) {
    if let Some(at) = position(variants.base, Role::Body) {
        variants.value(FREQUENT, at, "", Detail::default());
    }
}

/// Adds the specifications with what programs take for no body, and with the query in its place.
pub(super) fn body_other(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let Some(at) = position(spec, Role::Body) else { return };
    let empty = spec.parts[at].value.is_empty();
    let rank = if empty { FREQUENT } else { ODD };
    for text in ["{}", "null", "[]", "\"\"", "''", "{}\n", " "].into_iter().chain(NOTHING) {
        variants.value(if text == "{}" { rank } else { rank.max(KNOWN) }, at, text, Detail::to(text));
    }
    if let Some(url) = position(spec, Role::Url).filter(|_| empty)
        && let Some((_, query)) = spec.parts[url].value.split_once('?')
    {
        variants.value(ODD, at, query, Detail::to(query));
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            format!("\"{name}\":\"{value}\"")
        };
        let json = format!("{{{}}}", query.split('&').map(pair).collect::<Vec<_>>().join(","));
        variants.value(ODD, at, json.as_str(), Detail::to(&json));
    }
}

pub(super) fn newline_missing(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.form == Form::Lines {
        variants.push(FREQUENT, Detail::default(), |spec| spec.form = Form::LinesWithoutEnd);
    }
}

pub(super) fn newline_crlf(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.form == Form::Lines {
        variants.push(FREQUENT, Detail::default(), |spec| spec.form = Form::CrlfLines);
        variants.push(ODD, Detail::default(), |spec| spec.form = Form::Joined("\r\n", false));
    }
}

/// Adds the specifications with a backslash and an n, as a string in single quotes of PHP or a config file has it.
pub(super) fn newline_literal(variants: &mut Variants<'_>, _: &Alternatives) {
    if matches!(variants.base.form, Form::Lines | Form::LinesWithoutEnd) {
        for (rank, end) in [(FREQUENT, true), (KNOWN, false)] {
            variants.push(rank, Detail::default(), |spec| spec.form = Form::Joined("\\n", end));
        }
    }
}

pub(super) fn other_separator(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let mut push = |rank, separator: &'static str, end| {
        let detail = Detail::to(separator);
        variants.push(rank, detail, |spec| spec.form = Form::Joined(separator, end));
    };
    match spec.form {
        Form::Lines | Form::LinesWithoutEnd => {
            for (separator, end) in [("", false), ("\r", true), (" ", false), ("&", false)] {
                push(ODD, separator, end);
            }
            // A line break too many.
            let last = spec.form == Form::LinesWithoutEnd;
            variants.push(KNOWN, Detail::to(if last { "\n" } else { "\n\n" }), |spec| {
                spec.parts.push(Part::new("", ""));
            });
        }
        Form::Values if spec.parts.len() > 1 => {
            for separator in ["&", "\n", ",", ", ", " ", "|"] {
                push(ODD, separator, false);
            }
        }
        Form::Pairs => {
            super::joined::other_separators(variants);
            if spec.order == Order::Name && !spec.key.is_empty() {
                variants.push(ODD, Detail::to("values"), |spec| {
                    spec.parts.sort_by(|one, other| one.name.cmp(&other.name));
                    spec.parts.push(Part::new("key", &spec.key));
                    (spec.form, spec.order) = (Form::Values, Order::Given);
                });
            }
        }
        _ => {}
    }
}

pub(super) fn other_method(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some(at) = position(variants.base, Role::Method) else { return };
    let given = &variants.base.parts[at].value;
    let mut change = |rank, method: &str| {
        variants.value(rank, at, method, Detail::new("method", given, method));
    };
    change(FREQUENT, &given.to_lowercase());
    let capital = given.to_lowercase();
    if let Some(first) = capital.get(..1) {
        change(ODD, &format!("{}{}", first.to_uppercase(), &capital[1..]));
    }
    for method in METHODS {
        change(FREQUENT, method);
    }
}
