//! Handlers for customer-service accounts, sessions and records (公众平台文档《客服管理》,《会话控制》,《聊天记录》).

use serde_json::{Value, json};

use super::followers::follower;
use super::media::picture_url;
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
    "waiting" => |account, _| Ok(waiting(account)),
    "avatar" => |account, asked| avatar(account, asked),
    "records" => |account, asked| records(account, asked),
}

/// The maximum span of records, in seconds.
const MAX_SPAN_S: u64 = 24 * 3600;
/// The maximum number of waiting users in an answer.
const MAX_WAITING_SHOWN: usize = 100;
/// The code of a message that an account sent.
const SENT: u64 = 2002;

/// `GET /cgi-bin/customservice/getkflist`
fn list(account: &Account) -> HandlerReply {
    let shown = |(name, own): (&String, &crate::mock::state::kf::KfAccount)| {
        let mut shown = json!({
            "kf_account": name,
            "kf_headimgurl": own.avatar,
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
    let user = follower(&Openids::of(&account.id), &asked.text("/openid"), asked)?;
    if account.kf.sessions.get(&user).is_some_and(|session| session.account != name) {
        return Err(ApiError::new(65414));
    }
    let created = asked.now();
    account.kf.waiting.remove(&user);
    account.kf.sessions.entry(user).or_insert(Session { account: name, created });
    Ok(HandlerReply::ok())
}

/// `POST /customservice/kfsession/close`
fn close(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.text("/kf_account");
    account.kf.own(&name)?;
    let user = follower(&Openids::of(&account.id), &asked.text("/openid"), asked)?;
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
    let user = follower(&Openids::of(&account.id), openid, asked)?;
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

/// `POST /customservice/kfaccount/uploadheadimg`. The picture is not asked for again.
fn avatar(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.call.value("kf_account").unwrap_or_default();
    account.kf.own(name)?;
    let file = asked.files.first().ok_or(ApiError::new(41005))?;
    let id = account.media.next_id(&account.id);
    account.kf.own(name)?.avatar = picture_url(&account.id, &id, &file.bytes);
    Ok(HandlerReply::ok())
}

/// `GET /customservice/kfsession/getwaitcase`: who has waited longest comes first.
fn waiting(account: &Account) -> HandlerReply {
    let openids = Openids::of(&account.id);
    let mut all: Vec<(u64, u64)> = account.kf.waiting.iter().map(|(user, latest)| (*latest, *user)).collect();
    all.sort_unstable();
    let shown = |(latest, user): &(u64, u64)| json!({ "latest_time": latest, "openid": openids.at(*user) });
    let list: Vec<Value> = all.iter().take(MAX_WAITING_SHOWN).map(shown).collect();
    HandlerReply::Json(json!({ "count": all.len(), "waitcaselist": list }))
}

/// `POST /customservice/msgrecord/getmsglist`: the texts sent by `message custom`.
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
                "openid": record.openid, "opercode": SENT, "text": record.text,
                "time": record.time, "worker": record.worker,
            })
        })
        .collect();
    Ok(HandlerReply::Json(json!({ "number": page.len(), "msgid": next, "recordlist": list })))
}
