//! The metrics in the text format of Prometheus.

use std::fmt::Write as _;

use super::account::{Account, Holding, Issued};
use super::registry::Registry;

/// The content type of the format.
pub(super) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A metric of a token or ticket: name, type, description, value at a time.
type Metric = (&'static str, &'static str, &'static str, fn(&Holding, u64) -> u64);

const METRICS: [Metric; 4] = [
    ("webot_tokens_served_total", "counter", "Tokens and tickets handed out.", |holding, _| holding.served),
    (
        "webot_token_refreshes_total",
        "counter",
        "New tokens and tickets, from WeChat or from the token store.",
        |holding, _| holding.refreshes,
    ),
    (
        "webot_token_refresh_failures_total",
        "counter",
        "Failed attempts to get a token or ticket.",
        |holding, _| holding.failures,
    ),
    (
        "webot_token_expires_in_seconds",
        "gauge",
        "Seconds until the token or ticket expires; 0 without one.",
        Holding::seconds_left,
    ),
];

/// Returns the metrics of all accounts. Tickets are listed once they have been asked for.
pub(super) fn metrics(registry: &Registry, now_ms: u64) -> String {
    let mut text = String::new();
    let head = |text: &mut String, (name, kind, about): (&str, &str, &str)| {
        writeln!(text, "# HELP {name} {about}\n# TYPE {name} {kind}").ok();
    };
    for (name, kind, about, value) in METRICS {
        head(&mut text, (name, kind, about));
        for account in &registry.accounts {
            for issued in Issued::of(account.platform) {
                let holding = account.holding(issued);
                if issued != Issued::AccessToken && holding.current.is_none() && holding.failures == 0 {
                    continue;
                }
                let (appid, issued) = (label(account), issued.name());
                writeln!(text, "{name}{{appid=\"{appid}\",type=\"{issued}\"}} {}", value(holding, now_ms))
                    .ok();
            }
        }
    }
    let forced = "webot_token_forced_refreshes_today";
    head(&mut text, (forced, "gauge", "Forced refreshes since midnight in Beijing, of 20."));
    for account in &registry.accounts {
        writeln!(text, "{forced}{{appid=\"{}\"}} {}", label(account), account.forced_today(now_ms)).ok();
    }
    let unauthorized = "webot_token_unauthorized_total";
    head(
        &mut text,
        (unauthorized, "counter", "Requests with a wrong secret, key or access_token, or without."),
    );
    writeln!(text, "{unauthorized} {}", registry.unauthorized).ok();
    text
}

/// Returns the name of an account as the value of a label.
fn label(account: &Account) -> String {
    account.name.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n")
}
