//! Answers that have fields of their own, and whether an answer acknowledges its push.

use super::delivery::Format;
use super::element::Document;
use super::rules::{AckFault, Rule};
use super::{json, xml};
use crate::lang::{Bilingual, excerpt};

/// The answer that a push wants in place of `success`.
#[derive(Debug, PartialEq, Eq)]
pub struct StructuredAnswer {
    /// The name in the table of kinds and in `--json`.
    pub name: &'static str,
    /// The name for people.
    pub title: Bilingual,
    /// The field that tells success.
    pub field: &'static str,
    /// The values of that field that acknowledge the push; empty if each whole number does, and all but 0 tell whoever
    /// caused the push that it failed.
    pub values: &'static [&'static str],
    /// Further fields that must be there if the answer tells success.
    pub required: &'static [&'static str],
    /// True if an empty answer and `success` count too.
    pub takes_bare: bool,
    /// True if JSON may answer XML.
    pub takes_any_format: bool,
    /// The repetition of a push that is not acknowledged.
    pub repeats: Repeats,
    /// An answer that acknowledges the push, in JSON.
    pub example: &'static str,
}

/// The repetition of a push that is not acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// It is not repeated.
    Never,
    /// It is repeated shortly, a few times.
    Shortly,
    /// It is repeated up to 15 times, each after twice the time.
    WithBackoff,
}

/// The answers, by the documents of the events (小程序文档《虚拟支付》,《小说小程序》,《音视频通话》,《即时配送》,
/// 《物流助手》).
const ANSWERS: [StructuredAnswer; 13] = [
    StructuredAnswer {
        name: "virtual-payment",
        title: Bilingual::new("virtual payment", "虚拟支付"),
        field: "ErrCode",
        values: &["0"],
        required: &[],
        takes_bare: true,
        takes_any_format: false,
        repeats: Repeats::WithBackoff,
        example: r#"{"ErrCode":0,"ErrMsg":"success"}"#,
    },
    StructuredAnswer {
        name: "ios-refund-query",
        title: Bilingual::new("iOS refund query of virtual payment", "虚拟支付 iOS 退款问询"),
        field: "result_code",
        values: &["0", "1"],
        required: &["evidence"],
        takes_bare: false,
        takes_any_format: false,
        repeats: Repeats::Shortly,
        example: r#"{"result_code":0,"result_info":"ok","evidence":"…"}"#,
    },
    StructuredAnswer {
        name: "novel-chapters",
        title: Bilingual::new("chapters of a novel mini-program", "小说小程序章节权限"),
        field: "ErrCode",
        values: &["0"],
        required: &["ChapterPerms"],
        takes_bare: false,
        takes_any_format: true,
        repeats: Repeats::Never,
        example: r#"{"ErrCode":0,"ErrMsg":"ok","ChapterPerms":[{"StartChapterIndex":1,"EndChapterIndex":1,"Perm":1}]}"#,
    },
    StructuredAnswer {
        name: "iot-voip",
        title: Bilingual::new("call to a device", "设备音视频通话"),
        field: "errcode",
        values: &["0"],
        required: &[],
        takes_bare: false,
        takes_any_format: true,
        repeats: Repeats::Never,
        example: r#"{"errcode":0,"errmsg":"ok"}"#,
    },
    StructuredAnswer {
        name: "waybill-status",
        title: Bilingual::new("status of a delivery", "即时配送状态"),
        field: "resultcode",
        values: &["0"],
        required: &[],
        takes_bare: true,
        takes_any_format: false,
        repeats: Repeats::Never,
        example: r#"{"resultcode":0,"resultmsg":"ok"}"#,
    },
    EXPRESS_CARRIER,
    StructuredAnswer {
        name: "express-carrier-fee",
        required: &["Fee"],
        example: r#"{"ResultCode":0,"ResultMsg":"ok","Fee":12.5}"#,
        ..EXPRESS_CARRIER
    },
    StructuredAnswer {
        name: "express-carrier-times",
        required: &["ValidTimeRange"],
        example: r#"{"ResultCode":0,"ResultMsg":"ok","ValidTimeRange":[{"StartTime":36000,"EndTime":43200}]}"#,
        ..EXPRESS_CARRIER
    },
    StructuredAnswer {
        name: "express-carrier-path",
        required: &["Path"],
        example: r#"{"ResultCode":0,"ResultMsg":"ok","WaybillCreateTime":1750212600,"Path":[{"ActionTime":1750212600,"ActionType":100001,"ActionMsg":"…"}]}"#,
        ..EXPRESS_CARRIER
    },
    RIDER_CARRIER,
    StructuredAnswer {
        name: "rider-carrier-position",
        required: &["lng", "lat"],
        example: r#"{"resultcode":0,"resultmsg":"ok","lng":116.39782,"lat":39.90611}"#,
        ..RIDER_CARRIER
    },
    StructuredAnswer {
        name: "rider-carrier-code",
        required: &["pre_auth_code"],
        example: r#"{"resultcode":0,"resultmsg":"ok","pre_auth_code":"…"}"#,
        ..RIDER_CARRIER
    },
    StructuredAnswer {
        name: "rider-carrier-account",
        required: &["appkey", "account"],
        example: r#"{"resultcode":0,"resultmsg":"ok","appkey":"…","account_type":0,"account":"…"}"#,
        ..RIDER_CARRIER
    },
];

/// The answer of an express company to what a merchant or a user asks of it (小程序文档《物流助手》: 运力方使用).
const EXPRESS_CARRIER: StructuredAnswer = StructuredAnswer {
    name: "express-carrier",
    title: Bilingual::new("request to an express company", "物流助手运力方"),
    field: "ResultCode",
    values: &[],
    required: &[],
    takes_bare: false,
    takes_any_format: true,
    repeats: Repeats::Never,
    example: r#"{"ResultCode":0,"ResultMsg":"ok"}"#,
};

/// The answer of a delivery company to what a merchant asks of it (小程序文档《即时配送》: 运力方使用).
const RIDER_CARRIER: StructuredAnswer = StructuredAnswer {
    name: "rider-carrier",
    title: Bilingual::new("request to a delivery company", "即时配送运力方"),
    field: "resultcode",
    values: &[],
    required: &[],
    takes_bare: false,
    takes_any_format: true,
    repeats: Repeats::Never,
    example: r#"{"resultcode":0,"resultmsg":"ok"}"#,
};

/// The answer to a notice of intracity delivery (小程序文档《同城配送》).
pub(super) const INTRACITY: StructuredAnswer = StructuredAnswer {
    name: "intracity",
    title: Bilingual::new("notice of intracity delivery", "同城配送通知"),
    field: "return_code",
    values: &["0"],
    required: &[],
    takes_bare: false,
    takes_any_format: false,
    repeats: Repeats::Shortly,
    example: r#"{"return_code":0,"return_msg":"OK"}"#,
};

/// The answer to a notice of WeChat Pay v2 (微信支付 v2 文档《支付结果通知》).
pub(super) const PAY_V2: StructuredAnswer = StructuredAnswer {
    name: "pay-v2",
    title: Bilingual::new("notice of WeChat Pay v2", "微信支付 v2 通知"),
    field: "return_code",
    values: &["SUCCESS"],
    required: &[],
    takes_bare: false,
    takes_any_format: false,
    repeats: Repeats::Shortly,
    example: "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>",
};

/// Returns the answer of this name.
pub(super) fn named(name: &str) -> Option<&'static StructuredAnswer> {
    ANSWERS.iter().find(|answer| answer.name == name)
}

impl StructuredAnswer {
    /// Checks the fields of an answer.
    pub(super) fn check(&self, answer: &Document, format: Format, findings: &mut Vec<Rule>) {
        let given = answer.get(self.field).map(str::trim);
        let any = self.values.is_empty();
        let takes = |value: &str| self.values.contains(&value) || any && value.parse::<i64>().is_ok();
        let fault = match given {
            None => AckFault::Missing(self.field),
            Some(value) if !takes(value) => {
                let message = ["return_msg", "ErrMsg", "errmsg", "resultmsg", "ResultMsg", "result_info"];
                let message = message.iter().find_map(|name| answer.get(name)).map(excerpt);
                AckFault::Refused { field: self.field, value: excerpt(value), message }
            }
            Some(value) if any && value != "0" => return,
            Some(_) => match self.required.iter().find(|name| answer.find(name).is_none()) {
                Some(name) => AckFault::Missing(name),
                None => return,
            },
        };
        findings.push(self.fault(fault, format));
    }

    /// Returns the example in a format.
    pub(crate) fn example_body(&self, format: Format) -> Vec<u8> {
        let document = serde_json::from_str(self.example).ok().and_then(|value| json::from_json(&value));
        match (document, format) {
            (Some(document), Format::Xml) => xml::write(&document).into_bytes(),
            _ => self.example.as_bytes().to_vec(),
        }
    }

    /// Returns the finding about an answer that does not acknowledge the push.
    pub(super) fn fault(&self, fault: AckFault, format: Format) -> Rule {
        let example = String::from_utf8_lossy(&self.example_body(format)).into_owned();
        Rule::NotAcknowledged { fault, example }
    }
}
