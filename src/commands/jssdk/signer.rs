//! Signs pages and the arguments of their calls.

use serde_json::{Value, json};

use super::args::ServeArgs;
use crate::commands::args::{WechatArgs, optional_secret, optional_setting};
use crate::commands::sign::parameters::{self, Signed};
use crate::commands::sign::{
    ACCESS_TOKEN_VARIABLE, access_token, is_company, listed, page_payment, random_nonce, required_appid,
};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::lang::Said;
use crate::message::SAMPLE_APPID;
use crate::secret::Secret;
use crate::sign::schemes;
use crate::text::{self, Unsigned, words};
use crate::wechat::{TicketKind, WeChat};

/// The largest value of a member that is signed, in bytes: identifiers of WeChat are shorter.
const MAX_VALUE_BYTES: usize = 256;
/// The word for every function.
const ALL: &str = "all";

/// A question of the page.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The URL of the page, without its fragment.
    pub url: String,
    /// The function whose argument is to be signed; `None` for the page itself.
    pub function: Option<String>,
    /// The argument of the function.
    pub argument: Value,
}

/// The reason why there is no signature, as the page is told.
#[derive(Debug)]
pub(super) struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The reason.
    pub said: Said,
}

/// The account that signs.
pub(super) struct Signer<'a> {
    cx: &'a Context,
    wechat: WeChat<'a>,
    is_work: bool,
    /// The appid or corpid.
    id: String,
    /// The agentid of a company's app.
    agentid: Option<String>,
    /// The names of `jsApiList`.
    names: Vec<String>,
    is_debug: bool,
    is_mock: bool,
    cards: &'a [String],
    prepay_id: Option<&'a str>,
    access_token: Option<Secret>,
    /// The tickets that are given, by their kind.
    given: [(TicketKind, Option<Secret>); 3],
}

impl<'a> Signer<'a> {
    /// Returns the signer for these arguments and the configured account.
    pub(super) fn new(args: &'a ServeArgs, cx: &'a Context) -> Result<Self, Error> {
        let is_work =
            args.appid.as_deref().map_or_else(|| is_company(cx), |appid| Ok(appid.starts_with("ww")))?;
        let key = if is_work { Key::Corpid } else { Key::Appid };
        let id = match optional_setting(args.appid.as_ref(), key, cx)? {
            Some(id) => id,
            None if args.wechat.mock => SAMPLE_APPID.to_owned(),
            // The account may be missing altogether.
            None => required_appid(None, cx)
                .inspect_err(|_| cx.printer.add_hint_to_error(words().api.try_mock.to_owned()))?,
        };
        let kind = if is_work { TicketKind::WorkJsapi } else { TicketKind::Jsapi };
        let ticket = optional_secret("--ticket", args.ticket.as_ref(), Key::JsapiTicket, cx)?;
        let settings = cx.settings()?;
        let secret = if is_work { Key::Corpsecret } else { Key::Secret };
        if ticket.is_none() && !args.wechat.mock && settings.get(secret)?.is_none() {
            let (flag, env) = ("--ticket", "WX_JSAPI_TICKET");
            return Err(Setup::MissingSecret { flag, env, key: Key::JsapiTicket.name() }.into());
        }
        let given = [
            (kind, ticket),
            (TicketKind::Agent, settings.secret(Key::AgentTicket)?),
            (TicketKind::WxCard, settings.secret(Key::CardTicket)?),
        ];
        let all = [ALL.to_owned()];
        let api = if args.api.is_empty() { &all[..] } else { &args.api[..] };
        let names = listed(api, is_work, cx).into_iter().map(str::to_owned).collect();
        let has_token = args.access_token.is_some() || cx.env.get(ACCESS_TOKEN_VARIABLE).is_some();
        let connection = WechatArgs {
            connection: args.connection.clone(),
            proxy: args.proxy.clone(),
            ..args.wechat.args()
        };
        Ok(Self {
            cx,
            wechat: connection.open(cx)?,
            is_work,
            id,
            agentid: optional_setting(None, Key::Agentid, cx)?.filter(|_| is_work),
            names,
            is_debug: args.debug,
            is_mock: args.wechat.mock,
            cards: &args.card_id,
            prepay_id: args.prepay_id.as_deref(),
            access_token: has_token.then(|| access_token(args.access_token.as_ref(), cx)).transpose()?,
            given,
        })
    }

    /// Returns the names of `jsApiList`.
    pub(super) fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    /// Returns whether pages call `wx.agentConfig`, too.
    pub(super) const fn has_agent(&self) -> bool {
        self.agentid.is_some()
    }

    /// Returns whether the ticket of pages is one of the mock, which WeChat does not know.
    pub(super) const fn has_mock_ticket(&self) -> bool {
        self.is_mock && self.given[0].1.is_none()
    }

    /// Gets the ticket of pages, so that what is wrong with the account shows before a page is opened.
    pub(super) async fn check(&self) -> Result<(), Error> {
        self.ticket(self.given[0].0).await.map(|_| ())
    }

    /// Returns the answer to a question, or what to tell the page.
    pub(super) async fn answer(&self, question: &Question) -> Result<Value, Refused> {
        let answer = match question.function.as_deref() {
            None => self.page(&question.url).await,
            Some(name) => self.argument(name, question).await.map(|argument| json!({ "argument": argument })),
        };
        answer.map_err(|reason| match reason {
            Reason::Unsigned(unsigned) => Refused { status: 403, said: (words().jssdk.refusal)(&unsigned) },
            Reason::Error(error) => {
                let mut said = text::error(&error);
                for text in said.causes.iter_mut().chain(&mut said.hints).chain([&mut said.message]) {
                    *text = self.cx.mask(text);
                }
                Refused { status: 502, said }
            }
        })
    }

    /// Returns a given ticket, else the stored or a new one.
    async fn ticket(&self, kind: TicketKind) -> Result<Secret, Error> {
        match self.given.iter().find(|(given, _)| *given == kind) {
            Some((_, Some(ticket))) => Ok(ticket.clone()),
            _ => Ok(self.wechat.ticket(kind).await?.value),
        }
    }

    /// Signs a page: the arguments of `wx.config` and `wx.agentConfig`.
    async fn page(&self, url: &str) -> Result<Value, Reason> {
        let (timestamp, nonce) = self.fresh()?;
        let sign = |ticket: &Secret| schemes::jsapi(ticket.expose(), &nonce, &timestamp, url).signature();
        let signature = sign(&self.ticket(self.given[0].0).await?);
        let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &signature };
        let names = self.names();
        let mut answer = json!({
            "url": url,
            "config": parameters::config(&self.id, signed, &names, self.is_debug, self.is_work),
        });
        if let Some(agentid) = &self.agentid {
            let signature = sign(&self.ticket(TicketKind::Agent).await?);
            let signed = Signed { signature: &signature, ..signed };
            answer["agentConfig"] = parameters::agent_config(&self.id, agentid, signed, &names);
        }
        Ok(answer)
    }

    /// Signs the argument of a function.
    async fn argument(&self, name: &str, question: &Question) -> Result<Value, Reason> {
        let given = &question.argument;
        let text = |value: &Value| {
            value.as_str().filter(|text| text.len() <= MAX_VALUE_BYTES).unwrap_or_default().to_owned()
        };
        let (timestamp, nonce) = self.fresh()?;
        match name {
            "chooseWXPay" | "getBrandWCPayRequest" => {
                let prepay_id = self.prepay_id.ok_or(Unsigned::NoPrepayId)?;
                let [bridge, jssdk] = page_payment(prepay_id, &self.id, self.cx)?;
                Ok(if name == "chooseWXPay" { jssdk } else { bridge })
            }
            "chooseCard" => {
                let (shop, kind) = (text(&given["shopId"]), text(&given["cardType"]));
                let card = text(&given["cardId"]);
                let card = if card.is_empty() { card } else { self.card(&card)? };
                let ticket = self.ticket(TicketKind::WxCard).await?;
                let others = [
                    ("app_id", &*self.id),
                    ("location_id", &*shop),
                    ("card_id", &*card),
                    ("card_type", &*kind),
                ];
                let spec = schemes::choose_card(ticket.expose(), &timestamp, &nonce, &others);
                let signature = spec.signature();
                let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &signature };
                Ok(parameters::choose_card(&shop, &kind, &card, signed))
            }
            "addCard" => {
                let card = self.card(&text(&given["cardList"][0]["cardId"]))?;
                let ticket = self.ticket(TicketKind::WxCard).await?;
                let spec = schemes::card(ticket.expose(), &timestamp, &nonce, &[("card_id", &card)]);
                let fields = vec![("timestamp", timestamp.clone()), ("nonce_str", nonce.clone())];
                let ext = parameters::card_ext(fields, &spec.signature());
                Ok(json!({ "cardList": [{ "cardId": card, "cardExt": ext }] }))
            }
            "editAddress" => {
                let token = self.access_token.as_ref().ok_or(Unsigned::NoAccessToken)?;
                let spec = schemes::addr(&self.id, &question.url, &timestamp, &nonce, token.expose());
                let signature = spec.signature();
                let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &signature };
                Ok(parameters::edit_address(&self.id, signed))
            }
            _ => Err(Unsigned::NotAsked.into()),
        }
    }

    /// Returns a card that may be signed: the one that is asked for, else the first. Whoever opens the page could
    /// otherwise take any card of the account.
    fn card(&self, asked: &str) -> Result<String, Unsigned> {
        let first = self.cards.first().ok_or(Unsigned::NoCard)?;
        match asked {
            "" => Ok(first.clone()),
            asked if self.cards.iter().any(|card| card == asked) => Ok(asked.to_owned()),
            asked => Err(Unsigned::OtherCard(asked.to_owned())),
        }
    }

    fn fresh(&self) -> Result<(String, String), Error> {
        Ok((self.cx.now().to_string(), random_nonce(self.cx)?))
    }
}

/// The reason why there is no signature.
enum Reason {
    Unsigned(Unsigned),
    Error(Error),
}

impl From<Unsigned> for Reason {
    fn from(unsigned: Unsigned) -> Self {
        Self::Unsigned(unsigned)
    }
}

impl<E: Into<Error>> From<E> for Reason {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}
