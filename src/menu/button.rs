//! The buttons of a menu: their types and fields (公众平台文档《自定义菜单 / 创建接口》; 企业微信文档《应用管理 / 自定义菜单 / 创建菜单》).

use super::purpose::Purpose;

/// The largest number of buttons in the bar.
pub(super) const MAX_BUTTONS: usize = 3;
/// The largest number of sub-buttons of a button.
pub(super) const MAX_SUB_BUTTONS: usize = 5;

/// A field that buttons of some type require.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ButtonField {
    /// `name`: the text on the button.
    Name,
    /// `key`: the value that the bot receives.
    Key,
    /// `url`: the page to open.
    Url,
    /// `appid` of a mini-program.
    Appid,
    /// `pagepath`: the page of the mini-program.
    Pagepath,
    /// `media_id` of permanent material.
    MediaId,
    /// `article_id` of a published article.
    ArticleId,
}

impl ButtonField {
    /// All fields.
    pub(crate) const ALL: [Self; 7] =
        [Self::Name, Self::Key, Self::Url, Self::Appid, Self::Pagepath, Self::MediaId, Self::ArticleId];

    /// Returns the name of the field in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Key => "key",
            Self::Url => "url",
            Self::Appid => "appid",
            Self::Pagepath => "pagepath",
            Self::MediaId => "media_id",
            Self::ArticleId => "article_id",
        }
    }

    /// Returns the limit in bytes of UTF-8, or `None` if the documents state none. `sub` is true for a sub-button
    /// (公众平台文档《自定义菜单》; 企业微信文档 90231《创建菜单》: 主菜单 16 字节，子菜单 40 字节).
    pub(super) fn limit(self, sub: bool, purpose: Purpose) -> Option<usize> {
        match self {
            Self::Name if sub && purpose == Purpose::Work => Some(40),
            Self::Name if sub => Some(60),
            Self::Name => Some(16),
            Self::Key => Some(128),
            Self::Url => Some(1024),
            _ => None,
        }
    }
}

/// The platforms that have a type of button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Platforms {
    Both,
    Official,
    Work,
}

/// A type of button.
#[derive(Debug, Clone, Copy)]
pub(super) struct ButtonType {
    /// The value of `type`.
    pub name: &'static str,
    /// The fields that it requires beside `name`.
    pub needs: &'static [ButtonField],
    /// The type that replaces it, if it is retired.
    pub instead: Option<&'static str>,
    platforms: Platforms,
}

const fn button(name: &'static str, needs: &'static [ButtonField], platforms: Platforms) -> ButtonType {
    ButtonType { name, needs, instead: None, platforms }
}

/// The types that `menu/create` accepts.
static BUTTON_TYPES: [ButtonType; 14] = [
    button("click", &[ButtonField::Key], Platforms::Both),
    button("view", &[ButtonField::Url], Platforms::Both),
    button("scancode_push", &[ButtonField::Key], Platforms::Both),
    button("scancode_waitmsg", &[ButtonField::Key], Platforms::Both),
    button("pic_sysphoto", &[ButtonField::Key], Platforms::Both),
    button("pic_photo_or_album", &[ButtonField::Key], Platforms::Both),
    button("pic_weixin", &[ButtonField::Key], Platforms::Both),
    button("location_select", &[ButtonField::Key], Platforms::Both),
    button("media_id", &[ButtonField::MediaId], Platforms::Official),
    ButtonType {
        instead: Some("article_view_limited"),
        ..button("view_limited", &[ButtonField::MediaId], Platforms::Official)
    },
    button("article_id", &[ButtonField::ArticleId], Platforms::Official),
    button("article_view_limited", &[ButtonField::ArticleId], Platforms::Official),
    button(
        "miniprogram",
        &[ButtonField::Url, ButtonField::Appid, ButtonField::Pagepath],
        Platforms::Official,
    ),
    button("view_miniprogram", &[ButtonField::Appid, ButtonField::Pagepath], Platforms::Work),
];

/// The types for the same thing: of official accounts, and of WeCom.
const COUNTERPARTS: [(&str, &str); 1] = [("miniprogram", "view_miniprogram")];

/// The types that only the website can create (公众平台文档《获取自定义菜单配置》, and two newer ones).
pub(super) const WEBSITE_TYPES: &[&str] =
    &["text", "img", "photo", "video", "voice", "news", "finder", "video_snap"];

/// The keys of `matchrule` that are in force.
pub(super) const MATCHRULE: &[&str] = &["tag_id", "client_platform_type"];
/// The keys of `matchrule` that were retired in December 2021.
pub(super) const MATCHRULE_RETIRED: &[&str] = &["sex", "country", "province", "city", "language"];

/// Returns the types of the platform.
pub(super) fn types(purpose: Purpose) -> impl Iterator<Item = &'static ButtonType> {
    let other = if purpose == Purpose::Work { Platforms::Official } else { Platforms::Work };
    BUTTON_TYPES.iter().filter(move |kind| kind.platforms != other)
}

/// Returns the type of this name on the platform.
pub(super) fn type_of(name: &str, purpose: Purpose) -> Option<&'static ButtonType> {
    types(purpose).find(|kind| kind.name == name)
}

/// Returns whether only WeCom has this type.
pub(super) fn is_of_work_only(name: &str) -> bool {
    type_of(name, Purpose::Work).is_some() && type_of(name, Purpose::Create).is_none()
}

/// Returns whether only official accounts have this type.
pub(super) fn is_of_official_only(name: &str) -> bool {
    type_of(name, Purpose::Create).is_some() && type_of(name, Purpose::Work).is_none()
}

/// Returns the type of the other platform for the same thing.
pub(super) fn counterpart(name: &str) -> Option<&'static str> {
    COUNTERPARTS.iter().find_map(|(official, work)| match name {
        name if name == *official => Some(*work),
        name if name == *work => Some(*official),
        _ => None,
    })
}

/// Returns whether the value of this key must be a string.
pub(super) fn is_text_field(key: &str) -> bool {
    key == "type" || ButtonField::ALL.iter().any(|field| field.name() == key) || MATCHRULE.contains(&key)
}
