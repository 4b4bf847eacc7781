//! Prints the importable Google Tag Manager container for the default data layer, which is stored in
//! `gtm/`.
//!
//! An app that configures its own data layer needs a program like this one for its container.

use yew_customerly::gtm::{Container, DataLayer};

fn main() {
    print!("{}", Container::new(&DataLayer::new()).to_json());
}
