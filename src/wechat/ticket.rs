//! The kinds of tickets that sign pages and cards.

use crate::api::{self, Endpoint, Host, Method};

/// A kind of ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum TicketKind {
    /// The ticket of `wx.config`.
    Jsapi,
    /// The ticket of cards.
    #[value(name = "wx_card", alias = "card")]
    WxCard,
    /// The ticket of WeCom's `wx.agentConfig`.
    #[value(alias = "agent_config")]
    Agent,
    /// The ticket of WeCom's `wx.config`.
    #[value(name = "work_jsapi")]
    WorkJsapi,
}

impl TicketKind {
    /// Returns the name under which it is stored.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Jsapi | Self::WorkJsapi => "jsapi_ticket",
            Self::WxCard => "wx_card_ticket",
            Self::Agent => "agent_ticket",
        }
    }

    /// Returns the parameter `type` of the call that fetches it.
    pub(super) const fn parameter(self) -> &'static str {
        match self {
            Self::Jsapi | Self::WorkJsapi => "jsapi",
            Self::WxCard => "wx_card",
            Self::Agent => "agent_config",
        }
    }

    /// Returns the host that issues it.
    pub(crate) const fn host(self) -> Host {
        match self {
            Self::Jsapi | Self::WxCard => Host::Api,
            Self::Agent | Self::WorkJsapi => Host::Work,
        }
    }

    /// Returns the endpoint that fetches it.
    pub(super) fn endpoint(self) -> Option<Endpoint> {
        let path = match self {
            Self::Jsapi | Self::WxCard => "/cgi-bin/ticket/getticket",
            Self::Agent => "/cgi-bin/ticket/get",
            Self::WorkJsapi => "/cgi-bin/get_jsapi_ticket",
        };
        api::find(Method::Get, self.host(), path)
    }
}
