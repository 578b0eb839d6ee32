//! Handlers for WeCom's batch jobs, which read an uploaded CSV file (企业微信文档《异步导入接口》).

use serde_json::{Value, json};

use super::media::SAMPLE_ID;
use super::work_user;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::pushes::NewPush;
use crate::mock::state::company::{Company, Department, ROOT};
use crate::mock::state::media::stable_id;

handlers! {
    "sync_users" => |_, asked| start(asked, "sync_user", |company, rows| users(company, rows, false)),
    "replace_users" => |_, asked| start(asked, "replace_user", |company, rows| users(company, rows, true)),
    "replace_departments" => |_, asked| start(asked, "replace_party", departments),
    "result" => |_, asked| result(asked),
}

/// The number of jobs whose results are stored.
const STORED_JOBS: usize = 5;
/// The `status` of a job that has ended.
const ENDED: u64 = 3;

/// Starts a job, which ends at once: applies the rows of the file, stores the result, and records the push.
fn start(
    asked: &mut CheckedCall<'_>,
    kind: &str,
    apply: fn(&mut Company, &[Row]) -> Result<Vec<Value>, ApiError>,
) -> HandlerResult {
    let media = asked.text("/media_id");
    let text = match asked.company.media.temporary(&media, asked.now()) {
        Some(file) => file.text.clone().ok_or(ApiError::new(40092))?,
        None if media == SAMPLE_ID => String::new(),
        None => return Err(ApiError::new(40007)),
    };
    let rows = rows(&text);
    let done = apply(asked.company, &rows)?;
    let company = &mut *asked.company;
    let id = stable_id(&company.id, "job", company.jobs.len() as u64 + asked.call.now_ms, 43);
    let result = json!({
        "errcode": 0, "errmsg": "ok", "status": ENDED, "type": kind, "total": done.len(), "percentage": 100,
        "result": done,
    });
    if company.jobs.len() >= STORED_JOBS {
        company.jobs.remove(0);
    }
    company.jobs.push((id.clone(), result));
    let job = json!({ "JobId": id, "JobType": kind, "ErrCode": 0, "ErrMsg": "ok" });
    company.pushes.push(NewPush {
        kind: "work.batch_job_result".to_owned(),
        user: "sys".to_owned(),
        fields: json!({ "BatchJob": job }),
        has_samples: false,
        due_ms: asked.call.now_ms,
        notice: None,
    });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "jobid": id })))
}

/// `GET /cgi-bin/batch/getresult`
fn result(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("jobid").unwrap_or_default();
    let found = asked.company.jobs.iter().find(|(own, _)| own == id);
    match found {
        Some((_, result)) => Ok(HandlerReply::Json(result.clone())),
        None if id == SAMPLE_JOB => Ok(super::shown(asked.endpoint)),
        None => Err(ApiError::new(40088)),
    }
}

/// The job of the example in help.
const SAMPLE_JOB: &str = "JOBID";

/// A row of a CSV file: the names of the columns with its cells.
type Row = Vec<(String, String)>;

/// Returns the rows below the first, which names the columns.
fn rows(text: &str) -> Vec<Row> {
    let cells =
        |line: &str| line.split(',').map(|cell| cell.trim().trim_matches('"').to_owned()).collect::<Vec<_>>();
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let Some(head) = lines.next().map(cells) else { return Vec::new() };
    lines.map(|line| head.iter().cloned().zip(cells(line)).collect()).collect()
}

/// Returns the cell of the first of these columns that a row has.
fn cell<'a>(row: &'a Row, names: &[&str]) -> &'a str {
    row.iter().find(|(name, _)| names.contains(&name.as_str())).map_or("", |(_, cell)| cell)
}

/// Adds and updates the members of the rows; deletes all others if the rows are the whole company.
fn users(company: &mut Company, rows: &[Row], is_whole: bool) -> Result<Vec<Value>, ApiError> {
    let userid = |row: &Row| cell(row, &["帐号", "账号", "userid"]).to_owned();
    let mut seen = std::collections::HashSet::new();
    if !rows.iter().all(|row| seen.insert(userid(row).to_lowercase())) {
        return Err(ApiError::new(302_003));
    }
    if is_whole && !rows.is_empty() {
        let gone: Vec<String> = company.members.keys().filter(|own| !seen.contains(*own)).cloned().collect();
        for own in gone {
            company.remove_member(&own);
        }
    }
    let one = |row: &Row| {
        let id = userid(row);
        let departments: Vec<u64> = cell(row, &["所在部门", "部门"])
            .split(';')
            .filter_map(|number| number.trim().parse().ok())
            .collect();
        let known = company.member(&id).cloned();
        let mut member = known.clone().unwrap_or_else(|| json!({ "userid": id }));
        for (field, names) in
            [("name", ["姓名"]), ("mobile", ["手机号"]), ("email", ["邮箱"]), ("position", ["职位"])]
        {
            let given = cell(row, &names);
            if !given.is_empty() {
                member[field] = json!(given);
            }
        }
        if !departments.is_empty() {
            member["department"] = json!(departments);
        }
        let judged = match known {
            _ if id.is_empty() => Err(ApiError::new(40003)),
            None if member["name"].is_null() => Err(ApiError::new(60112)),
            None if member["mobile"].is_null() && member["email"].is_null() => Err(ApiError::new(60129)),
            None if member["department"].is_null() => Err(ApiError::new(60123)),
            _ => work_user::check(&member, Some(&id), company),
        };
        let refusal = judged.err();
        if refusal.is_none() {
            company.add_member(&id, member);
        }
        let said = refusal.as_ref().map_or("ok", |refusal| refusal.message(crate::api::Host::Work));
        json!({ "userid": id, "errcode": refusal.as_ref().map_or(0, |refusal| refusal.code), "errmsg": said })
    };
    Ok(rows.iter().map(one).collect())
}

/// Replaces the departments by those of the rows; the members stay.
fn departments(company: &mut Company, rows: &[Row]) -> Result<Vec<Value>, ApiError> {
    let (mut departments, mut done) = (std::collections::BTreeMap::new(), Vec::new());
    for row in rows {
        let number = |names: &[&str]| cell(row, names).parse::<u64>().ok();
        let (Some(id), parent) =
            (number(&["部门ID", "部门id"]), number(&["父部门ID", "父部门id"]).unwrap_or_default())
        else {
            return Err(ApiError::new(302_004));
        };
        let name = cell(row, &["部门名称"]).to_owned();
        let department =
            Department { name, parent, order: number(&["排序"]).unwrap_or(id), ..Department::default() };
        let action = match company.departments.get(&id) {
            None => 1,
            Some(own) => {
                u64::from(own.name != department.name) * 2
                    + u64::from(own.parent != department.parent) * 4
                    + u64::from(own.order != department.order) * 8
            }
        };
        if departments.insert(id, department).is_some() {
            return Err(ApiError::new(302_006));
        }
        done.push(json!({ "action": action, "partyid": id, "errcode": 0, "errmsg": "ok" }));
    }
    let is_below = |(id, own): (&u64, &Department)| *id == ROOT || departments.contains_key(&own.parent);
    if !rows.is_empty() && (!departments.contains_key(&ROOT) || !departments.iter().all(is_below)) {
        return Err(ApiError::new(302_004));
    }
    if !rows.is_empty() {
        company.departments = departments;
    }
    Ok(done)
}
