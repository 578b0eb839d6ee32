use clap::error::{ContextKind, ErrorKind as Wrong};

use crate::text::{
    NumberFault, Said, account_variable, context, named_command, number_fault, value_with_dash,
};

/// Explains an error of clap.
pub(super) fn clap(error: &clap::Error) -> Said {
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    let said = match error.kind() {
        Wrong::UnknownArgument if !argument.starts_with('-') => {
            Said::new(format!("unexpected argument `{argument}`"))
        }
        Wrong::UnknownArgument if value_with_dash(&argument) => {
            Said::new(format!("unknown option `{argument}`"))
                .hint(format!("if it is the value of an option, write --OPTION={argument}"))
        }
        Wrong::UnknownArgument => Said::new(format!("unknown option `{argument}`")),
        Wrong::InvalidSubcommand => {
            Said::new(format!("unknown command `{}`", of(ContextKind::InvalidSubcommand)))
        }
        Wrong::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            Said::new(format!("`{argument}` needs a value"))
        }
        Wrong::ValueValidation if number_fault(error).is_some() => {
            let given = of(ContextKind::InvalidValue);
            Said::new(match number_fault(error) {
                Some(NumberFault::Outside(least, Some(most))) => {
                    format!("`{argument}` `{given}` is not a number from {least} to {most}")
                }
                Some(NumberFault::Outside(least, None)) => {
                    format!("`{argument}` `{given}` is less than {least}")
                }
                Some(NumberFault::TooLarge) => format!("`{argument}` `{given}` is too large"),
                _ => format!("`{argument}` `{given}` is not a number"),
            })
        }
        Wrong::InvalidValue | Wrong::ValueValidation => {
            let said =
                Said::new(format!("invalid value `{}` for `{argument}`", of(ContextKind::InvalidValue)));
            let valid = of(ContextKind::ValidValue);
            if valid.is_empty() { said } else { said.hint(format!("expected one of {valid}")) }
        }
        Wrong::MissingRequiredArgument => Said::new(format!("missing argument {argument}")),
        Wrong::InvalidUtf8 => Said::new("an argument is not UTF-8"),
        Wrong::MissingSubcommand => Said::new("missing subcommand"),
        Wrong::ArgumentConflict => {
            Said::new(format!("`{argument}` and `{}` cannot be used together", of(ContextKind::PriorArg)))
        }
        Wrong::TooManyValues | Wrong::WrongNumberOfValues => {
            Said::new(format!("too many values for `{argument}`"))
        }
        _ => Said::new(format!("invalid usage: {argument}")),
    };
    let is_unknown = error.kind() == Wrong::UnknownArgument;
    if let Some(variable) = account_variable(&argument).filter(|_| is_unknown) {
        return said
            .hint(format!("the account is in the environment, such as {variable}, or in wx_config.json"))
            .hint("`webot init` asks for it and writes the file");
    }
    let usage = of(ContextKind::SuggestedValue);
    if is_unknown && !usage.is_empty() {
        return said.hint(format!("give it without `{argument}`: {usage}"));
    }
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(of)
            .find(|word| !word.is_empty());
    let said = match suggested {
        Some(word) => said.hint(format!("did you mean {word}?")),
        None => said,
    };
    if said.hints.len() > 1 {
        return said;
    }
    said.hint(format!("`{} --help` lists all arguments and options", named_command(error)))
}
