//! `webot test --update`, and the differences that a failure shows.

use super::{greeter, test};
use crate::support::Bot;

const FILE: &str = "# About greetings.
variables: { who: Ann }
steps:
- send: my name is Ann
  expect: Bye, ${who}   # polite
- send: hi
  expect: |
    echo
    hi
- { send: x, expect: { fields: { Content: 'y' }, regex: '^echo' } }
- { send: bye, expect: { none: true } }
- { send: bye, expect: { text: never, within: 5s } } # silent
";

const UPDATED: &str = "# About greetings.
variables: { who: Ann }
steps:
- send: my name is Ann
  expect: Hello, ${who}   # polite
- send: hi
  expect: echo hi
- { send: x, expect: { fields: { Content: 'echo x' }, regex: '^echo' } }
- { send: bye, expect: { none: true } }
- { send: bye, expect: {\"none\":true,\"within\":5000} } # silent
";

#[test]
fn expectations_are_rewritten_in_their_places() {
    let bot = greeter();
    let run = test(&bot, FILE).args(["--update", "--yes"]);
    let ran = run.clone().stderr_has("4 new values written to 1 file").run();
    assert!(
        ran.stdout.contains("-   expect: Bye, ${who}   # polite\n+   expect: Hello, ${who}"),
        "{}",
        ran.stdout
    );
    assert_eq!(run.folder().read("a.test.yaml"), UPDATED);
    let again = test(&bot, UPDATED).args(["-u", "-y"]);
    again.stderr_has("1 passed").stderr_has("no expectation to update").run();
}

#[test]
fn nothing_is_written_without_consent() {
    let bot = greeter();
    let run = test(&bot, FILE).args(["--update"]).exit(2).stderr_has("--yes");
    run.clone().run();
    bot.never_asked();
    assert_eq!(run.folder().read("a.test.yaml"), FILE);
}

#[test]
#[cfg(unix)]
fn on_a_terminal_the_changes_are_shown_before_the_question() {
    let bot = greeter();
    let run = test(&bot, FILE).args(["--update"]);
    let mut terminal = run.clone().exit(1).terminal();
    terminal.expect("Hello, ${who}");
    terminal.expect("write 4 new values to 1 file?");
    terminal.type_line("n");
    terminal.end();
    assert_eq!(run.folder().read("a.test.yaml"), FILE);
    let mut terminal = run.clone().exit(0).terminal();
    terminal.expect("write 4 new values to 1 file?");
    terminal.type_line("y");
    terminal.end();
    assert_eq!(run.folder().read("a.test.yaml"), UPDATED);
    let mut terminal = run.env("CI", "true").exit(2).terminal();
    terminal.expect("--yes");
    terminal.end();
}

#[test]
fn what_cannot_be_expected_is_left_and_named() {
    let bot = Bot::answering(|heard| super::answer(heard, |text| format!("echo {text} s3cret-of-env")));
    let file = "scenarios:
- { name: cases, cases: [{ in: a }, { in: b }], steps: [{ send: '${in}', expect: x }] }
- { name: secret, steps: [{ send: c, expect: c }] }
- { name: variable, steps: [{ send: 'my name is ${env.MY_SECRET}', expect: 'Bye, ${env.MY_SECRET}' }] }
- { name: pattern, steps: [{ send: d, expect: { regex: '^d$' } }] }
";
    let run = test(&bot, file).env("MY_SECRET", "s3cret-of-env").args(["--update", "--yes"]).exit(1);
    let ran = run.clone().stderr_any().run();
    for part in [
        "a.test.yaml:2:82: not updated: it is used several times",
        "not updated: the reply holds a secret",
        "1 new value",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    let expected = file.replace("'Bye, ${env.MY_SECRET}'", "'Hello, ${env.MY_SECRET}'");
    assert_eq!(run.folder().read("a.test.yaml"), expected);
    // Cases whose replies fit the same variables are one.
    let file = "cases: [{ in: a }, { in: b }]\nsteps: [{ send: '${in}', expect: 'x ${in}' }]\n";
    let bot = greeter();
    let run = test(&bot, file).args(["--update", "--yes"]);
    run.clone().stderr_any().run();
    assert_eq!(run.folder().read("a.test.yaml"), file.replace("'x ${in}'", "'echo ${in}'"));
}

#[test]
fn lines_stand_side_by_side_where_there_is_room() {
    let bot = Bot::answering(|heard| super::answer(heard, |_| "one\ntwo three\nfour".to_owned()));
    let file = "steps:\n- send: x\n  expect: |-\n    one\n    two 3\n    four\n    five\n";
    let run = test(&bot, file).exit(1).stderr_any();
    let wide = run.clone().run().stdout;
    let row = |left: &str, mark: char, right: &str| {
        format!("        {left:44} {mark} {right}").trim_end().to_owned()
    };
    for row in [row("expected", ' ', "actual"), row("two 3", '|', "two three"), row("five", '<', "")] {
        assert!(wide.lines().any(|line| line == row), "{row:?}: {wide}");
    }
    let narrow = run.clone().env("COLUMNS", "40").run().stdout;
    assert!(narrow.contains("        - two 3\n        + two three\n"), "{narrow}");
    assert!(run.args(["--report", "tap"]).run().stdout.contains("#   - two 3\n#   + two three\n"));
}
