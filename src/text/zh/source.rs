use crate::lang::Said;
use crate::source::{Expected, Format, SyntaxError};

/// Explains a syntax error with its place in the file.
pub(in crate::text) fn syntax(error: &SyntaxError) -> Said {
    let SyntaxError { line, column, .. } = error;
    match expected(error) {
        Ok((format, expected)) => {
            with_excerpt(error, format!("文件不是合法的 {format}：第 {line} 行第 {column} 列：{expected}"))
        }
        Err(said) => said,
    }
}

/// Explains a syntax error without its place.
pub(super) fn syntax_here(error: &SyntaxError) -> Said {
    match expected(error) {
        Ok((format, expected)) => with_excerpt(error, format!("不是合法的 {format}：{expected}")),
        Err(said) => said,
    }
}

/// Translates the reason why a parser of JSON stopped.
pub(super) fn json_reason(reason: &str) -> &str {
    match reason {
        "EOF while parsing a list" => "数组没有结尾的 `]`",
        "EOF while parsing an object" => "对象没有结尾的 `}`",
        "EOF while parsing a string" => "字符串没有结尾的 `\"`",
        "EOF while parsing a value" => "文件到此结束，缺少值",
        "expected `:`" => "这里应为 `:`",
        "expected `,` or `]`" => "这里应为 `,` 或 `]`",
        "expected `,` or `}`" => "这里应为 `,` 或 `}`",
        "expected ident" | "expected value" => "这里应为一个值",
        "expected an object" => "整个文件应为一个对象",
        "invalid escape" => "`\\` 后面的字符不对",
        "invalid number" => "这不是 JSON 的数字写法",
        "number out of range" => "数字超出范围",
        "invalid unicode code point" | "lone leading surrogate in hex escape" => "`\\u` 的编码不对",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "字符串里不能有换行等控制字符，字符串可能缺少结尾的 `\"`"
        }
        "key must be a string" => "键要用双引号括起来",
        "trailing comma" => "最后一项后面不能有逗号",
        "trailing characters" => "内容到此应已结束",
        "recursion limit exceeded" => "嵌套过深",
        reason => reason,
    }
}

/// Translates the reason why XML is not well-formed.
pub(super) fn xml_reason(reason: &str) -> String {
    if reason == "the document ends inside an element" {
        return "文档结束时还有元素没有闭合".to_owned();
    }
    let other_end = |reason: &str| {
        let (expected, found) = reason.split_once("expected `")?.1.split_once("`, but `")?;
        Some(format!("这里应为 `{expected}`，实际是 `{}`", found.strip_suffix("` was found")?))
    };
    other_end(reason).unwrap_or_else(|| reason.to_owned())
}

fn with_excerpt(error: &SyntaxError, message: String) -> Said {
    let excerpt = error.excerpt.trim();
    let said = Said::new(message);
    if excerpt.is_empty() { said } else { said.cause(excerpt) }
}

/// Returns the name of the format and the expectation.
fn expected(error: &SyntaxError) -> Result<(&'static str, String), Said> {
    let SyntaxError { format, line, column, found, expected, .. } = error;
    let format = match format {
        Format::Json => "JSON",
        Format::Yaml => "YAML",
    };
    let found = found.map_or_else(|| "文件结尾".to_owned(), |char| format!(" `{}`", char.escape_debug()));
    let expected = match expected {
        Expected::Content => return Err(Said::new("文件是空的")),
        Expected::Utf8 => {
            return Err(Said::new(format!("第 {line} 行第 {column} 列：无法识别文件的编码"))
                .hint("把文件保存为 UTF-8"));
        }
        Expected::Braces => "整个文件要用 `{` 和 `}` 括起来".to_owned(),
        Expected::Value => format!("这里应为一个值，实际是{found}"),
        Expected::Key => format!("这里应为双引号括起来的键，实际是{found}"),
        Expected::Colon => format!("键的后面应为 `:`，实际是{found}"),
        Expected::CommaOr(close) => format!("这里应为 `,` 或 `{close}`，实际是{found}"),
        Expected::NoTrailingComma => format!("JSON 不允许{found} 前面有多余的逗号"),
        Expected::End => format!("内容到此应已结束，后面还有{found}"),
        Expected::CloseQuote => "这一行的字符串缺少结尾的 `\"`".to_owned(),
        Expected::DoubleQuotes => "JSON 要用双引号，不能用 `'`".to_owned(),
        Expected::Escape => {
            format!("`\\` 后面只能是 `\"`、`\\`、`/`、`b`、`f`、`n`、`r`、`t`、`u`，实际是{found}")
        }
        Expected::Hex => format!("`\\u` 后面应为四位十六进制数，实际是{found}"),
        Expected::Surrogate => "`\\u` 代理对只有一半".to_owned(),
        Expected::Number => format!("这不是 JSON 的数字写法，遇到{found}"),
        Expected::NoComment => format!("JSON 不能有注释，遇到{found}"),
        Expected::Ascii(' ') => "这里有全角空格或特殊空格，请改成普通空格".to_owned(),
        Expected::Ascii(char) => format!("这里应为半角的 `{char}`，实际是{found}"),
        Expected::NoControl => format!("字符串里不能直接写控制字符{found}"),
        Expected::MaxDepth(levels) => format!("嵌套太深，最多 {levels} 层"),
        Expected::MaxValues(values) => format!("内容太多，展开别名后最多 {values} 个值"),
        Expected::PlainKey => "键应为文字".to_owned(),
        Expected::OneDocument => "一个文件里只能有一个 YAML 文档".to_owned(),
        Expected::Anchor => "别名所指的内容不在它前面".to_owned(),
        Expected::Spaces => "YAML 的缩进要用空格，不能用 Tab".to_owned(),
        Expected::Yaml(reason) => reason.clone(),
    };
    Ok((format, expected))
}
