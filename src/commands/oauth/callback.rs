//! The server to which a user returns after a login.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::{Method, Request, StatusCode};
use tokio::sync::oneshot;
use url::{Url, form_urlencoded};

use crate::http::server::{
    Acceptor, HttpResponse, ServerLimits, Service, WholeBody, closing, is_to_other_name, response,
};
use crate::secret::Secret;
use crate::text::words;

/// The limits of the server: a browser opens a few connections.
const LIMITS: ServerLimits =
    ServerLimits { connections: 32, idle: Duration::from_secs(30), shutdown: Duration::from_secs(2) };

/// The return of a user.
#[derive(Debug)]
pub(super) enum Returned {
    /// The user consented.
    Code(Secret),
    /// The user refused: WeChat returns the state without a code.
    Refused,
}

/// The part of a login that a return must match.
struct Expected {
    path: String,
    state: String,
    host: String,
    returned: Mutex<Option<oneshot::Sender<Returned>>>,
}

/// Waits for the first return with the right state, at most `limit`; `None` if there is none.
pub(super) async fn wait(
    listener: tokio::net::TcpListener,
    redirect: &Url,
    state: &str,
    limit: Duration,
) -> Option<Returned> {
    let (sender, mut receiver) = oneshot::channel();
    let expected = Expected {
        path: redirect.path().to_owned(),
        state: state.to_owned(),
        host: redirect.host_str().unwrap_or_default().to_owned(),
        returned: Mutex::new(Some(sender)),
    };
    let mut acceptor = Acceptor::new(listener, Arc::new(expected), LIMITS);
    let returned = tokio::select! {
        biased;
        returned = &mut receiver => returned.ok(),
        () = acceptor.run() => None,
        () = tokio::time::sleep(limit) => None,
    };
    // The browser still waits for its page.
    acceptor.shut_down().await;
    returned
}

impl Service for Expected {
    type Body = WholeBody;

    async fn answer(self: Arc<Self>, request: Request<Incoming>, _: SocketAddr) -> Option<HttpResponse> {
        Some(self.respond(&request))
    }
}

impl Expected {
    fn respond(&self, request: &Request<Incoming>) -> HttpResponse {
        let page = |status, text: &str| {
            let body = format!("<!doctype html><meta charset=\"utf-8\"><title>webot</title><p>{text}</p>");
            closing(response(status, "text/html; charset=utf-8", body))
        };
        let words = &words().oauth;
        if is_to_other_name(request.headers(), &[&self.host]) {
            return page(StatusCode::FORBIDDEN, words.page_other_name);
        }
        if request.uri().path() != self.path {
            return page(StatusCode::NOT_FOUND, words.page_other_path);
        }
        if request.method() != Method::GET {
            return page(StatusCode::METHOD_NOT_ALLOWED, words.page_other_path);
        }
        let query = request.uri().query().unwrap_or_default();
        let value = |name: &str| {
            let found = form_urlencoded::parse(query.as_bytes()).find(|(given, _)| given == name);
            found.map(|(_, value)| value.into_owned())
        };
        if value("state").as_deref() != Some(self.state.as_str()) {
            return page(StatusCode::BAD_REQUEST, words.page_other_state);
        }
        let returned = match value("code").filter(|code| !code.is_empty()) {
            Some(code) => Returned::Code(Secret::new(code)),
            None => Returned::Refused,
        };
        if let Some(sender) = self.returned.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // The command may have stopped waiting.
            sender.send(returned).ok();
        }
        page(StatusCode::OK, words.page_done)
    }
}
