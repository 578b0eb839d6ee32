//! Composition of a push from the message arguments: reads files, asks questions, prints suggestions.

use std::io::IsTerminal as _;
use std::path::Path;

use super::args::MessageArgs;
use crate::commands::args::{pairs, read_body, value};
use crate::context::Context;
use crate::error::Error;
use crate::message::{Credentials, Push};
use crate::printer::confirm;
use crate::probe::{Composed, Composer, Suggestion, asks_subscribed};
use crate::text::words;

/// A composer of pushes from the message arguments of a command line.
pub(super) struct ArgsComposer<'a> {
    pub(super) args: &'a MessageArgs,
    set: Vec<(String, String)>,
    time: Option<u64>,
    credentials: &'a Credentials,
    pub(super) cx: &'a Context,
}

impl<'a> ArgsComposer<'a> {
    /// Checks the arguments. `time` is `CreateTime` in seconds since 1970; `None` is now.
    pub(super) fn new(
        args: &'a MessageArgs,
        time: Option<u64>,
        credentials: &'a Credentials,
        cx: &'a Context,
    ) -> Result<Self, Error> {
        let set = pairs("--set", &args.set)?;
        Ok(Self { args, set, time, credentials, cx })
    }

    /// Returns the push that the command line describes; `None` if it describes none.
    pub(super) fn push(&self) -> Result<Option<Push>, Error> {
        let body = |kind, path: &Path, flag| {
            let body = read_body(path, flag, self.cx)?;
            Ok(Some(self.print_suggestions(self.composer(None).body(kind, body)?)))
        };
        if let Some(path) = &self.args.xml {
            return body("xml", path, "--xml");
        }
        if let Some(path) = &self.args.json_body {
            return body("json", path, "--json-body");
        }
        match self.args.words()[..] {
            [] if std::io::stdin().is_terminal() => Ok(None),
            [] | ["-"] => self.text_from_stdin(),
            ref words => self.words(words),
        }
    }

    /// Returns a text message with the content of standard input; `None` if it is empty.
    fn text_from_stdin(&self) -> Result<Option<Push>, Error> {
        let text = value("KIND", "-", self.cx)?;
        if text.is_empty() { Ok(None) } else { self.words(&["text", &text]) }
    }

    /// Returns the push that these words describe.
    pub(super) fn words(&self, given: &[&str]) -> Result<Option<Push>, Error> {
        let asks = self.args.subscribed.is_none() && asks_subscribed(given) && self.cx.printer.can_ask();
        let answer = if asks {
            self.cx.catch_interrupts()?;
            Some(confirm(words().ask_subscribed)?)
        } else {
            None
        };
        let composed = self.composer(answer).words(given)?;
        Ok(composed.map(|composed| self.print_suggestions(composed)))
    }

    fn composer(&self, subscribed: Option<bool>) -> Composer<'_> {
        Composer {
            set: &self.set,
            add: self.args.add,
            user: self.args.user.as_deref(),
            account: self.args.sp.as_deref(),
            subscribed: self.args.subscribed.or(subscribed),
            time: self.time,
            receiver: &self.credentials.receiver,
            system: self.cx.system,
        }
    }

    fn print_suggestions(&self, composed: Composed) -> Push {
        for suggestion in composed.suggestions {
            let hint = match suggestion {
                Suggestion::UnknownEvent { name, closest } => (words().unknown_event)(&name, &closest),
                Suggestion::SentAsText { word, closest } => (words().sent_as_text)(&word, closest),
            };
            self.cx.printer.hint(&hint);
        }
        composed.push
    }
}
