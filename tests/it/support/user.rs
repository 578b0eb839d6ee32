use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{APPID, Mock, Ran};

/// A user whose home several runs share, at the same time if need be, with an account of WeChat's.
pub struct User {
    home: TempDir,
    base: String,
}

/// A command line that somebody typed and that does not run yet, with its own working directory.
pub struct Typed {
    command: Command,
    folder: TempDir,
}

impl User {
    /// `AppSecret` of the account.
    pub const SECRET: &str = "5ec2e7005ec2e7005ec2e7005ec2e700";

    /// With an account that asks this base.
    pub fn asking(base: impl Into<String>) -> Self {
        Self { home: tempfile::tempdir().expect("a folder"), base: base.into() }
    }

    /// With an account on the mock.
    pub fn on(mock: &Mock) -> Self {
        Self::asking(mock.address())
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// `webot` with these arguments and the account in the environment.
    pub fn webot<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(&self, args: I) -> Typed {
        self.bare(args).env("WX_APPID", APPID).env("WX_SECRET", Self::SECRET)
    }

    /// The same without the account.
    pub fn bare<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(&self, args: I) -> Typed {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_webot"));
        command.args(args).env_clear().current_dir(folder.path());
        command.env("HOME", self.home()).env("WX_API_BASE", &self.base);
        // Windows cannot open a socket without it.
        for name in ["SystemRoot", "PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        Typed { command, folder }
    }

    /// A configuration file of the account and of what else is given; where it is.
    pub fn config(&self, more: &Value) -> PathBuf {
        let mut config = json!({ "appid": APPID, "secret": Self::SECRET });
        let members = more.as_object().expect("an object").clone();
        config.as_object_mut().expect("an object").extend(members);
        self.file("wx_config.json", &config)
    }

    /// A file in the home, for its owner only.
    pub fn file(&self, name: &str, json: &Value) -> PathBuf {
        let path = self.home().join(name);
        private(&path, json.to_string().as_bytes());
        path
    }

    /// A call that needs a token and nothing else.
    pub fn call(&self) -> Typed {
        self.webot(["api", "GET", "/cgi-bin/getcallbackip"])
    }

    /// The folder of tokens.
    pub fn store(&self) -> PathBuf {
        let ran = self.webot(["token", "show", "--json"]).run().code(0);
        PathBuf::from(ran.json()["store"].as_str().expect("a folder"))
    }

    /// The files of tokens, in no order.
    pub fn tokens(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.store()) else { return Vec::new() };
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
    }

    /// The token itself.
    #[track_caller]
    pub fn token(&self) -> String {
        let ran = self.webot(["token", "get", "--print"]).run().code(0);
        ran.stdout.trim_end().to_owned()
    }
}

fn private(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("a file");
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
}

impl Typed {
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

    /// With a file in the working directory.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        private(&self.folder.path().join(name), content.as_ref());
        self
    }

    /// As another user of the machine.
    #[cfg(unix)]
    pub fn uid(mut self, uid: u32) -> Self {
        std::os::unix::process::CommandExt::uid(&mut self.command, uid);
        self
    }

    /// Through a shell that says this first.
    #[cfg(unix)]
    pub fn after(mut self, script: &str) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{script}; exec \"$@\""), "sh"]).arg(self.command.get_program());
        shell.args(self.command.get_args()).env_clear().current_dir(self.folder.path());
        shell.envs(self.command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        self.command = shell;
        self
    }

    /// Starts it and does not wait; the folder is its working directory.
    pub fn start(mut self) -> (Child, TempDir) {
        let child = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        (child.expect("webot starts"), self.folder)
    }

    /// Runs to the end.
    pub fn run(mut self) -> Ran {
        let output = self.command.stdin(Stdio::null()).output().expect("webot runs");
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }
}

impl Ran {
    /// What `--json` says went wrong, on stderr.
    #[track_caller]
    pub fn fault(&self) -> Value {
        let json: Value =
            serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}: {}", self.stderr));
        json["error"].clone()
    }

    /// The warnings on stderr.
    pub fn warnings(&self) -> Vec<&str> {
        self.stderr.lines().filter_map(|line| line.strip_prefix("warning: ")).collect()
    }
}

impl Mock {
    /// Where it is.
    pub fn address(&self) -> String {
        format!("http://{}", self.connect().peer_addr().expect("an address"))
    }

    /// The paths that were called, in order.
    pub fn paths(&self) -> Vec<String> {
        let requests = self.get("/__webot/requests");
        let path = |request: &Value| request["path"].as_str().expect("a path").to_owned();
        requests.as_array().expect("a list").iter().map(path).collect()
    }

    /// How often a path was called.
    pub fn count(&self, path: &str) -> usize {
        self.paths().iter().filter(|asked| *asked == path).count()
    }
}
