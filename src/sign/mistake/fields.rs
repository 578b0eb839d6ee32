//! Changes to the set of fields and to their names.

use super::super::schemes::CARD_TYPES;
use super::super::spec::{Form, Order, Part, Role, Scheme};
use super::names::{
    ADDRESS_FIELDS, NONCE_NAMES, NOTHING, OPTIONAL_FIELDS, PAGE_FIELDS, PAY_2014_FIELDS, SAMPLE_VALUES,
    Style, USUAL_FIELDS, synonyms,
};
use super::variant::{FREQUENT, KNOWN, ODD, Variants};
use super::{Alternatives, Detail, position};

/// The largest number of fields of which every pair is exchanged together with another mistake.
const FEW_FIELDS: usize = 6;

pub(super) fn nonce_renamed(variants: &mut Variants<'_>, _: &Alternatives) {
    let Some(at) = position(variants.base, Role::Nonce) else { return };
    if variants.base.form == Form::Pairs {
        for name in NONCE_NAMES {
            variants.push(FREQUENT, Detail::default(), |spec| spec.parts[at].name = name.into());
        }
    }
}

/// Adds the specification of `signature` in place of `msg_signature`.
pub(super) fn wrong_field(variants: &mut Variants<'_>, _: &Alternatives) {
    let encrypt = |part: &Part| &*part.name == "encrypt";
    if variants.base.parts.iter().any(encrypt) {
        variants.push(FREQUENT, Detail::default(), |spec| spec.parts.retain(|part| !encrypt(part)));
    }
}

pub(super) fn dropped(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.parts.len() < 2 || !variants.wants(KNOWN) {
        return;
    }
    for (at, part) in spec.parts.iter().enumerate() {
        // A secret that is missing is told otherwise.
        let secret = matches!(part.role, Role::Token | Role::Ticket) && &*part.name != "accesstoken";
        let unsigned = part.value.is_empty() && !spec.keep_empty;
        if !(secret || unsigned || &*part.name == "sign" && !spec.keep_sign) {
            variants.push(KNOWN, Detail::field(&part.name), |spec| {
                spec.parts.remove(at);
            });
        }
    }
    group_dropped(variants);
}

/// Adds the specifications without the fields that a class with fixed members does not know: the coupons of a notice,
/// and what is numbered (微信支付文档《支付结果通知》).
fn group_dropped(variants: &mut Variants<'_>) {
    let spec = variants.base;
    if spec.scheme != Scheme::PayV2 {
        return;
    }
    let numbered = |name: &str| {
        name.rsplit_once('_')
            .is_some_and(|(_, end)| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let coupon = |name: &str| name.starts_with("coupon_");
    let groups: [&dyn Fn(&str) -> bool; 3] =
        [&numbered, &coupon, &|name| coupon(name) || name == "settlement_total_fee"];
    for group in groups {
        let names: Vec<&str> = spec.parts.iter().map(|part| &*part.name).filter(|name| group(name)).collect();
        if names.len() > 1 {
            variants.push(KNOWN, Detail::field(&names.join("`, `")), |spec| {
                spec.parts.retain(|part| !group(&part.name));
            });
        }
    }
}

/// Adds the specifications with a field too many: one whose value is known or usual, and one with what a program
/// prints for nothing.
pub(super) fn added(variants: &mut Variants<'_>, other: &Alternatives) {
    let spec = variants.base;
    if !variants.wants(KNOWN) {
        return;
    }
    match (spec.form, spec.scheme) {
        (Form::Pairs, Scheme::MiniProgram) => {}
        (Form::Pairs, _) => {
            for (name, value) in known_values(other) {
                add(variants, KNOWN, name, value);
                for (number, name) in synonyms(name).enumerate() {
                    add(variants, if number < 2 { KNOWN } else { ODD }, name, value);
                }
            }
            let unsigned: &[(&str, &str)] = match spec.scheme {
                Scheme::Page | Scheme::Agent => &PAGE_FIELDS,
                Scheme::Address => &ADDRESS_FIELDS,
                Scheme::Pay2014 => &PAY_2014_FIELDS,
                _ => &[],
            };
            for (name, value) in unsigned {
                add(variants, KNOWN, name, value);
            }
            if matches!(spec.scheme, Scheme::PayV2 | Scheme::PayPage) {
                pay_fields(variants);
            }
        }
        (Form::Values, Scheme::Card | Scheme::ChooseCard) => {
            for (name, value) in known_values(other) {
                add(variants, KNOWN, name, value);
            }
            for value in ["0", "1"].into_iter().chain(CARD_TYPES) {
                add(variants, ODD, "card_type", value);
            }
            for value in NOTHING {
                add(variants, KNOWN, "code", value);
                add(variants, ODD, "balance", value);
            }
        }
        (Form::Lines, _) => {
            for (name, value) in known_values(other) {
                for at in [0, spec.parts.len()] {
                    add_line(variants, at, name, value);
                }
            }
            for at in 0..=spec.parts.len() {
                add_line(variants, at, "signType", "RSA");
                add_line(variants, at, "", "");
            }
        }
        _ => {}
    }
}

/// Returns the known values, and those of the documents' samples.
fn known_values(other: &Alternatives) -> impl Iterator<Item = (&str, &str)> {
    let known = other.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    known.chain(SAMPLE_VALUES)
}

fn pay_fields(variants: &mut Variants<'_>) {
    let page = variants.base.scheme == Scheme::PayPage;
    for (name, value) in USUAL_FIELDS {
        add(variants, KNOWN, name, value);
    }
    let id = variants.base.parts.iter().find_map(|part| part.value.strip_prefix("prepay_id="));
    if let Some(id) = id.map(str::to_owned) {
        for name in ["prepay_id", "prepayid", "prepayId"] {
            add(variants, KNOWN, name, &id);
        }
    }
    for name in OPTIONAL_FIELDS.into_iter().filter(|name| !page || *name == "openid") {
        for (number, value) in NOTHING.into_iter().enumerate() {
            add(variants, if number < 2 { KNOWN } else { ODD }, name, value);
        }
    }
    for name in ["sign", "paySign", "sign_type", "signType", "key"] {
        for value in NOTHING {
            add(variants, ODD, name, value);
        }
        if variants.base.keep_empty {
            add(variants, ODD, name, "");
        }
    }
}

fn add(variants: &mut Variants<'_>, rank: u8, name: &str, value: &str) {
    if variants.wants(rank) && variants.base.parts.iter().all(|part| &*part.name != name) {
        variants.push(rank, Detail::new(name, "", value), |spec| {
            spec.keep_sign |= name == "sign";
            spec.parts.push(Part::new(name, value));
        });
    }
}

fn add_line(variants: &mut Variants<'_>, at: usize, name: &str, value: &str) {
    // An empty line at the end is told as a line break too many.
    if !name.is_empty() || at < variants.base.parts.len() {
        variants
            .push(ODD, Detail::new(name, "", value), |spec| spec.parts.insert(at, Part::new(name, value)));
    }
}

pub(super) fn renamed(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.form != Form::Pairs || !variants.wants(KNOWN) {
        return;
    }
    for (at, part) in spec.parts.iter().enumerate() {
        let named_otherwise = |name: &str| part.role == Role::Nonce && NONCE_NAMES.contains(&name);
        let mut names: Vec<String> = synonyms(&part.name).map(str::to_owned).collect();
        let known = names.len();
        if variants.wants(ODD) {
            names.extend(Style::ALL.map(|(style, _)| style.write(&part.name)));
        }
        for (number, name) in names.iter().enumerate() {
            if *name != *part.name && !named_otherwise(name) && !names[..number].contains(name) {
                let rank = if number < known { KNOWN } else { ODD };
                let detail = Detail::new(&part.name, &part.name, name);
                variants.push(rank, detail, |spec| spec.parts[at].name = name.as_str().into());
            }
        }
    }
}

/// Adds the specifications with every name in another style.
pub(super) fn restyled(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.form != Form::Pairs || variants.base.parts.len() < 2 || !variants.wants(KNOWN) {
        return;
    }
    for (style, name) in Style::ALL {
        let secret = position(variants.base, Role::Ticket);
        let mut restyle = |keep: Option<usize>| {
            variants.push(KNOWN, Detail::to(name), |spec| {
                for (_, part) in spec.parts.iter_mut().enumerate().filter(|(at, _)| Some(*at) != keep) {
                    part.name = style.write(&part.name).into();
                }
            });
        };
        restyle(None);
        // The secret is not sent, so that it often keeps its name.
        if secret.is_some() {
            restyle(secret);
        }
    }
}

pub(super) fn swapped(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let rank = if spec.parts.len() <= FEW_FIELDS { KNOWN } else { ODD };
    if spec.order == Order::Value || !variants.wants(rank) {
        return;
    }
    for (one, first) in spec.parts.iter().enumerate() {
        for (two, second) in spec.parts.iter().enumerate().skip(one + 1) {
            // The two parts of a session's string are told as out of order.
            if first.value == second.value || spec.scheme == Scheme::MiniProgram {
                continue;
            }
            let detail = Detail::new(&first.name, &first.name, &second.name);
            variants.push(rank, detail, |spec| {
                let value = std::mem::replace(&mut spec.parts[one].value, second.value.clone());
                spec.parts[two].value = value;
            });
        }
    }
}
