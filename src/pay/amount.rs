//! Amounts of money in fen (分), the hundredth of a yuan. They are never a floating-point number.

use std::fmt;

/// The largest amount, in fen: 100 million yuan, more than any limit of WeChat Pay.
const MAX_FEN: u64 = 10_000_000_000;

/// An amount of at least one fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fen(u64);

impl Fen {
    /// Returns an amount in fen; `None` if it is 0 or too large.
    pub(crate) fn new(fen: u64) -> Option<Self> {
        (1..=MAX_FEN).contains(&fen).then_some(Self(fen))
    }

    /// Parses a number of fen: digits only.
    pub(crate) fn from_fen(text: &str) -> Option<Self> {
        Self::new(digits(text)?)
    }

    /// Parses a number of yuan with at most two decimals, such as `1.23`.
    pub(crate) fn from_yuan(text: &str) -> Option<Self> {
        let (yuan, fen) = match text.split_once('.') {
            None => (digits(text)?, 0),
            Some((yuan, fen)) if fen.len() == 1 => (digits(yuan)?, digits(fen)? * 10),
            Some((yuan, fen)) if fen.len() == 2 => (digits(yuan)?, digits(fen)?),
            Some(_) => return None,
        };
        Self::new(yuan.checked_mul(100)?.checked_add(fen)?)
    }

    /// Returns the number of fen.
    pub(crate) fn get(self) -> u64 {
        self.0
    }
}

/// Writes the amount in yuan with two decimals.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

fn digits(text: &str) -> Option<u64> {
    let plain = (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Fen;

    #[test]
    fn yuan_are_read_without_rounding() {
        let fen = |text| Fen::from_yuan(text).map(Fen::get);
        for (text, wanted) in
            [("1.23", 123), ("0.01", 1), ("1", 100), ("0.5", 50), ("19.90", 1990), ("4.35", 435)]
        {
            assert_eq!(fen(text), Some(wanted), "{text}");
        }
        for text in
            ["", "0", "0.00", "1.234", "1.", ".5", "-1", "+1", "1e2", "1,00", "１", " 1", "1.2.3", "1.-1"]
        {
            assert_eq!(fen(text), None, "{text}");
        }
        assert_eq!(fen("99999999999.99"), None);
        assert_eq!(Fen::from_fen("1.5"), None);
        assert_eq!(Fen::from_fen("150").map(|fen| fen.to_string()).as_deref(), Some("1.50"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(fen in 1_u64..=10_000_000_000) {
            let amount = Fen::new(fen).expect("in range");
            prop_assert_eq!(Fen::from_yuan(&amount.to_string()), Some(amount));
            prop_assert_eq!(Fen::from_fen(&fen.to_string()), Some(amount));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = (Fen::from_yuan(&text), Fen::from_fen(&text));
        }
    }
}
