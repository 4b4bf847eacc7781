//! Prints the container for a data layer as the crate pushes by default; `gtm/` holds it.
//!
//! An app with a configuration of its own has a program like this one beside it.

use yew_customerly::gtm::{Container, DataLayer};

fn main() {
    print!("{}", Container::new(&DataLayer::new()).to_json());
}
