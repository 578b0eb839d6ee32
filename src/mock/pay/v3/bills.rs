//! Bills of v3: the address with a hash, and the download.

use serde_json::json;
use sha1::{Digest as _, Sha1};

use super::call::{V3Call, V3Reply, V3Result};
use crate::mock::pay::bill;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::sign::hex;

/// The path of a download.
pub(super) const DOWNLOAD_PATH: &str = "/v3/billdownload/file";
/// The time for which an address can be used, in milliseconds.
const LIFE_MS: u64 = 5 * 60_000;

/// The bill of a call or of an address.
struct Bill {
    is_flow: bool,
    date: String,
    /// `bill_type` or `account_type`.
    kind: String,
    is_packed: bool,
}

impl Bill {
    fn content(&self, call: &V3Call<'_>) -> PayResult<String> {
        let mchid = &call.keys.mchid;
        let content = if self.is_flow {
            // All money of the mock is in the basic account.
            if self.kind == "BASIC" { bill::flow(call.books, mchid, &self.date) } else { None }
        } else {
            bill::trade(call.books, mchid, &self.date, &self.kind)
        };
        content.ok_or_else(|| Refusal::new(400, "NO_STATEMENT_EXIST", "账单文件不存在：当日没有交易"))
    }
}

/// Answers with the address of a bill.
pub(super) fn address(call: &mut V3Call<'_>, is_flow: bool) -> V3Result {
    let date = call.query("bill_date")?.to_owned();
    bill::check_date(&date, call.now_ms, call.call.header("host").is_some())?;
    let (name, usual, words): (_, _, &[&str]) = if is_flow {
        ("account_type", "BASIC", &["BASIC", "OPERATION", "FEES"])
    } else {
        (
            "bill_type",
            "ALL",
            &["ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND", "ALL_SPECIAL", "SUC_SPECIAL", "REF_SPECIAL"],
        )
    };
    let kind = call.call.value(name).unwrap_or(usual).to_owned();
    if !words.contains(&kind.as_str()) {
        return Err(Refusal::field(name, &kind, format!("应为 {}", words.join("、"))));
    }
    let tar = call.call.value("tar_type").unwrap_or_default().to_owned();
    if !["", "GZIP"].contains(&tar.as_str()) {
        return Err(Refusal::field("tar_type", &tar, "应为 GZIP"));
    }
    let kind = kind.trim_end_matches("_SPECIAL").replace("SUC", "SUCCESS").replace("SUCCESSCESS", "SUCCESS");
    let kind = if kind == "REF" { "REFUND".to_owned() } else { kind };
    let wanted = Bill { is_flow, date, kind, is_packed: tar == "GZIP" };
    let content = wanted.content(call)?;
    let hash = hex(&Sha1::digest(content.as_bytes()));
    let Bill { is_flow, date, kind, is_packed } = wanted;
    let ends = call.now_ms + LIFE_MS;
    let words = [if is_flow { "flow" } else { "trade" }, &date, &kind, if is_packed { "gz" } else { "csv" }];
    let token = token(call, &words.join("."), ends);
    Ok(V3Reply::Json(json!({
        "hash_type": "SHA1",
        "hash_value": hash,
        "download_url": format!("{}{DOWNLOAD_PATH}?token={token}", call.base()),
    })))
}

/// Returns the token of a bill: its description, its end, and a hash that only the mock can compute.
fn token(call: &V3Call<'_>, bill: &str, ends: u64) -> String {
    let text = format!("{bill}.{ends}");
    let mark = crate::sign::hmac_sha256(call.keys.apiv3_key.expose().as_bytes(), text.as_bytes());
    format!("{text}.{}", &mark[..32])
}

/// Answers with the bill of an address.
pub(super) fn download(call: &mut V3Call<'_>) -> V3Result {
    let given = call.query("token")?.to_owned();
    let invalid =
        || Refusal::new(400, "PARAM_ERROR", "下载地址无效或已过期，有效期为 5 分钟，请重新申请账单");
    let mut words = given.split('.');
    let mut next = || words.next().unwrap_or_default();
    let (sort, date, kind, form, ends) = (next(), next(), next(), next(), next());
    let ends = ends.parse::<u64>().map_err(|_| invalid())?;
    let own = token(call, &[sort, date, kind, form].join("."), ends);
    if !crate::sign::equal(&own, &given) || call.now_ms >= ends {
        return Err(invalid());
    }
    let wanted = Bill {
        is_flow: sort == "flow",
        date: date.to_owned(),
        kind: kind.to_owned(),
        is_packed: form == "gz",
    };
    let content = wanted.content(call)?.into_bytes();
    Ok(V3Reply::File(if wanted.is_packed { bill::packed(&content) } else { content }))
}
