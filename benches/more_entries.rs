//! A copy of the package with more entries in each table.

#![expect(clippy::disallowed_methods, reason = "its own files in its own folder")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The data file of each table, the beginning of the file if it is a new one, and an entry; `#` stands for a number.
const TABLES: [(&str, &str, &str); 9] = [
    (
        "src/message/kinds/more.yaml",
        "family: account\nkinds:\n",
        "  more_#:\n    event: more_#\n    en: more\n    zh: 更多\n    fields:\n      Name: more\n",
    ),
    (
        "src/api/errcode/more.yaml",
        "family: api\ncodes:\n",
        "  7700#:\n    kind: input\n    cause:\n      en: more\n      zh: 更多\n    fix:\n      en: more\n      zh: 更多\n",
    ),
    (
        "src/api/named/more.yaml",
        "family: library\nerrors:\n",
        "  \"more #\":\n    cause:\n      en: more\n      zh: 更多\n    fix:\n      en: more\n      zh: 更多\n",
    ),
    (
        "src/api/chapters/more.yaml",
        "endpoints:\n",
        "  - get: /cgi-bin/more/get#\n    command: user more#\n    en: more\n    zh: 更多\n    docs: https://developers.weixin.qq.com/doc/#\n",
    ),
    ("src/api/groups.yaml", "", "  - path: more#\n    en: more\n    zh: 更多\n"),
    ("src/api/retired.yaml", "", "  - path: /cgi-bin/more/retired#\n"),
    ("src/api/errcode/meanings.tsv", "", "api\t8800#\tmore\t更多\t\n"),
    ("src/api/bodies.tsv", "", "api\t/cgi-bin/more/post#\tneeded\tmore:s\n"),
    (
        "src/api/endpoints.tsv",
        "",
        "api\tPOST\t/cgi-bin/more/post#\t\thttps://developers.weixin.qq.com/doc/#\n",
    ),
];

/// The files and folders that a build reads.
const PACKAGE: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "README.zh-CN.md",
    "benches",
    "build",
    "completions",
    "src",
    "tests",
];

/// Copies the package into a folder and adds this number of entries to each table.
pub(crate) fn copy(to: &Path, count: usize) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(to).expect("a folder");
    for name in PACKAGE {
        copy_all(&from.join(name), &to.join(name));
    }
    for (path, head, entry) in TABLES {
        let path = to.join(path);
        let mut text = fs::read_to_string(&path).unwrap_or_else(|_| head.to_owned());
        // The last line of a file may be without an end.
        if !text.ends_with('\n') {
            text.push('\n');
        }
        for number in 0..count {
            let _ = write!(text, "{}", entry.replace('#', &format!("{number:04}")));
        }
        fs::write(&path, text).expect("a data file");
    }
}

fn copy_all(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).expect("a copy");
        return;
    }
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        copy_all(&entry.path(), &to.join(entry.file_name()));
    }
}
