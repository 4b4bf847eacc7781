//! The shop's pages.

mod help;
mod home;
mod lamp;
mod lamps;
mod not_found;
mod pricing;

pub(crate) use help::Help;
pub(crate) use home::Home;
pub(crate) use lamp::LampPage;
pub(crate) use lamps::Lamps;
pub(crate) use not_found::NotFound;
pub(crate) use pricing::Pricing;
