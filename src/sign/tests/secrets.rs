//! No string that a check reports shows a secret, however the mistake wrote it.

use proptest::prelude::*;

use super::mistakes::config;
use super::samples::values;
use crate::secret::{mask_keys, mask_values};
use crate::sign::mistake::ODD;
use crate::sign::{Alternatives, MISTAKES, SignatureSpec, md5_hex, notations};

/// The number of characters that, in any case, give a secret away.
const TELLING: usize = 8;

/// Returns the string of a wrong specification as a report shows it: masked by the right secret, then by its own.
fn shown(right: &SignatureSpec, wrong: &SignatureSpec, other: &Alternatives) -> String {
    let mut known = right.secrets();
    known.extend(other.secrets.iter().map(|secret| secret.value.clone()));
    let notations: Vec<String> = known.iter().flat_map(|secret| notations(secret)).collect();
    let text = mask_keys(&wrong.string_to_sign(), known.iter().map(String::as_str));
    let text = mask_values(&text, notations.iter().map(String::as_str));
    mask_keys(&text, wrong.secrets().iter().map(String::as_str))
}

proptest! {
    #![proptest_config(config(2))]

    #[test]
    fn the_string_of_a_mistake_shows_no_secret(values in values()) {
        let other = values.alternatives();
        for right in values.specs() {
            for &mistake in MISTAKES {
                for variant in mistake.variants(&right, &other, ODD) {
                    let shown = shown(&right, &variant.spec, &other).to_lowercase();
                    for secret in [&values.secret, &values.other, &md5_hex(values.secret.as_bytes())] {
                        let secret = secret.to_lowercase();
                        let told = (0..=secret.len() - TELLING).find(|&at| shown.contains(&secret[at..at + TELLING]));
                        prop_assert_eq!(told, None, "{:?} of {:?}: {}", mistake, right, shown);
                    }
                }
            }
        }
    }
}
