//! Consent mode: what the visitor allows Google's tags to store and use.

use std::time::Duration;

use js_sys::{Array, Object, Reflect, Symbol};
use wasm_bindgen::JsValue;
use yew::AttrValue;
use yew::html::IntoPropValue;

use super::config::DataLayer;
use super::consent_outcome::ConsentOutcome;
use super::outgoing::{used_layers, window_layer};
use crate::browser::{console, js};

const ON_SERVER: bool = cfg!(not(target_family = "wasm"));

macro_rules! signals {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What the visitor allows Google's tags to store and use: a command of Google's consent mode,
        /// version 2.
        ///
        /// There are two commands. The **default** applies until the visitor has chosen. It must be
        /// pushed before the container's script is loaded, so pass it to
        /// [`GoogleTagManager`](crate::gtm::GoogleTagManager), which keeps that order. The **update**
        /// has the visitor's choice; push it with [`push_update`](Self::push_update).
        ///
        /// A signal that is not set is not part of the command, so it keeps its state.
        ///
        /// ```
        /// use std::time::Duration;
        ///
        /// use yew::prelude::*;
        /// use yew_customerly::gtm::{Consent, GoogleTagManager};
        ///
        /// #[component]
        /// fn Measured() -> Html {
        ///     // Tags wait half a second for a banner that remembers an earlier choice.
        ///     let default_consent = Consent::denied()
        ///         .security_storage(true)
        ///         .wait_for_update(Duration::from_millis(500));
        ///     html! { <GoogleTagManager id="GTM-ABC123" {default_consent} /> }
        /// }
        ///
        /// // The banner calls this when the visitor has chosen.
        /// fn on_choice(statistics: bool, advertising: bool) {
        ///     Consent::new()
        ///         .analytics_storage(statistics)
        ///         .ad_storage(advertising)
        ///         .ad_user_data(advertising)
        ///         .ad_personalization(advertising)
        ///         .push_update();
        /// }
        /// ```
        ///
        /// **A visitor who agreed last week.** Where the choice is kept is up to the site, such as in its
        /// local storage. The default stays denied, and the update comes as early as the app can:
        ///
        /// ```
        /// use std::time::Duration;
        ///
        /// use yew::prelude::*;
        /// use yew_customerly::gtm::{Consent, GoogleTagManager};
        ///
        /// #[derive(PartialEq, Properties)]
        /// struct MeasuredProps {
        ///     /// What the visitor chose on an earlier visit.
        ///     remembered: Option<bool>,
        /// }
        ///
        /// #[component]
        /// fn Measured(props: &MeasuredProps) -> Html {
        ///     // An effect of this component runs after those of its children, so after the default.
        ///     use_effect_with(props.remembered, |remembered| {
        ///         if let Some(statistics) = *remembered {
        ///             Consent::new().analytics_storage(statistics).push_update();
        ///         }
        ///     });
        ///     let default_consent = Consent::denied().wait_for_update(Duration::from_millis(500));
        ///     html! { <GoogleTagManager id="GTM-ABC123" {default_consent} /> }
        /// }
        /// ```
        ///
        /// Source: Google's "Set up consent mode on websites".
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[must_use = "pass it to GoogleTagManager, or call push_default or push_update"]
        pub struct Consent {
            $($name: Option<bool>,)*
            ads_data_redaction: Option<bool>,
            url_passthrough: Option<bool>,
            wait_for_update: Option<Duration>,
            region: Vec<AttrValue>,
        }

        impl Consent {
            /// No signal is set.
            pub const fn new() -> Self {
                Self::all(None)
            }

            const fn all(granted: Option<bool>) -> Self {
                Self {
                    $($name: granted,)*
                    ads_data_redaction: None,
                    url_passthrough: None,
                    wait_for_update: None,
                    region: Vec::new(),
                }
            }

            $($(#[$doc])*
            pub const fn $name(mut self, granted: bool) -> Self {
                self.$name = Some(granted);
                self
            })*

            fn signals(&self) -> impl Iterator<Item = (&'static str, bool)> {
                [$((stringify!($name), self.$name)),*]
                    .into_iter()
                    .filter_map(|(name, granted)| Some((name, granted?)))
            }
        }
    };
}

signals! {
    /// Grants (`true`) or denies storage for advertising, such as cookies.
    ad_storage,
    /// Grants (`true`) or denies storage for analytics, such as the duration of a visit.
    analytics_storage,
    /// Grants (`true`) or denies sending the visitor's data to Google for advertising.
    ad_user_data,
    /// Grants (`true`) or denies personalised advertising.
    ad_personalization,
    /// Grants (`true`) or denies storage for the site's functions, such as the language.
    functionality_storage,
    /// Grants (`true`) or denies storage for personalisation, such as recommendations.
    personalization_storage,
    /// Grants (`true`) or denies storage for security, such as authentication.
    security_storage,
}

impl Consent {
    /// All seven signals denied.
    pub const fn denied() -> Self {
        Self::all(Some(false))
    }

    /// All seven signals granted.
    pub const fn granted() -> Self {
        Self::all(Some(true))
    }

    /// Whether Google removes ad click identifiers from its requests for advertising while `ad_storage` is
    /// denied (`gtag('set', 'ads_data_redaction', true)`). Pushed before the command. Default: Google's, `false`.
    pub const fn ads_data_redaction(mut self, redacts: bool) -> Self {
        self.ads_data_redaction = Some(redacts);
        self
    }

    /// Whether Google passes ad click identifiers on in the addresses of the site's own links while storage is
    /// denied (`gtag('set', 'url_passthrough', true)`). Pushed before the command. Default: Google's, `false`.
    pub const fn url_passthrough(mut self, passes: bool) -> Self {
        self.url_passthrough = Some(passes);
        self
    }

    /// How long tags wait for an update before they use the default, in whole milliseconds. An update
    /// ignores it. Default: they do not wait.
    pub const fn wait_for_update(mut self, wait: Duration) -> Self {
        self.wait_for_update = Some(wait);
        self
    }

    /// Where the default applies: ISO 3166-2 codes of countries and subdivisions, such as `ES` and
    /// `US-AK`. If several defaults apply, the most specific region decides. An update ignores it.
    /// Default: everywhere.
    ///
    /// Google ignores codes of another form, so the console warns about them.
    pub fn region<T: Into<AttrValue>>(mut self, codes: impl IntoIterator<Item = T>) -> Self {
        self.region = codes.into_iter().map(Into::into).collect();
        self
    }

    /// Pushes the default to `window.dataLayer`. Only for a page that does not load its container with
    /// [`GoogleTagManager`](crate::gtm::GoogleTagManager); it must run before the container's script.
    pub fn push_default(&self) -> ConsentOutcome {
        self.push_default_to(DataLayer::DEFAULT_NAME)
    }

    /// Like [`push_default`](Self::push_default), for a container that uses `window[data_layer]`.
    pub fn push_default_to(&self, data_layer: &str) -> ConsentOutcome {
        if ON_SERVER {
            return ConsentOutcome::NoBrowser;
        }
        let has_started = used_layers::is_used(data_layer) == Some(true)
            || js::get(&js::window(), "google_tag_manager").is_object();
        let outcome = outcome("default", data_layer, self.try_push_default(data_layer));
        if outcome.is_pushed() && has_started {
            console::warn(&[
                "a container has started before the consent's default; pass it as default_consent",
            ]);
            return ConsentOutcome::TooLate;
        }
        outcome
    }

    /// Pushes the visitor's choice to `window.dataLayer`. Call it when the visitor chooses, and on later
    /// pages as soon as the choice is known. It leaves out `wait_for_update` and `region`.
    pub fn push_update(&self) -> ConsentOutcome {
        self.push_update_to(DataLayer::DEFAULT_NAME)
    }

    /// Like [`push_update`](Self::push_update), for a container that uses `window[data_layer]`.
    pub fn push_update_to(&self, data_layer: &str) -> ConsentOutcome {
        if ON_SERVER {
            return ConsentOutcome::NoBrowser;
        }
        let pushed = self.push_options(data_layer).and_then(|()| {
            let update = command(&[&"consent".into(), &"update".into(), &self.parameters()]);
            window_layer::push(&data_layer.into(), &update)
        });
        outcome("update", data_layer, pushed)
    }

    /// Pushes what is no signal.
    fn push_options(&self, data_layer: &str) -> Result<(), String> {
        for (name, value) in [
            ("ads_data_redaction", self.ads_data_redaction),
            ("url_passthrough", self.url_passthrough),
        ] {
            if let Some(value) = value {
                let set = command(&[&"set".into(), &name.into(), &value.into()]);
                window_layer::push(&data_layer.into(), &set)?;
            }
        }
        Ok(())
    }

    /// Pushes the default, or returns why that failed.
    pub(super) fn try_push_default(&self, data_layer: &str) -> Result<(), String> {
        let parameters = self.parameters();
        if let Some(wait) = self.wait_for_update {
            let milliseconds = wait.as_millis() as f64;
            js::set(&parameters, "wait_for_update", &milliseconds.into());
        }
        if !self.region.is_empty() {
            let codes = self.region.iter();
            for code in codes.clone().filter(|code| !is_region(code)) {
                console::warn(&["Google ignores region ", code, "; use e.g. ES, US-AK"]);
            }
            let codes = js::array(codes.map(|code| JsValue::from_str(code)));
            js::set(&parameters, "region", &codes);
        }
        self.push_options(data_layer)?;
        let default = command(&[&"consent".into(), &"default".into(), &parameters]);
        window_layer::push(&data_layer.into(), &default)
    }

    fn parameters(&self) -> Object {
        let parameters = Object::new();
        for (name, granted) in self.signals() {
            let value = if granted { "granted" } else { "denied" };
            js::set(&parameters, name, &value.into());
        }
        parameters
    }
}

impl IntoPropValue<Vec<Consent>> for Consent {
    fn into_prop_value(self) -> Vec<Consent> {
        vec![self]
    }
}

/// What became of a command. The console reports one that has no effect.
fn outcome(command: &str, data_layer: &str, pushed: Result<(), String>) -> ConsentOutcome {
    let (outcome, reason) = match pushed {
        Ok(()) if used_layers::is_used(data_layer) != Some(false) => {
            return ConsentOutcome::Pushed;
        }
        Ok(()) => (
            ConsentOutcome::OtherDataLayer,
            "the page's containers use another data layer".to_owned(),
        ),
        Err(reason) => (ConsentOutcome::NotPushed, reason),
    };
    let start = if outcome == ConsentOutcome::NotPushed {
        " did not reach window."
    } else {
        " has no effect in window."
    };
    console::error(&["the consent ", command, start, data_layer, ": ", &reason]);
    outcome
}

/// Makes a command in the form that `gtag` pushes: the `arguments` of a function.
///
/// Google Tag Manager recognises a command by `Object.prototype.toString`, so an array-like object that
/// is tagged `Arguments` counts as one. It ignores an array without a message, and tags then set cookies
/// without consent.
fn command(items: &[&JsValue]) -> Object {
    let command = Object::new();
    for (index, item) in items.iter().enumerate() {
        js::set_by_key(&command, &JsValue::from_f64(index as f64), item);
    }
    set_hidden(&command, &"length".into(), &items.len().into());
    set_hidden(&command, &Symbol::to_string_tag(), &"Arguments".into());
    let values = js::get(&Array::new(), "values");
    set_hidden(&command, &Symbol::iterator(), &values);
    command
}

/// Sets a property that is not enumerable, as those of `arguments` are not.
fn set_hidden(target: &Object, key: &JsValue, value: &JsValue) {
    let descriptor = Object::new();
    js::set(&descriptor, "value", value);
    js::set(&descriptor, "writable", &JsValue::TRUE);
    js::set(&descriptor, "configurable", &JsValue::TRUE);
    // This fails only on a page that has broken `Object`.
    drop(Reflect::define_property(target, key, &descriptor));
}

/// Whether the code has the form of ISO 3166-2.
fn is_region(code: &str) -> bool {
    let (country, part) = match code.split_once('-') {
        Some((country, part)) => (country, Some(part)),
        None => (code, None),
    };
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && part.is_none_or(|part| {
            let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
            (1..=3).contains(&part.len()) && part.bytes().all(allowed)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_only_the_signals_that_are_set() {
        let signals = |consent: Consent| consent.signals().collect::<Vec<_>>();
        assert_eq!(signals(Consent::new()), []);
        assert_eq!(
            signals(Consent::new().ad_storage(false).security_storage(true)),
            [("ad_storage", false), ("security_storage", true)]
        );
        let all = [
            "ad_storage",
            "analytics_storage",
            "ad_user_data",
            "ad_personalization",
            "functionality_storage",
            "personalization_storage",
            "security_storage",
        ];
        assert_eq!(signals(Consent::denied()), all.map(|name| (name, false)));
        assert_eq!(signals(Consent::granted()), all.map(|name| (name, true)));
        let mixed = Consent::denied().analytics_storage(true);
        assert_eq!(signals(mixed)[1], ("analytics_storage", true));
    }

    #[test]
    fn region_codes_have_the_form_of_iso_3166_2() {
        for code in ["ES", "US-AK", "GB-ENG", "FR-75"] {
            assert!(is_region(code), "{code}");
        }
        for code in ["", "es", "Spain", "US-", "US-ALASKA", "EEA", "U-AK"] {
            assert!(!is_region(code), "{code}");
        }
    }

    #[test]
    fn nothing_is_pushed_on_a_server() {
        assert_eq!(Consent::denied().push_default(), ConsentOutcome::NoBrowser);
        assert_eq!(
            Consent::granted().push_update_to("otherLayer"),
            ConsentOutcome::NoBrowser
        );
    }
}
