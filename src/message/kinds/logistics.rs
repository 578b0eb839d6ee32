//! Express and waybills (小程序文档《物流助手》、微信小店文档《电子面单》).

use crate::message::kind::{Family::Logistics, Kind, event, group, now, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Logistics,
        "add_express_path",
        "a parcel moves on",
        "运单轨迹更新",
        &[
            text("DeliveryID", "SF"),
            text("WayBillId", "SF1234567890123"),
            text("OrderId", "202506180001"),
            number("Version", "3"),
            number("Count", "3"),
            group(
                "Actions",
                &[
                    number("ActionTime", "1750212600"),
                    number("ActionType", "100001"),
                    text("ActionMsg", "快递员已揽件"),
                ],
            ),
            group(
                "Actions",
                &[
                    number("ActionTime", "1750219800"),
                    number("ActionType", "200001"),
                    text("ActionMsg", "快件已到达转运中心"),
                ],
            ),
            group(
                "Actions",
                &[
                    number("ActionTime", "1750230600"),
                    number("ActionType", "200001"),
                    text("ActionMsg", "快件已发往目的地"),
                ],
            ),
        ],
    )
    .args(&["WayBillId", "OrderId"]),
    event(
        Logistics,
        "add_waybill",
        "a merchant asks the carrier for a waybill",
        "商户向快递公司请求下单",
        &[
            text("Token", "03c21746bf75baae"),
            text("OrderID", "202506180001"),
            text("BizID", "1234567"),
            text("BizPwd", "webot-sample"),
            text("ShopAppID", "wx1234567890abcdef"),
            text("WayBillID", "SF1234567890123"),
            text("Remark", "易碎物品，轻拿轻放"),
            group(
                "Sender",
                &[
                    text("Name", "张三"),
                    text("Tel", "010-12345678"),
                    text("Mobile", "13800138000"),
                    text("Company", "示例商贸有限公司"),
                    text("PostCode", "100000"),
                    text("Country", "中国"),
                    text("Province", "北京市"),
                    text("City", "北京市"),
                    text("Area", "东城区"),
                    text("Address", "示例大街 1 号"),
                ],
            ),
            group(
                "Receiver",
                &[
                    text("Name", "李四"),
                    text("Tel", "020-12345678"),
                    text("Mobile", "13800138000"),
                    text("Company", "示例科技有限公司"),
                    text("PostCode", "510000"),
                    text("Country", "中国"),
                    text("Province", "广东省"),
                    text("City", "广州市"),
                    text("Area", "天河区"),
                    text("Address", "示例路 8 号示例大厦 3 层"),
                ],
            ),
            group(
                "Cargo",
                &[
                    number("Weight", "1.2"),
                    number("Space_X", "20.5"),
                    number("Space_Y", "15.0"),
                    number("Space_Z", "10.0"),
                    number("Count", "2"),
                    group("DetailList", &[text("Name", "马克杯"), number("Count", "1")]),
                    group("DetailList", &[text("Name", "笔记本"), number("Count", "1")]),
                ],
            ),
            group("Insured", &[number("UseInsured", "1"), number("InsuredValue", "10000")]),
            group("Service", &[number("ServiceType", "0"), text("ServiceName", "标准快递")]),
        ],
    )
    .args(&["OrderID", "WayBillID"]),
    event(
        Logistics,
        "cancel_waybill",
        "a merchant cancels a waybill",
        "商户向快递公司请求取消订单",
        &[
            text("BizID", "1234567"),
            text("BizPwd", "webot-sample"),
            text("ShopAppID", "wx1234567890abcdef"),
            text("OrderID", "202506180001"),
            text("WayBillID", "SF1234567890123"),
        ],
    )
    .args(&["OrderID", "WayBillID"]),
    event(
        Logistics,
        "check_biz",
        "a merchant asks to link an account of the carrier",
        "商户向快递公司请求审核绑定",
        &[
            text("BizID", "1234567"),
            text("BizPwd", "webot-sample"),
            text("ShopAppID", "wx1234567890abcdef"),
            text("ShopName", "示例商店"),
            text("ShopTelphone", "13800138000"),
            text("ShopContact", "张三"),
            text("ServiceName", "标准快递"),
            text("SenderProvince", "北京市"),
            text("SenderCity", "北京市"),
            text("SenderArea", "东城区"),
            text("SenderAddress", "示例大街 1 号"),
        ],
    )
    .args(&["BizID"]),
    event(
        Logistics,
        "get_quota",
        "a merchant asks how many waybills are left",
        "商户向快递公司查询电子面单余额",
        &[text("BizID", "1234567"), text("BizPwd", "webot-sample"), text("ShopAppID", "wx1234567890abcdef")],
    )
    .args(&["BizID"]),
    event(
        Logistics,
        "update_business_bind_result",
        "the carrier has reviewed the link of an account",
        "快递公司账号绑定审核结果",
        &[text("delivery_id", "SF"), text("biz_id", "1234567")],
    )
    .args(&["delivery_id", "biz_id"]),
    event(
        Logistics,
        "ewaybill_push_path",
        "a parcel of a shop's e-waybill moves on",
        "电子面单物流轨迹更新",
        &[group(
            "waybill_info",
            &[
                number("ewaybill_order_id", "1000000000123456"),
                text("waybill_id", "SF1234567890123"),
                now("update_time"),
                number("status", "1"),
                text("desc", "您的快件已揽收"),
            ],
        )],
    ),
];
