//! The tokens of users: exchanges codes, refreshes and checks tokens, gets details of users.

use clap::Args;
use serde_json::{Value, json};

use crate::commands::args::{CallOutcome, WechatArgs, given_secret, masked};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::printer::Outcome;
use crate::secret::{MASK, Secret};
use crate::text::{help, words};
use crate::wechat::{Call, LoginToken, Reply, WeChat};

/// `oauth token`
#[derive(Debug, Args)]
pub(crate) struct TokenArgs {
    /// CODE
    #[arg(value_name = "CODE", help = help().oauth.code)]
    pub code: Secret,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Exchanges a code for tokens and stores them.
pub(crate) fn token(args: &TokenArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let call = code_call(&args.code, &wechat, cx)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => kept(&reply, &args.wechat, &wechat, cx),
    }
}

/// Returns the call that exchanges a code, which may be given as `-` or `@FILE`.
fn code_call(code: &Secret, wechat: &WeChat<'_>, cx: &Context) -> Result<Call, Error> {
    let code = crate::commands::args::value("CODE", code.expose(), cx)?;
    let code = Secret::new(code.trim());
    let call = call_with(&entry("oauth token")?, wechat, vec![("code", json!(code.expose()))])?;
    Ok(Call { hidden: call.hidden.iter().cloned().chain([code]).collect(), ..call })
}

/// Returns the request that exchanges a code, for `--dry-run` and `--curl`.
pub(in crate::commands) fn preview(code: &Secret, args: &WechatArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.open(cx)?;
    args.show(&code_call(code, &wechat, cx)?, &wechat, cx)
}

/// Refreshes the token of a login, stores it, and returns the response.
pub(in crate::commands) async fn refreshed(tokens: &Value, wechat: &WeChat<'_>) -> Result<Value, Error> {
    let refresh = Secret::new(tokens["refresh_token"].as_str().unwrap_or_default());
    let reply = wechat.call(&refresh_call(&refresh, wechat)?).await?;
    let json = reply.json().ok_or_else(|| wechat.not_json(&reply))?;
    wechat.keep_login(&json)?;
    Ok(json)
}

/// Exchanges a code for tokens, stores them, and returns the response.
pub(in crate::commands) async fn exchange(code: &Secret, wechat: &WeChat<'_>) -> Result<Value, Error> {
    let call = call_with(&entry("oauth token")?, wechat, vec![("code", json!(code.expose()))])?;
    let reply = wechat.call(&call).await?;
    let json = reply.json().ok_or_else(|| wechat.not_json(&reply))?;
    wechat.keep_login(&json)?;
    Ok(json)
}

/// Stores the tokens of a response and returns it for printing.
fn kept(reply: &Reply, args: &WechatArgs, wechat: &WeChat<'_>, cx: &Context) -> Result<Outcome, Error> {
    let json = reply.json().ok_or_else(|| wechat.not_json(reply))?;
    let is_kept = wechat.keep_login(&json)?;
    warn_of_snapshot(&json, cx);
    let next = permits_details(&json).then(|| next_command(&json, args, cx));
    let shown = masked(json, cx);
    let text = cx.printer.foreign_json(&shown);
    let status = match next {
        _ if !is_kept => String::new(),
        Some(command) => (words().oauth.kept_user)(&command),
        None => words().oauth.kept.to_owned(),
    };
    Ok(Outcome::value(shown, text).status(status))
}

/// Returns whether the scope of a login permits to read the user's details.
fn permits_details(tokens: &Value) -> bool {
    let scope = tokens["scope"].as_str().unwrap_or_default();
    scope.split(',').any(|scope| scope == "snsapi_userinfo" || scope == "snsapi_login")
}

/// Returns the command that gets the user of a login from the same server.
fn next_command(tokens: &Value, args: &WechatArgs, cx: &Context) -> String {
    let openid = cx.printer.foreign(tokens["openid"].as_str().unwrap_or_default());
    args.again(&format!("oauth user {openid}"), cx)
}

/// Warns that the user is the virtual one of a snapshot page.
pub(in crate::commands) fn warn_of_snapshot(json: &Value, cx: &Context) {
    if json["is_snapshotuser"] == 1 {
        cx.printer.warning(words().oauth.snapshot);
    }
}

/// `oauth refresh`
#[derive(Debug, Args)]
pub(crate) struct RefreshArgs {
    /// OPENID
    #[arg(value_name = "OPENID", required_unless_present = "refresh_token", help = help().oauth.openid)]
    pub openid: Option<String>,
    /// `--refresh-token`
    #[arg(long, value_name = "TOKEN", help = help().oauth.refresh_token)]
    pub refresh_token: Option<Secret>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Gets another `access_token` and stores it.
pub(crate) fn refresh(args: &RefreshArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let openid = args.openid.as_deref().unwrap_or_default();
    let given = args.refresh_token.as_ref().map(|token| given_secret("--refresh-token", token, cx));
    let token = match given.transpose()? {
        Some(token) => token,
        None if args.wechat.previews() => Secret::new(MASK),
        None => stored(openid, LoginToken::Refresh, &wechat)?,
    };
    let call = refresh_call(&token, &wechat)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => kept(&reply, &args.wechat, &wechat, cx),
    }
}

fn refresh_call(token: &Secret, wechat: &WeChat<'_>) -> Result<Call, Error> {
    let call = call_with(&entry("oauth refresh")?, wechat, vec![("refresh_token", json!(token.expose()))])?;
    Ok(Call { hidden: vec![token.clone()], ..call })
}

/// Returns the stored token of a user.
fn stored(openid: &str, token: LoginToken, wechat: &WeChat<'_>) -> Result<Secret, Error> {
    let stored = wechat.login_token(openid, token)?;
    let flag = if token == LoginToken::Refresh { "--refresh-token" } else { "--access-token" };
    let missing = || Setup::NoLogin { openid: openid.to_owned(), flag };
    Ok(stored.ok_or_else(missing)?.value)
}

/// `oauth user`
#[derive(Debug, Args)]
pub(crate) struct UserArgs {
    /// OPENID
    #[arg(value_name = "OPENID", help = help().oauth.openid)]
    pub openid: String,
    /// `--language`
    #[arg(long, value_name = "LANGUAGE", value_parser = ["zh_CN", "zh_TW", "en"], hide_possible_values = true, help = help().oauth.language)]
    pub language: Option<String>,
    /// `--access-token`
    #[arg(long, value_name = "TOKEN", help = help().oauth.access_token)]
    pub access_token: Option<Secret>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Gets the details of a user.
pub(crate) fn user(args: &UserArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut given = vec![("openid", args.openid.as_str())];
    given.extend(args.language.as_deref().map(|language| ("lang", language)));
    of_user("oauth user", &given, args.access_token.as_ref(), &args.wechat, cx)
}

/// `oauth check`
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// OPENID
    #[arg(value_name = "OPENID", help = help().oauth.openid)]
    pub openid: String,
    /// `--access-token`
    #[arg(long, value_name = "TOKEN", help = help().oauth.access_token)]
    pub access_token: Option<Secret>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Checks the token of a user. An expired one is not refreshed, because the question is whether it is valid.
pub(crate) fn check(args: &CheckArgs, cx: &Context) -> Result<Outcome, Error> {
    let given = [("openid", args.openid.as_str())];
    of_user("oauth check", &given, args.access_token.as_ref(), &args.wechat, cx)
}

/// Calls an endpoint with the token of a user: the given one, else the stored one.
fn of_user(
    command: &str,
    given: &[(&'static str, &str)],
    access_token: Option<&Secret>,
    args: &WechatArgs,
    cx: &Context,
) -> Result<Outcome, Error> {
    let wechat = args.open(cx)?;
    let openid = given.first().map_or("", |(_, openid)| openid);
    let access_token = access_token.map(|token| given_secret("--access-token", token, cx));
    let token = match access_token.transpose()? {
        Some(token) => token,
        None if args.previews() => Secret::new(MASK),
        None if command == "oauth user" => fresh(openid, &wechat, cx)?,
        None => stored(openid, LoginToken::Access, &wechat)?,
    };
    let given = given.iter().map(|(name, value)| (*name, json!(value))).collect();
    let call = call_with(&entry(command)?, &wechat, given)?.with_user_token(token);
    args.print(&call, &wechat, cx)
}

/// Returns the stored `access_token` of a user; refreshes it first if it has expired.
fn fresh(openid: &str, wechat: &WeChat<'_>, cx: &Context) -> Result<Secret, Error> {
    let now_ms = cx.now() * 1000;
    let access = wechat.login_token(openid, LoginToken::Access)?;
    if let Some(access) = access.as_ref().filter(|token| token.is_valid(now_ms)) {
        return Ok(access.value.clone());
    }
    let refresh = wechat.login_token(openid, LoginToken::Refresh)?;
    let Some(refresh) = refresh.filter(|token| now_ms < token.expires_ms) else {
        // WeChat's own words about an expired token are better than a guess.
        return access
            .map(|token| token.value)
            .ok_or_else(|| Setup::NoLogin { openid: openid.to_owned(), flag: "--access-token" }.into());
    };
    let tokens = json!({ "refresh_token": refresh.value.expose() });
    let json = cx.block_on(refreshed(&tokens, wechat))??;
    json["access_token"]
        .as_str()
        .map(Secret::new)
        .ok_or_else(|| crate::wechat::WechatError::NoMember { member: "access_token".to_owned() }.into())
}

/// Gets the details of a user after a login, if the scope permits it; otherwise returns the response to the code.
pub(in crate::commands) async fn details(tokens: &Value, wechat: &WeChat<'_>) -> Result<Value, Error> {
    let text = |member: &str| tokens[member].as_str().unwrap_or_default();
    if !permits_details(tokens) {
        return Ok(tokens.clone());
    }
    let call = call_with(&entry("oauth user")?, wechat, vec![("openid", json!(text("openid")))])?;
    let reply = wechat.call(&call.with_user_token(Secret::new(text("access_token")))).await?;
    let mut user = reply.json().ok_or_else(|| wechat.not_json(&reply))?;
    user["snapshot"] = json!(tokens["is_snapshotuser"] == 1);
    Ok(user)
}
