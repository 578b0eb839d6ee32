//! The groups that commands of endpoints stand in.

use crate::Title;

/// A word, or several, after which the commands of endpoints stand.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The words, such as `menu` or `work user`.
    pub path: &'static str,
    /// The product that it belongs to: help lists the groups of one product after those of another.
    pub section: Section,
    /// Its line in help.
    pub about: Title,
    /// Whether it offers its commands on a terminal when none is given.
    pub offers: bool,
}

/// A product of the WeChat family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Official accounts and mini-programs.
    Account,
    /// WeCom.
    Work,
    /// WeChat Pay.
    Pay,
}

const fn group(path: &'static str, en: &'static str, zh: &'static str) -> Group {
    Group { path, section: Section::Account, about: Title::new(en, zh), offers: false }
}

/// All groups, in the order of help.
pub(super) const GROUPS: &[Group] = &[
    group("network", "Addresses of WeChat, and whether it reaches you", "微信的 IP，以及微信能否连到你"),
    group(
        "quota",
        "How often endpoints may be called, and the request behind a rid",
        "接口的调用额度，以及 rid 对应的请求",
    ),
    group("autoreply", "Automatic replies", "自动回复"),
    Group {
        offers: true,
        ..group(
            "menu",
            "The custom menu: lint, draw, compare, create, roll back",
            "自定义菜单：检查、预览、比较、创建、回滚",
        )
    },
    group("user", "Followers", "粉丝"),
    group("tag", "Tags of followers", "粉丝标签"),
    group("blacklist", "The blacklist", "黑名单"),
    group("qrcode", "QR codes with a scene", "带参数的二维码"),
    group("shorten", "Short keys for data", "短 key"),
    group("token", "The access_token", "账号的 access_token"),
    group("ticket", "Tickets of pages and cards", "网页和卡券的 ticket"),
];
