//! `webot crypt`: decrypts and verifies WeChat's data by hand, and explains failures.

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
    /// The subcommand.
    #[command(subcommand)]
    pub command: CryptCommand,
}

/// The subcommands of `webot crypt`.
#[derive(Debug, Subcommand)]
pub enum CryptCommand {
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

/// Decrypts, encrypts or verifies standard input.
pub fn run(args: &CryptArgs, cx: &Context) -> Result<Outcome, Error> {
    match &args.command {
        CryptCommand::Decrypt(args) => envelope::decrypt(args, cx),
        CryptCommand::Encrypt(args) => envelope::encrypt(args, cx),
        CryptCommand::Mini(args) => data::mini(args, cx),
        CryptCommand::Refund(args) => data::refund(args, cx),
        CryptCommand::Notify(args) => data::notify(args, cx),
        CryptCommand::VerifyNotify(args) => verify::run(args, cx),
    }
}

/// Returns the outcome with this text, or with this JSON under `--json`.
fn decrypted(text: &str, json: Value, cx: &Context) -> Outcome {
    Outcome::value(json, cx.printer.foreign(text))
}
