//! A connection to Redis that is made on first use, shared by all, and made again after it broke.

use std::sync::Mutex;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ConnectionInfo, FromRedisValue,
    IntoConnectionInfo as _, RedisError,
};
use tokio::time::Instant;

use super::{StoreError, lock};

/// How long connecting may take, and each answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it is not tried again after it failed: no message waits for a server known to be dead.
const REST: Duration = Duration::from_secs(1);

/// A server of Redis.
pub(super) struct Link {
    client: Client,
    place: String,
    password: Option<String>,
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
        let failed = |error: RedisError| StoreError { place: "redis".to_owned(), reason: error.to_string() };
        let info = url.into_connection_info().map_err(failed)?;
        let place = shown(&info);
        let password = info.redis_settings().password().map(str::to_owned);
        // Two answers fewer to wait for.
        let settings = info.redis_settings().clone().set_skip_set_lib_name();
        let client = Client::open(info.set_redis_settings(settings)).map_err(failed)?;
        Ok(Self {
            client,
            place,
            password,
            state: Mutex::default(),
            connecting: tokio::sync::Mutex::default(),
        })
    }

    pub(super) fn place(&self) -> &str {
        &self.place
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
                self.broke(number, timed_out.then(|| self.reason(&error)));
            }
            if !broken || timed_out || !std::mem::take(&mut again) {
                return Err(self.failed(self.reason(&error)));
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
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        match self.client.get_multiplexed_async_connection_with_config(&settings).await {
            Ok(connection) => Ok(self.made(connection)),
            Err(error) => {
                let reason = self.reason(&error);
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

    fn reason(&self, error: &RedisError) -> String {
        if error.is_timeout() {
            return format!("no answer within {} s", PATIENCE.as_secs());
        }
        let reason = error.to_string();
        // Redis repeats what it does not understand.
        match self.password.as_deref().filter(|password| !password.is_empty()) {
            Some(password) => reason.replace(password, "***"),
            None => reason,
        }
    }

    pub(super) fn failed(&self, reason: String) -> StoreError {
        StoreError { place: self.place.clone(), reason }
    }
}

/// Where it is, without who asks.
fn shown(info: &ConnectionInfo) -> String {
    let db = info.redis_settings().db();
    match info.addr() {
        ConnectionAddr::Tcp(host, port) | ConnectionAddr::TcpTls { host, port, .. } if host.contains(':') => {
            format!("redis://[{host}]:{port}/{db}")
        }
        ConnectionAddr::Tcp(host, port) => format!("redis://{host}:{port}/{db}"),
        ConnectionAddr::TcpTls { host, port, .. } => format!("rediss://{host}:{port}/{db}"),
        ConnectionAddr::Unix(path) => format!("unix://{}?db={db}", path.display()),
        _ => "redis".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_has_no_secrets() {
        for (url, place) in [
            ("redis://user:pa55@some.host:1234/5", "redis://some.host:1234/5"),
            ("redis://:pa55@127.0.0.1", "redis://127.0.0.1:6379/0"),
            ("redis://:pa55@[::1]/2?protocol=resp3", "redis://[::1]:6379/2"),
            ("unix:///run/redis.sock?pass=pa55&db=3", "unix:///run/redis.sock?db=3"),
        ] {
            assert_eq!(
                Link::new(url).map_err(|error| error.to_string()).map(|link| link.place),
                Ok(place.into())
            );
        }
    }

    #[test]
    fn a_url_that_is_none_is_told_without_it() {
        for url in [
            "redis://:pa55@127.0.0.1:notaport/0",
            "redis://:pa55@127.0.0.1:1/many",
            "http://:pa55@127.0.0.1",
            "rediss://:pa55@127.0.0.1:1/0",
            "redis://",
            "pa55",
            "",
        ] {
            let Err(error) = Link::new(url) else { panic!("{url}") };
            let error = error.to_string();
            assert!(error.starts_with("redis: ") && !error.contains("pa55"), "{error}");
        }
    }
}
