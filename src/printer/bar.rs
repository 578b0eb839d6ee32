//! Bars of block characters.

/// The width of the longest bar, in terminal columns.
const BAR_WIDTH: usize = 40;

/// Returns a bar in eighths of a column; a value that is not 0 has at least one of them.
pub(crate) fn bar(value: f64, most: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if value <= 0.0 || most <= 0.0 {
        return String::new();
    }
    let mut eighths = 1;
    while eighths < BAR_WIDTH * 8 && share(eighths + 1) * most <= value {
        eighths += 1;
    }
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Returns the share that this many eighths of a column are of the longest bar.
fn share(eighths: usize) -> f64 {
    let eighths = u32::try_from(eighths).unwrap_or(u32::MAX);
    f64::from(eighths) / f64::from(u32::try_from(BAR_WIDTH * 8).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_has_the_length_of_its_value() {
        assert_eq!(bar(0.0, 9.0), "");
        assert_eq!(bar(1.0, 1_000_000.0), "▏");
        assert_eq!(bar(9.0, 9.0), "█".repeat(40));
    }
}
