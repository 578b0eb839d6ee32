//! `webot pay`: WeChat Pay, v3 and v2.

mod bill;
mod bill_file;
mod certs;
mod combine;
mod complaint;
mod merchant;
mod order;
mod query;
mod receiver;
mod refund;
mod share;
mod simulate;
mod transfer;
pub(crate) mod v2;
mod values;

pub(crate) use bill::{FundflowArgs, TradeArgs, fundflow, trade};
pub(crate) use certs::{CertsArgs, run as certs};
pub(crate) use combine::{
    CombineArgs, CombineCloseArgs, CombineQueryArgs, close as combine_close, order as combine_order,
    query as combine_query,
};
pub(crate) use complaint::{
    ComplaintArgs, ComplaintReplyArgs, ComplaintsArgs, CompleteArgs, complete as complaint_complete,
    get as complaint_get, history as complaint_history, list as complaint_list, reply as complaint_reply,
};
pub(in crate::commands) use merchant::{configured_keys, keys_of_mock};
pub(crate) use order::{OrderArgs, order};
pub(crate) use query::{CloseArgs, QueryArgs, close, query};
pub(crate) use receiver::{AddReceiverArgs, ReceiverArgs, add_receiver, delete_receiver};
pub(crate) use refund::{RefundArgs, RefundQueryArgs, create as refund_create, query as refund_query};
pub(crate) use share::{
    AmountsArgs, ReturnArgs, ReturnQueryArgs, ShareArgs, ShareQueryArgs, UnfreezeArgs,
    amounts as share_amounts, create as share_create, give_back as share_return, query as share_query,
    return_query as share_return_query, unfreeze as share_unfreeze,
};
pub(crate) use simulate::{SimulateArgs, run as simulate};
pub(crate) use transfer::{
    CancelArgs, TransferArgs, TransferNumberArgs, cancel as transfer_cancel, create as transfer_create,
    query as transfer_query,
};
