//! The report of a load test: for people, for scripts, and as a page.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::figures::{Run, bounds, milliseconds, per_second, percent, total};
use super::{Report, page};
use crate::lang::{Said, Severity};
use crate::printer::{Outcome, ReportedFinding, bar, findings_json};
use crate::probe::{Latencies, Pace, Tally};
use crate::text::words;

/// The shares of the latencies that are shown.
const QUANTILES: [(&str, f64); 5] =
    [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999), ("max", 1.0)];

/// The thresholds for CI.
#[derive(Debug, Default)]
pub(super) struct Thresholds {
    /// The largest p99 latency.
    pub(super) p99: Option<Duration>,
    /// The largest share of messages that were not answered or whose answer WeChat would not accept, in percent.
    pub(super) errors: Option<f64>,
}

/// Returns the line that is shown while the test runs.
pub(super) fn live(tally: &Tally, elapsed: Duration) -> String {
    let answered = per_second(tally.answered(), elapsed);
    let p99 = milliseconds(tally.latencies.quantile(0.99));
    (words().bench.live)(elapsed.as_secs(), answered, &p99, tally.rejected, tally.unanswered())
}

/// Returns the report.
pub(super) fn outcome(run: &Run<'_>, thresholds: &Thresholds, report: Option<Report>) -> Outcome {
    let mut findings = refused(run);
    findings.extend(exceeded(run, thresholds));
    let failed = !findings.is_empty();
    let json = to_json(run, &findings);
    let outcome = match report {
        Some(Report::Html) => Outcome::value(json, page::page(run)),
        None => Outcome::json(json).report(to_text(run)),
    };
    outcome.findings(findings).failed(failed)
}

/// Explains why no answer was accepted: by the rules that all of them break, if there are any.
fn refused(run: &Run<'_>) -> Vec<ReportedFinding> {
    let tally = run.tally;
    if tally.sent == 0 || tally.accepted > 0 {
        return Vec::new();
    }
    let broken_by_all = tally.findings.iter().filter(|(_, (severity, count))| {
        *severity == Severity::Error && *count == tally.rejected && tally.unanswered() == 0
    });
    let mut findings: Vec<ReportedFinding> = broken_by_all
        .filter_map(|(&rule, _)| {
            let (sample, family) = tally.samples.get(rule)?;
            let said = run.cx.mask_said(run.token_origin.explain(sample, *family));
            Some(ReportedFinding { rule, severity: Severity::Error, said, diff: None })
        })
        .collect();
    if findings.is_empty() {
        let said = Said::new(words().bench.none_accepted);
        findings.push(ReportedFinding { rule: "none-accepted", severity: Severity::Error, said, diff: None });
    }
    findings
}

/// Returns the latencies that thresholds apply to: with a rate, those from the scheduled time.
fn decisive<'a>(run: &Run<'a>) -> &'a Latencies {
    match run.pace {
        Pace::Rate(_) => &run.tally.corrected,
        Pace::Concurrency(_) => &run.tally.latencies,
    }
}

fn exceeded(run: &Run<'_>, thresholds: &Thresholds) -> Vec<ReportedFinding> {
    let mut findings = Vec::new();
    let mut add = |rule, message, expected: String, actual: String| {
        let said = Said::new(message);
        findings.push(ReportedFinding {
            rule,
            severity: Severity::Error,
            said,
            diff: Some((expected.into(), actual.into())),
        });
    };
    if let Some(most) = thresholds.p99 {
        let p99 = decisive(run).quantile(0.99);
        if u128::from(p99) > most.as_micros() {
            let most = u64::try_from(most.as_micros()).unwrap_or(u64::MAX);
            add(
                "max-p99",
                words().bench.slow.to_owned(),
                format!("≤ {}", milliseconds(most)),
                milliseconds(p99),
            );
        }
    }
    if let Some(most) = thresholds.errors {
        let share = percent(run.tally.rejected + run.tally.unanswered(), run.tally.sent);
        if share > most {
            add(
                "max-errors",
                words().bench.faulty.to_owned(),
                format!("≤ {most} %"),
                format!("{share:.2} %"),
            );
        }
    }
    findings
}

fn to_text(run: &Run<'_>) -> String {
    let bench = &words().bench;
    let tally = run.tally;
    let mut text = String::new();
    // Writing to a string never fails.
    writeln!(text, "{}", total(run)).ok();
    if let Pace::Rate(rate) = run.pace {
        let asked = rate * run.times.sending.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 messages")]
        let missing = asked - tally.sent as f64;
        if missing > asked / 100.0 + 1.0 {
            writeln!(text, "{}", (bench.behind)(rate)).ok();
        }
    }
    for (name, count) in [
        (bench.accepted, tally.accepted),
        (bench.rejected, tally.rejected),
        (bench.unanswered, tally.unanswered()),
        (bench.late, tally.late),
    ] {
        writeln!(text, "  {name}  {count} ({:.2} %)", percent(count, tally.sent)).ok();
    }
    if tally.latencies.count() > 0 {
        writeln!(text, "\n{}", bench.latency).ok();
        let line = |name: &str, latencies: &Latencies| {
            let values = QUANTILES.map(|(label, share)| {
                let us = if share < 1.0 { latencies.quantile(share) } else { latencies.max() };
                format!("{label} {}", milliseconds(us))
            });
            format!("  {name}  {}", values.join("   "))
        };
        writeln!(text, "{}", line(bench.from_sending, &tally.latencies)).ok();
        if matches!(run.pace, Pace::Rate(_)) {
            writeln!(text, "{}", line(bench.from_schedule, &tally.corrected)).ok();
        }
        text.push('\n');
        text.push_str(&histogram(decisive(run)));
    }
    let mut list = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            write!(text, "\n{title}\n{}", lines.concat()).ok();
        }
    };
    let findings = tally.findings.iter().map(|(rule, (severity, count))| {
        let word = if *severity == Severity::Error { words().error } else { words().warning };
        format!("  {word}[{rule}]  {count}\n")
    });
    list(bench.findings, findings.collect());
    list(bench.failures, tally.failures.iter().map(|(name, count)| format!("  {name}  {count}\n")).collect());
    text
}

fn histogram(latencies: &Latencies) -> String {
    let bounds = bounds(latencies);
    let mut low = 0;
    let counts: Vec<(u64, u64)> = bounds
        .iter()
        .map(|&bound| {
            let count = latencies.between(low, bound);
            low = bound;
            (bound, count)
        })
        .collect();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let mut text = String::new();
    for (bound, count) in counts {
        let label = format!("≤ {}", milliseconds(bound));
        #[expect(clippy::cast_precision_loss, reason = "a bar has 320 steps")]
        let drawn = bar(count as f64, most as f64);
        writeln!(text, "  {label:>12}  {drawn} {count}").ok();
    }
    text
}

/// Returns latencies in milliseconds, by name.
fn latencies_json(latencies: &Latencies) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 microseconds")]
    let ms = |us: u64| us as f64 / 1000.0;
    let pairs = QUANTILES.map(|(name, share)| {
        let us = if share < 1.0 { latencies.quantile(share) } else { latencies.max() };
        (name.to_owned(), json!(ms(us)))
    });
    Value::Object(pairs.into_iter().collect())
}

fn to_json(run: &Run<'_>, problems: &[ReportedFinding]) -> Value {
    let tally = run.tally;
    let findings: serde_json::Map<String, Value> =
        tally.findings.iter().map(|(rule, (_, count))| ((*rule).to_owned(), json!(count))).collect();
    let (rate, concurrency) = match run.pace {
        Pace::Rate(rate) => (Some(rate), None),
        Pace::Concurrency(count) => (None, Some(count)),
    };
    json!({
        "url": run.url,
        "rate": rate,
        "concurrency": concurrency,
        "seconds": run.times.total.as_secs_f64(),
        "sent": tally.sent,
        "answered": tally.answered(),
        "accepted": tally.accepted,
        "rejected": tally.rejected,
        "unanswered": tally.unanswered(),
        "late": tally.late,
        "per_second": per_second(tally.answered(), run.times.total),
        "latency_ms": latencies_json(&tally.latencies),
        "corrected_latency_ms": latencies_json(&tally.corrected),
        "statuses": tally.statuses,
        "findings": findings,
        "failures": tally.failures,
        "passed": problems.is_empty(),
        "problems": findings_json(problems),
    })
}
