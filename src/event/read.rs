//! Foreign values, as what they are documented to be.
//!
//! Whatever the chat passes, reading ends: each read catches, lists are cut, nothing recurses, and
//! what has the wrong type is `None`.

use wasm_bindgen::JsValue;

use super::scalar::Scalar;

/// The largest whole number of which JavaScript knows the neighbours.
const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;

/// What a foreign value becomes, whatever it is.
pub trait Read {
    fn read(value: &JsValue) -> Self;
}

impl Read for Option<String> {
    fn read(value: &JsValue) -> Self {
        value.as_string()
    }
}

impl Read for Option<bool> {
    fn read(value: &JsValue) -> Self {
        value.as_bool()
    }
}

impl Read for Option<f64> {
    fn read(value: &JsValue) -> Self {
        let number = if value.is_string() {
            // By JavaScript, as Rust's parser would weigh some kilobytes.
            let number = value.unchecked_into_f64();
            // JavaScript takes a blank text for 0.
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

impl Read for Option<u64> {
    fn read(value: &JsValue) -> Self {
        whole(Option::<f64>::read(value)?)
    }
}

/// The number if it can be an id.
fn whole(number: f64) -> Option<u64> {
    let whole = (0.0..=LARGEST_EXACT).contains(&number) && number.fract() == 0.0;
    whole.then_some(number as u64)
}

impl Read for Option<u16> {
    fn read(value: &JsValue) -> Self {
        Option::<u64>::read(value)?.try_into().ok()
    }
}

impl Read for Option<Scalar> {
    fn read(value: &JsValue) -> Self {
        if let Some(text) = value.as_string() {
            Some(Scalar::Text(text))
        } else if let Some(flag) = value.as_bool() {
            Some(Scalar::Bool(flag))
        } else {
            Option::<f64>::read(value).map(Scalar::Number)
        }
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_a_whole_number_that_is_exact() {
        for (number, id) in [
            (0.0, Some(0)),
            (-0.0, Some(0)),
            (7.0, Some(7)),
            (LARGEST_EXACT, Some((1 << 53) - 1)),
            (LARGEST_EXACT + 1.0, None),
            (0.5, None),
            (-1.0, None),
            (f64::MIN_POSITIVE, None),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            assert_eq!(whole(number), id, "{number}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_number_is_an_id_if_and_only_if_it_is_one(
            number in prop_oneof![
                any::<f64>(),
                any::<u64>().prop_map(|id| id as f64),
                (any::<u32>(), 1..8_u32).prop_map(|(id, parts)| f64::from(id) / f64::from(parts)),
            ],
        ) {
            // Judged by the integers of Rust.
            let exact = (0..=(1_u128 << 53) - 1).contains(&(number as u128));
            let same = number as u128 as f64 == number;
            let expected = (exact && same).then_some(number as u64);
            prop_assert_eq!(whole(number), expected, "{}", number);
        }

        #[test]
        fn every_exact_id_comes_back(id in 0..1_u64 << 53) {
            prop_assert_eq!(whole(id as f64), Some(id));
        }
    }
}
