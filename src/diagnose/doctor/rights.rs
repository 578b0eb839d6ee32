//! The endpoints that the account may call, and the kind of account that this suggests.

use std::cell::RefCell;

use serde_json::json;

use super::{Examination, Finding, holds, is_refusal};
use crate::api::errcode::ErrcodeKind;
use crate::api::{Auth, Host, Method};
use crate::wechat::{Body, Call, WechatError};

/// The errcode of a missing permission.
pub(super) const UNAUTHORIZED: i64 = 48001;

/// A harmless call whose refusal with 48001 shows that the account lacks a permission.
struct Probe {
    method: Method,
    path: &'static str,
    /// The commands, or the paths, that need the same permission.
    commands: &'static str,
    /// The members of which a granted answer has at least one.
    members: &'static [&'static str],
}

const fn get(path: &'static str, commands: &'static str, members: &'static [&'static str]) -> Probe {
    Probe { method: Method::Get, path, commands, members }
}

const TEMPLATES: &str = "/cgi-bin/template/get_all_private_template";
const PUBLISHED: &str = "/cgi-bin/freepublish/batchget";

const PROBES: [Probe; 7] = [
    get("/cgi-bin/menu/get", "menu", &["menu"]),
    get("/cgi-bin/user/get", "user, tag, blacklist", &["total"]),
    get(
        "/cgi-bin/get_current_autoreply_info",
        "autoreply",
        &["is_autoreply_open", "is_add_friend_reply_open"],
    ),
    get("/cgi-bin/draft/count", "/cgi-bin/draft/…", &["total_count"]),
    Probe {
        method: Method::Post,
        path: PUBLISHED,
        commands: "/cgi-bin/freepublish/…",
        members: &["total_count", "item_count", "item"],
    },
    get(TEMPLATES, "/cgi-bin/template/…, /cgi-bin/message/template/…", &["template_list"]),
    get("/cgi-bin/customservice/getkflist", "/cgi-bin/customservice/…", &["kf_list"]),
];

/// The results of the calls.
#[derive(Debug, Default)]
pub(super) struct Rights {
    /// The path of each call, what needs the same permission, and whether it is there.
    calls: Vec<(&'static str, &'static str, bool)>,
    /// True if not each call told whether the permission is there.
    is_cut: bool,
    /// The first path whose answer lacks what it is documented to hold.
    unexpected: Option<&'static str>,
    /// The error that ended the calls, until it is reported.
    error: RefCell<Option<WechatError>>,
}

/// The kind of account that the permissions suggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountKind {
    /// A verified service account, or a test account: it may send template messages (facts of 模板消息).
    Service,
    /// A verified account of another kind: it may publish.
    Verified,
    /// An account that is not verified: it has drafts, and lost publishing in July 2025 (公众平台文档《发布能力》).
    Unverified,
    /// No official account: every call was refused.
    Other,
}

impl Rights {
    fn has(&self, path: &str) -> bool {
        self.calls.iter().any(|&(own, _, allowed)| own == path && allowed)
    }

    fn kind(&self) -> AccountKind {
        if self.has(TEMPLATES) {
            AccountKind::Service
        } else if self.has(PUBLISHED) {
            AccountKind::Verified
        } else if self.calls.iter().any(|&(.., allowed)| allowed) {
            AccountKind::Unverified
        } else {
            AccountKind::Other
        }
    }
}

/// Returns whether an errcode of this kind does not tell whether the account has the permission.
fn is_silent(kind: ErrcodeKind) -> bool {
    matches!(kind, ErrcodeKind::Quota | ErrcodeKind::Rate | ErrcodeKind::Busy | ErrcodeKind::Permission)
}

async fn look(examination: &Examination<'_>) -> Rights {
    let mut rights = Rights::default();
    for Probe { method, path, commands, members } in PROBES {
        let body = match method {
            Method::Get => Body::Empty,
            _ => Body::Json(json!({ "offset": 0, "count": 1, "no_content": 1 }).to_string()),
        };
        let call = Call {
            method,
            host: Host::Api,
            path: path.to_owned(),
            query: Vec::new(),
            body,
            token: Auth::AccessToken,
            hidden: Vec::new(),
            headers: Vec::new(),
            is_sent_once: false,
            sealing: None,
            platform: None,
        };
        match examination.wechat.call(&call).await {
            Err(WechatError::Refused(refusal)) if refusal.errcode == UNAUTHORIZED => {
                rights.calls.push((path, commands, false));
            }
            Err(WechatError::Refused(refusal)) if refusal.kind().is_some_and(is_silent) => {
                rights.is_cut = true;
            }
            // Any other errcode, such as 46003 (no menu), is about the data and comes after the permission.
            Err(error @ WechatError::Refused(_)) if !is_refusal(&error) => {
                rights.calls.push((path, commands, true));
            }
            Ok(reply) if !holds(&reply, members) => {
                rights.is_cut = true;
                rights.unexpected = rights.unexpected.or(Some(path));
            }
            Ok(_) => rights.calls.push((path, commands, true)),
            Err(error) => {
                rights.is_cut = true;
                rights.error.replace(Some(error));
                break;
            }
        }
    }
    rights
}

/// Makes the calls, once for an examination.
async fn known<'a>(examination: &'a Examination<'_>) -> &'a Rights {
    if examination.rights.get().is_none() {
        let rights = look(examination).await;
        examination.rights.set(rights).ok();
    }
    examination.rights.get_or_init(Rights::default)
}

/// Finds the permissions that the account lacks.
pub(super) async fn rights(examination: &Examination<'_>) -> Vec<Finding> {
    let rights = known(examination).await;
    let names = |wanted: bool| {
        let own = rights.calls.iter().filter(move |(.., allowed)| *allowed == wanted);
        own.map(|(_, commands, _)| *commands).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    if !rights.is_cut && rights.kind() == AccountKind::Other {
        found.push(Finding::NotOfficial(names(false)));
    } else {
        if !names(true).is_empty() {
            found.push(Finding::Allowed(names(true)));
        }
        let denied = rights.calls.iter().filter(|(.., allowed)| !allowed);
        found.extend(denied.map(|&(path, commands, _)| Finding::Denied { path, commands }));
    }
    found.extend(rights.unexpected.map(Finding::Unexpected));
    if rights.is_cut && found.is_empty() && rights.error.borrow().is_none() {
        found.push(Finding::NoRights);
    }
    found.extend(rights.error.take().map(|error| Finding::Failed(Box::new(error))));
    found
}

/// Guesses the kind of account.
pub(super) async fn kind(examination: &Examination<'_>) -> Vec<Finding> {
    let rights = known(examination).await;
    vec![if rights.is_cut { Finding::NoRights } else { Finding::Kind(rights.kind()) }]
}
