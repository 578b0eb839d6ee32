//! Serial numbers of certificates: hexadecimal in headers, decimal in what some tools show.

use num_bigint::BigUint;

/// The most hexadecimal digits of a serial number: 20 bytes (RFC 5280, 4.1.2.2).
const MAX_HEX_DIGITS: usize = 40;

/// Returns the hexadecimal form of a serial number that is certainly decimal: all digits, and more than 40 of them.
pub(crate) fn from_decimal(serial: &str) -> Option<String> {
    let decimal = serial.len() > MAX_HEX_DIGITS && serial.bytes().all(|byte| byte.is_ascii_digit());
    if decimal { hex_of(serial) } else { None }
}

/// Returns whether two serial numbers are the same: in hexadecimal digits of either case, with or without colons and
/// leading zeros, or in decimal.
pub(crate) fn same(header: &str, certificate: &str) -> bool {
    let bare = |serial: &str| {
        let digits: String = serial.chars().filter(|char| !matches!(char, ':' | ' ')).collect();
        let digits = digits.strip_prefix("0x").unwrap_or(&digits);
        digits.trim_start_matches('0').to_ascii_uppercase()
    };
    let wanted = bare(certificate);
    bare(header) == wanted || hex_of(header.trim()).is_some_and(|hex| bare(&hex) == wanted)
}

/// Returns a decimal number in upper-case hexadecimal digits.
fn hex_of(decimal: &str) -> Option<String> {
    if decimal.is_empty() || decimal.len() > 64 || !decimal.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(format!("{:X}", BigUint::parse_bytes(decimal.as_bytes(), 10)?))
}

#[cfg(test)]
mod tests {
    use super::{from_decimal, same};

    const HEX: &str = "6B57A53207B7B6EF3FA9F9E9D632AFC744510DB4";
    const DECIMAL: &str = "612816567861978576443267902870833996326948113844";

    #[test]
    fn a_decimal_serial_number_is_the_hexadecimal_one() {
        assert_eq!(from_decimal(DECIMAL).as_deref(), Some(HEX));
        assert!(same(DECIMAL, HEX) && same(HEX, HEX) && same(&HEX.to_lowercase(), HEX));
        assert!(same("255", "FF") && same("00FF", "ff") && same("6B:57", "6B57"));
        assert!(!same("256", "FF") && !same("", "FF") && !same("PUB_KEY_ID_1", "FF"));
    }

    #[test]
    fn hexadecimal_serial_numbers_are_not_taken_for_decimal_ones() {
        for serial in
            [HEX, "1234567890123456789012345678901234567890", "1", "PUB_KEY_ID_0114232134912410000000000000"]
        {
            assert_eq!(from_decimal(serial), None);
        }
    }
}
