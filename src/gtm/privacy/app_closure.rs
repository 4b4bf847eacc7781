//! Closures of the app that say what is personal in its addresses.

use std::fmt;
use std::rc::Rc;

/// A closure of the app. Two are equal if they are the same one, because closures cannot be compared.
pub(in crate::gtm) struct AppClosure<F: ?Sized>(pub(in crate::gtm) Rc<F>);

/// Changes the address of a page.
pub(in crate::gtm) type AddressMap = AppClosure<dyn Fn(&str) -> String>;

/// Whether a part of an address is an id.
pub(in crate::gtm) type SegmentTest = AppClosure<dyn Fn(&str) -> bool>;

impl<F: ?Sized> Clone for AppClosure<F> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<F: ?Sized> PartialEq for AppClosure<F> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.0), Rc::as_ptr(&other.0))
    }
}

impl<F: ?Sized> fmt::Debug for AppClosure<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppClosure(..)")
    }
}
