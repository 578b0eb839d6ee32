//! Handlers for the template library of subscribe messages (微信开放文档《订阅消息》).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;

handlers! {
    "add" => |account, asked| add(account, asked),
    "delete" => |account, asked| {
        account.subscribe.delete(&asked.text("/priTmplId")).map(|()| HandlerReply::ok())
    },
    "categories" => |_, _| Ok(categories()),
    "titles" => |_, asked| titles(asked),
    "keywords" => |_, asked| keywords(asked),
}

/// The least and the greatest number of keywords of a template.
const KEYWORDS: (usize, usize) = (2, 5);
/// The maximum length of the description of a scene, in characters.
const MAX_SCENE_CHARS: usize = 15;

/// A title of the library: its number, its text, its category, its type (2 one-time, 3 long-term) and its keywords.
struct Title {
    tid: u64,
    text: &'static str,
    category: u64,
    kind: u64,
    /// The label, the type and an example of each, numbered from 1.
    keywords: &'static [(&'static str, &'static str, &'static str)],
}

/// The categories of every account.
const CATEGORIES: [(u64, &str); 3] = [(2, "教育"), (307, "电商平台"), (616, "公交")];

/// The titles of these categories; WeChat's library has thousands.
const TITLES: [Title; 4] = [
    Title {
        tid: 99,
        text: "付款成功通知",
        category: 616,
        kind: 2,
        keywords: &[
            ("物品名称", "thing", "红茶"),
            ("付款金额", "amount", "¥30.00"),
            ("付款时间", "date", "2026年11月30日"),
            ("订单编号", "character_string", "20261130001"),
            ("备注", "thing", "如有疑问请联系客服"),
        ],
    },
    Title {
        tid: 307,
        text: "订单发货通知",
        category: 307,
        kind: 2,
        keywords: &[
            ("商品名称", "thing", "茶叶"),
            ("快递公司", "phrase", "顺丰速运"),
            ("快递单号", "character_string", "SF1234567890"),
            ("发货时间", "time", "2026年11月30日 15:01"),
            ("收货人", "name", "张三"),
        ],
    },
    Title {
        tid: 401,
        text: "课程开始提醒",
        category: 2,
        kind: 2,
        keywords: &[
            ("课程名称", "thing", "微信开发入门"),
            ("开始时间", "time", "15:01"),
            ("上课地点", "thing", "线上教室"),
            ("老师", "name", "李四"),
        ],
    },
    Title {
        tid: 1001,
        text: "公交到站提醒",
        category: 616,
        kind: 3,
        keywords: &[
            ("线路名称", "thing", "1 路"),
            ("到站站点", "thing", "体育中心"),
            ("预计到站时间", "time", "15:01"),
        ],
    },
];

/// Returns a title of the library.
fn title(tid: &str) -> Result<&'static Title, ApiError> {
    let tid: Option<u64> = tid.parse().ok();
    TITLES.iter().find(|title| Some(title.tid) == tid).ok_or(ApiError::new(200_014))
}

/// Returns the numbers of keywords, which a form sends as text.
fn chosen(asked: &CheckedCall<'_>) -> Option<Vec<usize>> {
    let number = |kid: &Value| {
        let number = kid.as_u64().or_else(|| kid.as_str()?.trim().parse().ok())?;
        usize::try_from(number).ok()
    };
    match &asked.body["kidList"] {
        Value::Array(list) => list.iter().map(number).collect(),
        one => number(one).map(|one| vec![one]),
    }
}

/// `POST /wxaapi/newtmpl/addtemplate`
fn add(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let title = title(&asked.text("/tid"))?;
    let kids = chosen(asked).ok_or(ApiError::new(200_020))?;
    let different: BTreeSet<&usize> = kids.iter().collect();
    if !(KEYWORDS.0..=KEYWORDS.1).contains(&kids.len()) || different.len() < kids.len() {
        return Err(ApiError::new(200_020));
    }
    if asked.text("/sceneDesc").chars().count() > MAX_SCENE_CHARS {
        return Err(ApiError::new(200_021));
    }
    let field = |kid: &usize| {
        let (label, rule, example) = title.keywords.get(kid.checked_sub(1)?)?;
        Some(((*label).to_owned(), format!("{rule}{kid}"), (*example).to_owned()))
    };
    let fields: Option<Vec<_>> = kids.iter().map(field).collect();
    let fields = fields.ok_or(ApiError::new(200_020))?;
    let id = account.subscribe.add(&account.id, title.text, fields)?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "priTmplId": id })))
}

/// `GET /wxaapi/newtmpl/getcategory`
fn categories() -> HandlerReply {
    let data: Vec<Value> = CATEGORIES.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "data": data }))
}

/// `GET /wxaapi/newtmpl/getpubtemplatetitles`
fn titles(asked: &CheckedCall<'_>) -> HandlerResult {
    let ids = asked.call.value("ids").unwrap_or_default();
    let ids: Result<Vec<u64>, _> = ids.split(',').map(|id| id.trim().parse()).collect();
    let ids = ids.map_err(|_| ApiError::new(200_019))?;
    let shown = |title: &Title| {
        json!({
            "tid": title.tid, "title": title.text, "type": title.kind, "categoryId": title.category.to_string(),
        })
    };
    let all: Vec<Value> = TITLES.iter().filter(|title| ids.contains(&title.category)).map(shown).collect();
    let number = |name: &str| asked.call.value(name).and_then(|number| number.parse().ok());
    let (start, limit) = (number("start").unwrap_or(0), number("limit").unwrap_or(30));
    let count = all.len();
    let data: Vec<Value> = all.into_iter().skip(start).take(limit).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "count": count, "data": data })))
}

/// `GET /wxaapi/newtmpl/getpubtemplatekeywords`
fn keywords(asked: &CheckedCall<'_>) -> HandlerResult {
    let title = title(asked.call.value("tid").unwrap_or_default())?;
    let shown = |(number, (name, rule, example)): (usize, &(&str, &str, &str))| json!({ "kid": number + 1, "name": name, "example": example, "rule": rule });
    let data: Vec<Value> = title.keywords.iter().enumerate().map(shown).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "count": data.len(), "data": data })))
}
