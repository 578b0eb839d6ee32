//! The help and messages of `webot bench`.

/// The help of `webot bench`.
#[derive(Debug)]
pub(crate) struct BenchHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: the load.
    pub load: &'static str,
    pub kinds: &'static str,
    pub users: &'static str,
    pub rate: &'static str,
    pub concurrency: &'static str,
    pub duration: &'static str,
    pub connections: &'static str,
    pub max_p99: &'static str,
    pub max_errors: &'static str,
    pub report: &'static str,
    pub emit: &'static str,
    pub yes: &'static str,
}

/// The messages of `webot bench`.
#[derive(Debug)]
pub(crate) struct BenchWords {
    /// The name of the language, for the page.
    pub language: &'static str,
    /// Asks whether to put a load on another machine: its URL.
    pub ask_far: fn(&str) -> String,
    /// The line while the test runs: seconds, answers per second, p99, rejected, unanswered.
    pub live: fn(u64, f64, &str, u64, u64) -> String,
    /// Messages, seconds, answers per second.
    pub total: fn(u64, f64, f64) -> String,
    /// Says that the bot did not keep up with this rate.
    pub behind: fn(f64) -> String,
    /// Says that no answer was accepted.
    pub none_accepted: &'static str,
    /// The labels of counts, each as wide as the others.
    pub accepted: &'static str,
    pub rejected: &'static str,
    pub unanswered: &'static str,
    pub late: &'static str,
    /// Heading: latencies.
    pub latency: &'static str,
    pub from_sending: &'static str,
    pub from_schedule: &'static str,
    /// Heading: findings.
    pub findings: &'static str,
    /// Heading: failures.
    pub failures: &'static str,
    /// Titles of plots.
    pub plot_rate: &'static str,
    pub plot_latency: &'static str,
    pub mean: &'static str,
    pub longest: &'static str,
    /// A threshold is exceeded.
    pub slow: &'static str,
    pub faulty: &'static str,
}
