//! `webot chat --mock`: a mock of WeChat that the bot calls, beside the page.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use tokio::net::TcpListener;
use url::Url;

use super::ChatArgs;
use crate::commands::args::{ConnectionArgs, configured_api_keys};
use crate::commands::mock::{logged, pay_keys};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::message::SAMPLE_APPID;
use crate::mock::{
    self, DeliveredPush, Deliverer, DuePush, LogLine, MockOptions, NetworkFaults, Rules, World,
};
use crate::page::{Chat, ChatMock};
use crate::printer::LogClock;
use crate::text::words;
use crate::wechat::WechatError;

/// The default port, that of `webot mock`.
const DEFAULT_PORT: u16 = 7200;

/// The number of followers, more than there will be users in a conversation.
const FOLLOWERS: u64 = 10_000;

/// A mock that is about to serve.
pub(super) struct ApiMock {
    listener: TcpListener,
    url: Url,
    appid: String,
    options: MockOptions,
    seed: u64,
}

/// Delivers the pushes that calls cause in the conversation.
struct ChatDeliverer(Rc<Chat>);

impl Deliverer for ChatDeliverer {
    fn has_bot(&self) -> bool {
        true
    }

    fn deliver(self: Rc<Self>, push: DuePush) -> Pin<Box<dyn Future<Output = DeliveredPush>>> {
        if push.notice.is_some() {
            // The servers of merchants are not part of the conversation.
            return Box::pin(std::future::ready(DeliveredPush::default()));
        }
        Rc::clone(&self.0).deliver_of_mock(push.push)
    }
}

impl ApiMock {
    /// Opens the port of the mock.
    pub(super) async fn open(args: &ChatArgs, cx: &Context) -> Result<Self, Error> {
        let address = ("127.0.0.1", args.mock_port.unwrap_or(DEFAULT_PORT));
        let failed = |source| Error::Io { path: format!("{}:{}", address.0, address.1), source };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let shown = format!("http://{}", listener.local_addr().map_err(failed)?);
        let wrong = |_| Usage::Value { flag: "--mock-port", value: shown.clone(), wanted: Wanted::Port };
        let url = Url::parse(&shown).map_err(wrong)?;
        let appid = match &args.credentials.appid {
            Some(appid) => Some(appid.clone()),
            None => cx.settings()?.text(Key::Appid)?,
        };
        let appid = appid.filter(|appid| !appid.is_empty()).unwrap_or_else(|| SAMPLE_APPID.to_owned());
        let seed = u64::from_be_bytes(cx.random()?);
        let options = MockOptions {
            faults: NetworkFaults::default(),
            now_ms: cx.system.now_ms,
            seed,
            api_keys: configured_api_keys(cx)?,
            pay_keys: Arc::new(pay_keys::keyring(None, cx)),
            deliverer: None,
            state: None,
            tls: None,
            controls: None,
        };
        Ok(Self { listener, url, appid, options, seed })
    }

    /// Returns the mock as the conversation sees it.
    pub(super) fn link(&self, cx: &Context) -> Result<ChatMock, Error> {
        let client = ConnectionArgs::default().client(&self.url, cx)?;
        Ok(ChatMock::new(self.url.clone(), client, self.appid.clone()))
    }

    /// Returns the address of the mock.
    pub(super) fn address(&self) -> String {
        self.url.as_str().trim_end_matches('/').to_owned()
    }

    /// Tells how the bot reaches the mock.
    pub(super) fn tell(&self, cx: &Context) {
        cx.printer.status(&(words().chat.mock)(&self.address(), &self.appid));
    }

    /// Serves until the future is dropped; the conversation shows what the bot sends.
    pub(super) async fn serve(self, chat: Rc<Chat>, cx: &Context) -> Result<(), Error> {
        let Self { listener, appid, mut options, seed, .. } = self;
        let rules = Rules { appid: Some(appid.clone()), followers: FOLLOWERS, ..Rules::default() };
        let mut world = World::seeded(rules, seed);
        world.know(&appid);
        options.deliverer = Some(Rc::new(ChatDeliverer(Rc::clone(&chat))) as Rc<dyn Deliverer>);
        let mut clock = LogClock::local();
        let log = |line: LogLine<'_>| {
            if let LogLine::Call(call) = line {
                cx.printer.status(&logged(call, &mut clock, cx));
                chat.mock_called(&call.path);
            }
        };
        mock::serve(listener, world, options, std::future::pending(), log)
            .await
            .map_err(WechatError::Mock)?;
        Ok(())
    }
}
