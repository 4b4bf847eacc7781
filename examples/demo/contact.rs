//! How to reach the shop without the chat.

pub(crate) const EMAIL: &str = "workshop@glimworth.example";

pub(crate) fn mailto() -> String {
    format!("mailto:{EMAIL}")
}
