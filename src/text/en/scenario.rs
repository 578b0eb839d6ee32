use super::count::Count;
use crate::lang::Said;
use crate::scenario::{ExpectedShape, Failure, Problem, ProblemKind, SkipReason};
use crate::text::scenario::{NotUpdated, TestHelp, TestWords};

pub(in crate::text) const TEST_HELP: TestHelp = TestHelp {
    about: "Run conversations with a bot and check the replies",
    after: "\
Reads scenarios from YAML files: the messages of users and the expected replies. In a folder, those are the files that
end in `.test.yaml`, `.test.yml` or `.test.json`. Every reply must also be one that WeChat accepts, unless the scenario
says otherwise. `start` launches the bot, waits for its port and ends its process group: a child that leaves the
group (`setsid`) goes on.

  # greeting.test.yaml
  start: { command: node bot.js, port: 3000 }
  url: http://127.0.0.1:3000/wechat
  scenarios:
    - name: remembers the name
      steps:
        - send: my name is Ann
          expect: Hello, Ann
        - send: { kind: CLICK, args: V1001 }
          expect: { type: news, articles: 1, within: 2s }
        - { send: bye, expect: { none: true }, deliver: 3 }

The files can set `variables`, `users`, tables of `cases`, `repeat`, `skip`, `only`, `include` other files, keep values
of replies with `capture`, send messages `together`, and check with `expectApi` what the bot calls on `webot mock`.
`send` takes every kind of `webot send --list`: notifications of WeChat Pay, JSON with `format: json`, intelligent bots.
`webot test --schema` describes all keys for editors.

--watch runs again what a change affects: of scenario files, of files that they include, and of the bot's files that
`start` names, with those of the same ending beside and below. --update shows how the files would fit the actual
replies, asks, and writes them; comments and layout stay. In CI it wants --yes. Patterns, time limits and replies that
WeChat rejects stay as they are.

Examples:
  webot test greeting.test.yaml --des http://127.0.0.1:3000/wechat

  # In CI: all scenarios of a folder, with a report for the CI server
  webot test tests/ --report junit:report.xml --report github

  # While you write the bot
  webot test tests/ --watch

  # One scenario again, from its third step, with all messages
  webot test tests/ --filter 'the name' --from 3 --set name=Ann -v",
    scenarios: "Scenarios",
    reports: "Reports",
    files: "Scenario files, or folders with such files",
    set: "Set a variable; repeatable",
    filter: "Run only scenarios whose file or name contains this",
    from: "Skip the steps before this one, counted from 1",
    fail_fast: "Stop after the first scenario that fails",
    jobs: "Number of files that run at the same time [default: 1]",
    watch: "Run again what a change affects, until Ctrl-C",
    update: "Write the actual replies into the files, after showing the changes",
    yes: "Do not ask before --update writes",
    report: "Write a report: junit, tap, json or github; repeatable",
    schema: "Print the JSON Schema of scenario files",
};

pub(in crate::text) const TEST_WORDS: TestWords = TestWords {
    summary: |[passed, failed, skipped], ms| {
        let total = Count::of(passed + failed + skipped, "scenario");
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        format!("{total}: {passed} passed{failed}{skipped} ({}.{} s)", ms / 1000, ms / 100 % 10)
    },
    step: |number, title| format!("step {number}, {title}"),
    not_run: |steps| format!("{} skipped", Count::of(steps, "step")),
    log: "log of the bot:",
    left_open: |port| {
        format!(
            "something still listens on port {port}: the program went to the background in a session of its own"
        )
    },
    watching: |files| format!("waiting for changes of {}; Ctrl-C ends", Count::of(files, "file")),
    changed: |file, others| match others {
        0 => format!("{file} changed"),
        _ => format!("{file} and {} changed", Count::of(others, "other file")),
    },
    ask_update: |values, files| {
        format!("write {} to {}?", Count::of(values, "new value"), Count::of(files, "file"))
    },
    updated: |values, files| {
        format!("{} written to {}", Count::of(values, "new value"), Count::of(files, "file"))
    },
    nothing_to_update: "no expectation to update",
    not_updated: |at, reason| {
        let reason = match reason {
            NotUpdated::Differs => "it is used several times, and the replies differ",
            NotUpdated::Secret => "the reply holds a secret",
            NotUpdated::Place => "this place in the file cannot be rewritten",
            NotUpdated::Changed => "the file has changed since the run began",
        };
        format!("{at}: not updated: {reason}")
    },
    recording: |file| format!("messages and replies are written to {file}; `/record` stops"),
    skip_reason: |reason| match reason {
        SkipReason::Marked(reason) if reason.is_empty() => "marked with `skip`".to_owned(),
        SkipReason::Marked(reason) => reason.clone(),
        SkipReason::NotOnly => "others are marked with `only`".to_owned(),
        SkipReason::AfterFailure => "an earlier step failed".to_owned(),
        SkipReason::BeforeFrom => "before the step of `--from`".to_owned(),
        SkipReason::FailFast => "`--fail-fast` after a failure".to_owned(),
        SkipReason::Interrupted => "interrupted".to_owned(),
    },
    failure,
};

fn failure(failure: &Failure) -> Said {
    match failure {
        Failure::Unmet { key, .. } => Said::new(format!("`{key}` is not met")),
        Failure::NotRejected => Said::new("WeChat would accept the reply, which was expected to be rejected"),
        Failure::AnswersDiffer { number, .. } => Said::new(format!(
            "delivery {number} of the same message was answered in another way"
        ))
        .hint("remember the MsgId, or FromUserName and CreateTime of an event, and reply the same again"),
        Failure::OtherUser(user) => Said::new(format!("the reply goes to another user, `{user}`"))
            .hint("take FromUserName from the message at hand, not from a variable that all requests share"),
        Failure::NoValue(name) => Said::new(format!("the variable `{name}` has no value"))
            .hint(format!("the step that captures it did not run; set it with `--set {name}=VALUE`")),
        Failure::NotCaptured { name, text } => {
            Said::new(format!("nothing to capture for `{name}` in \"{text}\""))
        }
        Failure::Regex(reason) => Said::new(format!("not a regular expression: {reason}")),
        Failure::NoMessage => Said::new("the message has no text"),
        Failure::Url(url) => Said::new(format!("`{url}` is not a URL with http or https")),
        Failure::NoMock(url) => Said::new(format!("no log of calls at {url}"))
            .hint("start the mock with `webot mock`, and give its address as `mock`"),
        Failure::Calls { path, expected, actual, seen } => {
            let expected = expected.map_or_else(|| "at least 1".to_owned(), |expected| expected.to_string());
            let said = Said::new(format!("calls of `{path}` that fit: {actual}, expected {expected}"));
            let seen = if seen.is_empty() { "nothing".to_owned() } else { seen.join(", ") };
            said.cause(format!("the bot called {seen}"))
        }
        Failure::NotStarted(command, reason) => Said::new(format!("`{command}` cannot be started: {reason}")),
        Failure::Ended { command, code } => Said::new(match code {
            Some(code) => format!("`{command}` ended with exit code {code} before it opened its port"),
            None => format!("`{command}` was killed before it opened its port"),
        }),
        Failure::NoPort { command, port, within_ms } => {
            Said::new(format!("`{command}` did not open port {port} within {within_ms} ms"))
                .hint("check `port`, or wait longer with `within`")
        }
        Failure::PortTaken(port) => Said::new(format!("port {port} is already in use by another program"))
            .hint("end that program, or use `port: auto` and `${port}`"),
        Failure::Rejected(..) | Failure::Compose(_) | Failure::Probe(_) => Said::new(String::new()),
    }
}

/// Explains the problems of scenario files.
pub(super) fn problems(problems: &[Problem]) -> Said {
    Said::several(problems.iter().map(|each| (each.at.shown(), problem(each))))
}

fn problem(problem: &Problem) -> Said {
    let said = kind(&problem.kind);
    Said { message: format!("{}: {}", problem.at.shown(), said.message), ..said }
}

fn kind(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::Unreadable(reason) => Said::new(format!("cannot read {reason}")).hint("check the path"),
        ProblemKind::TooLarge(limit) => Said::new(format!("the file is larger than {} MB", limit >> 20))
            .hint("split it into several files"),
        ProblemKind::Syntax(error) => {
            let said = super::source::syntax_here(error);
            if error.excerpt.contains("${") {
                said.hint("put a text with `${…}` in quotes where it stands in `{…}` or `[…]`")
            } else {
                said
            }
        }
        ProblemKind::IncludeCycle => {
            Said::new("the file includes itself").hint("move what both files need into a third one")
        }
        ProblemKind::TooDeep(limit) => Said::new(format!("includes nest deeper than {limit} files")),
        ProblemKind::TooManySteps(limit) => Said::new(format!("the file stands for more than {limit} steps"))
            .hint("lower `repeat`, or split the file"),
        ProblemKind::UnknownKey { key, closest, known } => {
            Said::new(format!("unknown key `{key}`")).closest_or_known(closest, known)
        }
        ProblemKind::DuplicateKey { key, first } => {
            Said::new(format!("`{key}` occurs twice; the first is in line {first}"))
        }
        ProblemKind::Wrong { key, expected } => {
            let expected = shape(*expected);
            Said::new(if key.is_empty() {
                format!("expected {expected}")
            } else {
                format!("`{key}`: expected {expected}")
            })
        }
        ProblemKind::Missing(key) => Said::new(format!("missing key `{key}`")),
        ProblemKind::Exclusive(one, other) => {
            Said::new(format!("`{one}` and `{other}` cannot be used together"))
        }
        ProblemKind::UnknownVariable { name, closest } => {
            let said = Said::new(format!("unknown variable `{name}`"));
            if !closest.is_empty() {
                return said.did_you_mean(closest);
            }
            match name.strip_prefix("env.") {
                Some(name) => said.hint(format!("set the environment variable `{name}`")),
                None => said.hint(format!("set it under `variables`, with `capture` in an earlier step, or with `--set {name}=VALUE`")),
            }
        }
        ProblemKind::UnknownUser { name, closest } => {
            let said = Said::new(format!("unknown user `{name}`"));
            if closest.is_empty() {
                return said.hint("add it under `users`");
            }
            said.did_you_mean(closest)
        }
        ProblemKind::InvalidRegex(reason) => Said::new(format!("not a regular expression: {reason}")),
        ProblemKind::NoMock => Said::new("`expectApi` needs a mock")
            .hint("start one with `webot mock`, and give its address as `mock`"),
    }
}

fn shape(expected: ExpectedShape) -> String {
    let text = match expected {
        ExpectedShape::Object => "an object with keys",
        ExpectedShape::List => "a list",
        ExpectedShape::NonEmptyList => "a list with at least one item",
        ExpectedShape::Text => "a text",
        ExpectedShape::Words => "a text or a list of texts",
        ExpectedShape::Message => "a text, a list of words as for `webot send`, or an object with `kind`",
        ExpectedShape::Bool => "`true` or `false`",
        ExpectedShape::Number(least, most) => return format!("a number from {least} to {most}"),
        ExpectedShape::Time => "milliseconds, or a time such as `2s`, at most an hour",
        ExpectedShape::Mode => "`plain`, `compat` or `safe`",
        ExpectedShape::Format => "`xml` or `json`",
        ExpectedShape::Path => "the path of a field, such as `Image.MediaId`",
        ExpectedShape::ReplyType => "the type of a reply, such as `text`, `news` or `none`",
        ExpectedShape::Expectation => "a text or an object with keys such as `text` and `type`",
    };
    text.to_owned()
}
