//! Orders, funds and reviews of the shop components
//! (小程序文档《自定义版交易组件》《发货信息管理》《支付管理》).

use crate::message::kind::{
    Family::Shop, Kind, Shape::Event, account, event, group, new, now, number, text, user,
};

pub(super) const KINDS: &[Kind] = &[
    event(
        Shop,
        "trade_manage_order_settlement",
        "an order is shipped, or its money is settled",
        "订单完成发货或结算",
        &[
            text("transaction_id", "4200001234202506181234567890"),
            text("merchant_id", "1900000109"),
            text("sub_merchant_id", ""),
            text("merchant_trade_no", "202506180001"),
            number("pay_time", "1750212600"),
            number("shipped_time", "1750219800"),
            number("estimated_settlement_time", "1751083800"),
            number("confirm_receive_method", "2"),
            number("confirm_receive_time", "1750478400"),
            now("settlement_time"),
        ],
    )
    .args(&["transaction_id", "merchant_trade_no"]),
    event(
        Shop,
        "trade_manage_remind_shipping",
        "an order has waited too long to be shipped",
        "提醒上传发货信息",
        &[
            text("transaction_id", "4200001234202506181234567890"),
            text("merchant_id", "1900000109"),
            text("sub_merchant_id", ""),
            text("merchant_trade_no", "202506180001"),
            number("pay_time", "1750039800"),
            text("msg", "有订单超过 48 小时未发货，请尽快上传发货信息"),
        ],
    )
    .args(&["transaction_id", "merchant_trade_no"]),
    event(
        Shop,
        "trade_manage_remind_access_api",
        "WeChat asks the mini-program to report its shipments",
        "提醒接入发货信息管理服务",
        &[text("msg", "请接入发货信息管理服务，以免影响资金结算")],
    )
    .args(&["msg"]),
    event(
        Shop,
        "merchant_order",
        "an order is paid in an old-style WeChat shop",
        "微信小店（旧版）订单付款",
        &[
            text("OrderId", "7197417460812533543"),
            number("OrderStatus", "2"),
            text("ProductId", "p9aaIceuRKi19XKyFymhrjytgVpy"),
            text("SkuInfo", "10001:1000012;10002:100021"),
        ],
    )
    .args(&["OrderId", "ProductId"]),
    event(
        Shop,
        "open_product_order_pay",
        "an order of the trade component is paid",
        "交易组件订单支付成功",
        &[group(
            "order_info",
            &[
                text("out_order_id", "202506180001"),
                number("order_id", "3302922000692805632"),
                text("transaction_id", "4200001234202506181234567890"),
                text("pay_time", "2025-06-18 10:30:00"),
                number("amount", "1000"),
                text("sp_openid", "ocD4HdwTY8oiKWa28b_aE7h0rXFD"),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_order_analyze",
        "the source of an order was analysed",
        "交易组件订单归因完成",
        &[group(
            "order_info",
            &[
                number("order_id", "3302922000692805632"),
                text("out_order_id", "202506180001"),
                user("openid"),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_receive_coupon",
        "a user takes a coupon of the trade component",
        "用户领取交易组件优惠券",
        &[text("out_coupon_id", "coupon-001"), text("request_id", "20250618103000001")],
    )
    .args(&["out_coupon_id", "request_id"]),
    event(
        Shop,
        "open_product_spu_audit",
        "a product was reviewed",
        "商品审核结果",
        &[group(
            "OpenProductSpuAudit",
            &[
                text("out_product_id", "spu_123"),
                number("product_id", "38249023"),
                number("status", "3"),
                text("reject_reason", "商品主图与标题不符"),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_spu_status_update",
        "WeChat takes a product down",
        "商品被系统下架",
        &[group(
            "OpenProductSpuAudit",
            &[
                text("out_product_id", "spu_123"),
                number("product_id", "38249023"),
                number("status", "13"),
                text("reject_reason", "商品信息不符合平台规范"),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_category_audit",
        "a category was reviewed",
        "商品类目审核结果",
        &[group(
            "QualificationAuditResult",
            &[
                text("audit_id", "o47gQpXrCTIHLR1g"),
                number("status", "1"),
                number("audit_type", "2"),
                text("reject_reason", ""),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_brand_audit",
        "a brand was reviewed",
        "商品品牌审核结果",
        &[group(
            "QualificationAuditResult",
            &[
                text("audit_id", "o47gQpXrCTIHLR1g"),
                number("status", "1"),
                number("audit_type", "1"),
                text("reject_reason", ""),
                number("brand_id", "11"),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_scene_group_audit",
        "the scenes where products may be sold were reviewed",
        "交易组件场景审核结果",
        &[group(
            "SceneGroupAudit",
            &[
                number("group_id", "1"),
                text("reason", "审核通过"),
                text("name", "视频号、公众号场景"),
                group(
                    "scene_group_ext_list",
                    &[number("ext_id", "1"), number("status", "1"), text("name", "绑定视频号")],
                ),
                group(
                    "scene_group_ext_list",
                    &[number("ext_id", "2"), number("status", "1"), text("name", "添加推广员")],
                ),
            ],
        )],
    ),
    event(
        Shop,
        "open_product_account_register",
        "the trade component is opened",
        "交易组件开通结果",
        &[group("OpenProductAccountRegister", &[number("status", "10")])],
    ),
    event(
        Shop,
        "funds_order_pay",
        "an order is paid through WeChat's payment management",
        "支付管理订单支付成功",
        &[group(
            "order_info",
            &[
                text("trade_no", "1217752501201407033233368018"),
                text("transaction_id", "4200001234202506181234567890"),
                text("pay_time", "2025-06-18 10:30:00"),
            ],
        )],
    ),
    event(
        Shop,
        "funds_order_refund",
        "an order is refunded through WeChat's payment management",
        "支付管理订单退款成功",
        &[group(
            "order_info",
            &[
                text("refund_no", "1217752501201407033233368019"),
                text("status", "SUCCESS"),
                text("success_time", "2025-06-18 10:30:00"),
            ],
        )],
    ),
    event(
        Shop,
        "funds_order_profitsharing",
        "the money of an order is shared out",
        "支付管理订单分账完成",
        &[group(
            "order_info",
            &[
                text("profit_sharing_no", "P2025061812534"),
                number("amount", "100"),
                text("result", "SUCCESS"),
                text("finish_time", "2025-06-18 10:30:00"),
            ],
        )],
    ),
    event(
        Shop,
        "withdraw_notify",
        "a withdrawal changes",
        "提现状态变更",
        &[group("withdraw_info", &[text("out_request_no", "W202506180001"), number("event", "1")])],
    ),
    event(
        Shop,
        "complaint_notify",
        "a dispute over an order changes",
        "交易纠纷单状态变更",
        &[group(
            "complaint_info",
            &[number("complaint_order_id", "12345678"), number("state", "1"), number("event", "2")],
        )],
    ),
    // The event has a space in it, which a word of the command line should not have.
    new(
        "complaint_callback",
        Shop,
        Event("complaint callback"),
        "a user complains about an order of a mini-program",
        "用户投诉小程序交易",
        &[
            account("appid"),
            text("complaint_order_id", "2157"),
            text("create_time", "1750212600"),
            text("expire_time", "1924876800"),
            group(
                "history",
                &[
                    text("time", "1750212600"),
                    text("content", "付款后一直没有发货"),
                    text("media_id_list", "CCVODi6g76hV-F4Bhe-Be9X6xDdI0MiXulQrGg68GHSKxw5GtIJW5ygo4wP71IqB"),
                ],
            ),
            user("open_id"),
            text("option_type", "1"),
            text("order_id", "4200001234202506181234567890"),
            text("out_trade_no", "202506180001"),
            text("pay_time", "1750126200"),
            text("phone_number", "13800138000"),
            text("product_name", "马克杯"),
            text("status", "201"),
            text("total_cost", "5000"),
            text("type", "643"),
        ],
    )
    .args(&["complaint_order_id"]),
    event(
        Shop,
        "miniprogram_sharer_action",
        "a sharer joins or leaves a promoter",
        "分享员绑定或解绑推客",
        &[
            number("type", "1"),
            user("openid"),
            group(
                "promoter",
                &[
                    text("finder_nickname", "示例视频号"),
                    text("promoter_id", "a-0123456789abcdefpo"),
                    text("promoter_openid", "oEOGLYDRsxlDiup2i9i3GporGoQw"),
                ],
            ),
        ],
    )
    .args(&["type"]),
    event(
        Shop,
        "miniprogram_sharer_bind_status_change",
        "the tie between a user and a sharer changes",
        "分享员绑定状态变更",
        &[user("openid"), number("bind_status", "1")],
    )
    .args(&["bind_status"]),
];
