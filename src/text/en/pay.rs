use crate::lang::PayWanted;
use crate::pay::BillFault;
use crate::text::Said;
use crate::text::pay::{PayHelp, PayWords, ShopCase, ShopOutcome};
use crate::wechat::PayAnswerError;

pub(in crate::text) const HELP: PayHelp = PayHelp {
    about: "Create, query, close and refund orders of WeChat Pay, download bills, and transfer money",
    refund: "Create and query refunds",
    bill: "Download bills",
    transfer: "Send money to users' balances",
    combine: "Create, query and close combined orders",
    share: "Send shares of an order's money to others",
    complaint: "List complaints of users and reply to them",
    v2: "Call WeChat Pay v2",
    order_about: "Create an order and print what the payer needs",
    query_about: "Get the state of an order",
    close_about: "Close an order, so that it cannot be paid",
    refund_create: "Send the money of an order back, or a part of it",
    refund_query: "Get the state of a refund",
    bill_trade: "Download the bill of a day's orders and refunds",
    bill_fundflow: "Download the bill of a day's movements of an account",
    certs: "Download and decrypt WeChat Pay's certificates",
    transfer_create: "Send money to a user, who confirms it in WeChat",
    transfer_query: "Get the state of a transfer",
    transfer_cancel: "Close a transfer that the user has not confirmed",
    combine_order: "Create combined orders and print what the payer needs",
    combine_query: "Get the state of combined orders",
    combine_close: "Close combined orders, so that they cannot be paid",
    share_create: "Send shares of an order's money to receivers",
    share_query: "Get the state of a share",
    share_unfreeze: "End the sharing of an order; the rest goes to the merchant",
    share_amounts: "Get the amount of an order that can still be shared",
    share_return: "Send shared money back to the merchant",
    share_return_query: "Get the state of a return",
    share_add: "Add a receiver of shares",
    share_delete: "Remove a receiver of shares",
    complaint_list: "List complaints with the payers' telephone numbers decrypted",
    complaint_get: "Get a complaint",
    complaint_history: "List the negotiations about a complaint",
    complaint_reply: "Reply to a complaint; the user reads it",
    complaint_complete: "Close a complaint that was dealt with",
    v2_order: "Create an order of v2 and print what the payer needs",
    v2_query: "Get the state of an order of v2",
    v2_close: "Close an order of v2, so that it cannot be paid",
    v2_refund: "Send the money of an order back with v2",
    v2_refund_query: "Get the state of a refund of v2",
    v2_bill: "Download a day's bill with v2",
    v2_micropay: "Create a payment with the code that a payer shows, and ask for the outcome",
    v2_reverse: "Close a payment by code; money that was taken is given back",
    v2_short_url: "Replace the URL of a QR code with a short one",
    keys: "Merchant",
    cert: "File of WeChat Pay's certificates, PEM; repeatable [default: platform_certificate]",
    public_key: "File of WeChat Pay's public key, PEM [default: platform_public_key]",
    public_key_id: "ID of that public key, PUB_KEY_ID_… [default: platform_public_key_id]",
    no_verify: "Accept responses without verifying their signature",
    yuan: "Amount in yuan, such as 1.23",
    fen: "Amount in fen, such as 123",
    sub_mchid: "Sub-merchant, for partners",
    sub_appid: "Sub-merchant's appid; --openid is then the one under it",
    kind: "jsapi (page in WeChat), mini (mini-program), app, native (QR code) or h5 (other browsers)",
    description: "Description of the goods, up to 127 characters",
    new_trade_no: "Merchant's number of the order, 6 to 32 letters, digits and _-|* [default: a new one]",
    out_trade_no: "Merchant's number of the order",
    transaction_id: "WeChat Pay's number of the order",
    attach: "Text that the notification repeats, up to 128 characters",
    profit_sharing: "Keep the money for sharing",
    openid: "Payer's openid, for jsapi and mini",
    payer_ip: "Payer's IP address; h5 needs it",
    payer_ip_v2: "Payer's IP address [default: 127.0.0.1]",
    device_ip: "IP address of the scanner [default: 127.0.0.1]",
    h5_type: "Payer's device, for h5: iOS, Android or Wap [default: Wap]",
    notify_url: "URL for the notification, without query [default: pay_notify_url]",
    expires: "Minutes within which the order can be paid, up to 10080",
    data: "Further members of the body, as JSON; @FILE for a file, - for stdin",
    field: "Further field of the request, NAME=VALUE; repeatable",
    new_refund_no: "Merchant's number of the refund, up to 64 letters, digits and _-|*@ [default: a new one]",
    out_refund_no: "Merchant's number of the refund",
    total_yuan: "Total of the order in yuan [default: asked for]",
    total_fen: "Total of the order in fen",
    reason: "Reason that the user sees, up to 80 characters",
    refund_notify_url: "URL for the notification of the refund",
    date: "Day such as 2026-11-30; the bill is ready from 10:00 on the next day",
    bill_type: "ALL, SUCCESS, REFUND, RECHARGE_REFUND, ALL_SPECIAL, SUC_SPECIAL or REF_SPECIAL [default: ALL]",
    bill_type_v2: "ALL, SUCCESS, REFUND or RECHARGE_REFUND [default: ALL]",
    account: "BASIC, OPERATION or FEES [default: BASIC]",
    output: "Output file for the bill as it is, unpacked; - for stdout",
    csv: "Print all columns as CSV",
    save: "Write the certificates to a PEM file",
    rotate: "Replace the file of platform_certificate with the current certificates",
    receiver_openid: "Receiver's openid",
    scene: "ID of the transfer scene, such as 1000, from the merchant platform",
    report: "Item of the scene's report, in the words of the scene; repeatable",
    remark: "Remark that the user sees, up to 32 characters",
    new_bill_no: "Merchant's number of the transfer, up to 32 letters and digits [default: a new one]",
    out_bill_no: "Merchant's number of the transfer",
    user_name: "Receiver's name, which is encrypted; required from 2,000 yuan, not allowed below 0.3",
    perception: "Words that the user sees for the transfer, one of the scene's",
    transfer_notify_url: "URL for the notification of the transfer",
    receiver: "Receiver: merchant, openid or sub-openid, account, yuan and description; repeatable",
    new_share_no: "Merchant's number of the share [default: a new one]",
    share_no: "Merchant's number of the share",
    unfreeze_rest: "Release the rest of the money to the merchant",
    unfreeze_reason: "Reason, up to 80 characters",
    return_mchid: "Merchant ID that gives money back",
    return_reason: "Reason, up to 80 characters",
    new_return_no: "Merchant's number of the return [default: a new one]",
    return_no: "Merchant's number of the return",
    account_kind: "merchant, openid or sub-openid",
    receiver_account: "Merchant ID or openid",
    relation: "Relation, such as STORE, PARTNER, USER, SUPPLIER or CUSTOM",
    custom_relation: "Relation in words, for CUSTOM",
    receiver_name: "Receiver's full name, which is encrypted; a merchant needs it",
    sub_order: "Order: merchant ID, number, yuan and description; PARTNER/SUB for a partner; repeatable",
    new_combine_no: "Number of the combined orders, 6 to 32 characters [default: a new one]",
    combine_no: "Number of the combined orders",
    closed_order: "Order to close: merchant ID and number; repeatable",
    from: "First day, such as 2026-11-01",
    to: "Last day; 30 days at most",
    offset: "Number of complaints to skip",
    complained: "Merchant ID that the complaint is about [default: mchid]",
    complaint_id: "ID of the complaint",
    complaint_text: "Text, up to 200 characters; @FILE for a file, - for stdin",
    product_id: "ID of the product, for native [default: the number of the order]",
    auth_code: "Code that the payer shows, 18 digits",
    wait: "Seconds to ask for the outcome [default: 30]",
    interval: "Seconds between two queries [default: 5]",
    long_url: "URL of the QR code, weixin://…",
    shop: "URL of the shop's handler, which has the keys that `webot mock pay-keys` prints",
    simulate_v2: "Order and notify with v2",
    simulate_forged: "Send the notice of another order, signed with a wrong key: the shop must refuse it",
    simulate_case: "Send a further notice: forged, probe (WeChat Pay's test of signatures), duplicate, amount (another amount), unknown (an unknown order) or all; repeatable",
    forged_trade_no: "Order of the forged notice, one that the shop knows [default: a new number]",
    simulate_public_key: "Sign with the mock's public key in place of its certificate",
    simulate: "Run an order through the mock: pay it, notify a shop, and judge its answer",
    after: r"Examples:
  webot pay order native --description 红茶 --yuan 1.23 --notify-url https://example.com/notify
  webot pay query --out-trade-no ORDER20261130

Requests are signed, responses are verified: with WeChat Pay's public key, its certificates, or both while you change
from one to the other. An amount is never a floating-point number: --yuan 1.23 is --fen 123.
After an unknown outcome, look the order up; do not repeat it with another number.",
};

pub(in crate::text) const WORDS: PayWords = PayWords {
    no_key_to_verify: "the signature of the response is not verified, because no key of WeChat Pay is configured: \"platform_public_key\" or \"platform_certificate\" in wx_config.json",
    too_long_to_verify: "the signature of the response is not verified, because it went into the file as it arrived",
    unsigned_file: "WeChat Pay does not sign this file: compare it with the hash that the earlier response named",
    not_verified: "the signatures of responses are not verified: anybody on the way can change them",
    lookup: |command| {
        format!(
            "it may have taken effect: look it up with `{command}` before you try again, with the same number"
        )
    },
    scan: |number| format!("order {number} is created; scan the code with WeChat within 2 hours"),
    open_within: |number| format!("order {number} is created; open the link in a browser within 5 minutes"),
    pay_with: |number, in_app| {
        let call = if in_app { "the SDK's `PayReq`" } else { "`wx.requestPayment` or `WeixinJSBridge`" };
        format!("order {number} is created; pass these parameters to {call} within 2 hours")
    },
    closed: |number| format!("order {number} is closed"),
    really_refund: |amount, order| format!("Refund {amount} yuan of order {order}?"),
    refund_state: |state, lookup| match state {
        "SUCCESS" => "the refund has arrived".to_owned(),
        "PROCESSING" => format!("the refund is being processed; ask again with `{lookup}`"),
        "ABNORMAL" => {
            "the refund failed: the user's account cannot receive it; handle it in the merchant platform"
                .to_owned()
        }
        "CLOSED" => "the refund is closed".to_owned(),
        _ => String::new(),
    },
    no_certificates: "there are no certificates: this merchant never used v3, or uses the public key",
    new_certificate: "not configured",
    certificates_saved: |count, path, is_configured| {
        let plural = if count == 1 { "certificate" } else { "certificates" };
        let next = if is_configured {
            String::new()
        } else {
            format!("; use it with `webot config set platform_certificate {path}`")
        };
        format!("{count} {plural} saved to {path}{next}")
    },
    really_transfer: |amount, openid| format!("Transfer {amount} yuan to {openid}?"),
    transfer_state: |state, lookup, hours| match state {
        "WAIT_USER_CONFIRM" => {
            format!(
                "the user must confirm within {hours} hours: pass `client` to `wx.requestMerchantTransfer`"
            )
        }
        "SUCCESS" => "the transfer has arrived".to_owned(),
        "FAIL" => "the transfer failed; a new number may be used".to_owned(),
        other => format!("the transfer is in the state {other}; ask again with `{lookup}`"),
    },
    really_cancel: |number| format!("Cancel transfer {number}?"),
    really_share: |amount, count, order| {
        let plural = if count == 1 { "receiver" } else { "receivers" };
        format!("Share {amount} yuan of order {order} with {count} {plural}?")
    },
    really_unfreeze: |order| format!("Release the rest of order {order}? It cannot be shared afterwards."),
    really_return: |amount, from| format!("Take back {amount} yuan from merchant {from}?"),
    more_complaints: |shown, total| format!("{shown} of {total}; continue with `--offset {shown}`"),
    really_reply: "Send this reply to the user?",
    really_complete: "Report that this complaint was dealt with?",
    really_charge: |amount| format!("Charge {amount} yuan?"),
    really_reverse: |number| format!("Reverse order {number}?"),
    waiting: |code, seconds| format!("{code}: waiting for the payer up to {seconds} s"),
    asking: |failure| format!("{failure}; asking for the outcome"),
    simulated: |number, amount, notices| format!("order {number} of {amount} yuan → paid → {notices}"),
    simulated_order: |number, amount| format!("order {number} of {amount} yuan → paid"),
    simulation_verdict: |passed, total, is_right| {
        let verdict = if is_right { "passed" } else { "failed" };
        format!("{verdict}: {passed} of {total} notices handled rightly")
    },
    delivered: |status, ms, case, outcome| {
        let answer =
            status.map_or_else(|| "no answer".to_owned(), |status| format!("HTTP {status} in {ms} ms"));
        let verdict = match (case, outcome) {
            (ShopCase::Forged | ShopCase::Probe, ShopOutcome::Accepted) => {
                "the shop took it: it does not verify the signature"
            }
            (ShopCase::Forged | ShopCase::Probe, ShopOutcome::Refused) => "refused, as it must be",
            (ShopCase::Genuine | ShopCase::Duplicate, ShopOutcome::Accepted) => "accepted",
            (ShopCase::Genuine | ShopCase::Duplicate, ShopOutcome::Refused) => {
                "not accepted: WeChat Pay notifies again"
            }
            (ShopCase::Amount, ShopOutcome::Accepted) => {
                "acknowledged: the order must not count as paid in the shop"
            }
            (ShopCase::Unknown, ShopOutcome::Accepted) => "acknowledged: the shop must not deliver anything",
            (ShopCase::Amount | ShopCase::Unknown, ShopOutcome::Refused) => "refused",
            (_, ShopOutcome::RefusedInBody) => {
                "refused in the body only: by the status, WeChat Pay counts it as taken"
            }
            (_, ShopOutcome::Unanswered) => "cannot be judged",
        };
        format!("{} → {answer} → {verdict}", notice(case))
    },
    not_judged: |case| {
        format!(
            "{}: not sent, because only a shop that accepts the genuine notice can be judged",
            notice(case)
        )
    },
    unknown_refused: "the refusal of the forged notice proves nothing, because the shop refuses every order that it does not know: name one that it knows with --forged-out-trade-no",
    shop_keys: "give the shop the keys that `webot mock pay-keys` prints: the notice is signed with them",
    shop_path: "give the URL of the shop's handler with its path: --des",
    shop_starts: "start the shop's server, or give its URL with --des",
    try_mock: "no account yet? `--mock` works without one: the built-in mock of WeChat has keys of its own",
    payment_state: |state| match state {
        "SUCCESS" => "the order is paid".to_owned(),
        other => format!("the order is not paid: {other}"),
    },
};

/// Says that the payer did not pay in time.
pub(super) fn unpaid(seconds: u64, reverse: &str) -> Said {
    Said::new(format!("the payer did not pay within {seconds} s"))
        .hint(format!("give up with `{reverse}`, so that the payer cannot pay any more"))
}

/// Says why an answer of WeChat Pay is not trusted.
pub(super) fn answer_error(error: &PayAnswerError) -> Said {
    match error {
        PayAnswerError::NoHeader(name) => Said::new(format!("the response is not signed: it has no header `{name}`"))
            .hint("does a proxy on the way drop headers, or does --api-base name another server? print the response with -v"),
        PayAnswerError::UnknownSerial { answered, configured } => {
            let said = Said::new(format!(
                "the response is signed with `{answered}`, which is not configured; configured: {}",
                configured.join(", ")
            ));
            if answered.starts_with("PUB_KEY_ID_") {
                said.hint("download the public key from the merchant platform, 账户中心 → API 安全, and set platform_public_key and platform_public_key_id; keep the certificate until the change is complete")
            } else {
                said.hint("WeChat Pay has changed its certificate: `webot pay certs --rotate` gets the current ones")
            }
        }
        PayAnswerError::Signature { serial, causes } => {
            let said = Said::new(format!("the signature of the response is wrong (key `{serial}`)"));
            let said = match causes.first() {
                Some(cause) => said.cause(super::crypt::cause(cause).message),
                None => said,
            };
            said.hint("compare the file of the key with the one in the merchant platform; a proxy may also have changed the body")
        }
        PayAnswerError::Stale(age) => Said::new(match *age {
            i64::MAX => "the timestamp of the response's signature is no number".to_owned(),
            age if age < 0 => format!("the response was signed {} s in the future", age.unsigned_abs()),
            age => format!("the response was signed {age} s ago, which is more than 5 minutes"),
        })
        .hint("check the clock of this machine; otherwise an old response was sent again"),
        PayAnswerError::ForeignLink(host) => {
            Said::new(format!("the bill is at `{host}`, which does not belong to WeChat Pay"))
                .hint("nothing was sent there; check --api-base")
        }
        PayAnswerError::HashType(kind) => Said::new(format!("the `hash_type` of the bill is `{kind}`, not `SHA1`: it cannot be verified"))
            .hint("check --api-base, and print the response with -v: it may not come from WeChat Pay"),
        PayAnswerError::DamagedBill => Said::new("the bill cannot be unpacked")
            .hint("try again; a proxy may have cut it"),
        PayAnswerError::LargeBill(limit) => {
            Said::new(format!("the bill is larger than {} MB", limit >> 20)).hint("save it with --output FILE")
        }
        PayAnswerError::BillHash { wanted, found } => {
            Said::new(format!("the bill is not the one that was announced: its SHA-1 is {found}, not {wanted}"))
                .hint("try again; a proxy may have changed it")
        }
        PayAnswerError::Bill(BillFault::NoBill) => Said::new("the response is no bill: it has no line of column names")
            .hint("save it with --output FILE and look at it"),
        PayAnswerError::Bill(BillFault::Cells { line, found, columns }) => {
            Said::new(format!("line {line} of the bill has {found} cells, not {columns}"))
                .hint("save it with --output FILE and look at it")
        }
        PayAnswerError::DamagedCertificate => Said::new("a certificate in the response cannot be read")
            .hint("print the response with `webot api GET /v3/certificates`"),
        PayAnswerError::V2Sign { is_missing: true } => Said::new("the response has no `sign`")
            .hint("does --api-base name another server? print the response with -v"),
        PayAnswerError::V2Sign { is_missing: false } => Said::new("the `sign` of the response is wrong")
            .hint("is `pay_key` the current API key of the merchant platform? after a change the old one is wrong at once"),
    }
}

/// Returns the problem of a value and the requirement for it.
pub(super) fn wanted_words(wanted: PayWanted) -> (&'static str, &'static str) {
    match wanted {
        PayWanted::Yuan => {
            ("is not an amount in yuan", "expected up to two decimals, such as 1.23, and at least 0.01")
        }
        PayWanted::Fen => ("is not an amount in fen", "use digits only, such as 123 for 1.23 yuan"),
        PayWanted::TradeNumber => ("is not an out_trade_no", "expected 6 to 32 letters, digits and _-|*"),
        PayWanted::RefundNumber => ("is not such a number", "expected 1 to 64 letters, digits and _-|*@"),
        PayWanted::BillNumber => ("is not an out_bill_no", "expected 1 to 32 letters and digits"),
        PayWanted::TransactionId => {
            ("is not a transaction_id", "expected digits such as 4200000001202611301234567890")
        }
        PayWanted::Total => (
            "is missing",
            "a preview sends nothing, so that the total is not asked for: give --total-yuan or --total-fen",
        ),
        PayWanted::Openid => ("is missing", "jsapi and mini need the payer's openid under the appid"),
        PayWanted::NoOpenid => {
            ("is not known in advance for this kind", "leave out --openid, or use jsapi or mini")
        }
        PayWanted::PayerIp => ("is missing", "h5 needs the IP address of the payer, such as 203.0.113.7"),
        PayWanted::Ip => ("is not an IP address", "expected the address of the payer, such as 203.0.113.7"),
        PayWanted::Minutes => ("is not a number of minutes", "expected 1 to 10080, which is 7 days"),
        PayWanted::NotifyUrl => (
            "is not a URL for notifications",
            "expected up to 255 characters without a query, such as https://example.com/notify",
        ),
        PayWanted::Name => ("is missing", "WeChat Pay wants the receiver's name from 2,000 yuan"),
        PayWanted::NoName => ("is not allowed below 0.3 yuan", "leave out --user-name"),
        PayWanted::Report => (
            "is not an item of a report",
            "expected a type of up to 15 and a content of up to 32 characters, such as 活动名称=新会员有礼",
        ),
        PayWanted::Receiver => (
            "is not a receiver",
            "expected KIND:ACCOUNT:YUAN:TEXT, such as merchant:1900000109:1.00:commission",
        ),
        PayWanted::Receivers => ("are too many receivers", "expected up to 50"),
        PayWanted::SubOrder => {
            ("is not an order", "expected MCHID:NUMBER:YUAN:TEXT, such as 1900000109:ORDER001:1.23:tea")
        }
        PayWanted::SubOrders => (
            "is not a number of orders that can be combined",
            "expected 2 to 50; for a single one use `webot pay order`",
        ),
        PayWanted::ClosedOrder => ("is not an order", "expected MCHID:NUMBER, such as 1900000109:ORDER001"),
        PayWanted::AuthCode => ("is not a payment code", "expected the 18 digits below the payer's bar code"),
    }
}

/// Returns the name of a notice of `webot pay simulate`.
fn notice(case: ShopCase) -> &'static str {
    match case {
        ShopCase::Genuine => "notice",
        ShopCase::Duplicate => "the same notice again",
        ShopCase::Forged => "forged notice",
        ShopCase::Probe => "test of signatures",
        ShopCase::Amount => "notice of another amount",
        ShopCase::Unknown => "notice of an unknown order",
    }
}
