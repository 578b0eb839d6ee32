//! Handlers for live rooms (微信开放文档《直播间管理》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;

handlers! {
    "list" => |_, asked| list(asked),
}

/// The rooms of every account: name and status (101 on air, 102 to come, 103 ended).
const ROOMS: [(&str, u32); 3] = [("新品首发", 101), ("会员专场", 102), ("双十一回顾", 103)];
const ENDED: u32 = 103;

/// `POST /wxa/business/getliveinfo`
fn list(asked: &CheckedCall<'_>) -> HandlerResult {
    let page = |name: &str| usize::try_from(asked.number(name).unwrap_or_default()).unwrap_or(usize::MAX);
    let (start, limit) = (page("/start"), page("/limit"));
    if asked.text("/action") == "get_replay" {
        let id = page("/room_id").checked_sub(1);
        let room = id.and_then(|at| ROOMS.get(at)).ok_or(ApiError::new(1))?;
        let replays: Vec<Value> = if room.1 == ENDED { vec![replay(asked.now())] } else { Vec::new() };
        let total = replays.len();
        let replays: Vec<Value> = replays.into_iter().skip(start).take(limit).collect();
        return Ok(HandlerReply::Json(
            json!({ "errcode": 0, "errmsg": "ok", "live_replay": replays, "total": total }),
        ));
    }
    let now = asked.now();
    let rooms: Vec<Value> =
        ROOMS.iter().enumerate().skip(start).take(limit).map(|(at, room)| shown(at, room, now)).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "room_info": rooms, "total": ROOMS.len() })))
}

fn shown(at: usize, (name, status): &(&str, u32), now: u64) -> Value {
    let start = match status {
        101 => now.saturating_sub(600),
        102 => now.saturating_add(86_400),
        _ => now.saturating_sub(86_400),
    };
    json!({
        "name": name,
        "roomid": at + 1,
        "cover_img": "http://mmbiz.qpic.cn/mmbiz_jpg/cover/0",
        "share_img": "http://mmbiz.qpic.cn/mmbiz_jpg/share/0",
        "live_status": status,
        "start_time": start,
        "end_time": start + 7200,
        "anchor_name": "李四",
        "goods": [],
        "live_type": 1,
        "close_like": 0,
        "close_goods": 0,
        "close_comment": 0,
        "close_kf": 0,
        "close_replay": 0,
        "is_feeds_public": 1,
    })
}

fn replay(now: u64) -> Value {
    json!({ "create_time": now.saturating_sub(80_000), "expire_time": now + 86_400 * 30, "media_url": "http://liveplayback.example/1.m3u8" })
}
