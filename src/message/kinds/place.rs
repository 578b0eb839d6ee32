//! Stores, Wi-Fi, beacons, scanned products, devices
//! (公众平台文档《微信门店》《微信连Wi-Fi》《摇一摇周边》《扫一扫》《硬件平台》).

use crate::message::kind::{
    Family::Place, Kind, Shape::Message, event, group, msg_id, new, now, number, text, user,
};

pub(super) const KINDS: &[Kind] = &[
    event(
        Place,
        "user_scan_product",
        "a user opens the page of a scanned product",
        "用户扫码打开商品主页",
        &[
            text("KeyStandard", "ean13"),
            text("KeyStr", "6900000000014"),
            text("Country", "中国"),
            text("Province", "广东"),
            text("City", "广州"),
            number("Sex", "1"),
            number("Scene", "2"),
            text("ExtInfo", "shelf-5"),
        ],
    )
    .args(&["KeyStr", "KeyStandard"]),
    event(
        Place,
        "user_scan_product_enter_session",
        "a user enters the account from a product page",
        "用户从商品主页进入公众号会话",
        &[text("KeyStandard", "ean13"), text("KeyStr", "6900000000014"), text("ExtInfo", "shelf-5")],
    )
    .args(&["KeyStr", "KeyStandard"]),
    event(
        Place,
        "user_scan_product_async",
        "WeChat asks for the live details of a scanned product",
        "用户扫码时拉取商品的动态信息",
        &[
            text("KeyStandard", "qrcode"),
            text("KeyStr", "webot-product-1"),
            text("ExtInfo", "shelf-5"),
            text("RegionCode", "440105"),
        ],
    )
    .args(&["KeyStr", "KeyStandard"]),
    event(
        Place,
        "user_scan_product_verify_action",
        "a product page was reviewed",
        "商品主页审核结果",
        &[
            text("KeyStandard", "ean13"),
            text("KeyStr", "6900000000014"),
            text("Result", "verify_ok"),
            text("ReasonMsg", ""),
        ],
    )
    .args(&["KeyStr", "Result"]),
    event(
        Place,
        "poi_check_notify",
        "a store was reviewed",
        "门店审核结果",
        &[text("UniqId", "store-001"), text("PoiId", "271262077"), text("Result", "succ"), text("Msg", "")],
    )
    .args(&["PoiId", "Result"]),
    event(
        Place,
        "apply_merchant_audit_info",
        "an application for the store mini-program was reviewed",
        "门店小程序开通申请审核结果",
        &[number("audit_id", "11111"), number("status", "1"), text("reason", "")],
    )
    .args(&["status", "reason"]),
    event(
        Place,
        "create_map_poi_audit_info",
        "a new place on Tencent Maps was reviewed",
        "在腾讯地图创建门店的审核结果",
        &[
            number("audit_id", "11111"),
            number("status", "1"),
            text("map_poi_id", "2880741500279549033"),
            text("name", "示例咖啡馆"),
            text("address", "北京市东城区示例大街 1 号"),
            text("latitude", "39.90611"),
            text("longitude", "116.39782"),
            text("sh_remark", ""),
        ],
    )
    .args(&["status"]),
    event(
        Place,
        "add_store_audit_info",
        "a store added to the store mini-program was reviewed",
        "门店小程序新增门店审核结果",
        &[
            number("audit_id", "11111"),
            number("status", "3"),
            text("reason", ""),
            number("is_upgrade", "1"),
            number("poiid", "271262077"),
        ],
    )
    .args(&["status", "reason"]),
    event(
        Place,
        "modify_store_audit_info",
        "changes to a store were reviewed",
        "门店小程序修改门店审核结果",
        &[number("audit_id", "11111"), number("status", "3"), text("reason", "")],
    )
    .args(&["status", "reason"]),
    event(
        Place,
        "WifiConnected",
        "a user joins the Wi-Fi of a store",
        "用户连接门店 Wi-Fi",
        &[
            now("ConnectTime"),
            number("ExpireTime", "0"),
            text("VendorId", "3001224419"),
            text("PlaceId", "271262077"),
            text("DeviceNo", "00:00:5e:00:53:01"),
        ],
    )
    .args(&["PlaceId", "DeviceNo"]),
    event(
        Place,
        "ShakearoundUserShake",
        "a user shakes the phone near a beacon",
        "用户在 iBeacon 设备周边摇一摇",
        &[
            group(
                "ChosenBeacon",
                &[
                    text("Uuid", "FDA50693-A4E2-4FB1-AFCF-C6EB07647825"),
                    number("Major", "10001"),
                    number("Minor", "19203"),
                    number("Distance", "0.057"),
                ],
            ),
            group(
                "AroundBeacons",
                &[
                    group(
                        "AroundBeacon",
                        &[
                            text("Uuid", "FDA50693-A4E2-4FB1-AFCF-C6EB07647825"),
                            number("Major", "10001"),
                            number("Minor", "19204"),
                            number("Distance", "166.816"),
                        ],
                    ),
                    group(
                        "AroundBeacon",
                        &[
                            text("Uuid", "FDA50693-A4E2-4FB1-AFCF-C6EB07647825"),
                            number("Major", "10001"),
                            number("Minor", "19205"),
                            number("Distance", "15.013"),
                        ],
                    ),
                ],
            ),
        ],
    ),
    new(
        "device_text",
        Place,
        Message("device_text"),
        "a device sends data through WeChat",
        "设备通过微信发来数据",
        &[
            msg_id("MsgId"),
            user("OpenID"),
            text("DeviceID", "webot-device-0001"),
            text("DeviceType", "gh_0123456789ab"),
            text("SessionID", "1234567"),
            text("Content", "aGVsbG8="),
        ],
    )
    .args(&["Content", "DeviceID"]),
    new(
        "bind",
        Place,
        Message("device_event"),
        "a user binds a device",
        "用户绑定设备",
        &[
            msg_id("MsgId"),
            text("Event", "bind"),
            user("OpenID"),
            text("DeviceID", "webot-device-0001"),
            text("DeviceType", "gh_0123456789ab"),
            text("SessionID", "1234567"),
            text("Content", ""),
        ],
    )
    .args(&["DeviceID"]),
    new(
        "unbind",
        Place,
        Message("device_event"),
        "a user unbinds a device",
        "用户解绑设备",
        &[
            msg_id("MsgId"),
            text("Event", "unbind"),
            user("OpenID"),
            text("DeviceID", "webot-device-0001"),
            text("DeviceType", "gh_0123456789ab"),
            text("SessionID", "1234567"),
            text("Content", ""),
        ],
    )
    .args(&["DeviceID"]),
];
