//! The kinds of accounts, and what each may not call.

use serde::{Deserialize, Serialize};

/// A kind of account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AccountKind {
    /// A verified 服务号 with a mini-program: it may call everything.
    #[default]
    Service,
    /// A verified 公众号 (订阅号 until 2025).
    Subscription,
    /// A mini-program alone.
    Mini,
    /// A 公众号 that is not verified.
    Unverified,
    /// A test account of the sandbox, which may do what a 服务号 may.
    Test,
}

/// The paths that only a 服务号 may call: template messages, its subscribe messages, mass messages by openid (facts of 模板消息,
/// 订阅通知, 群发).
const SERVICE_ONLY: [&str; 4] = [
    "/cgi-bin/message/template/",
    "/cgi-bin/template/",
    "/cgi-bin/message/subscribe/bizsend",
    "/cgi-bin/message/mass/send",
];

/// The paths that only a verified account may call: customer-service messages and mass messages; publishing since July 2025
/// (公众平台文档《发布能力》).
const VERIFIED_ONLY: [&str; 3] =
    ["/cgi-bin/message/custom/", "/cgi-bin/message/mass/", "/cgi-bin/freepublish/"];

/// The paths that a mini-program may not call: menus, followers, articles, and the messages of official accounts.
const OFFICIAL_ONLY: [&str; 17] = [
    "/cgi-bin/menu/",
    "/cgi-bin/get_current_selfmenu_info",
    "/cgi-bin/get_current_autoreply_info",
    "/cgi-bin/user/",
    "/cgi-bin/tags/",
    "/cgi-bin/qrcode/",
    "/cgi-bin/draft/",
    "/cgi-bin/freepublish/",
    "/cgi-bin/material/",
    "/cgi-bin/comment/",
    "/cgi-bin/message/mass/",
    "/cgi-bin/message/template/",
    "/cgi-bin/template/",
    "/datacube/getuser*",
    "/datacube/getarticle*",
    "/datacube/getupstream*",
    "/datacube/getinterface*",
];

/// The paths that only a mini-program may call.
const MINI_ONLY: [&str; 2] = ["/wxa/", "/sns/jscode2session"];

impl AccountKind {
    /// Returns whether an account of this kind lacks the permission to call a path; WeChat answers 48001 then.
    pub(super) fn denies(self, path: &str) -> bool {
        let of = |paths: &[&str]| {
            paths.iter().any(|own| match own.strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None if own.ends_with('/') => path.starts_with(own),
                None => path == *own,
            })
        };
        match self {
            Self::Service | Self::Test => false,
            Self::Subscription => of(&SERVICE_ONLY) || of(&MINI_ONLY),
            Self::Mini => of(&OFFICIAL_ONLY),
            Self::Unverified => of(&SERVICE_ONLY) || of(&VERIFIED_ONLY) || of(&MINI_ONLY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AccountKind;
    use crate::api::catalogue;

    #[test]
    fn every_denied_path_is_in_the_catalogue() {
        for own in super::SERVICE_ONLY
            .iter()
            .chain(&super::VERIFIED_ONLY)
            .chain(&super::OFFICIAL_ONLY)
            .chain(&super::MINI_ONLY)
        {
            let is_known =
                catalogue::entries().any(|known| known.path.starts_with(own.trim_end_matches('*')));
            assert!(is_known, "{own}");
        }
    }

    #[test]
    fn kinds_differ_in_what_they_may_call() {
        let kinds = [
            AccountKind::Service,
            AccountKind::Test,
            AccountKind::Subscription,
            AccountKind::Unverified,
            AccountKind::Mini,
        ];
        for (path, denied) in [
            ("/cgi-bin/message/template/send", [false, false, true, true, true]),
            ("/cgi-bin/message/mass/send", [false, false, true, true, true]),
            ("/cgi-bin/message/mass/sendall", [false, false, false, true, true]),
            ("/cgi-bin/freepublish/submit", [false, false, false, true, true]),
            ("/cgi-bin/draft/add", [false, false, false, false, true]),
            ("/cgi-bin/media/upload", [false; 5]),
            ("/wxa/getwxacodeunlimit", [false, false, true, true, false]),
        ] {
            assert_eq!(kinds.map(|kind| kind.denies(path)), denied, "{path}");
        }
    }
}
