//! Refusals by WeChat Pay.

use crate::api::named::NamedFamily;
use crate::api::pay_error::PayError;
use crate::wechat::{Call, Reply};

/// A refusal by WeChat Pay.
#[derive(Debug, Clone)]
pub(crate) struct PayRefusal {
    /// The HTTP status; v2 answers 200.
    pub status: u16,
    /// The error.
    pub error: PayError,
    /// The path of the call.
    pub path: String,
}

impl PayRefusal {
    /// Returns the refusal in an answer; `None` if WeChat Pay was not asked or did not refuse.
    pub(in crate::wechat) fn of(reply: &Reply, call: &Call) -> Option<Self> {
        if !call.host.is_pay() {
            return None;
        }
        let (status, text) = (reply.head.status, reply.text());
        let path = Some(&*call.path);
        let error = if text.trim_start().starts_with('<') {
            PayError::of_xml(&text, path)
        } else if status >= 400 {
            let header = |name: &str| {
                let found = reply.head.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
                found.map(|(_, value)| value.as_str())
            };
            PayError::of_json(&reply.json()?, header("Request-ID"), path)
        } else {
            None
        };
        Some(Self { status, error: error?, path: call.path.clone() })
    }

    /// Returns whether a call that was refused may have had an effect all the same (微信支付文档《错误码》).
    pub(crate) fn leaves_unknown(&self) -> bool {
        const UNKNOWN: [&str; 7] = [
            "SYSTEM_ERROR",
            "SYSTEMERROR",
            "BANK_ERROR",
            "BANKERROR",
            "USERPAYING",
            "TRADE_ERROR",
            "BIZERR_NEED_RETRY",
        ];
        self.status >= 500 || UNKNOWN.contains(&self.error.code.as_str())
    }

    /// Returns whether WeChat Pay v3 refused.
    pub(crate) fn is_v3(&self) -> bool {
        self.error.family == NamedFamily::PayV3
    }

    /// Returns the refusal with its texts masked: a gateway may repeat the request.
    pub(in crate::wechat) fn masked(mut self, mask: impl Fn(&str) -> String) -> Self {
        self.error.message = mask(&self.error.message);
        for (_, value) in &mut self.error.details {
            *value = mask(value);
        }
        self
    }
}
