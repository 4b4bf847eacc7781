//! Contact properties.

use serde::Serialize;
use wasm_bindgen::JsValue;
use yew::AttrValue;

use super::serialized::Serialized;
use super::to_js::ToJs;
use super::value::Value;
use crate::browser::console;

/// The longest text that Customerly accepts, in characters.
const LONGEST_TEXT: usize = 128;

/// The value of one contact property. It is checked when it is sent.
#[derive(PartialEq)]
struct Attribute {
    name: AttrValue,
    value: Serialized,
}

/// The arguments of Customerly's `attribute`. The value's [`try_to_js`](Value::try_to_js) fails if
/// there is nothing to send.
pub(crate) fn attribute(name: impl Into<AttrValue>, value: impl Serialize + 'static) -> Vec<Value> {
    let name = name.into();
    let value = Serialized::new(value);
    let attribute = Attribute {
        name: name.clone(),
        value,
    };
    vec![Value::text(name), attribute.into()]
}

impl ToJs for Attribute {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        let value = self.value.serialize_alone(&self.name)?;
        warn_of_limits(&self.name, &value);
        Ok(value)
    }
}

/// Reports a contact property that Customerly does not accept.
pub(super) fn warn_of_limits(name: &str, value: &JsValue) {
    let text = value.as_string().unwrap_or_default();
    for (is_exceeded, limit) in [
        (
            has_space(name),
            " has a space in its name, which Customerly does not accept",
        ),
        (
            is_too_long(&text),
            " is longer than the 128 characters that Customerly accepts",
        ),
    ] {
        if is_exceeded {
            console::warn(&["the attribute ", name, limit]);
        }
    }
}

fn has_space(name: &str) -> bool {
    name.contains(' ')
}

fn is_too_long(text: &str) -> bool {
    text.chars().nth(LONGEST_TEXT).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_characters() {
        assert!(!is_too_long(""));
        assert!(!is_too_long(&"é".repeat(128)));
        assert!(is_too_long(&"x".repeat(129)));
    }
}

#[cfg(all(test, target_family = "wasm"))]
mod browser_tests {
    use super::*;
    use crate::settings::refusal::NO_VALUE;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn converted(name: &'static str, value: impl Serialize + 'static) -> Result<JsValue, String> {
        let arguments = attribute(name, value);
        assert_eq!(arguments[0].try_to_js(), Ok(JsValue::from_str(name)));
        arguments[1].try_to_js()
    }

    #[wasm_bindgen_test]
    fn a_value_without_anything_to_send_has_a_reason() {
        let none = Err(NO_VALUE.to_owned());
        assert_eq!(converted("n", None::<u8>), none);
        assert_eq!(converted("n", ()), none);
        assert_eq!(converted("n", Some(())), none);
        assert!(converted("n", f64::NAN).is_err_and(|reason| reason.contains("finite")));
        assert!(converted("n", vec![f32::INFINITY]).is_err());
    }

    #[wasm_bindgen_test]
    fn a_value_beyond_the_limits_is_sent() {
        let text = "x".repeat(129);
        assert_eq!(converted("two words", text.clone()), Ok(text.into()));
        assert_eq!(converted("n", 5_u64), Ok(5.into()));
        assert_eq!(converted("n", u64::MAX), Ok("18446744073709551615".into()));
    }
}
