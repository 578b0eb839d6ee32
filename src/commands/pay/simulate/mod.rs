//! `webot pay simulate`: an order on the mock, its payment, the notice to a shop, and the verdict on the shop's answer.

mod case;
mod shop;

use clap::Args;
use colored::Colorize as _;
use serde_json::json;

use self::case::{Case, CaseArg};
use self::shop::{Delivery, Shop};
use super::values::own_number;
use crate::commands::args::{ConnectionArgs, parse_url};
use crate::commands::mock::pay_keys;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::PayWanted;
use crate::mock::pay::till::Till;
use crate::pay::{Fen, is_trade_number};
use crate::printer::Outcome;
use crate::text::{ShopOutcome, help, words};

/// The amount without a flag, in fen.
const DEFAULT_FEN: u64 = 1;

/// `pay simulate`
#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// `--des`
    #[arg(long = "des", aliases = ["destination", "url", "notify-url"], value_name = "URL", help = help().pay.shop)]
    pub destination: String,
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_trade_no)]
    pub out_trade_no: Option<String>,
    /// `--yuan`
    #[arg(long, value_name = "YUAN", help = help().pay.yuan, conflicts_with = "fen")]
    pub yuan: Option<String>,
    /// `--fen`
    #[arg(long, value_name = "FEN", help = help().pay.fen)]
    pub fen: Option<String>,
    /// `--v2`
    #[arg(long, help = help().pay.simulate_v2)]
    pub v2: bool,
    /// `--forged`
    #[arg(long, help = help().pay.simulate_forged)]
    pub forged: bool,
    /// `--case`
    #[arg(long = "case", value_name = "CASE", value_enum, value_delimiter = ',', hide_possible_values = true, help = help().pay.simulate_case)]
    pub cases: Vec<CaseArg>,
    /// `--forged-out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.forged_trade_no)]
    pub forged_out_trade_no: Option<String>,
    /// `--public-key`
    #[arg(long, conflicts_with = "v2", help = help().pay.simulate_public_key)]
    pub public_key: bool,
    /// The connection to the shop.
    #[command(flatten)]
    pub connection: ConnectionArgs,
}

/// Orders, pays, delivers the notices, and judges the answers.
pub(crate) fn run(args: &SimulateArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = number("--out-trade-no", args.out_trade_no.as_ref(), cx)?;
    let amount = match (&args.yuan, &args.fen) {
        (Some(yuan), _) => super::values::yuan("--yuan", yuan)?,
        (None, Some(fen)) => super::values::fen("--fen", fen)?,
        (None, None) => Fen::new(DEFAULT_FEN).ok_or_else(|| Error::Bug("no amount".to_owned()))?,
    };
    let mut cases = CaseArg::cases(&args.cases);
    cases.extend(Some(Case::Forged).filter(|forged| args.forged && !cases.contains(forged)));
    if args.v2 {
        // WeChat Pay tests signatures of v3 only.
        if args.cases.contains(&CaseArg::Probe) {
            return Err(Usage::ConflictingFlags("--case probe", "--v2").into());
        }
        cases.retain(|case| *case != Case::Probe);
    }
    let url = parse_url("--des", &args.destination)?;
    let state = pay_keys::state_path(None, cx);
    let keys = pay_keys::open(Some(&state), cx)?;
    // Each run has its own transaction_id, which shops keep as unique.
    let seed = u64::from_be_bytes(cx.random()?);
    let till = || Till::new(pay_keys::keyring(Some(state.clone()), cx), seed);
    let shop = Shop { args, keys: &keys, url: &url, cx };
    let mut deliveries = Vec::new();
    if cases.contains(&Case::Amount) {
        // Before the order is paid: afterwards the shop answers as to a repeated notice.
        let other = Fen::new(amount.get() + 1).ok_or_else(|| Error::Bug("no amount".to_owned()))?;
        deliveries.extend(shop.deliver_all(&shop.notices(&till(), &number, other)?, Case::Amount)?);
    }
    let till = till();
    let genuine = shop.notices(&till, &number, amount)?;
    deliveries.extend(shop.deliver_all(&genuine, Case::Genuine)?);
    if cases.contains(&Case::Duplicate) {
        deliveries.extend(shop.deliver_all(&genuine, Case::Duplicate)?);
    }
    let is_accepted = is_accepted(&deliveries, Case::Genuine) == Some(true);
    let is_alien = args.out_trade_no.is_some() && args.forged_out_trade_no.is_none();
    for case in [Case::Unknown, Case::Forged, Case::Probe].into_iter().filter(|case| {
        // The shop may refuse a forged notice because it does not know its order; then this notice is refused too.
        cases.contains(case) || (*case == Case::Unknown && cases.contains(&Case::Forged) && is_alien)
    }) {
        // A shop that refuses everything has not verified anything.
        if case.must_be_refused() && !is_accepted {
            continue;
        }
        let given = args.forged_out_trade_no.as_ref().filter(|_| case == Case::Forged);
        let own = self::number("--forged-out-trade-no", given, cx)?;
        deliveries.extend(shop.deliver_all(&shop.notices(&till, &own, amount)?, case)?);
    }
    let knows_all = !is_alien || self::is_accepted(&deliveries, Case::Unknown) != Some(false);
    let is_passed = |delivery: &Delivery| delivery.is_passed(knows_all);
    let of_delivery = |delivery: &Delivery| {
        let mut json = delivery.json.clone();
        json["passed"] = json!(is_passed(delivery));
        json
    };
    let mut notes = Vec::new();
    let mut json = json!({
        "out_trade_no": number,
        "total": amount.get(),
        "deliveries": deliveries.iter().map(of_delivery).collect::<Vec<_>>(),
        "accepted": is_accepted,
    });
    let mut is_right = is_accepted;
    for case in [Case::Forged, Case::Probe].into_iter().filter(|case| cases.contains(case)) {
        let refused = self::is_accepted(&deliveries, case).map(|taken| !taken);
        // That the order is unknown may be the reason too.
        let refused = refused.filter(|refused| !refused || case != Case::Forged || knows_all);
        json[case.verdict()] = json!(refused);
        is_right &= refused == Some(true);
        if !is_accepted {
            notes.push((words().pay.not_judged)(case.shown()));
        } else if refused.is_none() && !knows_all {
            notes.push(words().pay.unknown_refused.to_owned());
        }
    }
    if cases.contains(&Case::Duplicate) {
        let accepted = self::is_accepted(&deliveries, Case::Duplicate);
        json[Case::Duplicate.verdict()] = json!(accepted);
        is_right &= accepted == Some(true);
    }
    let is_right = is_right && deliveries.iter().all(is_passed);
    json["passed"] = json!(is_right);
    let (number, amount) = (cx.printer.foreign(&number), amount.to_string());
    if cases.is_empty() {
        let lines: Vec<&str> = deliveries.iter().map(|delivery| delivery.line.as_str()).collect();
        let report = (words().pay.simulated)(&number, &amount, &lines.join(words().semicolon));
        let findings = deliveries.into_iter().flat_map(|delivery| delivery.findings).collect();
        return Ok(Outcome::json(json).report(report).findings(findings).failed(!is_right));
    }
    let mut lines = vec![(words().pay.simulated_order)(&number, &amount)];
    for delivery in &deliveries {
        lines.extend(case_lines(delivery, is_passed(delivery), cx));
    }
    lines.extend(notes.into_iter().map(|note| format!("- {note}")));
    let passed = deliveries.iter().filter(|delivery| is_passed(delivery)).count();
    lines.push((words().pay.simulation_verdict)(passed, deliveries.len(), is_right));
    Ok(Outcome::json(json).report(lines.join("\n")).failed(!is_right))
}

/// Returns the line of a notice, and its findings below.
fn case_lines(delivery: &Delivery, is_passed: bool, cx: &Context) -> Vec<String> {
    let mark = if is_passed { cx.printer.paint(&"✓".green()) } else { cx.printer.paint(&"✗".red()) };
    let mut lines = vec![format!("{mark} {:<9}  {}", delivery.case.name(), delivery.line)];
    for finding in &delivery.findings {
        lines.push(format!("    {}", cx.printer.foreign(&finding.said.message)));
        lines.extend(
            finding
                .said
                .hints
                .iter()
                .map(|hint| format!("    {}", words().labelled(words().hint, &cx.printer.foreign(hint)))),
        );
    }
    lines
}

fn number(flag: &'static str, given: Option<&String>, cx: &Context) -> Result<String, Error> {
    own_number(flag, given, (is_trade_number, PayWanted::TradeNumber), "", cx)
}

/// Returns whether the shop accepted all notices of a case; `None` if one was not answered, or none was sent. A single
/// one that is taken decides where all must be refused.
fn is_accepted(deliveries: &[Delivery], case: Case) -> Option<bool> {
    let own = deliveries.iter().filter(|delivery| delivery.case == case);
    let all: Vec<ShopOutcome> = own.map(|delivery| delivery.outcome).collect();
    if case.must_be_refused() && all.contains(&ShopOutcome::Accepted) {
        return Some(true);
    }
    if all.is_empty() || all.contains(&ShopOutcome::Unanswered) {
        return None;
    }
    Some(all.iter().all(|outcome| *outcome == ShopOutcome::Accepted))
}
