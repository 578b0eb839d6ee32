//! The numbers that a merchant gives to orders, refunds and transfers.

/// The numbers of letters that `out_trade_no` may have.
const TRADE_LENGTH: std::ops::RangeInclusive<usize> = 6..=32;
/// The most letters of `out_refund_no`.
const MAX_REFUND_LENGTH: usize = 64;
/// The most letters of `out_bill_no`.
const MAX_BILL_LENGTH: usize = 32;

/// Returns whether a text is an `out_trade_no`: 6 to 32 letters, digits and `_-|*`.
pub(crate) fn is_trade_number(text: &str) -> bool {
    TRADE_LENGTH.contains(&text.len()) && text.bytes().all(|byte| is_plain(byte) || b"_-|*".contains(&byte))
}

/// Returns whether a text is an `out_refund_no`: 1 to 64 letters, digits and `_-|*@`.
pub(crate) fn is_refund_number(text: &str) -> bool {
    (1..=MAX_REFUND_LENGTH).contains(&text.len())
        && text.bytes().all(|byte| is_plain(byte) || b"_-|*@".contains(&byte))
}

/// Returns whether a text is an `out_bill_no` of a transfer: 1 to 32 letters and digits.
pub(crate) fn is_bill_number(text: &str) -> bool {
    (1..=MAX_BILL_LENGTH).contains(&text.len()) && text.bytes().all(is_plain)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::{is_bill_number, is_refund_number, is_trade_number};

    #[test]
    fn numbers_have_the_letters_of_the_documentation() {
        assert!(is_trade_number("20150806125346") && is_trade_number("a_-|*9"));
        for wrong in ["", "12345", "a/bcdef", "订单一二三四", "123456 ", &"1".repeat(33)] {
            assert!(!is_trade_number(wrong), "{wrong}");
        }
        assert!(is_refund_number("r@1") && !is_refund_number("") && !is_refund_number(&"1".repeat(65)));
        assert!(is_bill_number("plfk2020042013") && !is_bill_number("a-b") && !is_bill_number(""));
    }
}
