//! `menu pull` and `menu diff`: saves the account's menu to a file, and compares it with one.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::input::FileArgs;
use crate::commands::args::WechatArgs;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::write_shared;
use crate::menu::{self, Pulled};
use crate::printer::Outcome;
use crate::text::{Explain as _, help, words};

/// `menu pull`
#[derive(Debug, Args)]
pub(crate) struct PullArgs {
    /// `--from`
    #[arg(long, value_name = "FILE", help = help().menu.from)]
    pub from: Option<PathBuf>,
    /// `--output`
    #[arg(short, long = "output", alias = "out", value_name = "FILE", help = help().menu.out)]
    pub out: Option<PathBuf>,
    /// `--conditional`
    #[arg(long, help = help().menu.conditional)]
    pub conditional: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Fetches the account's menu in the format that `menu create` accepts.
pub(crate) fn pull(args: &PullArgs, cx: &Context) -> Result<Outcome, Error> {
    let returned = if let Some(path) = &args.from {
        Some(menu::to_json(&super::input::read(path, "--from", cx)?))
    } else {
        let wechat = args.wechat.open(cx)?;
        if args.wechat.previews() {
            return args.wechat.show(&super::bare_call("get")?, &wechat, cx);
        }
        super::current(&wechat, cx)?
    };
    let Some(pulled) = returned.as_ref().and_then(menu::pull) else {
        return Ok(Outcome::default().status(words().menu.none).failed(true));
    };
    warn_of_losses(&pulled, cx);
    let value = if args.conditional { conditional(&pulled) } else { pulled.menu };
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    if let Some(path) = &args.out {
        let path = path.display().to_string();
        let bytes = format!("{text}\n");
        write_shared(path.as_ref(), bytes.as_bytes())
            .map_err(|source| Error::Io { path: path.clone(), source })?;
        let status = (words().api.saved)(&path, bytes.len() as u64);
        return Ok(Outcome::json(value).status(status));
    }
    Ok(Outcome::value(value, text))
}

/// Returns the conditional menus, each in the format that `menu add-conditional` accepts.
fn conditional(pulled: &Pulled) -> Value {
    let one = |conditional: &menu::ConditionalMenu| json!({ "menuid": conditional.menuid, "menu": conditional.menu });
    Value::Array(pulled.conditional.iter().map(one).collect())
}

/// Warns about the parts of a menu that cannot be created by API.
pub(super) fn warn_of_losses(pulled: &Pulled, cx: &Context) {
    for loss in &pulled.losses {
        let said = loss.explain();
        cx.printer.warning(&said.message);
        for hint in &said.hints {
            cx.printer.hint(hint);
        }
    }
}

/// `menu diff`
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The menu file.
    #[command(flatten)]
    pub file: FileArgs,
    /// `--exit-code`
    #[arg(long, help = help().menu.exit_code)]
    pub exit_code: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Prints the changes that creating the menu in a file would make.
pub(crate) fn diff(args: &DiffArgs, cx: &Context) -> Result<Outcome, Error> {
    let source = args.file.read(cx)?;
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&super::bare_call("get")?, &wechat, cx);
    }
    let after =
        menu::pull(&menu::to_json(&source)).map_or_else(|| menu::to_json(&source), |pulled| pulled.menu);
    let before = current_menu(&wechat, cx)?;
    let changes = menu::diff(&before, &after);
    let text = cx.printer.foreign(&menu::render_changes(&changes));
    let status = if changes.is_empty() { words().menu.same.to_owned() } else { String::new() };
    let failed = args.exit_code && !changes.is_empty();
    let json = menu::changes_json(&changes);
    Ok(Outcome::value(json, text).status(status).failed(failed))
}

/// Fetches the account's menu in the format that `menu create` accepts; returns an empty menu if there is none.
pub(super) fn current_menu(wechat: &crate::wechat::WeChat<'_>, cx: &Context) -> Result<Value, Error> {
    let Some(returned) = super::current(wechat, cx)? else { return Ok(json!({ "button": [] })) };
    let pulled = menu::pull(&returned).ok_or(Usage::NoMenu)?;
    warn_of_losses(&pulled, cx);
    Ok(pulled.menu)
}
