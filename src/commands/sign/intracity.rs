//! The callback of an intracity delivery (小程序文档《同城配送》).

use clap::Args;

use super::CommonArgs;
use super::inputs::fields;
use super::report::SignatureReport;
use crate::commands::args::secret;
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::secret::Secret;
use crate::sign::schemes;
use crate::text::help;

/// `sign intracity`
#[derive(Debug, Args)]
pub(crate) struct IntracityArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().sign.token)]
    pub token: Option<Secret>,
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn intracity(args: &IntracityArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let token = secret("--token", args.token.as_ref(), Key::Token, cx)?;
    cx.hide_key(&token);
    let fields = fields(&args.field, cx)?;
    let mut report = SignatureReport::hash(schemes::intracity(&fields, token.expose()), Vec::new());
    let inside = fields.iter().find(|(name, value)| name == "sign" && !value.is_empty());
    report.inside = inside.filter(|_| args.common.check.is_none()).map(|(_, sign)| sign.clone());
    report.inputs = fields.into_iter().filter(|(name, _)| name != "sign").collect();
    Ok(report)
}
