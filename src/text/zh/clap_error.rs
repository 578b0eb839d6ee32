use clap::error::{ContextKind, ErrorKind as Wrong};

use crate::text::{
    NumberFault, Said, account_variable, context, named_command, number_fault, value_with_dash,
};

/// Explains an error of clap.
pub(super) fn clap(error: &clap::Error) -> Said {
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    let said = match error.kind() {
        Wrong::UnknownArgument if !argument.starts_with('-') => Said::new(format!("多余的参数 `{argument}`")),
        Wrong::UnknownArgument if value_with_dash(&argument) => Said::new(format!("未知的选项 `{argument}`"))
            .hint(format!("如果它是某个选项的值，请写成 --OPTION={argument}")),
        Wrong::UnknownArgument => Said::new(format!("未知的选项 `{argument}`")),
        Wrong::InvalidSubcommand => Said::new(format!("未知的命令 `{}`", of(ContextKind::InvalidSubcommand))),
        Wrong::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            Said::new(format!("`{argument}` 需要一个值"))
        }
        Wrong::ValueValidation if number_fault(error).is_some() => {
            let given = of(ContextKind::InvalidValue);
            Said::new(match number_fault(error) {
                Some(NumberFault::Outside(least, Some(most))) => {
                    format!("`{argument}` `{given}` 不是 {least} 到 {most} 之间的数")
                }
                Some(NumberFault::Outside(least, None)) => format!("`{argument}` `{given}` 小于 {least}"),
                Some(NumberFault::TooLarge) => format!("`{argument}` `{given}` 太大"),
                _ => format!("`{argument}` `{given}` 不是数"),
            })
        }
        Wrong::InvalidValue | Wrong::ValueValidation => {
            let said = Said::new(format!("`{argument}` 的值 `{}` 无效", of(ContextKind::InvalidValue)));
            let valid = of(ContextKind::ValidValue);
            if valid.is_empty() { said } else { said.hint(format!("应为以下之一：{valid}")) }
        }
        Wrong::MissingRequiredArgument => Said::new(format!("缺少参数 {argument}")),
        Wrong::InvalidUtf8 => Said::new("有参数不是 UTF-8"),
        Wrong::MissingSubcommand => Said::new("缺少子命令"),
        Wrong::ArgumentConflict => {
            Said::new(format!("`{argument}` 和 `{}` 不能同时使用", of(ContextKind::PriorArg)))
        }
        Wrong::TooManyValues | Wrong::WrongNumberOfValues => Said::new(format!("`{argument}` 的值太多")),
        _ => Said::new(format!("用法错误：{argument}")),
    };
    let is_unknown = error.kind() == Wrong::UnknownArgument;
    if let Some(variable) = account_variable(&argument).filter(|_| is_unknown) {
        return said
            .hint(format!("账号在环境变量（如 {variable}）或 wx_config.json 中给出"))
            .hint("`webot init` 逐项询问并写入该文件");
    }
    let usage = of(ContextKind::SuggestedValue);
    if is_unknown && !usage.is_empty() {
        return said.hint(format!("直接给出，不加 `{argument}`：{usage}"));
    }
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(of)
            .find(|word| !word.is_empty());
    let said = match suggested {
        Some(word) => said.hint(format!("是不是 {word}？")),
        None => said,
    };
    if said.hints.len() > 1 {
        return said;
    }
    said.hint(format!("`{} --help` 列出全部参数和选项", named_command(error)))
}
