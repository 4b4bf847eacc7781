//! The commands of `cargo xtask`, one file for each.

pub(crate) mod bench;
pub(crate) mod container;
pub(crate) mod demo;
pub(crate) mod deny;
pub(crate) mod reliability;
pub(crate) mod size;
pub(crate) mod ssr;
pub(crate) mod test;
pub(crate) mod tools;
