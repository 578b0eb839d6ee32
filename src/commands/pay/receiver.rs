//! `webot pay share add-receiver`, `delete-receiver`: the accounts that money may be shared with.

use clap::Args;
use serde_json::{Value, json};

use super::merchant::MerchantArgs;
use super::share::{AccountKind, add_partner};
use super::values::{self, PartnerArgs};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// `pay share add-receiver`, `pay share delete-receiver`
#[derive(Debug, Args)]
pub(crate) struct ReceiverArgs {
    /// KIND
    #[arg(value_name = "KIND", value_enum, hide_possible_values = true, help = help().pay.account_kind, help_heading = help().arguments)]
    pub kind: AccountKind,
    /// ACCOUNT
    #[arg(value_name = "ACCOUNT", help = help().pay.receiver_account, help_heading = help().arguments)]
    pub account: String,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// `pay share add-receiver`
#[derive(Debug, Args)]
pub(crate) struct AddReceiverArgs {
    /// `--relation`
    #[arg(long, value_name = "RELATION", value_parser = ["STORE", "STAFF", "STORE_OWNER", "PARTNER", "HEADQUARTER", "BRAND", "DISTRIBUTOR", "USER", "SUPPLIER", "CUSTOM", "SERVICE_PROVIDER", "PLATFORM"], ignore_case = true, hide_possible_values = true, help = help().pay.relation)]
    pub relation: String,
    /// `--custom-relation`
    #[arg(long, value_name = "TEXT", required_if_eq("relation", "CUSTOM"), help = help().pay.custom_relation)]
    pub custom_relation: Option<String>,
    /// `--name`
    #[arg(long, value_name = "NAME", required_if_eq("kind", "merchant"), help = help().pay.receiver_name)]
    pub name: Option<String>,
    /// The receiver.
    #[command(flatten)]
    pub receiver: ReceiverArgs,
}

impl ReceiverArgs {
    fn body(&self, cx: &Context) -> Result<Value, Error> {
        let appid = values::appid(self.appid.as_ref(), self.merchant.uses_mock_keys(cx)?, cx)?;
        let mut body = json!({ "appid": appid, "type": self.kind.name(), "account": self.account });
        add_partner(&mut body, &self.partner);
        Ok(body)
    }
}

/// Adds a receiver; the name is encrypted.
pub(crate) fn add_receiver(args: &AddReceiverArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut body = args.receiver.body(cx)?;
    if let Some(name) = &args.name {
        body["name"] = json!(name);
    }
    body["relation_type"] = json!(args.relation.to_ascii_uppercase());
    if let Some(relation) = &args.custom_relation {
        body["custom_relation"] = json!(relation);
    }
    let session = args.receiver.merchant.open(cx)?;
    Ok(session.post("/v3/profitsharing/receivers/add".to_owned(), Some(body), "")?.shown(cx))
}

/// Removes a receiver.
pub(crate) fn delete_receiver(args: &ReceiverArgs, cx: &Context) -> Result<Outcome, Error> {
    let body = args.body(cx)?;
    let session = args.merchant.open(cx)?;
    Ok(session.post("/v3/profitsharing/receivers/delete".to_owned(), Some(body), "")?.shown(cx))
}
