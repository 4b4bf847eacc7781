//! What is asked for, checked before the page is touched.

use yew::AttrValue;
use yew::html::IntoPropValue;

use super::address::{self, Parameter};
use super::status::GtmError;
use crate::gtm::{Consent, layer};

/// The ids of one or several containers, such as `GTM-ABC123`.
///
/// A property of this type takes a text, or an array or a `Vec` of them: `id="GTM-ABC123"`,
/// `id={["GTM-ABC123", "GTM-DEF456"]}`. They are checked when they are loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerIds(Vec<AttrValue>);

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

/// An environment of a container: another version than the published one, such as one under test.
///
/// Its three parameters stand in the snippet that Google Tag Manager shows under Admin,
/// Environments, Get snippet. They only work together, so there is no way to give fewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    auth: AttrValue,
    preview: AttrValue,
    cookies_win: AttrValue,
}

impl Environment {
    /// The environment with this `gtm_auth` and this `gtm_preview`, such as `env-7`. Its
    /// `gtm_cookies_win` is `x`, as in Google's snippets.
    pub fn new(auth: impl Into<AttrValue>, preview: impl Into<AttrValue>) -> Self {
        Self {
            auth: auth.into(),
            preview: preview.into(),
            cookies_win: AttrValue::Static("x"),
        }
    }

    /// Another `gtm_cookies_win`.
    #[must_use]
    pub fn cookies_win(mut self, cookies_win: impl Into<AttrValue>) -> Self {
        self.cookies_win = cookies_win.into();
        self
    }

    fn parameters(&self) -> [Parameter<'_>; 3] {
        [
            ("gtm_auth", &self.auth),
            ("gtm_preview", &self.preview),
            ("gtm_cookies_win", &self.cookies_win),
        ]
        .map(|(name, value)| Parameter {
            name,
            value,
            implied: false,
        })
    }
}

/// What a component asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    pub(super) ids: ContainerIds,
    pub(super) data_layer: AttrValue,
    pub(super) environment: Option<Environment>,
    /// `None`: Google's own.
    pub(super) script_url: Option<AttrValue>,
    pub(super) allow_http: bool,
    pub(super) consent: Vec<Consent>,
    pub(super) nonce: Option<AttrValue>,
}

impl Order {
    /// Each container, and its script's address or why it cannot have one.
    pub(super) fn containers(&self) -> Vec<(Option<AttrValue>, Result<String, GtmError>)> {
        if self.ids.0.is_empty() {
            let address = match self.script_url {
                Some(_) => self.address(None),
                None => Err(GtmError::NoId),
            };
            return vec![(None, address)];
        }
        let ids = self.ids.0.iter();
        ids.map(|id| (Some(id.clone()), self.address(Some(id))))
            .collect()
    }

    fn address(&self, id: Option<&str>) -> Result<String, GtmError> {
        if let Some(hint) = id.and_then(mistake) {
            return Err(GtmError::InvalidId { hint });
        }
        if self.data_layer.trim().is_empty() {
            let reason = "the data_layer_name is blank".to_owned();
            return Err(GtmError::DataLayer { reason });
        }
        let script_url = self.script_url.as_deref().unwrap_or(super::SCRIPT_URL);
        if script_url.trim().is_empty() {
            let hint = "it is blank";
            return Err(GtmError::InvalidScriptUrl { hint });
        }
        let id = id.map(|value| Parameter {
            name: "id",
            value,
            implied: false,
        });
        let layer = Parameter {
            name: "l",
            value: &self.data_layer,
            implied: self.data_layer == layer::NAME,
        };
        let environment = self.environment_parameters()?;
        let parameters = id.into_iter().chain([layer]);
        let parameters = parameters.chain(environment.into_iter().flatten());
        address::with(script_url, parameters).map_err(|name| GtmError::InvalidScriptUrl {
            hint: match name {
                "id" => "its parameter id names another container than the property does",
                "l" => "its parameter l names another data layer than data_layer_name does",
                _ => "its parameters name another environment than the property does",
            },
        })
    }

    fn environment_parameters(&self) -> Result<Option<[Parameter<'_>; 3]>, GtmError> {
        let Some(environment) = &self.environment else {
            return Ok(None);
        };
        let parameters = environment.parameters();
        let hint = if self.ids.0.len() > 1 {
            "it belongs to one container, so give each container a component of its own"
        } else if parameters.iter().any(|part| part.value.trim().is_empty()) {
            "gtm_auth, gtm_preview and gtm_cookies_win only work together, and one is blank"
        } else if !environment.preview.starts_with("env-") {
            "its gtm_preview must look like env-7"
        } else {
            return Ok(Some(parameters));
        };
        Err(GtmError::InvalidEnvironment { hint })
    }
}

/// What is wrong with a container's id.
fn mistake(id: &str) -> Option<&'static str> {
    let named = |prefix: &str| {
        let start = id.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let code = |id: &str| {
        let code = id.strip_prefix("GTM-").unwrap_or_default();
        !code.is_empty()
            && code
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    if code(id) {
        None
    } else if id.trim().is_empty() {
        Some("it is blank")
    } else if code(id.trim()) {
        Some("there is white space around it")
    } else if code(&id.to_ascii_uppercase()) {
        Some("it must be in capital letters, such as GTM-ABC123")
    } else if named("G-") {
        Some(
            "G- is a measurement id of Google Analytics; put it into a tag of the container, and \
             give the container's id, such as GTM-ABC123",
        )
    } else if named("GT-") || named("AW-") || named("DC-") {
        Some(
            "GT-, AW- and DC- are ids of Google tags; put it into a tag of the container, and give \
             the container's id, such as GTM-ABC123",
        )
    } else if named("UA-") {
        Some(
            "UA- is an id of Universal Analytics, which Google has ended; a container's id is like GTM-ABC123",
        )
    } else {
        Some("it must be GTM- and then capital letters and digits, such as GTM-ABC123")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(ids: impl IntoPropValue<ContainerIds>) -> Order {
        Order {
            ids: ids.into_prop_value(),
            data_layer: "dataLayer".into(),
            environment: None,
            script_url: None,
            allow_http: false,
            consent: Vec::new(),
            nonce: None,
        }
    }

    fn addresses(order: &Order) -> Vec<Result<String, GtmError>> {
        let containers = order.containers().into_iter();
        containers.map(|(_, address)| address).collect()
    }

    #[test]
    fn one_address_per_container() {
        let google = "https://www.googletagmanager.com/gtm.js";
        let made = |id: &str| Ok(format!("{google}?id={id}"));
        assert_eq!(addresses(&order("GTM-ABC123")), [made("GTM-ABC123")]);
        assert_eq!(
            addresses(&order(["GTM-A", "GTM-1"])),
            [made("GTM-A"), made("GTM-1")]
        );
        let all = Order {
            data_layer: "shop".into(),
            environment: Some(Environment::new("a_b-c", "env-7")),
            script_url: Some("https://shop.example/t.js?st=1".into()),
            ..order(vec!["GTM-A".to_owned()])
        };
        assert_eq!(
            addresses(&all),
            [Ok(
                "https://shop.example/t.js?st=1&id=GTM-A&l=shop&gtm_auth=a_b-c&gtm_preview=env-7&gtm_cookies_win=x"
                    .to_owned()
            )]
        );
        let alone = Order {
            ids: ContainerIds::default(),
            ..all
        };
        assert!(
            addresses(&alone)[0]
                .as_deref()
                .is_ok_and(|url| !url.contains("id="))
        );
    }

    #[test]
    fn a_wrong_id_has_a_hint() {
        let trials = [
            ("G-ABC123", "measurement id"),
            ("g-abc123", "measurement id"),
            ("GT-ABC123", "Google tags"),
            ("AW-123", "Google tags"),
            ("UA-1-1", "Universal Analytics"),
            ("gtm-abc123", "capital letters"),
            ("GTM-abc", "capital letters"),
            (" GTM-ABC", "white space"),
            ("", "blank"),
            ("GTM-", "GTM- and then"),
            ("GTM-A&l=x", "GTM- and then"),
            ("Ü", "GTM- and then"),
        ];
        for (id, part) in trials {
            let Err(GtmError::InvalidId { hint }) = &addresses(&order(id))[0] else {
                panic!("{id} is taken");
            };
            assert!(hint.contains(part), "{id}: {hint}");
        }
        // A wrong one keeps no right one away.
        let mixed = addresses(&order(["G-1", "GTM-A"]));
        assert!(mixed[0].is_err() && mixed[1].is_ok());
        assert_eq!(addresses(&order(None::<&str>)), [Err(GtmError::NoId)]);
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let at = |url: &'static str| Order {
            script_url: Some(url.into()),
            ..order("GTM-A")
        };
        for (url, part) in [
            (" ", "blank"),
            ("/x.js?id=GTM-B", "another container"),
            ("/x.js?l=shop", "another data layer"),
        ] {
            let Err(GtmError::InvalidScriptUrl { hint }) = &addresses(&at(url))[0] else {
                panic!("{url} is taken");
            };
            assert!(hint.contains(part), "{url}: {hint}");
        }
        let blank = Order {
            data_layer: " ".into(),
            ..order("GTM-A")
        };
        assert!(matches!(
            addresses(&blank)[0],
            Err(GtmError::DataLayer { .. })
        ));
    }

    #[test]
    fn an_environment_is_whole_and_of_one_container() {
        let trials = [
            (order("GTM-A"), Environment::new("", "env-7"), "blank"),
            (
                order("GTM-A"),
                Environment::new("a", "env-7").cookies_win(""),
                "blank",
            ),
            (order("GTM-A"), Environment::new("a", "7"), "env-7"),
            (
                order(["GTM-A", "GTM-B"]),
                Environment::new("a", "env-7"),
                "one container",
            ),
        ];
        for (order, environment, part) in trials {
            let order = Order {
                environment: Some(environment),
                ..order
            };
            let Err(GtmError::InvalidEnvironment { hint }) = &addresses(&order)[0] else {
                panic!("{order:?} is taken");
            };
            assert!(hint.contains(part), "{hint}");
        }
    }
}
