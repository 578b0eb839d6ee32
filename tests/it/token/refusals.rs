//! Tokens that WeChat refuses.

use serde_json::json;

use super::{CALL, PLAIN, STABLE};
use crate::support::{Mock, Webot};

#[test]
fn a_token_that_is_refused_is_replaced_once_and_the_call_is_made_once_more() {
    for code in [40001, 40014, 42001] {
        let fail = format!("{code}@1");
        let mock = Mock::start(["--fail", &fail]);
        let home = Webot::on(&mock);
        let ran = home.call().args(["--plain-token"]).stderr_any().run();
        assert_eq!(mock.paths(), [PLAIN, CALL, PLAIN, CALL], "{code}");
        // It should have lived for two hours.
        let [warning] = ran.warnings()[..] else { panic!("{}", ran.stderr) };
        assert!(warning.contains("/cgi-bin/token"), "{warning}");
        let seconds = warning.split(" s after").next().and_then(|start| start.rsplit(' ').next());
        assert!(seconds.is_some_and(|seconds| seconds.parse::<u64>().is_ok()), "{warning}");
        home.call().args(["--plain-token"]).run();
        assert_eq!(mock.paths()[4..], [CALL], "the new one is kept");
    }
    // WeChat gives out the same stable token again: it is not ended for everybody on one refusal's word.
    let mock = Mock::start(["--fail", "40001@1"]);
    let home = Webot::on(&mock);
    let ran = home.call().stderr_any().run();
    assert_eq!(mock.paths(), [STABLE, CALL, STABLE, CALL]);
    assert_ne!(mock.get("/__webot/requests")[2]["body"]["force_refresh"], true);
    assert_eq!(ran.warnings().len(), 0, "nobody ended it: {}", ran.stderr);
}

#[test]
fn an_expired_token_is_replaced_by_the_next_stable_one() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.call().run();
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    let ran = home.call().stderr_any().run();
    assert_eq!(mock.paths(), [STABLE, CALL, CALL, STABLE, CALL]);
    assert_eq!(ran.warnings().len(), 1, "it was not its time: {}", ran.stderr);
    let request = &mock.get("/__webot/requests")[3];
    assert_ne!(request["body"]["force_refresh"], true, "20 a day are not spent without need");
}

#[test]
fn a_second_refusal_is_an_error_that_names_the_cause() {
    for code in [40001, 40014, 42001] {
        let fail = format!("{code}@1-2");
        let mock = Mock::start(["--fail", &fail]);
        let ran = Webot::on(&mock).call().args(["--plain-token", "--json"]).exit(1).stderr_any().run();
        assert_eq!(mock.paths(), [PLAIN, CALL, PLAIN, CALL], "{code}");
        let error = ran.error();
        assert_eq!((&error["kind"], &error["code"]), (&json!("api"), &json!(code)), "{error}");
        assert!(error["hints"].to_string().contains("another program is calling /cgi-bin/token"), "{error}");
    }
}

#[test]
fn many_processes_replace_a_refused_token_with_one_request() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.call().run();
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..12).map(|_| scope.spawn(|| home.call().stderr_any().run())).collect();
        for run in runs {
            run.join().expect("a run");
        }
    });
    assert_eq!(mock.count(STABLE), 2);
}
