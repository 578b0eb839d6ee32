//! Notices to a suite about the contacts of a corporation (企业微信文档《第三方应用：通讯录回调通知》).

use crate::message::kind::{Family::Suite, Field, Kind, Shape::Info, account, new, now, number, text};

/// The suite that is told.
const SUITE_ID: Field = account("SuiteId");

/// The corporation that authorized the suite.
const CORP_ID: Field = text("AuthCorpId", "wwabcdef1234567890");

pub(super) const KINDS: &[Kind] = &[
    new(
        "suite.change_contact.create_user",
        Suite,
        Info("change_contact"),
        "a member is added to the contacts",
        "新增成员",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "create_user"),
            text("UserID", "zhangsan"),
            text("OpenUserID", "wonrggYRX3kpmxJBvJdSuV4wvK3fUklp"),
            text("Name", "张三"),
        ],
    )
    .args(&["UserID", "Name"]),
    new(
        "suite.change_contact.update_user",
        Suite,
        Info("change_contact"),
        "a member's details change",
        "更新成员",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "update_user"),
            text("UserID", "zhangsan"),
            text("NewUserID", "zhangsan001"),
            text("Name", "张三"),
            text("Department", "1,2,3"),
            text("Mobile", "13800138000"),
            text("Email", "zhangsan@example.com"),
            text("Position", "产品经理"),
            number("Gender", "1"),
            text("Avatar", "https://wework.qpic.cn/wwpic/webot-sample/0"),
            number("Status", "1"),
            text("IsLeaderInDept", "1,0,0"),
        ],
    )
    .args(&["UserID", "NewUserID"]),
    new(
        "suite.change_contact.delete_user",
        Suite,
        Info("change_contact"),
        "a member is removed from the contacts",
        "删除成员",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "delete_user"),
            text("UserID", "zhangsan"),
        ],
    )
    .args(&["UserID"]),
    new(
        "suite.change_contact.create_party",
        Suite,
        Info("change_contact"),
        "a department is added",
        "新增部门",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "create_party"),
            number("Id", "2"),
            text("Name", "研发部"),
            number("ParentId", "1"),
            number("Order", "1"),
        ],
    )
    .args(&["Id", "Name", "ParentId"]),
    new(
        "suite.change_contact.update_party",
        Suite,
        Info("change_contact"),
        "a department's details change",
        "更新部门",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "update_party"),
            number("Id", "2"),
            text("Name", "研发中心"),
            number("ParentId", "1"),
        ],
    )
    .args(&["Id", "Name", "ParentId"]),
    new(
        "suite.change_contact.delete_party",
        Suite,
        Info("change_contact"),
        "a department is removed",
        "删除部门",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "delete_party"),
            number("Id", "2"),
        ],
    )
    .args(&["Id"]),
    new(
        "suite.change_contact.update_tag",
        Suite,
        Info("change_contact"),
        "members of a tag change",
        "标签成员变更",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "change_contact"),
            now("TimeStamp"),
            text("ChangeType", "update_tag"),
            number("TagId", "1"),
            text("AddUserItems", "zhangsan,lisi"),
            text("DelUserItems", "wangwu"),
            text("AddPartyItems", "1,2"),
            text("DelPartyItems", "3,4"),
        ],
    )
    .args(&["TagId"]),
];
