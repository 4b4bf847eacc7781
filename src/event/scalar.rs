//! Values of contact properties.

use wasm_bindgen::JsValue;

use super::from_js::FromJs;
use super::list::List;

/// The most choices of one answer.
const MOST_CHOICES: usize = 20;

/// A string, a number or a boolean: the types that a contact property can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Bool(bool),
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Scalar {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl FromJs for Option<Scalar> {
    /// Unlike a number field, a scalar keeps a numeric string as the string that it is. A list of texts, as
    /// of several choices, becomes one text with commas.
    fn from_js(value: &JsValue) -> Self {
        if let Some(text) = value.as_string() {
            Some(Scalar::Text(text))
        } else if let Some(flag) = value.as_bool() {
            Some(Scalar::Bool(flag))
        } else if let Some(number) = Option::<f64>::from_js(value) {
            Some(Scalar::Number(number))
        } else {
            let choices = List::<String>::from_js(value);
            let choices: Vec<String> = choices.iter().take(MOST_CHOICES).collect();
            (!choices.is_empty()).then(|| Scalar::Text(choices.join(", ")))
        }
    }
}
