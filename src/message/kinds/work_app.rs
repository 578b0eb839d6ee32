//! What a member does in an app of WeCom, and what happens to the app (企业微信文档《接收事件格式》).

use super::AGENT_ID;
use super::menu::{SCAN_CODE_INFO, SEND_LOCATION_INFO, SEND_PICS_INFO};
use crate::message::kind::{Family::WorkApp, Kind, Shape::Event, group, new, number, text};

pub(super) const KINDS: &[Kind] = &[
    new(
        "work.subscribe",
        WorkApp,
        Event("subscribe"),
        "the app becomes visible to a member",
        "成员关注应用（进入可见范围）",
        &[AGENT_ID],
    ),
    new(
        "work.unsubscribe",
        WorkApp,
        Event("unsubscribe"),
        "the app is no longer visible to a member",
        "成员取消关注应用（移出可见范围）",
        &[AGENT_ID],
    ),
    new(
        "work.enter_agent",
        WorkApp,
        Event("enter_agent"),
        "a member opens the app",
        "成员进入应用",
        &[text("EventKey", ""), AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.click",
        WorkApp,
        Event("click"),
        "a member taps a menu button",
        "成员点击菜单拉取消息",
        &[text("EventKey", "V1001_TODAY"), AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.view",
        WorkApp,
        Event("view"),
        "a member taps a menu button that opens a web page",
        "成员点击菜单跳转链接",
        &[text("EventKey", "https://example.com/"), AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.view_miniprogram",
        WorkApp,
        Event("view_miniprogram"),
        "a member taps a menu button that opens a mini-program",
        "成员点击菜单跳转小程序",
        &[text("EventKey", "pages/index/index"), AGENT_ID],
    )
    .args(&["EventKey"]),
    // `OpitonIds` and `OpitonId` are WeCom's own spelling.
    new(
        "work.template_card_event",
        WorkApp,
        Event("template_card_event"),
        "a member taps a button or submits choices in a card",
        "成员点击模板卡片按钮或提交选项",
        &[
            text("EventKey", "approve"),
            text("TaskId", "task-20250618-1"),
            text("CardType", "multiple_interaction"),
            text("ResponseCode", "hfdwAU7qaq89FWLG6GysXSjA2TMnqqHKsRFZmawSuB7"),
            AGENT_ID,
            group(
                "SelectedItems",
                &[
                    group(
                        "SelectedItem",
                        &[
                            text("QuestionKey", "lunch"),
                            group("OpitonIds", &[text("OpitonId", "rice"), text("OpitonId", "noodles")]),
                        ],
                    ),
                    group(
                        "SelectedItem",
                        &[
                            text("QuestionKey", "drink"),
                            group("OpitonIds", &[text("OpitonId", "tea"), text("OpitonId", "water")]),
                        ],
                    ),
                ],
            ),
        ],
    )
    .args(&["EventKey", "TaskId"]),
    new(
        "work.template_card_menu_event",
        WorkApp,
        Event("template_card_menu_event"),
        "a member uses the menu in the corner of a card",
        "成员点击模板卡片右上角菜单",
        &[
            text("EventKey", "mute"),
            text("TaskId", "task-20250618-1"),
            text("CardType", "text_notice"),
            text("ResponseCode", "hfdwAU7qaq89FWLG6GysXSjA2TMnqqHKsRFZmawSuB7"),
            AGENT_ID,
        ],
    )
    .args(&["EventKey", "TaskId"]),
    new(
        "work.taskcard_click",
        WorkApp,
        Event("taskcard_click"),
        "a member taps a button of a task card",
        "成员点击任务卡片按钮",
        &[text("EventKey", "approve"), text("TaskId", "task-20250618-1"), AGENT_ID],
    )
    .args(&["EventKey", "TaskId"]),
    new(
        "work.LOCATION",
        WorkApp,
        Event("LOCATION"),
        "the phone reports where a member is",
        "成员进入应用时上报地理位置",
        &[
            number("Latitude", "39.90611"),
            number("Longitude", "116.39782"),
            number("Precision", "65.000000"),
            AGENT_ID,
            text("AppType", "wxwork"),
        ],
    )
    .args(&["Latitude", "Longitude", "Precision"]),
    new(
        "work.scancode_push",
        WorkApp,
        Event("scancode_push"),
        "a member scans a code from the menu",
        "成员点击菜单「扫码推事件」并扫码",
        &[text("EventKey", "rselfmenu_0_1"), SCAN_CODE_INFO, AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.scancode_waitmsg",
        WorkApp,
        Event("scancode_waitmsg"),
        "a member scans a code from the menu and waits for a reply",
        "成员点击菜单「扫码带提示」并等待回复",
        &[text("EventKey", "rselfmenu_0_0"), SCAN_CODE_INFO, AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.pic_sysphoto",
        WorkApp,
        Event("pic_sysphoto"),
        "a member takes a photo from the menu",
        "成员点击菜单「系统拍照发图」",
        &[text("EventKey", "rselfmenu_1_0"), SEND_PICS_INFO, AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.pic_photo_or_album",
        WorkApp,
        Event("pic_photo_or_album"),
        "a member takes or chooses a photo from the menu",
        "成员点击菜单「拍照或者相册发图」",
        &[text("EventKey", "rselfmenu_1_1"), SEND_PICS_INFO, AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.pic_weixin",
        WorkApp,
        Event("pic_weixin"),
        "a member chooses a photo from the album from the menu",
        "成员点击菜单「相册发图」",
        &[text("EventKey", "rselfmenu_1_2"), SEND_PICS_INFO, AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.location_select",
        WorkApp,
        Event("location_select"),
        "a member picks a place from the menu",
        "成员点击菜单「发送位置」",
        &[text("EventKey", "rselfmenu_2_0"), SEND_LOCATION_INFO, AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.CLICK",
        WorkApp,
        Event("CLICK"),
        "a member taps a menu button; the event is in capitals",
        "成员点击菜单拉取消息（事件名为大写）",
        &[text("EventKey", "V1001_TODAY"), AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.VIEW",
        WorkApp,
        Event("VIEW"),
        "a member taps a menu link; the event is in capitals",
        "成员点击菜单跳转链接（事件名为大写）",
        &[text("EventKey", "https://example.com/"), AGENT_ID],
    )
    .args(&["EventKey"]),
    new(
        "work.switch_workbench_mode",
        WorkApp,
        Event("switch_workbench_mode"),
        "an admin turns the app's custom workbench on or off",
        "管理员切换应用的工作台展示模式",
        &[number("Mode", "1"), AGENT_ID],
    )
    .args(&["Mode"]),
    new(
        "work.change_app_admin",
        WorkApp,
        Event("change_app_admin"),
        "the admins of the app change",
        "应用管理员变更",
        &[AGENT_ID],
    )
    .from("sys"),
    new(
        "work.close_inactive_agent",
        WorkApp,
        Event("close_inactive_agent"),
        "WeCom suspends the app because nobody uses it",
        "长期未使用的应用被临时停用",
        &[AGENT_ID],
    ),
    new(
        "work.reopen_inactive_agent",
        WorkApp,
        Event("reopen_inactive_agent"),
        "an admin turns a suspended app on again",
        "长期未使用的应用被重新启用",
        &[AGENT_ID],
    ),
    new(
        "work.unlicensed_notify",
        WorkApp,
        Event("unlicensed_notify"),
        "a member without a licence uses the app",
        "未激活接口许可的成员使用应用",
        &[AGENT_ID],
    ),
    new(
        "work.upload_media_job_finish",
        WorkApp,
        Event("upload_media_job_finish"),
        "a temporary file has been fetched from its URL",
        "异步上传临时素材完成",
        &[text("JobId", "jobid_cjpY8-RCQ7Ng4WwDfKlhQ1sE8CSCNlavF3LxoNtG_jM")],
    )
    .from("sys")
    .args(&["JobId"]),
    new(
        "work.program_notify",
        WorkApp,
        Event("program_notify"),
        "a program in the data zone calls the app",
        "数据与智能专区程序通知应用",
        &[text("NotifyId", "wozNAzKlT4W3M7ZAhasjhVsuIYHyEiYRo_C-ufgLGWI"), number("NotifyScene", "1")],
    )
    .args(&["NotifyId", "NotifyScene"]),
    new(
        "work.security.change_domain_ip",
        WorkApp,
        Event("security"),
        "the IP addresses of WeCom's domains change",
        "企业微信域名 IP 变更",
        &[text("ChangeType", "change_domain_ip")],
    )
    .from("sys"),
];
