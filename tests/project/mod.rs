//! What the project says about itself.

mod dependencies;
mod readme;
