//! The project's documentation matches its code.

mod dependencies;
mod email_hash;
mod privacy;
mod readme;
