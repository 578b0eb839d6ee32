//! Handlers for 微信客服 (企业微信文档《微信客服》).

use serde_json::{Value, json};

use super::work_message::has_media;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::media::stable_id;
use crate::mock::state::work_kf::{KfAccount, SAMPLE_CUSTOMER};

handlers! {
    "list" => |_, asked| Ok(list(asked)),
    "add" => |_, asked| add(asked),
    "update" => |_, asked| update(asked),
    "delete" => |_, asked| delete(asked),
    "link" => |_, asked| link(asked),
    "servicers" => |_, asked| servicers(asked),
    "add_servicers" => |_, asked| change_servicers(asked, true),
    "remove_servicers" => |_, asked| change_servicers(asked, false),
    "state" => |_, asked| state(asked),
    "transfer" => |_, asked| transfer(asked),
    "sync" => |_, asked| sync(asked),
    "send" => |_, asked| send(asked),
    "on_event" => |_, asked| on_event(asked),
    "customers" => |_, asked| Ok(customers(asked)),
}

/// The `origin` of a message that the API or a member sent.
const FROM_SERVICE: u64 = 5;
/// The number of messages that `sync_msg` returns if `limit` is not given.
const DEFAULT_LIMIT: u64 = 1000;
/// The code of the example in help.
const SAMPLE_CODE: &str = "CODE";

/// Returns an account; 95000 if there is none.
fn account<'a>(asked: &'a mut CheckedCall<'_>) -> Result<&'a mut KfAccount, ApiError> {
    let id = asked.text("/open_kfid");
    asked.company.kf.accounts.get_mut(&id).ok_or(ApiError::new(95000))
}

/// `POST /cgi-bin/kf/account/list`
fn list(asked: &CheckedCall<'_>) -> HandlerReply {
    let size = |pointer: &str, default| {
        asked.number(pointer).and_then(|size| usize::try_from(size).ok()).unwrap_or(default)
    };
    let shown = |(id, own): (&String, &KfAccount)| json!({ "open_kfid": id, "name": own.name, "avatar": "https://wework.qpic.cn/wwpic/kf/0" });
    let accounts = asked.company.kf.accounts.iter().skip(size("/offset", 0)).take(size("/limit", 100));
    let list: Vec<Value> = accounts.map(shown).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "account_list": list }))
}

/// `POST /cgi-bin/kf/account/add`
fn add(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, media_id) = (asked.text("/name"), asked.text("/media_id"));
    if name.is_empty() {
        return Err(ApiError::saying(40058, "missing name"));
    }
    has_media(&media_id, "image", asked)?;
    let number = asked.company.kf.next();
    let id = format!("wk{}", &stable_id(&asked.company.id, "kf", number, 30));
    asked.company.kf.accounts.insert(id.clone(), KfAccount { name, media_id, ..KfAccount::default() });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "open_kfid": id })))
}

/// `POST /cgi-bin/kf/account/update`
fn update(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, media_id) = (asked.text("/name"), asked.text("/media_id"));
    if !media_id.is_empty() {
        has_media(&media_id, "image", asked)?;
    }
    let own = account(asked)?;
    if !name.is_empty() {
        own.name = name;
    }
    if !media_id.is_empty() {
        own.media_id = media_id;
    }
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/kf/account/del`
fn delete(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/open_kfid");
    asked.company.kf.accounts.remove(&id).ok_or(ApiError::new(95000))?;
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/kf/add_contact_way`
fn link(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, scene) = (asked.text("/open_kfid"), asked.text("/scene"));
    account(asked)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if !scene.bytes().all(is_plain) {
        return Err(ApiError::saying(40058, "invalid scene"));
    }
    let name = stable_id(&asked.company.id, &format!("{id}/{scene}"), 0, 18).to_lowercase();
    let link = format!("https://work.weixin.qq.com/kf/kf{name}");
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "url": link })))
}

/// `GET /cgi-bin/kf/servicer/list`
fn servicers(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("open_kfid").unwrap_or_default();
    let own = asked.company.kf.accounts.get(id).ok_or(ApiError::new(95000))?;
    let list: Vec<Value> =
        own.servicers.iter().map(|userid| json!({ "userid": userid, "status": 0 })).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "servicer_list": list })))
}

/// `POST /cgi-bin/kf/servicer/add`, `POST /cgi-bin/kf/servicer/del`: each userid has a result of its own.
fn change_servicers(asked: &mut CheckedCall<'_>, adds: bool) -> HandlerResult {
    let mut users = asked.texts("/userid_list");
    let parties = asked.numbers("/department_id_list");
    let members = asked.company.members_in(&parties).filter_map(|member| member["userid"].as_str());
    users.extend(members.map(str::to_owned));
    let known: Vec<bool> = users.iter().map(|userid| asked.company.member(userid).is_some()).collect();
    let own = account(asked)?;
    let mut results = Vec::new();
    for (userid, is_known) in users.into_iter().zip(known) {
        let code = match (is_known, adds) {
            (false, _) => 60111,
            (true, true) => {
                own.servicers.insert(userid.clone());
                0
            }
            (true, false) if own.servicers.remove(&userid) => 0,
            (true, false) => 95013,
        };
        let said = if code == 0 { "success" } else { "fail" };
        results.push(json!({ "userid": userid, "errcode": code, "errmsg": said }));
    }
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "result_list": results })))
}

/// `POST /cgi-bin/kf/service_state/get`
fn state(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, customer) = (asked.text("/open_kfid"), asked.text("/external_userid"));
    account(asked)?;
    let session = asked.company.kf.session(&id, &customer);
    let mut reply = json!({ "errcode": 0, "errmsg": "ok", "service_state": session.state });
    if !session.servicer.is_empty() {
        reply["servicer_userid"] = json!(session.servicer);
    }
    Ok(HandlerReply::Json(reply))
}

/// `POST /cgi-bin/kf/service_state/trans`: a session that has ended cannot be taken up again by the API.
fn transfer(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, customer) = (asked.text("/open_kfid"), asked.text("/external_userid"));
    let (state, servicer) =
        (asked.number("/service_state").unwrap_or_default(), asked.text("/servicer_userid"));
    let own = account(asked)?;
    if state == 3 && !own.servicers.contains(&servicer) {
        return Err(ApiError::new(95013));
    }
    let session = asked.company.kf.session(&id, &customer);
    if session.last.is_none() || session.state == 4 || state == 0 {
        return Err(ApiError::new(95016));
    }
    session.state = state;
    session.servicer = if state == 3 { servicer } else { String::new() };
    let code = stable_id(&asked.company.id, "msg_code", asked.call.now_ms, 30);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "msg_code": code })))
}

/// `POST /cgi-bin/kf/sync_msg`: a cursor is the number of messages before it.
fn sync(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, cursor) = (asked.text("/open_kfid"), asked.text("/cursor"));
    account(asked)?;
    let (token, company) = (asked.text("/token"), &asked.company);
    if !company.kf.takes_token(&company.id, &token, asked.now()) {
        return Err(ApiError::new(95007));
    }
    let start: usize = match cursor.as_str() {
        "" => 0,
        cursor => cursor.parse().map_err(|_| ApiError::saying(40058, "invalid cursor"))?,
    };
    let most = usize::try_from(asked.number("/limit").unwrap_or(DEFAULT_LIMIT)).unwrap_or(usize::MAX);
    let messages = &asked.company.kf.messages;
    let own: Vec<(usize, &Value)> =
        (1..).zip(messages).skip(start).filter(|(_, message)| message["open_kfid"] == *id).collect();
    let page = &own[..own.len().min(most)];
    let next = page.last().map_or(start, |(number, _)| *number);
    let list: Vec<&Value> = page.iter().map(|(_, message)| *message).collect();
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "next_cursor": next.to_string(),
        "has_more": u8::from(own.len() > page.len()), "msg_list": list,
    })))
}

/// `POST /cgi-bin/kf/send_msg`
fn send(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, customer, now) = (asked.text("/open_kfid"), asked.text("/touser"), asked.now());
    let kind = asked.text("/msgtype");
    account(asked)?;
    let content = asked.body.get(&kind).filter(|content| content.is_object()).cloned();
    let content = content.ok_or_else(|| ApiError::saying(40058, format!("missing {kind}")))?;
    if kind == "text" && content["content"].as_str().is_none_or(str::is_empty) {
        return Err(ApiError::new(44004));
    }
    if let Some(media) = content["media_id"].as_str() {
        has_media(media, &kind, asked)?;
    }
    let given = asked.text("/msgid");
    let session = asked.company.kf.session(&id, &customer);
    if session.last.is_none() {
        return Err(ApiError::new(95004));
    }
    if !matches!(session.state, 0 | 1) {
        return Err(ApiError::new(95018));
    }
    if !session.may_send(now) {
        return Err(ApiError::new(95001));
    }
    session.sent += 1;
    let number = asked.company.kf.next();
    let msgid = if given.is_empty() { format!("kfmsg{number:08}") } else { given };
    let mut message = json!({
        "msgid": msgid, "open_kfid": id, "external_userid": customer, "send_time": now, "origin": FROM_SERVICE,
        "msgtype": kind,
    });
    message[&kind] = content;
    asked.company.kf.messages.push(message);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": msgid })))
}

/// `POST /cgi-bin/kf/send_msg_on_event`: the mock hands out no codes but that of the example.
fn on_event(asked: &mut CheckedCall<'_>) -> HandlerResult {
    if asked.text("/code") != SAMPLE_CODE {
        return Err(ApiError::saying(40058, "invalid code"));
    }
    let number = asked.company.kf.next();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": format!("kfmsg{number:08}") })))
}

/// `POST /cgi-bin/kf/customer/batchget`
fn customers(asked: &CheckedCall<'_>) -> HandlerReply {
    let written =
        |id: &String| asked.company.kf.messages.iter().any(|message| message["external_userid"] == **id);
    let (known, unknown): (Vec<String>, Vec<String>) =
        asked.texts("/external_userid_list").into_iter().partition(|id| id == SAMPLE_CUSTOMER || written(id));
    let shown = |id: &String| json!({ "external_userid": id, "nickname": "李雷", "avatar": "", "gender": 0 });
    let list: Vec<Value> = known.iter().map(shown).collect();
    HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "customer_list": list, "invalid_external_userid": unknown,
    }))
}
