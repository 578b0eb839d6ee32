//! The keys of all messages in the scenarios.

use super::TestArgs;
use crate::commands::args::{DEFAULT_TOKEN, ModeArg, known_aes_key};
use crate::config::{Key, Setting};
use crate::context::Context;
use crate::error::Error;
use crate::message::{Credentials, Family, PayCredentials, Platform, catalogue};
use crate::scenario::{CallbackMode, Keys, ScenarioFile};
use crate::secret::Secret;

/// The keys of every mode and platform that a scenario names.
pub(super) struct AllKeys {
    default: Credentials,
    /// Those of other modes and for intelligent bots, by mode and whether it is one.
    named: Vec<((Option<CallbackMode>, bool), Credentials)>,
    pay: Option<PayCredentials>,
    pay_key: Option<Secret>,
}

impl AllKeys {
    /// Returns the keys. A missing one is an error if a message needs it.
    pub(super) fn resolve(args: &TestArgs, files: &[ScenarioFile], cx: &Context) -> Result<Self, Error> {
        let default_mode = args.form.mode.chosen(args.credentials.aes_key.is_some(), cx)?;
        let resolve = |mode: Option<CallbackMode>, is_bot: bool| {
            let mode = match mode {
                Some(CallbackMode::Plain) => ModeArg::Plain,
                Some(CallbackMode::Compat) => ModeArg::Compat,
                Some(CallbackMode::Safe) => ModeArg::Safe,
                // Pushes to intelligent bots are always encrypted.
                None if is_bot && args.form.mode.given.is_none() && known_aes_key(cx)?.is_some() => {
                    ModeArg::Safe
                }
                None => default_mode,
            };
            let receiver = if is_bot { Some("") } else { None };
            Ok::<_, Error>(args.credentials.for_receiver(receiver).resolve(mode, false, cx)?.0)
        };
        let default = resolve(None, false)?;
        let mut all = Self { default, named: Vec::new(), pay: None, pay_key: None };
        let messages = files
            .iter()
            .flat_map(|file| &file.scenarios)
            .flat_map(|scenario| &scenario.steps)
            .flat_map(|step| &step.messages);
        for message in messages {
            let kind = message.kind().and_then(catalogue::kind);
            // A kind that is a variable may be any.
            let is_unknown = message.kind().is_none();
            for is_bot in [false, true] {
                let is_kind = kind.is_some_and(|kind| kind.family == Family::WorkBot) == is_bot;
                let key = (message.mode, is_bot);
                let is_needed = (is_kind || is_unknown) && key != (None, false);
                if is_needed && all.named.iter().all(|(known, _)| *known != key) {
                    match resolve(message.mode, is_bot) {
                        Ok(credentials) => all.named.push((key, credentials)),
                        Err(_) if is_unknown && is_bot => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            match kind.map(|kind| kind.family.platform()) {
                Some(Platform::Pay) if all.pay.is_none() => all.pay = Some(args.pay.resolve(cx)?),
                Some(Platform::PayV2) if all.pay_key.is_none() => all.pay_key = Some(args.pay.key(cx)?),
                None if is_unknown => {
                    all.pay = all.pay.or_else(|| args.pay.resolve(cx).ok());
                    all.pay_key = all.pay_key.or_else(|| args.pay.key(cx).ok());
                }
                _ => {}
            }
        }
        Ok(all)
    }

    /// Returns the keys for a mode; the other argument is `true` for messages to intelligent bots.
    pub(super) fn of(&self, mode: Option<CallbackMode>, is_bot: bool) -> Keys<'_> {
        let named = self.named.iter().find(|(known, _)| *known == (mode, is_bot));
        Keys {
            credentials: named.map_or(&self.default, |(_, credentials)| credentials),
            pay: self.pay.as_ref(),
            pay_key: self.pay_key.as_ref(),
        }
    }
}

/// Masks the secrets of the account in what the bot writes and answers.
pub(super) fn hide_secrets(args: &TestArgs, cx: &Context) -> Result<(), Error> {
    let given = [&args.credentials.token, &args.credentials.aes_key, &args.pay.apiv3_key, &args.pay.pay_key];
    let keys = [Key::Token, Key::EncodingAesKey, Key::Secret, Key::ApiV3Key, Key::PayKey];
    let mut secrets: Vec<Secret> = given.into_iter().flatten().cloned().collect();
    for key in keys {
        secrets.extend(cx.settings()?.get(key)?.map(|Setting { value, .. }| value));
    }
    // The default token is in the documentation.
    for secret in secrets.iter().filter(|secret| secret.expose() != DEFAULT_TOKEN) {
        cx.hide(secret);
    }
    Ok(())
}
