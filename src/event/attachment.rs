//! Files that visitors send.

use std::fmt;

use wasm_bindgen::JsValue;

use super::from_js::FromJs;
use crate::browser::js;

/// A file that the visitor sent with a message.
///
/// Two values are equal if they wrap the same JavaScript object.
#[derive(Clone, PartialEq)]
pub struct Attachment(JsValue);

impl Attachment {
    /// The file's name.
    pub fn name(&self) -> Option<String> {
        FromJs::from_js(&js::get(&self.0, "name"))
    }

    /// The file's size, in bytes.
    pub fn size(&self) -> Option<u64> {
        FromJs::from_js(&js::get(&self.0, "size"))
    }

    /// The file's content, in base64. Each call copies all of it from JavaScript.
    pub fn base64(&self) -> Option<String> {
        FromJs::from_js(&js::get(&self.0, "base64"))
    }
}

impl FromJs for Option<Attachment> {
    fn from_js(value: &JsValue) -> Self {
        value.is_object().then(|| Attachment(value.clone()))
    }
}

// Without the content, which may be several megabytes.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("name", &self.name())
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}
