//! Cards, coupons, membership, gift cards (公众平台文档《卡券事件推送》《礼品卡》).

use crate::message::kind::{Family::Card, Kind, event, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Card,
        "user_get_card",
        "a user takes a card",
        "用户领取卡券",
        &[
            text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"),
            number("IsGiveByFriend", "0"),
            text("UserCardCode", "226009850808"),
            text("FriendUserName", ""),
            number("OuterId", "0"),
            text("OldUserCardCode", ""),
            text("OuterStr", "counter-3"),
            number("IsRestoreMemberCard", "0"),
            number("IsRecommendByFriend", "0"),
            text("UnionId", "o635wi-AIWUz6bUp-BUKdo8Gry5U"),
        ],
    )
    .args(&["CardId", "UserCardCode"]),
    event(
        Card,
        "user_consume_card",
        "a card is redeemed",
        "卡券被核销",
        &[
            text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"),
            text("UserCardCode", "226009850808"),
            text("ConsumeSource", "FROM_API"),
            text("LocationName", ""),
            text("StaffOpenId", "owiAkHN_tRB2We4BSL25OOwz85Ff"),
            text("VerifyCode", ""),
            text("RemarkAmount", ""),
            text("OuterStr", "counter-3"),
        ],
    )
    .args(&["CardId", "UserCardCode", "ConsumeSource"]),
    event(
        Card,
        "user_gifting_card",
        "a user gives a card to a friend",
        "用户转赠卡券",
        &[
            text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"),
            text("UserCardCode", "226009850808"),
            number("IsReturnBack", "0"),
            text("FriendUserName", "oyBJajnTqD_psOofI47aB_ZUkbnW"),
            number("IsChatRoom", "0"),
        ],
    )
    .args(&["CardId", "UserCardCode"]),
    event(
        Card,
        "user_del_card",
        "a user deletes a card",
        "用户删除卡券",
        &[text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"), text("UserCardCode", "226009850808")],
    )
    .args(&["CardId", "UserCardCode"]),
    event(
        Card,
        "user_view_card",
        "a user opens a membership card",
        "用户打开会员卡",
        &[
            text("CardId", "p6_f3DkcgcMQsrK_0MXY5BL-ap-v"),
            text("UserCardCode", "485027611252"),
            text("OuterStr", "counter-3"),
        ],
    )
    .args(&["CardId", "UserCardCode"]),
    event(
        Card,
        "user_enter_session_from_card",
        "a user enters the account's chat from a card",
        "用户从卡券进入公众号会话",
        &[text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"), text("UserCardCode", "226009850808")],
    )
    .args(&["CardId", "UserCardCode"]),
    event(
        Card,
        "user_pay_from_pay_cell",
        "a user pays with the pay button of a card",
        "用户使用卡券快速买单",
        &[
            text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"),
            text("UserCardCode", "226009850808"),
            text("TransId", "4200001234202506181234567890"),
            number("LocationId", "291710000"),
            text("Fee", "8800"),
            text("OriginalFee", "10000"),
        ],
    )
    .args(&["CardId", "UserCardCode", "Fee"]),
    event(
        Card,
        "update_member_card",
        "points or balance of a membership card change",
        "会员卡积分或余额变动",
        &[
            text("CardId", "p6_f3DkcgcMQsrK_0MXY5BL-ap-v"),
            text("UserCardCode", "485027611252"),
            number("ModifyBonus", "30"),
            number("ModifyBalance", "0"),
        ],
    )
    .args(&["ModifyBonus", "ModifyBalance"]),
    event(
        Card,
        "submit_membercard_user_info",
        "a user fills in the form that activates a membership card",
        "用户提交会员卡开卡资料",
        &[text("CardId", "p6_f3DkcgcMQsrK_0MXY5BL-ap-v"), text("UserCardCode", "485027611252")],
    )
    .args(&["CardId", "UserCardCode"]),
    event(
        Card,
        "card_pass_check",
        "a card passes review",
        "卡券通过审核",
        &[text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD")],
    )
    .args(&["CardId"]),
    event(
        Card,
        "card_not_pass_check",
        "a card fails review",
        "卡券未通过审核",
        &[text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"), text("RefuseReason", "卡券标题与商户名称不符")],
    )
    .args(&["CardId", "RefuseReason"]),
    event(
        Card,
        "card_sku_remind",
        "few cards are left in stock",
        "卡券库存不足",
        &[
            text("CardId", "pWQr3f1GG2QXO2hsjLpLVyZMXxqD"),
            text("Detail", "the card's quantity is equal to 0"),
        ],
    )
    .args(&["CardId", "Detail"]),
    event(
        Card,
        "card_pay_order",
        "card points were bought, spent or given back",
        "券点流水变动",
        &[
            text("OrderId", "404091456"),
            text("Status", "ORDER_STATUS_FINANCE_SUCC"),
            number("CreateOrderTime", "1750212600"),
            number("PayFinishTime", "0"),
            text("Desc", ""),
            text("FreeCoinCount", "200"),
            text("PayCoinCount", "0"),
            text("RefundFreeCoinCount", "0"),
            text("RefundPayCoinCount", "0"),
            text("OrderType", "ORDER_TYPE_SYS_ADD"),
            text("Memo", "新账户赠送券点"),
            text("ReceiptInfo", ""),
        ],
    )
    .args(&["OrderId", "Status"]),
    event(
        Card,
        "card_merchant_check_result",
        "a sub-merchant's right to issue cards was reviewed",
        "子商户卡券权限审核结果",
        &[number("MerchantId", "415123456"), number("IsPass", "1"), text("Reason", "")],
    )
    .args(&["IsPass", "Reason"]),
    event(
        Card,
        "giftcard_pay_done",
        "a user buys a gift card",
        "用户购买礼品卡成功",
        &[
            text("PageId", "vcEjjCalPXc4cDZA9U3fWYP5hG1QpYVnqLhruOuNzbC="),
            text("OrderId", "wy1dFsSD4El7Ro43xB"),
        ],
    )
    .args(&["PageId", "OrderId"]),
    event(
        Card,
        "giftcard_send_to_friend",
        "a user sends a gift card to friends",
        "用户赠送礼品卡给好友",
        &[
            text("PageId", "vcEjjCalPXc4cDZA9U3fWYP5hG1QpYVnqLhruOuNzbC="),
            text("OrderId", "wy1dFsSD4El7Ro43xB"),
            text("IsChatRoom", "true"),
            text("IsReturnBack", "true"),
        ],
    )
    .args(&["PageId", "OrderId"]),
    event(
        Card,
        "giftcard_user_accept",
        "a friend accepts a gift card",
        "好友领取礼品卡",
        &[
            text("PageId", "vcEjjCalPXc4cDZA9U3fWYP5hG1QpYVnqLhruOuNzbC="),
            text("OrderId", "wy1dFsSD4El7Ro43xB"),
            text("IsChatRoom", "true"),
        ],
    )
    .args(&["PageId", "OrderId"]),
];
