//! Compiles the fields of JSON bodies: `src/api/bodies.tsv`, whose head describes its columns.

use super::blob::{Blob, Compiled};
use super::source::{File, Problem, Problems};

/// The platforms, in the order of the numbers in the table.
const PLATFORMS: [&str; 2] = ["api", "work"];
/// The kinds of values, in the order of the variants of `ValueKind`.
const KINDS: [&str; 3] = ["o", "l", "s"];

/// Compiles the file. Index 0 has the paths.
pub(crate) fn compile(file: &File) -> Result<Compiled, Problems> {
    let mut problems = Vec::new();
    let mut blob = Blob::new(1);
    for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let problem = |sentence: &str| file.line(number + 1).problem(sentence);
        problems.extend(add(line, &mut blob, problem).err());
    }
    if problems.is_empty() { Ok(blob.finish()) } else { Err(problems) }
}

fn add(line: &str, blob: &mut Blob, problem: impl Fn(&str) -> Problem) -> Result<(), Problem> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [platform, path, need, fields] = columns[..] else { return Err(problem("a line has 4 columns")) };
    let number = |words: &[&str], word: &str| {
        words.iter().position(|known| *known == word).and_then(|at| u8::try_from(at).ok())
    };
    let platform = number(&PLATFORMS, platform).ok_or_else(|| problem("no such platform"))?;
    let need = number(&["optional", "needed"], need).ok_or_else(|| problem("no such need"))?;
    let mut read = Vec::new();
    for field in fields.split(' ') {
        let (name, kind) = field.rsplit_once(':').ok_or_else(|| problem("a field has no kind"))?;
        let (kind, code) = kind.split_once('!').unwrap_or((kind, "0"));
        let code: i64 = code.parse().map_err(|_| problem("the errcode of a missing field is a number"))?;
        read.push((name, number(&KINDS, kind).ok_or_else(|| problem("no such kind of value"))?, code));
    }
    blob.entry();
    blob.key(0, path);
    blob.byte(platform);
    blob.byte(need);
    blob.list(read, |blob, (name, kind, code)| {
        blob.text(name);
        blob.byte(kind);
        blob.number(code);
    });
    Ok(())
}
