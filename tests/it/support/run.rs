use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::rc::Rc;

use serde_json::Value;
use tempfile::TempDir;

/// A run of the real binary, in an empty folder and with nothing in the environment but what the test sets.
pub struct Run {
    command: Command,
    stdin: Option<Vec<u8>>,
    folder: Rc<TempDir>,
}

/// What came of it.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// `webot` with these arguments.
pub fn webot<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(args: I) -> Run {
    in_folder(Rc::new(tempfile::tempdir().expect("a folder")), args)
}

/// The same in a folder that others know.
pub fn in_folder<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(folder: Rc<TempDir>, args: I) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_webot"));
    command.args(args).env_clear().env("HOME", folder.path()).current_dir(folder.path());
    // Windows cannot open a socket without it.
    for name in ["SystemRoot", "PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    Run { command, stdin: None, folder }
}

impl Run {
    /// With further arguments.
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(mut self, args: I) -> Self {
        self.command.args(args);
        self
    }

    /// With a variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// With a file in the working directory, readable by its owner only.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
        self
    }

    /// In this folder, whose files stay for the next run.
    pub fn at(mut self, folder: &std::path::Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// With this on standard input.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = Some(bytes.into());
        self
    }

    /// Runs to the end.
    pub fn run(self) -> Ran {
        let output = self.output();
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }

    /// As a command, for those who start it themselves.
    #[cfg(unix)]
    pub fn command(self) -> Command {
        self.command
    }

    /// Runs to the end, and takes bytes.
    pub fn output(mut self) -> Output {
        let stdin = if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut child = self
            .command
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("webot starts");
        if let Some(bytes) = self.stdin {
            // A program that does not read its input closes the pipe.
            child.stdin.take().expect("stdin").write_all(&bytes).ok();
        }
        child.wait_with_output().expect("webot ends")
    }
}

impl Ran {
    /// The error of `--json` on stderr.
    #[track_caller]
    pub fn error(&self) -> Value {
        let document: Value = serde_json::from_str(&self.stderr)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr));
        document["error"].clone()
    }

    /// The same, once it is certain that the exit code is this.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code\nstdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// The one JSON document on stdout.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }

    /// The names of the rules in `--json`.
    #[track_caller]
    pub fn rules(&self) -> Vec<String> {
        let json = self.json();
        let findings = json["findings"].as_array().expect("findings");
        findings.iter().map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
    }
}
