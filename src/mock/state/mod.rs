//! The state of an account by chapter; a chapter without state has no file here.

pub(crate) mod articles;
pub(crate) mod chat;
pub(crate) mod code;
pub(crate) mod company;
pub(crate) mod contact;
pub(crate) mod conversation;
pub(crate) mod customer;
pub(crate) mod customer_chat;
pub(crate) mod follower;
pub(crate) mod kf;
pub(crate) mod login;
pub(crate) mod mass;
pub(crate) mod media;
pub(crate) mod menu;
pub(crate) mod mini;
pub(crate) mod openid;
pub(crate) mod quota;
pub(crate) mod robot;
pub(crate) mod shorten;
pub(crate) mod subscribe;
pub(crate) mod suite;
pub(crate) mod template;
pub(crate) mod ticket;
pub(crate) mod token;
pub(crate) mod work_kf;
pub(crate) mod work_message;

use serde::{Deserialize, Serialize};

use articles::Articles;
use code::Codes;
use contact::Contacts;
use conversation::Conversation;
use follower::FollowerData;
use kf::CustomerService;
use login::Logins;
use mass::MassMessages;
use media::Media;
use menu::Menus;
use mini::MiniProgram;
use quota::UsedQuota;
use robot::Robot;
use shorten::ShortKeys;
use subscribe::SubscribeTemplates;
use template::Templates;
use ticket::Tickets;
use token::Tokens;

/// The state of an official account, a mini-program, or an app of a company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Account {
    /// The appid or corpid.
    pub(crate) id: String,
    pub(crate) tokens: Tokens,
    pub(crate) tickets: Tickets,
    pub(crate) menus: Menus,
    pub(crate) people: FollowerData,
    pub(crate) media: Media,
    pub(crate) articles: Articles,
    pub(crate) contacts: Contacts,
    pub(crate) templates: Templates,
    pub(crate) subscribe: SubscribeTemplates,
    pub(crate) kf: CustomerService,
    pub(crate) mass: MassMessages,
    pub(crate) shortened: ShortKeys,
    pub(crate) used: UsedQuota,
    pub(crate) logins: Logins,
    pub(crate) mini: MiniProgram,
    /// The number of the app, if a call has named it.
    pub(crate) agentid: Option<u64>,
    /// The settings of the app that `agent/set` has changed.
    pub(crate) agent: serde_json::Value,
    /// The messages that it has sent, if it is the robot of a group chat.
    pub(crate) robot: Robot,
    /// The number of permanent QR codes.
    pub(crate) permanent_codes: u64,
    pub(crate) codes: Codes,
    pub(crate) conversation: Conversation,
}

impl Account {
    pub(crate) fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    /// Ends the jobs whose time has come: drafts that were published or sent to many leave the box.
    pub(crate) fn settle(&mut self, now_ms: u64) {
        let Self { articles, mass, .. } = self;
        articles.settle(now_ms);
        articles.drafts.retain(|draft| !mass.sent_drafts(now_ms).any(|sent| sent == draft.id));
    }
}
