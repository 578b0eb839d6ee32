//! Services and streams of any type. The code of hyper that serves a connection is long: it is compiled once for all of
//! them, not once for each.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use tokio::io::{AsyncRead, AsyncWrite};

use super::Service;

/// A body of any type.
type AnyBody = UnsyncBoxBody<Bytes, Box<dyn std::error::Error + Send + Sync>>;

/// The response to come, of any type; `None` closes the connection.
type AnyAnswer = Pin<Box<dyn Future<Output = Option<Response<AnyBody>>> + Send>>;

/// A connection of any type.
pub(super) trait AnyStream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> AnyStream for T {}

/// A [`Service`] of any type.
pub(super) trait AnyService: Send + Sync {
    /// Answers as [`Service::answer`].
    fn answer_any(self: Arc<Self>, request: Request<Incoming>, peer: SocketAddr) -> AnyAnswer;

    /// Takes note as [`Service::handshake_failed`].
    fn handshake_failed_any(&self, peer: SocketAddr, error: &io::Error);
}

impl<S: Service> AnyService for S {
    fn answer_any(self: Arc<Self>, request: Request<Incoming>, peer: SocketAddr) -> AnyAnswer {
        let answer = self.answer(request, peer);
        Box::pin(async { Some(answer.await?.map(|body| body.map_err(Into::into).boxed_unsync())) })
    }

    fn handshake_failed_any(&self, peer: SocketAddr, error: &io::Error) {
        self.handshake_failed(peer, error);
    }
}
