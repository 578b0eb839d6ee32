//! The report as one page without scripts, with plots as SVG.

use std::fmt::Write as _;

use super::figures::{Run, bounds, milliseconds, percent, total};
use crate::probe::Pace;
use crate::text::words;

/// The size of a plot, in pixels.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 180.0;
/// The style of the page.
const STYLE: &str = include_str!("page.css");

/// Returns the page.
pub(super) fn page(run: &Run<'_>) -> String {
    let bench = &words().bench;
    let tally = run.tally;
    let mut body = String::new();
    // Writing to a string never fails.
    write!(body, "<h1>webot bench</h1><p>{}</p><p>{}</p><table>", escaped(run.url), escaped(&total(run)))
        .ok();
    for (name, count) in [
        (bench.accepted, tally.accepted),
        (bench.rejected, tally.rejected),
        (bench.unanswered, tally.unanswered()),
        (bench.late, tally.late),
    ] {
        let share = percent(count, tally.sent);
        write!(body, "<tr><th>{}<td>{count}<td>{share:.2} %", escaped(name.trim_end())).ok();
    }
    body.push_str("</table>");
    plots(run, &mut body);
    for (title, rows) in [
        (bench.findings, tally.findings.iter().map(|(rule, (_, count))| (*rule, *count)).collect::<Vec<_>>()),
        (bench.failures, tally.failures.iter().map(|(name, count)| (*name, *count)).collect()),
    ] {
        if !rows.is_empty() {
            write!(body, "<h2>{}</h2><table>", escaped(title)).ok();
            for (name, count) in rows {
                write!(body, "<tr><th>{}<td>{count}", escaped(name)).ok();
            }
            body.push_str("</table>");
        }
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\"><title>webot bench</title>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <style>{STYLE}</style>\n{body}</html>",
        bench.language
    )
}

#[expect(clippy::cast_precision_loss, reason = "a plot has some hundred pixels")]
fn plots(run: &Run<'_>, body: &mut String) {
    let bench = &words().bench;
    let tally = run.tally;
    let interval = tally.interval_s as f64;
    let rates: Vec<f64> = tally.course.iter().map(|second| second.answered as f64 / interval).collect();
    let longest: Vec<f64> = tally.course.iter().map(|second| second.max_us as f64 / 1000.0).collect();
    let means = tally.course.iter().map(|second| match second.answered {
        0 => 0.0,
        answered => second.sum_us as f64 / answered as f64 / 1000.0,
    });
    line_plot(bench.plot_rate, "/s", &[("", &rates)], body);
    let means: Vec<f64> = means.collect();
    line_plot(bench.plot_latency, " ms", &[(bench.mean, &means), (bench.longest, &longest)], body);
    let latencies = if matches!(run.pace, Pace::Rate(_)) { &tally.corrected } else { &tally.latencies };
    if latencies.count() > 0 {
        let mut low = 0;
        let bars: Vec<(String, u64)> = bounds(latencies)
            .into_iter()
            .map(|bound| {
                let count = latencies.between(low, bound);
                low = bound;
                (milliseconds(bound), count)
            })
            .collect();
        bar_plot(bench.latency, &bars, body);
    }
}

/// Appends a plot of values over time, with the largest value at its side.
#[expect(clippy::cast_precision_loss, reason = "a plot has some hundred pixels")]
fn line_plot(title: &str, unit: &str, series: &[(&str, &[f64])], body: &mut String) {
    let most = series.iter().flat_map(|(_, values)| values.iter().copied()).fold(0.0, f64::max);
    write!(
        body,
        "<h2>{}</h2><svg viewBox=\"-60 -10 {} {}\" role=\"img\">",
        escaped(title),
        WIDTH + 80.0,
        HEIGHT + 30.0
    )
    .ok();
    write!(body, "<path class=\"axis\" d=\"M0 0V{HEIGHT}H{WIDTH}\"/><text x=\"-6\" y=\"6\" class=\"end\">{most:.0}{unit}</text>").ok();
    for (number, (name, values)) in series.iter().enumerate() {
        let step = WIDTH / (values.len().max(2) - 1) as f64;
        let points: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(at, value)| {
                let y = HEIGHT - value / most.max(f64::MIN_POSITIVE) * HEIGHT;
                format!("{:.1},{y:.1}", at as f64 * step)
            })
            .collect();
        write!(body, "<polyline class=\"s{number}\" points=\"{}\"/>", points.join(" ")).ok();
        if !name.is_empty() {
            let y = 12 + number * 16;
            write!(
                body,
                "<text class=\"t{number}\" x=\"{}\" y=\"{y}\" text-anchor=\"end\">{}</text>",
                WIDTH,
                escaped(name)
            )
            .ok();
        }
    }
    body.push_str("</svg>");
}

/// Appends a plot of counts.
#[expect(clippy::cast_precision_loss, reason = "a plot has some hundred pixels")]
fn bar_plot(title: &str, bars: &[(String, u64)], body: &mut String) {
    let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1) as f64;
    let height = bars.len() as f64 * 18.0;
    write!(
        body,
        "<h2>{}</h2><svg viewBox=\"-100 -4 {} {}\" role=\"img\">",
        escaped(title),
        WIDTH + 120.0,
        height + 8.0
    )
    .ok();
    for (at, (label, count)) in bars.iter().enumerate() {
        let y = at as f64 * 18.0;
        let width = *count as f64 / most * (WIDTH - 100.0);
        write!(
            body,
            "<text class=\"end\" x=\"-6\" y=\"{:.0}\">≤ {}</text><rect class=\"bar\" x=\"0\" y=\"{y:.0}\" width=\"{width:.1}\" height=\"14\"/>\
             <text x=\"{:.1}\" y=\"{:.0}\">{count}</text>",
            y + 12.0,
            escaped(label),
            width + 6.0,
            y + 12.0
        )
        .ok();
    }
    body.push_str("</svg>");
}

/// Returns text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
