//! Choices of a survey's question.

use super::payload::payload;
use super::scalar::Scalar;

payload! {
    /// A possible answer to a [`SurveyQuestion`](crate::SurveyQuestion).
    SurveyChoice {
        /// The survey's id.
        survey_id: Option<u64> = "survey_id",
        /// The question's id.
        survey_question_id: Option<u64> = "survey_question_id",
        /// The choice's id.
        survey_choice_id: Option<u64> = "survey_choice_id",
        /// The choice's position among the choices.
        step: Option<u64> = "step",
        /// The answer.
        value: Option<Scalar> = "value",
    }
}
