//! Complaints of users (消费者投诉), which tests create.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Books, MAX_THINGS};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::random::SeededRandom;

/// The complaints of all merchants.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::mock::pay) struct Complaints {
    pub list: BTreeMap<String, Complaint>,
    /// The URL for notices about complaints; empty if there is none.
    pub notify_url: String,
}

/// The state of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(in crate::mock::pay) enum ComplaintState {
    Pending,
    Processing,
    Processed,
}

impl ComplaintState {
    pub(in crate::mock::pay) const fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Processing => "PROCESSING",
            Self::Processed => "PROCESSED",
        }
    }
}

/// A complaint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Complaint {
    pub id: String,
    pub mchid: String,
    pub transaction_id: String,
    pub out_trade_no: String,
    /// The amount of the order, in fen.
    pub amount: u64,
    pub openid: String,
    pub detail: String,
    pub phone: String,
    pub state: ComplaintState,
    pub created_ms: u64,
    /// The acts of both sides: the operator, the type, the words and the time.
    pub history: Vec<Negotiation>,
}

/// An act in a complaint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Negotiation {
    pub operator: String,
    pub kind: String,
    pub details: String,
    pub at_ms: u64,
}

impl Books {
    /// Creates a complaint about a paid order, for a test. The error is a sentence about the reason.
    pub(in crate::mock::pay) fn complain(
        &mut self,
        order_key: &str,
        detail: &str,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> Result<String, String> {
        let order = self.orders.get(order_key).ok_or("no order has this number")?;
        if !order.state.is_paid() {
            return Err("only a paid order can be complained about".to_owned());
        }
        if self.complaints.list.len() >= MAX_THINGS {
            return Err("there are too many complaints".to_owned());
        }
        let id = format!(
            "2002018{}{:012}",
            super::super::moment::compact(now_ms),
            dice.number() % 1_000_000_000_000
        );
        let complaint = Complaint {
            id: id.clone(),
            mchid: order.parties.mchid.clone(),
            transaction_id: order.transaction_id.clone(),
            out_trade_no: order.out_trade_no.clone(),
            amount: order.total,
            openid: order.payer.clone(),
            detail: detail.to_owned(),
            phone: format!("138{:08}", dice.number() % 100_000_000),
            state: ComplaintState::Pending,
            created_ms: now_ms,
            history: vec![Negotiation {
                operator: "投诉人".to_owned(),
                kind: "USER_CREATE_COMPLAINT".to_owned(),
                details: detail.to_owned(),
                at_ms: now_ms,
            }],
        };
        self.complaints.list.insert(id.clone(), complaint);
        self.notify_complaint(&id, "CREATE_COMPLAINT", now_ms);
        Ok(id)
    }

    /// Adds an act of the merchant, which may change the state.
    pub(in crate::mock::pay) fn negotiate(
        &mut self,
        (mchid, id): (&str, &str),
        kind: &str,
        details: &str,
        state: ComplaintState,
        now_ms: u64,
    ) -> PayResult<()> {
        let found = self.complaints.list.get_mut(id).filter(|own| own.mchid == mchid);
        let complaint = found.ok_or_else(|| Refusal::missing("投诉单不存在"))?;
        if complaint.state == ComplaintState::Processed {
            return Err(Refusal::invalid("投诉单已处理完成"));
        }
        complaint.state = state;
        complaint.history.push(Negotiation {
            operator: "商户".to_owned(),
            kind: kind.to_owned(),
            details: details.to_owned(),
            at_ms: now_ms,
        });
        Ok(())
    }
}
