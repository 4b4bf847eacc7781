//! Questions of a survey.

use super::list::List;
use super::payload::payload;
use super::survey_choice::SurveyChoice;
use super::survey_limits::SurveyLimits;
use super::survey_question_kind::SurveyQuestionKind;

payload! {
    /// A question of a [`Survey`](crate::Survey).
    SurveyQuestion {
        /// The survey's id.
        survey_id: Option<u64> = "survey_id",
        /// The question's id.
        survey_question_id: Option<u64> = "survey_question_id",
        /// The question's position in the survey.
        step: Option<u64> = "step",
        /// The question.
        title: Option<String> = "title",
        /// The line below the question.
        subtitle: Option<String> = "subtitle",
        /// How the visitor answers (`type`).
        kind: Option<SurveyQuestionKind> = "type",
        /// The range of the scale.
        limits: Option<SurveyLimits> = "limits",
        /// The possible answers.
        choices: List<SurveyChoice> = "choices",
    }
}
