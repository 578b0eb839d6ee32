//! Values that a parser took for numbers, as parsers of XML and JSON do by themselves: a number of an order loses its
//! zeros, one of a transaction its last digits.

use super::super::spec::{Form, Role};
use super::variant::{KNOWN, ODD, Variants};
use super::{Alternatives, Detail, is_digits};

/// The largest number of digits that a double holds without loss.
const EXACT_DIGITS: usize = 15;

/// Returns the ways in which languages write a whole number that was parsed as a double.
fn as_double(digits: &str) -> Vec<String> {
    let Ok(number) = digits.parse::<f64>() else { return Vec::new() };
    // `4.2000028822025103e27`, the shortest digits that lead to the same number.
    let scientific = format!("{number:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return Vec::new() };
    let fraction = if mantissa.contains('.') { mantissa.to_owned() } else { format!("{mantissa}.0") };
    // PHP before 7.1 keeps 14 digits.
    let short = format!("{number:.13e}");
    let short = short.split('e').next().unwrap_or_default().trim_end_matches('0').trim_end_matches('.');
    vec![
        // JavaScript up to 21 digits.
        number.to_string(),
        // JavaScript, Python, Go.
        format!("{mantissa}e+{exponent}"),
        // PHP, C#.
        format!("{mantissa}E+{exponent}"),
        format!("{short}E+{exponent}"),
        // Java.
        format!("{fraction}E{exponent}"),
    ]
}

/// Returns the texts that these digits become when a program parses and writes them, if they change.
fn parsed(value: &str) -> Vec<String> {
    if !is_digits(value) || value.len() < 2 {
        return Vec::new();
    }
    let significant = value.trim_start_matches('0');
    let mut texts = if significant.len() > EXACT_DIGITS { as_double(value) } else { Vec::new() };
    if significant.len() < value.len() {
        texts.push(if significant.is_empty() { "0" } else { significant }.to_owned());
    }
    texts.retain(|text| text != value);
    texts
}

/// Adds the specifications with values that were parsed as numbers: each alone, then all that change.
pub(super) fn numbers(variants: &mut Variants<'_>, _: &Alternatives) {
    let spec = variants.base;
    if spec.form != Form::Pairs || !variants.wants(KNOWN) {
        return;
    }
    let mut changed: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, part) in
        spec.parts.iter().enumerate().filter(|(_, part)| matches!(part.role, Role::Other | Role::Nonce))
    {
        let texts = parsed(&part.value);
        for text in &texts {
            variants.value(KNOWN, at, text.as_str(), Detail::new(&part.name, &part.value, text));
        }
        if !texts.is_empty() {
            changed.push((at, texts));
        }
    }
    if changed.len() < 2 {
        return;
    }
    // One program writes all its numbers in one way; a value that loses its zeros only has one text.
    let ways = changed.iter().map(|(_, texts)| texts.len()).max().unwrap_or_default();
    for way in 0..ways {
        let texts: Vec<(usize, &str)> = changed
            .iter()
            .filter_map(|(at, texts)| Some((*at, texts.get(way).or(texts.last())?.as_str())))
            .collect();
        let names: Vec<&str> = texts.iter().map(|(at, _)| &*spec.parts[*at].name).collect();
        let wrong: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
        let detail = Detail::new(&names.join("`, `"), "", &wrong.join("`, `"));
        variants.push(ODD, detail, |spec| {
            for (at, text) in &texts {
                spec.parts[*at].value = (*text).into();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::parsed;

    #[test]
    fn numbers_are_written_as_languages_write_them() {
        assert_eq!(
            parsed("4200002882202510298162739638"),
            [
                "4200002882202510000000000000",
                "4.20000288220251e+27",
                "4.20000288220251E+27",
                "4.2000028822025E+27",
                "4.20000288220251E27",
            ]
        );
        assert_eq!(parsed("201508061253460123")[0], "201508061253460130");
        assert_eq!(parsed("00020251029153140"), ["20251029153140"]);
        assert_eq!(parsed("000"), ["0"]);
        for unchanged in ["150", "10000100", "20150806125346", "0", "", "12a", "1.5"] {
            assert_eq!(parsed(unchanged), [""; 0], "{unchanged}");
        }
    }
}
