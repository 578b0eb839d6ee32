//! A connection to one server that one sender uses. It costs less per request than a pool that many share.

use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, Response, Uri};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use tower_service::Service as _;

use super::{Failure, PassedBody};

/// A connection for requests one after the other. It is opened with the first, and again after the server has closed it.
pub(crate) struct Link {
    connector: HttpsConnector<HttpConnector>,
    /// The server, by scheme and host.
    server: Uri,
    sender: Option<SendRequest<PassedBody>>,
}

/// An error of a connection, below which its causes stand.
#[derive(Debug, thiserror::Error)]
#[error("the request failed")]
struct LinkError(#[source] Box<dyn std::error::Error + Send + Sync>);

impl Link {
    /// Returns a connection to this server that is not yet open.
    pub(super) fn new(connector: HttpsConnector<HttpConnector>, server: Uri) -> Self {
        Self { connector, server, sender: None }
    }

    /// Sends a request, whose URI has no host, and returns the head of the response. The body of the response before must
    /// have been read or dropped. If this is dropped, the connection ends.
    pub(crate) async fn send(
        &mut self,
        mut request: Request<PassedBody>,
    ) -> Result<Response<Incoming>, Failure> {
        // The server may have closed a connection that was open; a new one is not tried twice.
        if let Some(mut sender) = self.sender.take()
            && sender.ready().await.is_ok()
        {
            match sender.try_send_request(request).await {
                Ok(response) => return Ok(self.keep(sender, response)),
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(self.failure(error.into_error().into(), false)),
                },
            }
        }
        let mut sender = self.connect().await?;
        match sender.send_request(request).await {
            Ok(response) => Ok(self.keep(sender, response)),
            Err(error) => Err(self.failure(error.into(), false)),
        }
    }

    fn keep(&mut self, sender: SendRequest<PassedBody>, response: Response<Incoming>) -> Response<Incoming> {
        self.sender = Some(sender);
        response
    }

    async fn connect(&mut self) -> Result<SendRequest<PassedBody>, Failure> {
        let connected = self.connector.call(self.server.clone()).await;
        let stream = connected.map_err(|error| self.failure(error, true))?;
        let (sender, connection) =
            http1::handshake(stream).await.map_err(|error| self.failure(error.into(), true))?;
        // Ends with the sender or the server.
        tokio::spawn(connection);
        Ok(sender)
    }

    fn failure(&self, error: Box<dyn std::error::Error + Send + Sync>, connects: bool) -> Failure {
        let https = self.server.scheme_str() == Some("https");
        Failure::by_causes(&LinkError(error), connects && https, https)
    }
}
