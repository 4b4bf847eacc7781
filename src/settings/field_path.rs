//! Where a field is in the app's values.

use super::refusal;

/// The names that lead to a field, from the outermost one. A path borrows its parent, so that one
/// becomes text only if its field is refused.
#[derive(Clone, Copy)]
pub(super) struct FieldPath<'a> {
    parent: Option<&'a FieldPath<'a>>,
    name: &'a str,
    is_reported: bool,
}

impl<'a> FieldPath<'a> {
    /// The path of an outermost value. The name may be empty. `is_reported` says that the console
    /// has this value's refusals already.
    pub(super) fn root(name: &'a str, is_reported: bool) -> Self {
        Self {
            parent: None,
            name,
            is_reported,
        }
    }

    pub(super) fn field(&'a self, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            name,
            is_reported: self.is_reported,
        }
    }

    /// Reports in the console that the field is not sent.
    pub(super) fn refuse(&self, reason: &str) {
        if !self.is_reported {
            let name = self.text();
            let name = if name.is_empty() { "a value" } else { &name };
            refusal::report(name, reason);
        }
    }

    fn text(&self) -> String {
        match self.parent.map(Self::text) {
            Some(parent) if !parent.is_empty() => [&parent, ".", self.name].concat(),
            _ => self.name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_each_field_that_has_a_name() {
        let attributes = FieldPath::root("attributes", false);
        let plan = attributes.field("plan");
        assert_eq!(plan.field("price").text(), "attributes.plan.price");
        assert_eq!(FieldPath::root("", false).field("plan").text(), "plan");
    }
}
