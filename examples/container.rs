//! Prints a container for a data layer as the crate pushes by default; `gtm/` holds all three.
//!
//! An app with a configuration of its own has a program like this one beside it.

use yew_customerly::gtm::{Container, DataLayer};

fn main() {
    let container = Container::new(&DataLayer::new());
    let container = match std::env::args().nth(1).as_deref() {
        // For sites that have a Google tag.
        Some("with-ga4") => container.without_google_tag(),
        // For those who have imported one before.
        Some("update") => container.update(),
        _ => container,
    };
    print!("{}", container.to_json());
}
