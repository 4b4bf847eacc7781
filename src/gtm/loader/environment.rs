//! Environments of a container.

use yew::AttrValue;

use super::script_url::Parameter;

/// An environment of a container: a version other than the published one, such as one under test.
///
/// Its three parameters are in the snippet that Google Tag Manager shows under Admin, Environments, Get
/// snippet. They only work together, so all of them are always set.
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

    /// Sets another `gtm_cookies_win`.
    #[must_use]
    pub fn cookies_win(mut self, cookies_win: impl Into<AttrValue>) -> Self {
        self.cookies_win = cookies_win.into();
        self
    }

    /// The parameters of the script's URL, or what is wrong with them.
    pub(super) fn parameters(&self) -> Result<[Parameter<'_>; 3], &'static str> {
        let parameters = [
            ("gtm_auth", &self.auth),
            ("gtm_preview", &self.preview),
            ("gtm_cookies_win", &self.cookies_win),
        ]
        .map(|(name, value)| Parameter {
            name,
            value,
            is_default: false,
        });
        if parameters.iter().any(|part| part.value.trim().is_empty()) {
            Err("gtm_auth, gtm_preview and gtm_cookies_win only work together, and one is blank")
        } else if !self.preview.starts_with("env-") {
            Err("its gtm_preview must look like env-7")
        } else {
            Ok(parameters)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_environment_has_a_hint() {
        let blank =
            "gtm_auth, gtm_preview and gtm_cookies_win only work together, and one is blank";
        for (environment, hint) in [
            (Environment::new("", "env-7"), blank),
            (Environment::new("a", "env-7").cookies_win(""), blank),
            (
                Environment::new("a", "7"),
                "its gtm_preview must look like env-7",
            ),
        ] {
            assert_eq!(environment.parameters().err(), Some(hint));
        }
        assert!(Environment::new("a", "env-7").parameters().is_ok());
    }
}
