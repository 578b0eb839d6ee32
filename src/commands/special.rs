//! Commands of the groups that do more than one call, or none.

use clap::{ArgMatches, Args, FromArgMatches};

use super::entry::{after, sentence};
use super::{menu, qrcode, ticket, token, user};
use crate::api;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::text::help;

/// A command that has a file of its own.
pub(super) struct Special {
    /// The first word.
    pub(super) group: &'static str,
    /// The second.
    pub(super) action: &'static str,
    augment: fn(clap::Command) -> clap::Command,
    about: fn() -> &'static str,
    pub(super) run: fn(&ArgMatches, &Context) -> Result<Outcome, Error>,
}

impl Special {
    /// Its clap command: what its endpoint says of itself, where it has one.
    pub(super) fn command(&self) -> clap::Command {
        let entry = api::command(self.group, self.action);
        let own = (self.about)();
        let about = match entry {
            Some(entry) if own.is_empty() => sentence(entry.about),
            _ => own.to_owned(),
        };
        let command = (self.augment)(clap::Command::new(self.action)).about(about);
        match entry {
            Some(entry) if entry.command == Some((self.group, self.action)) => {
                command.aliases(entry.aliases.iter().copied()).after_help(after(entry))
            }
            _ => command,
        }
    }
}

macro_rules! specials {
    ($($group:literal $action:literal $args:ty, $run:path, $about:expr;)*) => {
        /// All of them.
        const SPECIALS: &[Special] = &[$(Special {
            group: $group,
            action: $action,
            augment: |command| <$args as Args>::augment_args(command),
            about: || $about,
            run: |matches, cx| {
                let args = <$args as FromArgMatches>::from_arg_matches(matches);
                $run(&args.map_err(|error| Usage::Clap(Box::new(error)))?, cx)
            },
        }),*];
    };
}

specials! {
    "token" "get" token::GetArgs, token::get, "";
    "token" "refresh" token::RefreshArgs, token::refresh, help().token.refresh;
    "token" "show" token::ShowArgs, token::show, help().token.show;
    "token" "clear" token::ShowArgs, token::clear, help().token.clear;
    "ticket" "get" ticket::GetArgs, ticket::get, "";
    "menu" "create" menu::CreateArgs, menu::create, "";
    "menu" "add-conditional" menu::CreateArgs, menu::add_conditional, "";
    "menu" "delete" menu::DeleteArgs, menu::delete, "";
    "menu" "lint" menu::LintArgs, menu::lint, help().menu.lint;
    "menu" "preview" menu::PreviewArgs, menu::preview, help().menu.preview;
    "menu" "diff" menu::DiffArgs, menu::diff, help().menu.diff;
    "menu" "pull" menu::PullArgs, menu::pull, help().menu.pull;
    "menu" "push" menu::PushArgs, menu::push, help().menu.push;
    "menu" "rollback" menu::RollbackArgs, menu::rollback, help().menu.rollback;
    "user" "list" user::ListArgs, user::list, "";
    "tag" "members" user::MembersArgs, user::members, "";
    "blacklist" "list" user::BlacklistArgs, user::blacklist, "";
    "qrcode" "create" qrcode::CreateArgs, qrcode::create, "";
    "qrcode" "show" qrcode::ShowArgs, qrcode::show, "";
}

/// Those of a group.
pub(super) fn of(group: &str) -> impl Iterator<Item = &'static Special> {
    SPECIALS.iter().filter(move |special| special.group == group)
}

/// The one that these words call, by an alias of its endpoint too.
pub(super) fn find(group: &str, action: &str) -> Option<&'static Special> {
    let name = api::command(group, action).and_then(|entry| entry.command).map_or(action, |(_, name)| name);
    of(group).find(|special| special.action == name)
}
