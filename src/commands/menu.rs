//! `webot menu`: manages the custom menu of an account.

mod backup;
mod compare;
mod edit;
mod input;
mod send;

pub(crate) use backup::{PushArgs, RollbackArgs, push, rollback};
pub(crate) use compare::{DiffArgs, PullArgs, diff, pull};
pub(crate) use edit::{EditArgs, edit};
pub(crate) use input::{FileArgs, LintArgs, PreviewArgs, has_errors, lint, lint_text, noted, preview};
pub(crate) use send::{CreateArgs, DeleteArgs, add_conditional, create, delete, not_sent};

use serde_json::Value;

use super::endpoint::entry;
use crate::context::Context;
use crate::error::Error;
use crate::wechat::WechatError;
use crate::wechat::{Call, WeChat};

/// The errcode if the account has no menu.
const NO_MENU: i64 = 46003;

/// Returns the call of a `menu` endpoint without parameters.
fn bare_call(action: &str) -> Result<Call, Error> {
    Ok(Call::of(&entry(&format!("menu {action}"))?, Vec::new()))
}

/// Fetches the account's menu as WeChat returns it: the one created by API, otherwise the one edited on the website;
/// `None` if there is neither.
pub(crate) fn current(wechat: &WeChat<'_>, cx: &Context) -> Result<Option<Value>, Error> {
    let of = |action| match cx.block_on(wechat.call(&bare_call(action)?))? {
        Ok(reply) => Ok(reply.json()),
        Err(error) if is_no_menu(&error) => Ok(None),
        Err(error) => Err(Error::from(error)),
    };
    if let Some(menu) = of("get")? {
        return Ok(Some(menu));
    }
    Ok(of("info")?.filter(|info| info["is_menu_open"] != 0 && !info["selfmenu_info"]["button"].is_null()))
}

fn is_no_menu(error: &WechatError) -> bool {
    matches!(error, WechatError::Refused(refusal) if refusal.errcode == NO_MENU)
}
