//! References to variables, in Google Tag Manager's syntax.

/// The name of the variable for a key of the data layer.
pub(super) fn variable_name(key: &str) -> String {
    format!("DLV - {key}")
}

/// A reference to the variable for a key of the data layer.
pub(super) fn variable(key: &str) -> String {
    reference(&variable_name(key))
}

/// A reference to a variable.
pub(super) fn reference(name: &str) -> String {
    format!("{{{{{name}}}}}")
}
