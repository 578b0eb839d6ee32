//! `--watch`: runs the scenarios again that a change affects.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::stop::stop_signal;
use super::{Session, files};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{Below, FileWatcher, Interest};
use crate::printer::Outcome;
use crate::scenario::{Command, Problem, ScenarioFile, Start};
use crate::text::words;

/// The most folders that are watched for the source files of one bot.
const MAX_FOLDERS: usize = 512;

/// The files of a command line as they were read last.
struct Watched {
    files: Vec<ScenarioFile>,
    problems: Vec<Problem>,
    /// The files that each one depends on, those with problems included.
    interests: Vec<(PathBuf, Interest)>,
    /// All of them, and the folders in which new ones may appear.
    all: Interest,
}

/// Runs all scenarios, and again those that a change affects, until Ctrl-C.
pub(super) fn watch(session: &Session<'_>) -> Result<Outcome, Error> {
    let cx = session.cx;
    cx.block_on_server(async {
        let mut stop = std::pin::pin!(stop_signal()?);
        let failed = |path: PathBuf, source| Error::Io { path: path.display().to_string(), source };
        let mut watcher = FileWatcher::new().map_err(|source| failed(PathBuf::from("--watch"), source))?;
        let mut known = read(session)?;
        let mut affected: Option<BTreeSet<PathBuf>> = None;
        loop {
            // What changes during a run is not missed.
            watcher.watch(known.all.clone()).map_err(|(path, source)| failed(path, source))?;
            if !known.problems.is_empty() {
                cx.printer.error(&Usage::Scenarios(std::mem::take(&mut known.problems)).into());
            }
            let is_affected =
                |file: &ScenarioFile| affected.as_ref().is_none_or(|all| all.contains(&*file.path));
            let chosen: Vec<ScenarioFile> =
                known.files.iter().filter(|file| is_affected(file)).cloned().collect();
            if !chosen.is_empty() {
                match session.run(&chosen, stop.as_mut()).await {
                    Ok(done) => {
                        cx.printer.status(&done.summary());
                        if done.totals.interrupted {
                            break;
                        }
                    }
                    Err(error @ Error::ClosedPipe) => return Err(error),
                    Err(error) => cx.printer.error(&error),
                }
            }
            cx.printer.status(&(words().test.watching)(known.all.files.len()));
            let changed = tokio::select! {
                biased;
                () = stop.as_mut() => break,
                changed = watcher.changed() => changed,
            };
            say_changed(&changed, cx);
            let new = read(session)?;
            affected = Some(new.affected(&known, &changed));
            known = new;
        }
        Ok(Outcome::text(String::new()))
    })?
}

/// Names what has changed.
fn say_changed(changed: &BTreeSet<PathBuf>, cx: &Context) {
    let Some(first) = changed.first() else { return };
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let shown = first.strip_prefix(&here).unwrap_or(first).display().to_string();
    cx.printer.status(&(words().test.changed)(&cx.printer.log_text(&shown), changed.len() - 1));
}

impl Watched {
    /// Returns the scenario files that a change affects, and those that are new.
    fn affected(&self, before: &Self, changed: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let depends = |(_, interest): &&(PathBuf, Interest)| changed.iter().any(|path| interest.has(path));
        let is_new = |path: &Path| before.interests.iter().all(|(known, _)| known != path);
        let all = self.interests.iter().chain(&before.interests);
        let mut affected: BTreeSet<PathBuf> = all.filter(depends).map(|(path, _)| path.clone()).collect();
        affected.extend(self.interests.iter().map(|(path, _)| path.clone()).filter(|path| is_new(path)));
        affected
    }
}

/// Reads all files. One with a problem is no error: it may be mended.
fn read(session: &Session<'_>) -> Result<Watched, Error> {
    let Session { args, set, cx, .. } = session;
    let mut all = Interest::default();
    let mut paths = Vec::new();
    for given in &args.files {
        paths.extend(files::found(given)?);
        if given.is_dir() {
            let folder = absolute(given);
            let below =
                |ending: &str| Below { folder: folder.clone(), ending: ending.to_owned(), except: &[] };
            all.below.extend(files::ENDINGS.iter().map(|ending| below(ending)));
            add_folders(&folder, &mut all.folders);
        }
    }
    let (mut read, problems) = files::read_each(&paths, set, cx);
    let mut interests: Vec<(PathBuf, Interest)> = Vec::new();
    for path in &paths {
        let mut interest = Interest::default();
        add_file(path, &mut interest);
        if let Some(file) = read.iter().find(|file| *file.path == *path) {
            for source in &file.sources {
                add_file(&source.path, &mut interest);
            }
            for start in &file.starts {
                add_program(start, &mut interest);
            }
        }
        all.add(&interest);
        interests.push((path.clone(), interest));
    }
    // An included file that has a problem.
    for problem in &problems {
        add_file(&problem.at.file, &mut all);
        for (path, interest) in &mut interests {
            if read.iter().all(|file| *file.path != *path) {
                add_file(&problem.at.file, interest);
            }
        }
    }
    if let Some(filter) = &args.filter {
        files::choose(&mut read, filter);
    }
    Ok(Watched { files: read, problems, interests, all })
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn add_file(path: &Path, interest: &mut Interest) {
    // The link itself may be replaced.
    for path in [absolute(path), std::path::absolute(path).unwrap_or_default()] {
        let Some(folder) = path.parent() else { continue };
        interest.folders.insert(folder.to_owned());
        interest.files.insert(path);
    }
}

/// Adds the files that a command names, such as the bot's main file, and its other source files beside and below.
fn add_program(start: &Start, interest: &mut Interest) {
    let words: Vec<String> = match &start.command {
        Command::Words(words) => words.iter().filter_map(|word| word.literal().map(str::to_owned)).collect(),
        Command::Shell(line) => {
            let parts = line.literals();
            parts
                .flat_map(str::split_whitespace)
                .map(|word| word.trim_matches(['"', '\'']).to_owned())
                .collect()
        }
    };
    for word in words.iter().filter(|word| !word.is_empty()) {
        let path = start.folder.join(word);
        if !path.is_file() {
            continue;
        }
        let path = absolute(&path);
        add_file(&path, interest);
        if let (Some(folder), Some(ending)) = (path.parent(), path.extension()) {
            let ending = format!(".{}", ending.to_string_lossy());
            let below = Below { folder: folder.to_owned(), ending, except: &files::ENDINGS };
            if !interest.below.contains(&below) {
                add_folders(folder, &mut interest.folders);
                interest.below.push(below);
            }
        }
    }
}

/// Adds a folder and those below it.
fn add_folders(folder: &Path, into: &mut BTreeSet<PathBuf>) {
    let mut waiting = vec![folder.to_owned()];
    let mut added = 0;
    while let Some(folder) = waiting.pop() {
        if added == MAX_FOLDERS {
            return;
        }
        added += 1;
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !files::is_left_out(&entry.file_name().to_string_lossy()) {
                waiting.push(entry.path());
            }
        }
        into.insert(folder);
    }
}
