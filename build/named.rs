//! Compiles the errors that have a word or a sentence instead of a number: `src/api/named/*.yaml`. `pay_v3.yaml`
//! describes the format of an entry.

use super::advice::{Advice, Case};
use super::blob::{Blob, Compiled};
use super::source::{Entry, File, Member, Problem, Problems, parse};

/// The words for `NamedFamily`, in the order of its variants.
pub(crate) const FAMILIES: [&str; 8] =
    ["pay-v3", "pay-v2", "pay-page", "jssdk", "library", "oauth-page", "mini-program", "console"];

/// An error.
struct Named {
    family: u8,
    name: String,
    also: Vec<String>,
    advice: Advice,
    cases: Vec<Case>,
}

/// Compiles the files. Index 0 has the names that are codes, such as `SIGN_ERROR`.
pub(crate) fn compile(files: &[File]) -> Result<Compiled, Problems> {
    let (mut table, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match read(file) {
            Ok(named) => table.extend(named),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut blob = Blob::new(1);
    for Named { family, name, also, advice, cases } in table {
        blob.entry();
        for name in [&name].into_iter().chain(&also).filter(|name| is_code(name)) {
            blob.key(0, name);
        }
        blob.byte(family);
        blob.text(&name);
        blob.texts(also.iter().map(String::as_str));
        advice.write(&mut blob);
        blob.list(&cases, |blob, case| case.write(blob));
    }
    Ok(blob.finish())
}

/// Returns whether a name is a code in capital letters, not a phrase.
fn is_code(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

fn read(file: &File) -> Result<Vec<Named>, Problem> {
    let root = parse(file)?;
    let head = Entry::new("the file", &root, &["family", "errors"])?;
    let family = head.word("family", &FAMILIES)?;
    let errors = head.required("errors")?.map("`errors`")?;
    errors.iter().map(|member| named(family, member)).collect()
}

fn named(family: u8, member: &Member) -> Result<Named, Problem> {
    let what = format!("`{}`", member.key);
    let entry = Entry::new(&what, &member.node, &["also", "cause", "fix", "cases"])?.at(&member.position);
    let also: Vec<String> = entry.texts("also")?.into_iter().map(str::to_owned).collect();
    for name in [&member.key].into_iter().chain(&also) {
        if !is_code(name) && *name != name.to_lowercase() {
            let sentence =
                format!("`{name}` must be in capital letters (a code) or in lower case (a phrase)");
            return Err(member.position.problem(sentence));
        }
    }
    Ok(Named {
        family,
        name: member.key.clone(),
        also,
        advice: Advice::read(&what, &entry)?,
        cases: Case::read_all(&what, &entry)?,
    })
}
