//! After-sale orders of the trade component (小程序文档《自定义版交易组件：售后》).

use crate::message::kind::{Family::Shop, Field, Kind, event, group, number, text};

/// Which after-sale order.
const AFTERSALE: &[Field] = &[group(
    "aftersale_info",
    &[number("aftersale_id", "123456"), text("out_aftersale_id", "AS202506180001")],
)];

pub(super) const KINDS: &[Kind] = &[
    event(
        Shop,
        "aftersale_new_order",
        "a user asks for after-sale service",
        "用户发起售后",
        &[group(
            "aftersale_info",
            &[
                number("aftersale_id", "123456"),
                number("order_id", "3302922000692805632"),
                text("out_order_id", "202506180001"),
            ],
        )],
    ),
    event(
        Shop,
        "aftersale_update_order",
        "a user changes an after-sale order",
        "用户修改售后申请",
        AFTERSALE,
    ),
    event(Shop, "aftersale_user_cancel", "a user cancels an after-sale order", "用户取消售后申请", AFTERSALE),
    event(
        Shop,
        "aftersale_user_modify_return_info",
        "a user changes how the goods are sent back",
        "用户修改退货物流信息",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_user_confirm_refund_certificate",
        "a user confirms the merchant's proof of refund",
        "用户确认商家退款凭证",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_wait_merchant_confirm_receipt",
        "goods are on their way back to the merchant",
        "用户已退货，待商家确认收货",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_wait_merchant_offline_refund",
        "the merchant has to refund outside WeChat Pay",
        "待商家线下退款",
        AFTERSALE,
    ),
    event(Shop, "aftersale_refund_success", "an after-sale refund succeeds", "售后退款成功", AFTERSALE),
    event(
        Shop,
        "aftersale_merchant_handle_refund_overdue",
        "the merchant is late in answering a refund",
        "商家处理退款申请超时",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_merchant_handle_return_overdue",
        "the merchant is late in answering a return",
        "商家处理退货申请超时",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_merchant_confirm_receipt_overdue",
        "the merchant is late in confirming returned goods",
        "商家确认收货超时",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_user_upload_return_info_overdue",
        "the user is late in sending the goods back",
        "用户填写退货信息超时",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_user_apply_platform_judge_overdue",
        "the user is late in asking WeChat to step in",
        "用户申请平台介入超时",
        AFTERSALE,
    ),
    event(
        Shop,
        "aftersale_complaint_update_order_state",
        "a dispute changes the state of an after-sale order",
        "纠纷单引起售后单状态变更",
        AFTERSALE,
    ),
];
