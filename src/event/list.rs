//! Lists in payloads.

use std::fmt;
use std::marker::PhantomData;

use wasm_bindgen::prelude::*;

use super::from_js::FromJs;
use crate::browser::js;

#[wasm_bindgen]
extern "C" {
    type Items;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn at(this: &Items, index: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, getter, catch)]
    fn length(this: &Items) -> Result<JsValue, JsValue>;
}

/// A list in a payload. It wraps the launcher's array and reads an item when you iterate over it. A
/// value that is not an array gives an empty list.
///
/// Two lists are equal if both wrap the same JavaScript array, or neither wraps one.
#[derive(Clone, PartialEq)]
pub struct List<T> {
    items: Option<JsValue>,
    item: PhantomData<T>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: None,
            item: PhantomData,
        }
    }
}

impl<T> FromJs for List<T> {
    fn from_js(value: &JsValue) -> Self {
        Self {
            items: js::is_array(value).then(|| value.clone()),
            item: PhantomData,
        }
    }
}

impl<T> List<T> {
    /// The array may be a proxy that reports any length.
    const MAX_LENGTH: u32 = 1000;

    fn length(&self) -> u32 {
        let items = self.items.as_ref();
        let length = items.and_then(|items| items.unchecked_ref::<Items>().length().ok());
        let length = length.and_then(|length| length.as_f64());
        // The cast saturates, and turns NaN into 0.
        (length.unwrap_or_default() as u32).min(Self::MAX_LENGTH)
    }

    /// The length of the array, at most 1,000. It includes items that [`iter`](Self::iter) skips.
    pub fn len(&self) -> usize {
        self.length() as usize
    }

    /// Whether the length is 0.
    pub fn is_empty(&self) -> bool {
        self.length() == 0
    }
}

impl<T> List<T>
where
    Option<T>: FromJs,
{
    /// Iterates over the first 1,000 items. It skips an item that is not a `T` or throws when it is
    /// read.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        (0..self.length()).filter_map(|index| {
            let items = self.items.as_ref()?.unchecked_ref::<Items>();
            Option::from_js(&items.at(index).ok()?)
        })
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T>
where
    Option<T>: FromJs,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
