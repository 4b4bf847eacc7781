//! How a survey's question is answered.

use wasm_bindgen::JsValue;

use super::from_js::FromJs;

/// How the visitor answers a [`SurveyQuestion`](crate::SurveyQuestion). The number in parentheses
/// is the `type` in Customerly's own packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SurveyQuestionKind {
    /// Buttons (0).
    Button,
    /// Radio buttons (1).
    Radio,
    /// A list to select from (2).
    Select,
    /// A scale of numbers (3).
    Scale,
    /// Stars (4).
    Star,
    /// A whole number (5).
    Integer,
    /// A text of one line (6).
    TextBox,
    /// A text of several lines (7).
    TextArea,
    /// A number that Customerly has not published.
    Unknown(u64),
}

impl FromJs for Option<SurveyQuestionKind> {
    fn from_js(value: &JsValue) -> Self {
        Option::<u64>::from_js(value).map(SurveyQuestionKind::from)
    }
}

impl From<u64> for SurveyQuestionKind {
    fn from(number: u64) -> Self {
        match number {
            0 => Self::Button,
            1 => Self::Radio,
            2 => Self::Select,
            3 => Self::Scale,
            4 => Self::Star,
            5 => Self::Integer,
            6 => Self::TextBox,
            7 => Self::TextArea,
            other => Self::Unknown(other),
        }
    }
}
