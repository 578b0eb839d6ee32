//! The targets of the links in a push to an intelligent bot on this machine: its files, encrypted as WeCom's are, and
//! its `response_url`, both served by the mock while the push is sent. A text in the place of a file's URL names a file
//! of this machine.

use std::cell::RefCell;
use std::future::pending;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use url::Url;

use super::Sender;
use crate::commands::args::{MAX_UPLOAD, read_within};
use crate::context::Context;
use crate::error::{AibotUsage, Error, Usage};
use crate::http::{Client, Request, Trust, is_loopback};
use crate::message::{MAX_BODY_BYTES, Push, json as message_json};
use crate::mock::pay::keyring::PayKeyring;
use crate::mock::pay::keys::OwnPayKeys;
use crate::mock::{
    self, AIBOT_RESPONSE_PATH, LogLine, MockOptions, NetworkFaults, OwnFile, Rules, World, named_files,
};
use crate::printer::{Data, Outcome};
use crate::text::words;
use crate::wechat::WechatError;

/// The address of the mock.
const HOST: &str = "127.0.0.1";
/// The time limit for the mock's own answer.
const OWN_LIMIT: Duration = Duration::from_secs(5);

/// The mock that serves the links of a push.
pub(super) struct LinkServer {
    listener: TcpListener,
    world: World,
    base: Url,
    /// `true` if the bot holds a WebSocket to another mock, which serves `response_url`.
    over_socket: bool,
    /// The errcodes of the calls to `response_url`.
    calls: RefCell<Vec<i64>>,
    called: Notify,
}

/// The bodies that have arrived at a `response_url`.
#[derive(Debug, Default)]
pub(super) struct Responses {
    /// The messages.
    messages: Vec<Value>,
    /// The errcodes of those that WeCom would refuse.
    refusals: Vec<i64>,
}

impl LinkServer {
    /// Returns the server, and the pushes of one kind with links to it; `None` if they have no links, or the bot could not
    /// follow them.
    pub(super) async fn start(
        sender: &Sender<'_>,
        pushes: &[Push],
    ) -> Result<Option<(Self, Vec<Push>)>, Error> {
        let own = pushes.first().map_or_else(|| Ok(Vec::new()), |push| own_files(push, sender.cx))?;
        let over_socket = super::is_socket_url(sender.url.as_str());
        match own.first() {
            Some(file) if !is_loopback(sender.url) => {
                let (path, url) = (file.given.clone(), sender.address());
                return Err(Usage::Aibot(AibotUsage::FileForRemoteBot { path, url }).into());
            }
            None if over_socket || !is_loopback(sender.url) || !pushes.iter().all(is_linked) => {
                return Ok(None);
            }
            _ => {}
        }
        let failed = |source| Error::Io { path: HOST.to_owned(), source };
        let listener = TcpListener::bind((HOST, 0)).await.map_err(failed)?;
        let base = format!("http://{}", listener.local_addr().map_err(failed)?);
        let mut world = World::new(Rules::default());
        world.serve_at(&base, sender.credentials.mode.key().cloned());
        let mut linked = pushes.to_vec();
        for push in &mut linked {
            world.link_push(push, &own, over_socket, sender.cx.system.now_ms());
        }
        let base = Url::parse(&base).map_err(|error| Error::Bug(error.to_string()))?;
        let (calls, called) = (RefCell::default(), Notify::new());
        Ok(Some((Self { listener, world, base, over_socket, calls, called }, linked)))
    }

    /// Serves while something else is done.
    pub(super) async fn serve<T>(
        self,
        sender: &Sender<'_>,
        work: impl AsyncFnOnce(&Watch<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Self { listener, world, base, over_socket, calls, called } = self;
        let watch = Watch { base: &base, over_socket, calls: &calls, called: &called };
        let options = MockOptions {
            faults: NetworkFaults::default(),
            now_ms: sender.cx.system.now_ms,
            seed: 0,
            api_keys: None,
            pay_keys: Arc::new(PayKeyring::beside(None, Ok(OwnPayKeys::default()), sender.cx.system)),
            deliverer: None,
            state: None,
            tls: None,
            controls: None,
        };
        let served = mock::serve(listener, world, options, pending(), |line| {
            if let LogLine::Call(call) = line
                && call.path == AIBOT_RESPONSE_PATH
            {
                calls.borrow_mut().extend(call.errcode);
                called.notify_one();
            }
        });
        tokio::select! {
            done = work(&watch) => done,
            ended = served => match ended {
                Ok(_) => Err(Error::Bug("the mock has ended".to_owned())),
                Err(error) => Err(WechatError::Mock(error).into()),
            },
        }
    }
}

/// The calls to a `response_url`.
pub(super) struct Watch<'a> {
    base: &'a Url,
    over_socket: bool,
    calls: &'a RefCell<Vec<i64>>,
    called: &'a Notify,
}

impl Watch<'_> {
    /// Returns what has arrived; waits for the first message for as long as `limit`. `None` if another mock gets it.
    pub(super) async fn responses(&self, limit: Duration) -> Result<Option<Responses>, Error> {
        if self.over_socket {
            return Ok(None);
        }
        // After a message that is refused, a right one may follow.
        let arrives = async {
            while !self.calls.borrow().contains(&0) {
                self.called.notified().await;
            }
        };
        if !limit.is_zero() {
            tokio::time::timeout(limit, arrives).await.ok();
        }
        let refusals: Vec<i64> = self.calls.borrow().iter().copied().filter(|code| *code != 0).collect();
        if self.calls.borrow().len() == refusals.len() {
            return Ok(Some(Responses { messages: Vec::new(), refusals }));
        }
        let failed = |failure| Error::Network { url: self.base.to_string(), failure };
        let client = Client::new(self.base, &Trust::default()).map_err(failed)?;
        let url = self.base.join("/__webot/state").map_err(|error| Error::Bug(error.to_string()))?;
        let request = Request {
            method: "GET",
            url,
            headers: Vec::new(),
            body: Vec::new(),
            form: None,
            hidden: Vec::new(),
        };
        let received = client.send(&request, OWN_LIMIT, MAX_BODY_BYTES).await.map_err(failed)?;
        let state: Value = serde_json::from_slice(&received.body).unwrap_or_default();
        let all = state["aibots"].as_array().into_iter().flatten();
        let sent = all.flat_map(|bot| bot["messages"].as_array().into_iter().flatten());
        let messages = sent.filter(|own| own["via"] == "response_url").map(|own| own["message"].clone());
        Ok(Some(Responses { messages: messages.collect(), refusals }))
    }
}

impl Responses {
    /// Tells what has arrived.
    pub(super) fn tell(&self, sender: &Sender<'_>, outcome: &mut Outcome) {
        let printer = &sender.cx.printer;
        for message in &self.messages {
            let kind = message["msgtype"].as_str().unwrap_or_default();
            let text = message["markdown"]["content"].as_str();
            let text = text.or_else(|| message["template_card"]["card_type"].as_str()).unwrap_or_default();
            printer.status(&(words().responded)(&printer.foreign(kind), &printer.foreign(text)));
        }
        for code in &self.refusals {
            printer.warning(&(words().response_refused)(*code));
        }
        if let Data::Value(json, _) = &mut outcome.data {
            json["responses"] = json!(self.messages);
        }
    }
}

/// Returns whether webot composes the links of a push.
fn is_linked(push: &Push) -> bool {
    push.kind.starts_with("aibot.") && push.raw.is_none()
}

/// Reads the files that a push names in the place of URLs.
pub(super) fn own_files(push: &Push, cx: &Context) -> Result<Vec<OwnFile>, Error> {
    if !is_linked(push) {
        return Ok(Vec::new());
    }
    let mut own: Vec<OwnFile> = Vec::new();
    for (member, given) in named_files(&message_json::to_json(&push.document.0)) {
        if own.iter().any(|file| file.given == given) {
            continue;
        }
        let flag = match member.as_str() {
            "image" => "image.url",
            "video" => "video.url",
            _ => "file.url",
        };
        let content = read_within(Path::new(&given), flag, MAX_UPLOAD, cx)?.into();
        let name = Path::new(&given).file_name().map_or_else(|| member, |name| name.display().to_string());
        own.push(OwnFile { given, name, content });
    }
    Ok(own)
}

/// Runs `work` alone, or with the server of the links.
pub(super) async fn with_links<T>(
    server: Option<LinkServer>,
    sender: &Sender<'_>,
    work: impl AsyncFnOnce(Option<&Watch<'_>>) -> Result<T, Error>,
) -> Result<T, Error> {
    match server {
        None => work(None).await,
        Some(server) => server.serve(sender, async |watch: &Watch<'_>| work(Some(watch)).await).await,
    }
}
