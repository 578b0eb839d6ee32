//! Every mistake is named, alone and in pairs; a random value never is.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::samples::{Values, values};
use crate::sign::mistake::{ODD, Variant};
use crate::sign::{Alternatives, Diagnosis, MISTAKES, Mistake, SignatureSpec, diagnose};

pub(super) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Returns what is compared: the signature, or the signed bytes where RSA signs.
fn made(spec: &SignatureSpec) -> (Vec<u8>, String) {
    if crate::sign::mistake::is_rsa(spec) {
        (spec.bytes_to_sign(), String::new())
    } else {
        (Vec::new(), spec.signature())
    }
}

fn find(spec: &SignatureSpec, other: &Alternatives, wrong: &SignatureSpec) -> Diagnosis {
    let wanted = made(wrong);
    diagnose(spec, other, |spec| made(spec) == wanted)
}

fn singles(spec: &SignatureSpec, other: &Alternatives) -> Vec<(Mistake, Variant)> {
    let of = |&mistake: &Mistake| {
        let variants = mistake.variants(spec, other, ODD).into_iter();
        variants.map(move |variant| (mistake, variant))
    };
    MISTAKES.iter().flat_map(of).filter(|(_, variant)| made(&variant.spec) != made(spec)).collect()
}

proptest! {
    #![proptest_config(config(2))]

    /// A mistake is named by its name, or by the earlier one that makes the same string.
    #[test]
    fn every_mistake_is_named(values in values(), offset in 0_usize..19) {
        let other = values.alternatives();
        for spec in values.specs() {
            let all = singles(&spec, &other);
            for (mistake, variant) in all.iter().skip(offset).step_by(19) {
                let found = find(&spec, &other, &variant.spec);
                let named = found.explanations.iter().any(|found| {
                    found.mistakes == [*mistake]
                        || found.mistakes.len() == 1 && found.mistakes < vec![*mistake]
                            && found.string_to_sign == variant.spec.string_to_sign()
                });
                prop_assert!(named, "{mistake:?} {:?} of {spec:?}: {found:?}", variant.detail);
            }
        }
    }

    #[test]
    fn pairs_are_explained(values in values(), seed in 0_usize..10_000) {
        let other = values.alternatives();
        for (number, spec) in values.specs().iter().enumerate() {
            let all: Vec<_> = singles(spec, &other).into_iter().filter(|(_, variant)| variant.rank < ODD).collect();
            let (first, variant) = &all[(seed * 31 + number * 17) % all.len()];
            let second = MISTAKES.iter().cycle().skip((seed + number) % MISTAKES.len()).take(MISTAKES.len());
            let both = second.filter(|second| *second > first).find_map(|second| {
                let next = second.variants(&variant.spec, &other, ODD - variant.rank).into_iter().next_back()?;
                Some((second, next.spec))
            });
            let Some((second, wrong)) = both.filter(|(_, wrong)| made(wrong) != made(spec)) else { continue };
            let found = find(spec, &other, &wrong);
            prop_assert!(!found.explanations.is_empty(), "{first:?} and {second:?} of {spec:?}");
        }
    }
}

proptest! {
    #![proptest_config(config(1))]

    /// An ordinary input is searched to its end, in few steps.
    #[test]
    fn a_random_value_is_never_explained(values in values()) {
        let other = values.alternatives();
        for spec in Values::specs(&values) {
            let tries = Cell::new(0_u32);
            let found = diagnose(&spec, &other, |_| {
                tries.set(tries.get() + 1);
                false
            });
            prop_assert_eq!(found, Diagnosis::default());
            prop_assert!(tries.get() < 80_000, "{} tries for {:?}", tries.get(), spec);
        }
    }
}
