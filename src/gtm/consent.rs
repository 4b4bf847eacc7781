//! Consent mode: what Google's tags may store.

use std::time::Duration;

use js_sys::{Array, Object, Reflect, Symbol};
use wasm_bindgen::JsValue;
use yew::AttrValue;
use yew::html::IntoPropValue;

use super::layer;
use crate::foreign;

macro_rules! signals {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What the visitor allows Google's tags to store and use: Google's consent mode, version 2.
        ///
        /// Two commands are made of it. The **default** holds until the visitor has chosen and must
        /// be there before a container's script, so it is given to
        /// [`GoogleTagManager`](super::GoogleTagManager), which sees to the order. The **update**
        /// tells the choice and is pushed by [`push_update`](Self::push_update).
        ///
        /// A signal that was not set is not in the command, and stays as it was.
        ///
        /// ```
        /// use std::time::Duration;
        ///
        /// use yew::prelude::*;
        /// use yew_customerly::gtm::{Consent, GoogleTagManager};
        ///
        /// #[component]
        /// fn Measured() -> Html {
        ///     // Until the visitor has chosen. A banner that remembers the choice gets half a second.
        ///     let consent = Consent::denied()
        ///         .security_storage(true)
        ///         .wait_for_update(Duration::from_millis(500));
        ///     html! { <GoogleTagManager id="GTM-ABC123" {consent} /> }
        /// }
        ///
        /// // What the banner's button does.
        /// fn chosen(statistics: bool, advertising: bool) {
        ///     Consent::new()
        ///         .analytics_storage(statistics)
        ///         .ad_storage(advertising)
        ///         .ad_user_data(advertising)
        ///         .ad_personalization(advertising)
        ///         .push_update();
        /// }
        /// ```
        ///
        /// Source: Google's "Set up consent mode on websites".
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[must_use = "it is pushed by GoogleTagManager, push_default or push_update"]
        pub struct Consent {
            $($name: Option<bool>,)*
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
    /// Whether advertising may store anything, such as cookies. `true` is granted, here and below.
    ad_storage,
    /// Whether analytics may store anything, such as the length of a visit.
    analytics_storage,
    /// Whether data about the visitor may be sent to Google for advertising.
    ad_user_data,
    /// Whether advertising may be personalised.
    ad_personalization,
    /// Whether what makes the site work may be stored, such as the language.
    functionality_storage,
    /// Whether what personalises the site may be stored, such as recommendations.
    personalization_storage,
    /// Whether what keeps the visitor safe may be stored, such as a login.
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

    /// How long tags wait for an update before they go by the default, sent in milliseconds. Of a
    /// default only.
    pub const fn wait_for_update(mut self, wait: Duration) -> Self {
        self.wait_for_update = Some(wait);
        self
    }

    /// Where the default holds: ISO 3166-2 codes of countries and their parts, such as `ES` and
    /// `US-AK`. Not set: everywhere. Where several defaults fit, the one for the smallest region wins.
    /// Of a default only. A code of another form is named in the console, as Google ignores it.
    pub fn region<T: Into<AttrValue>>(mut self, codes: impl IntoIterator<Item = T>) -> Self {
        self.region = codes.into_iter().map(Into::into).collect();
        self
    }

    /// Pushes it to `window.dataLayer` as the default, for a page whose container comes otherwise than
    /// by [`GoogleTagManager`](super::GoogleTagManager). It must be there before the container's
    /// script.
    ///
    /// `true` when the data layer took it; if not, the console says why. On a server nothing happens,
    /// and it is `false`.
    pub fn push_default(&self) -> bool {
        self.push_default_to(layer::NAME)
    }

    /// [`push_default`](Self::push_default) for the container that listens to `window[data_layer]`.
    pub fn push_default_to(&self, data_layer: &str) -> bool {
        tell("default", data_layer, || self.send_default(data_layer))
    }

    /// Pushes it to `window.dataLayer` as the visitor's choice: at once when it is made, and on later
    /// pages as soon as it is known. The time limit and the region are left out.
    ///
    /// `true` when the data layer took it; if not, the console says why. On a server nothing happens,
    /// and it is `false`.
    pub fn push_update(&self) -> bool {
        self.push_update_to(layer::NAME)
    }

    /// [`push_update`](Self::push_update) for the container that listens to `window[data_layer]`.
    pub fn push_update_to(&self, data_layer: &str) -> bool {
        tell("update", data_layer, || {
            layer::push(&data_layer.into(), &command("update", &self.parameters()))
        })
    }

    pub(super) fn send_default(&self, data_layer: &str) -> Result<(), String> {
        let parameters = self.parameters();
        if let Some(wait) = self.wait_for_update {
            let milliseconds = wait.as_millis() as f64;
            foreign::set(&parameters, "wait_for_update", &milliseconds.into());
        }
        if !self.region.is_empty() {
            let codes = self.region.iter();
            for code in codes.clone().filter(|code| !is_region(code)) {
                foreign::warn(&["consent: ", code, " is no region such as ES or US-AK"]);
            }
            let codes = foreign::array(codes.map(|code| JsValue::from_str(code)));
            foreign::set(&parameters, "region", &codes);
        }
        layer::push(&data_layer.into(), &command("default", &parameters))
    }

    fn parameters(&self) -> Object {
        let parameters = Object::new();
        for (name, granted) in self.signals() {
            let value = if granted { "granted" } else { "denied" };
            foreign::set(&parameters, name, &value.into());
        }
        parameters
    }
}

impl IntoPropValue<Vec<Consent>> for Consent {
    fn into_prop_value(self) -> Vec<Consent> {
        vec![self]
    }
}

fn tell(what: &str, data_layer: &str, push: impl FnOnce() -> Result<(), String>) -> bool {
    // There is no page to tell.
    if cfg!(not(target_family = "wasm")) {
        return false;
    }
    let pushed = push();
    if let Err(reason) = &pushed {
        foreign::error(&[
            "the consent ",
            what,
            " did not reach window.",
            data_layer,
            ": ",
            reason,
        ]);
    }
    pushed.is_ok()
}

/// The command as the `arguments` of a function `gtag`, by which Google Tag Manager knows a command.
///
/// It tells by `Object.prototype.toString`, so an array-like object that calls itself `Arguments` is
/// one. An array is not: it is ignored without a word, and cookies are set without consent.
fn command(what: &str, parameters: &Object) -> Object {
    let items = [&"consent".into(), &what.into(), parameters.as_ref()];
    let command = Object::new();
    for (index, item) in (0..).zip(items) {
        // On objects of our own these fail only where the page broke `Object` itself.
        drop(Reflect::set_u32(&command, index, item));
    }
    hide(&command, &"length".into(), &items.len().into());
    hide(&command, &Symbol::to_string_tag(), &"Arguments".into());
    let values = foreign::get(&Array::new(), "values");
    hide(&command, &Symbol::iterator(), &values);
    command
}

/// Sets a property that is not enumerated, as those of `arguments` are not.
fn hide(target: &Object, key: &JsValue, value: &JsValue) {
    let descriptor = Object::new();
    foreign::set(&descriptor, "value", value);
    foreign::set(&descriptor, "writable", &JsValue::TRUE);
    foreign::set(&descriptor, "configurable", &JsValue::TRUE);
    drop(Reflect::define_property(target, key, &descriptor));
}

fn is_region(code: &str) -> bool {
    let (country, part) = match code.split_once('-') {
        Some((country, part)) => (country, Some(part)),
        None => (code, None),
    };
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && part.is_none_or(|part| {
            let known = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
            (1..=3).contains(&part.len()) && part.bytes().all(known)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_the_signals_that_were_set() {
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
    fn regions_are_iso_3166_2() {
        for code in ["ES", "US-AK", "GB-ENG", "FR-75"] {
            assert!(is_region(code), "{code}");
        }
        for code in ["", "es", "Spain", "US-", "US-ALASKA", "EEA", "U-AK"] {
            assert!(!is_region(code), "{code}");
        }
    }

    #[test]
    fn a_server_pushes_nothing() {
        assert!(!Consent::denied().push_default());
        assert!(!Consent::granted().push_update_to("otherLayer"));
    }
}
