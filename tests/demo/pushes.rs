//! Assertions about the chat's pushes in the data layer.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::visitor::Visitor;

pub(crate) fn names(pushes: &[Value]) -> Vec<&str> {
    pushes
        .iter()
        .filter_map(|push| push["event"].as_str())
        .collect()
}

pub(crate) fn assert_page(visitor: &Visitor, push: &Value, path: &str, title: &str) {
    assert_eq!(push["customerly_page_location"], visitor.url(path));
    assert_eq!(
        push["customerly_page_title"],
        format!("{title} · Glimworth Lamps")
    );
}

pub(crate) fn assert_same_keys(pushes: &[Value]) {
    let keys = |push: &Value| -> BTreeSet<String> {
        push.as_object()
            .into_iter()
            .flat_map(|push| push.keys().cloned())
            .collect()
    };
    let first = keys(&pushes[0]);
    assert!(first.len() > 10, "{first:?}");
    for push in pushes {
        assert_eq!(keys(push), first);
    }
}

pub(crate) fn assert_no_personal_data(pushes: &[Value]) {
    let json = json!(pushes).to_string();
    // The email address, the message, the file's name and bytes, the answer, the article's body.
    for value in [
        "@",
        "my cat",
        "a-photo",
        "bm90IGEg",
        "11-50",
        "let the bulb cool",
    ] {
        assert!(
            !json.contains(value),
            "the data layer contains {value:?}: {json}"
        );
    }
}
