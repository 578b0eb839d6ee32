//! WeCom: approval, schedules, meetings, live broadcasts, mail
//! (企业微信文档《审批》《日程》《会议》《直播》《邮件》).

use super::AGENT_ID;
use crate::message::kind::{Family::WorkOffice, Field, Kind, Shape::Event, group, new, now, number, text};

/// A calendar that the API made.
const CAL_ID: Field = text("CalId", "wcTG4EaY9J90iX7xS0EKoT6ou45Tu6gV");

/// A schedule in it.
const SCHEDULE_ID: Field = text("ScheduleId", "db6adefe2b34def5b5efc1f2198e0eb6");

/// A meeting that the API made.
const MEETING_ID: Field = text("MeetingId", "hyORDbQfKw49uR3SmsFH76fwApDwbjgJ");

pub(super) const KINDS: &[Kind] = &[
    new(
        "work.sys_approval_change",
        WorkOffice,
        Event("sys_approval_change"),
        "an approval moves on",
        "审批申请状态变化",
        &[
            number("AgentID", "3010040"),
            group(
                "ApprovalInfo",
                &[
                    number("SpNo", "202506180001"),
                    text("SpName", "请假"),
                    number("SpStatus", "1"),
                    text("TemplateId", "js00w45wXqgEiaZleswIxMJC-xo_uGq0G5OTYwEkJ5v"),
                    now("ApplyTime"),
                    group("Applyer", &[text("UserId", "zhangsan"), text("Party", "1")]),
                    group(
                        "SpRecord",
                        &[
                            number("SpStatus", "1"),
                            number("ApproverAttr", "2"),
                            group(
                                "Details",
                                &[
                                    group("Approver", &[text("UserId", "lisi")]),
                                    text("Speech", ""),
                                    number("SpStatus", "1"),
                                    number("SpTime", "0"),
                                ],
                            ),
                            group(
                                "Details",
                                &[
                                    group("Approver", &[text("UserId", "wangwu")]),
                                    text("Speech", ""),
                                    number("SpStatus", "1"),
                                    number("SpTime", "0"),
                                ],
                            ),
                        ],
                    ),
                    group("Notifyer", &[text("UserId", "zhaoliu")]),
                    group(
                        "ProcessList",
                        &[
                            group(
                                "NodeList",
                                &[
                                    number("NodeType", "1"),
                                    number("SpStatus", "1"),
                                    number("ApvRel", "2"),
                                    group(
                                        "SubNodeList",
                                        &[
                                            group("UserInfo", &[text("UserId", "lisi")]),
                                            text("Speech", ""),
                                            number("SpYj", "1"),
                                            number("Sptime", "0"),
                                        ],
                                    ),
                                    group(
                                        "SubNodeList",
                                        &[
                                            group("UserInfo", &[text("UserId", "wangwu")]),
                                            text("Speech", ""),
                                            number("SpYj", "1"),
                                            number("Sptime", "0"),
                                        ],
                                    ),
                                ],
                            ),
                            group(
                                "NodeList",
                                &[
                                    number("NodeType", "2"),
                                    group("SubNodeList", &[group("UserInfo", &[text("UserId", "zhaoliu")])]),
                                ],
                            ),
                        ],
                    ),
                    group(
                        "Comments",
                        &[
                            group("CommentUserInfo", &[text("UserId", "lisi")]),
                            now("CommentTime"),
                            text("CommentContent", "请补充交接人"),
                            text("CommentId", "6750538708562308220"),
                        ],
                    ),
                    number("StatuChangeEvent", "10"),
                ],
            ),
        ],
    )
    .from("sys"),
    new(
        "work.open_approval_change",
        WorkOffice,
        Event("open_approval_change"),
        "an approval that the app started moves on",
        "自建应用审批状态变化",
        &[
            AGENT_ID,
            group(
                "ApprovalInfo",
                &[
                    text("ThirdNo", "202506180001"),
                    text("OpenSpName", "付款"),
                    text("OpenTemplateId", "1234567111"),
                    number("OpenSpStatus", "1"),
                    now("ApplyTime"),
                    text("ApplyUserName", "张三"),
                    text("ApplyUserId", "zhangsan"),
                    text("ApplyUserParty", "产品部"),
                    text("ApplyUserImage", "https://wework.qpic.cn/wwpic/webot-sample/0"),
                    group(
                        "ApprovalNodes",
                        &[group(
                            "ApprovalNode",
                            &[
                                number("NodeStatus", "1"),
                                number("NodeAttr", "1"),
                                number("NodeType", "1"),
                                group(
                                    "Items",
                                    &[group(
                                        "Item",
                                        &[
                                            text("ItemName", "李四"),
                                            text("ItemUserid", "lisi"),
                                            text("ItemParty", "产品部"),
                                            text("ItemImage", "https://wework.qpic.cn/wwpic/webot-sample/1"),
                                            number("ItemStatus", "1"),
                                            text("ItemSpeech", ""),
                                            number("ItemOpTime", "0"),
                                        ],
                                    )],
                                ),
                            ],
                        )],
                    ),
                    group(
                        "NotifyNodes",
                        &[group(
                            "NotifyNode",
                            &[
                                text("ItemName", "王五"),
                                text("ItemUserid", "wangwu"),
                                text("ItemParty", "行政部"),
                                text("ItemImage", "https://wework.qpic.cn/wwpic/webot-sample/2"),
                            ],
                        )],
                    ),
                    number("ApproverStep", "0"),
                ],
            ),
        ],
    )
    .from("sys"),
    new(
        "work.add_schedule",
        WorkOffice,
        Event("add_schedule"),
        "a schedule is added to a calendar",
        "新增日程",
        &[CAL_ID, SCHEDULE_ID],
    )
    .args(&["CalId", "ScheduleId"]),
    new(
        "work.modify_schedule",
        WorkOffice,
        Event("modify_schedule"),
        "a schedule changes",
        "修改日程",
        &[CAL_ID, SCHEDULE_ID],
    )
    .args(&["CalId", "ScheduleId"]),
    new(
        "work.delete_schedule",
        WorkOffice,
        Event("delete_schedule"),
        "a schedule is deleted",
        "删除日程",
        &[CAL_ID, SCHEDULE_ID],
    )
    .args(&["CalId", "ScheduleId"]),
    new(
        "work.respond_schedule",
        WorkOffice,
        Event("respond_schedule"),
        "a member accepts or declines a schedule",
        "日程回执",
        &[CAL_ID, SCHEDULE_ID],
    )
    .args(&["CalId", "ScheduleId"]),
    new(
        "work.modify_calendar",
        WorkOffice,
        Event("modify_calendar"),
        "a calendar changes",
        "修改日历",
        &[CAL_ID],
    )
    .args(&["CalId"]),
    new(
        "work.delete_calendar",
        WorkOffice,
        Event("delete_calendar"),
        "a calendar is deleted",
        "删除日历",
        &[CAL_ID],
    )
    .args(&["CalId"]),
    new(
        "work.meeting_change.modify_meeting",
        WorkOffice,
        Event("meeting_change"),
        "a meeting changes",
        "修改会议",
        &[text("ChangeType", "modify_meeting"), MEETING_ID],
    )
    .args(&["MeetingId"]),
    new(
        "work.meeting_change.cancel_meeting",
        WorkOffice,
        Event("meeting_change"),
        "a meeting is cancelled",
        "取消会议",
        &[text("ChangeType", "cancel_meeting"), MEETING_ID],
    )
    .args(&["MeetingId"]),
    new(
        "work.meeting_statistics.start_meeting",
        WorkOffice,
        Event("meeting_statistics"),
        "a member starts a meeting",
        "成员发起会议",
        &[text("ChangeType", "start_meeting"), number("Status", "1")],
    )
    .args(&["Status"]),
    new(
        "work.book_meeting_room",
        WorkOffice,
        Event("book_meeting_room"),
        "a meeting room is booked",
        "预定会议室",
        &[number("MeetingRoomId", "1"), MEETING_ID],
    )
    .args(&["MeetingRoomId", "MeetingId"]),
    new(
        "work.cancel_meeting_room",
        WorkOffice,
        Event("cancel_meeting_room"),
        "the booking of a meeting room is cancelled",
        "取消预定会议室",
        &[MEETING_ID, number("MeetingRoomId", "1")],
    )
    .args(&["MeetingRoomId", "MeetingId"]),
    new(
        "work.living_status_change",
        WorkOffice,
        Event("living_status_change"),
        "a live broadcast starts, ends or is cancelled",
        "直播状态变更",
        &[text("LivingId", "lv7RFGxqzdKycfCBFU6XiPLTMbwjxdxj"), number("Status", "1"), AGENT_ID],
    )
    .args(&["LivingId", "Status"]),
    new(
        "work.app_email_change.receive_email",
        WorkOffice,
        Event("app_email_change"),
        "the mailbox of the app receives mail",
        "应用邮箱收到新邮件",
        &[text("ChangeType", "receive_email"), text("Amount", "2")],
    )
    .from("sys")
    .args(&["Amount"]),
    new(
        "work.public_email_change.receive_email",
        WorkOffice,
        Event("public_email_change"),
        "a public mailbox receives mail",
        "公共邮箱收到新邮件",
        &[text("ChangeType", "receive_email"), number("Id", "1"), number("Amount", "3")],
    )
    .from("sys")
    .args(&["Id", "Amount"]),
    new(
        "work.submit_vip_account_approval",
        WorkOffice,
        Event("submit_vip_account_approval"),
        "a member applies for a premium account",
        "成员申请高级功能账号",
        &[
            text("ApplyReason", "需要更大的微盘空间"),
            number("BusinessType", "1"),
            text("ApplyId", "pnssWxJ_realHgjl_cRchPqvshQrE5mTNPzYdskM00H"),
            AGENT_ID,
        ],
    )
    .args(&["ApplyReason"]),
    new(
        "work.finish_vip_account_approval",
        WorkOffice,
        Event("finish_vip_account_approval"),
        "an application for a premium account is answered",
        "高级功能账号申请处理完成",
        &[
            number("FinishType", "1"),
            text("ApplyId", "pnssWxJ_realHgjl_cRchPqvshQrE5mTNPzYdskM00H"),
            AGENT_ID,
        ],
    )
    .from("sys")
    .args(&["FinishType"]),
];
