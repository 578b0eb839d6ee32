//! An order with its states, and its refunds.

use serde::{Deserialize, Serialize};

/// The state of an order (微信支付文档《查询订单》).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(in crate::mock::pay) enum TradeState {
    #[default]
    #[serde(rename = "NOTPAY")]
    NotPay,
    Success,
    Refund,
    Closed,
    Revoked,
    #[serde(rename = "USERPAYING")]
    UserPaying,
    #[serde(rename = "PAYERROR")]
    PayError,
}

impl TradeState {
    pub(in crate::mock::pay) const fn name(self) -> &'static str {
        match self {
            Self::NotPay => "NOTPAY",
            Self::Success => "SUCCESS",
            Self::Refund => "REFUND",
            Self::Closed => "CLOSED",
            Self::Revoked => "REVOKED",
            Self::UserPaying => "USERPAYING",
            Self::PayError => "PAYERROR",
        }
    }

    /// Returns the `trade_state_desc`.
    pub(in crate::mock::pay) const fn description(self) -> &'static str {
        match self {
            Self::NotPay => "订单未支付",
            Self::Success => "支付成功",
            Self::Refund => "订单发生过退款，退款详情请查询退款单",
            Self::Closed => "订单已关闭",
            Self::Revoked => "订单已撤销",
            Self::UserPaying => "需要用户输入支付密码",
            Self::PayError => "支付失败",
        }
    }

    /// Returns whether the merchant has the money, at least in part.
    pub(in crate::mock::pay) const fn is_paid(self) -> bool {
        matches!(self, Self::Success | Self::Refund)
    }
}

/// The way of paying.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(in crate::mock::pay) enum TradeType {
    #[default]
    Jsapi,
    App,
    Native,
    Mweb,
    Micropay,
}

impl TradeType {
    pub(in crate::mock::pay) const fn name(self) -> &'static str {
        match self {
            Self::Jsapi => "JSAPI",
            Self::App => "APP",
            Self::Native => "NATIVE",
            Self::Mweb => "MWEB",
            Self::Micropay => "MICROPAY",
        }
    }
}

/// The version of the API that a thing was created with, which decides the form of its notices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::mock::pay) enum Version {
    #[default]
    V2,
    V3,
}

/// The merchants of an order: a direct one, or a partner with a sub-merchant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Parties {
    /// The merchant that signs the calls.
    pub mchid: String,
    pub appid: String,
    /// The sub-merchant of a partner; empty for a direct merchant.
    pub sub_mchid: String,
    pub sub_appid: String,
}

/// An order; by default one that nobody has paid.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Order {
    pub out_trade_no: String,
    pub parties: Parties,
    pub trade_type: TradeType,
    pub version: Version,
    pub description: String,
    pub attach: String,
    pub notify_url: String,
    /// The amount, in fen.
    pub total: u64,
    /// The openid that the order names; empty if anybody may pay.
    pub openid: String,
    pub device_id: String,
    /// True if the money waits for profit sharing.
    pub is_shared: bool,
    /// The hash of all parameters, by which a repeated call is told from another one.
    pub fingerprint: String,
    /// `sign_type` of v2; empty for MD5.
    pub sign_type: String,
    /// The number of the combined order that it is a part of; empty if there is none.
    pub combined: String,
    pub created_ms: u64,
    /// The time until which it can be paid.
    pub expires_ms: u64,
    /// The time at which `prepay_id` was issued last.
    pub prepaid_ms: u64,
    pub prepay_id: String,
    pub state: TradeState,
    /// The number of WeChat Pay; empty until it is paid.
    pub transaction_id: String,
    pub success_ms: u64,
    /// The openid of the payer; empty until it is paid.
    pub payer: String,
    pub bank_type: String,
    pub refunds: Vec<Refund>,
    /// The sum that was shared with others, in fen.
    pub shared: u64,
    /// True if the money that waited for profit sharing was released.
    pub is_released: bool,
    /// True if notices are signed with the platform's public key, which the call named, in place of the certificate.
    #[serde(default)]
    pub by_public_key: bool,
}

/// The state of a refund.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(in crate::mock::pay) enum RefundStatus {
    Processing,
    #[default]
    Success,
    Closed,
    Abnormal,
}

impl RefundStatus {
    pub(in crate::mock::pay) const fn name(self) -> &'static str {
        match self {
            Self::Processing => "PROCESSING",
            Self::Success => "SUCCESS",
            Self::Closed => "CLOSED",
            Self::Abnormal => "ABNORMAL",
        }
    }
}

/// A refund.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Refund {
    pub out_refund_no: String,
    /// The number of WeChat Pay.
    pub id: String,
    /// The amount, in fen.
    pub amount: u64,
    /// The fee that the merchant gets back, in fen.
    pub fee: u64,
    pub reason: String,
    pub notify_url: String,
    pub version: Version,
    pub fingerprint: String,
    pub status: RefundStatus,
    /// The outcome when its time comes.
    pub outcome: RefundStatus,
    pub created_ms: u64,
    /// True if notices are signed with the platform's public key.
    #[serde(default)]
    pub by_public_key: bool,
    /// The time of the outcome.
    pub due_ms: u64,
    pub success_ms: u64,
}

impl Order {
    /// Returns the sum of the refunds that were not closed, in fen.
    pub(in crate::mock::pay) fn refunded(&self) -> u64 {
        let counted = self.refunds.iter().filter(|refund| refund.status != RefundStatus::Closed);
        counted.map(|refund| refund.amount).sum()
    }

    /// Returns the amount that can still be shared, in fen: the rest after refunds, shares and the fee.
    pub(in crate::mock::pay) fn unshared(&self) -> u64 {
        if !self.is_shared || self.is_released {
            return 0;
        }
        let fee =
            super::ledger::fee(self.total).saturating_sub(self.refunds.iter().map(|refund| refund.fee).sum());
        self.total.saturating_sub(self.refunded()).saturating_sub(self.shared).saturating_sub(fee)
    }

    /// Returns the state at a time: an order that was not paid in time is closed.
    pub(in crate::mock::pay) fn expire(&mut self, now_ms: u64) {
        if self.expires(now_ms) {
            self.state = TradeState::Closed;
        }
    }

    /// Returns whether the time to pay the order is over.
    pub(in crate::mock::pay) fn expires(&self, now_ms: u64) -> bool {
        matches!(self.state, TradeState::NotPay | TradeState::UserPaying) && now_ms >= self.expires_ms
    }

    /// Returns whether the user who was asked for the password after a payment code has entered it.
    pub(in crate::mock::pay) fn enters_password(&self, now_ms: u64) -> bool {
        const PASSWORD_MS: u64 = 10_000;
        self.trade_type == TradeType::Micropay
            && self.state == TradeState::UserPaying
            && now_ms >= self.created_ms.saturating_add(PASSWORD_MS)
    }

    /// Returns the app or account whose users pay.
    pub(in crate::mock::pay) fn paying_appid(&self) -> &str {
        &self.parties.appid
    }
}
