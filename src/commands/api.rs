//! `webot api`: calls any endpoint by method and path.

mod body;
mod checked;
mod describe;
mod list;
mod openapi;
mod pages;
mod pay;
mod sealed;
mod target;

pub(crate) use pay::sign_hint;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::api::catalogue::{self, CatalogueEntry};
use crate::api::fields::template::Extent;
use crate::api::{Auth, Host, Method};
use crate::commands::args::{ApiKeyArgs, WechatArgs, answered, pairs};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{NewFile, Readers, write_shared};
use crate::http::Head;
use crate::lang::Wanted;
use crate::printer::{Data, Outcome};
use crate::secret::{MASK, Position, is_secret};
use crate::text::{help, words};
use crate::wechat::{Call, FileSink, Reply, WeChat, WechatError};
use target::{known, known_method, parse_target, unknown_token, wanted_host};

/// `webot api`
#[derive(Debug, Args)]
pub(crate) struct ApiArgs {
    /// METHOD
    #[arg(value_name = "METHOD", help = help().api.method, help_heading = help().arguments)]
    pub method: Option<String>,
    /// PATH
    #[arg(value_name = "PATH", help = help().api.path, help_heading = help().arguments)]
    pub path: Option<String>,
    /// `-F`
    #[arg(short = 'F', long = "field", value_name = "NAME=VALUE", help = help().api.field)]
    pub field: Vec<String>,
    /// `-f`
    #[arg(short = 'f', long = "raw-field", value_name = "NAME=TEXT", help = help().api.raw_field)]
    pub raw_field: Vec<String>,
    /// `--query`
    #[arg(long, value_name = "NAME=VALUE", help = help().api.query)]
    pub query: Vec<String>,
    /// `--data`
    #[arg(short, long, value_name = "BODY", help = help().api.data, allow_hyphen_values = true)]
    pub data: Option<String>,
    /// `--upload`
    #[arg(long, value_name = "FIELD=@FILE", help = help().api.upload)]
    pub upload: Vec<String>,
    /// `--paginate`
    #[arg(long, help = help().api.paginate, conflicts_with_all = ["include", "output"])]
    pub paginate: bool,
    /// `--include`
    #[arg(short, long, help = help().api.include)]
    pub include: bool,
    /// `--output`
    #[arg(short, long, value_name = "FILE", help = help().api.output)]
    pub output: Option<PathBuf>,
    /// `--platform`
    #[arg(long, value_name = "PLATFORM", value_parser = ["api", "work", "pay"], hide_possible_values = true, help = help().api.platform)]
    pub platform: Option<String>,
    /// The catalogue, in place of a call.
    #[command(flatten)]
    pub catalogue: CatalogueArgs,
    /// The treatment of calls that differ from the documentation.
    #[command(flatten)]
    pub checks: CheckArgs,
    /// The signature of the server API.
    #[command(flatten)]
    pub signing: ApiKeyArgs,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Selects the part of the catalogue that `webot api` prints in place of a call.
#[derive(Debug, Args)]
pub(crate) struct CatalogueArgs {
    /// `--list`
    #[arg(long, value_name = "WORD", num_args = 0..=1, default_missing_value = "", help = help().api.list)]
    pub list: Option<String>,
    /// `--describe`
    #[arg(long, help = help().api.describe)]
    pub describe: bool,
    /// `--template`
    #[arg(long, value_name = "FIELDS", num_args = 0..=1, default_missing_value = "required", require_equals = true, value_parser = ["required", "all"], hide_possible_values = true, help = help().api.template)]
    pub template: Option<String>,
    /// `--openapi`
    #[arg(long, value_name = "WORD", num_args = 0..=1, default_missing_value = "", help = help().api.openapi)]
    pub openapi: Option<String>,
}

/// Selects the treatment of a call that differs from the documentation.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// `--strict`
    #[arg(long, help = help().api.strict)]
    pub strict: bool,
    /// `--force`
    #[arg(long, help = help().api.force)]
    pub force: bool,
}

/// Calls an endpoint, or lists endpoints.
pub(crate) fn run(args: &ApiArgs, cx: &Context) -> Result<Outcome, Error> {
    let searched = |word: &String| {
        let further = [args.method.as_deref(), args.path.as_deref()];
        further.into_iter().flatten().chain([word.as_str()]).collect::<Vec<&str>>().join(" ")
    };
    if let Some(word) = &args.catalogue.list {
        return list::run(&searched(word));
    }
    if let Some(word) = &args.catalogue.openapi {
        return openapi::run(&searched(word), args, cx);
    }
    if args.catalogue.describe {
        return Ok(describe::describe(&described(args, cx)?));
    }
    if let Some(fields) = &args.catalogue.template {
        let extent = if fields == "all" { Extent::All } else { Extent::Required };
        return describe::body_template(&described(args, cx)?, extent);
    }
    let mut call = call(args, &args.wechat.open(cx)?, cx)?;
    if args.signing.sign {
        call = sealed::sealed(call, &args.signing, cx)?;
    }
    let wechat = args.wechat.open_for(&mut call, cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&call, &wechat, cx);
    }
    if args.paginate {
        return pages::run(call, &wechat, cx);
    }
    if let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) {
        return download(args, &call, path, &wechat, cx);
    }
    let reply = cx.block_on(wechat.call(&call))?.inspect_err(|error| {
        if let WechatError::PayRefused(refusal) = error
            && let Some(hint) = sign_hint(&call, refusal, &wechat)
        {
            cx.printer.add_hint_to_error(hint);
        }
    })?;
    if call.sealing.as_ref().is_some_and(|sealing| sealing.certificate.is_none()) {
        cx.printer.warning(words().api.unverified);
    }
    if reply.is_generated() {
        cx.printer.warning(&(words().api.generated)(&call.path));
    }
    pay::warn_unverified(&call, &reply, cx);
    shown(args, &reply, cx)
}

/// Returns the answer for printing, with the status and headers if `--include` is given.
fn shown(args: &ApiArgs, reply: &Reply, cx: &Context) -> Result<Outcome, Error> {
    let head = if args.include { head_text(&reply.head, cx) } else { String::new() };
    if reply.is_binary() {
        if args.include && cx.printer.takes_bytes() {
            cx.printer.data(&format!("{head}\n"))?;
        }
        return save_binary(reply, None, cx);
    }
    if cx.printer.filters() && reply.json().is_none() && !reply.has_no_content() {
        return Err(Usage::NotJson.into());
    }
    let outcome = answered(reply, cx);
    if !args.include || cx.printer.is_json() {
        return Ok(outcome);
    }
    cx.printer.data(&format!("{head}\n"))?;
    if cx.printer.filters() {
        return Ok(outcome);
    }
    Ok(match outcome.data {
        // `Outcome` shows a bare `ok` as a status; `--include` shows the answer itself.
        Data::Value(json, text) if text.is_empty() => {
            // It has no members that could be secret.
            Outcome { data: Data::Value(json, reply.text().into_owned()), ..outcome }
        }
        data => Outcome { data, ..outcome },
    })
}

fn head_text(head: &Head, cx: &Context) -> String {
    let headers = head.headers.iter().map(|(name, value)| {
        let is_hidden = !cx.show_secrets && is_secret(name, Position::Body);
        format!("{name}: {}\n", if is_hidden { MASK } else { value })
    });
    std::iter::once(format!("HTTP {}\n", head.status)).chain(headers).collect()
}

/// Writes a binary answer to a file or a pipe; refuses to write it to a terminal.
pub(super) fn save_binary(reply: &Reply, path: Option<&Path>, cx: &Context) -> Result<Outcome, Error> {
    let Some(path) = path else {
        if reply.is_binary() && !cx.printer.takes_bytes() {
            return Err(Usage::BinaryOnTerminal.into());
        }
        let end = cx.printer.bytes(&reply.body)?;
        return Ok(Outcome::stream(end));
    };
    let path = path.display().to_string();
    write_shared(path.as_ref(), &reply.body).map_err(|source| Error::Io { path: path.clone(), source })?;
    Ok(saved_outcome(&path, reply.body.len() as u64))
}

pub(crate) fn saved_outcome(path: &str, bytes: u64) -> Outcome {
    let json = serde_json::json!({ "file": path, "bytes": bytes });
    Outcome::json(json).status((words().api.saved)(path, bytes))
}

/// Writes the answer to a file as it arrives. If WeChat answers with an errcode, fails and leaves no file.
fn download(
    args: &ApiArgs,
    call: &Call,
    path: &Path,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    let shown = path.display().to_string();
    let io = |source| Error::Io { path: shown.clone(), source };
    let mut file = NewFile::create(path, Readers::Umask).map_err(io)?;
    let sink = FileSink::new(&mut file);
    let reply = cx.block_on(wechat.save(call, &sink))??;
    pay::warn_unverified(call, &reply, cx);
    let mut bytes = sink.bytes();
    if !reply.is_partial {
        if reply.json().is_some_and(|mut json| reply.mask(&mut json)) {
            file.restrict().map_err(io)?;
        }
        file.write_all(&reply.body).map_err(io)?;
        bytes = reply.body.len() as u64;
    }
    file.finish().map_err(io)?;
    let head = if args.include { head_text(&reply.head, cx) } else { String::new() };
    Ok(saved_outcome(&shown, bytes).report(head))
}

/// Returns the call for the arguments.
fn call(args: &ApiArgs, wechat: &WeChat<'_>, cx: &Context) -> Result<Call, Error> {
    let (word, given) = method_and_path(args)?;
    let (host, path, mut query) = parse_target(given)?;
    let method = match word {
        Some(word) => parse_method(word)?,
        None => known_method(args, host, &path)?,
    };
    let known = known(args, method, host, &path, cx)?;
    let is_open = known.is_none() && host.is_none();
    let pays = || path.starts_with("/v3/").then_some(Host::Pay);
    let host = host.or(known.map(|known| known.host)).or(wanted_host(args)).or_else(pays);
    let host = host.unwrap_or(Host::Api);
    if let Some(retired) = catalogue::retirement(host, &path) {
        if !args.checks.force {
            return Err(Usage::Retired { path, retired }.into());
        }
        cx.printer.warning(&(words().api.retired_anyway)(&path));
    } else if known.is_none() && args.checks.strict {
        let closest = catalogue::closest(&path, wanted_host(args));
        return Err(Usage::StrictPath { path, closest }.into());
    } else if is_open && let Some(closest) = catalogue::closest(&path, wanted_host(args)) {
        cx.printer.warning(&(words().api.unknown_path)(&path, closest));
    }
    if let Some(known) = known.filter(|known| known.method != method) {
        if args.checks.strict {
            return Err(Usage::StrictMethod { method: known.method.name(), path }.into());
        }
        cx.printer.warning(&(words().api.other_method)(known.method.name(), &path));
    }
    query.extend(pairs("--query", &args.query)?);
    let (fields, body) = body::of(args, method, cx)?;
    query.extend(fields);
    let own = query.iter().any(|(name, _)| name.ends_with("access_token"));
    let token = match known.map_or_else(|| unknown_token(host, &path), |known| known.token()) {
        Auth::AccessToken if own => Auth::None,
        token => token,
    };
    if let Auth::Other(name) = token
        && !query.iter().any(|(own, _)| own == name)
    {
        return Err(Usage::WrongTokenKind(name).into());
    }
    // WeChat Pay uses signatures instead of tokens.
    let none = matches!(token, Auth::Other(_)) || host.is_pay();
    let token = if none { Auth::None } else { token };
    let call = Call {
        method,
        host,
        path,
        query,
        body,
        token,
        hidden: Vec::new(),
        headers: Vec::new(),
        is_sent_once: false,
        sealing: None,
        platform: None,
    };
    if let Some(known) = known.filter(|known| known.method == method) {
        checked::check(&call, &known, args, cx)?;
    }
    let v3 = known.map_or(call.path.starts_with("/v3/"), |known| known.platform.is_pay_v3());
    if host.is_pay() && v3 {
        return pay::signed(call, wechat, &args.wechat, cx);
    }
    Ok(call)
}

/// Returns the endpoint of the catalogue that the arguments name.
fn described(args: &ApiArgs, cx: &Context) -> Result<CatalogueEntry, Error> {
    let (word, given) = method_and_path(args)?;
    let (host, path, _) = parse_target(given)?;
    let unknown = || Usage::NotInCatalogue {
        path: path.clone(),
        closest: catalogue::closest(&path, wanted_host(args).or(host)),
    };
    if catalogue::at(&path).is_empty() {
        return Err(unknown().into());
    }
    let method = match word {
        Some(word) => parse_method(word)?,
        None => known_method(args, host, &path)?,
    };
    let known = known(args, method, host, &path, cx)?.ok_or_else(unknown)?;
    if known.method != method {
        cx.printer.warning(&(words().api.other_method)(known.method.name(), &path));
    }
    Ok(known)
}

fn parse_method(word: &str) -> Result<Method, Error> {
    let wrong = || Usage::Value { flag: "METHOD", value: word.to_owned(), wanted: Wanted::Method };
    Ok(Method::parse(word).ok_or_else(wrong)?)
}

/// Returns the method, if it was given, and the path.
fn method_and_path(args: &ApiArgs) -> Result<(Option<&str>, &str), Error> {
    match (args.method.as_deref(), args.path.as_deref()) {
        (Some(path), None) if path.contains('/') => Ok((None, path)),
        (method, Some(path)) => Ok((method, path)),
        (_, None) => Err(Usage::NoApiPath.into()),
    }
}
