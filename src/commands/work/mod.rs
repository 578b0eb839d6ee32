//! `webot work`: what needs more than one call of WeCom's API, or more than the arguments of an endpoint.

mod app;
mod card;
mod kf;
mod limits;
mod message;
mod notify;
mod suite;
mod token;

pub(crate) use app::{MenuArgs, OauthArgs, create_menu, jssdk_agent, jssdk_config, oauth_url};
pub(crate) use card::{CardArgs, card};
pub(crate) use kf::{PullArgs, ServeArgs, pull, serve};
pub(crate) use limits::warn_of_cuts;
pub(crate) use message::{ChatArgs, SendArgs, send, send_to_chat};
pub(crate) use notify::{NotifyArgs, notify};
pub(crate) use suite::{
    AuthorizeArgs, PreAuthArgs, SuiteShowArgs, SuiteTicketArgs, SuiteTokenArgs, authorize, pre_auth_code,
    suite_show, suite_ticket, suite_token,
};
pub(crate) use token::{GetArgs as TokenArgs, ShowArgs as StoredArgs, clear, get, show};

use serde_json::Value;

use crate::context::Context;
use crate::printer::Outcome;
use crate::text::words;

/// The members of an answer that name what a call had no effect for, although its errcode is 0.
const UNREACHED: [&str; 7] =
    ["invaliduser", "invalidparty", "invalidtag", "invalidlist", "unlicenseduser", "user_list", "rule_list"];
/// The calls whose answers lack what apps do not get since 2022-06-20.
const WITHOUT_DETAILS: [&str; 2] = ["/cgi-bin/user/get", "/cgi-bin/user/list"];
/// Some of the details that are missing.
const DETAILS: [&str; 3] = ["mobile", "email", "avatar"];

/// Warns of receivers that an answer says were not reached, and names missing details.
pub(crate) fn remarked(path: &str, json: &Value, outcome: Outcome, cx: &Context) -> Outcome {
    for member in UNREACHED {
        let value = match &json[member] {
            Value::String(text) => text.replace('|', words().comma),
            Value::Array(items) => {
                let shown = |item: &Value| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
                items
                    .iter()
                    .filter(|item| !item.is_object())
                    .map(shown)
                    .collect::<Vec<_>>()
                    .join(words().comma)
            }
            _ => continue,
        };
        if !value.is_empty() {
            cx.printer.warning(&(words().work.unreached)(member, &cx.printer.foreign(&value)));
        }
    }
    let members = json["userlist"].as_array().map_or_else(|| vec![json], |list| list.iter().collect());
    let has_details = |member: &&Value| DETAILS.iter().any(|detail| member.get(detail).is_some());
    if WITHOUT_DETAILS.contains(&path) && !members.iter().any(has_details) {
        return outcome.status(words().work.hidden);
    }
    outcome
}
