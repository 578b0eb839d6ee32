//! `webot pay v2`: WeChat Pay v2, whose requests are XML signed with the API key.

mod bill;
mod certificate;
mod micropay;
mod order;
mod refund;

pub(crate) use bill::{BillArgs, ShortUrlArgs, bill, short_url};
pub(crate) use micropay::{MicropayArgs, ReverseArgs, micropay, reverse};
pub(crate) use order::{CloseArgs, OrderArgs, QueryArgs, close, order, query};
pub(crate) use refund::{RefundArgs, RefundQueryArgs, refund, refund_query};

use clap::Args;
use serde_json::{Map, Value, json};

use super::merchant::{hint_at_mock, unknown, v3_call};
use super::values;
use crate::api::Method;
use crate::commands::args::{WechatArgs, masked, optional_secret, secret, setting};
use crate::commands::mock::pay_keys;
use crate::commands::sign::SignType;
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::message::xml;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::help;
use crate::wechat::{Body, Call, Reply, V2Key, V2SignType, WeChat, WechatError};

/// The merchant's keys and the connection.
#[derive(Debug, Args)]
#[command(next_help_heading = help().pay.keys, mut_arg("plain_token", |arg| arg.hide(true)))]
pub(crate) struct V2Args {
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--mchid`
    #[arg(long, value_name = "ID", help = help().sign.mchid)]
    pub mchid: Option<String>,
    /// `--sub-mchid`
    #[arg(long, value_name = "ID", help = help().pay.sub_mchid)]
    pub sub_mchid: Option<String>,
    /// `--key`
    #[arg(long, value_name = "KEY", help = help().sign.key)]
    pub key: Option<Secret>,
    /// `--type`
    #[arg(long = "sign-type", value_name = "TYPE", value_enum, ignore_case = true, hide_possible_values = true, help = help().sign.sign_type)]
    pub sign_type: Option<SignType>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// A merchant of v2 with its connection.
struct Session<'a> {
    appid: String,
    mchid: String,
    key: V2Key,
    wechat: WeChat<'a>,
    args: &'a V2Args,
    cx: &'a Context,
}

/// The fields of a request or an answer.
type Fields = Vec<(String, String)>;

/// An answer of v2, or the request of a preview.
enum Answer {
    /// The fields; their `sign` is right.
    Answered(Fields),
    /// The request, for `--dry-run` or `--curl`.
    Previewed(Outcome),
}

impl V2Args {
    fn open<'a>(&'a self, cx: &'a Context) -> Result<Session<'a>, Error> {
        self.open_account(cx).inspect_err(|error| hint_at_mock(error, self.mchid.as_ref(), cx))
    }

    fn open_account<'a>(&'a self, cx: &'a Context) -> Result<Session<'a>, Error> {
        let key = optional_secret("--key", self.key.as_ref(), Key::PayKey, cx)?;
        // A running `webot mock` on this machine has the keys of the built-in one.
        let uses_mock_keys = self.wechat.mock || key.is_none() && self.wechat.is_local(cx)?;
        let appid = values::appid(self.appid.as_ref(), uses_mock_keys, cx)?;
        let (mchid, key) = if uses_mock_keys {
            let mock = pay_keys::open(self.wechat.mock_state.as_deref(), cx)?;
            (self.mchid.clone().unwrap_or(mock.mchid), key.unwrap_or(mock.v2_key))
        } else {
            let mchid = setting("--mchid", self.mchid.as_ref(), Key::Mchid, cx)?;
            let missing = || secret("--key", self.key.as_ref(), Key::PayKey, cx);
            (mchid, key.map_or_else(missing, Ok)?)
        };
        cx.hide_key(&key);
        let sign_type = match self.sign_type {
            Some(SignType::HmacSha256) => V2SignType::HmacSha256,
            Some(SignType::Md5) | None => V2SignType::Md5,
        };
        let key = V2Key { key, sign_type };
        Ok(Session { appid, mchid, key, wechat: self.wechat.open(cx)?, args: self, cx })
    }

    /// Returns the flags that a command which looks something up needs too.
    fn partner(&self) -> String {
        self.sub_mchid.as_ref().map(|id| format!(" --sub-mchid {id}")).unwrap_or_default()
    }
}

impl Session<'_> {
    fn previews(&self) -> bool {
        self.args.wechat.previews()
    }

    /// Sends fields, to which those of every call are added. If the outcome is unknown, `lookup` is the command that
    /// tells it.
    fn call(&self, path: &str, fields: &[(&str, String)], lookup: &str) -> Result<Answer, Error> {
        let reply = match self.send(path, fields, lookup)? {
            Ok(reply) => reply,
            Err(outcome) => return Ok(Answer::Previewed(outcome)),
        };
        let fields = fields_of(&reply);
        let fields = fields.ok_or_else(|| self.unknown(self.wechat.not_json(&reply).into(), lookup))?;
        if !reply.is_generated() {
            let verified = self.key.verify(&fields);
            verified.map_err(|error| self.unknown(WechatError::PayAnswer(error).into(), lookup))?;
        }
        Ok(Answer::Answered(fields))
    }

    fn unknown(&self, error: Error, lookup: &str) -> Error {
        if lookup.is_empty() {
            return error;
        }
        unknown(error, || self.args.wechat.again(lookup, self.cx))
    }

    /// Sends fields and returns the answer as it is, or the request of a preview.
    fn send(
        &self,
        path: &str,
        fields: &[(&str, String)],
        lookup: &str,
    ) -> Result<Result<Reply, Outcome>, Error> {
        let call = match self.prepared(path, fields)? {
            Ok(call) => call,
            Err(outcome) => return Ok(Err(outcome)),
        };
        let reply = self.cx.block_on(self.wechat.call(&call))?;
        Ok(Ok(reply.map_err(|error| self.unknown(error.into(), lookup))?))
    }

    /// Returns the call that sends fields, or the request of a preview.
    fn prepared(&self, path: &str, fields: &[(&str, String)]) -> Result<Result<Call, Outcome>, Error> {
        let mut all: Fields =
            vec![("appid".to_owned(), self.appid.clone()), ("mch_id".to_owned(), self.mchid.clone())];
        if let Some(sub_mchid) = &self.args.sub_mchid {
            all.push(("sub_mch_id".to_owned(), sub_mchid.clone()));
        }
        all.push(("nonce_str".to_owned(), crate::sign::hex(&self.cx.random::<16>()?)));
        all.push(("sign_type".to_owned(), self.key.sign_type.name().to_owned()));
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let call = v3_call(Method::Post, path.to_owned(), Vec::new(), document(&self.key, &all));
        if self.previews() {
            return self.args.wechat.show(&call, &self.wechat, self.cx).map(Err);
        }
        Ok(Ok(call))
    }
}

/// Returns the body of a request with these fields and their `sign`.
pub(super) fn document(key: &V2Key, fields: &[(String, String)]) -> Body {
    Body::Raw("text/xml; charset=utf-8", key.document(fields).into_bytes())
}

/// Returns the fields of an answer; `None` if it is no XML.
fn fields_of(reply: &Reply) -> Option<Fields> {
    let document = xml::read(&reply.text()).ok()?.document;
    let text = |element: &crate::message::Element| {
        Some((element.name.clone().into_owned(), element.value()?.to_owned()))
    };
    Some(document.0.iter().filter_map(text).collect())
}

/// Returns the value of a field; empty if there is none.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
}

/// Returns fields as an object.
fn object(fields: &Fields) -> Map<String, Value> {
    fields.iter().map(|(name, value)| (name.clone(), json!(value))).collect()
}

impl Answer {
    fn shown(self, cx: &Context) -> Outcome {
        match self {
            Self::Previewed(outcome) => outcome,
            Self::Answered(fields) => {
                let json = masked(Value::Object(object(&fields)), cx);
                let text = cx.printer.foreign_json(&json);
                Outcome::value(json, text)
            }
        }
    }
}
