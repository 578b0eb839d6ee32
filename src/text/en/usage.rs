use clap::error::{ContextKind, ErrorKind as Wrong};

use crate::error::Usage;
use crate::lang::Wanted;
use crate::message::PathError;
use crate::message::envelope::KeyError;
use crate::sign::rsa::PrivateKeyError;
use crate::text::{Explain as _, List, Said, context, value_with_dash};

#[expect(clippy::too_many_lines, reason = "one arm an error")]
pub(super) fn usage(usage: &Usage) -> Said {
    match usage {
        Usage::Clap(error) => clap(error),
        Usage::Value { flag, value, wanted } => {
            let given = if value.is_empty() { String::new() } else { format!(" `{value}`") };
            let (problem, hint) = wanted_words(*wanted);
            let hint = if *wanted == Wanted::Pair { hint.replace("--set", flag) } else { hint.to_owned() };
            Said::new(format!("`{flag}`{given} {problem}")).hint(hint)
        }
        Usage::AesKey(error) => aes_key(*error),
        Usage::ApiV3Key(bytes) => Said::new(format!("the APIv3 key has {bytes} bytes, not 32"))
            .hint("it is the key set under API security; the key of v2 signs MD5 and is another one"),
        Usage::PrivateKey { path, error } => Said::new(format!("`{path}`: {error}"))
            .hint(match error {
                PrivateKeyError::Encrypted => "take the password off: openssl pkey -in KEY -out apiclient_key.pem",
                PrivateKeyError::OtherKind => "WeChat Pay knows RSA only: apiclient_key.pem of the merchant platform",
                PrivateKeyError::Der => "convert it: openssl pkey -inform DER -in KEY -out apiclient_key.pem",
                _ => "a private key has a line -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----",
            }),
        Usage::Crypt(misuse) => super::crypt::misuse(misuse),
        Usage::NoDemoForPay => Said::new("the built-in bot does not take notifications of WeChat Pay")
            .hint("send to your own handler with --des URL"),
        Usage::CheckNeeds(flag) => Said::new(format!("`--check` needs `{flag}`"))
            .hint("give the value that the signature was made with; a fresh one cannot lead to it"),
        Usage::FieldName(name) => Said::new(format!("`{name}` is no name of a field")).hint("letters, digits, _, - and . only"),
        Usage::BrokenFields { format, at } => {
            let at = at.map_or_else(String::new, |(line, column)| format!(" (line {line}, column {column})"));
            Said::new(format!("standard input is broken {format}{at}")).hint("one object or document with the fields, whole")
        }
        Usage::FieldValue { field, value, wanted: [] } => {
            Said::new(format!("`{field}` `{value}` is no amount")).hint("digits only, in fen")
        }
        Usage::FieldValue { field, value, wanted } => {
            Said::new(format!("`{field}` cannot be `{value}`")).hint(format!("here it is {}", wanted.join(" or ")))
        }
        Usage::StdinTwice { first, second } => Said::new(format!("`{first}` and `{second}` both read standard input"))
            .hint("give one of them as a file: @FILE"),
        Usage::Parameter { name, value, wanted } => {
            let given = if value.is_empty() { String::new() } else { format!(" `{}`", short(value)) };
            match wanted {
                Wanted::AtMost(most) => Said::new(format!("`{name}` has {value} values, at most {most} are allowed at once"))
                    .hint("split them: xargs -n, or several calls"),
                Wanted::Between(least, most) => Said::new(format!("`{name}`{given} is no number from {least} to {most}"))
                    .hint("digits only"),
                Wanted::Bytes(most) => Said::new(format!("`{name}` has {} bytes, at most {most} are allowed", value.len()))
                    .hint("a Chinese character has 3 bytes in UTF-8"),
                Wanted::Chars(most) => Said::new(format!(
                    "`{name}` has {} characters, at most {most} are allowed",
                    value.chars().count()
                ))
                .hint("shorten it"),
                wanted => {
                    let (problem, hint) = wanted_words(*wanted);
                    Said::new(format!("`{name}`{given} {problem}")).hint(hint)
                }
            }
        }
        Usage::NothingToImport(path) => Said::new(format!("`{path}` has no setting of a WeChat account"))
            .hint("a `.env`, `application.yml`, PHP array or JSON with names such as `appid` and `secret` is understood"),
        Usage::NoEditor => Said::new("there is no terminal to edit on").hint("`webot config set KEY VALUE` changes one value"),
        Usage::EditorFailed { editor, reason } => Said::new(format!("the editor `{editor}` failed: {reason}"))
            .hint("name another one with EDITOR, such as `EDITOR=nano`"),
        Usage::NoVariable { flag, name } => Said::new(format!("`{flag}` names the variable `{name}`, which is not set"))
            .hint(format!("set it, or give `{flag}` as `@FILE`, `-` for stdin, or the value itself")),
        Usage::NoApiPath => Said::new("PATH is missing")
            .hint("give a path: `webot api /cgi-bin/user/get`; `webot api --list WORD` searches the listed ones"),
        Usage::UnknownMethod(path) => Said::new(format!("`{path}` is not listed, so its method is unknown"))
            .hint(format!("give the method: `webot api GET {path}`; `webot api --list WORD` searches the listed ones")),
        Usage::ForeignHost(host) => Said::new(format!("`{host}` is no host of WeChat, and the token goes to no other"))
            .hint("give the path alone; --api-base calls a mock or a gateway"),
        Usage::MissingSubcommand { group, .. } => {
            Said::new(format!("`{group}` needs a subcommand")).hint(format!("`webot {group} --help` lists them"))
        }
        Usage::ConflictingFlags(one, other) => Said::new(format!("`{one}` and `{other}` exclude each other"))
            .hint("give one of them"),
        Usage::RulesFile { path, source } => Said::new(format!("`{path}` cannot be read: {source}")).hint("check the path"),
        Usage::NoTestMessage => Said::new("there is no message to try")
            .hint("name it: `webot rules test hello`, or `webot rules test --kind subscribe`"),
        Usage::NoRules => Said::new("there is no file of rules here")
            .hint("name it: `webot serve rules.yaml`; a first one is the line `hi: Hello!`"),
        Usage::NoMenu => Said::new("there is no menu")
            .hint("give a file: --file menu.json, or pipe one in: webot menu create < menu.json"),
        Usage::Menu { path, error } => {
            let said = error.explain();
            Said { message: format!("`{path}`: {}", said.message), ..said }
        }
        Usage::NotConfirmed => Said::new("this cannot be undone, and there is nobody to ask").hint("say --yes"),
        Usage::NoBackup => Said::new("no menu of this account was kept")
            .hint("`webot menu push --backup` keeps the menu that it replaces; or give a file with --from"),
        Usage::BrokenData { at } => {
            let at = at.map_or_else(String::new, |(line, column)| format!(" (line {line}, column {column})"));
            Said::new(format!("`--data` is broken JSON{at}")).hint("check quotation marks and commas; a shell eats quotes that are not quoted")
        }
        Usage::Retired { path, retired } => {
            let since = if retired.since.is_empty() { String::new() } else { format!(" on {}", retired.since) };
            let said = Said::new(format!("WeChat has retired {path}{since}"));
            let said = match retired.replacement {
                "" => said,
                replacement => said.hint(format!("today it is {replacement}")),
            };
            said.hint("--force calls it all the same")
        }
        Usage::WrongTokenKind(name) => Said::new(format!("this endpoint takes `{name}`, which is none of the account's tokens"))
            .hint(format!("give it with --query {name}=…")),
        Usage::NotSignable => Said::new("only calls of api.weixin.qq.com with JSON, or without a body, can be encrypted and signed")
            .hint("leave out --sign: uploads, WeCom and WeChat Pay are not encrypted in this way"),
        Usage::NotJson => Said::new("the answer is not JSON, so that --jq cannot filter it").hint("look at it without --jq, or save it with --output"),
        Usage::Jq { filter, reason } if reason.is_empty() => Said::new(format!("`--jq` `{filter}` is no filter of jq"))
            .hint("quote it for the shell: --jq '.data.openid[]'"),
        Usage::Jq { reason, .. } => Said::new(format!("`--jq` fails on this answer: {reason}")).hint("look at the answer without --jq"),
        Usage::BinaryOnTerminal => Said::new("the answer is no text").hint("write it into a file with --output FILE, or pipe it"),
        Usage::NoEndpoint(word) => Said::new(format!("no endpoint matches `{word}`"))
            .hint("`webot api --list` lists all; a path that is not listed can be called all the same"),
        Usage::FieldMissing(name) => Said::new(format!("the field `{name}` is missing")).hint("transport_fee + product_fee = total_fee, all in fen"),
        Usage::FieldNested(name) => Said::new(format!("the field `{name}` holds elements, not a value"))
            .hint("put them into one value, as JSON in CDATA, or leave the field out"),
        Usage::FieldTwice(name) => Said::new(format!("the field `{name}` is given twice")).hint("WeChat Pay takes each field once"),
        Usage::NoSuchField { field, fields } => {
            Said::new(format!("there is no field `{field}`")).hint_list("one of ", &List::ticked(fields))
        }
        Usage::FieldTooLong { field, bytes, limit } => {
            Said::new(format!("`{field}` has {bytes} bytes, at most {limit} are allowed"))
                .hint("a Chinese character has 3 bytes in UTF-8")
        }
        Usage::FeesDiffer { total, transport, product } => Said::new(format!(
            "transport_fee {transport} and product_fee {product} are not total_fee {total}"
        ))
        .hint("transport_fee + product_fee = total_fee, all in fen"),
        Usage::File { flag, path, source } => {
            Said::new(format!("`{flag}`: `{path}` cannot be read: {source}")).hint("check the path; `-` reads standard input")
        }
        Usage::NoMessage => Said::new("there is nothing to send, and no terminal to ask on")
            .hint("name a message: `webot send hello`, `webot send event subscribe`; `webot send --list` shows all kinds"),
        Usage::Path(PathError::Malformed(path)) => {
            Said::new(format!("`{path}` is not a path")).hint("write it like Content or Articles.item[0].Title")
        }
        Usage::Path(PathError::Unknown { path, closest }) => {
            Said::new(format!("the message has no field `{path}`"))
                .did_you_mean(closest)
                .hint("`--dry-run` shows the message; `--add` lets you add a field to it")
        }
        Usage::Path(PathError::Group { path, leaves }) => {
            Said::new(format!("`{path}` holds elements, not a value")).hint_list("set ", &List::or_ticked(leaves))
        }
        Usage::TooManyArguments { kind, takes } if takes.is_empty() => {
            Said::new(format!("`{kind}` takes no values")).hint("change its fields with --set; `--dry-run` shows them")
        }
        Usage::TooManyArguments { kind, takes } => Said::new(format!("too many values for `{kind}`"))
            .hint(format!("it takes {}; change other fields with --set", takes.join(", "))),
        Usage::ForbiddenCharacter(char) => {
            Said::new(format!("the message holds the control character U+{:04X}, which XML cannot carry", u32::from(*char)))
                .hint("remove it, or send the bytes as they are with --xml")
        }
        Usage::UnknownKind { word, closest } => Said::new(format!("no kind of message is called `{word}`"))
            .did_you_mean(closest)
            .hint(format!("`webot send text {word}` sends it as a text; `webot send --list` shows all kinds")),
        Usage::SubscribedWithoutScan => Said::new("`--subscribed` goes with `scan` only")
            .hint("`webot send scan 101 --subscribed`"),
        Usage::BodyTooLarge(limit) => Said::new(format!("the body is larger than {limit} bytes"))
            .hint("WeChat's messages have a few KB"),
        Usage::StdinTooLarge(limit) => Said::new(format!("standard input is larger than {limit} bytes"))
            .hint("check what is piped into it"),
        Usage::NoKey { key, closest } => {
            Said::new(format!("wx_config.json has no key `{key}`"))
                .did_you_mean(closest.as_slice())
                .hint("`webot config schema` describes all keys")
        }
        Usage::FlagsMissing(flags) => {
            let named = List::ticked(flags);
            let verb = if flags.len() == 1 { "is" } else { "are" };
            Said::new(format!("{named} {verb} missing, and there is no terminal to ask on"))
                .hint("a secret is best given as @FILE, or as - for stdin")
        }
        Usage::OverwriteNotConfirmed { keys, path } => {
            Said::new(format!("`{path}` has another value of {} already", keys.join(", ")))
                .hint("--force changes it; another file is named with --file, another account with --profile")
        }
        Usage::NothingListed { filter, closest } => Said::new(format!("no kind matches `{filter}`"))
            .hint_list("close to it: ", &List::ticked(closest))
            .hint("`webot send --list` shows all; `webot send event NAME` sends one that is not listed"),
    }
}

pub(super) fn aes_key(error: KeyError) -> Said {
    match error {
        KeyError::Length(length) => Said::new(format!("the EncodingAESKey has {length} characters, not 43"))
            .hint("copy it whole from the settings page; it is not the Token nor the AppSecret"),
        KeyError::Character('=', 44) => {
            Said::new("the EncodingAESKey ends with `=`, which does not belong to its 43 characters")
                .hint("leave the `=` out: code appends it only to decode the key as base64")
        }
        KeyError::Character(char, position) => Said::new(format!(
            "character {position} of the EncodingAESKey is `{}`; it may hold letters, digits, + and / only",
            char.escape_debug()
        ))
        .hint("copy it again from the settings page; a `+` that became a blank was decoded once too often"),
    }
}

/// Returns the problem of a value and the requirement for it.
pub(super) fn wanted_words(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Url => ("is not a URL", "write it like http://127.0.0.1:3000/wechat"),
        Wanted::Host => ("is not a host", "write a name or address; a whole URL goes to --des"),
        Wanted::Port => ("is not a port", "a port is a number from 1 to 65535"),
        Wanted::Regex => (
            "is not a regular expression",
            "escape ( ) [ ] { } . * + ? | \\ with a backslash to mean the character",
        ),
        Wanted::Pair => ("is not of the form NAME=VALUE", "write it like --set Content=hello"),
        Wanted::NotEmpty => ("is empty", "give a value, or leave it out"),
        Wanted::Seconds => ("is not a time in seconds", "a number above 0 and up to 3600, such as 2.5"),
        Wanted::Mode => ("is not a mode", "plain, compat or safe"),
        Wanted::Pem => ("holds no PEM certificate", "a PEM file has a line -----BEGIN CERTIFICATE-----"),
        Wanted::Timestamp => ("is not a time in seconds", "digits only, such as 1700000000"),
        Wanted::Plain => {
            ("has a control character or a quotation mark", "it stands in a line or a header of its own")
        }
        Wanted::Method => ("is not a method", "GET, POST, PUT, PATCH or DELETE"),
        Wanted::SymmetricKey => (
            "is not base64 of 32 bytes",
            "the console shows it when the key is made: 开发管理 → 开发设置 → API 安全",
        ),
        Wanted::ApiUrl => (
            "is neither a URL nor a path",
            "write https://… or the path from its slash on, such as /v3/certificates",
        ),
        Wanted::PageUrl => ("is not a whole URL", "write it as the browser shows it, from https:// on"),
        Wanted::Fields => ("holds no fields", "give --field NAME=VALUE, or a JSON object or XML on stdin"),
        Wanted::Number => ("is not a number", "write it like 39.90611; --set takes any value"),
        Wanted::Scene(_) => ("is no scene", "1 to 64 characters, or a number; quote it for the shell"),
        Wanted::Picture => ("is neither PNG nor SVG", "let the name end in .png or .svg"),
        Wanted::FieldPath => ("is no name of a field", "write it like name, tag.name or openid_list[]"),
        Wanted::Appid => ("is no appid", "`wx` and 16 hex digits, such as wx1234567890abcdef"),
        Wanted::AppSecret => ("is no AppSecret", "32 hex digits; where it is lost, reset it on the website"),
        Wanted::CallbackToken => ("is no Token of a callback", "3 to 32 letters and digits"),
        Wanted::AesKey => ("is no EncodingAESKey", "43 letters, digits, + and /"),
        Wanted::Corpid => ("is no corpid", "`ww` and 16 hex digits: 企业ID on the page 我的企业"),
        Wanted::Corpsecret => ("is no secret of a WeCom app", "43 letters, digits, - and _"),
        Wanted::Agentid => ("is no agentid", "digits only, such as 1000002"),
        Wanted::Mchid => ("is no merchant number", "8 to 10 digits"),
        Wanted::PayKey => ("is no API key of WeChat Pay v2", "32 characters"),
        Wanted::ApiV3Key => ("is no APIv3 key", "32 bytes"),
        Wanted::Proxy => ("is no proxy", "write it like http://127.0.0.1:8080 or socks5://127.0.0.1:1080"),
        Wanted::AtMost(_) | Wanted::Between(..) | Wanted::Bytes(_) | Wanted::Chars(_) => {
            ("is too much", "give less")
        }
        Wanted::TokenStore => ("is no place to keep tokens", "cache, config, or redis://HOST:PORT/DB"),
        Wanted::Object => ("is not an object", "write it as {…}"),
        Wanted::Text => ("is not a string", "write it in quotes"),
        Wanted::RoutePath => ("is no path", "write it like /wechat"),
        Wanted::Kind => ("is no kind of message", "`webot send --list` shows them"),
        Wanted::Quota => ("is no quota", "write it like /cgi-bin/menu/create=10"),
        Wanted::Failure => ("is no failure", "write it like 40001@3 or -1@2-4: the errcode, and which calls"),
        Wanted::Network => ("is no IP address", "write it like 203.0.113.7 or 10.0.0.0/8"),
        Wanted::Delay => ("is no time in milliseconds", "write it like 200 or 100-500, up to 60000"),
    }
}

fn clap(error: &clap::Error) -> Said {
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    let said = match error.kind() {
        Wrong::UnknownArgument if !argument.starts_with('-') => {
            Said::new(format!("`{argument}` is a word too many"))
        }
        Wrong::UnknownArgument if value_with_dash(&argument) => {
            Said::new(format!("there is no option `{argument}`"))
                .hint(format!("if it is the value of an option, write --OPTION={argument}"))
        }
        Wrong::UnknownArgument => Said::new(format!("there is no option `{argument}`")),
        Wrong::InvalidSubcommand => {
            Said::new(format!("there is no command `{}`", of(ContextKind::InvalidSubcommand)))
        }
        Wrong::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            Said::new(format!("`{argument}` needs a value"))
        }
        Wrong::InvalidValue | Wrong::ValueValidation => {
            let said = Said::new(format!("`{argument}` cannot be `{}`", of(ContextKind::InvalidValue)));
            let valid = of(ContextKind::ValidValue);
            if valid.is_empty() { said } else { said.hint(format!("one of {valid}")) }
        }
        Wrong::MissingRequiredArgument => Said::new(format!("{argument} is missing")),
        Wrong::InvalidUtf8 => Said::new("an argument is not UTF-8"),
        Wrong::MissingSubcommand => Said::new("a command is missing"),
        Wrong::ArgumentConflict => {
            Said::new(format!("`{argument}` and `{}` exclude each other", of(ContextKind::PriorArg)))
        }
        Wrong::TooManyValues | Wrong::WrongNumberOfValues => {
            Said::new(format!("`{argument}` was given too many values"))
        }
        _ => Said::new(format!("wrong usage: {argument}")),
    };
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(of)
            .find(|word| !word.is_empty());
    let said = match suggested {
        Some(word) => said.hint(format!("did you mean {word}?")),
        None => said,
    };
    said.hint("`--help` shows all commands and options")
}

/// Returns a value, shortened if it is long.
fn short(value: &str) -> String {
    let shown: String = value.chars().take(60).collect();
    if shown.len() < value.len() { format!("{shown}…") } else { shown }
}
