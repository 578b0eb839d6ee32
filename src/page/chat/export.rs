//! Writes a conversation as a scenario for `webot test`.

use std::fmt::Write as _;

use serde_json::json;

use super::{Chat, ChatBot, ChatError, FreshBot, exchange};
use crate::message::{Push, ReplyContext, Verdict};
use crate::probe::{Probe, Schedule, judge};
use crate::recording::RecordedPush;
use crate::scenario;

impl Chat {
    /// Returns the conversation as a scenario. A bot in this process gets it once more, with the same random numbers, so
    /// that replies which differ each time are not expected word for word.
    pub(super) async fn export(&self) -> Result<String, ChatError> {
        let records: Vec<RecordedPush> =
            self.feed.records().iter().map(|(_, line)| exchange::read(line)).collect();
        if records.is_empty() {
            return Err(ChatError::Empty);
        }
        let format = self.settings.format;
        let mut text = self.head();
        text.push_str(scenario::STEPS_HEADER);
        let again = match &self.settings.bot {
            ChatBot::Fresh(fresh) => Some(self.again(fresh, &records).await?),
            ChatBot::Remote(_) => None,
        };
        for (number, record) in records.iter().enumerate() {
            let push = record.push();
            let verdict = record.verdict(&push);
            let reply = verdict.as_ref().ok_or(record.failure.as_deref().unwrap_or("no answer"));
            let Some(step) = scenario::step(&push.document, format, reply) else { continue };
            let now = again.as_ref().and_then(|verdicts| verdicts.get(number)).and_then(Option::as_ref);
            let step = match (now, verdict.as_ref()) {
                (Some(now), Some(before))
                    if scenario::step(&push.document, format, Ok(now)).as_ref() != Some(&step) =>
                {
                    scenario::loose_step(&push.document, format, before, now).unwrap_or(step)
                }
                _ => step,
            };
            text.push_str(&step);
        }
        Ok(self.settings.explain.mask(&text))
    }

    /// Returns the part before the steps: how the bot is started, and its address.
    fn head(&self) -> String {
        let mut text = String::from("# Exported from `webot chat`.\n");
        match &self.settings.bot {
            ChatBot::Remote(url) => writeln!(text, "url: {}", json!(crate::http::shown(url).replace("${", "$${"))).ok(),
            ChatBot::Fresh(FreshBot { file: Some(file), .. }) => {
                let file = file.display().to_string().replace("${", "$${");
                let seed = self.bot.borrow().seed.unwrap_or_default().to_string();
                let command = json!(["webot", "serve", file, "--port", "${port}", "--seed", seed]);
                writeln!(text, "start: {{ command: {command}, port: auto }}\nurl: http://127.0.0.1:${{port}}/").ok()
            }
            ChatBot::Fresh(FreshBot { file: None, .. }) => writeln!(
                text,
                "# The demo bot runs in `webot chat` and in `webot send --demo` only: name the address of yours with --des."
            )
            .ok(),
        };
        text
    }

    /// Returns the verdicts on the replies of a new bot to the same pushes.
    async fn again(
        &self,
        fresh: &FreshBot,
        records: &[RecordedPush],
    ) -> Result<Vec<Option<Verdict>>, ChatError> {
        let settings = &self.settings;
        let seed = self.bot.borrow().seed.unwrap_or_default();
        let bot = fresh.start(&settings.credentials, seed, None).await?;
        let probe: Probe<'_> = self.probe(&bot);
        let schedule = Schedule::once(settings.schedule.limit);
        let mut verdicts = Vec::new();
        for record in records {
            let push: Push = self.renewed(record.document())?;
            let context =
                ReplyContext { push: &push, credentials: &settings.credentials, format: settings.format };
            let delivered = probe.deliver(&push, schedule, &settings.client, &mut |_| {}).await;
            verdicts.push(delivered.ok().map(|exchanges| judge(&exchanges, context, schedule).verdict));
        }
        Ok(verdicts)
    }
}
