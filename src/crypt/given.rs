//! Recognises what a decoder was given: each platform has its own envelope.

use serde_json::Value;

use crate::message::{Document, xml};

/// A kind of document that WeChat sends or answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// An encrypted callback: `Encrypt` or `encrypt`.
    Callback,
    /// A message in plain mode.
    PlainMessage,
    /// The notice of a refund of WeChat Pay v2: `req_info`.
    RefundNotice,
    /// The notice of a payment of WeChat Pay v2.
    PaymentNotice,
    /// The notice of a contract of WeChat Pay v2 (委托代扣).
    ContractNotice,
    /// An answer of WeChat Pay v2 that says `FAIL`.
    PayV2Failure,
    /// Another document of WeChat Pay v2.
    PayV2Other,
    /// A notification of WeChat Pay v3.
    PayV3Notice,
    /// The response of `GET /v3/certificates`.
    PayV3Certificates,
    /// The encrypted data of a mini-program.
    MiniData,
    /// An error of WeChat's API.
    ApiError,
}

impl Given {
    /// Recognises an XML or JSON document; returns `None` for anything else.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim();
        match text.chars().next()? {
            '<' => Self::of_xml(&xml::read(text).ok()?.document),
            '{' => Self::of_json(&serde_json::from_str(text).ok()?),
            _ => None,
        }
    }

    fn of_xml(document: &Document) -> Option<Self> {
        let has = |name: &str| document.get(name).is_some();
        Some(if has("Encrypt") {
            Self::Callback
        } else if has("req_info") {
            Self::RefundNotice
        } else if document.get("return_code") == Some("FAIL") {
            Self::PayV2Failure
        } else if has("contract_id") && has("change_type") {
            Self::ContractNotice
        } else if is_payment(document) {
            Self::PaymentNotice
        } else if has("return_code") || (has("mch_id") && has("sign")) {
            Self::PayV2Other
        } else if has("MsgType") || has("InfoType") {
            Self::PlainMessage
        } else {
            return None;
        })
    }

    fn of_json(value: &Value) -> Option<Self> {
        let has = |name: &str| value.get(name).is_some();
        let is_text = |name: &str| value.get(name).is_some_and(Value::is_string);
        Some(if is_text("encrypt") || is_text("Encrypt") {
            Self::Callback
        } else if value["resource"].get("ciphertext").is_some() {
            Self::PayV3Notice
        } else if value["data"][0].get("encrypt_certificate").is_some() {
            Self::PayV3Certificates
        } else if is_text("encryptedData") || is_text("encrypted_data") {
            Self::MiniData
        } else if value.get("errcode").is_some_and(Value::is_number) {
            Self::ApiError
        } else if has("MsgType") || has("msgtype") {
            Self::PlainMessage
        } else {
            return None;
        })
    }
}

/// Returns whether a document is the notice of a payment: it has a transaction, but neither a refund nor the state that
/// the answer to a query has, and no code was scanned by the merchant, which has an answer but no notice.
fn is_payment(document: &Document) -> bool {
    let has = |name: &str| document.get(name).is_some();
    has("transaction_id")
        && has("total_fee")
        && has("time_end")
        && !["refund_id", "out_refund_no", "refund_id_0", "trade_state"].into_iter().any(has)
        && document.get("trade_type") != Some("MICROPAY")
}

#[cfg(test)]
mod tests {
    use super::Given;

    #[test]
    fn each_document_is_recognised_by_its_fields() {
        for (text, given) in [
            ("<xml><Encrypt>a</Encrypt></xml>", Some(Given::Callback)),
            (r#"{"encrypt":"a"}"#, Some(Given::Callback)),
            ("<xml><ToUserName>a</ToUserName><MsgType>text</MsgType></xml>", Some(Given::PlainMessage)),
            (
                "<xml><return_code>SUCCESS</return_code><req_info>a</req_info></xml>",
                Some(Given::RefundNotice),
            ),
            ("<xml><return_code>FAIL</return_code></xml>", Some(Given::PayV2Failure)),
            (
                "<xml><return_code>SUCCESS</return_code><transaction_id>4</transaction_id><total_fee>1</total_fee><time_end>2</time_end></xml>",
                Some(Given::PaymentNotice),
            ),
            (
                "<xml><return_code>SUCCESS</return_code><transaction_id>4</transaction_id><total_fee>1</total_fee><time_end>2</time_end><trade_state>SUCCESS</trade_state></xml>",
                Some(Given::PayV2Other),
            ),
            (
                "<xml><return_code>SUCCESS</return_code><transaction_id>4</transaction_id><total_fee>1</total_fee><refund_id>5</refund_id></xml>",
                Some(Given::PayV2Other),
            ),
            (
                "<xml><return_code>SUCCESS</return_code><contract_id>4</contract_id><change_type>ADD</change_type></xml>",
                Some(Given::ContractNotice),
            ),
            (r#"{"id":"a","resource":{"ciphertext":"b"}}"#, Some(Given::PayV3Notice)),
            (r#"{"data":[{"encrypt_certificate":{}}]}"#, Some(Given::PayV3Certificates)),
            (r#"{"encryptedData":"a","iv":"b"}"#, Some(Given::MiniData)),
            (r#"{"errcode":40001,"errmsg":"a"}"#, Some(Given::ApiError)),
            ("<html></html>", None),
            (r#"{"a":1}"#, None),
            ("abc", None),
            ("", None),
            ("<", None),
        ] {
            assert_eq!(Given::of(text), given, "{text}");
        }
    }
}
