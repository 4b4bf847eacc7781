//! The parts of the reports that the tasks and the benchmarks write.

mod document;
mod machine;
mod markdown;
mod number;

pub use document::Document;
pub use machine::describe_machine;
pub use markdown::{list, table};
pub use number::{grouped, signed};
