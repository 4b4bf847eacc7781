//! The project's documentation matches its code.

mod dependencies;
mod email_hash;
mod guide;
mod privacy;
mod readme;
