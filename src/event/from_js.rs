//! Conversion of what the launcher passed into Rust values.
//!
//! The conversion always ends, whatever the launcher passed: every access catches, lists have a
//! maximal length, nothing recurses, and a value of the wrong type becomes `None`.

use wasm_bindgen::JsValue;

/// `Number.MAX_SAFE_INTEGER`. Above it, JavaScript rounds integers.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// A type that any JavaScript value can be converted into. The conversion never throws.
pub trait FromJs {
    /// Converts the value.
    fn from_js(value: &JsValue) -> Self;
}

impl FromJs for Option<String> {
    fn from_js(value: &JsValue) -> Self {
        value.as_string()
    }
}

impl FromJs for Option<bool> {
    fn from_js(value: &JsValue) -> Self {
        value.as_bool()
    }
}

impl FromJs for Option<f64> {
    /// Accepts finite numbers, also as strings in JavaScript's number syntax.
    fn from_js(value: &JsValue) -> Self {
        let number = if value.is_string() {
            // JavaScript parses the string, because Rust's parser would add some kilobytes of wasm.
            let number = value.unchecked_into_f64();
            // JavaScript converts an empty or blank string to 0.
            if number == 0.0 && !value.as_string()?.bytes().any(|byte| byte == b'0') {
                return None;
            }
            number
        } else {
            value.as_f64()?
        };
        number.is_finite().then_some(number)
    }
}

impl FromJs for Option<u64> {
    /// Accepts decimal digits only: an id is a name made of digits, and `5e3` is none.
    fn from_js(value: &JsValue) -> Self {
        let text = value.as_string().unwrap_or_default();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        exact_integer(Option::<f64>::from_js(value)?)
    }
}

impl FromJs for Option<u16> {
    fn from_js(value: &JsValue) -> Self {
        Option::<u64>::from_js(value)?.try_into().ok()
    }
}

/// The number as an integer, unless it is negative, has a fraction or may have been rounded.
fn exact_integer(number: f64) -> Option<u64> {
    let is_exact = (0.0..=MAX_SAFE_INTEGER).contains(&number) && number.fract() == 0.0;
    is_exact.then_some(number as u64)
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_non_negative_integers_below_2_to_the_53_are_accepted() {
        for (number, id) in [
            (0.0, Some(0)),
            (-0.0, Some(0)),
            (7.0, Some(7)),
            (MAX_SAFE_INTEGER, Some((1 << 53) - 1)),
            (MAX_SAFE_INTEGER + 1.0, None),
            (0.5, None),
            (-1.0, None),
            (f64::MIN_POSITIVE, None),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            assert_eq!(exact_integer(number), id, "{number}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_number_is_accepted_as_integer_arithmetic_predicts(
            number in prop_oneof![
                any::<f64>(),
                any::<u64>().prop_map(|id| id as f64),
                (any::<u32>(), 1..8_u32).prop_map(|(id, parts)| f64::from(id) / f64::from(parts)),
            ],
        ) {
            let exact = (0..=(1_u128 << 53) - 1).contains(&(number as u128));
            let same = number as u128 as f64 == number;
            let expected = (exact && same).then_some(number as u64);
            prop_assert_eq!(exact_integer(number), expected, "{}", number);
        }

        #[test]
        fn every_accepted_integer_is_returned_unchanged(id in 0..1_u64 << 53) {
            prop_assert_eq!(exact_integer(id as f64), Some(id));
        }
    }
}
