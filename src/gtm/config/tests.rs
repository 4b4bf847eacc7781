//! Names, compared with an independent implementation of the rules on Google's help pages.

use proptest::prelude::*;
use proptest::sample::select;

use super::data_layer::DataLayer;
use crate::event::EventKind;
use crate::gtm::ga4::{check_event_name, check_parameter_name};
use crate::gtm::proptest_config::proptest_config;

const EVENTS: &str = "ad_impression app_remove app_store_refund app_store_subscription_cancel \
    app_store_subscription_renew click error file_download first_open first_visit form_start form_submit \
    in_app_purchase page_view scroll session_start user_engagement view_complete video_progress video_start \
    view_search_results";
const PARAMETERS: &str = "cid customer_id customerid dclid gclid session_id sessionid sfmc_id sid \
    srsltid uid user_id userid";
/// What Google's tags and the importable container set themselves.
const TAGS: &str = "client_id language lead_source page_location page_path page_referrer page_title \
    screen_resolution send_to";
const PREFIXES: &str = "_ firebase_ ga_ google_ gtag.";
/// The keys that Google Tag Manager reserves. It also reserves the prefix `gtm.`.
const KEYS: &str = "event eventCallback eventTimeout eventModel _clear gtm ecommerce user_data";

fn lists(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|listed| listed == name)
}

/// 1 to 40 characters, `^[A-Za-z][A-Za-z0-9_]*$`, without a reserved prefix.
fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let word = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_');
    (1..=40).contains(&bytes.len())
        && bytes.iter().all(word)
        && !matches!(bytes[0], b'0'..=b'9' | b'_')
        && !PREFIXES
            .split_whitespace()
            .any(|prefix| name.starts_with(prefix))
}

fn is_event(name: &str) -> bool {
    is_name(name) && !lists(EVENTS, name)
}

fn is_parameter(name: &str) -> bool {
    is_name(name)
        && ![PARAMETERS, TAGS, KEYS]
            .iter()
            .any(|list| lists(list, name))
        && !name.starts_with("gtm.")
}

/// Names that follow the rules, names that break one by a letter, and any text.
fn name() -> impl Strategy<Value = String> {
    let listed: Vec<&str> = [EVENTS, PARAMETERS, TAGS, PREFIXES, KEYS]
        .iter()
        .flat_map(|list| list.split_whitespace())
        .collect();
    let listed = select(listed);
    prop_oneof![
        3 => "[A-Za-z][A-Za-z0-9_]{0,44}",
        2 => listed.clone().prop_map(str::to_owned),
        2 => (listed.clone(), "[a-z0-9_.]{0,3}").prop_map(|(start, end)| format!("{start}{end}")),
        1 => ("[a-z_]{0,3}", listed).prop_map(|(start, end)| format!("{start}{end}")),
        2 => "[A-Za-z0-9_.é -]{0,4}[a-z_]{30,38}[A-Za-z0-9_.é -]{0,4}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn an_event_name_is_valid_if_and_only_if_google_accepts_it(name in name()) {
        prop_assert_eq!(check_event_name(&name).is_ok(), is_event(&name), "{:?}", name);
        let renamed = DataLayer::builder().rename(EventKind::ChatOpened, name.clone()).build();
        prop_assert_eq!(renamed.is_ok(), is_event(&name));
        if let Ok(layer) = renamed {
            let pushed = layer.event_name(EventKind::ChatOpened);
            prop_assert_eq!(pushed.as_deref(), Some(&*name));
        }
    }

    #[test]
    fn a_parameter_name_is_valid_if_and_only_if_google_accepts_it(name in name()) {
        prop_assert_eq!(check_parameter_name(&name).is_ok(), is_parameter(&name), "{:?}", name);
    }

    #[test]
    fn a_prefix_is_valid_if_and_only_if_google_accepts_all_its_names(
        prefix in prop_oneof![name(), "[A-Za-z0-9_]{0,12}"],
    ) {
        let made = |kind: &EventKind| {
            let event = DataLayer::new().event_name(*kind)?.into_owned();
            Some(event.replacen("customerly_", &prefix, 1))
        };
        let names: Vec<String> = EventKind::ALL.iter().filter_map(made).collect();
        prop_assert_eq!(names.len(), EventKind::ALL.len());
        let layer = DataLayer::builder().prefix(prefix.clone()).build();
        prop_assert_eq!(layer.is_ok(), names.iter().all(|name| is_event(name)), "{:?}", prefix);
        if let Ok(layer) = layer {
            let pushed = EventKind::ALL.iter().filter_map(|kind| layer.event_name(*kind));
            prop_assert!(pushed.eq(names));
        }
    }

    #[test]
    fn an_error_has_the_name_and_the_rule(name in name()) {
        if let Err(error) = check_parameter_name(&name) {
            prop_assert_eq!(error.name(), &name);
            let message = error.to_string();
            prop_assert!(message.contains(&error.rule().to_string()), "{}", message);
        }
    }
}
