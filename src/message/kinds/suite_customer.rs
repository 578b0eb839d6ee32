//! Notices to a suite about the customers and the chat archive of a corporation
//! (企业微信文档《第三方应用：客户联系》《会话存档》).

use crate::message::kind::{Family::Suite, Field, Kind, Shape::Info, account, group, new, now, number, text};

/// The suite that is told.
const SUITE_ID: Field = account("SuiteId");

/// The corporation that authorized the suite.
const CORP_ID: Field = text("AuthCorpId", "wwabcdef1234567890");

/// A customer of the corporation.
const CUSTOMER: Field = text("ExternalUserID", "wmjeTvNg3kGsEVDdfpxbdJT0AZHUKEju");

/// A group chat with customers.
const CHAT: Field = text("ChatId", "wrATYNp3cN2ikJJdoW0TQdTb1aOVBtO6");

/// A customer tag.
const TAG: Field = text("Id", "etCFv3hw4gUWh5CLsKM1FeQCphKLU337");

pub(super) const KINDS: &[Kind] = &[
    new(
        "suite.change_external_contact.add_external_contact",
        Suite,
        Info("change_external_contact"),
        "a member adds a customer",
        "添加企业客户",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_contact"),
            now("TimeStamp"),
            text("ChangeType", "add_external_contact"),
            text("UserID", "zhangsan"),
            CUSTOMER,
            text("State", "shop-1"),
            text("WelcomeCode", "tUGKNyHdS1e2RKbCWKg_WLT4TEAXUlvUJQUkS8xx0xV"),
        ],
    )
    .args(&["UserID", "ExternalUserID", "State"]),
    new(
        "suite.change_external_contact.edit_external_contact",
        Suite,
        Info("change_external_contact"),
        "a member edits the notes or tags of a customer",
        "编辑企业客户",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_contact"),
            now("TimeStamp"),
            text("ChangeType", "edit_external_contact"),
            text("UserID", "zhangsan"),
            CUSTOMER,
        ],
    )
    .args(&["UserID", "ExternalUserID"]),
    new(
        "suite.change_external_contact.add_half_external_contact",
        Suite,
        Info("change_external_contact"),
        "a customer adds a member who needs no approval",
        "外部联系人免验证添加成员",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_contact"),
            now("TimeStamp"),
            text("ChangeType", "add_half_external_contact"),
            text("UserID", "zhangsan"),
            CUSTOMER,
            text("State", "shop-1"),
            text("WelcomeCode", "tUGKNyHdS1e2RKbCWKg_WLT4TEAXUlvUJQUkS8xx0xV"),
        ],
    )
    .args(&["UserID", "ExternalUserID", "State"]),
    new(
        "suite.change_external_contact.del_external_contact",
        Suite,
        Info("change_external_contact"),
        "a member deletes a customer",
        "删除企业客户",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_contact"),
            now("TimeStamp"),
            text("ChangeType", "del_external_contact"),
            text("UserID", "zhangsan"),
            CUSTOMER,
        ],
    )
    .args(&["UserID", "ExternalUserID"]),
    new(
        "suite.change_external_contact.del_follow_user",
        Suite,
        Info("change_external_contact"),
        "a customer deletes a member",
        "客户删除跟进成员",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_contact"),
            now("TimeStamp"),
            text("ChangeType", "del_follow_user"),
            text("UserID", "zhangsan"),
            CUSTOMER,
        ],
    )
    .args(&["UserID", "ExternalUserID"]),
    new(
        "suite.change_external_contact.transfer_fail",
        Suite,
        Info("change_external_contact"),
        "a customer could not be handed over",
        "客户接替失败",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_contact"),
            now("TimeStamp"),
            text("ChangeType", "transfer_fail"),
            text("FailReason", "customer_refused"),
            text("UserID", "zhangsan"),
            CUSTOMER,
        ],
    )
    .args(&["UserID", "ExternalUserID"]),
    new(
        "suite.change_external_chat.create",
        Suite,
        Info("change_external_chat"),
        "a customer group is created",
        "客户群创建",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_chat"),
            now("TimeStamp"),
            CHAT,
            text("ChangeType", "create"),
        ],
    )
    .args(&["ChatId"]),
    new(
        "suite.change_external_chat.update",
        Suite,
        Info("change_external_chat"),
        "a customer group changes",
        "客户群变更",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_chat"),
            now("TimeStamp"),
            CHAT,
            text("ChangeType", "update"),
            text("UpdateDetail", "add_member"),
            number("JoinScene", "1"),
            number("QuitScene", "0"),
            number("MemChangeCnt", "2"),
            group(
                "MemChangeList",
                &[
                    text("Item", "wmjeTvNg3kGsEVDdfpxbdJT0AZHUKEju"),
                    text("Item", "wmfyGj9yMsrGrhQZOZKCttdPZdfspMzI"),
                ],
            ),
            text("LastMemVer", "b7a6c89abf73d1d6b0108627dfdc6e62"),
            text("CurMemVer", "9f0af2b914165820f8a4e852ac508ec2"),
        ],
    )
    .args(&["ChatId", "UpdateDetail"]),
    new(
        "suite.change_external_chat.dismiss",
        Suite,
        Info("change_external_chat"),
        "a customer group is dissolved",
        "客户群解散",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_chat"),
            now("TimeStamp"),
            CHAT,
            text("ChangeType", "dismiss"),
        ],
    )
    .args(&["ChatId"]),
    new(
        "suite.change_external_tag.create",
        Suite,
        Info("change_external_tag"),
        "a customer tag is created",
        "企业客户标签创建",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_tag"),
            now("TimeStamp"),
            TAG,
            text("TagType", "tag"),
            text("ChangeType", "create"),
        ],
    )
    .args(&["Id"]),
    new(
        "suite.change_external_tag.update",
        Suite,
        Info("change_external_tag"),
        "a customer tag changes",
        "企业客户标签变更",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_tag"),
            now("TimeStamp"),
            TAG,
            text("TagType", "tag"),
            text("ChangeType", "update"),
        ],
    )
    .args(&["Id"]),
    new(
        "suite.change_external_tag.delete",
        Suite,
        Info("change_external_tag"),
        "a customer tag is deleted",
        "企业客户标签删除",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_tag"),
            now("TimeStamp"),
            TAG,
            text("TagType", "tag"),
            text("ChangeType", "delete"),
        ],
    )
    .args(&["Id"]),
    new(
        "suite.change_external_tag.shuffle",
        Suite,
        Info("change_external_tag"),
        "customer tags are put in another order",
        "企业客户标签重排",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_external_tag"),
            now("TimeStamp"),
            TAG,
            text("ChangeType", "shuffle"),
        ],
    )
    .args(&["Id"]),
    new(
        "suite.conversation_new_message",
        Suite,
        Info("conversation_new_message"),
        "the chat archive has new messages to fetch",
        "会话存档有新消息待拉取",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "conversation_new_message"),
            text("Token", "4yAGrguEE9cR_BGABhtzIEMFVmCqHh7Oz4hoExaxWtU"),
            now("TimeStamp"),
        ],
    )
    .args(&["Token"]),
    new(
        "suite.hit_keyword",
        Suite,
        Info("hit_keyword"),
        "a message hits a keyword rule",
        "会话命中关键词规则",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "hit_keyword"),
            text("Token", "nZyfG569B8SQIFGYZ0Dei3cLHym0Nuqj4P5eQ8CxQXZ"),
            now("TimeStamp"),
        ],
    )
    .args(&["Token"]),
    new(
        "suite.chat_archive_audit_approved_single",
        Suite,
        Info("chat_archive_audit_approved_single"),
        "a customer agrees to have the chat archived",
        "客户同意单聊会话存档",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "chat_archive_audit_approved_single"),
            now("TimeStamp"),
            text("OpenUserID", "wonrggYRX3kpmxJBvJdSuV4wvK3fUklp"),
            CUSTOMER,
            CHAT,
        ],
    )
    .args(&["OpenUserID", "ExternalUserID"]),
    new(
        "suite.chat_archive_export_finished",
        Suite,
        Info("chat_archive_export_finished"),
        "an export of the chat archive is ready",
        "会话存档导出任务完成",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "chat_archive_export_finished"),
            text("JobId", "CZ9-CUDUhcNBD8xKmxwylHRdvqG7iLpGcS1qLi_N7ju"),
            now("TimeStamp"),
        ],
    )
    .args(&["JobId"]),
];
