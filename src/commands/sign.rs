//! `webot sign`: computes WeChat's signatures and explains wrong ones.

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
    /// The subcommand.
    #[command(subcommand)]
    pub command: SignCommand,
}

/// The subcommands of `webot sign`.
#[derive(Debug, Subcommand)]
pub enum SignCommand {
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

/// The arguments of every signature.
#[derive(Debug, Args)]
pub struct CommonArgs {
    /// `--check`
    #[arg(long, value_name = "SIGNATURE", help = help().sign.check)]
    pub check: Option<String>,
    /// `--print`
    #[arg(long, value_name = "FIELD", help = help().sign.print, conflicts_with = "check")]
    pub print: Option<String>,
}

/// The arguments of every signature with a timestamp and a nonce.
#[derive(Debug, Args)]
pub struct FreshnessArgs {
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

/// Computes a signature, or searches for the mistake in one.
pub fn run(args: &SignArgs, cx: &Context) -> Result<Outcome, Error> {
    match &args.command {
        SignCommand::Message(args) => report::outcome(&web::message(args, cx)?, &args.freshness.common, cx),
        SignCommand::Jsapi(args) => report::outcome(&web::jsapi(args, cx)?, &args.freshness.common, cx),
        SignCommand::Agent(args) => report::outcome(&web::agent(args, cx)?, &args.freshness.common, cx),
        SignCommand::Addr(args) => report::outcome(&web::addr(args, cx)?, &args.freshness.common, cx),
        SignCommand::Card(args) => report::outcome(&card::card(args, cx)?, &args.freshness.common, cx),
        SignCommand::ChooseCard(args) => {
            report::outcome(&card::choose_card(args, cx)?, &args.freshness.common, cx)
        }
        SignCommand::Package(args) => report::outcome(&pay_2014::package(args, cx)?, &args.common, cx),
        SignCommand::PaySign(args) => report::outcome(&pay_2014::pay_sign(args, cx)?, &args.common, cx),
        SignCommand::Pay(args) => report::outcome(&pay::pay(args, cx)?, &args.common, cx),
        SignCommand::Jspay(args) => report::outcome(&pay::jspay(args, cx)?, &args.freshness.common, cx),
        SignCommand::V3(args) => report::outcome(&pay_v3::v3(args, cx)?, &args.freshness.common, cx),
        SignCommand::Notify(args) => report::outcome(&pay_v3::notify(args, cx)?, &args.freshness.common, cx),
        SignCommand::Session(args) => report::outcome(&mini_program::session(args, cx)?, &args.common, cx),
        SignCommand::Xpay(args) => report::outcome(&mini_program::xpay(args, cx)?, &args.common, cx),
    }
}
