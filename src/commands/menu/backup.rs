//! `menu push` and `menu rollback`: replaces a menu, and restores it.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::input::{FileArgs, has_errors, noted};
use super::send::{call, not_sent};
use crate::commands::args::{WechatArgs, confirm};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{state_folder, write_shared};
use crate::http::quoted;
use crate::menu::{self, Finding, Purpose};
use crate::printer::Outcome;
use crate::source::Source;
use crate::store::{StoreCause, StoreError};
use crate::text::{help, words};
use crate::wechat::{Body, Call, WeChat};

/// `menu push`
#[derive(Debug, Args)]
pub(crate) struct PushArgs {
    /// The menu file.
    #[command(flatten)]
    pub file: FileArgs,
    /// The way to replace the menu.
    #[command(flatten)]
    pub replace: ReplaceArgs,
}

/// The arguments of commands that replace the menu.
#[derive(Debug, Args)]
pub(crate) struct ReplaceArgs {
    /// `--backup`
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, help = help().menu.backup)]
    #[expect(
        clippy::option_option,
        reason = "not given, given, given with a file: as clap tells them apart"
    )]
    pub backup: Option<Option<PathBuf>>,
    /// `--no-lint`
    #[arg(long, help = help().menu.no_lint)]
    pub no_lint: bool,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

impl ReplaceArgs {
    /// Returns the findings of lint; none with `--no-lint`.
    pub(super) fn lint(&self, source: &Source) -> Vec<Finding> {
        if self.no_lint { Vec::new() } else { menu::lint(source, Purpose::Create) }
    }
}

/// Replaces the menu by that of a file.
pub(crate) fn push(args: &PushArgs, cx: &Context) -> Result<Outcome, Error> {
    let source = args.file.read(cx)?;
    let findings = args.replace.lint(&source);
    if has_errors(&findings) {
        return Ok(not_sent(&findings));
    }
    let wechat = args.replace.wechat.open(cx)?;
    if args.replace.wechat.previews() {
        return args.replace.wechat.show(&call("create", &source)?, &wechat, cx);
    }
    replace(&source, &findings, &args.replace, &wechat, cx)
}

/// Prints the changes, backs up the current menu, and creates the new one.
pub(super) fn replace(
    source: &Source,
    findings: &[Finding],
    args: &ReplaceArgs,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    let create = call("create", source)?;
    let returned = super::current(wechat, cx)?;
    let before =
        returned.as_ref().and_then(menu::pull).map_or_else(|| json!({ "button": [] }), |pulled| pulled.menu);
    let changes = menu::diff(&before, &menu::to_json(source));
    let json = json!({ "changes": menu::changes_json(&changes) });
    if changes.is_empty() {
        return Ok(Outcome::json(json).findings(noted(findings)).status(words().menu.same));
    }
    let text = cx.printer.foreign(&menu::render_changes(&changes));
    cx.printer.status(&text);
    confirm(args.yes, words().menu.really_push, cx)?;
    let kept = match (&args.backup, &returned) {
        (Some(path), Some(returned)) => Some(back_up(path.as_deref(), returned, wechat, cx)?),
        _ => None,
    };
    cx.block_on(wechat.call(&create))??;
    let status = match &kept {
        Some(path) => {
            let own = matches!(args.backup, Some(Some(_)));
            let rollback = if own {
                format!("menu rollback --from {}", quoted(path))
            } else {
                "menu rollback".to_owned()
            };
            (words().menu.pushed_with_backup)(path, &args.wechat.again(&rollback, cx))
        }
        None => words().menu.created.to_owned(),
    };
    let json = json!({ "changes": menu::changes_json(&changes), "backup": kept });
    Ok(Outcome::json(json).findings(noted(findings)).status(status))
}

/// Writes the returned menu to `path`, or to the account's backup folder, which `menu rollback` reads. Returns the
/// path.
fn back_up(
    path: Option<&Path>,
    returned: &Value,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<String, Error> {
    let path = match path {
        Some(path) => path.to_owned(),
        None => backup_folder(wechat)?.join(format!("menu-{}.json", (cx.system.now_ms)())),
    };
    let shown = path.display().to_string();
    let io = |source| Error::Io { path: shown.clone(), source };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let text = serde_json::to_string_pretty(returned).unwrap_or_default() + "\n";
    write_shared(&path, text.as_bytes()).map_err(io)?;
    Ok(shown)
}

/// Returns the folder of an account's backups.
fn backup_folder(wechat: &WeChat<'_>) -> Result<PathBuf, Error> {
    let name = wechat.token_name(crate::api::Host::Api, "menu")?;
    let safe = |char: char| if char.is_ascii_alphanumeric() { char } else { '_' };
    let folder: String = format!("{}-{}", name.account, name.base).chars().map(safe).collect();
    let no_home = || Error::Store(StoreError { place: "menus".to_owned(), cause: StoreCause::NoHome });
    let state = state_folder().ok_or_else(no_home)?;
    Ok(state.join("menus").join(folder))
}

/// `menu rollback`
#[derive(Debug, Args)]
pub(crate) struct RollbackArgs {
    /// `--from`
    #[arg(long, value_name = "FILE", help = help().menu.rollback_from)]
    pub from: Option<PathBuf>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Restores the menu that the last `menu push --backup` replaced.
pub(crate) fn rollback(args: &RollbackArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let path = match &args.from {
        Some(path) => path.clone(),
        None => newest_backup(&wechat)?.ok_or(Usage::NoBackup)?,
    };
    let returned = menu::to_json(&super::input::read(&path, "--from", cx)?);
    let pulled = menu::pull(&returned).ok_or(Usage::NoMenu)?;
    let create = with_body("create", &pulled.menu)?;
    if args.wechat.previews() {
        return args.wechat.show(&create, &wechat, cx);
    }
    let shown = path.display().to_string();
    let now = super::current(&wechat, cx)?.as_ref().and_then(menu::pull);
    let before = now.as_ref().map_or_else(|| json!({ "button": [] }), |pulled| pulled.menu.clone());
    let changes = menu::diff(&before, &pulled.menu);
    let gone = now.as_ref().map_or(0, |now| now.conditional.len()) < pulled.conditional.len();
    if changes.is_empty() && !gone {
        let json = json!({ "from": shown, "changes": [], "conditional_restored": 0 });
        return Ok(Outcome::json(json).status(words().menu.same));
    }
    cx.printer.status(&cx.printer.foreign(&menu::render_changes(&changes)));
    confirm(args.yes, words().menu.really_push, cx)?;
    super::compare::warn_of_losses(&pulled, cx);
    cx.block_on(wechat.call(&create))??;
    // Creating a menu keeps the conditional menus; only those deleted since the backup are added again.
    let there = |conditional: &menu::ConditionalMenu| {
        now.as_ref().is_some_and(|now| now.conditional.iter().any(|own| own.menu == conditional.menu))
    };
    let mut restored = 0;
    for conditional in pulled.conditional.iter().filter(|conditional| !there(conditional)) {
        let call = with_body("add-conditional", &conditional.menu)?;
        cx.block_on(wechat.call(&call))??;
        restored += 1;
    }
    let json =
        json!({ "from": shown, "changes": menu::changes_json(&changes), "conditional_restored": restored });
    Ok(Outcome::json(json).status((words().menu.rolled_back)(&shown)))
}

fn with_body(action: &str, menu: &Value) -> Result<Call, Error> {
    Ok(Call { body: Body::Json(menu.to_string()), ..super::bare_call(action)? })
}

/// Returns the newest backup of the account.
fn newest_backup(wechat: &WeChat<'_>) -> Result<Option<PathBuf>, Error> {
    let Ok(entries) = std::fs::read_dir(backup_folder(wechat)?) else { return Ok(None) };
    let stamp =
        |path: &PathBuf| -> Option<u64> { path.file_stem()?.to_str()?.strip_prefix("menu-")?.parse().ok() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter_map(|path| Some((stamp(&path)?, path))).max().map(|(_, path)| path))
}
