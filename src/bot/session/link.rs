//! A connection to Redis that is made on first use, shared by all, and made again after it broke.

use std::sync::Mutex;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Cmd, FromRedisValue};
use tokio::time::Instant;

use super::{StoreError, lock};
use crate::store::{REDIS_TIMEOUT, RedisServer};

/// How long it is not tried again after it failed: no message waits for a server known to be dead.
const REST: Duration = Duration::from_secs(1);

/// A server of Redis.
pub(super) struct Link {
    server: RedisServer,
    state: Mutex<State>,
    /// Held while one connects.
    connecting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    /// With its number, by which the one that broke is known from the next.
    connection: Option<(u64, MultiplexedConnection)>,
    made: u64,
    failed: Option<(Instant, String)>,
}

impl Link {
    pub(super) fn new(url: &str) -> Result<Self, StoreError> {
        let server =
            RedisServer::new(url).map_err(|reason| StoreError { place: "redis".to_owned(), reason })?;
        Ok(Self { server, state: Mutex::default(), connecting: tokio::sync::Mutex::default() })
    }

    pub(super) fn place(&self) -> &str {
        &self.server.place
    }

    /// Asks, once more where the connection was broken: so each command must be one that may be sent twice.
    pub(super) async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, StoreError> {
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
                self.broke(number, timed_out.then(|| self.server.reason(&error)));
            }
            if !broken || timed_out || !std::mem::take(&mut again) {
                return Err(self.failed(self.server.reason(&error)));
            }
        }
    }

    async fn connection(&self) -> Result<(u64, MultiplexedConnection), StoreError> {
        if let Some(connection) = self.ready()? {
            return Ok(connection);
        }
        let down = lock(&self.state).failed.as_ref().map(|(_, reason)| reason.clone());
        let _alone = match (down, self.connecting.try_lock()) {
            (_, Ok(alone)) => alone,
            // One finds out whether it is back; the others need not wait for that.
            (Some(reason), Err(_)) => return Err(self.failed(reason)),
            (None, Err(_)) => self.connecting.lock().await,
        };
        // Somebody else may just have found out.
        if let Some(connection) = self.ready()? {
            return Ok(connection);
        }
        let settings = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(REDIS_TIMEOUT))
            .set_response_timeout(Some(REDIS_TIMEOUT));
        match self.server.client.get_multiplexed_async_connection_with_config(&settings).await {
            Ok(connection) => Ok(self.made(connection)),
            Err(error) => {
                let reason = self.server.reason(&error);
                lock(&self.state).failed = Some((Instant::now(), reason.clone()));
                Err(self.failed(reason))
            }
        }
    }

    /// The connection there is; an error where it just failed.
    fn ready(&self) -> Result<Option<(u64, MultiplexedConnection)>, StoreError> {
        let state = lock(&self.state);
        match (&state.connection, &state.failed) {
            (Some((number, connection)), _) => Ok(Some((*number, connection.clone()))),
            (None, Some((at, reason))) if at.elapsed() < REST => Err(self.failed(reason.clone())),
            _ => Ok(None),
        }
    }

    fn made(&self, connection: MultiplexedConnection) -> (u64, MultiplexedConnection) {
        let mut state = lock(&self.state);
        state.made += 1;
        state.failed = None;
        state.connection = Some((state.made, connection.clone()));
        (state.made, connection)
    }

    /// Lets go of a connection; the reason is there where the next one need not be tried at once.
    fn broke(&self, number: u64, reason: Option<String>) {
        let mut state = lock(&self.state);
        if state.connection.as_ref().is_some_and(|(current, _)| *current == number) {
            state.connection = None;
            state.failed = reason.map(|reason| (Instant::now(), reason));
        }
    }

    pub(super) fn failed(&self, reason: String) -> StoreError {
        StoreError { place: self.server.place.clone(), reason }
    }
}
