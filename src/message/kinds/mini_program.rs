//! Mini-programs: review, checks, virtual payment, live rooms, short dramas
//! (小程序文档《消息推送》及各能力的事件说明).

use crate::message::kind::{
    Family::MiniProgram, Field, Kind, account, event, group, now, number, text, user,
};

/// How a virtual item was paid for.
const WECHAT_PAY_INFO: Field = group(
    "WeChatPayInfo",
    &[
        text("MchOrderNo", "4948360094156139587521869970"),
        text("TransactionId", "4200001234202506181234567890"),
        now("PaidTime"),
    ],
);

pub(super) const KINDS: &[Kind] = &[
    event(
        MiniProgram,
        "weapp_audit_success",
        "a version of the code passes review",
        "小程序代码审核通过",
        &[now("SuccTime")],
    ),
    event(
        MiniProgram,
        "weapp_audit_fail",
        "a version of the code fails review",
        "小程序代码审核未通过",
        &[
            text("Reason", "1:服务类目与页面内容不一致:<br>(1):请补充对应的服务类目。<br>"),
            now("FailTime"),
            text(
                "ScreenShot",
                concat!(
                    "BZeIOOIYYgt___NFauZ6esK5g-Ri0YgFQEHbztpgfh8QrEMlX-OXBw78IMgg1hWG",
                    "|B2jmYxXUeLuW1WGDY4gYgZzzaUpgDL_4gTx6sst559fl93CWAsPX2w351_nIKUuv",
                ),
            ),
        ],
    )
    .args(&["Reason"]),
    event(
        MiniProgram,
        "weapp_audit_delay",
        "the review of a version takes longer than usual",
        "小程序代码审核延后",
        &[text("Reason", "提审系统升级中，审核时间可能延长"), now("DelayTime")],
    )
    .args(&["Reason"]),
    event(
        MiniProgram,
        "wxa_media_check",
        "a picture or sound was checked for safety",
        "音视频或图片内容安全检测结果",
        &[
            account("appid"),
            text("trace_id", "685230f8-2b24d27a-34715985"),
            number("version", "2"),
            group(
                "detail",
                &[
                    text("strategy", "content_model"),
                    number("errcode", "0"),
                    text("suggest", "pass"),
                    number("label", "100"),
                    number("prob", "90"),
                ],
            ),
            number("errcode", "0"),
            text("errmsg", "ok"),
            group("result", &[text("suggest", "pass"), number("label", "100")]),
        ],
    )
    .args(&["trace_id"]),
    event(
        MiniProgram,
        "xpay_goods_deliver_notify",
        "a virtual item was paid for and must be delivered",
        "虚拟支付：道具支付成功，通知发货",
        &[
            user("OpenId"),
            text("OutTradeNo", "webot20250618000001"),
            number("Env", "1"),
            WECHAT_PAY_INFO,
            group(
                "GoodsInfo",
                &[
                    text("ProductId", "sword_01"),
                    number("Quantity", "1"),
                    number("OrigPrice", "600"),
                    number("ActualPrice", "600"),
                    text("Attach", "server-1"),
                ],
            ),
        ],
    )
    .args(&["OutTradeNo"]),
    event(
        MiniProgram,
        "xpay_coin_pay_notify",
        "a payment in virtual coins succeeds",
        "虚拟支付：代币支付成功",
        &[
            user("OpenId"),
            text("OutTradeNo", "webot20250618000002"),
            number("Env", "1"),
            WECHAT_PAY_INFO,
            group(
                "CoinInfo",
                &[
                    number("Quantity", "60"),
                    number("OrigPrice", "600"),
                    number("ActualPrice", "600"),
                    text("Attach", "server-1"),
                ],
            ),
        ],
    )
    .args(&["OutTradeNo"]),
    event(
        MiniProgram,
        "xpay_refund_notify",
        "a virtual payment was refunded",
        "虚拟支付：退款完成",
        &[
            user("OpenId"),
            text("WxRefundId", "VPR25061810300000001"),
            text("MchRefundId", "webot-refund-000001"),
            text("WxOrderId", "VPO250618103000000000001"),
            text("MchOrderId", "webot20250618000001"),
            number("RefundFee", "600"),
            number("RetCode", "0"),
            text("RetMsg", "success"),
        ],
    )
    .args(&["MchOrderId", "RefundFee"]),
    event(
        MiniProgram,
        "minigame_coin_deliver_completed",
        "a mini-game has delivered the coins that were bought",
        "小游戏代币发货完成",
        &[group(
            "MiniGame",
            &[
                text(
                    "Payload",
                    concat!(
                        r#"{"OpenId":"oksUyDR0RmLO9aA4OVh-m18Uho6-","OutTradeNo":"webot20250618000003","#,
                        r#""WeChatPayInfo":{"MchOrderNo":"5568664628760750407038370927","#,
                        r#""TransactionId":"4200001234202506181234567891"},"Env":0,"#,
                        r#""CoinInfo":{"ZoneId":"1","TotalPrice":100,"BuyQuantity":1,"OrigPrice":100}}"#,
                    ),
                ),
                text("PayEventSig", "d0d86c452aaea06008a037fc14b7b5c7929b79744fbe6439e5c3b2e35bd9719b"),
                text("IsMock", "true"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "wxa_nickname_audit",
        "a new name was reviewed",
        "小程序名称审核结果",
        &[number("ret", "3"), text("nickname", "示例小程序"), text("reason", "")],
    )
    .args(&["ret", "nickname", "reason"]),
    event(
        MiniProgram,
        "wxa_category_audit",
        "a new category was reviewed",
        "小程序类目审核结果",
        &[number("ret", "3"), number("first", "287"), number("second", "618"), text("reason", "")],
    )
    .args(&["ret", "reason"]),
    event(
        MiniProgram,
        "wxa_privacy_apply",
        "an application for a private-data API was reviewed",
        "隐私接口申请审核结果",
        &[group(
            "result_info",
            &[
                text("api_name", "wx.choosePoi"),
                number("apply_time", "1750212600"),
                number("audit_id", "421609337"),
                now("audit_time"),
                text("reason", "小程序内未发现使用该接口的场景"),
                number("status", "2"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "wxa_appeal_record",
        "an appeal against a violation changes",
        "小程序申诉记录更新",
        &[
            number("appeal_record_id", "4111001"),
            account("appid"),
            number("appeal_time", "1750212600"),
            number("appeal_count", "1"),
            number("appeal_from", "0"),
            number("appeal_status", "1"),
            text("punish_description", "内容涉嫌违规"),
            group(
                "material",
                &[
                    group(
                        "illegal_material",
                        &[text("content", "页面截图"), text("content_url", "https://example.com/1.png")],
                    ),
                    group(
                        "appeal_material",
                        &[
                            text("reason", "页面内容符合规范"),
                            text("proof_material_id", "z3YGVXkXNREUUgD2m3bT-DCzoXIwKHQc"),
                            text("proof_material_id", "gDaSuuimEzX1KvC4lBnds3TKhC6gs3hI"),
                        ],
                    ),
                ],
            ),
            group(
                "material",
                &[
                    group(
                        "illegal_material",
                        &[text("content", "商品图片"), text("content_url", "https://example.com/2.png")],
                    ),
                    group(
                        "appeal_material",
                        &[
                            text("reason", "已取得授权"),
                            text("proof_material_id", "lwJ6HG2rcP6uX6sRsfaKQcZEUtIOVHAr"),
                        ],
                    ),
                ],
            ),
        ],
    )
    .args(&["appeal_status"]),
    event(
        MiniProgram,
        "wxa_comment_bad_score",
        "a user rates the mini-program low",
        "用户给出低分评价",
        &[group("result", &[number("comment_id", "2272502024443330610")])],
    ),
    // `Noitfy` is WeChat's own spelling.
    event(
        MiniProgram,
        "betaapp_verify_apply_event",
        "an application for a trial mini-program was made",
        "创建试用小程序申请结果",
        &[group(
            "ApplyAuthorizationInfoNoitfy",
            &[
                account("appid"),
                text("mp_appid", "wxabcdef1234567890"),
                text("status", "0"),
                text("operation_time", "1750212600"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "betaapp_verify_event",
        "a trial mini-program becomes a real one",
        "试用小程序转正结果",
        &[group(
            "ApplyAuthorizationInfoNoitfy",
            &[
                account("appid"),
                text("mp_appid", "wxabcdef1234567890"),
                text("status", "0"),
                text("msg", "ok"),
                text("operation_time", "1750212600"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "wxalive_follow_notify",
        "a user follows or leaves a live room",
        "用户订阅或取消订阅直播间",
        &[group(
            "FollowNotify",
            &[
                number("room_id", "123"),
                user("user_openid"),
                now("time"),
                number("live_status", "101"),
                text("action", "add_follow"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "wxalive_push_message_notify",
        "the followers of a live room have been told",
        "直播间开播提醒群发结果",
        &[group(
            "PushMessageApiNotify",
            &[
                text("message_id", "20250618000001"),
                number("room_id", "123"),
                number("total_count", "6"),
                number("success_count", "2"),
                number("openid_error_count", "1"),
                number("relation_error_count", "1"),
                number("user_recv_limit_count", "1"),
                number("internal_error_count", "1"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "secvod_upload_event",
        "an episode of a short drama was uploaded",
        "短剧媒资上传完成",
        &[group(
            "upload_event",
            &[
                number("media_id", "20001"),
                text("source_context", "drama-1-episode-1"),
                number("errcode", "0"),
                text("errmsg", "OK"),
            ],
        )],
    ),
    event(
        MiniProgram,
        "secvod_audit_event",
        "a short drama was reviewed",
        "短剧剧目审核状态变更",
        &[group(
            "audit_event",
            &[
                number("drama_id", "20001"),
                group(
                    "audit_detail",
                    &[
                        number("status", "3"),
                        number("audit_type", "0"),
                        number("create_time", "1750212600"),
                        now("audit_time"),
                    ],
                ),
            ],
        )],
    ),
    event(
        MiniProgram,
        "secbook_audit_event",
        "a book was reviewed",
        "小说书籍审核状态变更",
        &[group(
            "audit_event",
            &[
                text("book_id", "A1b2C3d4"),
                group(
                    "audit_detail",
                    &[number("status", "3"), number("create_time", "1750212600"), now("audit_time")],
                ),
            ],
        )],
    ),
];
