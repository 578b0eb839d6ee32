//! The help and messages of `webot mini`.

use crate::api::ValueFault;

/// The help of `webot mini`.
#[derive(Debug)]
pub(crate) struct MiniHelp {
    pub login_code: &'static str,
    pub scene: &'static str,
    pub page: &'static str,
    pub path: &'static str,
    pub qr: &'static str,
    pub no_check_path: &'static str,
    pub env_version: &'static str,
    pub width: &'static str,
    pub line_color: &'static str,
    pub hyaline: &'static str,
    pub output: &'static str,
    pub link_page: &'static str,
    pub query: &'static str,
    pub days: &'static str,
    pub until: &'static str,
    pub author: &'static str,
    pub check_scene: &'static str,
    pub content: &'static str,
    pub title: &'static str,
    pub nickname: &'static str,
    pub signature: &'static str,
    pub media_url: &'static str,
    pub audio: &'static str,
    pub touser: &'static str,
    pub template: &'static str,
    pub field: &'static str,
    pub message_page: &'static str,
    pub state: &'static str,
    pub language: &'static str,
    pub start: &'static str,
    pub limit: &'static str,
    pub room: &'static str,
    pub replay: &'static str,
    pub order: &'static str,
    pub mchid: &'static str,
    pub trade_no: &'static str,
    pub buyer: &'static str,
    pub item: &'static str,
    pub by: &'static str,
    pub parcel: &'static str,
    pub contact: &'static str,
    pub time: &'static str,
    pub more: &'static str,
    pub last: &'static str,
    pub tid: &'static str,
    pub keyword: &'static str,
    pub scene_description: &'static str,
    pub activity_id: &'static str,
    pub members: &'static str,
    pub room_limit: &'static str,
    pub begun_path: &'static str,
}

/// The messages of `webot mini`.
pub(crate) struct MiniWords {
    /// Says how to get a code that can be scanned.
    pub drawn: &'static str,
    /// Warns that a picture has another format than its name says; the format.
    pub other_format: fn(&str) -> String,
    /// Tells the number of codes used of 100,000.
    pub used: fn(u64) -> String,
    /// The verdict of a check; the suggestion and the label.
    pub verdict: fn(&str, u64) -> String,
    /// Says that the result of a check is pushed.
    pub pushed_later: &'static str,
    /// Says that a list is empty.
    pub no_room: &'static str,
    /// Warns that WeChat will probably refuse a value; its name and the fault.
    pub value_fault: fn(&str, ValueFault) -> String,
    /// Asks before a message is sent; the openid.
    pub really_send: fn(&str) -> String,
    /// Asks before a shipment is entered; the number of the order.
    pub really_ship: fn(&str) -> String,
}
