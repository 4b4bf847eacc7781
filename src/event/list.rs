//! Lists that the chat passes.

use std::fmt;
use std::marker::PhantomData;

use wasm_bindgen::prelude::*;

use super::read::Read;
use crate::foreign;

#[wasm_bindgen]
extern "C" {
    type Items;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn at(this: &Items, index: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, getter, catch)]
    fn length(this: &Items) -> Result<JsValue, JsValue>;
}

/// A list of the chat's, whose items are read when they are asked for. What is no list is an empty
/// one.
#[derive(Clone, PartialEq)]
pub struct List<T> {
    items: Option<JsValue>,
    of: PhantomData<T>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: None,
            of: PhantomData,
        }
    }
}

impl<T> Read for List<T> {
    fn read(value: &JsValue) -> Self {
        Self {
            items: foreign::is_array(value).then(|| value.clone()),
            of: PhantomData,
        }
    }
}

impl<T> List<T> {
    /// A list may be a proxy that claims any length.
    const LONGEST: u32 = 1000;

    fn length(&self) -> u32 {
        let items = self.items.as_ref();
        let length = items.and_then(|items| items.unchecked_ref::<Items>().length().ok());
        let length = length.and_then(|length| length.as_f64());
        // The cast cuts what is out of range, and takes NaN for 0.
        (length.unwrap_or_default() as u32).min(Self::LONGEST)
    }

    /// How many items it has; 1,000 if it has more.
    pub fn len(&self) -> usize {
        self.length() as usize
    }

    /// Whether it has no items.
    pub fn is_empty(&self) -> bool {
        self.length() == 0
    }
}

impl<T> List<T>
where
    Option<T>: Read,
{
    /// The items, at most the first 1,000. What is not what the list is of is left out.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        (0..self.length()).filter_map(|index| {
            let items = self.items.as_ref()?.unchecked_ref::<Items>();
            Option::read(&items.at(index).ok()?)
        })
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T>
where
    Option<T>: Read,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
