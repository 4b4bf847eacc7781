//! How an app changes the addresses of its pages.

use std::fmt;
use std::rc::Rc;

/// The app's function. Two are equal if they are the same one, because functions cannot be compared.
#[derive(Clone)]
pub(in crate::gtm) struct AddressMap(pub(in crate::gtm) Rc<dyn Fn(&str) -> String>);

impl PartialEq for AddressMap {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for AddressMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddressMap(..)")
    }
}
