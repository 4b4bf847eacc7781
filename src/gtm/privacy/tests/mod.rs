//! No email address and no phone number leaves, and everything else stays: corpora and property tests.

mod corpora;
pub(in crate::gtm) mod decoded;
pub(in crate::gtm) mod people;
mod redaction;
mod scrubbing;
