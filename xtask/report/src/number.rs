//! Numbers for readers, with a comma after each group of three digits.

use num_format::{Locale, ToFormattedString};

/// Formats a number with grouped digits: `1,234,567`.
pub fn grouped(number: impl ToFormattedString) -> String {
    number.to_formatted_string(&Locale::en)
}

/// Formats a difference with grouped digits and always a sign: `+1,234`.
pub fn signed(difference: i64) -> String {
    let sign = if difference < 0 { "" } else { "+" };
    format!("{sign}{}", grouped(difference))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_always_has_its_sign() {
        assert_eq!(signed(-12_345), "-12,345");
        assert_eq!(signed(0), "+0");
        assert_eq!(signed(1_234_567), "+1,234,567");
    }
}
