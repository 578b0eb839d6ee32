//! Changes to the joined string as a whole, and to what stands between its pairs.

use super::super::form::JsonStyle;
use super::super::percent::ENCODERS;
use super::super::spec::{Form, KeyPlace, Order, Punctuation, StringEncoding};
use super::variant::{FREQUENT, KNOWN, ODD, Variants};
use super::{Alternatives, Detail};

/// The number of encoders that many programs use.
const FREQUENT_ENCODERS: usize = 3;

const QUOTED: [(u8, Punctuation); 2] = [
    (KNOWN, Punctuation { quote: "\"", ..Punctuation::USUAL }),
    (ODD, Punctuation { quote: "'", ..Punctuation::USUAL }),
];

const DOUBLED: [(u8, Punctuation); 3] = [
    // A loop that ends every pair with `&`, and `&key=` after it.
    (KNOWN, Punctuation { before_key: "&&", ..Punctuation::USUAL }),
    (KNOWN, Punctuation { separator: "&&", before_key: "&&", ..Punctuation::USUAL }),
    (ODD, Punctuation { separator: "&&", ..Punctuation::USUAL }),
];

/// `…&trade_type=JSAPIkey=…`
const UNJOINED: Punctuation = Punctuation { before_key: "", ..Punctuation::USUAL };

const SPACED: [(u8, Punctuation); 7] = [
    (KNOWN, Punctuation { separator: "& ", before_key: "& ", ..Punctuation::USUAL }),
    (KNOWN, Punctuation { separator: "& ", ..Punctuation::USUAL }),
    (ODD, Punctuation { separator: " & ", before_key: " & ", ..Punctuation::USUAL }),
    (ODD, Punctuation { separator: " & ", ..Punctuation::USUAL }),
    (KNOWN, Punctuation { equals: "= ", ..Punctuation::USUAL }),
    (ODD, Punctuation { equals: " = ", ..Punctuation::USUAL }),
    (ODD, Punctuation { equals: " =", ..Punctuation::USUAL }),
];

const fn joined_by(separator: &'static str) -> Punctuation {
    Punctuation { separator, before_key: separator, ..Punctuation::USUAL }
}

/// `", "` is what the maps of Java and the lists of Python are printed with.
const SEPARATORS: [Punctuation; 7] = [
    joined_by(""),
    joined_by(","),
    joined_by(", "),
    joined_by(" "),
    joined_by(";"),
    joined_by("|"),
    joined_by("\n"),
];

fn punctuate(variants: &mut Variants<'_>, rank: u8, punctuation: &'static Punctuation, detail: Detail) {
    if variants.base.form == Form::Pairs && *variants.base.punctuation == Punctuation::USUAL {
        variants.push(rank, detail, |spec| spec.punctuation = punctuation);
    }
}

/// Adds the percent-encoded string: all of it, then the part before the secret.
pub(super) fn encoded(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.form != Form::Pairs || !variants.wants(KNOWN) {
        return;
    }
    let appended = !spec.key.is_empty() && !spec.key_name.is_empty() && spec.key_place != KeyPlace::Sorted;
    for encoder in 0..ENCODERS.len() {
        let rank = if encoder < FREQUENT_ENCODERS { KNOWN } else { ODD };
        let encoding = StringEncoding { encoder, before_key: false };
        variants.push(rank, Detail::default(), |spec| spec.encoded = Some(encoding));
        if appended {
            let encoding = StringEncoding { encoder, before_key: true };
            variants.push(ODD, Detail::to("key"), |spec| spec.encoded = Some(encoding));
        }
    }
}

pub(super) fn quoted(variants: &mut Variants<'_>, _: &Alternatives) {
    for (rank, punctuation) in &QUOTED {
        punctuate(variants, *rank, punctuation, Detail::to(punctuation.quote));
    }
}

/// Adds the fields as an object in JSON, in the order of their names and as given.
pub(super) fn as_json(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.form != Form::Pairs || !variants.wants(ODD) {
        return;
    }
    for style in JsonStyle::ALL {
        for order in [Order::Name, Order::Given] {
            variants
                .push(ODD, Detail::default(), |spec| (spec.form, spec.order) = (Form::Json(style), order));
        }
    }
}

pub(super) fn ampersand_doubled(variants: &mut Variants<'_>, _: &Alternatives) {
    for (rank, punctuation) in &DOUBLED {
        let place = if punctuation.separator == "&" { "key" } else { "" };
        punctuate(variants, *rank, punctuation, Detail::to(place));
    }
}

pub(super) fn ampersand_trailing(variants: &mut Variants<'_>, _: &Alternatives) {
    if variants.base.form == Form::Pairs {
        variants.push(KNOWN, Detail::default(), |spec| spec.end = "&");
    }
}

pub(super) fn ampersand_missing(variants: &mut Variants<'_>, _: &Alternatives) {
    if !variants.base.key.is_empty() {
        punctuate(variants, KNOWN, &UNJOINED, Detail::default());
    }
}

pub(super) fn spaced(variants: &mut Variants<'_>, _: &Alternatives) {
    for (rank, punctuation) in &SPACED {
        let text = if punctuation.equals == "=" { punctuation.separator } else { punctuation.equals };
        punctuate(variants, *rank, punctuation, Detail::to(text));
    }
}

pub(super) fn other_separators(variants: &mut Variants<'_>) {
    for punctuation in &SEPARATORS {
        punctuate(variants, ODD, punctuation, Detail::new("", "&", punctuation.separator));
    }
}

/// Adds the string with the line break that `echo` appends, or with a space. The lines of v3 have mistakes of their own.
pub(super) fn newline(variants: &mut Variants<'_>, _: &Alternatives) {
    if matches!(variants.base.form, Form::Pairs | Form::Values) {
        for (rank, end) in [(FREQUENT, "\n"), (KNOWN, "\r\n"), (KNOWN, " ")] {
            variants.push(rank, Detail::to(end), |spec| spec.end = end);
        }
    }
}
