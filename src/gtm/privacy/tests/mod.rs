//! Property tests: no email address and no phone number leaves, and everything else stays.

pub(in crate::gtm) mod decoded;
pub(in crate::gtm) mod people;
mod redaction;
mod scrubbing;
