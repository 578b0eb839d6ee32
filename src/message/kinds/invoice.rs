//! Invoices (公众平台文档《微信电子发票》).

use crate::message::kind::{Family::Invoice, Kind, account, event, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Invoice,
        "user_authorize_invoice",
        "a user authorizes an invoice to be issued",
        "用户授权开票完成",
        &[
            text("SuccOrderId", "202506180001"),
            text("FailOrderId", ""),
            account("AppId"),
            text("Source", "web"),
        ],
    )
    .args(&["SuccOrderId", "FailOrderId"]),
    event(
        Invoice,
        "update_invoice_status",
        "an invoice is locked, claimed or released",
        "发票报销状态变更",
        &[
            text("Status", "INVOICE_REIMBURSE_INIT"),
            text("CardId", "pybtFlNlm0N08mVgbnUkQ9uFLC-N"),
            text("Code", "186921658591"),
        ],
    )
    .args(&["Status", "CardId", "Code"]),
    event(
        Invoice,
        "submit_invoice_title",
        "a user submits the title that goes on an invoice",
        "用户提交发票抬头",
        &[
            text("title", "示例科技有限公司"),
            text("tax_no", "91110000MA00000000"),
            text("addr", "北京市东城区示例大街 1 号"),
            text("phone", "010-12345678"),
            text("bank_type", "示例银行"),
            text("bank_no", "6200000000000000000"),
            text("attach", "order-202506180001"),
            text("title_type", "InvoiceUserTitleBusinessType"),
        ],
    )
    .args(&["title", "tax_no"]),
    event(
        Invoice,
        "cloud_invoice_invoiceresult_event",
        "an e-invoice was issued, or not",
        "数电票开票结果",
        &[
            text("fpqqlsh", "20250618000100000001"),
            number("status", "100"),
            text("nsrsbh", "91110000MA00000000"),
        ],
    )
    .args(&["fpqqlsh", "status"]),
];
