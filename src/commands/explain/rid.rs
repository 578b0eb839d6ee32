//! Looks up the requests behind the `rid` of an error, with the configured account.

use serde_json::{Value, json};

use super::ExplainArgs;
use crate::api::errcode::ErrcodeFamily;
use crate::api::{self, Host, ParamPlace};
use crate::commands::args::{ConnectionArgs, WechatArgs};
use crate::config::Key;
use crate::context::Context;
use crate::diagnose::explain::Explanation;
use crate::error::Error;
use crate::secret::{MASK, Position, is_secret};
use crate::text;
use crate::wechat::{Call, WechatError};

/// The path of the look-up.
const PATH: &str = "/cgi-bin/openapi/rid/get";
/// The time limit for one answer, in seconds: the explanation does not depend on it.
const LIMIT_S: &str = "5";

/// The length of a rid, in bytes.
const RID_BYTES: usize = 26;

/// The result of a look-up.
pub(super) enum LookedUp {
    /// The members of the request, in the order of the answer; secrets in its URL are masked.
    Request(Vec<(String, String)>),
    /// The reason why it was not found.
    Failed(String),
}

/// Looks up the request of an error of an official account or a mini-program. Returns `None` if there is no rid or no
/// account to ask with.
pub(super) fn look_up(
    text: &str,
    found: &[Explanation],
    args: &ExplainArgs,
    cx: &Context,
) -> Option<LookedUp> {
    let of_api = |found: &Explanation| matches!(found, Explanation::Errcode(code) if code.family == ErrcodeFamily::Api);
    let rid = rid_in(text).filter(|_| found.iter().any(of_api))?;
    if args.offline || !(args.mock || has_account(cx)) {
        return None;
    }
    Some(match ask(rid, args, cx) {
        Ok(request) => LookedUp::Request(members(&request, cx)),
        Err(error) => LookedUp::Failed(text::error(&error).message),
    })
}

/// Returns the rid in a text, such as `rid: 61725984-6126f6f9-040f19c4`.
fn rid_in(text: &str) -> Option<&str> {
    let is_rid = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        let is_part = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        parts.len() == 3 && parts.iter().all(is_part)
    };
    text.match_indices("rid").find_map(|(at, name)| {
        let rest = text[at + name.len()..].trim_start_matches([':', '=', ' ', '"']);
        rest.get(..RID_BYTES).filter(|rid| is_rid(rid))
    })
}

/// Returns whether an account is configured. A broken configuration is reported by the commands that need it.
fn has_account(cx: &Context) -> bool {
    let Ok(settings) = cx.settings_with(|_, _| {}) else { return false };
    [Key::Appid, Key::Secret].iter().all(|&key| matches!(settings.get(key), Ok(Some(_))))
}

fn ask(rid: &str, args: &ExplainArgs, cx: &Context) -> Result<Value, Error> {
    let connection = WechatArgs {
        mock: args.mock,
        retries: Some(0),
        connection: ConnectionArgs { timeout: Some(LIMIT_S.to_owned()), ..ConnectionArgs::default() },
        ..WechatArgs::default()
    };
    let wechat = connection.open(cx)?;
    let entry = api::at(Host::Api, PATH).into_iter().next();
    let entry = entry.ok_or_else(|| WechatError::Bug(format!("{PATH} is not in the table")))?;
    let call = Call::of(&entry, vec![("rid", ParamPlace::Body, json!(rid))]);
    let reply = cx.block_on(wechat.call(&call))??;
    Ok(reply.json().unwrap_or_default()["request"].take())
}

/// Returns the members of a request as text.
fn members(request: &Value, cx: &Context) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let masked = |name: &str, value: String| {
        if name == "request_url" && !cx.show_secrets { masked_query(&value) } else { value }
    };
    let members = request.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.clone(), masked(name, text(value)))).collect()
}

/// Masks the secrets of a URL or query.
fn masked_query(url: &str) -> String {
    let mask = |pair: &str| {
        let (name, _) = pair.split_once('=')?;
        let bare = name.rsplit('?').next().unwrap_or_default();
        is_secret(bare, Position::Query).then(|| format!("{name}={MASK}"))
    };
    url.split('&').map(|pair| mask(pair).unwrap_or_else(|| pair.to_owned())).collect::<Vec<_>>().join("&")
}
