//! The books add up, whatever is called in whatever order.

use proptest::prelude::*;

use super::ledger::fee;
use super::order::{Order, Parties, RefundStatus, TradeState, TradeType, Version};
use super::sharing::{Receiver, Share, ShareReturn};
use super::transfer::{Transfer, TransferState};
use super::{Books, NewRefund, Payment, order_key};
use crate::random::SeededRandom;

const MCHID: &str = "1900000109";
const START_MS: u64 = 1_700_000_000_000;

fn order(number: u8, total: u64, trade_type: TradeType) -> Order {
    Order {
        out_trade_no: format!("order{number}"),
        parties: Parties { mchid: MCHID.to_owned(), appid: "wx1".to_owned(), ..Parties::default() },
        trade_type,
        version: if number.is_multiple_of(2) { Version::V2 } else { Version::V3 },
        description: "d".to_owned(),
        attach: String::new(),
        notify_url: "http://127.0.0.1/notify".to_owned(),
        total,
        openid: String::new(),
        device_id: String::new(),
        is_shared: number.is_multiple_of(3),
        fingerprint: total.to_string(),
        sign_type: String::new(),
        combined: String::new(),
        created_ms: START_MS,
        expires_ms: START_MS + 7 * 86_400_000,
        prepaid_ms: START_MS,
        prepay_id: String::new(),
        state: TradeState::NotPay,
        transaction_id: String::new(),
        success_ms: 0,
        payer: String::new(),
        bank_type: String::new(),
        refunds: Vec::new(),
        shared: 0,
        is_released: false,
        by_public_key: false,
    }
}

#[derive(Debug, Clone)]
enum Step {
    Place(u8, u64, bool),
    Act(u8, u8),
    Close(u8),
    Reverse(u8),
    Refund(u8, u8, u64),
    Decide(u8, u8),
    Outcome(u8),
    Retry(u8, u8),
    Transfer(u8, u64),
    Confirm(u8, u8),
    Cancel(u8),
    Share(u8, u8, u64, bool),
    Return(u8, u8, u64),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let (id, few, fen) = (0_u8..6, 0_u8..4, 1_u64..3000);
    prop_oneof![
        3 => (id.clone(), fen.clone(), any::<bool>()).prop_map(|(id, fen, coded)| Step::Place(id, fen, coded)),
        4 => (id.clone(), few.clone()).prop_map(|(id, act)| Step::Act(id, act)),
        1 => id.clone().prop_map(Step::Close),
        1 => id.clone().prop_map(Step::Reverse),
        4 => (id.clone(), few.clone(), fen.clone()).prop_map(|(id, refund, fen)| Step::Refund(id, refund, fen)),
        1 => (few.clone(), few.clone()).prop_map(|(refund, outcome)| Step::Decide(refund, outcome)),
        1 => few.clone().prop_map(Step::Outcome),
        1 => (id.clone(), few.clone()).prop_map(|(id, refund)| Step::Retry(id, refund)),
        2 => (few.clone(), fen.clone()).prop_map(|(id, fen)| Step::Transfer(id, fen * 20_000)),
        2 => (few.clone(), few.clone()).prop_map(|(id, state)| Step::Confirm(id, state)),
        1 => few.clone().prop_map(Step::Cancel),
        2 => (id.clone(), few.clone(), fen.clone(), any::<bool>())
            .prop_map(|(id, share, fen, releases)| Step::Share(id, share, fen, releases)),
        1 => (few.clone(), few, fen).prop_map(|(share, number, fen)| Step::Return(share, number, fen)),
        1 => (0_u64..3 * 86_400_000).prop_map(Step::Wait),
    ]
}

fn status(number: u8) -> RefundStatus {
    use RefundStatus::{Abnormal, Closed, Processing, Success};
    [Processing, Success, Closed, Abnormal][usize::from(number % 4)]
}

fn run(books: &mut Books, step: &Step, now_ms: &mut u64, dice: &mut SeededRandom) {
    let key = |id: u8| order_key(MCHID, &format!("order{id}"));
    let now = *now_ms;
    match *step {
        Step::Place(id, total, is_coded) => {
            let trade_type = if is_coded { TradeType::Micropay } else { TradeType::Native };
            let new = Order { created_ms: now, expires_ms: now + 86_400_000, ..order(id, total, trade_type) };
            books.place(new, now, dice).map(|_| ()).ok();
        }
        Step::Act(id, act) => {
            let payment = [Payment::paid("wx1"), Payment::paid("wx1"), Payment::Asked, Payment::Cancelled]
                [usize::from(act % 4)]
            .clone();
            books.act(&key(id), &payment, now, dice).ok();
        }
        Step::Close(id) => drop(books.close(&key(id), Ok(()))),
        Step::Reverse(id) => drop(books.reverse(&key(id), now, dice)),
        Step::Refund(id, number, amount) => {
            let total = books.order_at(&key(id)).map_or(0, |order| order.total);
            let new = NewRefund {
                out_refund_no: format!("refund{number}"),
                // Mostly one that the order can bear.
                amount: if amount.is_multiple_of(5) { amount } else { 1 + amount % total.max(1) },
                total,
                reason: String::new(),
                notify_url: "http://127.0.0.1/refund".to_owned(),
                version: if number.is_multiple_of(2) { Version::V2 } else { Version::V3 },
                by_public_key: false,
                fingerprint: amount.to_string(),
            };
            books.refund(&key(id), new, now, dice).ok();
        }
        Step::Decide(number, outcome) => {
            books.decide_refund(&format!("refund{number}"), status(outcome), now).ok();
        }
        Step::Outcome(outcome) => books.refund_outcome = status(outcome),
        Step::Retry(id, number) => drop(books.retry_refund(&key(id), &format!("refund{number}"), now)),
        Step::Wait(ms) => {
            *now_ms += ms;
            books.advance(*now_ms, dice);
        }
        _ => run_transfer(books, step, now, dice),
    }
}

/// Runs a step about transfers and shares.
fn run_transfer(books: &mut Books, step: &Step, now: u64, dice: &mut SeededRandom) {
    let key = |id: u8| order_key(MCHID, &format!("order{id}"));
    match *step {
        Step::Transfer(id, amount) => {
            let new = Transfer {
                mchid: MCHID.to_owned(),
                appid: "wx1".to_owned(),
                out_bill_no: format!("bill{id}"),
                bill_no: String::new(),
                openid: "o1".to_owned(),
                amount,
                remark: "r".to_owned(),
                notify_url: String::new(),
                fingerprint: amount.to_string(),
                user_name: String::new(),
                state: TransferState::WaitUserConfirm,
                fail_reason: String::new(),
                package_info: String::new(),
                by_public_key: false,
                created_ms: 0,
                updated_ms: 0,
            };
            books.transfer(new, now, dice).map(|_| ()).ok();
        }
        Step::Confirm(id, state) => {
            use TransferState::{Cancelled, Fail, Success, Transfering};
            let state = [Success, Fail, Cancelled, Transfering][usize::from(state % 4)];
            books.decide_transfer(&format!("bill{id}"), state, now).ok();
        }
        Step::Cancel(id) => drop(books.cancel_transfer(MCHID, &format!("bill{id}"), now).map(|_| ())),
        Step::Share(id, number, amount, releases) => {
            let Some(order) = books.order_at(&key(id)).cloned() else { return };
            let receiver = Receiver {
                kind: "MERCHANT_ID".to_owned(),
                account: "1900000200".to_owned(),
                amount,
                description: String::new(),
                detail_id: String::new(),
                returned: 0,
            };
            books.sharing.receivers.insert((receiver.kind.clone(), receiver.account.clone()));
            let share = Share {
                out_order_no: format!("share{number}"),
                order_id: String::new(),
                transaction_id: order.transaction_id.clone(),
                sub_mchid: String::new(),
                fingerprint: format!("{id} {amount}"),
                receivers: vec![receiver],
                created_ms: 0,
            };
            books.share((MCHID, &key(id)), share, releases, now, dice).map(|_| ()).ok();
        }
        Step::Return(share, number, amount) => {
            let new = ShareReturn {
                out_return_no: format!("return{number}"),
                return_id: String::new(),
                out_order_no: format!("share{share}"),
                order_id: "none".to_owned(),
                sub_mchid: String::new(),
                return_mchid: "1900000200".to_owned(),
                amount,
                description: String::new(),
                fingerprint: format!("{share} {amount}"),
                created_ms: 0,
            };
            books.return_share(MCHID, new, now, dice).map(|_| ()).ok();
        }
        _ => unreachable!("{step:?}"),
    }
}

/// The balance that the things in the books lead to.
fn expected(books: &Books) -> i64 {
    let signed = super::ledger::signed;
    let mut balance = super::ledger::Ledger::default().balance();
    for order in books.orders.values() {
        if order.state.is_paid() {
            let kept = order.refunds.iter().filter(|refund| refund.status != RefundStatus::Closed);
            let back: u64 = kept.map(|refund| refund.fee).sum();
            balance +=
                signed(order.total) - signed(fee(order.total)) - signed(order.refunded()) + signed(back);
        }
        balance -= signed(order.shared);
    }
    for transfer in books.transfers.values() {
        let is_gone = !matches!(transfer.state, TransferState::Fail | TransferState::Cancelled);
        balance -= if is_gone { signed(transfer.amount) } else { 0 };
    }
    balance
}

fn json_of(books: &Books) -> serde_json::Value {
    serde_json::to_value(books).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_of_calls_keeps_the_books_balanced(steps in prop::collection::vec(step(), 1..60)) {
        let (mut books, mut dice, mut now_ms) = (Books::default(), SeededRandom::new(7), START_MS);
        let mut replica = books.clone();
        for step in &steps {
            run(&mut books, step, &mut now_ms, &mut dice);
            books.take_notices();
            // The journal has every change.
            let changes = serde_json::to_string(&books.take_changes().expect("changes")).expect("JSON");
            replica.apply(serde_json::from_str(&changes).expect("the changes"));
            prop_assert_eq!(json_of(&replica), json_of(&books), "after {:?}", step);
            prop_assert!(books.ledger.is_balanced(), "{step:?}");
            prop_assert_eq!(books.ledger.balance(), expected(&books), "after {:?}", step);
            prop_assert!(books.ledger.balance() >= 0, "{step:?}");
            for order in books.orders.values() {
                prop_assert!(order.refunded() <= order.total, "{order:?}");
                let back: u64 = order.refunds.iter().filter(|refund| refund.status != RefundStatus::Closed).map(|refund| refund.fee).sum();
                prop_assert!(back <= fee(order.total), "{order:?}");
                prop_assert!(order.refunded() < order.total || back == fee(order.total), "{order:?}");
                prop_assert_eq!(order.state == TradeState::Refund, !order.refunds.is_empty());
                let shares = books.sharing.shares.values().filter(|own| own.transaction_id == order.transaction_id);
                let kept: u64 =
                    shares.flat_map(|own| &own.receivers).map(|own| own.amount - own.returned).sum();
                prop_assert_eq!(order.shared, kept, "{:?}", order);
            }
        }
        let stored = serde_json::to_string(&books).expect("JSON");
        let read: Books = serde_json::from_str(&stored).expect("the books");
        prop_assert_eq!(read.ledger.balance(), books.ledger.balance());
    }
}

#[test]
fn a_paid_order_is_noticed_once_and_its_repeated_call_is_refused() {
    let (mut books, mut dice) = (Books::default(), SeededRandom::new(7));
    let key = order_key(MCHID, "order1");
    let place = |books: &mut Books, total, dice: &mut SeededRandom| {
        books.place(order(1, total, TradeType::Native), START_MS, dice).map(|order| order.prepay_id.clone())
    };
    let first = place(&mut books, 100, &mut dice).expect("an order");
    assert_eq!(place(&mut books, 100, &mut dice).expect("the same order"), first);
    assert_eq!(place(&mut books, 101, &mut dice).expect_err("another amount").code, "OUT_TRADE_NO_USED");
    books.act(&key, &Payment::Cancelled, START_MS, &mut dice).expect("the user leaves");
    assert_eq!(books.take_notices().len(), 0);
    books.act(&key, &Payment::paid("wx1"), START_MS, &mut dice).expect("the user pays");
    assert_eq!(
        books.act(&key, &Payment::paid("wx1"), START_MS, &mut dice).expect_err("twice"),
        "the order is in the state SUCCESS"
    );
    let notices = books.take_notices();
    assert_eq!((notices.len(), notices[0].kind.as_str()), (1, "pay.transaction"));
    assert_eq!(notices[0].fields["amount"]["total"], 100);
    assert_eq!(place(&mut books, 100, &mut dice).expect_err("it is paid").code, "ORDERPAID");
    assert_eq!(books.close(&key, Ok(())).expect_err("it is paid").code, "ORDERPAID");
}

#[test]
fn an_order_that_nobody_pays_is_closed_at_its_end() {
    let (mut books, mut dice) = (Books::default(), SeededRandom::new(7));
    books.place(order(1, 100, TradeType::Native), START_MS, &mut dice).expect("an order");
    let key = order_key(MCHID, "order1");
    books.advance(START_MS + 7 * 86_400_000 - 1, &mut dice);
    assert_eq!(books.order_at(&key).expect("an order").state, TradeState::NotPay);
    let late = books.act(&key, &Payment::paid("wx1"), START_MS + 3 * 3_600_000, &mut dice);
    assert!(late.expect_err("an old prepay_id").contains("two hours"));
    books.advance(START_MS + 7 * 86_400_000, &mut dice);
    assert_eq!(books.order_at(&key).expect("an order").state, TradeState::Closed);
}
