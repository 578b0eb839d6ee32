//! The mock without a server, for `--mock`: answers in this process and stores its state in a file between commands.

use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use super::{MockAnswer, MockCall, Rules, World};
use crate::api::Host;
use crate::files::{self, state_folder, write_whole};
use crate::http::Request;
use crate::wechat::{Backend, BackendAnswer, MockStateError};

/// The name of the state file, in the user's state folder.
const FILE_NAME: &str = "mock.json";
/// The caller's address for calls without a network.
const LOCAL_ADDRESS: &str = "127.0.0.1";
/// The time limit for another command to release the state file; a command holds it while it answers and writes.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// The mock in this process. Each request reads the state file and writes it back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Embedded;

/// The state, locked for this process until it is dropped.
struct LockedState {
    path: PathBuf,
    world: World,
    _lock: File,
}

impl Backend for Embedded {
    fn answer(&self, request: &Request, now_ms: u64) -> Result<BackendAnswer, MockStateError> {
        let answer = LockedState::open()?.answer(request.method, &request.url, &request.body, now_ms)?;
        Ok(BackendAnswer {
            status: answer.status,
            content_type: answer.content_type.to_owned(),
            body: answer.body,
            is_unjudged: answer.is_unjudged,
        })
    }
}

impl LockedState {
    /// Returns the path of the state file; `None` if the user has no home folder.
    fn path() -> Option<PathBuf> {
        state_folder().map(|folder| folder.join(FILE_NAME))
    }

    /// Locks and reads the state, or creates a new one. Waits while another command holds the lock.
    fn open() -> Result<Self, MockStateError> {
        let path = Self::path().unwrap_or_else(|| FILE_NAME.into());
        let io = |source| MockStateError { path: path.display().to_string(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let lock = files::lock_within(&path.with_extension("lock"), LOCK_TIMEOUT).map_err(io)?;
        let in_use = || io(std::io::Error::other("another webot holds the mock's state"));
        let lock = lock.ok_or_else(in_use)?;
        let world = match std::fs::read(&path) {
            // A state of another version is replaced: it is only the state of a mock.
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| World::new(Rules::default())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => World::new(Rules::default()),
            Err(error) => return Err(io(error)),
        };
        Ok(Self { path, world, _lock: lock })
    }

    /// Answers a request and stores the changed state.
    fn answer(
        mut self,
        method: &str,
        url: &Url,
        body: &[u8],
        now_ms: u64,
    ) -> Result<MockAnswer, MockStateError> {
        let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let host = match url.host_str() {
            Some(name) if name == Host::Work.name() => Host::Work,
            Some(name) if name == Host::Mp.name() => Host::Mp,
            _ => self.world.host_of(url.path(), &query),
        };
        let answer = self.world.answer(&MockCall {
            method,
            host,
            path: url.path(),
            query,
            body,
            from: LOCAL_ADDRESS,
            now_ms,
        });
        let io = |source| MockStateError { path: self.path.display().to_string(), source };
        let json = serde_json::to_vec(&self.world).map_err(|error| io(error.into()))?;
        write_whole(&self.path, &json).map_err(io)?;
        Ok(answer)
    }
}
