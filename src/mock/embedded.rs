//! The mock without a server, for `--mock`: answers in this process and stores its state in a file between commands.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::contents::ContentChanges;
use super::pay::keyring::PayKeyring;
use super::pay::keys::OwnPayKeys;
use super::sealed::{self, MockKeys};
use super::server::MAX_BODY_BYTES;
use super::{MockAnswer, MockCall, Rules, World};
use crate::api::Host;
use crate::crypt::api::ApiKeys;
use crate::files::{self, state_folder, write_whole};
use crate::http::Request;
use crate::system::System;
use crate::wechat::{Backend, BackendAnswer, MockStateError};

/// The name of the state file, in the user's state folder.
const FILE_NAME: &str = "mock.json";
/// The caller's address for calls without a network.
const LOCAL_ADDRESS: &str = "127.0.0.1";
/// The time limit for another command to release the state file; a command holds it while it answers and writes.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// The mock in this process. Each request reads the state file and writes it back.
#[derive(Debug)]
pub(crate) struct Embedded {
    state: State,
    /// The account's keys for signed calls.
    api_keys: Option<ApiKeys>,
    /// The keys of WeChat Pay.
    pay_keys: PayKeyring,
}

/// The place of the state between the requests of a command.
#[derive(Debug)]
enum State {
    /// A file, which lasts between commands.
    File(PathBuf),
    /// This process only, because there is no file that can be written.
    Memory(RefCell<Box<World>>, RefCell<HashMap<String, Vec<u8>>>),
}

impl Embedded {
    /// Returns a mock whose state is in a file: `path`, else the file in the user's state folder.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, MockStateError> {
        let path = path.map_or_else(Self::default_path, Path::to_owned);
        LockedState::lock(&path)?;
        let pay_keys = PayKeyring::beside(Some(path.clone()), Ok(OwnPayKeys::default()), System::REAL);
        Ok(Self { state: State::File(path), api_keys: None, pay_keys })
    }

    /// Returns a mock whose state ends with this process.
    pub(crate) fn in_memory() -> Self {
        let world = RefCell::new(Box::new(World::new(Rules::default())));
        let pay_keys = PayKeyring::beside(None, Ok(OwnPayKeys::default()), System::REAL);
        Self { state: State::Memory(world, RefCell::default()), api_keys: None, pay_keys }
    }

    /// Returns the mock with the account's keys for signed calls.
    pub(crate) fn with_api_keys(self, api_keys: Option<ApiKeys>) -> Self {
        Self { api_keys, ..self }
    }

    /// Returns the mock with the keys of WeChat Pay that `keyring` makes for its state file.
    pub(crate) fn with_pay_keys(self, keyring: impl FnOnce(Option<PathBuf>) -> PayKeyring) -> Self {
        let state = match &self.state {
            State::File(path) => Some(path.clone()),
            State::Memory(..) => None,
        };
        Self { pay_keys: keyring(state), ..self }
    }

    /// Returns the path of the state file that is used if no other is named.
    pub(crate) fn default_path() -> PathBuf {
        state_folder().map_or_else(|| FILE_NAME.into(), |folder| folder.join(FILE_NAME))
    }

    /// Removes the state; returns whether there was one.
    pub(crate) fn reset(path: &Path) -> Result<bool, MockStateError> {
        let io = |source| MockStateError { path: path.display().to_string(), source };
        if !path.exists() {
            return Ok(false);
        }
        let _lock = LockedState::lock(path)?;
        // The default file may be damaged; any other may be somebody's own.
        if path != Self::default_path() && !is_state(&std::fs::read(path).map_err(io)?) {
            return Err(not_a_state(path));
        }
        match std::fs::remove_dir_all(media_folder(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
        std::fs::remove_file(path).map(|()| true).map_err(io)
    }
}

/// The state, locked for this process until it is dropped.
struct LockedState {
    path: PathBuf,
    world: World,
    _lock: File,
}

impl Backend for Embedded {
    fn answer(&self, request: &Request, now_ms: u64) -> Result<BackendAnswer, MockStateError> {
        let keys = MockKeys { api: self.api_keys.as_ref(), pay: &self.pay_keys };
        let body = if request.length() > MAX_BODY_BYTES as u64 {
            return Ok(too_large());
        } else {
            let io = |source: io::Error| MockStateError { path: "upload".to_owned(), source };
            request.whole_body().map_err(io)?
        };
        let answer = match &self.state {
            State::File(path) => LockedState::open(path)?.answer((request, &body), now_ms, keys)?,
            State::Memory(world, contents) => {
                let mut world = world.borrow_mut();
                let mut answer = answer(&mut world, (request, &body), now_ms, keys);
                let mut contents = contents.borrow_mut();
                contents.extend(world.take_content_changes().added);
                if let Some(content) = answer.stored.take().and_then(|hash| contents.get(&hash)) {
                    answer.body.clone_from(content);
                }
                answer
            }
        };
        Ok(BackendAnswer {
            status: answer.status,
            content_type: answer.content_type.to_owned(),
            body: answer.body,
            headers: answer.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            is_generated: answer.is_generated,
        })
    }
}

impl LockedState {
    /// Locks the state file. Waits while another command holds the lock.
    fn lock(path: &Path) -> Result<File, MockStateError> {
        let io = |source| MockStateError { path: path.display().to_string(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let lock = files::lock_within(&path.with_extension("lock"), LOCK_TIMEOUT).map_err(io)?;
        lock.ok_or_else(|| io(io::Error::other("another webot holds the mock's state")))
    }

    /// Locks and reads the state, or creates a new one.
    fn open(path: &Path) -> Result<Self, MockStateError> {
        let lock = Self::lock(path)?;
        let world = match std::fs::read(path) {
            Ok(bytes) if !is_state(&bytes) => return Err(not_a_state(path)),
            // A state of another version is replaced: it is only the state of a mock.
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| World::new(Rules::default())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => World::new(Rules::default()),
            Err(source) => return Err(MockStateError { path: path.display().to_string(), source }),
        };
        Ok(Self { path: path.to_owned(), world, _lock: lock })
    }

    /// Removes the files that an earlier state has left.
    fn sweep(&self, folder: &Path) {
        for entry in folder.read_dir().into_iter().flatten().flatten() {
            if !self.world.has_content(&entry.file_name().to_string_lossy()) {
                std::fs::remove_file(entry.path()).ok();
            }
        }
    }

    /// Answers a request and stores the changed state.
    fn answer(
        mut self,
        asked: (&Request, &[u8]),
        now_ms: u64,
        keys: MockKeys<'_>,
    ) -> Result<MockAnswer, MockStateError> {
        let mut answer = answer(&mut self.world, asked, now_ms, keys);
        let io = |source| MockStateError { path: self.path.display().to_string(), source };
        let json = serde_json::to_vec(&self.world).map_err(|error| io(error.into()))?;
        let folder = media_folder(&self.path);
        let ContentChanges { added, removed } = self.world.take_content_changes();
        if !added.is_empty() {
            std::fs::create_dir_all(&folder).map_err(io)?;
            self.sweep(&folder);
        }
        for (hash, bytes) in added {
            write_whole(&folder.join(hash), &bytes).map_err(io)?;
        }
        write_whole(&self.path, &json).map_err(io)?;
        for hash in removed {
            // Without the file the state is right too; the next upload removes it.
            std::fs::remove_file(folder.join(hash)).ok();
        }
        if let Some(hash) = answer.stored.take() {
            answer.body = std::fs::read(folder.join(hash)).map_err(io)?;
        }
        Ok(answer)
    }
}

/// Returns whether a file holds the state of a mock, of any version, or nothing.
fn is_state(bytes: &[u8]) -> bool {
    let json: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    let is_world = |json: serde_json::Value| json.get("rules").is_some() && json.get("accounts").is_some();
    bytes.iter().all(u8::is_ascii_whitespace) || json.is_some_and(is_world)
}

fn not_a_state(path: &Path) -> MockStateError {
    let source =
        io::Error::new(io::ErrorKind::InvalidData, "it holds something else than the state of the mock");
    MockStateError { path: path.display().to_string(), source }
}

/// Returns the folder of the uploaded files beside the state.
fn media_folder(state: &Path) -> PathBuf {
    state.with_extension("media")
}

/// Returns the answer of a server to a body that is too large.
fn too_large() -> BackendAnswer {
    BackendAnswer {
        status: 413,
        content_type: "text/plain".to_owned(),
        body: b"Payload Too Large".to_vec(),
        headers: Vec::new(),
        is_generated: false,
    }
}

/// Answers a request with this body; changes the state.
fn answer(
    world: &mut World,
    (request, body): (&Request, &[u8]),
    now_ms: u64,
    keys: MockKeys<'_>,
) -> MockAnswer {
    let url = &request.url;
    let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let named = Host::ALL.into_iter().find(|host| url.host_str() == Some(host.name()));
    let host = named.filter(|host| *host != Host::Api).unwrap_or_else(|| world.host_of(url.path(), &query));
    let headers = request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let call = MockCall {
        method: request.method,
        host,
        path: url.path(),
        target,
        query,
        body,
        headers,
        from: LOCAL_ADDRESS,
        now_ms,
    };
    sealed::answer(world, &call, keys)
}
