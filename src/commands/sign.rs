//! `webot sign`: computes WeChat's signatures and explains wrong ones.

mod alternatives;
mod api;
mod card;
mod header;
mod inputs;
mod intracity;
mod jsapi;
mod mini_program;
pub(crate) mod parameters;
mod pay;
mod pay_2014;
mod pay_v3;
mod report;
mod web;

pub(crate) use api::ApiArgs;
pub(crate) use card::{CardArgs, ChooseCardArgs};
pub(crate) use inputs::{is_whole_url, random_nonce, required_appid};
pub(crate) use intracity::IntracityArgs;
pub(crate) use jsapi::{JsapiArgs, is_company, jsapi, listed, work_jsapi};
pub(crate) use mini_program::{SessionArgs, XpayArgs};
pub(crate) use pay::{JspayArgs, PayArgs, SignType, page_payment};
pub(crate) use pay_2014::{PackageArgs, PaySignArgs};
pub(crate) use pay_v3::{NotifyArgs, V3Args};
pub(crate) use web::{ACCESS_TOKEN_VARIABLE, AddrArgs, AgentArgs, MessageArgs, access_token};

use clap::Args;

use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// The arguments of every signature.
#[derive(Debug, Args)]
pub(crate) struct CommonArgs {
    /// `--check`
    #[arg(long, value_name = "SIGNATURE", help = help().sign.check)]
    pub check: Option<String>,
    /// `--print`
    #[arg(long, value_name = "FIELD", help = help().sign.print, conflicts_with = "check")]
    pub print: Option<String>,
}

/// The arguments of every signature with a timestamp and a nonce.
#[derive(Debug, Args)]
pub(crate) struct FreshnessArgs {
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

macro_rules! signatures {
    ($($name:ident $args:ty, $make:path, $common:ident $(. $of:ident)?;)*) => {$(
        /// Computes this signature, or looks for the mistake in one.
        pub(crate) fn $name(args: &$args, cx: &Context) -> Result<Outcome, Error> {
            report::outcome($make(args, cx)?, &args.$common $(. $of)?, cx)
        }
    )*};
}

signatures! {
    message MessageArgs, web::message, freshness.common;
    agent AgentArgs, web::agent, freshness.common;
    addr AddrArgs, web::addr, freshness.common;
    card CardArgs, card::card, freshness.common;
    choose_card ChooseCardArgs, card::choose_card, freshness.common;
    package PackageArgs, pay_2014::package, common;
    pay_sign PaySignArgs, pay_2014::pay_sign, common;
    pay PayArgs, pay::pay, common;
    jspay JspayArgs, pay::jspay, freshness.common;
    v3 V3Args, pay_v3::v3, freshness.common;
    notify NotifyArgs, pay_v3::notify, freshness.common;
    api ApiArgs, api::api, freshness.common;
    intracity IntracityArgs, intracity::intracity, common;
    session SessionArgs, mini_program::session, common;
    xpay XpayArgs, mini_program::xpay, common;
}
