//! Saves a conversation as a recording, and shows one that was saved.

use std::path::Path;

use serde_json::{Value, json};

use super::answer::user;
use super::{Chat, ChatError, exchange};
use crate::recording::{RecordingReader, head_line};

impl Chat {
    /// Returns the conversation as a recording, without secrets.
    pub(super) fn save(&self) -> Result<String, ChatError> {
        let records = self.feed.records();
        if records.is_empty() {
            return Err(ChatError::Empty);
        }
        let mut text = head_line();
        text.push('\n');
        for (_, line) in records {
            let mut record = exchange::read(&line);
            record.mask_secrets();
            text.push_str(&self.settings.explain.mask(&exchange::line(&record)));
            text.push('\n');
        }
        Ok(text)
    }

    /// Shows a recording in place of the conversation; nothing is sent.
    pub(super) fn load(&self, recording: &[u8]) -> Result<Value, ChatError> {
        let mut reader =
            RecordingReader::of_bytes(recording, Path::new("conversation")).map_err(ChatError::Recording)?;
        let mut records = Vec::new();
        while let Some(record) = reader.next_push().map_err(ChatError::Recording)? {
            if record.method == "POST" && !user(&record).is_empty() {
                records.push(record);
            }
        }
        if records.is_empty() {
            return Err(ChatError::Empty);
        }
        self.feed.clear();
        for record in &records {
            let openid = user(record);
            // The exchanges of further users are kept, but not shown.
            self.users.borrow_mut().add_known(openid.clone()).ok();
            self.users.borrow_mut().note(&record.document());
            let shown = exchange::recorded(record, &self.settings);
            self.feed.put(self.feed.new_id(), &openid, shown, Some(exchange::line(record)));
        }
        let with_messages: Vec<String> = records.iter().map(user).collect();
        self.users.borrow_mut().keep(&with_messages);
        self.show_state();
        Ok(json!({ "messages": records.len() }))
    }
}
