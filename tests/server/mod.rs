//! Rendering on a server.

mod rendering;
