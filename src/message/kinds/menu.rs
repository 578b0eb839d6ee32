//! Taps on the custom menu (公众平台文档《自定义菜单事件推送》).

use crate::message::kind::{Family::Menu, Field, Kind, event, group, number, text};

/// What was scanned; WeCom sends the same.
pub(super) const SCAN_CODE_INFO: Field =
    group("ScanCodeInfo", &[text("ScanType", "qrcode"), text("ScanResult", "https://example.com/table/8")]);

/// What was photographed or chosen.
pub(super) const SEND_PICS_INFO: Field = group(
    "SendPicsInfo",
    &[
        number("Count", "1"),
        group("PicList", &[group("item", &[text("PicMd5Sum", "baec02d5e216b9b8ce495a3b0b60c0bd")])]),
    ],
);

/// What was picked on the map.
pub(super) const SEND_LOCATION_INFO: Field = group(
    "SendLocationInfo",
    &[
        text("Location_X", "39.90611"),
        text("Location_Y", "116.39782"),
        text("Scale", "16"),
        text("Label", "北京市东城区天安门"),
        text("Poiname", ""),
    ],
);

pub(super) const KINDS: &[Kind] = &[
    event(
        Menu,
        "CLICK",
        "a user taps a menu button",
        "用户点击菜单拉取消息",
        &[text("EventKey", "V1001_TODAY")],
    )
    .args(&["EventKey"]),
    event(
        Menu,
        "VIEW",
        "a user taps a menu button that opens a web page",
        "用户点击菜单跳转链接",
        &[text("EventKey", "https://example.com/"), number("MenuId", "425663220")],
    )
    .args(&["EventKey", "MenuId"]),
    event(
        Menu,
        "view_miniprogram",
        "a user taps a menu button that opens a mini-program",
        "用户点击菜单跳转小程序",
        &[text("EventKey", "pages/index/index"), number("MenuId", "425663220")],
    )
    .args(&["EventKey", "MenuId"]),
    event(
        Menu,
        "scancode_push",
        "a user scans a code from the menu",
        "用户点击菜单「扫码推事件」并扫码",
        &[text("EventKey", "rselfmenu_0_1"), SCAN_CODE_INFO],
    )
    .args(&["EventKey"]),
    event(
        Menu,
        "scancode_waitmsg",
        "a user scans a code from the menu and waits for a reply",
        "用户点击菜单「扫码带提示」并等待回复",
        &[text("EventKey", "rselfmenu_0_0"), SCAN_CODE_INFO],
    )
    .args(&["EventKey"]),
    event(
        Menu,
        "pic_sysphoto",
        "a user takes a photo from the menu",
        "用户点击菜单「系统拍照发图」",
        &[text("EventKey", "rselfmenu_1_0"), SEND_PICS_INFO],
    )
    .args(&["EventKey"]),
    event(
        Menu,
        "pic_photo_or_album",
        "a user takes or chooses a photo from the menu",
        "用户点击菜单「拍照或者相册发图」",
        &[text("EventKey", "rselfmenu_1_1"), SEND_PICS_INFO],
    )
    .args(&["EventKey"]),
    event(
        Menu,
        "pic_weixin",
        "a user chooses a photo from WeChat's album from the menu",
        "用户点击菜单「微信相册发图」",
        &[text("EventKey", "rselfmenu_1_2"), SEND_PICS_INFO],
    )
    .args(&["EventKey"]),
    event(
        Menu,
        "location_select",
        "a user picks a place from the menu",
        "用户点击菜单「发送位置」",
        &[text("EventKey", "rselfmenu_2_0"), SEND_LOCATION_INFO],
    )
    .args(&["EventKey"]),
];
