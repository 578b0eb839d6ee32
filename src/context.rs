//! The context of every command: environment, printer, clock and randomness.

use std::cell::{OnceCell, RefCell};
use std::future::Future;
use std::io::{self, BufRead as _};
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::config::{self, ConfigFile, ConfigWarning, Env, FileScope, FoundConfig, Settings};
use crate::error::{Error, Exit, Setup, Usage};
use crate::files;
use crate::http::Request;
use crate::lang::Said;
use crate::printer::{Printer, Progress};
use crate::secret::{Secret, mask_foreign, mask_keys, mask_values};
use crate::system::System;
use crate::text::words;

/// The time after which an empty standard input is worth a line on stderr.
const STDIN_NOTICE: Duration = Duration::from_secs(2);

/// The context of every command.
pub(crate) struct Context {
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
    /// Secrets that webot obtained itself, to be masked in output.
    hidden: RefCell<Vec<Secret>>,
    /// The secrets that are shared with bots, to be masked in foreign text.
    shared: RefCell<Vec<Secret>>,
    /// The keys that strings to sign contain.
    hidden_keys: RefCell<Vec<Secret>>,
    /// The argument that has read standard input.
    stdin: OnceCell<&'static str>,
    /// `--profile`
    pub profile: Option<String>,
    settings: OnceCell<Settings>,
    runtime: OnceCell<tokio::runtime::Runtime>,
    /// The progress bar of transfers.
    transfer: OnceCell<Progress>,
}

impl Context {
    /// Creates a context; it reads files and starts the runtime only when needed.
    pub(crate) fn new(
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
            shared: RefCell::default(),
            hidden_keys: RefCell::default(),
            stdin: OnceCell::new(),
            profile,
            settings: OnceCell::new(),
            runtime: OnceCell::new(),
            transfer: OnceCell::new(),
        }
    }

    /// Returns the settings; reads the configuration file at the first call and prints its warnings.
    pub(crate) fn settings(&self) -> Result<&Settings, Error> {
        self.settings_with(|path, warning| self.printer.warning(&(words().config.warning)(path, warning)))
    }

    /// Returns the settings; reads the configuration file at the first call and passes its path and each warning to
    /// `warn`.
    pub(crate) fn settings_with(&self, warn: impl Fn(&str, &ConfigWarning)) -> Result<&Settings, Error> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let found = self.find_config();
        for (path, reason) in &found.ignored {
            warn(&path.display().to_string(), &ConfigWarning::Ignored(reason.clone()));
        }
        let read =
            |(path, scope): (PathBuf, FileScope)| Ok::<_, Error>(ConfigFile::read(&path)?.scoped(scope));
        let file = found.file.map(read).transpose()?;
        for warning in file.iter().flat_map(ConfigFile::warnings) {
            let path = file.as_ref().map(|file| file.path.display().to_string()).unwrap_or_default();
            warn(&path, &warning);
        }
        let settings = Settings::resolve(&self.env, file, self.profile.as_deref())?;
        Ok(self.settings.get_or_init(|| settings))
    }

    /// Returns the configuration file that was named, else the nearest one that can be trusted.
    pub(crate) fn find_config(&self) -> FoundConfig {
        match self.named_config() {
            Some((path, _)) => FoundConfig { file: Some((path, FileScope::Named)), ignored: Vec::new() },
            None => config::find(&self.env, files::config_folder().as_deref()),
        }
    }

    /// Returns the configuration file that was named, which need not exist, and the flag or variable that names it.
    pub(crate) fn named_config(&self) -> Option<(PathBuf, &'static str)> {
        let flag = self.config_path.clone().map(|path| (path, "--config"));
        flag.or_else(|| Some((PathBuf::from(self.env.get("WEBOT_CONFIG")?), "WEBOT_CONFIG")))
    }

    /// Returns the profile that was named, and the flag or variable that names it.
    pub(crate) fn named_profile(&self) -> Option<(&str, &'static str)> {
        let flag = self.profile.as_deref().map(|name| (name, "--profile"));
        let named = flag.or_else(|| Some((self.env.get("WEBOT_PROFILE")?, "WEBOT_PROFILE")));
        named.filter(|(name, _)| !name.is_empty())
    }

    /// Ignores the configuration file, unless `--config` was given.
    pub(crate) fn skip_config(&self) {
        if self.config_path.is_none() {
            self.settings.set(Settings::without_file(&self.env)).ok();
        }
    }

    /// Prints a request with `--verbose`.
    pub(crate) fn detail_request(&self, request: &Request) {
        if self.printer.verbose() {
            let text = if self.show_secrets { request.to_text() } else { request.redacted().to_text() };
            self.printer.detail(text.trim_end());
        }
    }

    /// Returns the progress bar of transfers.
    pub(crate) fn transfer(&self) -> &Progress {
        self.transfer.get_or_init(|| self.printer.transfer())
    }

    /// Returns the time in seconds since 1970.
    pub(crate) fn now(&self) -> u64 {
        self.system.now()
    }

    /// Returns random bytes.
    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], Error> {
        self.system.random().map_err(|error| no_randomness(&error))
    }

    /// Returns a random nonce of ten digits, as WeChat's are.
    pub(crate) fn nonce(&self) -> Result<String, Error> {
        self.system.nonce().map_err(|error| no_randomness(&error))
    }

    /// Reads standard input to its end, at most `limit` bytes. `reader` names the argument; a second reader is an
    /// error.
    pub(crate) fn stdin(&self, reader: &'static str, limit: usize) -> Result<Vec<u8>, Error> {
        if self.stdin.set(reader).is_err() {
            let first = self.stdin.get().copied().unwrap_or_default();
            return Err(Usage::StdinTwice { first, second: reader }.into());
        }
        self.await_stdin(reader);
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::FileTooLarge => Usage::StdinTooLarge(limit).into(),
            _ => Error::Io { path: "stdin".to_owned(), source },
        };
        files::read_from(io::stdin(), limit).map_err(failed)
    }

    /// Waits for the beginning or the end of standard input; says on stderr what is waited for if neither comes soon.
    pub(crate) fn await_stdin(&self, reader: &str) {
        let (sender, receiver) = mpsc::channel();
        let read = move || {
            // What was read stays in the buffer of stdin. An error comes again when it is read there.
            io::stdin().lock().fill_buf().ok();
            // The receiver has gone if the command was interrupted.
            sender.send(()).ok();
        };
        // Without the thread nothing is said.
        let thread = std::thread::Builder::new().name("stdin".to_owned()).spawn(read);
        if thread.is_ok() && receiver.recv_timeout(STDIN_NOTICE) == Err(RecvTimeoutError::Timeout) {
            self.printer.status(&(words().nothing_on_stdin)(reader));
            receiver.recv().ok();
        }
    }

    /// Adds a secret key of at least three bytes to those that [`Context::mask`] masks, for texts that contain it on its own.
    pub(crate) fn hide_key(&self, key: &Secret) {
        self.hidden_keys.borrow_mut().push(key.clone());
    }

    /// Adds a secret that is shared with a bot to those that [`Context::mask_foreign`] masks.
    pub(crate) fn hide_in_foreign(&self, secret: &Secret) {
        self.shared.borrow_mut().push(secret.clone());
    }

    /// Adds a secret to those that [`Context::mask`] masks.
    pub(crate) fn hide(&self, secret: &Secret) {
        self.hidden.borrow_mut().push(secret.clone());
    }

    /// Returns a text with `***` in place of the added secrets; unchanged with `--show-secrets`.
    pub(crate) fn mask(&self, text: &str) -> String {
        if self.show_secrets {
            return text.to_owned();
        }
        let keys = self.hidden_keys.borrow();
        let text = mask_keys(text, keys.iter().map(Secret::expose));
        mask_values(&text, self.hidden.borrow().iter().map(Secret::expose))
    }

    /// Returns foreign text with `***` in place of the configured secrets and the added ones; unchanged with
    /// `--show-secrets`.
    pub(crate) fn mask_foreign(&self, text: &str) -> String {
        if self.show_secrets {
            return text.to_owned();
        }
        let configured = self.settings.get().map(Settings::secrets).unwrap_or_default();
        let (hidden, shared) = (self.hidden.borrow(), self.shared.borrow());
        mask_foreign(text, hidden.iter().chain(shared.iter()).chain(&configured).map(Secret::expose))
    }

    /// Returns an explanation that may quote foreign text, with its secrets masked like [`Context::mask_foreign`].
    pub(crate) fn mask_said(&self, said: Said) -> Said {
        let mask = |text: String| self.mask_foreign(&text);
        Said {
            message: mask(said.message),
            causes: said.causes.into_iter().map(mask).collect(),
            hints: said.hints.into_iter().map(mask).collect(),
            alone: said.alone,
        }
    }

    /// Makes [`Context::warn_of_secret`] silent: no secret comes from a command line.
    pub(crate) fn skip_secret_warning(&self) {
        self.warned_of_secret.set(()).ok();
    }

    /// Prints a warning about a secret on the command line; only the first call prints.
    pub(crate) fn warn_of_secret(&self, warning: &str) {
        if self.warned_of_secret.set(()).is_ok() {
            self.printer.warning(warning);
        }
    }

    /// Makes Ctrl-C interrupt a prompt instead of ending the process, which would leave the cursor hidden.
    pub(crate) fn catch_interrupts(&self) -> Result<(), Error> {
        std::mem::forget(CtrlCGuard::new());
        self.block_on(async {
            tokio::select! {
                biased;
                _ = tokio::signal::ctrl_c() => {}
                () = std::future::ready(()) => {}
            }
        })
    }

    /// Runs a future; Ctrl-C ends it with [`Error::Interrupted`].
    pub(crate) fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        let runtime = self.runtime()?;
        let guard = CtrlCGuard::new();
        let output = run(
            runtime,
            pin!(async {
                tokio::select! {
                    biased;
                    () = interrupt() => Err(Error::Interrupted),
                    output = future => Ok(output),
                }
            }),
        );
        if output.is_err() {
            // After Ctrl-C the command ends by itself.
            std::mem::forget(guard);
        }
        output
    }

    /// Runs a server, which handles Ctrl-C and signals itself.
    pub(crate) fn block_on_server<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        // hyper writes the date into each response, and panics at a time before 1970.
        if self.system.now_ms() == 0 {
            return Err(Setup::Clock.into());
        }
        let runtime = self.runtime()?;
        // The server handles Ctrl-C until the command ends.
        std::mem::forget(CtrlCGuard::new());
        Ok(run(runtime, pin!(future)))
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

/// Runs a future of any type, so that the code of the runtime is compiled once for each output only.
fn run<T>(runtime: &tokio::runtime::Runtime, future: Pin<&mut dyn Future<Output = T>>) -> T {
    runtime.block_on(future)
}

/// The time that threads of the runtime have at the end of a command.
const THREADS_TIMEOUT: Duration = Duration::from_secs(2);

impl Drop for Context {
    /// Ends the runtime, without waiting for a thread that is blocked: on Windows one reads each pipe of a program, which a
    /// program of the user's may hold open.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(THREADS_TIMEOUT);
        }
    }
}

fn no_randomness(error: &io::Error) -> Error {
    Error::Bug(error.to_string())
}

/// The number of guards that exist.
static CTRL_C_GUARDS: AtomicUsize = AtomicUsize::new(0);

/// A guard that exists while a command handles Ctrl-C itself.
struct CtrlCGuard;

impl CtrlCGuard {
    fn new() -> Self {
        CTRL_C_GUARDS.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for CtrlCGuard {
    fn drop(&mut self) {
        CTRL_C_GUARDS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// `true` if [`end_by_ctrl_c`] ends the process by signals whenever no command handles them.
static ENDS_BY_SIGNAL: AtomicBool = AtomicBool::new(false);

/// Waits for Ctrl-C; for SIGTERM if it still ends the process after this future; on Windows for Ctrl-Break and the end of
/// the console.
async fn interrupt() {
    #[cfg(unix)]
    if ENDS_BY_SIGNAL.load(Ordering::SeqCst)
        && let Ok(mut end) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            Ok(()) = tokio::signal::ctrl_c() => return,
            Some(()) = end.recv() => return,
            else => std::future::pending().await,
        }
    }
    #[cfg(windows)]
    match crate::system::ConsoleEvents::handle() {
        Ok(events) => events.next().await,
        Err(_) => std::future::pending().await,
    }
    #[cfg(not(windows))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Makes Ctrl-C and SIGTERM end a command even while it writes. Once tokio's signals are in use, they no longer end the
/// process, so a command that blocks on a full pipe needs a thread that waits for them. Only commands with large output
/// start this thread.
#[expect(clippy::disallowed_methods, clippy::exit, reason = "what the system would have done")]
pub(crate) fn end_by_ctrl_c() {
    let listen = || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        loop {
            runtime.block_on(interrupt());
            if CTRL_C_GUARDS.load(Ordering::SeqCst) == 0 {
                std::process::exit(Exit::Interrupted as i32);
            }
        }
    };
    // The thread reads this.
    ENDS_BY_SIGNAL.store(true, Ordering::SeqCst);
    // Without the thread, the command ends a little later.
    let thread = std::thread::Builder::new().name("ctrl-c".to_owned()).spawn(listen);
    ENDS_BY_SIGNAL.fetch_and(thread.is_ok(), Ordering::SeqCst);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printer::OutputOptions;

    #[test]
    fn no_server_starts_at_a_time_before_1970() {
        let printer = Printer::new(OutputOptions::default(), |_| None);
        let system = System { now_ms: || 0, ..System::REAL };
        let context = Context::new(Env::default(), printer, system, None, None, false);
        let started = context.block_on_server(std::future::ready(()));
        assert!(matches!(started, Err(Error::Setup(Setup::Clock))));
    }
}
