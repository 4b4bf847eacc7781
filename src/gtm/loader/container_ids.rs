//! The ids of containers.

use yew::AttrValue;
use yew::html::IntoPropValue;

/// The ids of one or several containers, such as `GTM-ABC123`.
///
/// A property of this type accepts a text, or an array or a `Vec` of texts: `id="GTM-ABC123"`,
/// `id={["GTM-ABC123", "GTM-DEF456"]}`. Ids are checked when the component mounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerIds(Vec<AttrValue>);

impl ContainerIds {
    pub(super) fn as_slice(&self) -> &[AttrValue] {
        &self.0
    }
}

impl<T: Into<AttrValue>> FromIterator<T> for ContainerIds {
    fn from_iter<I: IntoIterator<Item = T>>(ids: I) -> Self {
        Self(ids.into_iter().map(Into::into).collect())
    }
}

macro_rules! ids_from {
    ($($text:ty),*) => {
        $(impl IntoPropValue<ContainerIds> for $text {
            fn into_prop_value(self) -> ContainerIds {
                ContainerIds::from_iter([self])
            }
        }

        impl IntoPropValue<ContainerIds> for Option<$text> {
            fn into_prop_value(self) -> ContainerIds {
                ContainerIds::from_iter(self)
            }
        }

        impl IntoPropValue<ContainerIds> for Vec<$text> {
            fn into_prop_value(self) -> ContainerIds {
                ContainerIds::from_iter(self)
            }
        }

        impl<const N: usize> IntoPropValue<ContainerIds> for [$text; N] {
            fn into_prop_value(self) -> ContainerIds {
                ContainerIds::from_iter(self)
            }
        })*
    };
}

ids_from!(&'static str, String, AttrValue);

/// What is wrong with a container's id. `None` if it is valid.
pub(super) fn invalid_id_hint(id: &str) -> Option<&'static str> {
    let has_prefix = |prefix: &str| {
        let start = id.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let is_valid = |id: &str| {
        let code = id.strip_prefix("GTM-").unwrap_or_default();
        !code.is_empty()
            && code
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    if is_valid(id) {
        None
    } else if id.trim().is_empty() {
        Some("it is blank")
    } else if is_valid(id.trim()) {
        Some("it has white space around it")
    } else if is_valid(&id.to_ascii_uppercase()) {
        Some("it must be in capital letters, such as GTM-ABC123")
    } else if has_prefix("G-") {
        Some(
            "this is a Google Analytics measurement id; use it in a tag of the container, and pass the \
             container's id, such as GTM-ABC123",
        )
    } else if has_prefix("GT-") || has_prefix("AW-") || has_prefix("DC-") {
        Some(
            "this is the id of a Google tag; use it in a tag of the container, and pass the container's \
             id, such as GTM-ABC123",
        )
    } else if has_prefix("UA-") {
        Some("this id is for Universal Analytics, which has ended; pass one such as GTM-ABC123")
    } else {
        Some("it must be GTM- and then capital letters and digits, such as GTM-ABC123")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_id_has_a_hint() {
        for (id, part) in [
            ("G-ABC123", "measurement id"),
            ("g-abc123", "measurement id"),
            ("GT-ABC123", "Google tag"),
            ("AW-123", "Google tag"),
            ("UA-1-1", "Universal Analytics"),
            ("gtm-abc123", "capital letters"),
            ("GTM-abc", "capital letters"),
            (" GTM-ABC", "white space"),
            ("", "blank"),
            ("GTM-", "GTM- and then"),
            ("GTM-A&l=x", "GTM- and then"),
            ("Ü", "GTM- and then"),
        ] {
            let hint = invalid_id_hint(id).unwrap_or_default();
            assert!(hint.contains(part), "{id}: {hint}");
        }
        assert_eq!(invalid_id_hint("GTM-ABC123"), None);
    }
}
