//! Transfers to users (商家转账, 2025).

use serde_json::{Value, json};

use super::call::{V3Call, V3Reply, V3Result, text_at};
use crate::mock::pay::books::transfer::{Transfer, TransferState};
use crate::mock::pay::moment::rfc3339;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::pay::{rules, view};

/// The amounts from which the name of the user is obligatory, and below which it is not allowed, in fen.
const NAME_FROM: u64 = 200_000;
const NO_NAME_BELOW: u64 = 30;

/// The scene 现金营销, and the items that it reports.
const CASH_SCENE: &str = "1000";
const CASH_REPORTS: [&str; 2] = ["活动名称", "奖励说明"];

/// Creates a transfer.
pub(super) fn create(call: &mut V3Call<'_>) -> V3Result {
    let out_bill_no = call.limited("out_bill_no", 1, 32)?;
    if !out_bill_no.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Refusal::field("out_bill_no", &out_bill_no, "只能由数字、大小写字母组成"));
    }
    let amount = call.fen("transfer_amount")?;
    let scene = call.limited("transfer_scene_id", 1, 36)?;
    if !scene.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::field(
            "transfer_scene_id",
            &scene,
            "应为商户平台产品中心里的场景编号，例如 1000",
        ));
    }
    check_reports(call, &scene)?;
    let user_name = user_name(call, amount)?;
    let notify_url = call.limited("notify_url", 0, 256)?;
    if !notify_url.is_empty() {
        rules::notify_url("notify_url", &notify_url)?;
    }
    let appid = call.limited("appid", 1, 32)?;
    call.own_appid(&appid)?;
    let new = Transfer {
        mchid: call.keys.mchid.clone(),
        appid,
        openid: call.limited("openid", 1, 64)?,
        remark: call.limited("transfer_remark", 1, 32)?,
        // The name is encrypted anew for each call.
        fingerprint: format!("{}{user_name}", call.fingerprint(&["user_name"])),
        out_bill_no,
        bill_no: String::new(),
        amount,
        notify_url: notify_url.clone(),
        user_name,
        state: TransferState::WaitUserConfirm,
        fail_reason: String::new(),
        package_info: String::new(),
        by_public_key: call.is_by_public_key(),
        created_ms: 0,
        updated_ms: 0,
    };
    let now_ms = call.now_ms;
    let transfer = call.books.transfer(new, now_ms, call.dice)?;
    let mut answer = json!({
        "out_bill_no": transfer.out_bill_no,
        "transfer_bill_no": transfer.bill_no,
        "create_time": rfc3339(transfer.created_ms),
        "state": transfer.state.name(),
    });
    if transfer.state == TransferState::WaitUserConfirm {
        answer["package_info"] = json!(transfer.package_info);
    }
    if !transfer.fail_reason.is_empty() {
        answer["fail_reason"] = json!(transfer.fail_reason);
    }
    call.warnings.extend(rules::url_warning(&notify_url));
    Ok(V3Reply::Json(answer))
}

fn check_reports(call: &V3Call<'_>, scene: &str) -> PayResult<()> {
    let reports = call.body.get("transfer_scene_report_infos").and_then(Value::as_array);
    let reports = reports.map(Vec::as_slice).unwrap_or_default();
    if reports.is_empty() {
        let path = "transfer_scene_report_infos";
        return Err(Refusal::field(path, "", "须按转账场景报备背景信息"));
    }
    for (name, most) in [("info_type", 15), ("info_content", 32)] {
        let is_right = |text: &str| (1..=most).contains(&text.chars().count());
        if let Some(wrong) = reports.iter().map(|report| text_at(report, name)).find(|text| !is_right(text)) {
            let path = format!("transfer_scene_report_infos.{name}");
            return Err(Refusal::field(&path, &wrong, format!("应为 1 到 {most} 个字符")));
        }
    }
    let is_given = |wanted: &&str| reports.iter().any(|report| text_at(report, "info_type") == **wanted);
    if scene == CASH_SCENE
        && let Some(missing) = CASH_REPORTS.iter().find(|wanted| !is_given(wanted))
    {
        let issue = format!("转账场景 {scene} 须报备 {}，缺少“{missing}”", CASH_REPORTS.join("、"));
        return Err(Refusal::field("transfer_scene_report_infos", "", issue));
    }
    Ok(())
}

fn user_name(call: &V3Call<'_>, amount: u64) -> PayResult<String> {
    let sealed = call.text("user_name");
    match (sealed.is_empty(), amount) {
        (true, NAME_FROM..) => {
            Err(Refusal::field("user_name", "", "转账金额达到 2000 元时，收款用户姓名必填"))
        }
        (false, ..NO_NAME_BELOW) => {
            Err(Refusal::field("user_name", "***", "转账金额低于 0.3 元时，不支持填写收款用户姓名"))
        }
        (true, _) => Ok(String::new()),
        (false, _) => call.opened("user_name", &sealed),
    }
}

/// Answers a query, by the merchant's number or by that of WeChat Pay.
pub(super) fn query(call: &mut V3Call<'_>, by: &str, number: &str) -> V3Result {
    let mchid = &call.keys.mchid;
    let found = match by {
        "out-bill-no" => call.books.transfer_at(mchid, number),
        _ => call.books.transfer_of_bill(mchid, number),
    };
    let transfer = found.ok_or_else(|| Refusal::new(404, "NOT_FOUND", "记录不存在"))?;
    let name = Some(&transfer.user_name).filter(|name| !name.is_empty());
    let name = name.and_then(|name| call.sealed(name));
    Ok(V3Reply::Json(view::transfer(transfer, name)))
}

/// Cancels a transfer.
pub(super) fn cancel(call: &mut V3Call<'_>, number: &str) -> V3Result {
    let (mchid, now_ms) = (call.keys.mchid.clone(), call.now_ms);
    let transfer = call.books.cancel_transfer(&mchid, number, now_ms)?;
    Ok(V3Reply::Json(json!({
        "out_bill_no": transfer.out_bill_no,
        "transfer_bill_no": transfer.bill_no,
        "state": transfer.state.name(),
        "update_time": rfc3339(transfer.updated_ms),
    })))
}
