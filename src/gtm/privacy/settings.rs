//! What an app allows beyond the default.

use yew::AttrValue;

use super::app_closure::{AddressMap, SegmentTest};
use crate::gtm::catalogue::DataLayerKey;

/// Query parameters that name a campaign and not a person: those of Google Analytics 4.
const CAMPAIGN_PARAMETERS: [&str; 9] = [
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "utm_id",
    "utm_source_platform",
    "utm_creative_format",
    "utm_marketing_tactic",
];

/// The campaign's parameter of that name, in any case.
pub(super) fn campaign_parameter(name: &str) -> Option<&'static str> {
    let mut names = CAMPAIGN_PARAMETERS.iter().copied();
    names.find(|campaign| campaign.eq_ignore_ascii_case(name))
}

/// The privacy settings of a data layer. By default only campaign parameters stay in URLs, and
/// every text is redacted. The lists are short, so a set would only add code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::gtm) struct PrivacySettings {
    pub(in crate::gtm) query_parameters: Vec<AttrValue>,
    pub(in crate::gtm) unredacted: Vec<DataLayerKey>,
    /// Which parts of an address are ids and not phone numbers.
    pub(in crate::gtm) kept_segments: Vec<SegmentTest>,
    /// Applied to the address of a page before personal data is removed from it.
    pub(in crate::gtm) map_address: Option<AddressMap>,
}

impl PrivacySettings {
    /// Whether URLs keep the query parameter, besides those of campaigns.
    pub(super) fn allows_query_parameter(&self, name: &str) -> bool {
        self.query_parameters.iter().any(|allowed| allowed == name)
    }

    /// Whether the app knows a part of an address as an id.
    pub(super) fn keeps(&self, part: &str) -> bool {
        self.kept_segments.iter().any(|test| (test.0)(part))
    }

    /// Whether the key's values lose email addresses and phone numbers.
    pub(in crate::gtm) fn redacts(&self, key: DataLayerKey) -> bool {
        !self.unredacted.contains(&key)
    }
}
