//! Surveys.

use super::account::Account;
use super::payload::payload;
use super::survey_question::SurveyQuestion;

payload! {
    /// A survey that the chat shows to the visitor.
    Survey {
        /// The survey's id.
        survey_id: Option<u64> = "survey_id",
        /// The member of the team who created the survey.
        creator: Option<Account> = "creator",
        /// The text shown at the end of the survey.
        thank_you_text: Option<String> = "thank_you_text",
        /// When the visitor first saw the survey, in Customerly's unit: its sources disagree on
        /// seconds or milliseconds since 1970.
        seen_at: Option<f64> = "seen_at",
        /// The question that the chat shows.
        question: Option<SurveyQuestion> = "question",
    }
}
