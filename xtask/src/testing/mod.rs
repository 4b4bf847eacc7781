//! The tests that need a browser: how cargo runs them, and what they read and write.

pub(crate) mod browser_pages;
pub(crate) mod cargo_test;
pub(crate) mod fault_record;
pub(crate) mod fixture;

pub(crate) use cargo_test::{TESTED, with_driver};
