//! Commands, as the launcher receives them.

mod launcher_calls;
mod values;
