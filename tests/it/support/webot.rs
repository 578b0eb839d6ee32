use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use serde_json::Value;

use super::expected::{Expected, Must};
use super::folder::write_private;
use super::{Bot, Folder, Process, Ran};
#[cfg(unix)]
use super::{ScreenTerminal, Terminal};

/// A command line of the real binary, with all that it meets and all that must come of it.
///
/// Unless a test says otherwise, it runs in an empty folder, which is its home too, with nothing in the environment, and
/// must end with exit code 0 and write nothing to stderr. A clone shares the folder.
#[derive(Clone)]
#[must_use = "nothing runs before `run`, `spawn` or `terminal`"]
pub struct Webot {
    args: Vec<OsString>,
    env: Vec<(String, OsString)>,
    stdin: Option<Vec<u8>>,
    bots: Vec<Arc<Bot>>,
    home: Folder,
    /// A folder of its own, and the folder within it that it runs in.
    workdir: (Folder, PathBuf),
    /// A program that runs `webot`, with its arguments.
    wrapper: Vec<OsString>,
    #[cfg(unix)]
    uid: Option<u32>,
    exit: Vec<i32>,
    stdout: Expected,
    stderr: Expected,
}

/// `webot` with these arguments.
pub fn webot<I: IntoIterator<Item = S>, S: Into<OsString>>(args: I) -> Webot {
    Webot::new().args(args)
}

impl Webot {
    pub fn new() -> Self {
        Self::at_home(Folder::new())
    }

    /// In a folder that exists, which is its home too.
    pub fn at_home(folder: Folder) -> Self {
        Self {
            args: Vec::new(),
            env: Vec::new(),
            stdin: None,
            bots: Vec::new(),
            workdir: (folder.clone(), folder.path("")),
            home: folder,
            wrapper: Vec::new(),
            #[cfg(unix)]
            uid: None,
            exit: vec![0],
            stdout: Expected::Anything,
            stderr: Expected::Whole(String::new()),
        }
    }

    /// In a folder within this one, which is not its home.
    pub fn within(mut self, folder: &Folder, name: &str) -> Self {
        self.workdir = (folder.clone(), folder.path(name));
        self
    }

    /// With further arguments.
    pub fn args<I: IntoIterator<Item = S>, S: Into<OsString>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Without this flag, and without its value where it has one.
    pub fn without(mut self, flag: &str) -> Self {
        let at = self.args.iter().position(|arg| arg == flag).unwrap_or_else(|| panic!("no `{flag}`"));
        self.args.remove(at);
        if self.args.get(at).is_some_and(|next| !next.to_string_lossy().starts_with("--")) {
            self.args.remove(at);
        }
        self
    }

    pub(super) fn has(&self, flag: &str) -> bool {
        self.args.iter().any(|arg| arg == flag)
    }

    /// The same once more with these further arguments; files are shared.
    pub fn webot<I: IntoIterator<Item = S>, S: Into<OsString>>(&self, args: I) -> Self {
        self.clone().args(args)
    }

    /// To this bot, which is asked before the run ends.
    pub fn to(mut self, bot: Bot) -> Self {
        self = self.args(bot.args());
        self.bots.push(Arc::new(bot));
        self
    }

    /// With a variable.
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.retain(|(given, _)| given != name);
        self.env.push((name.to_owned(), value.into()));
        self
    }

    /// With these variables.
    pub fn envs<'a>(self, variables: impl IntoIterator<Item = &'a (&'a str, &'a str)>) -> Self {
        variables.into_iter().fold(self, |run, (name, value)| run.env(name, value))
    }

    /// Without a variable.
    pub fn without_env(mut self, name: &str) -> Self {
        self.env.retain(|(given, _)| given != name);
        self
    }

    /// With a file in the folder where it runs, readable by its owner only.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        write_private(&self.workdir.1.join(name), content.as_ref());
        self
    }

    /// With this on standard input.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = Some(bytes.into());
        self
    }

    /// Another user of the machine runs it.
    #[cfg(unix)]
    pub fn uid(mut self, uid: u32) -> Self {
        self.uid = Some(uid);
        self
    }

    /// A shell that has run this runs it.
    #[cfg(unix)]
    pub fn after(self, script: &str) -> Self {
        self.through(["sh", "-c", &format!("{script}; exec \"$@\""), "sh"])
    }

    /// A shell runs this command line, in which `webot` is this one.
    #[cfg(unix)]
    pub fn pasted(self, command: &str) -> Self {
        self.through(["sh", "-c", &format!("bin=$0; webot() {{ \"$bin\" \"$@\"; }}; {command}")])
    }

    /// This program runs it.
    pub fn through<I: IntoIterator<Item = S>, S: Into<OsString>>(mut self, wrapper: I) -> Self {
        self.wrapper = wrapper.into_iter().map(Into::into).collect();
        self
    }

    /// It must end with this exit code.
    pub fn exit(self, code: i32) -> Self {
        self.exit_in([code])
    }

    /// It must end with one of these exit codes.
    pub fn exit_in(mut self, codes: impl IntoIterator<Item = i32>) -> Self {
        self.exit = codes.into_iter().collect();
        self
    }

    /// This is all that it writes to stdout.
    pub fn stdout(mut self, whole: impl Into<String>) -> Self {
        self.stdout = Expected::Whole(whole.into());
        self
    }

    /// This is somewhere in what it writes to stdout.
    pub fn stdout_has(mut self, part: impl Into<String>) -> Self {
        self.stdout.must(Must::Have, part);
        self
    }

    /// This is nowhere in what it writes to stdout.
    pub fn stdout_lacks(mut self, part: impl Into<String>) -> Self {
        self.stdout.must(Must::Lack, part);
        self
    }

    /// Requires that stdout starts with this.
    pub fn stdout_starts(mut self, part: impl Into<String>) -> Self {
        self.stdout.must(Must::StartWith, part);
        self
    }

    /// Requires that stdout ends with this.
    pub fn stdout_ends(mut self, part: impl Into<String>) -> Self {
        self.stdout.must(Must::EndWith, part);
        self
    }

    /// This is all that it writes to stderr.
    pub fn stderr(mut self, whole: impl Into<String>) -> Self {
        self.stderr = Expected::Whole(whole.into());
        self
    }

    /// This is somewhere in what it writes to stderr.
    pub fn stderr_has(mut self, part: impl Into<String>) -> Self {
        self.stderr.must(Must::Have, part);
        self
    }

    /// All of these are somewhere in what it writes to stderr.
    pub fn stderr_has_all(self, parts: &[&str]) -> Self {
        parts.iter().fold(self, |run, part| run.stderr_has(*part))
    }

    /// This is nowhere in what it writes to stderr.
    pub fn stderr_lacks(mut self, part: impl Into<String>) -> Self {
        self.stderr.must(Must::Lack, part);
        self
    }

    /// Requires that stderr starts with this.
    pub fn stderr_starts(mut self, part: impl Into<String>) -> Self {
        self.stderr.must(Must::StartWith, part);
        self
    }

    /// Requires that stderr ends with this.
    pub fn stderr_ends(mut self, part: impl Into<String>) -> Self {
        self.stderr.must(Must::EndWith, part);
        self
    }

    /// It writes to stderr what the test looks at by itself, or what does not matter to it.
    pub fn stderr_any(mut self) -> Self {
        self.stderr = Expected::Anything;
        self
    }

    /// Runs it to the end, and checks what came of it.
    #[track_caller]
    pub fn run(self) -> Ran {
        let output = self.output();
        let ran = Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        };
        self.check(&ran);
        ran
    }

    /// Runs it to the end, and checks all but stdout, which need not be text.
    #[track_caller]
    pub fn bytes(self) -> Vec<u8> {
        let output = self.output();
        let stderr = String::from_utf8(output.stderr).expect("UTF-8 on stderr");
        self.check(&Ran { code: output.status.code().unwrap_or(-1), stdout: String::new(), stderr });
        output.stdout
    }

    /// Runs it to the end with `--json`, and returns the error that it must end with.
    #[track_caller]
    pub fn error(self) -> Value {
        self.stderr_any().run().error()
    }

    fn output(&self) -> Output {
        let stdin = if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut command = self.command();
        command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("webot starts");
        if let Some(bytes) = &self.stdin {
            // A program that does not read its input closes the pipe.
            child.stdin.take().expect("stdin").write_all(bytes).ok();
        }
        child.wait_with_output().expect("webot ends")
    }

    /// Starts it and lets it run.
    #[track_caller]
    pub fn spawn(self) -> Process {
        Process::new(self)
    }

    /// Runs it on a terminal; exit code and streams are the test's own matter.
    #[cfg(unix)]
    pub fn terminal(self) -> Terminal {
        Terminal::new(self.on_terminal())
    }

    /// Runs it on a terminal of this width and height, whose screen the test sees.
    #[cfg(unix)]
    pub fn screen(self, columns: u16, rows: u16) -> ScreenTerminal {
        ScreenTerminal::new(self.on_terminal(), columns, rows)
    }

    /// With a usual terminal, unless the test names another one.
    #[cfg(unix)]
    fn on_terminal(self) -> Self {
        if self.env.iter().any(|(name, _)| name == "TERM") { self } else { self.env("TERM", "xterm") }
    }

    /// The bare command, for a test that connects its streams by itself.
    pub fn command(&self) -> Command {
        let mut words = self.wrapper.iter().cloned().chain([env!("CARGO_BIN_EXE_webot").into()]);
        let mut command = Command::new(words.next().expect("a program"));
        command.args(words).args(&self.args).env_clear().current_dir(&self.workdir.1);
        command.env("HOME", self.home.path(""));
        // Windows cannot open a socket without it.
        for name in ["SystemRoot", "PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        #[cfg(unix)]
        if let Some(uid) = self.uid {
            std::os::unix::process::CommandExt::uid(&mut command, uid);
        }
        command
    }

    /// Its home, which is where it runs unless [`Self::within`] says otherwise.
    pub fn folder(&self) -> &Folder {
        &self.home
    }

    /// Panics unless this is what must come of it.
    #[track_caller]
    pub(super) fn check(&self, ran: &Ran) {
        let Ran { code, stdout, stderr } = ran;
        let codes = &self.exit;
        assert!(
            codes.contains(code),
            "exit code {code}, not {codes:?}\nargs: {:?}\nstdout: {stdout}\nstderr: {stderr}",
            self.args
        );
        self.stdout.check("stdout", stdout, &self.args);
        self.check_stderr(stderr);
    }

    #[track_caller]
    pub(super) fn check_stderr(&self, stderr: &str) {
        self.stderr.check("stderr", stderr, &self.args);
    }
}
