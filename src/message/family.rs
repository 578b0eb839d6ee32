//! The family that a push comes from, which decides the answers that are right.

use super::catalogue;
use super::delivery::{Credentials, Format};
use super::kind::{Family, Kind, Platform};
use super::push::Push;
use super::structured::{self, INTRACITY, StructuredAnswer};
use crate::lang::Bilingual;

/// The family of a push: each has its own right answers and its own meaning of a status and a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AnswerFamily {
    /// An official account: a reply in the response is shown to the user.
    #[default]
    OfficialAccount,
    /// A mini-program: a reply in the response is not shown, except that `transfer_customer_service` is obeyed.
    MiniProgram,
    /// An app of WeCom.
    WorkApp,
    /// `kf_msg_or_event` of WeCom's customer service: messages are fetched and answered by API calls.
    WorkCustomerService,
    /// An intelligent bot of WeCom.
    IntelligentBot,
    /// A notice to a third-party platform or to a service provider of WeCom.
    ThirdParty,
    /// A notice of WeChat Pay v2.
    PayV2,
    /// A notification of WeChat Pay v3.
    PayV3,
    /// An event whose answer has fields of its own, such as those of virtual payment.
    Structured(&'static StructuredAnswer),
}

impl AnswerFamily {
    /// Returns the family of a push that is delivered with these credentials in this format.
    #[must_use]
    pub fn of(push: &Push, credentials: &Credentials, format: Format) -> Self {
        let kind = kind_of(push);
        if push.document.get("Event") == Some("kf_msg_or_event") {
            return Self::WorkCustomerService;
        }
        match push.platform {
            Platform::Pay => Self::PayV3,
            Platform::PayV2 => Self::PayV2,
            Platform::Open => Self::ThirdParty,
            Platform::Intracity => Self::Structured(&INTRACITY),
            Platform::Work => Self::of_work(push, format),
            Platform::Official => {
                let bot = format == Format::Json
                    && credentials.receiver.is_empty()
                    && credentials.mode.key().is_some();
                if bot {
                    return Self::IntelligentBot;
                }
                let named = kind.map(|kind| kind.answer).filter(|answer| !answer.is_empty());
                let mini_program = format == Format::Json
                    || push.document.get("MsgType") == Some("miniprogrampage")
                    || kind.is_some_and(|kind| kind.family == Family::MiniProgram);
                match named {
                    Some("mini_program") => Self::MiniProgram,
                    Some(name) => structured::named(name).map_or(Self::MiniProgram, Self::Structured),
                    None if mini_program => Self::MiniProgram,
                    None => Self::OfficialAccount,
                }
            }
        }
    }

    fn of_work(push: &Push, format: Format) -> Self {
        let document = &push.document;
        if document.get("InfoType").is_some() {
            Self::ThirdParty
        } else if document.get("aibotid").is_some() || format == Format::Json {
            Self::IntelligentBot
        } else {
            Self::WorkApp
        }
    }

    /// Returns the name in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfficialAccount => "official-account",
            Self::MiniProgram => "mini-program",
            Self::WorkApp => "work-app",
            Self::WorkCustomerService => "work-customer-service",
            Self::IntelligentBot => "intelligent-bot",
            Self::ThirdParty => "third-party",
            Self::PayV2 => "pay-v2",
            Self::PayV3 => "pay-v3",
            Self::Structured(answer) => answer.name,
        }
    }

    /// Returns the name for people.
    pub fn title(self) -> Bilingual {
        let (en, zh) = match self {
            Self::OfficialAccount => ("official account", "公众号"),
            Self::MiniProgram => ("mini-program", "小程序"),
            Self::WorkApp => ("WeCom app", "企业微信应用"),
            Self::WorkCustomerService => ("WeCom customer service", "微信客服"),
            Self::IntelligentBot => ("WeCom intelligent bot", "企业微信智能机器人"),
            Self::ThirdParty => ("notice to a platform", "第三方平台通知"),
            Self::PayV2 => ("notice of WeChat Pay v2", "微信支付 v2 通知"),
            Self::PayV3 => ("notice of WeChat Pay v3", "微信支付 v3 通知"),
            Self::Structured(answer) => return answer.title,
        };
        Bilingual { en, zh }
    }

    /// Returns whether an answer acknowledges a push, and never replies to a user.
    pub fn acknowledges(self) -> bool {
        matches!(self, Self::PayV2 | Self::PayV3 | Self::Structured(_))
    }

    /// Returns whether a reply in the response is shown to somebody.
    pub fn shows_replies(self) -> bool {
        matches!(self, Self::OfficialAccount | Self::WorkApp | Self::IntelligentBot)
    }

    /// Returns whether the family takes a status as success (微信支付文档《回调通知注意事项》: v3 takes 200 and 204).
    pub(super) fn takes_status(self, status: u16) -> bool {
        status == 200 || (self == Self::PayV3 && status == 204)
    }
}

/// Returns the kind of a push: by its name, or by the `Event` of a body that the user supplied.
fn kind_of(push: &Push) -> Option<Kind> {
    if push.raw.is_none() && !["xml", "json"].contains(&push.kind.as_str()) {
        return catalogue::kind(&push.kind);
    }
    catalogue::event_of(push.document.get("Event")?, push.platform)
}
