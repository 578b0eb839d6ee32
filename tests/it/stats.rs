//! `webot stats`: spans of days, and statistics as a table, as CSV and as bars.

use serde_json::Value;

use crate::support::{Webot, webot};

fn home() -> Webot {
    Webot::new().env("WX_APPID", "wx1234567890abcdef").env("WX_SECRET", "0123456789abcdef0123456789abcdef")
}

/// Returns the days that a command asks for.
fn days(args: &[&str]) -> [String; 2] {
    let ran = home().webot(["stats"]).args(args).args(["--dry-run", "--json"]).run();
    let body: Value = serde_json::from_str(ran.json()["body"].as_str().expect("a body")).expect("JSON");
    ["begin_date", "end_date"].map(|name| body[name].as_str().expect("a day").to_owned())
}

#[test]
fn days_are_completed_and_checked() {
    assert_eq!(
        days(&["user-summary", "--from", "2026-01-30", "--to", "2026-02-02"]),
        ["2026-01-30", "2026-02-02"]
    );
    assert_eq!(days(&["user-summary", "--from", "2024-02-27"]), ["2024-02-27", "2024-03-04"]);
    assert_eq!(days(&["user-summary", "--to", "2024-03-04"]), ["2024-02-27", "2024-03-04"]);
    let [from, to] = days(&["article-read"]);
    assert_eq!(from, to);
    for (args, said) in [
        (&["user-summary", "--from", "2026-01-01", "--to", "2026-01-08"][..], "8 days"),
        (&["article-read", "--from", "2026-01-01", "--to", "2026-01-02"], "2 days"),
        (&["user-summary", "--from", "2026-01-02", "--to", "2026-01-01"], "after the last day"),
        (&["user-summary", "--from", "9999-01-01"], "no statistics of 9999-01-01 yet"),
        (&["user-summary", "--from", "2026-02-30"], "`--from` `2026-02-30` is not a date"),
        (&["user-summary", "--from", "yesterday"], "is not a date"),
    ] {
        webot(["stats"]).args(args).args(["--mock"]).exit(2).stderr_has(said).run();
    }
}

#[test]
fn statistics_are_shown_in_three_ways() {
    let home = home();
    let span = ["stats", "user-summary", "--from", "2026-01-01", "--to", "2026-01-03", "--mock"];
    let list = home.webot(span).args(["--json"]).run().json()["list"].clone();
    let days: Vec<&Value> = list.as_array().expect("a list").iter().map(|item| &item["ref_date"]).collect();
    assert_eq!(days, ["2026-01-01", "2026-01-02", "2026-01-03"]);
    home.webot(span).stdout_starts("ref_date    user_source  new_user  cancel_user\n2026-01-01  1 ").run();
    let csv = home.webot(span).args(["--csv"]).run().stdout;
    assert_eq!(csv.lines().next(), Some("ref_date,user_source,new_user,cancel_user"));
    assert_eq!(csv.lines().count(), 4);
    let most = list.as_array().expect("a list").iter().filter_map(|item| item["new_user"].as_u64()).max();
    let bar = format!("{} {}\n", "█".repeat(40), most.expect("a number"));
    home.webot(span).args(["--plot"]).stdout_starts("new_user\n  2026-01-01  ").stdout_has(bar).run();
    home.webot(span).args(["--plot", "--csv"]).exit(2).stderr_has("--csv").run();
}

#[test]
fn the_mock_checks_days_as_wechat_does() {
    let home = home();
    let ask = |body: &str| {
        home.webot(["api", "POST", "/datacube/getusersummary", "-d", body, "--mock"])
            .exit(1)
            .stderr_any()
            .run()
            .stderr
    };
    assert!(
        ask(r#"{"begin_date":"2026/01/01","end_date":"2026-01-02"}"#).contains("61500 date format error")
    );
    assert!(ask(r#"{"begin_date":"2026-01-01","end_date":"2026-01-08"}"#).contains("61501 date range error"));
    assert!(ask(r#"{"begin_date":"2026-01-01","end_date":"9999-01-01"}"#).contains("61501"));
}
