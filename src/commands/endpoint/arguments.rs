//! The arguments of an endpoint command.

use clap::{Arg, ArgAction, ArgGroup, Args as _};

use super::help::capitalized;
use crate::api::{Endpoint, Param, ParamShape, ParamSource};
use crate::commands::args::WechatArgs;
use crate::commands::download::output_argument;
use crate::text::help;

/// The flag that allows calling a retired endpoint.
pub(super) const FORCE: &str = "force";
/// The flag that answers the question before a call that cannot be undone.
pub(super) const YES: &str = "yes";
/// The flag that prints all pages of a list.
pub(super) const ALL: &str = "all";
/// The flag that uploads a file without checking it.
pub(super) const NO_CHECK: &str = "no-check";
/// The flag that prints statistics as CSV.
pub(super) const CSV: &str = "csv";
/// The flag that draws statistics.
pub(super) const PLOT: &str = "plot";

/// The group of flags of which one must be given.
const ONE_OF: &str = "one-of";

/// Adds the arguments of an endpoint to its command.
pub(crate) fn arguments(endpoint: &Endpoint, command: clap::Command) -> clap::Command {
    let arguments = endpoint.params.iter().filter_map(|param| argument(&param));
    let force = || Arg::new(FORCE).long(FORCE).action(ArgAction::SetTrue).help(help().api.force);
    let own = own_flags(endpoint);
    let arguments = arguments.chain(endpoint.retired.map(|_| force())).chain(own);
    let command = WechatArgs::augment_args(arguments.fold(command, clap::Command::arg));
    if endpoint.one_of.is_empty() {
        return command;
    }
    let flags = endpoint.one_of.iter();
    command.group(ArgGroup::new(ONE_OF).args(flags).required(true).multiple(true))
}

/// Returns the flags that an endpoint has because of its risk, its files, its list or its answer.
fn own_flags(endpoint: &Endpoint) -> Vec<Arg> {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let help = &help().api;
    let mut flags = Vec::new();
    if endpoint.params.iter().any(|param| matches!(param.shape, ParamShape::Files(_))) {
        flags.push(flag(NO_CHECK, help.no_check));
    }
    if endpoint.cursor.is_some() {
        flags.push(flag(ALL, help.all));
    }
    if endpoint.reply.is_empty() {
        flags.push(output_argument());
    }
    if endpoint.span.is_some() {
        flags.push(flag(CSV, help.csv));
        flags.push(flag(PLOT, help.plot).conflicts_with(CSV));
    }
    if !endpoint.confirm.en.is_empty() {
        flags.push(flag(YES, help.yes).short('y'));
    }
    flags
}

/// Returns the argument of a parameter; `None` if the user does not give its value.
fn argument(param: &Param) -> Option<Arg> {
    let flag = param.flag;
    let arg = Arg::new(flag).help(capitalized(param.help)).value_name(flag.to_uppercase().replace('-', "_"));
    let arg = match param.source {
        ParamSource::Word => arg.required(param.required),
        ParamSource::Flag if param.shape == ParamShape::Bool => {
            arg.long(flag).action(ArgAction::SetTrue).value_name("")
        }
        ParamSource::Flag => arg.long(flag).required(param.required),
        ParamSource::Agentid => arg.long(flag),
        _ => return None,
    };
    Some(match param.shape {
        ParamShape::Texts(_) | ParamShape::Joined(_) | ParamShape::Integers(_) => {
            let arg = arg.action(ArgAction::Append);
            if param.source == ParamSource::Word {
                arg.num_args(1..)
            } else {
                // A flag that took several words would take those of the arguments behind it.
                arg.help(format!("{}{}", capitalized(param.help), help().api.several))
            }
        }
        ParamShape::Choice(choices) => {
            let (all, words) = (choices.iter().collect::<Vec<_>>(), crate::text::words());
            arg.help(words.labelled(&capitalized(param.help), &all.join(words.comma)))
                .value_parser(clap::builder::PossibleValuesParser::new(all))
                .hide_possible_values(true)
        }
        _ if !param.default.is_empty() => arg.default_value(param.default),
        _ => arg,
    })
}

#[cfg(test)]
mod tests {
    use super::arguments;
    use crate::api::samples;

    #[test]
    fn an_entry_makes_its_arguments() {
        let [text, _, order, upload] = samples::entries().try_into().expect("four entries");
        let matches = |entry, line: &[&str]| {
            arguments(entry, clap::Command::new("x")).try_get_matches_from([&["x"], line].concat())
        };
        assert!(matches(&text, &["oABC", "hello", "--mock"]).is_ok());
        assert!(matches(&text, &["oABC"]).is_err() && matches(&text, &["oABC", "hello", "--force"]).is_err());
        let line = ["--transaction-id", "42", "--mchid", "19", "--wechatpay-serial", "PUB_KEY_ID_1"];
        assert!(matches(&order, &line).is_ok() && matches(&order, &line[2..]).is_err());
        assert!(
            matches(&upload, &["--media", "a.png", "--type", "voice", "--about", "x", "--force"]).is_ok()
        );
        assert!(matches(&upload, &["--media", "a.png", "--type", "video"]).is_err());
    }
}
