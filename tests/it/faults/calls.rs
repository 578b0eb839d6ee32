//! Every call meets every fault of the table.

use serde_json::Value;

use super::rows::ROWS;
use super::{GET, GOOD, POST, Row, check_error, check_no_secret, wechat};
use crate::support::{Bot, Webot};

#[test]
fn every_call_reports_every_fault() {
    std::thread::scope(|scope| {
        for half in [0, 1] {
            scope.spawn(move || ROWS.iter().skip(half).step_by(2).for_each(check_row));
        }
    });
}

fn check_row(row: &Row) {
    for (command, (code, kind, calls)) in [(&GET[..], row.get), (&POST[..], row.post)] {
        let what = format!("{}, {}", row.what, command[1]);
        let asked = |wechat: &Bot| wechat.heard().iter().filter(|heard| heard.path() == command[2]).count();
        let server = wechat(row.fault);
        let home = Webot::asking(server.url(""));
        let ran = home.webot(command).args(row.args).exit(code).stderr_any().run();
        assert_eq!(asked(&server), calls, "{what}: how often");
        check_no_secret(&ran, &what);
        if code == 0 {
            let server = wechat(row.fault);
            let run = Webot::asking(server.url("")).webot(command).args(row.args).args(["--json"]);
            let ran = run.stderr_any().run();
            assert_eq!(ran.json(), serde_json::from_str::<Value>(GOOD).expect("JSON"), "{what}");
            continue;
        }
        // A fault of the first call alone is there for each of these runs.
        let servers = std::cell::RefCell::new(Vec::new());
        let run = || {
            let server = wechat(row.fault);
            let home = Webot::asking(server.url(""));
            let run = home.webot(command).args(row.args);
            servers.borrow_mut().push((server, home));
            run
        };
        check_error(run, code, kind, row.says, row.advises, &what);
    }
}
