use super::count::Count;
use crate::bot::TIME_FIELDS;
use crate::bot::{ExpectedType, NearMiss, Problem, ProblemKind, ReferenceKind, RejectReason, RuleFailure};
use crate::lang::Said;
use crate::text::serve::{ServeHelp, ServeWords, names, position};

pub(in crate::text) const HELP: ServeHelp = ServeHelp {
    about: "Run a bot that replies by the rules of a file",
    after: "\
Rules are YAML or JSON; the dialog files of node-webot work as they are:
  hi: Hello!
  hello: [one, of, these, at random]
  '/my name is (.*)/i': 'Hello, {1}'
Changes to the file take effect when it is saved; if it then has an error, the old rules stay in use.
A handler can be a program or a URL: it gets the message as JSON and replies with text or JSON.
With --ui a page in the browser shows each message with its rule, its reply and its time.
Ctrl-C or SIGTERM stops the bot after the replies in progress.

Examples:
  webot serve rules.yaml --token keyboardcat123

  # Check the rules without running the bot
  webot serve rules.yaml --check

  # Watch the messages in the browser
  webot serve rules.yaml --ui

  # Send a message to the bot
  webot send hi --token keyboardcat123",
    file: "Rules file [default: rules.yaml, rules.yml or rules.json in this directory]",
    check: "Check the rules and exit",
    address: "Address",
    account: "Account",
    door: "Access",
    conversation: "Conversations",
    host: "Address to listen on [default: 127.0.0.1]",
    port: "Port to listen on, 0 for a free one [env: PORT] [default: 3000]",
    route: "Path of the callback [default: any]",
    token: "Callback token [env: WX_TOKEN] [config: token]",
    aes_key: "EncodingAESKey, 43 characters [env: WX_AES_KEY] [config: encoding_aes_key]",
    appid: "appid that encrypted messages must be for [env: WX_APPID] [config: appid]",
    receiver: "Receiver ID of encrypted messages if it is not the appid, such as a corpid",
    mode: "safe accepts encrypted messages only, plain and compat accept both [config: mode] [default: both]",
    window: "Greatest difference of a timestamp from now, in seconds; 0 for any [default: 600]",
    allow_replays: "Accept a nonce that was already used",
    health: "Path of the health check [default: /healthz]",
    connections: "Greatest number of connections; idle ones are closed for new ones [default: 900]",
    sessions: "Store of conversations: memory, FILE or redis://HOST:PORT/DB [default: memory]",
    session_ttl: "Lifetime of a conversation after the user's last message, in seconds [default: 86400]",
    seed: "Seed of random choices, for the same choices each time",
    no_reload: "Do not reload the rules when the file changes",
    rules: "Test and list the rules of a bot",
    test: "Show which rule replies to a message, and which rules were tried",
    test_after: "\
Several messages are one conversation of a user. Programs and URLs of the rules are called.

Examples:
  webot rules test 'my name is Ann'

  # A conversation with the rules of a file
  webot rules test rules.yaml 'game 1' 5 3

  # A new follower, and a click on a menu
  webot rules test --kind subscribe
  webot rules test --kind event CLICK NEWS

  # Rules for the morning, and an answer that comes too late
  webot rules test --at 08:30 morning
  webot rules test --pause 10 timeout hi",
    test_words: "Messages, in order; the first may be the rules file",
    test_file: "Rules file [default: rules.yaml, rules.yml or rules.json in this directory]",
    of_account: "Account of the rules file whose rules are used, by name or path",
    at: "Time of the first message: 21:05, 2026-11-30 21:05, or seconds since 1970 [default: now]",
    pause: "Time between two messages, in seconds [default: 1]",
    list: "List the rules of a file in their order",
    list_after: "\
Examples:
  webot rules list rules.yaml

  # The names alone
  webot rules list rules.yaml --jq '.[].name'",
    kind: "Kind of the message, as `webot send` takes it; the words are its values",
    user: "openid of the user who sends the messages",
    set: "Change a field of the messages, such as Content=hi; repeatable",
};

pub(in crate::text) const WORDS: ServeWords = ServeWords {
    listening: |url, rules, command| {
        let command = command.map_or_else(String::new, |command| format!("; try `{command}`"));
        format!("listening on {url} with {}{command}", Count::of(rules, "rule"))
    },
    clean: |rules| format!("no problems found in {}", Count::of(rules, "rule")),
    reloaded: |rules| format!("reloaded the rules file: {}", Count::of(rules, "rule")),
    broken: "the changed rules have errors; the old rules stay in use",
    lost: |lines| format!("{lines} log lines were dropped, because they came too fast"),
    ended: |messages| Count::new(messages, "message").to_string(),
    no_token: "no token, so signatures are not checked; set one with --token, WX_TOKEN or `token` in wx_config.json",
    open_without_token: "no token, and other machines can reach this address: anyone can send messages as any user; set a token with --token",
    token_in_query: "the query contains the token itself, as webot-cli 0.0.11 sends it, and proxies log it; `webot send` does not send it",
    no_reply: "no reply",
    again: "repeated",
    failure,
    refusal,
    not_for: "does not match",
    passed: "passes to the next rule",
    answered: "replies",
    failed: "fails",
    answered_code: |code| format!("replies with the reply for {code}"),
    after_failure: |code| format!("this is the reply for {code}"),
    none_answers: |code| format!("no rule replies; this is the reply for {code}"),
    list_head: ["name", "pattern", "domain", "waits", "group", "account", "line"],
    waits: |name| format!("`{name}` waits for the next message"),
    narrowly: "almost matches",
    near_miss,
    not_for_these: |rules| format!("does not match: {}", names(rules)),
};

fn failure(failure: &RuleFailure) -> String {
    match failure {
        RuleFailure::NotStarted { program, reason } => format!("`{program}` could not be started: {reason}"),
        RuleFailure::Exit { program, code, stderr_line } => {
            let how =
                code.map_or_else(|| "was ended by a signal".to_owned(), |code| format!("ended with {code}"));
            let said = if stderr_line.is_empty() { String::new() } else { format!(": {stderr_line}") };
            format!("`{program}` {how}{said}")
        }
        RuleFailure::TimedOut { handler, limit_ms } => format!("`{handler}` took longer than {limit_ms} ms"),
        RuleFailure::TooLarge(handler) => format!("the reply of `{handler}` is too large"),
        RuleFailure::NotUtf8(handler) => format!("the reply of `{handler}` is not UTF-8"),
        RuleFailure::InvalidReply { handler, problem } => {
            format!("`{handler}` returned an invalid reply: {}", rules_problem(problem).message)
        }
        RuleFailure::Unreachable { url, failure } => {
            format!("cannot reach `{url}`: {}", failure.name())
        }
        RuleFailure::Status { url, status } => format!("`{url}` returned HTTP {status}"),
        RuleFailure::SlowPattern => "the pattern takes too long on this text and was stopped".to_owned(),
        RuleFailure::CallDepth => "rules call each other in a loop".to_owned(),
        RuleFailure::UnknownWait(name) => format!("unknown wait rule `{name}`"),
        RuleFailure::SessionStore(reason) => format!("session store: {reason}"),
    }
}

fn refusal(reason: &RejectReason) -> String {
    match reason {
        RejectReason::MissingSignature => "no signature".to_owned(),
        RejectReason::WrongSignature => {
            "the signature does not match: it was made with another token or of other values".to_owned()
        }
        RejectReason::InvalidTimestamp => "the timestamp is not a number".to_owned(),
        RejectReason::StaleTimestamp(age) if *age < 0 => {
            format!("the timestamp is {} s ahead; check both clocks, or use --window", -age)
        }
        RejectReason::StaleTimestamp(age) => {
            format!("the timestamp is {age} s old; check both clocks, or use --window")
        }
        RejectReason::RepeatedNonce => {
            "the nonce was already used; --allow-replays accepts it, as tests with webot-cli's makeRequest need".to_owned()
        }
        RejectReason::NotAMessage(what) => format!("not a message: {what}"),
        RejectReason::MissingAesKey => {
            "the message is encrypted, but there is no EncodingAESKey; set it with --aes-key".to_owned()
        }
        RejectReason::Undecryptable(error) => format!("cannot decrypt the message: {error}"),
        RejectReason::WrongReceiver => "the message is for another appid or corpid".to_owned(),
        RejectReason::Sealed(reason) => refusal(reason),
        RejectReason::NotEncrypted => "the message is not encrypted, but the mode is safe".to_owned(),
        RejectReason::UnknownPath => "no account has this path".to_owned(),
        RejectReason::MethodNotAllowed => "the method is neither GET nor POST".to_owned(),
        RejectReason::BodyTooLarge => "the body is larger than 1 MB".to_owned(),
        RejectReason::BodyTimeout => "the body was not received in time".to_owned(),
        RejectReason::Busy => "the same message is still being processed".to_owned(),
    }
}

pub(in crate::text) fn rules_problem(problem: &Problem) -> Said {
    let said = problem_kind(&problem.kind);
    let rule = problem.rule.as_ref().map(|rule| format!("rule `{rule}`: ")).unwrap_or_default();
    let position = position(problem);
    let position = if position.is_empty() { position } else { format!("{position}: ") };
    Said { message: format!("{position}{rule}{}", said.message), ..said }
}

/// Explains the problems of rules.
pub(super) fn rules_problems(problems: &[Problem]) -> Said {
    Said::several(problems.iter().map(|each| (position(each), rules_problem(each))))
}

fn load_problem(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::TooManyLoads => Said::new("more than 500 files or 32 MB are loaded")
            .hint("a file that two others load is read twice: load it once, at the top"),
        ProblemKind::SlowLoads => {
            Said::new("reading the rules takes more than 10 s, and the old ones stay in use")
        }
        _ => Said::new("the file loads itself"),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a problem")]
fn problem_kind(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::Syntax(error) => {
            let said = super::source::syntax_here(error);
            let has = |special: &str| error.excerpt.contains(special);
            if has("\"") && has("\\") {
                said.hint(
                    "put a pattern with backslashes in single quotes: YAML interprets them in double quotes",
                )
            } else if [": ", "#", "{", "["].into_iter().any(has) {
                said.hint("put text that contains `: `, `#`, `{` or `[` in quotes")
            } else {
                said
            }
        }
        ProblemKind::Unreadable(reason) => Said::new(format!("cannot read the file: {reason}")),
        ProblemKind::NotData => Said::new("programs cannot be loaded; expected a YAML or JSON file")
            .hint("to run a program for a message, use `exec: [node, FILE]` in a rule"),
        ProblemKind::LoadCycle | ProblemKind::TooManyLoads | ProblemKind::SlowLoads => load_problem(kind),
        ProblemKind::UnknownKey { key, closest, known } => {
            Said::new(format!("unknown key `{key}`")).closest_or_known(closest, known)
        }
        ProblemKind::WrongType { key, expected } => {
            Said::new(format!("`{key}`: expected {}", expected_type(*expected)))
        }
        ProblemKind::InvalidRegex { pattern, reason, exact } => {
            let said = Said::new(format!("`{pattern}` is not a regular expression of JavaScript: {reason}"));
            match exact {
                Some(text) => said.hint(format!("write `={text}` to match this text exactly")),
                None => said,
            }
        }
        ProblemKind::UnknownMessageKind { kind, closest } => Said::new(format!("unknown kind `{kind}`"))
            .did_you_mean(closest)
            .hint("`webot send --list` lists all kinds"),
        ProblemKind::KindIsType(word) => Said::new(format!("`{word}` is a type, not a kind"))
            .hint("write `type: event`, or the kind of the event, such as `kind: subscribe`"),
        ProblemKind::UnknownField { field, closest, is_time, never_matches } => {
            let (whose, follows) = match (is_time, never_matches) {
                (true, true) => ("", "; the rule never matches"),
                (false, true) => (" known to webot", "; the rule does not match those"),
                (true, false) => ("", ""),
                (false, false) => (" known to webot", ""),
            };
            let said = Said::new(format!("`{field}` is not a field of a message{whose}{follows}"));
            if *is_time { said.hint(time_hint()) } else { said.did_you_mean(closest) }
        }
        ProblemKind::UnknownValue { field, given, differs_in_case, is_of_work, closest } => {
            match closest.first().filter(|_| *differs_in_case) {
                Some(right) if *is_of_work => Said::new(format!(
                    "`{field}: {given}` never matches in official accounts, which write `{right}`; only WeCom writes `{given}`"
                ))
                .hint(format!("write `{field}: {right}`, or `{field}: [{right}, {given}]` for both")),
                Some(right) => Said::new(format!("`{field}: {given}` never matches: WeChat writes `{right}`"))
                    .hint(format!("write `{field}: {right}`")),
                None => {
                    let what = if field.eq_ignore_ascii_case("event") { "event" } else { "type of message" };
                    Said::new(format!("unknown {what} `{given}`")).did_you_mean(closest)
                }
            }
        }
        ProblemKind::UnknownPlaceholder { name, closest, is_session_field, is_time } => {
            let said = Said::new(format!("unknown placeholder `{{{name}}}`, which users would see as it is"));
            if *is_session_field {
                said.hint(format!("for a field of the session, write `{{session.{name}}}`"))
            } else if *is_time {
                said.hint(time_hint())
            } else if closest.is_empty() {
                said.hint(format!("to show it as it is, write `\\{{{name}}}`"))
            } else {
                said.did_you_mean(closest)
            }
        }
        ProblemKind::Reply(rule, family) => {
            let said = super::finding(rule, *family);
            Said { message: format!("reply: {}", said.message), ..said }
        }
        ProblemKind::UnusedField { kind, field } => {
            Said::new(format!("`{field}` has no effect in a reply of type {kind}"))
        }
        ProblemKind::Unreachable { by, line, catches_all } => {
            let whose = if *catches_all { "every such message" } else { "the same pattern" };
            Said::new(format!("the rule is never tried: `{by}` on line {line} replies to {whose}"))
                .hint("put the rule before that one, or remove it")
        }
        ProblemKind::UnusedRules => {
            Said::new("no account uses these rules: each account has rules of its own")
                .hint("load them in the accounts too: `loads: FILE`")
        }
        ProblemKind::UnknownReference { kind, name, closest } => {
            let what = match kind {
                ReferenceKind::Rule => "rule",
                ReferenceKind::Wait => "wait rule",
                ReferenceKind::Domain => "domain",
            };
            Said::new(format!("unknown {what} `{name}`")).did_you_mean(closest)
        }
        ProblemKind::DuplicateKey { key, first } => {
            Said::new(format!("duplicate key `{key}`, first on line {first}"))
                .hint("write several replies as a list, or use another pattern")
        }
        ProblemKind::DuplicateWait(name) => Said::new(format!("duplicate wait rule `{name}`")),
        ProblemKind::MissingField { kind, field } => {
            Said::new(format!("a reply of type {kind} needs `{field}`"))
        }
        ProblemKind::ArticleCount(count) => Said::new(format!("expected 1 to 8 articles, found {count}")),
        ProblemKind::TextTooLong(bytes) => {
            Said::new(format!("the text has {bytes} bytes, at most 2048 are allowed"))
        }
        ProblemKind::KeyNotAllowed { key, group } => {
            Said::new(format!("`{key}` cannot be used in `{group}`"))
        }
        ProblemKind::NoAction => Said::new("the rule does nothing; expected `handler` or a reply"),
        ProblemKind::MissingListKey => Said::new("expected `{key}` in the line, with which users choose it"),
        ProblemKind::Account { key, reason } => Said::new(format!("`{key}`: {reason}")),
        ProblemKind::NoRules => {
            Said::new("the file has no rules").hint("for a first rule, write `hi: Hello!`")
        }
    }
}

/// Lists the fields of the time.
fn time_hint() -> String {
    format!("the time has the fields {}", TIME_FIELDS.join(", "))
}

pub(in crate::text) fn near_miss(near_miss: &NearMiss) -> String {
    match near_miss {
        NearMiss::Case => "only the case differs".to_owned(),
        NearMiss::Ends => {
            "it matches without the punctuation or white space at the ends of the text".to_owned()
        }
        NearMiss::Spelling(wanted) => format!("expected `{wanted}`"),
        NearMiss::Field { field, actual, wanted } => {
            let wanted = wanted.as_ref().map(|wanted| format!("; expected `{wanted}`")).unwrap_or_default();
            match actual {
                _ if field == "kind" => format!("the message is of another kind{wanted}"),
                Some(actual) => format!("`{field}` is `{actual}`{wanted}"),
                None => format!("the message has no `{field}`{wanted}"),
            }
        }
    }
}

fn expected_type(expected: ExpectedType) -> &'static str {
    match expected {
        ExpectedType::Text => "a text",
        ExpectedType::NotEmpty => "a text that is not empty",
        ExpectedType::Bool => "true or false",
        ExpectedType::Number => "a whole number",
        ExpectedType::Range => "[LEAST, MOST]",
        ExpectedType::Command => "[PROGRAM, ARGUMENT, …]",
        ExpectedType::Url => "a URL of http or https",
        ExpectedType::Seconds => "a number of seconds up to 4.9, because WeChat waits for 5",
        ExpectedType::WaitSeconds => "a number of seconds",
        ExpectedType::Wait => "the name of a rule, or `rule`, `within` and `late`",
        ExpectedType::TimeZone => {
            "a time zone that this machine knows, such as +08:00, Asia/Shanghai or local"
        }
        ExpectedType::List => "a list",
        ExpectedType::Object => "keys and values",
        ExpectedType::Rewait => "true, a number, or `limit` and `then`",
        ExpectedType::ReplyType => "text, image, voice, video, music, news or transfer_customer_service",
        ExpectedType::Path => "a path that begins with `/`",
        ExpectedType::Mode => "plain, compat or safe",
        ExpectedType::Code => "a code of three digits, such as 404",
        ExpectedType::Pair => "[PATTERN, HANDLER], or a key and its value",
    }
}
