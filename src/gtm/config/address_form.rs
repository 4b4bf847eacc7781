//! The form of a part of an address.

/// Whether a whole text has a form: `#` stands for one digit, `*` for any characters, and everything else
/// for itself.
pub(super) fn matches_form(form: &[u8], text: &[u8]) -> bool {
    match (form, text) {
        ([], []) => true,
        ([b'*', form @ ..], _) => (0..=text.len()).any(|start| {
            text.get(start..)
                .is_some_and(|text| matches_form(form, text))
        }),
        ([b'#', form @ ..], [b'0'..=b'9', text @ ..]) => matches_form(form, text),
        ([expected, form @ ..], [byte, text @ ..]) if expected == byte => matches_form(form, text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_for_a_whole_part() {
        for (form, text, expected) in [
            ("###-###-####", "100-200-3000", true),
            ("###-###-####", "100-200-30000", false),
            ("A*-#", "A-100-2", true),
            ("A*-#", "B-100-2", false),
            ("*", "", true),
            ("", "1", false),
        ] {
            let matches = matches_form(form.as_bytes(), text.as_bytes());
            assert_eq!(matches, expected, "{form} {text}");
        }
    }
}
