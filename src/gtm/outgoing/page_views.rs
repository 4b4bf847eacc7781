//! Page views with the same scrubbed address as the chat's events.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::prepared_push::PreparedPush;
use crate::browser::{PageStatic, console, function, js, timer};
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::config::{DataLayer, DataLayerBuilder};

thread_local! {
    static PAGE_VIEWS: PageStatic<PageViewQueue> = const { PageStatic::new() };
}

/// The page view that waits for the end of the task, and the last one that was pushed.
#[derive(Debug, Default)]
struct PageViewQueue {
    waiting: RefCell<Option<DataLayer>>,
    /// The address that was pushed last.
    location: RefCell<JsValue>,
}

fn queue() -> &'static PageViewQueue {
    PAGE_VIEWS.with(|queue| queue.get_or_init(PageViewQueue::default))
}

impl DataLayerBuilder {
    /// Pushes `customerly_page_view` for the first page and for each page change that the app's router
    /// (cargo feature `router`) or [`use_chat_page`](crate::use_chat_page) reports, with the same
    /// `customerly_page_location`, `customerly_page_title` and `customerly_page_referrer` as the chat's
    /// events of that page. The prefix is that of the other events.
    ///
    /// For an app whose routes are in the fragment: Google Analytics drops the fragment of its own page
    /// views and does not notice when only the fragment changes, so the chat's events have pages without
    /// views. And for a site whose addresses contain personal data, which Google's own page views send.
    /// In both cases the container must send this event as `page_view` instead of Google's own; the
    /// guide in `gtm/README.md` says how.
    ///
    /// It is pushed when the current task has ended, so that the page's components can set the title in
    /// an effect. A change after which the address is the same as before is not pushed.
    pub fn page_views(self) -> Self {
        self.with_pages(push_later)
    }
}

fn push_later(data_layer: &DataLayer) {
    queue().waiting.replace(Some(data_layer.clone()));
    timer::after_current_task(&push_function());
}

fn push_function() -> Function {
    function::cached(
        |_, _| {
            if let Some(data_layer) = queue().waiting.take() {
                push(&data_layer);
            }
            JsValue::UNDEFINED
        },
        0,
    )
}

fn push(data_layer: &DataLayer) {
    match PreparedPush::of_page(data_layer, &data_layer.page_view_name()) {
        Ok(push) => {
            let location = js::get(&push.message, DataLayerKey::PageLocation.name());
            if queue().location.replace(location.clone()) != location {
                data_layer.add_parameters(None, &push.message);
                push.push();
            }
        }
        Err(thrown) => console::error(&["a page view was lost: ", &js::error_message(&thrown)]),
    }
}
