//! Texts with placeholders such as `{1}` and `{text}`.

/// A text whose `{names}` are replaced with values of the message. `\{name}` stands for a literal `{name}`; an unknown
/// name stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(String),
}

impl Template {
    /// Returns a template without placeholders.
    pub(crate) fn literal(text: impl Into<String>) -> Self {
        Self(vec![Part::Text(text.into())])
    }

    /// Parses a text; every text is valid.
    pub(crate) fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            let Some(name) = name(from) else {
                plain.push_str(before);
                plain.push('{');
                rest = &from[1..];
                continue;
            };
            rest = &from[name.len() + 2..];
            if let Some(before) = before.strip_suffix('\\') {
                plain.push_str(before);
                plain.push_str(&from[..name.len() + 2]);
            } else {
                plain.push_str(before);
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(Part::Field(name.to_owned()));
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() || parts.is_empty() {
            parts.push(Part::Text(plain));
        }
        Self(parts)
    }

    /// Returns the names of the placeholders.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| if let Part::Field(name) = part { Some(name.as_str()) } else { None })
    }

    /// Returns the text with each name replaced by `value`.
    pub(crate) fn fill(&self, value: impl Fn(&str) -> Option<String>) -> String {
        if let [Part::Text(text)] = self.0.as_slice() {
            return text.clone();
        }
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Field(name) => value(name).unwrap_or_else(|| format!("{{{name}}}")),
        };
        self.0.iter().map(part).collect()
    }
}

/// Returns the name in the braces at the start of a text; a name consists of letters, digits, `_` and `.`.
fn name(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let of_a_name = |char: char| char.is_alphanumeric() || char == '_' || char == '.';
    (!name.is_empty() && name.chars().all(of_a_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn filled(template: &str) -> String {
        Template::parse(template).fill(|name| match name {
            "1" => Some("one".to_owned()),
            "text" => Some("{1}".to_owned()),
            "empty" => Some(String::new()),
            _ => None,
        })
    }

    #[test]
    fn names_are_filled_in_once_and_everything_else_stays() {
        for (template, text) in [
            ("you typed {1}, \\{1} stays", "you typed one, {1} stays"),
            ("{1}{1}", "oneone"),
            ("{text}", "{1}"),
            ("{unknown} {1", "{unknown} {1"),
            ("{", "{"),
            ("{}", "{}"),
            ("{{1}}", "{one}"),
            ("{a b} {1}", "{a b} one"),
            ("[{empty}]", "[]"),
            ("", ""),
            ("\\\\{1}", "\\{1}"),
            ("你好，{1}。", "你好，one。"),
        ] {
            assert_eq!(filled(template), text, "{template}");
        }
    }
}
