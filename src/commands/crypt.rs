//! `webot crypt`: what WeChat encrypts and signs, opened by hand, and why it does not open.

mod data;
mod envelope;
mod input;
mod verify;

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// `webot crypt`
#[derive(Debug, Args)]
pub struct CryptArgs {
    /// What to open.
    #[command(subcommand)]
    pub what: What,
}

/// What to open.
#[derive(Debug, Subcommand)]
pub enum What {
    /// `crypt decrypt`
    #[command(about = help().crypt.decrypt, after_help = help().crypt.decrypt_after)]
    Decrypt(envelope::DecryptArgs),
    /// `crypt encrypt`
    #[command(about = help().crypt.encrypt, after_help = help().crypt.encrypt_after)]
    Encrypt(envelope::EncryptArgs),
    /// `crypt mini`
    #[command(about = help().crypt.mini, after_help = help().crypt.mini_after)]
    Mini(data::MiniArgs),
    /// `crypt refund`
    #[command(about = help().crypt.refund, after_help = help().crypt.refund_after)]
    Refund(data::RefundArgs),
    /// `crypt notify`
    #[command(about = help().crypt.notify, after_help = help().crypt.notify_after)]
    Notify(data::NotifyArgs),
    /// `crypt verify-notify`
    #[command(
        name = "verify-notify", about = help().crypt.verify_notify, after_help = help().crypt.verify_notify_after
    )]
    VerifyNotify(verify::VerifyNotifyArgs),
}

/// Opens, seals or verifies what stands on standard input.
pub fn run(args: &CryptArgs, cx: &Context) -> Result<Outcome, Error> {
    match &args.what {
        What::Decrypt(args) => envelope::decrypt(args, cx),
        What::Encrypt(args) => envelope::encrypt(args, cx),
        What::Mini(args) => data::mini(args, cx),
        What::Refund(args) => data::refund(args, cx),
        What::Notify(args) => data::notify(args, cx),
        What::VerifyNotify(args) => verify::run(args, cx),
    }
}

/// Text that was asked for, and what scripts get in its place.
fn opened(text: &str, json: Value, cx: &Context) -> Outcome {
    Outcome::value(json, cx.printer.foreign(text))
}
