//! Finds and reads the scenario files.

use std::path::{Path, PathBuf};

use super::TestArgs;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::scenario::{self, Environment, Problem, ScenarioFile};

/// The endings of scenario files that are found in a folder.
pub(super) static ENDINGS: [&str; 3] = [".test.yaml", ".test.yml", ".test.json"];
/// The maximum depth of folders that are searched.
const MAX_DEPTH: usize = 16;

/// Reads all files, with the scenarios that the filter chooses. Reports the first problem of each file at once.
pub(super) fn read(
    args: &TestArgs,
    set: &[(String, String)],
    cx: &Context,
) -> Result<Vec<ScenarioFile>, Error> {
    let mut paths = Vec::new();
    for given in &args.files {
        let found = found(given)?;
        if found.is_empty() {
            return Err(Usage::NoScenarioFiles(given.display().to_string()).into());
        }
        paths.extend(found);
    }
    let (mut files, problems) = read_each(&paths, set, cx);
    if !problems.is_empty() {
        return Err(Usage::Scenarios(problems).into());
    }
    if let Some(filter) = &args.filter {
        choose(&mut files, filter);
        if files.is_empty() {
            return Err(Usage::NoScenarioNamed(filter.clone()).into());
        }
    }
    if let Some(from) = args.from {
        check_from(&files, usize::try_from(from).unwrap_or(usize::MAX))?;
    }
    Ok(files)
}

/// Refuses `--from` where no scenario that is to run has such a step.
fn check_from(files: &[ScenarioFile], from: usize) -> Result<(), Usage> {
    let all = || files.iter().flat_map(|file| &file.scenarios);
    let only = all().any(|scenario| scenario.only);
    let wanted = all().filter(|scenario| scenario.skip.is_none() && (scenario.only || !only));
    match wanted.map(|scenario| scenario.steps.len()).max() {
        Some(last) if last < from => Err(Usage::NoStepFrom(from, last)),
        _ => Ok(()),
    }
}

/// Returns a given file, or the scenario files of a given folder.
pub(super) fn found(given: &Path) -> Result<Vec<PathBuf>, Error> {
    if !given.is_dir() {
        return Ok(vec![given.to_owned()]);
    }
    let mut paths = Vec::new();
    search(given, 0, &mut paths)?;
    Ok(paths)
}

/// Reads files; returns those without problems, and the first problem of each other one.
pub(super) fn read_each(
    paths: &[PathBuf],
    set: &[(String, String)],
    cx: &Context,
) -> (Vec<ScenarioFile>, Vec<Problem>) {
    let env = |name: &str| cx.env.get(name).map(str::to_owned);
    let environment = Environment { env: &env, set };
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match scenario::read(path, &environment) {
            Ok((file, secrets)) => {
                for secret in &secrets {
                    cx.hide(secret);
                }
                files.push(file);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

/// Keeps the scenarios whose file or name contains a text, and the files that have one.
pub(super) fn choose(files: &mut Vec<ScenarioFile>, filter: &str) {
    let wanted = filter.to_lowercase();
    for file in files.iter_mut() {
        let path = file.path.display().to_string();
        file.scenarios
            .retain(|scenario| format!("{path} › {}", scenario.name).to_lowercase().contains(&wanted));
    }
    files.retain(|file| !file.scenarios.is_empty());
}

/// Returns whether a folder is left out of searches: one that is hidden or holds the code of others.
pub(super) fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || ["node_modules", "__pycache__", "target", "venv"].contains(&name)
}

/// Adds the scenario files of a folder and those below it, by name.
fn search(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> Result<(), Error> {
    let failed = |source| Error::Io { path: folder.display().to_string(), source };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?);
    }
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(failed)?;
        // A linked folder could lead back to this one.
        if kind.is_dir() && !is_left_out(&name) && depth < MAX_DEPTH {
            search(&entry.path(), depth + 1, into)?;
        } else if !kind.is_dir() && ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            into.push(entry.path());
        }
    }
    Ok(())
}
