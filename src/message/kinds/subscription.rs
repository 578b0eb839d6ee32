//! Subscription messages (公众平台与小程序文档《订阅通知》《订阅消息》).

use crate::message::kind::{Family::Subscription, Kind, event, group, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Subscription,
        "subscribe_msg_popup_event",
        "a user answers the pop-up that asks for subscriptions",
        "用户操作订阅消息弹窗",
        &[group(
            "SubscribeMsgPopupEvent",
            &[
                group(
                    "List",
                    &[
                        text("TemplateId", "wThW3NuQ-YEF61H9MoKoYpD6CEQXTiltWMIFIz0EYyL"),
                        text("SubscribeStatusString", "accept"),
                        number("PopupScene", "2"),
                    ],
                ),
                group(
                    "List",
                    &[
                        text("TemplateId", "q4c9igy9D4gOnkt7f0xSsdgKeB-qbCvPQH02qUNgkAj"),
                        text("SubscribeStatusString", "reject"),
                        number("PopupScene", "2"),
                    ],
                ),
            ],
        )],
    ),
    event(
        Subscription,
        "subscribe_msg_change_event",
        "a user changes a subscription in the settings",
        "用户在设置中管理订阅消息",
        &[group(
            "SubscribeMsgChangeEvent",
            &[group(
                "List",
                &[
                    text("TemplateId", "wThW3NuQ-YEF61H9MoKoYpD6CEQXTiltWMIFIz0EYyL"),
                    text("SubscribeStatusString", "reject"),
                ],
            )],
        )],
    ),
    event(
        Subscription,
        "subscribe_msg_sent_event",
        "a subscription message was delivered, or not",
        "订阅消息送达或发送失败",
        &[group(
            "SubscribeMsgSentEvent",
            &[group(
                "List",
                &[
                    text("TemplateId", "wThW3NuQ-YEF61H9MoKoYpD6CEQXTiltWMIFIz0EYyL"),
                    number("MsgID", "1700827132819554304"),
                    number("ErrorCode", "0"),
                    text("ErrorStatus", "success"),
                ],
            )],
        )],
    ),
];
