//! The small apps that are compared: what they are, how they are built and what they download.

pub(crate) mod build_output;
pub(crate) mod download;
pub(crate) mod esbuild;
pub(crate) mod javascript;
pub(crate) mod yew;
