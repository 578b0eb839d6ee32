//! The templates of an account, its industry, and the messages sent with them.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::mock::errmsg::ApiError;

/// The maximum number of templates.
const MAX_TEMPLATES: usize = 25;
/// The time in which a `client_msg_id` is sent to a user only once, in milliseconds.
const ONCE_MS: u64 = 10 * 60 * 1000;
/// The maximum number of sent messages that are remembered.
const MAX_REMEMBERED: usize = 10_000;
/// The first msgid, as in the documentation's example.
const FIRST_MSGID: u64 = 200_228_332;
/// The template that every account has, so that the example in the help works.
pub(crate) const FIRST_TEMPLATE: &str = "ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY";

/// The templates of an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Templates {
    pub(crate) list: Vec<Template>,
    made: u64,
    messages: u64,
    sent: VecDeque<Sent>,
    /// The numbers of the primary and the secondary industry, and the month in which they were set.
    pub(crate) industry: Option<(u64, u64)>,
    industry_month: i64,
    /// The number of one-time messages sent to a user, by template, scene and number of the user.
    once: BTreeMap<String, u64>,
}

/// A template.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The label, the name and an example of each field.
    pub(crate) fields: Vec<(String, String, String)>,
}

/// A message with a `client_msg_id`.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sent {
    user: u64,
    client_id: String,
    msgid: u64,
    at_ms: u64,
}

impl Default for Templates {
    fn default() -> Self {
        let field =
            |label: &str, name: &str, example: &str| (label.to_owned(), name.to_owned(), example.to_owned());
        let first = Template {
            id: FIRST_TEMPLATE.to_owned(),
            title: "订单支付成功通知".to_owned(),
            fields: vec![
                field("订单编号", "character_string1", "20260101123456"),
                field("商品名称", "thing2", "红茶"),
                field("支付金额", "amount3", "39.8元"),
            ],
        };
        Self {
            list: vec![first],
            made: 0,
            messages: 0,
            sent: VecDeque::new(),
            industry: None,
            industry_month: 0,
            once: BTreeMap::new(),
        }
    }
}

impl Templates {
    /// Returns the template with an ID.
    pub(crate) fn find(&self, id: &str) -> Result<&Template, ApiError> {
        self.list.iter().find(|template| template.id == id).ok_or(ApiError::new(40037))
    }

    /// Adds a template; refuses it if there are too many.
    pub(crate) fn add(
        &mut self,
        title: String,
        fields: Vec<(String, String, String)>,
    ) -> Result<String, ApiError> {
        if self.list.len() >= MAX_TEMPLATES {
            return Err(ApiError::new(45026));
        }
        self.made += 1;
        let id = format!("Doclyl5uP7Aciu-qZ7mJNPtWkbkYnWBWVja{:08}", self.made);
        self.list.push(Template { id: id.clone(), title, fields });
        Ok(id)
    }

    /// Deletes a template.
    pub(crate) fn delete(&mut self, id: &str) -> Result<(), ApiError> {
        self.find(id)?;
        self.list.retain(|template| template.id != id);
        Ok(())
    }

    /// Returns the msgid of a message; that of the first one if the same `client_msg_id` went to the user before.
    pub(crate) fn msgid(&mut self, user: u64, client_id: &str, now_ms: u64) -> u64 {
        let is_same = |sent: &&Sent| {
            sent.user == user && sent.client_id == client_id && now_ms.saturating_sub(sent.at_ms) < ONCE_MS
        };
        if let Some(sent) = self.sent.iter().find(is_same).filter(|_| !client_id.is_empty()) {
            return sent.msgid;
        }
        let msgid = FIRST_MSGID + self.messages;
        self.messages += 1;
        if !client_id.is_empty() {
            if self.sent.len() >= MAX_REMEMBERED {
                self.sent.pop_front();
            }
            self.sent.push_back(Sent { user, client_id: client_id.to_owned(), msgid, at_ms: now_ms });
        }
        msgid
    }

    /// Sets the industry, which deletes all templates; once a month.
    pub(crate) fn set_industry(&mut self, industry: (u64, u64), month: i64) -> Result<(), ApiError> {
        if self.industry.is_some() && self.industry_month == month {
            return Err(ApiError::new(43100));
        }
        if self.industry.is_some_and(|old| old != industry) {
            self.list.clear();
        }
        (self.industry, self.industry_month) = (Some(industry), month);
        Ok(())
    }

    /// Uses the consent that a user gave on the page of a scene; each allows one message.
    pub(crate) fn use_consent(&mut self, template: &str, scene: &str, user: u64) -> Result<(), ApiError> {
        if self.once.len() >= MAX_REMEMBERED {
            self.once.pop_first();
        }
        let sent = self.once.entry(format!("{template}/{scene}/{user}")).or_default();
        *sent += 1;
        if *sent > 1 { Err(ApiError::new(43101)) } else { Ok(()) }
    }
}
