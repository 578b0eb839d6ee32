//! The count of a load test.

use std::collections::BTreeMap;
use std::time::Duration;

use super::latencies::{Latencies, MAX_US};
use crate::http::Failure;
use crate::message::{AnswerFamily, DEADLINE_MS, Rule, Severity, Verdict};

/// The largest number of intervals of the course; a longer test has longer ones.
const MAX_INTERVALS: usize = 1200;

/// One interval of the course.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Second {
    /// The number of answers.
    pub answered: u64,
    /// The number of messages without an answer.
    pub unanswered: u64,
    /// The longest latency of an answer, in microseconds.
    pub max_us: u64,
    /// The sum of the latencies of the answers, in microseconds.
    pub sum_us: u64,
}

/// The count of a load test. Every message that was sent is an answer or an error.
#[derive(Debug)]
pub(crate) struct Tally {
    /// The number of messages whose sending has started.
    pub sent: u64,
    /// The number of answers that WeChat would accept.
    pub accepted: u64,
    /// The number of answers that WeChat would not accept.
    pub rejected: u64,
    /// The number of answers that took longer than WeChat waits.
    pub late: u64,
    /// The numbers of messages without an answer, by the name of the failure.
    pub failures: BTreeMap<&'static str, u64>,
    /// The numbers of answers by HTTP status.
    pub statuses: BTreeMap<u16, u64>,
    /// The severities and numbers of findings, by the name of the rule.
    pub findings: BTreeMap<&'static str, (Severity, u64)>,
    /// The first finding of each rule.
    pub samples: BTreeMap<&'static str, (Rule, AnswerFamily)>,
    /// Latencies from the time of sending.
    pub latencies: Latencies,
    /// Latencies from the scheduled time of sending.
    pub corrected: Latencies,
    /// The course of the test.
    pub course: Vec<Second>,
    /// The length of an interval of the course, in seconds.
    pub interval_s: u64,
}

impl Tally {
    pub(super) fn new() -> Self {
        Self {
            sent: 0,
            accepted: 0,
            rejected: 0,
            late: 0,
            failures: BTreeMap::new(),
            statuses: BTreeMap::new(),
            findings: BTreeMap::new(),
            samples: BTreeMap::new(),
            latencies: Latencies::default(),
            corrected: Latencies::default(),
            course: Vec::new(),
            interval_s: 1,
        }
    }

    /// Returns the number of answers.
    pub(crate) fn answered(&self) -> u64 {
        self.accepted + self.rejected
    }

    /// Returns the number of messages without an answer.
    pub(crate) fn unanswered(&self) -> u64 {
        self.failures.values().sum()
    }

    /// Counts an answer: its verdict, and the time since it was sent and since it should have been sent.
    pub(super) fn answer(
        &mut self,
        status: u16,
        verdict: &Verdict,
        latency: Duration,
        corrected: Duration,
        at: Duration,
    ) {
        if verdict.is_accepted() {
            self.accepted += 1;
        } else {
            self.rejected += 1;
        }
        self.late += u64::from(latency.as_millis() > u128::from(DEADLINE_MS));
        *self.statuses.entry(status).or_default() += 1;
        let mut named: Vec<(&'static str, Severity)> = Vec::new();
        for rule in &verdict.findings {
            let name = Rule::name(rule);
            // Once for each answer.
            if named.iter().all(|(known, _)| *known != name) {
                named.push((name, rule.severity()));
                self.samples.entry(name).or_insert_with(|| (rule.clone(), verdict.family));
            }
        }
        for (name, severity) in named {
            self.findings.entry(name).or_insert((severity, 0)).1 += 1;
        }
        self.latencies.add(latency);
        self.corrected.add(corrected);
        let us = u64::try_from(latency.as_micros()).unwrap_or(MAX_US);
        let second = self.second(at);
        second.answered += 1;
        second.max_us = second.max_us.max(us);
        second.sum_us += us;
    }

    /// Counts a message without an answer.
    pub(super) fn failure(&mut self, failure: &Failure, at: Duration) {
        *self.failures.entry(failure.name()).or_default() += 1;
        self.second(at).unanswered += 1;
    }

    /// Returns the interval of the course at a time since the start.
    fn second(&mut self, at: Duration) -> &mut Second {
        let mut index = usize::try_from(at.as_secs() / self.interval_s).unwrap_or(usize::MAX);
        while index >= MAX_INTERVALS {
            let halves = self.course.chunks(2).map(|pair| {
                let mut sum = Second::default();
                for second in pair {
                    sum.answered += second.answered;
                    sum.unanswered += second.unanswered;
                    sum.max_us = sum.max_us.max(second.max_us);
                    sum.sum_us += second.sum_us;
                }
                sum
            });
            self.course = halves.collect();
            self.interval_s *= 2;
            index /= 2;
        }
        if self.course.len() <= index {
            self.course.resize(index + 1, Second::default());
        }
        &mut self.course[index]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_add_up_and_the_course_stays_short() {
        let mut tally = Tally::new();
        for second in 0..5000 {
            tally.sent += 2;
            tally.answer(
                200,
                &Verdict::default(),
                Duration::from_millis(second),
                Duration::from_millis(second + 1),
                Duration::from_secs(second),
            );
            tally.failure(&Failure::Refused, Duration::from_secs(second));
        }
        assert_eq!(tally.sent, tally.answered() + tally.unanswered());
        assert!(tally.course.len() <= MAX_INTERVALS && tally.interval_s == 8, "{}", tally.interval_s);
        assert_eq!(tally.course.iter().map(|second| second.answered).sum::<u64>(), 5000);
        assert_eq!((tally.latencies.count(), tally.failures["connection-refused"]), (5000, 5000));
        assert!(
            tally.late == 0 && (2_495_000..=2_505_000).contains(&tally.latencies.quantile(0.5)),
            "{}",
            tally.latencies.quantile(0.5)
        );
        assert_eq!(tally.latencies.between(0, MAX_US), 5000);
    }
}
