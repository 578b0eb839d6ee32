//! Channels shops: orders, products, coupons, dropshipping (微信小店文档《消息推送》).

use crate::message::kind::{Family::Shop, Kind, event, group, now, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Shop,
        "channels_ec_order_pay",
        "an order of a Channels shop is paid",
        "微信小店订单支付成功",
        &[group("order_info", &[text("order_id", "3705115058471208928"), text("pay_time", "1750212600")])],
    ),
    event(
        Shop,
        "channels_ec_order_confirm",
        "the goods of an order are received",
        "微信小店订单确认收货",
        &[group("order_info", &[text("order_id", "3705115058471208928"), text("confirm_type", "1")])],
    ),
    event(
        Shop,
        "channels_ec_order_ext_info_update",
        "other details of an order change",
        "微信小店订单其他信息更新",
        &[group("order_info", &[number("order_id", "3705115058471208928"), number("type", "1")])],
    ),
    event(
        Shop,
        "channels_ec_present_aftersale_update",
        "the after-sale order of a gift changes",
        "微信小店礼物单售后状态更新",
        &[group(
            "finder_shop_present_aftersale_status_update",
            &[
                text("status", "PLATFORM_REFUNDING"),
                text("after_sale_order_id", "2000000123456789"),
                text("order_id", "3705115058471208928"),
            ],
        )],
    ),
    event(
        Shop,
        "channels_ec_coupon_receive",
        "a user takes a coupon",
        "用户领取微信小店优惠券",
        &[group(
            "receive_info",
            &[
                text("coupon_id", "19126"),
                text("user_coupon_id", "29730"),
                text("receive_time", "1750212600"),
            ],
        )],
    ),
    event(
        Shop,
        "channels_ec_vip_user_auto_add",
        "a user becomes a member of the shop",
        "用户自动加入微信小店会员",
        &[group(
            "info",
            &[
                text("shop_appid", "wx1234567890abcdef"),
                text("outer_userid", "member-0001"),
                text("identity", "V1"),
                now("add_time"),
            ],
        )],
    ),
    event(
        Shop,
        "channels_ec_brand",
        "a brand of a Channels shop was reviewed",
        "微信小店品牌资质审核结果",
        &[group(
            "BrandEvent",
            &[
                text("brand_id", "10002934"),
                text("audit_id", "12345678"),
                number("status", "3"),
                text("reason", ""),
            ],
        )],
    ),
    event(
        Shop,
        "product_spu_audit",
        "a product of a Channels shop was reviewed",
        "微信小店商品审核结果",
        &[group(
            "ProductSpuAudit",
            &[
                text("product_id", "12345678"),
                number("status", "3"),
                text("reason", "商品类目与实际不符"),
                text(
                    "audit_info",
                    concat!(
                        r#"{"busi_audit_info":{"item_list":[{"multi_failed_reasons":"#,
                        r#"[{"audit_reason":"类目与实际不符"}],"busi_show_field_api":"product.cat_v2"}]}}"#,
                    ),
                ),
            ],
        )],
    ),
    event(
        Shop,
        "head_supplier_item_update",
        "a product of the leading supplier changes",
        "团长商品变更",
        &[group(
            "item_info",
            &[
                number("event_type", "2"),
                text("appid", "wx1234567890abcdef"),
                text("product_id", "12345678"),
                text("version", "1750212600"),
                text("update_fields", "commission_ratio"),
                text("update_fields", "service_ratio"),
                text("update_fields", "status"),
                text("update_fields", "active_time"),
            ],
        )],
    ),
    event(
        Shop,
        "dropship_order_update",
        "a dropshipped order changes",
        "代发订单更新",
        &[text("ds_order_id", "4400123343235833535"), now("update_time")],
    )
    .args(&["ds_order_id"]),
    event(
        Shop,
        "dropship_order_cancel",
        "a dropshipped order is cancelled",
        "代发订单取消",
        &[text("ds_order_id", "4400123343235833535")],
    )
    .args(&["ds_order_id"]),
];
