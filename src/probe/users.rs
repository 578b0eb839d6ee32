//! The ids of users who are played together.

/// Returns the id of another user: an id that ends in digits is counted up, any other gets a number.
pub(crate) fn nth_user(first: &str, number: usize) -> String {
    let digits = first.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (head, tail) = first.split_at(first.len() - digits);
    match tail.parse::<u64>() {
        Ok(value) => format!("{head}{:0digits$}", value.wrapping_add(number as u64 - 1)),
        Err(_) => format!("{first}-{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::nth_user;

    #[test]
    fn ids_are_counted_up() {
        assert_eq!(nth_user("ann", 2), "ann-2");
        assert_eq!(nth_user("o-09", 3), "o-11");
        assert_eq!(nth_user("o-18446744073709551615", 2), "o-00000000000000000000");
    }
}
