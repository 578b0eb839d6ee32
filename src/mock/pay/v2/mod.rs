//! WeChat Pay v2: signed XML, and its handlers by path (微信支付 v2 文档).

mod bills;
mod call;
mod orders;
mod refunds;

use serde_json::Value;

use self::call::{V2Call, V2Reply, V2Result};
use super::PayCall;
use super::refusal::Refusal;
use crate::api::Method;
use crate::api::catalogue::{self, ApiPlatform, CatalogueEntry};
use crate::message::{Document, Element, xml};
use crate::mock::call::{HandlerReply, MockAnswer};
use crate::mock::listed;
use crate::mock::pay_refusal;
use crate::mock::sign_cause::{PayFault, SignCause};
use crate::sign::{Alternatives, Digest, diagnose, equal, schemes};

const XML: &str = "text/xml; charset=utf-8";

/// The paths of the sandbox that WeChat Pay has closed.
const SANDBOX: [&str; 2] = ["/sandboxnew/", "/xdc/apiv2getsignkey/"];

/// Answers a call.
pub(super) fn answer(pay: PayCall<'_>) -> MockAnswer {
    let PayCall { books, dice, keys, call, now_ms, appids } = pay;
    if SANDBOX.iter().any(|prefix| call.path.starts_with(prefix)) {
        let message = "沙箱环境已下线：this mock needs no sandbox, call its paths without /sandboxnew, with the v2_key of `webot mock pay-keys`";
        return failed(message, &[]);
    }
    let listed = catalogue::at(call.path);
    let entry = listed.iter().find(|known| {
        known.platform == ApiPlatform::PayV2 && Some(known.method) == Method::parse(call.method)
    });
    let text = String::from_utf8_lossy(call.body);
    let Ok(parsed) = xml::read(&text) else { return failed("XML格式错误", &[]) };
    let fields: Vec<(String, String)> = parsed
        .document
        .0
        .iter()
        .map(|element| (element.name.to_string(), element.value().unwrap_or_default().to_owned()))
        .collect();
    let field =
        |name: &str| fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str());
    if field("mch_id").is_empty() && field("mchid").is_empty() {
        return failed("缺少参数 mch_id", &[]);
    }
    let mchid = if field("mch_id").is_empty() { field("mchid") } else { field("mch_id") };
    if mchid != keys.mchid {
        let message = format!(
            "商户号mch_id或sub_mch_id不存在：the merchant of this mock is {}, as `webot mock pay-keys` prints it",
            keys.mchid
        );
        return failed(&message, &[SignCause::Pay(PayFault::OtherMchid)]);
    }
    let digest = match field("sign_type") {
        "" | "MD5" => Digest::Md5,
        "HMAC-SHA256" => Digest::HmacSha256,
        _ => return failed("sign_type参数错误，应为 MD5 或 HMAC-SHA256", &[]),
    };
    if field("sign").is_empty() {
        return failed("缺少参数 sign", &[]);
    }
    let spec = schemes::pay_v2(&fields, keys.v2_key.expose(), digest);
    if !equal(&spec.signature(), field("sign")) {
        let mut other =
            Alternatives { other_key: Some(keys.apiv3_key.expose().to_owned()), ..Alternatives::default() };
        other.values.push(("mch_id".to_owned(), keys.mchid.clone()));
        let found = diagnose(&spec, &other, |spec| spec.matches(field("sign")));
        let causes = match found.explanations.into_iter().next() {
            Some(first) => {
                let pairs = first.mistakes.into_iter().zip(first.details);
                pairs.map(|(mistake, detail)| SignCause::Mistake(mistake, detail, spec.scheme)).collect()
            }
            None => vec![SignCause::Pay(PayFault::Unexplained)],
        };
        return failed("签名错误，请检查后再试", &causes);
    }
    if let Some(entry) = entry
        && let Err(error) = listed::checked(entry, call)
    {
        return pay_refusal::answer(&error, call);
    }
    let sign_type = field("sign_type").to_owned();
    let mut v2 = V2Call { books, dice, keys, call, fields, digest, now_ms, warnings: Vec::new() };
    let appid = v2.text("appid");
    let is_own = appid.is_empty() || appid == keys.appid || appids.iter().any(|own| own == appid);
    let result = if is_own {
        routed(&mut v2)
    } else {
        Some(Err(Refusal { message: "appid和mch_id不匹配".to_owned(), ..Refusal::other_appid() }))
    };
    let mut answer = match (result, entry) {
        (Some(Ok(V2Reply::Fields(fields))), _) => signed(&v2, &sign_type, fields),
        (Some(Ok(V2Reply::File(content))), _) => {
            let content_type = "text/plain; charset=utf-8";
            MockAnswer { content_type, body: content, ..MockAnswer::json(&Value::Null) }
        }
        (Some(Ok(V2Reply::NoBill(message, code))), _) => {
            let fields = [("return_code", "FAIL"), ("return_msg", message), ("error_code", code)];
            let elements = fields.map(|(name, value)| Element::text(name, value));
            xml_answer(&Document(elements.to_vec()), 400)
        }
        (Some(Err(refusal)), _) => {
            let fields = vec![
                ("result_code".to_owned(), "FAIL".to_owned()),
                ("err_code".to_owned(), code_of(&refusal).to_owned()),
                ("err_code_des".to_owned(), refusal.message.clone()),
            ];
            MockAnswer { errcode: i64::from(refusal.status), ..signed(&v2, &sign_type, fields) }
        }
        (None, Some(entry)) => generated(entry, call),
        (None, None) => failed("请求的接口不存在", &[]),
    };
    answer.warnings = v2.warnings;
    answer
}

fn generated(entry: &CatalogueEntry, call: &crate::mock::MockCall<'_>) -> MockAnswer {
    match listed::answer_signed(entry, call) {
        Ok(reply) => HandlerReply::into(reply),
        Err(error) => pay_refusal::answer(&error, call),
    }
}

/// Returns the `err_code` of v2 for a code of v3.
fn code_of(refusal: &Refusal) -> &'static str {
    match refusal.code {
        "ORDER_CLOSED" => "ORDERCLOSED",
        "ORDER_NOT_EXIST" => "ORDERNOTEXIST",
        "RESOURCE_NOT_EXISTS" => "REFUNDNOTEXIST",
        "SYSTEM_ERROR" => "SYSTEMERROR",
        "NOT_ENOUGH" => "NOTENOUGH",
        "RESOURCE_ALREADY_EXISTS" => "INVALID_REQUEST",
        code => code,
    }
}

/// Returns the answer to a call that cannot be judged; such an answer is not signed.
fn failed(message: &str, causes: &[SignCause]) -> MockAnswer {
    let elements = vec![Element::text("return_code", "FAIL"), Element::text("return_msg", message)];
    MockAnswer { causes: causes.to_vec(), ..xml_answer(&Document(elements), 400) }
}

fn xml_answer(document: &Document, errcode: i64) -> MockAnswer {
    let body = xml::write(document).into_bytes();
    MockAnswer { content_type: XML, body, errcode, ..MockAnswer::json(&Value::Null) }
}

/// Returns a signed answer.
fn signed(call: &V2Call<'_>, sign_type: &str, fields: Vec<(String, String)>) -> MockAnswer {
    let mut all: Vec<(String, String)> = [("return_code", "SUCCESS"), ("return_msg", "OK")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    for name in ["appid", "mch_id", "sub_appid", "sub_mch_id", "device_info"] {
        let value = call.text(name);
        if !value.is_empty() {
            all.push((name.to_owned(), value.to_owned()));
        }
    }
    all.push(("nonce_str".to_owned(), call.nonce()));
    if !fields.iter().any(|(name, _)| name == "result_code") {
        all.push(("result_code".to_owned(), "SUCCESS".to_owned()));
    }
    if !sign_type.is_empty() && call.call.path == "/pay/downloadfundflow" {
        all.push(("sign_type".to_owned(), sign_type.to_owned()));
    }
    for (name, value) in fields {
        if !all.iter().any(|(own, _)| *own == name) && !value.is_empty() {
            all.push((name, value));
        }
    }
    let sign = schemes::pay_v2(&all, call.keys.v2_key.expose(), call.digest).signature();
    all.push(("sign".to_owned(), sign));
    let elements = all.into_iter().map(|(name, value)| Element::text(name, value)).collect();
    xml_answer(&Document(elements), 0)
}

/// Calls the handler of a path; returns `None` if there is none.
fn routed(call: &mut V2Call<'_>) -> Option<V2Result> {
    Some(match call.call.path {
        "/pay/unifiedorder" => orders::place(call),
        "/pay/micropay" => orders::pay_by_code(call),
        "/pay/orderquery" => orders::query(call),
        "/pay/closeorder" => orders::close(call),
        "/secapi/pay/reverse" => orders::reverse(call),
        "/tools/shorturl" => orders::short_url(call),
        "/secapi/pay/refund" => refunds::create(call),
        "/pay/refundquery" => refunds::query(call),
        "/pay/downloadbill" => Ok(bills::trade(call)),
        "/pay/downloadfundflow" => Ok(bills::flow(call)),
        _ => return None,
    })
}
