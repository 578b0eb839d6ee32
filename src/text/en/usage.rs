use super::clap_error::clap;
use super::wanted::wanted_words;
use crate::error::{AibotUsage, Editable, Runaway, Usage};
use crate::lang::Wanted;
use crate::message::PathError;
use crate::message::envelope::KeyError;
use crate::sign::rsa::PrivateKeyError;
use crate::text::{Explain as _, List, Said, editing};

#[expect(clippy::too_many_lines, reason = "one arm an error")]
pub(super) fn usage(usage: &Usage) -> Said {
    match usage {
        Usage::Clap(error) => clap(error),
        Usage::Value { flag, value, wanted } => {
            let given = if value.is_empty() { String::new() } else { format!(" `{value}`") };
            if let Wanted::Between(least, most) = wanted {
                return Said::new(format!("`{flag}`{given} is not a number from {least} to {most}"))
                    .hint("use digits only");
            }
            let (problem, hint) = wanted_words(*wanted);
            let hint = if *wanted == Wanted::Pair { hint.replace("--set", flag) } else { hint.to_owned() };
            Said::new(format!("`{flag}`{given} {problem}")).hint(hint)
        }
        Usage::SensitiveTooLong => Said::new("a value that is encrypted is too long for the key")
            .hint("a key of 2048 bits encrypts up to 214 bytes"),
        Usage::RefundExceeds { refund, total } => {
            Said::new(format!("a refund of {refund} yuan is more than the order's {total} yuan"))
                .hint("the refunds of an order add up to its total at most; `webot pay query` shows it")
        }
        Usage::AesKey(error) => aes_key(*error),
        Usage::ApiV3Key(bytes) => Said::new(format!("the APIv3 key has {bytes} bytes, not 32"))
            .hint("it is set under API security in the merchant platform; it is not the API key of v2"),
        Usage::PrivateKey { path, error } => Said::new(format!("`{path}`: {error}")).hint(match error {
            PrivateKeyError::Encrypted => "remove the password: openssl pkey -in KEY -out apiclient_key.pem",
            PrivateKeyError::OtherKind => {
                "WeChat Pay uses RSA only: apiclient_key.pem from the merchant platform"
            }
            PrivateKeyError::Pkcs12 => {
                "the merchant ID is its password: openssl pkcs12 -legacy -in apiclient_cert.p12 -nocerts -nodes -out apiclient_key.pem"
            }
            PrivateKeyError::Der => "convert it: openssl pkey -inform DER -in KEY -out apiclient_key.pem",
            _ => "a private key has a line -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----",
        }),
        Usage::Crypt(misuse) => super::crypt::misuse(misuse),
        Usage::NoDemoForPay => Said::new("the built-in bot does not handle notices of WeChat Pay and of intracity delivery")
            .hint("send to your own receiver with --des URL"),
        Usage::Aibot(AibotUsage::NotForSocket { kind, url }) => Said::new(format!(
            "`{kind}` is not for intelligent bots, but `{url}` is their WebSocket"
        ))
        .hint(format!("`webot send aibot.text hello --to {url}` sends a text; `webot send --list aibot` lists all kinds"))
        .hint("for another bot give its callback URL, which begins with http:// or https://"),
        Usage::Aibot(AibotUsage::NoSocketCheck(url)) => {
            Said::new(format!("`{url}` is the WebSocket of intelligent bots, which has no URL check"))
                .hint(format!("try the bot with `webot send aibot.text hello --to {url}`"))
        }
        Usage::NoUsers(kind) => Said::new(format!("`--users` cannot be used with `{kind}`, which no user sends"))
            .hint(format!("`webot bench {kind}` sends it many times")),
        Usage::Aibot(AibotUsage::FileForRemoteBot { path, url }) => Said::new(format!(
            "`{path}` is served to bots on this machine only, and `{url}` is not on it"
        ))
        .hint("run `webot send` beside the bot, or give the URL of the file, encrypted with the EncodingAESKey"),
        Usage::CheckNeeds(flag) => Said::new(format!("`--check` needs `{flag}`"))
            .hint("give the value that was signed; a new one gives another signature"),
        Usage::FieldName(name) => {
            Said::new(format!("`{name}` is not a field name")).hint("use letters, digits, _, - and . only")
        }
        Usage::BrokenFields { format, at } => {
            let at = at.map_or_else(String::new, |(line, column)| format!(" (line {line}, column {column})"));
            Said::new(format!("invalid {format} on stdin{at}"))
                .hint("give one object or document with the fields")
        }
        Usage::FieldValue { field, value, wanted: [] } => {
            Said::new(format!("`{field}` `{value}` is not an amount")).hint("use digits only, in fen")
        }
        Usage::FieldValue { field, value, wanted } => Said::new(format!("`{field}` cannot be `{value}`"))
            .hint(format!("expected {}", wanted.join(" or "))),
        Usage::StdinTwice { first, second } => Said::new(format!("`{first}` and `{second}` both read stdin"))
            .hint("give one of them as a file: @FILE"),
        Usage::Parameter { name, value, wanted } => {
            let given = if value.is_empty() { String::new() } else { format!(" `{}`", short(value)) };
            match wanted {
                Wanted::AtMost(most) => {
                    Said::new(format!("`{name}` has {value} values, at most {most} are allowed"))
                        .hint("split them into several calls, for example with xargs -n")
                }
                Wanted::Between(least, most) => {
                    Said::new(format!("`{name}`{given} is not a number from {least} to {most}"))
                        .hint("use digits only")
                }
                Wanted::Bytes(most) => {
                    Said::new(format!("`{name}` has {} bytes, at most {most} are allowed", value.len()))
                        .hint("a Chinese character has 3 bytes in UTF-8")
                }
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
        Usage::NothingToImport(path) => Said::new(format!("`{path}` has no settings of a WeChat account"))
            .hint("give a `.env`, `application.yml`, PHP array or JSON with names such as `appid` and `secret`"),
        Usage::NoPage { target, closest } => Said::new(format!("there is no page for `{target}`"))
            .did_you_mean(closest)
            .hint("`webot open` lists the pages; a command, a path or an errcode has one too"),
        Usage::NoEditor(thing) => Said::new("there is no terminal to edit on").hint(match thing {
            Editable::Config => "change one value with `webot config set KEY VALUE`",
            Editable::Menu => "use a file: `webot menu pull -o menu.json`, then `webot menu push --file menu.json`",
            Editable::Message => "change fields with --set, or send a file of your own with --xml FILE",
        }),
        Usage::EditorWithJson(thing) => {
            let command = editing(*thing);
            Said::new(format!("`{command}` and `--json` cannot be used together")).hint("leave out --json to edit")
        }
        Usage::EmptiedByEditor => Said::new("the edited text is empty, so nothing is sent or changed")
            .hint("save the text in the editor before you close it"),
        Usage::EditorFailed { editor, reason } => Said::new(format!("the editor `{editor}` failed: {reason}"))
            .hint("set another one in EDITOR, such as `EDITOR=nano`"),
        Usage::NoVariable { flag, name } => Said::new(format!("the environment variable `{name}` of `{flag}` is not set"))
            .hint(format!("set it, or give `{flag}` as `@FILE`, as `-` for stdin, or as a value")),
        Usage::NoApiPath => Said::new("missing argument PATH")
            .hint("give a path, as in `webot api /cgi-bin/user/get`; `webot api --list WORD` searches the known ones"),
        Usage::UnknownMethod(path) => Said::new(format!("the method of `{path}` is unknown"))
            .hint(format!("give it, as in `webot api GET {path}`; `webot api --list WORD` searches the known paths")),
        Usage::ForeignHost(host) => {
            Said::new(format!("`{host}` is not a host of WeChat; the token is sent to WeChat only"))
                .hint("give only the path; to call a mock or a gateway, use --api-base")
        }
        Usage::MissingSubcommand { group, .. } => Said::new(format!("`{group}` needs a subcommand"))
            .hint(format!("`webot {group} --help` lists them")),
        Usage::ConflictingFlags(one, other) => {
            Said::new(format!("`{one}` and `{other}` cannot be used together"))
                .hint("use one of them")
        }
        Usage::RulesFile { path, source } => {
            Said::new(format!("`{path}` cannot be read: {source}")).hint("check the path")
        }
        Usage::Rules(problems) => super::serve::rules_problems(problems),
        Usage::Scenarios(problems) => super::scenario::problems(problems),
        Usage::NoScenarioFiles(folder) => {
            Said::new(format!("`{folder}` has no scenario files")).hint("name them `*.test.yaml`, or give a file")
        }
        Usage::NoStepFrom(from, last) => Said::new(format!(
            "`--from {from}` leaves nothing to run: the longest scenario ends with step {last}"
        ))
        .hint("steps are counted from 1, in each scenario"),
        Usage::NoScenarioNamed(filter) => Said::new(format!("no scenario contains `{filter}`"))
            .hint("leave out --filter to see all names"),
        Usage::RulesAccount { given, known } => {
            let said = match given {
                Some(given) => Said::new(format!("unknown account `{given}`")),
                None => Said::new("each account has rules of its own; `--account` is missing"),
            };
            if known.is_empty() {
                return said.hint("the rules file has no accounts");
            }
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            said.hint(format!("its accounts are {}", known.join(", ")))
        }
        Usage::NoTestMessage => Said::new("no message given")
            .hint("use `webot rules test hello` or `webot rules test --kind subscribe`"),
        Usage::NoRules => Said::new("no rules file found in this directory")
            .hint("use `webot serve FILE`; a file with the line `hi: Hello!` is enough"),
        Usage::OpenWithoutKey(address) => Said::new(format!(
            "`{address}` can be reached from other machines, and there is no key to protect the tokens"
        ))
        .hint("give a key with `--key env:NAME` or `--key @FILE`, ask clients for certificates with `--client-ca FILE`, or leave out --host"),
        Usage::NoMenu => Said::new("no menu given")
            .hint("give a file with --file menu.json, or pipe one in: webot menu create < menu.json"),
        Usage::Menu { path, error } | Usage::Article { path, error } => {
            let said = error.explain();
            Said { message: format!("`{path}`: {}", said.message), ..said }
        }
        Usage::NotConfirmed => Said::new("this cannot be undone, and there is no terminal to ask on")
            .hint("confirm it with --yes"),
        Usage::FarLoad(url) => {
            Said::new(format!("{url} is on another network, and there is no terminal to ask on"))
                .hint("if it is yours to put a load on, confirm it with --yes")
        }
        Usage::NoBackup => Said::new("no backup of this account's menu found")
            .hint("`webot menu push --backup` saves the menu that it replaces; or give a file with --from"),
        Usage::BrokenData { of, at: (line, column) } => {
            Said::new(format!("invalid JSON in `{of}` (line {line}, column {column})")).hint(
                if of.starts_with("--") {
                    "check quotes and commas, and put the JSON in single quotes for the shell"
                } else {
                    "check quotes, commas and braces"
                },
            )
        }
        Usage::Retired { path, retired } => {
            let since =
                if retired.since.is_empty() { String::new() } else { format!(" on {}", retired.since) };
            let said = Said::new(format!("WeChat has retired {path}{since}"));
            let said = match retired.replacement {
                "" => said,
                replacement => said.hint(format!("use {replacement} instead")),
            };
            said.hint("to call it anyway, use --force")
        }
        Usage::MassReceivers { given, least, most } => {
            let said = Said::new(format!("a mass message to openids takes {least} to {most} of them, not {given}"));
            if given < least {
                said.hint("send to one user with `webot message custom text` or `webot message mass preview`")
            } else {
                said.hint("split the list, or give the followers a tag and send with --tag")
            }
        }
        Usage::WrongTokenKind(name) => {
            Said::new(format!("this endpoint takes `{name}`, not the account's access_token"))
                .hint(format!("give it with --query {name}=…"))
        }
        Usage::NotSignable => Said::new("only calls of api.weixin.qq.com with a JSON body or none can be encrypted and signed")
            .hint("omit --sign; uploads, WeCom and WeChat Pay are not encrypted in this way"),
        Usage::NotJson => Said::new("the response is not JSON, so --jq cannot filter it")
            .hint("omit --jq, or save the response with --output FILE"),
        Usage::Jq { filter, reason } if reason.is_empty() => {
            Said::new(format!("`--jq` `{filter}` is not a jq expression"))
                .hint("quote it for the shell: --jq '.data.openid[]'")
        }
        Usage::Jq { reason, .. } => Said::new(format!("`--jq` fails on this response: {reason}"))
            .hint("print the response without --jq"),
        Usage::JqRunaway(runaway) => jq_runaway(*runaway),
        Usage::BinaryOnTerminal => {
            Said::new("the response is not text").hint("save it with --output FILE, or pipe it")
        }
        Usage::NoEndpoint(word) => Said::new(format!("no endpoint matches `{word}`"))
            .hint("`webot api --list` lists all; other paths can be called too"),
        Usage::NotInCatalogue { path, closest } => {
            let said = Said::new(format!("the documentation has no {path}"));
            match closest {
                Some(closest) => said.hint(format!("did you mean `webot api {closest} --describe`?")),
                None => said.hint("search with `webot api --list WORD`"),
            }
        }
        Usage::NoFields(path) => Said::new(format!("the fields of {path} are not known")),
        Usage::NoBody(path) => Said::new(format!("{path} takes no body"))
            .hint(format!("`webot api {path} --describe` prints its parameters")),
        Usage::StrictPath { path, closest } => {
            let said = Said::new(format!("the call was not sent: the documentation has no {path}"));
            let said = match closest {
                Some(closest) => said.hint(format!("did you mean {closest}?")),
                None => said.hint("search with `webot api --list WORD`"),
            };
            said.hint("without --strict it is sent")
        }
        Usage::StrictMethod { method, path } => {
            Said::new(format!("the call was not sent: the documentation says {method} {path}"))
                .hint(format!("use `webot api {method} {path}`; without --strict it is sent"))
        }
        Usage::Fields { path, differences } => {
            let all: Vec<String> = differences.iter().map(super::fields::WORDS.difference).collect();
            Said::new(format!("the call was not sent: {}", all.join("; ")))
                .hint(format!("`webot api {path} --describe` prints all fields; without --strict it is sent"))
        }
        Usage::FieldMissing(name) => Said::new(format!("the field `{name}` is missing"))
            .hint("transport_fee + product_fee = total_fee, all in fen"),
        Usage::NotInGbk { field, char } => {
            Said::new(format!("GBK, the encoding of a package without `input_charset`, lacks `{char}` of `{field}`"))
                .hint("add --field input_charset=UTF-8")
        }
        Usage::FieldNested(name) => Said::new(format!("the field `{name}` holds elements, not a value"))
            .hint("put them into one value, such as JSON in CDATA, or omit the field"),
        Usage::FieldTwice(name) => {
            Said::new(format!("the field `{name}` is given twice")).hint("WeChat Pay accepts each field once")
        }
        Usage::NoSuchField { field, fields } => {
            Said::new(format!("unknown field `{field}`")).hint_list("use one of ", &List::ticked(fields))
        }
        Usage::FieldTooLong { field, bytes, limit } => {
            Said::new(format!("`{field}` has {bytes} bytes, at most {limit} are allowed"))
                .hint("a Chinese character has 3 bytes in UTF-8, 2 in GBK")
        }
        Usage::FeesDiffer { total, transport, product } => Said::new(format!(
            "transport_fee {transport} plus product_fee {product} is not total_fee {total}"
        ))
        .hint("transport_fee + product_fee = total_fee, all in fen"),
        Usage::File { flag, path, source } => {
            Said::new(format!("`{flag}`: `{path}` cannot be read: {source}"))
                .hint("check the path; `-` reads stdin")
        }
        Usage::NoMessage => Said::new("there is nothing to send, and no terminal to ask on").hint(
            "use `webot send hello` or `webot send event subscribe`; `webot send --list` lists all kinds",
        ),
        Usage::Path(PathError::Malformed(path)) => Said::new(format!("`{path}` is not a path"))
            .hint("expected a path such as Content or Articles.item[0].Title"),
        Usage::Path(PathError::Unknown { path, closest }) => {
            Said::new(format!("the message has no field `{path}`"))
                .did_you_mean(closest)
                .hint("`--dry-run` prints the message; `--add` allows --set to add a field")
        }
        Usage::Path(PathError::Group { path, leaves }) => {
            Said::new(format!("`{path}` holds elements, not a value"))
                .hint_list("set ", &List::or_ticked(leaves))
        }
        Usage::TooManyArguments { kind, takes } if takes.is_empty() => {
            Said::new(format!("`{kind}` takes no values"))
                .hint("change its fields with --set; `--dry-run` prints them")
        }
        Usage::TooManyArguments { kind, takes } => Said::new(format!("too many values for `{kind}`"))
            .hint(format!("it takes {}; change other fields with --set", takes.join(", "))),
        Usage::ForbiddenCharacter(char) => Said::new(format!(
            "the message holds the control character U+{:04X}, which XML cannot carry",
            u32::from(*char)
        ))
        .hint("remove it, or send a file as it is with --xml"),
        Usage::UnknownKind { word, closest } => Said::new(format!("unknown kind of message `{word}`"))
            .did_you_mean(closest)
            .hint(format!("`webot send text {word}` sends it as text; `webot send --list` lists all kinds")),
        Usage::NoFieldToSet { path, closest, kind } => Said::new(format!("the message `{kind}` has no field `{path}`"))
            .did_you_mean(closest)
            .hint("`webot send KIND --dry-run` prints the message of a kind"),
        Usage::NoPushField { flag, name, closest } => Said::new(format!("`{flag}`: no push has a field `{name}`"))
            .did_you_mean(closest)
            .hint("short names are type, event, key, user, text, kind and path; `webot send KIND --dry-run` shows the fields of a kind"),
        Usage::NoPushKind { flag, word, closest } => Said::new(format!("`{flag}`: `{word}` is no kind of push and no event"))
            .did_you_mean(closest)
            .hint(format!("`text={word}` meets messages with this text; `webot send --list` lists all kinds")),
        Usage::SubscribedWithoutScan => Said::new("`--subscribed` can be used with `scan` only")
            .hint("use `webot send scan 101 --subscribed`"),
        Usage::BodyTooLarge(limit) => Said::new(format!("the body is larger than {limit} bytes"))
            .hint("messages of WeChat have a few KB"),
        Usage::StdinTooLarge(limit) => Said::new(format!("the input on stdin is larger than {limit} bytes"))
            .hint("check the command that writes to the pipe"),
        Usage::NoKey { key, closest } => Said::new(format!("unknown key `{key}` of wx_config.json"))
            .did_you_mean(closest.as_slice())
            .hint("`webot config schema` describes all keys"),
        Usage::FlagsMissing(flags) => {
            let named = List::ticked(flags);
            let verb = if flags.len() == 1 { "is" } else { "are" };
            let said = Said::new(format!("{named} {verb} missing, and there is no terminal to ask on"));
            match flags[..] {
                ["--appid"] => said.hint("the appid is in the console, and begins with `wx`"),
                _ => said.hint("give a secret as @FILE, or as - for stdin"),
            }
        }
        Usage::OverwriteNotConfirmed { keys, path } => {
            Said::new(format!("`{path}` already has another value of {}", keys.join(", "))).hint(
                "to replace it, use --force; for another file use --file, for another account --profile",
            )
        }
        Usage::OneArticleFlag(flag) => Said::new(format!("`{flag}` is for one article, and there are several"))
            .hint("write it in each file"),
        Usage::ArticleCount(count) => Said::new(format!("there are {count} articles, and one is replaced"))
            .hint("give a file with one article; --index says which one it replaces"),
        Usage::NoArticle(path) => Said::new(format!("`{path}` has no articles"))
            .hint("expected `{\"articles\":[…]}`, a list of articles or one article"),
        Usage::UploadEmpty(path) => {
            Said::new(format!("`{path}` is empty")).hint("WeChat refuses an empty file (44001)")
        }
        Usage::UploadFormat { path, format, takes } => {
            let is = format.map_or_else(|| "its format is not recognized".to_owned(), |format| format!("it is {format}"));
            let rule = |(kind, formats): &(&str, Vec<&str>)| match *kind {
                "" => formats.join(", "),
                kind => format!("{} ({kind})", formats.join(", ")),
            };
            let takes: Vec<String> = takes.iter().map(rule).collect();
            Said::new(format!("`{path}` is not a file that WeChat takes here: {is}"))
                .cause(format!("WeChat takes {}", takes.join("; ")))
                .hint("convert it, or upload it anyway with --no-check")
        }
        Usage::UploadSize { path, kind, bytes, most } => {
            let kind = if kind.is_empty() { String::new() } else { format!(" for `{kind}`") };
            Said::new(format!(
                "`{path}` has {}, at most {} are allowed{kind}",
                crate::text::size(*bytes),
                crate::text::size(*most)
            ))
            .hint("make it smaller, or upload it anyway with --no-check")
        }
        Usage::NoStatisticsYet { day, last } => Said::new(format!("there are no statistics of {day} yet"))
            .hint(format!("the last day is {last}; its numbers are complete after 8:00 in China")),
        Usage::DaysReversed { from, to } => {
            Said::new(format!("the first day {from} is after the last day {to}")).hint("exchange them")
        }
        Usage::TooManyDays { days, most } => {
            Said::new(format!("{days} days are asked for, at most {most} are allowed"))
                .hint("split them into several calls")
        }
        Usage::Card(faults) => Said::new(format!("WeCom would refuse this card: {}", faults.join("; ")))
            .hint("`webot work message card --help` lists the flags of all types"),
        Usage::NoJsApi { filter, closest } => Said::new(format!("no name of the JS-SDK matches `{filter}`"))
            .hint_list("similar: ", &List::ticked(closest))
            .hint("`webot sign jsapi --list` lists all"),
        Usage::NothingListed { filter, closest } => Said::new(format!("no kind matches `{filter}`"))
            .hint_list("similar: ", &List::ticked(closest))
            .hint("`webot send --list` lists all; `webot send event NAME` sends an event that is not listed"),
    }
}

pub(super) fn aes_key(error: KeyError) -> Said {
    match error {
        KeyError::Length(length) => Said::new(format!("the EncodingAESKey has {length} characters, not 43"))
            .hint("copy all of it from the console; it is neither the Token nor the AppSecret"),
        KeyError::Character('=', 44) => {
            Said::new("the EncodingAESKey ends with `=`, which does not belong to its 43 characters")
                .hint("leave the `=` out: code appends it only to decode the key as base64")
        }
        KeyError::Character(char, position) => Said::new(format!(
            "character {position} of the EncodingAESKey is `{}`; it may hold letters, digits, + and / only",
            char.escape_debug()
        ))
        .hint("copy it again from the console; a `+` that became a space was URL-decoded once too often"),
    }
}

/// Returns a value, shortened if it is long.
fn short(value: &str) -> String {
    let shown: String = value.chars().take(60).collect();
    if shown.len() < value.len() { format!("{shown}…") } else { shown }
}

fn jq_runaway(runaway: Runaway) -> Said {
    match runaway {
        Runaway::Recursion => Said::new("the filter of `--jq` calls itself without end, or too often")
            .hint("give its recursion an end, or use `recurse`, `range` or `reduce`"),
        Runaway::Depth(most) => {
            Said::new(format!("the filter of `--jq` returns a value that nests deeper than {most} levels"))
                .hint("select a part of it")
        }
        Runaway::Output(mib) => Said::new(format!("the filter of `--jq` returns more than {mib} MiB"))
            .hint("stop it with `limit` or `first`"),
    }
}
