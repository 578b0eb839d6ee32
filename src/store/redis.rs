//! A Redis server: its URL, and its error messages without the password.

use std::time::Duration;

use redis::{Client, ConnectionAddr, ConnectionInfo, IntoConnectionInfo as _, RedisError};

/// The time limit for connecting and for each answer.
pub(crate) const REDIS_TIMEOUT: Duration = Duration::from_secs(2);

/// A server known by its URL; not connected yet.
pub(crate) struct RedisServer {
    /// The client that opens connections.
    pub(crate) client: Client,
    /// The URL without user and password.
    pub(crate) place: String,
    password: Option<String>,
}

impl RedisServer {
    /// Parses a URL such as `redis://127.0.0.1:6379/0`; the error is the reason why it is invalid, without the URL
    /// itself.
    pub(crate) fn new(url: &str) -> Result<Self, String> {
        let info = url.into_connection_info().map_err(|error| error.to_string())?;
        let place = shown(&info);
        let password = info.redis_settings().password().map(str::to_owned);
        // Saves two round trips per connection.
        let settings = info.redis_settings().clone().set_skip_set_lib_name();
        let client = Client::open(info.set_redis_settings(settings)).map_err(|error| error.to_string())?;
        Ok(Self { client, place, password })
    }

    /// Returns the message of an error without the password, which Redis may repeat.
    pub(crate) fn reason(&self, error: &RedisError) -> String {
        if error.is_timeout() {
            return format!("no answer within {} s", REDIS_TIMEOUT.as_secs());
        }
        let reason = error.to_string();
        match self.password.as_deref().filter(|password| !password.is_empty()) {
            Some(password) => reason.replace(password, "***"),
            None => reason,
        }
    }
}

/// Returns the URL without user and password.
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
    use super::RedisServer;

    #[test]
    fn the_place_contains_no_secrets() {
        for (url, place) in [
            ("redis://user:pa55@some.host:1234/5", "redis://some.host:1234/5"),
            ("redis://:pa55@127.0.0.1", "redis://127.0.0.1:6379/0"),
            ("redis://:pa55@[::1]/2?protocol=resp3", "redis://[::1]:6379/2"),
            ("unix:///run/redis.sock?pass=pa55&db=3", "unix:///run/redis.sock?db=3"),
        ] {
            assert_eq!(RedisServer::new(url).map(|server| server.place), Ok(place.into()));
        }
    }

    #[test]
    fn the_error_of_an_invalid_url_does_not_contain_the_url() {
        for url in [
            "redis://:pa55@127.0.0.1:notaport/0",
            "redis://:pa55@127.0.0.1:1/many",
            "http://:pa55@127.0.0.1",
            "rediss://:pa55@127.0.0.1:1/0",
            "redis://",
            "pa55",
            "",
        ] {
            let Err(error) = RedisServer::new(url) else { panic!("{url}") };
            assert!(!error.contains("pa55"), "{error}");
        }
    }
}
