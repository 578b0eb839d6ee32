//! Finds the mistakes behind a wrong signature: single mistakes first, then pairs.

use super::equal;
use super::mistake::{Alternatives, Detail, FREQUENT, MISTAKES, Mistake, ODD, Variant};
use super::spec::{Order, SignatureSpec};

/// The budget of the search for pairs, and for mistakes with hundreds of values, in bytes of signed values. It takes
/// well under a second, and no ordinary URL or body uses it up.
const MAX_SEARCHED_BYTES: usize = 24 << 20;
/// The budget of the search for single mistakes, in bytes of signed values.
const MAX_SINGLES_BYTES: usize = 200 << 20;
/// The number of single mistakes up to which every pair is tried: about 30,000 pairs.
const FEW_SINGLES: usize = 240;
/// The number of bytes that trying a specification costs beside its values.
const BYTES_PER_TRY: usize = 64;

/// One or two mistakes that reproduce the wrong signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The mistakes, in the order of [`MISTAKES`].
    pub mistakes: Vec<Mistake>,
    /// The detail of each mistake, in the same order.
    pub details: Vec<Detail>,
    /// The string that was signed.
    pub string_to_sign: String,
    /// The secrets in that string, which are not for the eyes of others; the longest first.
    pub secrets: Vec<String>,
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// The single mistakes that reproduce the signature; if there is none, the pairs that do. Of several ways to the
    /// same string the first is listed.
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
    let (diagnosis, ranks) = (Diagnosis::default(), Vec::new());
    let mut search = Search { spec, matches, remaining_bytes: MAX_SINGLES_BYTES, diagnosis, ranks };
    let singles = search.singles(other);
    search.rare_singles();
    if !search.diagnosis.explanations.is_empty() {
        search.diagnosis.truncated = false;
        return search.diagnosis;
    }
    search.remaining_bytes = MAX_SEARCHED_BYTES;
    search.pairs(&singles, other);
    search.diagnosis.truncated &= search.diagnosis.explanations.is_empty();
    search.diagnosis
}

struct Search<'a, M> {
    spec: &'a SignatureSpec,
    matches: M,
    /// The rest of the budget, in bytes.
    remaining_bytes: usize,
    diagnosis: Diagnosis,
    /// The rank of each explanation.
    ranks: Vec<u8>,
}

impl<M: Fn(&SignatureSpec) -> bool> Search<'_, M> {
    /// Tries every single mistake and returns what was tried.
    fn singles(&mut self, other: &Alternatives) -> Vec<(Mistake, Variant)> {
        let mut singles = Vec::new();
        for &mistake in MISTAKES {
            for variant in mistake.variants(self.spec, other, ODD) {
                if !self.deduct(&variant.spec) {
                    return singles;
                }
                self.try_spec(&[(mistake, &variant.detail)], 0, &variant.spec);
                singles.push((mistake, variant));
            }
        }
        singles
    }

    fn rare_singles(&mut self) {
        self.remaining_bytes = MAX_SEARCHED_BYTES;
        for &mistake in MISTAKES {
            for variant in mistake.rare_variants(self.spec) {
                if !self.deduct(&variant.spec) {
                    return;
                }
                self.try_spec(&[(mistake, &variant.detail)], 0, &variant.spec);
            }
        }
    }

    fn pairs(&mut self, singles: &[(Mistake, Variant)], other: &Alternatives) {
        // Where little can go wrong, every pair is tried.
        let reach = if singles.len() <= FEW_SINGLES { 2 * ODD } else { ODD };
        let mut by_rank: Vec<&(Mistake, Variant)> = singles.iter().collect();
        by_rank.sort_by_key(|(_, variant)| variant.rank);
        for (first, variant) in by_rank {
            // Sorted once here, every string of the pairs is sorted in few steps.
            let sorted = variant.spec.sorted();
            for &second in MISTAKES {
                let base = if second == Mistake::NotSorted { &variant.spec } else { &sorted };
                // The order matters where texts are rewritten: a URL may be encoded before its scheme is changed, or
                // after.
                let repeats = second == *first && !first.repeats();
                let done = second < *first && !(first.rewrites() && second.rewrites());
                if repeats || done {
                    continue;
                }
                for both in second.variants(base, other, reach - variant.rank) {
                    // Two fields that are changed in the same way are changed in one order.
                    if second == *first
                        && first.commutes()
                        && self.spec.order == Order::Name
                        && both.detail.field < variant.detail.field
                    {
                        continue;
                    }
                    // A field that is left out and put back has another value, which is told as such.
                    if *first == Mistake::FieldDropped
                        && second == Mistake::FieldAdded
                        && both.detail.field == variant.detail.field
                    {
                        continue;
                    }
                    if !self.deduct(&both.spec) {
                        return;
                    }
                    let mistakes = [(*first, &variant.detail), (second, &both.detail)];
                    self.try_spec(&mistakes, variant.rank + both.rank, &both.spec);
                }
            }
        }
        // `Date.now()` and a mistake in the URL are the most frequent pair.
        for (first, variant) in
            singles.iter().filter(|(first, variant)| first.is_of_url() && variant.rank == FREQUENT)
        {
            for both in Mistake::TimestampMilliseconds.rare_variants(&variant.spec) {
                if !self.deduct(&both.spec) {
                    return;
                }
                let mistakes = [(*first, &variant.detail), (Mistake::TimestampMilliseconds, &both.detail)];
                self.try_spec(&mistakes, variant.rank + both.rank, &both.spec);
            }
        }
    }

    /// Deducts a specification from the budget. Returns whether enough was left.
    fn deduct(&mut self, spec: &SignatureSpec) -> bool {
        let bytes: usize = spec.parts.iter().map(|part| part.name.len() + part.value.len()).sum();
        let bytes = bytes + BYTES_PER_TRY;
        let affordable = bytes <= self.remaining_bytes;
        self.remaining_bytes = self.remaining_bytes.saturating_sub(bytes);
        self.diagnosis.truncated |= !affordable;
        affordable
    }

    /// Tries a specification. Of several ways to the same string, the one of the lowest rank is kept, else the first.
    fn try_spec(&mut self, mistakes: &[(Mistake, &Detail)], rank: u8, spec: &SignatureSpec) {
        if !(self.matches)(spec) || spec == self.spec {
            return;
        }
        let mut mistakes = mistakes.to_vec();
        mistakes.sort_by_key(|(mistake, _)| *mistake);
        let string_to_sign = spec.string_to_sign();
        let (mistakes, details) =
            mistakes.into_iter().map(|(mistake, detail)| (mistake, detail.clone())).unzip();
        let found = &mut self.diagnosis.explanations;
        let known = found.iter().position(|known| known.string_to_sign == string_to_sign);
        let explanation = Explanation { mistakes, details, string_to_sign, secrets: spec.secrets() };
        match known {
            Some(at) if rank < self.ranks[at] => (found[at], self.ranks[at]) = (explanation, rank),
            Some(_) => {}
            None => {
                found.push(explanation);
                self.ranks.push(rank);
            }
        }
    }
}

impl SignatureSpec {
    /// Returns whether this is the signature, in a time that does not depend on the position of the first difference.
    /// Nothing is computed for a text of another length or case.
    pub fn matches(&self, signature: &str) -> bool {
        self.output.fits(self.digest, self.upper, signature) && equal(&self.signature(), signature)
    }
}
