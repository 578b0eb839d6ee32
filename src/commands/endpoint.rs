//! The commands that the table of endpoints yields: a group for the first word, a command for the second, an argument
//! for each parameter. What needs more than that has a file of its own, and is named in [`super::special`].

use clap::{Arg, ArgAction, ArgMatches, Args as _, FromArgMatches as _};
use serde_json::{Value, json};

use super::entry::{after, sentence};
use super::inputs::{read, value};
use super::special;
use super::wechat::{Done, WechatArgs, answered};
use crate::api::{self, Endpoint, Param, Shape, Source};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::{self, Outcome};
use crate::text::{help, words};
use crate::wechat::{Call, WeChat};

/// The groups, in the order of help, and what each is.
pub(super) fn groups() -> &'static [(&'static str, &'static str)] {
    help().api.groups
}

/// Whether this word is a group.
pub(crate) fn is_group(word: &str) -> bool {
    groups().iter().any(|(name, _)| *name == word)
}

/// The clap trees of the groups that are to be there; what is beneath is made for those that are wanted.
pub(crate) fn commands(there: impl Fn(&str) -> bool, wanted: impl Fn(&str) -> bool) -> Vec<clap::Command> {
    let group = |&(name, about): &(&'static str, &'static str)| {
        let command = clap::Command::new(name)
            .about(about)
            .subcommand_required(name != "menu")
            .disable_help_subcommand(true);
        if wanted(name) { command.subcommands(actions(name)) } else { command }
    };
    groups().iter().filter(|(name, _)| there(name)).map(group).collect()
}

fn actions(group: &'static str) -> Vec<clap::Command> {
    let of_table = api::endpoints().filter_map(|endpoint| {
        let (own, action) = endpoint.command?;
        (own == group).then_some((endpoint, action))
    });
    let of_table: Vec<_> = of_table.collect();
    let specials: Vec<_> = special::of(group).collect();
    let special = |action| specials.iter().find(|special| special.action == action);
    let mut all: Vec<clap::Command> = of_table
        .iter()
        .map(|&(endpoint, action)| match special(action) {
            Some(special) => special.command(),
            None => command(endpoint, action),
        })
        .collect();
    let further =
        specials.iter().filter(|special| of_table.iter().all(|(_, action)| *action != special.action));
    all.extend(further.map(|special| special.command()));
    all
}

/// The command of an endpoint.
fn command(endpoint: &Endpoint, action: &'static str) -> clap::Command {
    let command = clap::Command::new(action);
    let command = endpoint.params.iter().filter_map(argument).fold(command, clap::Command::arg);
    WechatArgs::augment_args(command)
        .about(sentence(endpoint.about))
        .aliases(endpoint.aliases.iter().copied())
        .after_help(after(endpoint))
}

/// The argument of a parameter; none for what is not given.
fn argument(param: &Param) -> Option<Arg> {
    let flag = param.flag();
    let arg =
        Arg::new(flag.clone()).help(sentence(param.help)).value_name(flag.to_uppercase().replace('-', "_"));
    let arg = match param.source {
        Source::Word => arg.required(param.required),
        Source::Flag if param.shape == Shape::Bool => {
            arg.long(flag).action(ArgAction::SetTrue).value_name("")
        }
        Source::Flag => arg.long(flag).required(param.required),
        Source::Fixed(_) | Source::Appid | Source::Secret | Source::Body => return None,
    };
    Some(match param.shape {
        Shape::Texts(_) => arg.num_args(1..).action(ArgAction::Append),
        Shape::Choice(words) => arg
            .value_parser(clap::builder::PossibleValuesParser::new(words))
            .hide_possible_values(true)
            .help(format!("{}{}{}", sentence(param.help), crate::text::words().colon, words.join(", "))),
        _ => arg,
    })
}

/// Runs a command of a group.
pub(crate) fn run(group: &str, matches: &ArgMatches, cx: &Context) -> Result<Outcome, Error> {
    let Some((action, matches)) = matches.subcommand() else { return choose(group, cx) };
    if let Some(special) = special::find(group, action) {
        return (special.run)(matches, cx);
    }
    let endpoint = api::command(group, action).ok_or_else(|| Error::Bug(format!("no {group} {action}")))?;
    let args = WechatArgs::from_arg_matches(matches).map_err(|error| Usage::Clap(Box::new(error)))?;
    let wechat = args.open(cx)?;
    let call = call(endpoint, matches, &wechat, cx)?;
    match args.run(&call, &wechat, cx)? {
        Done::Shown(outcome) => Ok(outcome),
        Done::Answered(reply) => Ok(answered(&reply, cx)),
    }
}

/// Offers the actions of a group on a terminal, as webot-cli did with menus.
fn choose(group: &str, cx: &Context) -> Result<Outcome, Error> {
    if !cx.printer.can_ask() {
        return Err(Usage::MissingSubcommand(group.to_owned()).into());
    }
    let mut command = commands(|name| name == group, |_| true)
        .into_iter()
        .find(|command| command.get_name() == group)
        .ok_or_else(|| Error::Bug(format!("no group {group}")))?;
    let actions: Vec<_> = command.get_subcommands().cloned().collect();
    let about = |action: &clap::Command| action.get_about().map(ToString::to_string).unwrap_or_default();
    let items: Vec<String> =
        actions.iter().map(|action| format!("{:18} {}", action.get_name(), about(action))).collect();
    cx.catch_interrupts()?;
    let chosen = printer::choose(words().menu.which, &items, 0)?.ok_or(Error::Declined)?;
    let action = &actions[chosen];
    let mut line = vec![group.to_owned(), action.get_name().to_owned()];
    for argument in action.get_arguments() {
        let asked = argument.get_id() == "file" || argument.is_required_set();
        if asked {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let answer = printer::input(&help.replace('\n', ""))?;
            line.extend(argument.get_long().map(|long| format!("--{long}")));
            line.push(answer);
        }
    }
    let matches = command.try_get_matches_from_mut(line).map_err(|error| Usage::Clap(Box::new(error)))?;
    run(group, &matches, cx)
}

/// The call of an endpoint with the values of a command line.
pub(super) fn call(
    endpoint: &'static Endpoint,
    matches: &ArgMatches,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Call, Error> {
    let mut values = Vec::new();
    let mut hidden = Vec::new();
    for param in endpoint.params {
        let value = match param.source {
            Source::Fixed(value) => Some(json!(value)),
            source @ (Source::Appid | Source::Secret) => {
                let own = wechat.own(source)?;
                if source == Source::Secret {
                    hidden.extend(own.clone());
                }
                own.map(|own| json!(own.expose()))
            }
            Source::Word | Source::Flag => given(param, matches, cx)?,
            Source::Body => None,
        };
        values.extend(value.map(|value| (param.name, param.place, value)));
    }
    Ok(Call { hidden, ..Call::of(endpoint, values) })
}

/// A word of a list in a file: as it is, or as `--all` writes it, with its heading.
fn listed(word: &str) -> Option<String> {
    let openid = || serde_json::from_str::<Value>(word).ok()?.get("openid")?.as_str().map(str::to_owned);
    match word {
        "openid" => None,
        _ if word.starts_with('{') => openid().or_else(|| Some(word.to_owned())),
        _ => Some(word.to_owned()),
    }
}

/// What was given for a parameter, checked against its shape before anything is sent.
fn given(param: &Param, matches: &ArgMatches, cx: &Context) -> Result<Option<Value>, Error> {
    let flag = param.flag();
    let name: &'static str = param.name;
    let wrong = |value: &str, wanted| Error::from(Usage::Parameter { name, value: value.to_owned(), wanted });
    let text = || matches.get_one::<String>(&flag);
    Ok(match param.shape {
        Shape::Bool => matches.get_flag(&flag).then_some(Value::Bool(true)),
        Shape::Texts(most) => {
            let mut texts = Vec::new();
            for given in matches.get_many::<String>(&flag).into_iter().flatten() {
                if given == "-" || given.starts_with('@') {
                    let list = read(given.as_ref(), "stdin", cx)?;
                    texts.extend(list.split_whitespace().filter_map(listed));
                } else {
                    texts.extend(
                        given.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned),
                    );
                }
            }
            if texts.len() > most {
                return Err(wrong(&texts.len().to_string(), Wanted::AtMost(most)));
            }
            if texts.is_empty() {
                return Err(wrong("", Wanted::NotEmpty));
            }
            Some(json!(texts))
        }
        Shape::Integer(least, most) => match text() {
            None => None,
            Some(text) => match text.trim().parse::<i64>() {
                Ok(number) if (least..=most).contains(&number) => Some(json!(number)),
                _ => return Err(wrong(text, Wanted::Between(least, most))),
            },
        },
        Shape::Text(most) => match text() {
            None => None,
            Some(text) => {
                let text = if text == "-" { value("stdin", text, cx)? } else { text.clone() };
                if text.len() > most {
                    return Err(wrong(&text, Wanted::Bytes(most)));
                }
                Some(json!(text))
            }
        },
        Shape::Chars(most) => match text() {
            Some(text) if text.chars().count() > most => return Err(wrong(text, Wanted::Chars(most))),
            text => text.map(|text| json!(text)),
        },
        Shape::Choice(_) => text().map(|word| json!(word)),
        Shape::Json => None,
    })
}
