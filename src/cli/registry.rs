//! The commands that have a file of their own, by path.
//!
//! A command is one line here: its path, its arguments, its function, its description, and the text below its help. A
//! command without a description is also in the endpoint table and takes its help from there. All other commands are
//! made from the table by [`crate::commands::endpoint`].
//!
//! Commands are found by comparison, because a table of function pointers would cost one relocation per command at
//! start-up.

use clap::{ArgMatches, Args, FromArgMatches as _};
use serde_json::json;

use super::HelpArgs;
use crate::api::Section;
use crate::commands::message::library;
use crate::commands::{
    NoArgs, api, app, autoreply, bench, completions, config, crypt, doctor, draft, explain, init, listen,
    man, material, menu, message, mini, mock, oauth, open, openid_list, publish, qrcode, replay, rules, send,
    serve, sign, test, ticket, token, verify_url,
};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::text::help;

/// A command that has a file of its own.
pub(super) struct OwnCommand {
    /// The path, such as `menu create`.
    pub(super) path: &'static str,
    /// A function that adds its arguments.
    pub(super) augment: fn(clap::Command) -> clap::Command,
    /// Its description in help; `None` takes it from the endpoint table.
    pub(super) about: Option<&'static str>,
    /// The text below its help; may be empty.
    pub(super) after: &'static str,
    /// A function that runs it.
    pub(super) run: fn(&mut ArgMatches, &Context) -> Result<Outcome, Error>,
}

/// A group of these commands.
pub(super) struct OwnGroup {
    /// The path of the group.
    pub(super) path: &'static str,
    /// Its description in help.
    pub(super) about: &'static str,
    /// The text below its help; may be empty.
    pub(super) after: &'static str,
}

macro_rules! commands {
    ($($path:literal => $args:ty, $run:expr $(, $about:expr $(, $after:expr)?)?;)*) => {
        /// The paths of all commands, one per line, in the order of help.
        const PATHS: &str = concat!($($path, "\n"),*);

        /// Returns the command with this path.
        pub(super) fn find(words: &str) -> Option<OwnCommand> {
            Some(match words {
                $($path => OwnCommand {
                    path: $path,
                    augment: <$args as Args>::augment_args,
                    about: first(&[$($about)?]),
                    after: first(&[$($($after)?)?]).unwrap_or_default(),
                    run: |matches, cx| {
                        let args = <$args>::from_arg_matches_mut(matches);
                        $run(&args.map_err(|error| Usage::Clap(Box::new(error)))?, cx)
                    },
                },)*
                _ => return None,
            })
        }
    };
}

/// Writes the man pages of all commands. `man` itself cannot build the clap tree, which is above `commands`.
fn man_pages(args: &man::ManArgs, _cx: &Context) -> Result<Outcome, Error> {
    man::run(args, super::command())
}

/// `webot version`
#[expect(clippy::unnecessary_wraps, reason = "every command has this signature")]
fn version(_args: &NoArgs, _cx: &Context) -> Result<Outcome, Error> {
    let version = env!("CARGO_PKG_VERSION");
    Ok(Outcome::value(json!({ "version": version }), format!("webot {version}")))
}

/// Returns the first text, if any.
fn first(given: &[&'static str]) -> Option<&'static str> {
    given.first().copied()
}

commands! {
    "send" => send::SendArgs, send::run, help().send.about, help().send.after;
    "verify-url" => verify_url::VerifyUrlArgs, verify_url::run, help().verify_url.about, help().verify_url.after;
    "explain" => explain::ExplainArgs, explain::run, help().explain.about, help().explain.after;
    "sign message" => sign::MessageArgs, sign::message, help().sign.message;
    "sign jsapi" => sign::JsapiArgs, sign::jsapi, help().sign.jsapi;
    "sign agent" => sign::AgentArgs, sign::agent, help().sign.agent;
    "sign addr" => sign::AddrArgs, sign::addr, help().sign.addr;
    "sign card" => sign::CardArgs, sign::card, help().sign.card;
    "sign choose-card" => sign::ChooseCardArgs, sign::choose_card, help().sign.choose_card;
    "sign package" => sign::PackageArgs, sign::package, help().sign.package;
    "sign pay-sign" => sign::PaySignArgs, sign::pay_sign, help().sign.pay_sign;
    "sign pay" => sign::PayArgs, sign::pay, help().sign.pay;
    "sign jspay" => sign::JspayArgs, sign::jspay, help().sign.jspay;
    "sign v3" => sign::V3Args, sign::v3, help().sign.v3;
    "sign notify" => sign::NotifyArgs, sign::notify, help().sign.notify;
    "sign session" => sign::SessionArgs, sign::session, help().sign.session;
    "sign xpay" => sign::XpayArgs, sign::xpay, help().sign.xpay;
    "sign intracity" => sign::IntracityArgs, sign::intracity, help().sign.intracity;
    "sign api" => sign::ApiArgs, sign::api, help().sign.server;
    "crypt decrypt" => crypt::DecryptArgs, crypt::decrypt, help().crypt.decrypt, help().crypt.decrypt_after;
    "crypt encrypt" => crypt::EncryptArgs, crypt::encrypt, help().crypt.encrypt, help().crypt.encrypt_after;
    "crypt mini" => crypt::MiniArgs, crypt::mini, help().crypt.mini, help().crypt.mini_after;
    "crypt refund" => crypt::RefundArgs, crypt::refund, help().crypt.refund, help().crypt.refund_after;
    "crypt notify" => crypt::NotifyArgs, crypt::notify, help().crypt.notify, help().crypt.notify_after;
    "crypt verify-notify" => crypt::VerifyNotifyArgs, crypt::verify_notify,
        help().crypt.verify_notify, help().crypt.verify_notify_after;
    "api" => api::ApiArgs, api::run, help().api.about, help().api.after;
    "config show" => NoArgs, config::show, help().config_command.show;
    "config get" => config::GetArgs, config::get, help().config_command.get;
    "config edit" => NoArgs, config::edit, help().config_command.edit;
    "config set" => config::SetArgs, config::set, help().config_command.set, help().config_command.set_after;
    "config unset" => config::UnsetArgs, config::unset, help().config_command.unset;
    "config path" => NoArgs, config::path, help().config_command.path;
    "config schema" => NoArgs, config::schema, help().config_command.schema;
    "init" => init::InitArgs, init::run, help().init.about, help().init.after;
    "mock" => mock::MockArgs, mock::run, help().mock.about, help().mock.after;
    "doctor" => doctor::DoctorArgs, doctor::run, help().doctor.about, help().doctor.after;
    "listen" => listen::ListenArgs, listen::run, help().listen.about, help().listen.after;
    "replay" => replay::ReplayArgs, replay::run, help().replay.about, help().replay.after;
    "test" => test::TestArgs, test::run, help().test.about, help().test.after;
    "bench" => bench::BenchArgs, bench::run, help().bench.about, help().bench.after;
    "serve" => serve::ServeArgs, serve::run, help().serve.about, help().serve.after;
    "rules list" => rules::ListArgs, rules::list, help().serve.list, help().serve.list_after;
    "rules test" => rules::TestArgs, rules::test, help().serve.test, help().serve.test_after;
    "open" => open::OpenArgs, open::run, help().open.about, help().open.after;
    "completions" => completions::CompletionsArgs, completions::run, help().completions;
    "man" => man::ManArgs, man_pages, help().man;
    "help" => HelpArgs, super::help_of, help().help_command;
    "version" => NoArgs, version, help().version;
    "menu create" => menu::CreateArgs, menu::create;
    "menu add-conditional" => menu::CreateArgs, menu::add_conditional;
    "menu delete" => menu::DeleteArgs, menu::delete;
    "menu lint" => menu::LintArgs, menu::lint, help().menu.lint;
    "menu preview" => menu::PreviewArgs, menu::preview, help().menu.preview;
    "menu diff" => menu::DiffArgs, menu::diff, help().menu.diff;
    "menu pull" => menu::PullArgs, menu::pull, help().menu.pull;
    "menu edit" => menu::EditArgs, menu::edit, help().menu.edit;
    "menu push" => menu::PushArgs, menu::push, help().menu.push;
    "menu rollback" => menu::RollbackArgs, menu::rollback, help().menu.rollback;
    "autoreply get" => autoreply::AutoreplyArgs, autoreply::get;
    "user list" => openid_list::ListArgs, openid_list::list;
    "tag members" => openid_list::MembersArgs, openid_list::members;
    "blacklist list" => openid_list::BlacklistArgs, openid_list::blacklist;
    "material sync" => material::SyncArgs, material::sync, help().material.sync;
    "draft add" => draft::AddArgs, draft::add;
    "draft update" => draft::UpdateArgs, draft::update;
    "publish submit" => publish::SubmitArgs, publish::submit;
    "qrcode create" => qrcode::CreateArgs, qrcode::create;
    "qrcode show" => qrcode::ShowArgs, qrcode::show;
    "token get" => token::GetArgs, token::get;
    "token refresh" => token::RefreshArgs, token::refresh, help().token.refresh;
    "token show" => token::ShowArgs, token::show, help().token.show;
    "token clear" => token::ShowArgs, token::clear, help().token.clear;
    "token serve" => token::ServeArgs, token::serve, help().token_server.about, help().token_server.after;
    "ticket get" => ticket::GetArgs, ticket::get;
    "app config" => app::ConfigArgs, app::config, help().app.config;
    "app check" => app::CheckArgs, app::check, help().app.check;
    "app check-share" => app::ShareArgs, app::check_share, help().app.check_share;
    "app login" => app::LoginArgs, app::login, help().app.login;
    "message custom menu" => message::MenuArgs, message::menu;
    "message custom send" => message::SendArgs, message::send, help().message.custom_send;
    "message template send" => message::TemplateArgs, message::template;
    "message subscribe send" => message::TemplateArgs, message::subscribe;
    "message subscribe list" => library::ListArgs, library::list, help().message.templates;
    "message subscribe add" => library::AddArgs, library::add, help().message.add_template;
    "message subscribe delete" => library::DeleteArgs, library::delete, help().message.delete_template;
    "message subscribe categories" => library::CategoriesArgs, library::categories, help().message.categories;
    "message subscribe titles" => library::TitlesArgs, library::titles, help().message.titles;
    "message subscribe keywords" => library::KeywordsArgs, library::keywords, help().message.keywords;
    "message mass send" => message::MassArgs, message::send_mass;
    "message mass send-to" => message::MassToArgs, message::send_to_openids;
    "message mass preview" => message::PreviewArgs, message::preview;
    "message mass delete" => message::DeleteArgs, message::delete;
    "message industry set" => message::IndustryArgs, message::set_industry;
    "mini login" => mini::LoginArgs, mini::login;
    "mini code create" => mini::CodeArgs, mini::create_code;
    "mini scheme create" => mini::LinkArgs, mini::create_scheme;
    "mini link create" => mini::LinkArgs, mini::create_link;
    "mini check text" => mini::TextArgs, mini::text;
    "mini check image" => mini::ImageArgs, mini::image;
    "mini subscribe send" => mini::SubscribeArgs, mini::subscribe_send;
    "mini subscribe add" => library::AddArgs, library::add;
    "mini updatable set" => mini::UpdatableArgs, mini::set_updatable;
    "mini live list" => mini::ListArgs, mini::live_list;
    "mini live replay" => mini::ReplayArgs, mini::live_replay, help().mini.replay;
    "mini ship upload" => mini::ShipArgs, mini::ship_upload;
    "oauth url" => oauth::UrlArgs, oauth::url, help().oauth.url, help().oauth.url_after;
    "oauth login" => oauth::LoginArgs, oauth::login, help().oauth.login, help().oauth.login_after;
    "oauth token" => oauth::TokenArgs, oauth::token;
    "oauth refresh" => oauth::RefreshArgs, oauth::refresh;
    "oauth user" => oauth::UserArgs, oauth::user;
    "oauth check" => oauth::CheckArgs, oauth::check;
    "oauth serve" => oauth::ServeArgs, oauth::serve, help().oauth.serve, help().oauth.serve_after;
}

/// Returns the group with this path; the groups of endpoint commands are in another table.
pub(super) fn group(words: &str) -> Option<OwnGroup> {
    let help = help();
    let (path, about, after) = match words {
        "sign" => ("sign", help.sign.about, help.sign.after),
        "crypt" => ("crypt", help.crypt.about, help.crypt.after),
        "config" => ("config", help.config_command.about, help.config_command.after),
        "rules" => ("rules", help.serve.rules, ""),
        "app" => ("app", help.app.about, ""),
        _ => return None,
    };
    Some(OwnGroup { path, about, after })
}

/// The commands of this file that change the account, the configuration or stored tokens.
pub(super) const WRITING: [&str; 15] = [
    "app login",
    "oauth login",
    "oauth token",
    "config set",
    "config unset",
    "config edit",
    "init",
    "menu create",
    "menu add-conditional",
    "menu delete",
    "menu edit",
    "menu push",
    "menu rollback",
    "token refresh",
    "token clear",
];

/// Returns the section of help that lists a command or group of this file.
pub(super) fn section(path: &str) -> Section {
    match path {
        "send" | "verify-url" | "serve" | "rules" | "listen" | "replay" | "test" | "bench" => Section::Bots,
        "sign" | "crypt" => Section::Signatures,
        "doctor" | "explain" | "open" => Section::Diagnosis,
        "api" | "mock" => Section::Api,
        "app" => Section::MiniProgram,
        _ => Section::Tool,
    }
}

/// Returns the paths of the commands and groups directly below a group, or below `webot` if its path is empty.
pub(super) fn children(words: &str) -> Vec<&'static str> {
    let mut found: Vec<&str> = Vec::new();
    for path in PATHS.lines() {
        let rest = if words.is_empty() {
            Some(path)
        } else {
            path.strip_prefix(words).and_then(|rest| rest.strip_prefix(' '))
        };
        let Some(rest) = rest else { continue };
        let end = rest.find(' ').map_or(path.len(), |blank| path.len() - rest.len() + blank);
        if found.last() != Some(&&path[..end]) && !found.contains(&&path[..end]) {
            found.push(&path[..end]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{PATHS, children, find, group};
    use crate::api;

    #[test]
    fn every_command_is_found_once_under_a_group() {
        let mut seen = HashSet::new();
        for path in PATHS.lines() {
            let own = find(path).expect(path);
            assert_eq!(own.path, path);
            assert!(seen.insert(path), "{path} stands twice");
            assert_eq!(own.about.is_none(), api::command(path).is_some(), "{path}: help from one place");
            let Some((parent, _)) = path.rsplit_once(' ') else { continue };
            assert_ne!(
                group(parent).is_some(),
                api::group(parent).is_some(),
                "{parent}: a group in one place"
            );
        }
    }

    #[test]
    fn what_stands_beneath_a_word_is_named_once() {
        assert_eq!(
            children("config"),
            [
                "config show",
                "config get",
                "config edit",
                "config set",
                "config unset",
                "config path",
                "config schema"
            ]
        );
        assert_eq!(children("")[..5], ["send", "verify-url", "explain", "sign", "crypt"]);
        assert!(children("send").is_empty() && children("con").is_empty());
    }
}
