//! A shared connection to Redis, opened on first use and again after a failure.

use std::sync::Mutex;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Cmd, FromRedisValue};
use tokio::time::Instant;

use super::lock;
use crate::store::{REDIS_TIMEOUT, RedisServer, StoreCause, StoreError};

/// The pause after a failed connection, so that no message waits for a server that is known to be down.
const RETRY_PAUSE: Duration = Duration::from_secs(1);

/// A connection to a Redis server.
pub(super) struct RedisConnection {
    server: RedisServer,
    state: Mutex<State>,
    /// Held by the one task that connects.
    connecting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    /// The connection and its number, which tells a broken connection from its successor.
    connection: Option<(u64, MultiplexedConnection)>,
    count: u64,
    failed: Option<(Instant, String)>,
}

impl RedisConnection {
    pub(super) fn new(url: &str) -> Result<Self, StoreError> {
        let server = RedisServer::new(url).map_err(|reason| StoreError {
            place: "redis".to_owned(),
            cause: StoreCause::Sessions(reason),
        })?;
        Ok(Self { server, state: Mutex::default(), connecting: tokio::sync::Mutex::default() })
    }

    pub(super) fn place(&self) -> &str {
        &self.server.place
    }

    /// Sends a command and returns its answer. Sends it a second time if the connection was broken, so every command
    /// must be safe to repeat.
    pub(super) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, StoreError> {
        let mut again = true;
        loop {
            let (number, mut connection) = self.connection().await?;
            let error = match command.query_async(&mut connection).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let timed_out = error.is_timeout();
            let broken = error.is_io_error() || error.is_unrecoverable_error();
            if broken {
                self.discard(number, timed_out.then(|| self.server.reason(&error)));
            }
            if !broken || timed_out || !std::mem::take(&mut again) {
                return Err(self.failed(self.server.reason(&error)));
            }
        }
    }

    async fn connection(&self) -> Result<(u64, MultiplexedConnection), StoreError> {
        if let Some(connection) = self.current()? {
            return Ok(connection);
        }
        let down = lock(&self.state).failed.as_ref().map(|(_, reason)| reason.clone());
        let _guard = match (down, self.connecting.try_lock()) {
            (_, Ok(guard)) => guard,
            // One task tests whether the server is up again; the others fail at once.
            (Some(reason), Err(_)) => return Err(self.failed(reason)),
            (None, Err(_)) => self.connecting.lock().await,
        };
        // Another task may have connected in the meantime.
        if let Some(connection) = self.current()? {
            return Ok(connection);
        }
        let settings = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(REDIS_TIMEOUT))
            .set_response_timeout(Some(REDIS_TIMEOUT));
        match self.server.client.get_multiplexed_async_connection_with_config(&settings).await {
            Ok(connection) => Ok(self.store(connection)),
            Err(error) => {
                let reason = self.server.reason(&error);
                lock(&self.state).failed = Some((Instant::now(), reason.clone()));
                Err(self.failed(reason))
            }
        }
    }

    /// Returns the open connection, if any; an error during the pause after a failure.
    fn current(&self) -> Result<Option<(u64, MultiplexedConnection)>, StoreError> {
        let state = lock(&self.state);
        match (&state.connection, &state.failed) {
            (Some((number, connection)), _) => Ok(Some((*number, connection.clone()))),
            (None, Some((at, reason))) if at.elapsed() < RETRY_PAUSE => Err(self.failed(reason.clone())),
            _ => Ok(None),
        }
    }

    fn store(&self, connection: MultiplexedConnection) -> (u64, MultiplexedConnection) {
        let mut state = lock(&self.state);
        state.count += 1;
        state.failed = None;
        state.connection = Some((state.count, connection.clone()));
        (state.count, connection)
    }

    /// Drops a connection. With a reason, the pause after a failure starts.
    fn discard(&self, number: u64, reason: Option<String>) {
        let mut state = lock(&self.state);
        if state.connection.as_ref().is_some_and(|(current, _)| *current == number) {
            state.connection = None;
            state.failed = reason.map(|reason| (Instant::now(), reason));
        }
    }

    pub(super) fn failed(&self, reason: String) -> StoreError {
        StoreError { place: self.server.place.clone(), cause: StoreCause::Sessions(reason) }
    }
}
