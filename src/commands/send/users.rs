//! `webot send --users`: messages of several users at the same time. A bot that keeps the request in one place for all
//! mixes its users up.

use serde_json::{Value, json};

use super::links::{LinkServer, with_links};
use super::message::ArgsComposer;
use super::report::{self, verdict_line};
use super::{Sender, headline};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::message::{Path, Push, ReplyContext, Rule};
use crate::printer::{Outcome, ReportedFinding};
use crate::probe::{Exchange, Judged, ProbeEvent, Schedule, judge, nth_user};

/// The fields that name the user: of messages and events, and of those to intelligent bots.
const USER_FIELDS: [&str; 2] = ["FromUserName", "from.userid"];

/// Sends the push from several users at once and judges each answer.
pub(super) fn run(first: Push, composer: &ArgsComposer<'_>, sender: &Sender<'_>) -> Result<Outcome, Error> {
    let cx = sender.cx;
    let count = usize::from(sender.args.users.unwrap_or(1));
    let field = user_field(&first).ok_or_else(|| Usage::NoUsers(first.kind.clone()))?;
    let mut pushes = vec![first];
    while pushes.len() < count {
        let Some(mut push) = composer.push()? else { break };
        let user = nth_user(user_of(&push), pushes.len() + 1);
        push.document.set(&Path::parse(field)?, &user, false)?;
        pushes.push(push);
    }
    let linked = cx.block_on(LinkServer::start(sender, &pushes))??;
    let (server, pushes) = linked.map_or((None, pushes), |(server, linked)| (Some(server), linked));
    let client = sender.client()?;
    let schedule = Schedule::once(sender.args.connection.limit()?);
    let (pay, pay_key) = (sender.pay(&pushes[0])?, sender.pay_key(&pushes[0])?);
    cx.printer.status(&format!("→ {} × {count}  {}", headline(&pushes[0]), sender.address()));
    let (exchanges, judged) = cx.block_on(with_links(server, sender, async |_| {
        let mut on_event = |event: ProbeEvent<'_>| sender.show_event(&event);
        let probe = sender.probe(pay.as_ref(), pay_key.as_ref());
        let exchanges = probe.deliver_together(&pushes, schedule.limit, &client, &mut on_event).await?;
        sender.check_reached(&exchanges)?;
        let mut all = Vec::new();
        for (push, exchange) in pushes.iter().zip(&exchanges) {
            let context = ReplyContext { push, credentials: sender.credentials, format: sender.format };
            let mut own = judge(std::slice::from_ref(exchange), context, schedule);
            // The bot goes on with the streams of all users at the same time.
            sender.follow_stream(&probe, push, &mut own, &client).await?;
            all.push(judged(push, own, &pushes, sender));
        }
        Ok((exchanges, all))
    }))??;
    Ok(outcome(&pushes, &exchanges, &judged, sender, cx))
}

/// Returns the path of the field that names the user; `None` if no user sends the push.
fn user_field(push: &Push) -> Option<&'static str> {
    USER_FIELDS
        .into_iter()
        .find(|field| Path::parse(field).is_ok_and(|path| push.document.at(&path).is_some()))
}

fn user_of(push: &Push) -> &str {
    let path = user_field(push).and_then(|field| Path::parse(field).ok());
    path.and_then(|path| push.document.at(&path)).unwrap_or_default()
}

/// Adds to a verdict whether the reply is for another user, and the expectations that are not met.
fn judged(push: &Push, mut judged: Judged, pushes: &[Push], sender: &Sender<'_>) -> Judged {
    let own = push.document.get("FromUserName");
    let receiver = judged.verdict.fields.get("ToUserName").filter(|receiver| Some(*receiver) != own);
    let other = receiver
        .filter(|receiver| pushes.iter().any(|push| push.document.get("FromUserName") == Some(receiver)));
    if let Some(other) = other.map(str::to_owned) {
        judged.verdict.findings.retain(|rule| !matches!(rule, Rule::UsersNotSwapped(_)));
        let user = own.unwrap_or_default().to_owned();
        judged.verdict.findings.push(Rule::OtherUser { user, other });
    }
    let failed = sender.expectations.check(&judged.verdict, judged.elapsed_ms);
    judged.verdict.findings.extend(failed);
    judged
}

fn outcome(
    pushes: &[Push],
    exchanges: &[Exchange],
    judged: &[Judged],
    sender: &Sender<'_>,
    cx: &Context,
) -> Outcome {
    let mut findings: Vec<ReportedFinding> = Vec::new();
    let mut unmet = 0;
    let mut users: Vec<Value> = Vec::new();
    let mut replies: Vec<String> = Vec::new();
    for ((push, exchange), judged) in pushes.iter().zip(exchanges).zip(judged) {
        let verdict = &judged.verdict;
        let user = user_of(push);
        cx.printer.status(&format!("{}  {user}", report::arrival(exchange, verdict, 1)));
        let own = report::reported(verdict, sender);
        users.push(report::json(push, sender, std::slice::from_ref(exchange), judged, &own));
        let reply = report::reply(verdict, cx);
        if !replies.contains(&reply) {
            replies.push(reply);
        }
        // The same finding about several users is said once.
        for (finding, rule) in own.into_iter().zip(&verdict.findings) {
            if findings.iter().all(|known| known.said != finding.said) {
                unmet += usize::from(matches!(rule, Rule::Expectation { .. }));
                findings.push(finding);
            }
        }
    }
    let accepted = judged.iter().all(|judged| judged.verdict.is_accepted());
    let status = verdict_line(accepted, &findings, unmet);
    let json = json!({
        "accepted": accepted,
        "users": users,
        "findings": crate::printer::findings_json(&findings),
    });
    let failed = report::failed(&findings, sender);
    Outcome::json(json).report(replies.join("\n")).findings(findings).failed(failed).status(status)
}
