//! The tickets that pages and cards are signed with.

use crate::api::{self, Endpoint, Host, Method};

/// Which ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TicketKind {
    /// `wx.config`
    Jsapi,
    /// Cards.
    #[value(name = "wx_card", alias = "card")]
    WxCard,
    /// `wx.agentConfig` of WeCom.
    #[value(alias = "agent_config")]
    Agent,
    /// `wx.config` of WeCom.
    #[value(name = "work_jsapi")]
    WorkJsapi,
}

impl TicketKind {
    /// The name under which it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsapi | Self::WorkJsapi => "jsapi_ticket",
            Self::WxCard => "wx_card_ticket",
            Self::Agent => "agent_ticket",
        }
    }

    /// What `type` is in the call that fetches it.
    pub(super) const fn parameter(self) -> &'static str {
        match self {
            Self::Jsapi | Self::WorkJsapi => "jsapi",
            Self::WxCard => "wx_card",
            Self::Agent => "agent_config",
        }
    }

    /// Where it comes from.
    pub const fn host(self) -> Host {
        match self {
            Self::Jsapi | Self::WxCard => Host::Api,
            Self::Agent | Self::WorkJsapi => Host::Work,
        }
    }

    /// The entry that fetches it.
    pub(super) fn endpoint(self) -> Option<Endpoint> {
        let path = match self {
            Self::Jsapi | Self::WxCard => "/cgi-bin/ticket/getticket",
            Self::Agent => "/cgi-bin/ticket/get",
            Self::WorkJsapi => "/cgi-bin/get_jsapi_ticket",
        };
        api::find(Method::Get, self.host(), path)
    }
}
