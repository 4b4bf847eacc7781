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
        let number = Option::<f64>::read(value)?;
        let whole = (0.0..=LARGEST_EXACT).contains(&number) && number.fract() == 0.0;
        whole.then_some(number as u64)
    }
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
