//! `webot`, the command line of WeChat developers, as a library.
//!
//! # For tests of your own bot
//! [`message`] builds, signs and judges messages, [`sign`] computes signatures; both are pure. Every other room serves
//! the binary and is private, so that the compiler finds dead code; its tests stand in `tests` modules beside the code.
//!
//! # The map
//! `argv → cli → commands → probe | wechat | … → Outcome → printer`: a command resolves its arguments to plain values,
//! calls a room below, and returns an `Outcome`, which is data. A room imports only from rooms below
//! it; a test holds the order, which is that of this table.
//!
//! | room | holds |
//! |---|---|
//! | `cli` | the registry of commands by path, the clap tree, completion, old spellings |
//! | `commands` | one file or folder per command; `endpoint/` makes commands from the endpoint table; `args/` holds shared arguments |
//! | `context` | environment, printer, `block_on`, Ctrl-C; only commands see it |
//! | `printer` | the only code that writes to the terminal: outcomes, tables, streams, logs, prompts, full screens |
//! | `text` | the text of help, errors and findings, in English and in Chinese |
//! | `error` | the error of the crate, made from those of the rooms, and the exit codes; data only |
//! | `diagnose` | why an account, a bot or a call does not work: the checks of `doctor`; what `explain` recognizes in a text |
//! | `page` | pages for a browser on this machine: files, feed of events, server; the conversation of `chat`, and what a server reports with `--ui` |
//! | `scenario` | files of conversations with expected replies: read, run, check; starts and ends the bot under test |
//! | `probe` | sends pushes to a bot as WeChat does: compose, sign, deliver, expect, judge; checks a URL |
//! | `relay` | forwards pushes to a bot unchanged, and verifies, judges and records them on the way |
//! | `recording` | the files of recorded pushes: written, read, masked, compared |
//! | `bot` | a bot by the rules of a file: rules, engine, sessions, server; the bot of `send --demo` |
//! | `token_server` | hands out tokens and tickets of several accounts over HTTP, as WeChat's own endpoints do |
//! | `mock` | the built-in mock of WeChat: a pure world of state, handlers by chapter, the server |
//! | `wechat` | the client of WeChat's API for an account: calls, retries, tokens, tickets, token stores |
//! | `api` | the endpoint table, the catalogue of all other endpoints, the errcodes |
//! | `config` | `wx_config.json` and the environment: keys, profiles, origins, edits |
//! | `menu` | menu files: lint, preview, comparison, conversion for `menu/create`; pure |
//! | `article` | articles for drafts: HTML and Markdown files, WeChat's rules for them; pure |
//! | `oauth_link` | composes and checks links of web authorization; pure |
//! | `mobile_app` | composes and checks the files and shares of apps with WeChat's SDK; pure |
//! | `pay` | amounts, numbers of orders and bills of WeChat Pay; pure |
//! | `crypt` | decryption of data other than callbacks, and RSA signatures; pure |
//! | [`message`] | the pushes of WeChat and the replies of bots: kinds, XML and JSON, the envelope, the rules; pure |
//! | [`sign`] | signatures, and the mistakes behind wrong ones; the names of the JS-SDK; pure |
//! | `http` | requests, the HTTP client, failures, URLs; the accept loop of every server |
//! | `files` | reading files with a limit, writing them atomically, locks; the user's folders |
//! | `store` | errors of stores; Redis |
//! | `source` | JSON and YAML as a tree with lines and columns; pure |
//! | `js_regex` | JavaScript regular expressions; pure |
//! | `table` | reads the tables that `build/` compiled from YAML |
//! | `lang` | the language, a bilingual text, a message with hints, the severity of a finding |
//! | `secret` `random` `closest` `system` `qr` `file_format` | secrets and masking; seeded random numbers; "did you mean"; clock, randomness, locale and signals of Windows; QR codes; formats of media files |
//!
//! # Words
//! A thing has one word, in names, docs and messages. The Chinese words are those of WeChat's consoles and documentation.
//!
//! | word | 中文 | meaning |
//! |---|---|---|
//! | bot | 机器人 | the server behind a callback URL |
//! | callback URL | 服务器地址（URL） | the address to which WeChat sends pushes, as entered in a console |
//! | push | 推送 | a request of WeChat to a callback URL: a message, an event, a notice or a notification |
//! | message, event | 消息、事件 | a push that a user or an account causes |
//! | notification | 通知 | a push of WeChat Pay |
//! | kind | 消息类型 | one sort of push, as `webot send --list` lists them |
//! | reply | 回复 | the body with which a bot answers a push; an API has a response (响应) |
//! | Token | Token | the secret of a callback's signature; an `access_token` is never called a token of the callback |
//! | EncodingAESKey | 消息加解密密钥 | the key of encrypted pushes and replies |
//! | plain, compat, safe | 明文模式、兼容模式、安全模式 | the encryption mode (消息加解密方式) of a callback |
//! | envelope | 密文 | an encrypted message with `Encrypt` and its signature |
//! | receiver | 接收方 | the appid, corpid or suiteid for which a message is encrypted |
//! | console | 后台 | a website for settings: of official accounts (公众平台), of WeCom, of WeChat Pay (商户平台) |
//! | profile | profile | one of the accounts in `wx_config.json` |
//! | mock | 模拟微信 | webot's own server of WeChat's API, as a command (`webot mock`) or built in (`--mock`) |
//! | demo bot | 演示机器人 | the bot of `webot send --demo` |
//! | follower | 粉丝 | a user who follows an official account; a user is any person (用户) |
//! | custom menu | 自定义菜单 | the menu of an account; a conditional menu (个性化菜单) is for some users only |
//! | scene value | 场景值 | the number or text in a QR code |
//! | ticket | ticket | a `jsapi_ticket`, an `api_ticket` of cards, or that of a QR code |
//! | stub | 模拟脚本 | webot's own script in place of WeChat's `jweixin.js` |
//! | quota | 调用额度 | the number of calls of an endpoint in a day |
//! | merchant ID | 商户号 | the account number of WeChat Pay |
//! | rules file | 规则文件 | the rules of `webot serve` |
//! | conversation | 会话 | the messages of a user and a bot's session data of them |
//! | cache | 缓存 | tokens and tickets that webot keeps |
//! | invalidate | 使……失效 | end a token before it expires (过期) |
//!
//! # How to add
//! - An endpoint is one entry in `api/chapters/*.yaml`. Its command, help, completion, man page, `--dry-run`, mock route
//!   and test are made from it. If it has state in the mock, the entry names a handler in `mock/chapters/`, whose data
//!   is in `mock/state/`.
//! - The push that reports the result of a call is an arm in `mock/pushes/results.rs`; the act of a user is one in
//!   `mock/world/acts.rs`. Both name a kind and its fields.
//! - A kind of push is one entry in `message/kinds/*.yaml`, an errcode is one in `api/errcode/*.yaml`, an error with
//!   a word or a sentence in place of a number is one in `api/named/*.yaml`, a name of the JS-SDK is one in
//!   `sign/jssdk.yaml`. An invalid entry fails the build with file and line.
//! - A command that is more than one call has a file in `commands/` and a line in `cli/registry.rs`: `listen` is
//!   `commands/listen.rs` over `relay` and `recording`.
//! - A rule about replies is a variant of [`message::Rule`], which does not compile until it has a text in both languages.
//! - A check of `doctor` would be a function in `diagnose/doctor` that returns findings as data; their text is in `text`.
//! - A key of `wx_config.json` is one entry in `config/keys.rs`.
//!
//! # Deviations from the plan
//! `system` holds the clock and the randomness that the plan calls `Deps`; `table` is the reader of compiled tables.
//! The full-screen view of `listen` is `commands/listen/view`, which lays lines out; `printer/screen` alone draws them, with
//! ratatui, and replaces what could manipulate the terminal. The view has a thread of its own, so that no push waits for
//! a terminal.
//! `--ui` puts a view of a server's own reports on a page: `listen/page`, `mock/page` and `serve/page` are hosts of one feed,
//! whose items are put into words when a page reads them, so that nothing is done while none is open. Acts on the mock are
//! calls of its control API that go through a channel instead of a socket.
//! Short bilingual texts that are data, such as the replies of the demo bot, are in the code that uses them.

mod api;
mod article;
mod bot;
mod cli;
mod closest;
mod commands;
mod config;
mod context;
mod crypt;
mod diagnose;
mod error;
mod file_format;
mod files;
#[cfg(test)]
mod fuzz;
mod http;
mod js_regex;
mod lang;
mod menu;
pub mod message;
mod mobile_app;
mod mock;
mod oauth_link;
mod page;
mod pay;
mod printer;
mod probe;
mod qr;
mod random;
mod recording;
mod relay;
mod scenario;
mod secret;
pub mod sign;
mod source;
mod store;
mod system;
mod table;
mod text;
mod token_server;
mod wechat;

use std::ffi::OsString;

pub use config::Env;
pub use error::Exit;
pub use lang::Bilingual;
pub use secret::Secret;

use crate::context::Context;
use crate::error::Error;
use crate::printer::{Filter, OutputOptions, Printer};
use crate::system::System;

/// Reports a panic as a bug of webot and exits with its exit code.
#[expect(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::print_stderr,
    reason = "nothing can be trusted any more"
)]
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        printer::restore_screen();
        let said = text::error(&Error::Bug(panic.to_string().replace('\n', " ")));
        let words = text::words();
        eprintln!("{}", words.labelled(words.error, &said.message));
        eprintln!("{}", words.labelled(words.hint, &said.hints.join(words.semicolon)));
        std::process::exit(Exit::Bug as i32);
    }));
}

/// Runs a command line, whose first element is the program's name, and prints its outcome.
pub fn run(args: Vec<OsString>, env: Env) -> Exit {
    if cli::has_filter(&args) {
        printer::with_filter_stack(|| run_here(args, env))
    } else {
        run_here(args, env)
    }
}

fn run_here(args: Vec<OsString>, env: Env) -> Exit {
    if let Some(answer) = cli::completion(&args, &env) {
        // A failed write to the shell is ignored: it no longer waits for the answer.
        Printer::new(OutputOptions::default(), |_| None).data(&answer).ok();
        return Exit::Success;
    }
    cli::language(&args, &env).speak();
    report_panics();
    let options = cli::output_options(&args);
    let printer = |options| Printer::new(options, |name| env.get(name).map(str::to_owned));
    let cli = match cli::parse(args, &|| printer(options).page_width()) {
        Ok(cli) => cli,
        Err(stop) => return cli::stopped(stop, &printer(options)),
    };
    let printer = printer(cli.global.output_options());
    let global = cli.global;
    let filter = match global.jq.as_deref().map(Filter::parse).transpose() {
        Ok(filter) => filter,
        Err(error) => {
            printer.error(&error);
            return error.exit();
        }
    };
    let printer = printer.filtered(filter);
    let (config, profile, show_secrets) = (global.config, global.profile, global.show_secrets);
    let context = Context::new(env, printer, System::REAL, config, profile, show_secrets);
    let result = cli::run(cli.matches, &context).and_then(|outcome| {
        if context.printer.filters() {
            // A filter may run for ever.
            context::end_by_ctrl_c();
        }
        context.printer.outcome(&outcome)?;
        Ok(if outcome.failed { Exit::Failed } else { Exit::Success })
    });
    let exit = result.unwrap_or_else(|error: Error| {
        context.printer.error(&error);
        error.exit()
    });
    context.printer.finish();
    exit
}

/// The Rust code of the READMEs, which doctests compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh-CN.md")]
pub struct Readme;
