//! What every command works with: the environment, the printer, the clock and the dice.

use std::cell::{OnceCell, RefCell};
use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config::{self, ConfigFile, Env, Settings};
use crate::error::{Error, Exit, Usage};
use crate::files;
use crate::http::Request;
use crate::printer::Printer;
use crate::secret::{Secret, mask_values};
use crate::system::System;
use crate::text::words;

/// What every command works with.
pub struct Context {
    /// The environment.
    pub env: Env,
    /// The printer.
    pub printer: Printer,
    /// Clock and randomness.
    pub system: System,
    /// `--config`
    pub config_path: Option<PathBuf>,
    /// `--show-secrets`
    pub show_secrets: bool,
    warned_of_secret: OnceCell<()>,
    /// What webot found by itself and nobody may see.
    hidden: RefCell<Vec<Secret>>,
    /// Who reads standard input.
    stdin: OnceCell<&'static str>,
    /// `--profile`
    pub profile: Option<String>,
    settings: OnceCell<Settings>,
    runtime: OnceCell<tokio::runtime::Runtime>,
}

impl Context {
    /// A context; nothing is read or started until a command needs it.
    pub fn new(
        env: Env,
        printer: Printer,
        system: System,
        config_path: Option<PathBuf>,
        profile: Option<String>,
        show_secrets: bool,
    ) -> Self {
        Self {
            env,
            printer,
            system,
            config_path,
            show_secrets,
            warned_of_secret: OnceCell::new(),
            hidden: RefCell::default(),
            stdin: OnceCell::new(),
            profile,
            settings: OnceCell::new(),
            runtime: OnceCell::new(),
        }
    }

    /// Environment and file, read once.
    pub fn settings(&self) -> Result<&Settings, Error> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let file = self.config_file().map(|path| ConfigFile::read(&path)).transpose()?;
        for warning in file.iter().flat_map(ConfigFile::warnings) {
            let path = file.as_ref().map(|file| file.path.display().to_string()).unwrap_or_default();
            self.printer.warning(&(words().config.warning)(&path, &warning));
        }
        let settings = Settings::resolve(&self.env, file, self.profile.as_deref())?;
        Ok(self.settings.get_or_init(|| settings))
    }

    /// The file that was named, else the nearest one; none where there is none.
    pub fn config_file(&self) -> Option<PathBuf> {
        let named = self.named_config().map(|(path, _)| path);
        named.or_else(|| config::find(&self.env.here, files::config_folder().as_deref()))
    }

    /// The file that was named, and by what; it need not be there.
    pub fn named_config(&self) -> Option<(PathBuf, &'static str)> {
        let flag = self.config_path.clone().map(|path| (path, "--config"));
        flag.or_else(|| Some((PathBuf::from(self.env.get("WEBOT_CONFIG")?), "WEBOT_CONFIG")))
    }

    /// The profile that was named, and by what.
    pub fn named_profile(&self) -> Option<(&str, &'static str)> {
        let flag = self.profile.as_deref().map(|name| (name, "--profile"));
        let named = flag.or_else(|| Some((self.env.get("WEBOT_PROFILE")?, "WEBOT_PROFILE")));
        named.filter(|(name, _)| !name.is_empty())
    }

    /// Goes without a configuration file, unless one was named.
    pub fn skip_config(&self) {
        if self.config_path.is_none() {
            self.settings.set(Settings::without_file(&self.env)).ok();
        }
    }

    /// Shows a request with `-v`.
    pub fn detail_request(&self, request: &Request) {
        if self.printer.verbose() {
            let text = if self.show_secrets { request.to_text() } else { request.redacted().to_text() };
            self.printer.detail(text.trim_end());
        }
    }

    /// The time, in seconds.
    pub fn now(&self) -> u64 {
        self.system.now()
    }

    /// Returns random bytes.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], Error> {
        self.system.random().map_err(no_randomness)
    }

    /// Returns a random nonce of ten digits, as WeChat's are.
    pub fn nonce(&self) -> Result<String, Error> {
        self.system.nonce().map_err(no_randomness)
    }

    /// Returns a new message id.
    pub fn msg_id(&self) -> Result<u64, Error> {
        self.system.msg_id().map_err(no_randomness)
    }

    /// Reads standard input to its end, at most `limit` bytes; `reader` is the only one that gets it.
    pub fn stdin(&self, reader: &'static str, limit: usize) -> Result<Vec<u8>, Error> {
        if self.stdin.set(reader).is_err() {
            let first = self.stdin.get().copied().unwrap_or_default();
            return Err(Usage::StdinTwice { first, second: reader }.into());
        }
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::FileTooLarge => Usage::File { flag: reader, path: "-".to_owned(), source }.into(),
            _ => Error::Io { path: "stdin".to_owned(), source },
        };
        files::read_from(io::stdin(), limit).map_err(failed)
    }

    /// From now on [`Context::cover`] covers this.
    pub fn hide(&self, secret: &Secret) {
        self.hidden.borrow_mut().push(secret.clone());
    }

    /// A text with `***` for what is hidden, unless secrets may be seen.
    pub fn mask(&self, text: &str) -> String {
        if self.show_secrets {
            return text.to_owned();
        }
        mask_values(text, self.hidden.borrow().iter().map(Secret::expose))
    }

    /// Says once that a secret on the command line is seen by others.
    pub fn warn_of_secret(&self, warning: &str) {
        if self.warned_of_secret.set(()).is_ok() {
            self.printer.warning(warning);
        }
    }

    /// From now on Ctrl-C is an answer to a question, not the end of the process with the cursor hidden.
    pub fn catch_interrupts(&self) -> Result<(), Error> {
        std::mem::forget(Claim::new());
        self.block_on(async {
            tokio::select! {
                biased;
                _ = tokio::signal::ctrl_c() => {}
                () = std::future::ready(()) => {}
            }
        })
    }

    /// Runs something that waits; Ctrl-C ends it.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        let runtime = self.runtime()?;
        let claim = Claim::new();
        let output = runtime.block_on(async {
            tokio::select! {
                biased;
                Ok(()) = tokio::signal::ctrl_c() => Err(Error::Interrupted),
                output = future => Ok(output),
            }
        });
        if output.is_err() {
            // The way to the end is ours.
            std::mem::forget(claim);
        }
        output
    }

    /// Runs something that ends itself when it is told to, by Ctrl-C or a signal.
    pub fn block_on_server<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        let runtime = self.runtime()?;
        // A server ends when it is told to, and the command with it.
        std::mem::forget(Claim::new());
        Ok(runtime.block_on(future))
    }

    fn runtime(&self) -> Result<&tokio::runtime::Runtime, Error> {
        if self.runtime.get().is_none() {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .enable_time()
                .build()
                .map_err(|source| Error::Io { path: "runtime".to_owned(), source })?;
            self.runtime.set(runtime).ok();
        }
        self.runtime.get().ok_or_else(|| Error::Bug("no runtime".to_owned()))
    }
}

fn no_randomness(error: io::Error) -> Error {
    Error::Bug(error.to_string())
}

/// How many wait for Ctrl-C themselves at this moment.
static CLAIMS: AtomicUsize = AtomicUsize::new(0);

/// Held by who treats Ctrl-C itself.
struct Claim;

impl Claim {
    fn new() -> Self {
        CLAIMS.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        CLAIMS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Lets Ctrl-C end a command also while it writes: from the first use of its signals on, tokio keeps Ctrl-C from ending
/// the process, and where nobody waits for it, such as in a pipe that is full, a thread must. For commands whose output
/// can be large; the others do not pay for a thread.
#[expect(clippy::disallowed_methods, clippy::exit, reason = "what the system would have done")]
pub fn end_by_ctrl_c() {
    let listen = || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            if CLAIMS.load(Ordering::SeqCst) == 0 {
                std::process::exit(Exit::Interrupted as i32);
            }
        }
    };
    // Without it, the command ends a little later.
    std::thread::Builder::new().name("ctrl-c".to_owned()).spawn(listen).ok();
}
