//! The range of a survey's scale.

use super::payload::payload;

payload! {
    /// The range of the scale in a [`SurveyQuestion`](crate::SurveyQuestion).
    SurveyLimits {
        /// The lowest value.
        from: Option<f64> = "from",
        /// The highest value.
        to: Option<f64> = "to",
    }
}
