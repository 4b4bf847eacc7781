//! The limits of Google Analytics 4, and the rules for the names that an app chooses.
//!
//! Google's servers drop whatever breaks the rules without a message, so names are checked when the
//! configuration is built. Sources: the Google Analytics help pages "Event naming rules" and "Event
//! collection limits", and the keys that Google Tag Manager reserves in the data layer.

use std::error::Error;
use std::fmt;

use super::chars;

/// The longest name of an event or a parameter, in characters.
pub(super) const LONGEST_NAME: usize = 40;

/// The most parameters that an event can have.
pub(super) const MOST_PARAMETERS: usize = 25;

/// The longest value of most parameters, in characters.
pub(super) const LONGEST_VALUE: usize = 100;

/// The longest `page_title`, in characters.
pub(super) const LONGEST_PAGE_TITLE: usize = 300;

/// The longest `page_location`, in characters.
pub(super) const LONGEST_PAGE_LOCATION: usize = 1000;

/// The longest `page_referrer`, in characters.
pub(super) const LONGEST_PAGE_REFERRER: usize = 420;

/// A name that Google Analytics 4 or the data layer does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    name: String,
    rule: NameRule,
}

impl NameError {
    /// The rejected name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rule that the name breaks.
    pub const fn rule(&self) -> NameRule {
        self.rule
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid name {:?}: {}", self.name, self.rule)
    }
}

impl Error for NameError {}

/// A rule for the names of events and parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameRule {
    /// A name has 1 to 40 characters.
    Length,
    /// A name starts with an ASCII letter and continues with ASCII letters, digits and underscores.
    Alphabet,
    /// A name is not that of an event that Google Analytics 4 records automatically.
    ReservedEvent,
    /// A name is not that of a parameter that Google Analytics 4 reserves, or that its tags or this crate's
    /// container set themselves, such as `page_location` and `lead_source`: a tag would have it twice.
    ReservedParameter,
    /// A name does not start with a prefix that Google reserves: `_`, `firebase_`, `ga_`, `google_`
    /// or `gtag.`.
    ReservedPrefix,
    /// A name is not a key that Google Tag Manager reserves or that this crate sets.
    ReservedKey,
    /// An event has at most 25 parameters, including this crate's, and each name only once.
    TooMany,
}

impl fmt::Display for NameRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "Google Analytics 4 needs 1 to 40 characters",
            Self::Alphabet => {
                "Google Analytics 4 needs a letter, then letters, digits and underscores"
            }
            Self::ReservedEvent => "Google Analytics 4 reserves this event name",
            Self::ReservedParameter => "Google Analytics 4 or its tags use this parameter name",
            Self::ReservedPrefix => {
                "Google reserves the prefixes _, firebase_, ga_, google_ and gtag."
            }
            Self::ReservedKey => "Google Tag Manager or this crate uses that data layer key",
            Self::TooMany => "an event has at most 25 parameters, each once",
        })
    }
}

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

const RESERVED_PARAMETERS: [&str; 13] = [
    "cid",
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

/// Parameters that Google's tags or the importable container set themselves.
const TAG_PARAMETERS: [&str; 9] = [
    "client_id",
    "language",
    "lead_source",
    "page_location",
    "page_path",
    "page_referrer",
    "page_title",
    "screen_resolution",
    "send_to",
];

/// The two parameters that Google Analytics 4 accepts only together.
const MONEY: [&str; 2] = ["value", "currency"];

/// What is wrong with one of [`MONEY`] alone.
pub(super) const MONEY_RULE: &str =
    "Google Analytics 4 accepts the parameters value and currency only together";

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

/// Checks the name of an event.
pub(super) fn check_event_name(name: &str) -> Result<(), NameError> {
    check_name(name)?;
    let reserved = RESERVED_EVENTS.contains(&name);
    reject_if(reserved, name, NameRule::ReservedEvent)
}

/// Checks the name of a parameter, which is also its key in the data layer. Google Analytics 4 accepts
/// `currency` only together with `value`, which the caller checks.
pub(super) fn check_parameter_name(name: &str) -> Result<(), NameError> {
    reject_if(RESERVED_KEYS.contains(&name), name, NameRule::ReservedKey)?;
    check_name(name)?;
    let reserved = RESERVED_PARAMETERS.contains(&name) || TAG_PARAMETERS.contains(&name);
    reject_if(reserved, name, NameRule::ReservedParameter)
}

fn check_name(name: &str) -> Result<(), NameError> {
    let length = chars::count(name);
    reject_if(length == 0 || length > LONGEST_NAME, name, NameRule::Length)?;
    let reserved = RESERVED_PREFIXES
        .iter()
        .any(|prefix| name.starts_with(prefix));
    reject_if(reserved, name, NameRule::ReservedPrefix)?;
    let mut letters = name.chars();
    let first = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic());
    let rest = letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    reject_if(!(first && rest), name, NameRule::Alphabet)
}

/// Whether there is an amount without a currency, or a currency without an amount.
pub(super) fn lacks_half_of_money(has_parameter: impl Fn(&str) -> bool) -> bool {
    let [value, currency] = MONEY.map(has_parameter);
    value != currency
}

/// Rejects the name if it breaks the rule.
pub(super) fn reject_if(broken: bool, name: &str, rule: NameRule) -> Result<(), NameError> {
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
    fn a_rejected_name_reports_the_rule_that_it_breaks() {
        let event = |name: &str| check_event_name(name).map_err(|error| error.rule());
        assert_eq!(event("chat_opened"), Ok(()));
        assert_eq!(event(&"a".repeat(40)), Ok(()));
        assert_eq!(event(&"a".repeat(41)), Err(NameRule::Length));
        assert_eq!(event(""), Err(NameRule::Length));
        assert_eq!(event("1st_chat"), Err(NameRule::Alphabet));
        assert_eq!(event("chat opened"), Err(NameRule::Alphabet));
        assert_eq!(event("ouvert_é"), Err(NameRule::Alphabet));
        assert_eq!(event("click"), Err(NameRule::ReservedEvent));
        assert_eq!(event("ga_chat"), Err(NameRule::ReservedPrefix));
        assert_eq!(event("_chat"), Err(NameRule::ReservedPrefix));

        let parameter = |name: &str| check_parameter_name(name).map_err(|error| error.rule());
        assert_eq!(parameter("plan"), Ok(()));
        assert_eq!(parameter("currency"), Ok(()));
        for name in ["user_id", "page_location", "lead_source"] {
            assert_eq!(parameter(name), Err(NameRule::ReservedParameter), "{name}");
        }
        assert_eq!(parameter("event"), Err(NameRule::ReservedKey));
        assert_eq!(parameter("gtm.start"), Err(NameRule::Alphabet));

        let error = check_event_name("click").expect_err("a reserved name");
        assert_eq!(
            error.to_string(),
            "invalid name \"click\": Google Analytics 4 reserves this event name"
        );
    }
}
