//! The help and messages of `webot pay`.

/// The help of `webot pay`.
#[derive(Debug)]
pub(crate) struct PayHelp {
    pub about: &'static str,
    pub refund: &'static str,
    pub bill: &'static str,
    pub transfer: &'static str,
    pub combine: &'static str,
    pub share: &'static str,
    pub complaint: &'static str,
    pub v2: &'static str,
    pub order_about: &'static str,
    pub query_about: &'static str,
    pub close_about: &'static str,
    pub refund_create: &'static str,
    pub refund_query: &'static str,
    pub bill_trade: &'static str,
    pub bill_fundflow: &'static str,
    pub certs: &'static str,
    pub transfer_create: &'static str,
    pub transfer_query: &'static str,
    pub transfer_cancel: &'static str,
    pub combine_order: &'static str,
    pub combine_query: &'static str,
    pub combine_close: &'static str,
    pub share_create: &'static str,
    pub share_query: &'static str,
    pub share_unfreeze: &'static str,
    pub share_amounts: &'static str,
    pub share_return: &'static str,
    pub share_return_query: &'static str,
    pub share_add: &'static str,
    pub share_delete: &'static str,
    pub complaint_list: &'static str,
    pub complaint_get: &'static str,
    pub complaint_history: &'static str,
    pub complaint_reply: &'static str,
    pub complaint_complete: &'static str,
    pub v2_order: &'static str,
    pub v2_query: &'static str,
    pub v2_close: &'static str,
    pub v2_refund: &'static str,
    pub v2_refund_query: &'static str,
    pub v2_bill: &'static str,
    pub v2_micropay: &'static str,
    pub v2_reverse: &'static str,
    pub v2_short_url: &'static str,
    pub keys: &'static str,
    pub cert: &'static str,
    pub public_key: &'static str,
    pub public_key_id: &'static str,
    pub no_verify: &'static str,
    pub yuan: &'static str,
    pub fen: &'static str,
    pub sub_mchid: &'static str,
    pub sub_appid: &'static str,
    pub kind: &'static str,
    pub description: &'static str,
    pub new_trade_no: &'static str,
    pub out_trade_no: &'static str,
    pub transaction_id: &'static str,
    pub attach: &'static str,
    pub profit_sharing: &'static str,
    pub openid: &'static str,
    pub payer_ip: &'static str,
    pub payer_ip_v2: &'static str,
    pub device_ip: &'static str,
    pub h5_type: &'static str,
    pub notify_url: &'static str,
    pub expires: &'static str,
    pub data: &'static str,
    pub field: &'static str,
    pub new_refund_no: &'static str,
    pub out_refund_no: &'static str,
    pub total_yuan: &'static str,
    pub total_fen: &'static str,
    pub reason: &'static str,
    pub refund_notify_url: &'static str,
    pub date: &'static str,
    pub bill_type: &'static str,
    pub bill_type_v2: &'static str,
    pub account: &'static str,
    pub output: &'static str,
    pub csv: &'static str,
    pub save: &'static str,
    pub rotate: &'static str,
    pub receiver_openid: &'static str,
    pub scene: &'static str,
    pub report: &'static str,
    pub remark: &'static str,
    pub new_bill_no: &'static str,
    pub out_bill_no: &'static str,
    pub user_name: &'static str,
    pub perception: &'static str,
    pub transfer_notify_url: &'static str,
    pub receiver: &'static str,
    pub new_share_no: &'static str,
    pub share_no: &'static str,
    pub unfreeze_rest: &'static str,
    pub unfreeze_reason: &'static str,
    pub return_mchid: &'static str,
    pub return_reason: &'static str,
    pub new_return_no: &'static str,
    pub return_no: &'static str,
    pub account_kind: &'static str,
    pub receiver_account: &'static str,
    pub relation: &'static str,
    pub custom_relation: &'static str,
    pub receiver_name: &'static str,
    pub sub_order: &'static str,
    pub new_combine_no: &'static str,
    pub combine_no: &'static str,
    pub closed_order: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub offset: &'static str,
    pub complained: &'static str,
    pub complaint_id: &'static str,
    pub complaint_text: &'static str,
    pub product_id: &'static str,
    pub auth_code: &'static str,
    pub wait: &'static str,
    pub interval: &'static str,
    pub long_url: &'static str,
    pub shop: &'static str,
    pub simulate_v2: &'static str,
    pub simulate_forged: &'static str,
    pub simulate_case: &'static str,
    pub forged_trade_no: &'static str,
    pub simulate_public_key: &'static str,
    pub simulate: &'static str,
    pub after: &'static str,
}

/// A notice of `webot pay simulate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShopCase {
    /// The notice about the payment.
    Genuine,
    /// The same notice again.
    Duplicate,
    /// A notice with the signature of a wrong key.
    Forged,
    /// A test of signatures by WeChat Pay.
    Probe,
    /// A notice with another amount.
    Amount,
    /// A notice about an order that the shop does not know.
    Unknown,
}

/// The reaction of a shop to a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShopOutcome {
    Accepted,
    /// The status accepts the notice, and the body refuses it.
    RefusedInBody,
    Refused,
    Unanswered,
}

/// The messages of `webot pay`.
pub(crate) struct PayWords {
    /// Warns that responses are not verified.
    pub not_verified: &'static str,
    pub no_key_to_verify: &'static str,
    pub too_long_to_verify: &'static str,
    pub unsigned_file: &'static str,
    /// Tells how to learn the outcome of a call; the command.
    pub lookup: fn(&str) -> String,
    /// Says that a code can be scanned; the number of the order.
    pub scan: fn(&str) -> String,
    /// Says how long a link can be opened; the number of the order.
    pub open_within: fn(&str) -> String,
    /// Says what the parameters are for; the number of the order, and whether it is paid in an app.
    pub pay_with: fn(&str, bool) -> String,
    /// Says that an order was closed; its number.
    pub closed: fn(&str) -> String,
    /// Asks before a refund; the amount and the order.
    pub really_refund: fn(&str, &str) -> String,
    /// Tells the state of a refund; the state and the command that asks again.
    pub refund_state: fn(&str, &str) -> String,
    /// Says that there are no certificates.
    pub no_certificates: &'static str,
    /// Marks a certificate that is not configured.
    pub new_certificate: &'static str,
    /// Says that certificates were saved; their number, the file, and whether the file is configured.
    pub certificates_saved: fn(usize, &str, bool) -> String,
    /// Asks before a transfer; the amount and the receiver.
    pub really_transfer: fn(&str, &str) -> String,
    /// Tells the state of a transfer; the state, the command that asks again, and the hours for the confirmation.
    pub transfer_state: fn(&str, &str, u64) -> String,
    /// Asks before a transfer is cancelled; its number.
    pub really_cancel: fn(&str) -> String,
    /// Asks before a share; the amount, the number of receivers and the order.
    pub really_share: fn(&str, usize, &str) -> String,
    /// Asks before the rest of an order is released; the order.
    pub really_unfreeze: fn(&str) -> String,
    /// Asks before shared money is taken back; the amount and the merchant.
    pub really_return: fn(&str, &str) -> String,
    /// Says that there are further complaints; the number shown and that of all.
    pub more_complaints: fn(u64, u64) -> String,
    /// Asks before a reply to a complaint.
    pub really_reply: &'static str,
    /// Asks before a complaint is closed.
    pub really_complete: &'static str,
    /// Asks before a payment by code; the amount.
    pub really_charge: fn(&str) -> String,
    /// Asks before a payment by code is reversed; the order.
    pub really_reverse: fn(&str) -> String,
    /// Says that the payer has to act; the code of the answer and the seconds that are waited.
    pub waiting: fn(&str, u64) -> String,
    /// Says that the outcome of a payment is asked for; the failure.
    pub asking: fn(&str) -> String,
    /// Tells what was simulated; the order, the amount, and the notices.
    pub simulated: fn(&str, &str, &str) -> String,
    /// Tells above the notices what was simulated; the order, and the amount.
    pub simulated_order: fn(&str, &str) -> String,
    /// Tells below the notices how many passed, of how many, and whether the whole did.
    pub simulation_verdict: fn(usize, usize, bool) -> String,
    /// Tells what a shop did with a notice; the status, the milliseconds, and the outcome.
    pub delivered: fn(Option<u16>, u64, ShopCase, ShopOutcome) -> String,
    /// Says why a notice that must be refused was not sent.
    pub not_judged: fn(ShopCase) -> String,
    /// Says why the refusal of a forged notice proves nothing.
    pub unknown_refused: &'static str,
    /// Advises a shop that refuses a genuine notice.
    pub shop_keys: &'static str,
    /// Advises about a path that nothing answers.
    pub shop_path: &'static str,
    /// Advises about an address that nothing listens at.
    pub shop_starts: &'static str,
    /// Tells that the mock needs no account.
    pub try_mock: &'static str,
    /// Tells the state of a payment.
    pub payment_state: fn(&str) -> String,
}
