//! Error answers of WeChat, with its own messages.

use std::borrow::Cow;

use crate::api::Host;
use crate::api::errcode::{ErrcodeFamily, meaning};
use crate::api::fields::check::ValueType;

/// An error answer of WeChat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ApiError {
    /// The errcode.
    pub(super) code: i64,
    said: Option<Cow<'static, str>>,
    field: Option<String>,
    wanted: Option<ValueType>,
}

impl ApiError {
    /// Returns an errcode with its usual message.
    pub(super) const fn new(code: i64) -> Self {
        Self { code, said: None, field: None, wanted: None }
    }

    /// Returns an errcode with a message of its own.
    pub(super) fn saying(code: i64, said: impl Into<Cow<'static, str>>) -> Self {
        Self { code, said: Some(said.into()), field: None, wanted: None }
    }

    /// Returns an errcode with its usual message and the path of the field that it is about.
    pub(super) fn about(code: i64, field: &str) -> Self {
        Self { code, said: None, field: Some(field.to_owned()), wanted: None }
    }

    /// Returns the error of a field of another type.
    pub(super) fn mistyped(field: &str, wanted: ValueType, said: String) -> Self {
        let field = Some(field.to_owned());
        Self { code: 47001, said: Some(said.into()), field, wanted: Some(wanted) }
    }

    /// Returns the type that the field must have, if the value has another one.
    pub(super) fn wanted(&self) -> Option<ValueType> {
        self.wanted
    }

    /// Returns the path of the field that the error is about.
    pub(super) fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Returns the message of WeCom with the hint by which it finds the call again.
    pub(super) fn work_errmsg(&self, now: u64, hint: u64, from: &str) -> String {
        let (code, message) = (self.code, self.message(Host::Work));
        let page = format!("https://open.work.weixin.qq.com/devtool/query?e={code}");
        let hint = hint % 1_000_000_000;
        format!("{message}, hint: [{now}{hint:09}], from ip: {from}, more info at {page}")
    }

    /// Returns the message that the host has for the errcode, without the `rid` or the hint after it.
    pub(super) fn message(&self, host: Host) -> &str {
        let Self { code, said, .. } = self;
        said.as_deref().unwrap_or_else(|| if host == Host::Work { work_words(*code) } else { words(*code) })
    }
}

/// Returns the message of the official-account platform for an errcode.
fn words(code: i64) -> &'static str {
    match code {
        -1 => "system error",
        40001 => {
            "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"
        }
        40002 => "invalid grant_type",
        40003 => "invalid openid",
        40007 => "invalid media_id",
        40013 => "invalid appid",
        40014 => "invalid access_token",
        40016 => "invalid button size",
        40017 => "invalid button type",
        40018 => "invalid button name size",
        40019 => "invalid button key size",
        40020 => "invalid button url size",
        40022 => "invalid sub_menu level",
        40023 => "invalid sub button size",
        40024 => "invalid sub button type",
        40025 => "invalid sub button name size",
        40026 => "invalid sub button key size",
        40027 => "invalid sub button url size",
        40031 => "invalid openid list",
        40032 => "invalid openid list size",
        40033 => r"invalid charset. please check your request, if include \uxxxx will create fail!",
        40035 => "invalid args size",
        40039 => "invalid url size",
        40052 => "invalid action name",
        40053 => "invalid action info, please check document",
        40054 => "invalid sub button url domain",
        40055 => "invalid button url domain",
        40066 => "invalid url",
        40097 => "invalid args",
        40125 => "invalid appsecret",
        40165 => "invalid weapp pagepath",
        40202 => "invalid check action",
        40203 => "invalid check operator",
        41001 => "access_token missing",
        41002 => "appid missing",
        41004 => "appsecret missing",
        41005 => "media data missing",
        42001 => "access_token expired",
        43001 => "require GET method",
        43002 => "require POST method",
        44002 => "empty post data",
        45009 => "reach max api daily quota limit",
        45011 => "api minute-quota reach limit, must slower, retry next minute",
        _ => rarer_words(code),
    }
}

fn rarer_words(code: i64) -> &'static str {
    match code {
        45015 => "response out of time limit or subscription is canceled",
        45029 => "qrcode count out of limit",
        45056 => "too many tag now, no need to add new",
        45057 => "can't delete the tag that has too many fans",
        45058 => "can't modify sys tag",
        45059 => "can not tagging one user too much",
        45064 => "no permission to use weapp in menu",
        45157 => "invalid tag name",
        45158 => "tag name too long",
        45159 => "invalid tag id",
        46003 => "menu no exist",
        46004 => "user no exist",
        47001 => "data format error",
        47003 => "argument invalid!",
        48001 => "api unauthorized",
        48006 => "forbid to clear quota because of reaching the limit",
        49003 => "not match openid with appid",
        50002 => "user limited",
        53600 => "invalid article id",
        61004 => "access clientip is not registered",
        65301 => "this menu is not conditionalmenu",
        65302 => "no such user",
        65303 => "there is no selfmenu, please create selfmenu first",
        65304 => "match rule empty",
        65305 => "menu count limit",
        65307 => "conditional menu is empty",
        65308 => "exist empty button act",
        65309 => "conditional menu switch is closed",
        76001 => "rid not found",
        76002 => "rid is error",
        76003 => "forbid to get the rid, not match",
        76021 => "cgi_path not found, please check",
        code => match meaning(ErrcodeFamily::Api, code) {
            Some(meaning) if !meaning.errmsg.is_empty() => meaning.errmsg,
            _ => "request refused",
        },
    }
}

/// Returns the message of WeCom for an errcode; one of the official-account platform only where both mean the same.
fn work_words(code: i64) -> &'static str {
    match code {
        40001 => "invalid credential",
        40006 => "invalid media size",
        40013 => "invalid corpid",
        41002 => "corpid missing",
        41004 => "corpsecret missing",
        45009 => "api freq out of limit",
        40058 => "invalid request parameter",
        60020 => "not allow to access from your ip",
        -1 | 40007 | 40014 | 40029 | 40033 | 40066 | 41001 | 42001 | 43001 | 43002 | 44002 | 47001 => {
            words(code)
        }
        code => match meaning(ErrcodeFamily::Work, code) {
            Some(meaning) if !meaning.errmsg.is_empty() => meaning.errmsg,
            _ => "request refused",
        },
    }
}
