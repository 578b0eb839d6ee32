//! Compiles the errcodes: `src/api/errcode/*.yaml`. `api_40.yaml` describes the format of an entry.

use std::collections::BTreeMap;

use super::advice::{Advice, Case};
use super::blob::{Blob, Compiled};
use super::source::{Entry, File, Member, Position, Problem, Problems, parse};

/// The words for `ErrcodeFamily`, in the order of its variants.
pub(crate) const FAMILIES: [&str; 5] = ["api", "work", "pay", "page", "sample"];

/// The words for `ErrcodeKind`, in the order of its variants.
pub(crate) const KINDS: [&str; 8] =
    ["token", "credential", "ip", "quota", "rate", "busy", "permission", "input"];

/// An errcode.
struct Errcode {
    position: Position,
    kind: u8,
    advice: Advice,
    cases: Vec<Case>,
}

/// Compiles the files. The table is sorted by family and code.
pub(crate) fn compile(files: &[File]) -> Result<Compiled, Problems> {
    let (mut table, mut problems) = (BTreeMap::new(), Vec::new());
    for file in files {
        problems.extend(read(file, &mut table).unwrap_or_else(|problem| vec![problem]));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut blob = Blob::new(0);
    for ((family, code), errcode) in table {
        blob.entry();
        blob.byte(family);
        blob.number(code);
        blob.byte(errcode.kind);
        errcode.advice.write(&mut blob);
        blob.list(&errcode.cases, |blob, case| case.write(blob));
    }
    Ok(blob.finish())
}

/// Reads the errcodes of a file. A problem in one errcode does not prevent reading the others.
fn read(file: &File, table: &mut BTreeMap<(u8, i64), Errcode>) -> Result<Problems, Problem> {
    let root = parse(file)?;
    let head = Entry::new("the file", &root, &["family", "codes"])?;
    let family = head.word("family", &FAMILIES)?;
    let mut problems = Vec::new();
    for member in head.required("codes")?.map("`codes`")? {
        match errcode(member) {
            Ok((code, errcode)) => {
                if let Some(other) = table.get(&(family, code)) {
                    let sentence = format!("errcode {code} stands at {} too", other.position);
                    problems.push(member.position.problem(sentence));
                }
                table.insert((family, code), errcode);
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok(problems)
}

fn errcode(member: &Member) -> Result<(i64, Errcode), Problem> {
    let position = &member.position;
    let number = member.key.parse::<i64>();
    let code = number.map_err(|_| position.problem(format!("`{}` is no errcode", member.key)))?;
    let what = format!("errcode {code}");
    let entry = Entry::new(&what, &member.node, &["kind", "cause", "fix", "cases"])?.at(position);
    let kind = entry.word("kind", &KINDS)?;
    let advice = Advice::read(&what, &entry)?;
    let cases = Case::read_all(&what, &entry)?;
    Ok((code, Errcode { position: position.clone(), kind, advice, cases }))
}
