//! The shop's pages.

mod button;
mod help;
mod home;
mod lamp;
mod lamps;
mod loading;
mod login;
mod made;
mod not_found;
mod pricing;

pub(crate) use button::Button;
pub(crate) use help::Help;
pub(crate) use home::Home;
pub(crate) use lamp::LampPage;
pub(crate) use lamps::Lamps;
pub(crate) use loading::Loading;
pub(crate) use login::Login;
pub(crate) use made::Made;
pub(crate) use not_found::NotFound;
pub(crate) use pricing::Pricing;
