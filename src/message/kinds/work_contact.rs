//! WeCom: contacts, schools, upstream and downstream (企业微信文档《通讯录回调通知》《家校沟通》《上下游》).

use crate::message::kind::{Family::WorkContact, Field, Kind, Shape::Event, group, new, number, text};

/// Fields that the corporation added to its members.
const EXT_ATTR: Field = group(
    "ExtAttr",
    &[
        group("Item", &[text("Name", "爱好"), number("Type", "0"), group("Text", &[text("Value", "旅游")])]),
        group(
            "Item",
            &[
                text("Name", "主页"),
                number("Type", "1"),
                group("Web", &[text("Title", "个人主页"), text("Url", "https://example.com/zhangsan")]),
            ],
        ),
    ],
);

pub(super) const KINDS: &[Kind] = &[
    new(
        "work.change_contact.create_user",
        WorkContact,
        Event("change_contact"),
        "a member is added to the contacts",
        "新增成员",
        &[
            text("ChangeType", "create_user"),
            text("UserID", "zhangsan"),
            text("Name", "张三"),
            text("Department", "1,2,3"),
            number("MainDepartment", "1"),
            text("IsLeaderInDept", "1,0,0"),
            text("Position", "产品经理"),
            text("Mobile", "13800138000"),
            number("Gender", "1"),
            text("Email", "zhangsan@example.com"),
            number("Status", "1"),
            text("Avatar", "https://wework.qpic.cn/wwpic/webot-sample/0"),
            text("Alias", "jack"),
            text("Telephone", "010-12345678"),
            text("Address", "北京市东城区示例大街 1 号"),
            EXT_ATTR,
        ],
    )
    .from("sys")
    .args(&["UserID", "Name"]),
    new(
        "work.change_contact.update_user",
        WorkContact,
        Event("change_contact"),
        "a member's details change",
        "更新成员",
        &[
            text("ChangeType", "update_user"),
            text("UserID", "zhangsan"),
            text("NewUserID", "zhangsan001"),
            text("Name", "张三"),
            text("Department", "1,2,3"),
            number("MainDepartment", "1"),
            text("IsLeaderInDept", "1,0,0"),
            text("Position", "产品经理"),
            text("Mobile", "13800138000"),
            number("Gender", "1"),
            text("Email", "zhangsan@example.com"),
            number("Status", "1"),
            text("Avatar", "https://wework.qpic.cn/wwpic/webot-sample/0"),
            text("Alias", "jack"),
            text("Telephone", "010-12345678"),
            text("Address", "北京市东城区示例大街 1 号"),
            EXT_ATTR,
        ],
    )
    .from("sys")
    .args(&["UserID", "NewUserID"]),
    new(
        "work.change_contact.delete_user",
        WorkContact,
        Event("change_contact"),
        "a member is removed from the contacts",
        "删除成员",
        &[text("ChangeType", "delete_user"), text("UserID", "zhangsan")],
    )
    .from("sys")
    .args(&["UserID"]),
    new(
        "work.change_contact.create_party",
        WorkContact,
        Event("change_contact"),
        "a department is added",
        "新增部门",
        &[
            text("ChangeType", "create_party"),
            number("Id", "2"),
            text("Name", "研发部"),
            text("ParentId", "1"),
            number("Order", "1"),
        ],
    )
    .from("sys")
    .args(&["Id", "Name", "ParentId"]),
    new(
        "work.change_contact.update_party",
        WorkContact,
        Event("change_contact"),
        "a department's details change",
        "更新部门",
        &[
            text("ChangeType", "update_party"),
            number("Id", "2"),
            text("Name", "研发中心"),
            text("ParentId", "1"),
        ],
    )
    .from("sys")
    .args(&["Id", "Name", "ParentId"]),
    new(
        "work.change_contact.delete_party",
        WorkContact,
        Event("change_contact"),
        "a department is removed",
        "删除部门",
        &[text("ChangeType", "delete_party"), number("Id", "2")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_contact.update_tag",
        WorkContact,
        Event("change_contact"),
        "members of a tag change",
        "标签成员变更",
        &[
            text("ChangeType", "update_tag"),
            number("TagId", "1"),
            text("AddUserItems", "zhangsan,lisi"),
            text("DelUserItems", "wangwu"),
            text("AddPartyItems", "1,2"),
            text("DelPartyItems", "3,4"),
        ],
    )
    .from("sys")
    .args(&["TagId"]),
    new(
        "work.batch_job_result",
        WorkContact,
        Event("batch_job_result"),
        "a batch job on the contacts is over",
        "通讯录异步任务完成",
        &[group(
            "BatchJob",
            &[
                text("JobId", "Tu_rR3JjCOM2U56jxCh-7ny37hz71jT1nHjMnexgFT6"),
                text("JobType", "sync_user"),
                number("ErrCode", "0"),
                text("ErrMsg", "ok"),
            ],
        )],
    )
    .from("sys"),
    new(
        "work.change_school_contact.create_student",
        WorkContact,
        Event("change_school_contact"),
        "a student is added",
        "新增学生",
        &[text("ChangeType", "create_student"), text("Id", "xiaoming")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.update_student",
        WorkContact,
        Event("change_school_contact"),
        "a student's details change",
        "编辑学生",
        &[text("ChangeType", "update_student"), text("Id", "xiaoming")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.delete_student",
        WorkContact,
        Event("change_school_contact"),
        "a student is removed",
        "删除学生",
        &[text("ChangeType", "delete_student"), text("Id", "xiaoming")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.create_parent",
        WorkContact,
        Event("change_school_contact"),
        "a parent is added",
        "新增家长",
        &[text("ChangeType", "create_parent"), text("Id", "zhangsan")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.update_parent",
        WorkContact,
        Event("change_school_contact"),
        "a parent's details change",
        "编辑家长",
        &[text("ChangeType", "update_parent"), text("Id", "zhangsan")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.delete_parent",
        WorkContact,
        Event("change_school_contact"),
        "a parent is removed",
        "删除家长",
        &[text("ChangeType", "delete_parent"), text("Id", "zhangsan")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.subscribe",
        WorkContact,
        Event("change_school_contact"),
        "a parent follows the school",
        "家长关注学校通知",
        &[text("ChangeType", "subscribe"), text("Id", "zhangsan")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.unsubscribe",
        WorkContact,
        Event("change_school_contact"),
        "a parent unfollows the school",
        "家长取消关注学校通知",
        &[text("ChangeType", "unsubscribe"), text("Id", "zhangsan")],
    )
    .from("sys")
    .args(&["Id"]),
    // `deparmtment` is WeCom's own spelling.
    new(
        "work.change_school_contact.create_deparmtment",
        WorkContact,
        Event("change_school_contact"),
        "a class or grade is added",
        "新增家校部门",
        &[text("ChangeType", "create_deparmtment"), text("Id", "1")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.update_deparmtment",
        WorkContact,
        Event("change_school_contact"),
        "a class or grade changes",
        "更新家校部门",
        &[text("ChangeType", "update_deparmtment"), text("Id", "1")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_school_contact.delete_deparmtment",
        WorkContact,
        Event("change_school_contact"),
        "a class or grade is removed",
        "删除家校部门",
        &[text("ChangeType", "delete_deparmtment"), text("Id", "1")],
    )
    .from("sys")
    .args(&["Id"]),
    new(
        "work.change_chain.create_chain",
        WorkContact,
        Event("change_chain"),
        "an upstream-downstream space is created",
        "创建上下游空间",
        &[text("ChangeType", "create_chain"), text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ")],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.update_chain",
        WorkContact,
        Event("change_chain"),
        "an upstream-downstream space changes",
        "更新上下游空间",
        &[text("ChangeType", "update_chain"), text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ")],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.delete_chain",
        WorkContact,
        Event("change_chain"),
        "an upstream-downstream space is deleted",
        "删除上下游空间",
        &[text("ChangeType", "delete_chain"), text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ")],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.create_group",
        WorkContact,
        Event("change_chain"),
        "a group is added to the space",
        "新增上下游分组",
        &[
            text("ChangeType", "create_group"),
            text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ"),
            group("GroupIds", &[number("GroupId", "5"), number("GroupId", "6")]),
        ],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.update_group",
        WorkContact,
        Event("change_chain"),
        "a group of the space changes",
        "更新上下游分组",
        &[
            text("ChangeType", "update_group"),
            text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ"),
            group("GroupIds", &[number("GroupId", "5"), number("GroupId", "6")]),
        ],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.delete_group",
        WorkContact,
        Event("change_chain"),
        "a group of the space is removed",
        "删除上下游分组",
        &[
            text("ChangeType", "delete_group"),
            text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ"),
            group("GroupIds", &[number("GroupId", "5"), number("GroupId", "6")]),
        ],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.corp_join",
        WorkContact,
        Event("change_chain"),
        "a corporation joins the space",
        "企业加入上下游",
        &[
            text("ChangeType", "corp_join"),
            text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ"),
            group("CorpIds", &[text("CorpId", "ww1234567890abcdef"), text("CorpId", "wwabcdef1234567890")]),
        ],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.update_corp",
        WorkContact,
        Event("change_chain"),
        "a corporation of the space moves to other groups",
        "更新上下游企业",
        &[
            text("ChangeType", "update_corp"),
            text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ"),
            group("CorpIds", &[text("CorpId", "ww1234567890abcdef"), text("CorpId", "wwabcdef1234567890")]),
        ],
    )
    .from("sys")
    .args(&["ChainId"]),
    new(
        "work.change_chain.remove_corp",
        WorkContact,
        Event("change_chain"),
        "a corporation is removed from the space",
        "移除上下游企业",
        &[
            text("ChangeType", "remove_corp"),
            text("ChainId", "ChKoN6NCQ1opwbkADzWU81k4L6mNcXVZ"),
            group("CorpIds", &[text("CorpId", "ww1234567890abcdef"), text("CorpId", "wwabcdef1234567890")]),
        ],
    )
    .from("sys")
    .args(&["ChainId"]),
];
