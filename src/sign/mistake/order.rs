//! Changes to the order, to what is left out, and to the digest.

use super::super::digest::{Digest, Output};
use super::super::spec::{Form, Hashed, Order, Part, Role, Scheme, SignatureSpec};
use super::variant::{FREQUENT, KNOWN, ODD, Variant, Variants};
use super::{Alternatives, Detail, is_rsa, position};

/// Adds the specifications with the values as given, and in reverse.
pub(super) fn not_sorted(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let reversed: Vec<Part> = spec.parts.iter().rev().cloned().collect();
    if spec.order == Order::Given {
        if spec.form == Form::Values && spec.scheme == Scheme::MiniProgram {
            variants.push(FREQUENT, Detail::default(), |spec| spec.parts = reversed);
        }
        return;
    }
    // A reverse order that is sorted is told as such.
    let sorted = reversed == descending(spec);
    for (rank, parts) in [(FREQUENT, spec.parts.clone()), (ODD, reversed)] {
        if is_unsorted(spec, &parts) && !(sorted && rank == ODD) {
            in_order(variants, rank, parts);
        }
    }
}

/// Adds the specification with the parts in this order.
fn in_order(variants: &mut Variants<'_>, rank: u8, parts: Vec<Part>) {
    variants.push(rank, Detail::default(), |spec| {
        spec.order = Order::Given;
        spec.parts = parts;
    });
}

/// Returns the text by which a part is sorted.
fn sort_key(order: Order, part: &Part) -> &str {
    if order == Order::Value { &part.value } else { &part.name }
}

/// Returns the parts in descending order.
fn descending(spec: &SignatureSpec) -> Vec<Part> {
    let mut parts = spec.parts.clone();
    parts.sort_by(|one, other| sort_key(spec.order, other).cmp(sort_key(spec.order, one)));
    parts
}

/// Adds the specification that is sorted as languages sort by default: C# by the rules of a language, in which case
/// comes last.
pub(super) fn sorted_without_case(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let mut parts = spec.parts.clone();
    parts.sort_by_key(|part| sort_key(spec.order, part).to_lowercase());
    if spec.order != Order::Given && parts != spec.sorted().parts {
        in_order(variants, KNOWN, parts);
    }
}

pub(super) fn sorted_descending(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let parts = descending(spec);
    if spec.order != Order::Given && parts != spec.sorted().parts && is_unsorted(spec, &parts) {
        in_order(variants, ODD, parts);
    }
}

/// Returns whether these parts are out of order. If they are sorted by name, the order is either
/// [`super::Mistake::SortedByName`] or right.
fn is_unsorted(spec: &SignatureSpec, parts: &[Part]) -> bool {
    spec.order == Order::Given || !parts.is_sorted_by(|one, other| one.name <= other.name)
}

/// Returns the specifications with every order of up to six values.
pub(super) fn every_order(spec: &SignatureSpec) -> impl Iterator<Item = Variant> + '_ {
    let count = if spec.order == Order::Given || spec.parts.len() > 6 { 0 } else { spec.parts.len() };
    orders(count).filter(move |_| count > 0).filter_map(move |order| {
        let parts: Vec<Part> = order.iter().map(|&at| spec.parts[at].clone()).collect();
        let spec = SignatureSpec { order: Order::Given, parts, ..spec.clone() };
        let unsorted = !spec.parts.is_sorted_by(|one, other| one.name <= other.name);
        unsorted.then(|| Variant { rank: ODD, detail: Detail::default(), spec })
    })
}

/// Returns all orders of the numbers below `count`.
fn orders(count: usize) -> impl Iterator<Item = Vec<usize>> {
    let total: usize = (1..=count).product();
    (0..total).map(move |mut number| {
        let mut rest: Vec<usize> = (0..count).collect();
        (1..=count)
            .rev()
            .map(|left| {
                let at = number % left;
                number /= left;
                rest.remove(at)
            })
            .collect()
    })
}

pub(super) fn sorted_by_name(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.order == Order::Value {
        variants.push(FREQUENT, Detail::default(), |spec| spec.order = Order::Name);
    }
}

pub(super) fn sorted_by_value(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.order == Order::Name {
        variants.push(KNOWN, Detail::default(), |spec| spec.order = Order::Value);
    }
}

pub(super) fn empty_values_included(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.push(FREQUENT, Detail::default(), |spec| spec.keep_empty = true);
}

pub(super) fn sign_field_included(variants: &mut Variants<'_>, _: &Alternatives) {
    variants.push(FREQUENT, Detail::default(), |spec| spec.keep_sign = true);
}

pub(super) fn md5_for_hmac(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.digest == Digest::HmacSha256 && variants.base.form == Form::Pairs {
        variants.push(FREQUENT, Detail::default(), |spec| spec.digest = Digest::Md5);
    }
}

pub(super) fn hmac_for_md5(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.digest == Digest::Md5 {
        variants.push(FREQUENT, Detail::default(), |spec| spec.digest = Digest::HmacSha256);
    }
}

pub(super) fn other_hash(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if is_rsa(spec) {
        return;
    }
    for digest in Digest::ALL {
        let named_otherwise = spec.form == Form::Pairs
            && matches!(
                (spec.digest, digest),
                (Digest::Md5, Digest::HmacSha256) | (Digest::HmacSha256, Digest::Md5)
            );
        if named_otherwise || digest.is_keyed() && spec.key.is_empty() {
            continue;
        }
        let rank = if matches!(digest, Digest::Md5 | Digest::Sha1 | Digest::Sha256) { FREQUENT } else { ODD };
        let detail = Detail::new("", spec.digest.name(), digest.name());
        variants.push(rank, detail, |spec| spec.digest = digest);
    }
}

/// Adds the HMAC with the secret that is a field as its key: over the other fields, then over all.
pub(super) fn hmac_for_hash(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    let is_plain = spec.key.is_empty() && !is_rsa(spec) && spec.scheme != Scheme::MiniProgram;
    let secret = || position(spec, Role::Ticket).or_else(|| position(spec, Role::Token));
    let Some(at) = secret().filter(|_| is_plain) else { return };
    for digest in Digest::ALL.into_iter().filter(|digest| digest.is_keyed()) {
        let detail = Detail::new(&spec.parts[at].name, spec.digest.name(), digest.name());
        for keep in [false, true] {
            variants.push(ODD, detail.clone(), |spec| {
                let secret = spec.parts[at].value.to_string();
                (spec.key, spec.key_name, spec.digest) = (secret, "", digest);
                if !keep {
                    spec.parts.remove(at);
                }
            });
        }
    }
}

/// Adds the specifications with the digest of a digest: the program hashes, and then signs with a function that hashes.
pub(super) fn hashed_twice(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.digest.is_keyed() || spec.hashed.is_some() {
        return;
    }
    for hashed in [Hashed::Lower, Hashed::Upper, Hashed::Bytes] {
        variants.push(ODD, Detail::default(), |spec| spec.hashed = Some(hashed));
    }
}

pub(super) fn uppercase_lowercase(variants: &mut Variants<'_>, _: &Alternatives) {
    if !is_rsa(variants.base) && variants.base.output != Output::Base64 {
        variants.push(FREQUENT, Detail::default(), |spec| spec.upper = !spec.upper);
    }
}

pub(super) fn other_output(variants: &mut Variants<'_>, _: &Alternatives) {
    if !is_rsa(variants.base) {
        for (output, name) in [(Output::Base64, "base64"), (Output::Base64OfHex, "base64 of the digits")] {
            variants.push(KNOWN, Detail::to(name), |spec| spec.output = output);
        }
    }
}
