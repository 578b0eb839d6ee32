//! A verified v2 call, as the handlers get it, and their answers.

use sha2::{Digest as _, Sha256};

use crate::mock::call::MockCall;
use crate::mock::pay::books::Books;
use crate::mock::pay::books::order::Parties;
use crate::mock::pay::keys::PayKeys;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::sign_cause::PayWarning;
use crate::random::SeededRandom;
use crate::sign::{Digest, hex};

/// A verified call.
pub(super) struct V2Call<'a> {
    pub(super) books: &'a mut Books,
    pub(super) dice: &'a mut SeededRandom,
    pub(super) keys: &'a PayKeys,
    pub(super) call: &'a MockCall<'a>,
    /// The fields of the body.
    pub(super) fields: Vec<(String, String)>,
    pub(super) digest: Digest,
    /// The time of the mock, in milliseconds since 1970.
    pub(super) now_ms: u64,
    /// The warnings about what WeChat itself would refuse.
    pub(super) warnings: Vec<PayWarning>,
}

/// The answer of a handler.
pub(super) enum V2Reply {
    Fields(Vec<(String, String)>),
    File(Vec<u8>),
    /// There is no bill: the message and the `error_code`.
    NoBill(&'static str, &'static str),
}

/// The result of a handler.
pub(super) type V2Result = PayResult<V2Reply>;

impl V2Call<'_> {
    /// Returns a field; empty if it is missing.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// Returns an amount in fen.
    pub(super) fn fen(&self, name: &str) -> PayResult<u64> {
        let text = self.text(name);
        let fen = text.parse::<u64>().ok().filter(|fen| (1..=10_000_000_000).contains(fen));
        fen.ok_or_else(|| {
            Refusal::new(400, "PARAM_ERROR", format!("无效的{name}：应为大于 0 的整数，单位为分"))
        })
    }

    /// Returns the merchants of the call.
    pub(super) fn parties(&self) -> Parties {
        let text = |name: &str| self.text(name).to_owned();
        Parties {
            mchid: self.keys.mchid.clone(),
            appid: text("appid"),
            sub_mchid: text("sub_mch_id"),
            sub_appid: text("sub_appid"),
        }
    }

    /// Returns a nonce for the answer.
    pub(super) fn nonce(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.text("nonce_str"));
        hash.update(self.now_ms.to_be_bytes());
        hex(&hash.finalize()[..16])
    }

    /// Returns a hash of the fields by which a repeated call is known.
    pub(super) fn fingerprint(&self) -> String {
        let fresh = ["nonce_str", "sign", "sign_type", "time_start", "spbill_create_ip"];
        let mut fields: Vec<&(String, String)> =
            self.fields.iter().filter(|(name, _)| !fresh.contains(&name.as_str())).collect();
        fields.sort();
        let mut hash = Sha256::new();
        hash.update(self.call.path);
        for (name, value) in fields {
            hash.update(format!("\n{name}={value}"));
        }
        hex(&hash.finalize()[..16])
    }

    /// Returns the key of the order that the call names.
    pub(super) fn order(&self) -> PayResult<String> {
        let (number, transaction) = (self.text("out_trade_no"), self.text("transaction_id"));
        let mchid = &self.keys.mchid;
        let order = match (transaction.is_empty(), number.is_empty()) {
            (true, true) => {
                return Err(Refusal::new(400, "PARAM_ERROR", "out_trade_no 与 transaction_id 须传其一"));
            }
            (false, _) => self.books.order_of_transaction(mchid, transaction),
            (true, false) => self.books.order(mchid, number),
        };
        let order = order.filter(|order| order.parties.sub_mchid == self.text("sub_mch_id"));
        let order = order.ok_or_else(|| Refusal::new(404, "ORDER_NOT_EXIST", "此交易订单号不存在"))?;
        Ok(crate::mock::pay::books::order_key(mchid, &order.out_trade_no))
    }
}
