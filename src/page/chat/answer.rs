//! Answers the calls of the page: sends, begins again, and restarts from a message.

use std::rc::Rc;

use serde_json::{Value, json};

use super::call::{Call, SentPush};
use super::{Chat, ChatBot, ChatError, exchange};
use crate::message::{Document, Path, Push};
use crate::probe::Composer;
use crate::recording::RecordedPush;

impl Chat {
    /// Answers a call.
    pub(super) async fn answer(self: &Rc<Self>, call: Call) -> Result<Value, ChatError> {
        match call {
            Call::Send(sent) => Ok(json!({ "id": self.send_soon(self.compose(&sent)?) })),
            Call::AddUser => {
                self.users.borrow_mut().add().map_err(ChatError::TooManyUsers)?;
                self.show_state();
                Ok(json!({}))
            }
            Call::RemoveUser(openid) => {
                self.users.borrow_mut().remove(&openid);
                self.feed.remove_user(&openid);
                self.show_state();
                Ok(json!({}))
            }
            Call::Clear => self.clear().await,
            Call::Restart(entry) => self.restart(entry).await,
            Call::Entry(entry) => {
                let line = self.feed.record(entry).ok_or(ChatError::NoEntry)?;
                Ok(exchange::whole(&exchange::read(&line), &self.settings))
            }
            Call::Export => Ok(json!({ "text": self.export().await? })),
            Call::Save => Ok(json!({ "text": self.save()? })),
            Call::Load(recording) => self.load(&recording),
        }
    }

    /// Returns the push that a user sends.
    fn compose(&self, sent: &SentPush) -> Result<Push, ChatError> {
        let users = self.users.borrow();
        if !users.has(&sent.user) {
            return Err(ChatError::NoUser(sent.user.clone()));
        }
        let words: Vec<&str> = sent.words.iter().map(String::as_str).collect();
        let is_scan = words.first() == Some(&"scan");
        let composer = Composer {
            set: &sent.set,
            add: true,
            user: Some(&sent.user),
            account: self.settings.account.as_deref(),
            subscribed: is_scan.then(|| users.follows(&sent.user)),
            time: None,
            receiver: &self.settings.credentials.receiver,
            system: self.settings.system,
        };
        let composed = composer.words(&words).map_err(ChatError::Compose)?;
        Ok(composed.ok_or_else(|| ChatError::Call("words".to_owned()))?.push)
    }

    /// Begins a new conversation: a bot in this process starts anew, any other one meets new users.
    async fn clear(&self) -> Result<Value, ChatError> {
        self.new_bot(None).await?;
        self.feed.clear();
        {
            let mut users = self.users.borrow_mut();
            match self.settings.bot {
                ChatBot::Fresh(_) => users.reset(),
                ChatBot::Remote(_) => users.renew_all(),
            }
        }
        self.show_state();
        Ok(json!({}))
    }

    /// Starts a bot in this process anew; its random numbers have this seed, else a new one.
    async fn new_bot(&self, seed: Option<u64>) -> Result<(), ChatError> {
        let ChatBot::Fresh(fresh) = &self.settings.bot else { return Ok(()) };
        let credentials = &self.settings.credentials;
        let bot = match seed {
            Some(seed) => fresh.start(credentials, seed, Some(&self.reloaded)).await?,
            None => self.settings.bot.start(credentials, self.settings.system, &self.reloaded).await?,
        };
        *self.bot.borrow_mut() = Rc::new(bot);
        // What cannot be read does not start.
        *self.problem.borrow_mut() = None;
        Ok(())
    }

    /// Sends the messages of a user again up to an entry. A bot in this process starts anew with the same random numbers
    /// and gets those of the other users as well, in the old order; any other one gets them from a new user.
    async fn restart(&self, entry: u64) -> Result<Value, ChatError> {
        let line = self.feed.record(entry).ok_or(ChatError::NoEntry)?;
        let restarted = user(&exchange::read(&line));
        let records: Vec<(u64, RecordedPush)> =
            self.feed.records().into_iter().map(|(id, line)| (id, exchange::read(&line))).collect();
        let is_sent = |&(id, ref record): &(u64, RecordedPush)| match self.settings.bot {
            ChatBot::Fresh(_) => id <= entry || user(record) != restarted,
            ChatBot::Remote(_) => id <= entry && user(record) == restarted,
        };
        let mut pushes = Vec::new();
        for (_, record) in records.into_iter().filter(is_sent) {
            pushes.push(self.renewed(record.document())?);
        }
        let seed = self.bot.borrow().seed;
        self.new_bot(seed).await?;
        if let ChatBot::Fresh(_) = self.settings.bot {
            self.feed.clear();
            self.users.borrow_mut().reset();
        } else {
            self.feed.remove_user(&restarted);
            let new = self.users.borrow_mut().renew(&restarted).ok_or(ChatError::NoUser(restarted))?;
            let path = Path::parse("FromUserName").map_err(|error| ChatError::Compose(error.into()))?;
            for push in &mut pushes {
                let set = push.document.set(&path, &new, false);
                set.map_err(|error| ChatError::Compose(error.into()))?;
            }
        }
        self.show_state();
        for push in &pushes {
            self.note(push).await;
            self.send(push).await;
        }
        Ok(json!({}))
    }

    /// Returns a push of this content with a new id and a new time.
    pub(super) fn renewed(&self, mut document: Document) -> Result<Push, ChatError> {
        let system = self.settings.system;
        let id = system.msg_id().map_err(ChatError::Random)?.to_string();
        for (field, value) in [("MsgId", id), ("CreateTime", system.now().to_string())] {
            if document.get(field).is_some() {
                let path = Path::parse(field).map_err(|error| ChatError::Compose(error.into()))?;
                let set = document.set(&path, &value, false);
                set.map_err(|error| ChatError::Compose(error.into()))?;
            }
        }
        let kind = crate::recording::kind_name(&document);
        Ok(Push { raw: None, ..Push::raw(&kind, Vec::new(), document) })
    }
}

/// Returns the user of a push.
pub(super) fn user(record: &RecordedPush) -> String {
    record.document().get("FromUserName").unwrap_or_default().to_owned()
}
