//! The messages of a load test, made from templates.

use crate::message::{Content, Credentials, Delivery, Format, Push, ReplyContext, Stamp, similar_msg_id};

/// The positions of the fields that differ between messages.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    user: Option<usize>,
    time: Option<usize>,
    msg_id: Option<usize>,
}

/// The messages of a load test: every one has its own id, and the users take turns.
pub(crate) struct LoadMessages {
    templates: Vec<(Push, Places)>,
    users: Vec<String>,
    credentials: Credentials,
    format: Format,
    /// The id of the first message.
    first_id: u64,
}

impl LoadMessages {
    /// Returns messages made from these templates, of which there is at least one, in turn.
    pub(crate) fn new(
        templates: Vec<Push>,
        users: Vec<String>,
        credentials: Credentials,
        format: Format,
        first_id: u64,
    ) -> Self {
        let templates = templates.into_iter().map(|push| {
            let place = |names: [&str; 2]| {
                let is_named = |name: &str| names.contains(&name);
                push.document.0.iter().position(|element| is_named(&element.name))
            };
            let places = Places {
                user: place(["FromUserName", ""]),
                time: place(["CreateTime", "create_time"]),
                msg_id: place(["MsgId", "msgid"]),
            };
            (push, places)
        });
        Self { templates: templates.collect(), users, credentials, format, first_id }
    }

    /// Returns the message with this number, from 0, sent at `now` in seconds.
    pub(super) fn push(&self, number: u64, now: u64) -> Push {
        let turn = |length: usize| usize::try_from(number % length.max(1) as u64).unwrap_or(0);
        let (template, places) = &self.templates[turn(self.templates.len())];
        let mut push = template.clone();
        let mut set = |place: Option<usize>, value: &dyn Fn(&str) -> String| {
            let content =
                place.and_then(|at| push.document.0.get_mut(at)).map(|element| &mut element.content);
            if let Some(Content::Text(text) | Content::Number(text)) = content {
                *text = value(text);
            }
        };
        if let Some(user) = self.users.get(turn(self.users.len())) {
            set(places.user, &|_| user.clone());
        }
        set(places.time, &|_| now.to_string());
        set(places.msg_id, &|id| similar_msg_id(id, self.first_id.wrapping_add(number)));
        push
    }

    /// Returns the delivery of a message.
    pub(super) fn delivery(&self, push: &Push, stamp: &Stamp<'_>) -> Delivery {
        Delivery::new(push, &self.credentials, self.format, stamp)
    }

    /// Returns the context in which the answer to a message is judged.
    pub(super) fn context<'a>(&'a self, push: &'a Push) -> ReplyContext<'a> {
        ReplyContext { push, credentials: &self.credentials, format: self.format }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Parties;

    #[test]
    fn every_message_has_its_own_id_and_the_users_take_turns() {
        let template = Push::text("hi", &Parties::sample(1_700_000_000, 7_000_000_000));
        let users = vec!["a".to_owned(), "b".to_owned()];
        let credentials = Credentials::token("t");
        let messages = LoadMessages::new(vec![template], users, credentials, Format::Xml, 500);
        let pushes: Vec<Push> = (0..3).map(|number| messages.push(number, 1_800_000_000)).collect();
        let field = |at: usize, name: &str| pushes[at].document.get(name).unwrap_or_default().to_owned();
        assert_eq!((field(0, "FromUserName"), field(1, "FromUserName")), ("a".to_owned(), "b".to_owned()));
        assert_eq!(field(2, "FromUserName"), "a");
        assert_eq!(
            (field(0, "MsgId"), field(2, "MsgId")),
            ("7000000500".to_owned(), "7000000502".to_owned())
        );
        assert_eq!(field(0, "CreateTime"), "1800000000");
    }
}
