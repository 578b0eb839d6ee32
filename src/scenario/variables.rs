//! Variables: `${name}` in a text, `${env.NAME}` for one of the environment, `$${` for `${` itself.

/// The beginning of the name of a variable of the environment.
pub(super) const ENV_PREFIX: &str = "env.";

/// A text with variables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Variable(String),
}

/// The values of variables; a later one replaces an earlier one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables(Vec<(String, String)>);

impl Variables {
    /// Returns the value of a variable.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets a variable.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(known) => known.1 = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Sets all variables that `others` holds.
    pub(crate) fn set_all(&mut self, others: &Self) {
        for (name, value) in &others.0 {
            self.set(name, value.clone());
        }
    }

    /// Returns the names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl Template {
    /// Parses a text. A `${` without `}` is text.
    pub(crate) fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            let Some(end) = rest[start..].find('}') else { break };
            if rest[..start].ends_with('$') {
                plain.push_str(&rest[..start - 1]);
                plain.push_str("${");
                rest = &rest[start + 2..];
                continue;
            }
            plain.push_str(&rest[..start]);
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(Part::Variable(rest[start + 2..start + end].trim().to_owned()));
            rest = &rest[start + end + 1..];
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Self(parts)
    }

    /// Returns the names of its variables.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// Returns the text if it has no variables.
    pub(crate) fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns the parts of the text between its variables.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Variable(_) => None,
        })
    }

    /// Returns the text with the values, each changed by `change`; the error is the name of a variable without a value.
    fn filled(&self, variables: &Variables, change: impl Fn(&str) -> String) -> Result<String, String> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Variable(name) => {
                    text.push_str(&change(variables.get(name).ok_or_else(|| name.clone())?));
                }
            }
        }
        Ok(text)
    }

    /// Returns the text with the values; the error is the name of a variable without a value.
    pub(crate) fn fill(&self, variables: &Variables) -> Result<String, String> {
        self.filled(variables, str::to_owned)
    }

    /// Returns the pattern, in which each value matches itself.
    pub(crate) fn fill_pattern(&self, variables: &Variables) -> Result<String, String> {
        self.filled(variables, regex::escape)
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, Variables};

    #[test]
    fn variables_are_replaced_once() {
        let mut variables = Variables::default();
        variables.set("name", "a.b ${name}".to_owned());
        let filled = |text: &str| Template::parse(text).fill(&variables);
        assert_eq!(filled("hi ${name}!").as_deref(), Ok("hi a.b ${name}!"));
        assert_eq!(filled("$${name} ${ name } $5 ${").as_deref(), Ok("${name} a.b ${name} $5 ${"));
        assert_eq!(filled("${other}"), Err("other".to_owned()));
        assert_eq!(filled("").as_deref(), Ok(""));
        let pattern = Template::parse("^${name}$").fill_pattern(&variables);
        assert_eq!(pattern.as_deref(), Ok(r"^a\.b \$\{name\}$"));
    }
}
