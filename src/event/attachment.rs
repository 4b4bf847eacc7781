//! Files that visitors send.

use std::fmt;

use wasm_bindgen::JsValue;

use super::read::Read;
use crate::foreign;

/// A file that the visitor sent with a message, read when it is asked for.
///
/// Equal are those that are the same object of the chat's.
#[derive(Clone, PartialEq)]
pub struct Attachment(JsValue);

impl Attachment {
    /// The file's name.
    pub fn name(&self) -> Option<String> {
        Read::read(&foreign::get(&self.0, "name"))
    }

    /// The file's size in bytes.
    pub fn size(&self) -> Option<u64> {
        Read::read(&foreign::get(&self.0, "size"))
    }

    /// The file's bytes in base64. Each call copies all of them.
    pub fn base64(&self) -> Option<String> {
        Read::read(&foreign::get(&self.0, "base64"))
    }
}

impl Read for Option<Attachment> {
    fn read(value: &JsValue) -> Self {
        value.is_object().then(|| Attachment(value.clone()))
    }
}

// Without the bytes, which may be megabytes.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("name", &self.name())
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}
