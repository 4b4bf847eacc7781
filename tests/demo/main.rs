//! A walk through the built demo, in a real browser, as a person would take it.
//!
//! `cargo xtask test` builds the demo into `dist/`, brings chromedriver and Chromium, and runs this.
#![cfg(not(target_family = "wasm"))]

mod access;
mod away;
mod axe;
mod button;
mod chat;
mod consent;
mod hydration;
mod loading;
mod login;
mod pages;
mod pushes;
mod site;
mod visitor;
mod walk;
#[path = "../webdriver/mod.rs"]
mod webdriver;
