//! How an app tells an id from a phone number.

use std::fmt;
use std::rc::Rc;

/// Whether a part of an address is an id. Two are equal if they are the same function.
#[derive(Clone)]
pub(in crate::gtm) struct SegmentTest(pub(in crate::gtm) Rc<dyn Fn(&str) -> bool>);

impl PartialEq for SegmentTest {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for SegmentTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SegmentTest(..)")
    }
}
