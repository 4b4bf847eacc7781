//! The variables that remove personal data from the addresses of the site's own page views.

use super::reference::reference;
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::config::DataLayer;

/// The rule of the module `privacy` in JavaScript, as Google Tag Manager takes it: a function, in ECMAScript
/// 5. It returns the function that scrubs an address. A browser's addresses are ASCII, so it reads no UTF-8.
const SCRIPT: &str = include_str!("scrubber.js");

/// The declaration in the script that gets the app's query parameters.
const PARAMETERS: &str = "var PARAMETERS = [];";

/// The variable with the script, which the two others call.
const SCRUBBER: &str = "JS - Customerly - scrubber of addresses";

/// The variables' names, and their JavaScript.
pub(super) fn variables(data_layer: &DataLayer) -> Vec<(&'static str, String)> {
    let privacy = data_layer.privacy();
    let parameters = privacy.query_parameters.iter().map(|name| name.as_str());
    let parameters = serde_json::Value::from_iter(parameters);
    let parameters = format!("var PARAMETERS = {parameters};");
    let caller = |address: &str, key: DataLayerKey| {
        let scrubber = reference(SCRUBBER);
        let (limit, redacts) = (key.longest_value(), privacy.redacts(key));
        format!("function () {{\n  return {scrubber}({address}, {limit}, {redacts});\n}}")
    };
    vec![
        (SCRUBBER, SCRIPT.replacen(PARAMETERS, &parameters, 1)),
        (
            "JS - Customerly - page location without personal data",
            caller("location.href", DataLayerKey::PageLocation),
        ),
        (
            "JS - Customerly - page referrer without personal data",
            caller("document.referrer", DataLayerKey::PageReferrer),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gtm::config::DataLayerError;

    #[test]
    fn the_script_gets_the_query_parameters_of_the_app() -> Result<(), DataLayerError> {
        assert!(SCRIPT.contains(PARAMETERS));
        let layer = DataLayer::builder()
            .query_parameter("variant")
            .query_parameter("a\"b")
            .unredacted(DataLayerKey::PageReferrer);
        let variables = variables(&layer.build()?);
        assert!(
            variables[0]
                .1
                .contains(r#"var PARAMETERS = ["variant","a\"b"];"#)
        );
        assert!(variables[1].1.contains("(location.href, 1000, true)"));
        assert!(variables[2].1.contains("(document.referrer, 420, false)"));
        Ok(())
    }

    #[test]
    fn the_script_has_no_braces_that_tag_manager_would_take_for_a_variable() {
        assert!(!SCRIPT.contains("{{") && !SCRIPT.contains("}}"));
    }
}
