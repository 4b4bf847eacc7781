//! What an app allows beyond the default.

use yew::AttrValue;

use super::address_map::AddressMap;
use crate::gtm::catalogue::DataLayerKey;

/// Query parameters that name a campaign and not a person.
const CAMPAIGN_PARAMETERS: [&str; 6] = [
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "utm_id",
];

/// The privacy settings of a data layer. By default only campaign parameters stay in URLs, and
/// every text is redacted. The lists are short, so a set would only add code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::gtm) struct PrivacySettings {
    pub(in crate::gtm) query_parameters: Vec<AttrValue>,
    pub(in crate::gtm) unredacted: Vec<DataLayerKey>,
    /// Applied to the address of a page before personal data is removed from it.
    pub(in crate::gtm) map_address: Option<AddressMap>,
}

impl PrivacySettings {
    /// Whether URLs keep the query parameter.
    pub(super) fn allows_query_parameter(&self, name: &str) -> bool {
        CAMPAIGN_PARAMETERS.contains(&name)
            || self.query_parameters.iter().any(|allowed| allowed == name)
    }

    /// Whether the key's values lose email addresses and phone numbers.
    pub(super) fn redacts(&self, key: DataLayerKey) -> bool {
        !self.unredacted.contains(&key)
    }
}
