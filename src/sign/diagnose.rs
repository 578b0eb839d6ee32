//! Finding the mistake behind a wrong signature: single mistakes first, then pairs.

use super::equal;
use super::mistake::{Alternatives, MISTAKES, Mistake};
use super::plan::Plan;

/// How much the pairs may have to say in all, in bytes: what a person waits for no longer than a blink, and more than
/// any URL or body of everyday brings about.
const MAX_PAIR_BYTES: usize = 20 << 20;

/// One or two mistakes that produce the wrong signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The mistakes.
    pub mistakes: Vec<Mistake>,
    /// The string that was signed.
    pub string_to_sign: String,
}

/// Every single mistake that reproduces the signature, or else every pair that does. What does not reproduce it is not
/// in the answer. Pairs are searched as far as a limit, which only values of many kilobytes reach.
///
/// `matches` says whether a plan leads to the given signature: for a hash by computing, for RSA by verifying.
pub fn diagnose(plan: &Plan, other: &Alternatives, matches: impl Fn(&Plan) -> bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut singles: Vec<(Mistake, Plan)> = Vec::new();
    for mistake in MISTAKES {
        for variant in mistake.variants(plan, other, true) {
            if matches(&variant) {
                add(&mut found, vec![mistake], &variant);
            }
        }
        singles.extend(mistake.variants(plan, other, false).into_iter().map(|variant| (mistake, variant)));
    }
    if !found.is_empty() {
        return found;
    }
    let mut looked_at = 0;
    for (first, variant) in &singles {
        // Which was made first matters: a URL is encoded after its scheme was changed, or before.
        for second in MISTAKES.into_iter().filter(|second| second != first) {
            for both in second.variants(variant, other, false) {
                looked_at += both.parts.iter().map(|part| part.name.len() + part.value.len()).sum::<usize>();
                if looked_at > MAX_PAIR_BYTES {
                    return found;
                }
                if both != *plan && matches(&both) {
                    add(&mut found, vec![(*first).min(second), (*first).max(second)], &both);
                }
            }
        }
    }
    found
}

fn add(found: &mut Vec<Found>, mistakes: Vec<Mistake>, plan: &Plan) {
    if found.iter().all(|known| known.mistakes != mistakes) {
        found.push(Found { mistakes, string_to_sign: plan.string_to_sign() });
    }
}

impl Plan {
    /// Whether the signature is this one, in a time that does not depend on where they differ.
    pub fn matches(&self, signature: &str) -> bool {
        equal(&self.signature(), signature)
    }
}
