//! Handlers for WeCom's departments (企业微信文档《部门管理》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::company::{Company, Department, ROOT};

handlers! {
    "list" => |_, asked| list(asked),
    "simplelist" => |_, asked| simplelist(asked),
    "get" => |_, asked| get(asked),
    "create" => |_, asked| create(asked),
    "update" => |_, asked| update(asked),
    "delete" => |_, asked| delete(asked),
}

/// The characters that the name of a department may not have.
const FORBIDDEN_CHARS: [char; 9] = ['\\', ':', '*', '?', '"', '<', '>', '|', '＞'];

fn shown(number: u64, department: &Department) -> Value {
    let Department { name, name_en, parent, order } = department;
    let mut shown =
        json!({ "id": number, "name": name, "parentid": parent, "order": order, "department_leader": [] });
    if !name_en.is_empty() {
        shown["name_en"] = json!(name_en);
    }
    shown
}

/// Returns the departments that a list asks for: `id` and all below it, or all.
fn selected<'a>(asked: &'a CheckedCall<'_>) -> Result<Vec<(u64, &'a Department)>, ApiError> {
    let root = asked.query_number("id").unwrap_or(ROOT);
    let company = &*asked.company;
    if !company.departments.contains_key(&root) {
        return Err(ApiError::new(60003));
    }
    let found = company.tree(root).into_iter();
    Ok(found.filter_map(|number| Some((number, company.departments.get(&number)?))).collect())
}

/// `GET /cgi-bin/department/list`
fn list(asked: &CheckedCall<'_>) -> HandlerResult {
    let list: Vec<Value> = selected(asked)?.into_iter().map(|(number, own)| shown(number, own)).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "department": list })))
}

/// `GET /cgi-bin/department/simplelist`
fn simplelist(asked: &CheckedCall<'_>) -> HandlerResult {
    let shown = |(number, own): (u64, &Department)| json!({ "id": number, "parentid": own.parent, "order": own.order });
    let list: Vec<Value> = selected(asked)?.into_iter().map(shown).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "department_id": list })))
}

/// `GET /cgi-bin/department/get`
fn get(asked: &CheckedCall<'_>) -> HandlerResult {
    let number = asked.query_number("id").unwrap_or_default();
    let department = asked.company.departments.get(&number).ok_or(ApiError::new(60003))?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "department": shown(number, department) })))
}

/// Checks a name for a department below `parent`, which is not that of another one there.
fn check_name(name: &str, parent: u64, own: Option<u64>, company: &Company) -> Result<(), ApiError> {
    if name.is_empty() || name.chars().count() > 64 {
        return Err(ApiError::new(60001));
    }
    if name.contains(FORBIDDEN_CHARS) {
        return Err(ApiError::new(60009));
    }
    let is_taken = company
        .departments
        .iter()
        .any(|(number, other)| Some(*number) != own && other.parent == parent && other.name == name);
    if is_taken { Err(ApiError::new(60008)) } else { Ok(()) }
}

/// `POST /cgi-bin/department/create`
fn create(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, name_en) = (asked.text("/name"), asked.text("/name_en"));
    let parent = asked.number("/parentid").unwrap_or_default();
    let (order, given) = (asked.number("/order"), asked.number("/id"));
    let company = &mut *asked.company;
    if !company.departments.contains_key(&parent) {
        return Err(ApiError::new(60004));
    }
    check_name(&name, parent, None, company)?;
    let next = company.departments.keys().max().map_or(ROOT, |last| last + 1);
    let number = given.unwrap_or(next);
    if company.departments.contains_key(&number) {
        return Err(ApiError::new(60008));
    }
    let order = order.unwrap_or(number);
    company.departments.insert(number, Department { name, name_en, parent, order });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "created", "id": number })))
}

/// `POST /cgi-bin/department/update`
fn update(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let number = asked.number("/id").unwrap_or_default();
    let given = |name: &str| asked.body.get(name).is_some();
    let (name, name_en) = (asked.text("/name"), asked.text("/name_en"));
    let (order, parent) = (asked.number("/order"), asked.number("/parentid"));
    let (has_name, has_name_en) = (given("name"), given("name_en"));
    let company = &mut *asked.company;
    let mut changed = company.departments.get(&number).cloned().ok_or(ApiError::new(60003))?;
    if let Some(parent) = parent {
        if !company.departments.contains_key(&parent) {
            return Err(ApiError::new(60004));
        }
        if company.tree(number).contains(&parent) {
            return Err(ApiError::new(60010));
        }
        changed.parent = parent;
    }
    if has_name {
        check_name(&name, changed.parent, Some(number), company)?;
        changed.name = name;
    }
    if has_name_en {
        changed.name_en = name_en;
    }
    changed.order = order.unwrap_or(changed.order);
    company.departments.insert(number, changed);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "updated" })))
}

/// `GET /cgi-bin/department/delete`
fn delete(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let number = asked.query_number("id").unwrap_or_default();
    let company = &mut *asked.company;
    if number == ROOT {
        return Err(ApiError::new(60007));
    }
    if !company.departments.contains_key(&number) {
        return Err(ApiError::new(60003));
    }
    if company.tree(number).len() > 1 {
        return Err(ApiError::new(60006));
    }
    if company.members_in(&[number]).next().is_some() {
        return Err(ApiError::new(60005));
    }
    company.departments.remove(&number);
    for tag in company.tags.values_mut() {
        tag.parties.retain(|party| *party != number);
    }
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "deleted" })))
}
