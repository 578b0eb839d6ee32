//! What a button can be (公众平台文档《自定义菜单 / 创建接口》).

/// How many buttons the bar has at most.
pub(super) const MAX_BUTTONS: usize = 3;
/// How many sub-buttons a button has at most.
pub(super) const MAX_SUB_BUTTONS: usize = 5;

/// A field that some type of button needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// `name`: what stands on the button.
    Name,
    /// `key`: what the bot is told.
    Key,
    /// `url`: the page that opens.
    Url,
    /// `appid` of a mini-program.
    Appid,
    /// `pagepath`: its page.
    Pagepath,
    /// `media_id` of permanent material.
    MediaId,
    /// `article_id` of a published article.
    ArticleId,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Key, Self::Url, Self::Appid, Self::Pagepath, Self::MediaId, Self::ArticleId];

    /// Its name in the JSON.
    pub const fn name(self) -> &'static str {
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

    /// The most bytes of UTF-8 that it may have, where the documents say so.
    pub(super) const fn limit(self, sub: bool) -> Option<usize> {
        match self {
            Self::Name if sub => Some(60),
            Self::Name => Some(16),
            Self::Key => Some(128),
            Self::Url => Some(1024),
            _ => None,
        }
    }
}

/// What a button does.
#[derive(Debug, Clone, Copy)]
pub struct ButtonType {
    /// Its `type`.
    pub name: &'static str,
    /// What it needs beside a name.
    pub needs: &'static [Field],
    /// The type that took its place.
    pub instead: Option<&'static str>,
}

const fn button(name: &'static str, needs: &'static [Field]) -> ButtonType {
    ButtonType { name, needs, instead: None }
}

/// The types that `menu/create` takes.
pub const BUTTON_TYPES: &[ButtonType] = &[
    button("click", &[Field::Key]),
    button("view", &[Field::Url]),
    button("scancode_push", &[Field::Key]),
    button("scancode_waitmsg", &[Field::Key]),
    button("pic_sysphoto", &[Field::Key]),
    button("pic_photo_or_album", &[Field::Key]),
    button("pic_weixin", &[Field::Key]),
    button("location_select", &[Field::Key]),
    button("media_id", &[Field::MediaId]),
    ButtonType { instead: Some("article_view_limited"), ..button("view_limited", &[Field::MediaId]) },
    button("article_id", &[Field::ArticleId]),
    button("article_view_limited", &[Field::ArticleId]),
    button("miniprogram", &[Field::Url, Field::Appid, Field::Pagepath]),
];

/// The types that only the website makes (公众平台文档《获取自定义菜单配置》, and two newer ones).
pub(super) const WEBSITE_TYPES: &[&str] =
    &["text", "img", "photo", "video", "voice", "news", "finder", "video_snap"];

/// The keys of `matchrule` that work.
pub(super) const MATCHRULE: &[&str] = &["tag_id", "client_platform_type"];
/// The keys of `matchrule` that ended in December 2021.
pub(super) const MATCHRULE_RETIRED: &[&str] = &["sex", "country", "province", "city", "language"];

/// The type of this name.
pub(super) fn type_of(name: &str) -> Option<&'static ButtonType> {
    BUTTON_TYPES.iter().find(|kind| kind.name == name)
}

/// Whether WeChat wants text as the value of this key.
pub(super) fn is_text_field(key: &str) -> bool {
    key == "type" || Field::ALL.iter().any(|field| field.name() == key) || MATCHRULE.contains(&key)
}
