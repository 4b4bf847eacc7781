//! Tests of the built demo in a real browser.
//!
//! `cargo xtask test` builds the demo into `dist/`, provides ChromeDriver and Chromium, and runs them.

mod access;
mod app_event;
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
