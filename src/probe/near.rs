//! Words that look like the name of a kind but are none: a near miss is refused, not sent as a text.

use crate::closest::is_one_edit;
use crate::message::catalogue;

/// The largest number of names that are suggested.
const MAX_SUGGESTIONS: usize = 2;
/// The shortest plain word that counts as a near miss, in characters; `test` and `next` are near `text`.
const MIN_PLAIN_CHARS: usize = 6;
/// The last labels of domains: `work.weixin.qq.com` is an address, no kind.
const DOMAINS: [&str; 14] =
    ["com", "cn", "net", "org", "io", "cc", "top", "me", "dev", "app", "xyz", "tv", "html", "json"];

/// Returns the names that are near to a word that looks like the name of a kind; `None` if it does not look like one.
/// The names may be none.
pub(super) fn near_names(word: &str) -> Option<Vec<String>> {
    let is_name = word.chars().all(|char| char.is_ascii_alphanumeric() || "._-".contains(char));
    if !is_name || !word.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return None;
    }
    if word.contains('.') {
        return dotted(word);
    }
    let identifier = word.contains('_') || is_joined(word);
    let found = if identifier { like_identifier(word) } else { like_plain(word) };
    (!found.is_empty()).then_some(found)
}

/// Returns whether a word is written in capitals only or in parts joined by hyphens.
fn is_joined(word: &str) -> bool {
    let capitals = word.len() >= 8 && word.chars().all(|char| char.is_ascii_uppercase());
    capitals || word.split('-').count() > 2
}

/// Returns the names near a word with points; `None` if its first part is no prefix of kinds, or it is an address.
fn dotted(word: &str) -> Option<Vec<String>> {
    let (prefix, rest) = word.split_once('.')?;
    let is_prefix =
        names().any(|name| name.split_once('.').is_some_and(|(known, _)| known.eq_ignore_ascii_case(prefix)));
    let last = rest.rsplit('.').next().unwrap_or_default();
    if !is_prefix
        || rest.is_empty()
        || last.is_empty()
        || DOMAINS.contains(&last.to_ascii_lowercase().as_str())
    {
        return None;
    }
    let word = normal(word);
    let mut found: Vec<String> = Vec::new();
    let mut add = |matches: &dyn Fn(&str) -> bool| {
        let own = |name: &&str| normal(name).split('.').next() == word.split('.').next();
        let (same, others): (Vec<&str>, Vec<&str>) =
            names().filter(|name| matches(&normal(name))).partition(own);
        for name in same.into_iter().chain(others) {
            if !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    };
    // Unfinished: `suite.change_external_tag` stands for its `.update` and others.
    add(&|name| name.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('.')));
    let end = word.rsplit('.').next().unwrap_or_default();
    add(&|name| name.rsplit('.').next() == Some(end));
    add(&|name| strsim::osa_distance(name, &word) <= 2);
    if found.is_empty() {
        found = catalogue::alike(&word);
    }
    found.truncate(MAX_SUGGESTIONS);
    Some(found)
}

/// Returns the names near an identifier such as `update_user`; none if nothing is similar.
fn like_identifier(word: &str) -> Vec<String> {
    let word = normal(word);
    let limit = if word.len() >= 8 { 2 } else { 1 };
    let near = |name: &&str| {
        let name = normal(name);
        let bare = name.split_once('.').map_or(name.as_str(), |(_, bare)| bare);
        let part = bare.split('.').any(|part| part == word);
        let close = |known: &str| known.len() > 5 && strsim::osa_distance(known, &word) <= limit;
        part || close(&name)
            || close(bare)
            || bare.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('.'))
    };
    let mut found: Vec<&str> = names().filter(near).collect();
    found.sort_by_key(|name| strsim::osa_distance(&normal(name), &word));
    found.into_iter().take(MAX_SUGGESTIONS).map(str::to_owned).collect()
}

/// Returns the name that a plain word misspells: letters exchanged, left out or doubled.
fn like_plain(word: &str) -> Vec<String> {
    let lower = word.to_ascii_lowercase();
    let near = |name: &&str| {
        let bare = name.split_once('.').map_or(*name, |(_, bare)| bare);
        if bare.len() < 5 || bare.len().abs_diff(lower.len()) > 1 {
            return false;
        }
        let bare = bare.to_ascii_lowercase();
        // A letter more at the end makes another word: `images`, `subscribed`.
        let longer = lower.starts_with(&bare);
        let exchanged = bare.len() == lower.len()
            && bare.bytes().zip(lower.bytes()).filter(|(known, given)| known != given).count() == 2;
        let long = bare.len() >= MIN_PLAIN_CHARS && bare.len() != lower.len();
        (exchanged || long)
            && !longer
            && bare.bytes().all(|byte| byte.is_ascii_alphabetic())
            && is_one_edit(&bare, &lower)
    };
    let names = catalogue::names_about_as_long(lower.len()).flat_map(all);
    let mut found: Vec<String> = names.filter(near).map(str::to_owned).collect();
    found.truncate(MAX_SUGGESTIONS);
    found
}

fn names() -> impl Iterator<Item = &'static str> {
    catalogue::names().flat_map(all)
}

/// Returns the name of a kind and its aliases.
fn all<'a>((name, aliases): (&'a str, impl Iterator<Item = &'a str>)) -> impl Iterator<Item = &'a str> {
    std::iter::once(name).chain(aliases)
}

fn normal(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::near_names;

    #[test]
    fn near_misses_are_refused_with_near_names() {
        for (word, name) in [
            ("suite.change_external_tag", "suite.change_external_tag.update"),
            ("work.update_user", "work.change_contact.update_user"),
            ("work.kf_msg_event", "work.kf_msg_or_event"),
            ("Work.Text", "work.text"),
            ("pay.refunds", "pay.refund"),
            ("change_external_tag", "work.change_external_tag.update"),
            ("user_enter_tempsesion", "user_enter_tempsession"),
            ("user-enter-tempsession", "user_enter_tempsession"),
            ("TEMPLATESENDJOBFINSH", "TEMPLATESENDJOBFINISH"),
            ("imgae", "image"),
            ("subscibe", "subscribe"),
            ("unsubscrib", "unsubscribe"),
            ("locaton", "location"),
        ] {
            let found = near_names(word).unwrap_or_default();
            assert!(found.iter().any(|found| found == name), "{word}: {found:?}");
        }
        assert!(near_names("work.nothing_like_it").is_some());
    }

    #[test]
    fn words_that_people_say_are_texts() {
        for word in [
            "hello",
            "test",
            "next",
            "texts",
            "images",
            "events",
            "clock",
            "links",
            "line",
            "even",
            "voices",
            "你好",
            "locations",
            "hello_world",
            "work.weixin.qq.com",
            "open.spotify.com",
            "pay.weixin.qq.com",
            "1.5",
            "e.g.",
            "a_b",
            "foo.bar",
            "README",
            "v1.2.3",
            "work.",
            "work",
            "pay",
            "open",
            "subscribed",
            "ok",
            "order-2024-01",
            "IMPORTANT",
            "data_model",
            "Scanner",
            "viewer",
            "package.json",
            "link_to",
            "user_id",
        ] {
            assert_eq!(near_names(word), None, "{word}");
        }
    }
}
