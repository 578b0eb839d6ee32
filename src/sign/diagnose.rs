//! Finds the mistakes behind a wrong signature: single mistakes first, then pairs.

use super::equal;
use super::mistake::{Alternatives, MISTAKES, Mistake};
use super::spec::SignatureSpec;

/// The budget of a search, in bytes of signed values; pairs, and mistakes with hundreds of values, each have one. It
/// takes well under a second, and no ordinary URL or body uses it up.
const MAX_SEARCHED_BYTES: usize = 20 << 20;

/// One or two mistakes that reproduce the wrong signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The mistakes, in the order of [`MISTAKES`].
    pub mistakes: Vec<Mistake>,
    /// The string that was signed.
    pub string_to_sign: String,
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// Every single mistake that reproduces the signature; if there is none, every pair that does.
    pub explanations: Vec<Explanation>,
    /// True if the values were too long to try everything.
    pub truncated: bool,
}

/// Searches for the mistakes that reproduce a signature. A mistake that does not reproduce it is not in the result.
///
/// `matches` returns whether a specification leads to the given signature: for a hash by computing it, for RSA by
/// comparing the signed digest.
pub fn diagnose(
    spec: &SignatureSpec,
    other: &Alternatives,
    matches: impl Fn(&SignatureSpec) -> bool,
) -> Diagnosis {
    let mut search =
        Search { spec, matches, remaining_bytes: MAX_SEARCHED_BYTES, diagnosis: Diagnosis::default() };
    let mut singles: Vec<(Mistake, SignatureSpec)> = Vec::new();
    for &mistake in MISTAKES {
        for variant in mistake.variants(spec, other) {
            search.try_spec(&[mistake], &variant);
            singles.push((mistake, variant));
        }
    }
    for &mistake in MISTAKES {
        for variant in mistake.rare_variants(spec) {
            if !search.deduct(&variant) {
                break;
            }
            search.try_spec(&[mistake], &variant);
        }
    }
    if !search.diagnosis.explanations.is_empty() {
        return search.diagnosis;
    }
    search.remaining_bytes = MAX_SEARCHED_BYTES;
    search.pairs(&singles, other);
    search.diagnosis
}

struct Search<'a, M> {
    spec: &'a SignatureSpec,
    matches: M,
    /// The rest of the budget, in bytes.
    remaining_bytes: usize,
    diagnosis: Diagnosis,
}

impl<M: Fn(&SignatureSpec) -> bool> Search<'_, M> {
    fn pairs(&mut self, singles: &[(Mistake, SignatureSpec)], other: &Alternatives) {
        for (first, variant) in singles {
            // The order matters: a URL may be encoded before its scheme is changed, or after.
            for second in MISTAKES.iter().filter(|&second| second != first) {
                for both in second.variants(variant, other) {
                    if !self.deduct(&both) {
                        return;
                    }
                    self.try_spec(&[*first, *second], &both);
                }
            }
        }
        // `Date.now()` and a mistake in the URL are the most frequent pair.
        let of_url = |mistake: Mistake| mistake <= Mistake::UrlQueryDropped;
        for (first, variant) in singles.iter().filter(|(first, _)| of_url(*first)) {
            for both in Mistake::TimestampMilliseconds.rare_variants(variant) {
                if !self.deduct(&both) {
                    return;
                }
                self.try_spec(&[*first, Mistake::TimestampMilliseconds], &both);
            }
        }
    }

    /// Deducts a specification from the budget. Returns whether enough was left.
    fn deduct(&mut self, spec: &SignatureSpec) -> bool {
        let bytes: usize = spec.parts.iter().map(|part| part.name.len() + part.value.len()).sum();
        let affordable = bytes <= self.remaining_bytes;
        self.remaining_bytes = self.remaining_bytes.saturating_sub(bytes);
        self.diagnosis.truncated |= !affordable;
        affordable
    }

    fn try_spec(&mut self, mistakes: &[Mistake], spec: &SignatureSpec) {
        if spec == self.spec || !(self.matches)(spec) {
            return;
        }
        let mut mistakes = mistakes.to_vec();
        mistakes.sort_unstable();
        let found = &mut self.diagnosis.explanations;
        if found.iter().all(|known| known.mistakes != mistakes) {
            found.push(Explanation { mistakes, string_to_sign: spec.string_to_sign() });
        }
    }
}

impl SignatureSpec {
    /// Returns whether this is the signature, in a time that does not depend on the position of the first difference.
    pub fn matches(&self, signature: &str) -> bool {
        equal(&self.signature(), signature)
    }
}
