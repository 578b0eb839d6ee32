//! Transfers to users (商家转账, 2025), which the user confirms.

use serde::{Deserialize, Serialize};

use super::ledger::{Business, signed};
use super::{Books, MAX_THINGS};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::random::SeededRandom;

/// The time in which a user must confirm, in milliseconds.
const CONFIRM_MS: u64 = 24 * 3_600_000;

/// The state of a transfer (微信支付文档《商家转账》).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(in crate::mock::pay) enum TransferState {
    WaitUserConfirm,
    /// The name as WeChat writes it.
    Transfering,
    Success,
    Fail,
    Cancelled,
}

impl TransferState {
    pub(in crate::mock::pay) const fn name(self) -> &'static str {
        match self {
            Self::WaitUserConfirm => "WAIT_USER_CONFIRM",
            Self::Transfering => "TRANSFERING",
            Self::Success => "SUCCESS",
            Self::Fail => "FAIL",
            Self::Cancelled => "CANCELLED",
        }
    }

    const fn is_end(self) -> bool {
        matches!(self, Self::Success | Self::Fail | Self::Cancelled)
    }
}

/// A transfer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Transfer {
    pub mchid: String,
    pub appid: String,
    pub out_bill_no: String,
    /// The number of WeChat Pay.
    pub bill_no: String,
    pub openid: String,
    /// The amount, in fen.
    pub amount: u64,
    pub remark: String,
    pub notify_url: String,
    pub fingerprint: String,
    /// The name of the user, decrypted; empty if none was given.
    pub user_name: String,
    pub state: TransferState,
    pub fail_reason: String,
    pub package_info: String,
    /// True if notices are signed with the platform's public key.
    #[serde(default)]
    pub by_public_key: bool,
    pub created_ms: u64,
    pub updated_ms: u64,
}

impl Books {
    /// Creates a transfer. A repeated call gets the same one.
    pub(in crate::mock::pay) fn transfer(
        &mut self,
        mut new: Transfer,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> PayResult<&Transfer> {
        let key = super::order_key(&new.mchid, &new.out_bill_no);
        if let Some(known) = self.transfers.get(&key) {
            if known.fingerprint != new.fingerprint {
                return Err(Refusal::new(400, "ALREADY_EXISTS", "商户单号已存在，且参数与首次请求时不一致"));
            }
            return self.transfers.get(&key).ok_or_else(|| Refusal::missing("记录不存在"));
        }
        if self.transfers.len() >= MAX_THINGS {
            return Err(Refusal::full());
        }
        if self.ledger.balance() < signed(new.amount) {
            return Err(Refusal::new(403, "NOT_ENOUGH", "资金不足，请充值后使用原单号重试"));
        }
        new.bill_no = self.number("13300", now_ms, dice);
        new.package_info = dice.text(64);
        (new.created_ms, new.updated_ms) = (now_ms, now_ms);
        let voucher = new.out_bill_no.clone();
        self.ledger.add(now_ms, Business::Transfer, (&new.bill_no, &voucher), -signed(new.amount));
        Ok(self.transfers.or_insert(key, new))
    }

    /// Returns a transfer by WeChat Pay's number.
    pub(in crate::mock::pay) fn transfer_of_bill(&self, mchid: &str, number: &str) -> Option<&Transfer> {
        self.transfers.values().find(|own| own.mchid == mchid && own.bill_no == number)
    }

    /// Returns a transfer by the merchant's number.
    pub(in crate::mock::pay) fn transfer_at(&self, mchid: &str, out_bill_no: &str) -> Option<&Transfer> {
        self.transfers.get(&super::order_key(mchid, out_bill_no))
    }

    /// Cancels a transfer that the user has not confirmed.
    pub(in crate::mock::pay) fn cancel_transfer(
        &mut self,
        mchid: &str,
        out_bill_no: &str,
        now_ms: u64,
    ) -> PayResult<&Transfer> {
        let key = super::order_key(mchid, out_bill_no);
        let found = self.transfers.get(&key).ok_or_else(|| Refusal::new(404, "NOT_FOUND", "记录不存在"))?;
        match found.state {
            TransferState::WaitUserConfirm => self.end_transfer(&key, TransferState::Cancelled, "", now_ms),
            TransferState::Cancelled => {}
            state => {
                let message = format!("转账单状态为{}，不能撤销", state.name());
                return Err(Refusal::invalid(message));
            }
        }
        self.transfers.get(&key).ok_or_else(|| Refusal::missing("记录不存在"))
    }

    /// Lets the user confirm or refuse a transfer, for a test. The error is a sentence about the reason.
    pub(in crate::mock::pay) fn decide_transfer(
        &mut self,
        number: &str,
        state: TransferState,
        now_ms: u64,
    ) -> Result<(), String> {
        let is_it = |own: &Transfer| own.out_bill_no == number || own.bill_no == number;
        let found = self.transfers.iter().find(|(_, own)| is_it(own));
        let (key, transfer) = found.ok_or("no transfer has this number")?;
        if transfer.state.is_end() {
            return Err(format!("the transfer is in the state {}", transfer.state.name()));
        }
        let key = key.clone();
        if state.is_end() {
            let reason = if state == TransferState::Fail { "PAYEE_ACCOUNT_ABNORMAL" } else { "" };
            self.end_transfer(&key, state, reason, now_ms);
        } else if let Some(transfer) = self.transfers.get_mut(&key) {
            (transfer.state, transfer.updated_ms) = (state, now_ms);
        }
        Ok(())
    }

    fn end_transfer(&mut self, key: &str, state: TransferState, reason: &str, now_ms: u64) {
        let Some(transfer) = self.transfers.get_mut(key) else { return };
        (transfer.state, transfer.updated_ms) = (state, now_ms);
        reason.clone_into(&mut transfer.fail_reason);
        let (number, voucher) = (transfer.bill_no.clone(), transfer.out_bill_no.clone());
        let amount = signed(transfer.amount);
        if state != TransferState::Success {
            self.ledger.add(now_ms, Business::TransferReturn, (&number, &voucher), amount);
        }
        self.notify_transfer(key, now_ms);
    }

    /// Ends the transfers that the user did not confirm in time.
    pub(super) fn expire_transfers(&mut self, now_ms: u64) {
        let is_late = |own: &Transfer| {
            own.state == TransferState::WaitUserConfirm && now_ms >= own.created_ms.saturating_add(CONFIRM_MS)
        };
        let late: Vec<String> =
            self.transfers.iter().filter(|(_, own)| is_late(own)).map(|(key, _)| key.clone()).collect();
        for key in late {
            self.end_transfer(&key, TransferState::Fail, "OVERDUE_CLOSE", now_ms);
        }
    }
}
