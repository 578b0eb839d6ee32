//! Texts with placeholders such as `{1}` and `{text}`.

/// A text whose `{names}` are replaced with values of the message. `{name|default}` stands for `default` if the value is
/// empty, `{random 1 9}` for a random number; both can be combined. `\{name}` stands for a literal `{name}`; an unknown
/// name stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A random number between these two, both included, and the placeholder as it is written.
    Random(i64, i64, String),
    /// The value of this name, or the default if that is empty.
    Field {
        name: String,
        default: Option<Box<Part>>,
    },
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
            let Some((part, length)) = placeholder(from) else {
                plain.push_str(before);
                plain.push('{');
                rest = &from[1..];
                continue;
            };
            rest = &from[length..];
            if let Some(before) = before.strip_suffix('\\') {
                plain.push_str(before);
                plain.push_str(&from[..length]);
            } else {
                plain.push_str(before);
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(part);
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() || parts.is_empty() {
            parts.push(Part::Text(plain));
        }
        Self(parts)
    }

    /// Returns the names of the placeholders, each with whether it has a default.
    pub(crate) fn placeholders(&self) -> impl Iterator<Item = (&str, bool)> {
        self.0.iter().filter_map(|part| match part {
            Part::Field { name, default } => Some((name.as_str(), default.is_some())),
            Part::Text(_) | Part::Random(..) => None,
        })
    }

    /// Returns whether the text begins with a value.
    pub(crate) fn begins_with_value(&self) -> bool {
        self.0.first().is_some_and(|part| !matches!(part, Part::Text(_)))
    }

    /// Returns whether the text is never empty, whatever the values are.
    pub(crate) fn is_never_empty(&self) -> bool {
        self.0.iter().any(|part| match part {
            Part::Text(text) => !text.is_empty(),
            Part::Random(..) => true,
            Part::Field { default, .. } => {
                default.as_ref().is_some_and(|default| !default.written().is_empty())
            }
        })
    }

    /// Returns the text with each name replaced by `value`. Random numbers are not drawn.
    pub(crate) fn fill(&self, value: impl Fn(&str) -> Option<String>) -> String {
        self.fill_with(value, |_, _| None)
    }

    /// Returns the text with each name replaced by `value`, and random numbers drawn by `draw`.
    pub(crate) fn fill_with(
        &self,
        value: impl Fn(&str) -> Option<String>,
        draw: impl Fn(i64, i64) -> Option<i64>,
    ) -> String {
        if let [Part::Text(text)] = self.0.as_slice() {
            return text.clone();
        }
        let text_of = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Random(min, max, written) => {
                draw(*min, *max).map_or_else(|| written.clone(), |drawn| drawn.to_string())
            }
            Part::Field { .. } => String::new(),
        };
        let filled = |part: &Part| match part {
            Part::Field { name, default: None } => value(name).unwrap_or_else(|| format!("{{{name}}}")),
            Part::Field { name, default: Some(default) } => match value(name) {
                Some(value) if value.is_empty() => text_of(default),
                Some(value) => value,
                None => format!("{{{name}|{}}}", default.written()),
            },
            part => text_of(part),
        };
        self.0.iter().map(filled).collect()
    }
}

impl Part {
    /// Returns a default as it is written.
    fn written(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Random(_, _, written) => written.trim_matches(['{', '}']),
            Self::Field { name, .. } => name,
        }
    }
}

/// Returns the placeholder at the start of a text and its length in bytes. A name consists of letters, digits, `_` and
/// `.`.
fn placeholder(text: &str) -> Option<(Part, usize)> {
    let (within, _) = text.strip_prefix('{')?.split_once('}')?;
    let length = within.len() + 2;
    if let Some((min, max)) = random(within) {
        return Some((Part::Random(min, max, text[..length].to_owned()), length));
    }
    let (name, default) = match within.split_once('|') {
        Some((name, default)) => (name, Some(default)),
        None => (within, None),
    };
    let of_a_name = |char: char| char.is_alphanumeric() || char == '_' || char == '.';
    if name.is_empty() || !name.chars().all(of_a_name) || default.is_some_and(|text| text.contains('{')) {
        return None;
    }
    let default = default.map(|text| {
        Box::new(match random(text) {
            Some((min, max)) => Part::Random(min, max, text.to_owned()),
            None => Part::Text(text.to_owned()),
        })
    });
    Some((Part::Field { name: name.to_owned(), default }, length))
}

/// Returns the range of `random MIN MAX`.
fn random(text: &str) -> Option<(i64, i64)> {
    let mut words = text.split(' ');
    let (Some("random"), Some(min), Some(max), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return None;
    };
    let (min, max) = (min.parse().ok()?, max.parse().ok()?);
    (min <= max).then_some((min, max))
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
            ("{1|two} {empty|two}", "one two"),
            ("{empty|}", ""),
            ("{red|blue} {|x} {a b|c}", "{red|blue} {|x} {a b|c}"),
            ("\\{empty|two}", "{empty|two}"),
            ("{random 1 9} {empty|random 1 9}", "{random 1 9} random 1 9"),
            ("{random 9 1} {random x}", "{random 9 1} {random x}"),
        ] {
            assert_eq!(filled(template), text, "{template}");
        }
    }

    #[test]
    fn random_numbers_are_drawn() {
        let fill = |text: &str| {
            let value = |name: &str| (name == "empty").then(String::new);
            Template::parse(text).fill_with(value, |min, max| Some(min * 100 + max))
        };
        assert_eq!(fill("{random 1 9}, {empty|random -2 3}"), "109, -197");
    }
}
