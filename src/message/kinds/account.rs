//! Verification, renewal and other notices to an account (公众平台文档《微信认证事件推送》).

use crate::message::kind::{Family::Account, Kind, event, now, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Account,
        "qualification_verify_success",
        "the account's qualification passes verification",
        "资质认证成功",
        &[number("ExpiredTime", "1924876800")],
    )
    .args(&["ExpiredTime"]),
    event(
        Account,
        "qualification_verify_fail",
        "the account's qualification fails verification",
        "资质认证失败",
        &[now("FailTime"), text("FailReason", "提交的材料不完整")],
    )
    .args(&["FailReason"]),
    event(
        Account,
        "naming_verify_success",
        "the account's name passes verification",
        "名称认证成功",
        &[number("ExpiredTime", "1924876800")],
    )
    .args(&["ExpiredTime"]),
    event(
        Account,
        "naming_verify_fail",
        "the account's name fails verification",
        "名称认证失败",
        &[now("FailTime"), text("FailReason", "名称与主体不符")],
    )
    .args(&["FailReason"]),
    event(
        Account,
        "annual_renew",
        "the yearly verification is due",
        "认证年审通知",
        &[number("ExpiredTime", "1924876800")],
    )
    .args(&["ExpiredTime"]),
    event(
        Account,
        "verify_expired",
        "the verification has run out",
        "认证过期失效",
        &[number("ExpiredTime", "1750176000")],
    )
    .args(&["ExpiredTime"]),
];
