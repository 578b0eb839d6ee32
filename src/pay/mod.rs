//! Rules of WeChat Pay that need no connection: amounts, numbers of orders, and bills.

mod amount;
mod bill;
mod number;

pub(crate) use amount::Fen;
pub(crate) use bill::{Bill, BillFault};
pub(crate) use number::{is_bill_number, is_refund_number, is_trade_number};
