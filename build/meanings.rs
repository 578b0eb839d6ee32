//! Compiles the official meanings of errcodes: `src/api/errcode/meanings.tsv`, whose head describes its columns.

use std::collections::BTreeMap;

use super::blob::{Blob, Compiled};
use super::errcodes::FAMILIES;
use super::source::{File, Problem, Problems};

/// The columns after the key: English, Chinese, paths.
type Columns<'a> = [&'a str; 3];

/// Compiles the file. The table is sorted by family and code.
pub(crate) fn compile(file: &File) -> Result<Compiled, Problems> {
    let (mut table, mut problems) = (BTreeMap::new(), Vec::new());
    for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let problem = |sentence: &str| file.line(number + 1).problem(sentence);
        match read(line, problem) {
            Ok((key, columns)) => {
                if table.insert(key, columns).is_some() {
                    problems.push(problem("the errcode stands twice in its family"));
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut blob = Blob::new(0);
    for ((family, code), [en, zh, paths]) in table {
        blob.entry();
        blob.byte(family);
        blob.number(code);
        blob.text(en);
        blob.text(zh);
        blob.texts(paths.split_ascii_whitespace());
    }
    Ok(blob.finish())
}

fn read(line: &str, problem: impl Fn(&str) -> Problem) -> Result<((u8, i64), Columns<'_>), Problem> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [family, code, en, zh, paths] = columns[..] else { return Err(problem("a line has 5 columns")) };
    let family = FAMILIES.iter().position(|known| *known == family);
    let family = family.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| problem("no such family"))?;
    let code = code.parse().map_err(|_| problem("the second column is no errcode"))?;
    Ok(((family, code), [en, zh, paths]))
}
