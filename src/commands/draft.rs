//! `webot draft add` and `webot draft update`: articles from files, checked, with their pictures uploaded.

mod article;
mod pictures;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::endpoint::entry;
use crate::article::ArticleFault;
use crate::commands::args::{CallOutcome, WechatArgs, answered};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Severity;
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::text::{article_fault, help, words};
use crate::wechat::{Body, Call};
use article::Draft;

/// The flags that describe articles.
#[derive(Debug, Default, Args)]
pub(crate) struct ArticleArgs {
    /// `--title`
    #[arg(long, value_name = "TITLE", help = help().draft.title)]
    pub title: Option<String>,
    /// `--author`
    #[arg(long, value_name = "AUTHOR", help = help().draft.author)]
    pub author: Option<String>,
    /// `--digest`
    #[arg(long, value_name = "DIGEST", help = help().draft.digest)]
    pub digest: Option<String>,
    /// `--cover`
    #[arg(long, value_name = "FILE|MEDIA_ID", help = help().draft.cover)]
    pub cover: Option<String>,
    /// `--source-url`
    #[arg(long, value_name = "URL", help = help().draft.source_url)]
    pub source_url: Option<String>,
    /// `--comments`
    #[arg(long, value_name = "WHO", value_enum, hide_possible_values = true, help = help().draft.comments)]
    pub comments: Option<Commenters>,
    /// `--no-check`
    #[arg(long, help = help().draft.no_check)]
    pub no_check: bool,
}

/// The readers who may comment on an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Commenters {
    /// Nobody.
    None,
    /// Followers.
    Fans,
    /// Everyone.
    All,
}

/// `draft add`
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// FILE
    #[arg(value_name = "FILE", required = true, num_args = 1.., help = help().draft.files)]
    pub files: Vec<String>,
    /// The articles.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// `draft update`
#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// `MEDIA_ID`
    #[arg(value_name = "MEDIA_ID", help = help().draft.media_id)]
    pub media_id: String,
    /// FILE
    #[arg(value_name = "FILE", help = help().draft.file)]
    pub file: String,
    /// `--index`
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..8), help = help().draft.index)]
    pub index: u8,
    /// The articles.
    #[command(flatten)]
    pub article: ArticleArgs,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Adds a draft.
pub(crate) fn add(args: &AddArgs, cx: &Context) -> Result<Outcome, Error> {
    let draft = Draft::read(&args.files, &args.article, cx)?;
    send("draft add", draft, &args.article, &args.wechat, cx, |articles| json!({ "articles": articles }))
}

/// Replaces an article of a draft.
pub(crate) fn update(args: &UpdateArgs, cx: &Context) -> Result<Outcome, Error> {
    let draft = Draft::read(std::slice::from_ref(&args.file), &args.article, cx)?;
    if draft.articles.len() != 1 {
        return Err(Usage::ArticleCount(draft.articles.len()).into());
    }
    send("draft update", draft, &args.article, &args.wechat, cx, |mut articles| {
        let article = articles.pop().unwrap_or_default();
        json!({ "media_id": args.media_id, "index": args.index, "articles": article })
    })
}

/// Checks the articles, uploads their pictures and sends them.
fn send(
    command: &str,
    mut draft: Draft,
    args: &ArticleArgs,
    wechat_args: &WechatArgs,
    cx: &Context,
    body: impl FnOnce(Vec<Value>) -> Value,
) -> Result<Outcome, Error> {
    let faults = if args.no_check { Vec::new() } else { draft.faults() };
    let findings: Vec<ReportedFinding> =
        faults.iter().map(|fault| reported(fault, draft.articles.len())).collect();
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        let json = json!({ "findings": findings_json(&findings) });
        let status = words().draft.not_sent.to_owned();
        return Ok(Outcome::json(json).findings(findings).status(status).failed(true));
    }
    let wechat = wechat_args.open(cx)?;
    if wechat_args.previews() {
        let uploads = draft.uploads();
        draft.name_covers();
        if uploads > 0 {
            cx.printer.warning(&(words().draft.would_upload)(uploads));
        }
    } else {
        draft.upload(args.no_check, &wechat, cx)?;
    }
    let articles = draft.articles.into_iter().map(|article| article.json).collect();
    let call =
        Call { body: Body::Json(body(articles).to_string()), ..Call::of(&entry(command)?, Vec::new()) };
    Ok(match wechat_args.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => outcome,
        CallOutcome::Answered(reply) => answered(&reply, cx).findings(findings),
    })
}

/// Returns a fault as a finding; `count` is the number of articles.
fn reported((index, fault): &(usize, ArticleFault), count: usize) -> ReportedFinding {
    let mut said = article_fault(fault);
    if count > 1 {
        said.message = (words().draft.of_article)(index + 1, &said.message);
    }
    // A picture that is a file and is there is uploaded, so that this one is not there.
    let severity = match fault {
        ArticleFault::LocalPicture(_) => Severity::Error,
        fault => fault.severity(),
    };
    ReportedFinding { rule: fault.name(), severity, said, diff: None }
}
