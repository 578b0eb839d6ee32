//! Handlers for customer-service accounts, sessions and records (公众平台文档《客服管理》,《会话控制》,《聊天记录》).

use serde_json::{Value, json};

use super::followers::follower;
use super::media::picture_url;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::kf::{Record, Session};
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "add" => |account, asked| {
        account.kf.add(&asked.text("/kf_account"), asked.text("/nickname")).map(|()| HandlerReply::ok())
    },
    "update" => |account, asked| {
        account.kf.rename(&asked.text("/kf_account"), asked.text("/nickname")).map(|()| HandlerReply::ok())
    },
    "delete" => |account, asked| delete(account, asked),
    "avatar" => |account, asked| avatar(account, asked),
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
    "records" => |account, asked| records(account, asked),
    "records_by_page" => |account, asked| records_by_page(account, asked),
}

/// The maximum span of records, in seconds.
const MAX_SPAN_S: u64 = 24 * 3600;
/// The maximum number of waiting users in an answer.
const MAX_WAITING_SHOWN: usize = 100;
/// The codes of a message that an account sent, and of one that a user sent.
const SENT: u64 = 2002;
const RECEIVED: u64 = 2003;
/// The picture of an account without one, as in the documentation's example.
const NO_PICTURE: &str =
    "http://mmbiz.qpic.cn/mmbiz/4whpV1VZl2iccsvYbHvnphkyGtnvjfUS8Ym0GSaLic0FD3vN0V8PILcibEGb2fPfEOmw/0";

/// `POST` and `GET /customservice/kfaccount/del`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let in_query = |name| asked.call.value(name).unwrap_or_default();
    let worker = in_query("kf_openid");
    if !worker.is_empty() {
        // The workers of a mini-program are in its console; any user may be one.
        return match Openids::of(&account.id).owner(worker) {
            OpenidOwner::Own(_) => Ok(HandlerReply::ok()),
            OpenidOwner::OtherAccount | OpenidOwner::Invalid => Err(ApiError::new(40003)),
        };
    }
    let name = asked.text("/kf_account");
    let name = if name.is_empty() { in_query("kf_account") } else { &name };
    account.kf.delete(name)?;
    Ok(HandlerReply::ok())
}

/// `POST /customservice/kfaccount/uploadheadimg`
fn avatar(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.call.value("kf_account").unwrap_or_default();
    account.kf.own(name)?;
    let file = asked.files.first().ok_or(ApiError::new(41005))?;
    let id = account.media.next_id(&account.id);
    account.kf.own(name)?.picture = picture_url(&account.id, &id, &file.bytes);
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/customservice/getkflist`
fn list(account: &Account) -> HandlerReply {
    let shown = |(name, own): (&String, &crate::mock::state::kf::KfAccount)| {
        let mut shown = json!({
            "kf_account": name,
            "kf_headimgurl": if own.picture.is_empty() { NO_PICTURE } else { own.picture.as_str() },
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
    account.kf.waiting.remove(&user);
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

/// `GET /customservice/kfsession/getwaitcase`: who has waited longest comes first.
fn waiting(account: &Account) -> HandlerReply {
    let openids = Openids::of(&account.id);
    let mut all: Vec<(u64, u64)> = account.kf.waiting.iter().map(|(user, latest)| (*latest, *user)).collect();
    all.sort_unstable();
    let shown = |(latest, user): &(u64, u64)| json!({ "latest_time": latest, "openid": openids.at(*user) });
    let list: Vec<Value> = all.iter().take(MAX_WAITING_SHOWN).map(shown).collect();
    HandlerReply::Json(json!({ "count": all.len(), "waitcaselist": list }))
}

/// Returns the span of time of a call; refuses one that is too long.
fn span(asked: &CheckedCall<'_>) -> Result<std::ops::RangeInclusive<u64>, ApiError> {
    let number = |pointer: &str| asked.number(pointer).ok_or(ApiError::new(65416));
    let (start, end) = (number("/starttime")?, number("/endtime")?);
    if end < start {
        return Err(ApiError::new(65416));
    }
    if end - start > MAX_SPAN_S {
        return Err(ApiError::new(65417));
    }
    Ok(start..=end)
}

fn shown_record(record: &Record) -> Value {
    json!({
        "openid": record.openid, "opercode": if record.is_received { RECEIVED } else { SENT },
        "text": record.text, "time": record.time, "worker": record.worker,
    })
}

/// `POST /customservice/msgrecord/getmsglist`: the texts sent by `message custom`, and those of users in sessions.
fn records(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let span = span(asked)?;
    let number = |pointer: &str| asked.number(pointer).ok_or(ApiError::new(65416));
    let (first, most) = (number("/msgid")?, number("/number")?);
    let within = account.kf.records.iter().filter(|(id, record)| *id >= first && span.contains(&record.time));
    let page: Vec<_> = within.take(usize::try_from(most).unwrap_or(usize::MAX)).collect();
    let next = page.last().map_or(first, |(id, _)| id + 1);
    let list: Vec<Value> = page.iter().map(|(_, record)| shown_record(record)).collect();
    Ok(HandlerReply::Json(json!({ "number": page.len(), "msgid": next, "recordlist": list })))
}

/// `POST /customservice/msgrecord/getrecord`: the same texts, by page.
fn records_by_page(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let span = span(asked)?;
    let size = |pointer: &str| {
        let number = asked.number(pointer).ok_or(ApiError::new(65416))?;
        Ok::<_, ApiError>(usize::try_from(number).unwrap_or(usize::MAX))
    };
    let (page, most) = (size("/pageindex")?, size("/pagesize")?);
    let openid = asked.text("/openid");
    let is_meant =
        |record: &&Record| span.contains(&record.time) && (openid.is_empty() || record.openid == openid);
    let found = account.kf.records.iter().map(|(_, record)| record).filter(is_meant);
    let skipped = page.saturating_sub(1).saturating_mul(most);
    let list: Vec<Value> = found.skip(skipped).take(most).map(shown_record).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "retcode": 0, "recordlist": list })))
}
