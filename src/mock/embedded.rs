//! The mock without a server, for `--mock`: answers in this process and stores its state in a file between commands.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::pay::keyring::PayKeyring;
use super::pay::keys::OwnPayKeys;
use super::sealed::{self, MockKeys};
use super::server::MAX_BODY_BYTES;
use super::state_file::StateFile;
use super::{MockAnswer, MockCall, Rules, World};
use crate::api::Host;
use crate::crypt::api::ApiKeys;
use crate::http::Request;
use crate::system::System;
use crate::wechat::{Backend, BackendAnswer, MockStateError, QueuedPushes};

/// The caller's address for calls without a network.
const LOCAL_ADDRESS: &str = "127.0.0.1";
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
        let path = path.map_or_else(StateFile::default_path, Path::to_owned);
        StateFile::lock(&path)?;
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
}

impl Backend for Embedded {
    fn answer(&self, request: &Request, now_ms: u64) -> Result<BackendAnswer, MockStateError> {
        let keys = MockKeys { api: self.api_keys.as_ref(), pay: &self.pay_keys };
        let body = if request.length() > MAX_BODY_BYTES as u64 {
            return Ok(too_large());
        } else {
            let io = |source: io::Error| MockStateError::Io { path: "upload".to_owned(), source };
            request.whole_body().map_err(io)?
        };
        let (answer, queued) = match &self.state {
            State::File(path) => answer_from_file(path, (request, &body), now_ms, keys)?,
            State::Memory(world, contents) => {
                let mut world = world.borrow_mut();
                let mut answer = answer(&mut world, (request, &body), now_ms, keys);
                let mut contents = contents.borrow_mut();
                contents.extend(world.take_content_changes().added);
                if let Some(content) = answer.stored.take().and_then(|hash| contents.get(&hash)) {
                    answer.body.clone_from(content);
                }
                // They end with the command, as everything here.
                (answer, None)
            }
        };
        Ok(BackendAnswer {
            status: answer.status,
            content_type: answer.content_type.to_owned(),
            body: answer.body,
            headers: answer.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            is_generated: answer.is_generated,
            queued,
        })
    }
}

/// Answers a request from the state file, and stores the changed state. Returns the kinds of the pushes that it has
/// caused too, and the file.
fn answer_from_file(
    path: &Path,
    asked: (&Request, &[u8]),
    now_ms: u64,
    keys: MockKeys<'_>,
) -> Result<(MockAnswer, Option<QueuedPushes>), MockStateError> {
    let (file, mut world) = StateFile::open(path)?;
    let mut answer = answer(&mut world, asked, now_ms, keys);
    let kinds = world.take_added_pushes();
    let changes = world.take_content_changes();
    file.store(&mut world, changes)?;
    if let Some(hash) = answer.stored.take() {
        answer.body = file.content(&hash)?;
    }
    let queued = (!kinds.is_empty()).then(|| QueuedPushes { kinds, state: file.shown() });
    Ok((answer, queued))
}

/// Returns the answer of a server to a body that is too large.
fn too_large() -> BackendAnswer {
    BackendAnswer {
        status: 413,
        content_type: "text/plain".to_owned(),
        body: b"Payload Too Large".to_vec(),
        headers: Vec::new(),
        is_generated: false,
        queued: None,
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
