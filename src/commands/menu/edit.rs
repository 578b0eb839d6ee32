//! `menu edit`: edits the account's menu in the user's editor.

use clap::Args;
use serde_json::json;

use super::backup::{ReplaceArgs, replace};
use super::compare::current_menu;
use super::input::has_errors;
use crate::commands::args::with_edited_copy;
use crate::context::Context;
use crate::error::{Editable, Error};
use crate::lang::Severity;
use crate::menu::Finding;
use crate::printer::Outcome;
use crate::source::Source;
use crate::text::{Explain, words};

/// `menu edit`
#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    /// The way to replace the menu.
    #[command(flatten)]
    pub replace: ReplaceArgs,
}

/// Fetches the menu, opens it in the editor until lint finds no errors, and replaces the menu after a confirmation.
pub(crate) fn edit(args: &EditArgs, cx: &Context) -> Result<Outcome, Error> {
    let args = &args.replace;
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&super::bare_call("get")?, &wechat, cx);
    }
    let menu = current_menu(&wechat, cx)?;
    let text = serde_json::to_string_pretty(&menu).unwrap_or_default() + "\n";
    with_edited_copy(&text, ".json", Editable::Menu, cx, |copy| {
        let edited = copy.edit(|text| {
            let source = Source::read(text.as_bytes()).map_err(|error| vec![error.explain()])?;
            let findings = args.lint(&source);
            if has_errors(&findings) {
                let is_error = |finding: &&Finding| finding.severity == Severity::Error;
                return Err(findings.iter().filter(is_error).map(Explain::explain).collect());
            }
            Ok((source, findings))
        })?;
        match edited {
            // The menu is fetched again, so that a change by somebody else in the meantime is shown before it is lost.
            Some((source, findings)) => replace(&source, &findings, args, &wechat, cx),
            None => Ok(Outcome::json(json!({ "changes": [] })).status(words().menu.same)),
        }
    })
}
