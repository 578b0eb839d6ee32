//! Follow, unfollow, scan, location, enter (公众平台文档《接收事件推送》).

use crate::message::kind::{
    Family::User, Kind, Shape::Event, account, event, group, new, number, text, user,
};

/// A ticket that `cgi-bin/qrcode/create` gave.
const TICKET: &str =
    "gQQ3MfYRKbOtQqKXFR8JrGS2siXgWW5RFx9UEe8ewLsHztEMcEzI22Dxq5pLnAsjwvahJraJpfEWS5mIQaAnxNJPS9h7Rzpt";

pub(super) const KINDS: &[Kind] = &[
    event(User, "subscribe", "a user follows the account", "用户关注公众号", &[text("EventKey", "")])
        .args(&["EventKey"]),
    new(
        "subscribe_qrscene",
        User,
        Event("subscribe"),
        "a stranger scans a QR code with a scene, and follows",
        "未关注的用户扫描带参数二维码后关注",
        &[text("EventKey", "qrscene_101"), text("Ticket", TICKET)],
    )
    .args(&["EventKey", "Ticket"]),
    event(User, "unsubscribe", "a user unfollows the account", "用户取消关注公众号", &[text("EventKey", "")])
        .args(&["EventKey"]),
    event(
        User,
        "SCAN",
        "a follower scans a QR code with a scene",
        "已关注的用户扫描带参数二维码",
        &[text("EventKey", "101"), text("Ticket", TICKET)],
    )
    .args(&["EventKey", "Ticket"]),
    new(
        "event_lowercase.scan",
        User,
        Event("scan"),
        "a follower scans; the event name is in lower case",
        "已关注的用户扫码（事件名为小写的 scan）",
        &[text("EventKey", "101"), text("Ticket", TICKET)],
    )
    .args(&["EventKey", "Ticket"]),
    event(
        User,
        "LOCATION",
        "the phone reports where a user is",
        "用户进入会话后上报地理位置",
        &[number("Latitude", "39.90611"), number("Longitude", "116.39782"), number("Precision", "65.000000")],
    )
    .args(&["Latitude", "Longitude", "Precision"]),
    event(User, "ENTER", "a user opens the chat (old accounts only)", "用户进入会话（仅早期账号推送）", &[]),
    event(
        User,
        "user_info_modified",
        "an authorized user's profile was cleaned up",
        "已授权用户的资料因存在风险被平台清理",
        &[user("openid"), account("appid")],
    ),
    event(
        User,
        "user_authorization_revoke",
        "a user takes back an authorization or closes the account",
        "用户撤回授权或注销账号",
        &[user("OpenID"), account("AppID"), text("RevokeInfo", "1")],
    )
    .args(&["RevokeInfo"]),
    event(
        User,
        "guide_qrcode_scan_event",
        "a user scans the QR code of a shop guide",
        "用户扫描导购（顾问）二维码",
        &[group(
            "GuideScanEvent",
            &[
                text("qrcode_guide_account", "guide_001"),
                text("qrcode_guide_openid", "oJdwlijHzyVGMJHhVMvJOZJXzH6Z"),
                user("openid"),
                number("action", "11"),
                text("qrcode_info", "counter-3"),
            ],
        )],
    ),
];
