//! The check of a URL that WeChat makes when a developer saves the server configuration page.

use std::time::Duration;

use url::Url;

use super::deliver::{address, is_socket};
use super::error::ProbeError;
use super::request;
use super::response::Response;
use crate::http::{Client, Request, is_loopback, shown};
use crate::message::envelope::AesKey;
use crate::message::{Credentials, EchoCause, EchoCheck, MAX_BODY_BYTES, check_echo, envelope};
use crate::secret::Secret;
use crate::system::System;

/// The ports that WeChat calls.
const WECHAT_PORTS: [u16; 2] = [80, 443];

/// A check of a URL: the request and the expected answer.
#[derive(Debug)]
pub(crate) struct UrlCheck {
    /// The request.
    pub request: Request,
    /// The echostr that is sent, encrypted if a key is used.
    pub sent: String,
    /// The plain echostr, which is the expected answer.
    pub expected: String,
    /// The receiver id that it is encrypted for; empty without encryption.
    receiver: String,
    /// The key that it is encrypted with.
    key: Option<AesKey>,
}

/// The result of a check of a URL.
#[derive(Debug)]
pub(crate) struct UrlCheckResult {
    /// The bot's response.
    pub response: Response,
    /// The causes of failure, the likeliest first.
    pub causes: Vec<EchoCause>,
}

impl UrlCheck {
    /// Creates a signed check with a random echostr.
    pub(crate) fn new(url: &Url, credentials: &Credentials, system: System) -> Result<Self, ProbeError> {
        if is_socket(url) {
            return Err(ProbeError::NoSocketCheck(address(url)));
        }
        let timestamp = system.now().to_string();
        let nonce = system.nonce().map_err(ProbeError::Random)?;
        // 19 digits, as WeChat's are.
        let expected = (u64::from_be_bytes(system.random().map_err(ProbeError::Random)?)
            % 9_000_000_000_000_000_000
            + 1_000_000_000_000_000_000)
            .to_string();
        let key = credentials.mode.key();
        let sent = match key {
            Some(key) => {
                let random = system.random().map_err(ProbeError::Random)?;
                envelope::encrypt(key, random, expected.as_bytes(), &credentials.receiver)
            }
            None => expected.clone(),
        };
        let (name, signature) = match key {
            Some(_) => ("msg_signature", credentials.msg_signature(&timestamp, &nonce, &sent)),
            None => ("signature", credentials.signature(&timestamp, &nonce)),
        };
        let query =
            [(name, signature), ("timestamp", timestamp), ("nonce", nonce), ("echostr", sent.clone())];
        let receiver = key.map(|_| credentials.receiver.clone()).unwrap_or_default();
        let key = key.cloned();
        Ok(Self { request: request::check(url, &query), sent, expected, receiver, key })
    }

    async fn send(&self, url: &Url, client: &Client, limit: Duration) -> Result<Response, ProbeError> {
        let unreachable = |failure| ProbeError::Unreachable { url: shown(url), failure };
        client.send(&self.request, limit, MAX_BODY_BYTES).await.map(Response::from).map_err(unreachable)
    }

    fn causes(&self, response: &Response) -> Vec<EchoCause> {
        let Self { sent, expected, receiver, key, .. } = self;
        check_echo(&response.answer, EchoCheck { expected, sent, receiver, key: key.as_ref() })
    }

    /// Sends the check and judges the answer. Then sends a second check to distinguish causes: after a failure with the
    /// token trimmed of white space, after a success with a forged signature. Calls `on_response` with the first
    /// response.
    pub(crate) async fn run(
        &self,
        url: &Url,
        credentials: &Credentials,
        system: System,
        client: &Client,
        limit: Duration,
        on_response: impl FnOnce(&Response),
    ) -> Result<UrlCheckResult, ProbeError> {
        let response = self.send(url, client, limit).await?;
        on_response(&response);
        let mut causes = self.causes(&response);
        let passed = causes.is_empty();
        let other = |token: String| {
            UrlCheck::new(url, &Credentials { token: Secret::new(token), ..credentials.clone() }, system)
        };
        let token = credentials.token.expose();
        if !passed && token.trim() != token && !token.trim().is_empty() {
            let trimmed = other(token.trim().to_owned())?;
            if trimmed.causes(&trimmed.send(url, client, limit).await?).is_empty() {
                blame_white_space(&mut causes);
            }
        }
        if response.head.chunked {
            causes.push(EchoCause::Chunked);
        }
        if let Some(port) = url.port().filter(|port| !WECHAT_PORTS.contains(port)) {
            causes.push(EchoCause::Port { port, is_local: is_loopback(url) });
        }
        if passed {
            let forged = other(format!("{token}-forged"))?;
            // Closing the connection is a valid way to refuse a forgery.
            if let Ok(response) = forged.send(url, client, limit).await
                && forged.causes(&response).is_empty()
            {
                causes.push(EchoCause::AcceptsWrongSignature);
            }
        }
        Ok(UrlCheckResult { response, causes })
    }
}

/// Replaces the causes by the white space around the token; keeps a late answer.
fn blame_white_space(causes: &mut Vec<EchoCause>) {
    let answer = causes.iter().find_map(|cause| match cause {
        EchoCause::WrongToken { answer, .. } | EchoCause::Refused { answer, .. } => Some(answer.clone()),
        _ => None,
    });
    causes.retain(|cause| matches!(cause, EchoCause::Late(_)));
    causes.push(EchoCause::WrongToken { answer: answer.unwrap_or_default(), trimmed: true });
}
