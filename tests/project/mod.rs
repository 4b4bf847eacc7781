//! The project's documentation matches its code.

mod dependencies;
mod readme;
