//! Notices to a third-party platform (开放平台文档《授权变更通知推送》《验证票据》《快速注册》《微信认证》).

use crate::message::kind::{Family::Open, Field, Kind, Shape::Info, account, group, new, now, number, text};

/// The account that authorized the platform.
const AUTHORIZER_APPID: Field = text("AuthorizerAppid", "wxabcdef1234567890");

/// The company that a mini-program is registered for.
const COMPANY: Field = group(
    "info",
    &[
        text("name", "示例科技有限公司"),
        text("code", "91110000MA00000000"),
        number("code_type", "1"),
        text("legal_persona_wechat", "webot-sample"),
        text("legal_persona_name", "张三"),
        text("component_phone", "13800138000"),
    ],
);

pub(super) const KINDS: &[Kind] = &[
    new(
        "open.component_verify_ticket",
        Open,
        Info("component_verify_ticket"),
        "the ticket that comes every ten minutes",
        "每十分钟推送的验证票据",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "component_verify_ticket"),
            text("ComponentVerifyTicket", "ticket@@@dMANY_c4E52_wSLz0BYzD8V5optKiBIIVY9h97teFJV"),
        ],
    )
    .args(&["ComponentVerifyTicket"]),
    new(
        "open.authorized",
        Open,
        Info("authorized"),
        "an account authorizes the platform",
        "公众号或小程序授权成功",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "authorized"),
            AUTHORIZER_APPID,
            text("AuthorizationCode", "queryauthcode@@@MuBx5QpL8PVjTpThb7Gwaw8hpI0JxNvWmK27XR_X1mv"),
            number("AuthorizationCodeExpiredTime", "1924876800"),
            text("PreAuthCode", "preauthcode@@@TxZ8-IOV8VJ0BLFNR8UDtMedGGMBZJ9Log8BDA4h6wd"),
        ],
    )
    .args(&["AuthorizerAppid", "AuthorizationCode"]),
    new(
        "open.updateauthorized",
        Open,
        Info("updateauthorized"),
        "an account changes what it authorizes",
        "公众号或小程序更新授权",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "updateauthorized"),
            AUTHORIZER_APPID,
            text("AuthorizationCode", "queryauthcode@@@MuBx5QpL8PVjTpThb7Gwaw8hpI0JxNvWmK27XR_X1mv"),
            number("AuthorizationCodeExpiredTime", "1924876800"),
            text("PreAuthCode", "preauthcode@@@TxZ8-IOV8VJ0BLFNR8UDtMedGGMBZJ9Log8BDA4h6wd"),
        ],
    )
    .args(&["AuthorizerAppid", "AuthorizationCode"]),
    new(
        "open.unauthorized",
        Open,
        Info("unauthorized"),
        "an account takes its authorization back",
        "公众号或小程序取消授权",
        &[account("AppId"), now("CreateTime"), text("InfoType", "unauthorized"), AUTHORIZER_APPID],
    )
    .args(&["AuthorizerAppid"]),
    new(
        "open.notify_third_fasteregister",
        Open,
        Info("notify_third_fasteregister"),
        "a company's mini-program was registered, or not",
        "快速注册企业小程序结果",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "notify_third_fasteregister"),
            text("appid", "wxabcdef1234567890"),
            number("status", "0"),
            text("auth_code", "queryauthcode@@@MuBx5QpL8PVjTpThb7Gwaw8hpI0JxNvWmK27XR_X1mv"),
            text("msg", "OK"),
            COMPANY,
        ],
    )
    .args(&["appid", "status"]),
    new(
        "open.notify_third_fastverifybetaapp",
        Open,
        Info("notify_third_fastverifybetaapp"),
        "a trial mini-program was made a real one, or not",
        "试用小程序快速认证结果",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "notify_third_fastverifybetaapp"),
            text("appid", "wxabcdef1234567890"),
            number("status", "0"),
            text("msg", "OK"),
            COMPANY,
        ],
    )
    .args(&["appid", "status"]),
    new(
        "open.notify_3rd_wxa_auth",
        Open,
        Info("notify_3rd_wxa_auth"),
        "the verification of a mini-program moves on",
        "小程序微信认证进度更新",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "notify_3rd_wxa_auth"),
            text("appid", "wxabcdef1234567890"),
            number("task_status", "0"),
            text("message", "资料校验成功，等待管理员授权"),
            text("taskid", "9583fccea295db66570d845a14381b35"),
            number("apply_status", "0"),
            group(
                "dispatch_info",
                &[
                    text("provider", "示例信用征信有限公司"),
                    text("contact", "010-12345678，工作日 9:00—18:00"),
                    now("dispatch_time"),
                ],
            ),
        ],
    )
    .args(&["appid", "task_status"]),
    new(
        "open.notify_3rd_wxa_wxverify",
        Open,
        Info("notify_3rd_wxa_wxverify"),
        "a mini-program is due for its yearly verification",
        "小程序微信认证年审通知",
        &[
            account("AppId"),
            now("CreateTime"),
            text("InfoType", "notify_3rd_wxa_wxverify"),
            text("appid", "wxabcdef1234567890"),
            number("expired", "1924876800"),
            text("message", "示例小程序已进入年审期，请在到期前完成认证"),
        ],
    )
    .args(&["appid"]),
];
