//! The arguments of an entry's command: one for each parameter.

use clap::{Arg, ArgAction, Args as _};

use super::about::sentence;
use crate::api::{Endpoint, Param, Shape, Source};
use crate::commands::args::WechatArgs;

/// Adds the arguments of an endpoint to its command.
pub(crate) fn arguments(endpoint: &Endpoint, command: clap::Command) -> clap::Command {
    let arguments = endpoint.params.iter().filter_map(|param| argument(&param));
    WechatArgs::augment_args(arguments.fold(command, clap::Command::arg))
}

/// The argument of a parameter; none for what is not given.
fn argument(param: &Param) -> Option<Arg> {
    let flag = param.flag;
    let arg = Arg::new(flag).help(sentence(param.help)).value_name(flag.to_uppercase().replace('-', "_"));
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
        Shape::Choice(words) => {
            let all = words.iter().collect::<Vec<_>>();
            arg.help(format!("{}{}{}", sentence(param.help), crate::text::words().colon, all.join(", ")))
                .value_parser(clap::builder::PossibleValuesParser::new(all))
                .hide_possible_values(true)
        }
        _ => arg,
    })
}
