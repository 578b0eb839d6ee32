//! "Did you mean": the known words most similar to a wrong one.

/// The lowest similarity (Jaro-Winkler, 0 to 1) of a word that is suggested.
const MIN_SIMILARITY: f64 = 0.8;
/// The largest number of suggestions.
const MAX_SUGGESTIONS: usize = 2;
/// The largest distance in similarity from the first suggestion; a word further behind would only distract.
const MAX_BEHIND: f64 = 0.1;

/// Returns up to two known words similar to `wrong`, the most similar first; ignores case.
pub(crate) fn closest(wrong: &str, known: &[impl AsRef<str>]) -> Vec<String> {
    let lower = wrong.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .iter()
        .map(|word| (similarity(&lower, &word.as_ref().to_lowercase()), word.as_ref()))
        .filter(|(score, _)| *score > MIN_SIMILARITY)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.dedup_by(|a, b| a.1 == b.1);
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    scored.retain(|(score, _)| best - *score <= MAX_BEHIND);
    scored.into_iter().take(MAX_SUGGESTIONS).map(|(_, word)| word.to_owned()).collect()
}

/// Returns the similarity of two words. In short ones, one edit or two exchanged letters weigh too much by
/// Jaro-Winkler.
fn similarity(wrong: &str, known: &str) -> f64 {
    const ONE_EDIT: f64 = 0.85;
    let is_near = wrong.len() >= 3 && strsim::damerau_levenshtein(wrong, known) == 1;
    strsim::jaro_winkler(wrong, known).max(if is_near { ONE_EDIT } else { 0.0 })
}

/// Returns the known word with the fewest edits from `wrong` (Damerau-Levenshtein), at most `max_edits` of that word.
/// The first one wins among equals.
pub(crate) fn within_edits<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
    max_edits: impl Fn(&str) -> usize,
) -> Option<&'a str> {
    let near = known.into_iter().filter_map(|word| {
        let max = max_edits(word);
        // The difference in length is a lower bound and costs nothing.
        let hopeless = word.chars().count().abs_diff(wrong.chars().count()) > max;
        let edits = if hopeless { usize::MAX } else { strsim::damerau_levenshtein(wrong, word) };
        (edits <= max).then_some((edits, word))
    });
    near.min_by_key(|(edits, _)| *edits).map(|(_, word)| word)
}

/// Returns whether one edit turns a word of ASCII into another: one letter is replaced, added or removed, or two adjacent
/// ones are exchanged. Many known words are compared with each wrong one, and a table of distances would cost more.
pub(crate) fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match (&short[same..], &long[same..]) {
        (short, [_, long @ ..]) if short == long => true,
        ([a, short @ ..], [b, long @ ..]) if short == long && a != b => true,
        ([a, b, short @ ..], [c, d, long @ ..]) => (a, b) == (d, c) && short == long,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{closest, is_one_edit, within_edits};

    #[test]
    fn one_edit_is_a_distance_of_one() {
        let words =
            ["", "a", "b", "ab", "ba", "aa", "abc", "acb", "bac", "abcd", "abdc", "acbd", "aabb", "abab"];
        for one in words {
            for other in words {
                assert_eq!(is_one_edit(one, other), strsim::osa_distance(one, other) == 1, "{one} {other}");
            }
        }
    }

    #[test]
    fn the_most_similar_word_comes_first() {
        let known = ["subscribe", "unsubscribe", "SCAN", "text"];
        assert_eq!(closest("subscrbe", &known)[0], "subscribe");
        assert!(closest("zzz", &known).is_empty());
        assert_eq!(closest("gte", &["get", "set"]), ["get"]);
        assert_eq!(closest("creat", &["crypt", "create", "ticket"]), ["create"], "no word far behind");
        assert!(closest("creat", &["crypt", "ticket"]).is_empty() && closest("msg", &["sign"]).is_empty());
    }

    #[test]
    fn each_known_word_has_its_own_limit_of_edits() {
        let known = ["token", "to"];
        assert_eq!(within_edits("toekn", known, |_| 1), Some("token"));
        assert_eq!(within_edits("tx", known, |word| word.len() / 3), None);
        assert_eq!(within_edits("to", known, |_| 3), Some("to"));
    }
}
