//! The report as `JUnit` XML: a suite for each file, a case for each scenario.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::outcome::Reported;
use crate::scenario::Status;
use crate::text::words;

/// Returns the document.
pub(super) fn document(reported: &[Reported]) -> String {
    let mut report = Report::new("webot test");
    let mut files: Vec<&str> = Vec::new();
    for scenario in reported {
        if !files.contains(&scenario.file.as_str()) {
            files.push(&scenario.file);
        }
    }
    let mut elapsed = Duration::ZERO;
    for file in files {
        let mut suite = TestSuite::new(file);
        let mut time = Duration::ZERO;
        for scenario in reported.iter().filter(|scenario| scenario.file == file) {
            time += Duration::from_millis(scenario.elapsed_ms);
            suite.add_test_case(case(scenario));
        }
        suite.set_time(time);
        elapsed += time;
        report.add_test_suite(suite);
    }
    report.set_time(elapsed);
    report.to_string().unwrap_or_default()
}

fn case(scenario: &Reported) -> TestCase {
    let status = match &scenario.status {
        Status::Passed => TestCaseStatus::success(),
        Status::Skipped(_) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(scenario.skipped().unwrap_or_default());
            status
        }
        Status::Failed => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let mut texts = Vec::new();
            for (step, failure) in scenario.failures() {
                let step =
                    step.map(|(number, step)| format!("{}\n", (words().test.step)(number, &step.title)));
                texts.push(format!("{}: {}{}", failure.at.shown(), step.unwrap_or_default(), failure.text()));
            }
            let first = scenario.failures().next().map(|(_, failure)| failure.message.clone());
            status
                .set_message(first.unwrap_or_default())
                .set_type("failure")
                .set_description(texts.join("\n\n"));
            status
        }
    };
    let mut case = TestCase::new(scenario.name.as_str(), status);
    case.set_classname(scenario.file.as_str()).set_time(Duration::from_millis(scenario.elapsed_ms));
    case.extra.insert("file".into(), scenario.file.as_str().into());
    case.extra.insert("line".into(), scenario.line.to_string().into());
    if !scenario.log.is_empty() {
        case.set_system_out(scenario.log.as_str());
    }
    case
}
