//! Customer service sessions (公众平台文档《客服消息》、小程序文档《客服消息》).

use crate::message::kind::{Family::Service, Kind, event, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Service,
        "kf_create_session",
        "an agent takes up a customer service session",
        "客服会话接入",
        &[text("KfAccount", "kf2001@webot_sample")],
    )
    .args(&["KfAccount"]),
    event(
        Service,
        "kf_close_session",
        "a customer service session is closed",
        "客服会话关闭",
        &[text("KfAccount", "kf2001@webot_sample")],
    )
    .args(&["KfAccount"]),
    event(
        Service,
        "kf_switch_session",
        "a session is handed to another agent",
        "客服会话转接",
        &[text("FromKfAccount", "kf2001@webot_sample"), text("ToKfAccount", "kf2002@webot_sample")],
    )
    .args(&["FromKfAccount", "ToKfAccount"]),
    event(
        Service,
        "user_enter_tempsession",
        "a user opens customer service in a mini-program",
        "用户进入小程序客服会话",
        &[text("SessionFrom", "order-detail")],
    )
    .args(&["SessionFrom"]),
];
