use super::count::Count;
use crate::bot::{ExpectedType, NearMiss, Problem, ProblemKind, ReferenceKind, RejectReason, RuleFailure};
use crate::lang::Said;
use crate::message::AnswerFamily;
use crate::text::serve::{ServeHelp, ServeWords, names, position};

pub(in crate::text) const HELP: ServeHelp = ServeHelp {
    about: "Be a bot: answer messages by the rules of a file",
    after: "\
A file of rules, YAML or JSON; node-webot's dialog files work as they are:
  hi: Hello!
  hello: [one, of, these, at random]
  '/my name is (.*)/i': 'Hello, {1}'
Without FILE: rules.yaml, rules.yml or rules.json of this folder.
  webot serve rules.yaml --token keyboardcat123
  webot send hi
Saved changes are used at once; a file that is broken leaves the old rules at work.
A handler that is a program or a URL gets the message as JSON and answers with text or JSON.
Ctrl-C or SIGTERM ends it, after what is under way has been answered.",
    file: "File of rules [default: rules.yaml, rules.yml or rules.json here]",
    check: "Only check the rules",
    address: "Where it listens",
    account: "The account",
    door: "Who is let in",
    conversation: "Conversations",
    host: "Address to listen on [default: 127.0.0.1]",
    port: "Port to listen on, 0 for a free one [default: PORT, else 3000]",
    route: "Path that messages come to [default: any]",
    token: "Token of the callback [env: WX_TOKEN]",
    aes_key: "EncodingAESKey, 43 characters [env: WX_AES_KEY]",
    appid: "appid that encrypted messages must be for [env: WX_APPID]",
    receiver: "Another receiver than the appid, a corpid for WeCom",
    mode: "safe: take only encrypted messages; plain and compat: take both [default: both]",
    window: "Seconds that a timestamp may be off, 0 for any [default: 600]",
    allow_replays: "Take a nonce that has been used",
    health: "Path that says whether the server is well [default: /healthz]",
    connections: "Connections at a time; the idle make room [default: 900]",
    sessions: "Where conversations are kept: memory, a FILE, or redis://HOST:PORT/DB [default: memory]",
    session_ttl: "Seconds after which a silent user is forgotten [default: 86400]",
    seed: "Draw at random from this number on, the same each time",
    no_reload: "Keep the rules though the file changes",
    rules: "Try rules",
    test: "Which rule answers a message, and which were tried",
    test_after: "\
Several messages are a conversation of one user, in order.
  webot rules test 'my name is Ann'
  webot rules test rules.yaml game 5 3
  webot rules test --kind subscribe
Programs and URLs of the rules are run.",
    test_words: "Messages, in order; the first may be the file of rules",
    test_file: "File of rules [default: rules.yaml, rules.yml or rules.json here]",
    kind: "Kind of the messages, as in `webot send --list`; words are its arguments",
    user: "Whose messages they are",
    set: "Change a field of the messages, Name=value; repeatable",
};

pub(in crate::text) const WORDS: ServeWords = ServeWords {
    listening: |url, rules, command| {
        format!("listening on {url}, {}; try `{command}`", Count::of(rules, "rule"))
    },
    clean: |rules| format!("{}, nothing wrong", Count::of(rules, "rule")),
    reloaded: |rules| format!("rules changed: {rules} from now on"),
    broken: "the changed rules are wrong; the old ones stay",
    lost: |lines| format!("{lines} lines were not written: they came too fast"),
    ended: |messages| Count::new(messages, "message").to_string(),
    no_token: "no token: signatures are not checked; give --token, WX_TOKEN or `token` in wx_config.json",
    open_without_token: "no token, and others can reach this address: anybody can talk to this bot as anybody; give --token",
    token_in_query: "the query has the token itself in it, as webot-cli 0.0.11 sends it: proxies write that down; `webot send` does not",
    no_reply: "no reply",
    again: "again",
    failure,
    refusal,
    not_for: "not for this message",
    passed: "passes it on",
    answered: "answers",
    failed: "fails",
    none_answers: |code| format!("no rule answers; this is the reply for {code}"),
    waits: |name| format!("`{name}` waits for the next message"),
    narrowly: "narrowly misses it",
    near_miss,
    not_for_these: |rules| format!("not for it: {}", names(rules)),
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
        RuleFailure::TooLarge(handler) => format!("`{handler}` answered too much"),
        RuleFailure::NotUtf8(handler) => format!("`{handler}` did not answer in UTF-8"),
        RuleFailure::InvalidReply { handler, problem } => {
            format!("`{handler}` answered no reply: {}", rules_problem(problem).message)
        }
        RuleFailure::Unreachable { url, failure } => {
            format!("`{url}` could not be reached: {}", failure.name())
        }
        RuleFailure::Status { url, status } => format!("`{url}` answered HTTP {status}"),
        RuleFailure::SlowPattern => "the pattern takes too long on this text and was given up".to_owned(),
        RuleFailure::CallDepth => "rules call each other without an end".to_owned(),
        RuleFailure::UnknownWait(name) => format!("there is no wait rule `{name}`"),
        RuleFailure::SessionStore(reason) => format!("sessions: {reason}"),
    }
}

fn refusal(reason: &RejectReason) -> String {
    match reason {
        RejectReason::MissingSignature => "no signature".to_owned(),
        RejectReason::WrongSignature => "the signature is of another token, or of something else".to_owned(),
        RejectReason::InvalidTimestamp => "the timestamp is no time".to_owned(),
        RejectReason::StaleTimestamp(age) if *age < 0 => {
            format!("the timestamp is {} s ahead; look at both clocks, or use --window", -age)
        }
        RejectReason::StaleTimestamp(age) => {
            format!("the timestamp is {age} s old; look at both clocks, or use --window")
        }
        RejectReason::RepeatedNonce => "the nonce has been used; --allow-replays takes it".to_owned(),
        RejectReason::NotAMessage(what) => format!("not a message: {what}"),
        RejectReason::MissingAesKey => {
            "the message is encrypted, and there is no EncodingAESKey: give --aes-key".to_owned()
        }
        RejectReason::Undecryptable(error) => format!("the message does not open: {error}"),
        RejectReason::WrongReceiver => "the message is for another appid or corpid".to_owned(),
        RejectReason::Sealed(reason) => refusal(reason),
        RejectReason::NotEncrypted => "the message is not encrypted, and the mode is safe".to_owned(),
        RejectReason::UnknownPath => "no account has this path".to_owned(),
        RejectReason::MethodNotAllowed => "only GET and POST are answered".to_owned(),
        RejectReason::BodyTooLarge => "more than 1 MB".to_owned(),
        RejectReason::BodyTimeout => "the body did not come in time".to_owned(),
        RejectReason::Busy => "the same message is still being answered".to_owned(),
    }
}

pub(in crate::text) fn rules_problem(problem: &Problem) -> Said {
    let said = problem_kind(&problem.kind);
    let rule = problem.rule.as_ref().map(|rule| format!("rule `{rule}`: ")).unwrap_or_default();
    let position = position(problem);
    let position = if position.is_empty() { position } else { format!("{position}: ") };
    Said { message: format!("{position}{rule}{}", said.message), ..said }
}

/// Explains several problems: the first with its hints, each other in one line.
pub(super) fn rules_problems(problems: &[Problem]) -> Said {
    let mut all = problems.iter().map(rules_problem);
    let Some(first) = all.next() else { return Said::new(String::new()) };
    let others: Vec<String> = all.map(|said| said.message).collect();
    Said { alone: (!others.is_empty()).then(|| others.join("\n")), ..first }
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

fn problem_kind(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::Syntax(error) => {
            let said = super::source::syntax_here(error);
            let has = |special: &str| error.excerpt.contains(special);
            if has("\"") && has("\\") {
                said.hint(
                    "a pattern with backslashes stands in single quotes: in double ones YAML reads them",
                )
            } else if [": ", "#", "{", "["].into_iter().any(has) {
                said.hint("in YAML, text with `: `, `#`, `{` or `[` in it stands in quotes")
            } else {
                said
            }
        }
        ProblemKind::Unreadable(reason) => Said::new(format!("cannot be read: {reason}")),
        ProblemKind::NotData => Said::new("a program is not run here; expected a file of YAML or JSON")
            .hint("a rule's `exec: [node, FILE]` runs a program for a message"),
        ProblemKind::LoadCycle | ProblemKind::TooManyLoads | ProblemKind::SlowLoads => load_problem(kind),
        ProblemKind::UnknownKey { key, closest } => {
            Said::new(format!("nothing is called `{key}` here")).did_you_mean(closest)
        }
        ProblemKind::WrongType { key, expected } => {
            Said::new(format!("`{key}`: expected {}", expected_type(*expected)))
        }
        ProblemKind::InvalidRegex { pattern, reason, loose } => {
            let said = Said::new(format!("`{pattern}` is no regular expression of JavaScript: {reason}"));
            if *loose { said.hint(format!("`={pattern}` is this text letter by letter")) } else { said }
        }
        ProblemKind::UnknownMessageKind { kind, closest } => Said::new(format!("there is no kind `{kind}`"))
            .did_you_mean(closest)
            .hint("`webot send --list` shows all kinds"),
        ProblemKind::KindIsType(word) => Said::new(format!("`{word}` is a type, not a kind"))
            .hint("write `type: event`, or the kind of the event, such as `kind: subscribe`"),
        ProblemKind::UnknownField { field, closest, is_time, never_matches } => {
            let (whose, follows) = match (is_time, never_matches) {
                (true, true) => ("", "; the rule never matches"),
                (false, true) => (" that webot knows", "; the rule matches none of them"),
                (true, false) => ("", ""),
                (false, false) => (" that webot knows", ""),
            };
            let said = Said::new(format!("`{field}` is no field of a message{whose}{follows}"));
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
                    let what = if field.eq_ignore_ascii_case("event") { "event" } else { "type of messages" };
                    Said::new(format!("`{given}` is no {what} that webot knows")).did_you_mean(closest)
                }
            }
        }
        ProblemKind::UnknownPlaceholder { name, closest, is_session_field, is_time } => {
            let said = Said::new(format!("`{{{name}}}` stands for nothing; users would see it as it is"));
            if *is_session_field {
                said.hint(format!("a field of the session is `{{session.{name}}}`"))
            } else if *is_time {
                said.hint(time_hint())
            } else if closest.is_empty() {
                said.hint(format!("if it is to be shown, write `\\{{{name}}}`"))
            } else {
                said.did_you_mean(closest)
            }
        }
        ProblemKind::Reply(rule) => {
            let said = super::finding(rule, AnswerFamily::OfficialAccount);
            Said { message: format!("the reply: {}", said.message), ..said }
        }
        ProblemKind::UnknownReference { kind, name, closest } => {
            let what = match kind {
                ReferenceKind::Rule => "rule",
                ReferenceKind::Wait => "rule to wait on",
                ReferenceKind::Domain => "domain",
            };
            Said::new(format!("there is no {what} `{name}`")).did_you_mean(closest)
        }
        ProblemKind::DuplicateKey { key, first } => {
            Said::new(format!("`{key}` stands here a second time, after line {first}"))
                .hint("give it several answers as a list, or another pattern")
        }
        ProblemKind::DuplicateWait(name) => Said::new(format!("there are two wait rules `{name}`")),
        ProblemKind::MissingField { kind, field } => {
            Said::new(format!("a reply of type {kind} needs `{field}`"))
        }
        ProblemKind::ArticleCount(count) => Said::new(format!("expected 1 to 8 articles, found {count}")),
        ProblemKind::TextTooLong(bytes) => Said::new(format!("a text of {bytes} bytes; WeChat takes 2048")),
        ProblemKind::KeyNotAllowed { key, group } => {
            Said::new(format!("`{key}` has no meaning in `{group}`"))
        }
        ProblemKind::NoAction => Said::new("the rule does nothing; expected `handler`, or what it answers"),
        ProblemKind::MissingListKey => Said::new("expected `{key}` in the line, by which it is chosen"),
        ProblemKind::Account { key, reason } => Said::new(format!("`{key}`: {reason}")),
        ProblemKind::NoRules => Said::new("there is no rule in the file").hint("`hi: Hello!` is one"),
    }
}

/// Returns the way to answer by the time.
fn time_hint() -> &'static str {
    "rules do not know the time; a program does: `handler: {exec: [date, +%H]}`"
}

pub(in crate::text) fn near_miss(near_miss: &NearMiss) -> String {
    match near_miss {
        NearMiss::Case => "only upper and lower case differ".to_owned(),
        NearMiss::Ends => {
            "it matches without the punctuation or white space at the ends of the text".to_owned()
        }
        NearMiss::Spelling(wanted) => format!("it wants `{wanted}`"),
        NearMiss::Field { field, actual, wanted } => {
            let wanted = wanted.as_ref().map(|wanted| format!("; it wants `{wanted}`")).unwrap_or_default();
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
        ExpectedType::Seconds => "seconds, at most 4.9: WeChat hangs up after 5",
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
