//! The way of every value into a message.

use super::place::Place;
use super::redaction::{redact, redact_in};
use super::settings::PrivacySettings;
use super::url::UrlScrubber;
use crate::event::Scalar;
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::chars;

/// Passes values on to a message, redacted as the privacy settings demand and truncated to what Google
/// Analytics 4 accepts.
///
/// It is plain Rust, so that tests can check what leaves without a browser.
pub(in crate::gtm) struct Sanitizer<'a> {
    privacy: &'a PrivacySettings,
    set: &'a mut dyn FnMut(DataLayerKey, Scalar),
}

impl<'a> Sanitizer<'a> {
    /// Passes each value to `set`.
    pub(in crate::gtm) fn new(
        privacy: &'a PrivacySettings,
        set: &'a mut dyn FnMut(DataLayerKey, Scalar),
    ) -> Self {
        Self { privacy, set }
    }

    /// Whether the key's values lose email addresses and phone numbers.
    pub(in crate::gtm) fn redacts(&self, key: DataLayerKey) -> bool {
        self.privacy.redacts(key)
    }

    /// Sets a value that is not personal, or that the app allows.
    pub(in crate::gtm) fn set(&mut self, key: DataLayerKey, value: Scalar) {
        (self.set)(key, value);
    }

    /// Sets an id or another number that is not personal.
    pub(in crate::gtm) fn set_number(&mut self, key: DataLayerKey, number: Option<u64>) {
        if let Some(number) = number {
            self.set(key, Scalar::Number(number as f64));
        }
    }

    /// Sets a text that a person may have written, redacted unless the app allows the key.
    pub(in crate::gtm) fn set_text(&mut self, key: DataLayerKey, text: Option<&str>) {
        let Some(text) = text else { return };
        if self.redacts(key) {
            // Redaction comes first: a truncated address might not look like one any more.
            self.set_safe_text(key, &redact(text));
        } else {
            self.set_safe_text(key, text);
        }
    }

    /// Sets a part of an address, such as an article's slug, in which a number is an id.
    pub(in crate::gtm) fn set_slug(&mut self, key: DataLayerKey, slug: Option<&str>) {
        let Some(slug) = slug else { return };
        if self.redacts(key) {
            self.set_safe_text(key, &redact_in(slug, Place::Address));
        } else {
            self.set_safe_text(key, slug);
        }
    }

    /// Sets a text without redaction.
    pub(in crate::gtm) fn set_safe_text(&mut self, key: DataLayerKey, text: &str) {
        // Google Analytics would record an empty text as an empty parameter.
        if !text.is_empty() {
            let text = chars::truncate(text, key.longest_value()).to_owned();
            self.set(key, Scalar::Text(text));
        }
    }

    /// Sets the URL of a page, without what may identify a person. An empty one is set, too, because Google
    /// Analytics would use its own for `undefined`.
    pub(in crate::gtm) fn set_url(&mut self, key: DataLayerKey, url: &str) {
        let scrubber = UrlScrubber {
            privacy: self.privacy,
            redacts: self.redacts(key),
            limit: key.longest_value(),
        };
        self.set(key, Scalar::Text(scrubber.scrub(url)));
    }
}
