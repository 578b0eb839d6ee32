//! Notices to a suite and its provider: authorization, registration, orders, licences
//! (企业微信文档《第三方应用：授权》《收银台》《接口调用许可》).

use crate::message::kind::{Family::Suite, Field, Kind, Shape::Info, account, group, new, now, number, text};

/// The suite that is told.
const SUITE_ID: Field = account("SuiteId");

/// The service provider that is told.
const PROVIDER_ID: Field = account("ServiceCorpId");

/// The corporation that authorized the suite.
const CORP_ID: Field = text("AuthCorpId", "wwabcdef1234567890");

/// The corporation that pays.
const PAID_CORP_ID: Field = text("PaidCorpId", "wwabcdef1234567890");

/// An order of licences.
const LICENCE_ORDER: Field = text("OrderId", "OIps4ngqdst3nNgCfKg72j");

pub(super) const KINDS: &[Kind] = &[
    new(
        "suite.suite_ticket",
        Suite,
        Info("suite_ticket"),
        "the ticket that comes every ten minutes",
        "每十分钟推送的 suite_ticket",
        &[
            SUITE_ID,
            text("InfoType", "suite_ticket"),
            now("TimeStamp"),
            text("SuiteTicket", "x7-76NWk33wWgEiuSrUu8CIVj_x2h77juZdOHKUIFDqt0ygpWI6OM4pL9x86qB-_"),
        ],
    )
    .args(&["SuiteTicket"]),
    new(
        "suite.create_auth",
        Suite,
        Info("create_auth"),
        "a corporation authorizes the suite",
        "企业授权成功",
        &[
            SUITE_ID,
            text("AuthCode", "GXBRF09Lf10E7xibEC8ik6hEL3UINR66woafW6hKkuZ"),
            text("InfoType", "create_auth"),
            now("TimeStamp"),
            text("State", "123"),
        ],
    )
    .args(&["AuthCode", "State"]),
    new(
        "suite.change_auth",
        Suite,
        Info("change_auth"),
        "a corporation changes what it authorizes",
        "企业变更授权",
        &[SUITE_ID, text("InfoType", "change_auth"), now("TimeStamp"), CORP_ID],
    )
    .args(&["AuthCorpId"]),
    new(
        "suite.cancel_auth",
        Suite,
        Info("cancel_auth"),
        "a corporation takes its authorization back",
        "企业取消授权",
        &[SUITE_ID, text("InfoType", "cancel_auth"), now("TimeStamp"), CORP_ID],
    )
    .args(&["AuthCorpId"]),
    new(
        "suite.reset_permanent_code",
        Suite,
        Info("reset_permanent_code"),
        "the permanent code is reset",
        "重置永久授权码",
        &[
            SUITE_ID,
            text("AuthCode", "Q_Ed5Lx_fpo_hKw6N7o9U0WVfTNTGuwDJQRY4IGte00"),
            text("InfoType", "reset_permanent_code"),
            now("TimeStamp"),
            CORP_ID,
        ],
    )
    .args(&["AuthCode"]),
    new(
        "suite.approve_special_auth",
        Suite,
        Info("approve_special_auth"),
        "a corporation grants a special permission",
        "企业同意特殊权限授权",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "approve_special_auth"),
            now("TimeStamp"),
            text("AuthType", "customer_acquisition"),
        ],
    )
    .args(&["AuthType"]),
    new(
        "suite.cancel_special_auth",
        Suite,
        Info("cancel_special_auth"),
        "a corporation takes a special permission back",
        "企业取消特殊权限授权",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "cancel_special_auth"),
            now("TimeStamp"),
            text("AuthType", "customer_acquisition"),
        ],
    )
    .args(&["AuthType"]),
    new(
        "suite.agree_external_userid_migration",
        Suite,
        Info("agree_external_userid_migration"),
        "a corporation agrees to new external user ids",
        "企业同意升级 external_userid",
        &[CORP_ID, text("InfoType", "agree_external_userid_migration"), PROVIDER_ID, now("TimeStamp")],
    )
    .args(&["AuthCorpId"]),
    new(
        "suite.corp_arch_auth",
        Suite,
        Info("corp_arch_auth"),
        "a corporation shares its structure with the suite",
        "企业授权组织架构权限",
        &[SUITE_ID, CORP_ID, text("InfoType", "corp_arch_auth"), now("TimeStamp")],
    )
    .args(&["AuthCorpId"]),
    new(
        "suite.change_app_admin",
        Suite,
        Info("change_app_admin"),
        "the admins of the suite's app change",
        "应用管理员变更",
        &[
            SUITE_ID,
            text("InfoType", "change_app_admin"),
            now("TimeStamp"),
            CORP_ID,
            text("UserID", "zhangsan"),
            number("IsAdmin", "1"),
        ],
    )
    .args(&["UserID", "IsAdmin"]),
    new(
        "suite.share_agent_change",
        Suite,
        Info("share_agent_change"),
        "the app is shared with another corporation, or withdrawn",
        "共享应用变更",
        &[
            SUITE_ID,
            text("InfoType", "share_agent_change"),
            now("TimeStamp"),
            number("AppId", "11"),
            text("CorpId", "wwabcdef1234567890"),
            number("AgentId", "1000002"),
        ],
    )
    .args(&["CorpId"]),
    new(
        "suite.register_corp",
        Suite,
        Info("register_corp"),
        "a corporation is registered from a package",
        "通过推广包注册企业完成",
        &[
            PROVIDER_ID,
            text("InfoType", "register_corp"),
            now("TimeStamp"),
            text("RegisterCode", "AX4AUwbr1dnxpe0s1GQgvks1jLVVwgYdyVI21FOEFDE"),
            CORP_ID,
            group(
                "ContactSync",
                &[
                    text("AccessToken", "RrMfKZmM3YMXMJ5103Up4E8wnXWBmUl7koOdjKleRdE"),
                    number("ExpiresIn", "1800"),
                ],
            ),
            group("AuthUserInfo", &[text("UserId", "zhangsan")]),
            text("State", "campaign-1"),
            text("TemplateId", "tpl-sample-1"),
        ],
    )
    .args(&["State", "TemplateId"]),
    new(
        "suite.enter_register_package",
        Suite,
        Info("enter_register_package"),
        "a corporation that exists opens a package",
        "已有企业进入推广包",
        &[
            PROVIDER_ID,
            text("InfoType", "enter_register_package"),
            now("TimeStamp"),
            CORP_ID,
            group("AuthUserInfo", &[text("UserId", "zhangsan")]),
            text("RegisterCode", "AX4AUwbr1dnxpe0s1GQgvks1jLVVwgYdyVI21FOEFDE"),
            text("State", "campaign-1"),
            text("TemplateId", "tpl-sample-1"),
        ],
    )
    .args(&["State", "TemplateId"]),
    new(
        "suite.open_order",
        Suite,
        Info("open_order"),
        "a corporation orders the app",
        "应用下单成功",
        &[
            SUITE_ID,
            PAID_CORP_ID,
            text("InfoType", "open_order"),
            now("TimeStamp"),
            text("OrderId", "N88781239317353030"),
            text("OperatorId", "zhangsan"),
        ],
    )
    .args(&["OrderId"]),
    new(
        "suite.change_order",
        Suite,
        Info("change_order"),
        "an order of the app is changed",
        "应用订单改单",
        &[
            SUITE_ID,
            PAID_CORP_ID,
            text("InfoType", "change_order"),
            now("TimeStamp"),
            text("OldOrderId", "N88781239317353030"),
            text("NewOrderId", "N08811944207134515"),
        ],
    )
    .args(&["OldOrderId", "NewOrderId"]),
    new(
        "suite.pay_for_app_success",
        Suite,
        Info("pay_for_app_success"),
        "an order of the app is paid",
        "应用订单支付成功",
        &[
            SUITE_ID,
            PAID_CORP_ID,
            text("InfoType", "pay_for_app_success"),
            now("TimeStamp"),
            text("OrderId", "N88781239317353030"),
        ],
    )
    .args(&["OrderId"]),
    new(
        "suite.refund",
        Suite,
        Info("refund"),
        "an order of the app is refunded",
        "应用订单退款",
        &[
            SUITE_ID,
            PAID_CORP_ID,
            text("InfoType", "refund"),
            now("TimeStamp"),
            text("OrderId", "N88781239317353030"),
        ],
    )
    .args(&["OrderId"]),
    // `editon` is WeCom's own spelling.
    new(
        "suite.change_editon",
        Suite,
        Info("change_editon"),
        "a corporation changes the edition of the app",
        "应用版本变更",
        &[SUITE_ID, PAID_CORP_ID, text("InfoType", "change_editon"), now("TimeStamp")],
    )
    .args(&["PaidCorpId"]),
    new(
        "suite.license_pay_success",
        Suite,
        Info("license_pay_success"),
        "licences are paid for",
        "接口许可订单支付成功",
        &[
            PROVIDER_ID,
            text("InfoType", "license_pay_success"),
            CORP_ID,
            LICENCE_ORDER,
            text("BuyerUserId", "zhangsan"),
            now("TimeStamp"),
        ],
    )
    .args(&["OrderId"]),
    new(
        "suite.license_refund",
        Suite,
        Info("license_refund"),
        "licences are refunded",
        "接口许可订单退款结果",
        &[
            PROVIDER_ID,
            text("InfoType", "license_refund"),
            CORP_ID,
            LICENCE_ORDER,
            number("OrderStatus", "1"),
            now("TimeStamp"),
        ],
    )
    .args(&["OrderId", "OrderStatus"]),
    new(
        "suite.auto_activate",
        Suite,
        Info("auto_activate"),
        "licensed accounts are activated automatically",
        "接口许可账号自动激活",
        &[
            PROVIDER_ID,
            text("InfoType", "auto_activate"),
            CORP_ID,
            number("Scene", "1"),
            now("TimeStamp"),
            group(
                "AccountList",
                &[
                    text("ActiveCode", "LApFweW7EU9gJE7E6MiJNy"),
                    number("Type", "1"),
                    number("ExpireTime", "1924876800"),
                    text("UserId", "zhangsan"),
                    number("PreviousStatus", "1"),
                    text("PreviousActiveCode", "LAv7EvYZtL6ormI6bUsMpe"),
                ],
            ),
        ],
    )
    .args(&["Scene"]),
    new(
        "suite.advanced_api_expired",
        Suite,
        Info("advanced_api_expired"),
        "the advanced API of a corporation runs out",
        "高级功能接口到期",
        &[
            PROVIDER_ID,
            text("InfoType", "advanced_api_expired"),
            CORP_ID,
            text("AdvanceApiType", "1"),
            group("ChatArchiveApi", &[text("Edition", "2")]),
            now("TimeStamp"),
        ],
    )
    .args(&["AdvanceApiType"]),
    new(
        "suite.advanced_api_trial_expired",
        Suite,
        Info("advanced_api_trial_expired"),
        "the trial of an advanced API runs out",
        "高级功能接口试用到期",
        &[
            PROVIDER_ID,
            text("InfoType", "advanced_api_trial_expired"),
            CORP_ID,
            text("AdvanceApiType", "1"),
            now("TimeStamp"),
        ],
    )
    .args(&["AdvanceApiType"]),
];
