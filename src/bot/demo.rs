//! The bot of `webot send --demo`: built-in rules, served like a file of rules.

use std::path::Path;

use url::Url;

use super::local::{LocalBot, LocalBotError, LocalBotSettings};
use super::rules::{self, Problem, RuleBook};
use crate::lang::Lang;
use crate::message::Credentials;

const BUILT_IN_RULES: [&str; 2] = [include_str!("demo.en.yaml"), include_str!("demo.zh.yaml")];

/// The reasons for which the demo bot did not start.
#[derive(Debug)]
pub(crate) enum DemoError {
    /// The bot cannot be served.
    Bot(LocalBotError),
    /// The built-in rules are invalid.
    Rules(Vec<Problem>),
}

/// A running demo bot; it stops when this is dropped.
pub(crate) struct DemoBot(LocalBot);

/// Returns the built-in rules, in the language of webot's output.
pub(crate) fn demo_rules() -> Result<RuleBook, Vec<Problem>> {
    let text = match Lang::spoken() {
        Lang::En => BUILT_IN_RULES[0],
        Lang::Zh => BUILT_IN_RULES[1],
    };
    rules::read_text(text, Path::new("demo.yaml"))
}

/// Returns the settings of the demo bot; `now_ms` returns the time in milliseconds since 1970.
pub(crate) fn demo_settings(now_ms: fn() -> u64) -> LocalBotSettings {
    // None of the built-in rules can fail.
    LocalBotSettings {
        seed: 0,
        answers_by_family: true,
        explain: |failure| failure.code().to_owned(),
        now_ms,
    }
}

impl DemoBot {
    /// Starts the bot; `now_ms` returns the time in milliseconds since 1970.
    pub(crate) async fn start(credentials: &Credentials, now_ms: fn() -> u64) -> Result<Self, DemoError> {
        let book = demo_rules().map_err(DemoError::Rules)?;
        LocalBot::start(book, credentials, demo_settings(now_ms), None)
            .await
            .map(Self)
            .map_err(DemoError::Bot)
    }

    /// Returns the URL of the bot.
    pub(crate) fn url(&self) -> &Url {
        self.0.url()
    }
}
