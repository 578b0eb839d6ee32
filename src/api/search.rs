//! Finds endpoints of the catalogue by words: parts of path, method and page, Chinese words, names of fields.

use super::catalogue::{self, CatalogueEntry};
use super::fields::FieldsReader;
use super::find;

/// The Chinese words for parts of paths.
const PATH_WORDS: &str = include_str!("path_words.tsv");

/// The endpoints that match all words.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those whose path, method, page, description or Chinese words contain them.
    pub(crate) by_name: Vec<CatalogueEntry>,
    /// Those that need a field of such a name to match, with the name.
    pub(crate) by_field: Vec<(CatalogueEntry, String)>,
}

/// Searches the catalogue. Ignores case.
pub(crate) fn search(filter: &str) -> Found {
    let words: Vec<String> = filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let chinese: Vec<(&str, &str)> = PATH_WORDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let (mut found, mut reader) = (Found::default(), FieldsReader::default());
    for entry in catalogue::entries() {
        let line = line_of(&entry);
        let path = entry.path.to_lowercase();
        let is_named = |word: &str| {
            let translated =
                || chinese.iter().any(|(part, zh)| path.contains(part) && zh.to_lowercase().contains(word));
            line.contains(word) || (!word.is_ascii() && translated())
        };
        let others: Vec<&String> = words.iter().filter(|word| !is_named(word)).collect();
        if others.is_empty() {
            found.by_name.push(entry);
            continue;
        }
        let names = reader.names(&entry);
        let named = |word: &&String| names.iter().find(|name| name.to_lowercase() == **word).cloned();
        let fields: Option<Vec<String>> = others.iter().map(named).collect();
        if let Some(name) = fields.and_then(|fields| fields.into_iter().next()) {
            found.by_field.push((entry, name));
        }
    }
    found
}

fn line_of(entry: &CatalogueEntry) -> String {
    let about = find(entry.method, entry.host, entry.path);
    let about = about.map_or_else(String::new, |entry| format!("{} {}", entry.about.en, entry.about.zh));
    let CatalogueEntry { platform, method, path, docs, .. } = entry;
    format!("{} {} {path} {docs} {about}", platform.name(), method.name()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{PATH_WORDS, search};
    use crate::api::catalogue;

    #[test]
    fn every_part_of_a_path_is_in_the_catalogue() {
        for line in PATH_WORDS.lines().filter(|line| !line.starts_with('#')) {
            let (part, words) = line.split_once('\t').expect("a part and its words");
            let is_used = catalogue::entries().any(|known| known.path.to_lowercase().contains(part));
            assert!(is_used && !words.is_empty(), "{line}");
        }
    }

    #[test]
    fn endpoints_are_found_by_path_chinese_word_and_field() {
        let names =
            |filter: &str| -> Vec<&str> { search(filter).by_name.iter().map(|one| one.path).collect() };
        assert!(names("草稿 add").contains(&"/cgi-bin/draft/add"));
        assert!(names("小程序码").contains(&"/wxa/getwxacodeunlimit"));
        assert!(names("TAGS create").contains(&"/cgi-bin/tags/create"));
        let found = search("need_open_comment");
        assert!(
            found
                .by_field
                .iter()
                .any(|(one, name)| one.path == "/cgi-bin/draft/add" && name == "need_open_comment")
        );
        assert!(search("nothing-like-this").by_name.is_empty());
    }
}
