//! Numbers of things in English sentences.

use std::fmt;

/// Shows a number and its noun, in the plural unless it is one: `1 rule`, `2 rules`, `2 pushes`.
pub(super) struct Count(u64, &'static str);

impl Count {
    /// Counts things by their noun in the singular.
    pub(super) fn new(number: u64, noun: &'static str) -> Self {
        Self(number, noun)
    }

    /// The same, of a length.
    pub(super) fn of(number: usize, noun: &'static str) -> Self {
        Self(number as u64, noun)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, noun) = self;
        let ending = match number {
            1 => "",
            _ if noun.ends_with("sh") => "es",
            _ => "s",
        };
        write!(f, "{number} {noun}{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn only_one_is_no_plural() {
        let shown = [0, 1, 2].map(|number| Count::new(number, "rule").to_string());
        assert_eq!(shown, ["0 rules", "1 rule", "2 rules"]);
        assert_eq!(Count::new(2, "push").to_string(), "2 pushes");
    }
}
