//! Finding the mistake behind a wrong signature: single mistakes first, then pairs.

use super::equal;
use super::mistake::{Alternatives, MISTAKES, Mistake};
use super::plan::Plan;

/// How much pairs, and how much what has hundreds of values, may have to say in all, in bytes: what a person waits for
/// no longer than a blink, and more than any URL or body of everyday brings about.
const MAX_BYTES: usize = 20 << 20;

/// One or two mistakes that produce the wrong signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The mistakes.
    pub mistakes: Vec<Mistake>,
    /// The string that was signed.
    pub string_to_sign: String,
}

/// What a search brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// Every single mistake that reproduces the signature, or else every pair that does.
    pub found: Vec<Found>,
    /// Whether the values were so long that not everything was tried.
    pub truncated: bool,
}

/// Looks for the mistakes that reproduce a signature; what does not reproduce it is not in the answer.
///
/// `matches` says whether a plan leads to the given signature: for a hash by computing, for RSA by comparing what was
/// signed.
pub fn diagnose(plan: &Plan, other: &Alternatives, matches: impl Fn(&Plan) -> bool) -> Diagnosis {
    let mut search = Search { plan, matches, left: MAX_BYTES, diagnosis: Diagnosis::default() };
    let mut singles: Vec<(Mistake, Plan)> = Vec::new();
    for &mistake in MISTAKES {
        for variant in mistake.variants(plan, other) {
            search.look(&[mistake], &variant);
            singles.push((mistake, variant));
        }
    }
    for &mistake in MISTAKES {
        for variant in mistake.rare(plan) {
            if !search.affords(&variant) {
                break;
            }
            search.look(&[mistake], &variant);
        }
    }
    if !search.diagnosis.found.is_empty() {
        return search.diagnosis;
    }
    search.left = MAX_BYTES;
    search.pairs(&singles, other);
    search.diagnosis
}

struct Search<'a, M> {
    plan: &'a Plan,
    matches: M,
    /// How many bytes may still be looked at.
    left: usize,
    diagnosis: Diagnosis,
}

impl<M: Fn(&Plan) -> bool> Search<'_, M> {
    fn pairs(&mut self, singles: &[(Mistake, Plan)], other: &Alternatives) {
        for (first, variant) in singles {
            // Which was made first matters: a URL is encoded after its scheme was changed, or before.
            for second in MISTAKES.iter().filter(|&second| second != first) {
                for both in second.variants(variant, other) {
                    if !self.affords(&both) {
                        return;
                    }
                    self.look(&[*first, *second], &both);
                }
            }
        }
        // `Date.now()` and something about the URL: the two that are made most often.
        let of_url = |mistake: Mistake| mistake <= Mistake::UrlQueryDropped;
        for (first, variant) in singles.iter().filter(|(first, _)| of_url(*first)) {
            for both in Mistake::TimestampMilliseconds.rare(variant) {
                if !self.affords(&both) {
                    return;
                }
                self.look(&[*first, Mistake::TimestampMilliseconds], &both);
            }
        }
    }

    /// Whether this may still be looked at.
    fn affords(&mut self, plan: &Plan) -> bool {
        let bytes: usize = plan.parts.iter().map(|part| part.name.len() + part.value.len()).sum();
        let affords = bytes <= self.left;
        self.left = self.left.saturating_sub(bytes);
        self.diagnosis.truncated |= !affords;
        affords
    }

    fn look(&mut self, mistakes: &[Mistake], plan: &Plan) {
        if plan == self.plan || !(self.matches)(plan) {
            return;
        }
        let mut mistakes = mistakes.to_vec();
        mistakes.sort_unstable();
        let found = &mut self.diagnosis.found;
        if found.iter().all(|known| known.mistakes != mistakes) {
            found.push(Found { mistakes, string_to_sign: plan.string_to_sign() });
        }
    }
}

impl Plan {
    /// Whether the signature is this one, in a time that does not depend on where they differ.
    pub fn matches(&self, signature: &str) -> bool {
        equal(&self.signature(), signature)
    }
}
