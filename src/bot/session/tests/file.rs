//! The store in a file: what it is after a death.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use super::suite::{NOW, by_the_clock, run, session, suite, until};
use crate::bot::session::{Session, SessionLimits, Sessions};

/// Tells this test that it is the process to be killed, and where.
const CHILD: &str = "WEBOT_TEST_FILE_OF_THE_CHILD";

fn open(path: &Path) -> Sessions {
    Sessions::file(path, SessionLimits::default(), NOW).expect("a store")
}

fn loaded(sessions: &Sessions, id: &str) -> Session {
    run(sessions.load(id, NOW)).expect("loaded")
}

fn number(number: usize) -> Session {
    session(json!({ "number": number, "text": "x".repeat(200) }))
}

#[test]
fn a_file_is_a_store() {
    run(async {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let names = std::cell::Cell::new(0);
        let make = |limits| {
            names.set(names.get() + 1);
            Sessions::file(&path(&names.get().to_string()), limits, NOW).expect("a store")
        };
        suite(&|limits| {
            let sessions = make(limits);
            (sessions.clone(), sessions)
        })
        .await;
        by_the_clock(&make).await;
        assert_eq!(open(&path("place")).place(), path("place").display().to_string());
    });
}

#[test]
fn it_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    run(async {
        let sessions = open(&path);
        for id in 0..100 {
            sessions.save(&id.to_string(), &number(id), NOW).await.expect("saved");
        }
        for id in 50..100 {
            sessions.save(&id.to_string(), &Session::new(), NOW).await.expect("removed");
        }
        sessions.save("old", &number(1), NOW - 24 * 3_600_000).await.expect("saved");
    });
    let before = std::fs::read(&path).expect("a file");
    let sessions = open(&path);
    for id in 0..100 {
        assert_eq!(loaded(&sessions, &id.to_string()), if id < 50 { number(id) } else { Session::new() });
    }
    assert!(loaded(&sessions, "old").is_empty());
    assert_eq!(std::fs::read(&path).expect("a file"), before, "it is small");
    #[cfg(unix)]
    for name in ["sessions", "sessions.lock"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(folder.path().join(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_torn_last_line_is_cut_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    run(open(&path).save("a", &number(1), NOW)).expect("saved");
    let whole = std::fs::read(&path).expect("a file");
    for torn in [&whole[..whole.len() / 2], b"{", b"{\"id\":\"wx", &whole[..whole.len() - 2]] {
        let mut file = std::fs::File::options().append(true).open(&path).expect("a file");
        file.write_all(torn).expect("written");
        drop(file);
        let sessions = open(&path);
        assert_eq!(std::fs::read(&path).expect("a file"), whole);
        assert_eq!(loaded(&sessions, "a"), number(1));
    }
    // The very first line, torn; and one that lacks its end alone.
    std::fs::File::options().write(true).open(&path).expect("a file").set_len(20).expect("cut");
    run(open(&path).save("b", &number(2), NOW)).expect("saved");
    let length = std::fs::metadata(&path).expect("a file").len();
    std::fs::File::options().write(true).open(&path).expect("a file").set_len(length - 1).expect("cut");
    run(open(&path).save("c", &number(3), NOW)).expect("saved");
    let sessions = open(&path);
    assert_eq!((loaded(&sessions, "b"), loaded(&sessions, "c")), (number(2), number(3)));
}

#[test]
fn a_broken_line_in_the_middle_is_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    run(open(&path).save("a", &number(1), NOW)).expect("saved");
    let mut file = std::fs::File::options().append(true).open(&path).expect("a file");
    file.write_all(b"\0\0\0\xff{]\n").expect("written");
    file.write_all(&vec![b'x'; 3 << 20]).expect("written");
    file.write_all(b"\n").expect("written");
    run(open(&path).save("b", &number(2), NOW)).expect("saved");
    let sessions = open(&path);
    assert_eq!((loaded(&sessions, "a"), loaded(&sessions, "b")), (number(1), number(2)));
    let length = std::fs::metadata(&path).expect("a file").len();
    assert!(length < 1000, "most of it was dead: {length}");
}

#[test]
fn what_is_something_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other");
    for other in [
        &b"{\n  \"appid\": \"wx\"\n}\n"[..],
        b"\x89PNG\r\n\x1a\n\0\0",
        b"{\"id\":\"x\",\"name\":1}",
        b"hello",
    ] {
        std::fs::File::create(&path).expect("a file").write_all(other).expect("written");
        let error = Sessions::file(&path, SessionLimits::default(), NOW).expect_err("refused");
        assert_eq!(error.place, path.display().to_string());
        assert!(error.cause.to_string().starts_with("not a file of sessions"), "{error}");
        assert_eq!(std::fs::read(&path).expect("a file"), other);
        assert_eq!(folder.path().read_dir().expect("a folder").count(), 1, "no lock is left there");
    }
    let error = Sessions::file(folder.path(), SessionLimits::default(), NOW).expect_err("refused");
    assert_eq!(error.cause.to_string(), "not a regular file");
    let nowhere = folder.path().join("no/folder");
    assert!(Sessions::file(&nowhere, SessionLimits::default(), NOW).is_err());
}

#[test]
fn one_process_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    let sessions = open(&path);
    let error = Sessions::file(&path, SessionLimits::default(), NOW).expect_err("refused");
    assert_eq!(error.to_string(), format!("{}: in use by another process", path.display()));
    #[cfg(unix)]
    {
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).expect("a link");
        let error = Sessions::file(&link, SessionLimits::default(), NOW).expect_err("refused");
        assert_eq!(error.cause.to_string(), "in use by another process", "by another name");
    }
    drop(sessions);
    open(&path);
}

#[test]
fn what_is_dead_is_dropped_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    let length = || std::fs::metadata(&path).expect("a file").len();
    run(async {
        let sessions = open(&path);
        let mut most = 0;
        for round in 0..100 {
            for id in 0..300 {
                sessions.save(&id.to_string(), &number(round * 1000 + id), NOW).await.expect("saved");
                most = most.max(length());
            }
            // The disk is worked at beside.
            tokio::task::yield_now().await;
        }
        until("a smaller file", async || {
            sessions.save("more", &number(0), NOW).await.expect("saved");
            length() < 512 << 10
        })
        .await;
        assert!(most > 256 << 10, "{most}");
        for id in 0..300 {
            assert_eq!(sessions.load(&id.to_string(), NOW).await.expect("loaded"), number(99_000 + id));
        }
    });
    // The runtime has waited for what was under way.
    let sessions = open(&path);
    for id in 0..300 {
        assert_eq!(loaded(&sessions, &id.to_string()), number(99_000 + id));
    }
    let left = folder.path().read_dir().expect("a folder").count();
    assert_eq!(left, 2, "the file and its lock");
}

#[test]
fn it_is_made_smaller_when_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    // No runtime drives it: it is opened when its sessions have ended.
    run(async {
        let sessions = open(&path);
        for id in 0..2000 {
            sessions
                .save(&id.to_string(), &number(id), if id < 1900 { NOW } else { NOW + 1000 })
                .await
                .expect("saved");
        }
    });
    assert!(std::fs::metadata(&path).expect("a file").len() > 256 << 10);
    let later = NOW + 24 * 3_600_000;
    std::fs::File::create(folder.path().join("sessions.new")).expect("what a dead process left");
    let sessions = Sessions::file(&path, SessionLimits::default(), later).expect("a store");
    let length = std::fs::metadata(&path).expect("a file").len();
    assert!(length < 30_000, "{length}");
    for id in 0..2000 {
        let is = run(sessions.load(&id.to_string(), later)).expect("loaded");
        assert_eq!(is, if id < 1900 { Session::new() } else { number(id) });
    }
    assert_eq!(folder.path().read_dir().expect("a folder").count(), 2);
}

/// Not a test of its own: what `nothing_acknowledged_is_lost_when_killed` starts.
#[test]
#[expect(clippy::disallowed_methods, reason = "the environment tells a test that it is the child")]
#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn child_that_is_killed() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    run(async {
        let sessions = open(Path::new(&path));
        for count in 0.. {
            let id = format!("user {}", count % 97);
            sessions.save(&id, &number(count), NOW).await.expect("saved");
            println!("saved {count}");
            std::io::stdout().flush().expect("the parent");
            // The file is written anew beside.
            tokio::task::yield_now().await;
        }
    });
}

#[test]
fn nothing_acknowledged_is_lost_when_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sessions");
    // Each time at another moment, also while it is written anew.
    for lines in [1, 50, 1173, 1175, 2000, 2500, 4001] {
        let program = std::env::current_exe().expect("a program");
        let mut command = Command::new(program);
        command
            .args(["--exact", "bot::session::tests::file::child_that_is_killed", "--nocapture"])
            .env(CHILD, &path);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a child");
        let mut read = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let saved = |line: &str| Some(line.split_once("saved ")?.1.parse().expect("a number"));
        let mut acknowledged: Vec<usize> =
            read.by_ref().map_while(Result::ok).filter_map(|line| saved(&line)).take(lines).collect();
        child.kill().expect("SIGKILL");
        // What it had written by then.
        acknowledged.extend(read.map_while(Result::ok).filter_map(|line| saved(&line)));
        child.wait().expect("an end");
        assert!(acknowledged.len() >= lines);
        let last = acknowledged.len() - 1;
        let sessions = open(&path);
        for id in 0..97_usize.min(acknowledged.len()) {
            let loaded = loaded(&sessions, &format!("user {id}"));
            let found = loaded.get("number").and_then(serde_json::Value::as_u64).expect("a session");
            let newest = last - (last + 97 - id) % 97;
            let found = usize::try_from(found).expect("a number");
            // The last one may have been saved, and not said so.
            assert!(found == newest || found == last + 1, "{id}: {found}, not {newest}");
        }
        drop(sessions);
        std::fs::remove_file(&path).expect("removed");
    }
}
