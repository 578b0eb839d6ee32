use std::fmt::Write as _;
use std::io::ErrorKind;

use super::count::Count;
use crate::http::Failure;
use crate::lang::Said;
use crate::recording::RecordingError;
use crate::text::listen::{ListenHelp, ListenWords, ReplayHelp, ReplayWords};

pub(in crate::text) const HELP: ListenHelp = ListenHelp {
    about: "Forward pushes of WeChat to your bot, and show, judge and record them",
    after: "\
Forwards every request behind a tunnel or on a public host to your bot, and passes the answer back: body and query
stay as they are. Each push is verified (given a Token) and decrypted for display with Token and EncodingAESKey of the profile, and
shown with the reply, the time and the verdict. A destination without a path keeps the path of the request.

Conditions of --route are NAME=VALUE or NAME~PATTERN; NAME is a field of the message, such as EventKey, or type,
event, key, user, text, kind or path. The first route that fits takes the push.

--save appends one JSON document per push, written before the push is answered. Tokens and tickets in it are
masked; `webot replay FILE` sends the pushes again.

On a terminal a full-screen view lists the pushes: ? shows its keys, among them r, which sends a push again with a new
signature. With --log or --quiet, and where the output is no terminal, a log is printed instead.
With --ui a page in the browser lists them as they come, and sends one again with a click; `ui` in the first line of
--json is its address.
With --json the log is NDJSON, and its first line is {\"listening\":\"http://…\",…}.
Ctrl-C or SIGTERM stops the server with exit code 0.

Examples:
  webot listen --port 8080 --forward-to http://127.0.0.1:3000/wechat --save pushes.jsonl

  # Watch the pushes in the browser
  webot listen --forward-to http://127.0.0.1:3000/wechat --ui

  # Clicks on the menu go to another bot
  webot listen --forward-to http://127.0.0.1:3000 --route event=CLICK=http://127.0.0.1:3001

  # Answer `success` while the bot restarts, and record without openids
  webot listen --fallback success --save pushes.jsonl --anonymize",
    address: "Address",
    bot: "Bot",
    recording: "Recording",
    host: "Address to listen on [default: 127.0.0.1]",
    port: "Port to listen on, 0 for a free one [default: 8080]",
    forward_to: "URL of the bot [config: url] [default: http://127.0.0.1:3000/]",
    route: "Bot for some pushes: a condition and a URL; repeatable",
    fallback: "Answer if the bot cannot be reached: success",
    timeout: "Longest time that the bot may take; WeChat waits 5 s [default: 30]",
    save: "File to which pushes and answers are appended",
    token: "Callback token; without one, nothing is verified [env: WX_TOKEN] [config: token]",
    output: "Output",
    log: "Print a log on a terminal too, instead of the full-screen view",
    anonymize: "Replace the ids of users with pseudonyms, the same ones for the same Token",
};

pub(in crate::text) const WORDS: ListenWords = ListenWords {
    listening: |url, destination, file| {
        let saved = file.map(|file| format!(", recording to {file}")).unwrap_or_default();
        format!("listening on {url}, forwarding to {destination}{saved}")
    },
    no_token: "no token is set, so signatures are not verified; give it with --token or `webot config set token`",
    no_key: "not judged: push and reply are encrypted; give the EncodingAESKey with --aes-key or `webot config set aes_key`",
    other_key: "not judged: push and reply are encrypted, and the push cannot be decrypted with this EncodingAESKey",
    encrypted: "encrypted",
    failure: |failure| match failure {
        Failure::Refused => "connection refused",
        Failure::Dns(_) => "unknown host",
        Failure::Tls(_) => "TLS failed",
        Failure::ClientCertificate(_) => "client certificate not usable",
        Failure::Timeout(_) => "no response in time",
        Failure::Closed => "connection closed early",
        Failure::NotHttp(_) => "not HTTP",
        Failure::Proxy(_) => "proxy failed",
        Failure::Other(_) => "not reachable",
    },
    start_bot: "start the bot, or give its address with `--forward-to`",
    not_recorded: |file, reason| {
        format!("{file}: {reason}; pushes are forwarded, but not recorded until it can be written again")
    },
    records_again: |missing| {
        format!(
            "recording again; {} missing",
            if missing == 1 { "1 push is".to_owned() } else { format!("{missing} pushes are") }
        )
    },
    back: |missed| format!("the bot answers again; it missed {}", Count::new(missed, "push")),
    again: |number| format!("delivery {number}"),
    upper_case: "the signature is right but for its case: it must be in lower-case hex",
    unsorted: "the signature was made of token, timestamp and nonce without sorting them as strings",
    wrong_signature: "the signature does not match",
    milliseconds: "the timestamp is in milliseconds; WeChat sends seconds",
    stale: |age| match age {
        ..0 => format!("the timestamp is {} s ahead; check both clocks", age.unsigned_abs()),
        _ => format!("the timestamp is {age} s old; check both clocks"),
    },
    accepts_probe: "the bot accepts a probe of WeChat Pay with a false signature: it must verify Wechatpay-Signature and fail",
    hung_up: "the sender closed the connection before the answer came",
    answered: "webot has answered `success` in place of the bot",
    large: |length| match length {
        Some(length) => {
            format!("the body has {length} bytes: forwarded whole, but only its start is recorded")
        }
        None => "the body is large: forwarded whole, but only its start is recorded".to_owned(),
    },
    ended: |pushes| Count::new(pushes, "push").to_string(),
};

pub(in crate::text) const REPLAY_HELP: ReplayHelp = ReplayHelp {
    about: "Send recorded pushes again and compare the replies with the recorded ones",
    after: "\
Reads a recording of `webot listen` and sends its pushes in their order, each with a new signature of the
profile, a new MsgId and the present time, so that the bot does not take it for a repetition.
The answers are compared with the recorded ones: type and fields of the reply, but not times, signatures
and encryption. An answer that WeChat would no longer accept is different. With --check, a difference makes the exit
code 1, and so does a recording of which nothing can be compared.

Conditions of --filter are the name of a kind, NAME=VALUE or NAME~PATTERN; all of them must fit.

Examples:
  webot replay pushes.jsonl --des http://127.0.0.1:3000/wechat --check

  # Only texts about refunds, without pauses
  webot replay pushes.jsonl --filter text --filter 'text~refund' --speed max

  # An archive for the browser's developer tools
  webot replay pushes.jsonl --as-har > pushes.har

  # A test for CI
  webot replay pushes.jsonl --as-test > pushes.test.yaml",
    file: "Recording; - for stdin",
    filter: "Condition that a push must meet; repeatable",
    speed: "Speed: 1x keeps the recorded pauses, 2x halves them, max leaves them out [default: 1x]",
    raw: "Send requests as they were recorded, with their old signatures",
    check: "Exit with 1 if an answer differs",
    as_har: "Print the recording as an HTTP archive (HAR) instead of sending it",
    as_test: "Print the recording as a scenario for `webot test` instead of sending it",
    pushes: "Pushes",
    instead: "Instead of sending",
};

pub(in crate::text) const REPLAY_WORDS: ReplayWords = ReplayWords {
    same: "same",
    no_answer: "no recorded answer",
    difference: |field, recorded, now| {
        let shown =
            |value: Option<&str>| value.map_or_else(|| "nothing".to_owned(), |value| format!("\"{value}\""));
        format!("{field}: recorded {}, now {}", shown(recorded), shown(now))
    },
    cut: |number| format!("#{number} is skipped: only the start of its body was recorded"),
    no_kind: |number| format!("#{number} is skipped: it is no message or event"),
    needs_raw: |number| {
        format!(
            "#{number} is skipped: it cannot be signed anew without the keys of WeChat Pay; send it with --raw"
        )
    },
    no_push: "the recording holds no push",
    none_met: "no push of the recording meets the conditions of --filter",
    none_compared: "no answer was compared: no push with a recorded answer was sent",
    broken_off: "the last line is incomplete and was left out: its writer was killed",
    takes: |seconds| {
        format!("this takes {seconds} s at the recorded speed; `--speed max` leaves the pauses out")
    },
    ended: |pushes, different, failed| {
        let mut text = Count::of(pushes, "push").to_string();
        // Writing to a string never fails.
        if different > 0 {
            write!(text, ", {different} with another answer").ok();
        }
        if failed > 0 {
            write!(text, ", {failed} without an answer").ok();
        }
        text
    },
};

/// Explains why a recording cannot be written or read.
pub(super) fn recording(error: &RecordingError) -> Said {
    match error {
        RecordingError::Write { path, source } => super::errors::io(&path.display().to_string(), source),
        RecordingError::Read { path, source } => {
            let said = Said::new(format!("cannot read `{}`: {source}", path.display()));
            match source.kind() {
                ErrorKind::NotFound => said.hint("check the path; `-` reads stdin"),
                ErrorKind::PermissionDenied => said.hint("check its owner and mode with ls -l"),
                _ => said,
            }
        }
        RecordingError::NotARecording { path } => {
            Said::new(format!("{} is not a recording of `webot listen`", path.display()))
                .hint("record pushes with `webot listen --save FILE`")
        }
        RecordingError::NotAppendable { path } => {
            Said::new(format!("{} is not a recording of `webot listen`", path.display()))
                .hint("give another file: nothing was written to this one")
        }
        RecordingError::Version { path, version } => Said::new(format!(
            "{} has version {version} of the format, which this webot does not know",
            path.display()
        ))
        .hint("install a newer webot"),
        RecordingError::Line { path, line, reason } => {
            Said::new(format!("{}: line {line} is not a push: {reason}", path.display()))
                .hint("remove the line, or record again")
        }
        RecordingError::Busy { path } => Said::new(format!("another process writes to {}", path.display()))
            .hint("end it, or give another file"),
    }
}
