//! WeCom: customers, customer groups, tags, acquisition links, WeChat customer service
//! (企业微信文档《客户联系：回调通知》《微信客服》).

use crate::message::kind::{Family::WorkCustomer, Kind, Shape::Event, group, new, number, text};

/// A customer of the corporation.
const CUSTOMER: &str = "wmjeTvNg3kGsEVDdfpxbdJT0AZHUKEju";

/// A group chat with customers.
const CHAT: &str = "wrATYNp3cN2ikJJdoW0TQdTb1aOVBtO6";

/// A link that wins customers.
const LINK: &str = "cac32d9cd1f2d24d72";

/// What sends a welcome message, once.
const WELCOME: &str = "tUGKNyHdS1e2RKbCWKg_WLT4TEAXUlvUJQUkS8xx0xV";

pub(super) const KINDS: &[Kind] = &[
    new(
        "work.change_external_contact.add_external_contact",
        WorkCustomer,
        Event("change_external_contact"),
        "a member adds a customer",
        "添加企业客户",
        &[
            text("ChangeType", "add_external_contact"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
            text("State", "shop-1"),
            text("WelcomeCode", WELCOME),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID", "State"]),
    new(
        "work.change_external_contact.edit_external_contact",
        WorkCustomer,
        Event("change_external_contact"),
        "a member edits the notes or tags of a customer",
        "编辑企业客户",
        &[
            text("ChangeType", "edit_external_contact"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
            text("State", "shop-1"),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID"]),
    new(
        "work.change_external_contact.add_half_external_contact",
        WorkCustomer,
        Event("change_external_contact"),
        "a customer adds a member who needs no approval",
        "外部联系人免验证添加成员",
        &[
            text("ChangeType", "add_half_external_contact"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
            text("State", "shop-1"),
            text("WelcomeCode", WELCOME),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID", "State"]),
    new(
        "work.change_external_contact.del_external_contact",
        WorkCustomer,
        Event("change_external_contact"),
        "a member deletes a customer",
        "删除企业客户",
        &[
            text("ChangeType", "del_external_contact"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID"]),
    new(
        "work.change_external_contact.del_follow_user",
        WorkCustomer,
        Event("change_external_contact"),
        "a customer deletes a member",
        "客户删除跟进成员",
        &[
            text("ChangeType", "del_follow_user"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID"]),
    new(
        "work.change_external_contact.transfer_fail",
        WorkCustomer,
        Event("change_external_contact"),
        "a customer could not be handed over",
        "客户接替失败",
        &[
            text("ChangeType", "transfer_fail"),
            text("FailReason", "customer_refused"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID"]),
    new(
        "work.change_external_contact.msg_audit_approved",
        WorkCustomer,
        Event("change_external_contact"),
        "a customer agrees to have the chat archived",
        "客户同意会话内容存档",
        &[
            text("ChangeType", "msg_audit_approved"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
            text("WelcomeCode", WELCOME),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID"]),
    new(
        "work.change_external_chat.create",
        WorkCustomer,
        Event("change_external_chat"),
        "a customer group is created",
        "客户群创建",
        &[text("ChatId", CHAT), text("ChangeType", "create")],
    )
    .from("sys")
    .args(&["ChatId"]),
    new(
        "work.change_external_chat.update",
        WorkCustomer,
        Event("change_external_chat"),
        "a customer group changes",
        "客户群变更",
        &[
            text("ChatId", CHAT),
            text("ChangeType", "update"),
            text("UpdateDetail", "add_member"),
            number("JoinScene", "1"),
            number("QuitScene", "0"),
            number("MemChangeCnt", "1"),
            group("MemChangeList", &[text("Item", CUSTOMER)]),
            text("LastMemVer", "b7a6c89abf73d1d6b0108627dfdc6e62"),
            text("CurMemVer", "9f0af2b914165820f8a4e852ac508ec2"),
        ],
    )
    .from("sys")
    .args(&["ChatId", "UpdateDetail"]),
    new(
        "work.change_external_chat.dismiss",
        WorkCustomer,
        Event("change_external_chat"),
        "a customer group is dissolved",
        "客户群解散",
        &[text("ChatId", CHAT), text("ChangeType", "dismiss")],
    )
    .from("sys")
    .args(&["ChatId"]),
    new(
        "work.change_external_chat",
        WorkCustomer,
        Event("change_external_chat"),
        "a customer group changes, in the old form",
        "客户群变更（旧格式，无变更类型）",
        &[text("ChatId", CHAT)],
    )
    .from("sys")
    .args(&["ChatId"]),
    new(
        "work.change_external_tag.create",
        WorkCustomer,
        Event("change_external_tag"),
        "a customer tag is created",
        "企业客户标签创建",
        &[
            text("Id", "etCFv3hw4gUWh5CLsKM1FeQCphKLU337"),
            text("TagType", "tag"),
            text("ChangeType", "create"),
        ],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_external_tag.update",
        WorkCustomer,
        Event("change_external_tag"),
        "a customer tag changes",
        "企业客户标签变更",
        &[
            text("Id", "etCFv3hw4gUWh5CLsKM1FeQCphKLU337"),
            text("TagType", "tag"),
            text("ChangeType", "update"),
        ],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_external_tag.delete",
        WorkCustomer,
        Event("change_external_tag"),
        "a customer tag is deleted",
        "企业客户标签删除",
        &[
            text("Id", "etCFv3hw4gUWh5CLsKM1FeQCphKLU337"),
            text("TagType", "tag"),
            text("ChangeType", "delete"),
        ],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_external_tag.shuffle",
        WorkCustomer,
        Event("change_external_tag"),
        "customer tags are put in another order",
        "企业客户标签重排",
        &[
            text("Id", "etCFv3hw4gUWh5CLsKM1FeQCphKLU337"),
            text("StrategyId", "1"),
            text("ChangeType", "shuffle"),
        ],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.customer_acquisition.friend_request",
        WorkCustomer,
        Event("customer_acquisition"),
        "a stranger asks to be added through a link",
        "通过获客链接发起好友请求",
        &[text("ChangeType", "friend_request"), text("LinkId", LINK), text("State", "shop-1")],
    )
    .from("sys")
    .args(&["LinkId", "State"]),
    new(
        "work.customer_acquisition.open_profile",
        WorkCustomer,
        Event("customer_acquisition"),
        "a stranger opens a link",
        "微信客户打开获客链接",
        &[text("ChangeType", "open_profile"), text("LinkId", LINK), text("State", "shop-1")],
    )
    .from("sys")
    .args(&["LinkId", "State"]),
    new(
        "work.customer_acquisition.customer_start_chat",
        WorkCustomer,
        Event("customer_acquisition"),
        "a customer won by a link writes for the first time",
        "获客客户首次发来消息",
        &[
            text("ChangeType", "customer_start_chat"),
            text("UserID", "zhangsan"),
            text("ExternalUserID", CUSTOMER),
        ],
    )
    .from("sys")
    .args(&["UserID", "ExternalUserID"]),
    new(
        "work.customer_acquisition.message_from_customer",
        WorkCustomer,
        Event("customer_acquisition"),
        "a customer won by a link has written several times",
        "获客客户多次发来消息",
        &[
            text("ChangeType", "message_from_customer"),
            text("LinkId", LINK),
            text("ChatKey", "jt6FX9wkjXLQT9EfHHdW-jL30JH45lpK99pkILfmTZX"),
        ],
    )
    .from("sys")
    .args(&["LinkId", "ChatKey"]),
    new(
        "work.customer_acquisition.delete_link",
        WorkCustomer,
        Event("customer_acquisition"),
        "a link is deleted",
        "删除获客链接",
        &[text("ChangeType", "delete_link"), text("LinkId", LINK)],
    )
    .from("sys")
    .args(&["LinkId"]),
    new(
        "work.customer_acquisition.link_unavailable",
        WorkCustomer,
        Event("customer_acquisition"),
        "a link stops working",
        "获客链接异常",
        &[text("ChangeType", "link_unavailable"), text("LinkId", LINK)],
    )
    .from("sys")
    .args(&["LinkId"]),
    new(
        "work.customer_acquisition.balance_low",
        WorkCustomer,
        Event("customer_acquisition"),
        "little is left of the quota",
        "获客助手使用量即将耗尽",
        &[text("ChangeType", "balance_low")],
    )
    .from("sys"),
    new(
        "work.customer_acquisition.balance_exhausted",
        WorkCustomer,
        Event("customer_acquisition"),
        "the quota is used up",
        "获客助手使用量已耗尽",
        &[text("ChangeType", "balance_exhausted")],
    )
    .from("sys"),
    new(
        "work.customer_acquisition.balance_increased",
        WorkCustomer,
        Event("customer_acquisition"),
        "the quota is filled again",
        "获客助手使用量由零增加",
        &[text("ChangeType", "balance_increased")],
    )
    .from("sys"),
    new(
        "work.customer_acquisition.quota_expire_soon",
        WorkCustomer,
        Event("customer_acquisition"),
        "part of the quota will expire",
        "获客助手使用量即将过期",
        &[
            text("ChangeType", "quota_expire_soon"),
            number("ExpireTime", "1924876800"),
            number("ExpireQuotaNum", "100"),
        ],
    )
    .from("sys"),
    new(
        "work.kf_msg_or_event",
        WorkCustomer,
        Event("kf_msg_or_event"),
        "WeChat customer service has new messages to fetch",
        "微信客服有新消息或事件待拉取",
        &[
            text("Token", "ENC3gRB3tltgF75XS51AaG4YI5ApJOaohXOdczWHpBw4hUa"),
            text("OpenKfId", "wke2wN6UEXKptv8Lu7ZvgRV5NJdn3Xyp"),
        ],
    )
    .from("sys")
    .args(&["OpenKfId", "Token"]),
    new(
        "work.kf_account_auth_change",
        WorkCustomer,
        Event("kf_account_auth_change"),
        "the customer service accounts of the app change",
        "授权给应用的客服账号变更",
        &[
            text("AuthAddOpenKfId", "wke2wN6UEXKptv8Lu7ZvgRV5NJdn3Xyp"),
            text("AuthDelOpenKfId", "wkPiaAGqpOuNv9H44JtGae9NS3CqJ12U"),
        ],
    )
    .from("sys")
    .args(&["AuthAddOpenKfId", "AuthDelOpenKfId"]),
    new(
        "work.msgaudit_notify",
        WorkCustomer,
        Event("msgaudit_notify"),
        "the chat archive has new messages to fetch",
        "会话内容存档有新消息待拉取",
        &[number("AgentID", "2000004")],
    )
    .from("sys"),
];
