//! The rules of Google Analytics 4 and of the data layer for names that an app chooses.
//!
//! Google drops what breaks them on its servers, without a word, so they are checked when the
//! configuration is built. Sources: Google's help pages "Event naming rules" and "Event collection
//! limits", and Google Tag Manager's own keys.

use std::error::Error;
use std::fmt;

use super::privacy::length;

/// A name that Google Analytics 4 or the data layer would not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    name: String,
    rule: Rule,
}

impl NameError {
    /// The name that was refused.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rule that it breaks.
    pub const fn rule(&self) -> Rule {
        self.rule
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name {:?} cannot be used: {}", self.name, self.rule)
    }
}

impl Error for NameError {}

/// A rule for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// At most 40 characters.
    Length,
    /// A letter first, then letters, digits and underscores, all of them ASCII.
    Alphabet,
    /// Not one of the events that Google Analytics 4 records by itself.
    ReservedEvent,
    /// Not one of the parameters that Google Analytics 4 keeps for itself.
    ReservedParameter,
    /// Not beginning like a name of Google's own.
    ReservedPrefix,
    /// Not a key that means something to Google Tag Manager, or that this crate sets itself.
    ReservedKey,
    /// At most 25 parameters per event, this crate's included, each name once.
    TooMany,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "Google Analytics 4 takes names of 1 to 40 characters",
            Self::Alphabet => {
                "Google Analytics 4 takes letters, digits and underscores, a letter first"
            }
            Self::ReservedEvent => "Google Analytics 4 records an event of that name by itself",
            Self::ReservedParameter => "Google Analytics 4 keeps that parameter for itself",
            Self::ReservedPrefix => {
                "names that begin with _, firebase_, ga_, google_ or gtag. are Google's own"
            }
            Self::ReservedKey => {
                "that key of the data layer has a meaning for Google Tag Manager or is set already"
            }
            Self::TooMany => "an event has at most 25 parameters, each once",
        })
    }
}

/// How long a name may be, in characters.
pub(super) const LONGEST_NAME: usize = 40;

/// How many parameters an event may have.
pub(super) const MOST_PARAMETERS: usize = 25;

const RESERVED_PREFIXES: [&str; 5] = ["_", "firebase_", "ga_", "google_", "gtag."];

const RESERVED_EVENTS: [&str; 21] = [
    "ad_impression",
    "app_remove",
    "app_store_refund",
    "app_store_subscription_cancel",
    "app_store_subscription_renew",
    "click",
    "error",
    "file_download",
    "first_open",
    "first_visit",
    "form_start",
    "form_submit",
    "in_app_purchase",
    "page_view",
    "scroll",
    "session_start",
    "user_engagement",
    "view_complete",
    "video_progress",
    "video_start",
    "view_search_results",
];

const RESERVED_PARAMETERS: [&str; 14] = [
    "cid",
    "currency",
    "customer_id",
    "customerid",
    "dclid",
    "gclid",
    "session_id",
    "sessionid",
    "sfmc_id",
    "sid",
    "srsltid",
    "uid",
    "user_id",
    "userid",
];

const RESERVED_KEYS: [&str; 8] = [
    "event",
    "eventCallback",
    "eventTimeout",
    "eventModel",
    "_clear",
    "gtm",
    "ecommerce",
    "user_data",
];

pub(super) fn check_event(name: &str) -> Result<(), NameError> {
    check(name)?;
    refuse_if(RESERVED_EVENTS.contains(&name), name, Rule::ReservedEvent)
}

pub(super) fn check_parameter(name: &str) -> Result<(), NameError> {
    refuse_if(RESERVED_KEYS.contains(&name), name, Rule::ReservedKey)?;
    check(name)?;
    let reserved = RESERVED_PARAMETERS.contains(&name);
    refuse_if(reserved, name, Rule::ReservedParameter)
}

fn check(name: &str) -> Result<(), NameError> {
    let length = length(name);
    refuse_if(length == 0 || length > LONGEST_NAME, name, Rule::Length)?;
    let reserved = RESERVED_PREFIXES
        .iter()
        .any(|prefix| name.starts_with(prefix));
    refuse_if(reserved, name, Rule::ReservedPrefix)?;
    let mut letters = name.chars();
    let first = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic());
    let rest = letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    refuse_if(!(first && rest), name, Rule::Alphabet)
}

pub(super) fn refuse_if(broken: bool, name: &str, rule: Rule) -> Result<(), NameError> {
    if broken {
        return Err(NameError {
            name: name.to_owned(),
            rule,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_refuses_what_breaks_it_and_says_so() {
        let event = |name: &str| check_event(name).map_err(|error| error.rule());
        assert_eq!(event("chat_opened"), Ok(()));
        assert_eq!(event(&"a".repeat(40)), Ok(()));
        assert_eq!(event(&"a".repeat(41)), Err(Rule::Length));
        assert_eq!(event(""), Err(Rule::Length));
        assert_eq!(event("1st_chat"), Err(Rule::Alphabet));
        assert_eq!(event("chat opened"), Err(Rule::Alphabet));
        assert_eq!(event("ouvert_é"), Err(Rule::Alphabet));
        assert_eq!(event("click"), Err(Rule::ReservedEvent));
        assert_eq!(event("ga_chat"), Err(Rule::ReservedPrefix));
        assert_eq!(event("_chat"), Err(Rule::ReservedPrefix));

        let parameter = |name: &str| check_parameter(name).map_err(|error| error.rule());
        assert_eq!(parameter("plan"), Ok(()));
        assert_eq!(parameter("user_id"), Err(Rule::ReservedParameter));
        assert_eq!(parameter("event"), Err(Rule::ReservedKey));
        assert_eq!(parameter("gtm.start"), Err(Rule::Alphabet));

        let error = check_event("click").expect_err("Google's own");
        assert_eq!(
            error.to_string(),
            "the name \"click\" cannot be used: Google Analytics 4 records an event of that name by itself"
        );
    }
}
