//! When the launcher is loaded, as the server sees it.

mod bundles;
mod commands;
mod consent;
mod retries;
mod site;
mod strategies;
mod visitor;
