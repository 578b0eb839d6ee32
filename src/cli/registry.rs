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
    NoArgs, api, app, autoreply, bench, chat, completions, config, crypt, doctor, draft, explain, init,
    jssdk, listen, man, material, mcp, menu, message, mini, mock, oauth, open, openid_list, pay, publish,
    qrcode, replay, rules, send, serve, sign, test, ticket, token, verify_url, work,
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

/// Serves the tools of agents. The help is above `commands`, like the clap tree.
fn mcp_server(args: &NoArgs, cx: &Context) -> Result<Outcome, Error> {
    mcp::run(args, cx, super::document::document)
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
    "chat" => chat::ChatArgs, chat::run, help().chat.about, help().chat.after;
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
    "jssdk serve" => jssdk::ServeArgs, jssdk::serve, help().jssdk.serve, help().jssdk.serve_after;
    "jssdk stub" => jssdk::StubArgs, jssdk::stub, help().jssdk.stub, help().jssdk.stub_after;
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
    "help" => HelpArgs, super::help_of, help().help_command, help().help_after;
    "mcp" => NoArgs, mcp_server, help().mcp.about, help().mcp.after;
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
    "pay order" => pay::OrderArgs, pay::order, help().pay.order_about;
    "pay query" => pay::QueryArgs, pay::query, help().pay.query_about;
    "pay close" => pay::CloseArgs, pay::close, help().pay.close_about;
    "pay refund create" => pay::RefundArgs, pay::refund_create, help().pay.refund_create;
    "pay refund query" => pay::RefundQueryArgs, pay::refund_query, help().pay.refund_query;
    "pay bill trade" => pay::TradeArgs, pay::trade, help().pay.bill_trade;
    "pay bill fundflow" => pay::FundflowArgs, pay::fundflow, help().pay.bill_fundflow;
    "pay certs" => pay::CertsArgs, pay::certs, help().pay.certs;
    "pay transfer create" => pay::TransferArgs, pay::transfer_create, help().pay.transfer_create;
    "pay transfer query" => pay::TransferNumberArgs, pay::transfer_query, help().pay.transfer_query;
    "pay transfer cancel" => pay::CancelArgs, pay::transfer_cancel, help().pay.transfer_cancel;
    "pay combine order" => pay::CombineArgs, pay::combine_order, help().pay.combine_order;
    "pay combine query" => pay::CombineQueryArgs, pay::combine_query, help().pay.combine_query;
    "pay combine close" => pay::CombineCloseArgs, pay::combine_close, help().pay.combine_close;
    "pay share create" => pay::ShareArgs, pay::share_create, help().pay.share_create;
    "pay share query" => pay::ShareQueryArgs, pay::share_query, help().pay.share_query;
    "pay share unfreeze" => pay::UnfreezeArgs, pay::share_unfreeze, help().pay.share_unfreeze;
    "pay share amounts" => pay::AmountsArgs, pay::share_amounts, help().pay.share_amounts;
    "pay share return" => pay::ReturnArgs, pay::share_return, help().pay.share_return;
    "pay share return-query" => pay::ReturnQueryArgs, pay::share_return_query, help().pay.share_return_query;
    "pay share add-receiver" => pay::AddReceiverArgs, pay::add_receiver, help().pay.share_add;
    "pay share delete-receiver" => pay::ReceiverArgs, pay::delete_receiver, help().pay.share_delete;
    "pay complaint list" => pay::ComplaintsArgs, pay::complaint_list, help().pay.complaint_list;
    "pay complaint get" => pay::ComplaintArgs, pay::complaint_get, help().pay.complaint_get;
    "pay complaint history" => pay::ComplaintArgs, pay::complaint_history, help().pay.complaint_history;
    "pay complaint reply" => pay::ComplaintReplyArgs, pay::complaint_reply, help().pay.complaint_reply;
    "pay complaint complete" => pay::CompleteArgs, pay::complaint_complete, help().pay.complaint_complete;
    "pay simulate" => pay::SimulateArgs, pay::simulate, help().pay.simulate;
    "pay v2 order" => pay::v2::OrderArgs, pay::v2::order, help().pay.v2_order;
    "pay v2 query" => pay::v2::QueryArgs, pay::v2::query, help().pay.v2_query;
    "pay v2 close" => pay::v2::CloseArgs, pay::v2::close, help().pay.v2_close;
    "pay v2 refund" => pay::v2::RefundArgs, pay::v2::refund, help().pay.v2_refund;
    "pay v2 refund-query" => pay::v2::RefundQueryArgs, pay::v2::refund_query, help().pay.v2_refund_query;
    "pay v2 bill" => pay::v2::BillArgs, pay::v2::bill, help().pay.v2_bill;
    "pay v2 micropay" => pay::v2::MicropayArgs, pay::v2::micropay, help().pay.v2_micropay;
    "pay v2 reverse" => pay::v2::ReverseArgs, pay::v2::reverse, help().pay.v2_reverse;
    "pay v2 short-url" => pay::v2::ShortUrlArgs, pay::v2::short_url, help().pay.v2_short_url;
    "oauth url" => oauth::UrlArgs, oauth::url, help().oauth.url, help().oauth.url_after;
    "oauth login" => oauth::LoginArgs, oauth::login, help().oauth.login, help().oauth.login_after;
    "oauth token" => oauth::TokenArgs, oauth::token;
    "oauth refresh" => oauth::RefreshArgs, oauth::refresh;
    "oauth user" => oauth::UserArgs, oauth::user;
    "oauth check" => oauth::CheckArgs, oauth::check;
    "work token get" => work::TokenArgs, work::get, help().work.token_get;
    "work token show" => work::StoredArgs, work::show, help().work.token_show;
    "work token clear" => work::StoredArgs, work::clear, help().work.token_clear;
    "work message card" => work::CardArgs, work::card;
    "work message send" => work::SendArgs, work::send, help().work.message_send;
    "work chat send" => work::ChatArgs, work::send_to_chat, help().work.chat_send;
    "work notify" => work::NotifyArgs, work::notify, help().work.notify, help().work.notify_after;
    "work kf pull" => work::PullArgs, work::pull;
    "work kf serve" => work::ServeArgs, work::serve, help().work.kf_serve;
    "work suite ticket" => work::SuiteTicketArgs, work::suite_ticket, help().work.suite_set;
    "work suite token" => work::SuiteTokenArgs, work::suite_token, help().work.suite_token;
    "work suite pre-auth-code" => work::PreAuthArgs, work::pre_auth_code, help().work.suite_pre_auth;
    "work suite authorize" => work::AuthorizeArgs, work::authorize, help().work.suite_authorize;
    "work suite show" => work::SuiteShowArgs, work::suite_show, help().work.suite_show;
    "work menu create" => work::MenuArgs, work::create_menu;
    "work oauth url" => work::OauthArgs, work::oauth_url, help().work.oauth_url;
    "work jssdk config" => sign::JsapiArgs, work::jssdk_config, help().work.jssdk_config;
    "work jssdk agent-config" => sign::AgentArgs, work::jssdk_agent, help().work.jssdk_agent;
    "oauth serve" => oauth::ServeArgs, oauth::serve, help().oauth.serve, help().oauth.serve_after;
}

/// Returns the group with this path; the groups of endpoint commands are in another table.
pub(super) fn group(words: &str) -> Option<OwnGroup> {
    let help = help();
    let (path, about, after) = match words {
        "sign" => ("sign", help.sign.about, help.sign.after),
        "jssdk" => ("jssdk", help.jssdk.about, ""),
        "crypt" => ("crypt", help.crypt.about, help.crypt.after),
        "config" => ("config", help.config_command.about, help.config_command.after),
        "rules" => ("rules", help.serve.rules, ""),
        "app" => ("app", help.app.about, ""),
        "pay" => ("pay", help.pay.about, help.pay.after),
        "pay refund" => ("pay refund", help.pay.refund, ""),
        "pay bill" => ("pay bill", help.pay.bill, ""),
        "pay transfer" => ("pay transfer", help.pay.transfer, ""),
        "pay combine" => ("pay combine", help.pay.combine, ""),
        "pay share" => ("pay share", help.pay.share, ""),
        "pay complaint" => ("pay complaint", help.pay.complaint, ""),
        "pay v2" => ("pay v2", help.pay.v2, ""),
        _ => return None,
    };
    Some(OwnGroup { path, about, after })
}

/// The commands of this file that change the account, the configuration or stored tokens.
pub(super) const WRITING: [&str; 41] = [
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
    "work token clear",
    "work message send",
    "work chat send",
    "work notify",
    "work kf serve",
    "work suite ticket",
    "work suite authorize",
    "pay order",
    "pay close",
    "pay refund create",
    "pay transfer create",
    "pay transfer cancel",
    "pay combine order",
    "pay combine close",
    "pay share create",
    "pay share unfreeze",
    "pay share return",
    "pay share add-receiver",
    "pay share delete-receiver",
    "pay complaint reply",
    "pay complaint complete",
    "pay v2 order",
    "pay v2 close",
    "pay v2 refund",
    "pay v2 micropay",
    "pay v2 reverse",
];

/// Returns the section of help that lists a command or group of this file.
pub(super) fn section(path: &str) -> Section {
    match path {
        "send" | "chat" | "verify-url" | "serve" | "rules" | "listen" | "replay" | "test" | "bench" => {
            Section::Bots
        }
        "sign" | "jssdk" | "crypt" => Section::Signatures,
        "doctor" | "explain" | "open" => Section::Diagnosis,
        "api" | "mock" => Section::Api,
        "app" => Section::MiniProgram,
        "pay" => Section::Pay,
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
        assert_eq!(children("")[..5], ["send", "chat", "verify-url", "explain", "sign"]);
        assert!(children("send").is_empty() && children("con").is_empty());
    }
}
