//! `webot send`: sends a signed message to a bot and judges its answer.

mod args;
mod edit;
mod interactive;
mod links;
mod list;
mod message;
mod pay;
mod recorder;
mod report;
mod users;

use std::cell::RefCell;

use serde_json::json;

pub(crate) use args::SendArgs;
pub(super) use list::{run as list_kinds, to_json as kind_json};
pub(super) use pay::PayArgs;

use crate::bot::DemoBot;
use crate::commands::args::{ModeArg, TokenOrigin, is_socket_url, known_aes_key, parse_url};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::Client;
use crate::message::{
    AnswerFamily, Credentials, Format, Mode, Path, PayCredentials, Platform, Push, ReplyContext, catalogue,
};
use crate::mock::{AIBOTS_HEADER, aibot_socket_url};
use crate::printer::{Data, Outcome};
use crate::probe::{
    Exchange, Expectations, FixedStamp, Judged, Probe, ProbeEvent, Schedule, Stream, address, judge,
};
use crate::secret::Secret;
use crate::text::words;
use links::{LinkServer, own_files, with_links};
use message::ArgsComposer;
use recorder::StepRecorder;

/// Sends a message; or lists kinds, shows the request, or starts the interactive mode.
pub(crate) fn run(args: &SendArgs, cx: &Context) -> Result<Outcome, Error> {
    if let Some(filter) = &args.message.list {
        return list::run(filter, cx);
    }
    let expectations = args.checks.expectations()?;
    let schedule = args.schedule()?;
    if args.demo {
        cx.skip_config();
    }
    let is_bot = args.message.is_to_intelligent_bot();
    let given = args.credentials.for_receiver(if is_bot { Some("") } else { None });
    let over_socket = is_bot && is_over_socket(args, cx)?;
    // Pushes to the callback URLs of intelligent bots are always encrypted.
    let is_sealed = is_bot && !over_socket && args.mode.is_none() && known_aes_key(cx)?.is_some();
    let mode = match args.mode {
        None if over_socket => ModeArg::Plain,
        None if is_sealed => ModeArg::Safe,
        _ => args.mode(cx)?,
    };
    let (credentials, token_origin) = given.resolve(mode, args.demo, cx)?;
    let composer = ArgsComposer::new(&args.message, args.timestamp, &credentials, cx)?;
    let composed = match composer.push()? {
        Some(composed) => Some(composed),
        // A text to begin with.
        None if args.message.edit => composer.words(&["text", "hello"])?,
        None if cx.printer.can_ask() && !args.preview.any() => None,
        None => return Err(Usage::NoMessage.into()),
    };
    let is_json = args.message.json_body.is_some() || is_bot;
    let format = if is_json { Format::Json } else { args.format };
    let composed = match composed {
        Some(push) if args.message.edit => Some(edit::edit(push, format, cx)?),
        composed => composed,
    };
    let demo = if args.demo && !args.preview.any() {
        Some(cx.block_on(DemoBot::start(&credentials, cx.system.now_ms))??)
    } else {
        None
    };
    let url = match &demo {
        Some(demo) => demo.url().clone(),
        None => match args.message.url() {
            Some(_) if args.address.destination.is_some() => {
                return Err(Usage::ConflictingFlags("URL", "--des").into());
            }
            Some(url) => parse_url("URL", url)?,
            None => args.address.url(cx)?,
        },
    };
    let sender = Sender {
        args,
        credentials: &credentials,
        token_origin,
        format,
        url: &url,
        schedule,
        expectations,
        recorder: RefCell::default(),
        cx,
    };
    match composed {
        Some(push) if args.preview.any() => sender.show(&push),
        Some(push) if args.users.is_some() => users::run(push, &composer, &sender),
        Some(push) => {
            let is_encrypted = matches!(push.platform, Platform::Work | Platform::Open) && !over_socket;
            if is_encrypted && credentials.mode.key().is_none() {
                cx.printer.warning(words().always_encrypted);
            }
            sender.send(&push, &sender.client()?)
        }
        None => interactive::run(&composer, &sender),
    }
}

/// Returns whether the message goes to a bot that holds a WebSocket to the mock.
fn is_over_socket(args: &SendArgs, cx: &Context) -> Result<bool, Error> {
    if args.demo {
        return Ok(false);
    }
    match args.message.url().or(args.address.destination.as_deref()) {
        Some(given) => Ok(is_socket_url(given)),
        None => Ok(cx.settings()?.text(Key::Url)?.is_some_and(|url| is_socket_url(&url))),
    }
}

/// A sender of the messages of one command line to one bot.
pub(crate) struct Sender<'a> {
    args: &'a SendArgs,
    credentials: &'a Credentials,
    token_origin: TokenOrigin,
    format: Format,
    url: &'a url::Url,
    schedule: Schedule,
    expectations: Expectations,
    /// The file of `/record`.
    recorder: RefCell<Option<StepRecorder>>,
    cx: &'a Context,
}

impl Sender<'_> {
    fn client(&self) -> Result<Client, Error> {
        self.args.connection.client(self.url, self.cx)
    }

    /// Returns key and certificate of WeChat Pay; `None` for a push of another platform.
    fn pay(&self, push: &Push) -> Result<Option<PayCredentials>, Error> {
        match push.platform {
            Platform::Pay | Platform::PayV2 | Platform::Intracity if self.args.demo => {
                Err(Usage::NoDemoForPay.into())
            }
            // A notification that the user supplied may go without a signature.
            Platform::Pay if push.raw.is_some() => Ok(self.args.pay.resolve(self.cx).ok()),
            Platform::Pay => self.args.pay.resolve(self.cx).map(Some),
            _ => Ok(None),
        }
    }

    /// Returns the API key of WeChat Pay v2; `None` for a push of another platform, and for a body that is signed.
    fn pay_key(&self, push: &Push) -> Result<Option<Secret>, Error> {
        let wanted = push.platform == Platform::PayV2 && push.raw.is_none();
        wanted.then(|| self.args.pay.key(self.cx)).transpose()
    }

    fn probe<'b>(&'b self, pay: Option<&'b PayCredentials>, pay_key: Option<&'b Secret>) -> Probe<'b> {
        Probe {
            url: self.url,
            credentials: self.credentials,
            pay,
            pay_key,
            format: self.format,
            fixed_stamp: FixedStamp { timestamp: self.args.timestamp, nonce: self.args.nonce.clone() },
            system: self.cx.system,
        }
    }

    /// Sends a push and judges the answer.
    fn send(&self, push: &Push, client: &Client) -> Result<Outcome, Error> {
        let cx = self.cx;
        let (pay, pay_key) = (self.pay(push)?, self.pay_key(push)?);
        let context = ReplyContext { push, credentials: self.credentials, format: self.format };
        let schedule = self.schedule.for_family(AnswerFamily::of(push, self.credentials, self.format));
        cx.printer.status(&format!("→ {}  {}", headline(push), self.address()));
        let linked = cx.block_on(LinkServer::start(self, std::slice::from_ref(push)))??;
        let (server, linked) = linked.map_or((None, None), |(server, linked)| (Some(server), Some(linked)));
        let push = linked.as_ref().and_then(|linked| linked.first()).unwrap_or(push);
        let context = ReplyContext { push, ..context };
        let mut on_event = |event: ProbeEvent<'_>| self.show_event(&event);
        let (exchanges, mut judged, stream, responses) =
            cx.block_on(with_links(server, self, async |links| {
                let probe = self.probe(pay.as_ref(), pay_key.as_ref());
                let exchanges = probe.deliver(push, schedule, client, &mut on_event).await?;
                self.check_reached(&exchanges)?;
                let mut judged = judge(&exchanges, context, schedule);
                let stream = self.follow_stream(&probe, push, &mut judged, client).await?;
                let limit = self.args.response_limit(&judged.verdict);
                let responses = match links {
                    Some(links) => links.responses(limit).await?,
                    None => None,
                };
                Ok((exchanges, judged, stream, responses))
            }))??;
        if let Some(recorder) = self.recorder.borrow_mut().as_mut() {
            recorder.step(push, self.format, &judged.verdict, cx);
        }
        let failed = self.expectations.check(&judged.verdict, judged.elapsed_ms);
        judged.verdict.findings.extend(failed);
        let mut outcome = report::outcome(push, self, &exchanges, &judged);
        if let Some(stream) = &stream {
            let shown = cx.printer.foreign(&stream.id);
            cx.printer.status(&(words().stream)(&shown, stream.refreshes, stream.elapsed_ms, stream.bytes));
            report::add_stream(&mut outcome, stream);
        }
        if let Some(responses) = &responses {
            responses.tell(self, &mut outcome);
        }
        Ok(outcome)
    }

    /// Asks an intelligent bot for the rest of a stream, unless the user supplied the body, which is sent once.
    async fn follow_stream(
        &self,
        probe: &Probe<'_>,
        push: &Push,
        judged: &mut Judged,
        client: &Client,
    ) -> Result<Option<Stream>, Error> {
        let follows = push.raw.is_none() && push.document.get("msgtype") != Some("stream");
        if !follows || judged.verdict.family != AnswerFamily::IntelligentBot {
            return Ok(None);
        }
        let limits = (self.args.stream_limit(), self.args.connection.limit()?);
        let mut on_event = |event: ProbeEvent<'_>| self.show_event(&event);
        Ok(probe.follow_stream(push, &mut judged.verdict, limits, client, &mut on_event).await?)
    }

    /// Fails if the mock has no bot on its WebSocket to which it could hand the push.
    fn check_reached(&self, exchanges: &[Exchange]) -> Result<(), Error> {
        let answer = exchanges.iter().find_map(|exchange| exchange.result.as_ref().ok());
        let bots = answer.and_then(|response| {
            let mut headers = response.answer.headers.iter();
            headers.find(|(name, _)| name.eq_ignore_ascii_case(AIBOTS_HEADER))
        });
        let Some((_, bots)) = bots else { return Ok(()) };
        let bots = bots.split(',').map(|bot| bot.trim().to_owned()).filter(|bot| !bot.is_empty()).collect();
        Err(Error::NoAibot { url: aibot_socket_url(self.url), bots })
    }

    fn show_event(&self, event: &ProbeEvent<'_>) {
        let printer = &self.cx.printer;
        match *event {
            ProbeEvent::Sending(request) => self.cx.detail_request(request),
            ProbeEvent::Late { number, deadline_ms } => printer.status(&(words().again)(number, deadline_ms)),
            ProbeEvent::NotAcknowledged { number, gap_ms } => {
                printer.status(&(words().again_after)(number, gap_ms));
            }
        }
    }

    /// Shows the request instead of sending it.
    fn show(&self, push: &Push) -> Result<Outcome, Error> {
        let (pay, pay_key) = (self.pay(push)?, self.pay_key(push)?);
        for file in own_files(push, self.cx)? {
            self.cx.printer.status(&(words().file_is_served)(&self.cx.printer.foreign(&file.given)));
        }
        let mut outcome =
            self.args.preview.show(&self.probe(pay.as_ref(), pay_key.as_ref()).request(push)?, self.cx);
        if (pay.is_some() || matches!(self.credentials.mode, Mode::Safe(_))) && self.args.preview.dry_run {
            let format = if pay.is_some() { Format::Json } else { self.format };
            let plain = String::from_utf8_lossy(&push.body(format)).into_owned();
            self.cx.printer.status(&format!("{} {plain}", words().before_encryption));
            if let Data::Value(json, _) = &mut outcome.data {
                json["message"] = json!(plain);
            }
        }
        Ok(outcome)
    }

    /// Returns the bot's URL for display.
    fn address(&self) -> String {
        address(self.url)
    }
}

/// Returns the text after `→`: the kind and the values of its main fields.
fn headline(push: &Push) -> String {
    let args = catalogue::kind(&push.kind)
        .map_or_else(|| vec!["Content", "EventKey", "Event"], |kind| kind.args.iter().collect());
    let values: Vec<&str> =
        args.iter().filter_map(|field| push.document.at(&Path::parse(field).ok()?)).collect();
    one_line(&format!("{} {}", push.kind, values.join(" ")))
}

/// Returns the text in one line of at most 80 characters.
fn one_line(text: &str) -> String {
    crate::lang::one_line(text).chars().take(80).collect()
}
