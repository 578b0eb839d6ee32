//! Handlers for customer-service accounts, sessions and records (公众平台文档《客服管理》,《会话控制》,《聊天记录》).

use serde_json::{Value, json};

use super::followers::follower;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::kf::Session;
use crate::mock::state::openid::Openids;

handlers! {
    "add" => |account, asked| {
        account.kf.add(&asked.text("/kf_account"), asked.text("/nickname")).map(|()| HandlerReply::ok())
    },
    "update" => |account, asked| {
        account.kf.rename(&asked.text("/kf_account"), asked.text("/nickname")).map(|()| HandlerReply::ok())
    },
    "delete" => |account, asked| {
        account.kf.delete(&asked.text("/kf_account")).map(|()| HandlerReply::ok())
    },
    "invite" => |account, asked| {
        account.kf.invite(&asked.text("/kf_account"), asked.text("/invite_wx")).map(|()| HandlerReply::ok())
    },
    "list" => |account, _| Ok(list(account)),
    "online" => |account, _| Ok(online(account)),
    "create" => |account, asked| create(account, asked),
    "close" => |account, asked| close(account, asked),
    "session" => |account, asked| session(account, asked),
    "sessions" => |account, asked| sessions(account, asked),
    "waiting" => |_, _| Ok(HandlerReply::Json(json!({ "count": 0, "waitcaselist": [] }))),
    "records" => |account, asked| records(account, asked),
}

/// The maximum span of records, in seconds.
const MAX_SPAN_S: u64 = 24 * 3600;
/// The codes of a message that an account sent, and of one that a user sent.
const SENT: u64 = 2002;
const RECEIVED: u64 = 2003;

/// `GET /cgi-bin/customservice/getkflist`
fn list(account: &Account) -> HandlerReply {
    let shown = |(name, own): (&String, &crate::mock::state::kf::KfAccount)| {
        let mut shown = json!({
            "kf_account": name,
            "kf_headimgurl": "",
            "kf_id": own.id.to_string(),
            "kf_nick": own.nickname,
        });
        if own.invited.is_empty() {
            shown["kf_wx"] = json!(format!("kfwx{}", own.id));
        } else {
            shown["invite_wx"] = json!(own.invited);
            shown["invite_status"] = json!("waiting");
        }
        shown
    };
    let list: Vec<Value> = account.kf.accounts.iter().map(shown).collect();
    HandlerReply::Json(json!({ "kf_list": list }))
}

/// `GET /cgi-bin/customservice/getonlinekflist`: all accounts are online.
fn online(account: &Account) -> HandlerReply {
    let sessions = &account.kf.sessions;
    let shown = |(name, own): (&String, &crate::mock::state::kf::KfAccount)| {
        let served = sessions.values().filter(|session| session.account == *name).count();
        json!({ "kf_account": name, "status": 1, "kf_id": own.id.to_string(), "accepted_case": served })
    };
    let list: Vec<Value> = account.kf.accounts.iter().map(shown).collect();
    HandlerReply::Json(json!({ "kf_online_list": list }))
}

/// `POST /customservice/kfsession/create`
fn create(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.text("/kf_account");
    account.kf.own(&name)?;
    let user = follower(account, &asked.text("/openid"), asked)?;
    if account.kf.sessions.get(&user).is_some_and(|session| session.account != name) {
        return Err(ApiError::new(65414));
    }
    let created = asked.now();
    account.kf.sessions.entry(user).or_insert(Session { account: name, created });
    Ok(HandlerReply::ok())
}

/// `POST /customservice/kfsession/close`
fn close(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.text("/kf_account");
    account.kf.own(&name)?;
    let user = follower(account, &asked.text("/openid"), asked)?;
    match account.kf.sessions.get(&user) {
        None => Err(ApiError::new(65413)),
        Some(session) if session.account != name => Err(ApiError::new(65414)),
        Some(_) => {
            account.kf.sessions.remove(&user);
            Ok(HandlerReply::ok())
        }
    }
}

/// `GET /customservice/kfsession/getsession`; of one whom nobody serves the account is empty.
fn session(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openid = asked.call.value("openid").unwrap_or_default();
    let user = follower(account, openid, asked)?;
    let session = account.kf.sessions.get(&user);
    let (created, name) = session.map_or((0, ""), |session| (session.created, &session.account));
    Ok(HandlerReply::Json(json!({ "createtime": created, "kf_account": name })))
}

/// `GET /customservice/kfsession/getsessionlist`
fn sessions(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.call.value("kf_account").unwrap_or_default();
    account.kf.own(name)?;
    let openids = Openids::of(&account.id);
    let own = account.kf.sessions.iter().filter(|(_, session)| session.account == name);
    let shown = |(user, session): (&u64, &Session)| json!({ "createtime": session.created, "openid": openids.at(*user) });
    let list: Vec<Value> = own.map(shown).collect();
    Ok(HandlerReply::Json(json!({ "sessionlist": list })))
}

/// `POST /customservice/msgrecord/getmsglist`: the texts sent by `message custom`, and those of users in sessions.
fn records(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let number = |pointer: &str| asked.number(pointer).ok_or(ApiError::new(65416));
    let (start, end) = (number("/starttime")?, number("/endtime")?);
    let (first, most) = (number("/msgid")?, number("/number")?);
    if end < start {
        return Err(ApiError::new(65416));
    }
    if end - start > MAX_SPAN_S {
        return Err(ApiError::new(65417));
    }
    let within =
        account.kf.records.iter().filter(|(id, record)| *id >= first && (start..=end).contains(&record.time));
    let page: Vec<_> = within.take(usize::try_from(most).unwrap_or(usize::MAX)).collect();
    let next = page.last().map_or(first, |(id, _)| id + 1);
    let list: Vec<Value> = page
        .iter()
        .map(|(_, record)| {
            json!({
                "openid": record.openid, "opercode": if record.is_received { RECEIVED } else { SENT },
                "text": record.text,
                "time": record.time, "worker": record.worker,
            })
        })
        .collect();
    Ok(HandlerReply::Json(json!({ "number": page.len(), "msgid": next, "recordlist": list })))
}
