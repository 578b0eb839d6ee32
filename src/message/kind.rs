//! The kinds of pushes. `build/kinds.rs` compiles them from `kinds/*.yaml`.
//!
//! A kind is decoded when it is looked up: a few numbers and references to texts, which are cheap to copy. Its lists
//! stay in the table and decode their items during iteration.

use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, List};

/// A kind of push: a user's message, an event, or a notice of a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The name after `webot send`: `text`, `subscribe`, `work.change_contact.create_user`.
    pub name: &'static str,
    /// Its other names.
    pub aliases: List<&'static str>,
    /// Its family, which is its heading in `webot send --list`.
    pub family: Family,
    /// Its first fields.
    pub shape: Shape,
    /// The occasion on which WeChat pushes it, in one line.
    pub title: Bilingual,
    /// The fixed `FromUserName`, such as `sys` in WeCom, or [`NO_SENDER`]; `None` for the user of the push.
    pub from: Option<&'static str>,
    /// The name of the answer that it wants, if its family does not decide that; else empty.
    pub answer: &'static str,
    /// The names of the fields that the arguments after the kind set, in order.
    pub args: List<&'static str>,
    /// The fields after the common ones, in WeChat's order.
    pub fields: List<Field>,
}

/// The `from` of a kind whose pushes have no `FromUserName`.
pub(super) const NO_SENDER: &str = "none";

/// The first fields of a push, which identify its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An ordinary message: `ToUserName`, `FromUserName`, `CreateTime`, `MsgType`.
    Message(&'static str),
    /// An event: the same fields with `MsgType` `event`, and `Event`.
    Event(&'static str),
    /// A notice to a third-party platform; all its fields, including `InfoType`, are in the table.
    Info(&'static str),
    /// A notification of WeChat Pay v3 with this `event_type`; the fields are those of its encrypted `resource`.
    Pay(&'static str),
    /// A notice of WeChat Pay v2, signed with the API key; a group `req_info` is encrypted with it.
    PayV2(&'static str),
    /// A message or an event to an intelligent bot of WeCom, with this `msgtype` or `eventtype`; all its fields are in the
    /// table.
    Bot(&'static str),
    /// A notice of an intracity delivery: JSON with a `sign` of its own; no message.
    Intracity(&'static str),
}

/// An element of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The name of the element; the same name twice in a row makes a repeated element.
    pub name: &'static str,
    /// The default content.
    pub default: Preset,
}

/// The default content of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// A string: CDATA in XML, a string in JSON.
    Text(&'static str),
    /// A number in decimal digits: bare in XML, a number in JSON.
    Number(&'static str),
    /// The time of sending, in seconds since 1970.
    Now,
    /// A unique message id.
    MsgId,
    /// A unique message id that is a text, as WeCom has them since 2025.
    TextMsgId,
    /// The openid (or WeCom userid) of the user.
    User,
    /// The id of the receiving account: `--receiver`, otherwise `--appid`.
    Account,
    /// Nested elements.
    Group(List<Field>),
}

/// A family of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Messages of users.
    Message,
    /// Follow, unfollow, scan, location, enter.
    User,
    /// Taps on the custom menu.
    Menu,
    /// Results of template messages, mass sends and publishing.
    Delivery,
    /// Subscription messages.
    Subscription,
    /// Customer service sessions.
    Service,
    /// Cards, coupons, membership, gift cards.
    Card,
    /// Shops, orders, after-sale, payments of the shop components.
    Shop,
    /// Express and waybills.
    Logistics,
    /// Invoices.
    Invoice,
    /// Stores, Wi-Fi, beacons, scanned products and other things at a location.
    Place,
    /// Mini-programs: review, privacy, names, media checks, live rooms.
    MiniProgram,
    /// Verification, renewal, quota and other notices to an account.
    Account,
    /// Messages in WeCom.
    WorkMessage,
    /// WeCom: taps, entering and other acts of a member in an app.
    WorkApp,
    /// WeCom: contacts, schools, upstream and downstream.
    WorkContact,
    /// WeCom: customers, customer groups, tags, acquisition links.
    WorkCustomer,
    /// WeCom: approval, schedules, meetings, documents, mail, drive.
    WorkOffice,
    /// WeCom: messages and events to intelligent bots.
    WorkBot,
    /// Open platform: notices to a third-party platform.
    Open,
    /// WeCom service providers: notices to a suite, devices, licences.
    Suite,
    /// WeChat Pay v3: notifications to a merchant.
    Pay,
    /// WeChat Pay v2: notices to a merchant.
    PayV2,
    /// Intracity delivery: notices to the shop that ordered it.
    Intracity,
}

/// A platform, which determines the query and the envelope of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Official accounts and mini-programs.
    Official,
    /// WeCom and its service providers.
    Work,
    /// Third-party platforms of the open platform.
    Open,
    /// WeChat Pay v3.
    Pay,
    /// WeChat Pay v2.
    PayV2,
    /// Intracity delivery, whose notices go to a URL given with the order.
    Intracity,
}

impl Family {
    /// All families, in the order of the table.
    pub const ALL: [Self; 24] = [
        Self::Message,
        Self::User,
        Self::Menu,
        Self::Delivery,
        Self::Subscription,
        Self::Service,
        Self::Card,
        Self::Shop,
        Self::Logistics,
        Self::Invoice,
        Self::Place,
        Self::MiniProgram,
        Self::Account,
        Self::WorkMessage,
        Self::WorkApp,
        Self::WorkContact,
        Self::WorkCustomer,
        Self::WorkOffice,
        Self::WorkBot,
        Self::Open,
        Self::Suite,
        Self::Pay,
        Self::PayV2,
        Self::Intracity,
    ];

    /// Returns its heading.
    pub fn title(self) -> Bilingual {
        let (en, zh) = match self {
            Self::Message => ("messages of users", "用户消息"),
            Self::User => ("following, scanning, location", "关注、扫码、位置"),
            Self::Menu => ("custom menu", "自定义菜单"),
            Self::Delivery => ("template messages, mass sends, publishing", "模板消息、群发、发布"),
            Self::Subscription => ("subscription messages", "订阅消息"),
            Self::Service => ("customer service", "客服"),
            Self::Card => ("cards and coupons", "卡券"),
            Self::Shop => ("shops, orders, payment", "小店、订单、支付"),
            Self::Logistics => ("express", "物流"),
            Self::Invoice => ("invoices", "发票"),
            Self::Place => ("stores, Wi-Fi, devices, products", "门店、Wi-Fi、设备、商品"),
            Self::MiniProgram => ("mini-programs", "小程序"),
            Self::Account => ("verification of the account", "账号认证"),
            Self::WorkMessage => ("WeCom: messages", "企业微信：消息"),
            Self::WorkApp => ("WeCom: apps", "企业微信：应用"),
            Self::WorkContact => ("WeCom: contacts", "企业微信：通讯录"),
            Self::WorkCustomer => ("WeCom: customers", "企业微信：客户联系"),
            Self::WorkOffice => ("WeCom: office", "企业微信：办公"),
            Self::WorkBot => ("WeCom: intelligent bots", "企业微信：智能机器人"),
            Self::Open => ("third-party platforms", "第三方平台"),
            Self::Suite => ("WeCom: service providers", "企业微信：服务商"),
            Self::Pay => ("WeChat Pay v3", "微信支付 v3"),
            Self::PayV2 => ("WeChat Pay v2", "微信支付 v2"),
            Self::Intracity => ("intracity delivery", "同城配送"),
        };
        Bilingual { en, zh }
    }

    /// Returns the platform of its pushes.
    pub fn platform(self) -> Platform {
        match self {
            Self::WorkMessage
            | Self::WorkApp
            | Self::WorkContact
            | Self::WorkCustomer
            | Self::WorkOffice
            | Self::WorkBot
            | Self::Suite => Platform::Work,
            Self::Open => Platform::Open,
            Self::Pay => Platform::Pay,
            Self::PayV2 => Platform::PayV2,
            Self::Intracity => Platform::Intracity,
            _ => Platform::Official,
        }
    }
}

impl Kind {
    /// Returns whether it is an ordinary message, not an event or a notice. Devices have events with a `MsgType` of
    /// their own.
    pub fn is_message(&self) -> bool {
        matches!(self.shape, Shape::Message(_)) && !self.fields.iter().any(|field| field.name == "Event")
    }
}

/// The names of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct KindNames {
    pub(super) name: &'static str,
    pub(super) aliases: List<&'static str>,
}

impl Decode for KindNames {
    fn decode(cursor: &mut Cursor) -> Self {
        Self { name: cursor.text(), aliases: cursor.list() }
    }
}

impl Decode for Kind {
    fn decode(cursor: &mut Cursor) -> Self {
        let KindNames { name, aliases } = KindNames::decode(cursor);
        let family = cursor.word(&Family::ALL);
        let shape = cursor.word(&[
            Shape::Message,
            Shape::Event,
            Shape::Info,
            Shape::Pay,
            Shape::PayV2,
            Shape::Intracity,
            Shape::Bot,
        ])(cursor.text());
        let title = Bilingual { en: cursor.text(), zh: cursor.text() };
        let from = Some(cursor.text()).filter(|from| !from.is_empty());
        let answer = cursor.text();
        let (args, fields) = (cursor.list(), cursor.list());
        Self { name, aliases, family, shape, title, from, answer, args, fields }
    }
}

impl Decode for Field {
    fn decode(cursor: &mut Cursor) -> Self {
        let name = cursor.text();
        let default = match cursor.byte() {
            0 => Preset::Text(cursor.text()),
            1 => Preset::Number(cursor.text()),
            2 => Preset::Now,
            3 => Preset::MsgId,
            4 => Preset::User,
            5 => Preset::Account,
            6 => Preset::TextMsgId,
            _ => Preset::Group(cursor.list()),
        };
        Self { name, default }
    }
}
