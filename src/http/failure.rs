//! The reasons why a response is missing, distinguished so that each has its own advice.

use std::error::Error;
use std::io::ErrorKind;

/// The reason why a response is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The connection was refused: no process listens on that port.
    Refused,
    /// The host name has no address; the message of the resolver.
    Dns(String),
    /// The certificate or the handshake failed; the message of the TLS library.
    Tls(String),
    /// The certificate that identifies the client is not usable; the message of the TLS library.
    ClientCertificate(String),
    /// The complete response did not arrive within this many milliseconds.
    Timeout(u64),
    /// The connection was closed before the complete response arrived.
    Closed,
    /// The response is not HTTP; the message of the parser.
    NotHttp(String),
    /// The proxy could not be reached or did not connect; its message.
    Proxy(String),
    /// The host is unreachable, or any other failure; the message of the system.
    Other(String),
}

impl Failure {
    /// Returns the name in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Refused => "connection-refused",
            Self::Dns(_) => "dns",
            Self::Tls(_) => "tls",
            Self::ClientCertificate(_) => "client-certificate",
            Self::Timeout(_) => "timeout",
            Self::Closed => "connection-closed",
            Self::NotHttp(_) => "not-http",
            Self::Proxy(_) => "proxy",
            Self::Other(_) => "network",
        }
    }

    /// Returns whether the answer is HTTP with a header that cannot be read.
    pub(crate) fn is_bad_header(&self) -> bool {
        let named = ["content-length", "header", "transfer-encoding"];
        matches!(self, Self::NotHttp(reason) if named.iter().any(|name| reason.contains(name)))
    }

    /// Classifies an error of reqwest.
    pub(super) fn of(error: &reqwest::Error, https: bool) -> Self {
        Self::by_causes(error, error.is_connect() && https, https)
    }

    /// Classifies an error by its chain of causes; `handshake` is `true` if it arose before the connection was ready for
    /// HTTPS.
    pub(super) fn by_causes(error: &(dyn Error + 'static), handshake: bool, https: bool) -> Self {
        let mut words = Vec::new();
        let mut cause = error.source();
        while let Some(error) = cause {
            if let Some(io) = error.downcast_ref::<std::io::Error>() {
                match io.kind() {
                    ErrorKind::ConnectionRefused => return Self::Refused,
                    ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
                        return Self::Closed;
                    }
                    ErrorKind::UnexpectedEof if !https => return Self::Closed,
                    ErrorKind::TimedOut => return Self::Timeout(0),
                    ErrorKind::HostUnreachable
                    | ErrorKind::NetworkUnreachable
                    | ErrorKind::AddrNotAvailable
                    | ErrorKind::PermissionDenied => return Self::Other(io.to_string()),
                    _ => {}
                }
            }
            words.push(error.to_string());
            cause = error.source();
        }
        let all = words.join(": ");
        let last = words.last().cloned().unwrap_or_else(|| error.to_string());
        let says = |needles: &[&str]| needles.iter().any(|needle| all.contains(needle));
        if says(&["dns error", "failed to lookup"]) {
            Self::Dns(last)
        } else if says(&["tunnel", "proxy", "socks"]) {
            Self::Proxy(last)
        } else if handshake {
            Self::Tls(last)
        } else if says(&["incomplete", "closed before", "end of file", "unexpected EOF"]) {
            Self::Closed
        } else if says(&["invalid HTTP", "parsed", "chunk", "invalid content-length", "message head"]) {
            Self::NotHttp(last)
        } else {
            Self::Other(last)
        }
    }
}
