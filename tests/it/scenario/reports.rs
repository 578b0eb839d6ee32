//! The reports of `webot test`.

use super::{greeter, test};
use crate::support::{Bot, Webot, http};

const FILE: &str = "name: all
scenarios:
- { name: passes, steps: [{ send: x }] }
- { name: 'fails: 1 # <&>', steps: [{ send: x, expect: \"y\\n%\" }, { send: z }] }
- { name: left, skip: 'no time', steps: [{ send: x }] }
";

fn read(run: &Webot, name: &str) -> String {
    std::fs::read_to_string(run.folder().path(name)).expect("a report")
}

#[test]
fn several_reports_are_written_at_once() {
    let bot = greeter();
    let run = test(&bot, FILE)
        .args([
            "--report",
            "junit:j.xml",
            "--report",
            "tap:t.tap",
            "--report",
            "github:g",
            "--report",
            "json:r.json",
        ])
        .exit(1)
        .stderr_any();
    run.clone().run();
    let junit = read(&run, "j.xml");
    assert!(
        junit.contains(r#"<testsuites name="webot test" tests="3" skipped="1" failures="1" errors="0""#),
        "{junit}"
    );
    assert!(
        junit.contains(r#"<testcase name="fails: 1 # &lt;&amp;&gt;" classname="a.test.yaml""#),
        "{junit}"
    );
    assert!(junit.contains(r#"<skipped message="no time"/>"#), "{junit}");
    let tap = read(&run, "t.tap");
    assert!(tap.starts_with("TAP version 14\n1..3\nok 1 - a.test.yaml › passes\nnot ok 2 - "), "{tap}");
    assert!(
        tap.contains("fails: 1 \\# <&>\n#") && tap.ends_with("ok 3 - a.test.yaml › left # SKIP no time\n"),
        "{tap}"
    );
    let github = read(&run, "g");
    assert!(github.starts_with("::error file=a.test.yaml,line=4,col="), "{github}");
    assert!(
        github.contains("title=fails%3A 1 # <&>::step 1, text x%0A")
            && github.contains("  - y%0A  - %25%0A  + echo x"),
        "{github}"
    );
    assert_eq!(github.lines().count(), 1);
    let json: serde_json::Value = serde_json::from_str(&read(&run, "r.json")).expect("JSON");
    assert_eq!((&json["passed"], &json["failed"], &json["skipped"]), (&1.into(), &1.into(), &1.into()));
    let step = &json["scenarios"][1]["steps"][0];
    assert_eq!(
        (&step["failures"][0]["expected"], &step["failures"][0]["actual"]),
        (&"y\n%".into(), &"echo x".into())
    );
    assert_eq!(json["scenarios"][1]["steps"][1]["status"], "skipped");
}

#[test]
fn reports_name_replies_that_are_no_message_in_the_language_of_their_reader() {
    let file = "scenarios:
- { name: silent, steps: [{ send: hi, expect: { type: text } }] }
- { name: other, steps: [{ send: hi, expect: hello }] }
- { name: none, steps: [{ send: hi, expect: { none: true, verdict: any } }] }
- { name: rule, steps: [{ send: hi, expect: { verdict: html-page } }] }
";
    let run = |body: &'static str, lang: &str| {
        let bot = Bot::answering(move |_| http(200, body));
        let run = test(&bot, file)
            .args(["--lang", lang, "--report", "junit:j", "--report", "tap:t", "--report", "json:r"])
            .exit(1)
            .stderr_any();
        let out = run.clone().run().stdout;
        (read(&run, "j") + &read(&run, "t") + &out, read(&run, "r"))
    };
    let (silent, json) = run("", "zh");
    assert!(silent.contains("实际  不回复") && silent.contains("实际：不回复"), "{silent}");
    assert!(silent.contains("会被接受") && !silent.contains("accepted"), "{silent}");
    assert!(!silent.contains("实际  none") && !silent.contains("实际：none"), "{silent}");
    // Programs get the names that scenarios use.
    assert!(json.contains(r#""actual":"none""#) && json.contains(r#""actual":"accepted""#), "{json}");
    let (invalid, json) = run("<p>hi", "zh");
    assert!(invalid.contains("期望  不回复") && invalid.contains("实际  无效的回复"), "{invalid}");
    assert!(!invalid.contains("invalid"), "{invalid}");
    assert!(json.contains(r#""expected":"none","actual":"invalid""#), "{json}");
    let (english, _) = run("", "en");
    assert!(english.contains("actual    none") && english.contains("accepted"), "{english}");
}

#[test]
fn a_report_that_cannot_be_written_takes_no_other_with_it() {
    let bot = greeter();
    let long = format!("junit:{}", "j".repeat(300));
    let run = test(&bot, FILE).args(["--report", &long, "--report", "tap:t.tap"]).exit(3);
    let run = run.stderr_has(format!("error: `{}", "j".repeat(300)));
    run.clone().stdout_has("✗ a.test.yaml › fails").run();
    assert!(read(&run, "t.tap").starts_with("TAP version 14\n1..3\n"));
}

#[test]
fn a_report_on_standard_output_is_alone_there() {
    let bot = greeter();
    let ran = test(&bot, FILE).args(["--report", "tap"]).exit(1).stderr_has("✗ a.test.yaml › fails").run();
    assert!(ran.stdout.starts_with("TAP version 14\n1..3\n") && !ran.stdout.contains('✗'), "{}", ran.stdout);
    let json = test(&bot, FILE).args(["--json"]).exit(1).stderr_any().run().json();
    assert_eq!(json["failed"], 1);
    test(&bot, FILE).args(["--report", "tap", "--report", "json"]).exit(2).stderr_has("--report").run();
    test(&bot, FILE)
        .args(["--report", "xml"])
        .exit(2)
        .stderr_has("expected junit, tap, json or github")
        .run();
}

#[test]
fn secrets_are_in_no_report() {
    let bot = greeter();
    let file = "steps: [{ send: 'key ${env.MY_SECRET} and t0ken-of-tests ${password}', expect: no }]";
    let run = test(&bot, file)
        .env("MY_SECRET", "s3cret-of-env")
        .args(["--set", "password=s3cret-of-set", "--token", "t0ken-of-tests", "-v"])
        .args([
            "--report",
            "junit:j.xml",
            "--report",
            "json:r.json",
            "--report",
            "tap:t",
            "--report",
            "github:g",
        ])
        .exit(1)
        .stderr_any();
    let ran = run.clone().run();
    let all =
        ["j.xml", "r.json", "t", "g"].map(|name| read(&run, name)).join("\n") + &ran.stdout + &ran.stderr;
    assert!(all.contains("key *** and ***"), "{all}");
    for secret in ["s3cret-of-env", "s3cret-of-set", "t0ken-of-tests"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
