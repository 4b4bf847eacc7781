//! What a component asks for, checked before the page is changed.

use yew::AttrValue;

use super::container_ids::{ContainerIds, invalid_id_hint};
use super::environment::Environment;
use super::script_url::{self, GOOGLE_SCRIPT_URL, Parameter};
use super::status::GtmError;
use crate::gtm::config::DataLayer;
use crate::gtm::consent::Consent;

/// The properties of a component that decide what it loads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ContainerRequest {
    pub(super) ids: ContainerIds,
    pub(super) data_layer: AttrValue,
    pub(super) environment: Option<Environment>,
    /// `None` for Google's own URL.
    pub(super) script_url: Option<AttrValue>,
    pub(super) allow_http: bool,
    pub(super) default_consent: Vec<Consent>,
    pub(super) nonce: Option<AttrValue>,
}

impl ContainerRequest {
    /// Each requested container, with the URL of its script or the reason why it has none.
    pub(super) fn containers(&self) -> Vec<(Option<AttrValue>, Result<String, GtmError>)> {
        let ids = self.ids.as_slice();
        if ids.is_empty() {
            let address = match self.script_url {
                Some(_) => self.address(None),
                None => Err(GtmError::NoId),
            };
            return vec![(None, address)];
        }
        ids.iter()
            .map(|id| (Some(id.clone()), self.address(Some(id))))
            .collect()
    }

    fn address(&self, id: Option<&str>) -> Result<String, GtmError> {
        if let Some(hint) = id.and_then(invalid_id_hint) {
            return Err(GtmError::InvalidId { hint });
        }
        if self.data_layer.trim().is_empty() {
            let reason = "the data_layer_name is blank".to_owned();
            return Err(GtmError::DataLayer { reason });
        }
        let script_url = self.script_url.as_deref().unwrap_or(GOOGLE_SCRIPT_URL);
        if script_url.trim().is_empty() {
            let hint = "it is blank";
            return Err(GtmError::InvalidScriptUrl { hint });
        }
        let id = id.map(|value| Parameter {
            name: "id",
            value,
            is_default: false,
        });
        let layer = Parameter {
            name: "l",
            value: &self.data_layer,
            is_default: self.data_layer == DataLayer::DEFAULT_NAME,
        };
        let environment = self.environment_parameters()?;
        let parameters = id.into_iter().chain([layer]);
        let parameters = parameters.chain(environment.into_iter().flatten());
        script_url::with_parameters(script_url, parameters).map_err(|name| {
            GtmError::InvalidScriptUrl {
                hint: match name {
                    "id" => "its parameter id contradicts the property id",
                    "l" => "its parameter l contradicts data_layer_name",
                    _ => "its gtm_ parameters contradict the environment",
                },
            }
        })
    }

    fn environment_parameters(&self) -> Result<Option<[Parameter<'_>; 3]>, GtmError> {
        let Some(environment) = &self.environment else {
            return Ok(None);
        };
        let parameters = if self.ids.as_slice().len() > 1 {
            Err("it belongs to one container, so give each container its own component")
        } else {
            environment.parameters()
        };
        parameters
            .map(Some)
            .map_err(|hint| GtmError::InvalidEnvironment { hint })
    }
}

#[cfg(test)]
mod tests {
    use yew::html::IntoPropValue;

    use super::*;

    fn request(ids: impl IntoPropValue<ContainerIds>) -> ContainerRequest {
        ContainerRequest {
            ids: ids.into_prop_value(),
            data_layer: "dataLayer".into(),
            environment: None,
            script_url: None,
            allow_http: false,
            default_consent: Vec::new(),
            nonce: None,
        }
    }

    fn addresses(request: &ContainerRequest) -> Vec<Result<String, GtmError>> {
        let containers = request.containers().into_iter();
        containers.map(|(_, address)| address).collect()
    }

    #[test]
    fn each_container_has_an_address() {
        let google = "https://www.googletagmanager.com/gtm.js";
        let expected = |id: &str| Ok(format!("{google}?id={id}"));
        assert_eq!(addresses(&request("GTM-ABC123")), [expected("GTM-ABC123")]);
        assert_eq!(
            addresses(&request(["GTM-A", "GTM-1"])),
            [expected("GTM-A"), expected("GTM-1")]
        );
        let all = ContainerRequest {
            data_layer: "shop".into(),
            environment: Some(Environment::new("a_b-c", "env-7")),
            script_url: Some("https://shop.example/t.js?st=1".into()),
            ..request(vec!["GTM-A".to_owned()])
        };
        assert_eq!(
            addresses(&all),
            [Ok(
                "https://shop.example/t.js?st=1&id=GTM-A&l=shop&gtm_auth=a_b-c&gtm_preview=env-7&gtm_cookies_win=x"
                    .to_owned()
            )]
        );
        let without_id = ContainerRequest {
            ids: ContainerIds::default(),
            ..all
        };
        assert!(
            addresses(&without_id)[0]
                .as_deref()
                .is_ok_and(|url| !url.contains("id="))
        );
    }

    #[test]
    fn an_invalid_id_does_not_affect_a_valid_one() {
        let mixed = addresses(&request(["G-1", "GTM-A"]));
        assert!(matches!(mixed[0], Err(GtmError::InvalidId { .. })));
        assert!(mixed[1].is_ok());
        assert_eq!(addresses(&request(None::<&str>)), [Err(GtmError::NoId)]);
    }

    #[test]
    fn contradictions_and_blank_values_are_errors() {
        let at = |url: &'static str| ContainerRequest {
            script_url: Some(url.into()),
            ..request("GTM-A")
        };
        for (url, part) in [
            (" ", "blank"),
            ("/x.js?id=GTM-B", "the property id"),
            ("/x.js?l=shop", "data_layer_name"),
        ] {
            let Err(GtmError::InvalidScriptUrl { hint }) = &addresses(&at(url))[0] else {
                panic!("{url} is accepted");
            };
            assert!(hint.contains(part), "{url}: {hint}");
        }
        let blank = ContainerRequest {
            data_layer: " ".into(),
            ..request("GTM-A")
        };
        assert!(matches!(
            addresses(&blank)[0],
            Err(GtmError::DataLayer { .. })
        ));
    }

    #[test]
    fn an_environment_is_complete_and_of_one_container() {
        for (request, environment, part) in [
            (request("GTM-A"), Environment::new("", "env-7"), "blank"),
            (
                request(["GTM-A", "GTM-B"]),
                Environment::new("a", "env-7"),
                "one container",
            ),
        ] {
            let request = ContainerRequest {
                environment: Some(environment),
                ..request
            };
            let Err(GtmError::InvalidEnvironment { hint }) = &addresses(&request)[0] else {
                panic!("{request:?} is accepted");
            };
            assert!(hint.contains(part), "{hint}");
        }
    }
}
