//! `webot sign`: every signature of the WeChat family, and why a wrong one is wrong.

mod card;
mod inputs;
mod mini_program;
mod pay;
mod pay_2014;
mod pay_v3;
mod report;
mod web;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// `webot sign`
#[derive(Debug, Args)]
pub struct SignArgs {
    /// Which signature.
    #[command(subcommand)]
    pub signature: Signature,
}

/// Which signature.
#[derive(Debug, Subcommand)]
pub enum Signature {
    /// `sign message`
    #[command(about = help().sign.message)]
    Message(web::MessageArgs),
    /// `sign jsapi`
    #[command(about = help().sign.jsapi)]
    Jsapi(web::JsapiArgs),
    /// `sign agent`
    #[command(about = help().sign.agent)]
    Agent(web::AgentArgs),
    /// `sign addr`
    #[command(about = help().sign.addr)]
    Addr(web::AddrArgs),
    /// `sign card`
    #[command(about = help().sign.card)]
    Card(card::CardArgs),
    /// `sign choose-card`
    #[command(about = help().sign.choose_card)]
    ChooseCard(card::ChooseCardArgs),
    /// `sign package`
    #[command(about = help().sign.package)]
    Package(pay_2014::PackageArgs),
    /// `sign pay-sign`
    #[command(about = help().sign.pay_sign)]
    PaySign(pay_2014::PaySignArgs),
    /// `sign pay`
    #[command(about = help().sign.pay)]
    Pay(pay::PayArgs),
    /// `sign jspay`
    #[command(about = help().sign.jspay)]
    Jspay(pay::JspayArgs),
    /// `sign v3`
    #[command(about = help().sign.v3)]
    V3(pay_v3::V3Args),
    /// `sign notify`
    #[command(about = help().sign.notify)]
    Notify(pay_v3::NotifyArgs),
    /// `sign session`
    #[command(about = help().sign.session)]
    Session(mini_program::SessionArgs),
    /// `sign xpay`
    #[command(about = help().sign.xpay)]
    Xpay(mini_program::XpayArgs),
}

/// What every signature takes.
#[derive(Debug, Args)]
pub struct CommonArgs {
    /// `--check`
    #[arg(long, value_name = "SIGNATURE", help = help().sign.check)]
    pub check: Option<String>,
    /// `--print`
    #[arg(long, value_name = "FIELD", help = help().sign.print, conflicts_with = "check")]
    pub print: Option<String>,
}

/// What every signature takes that is made at a time and for once.
#[derive(Debug, Args)]
pub struct FreshArgs {
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Computes a signature, or looks for the mistake in one.
pub fn run(args: &SignArgs, cx: &Context) -> Result<Outcome, Error> {
    match &args.signature {
        Signature::Message(args) => report::outcome(&web::message(args, cx)?, &args.fresh.common, cx),
        Signature::Jsapi(args) => report::outcome(&web::jsapi(args, cx)?, &args.fresh.common, cx),
        Signature::Agent(args) => report::outcome(&web::agent(args, cx)?, &args.fresh.common, cx),
        Signature::Addr(args) => report::outcome(&web::addr(args, cx)?, &args.fresh.common, cx),
        Signature::Card(args) => report::outcome(&card::card(args, cx)?, &args.fresh.common, cx),
        Signature::ChooseCard(args) => report::outcome(&card::choose_card(args, cx)?, &args.fresh.common, cx),
        Signature::Package(args) => report::outcome(&pay_2014::package(args, cx)?, &args.common, cx),
        Signature::PaySign(args) => report::outcome(&pay_2014::pay_sign(args, cx)?, &args.common, cx),
        Signature::Pay(args) => report::outcome(&pay::pay(args, cx)?, &args.common, cx),
        Signature::Jspay(args) => report::outcome(&pay::jspay(args, cx)?, &args.fresh.common, cx),
        Signature::V3(args) => report::outcome(&pay_v3::v3(args, cx)?, &args.fresh.common, cx),
        Signature::Notify(args) => report::outcome(&pay_v3::notify(args, cx)?, &args.fresh.common, cx),
        Signature::Session(args) => report::outcome(&mini_program::session(args, cx)?, &args.common, cx),
        Signature::Xpay(args) => report::outcome(&mini_program::xpay(args, cx)?, &args.common, cx),
    }
}
