//! What all pages share.

use std::sync::{Arc, Mutex};

use gloo_utils::{document, window};
use web_sys::HtmlElement;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct PageProps {
    /// The document's title, which the data layer gets with each event.
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) children: Html,
}

/// Receives the title of a page that is rendered on a server, where there is no document.
#[derive(Clone, Debug, Default)]
pub(crate) struct TitleSlot(Arc<Mutex<String>>);

impl PartialEq for TitleSlot {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl TitleSlot {
    fn set(&self, title: String) {
        *self
            .0
            .lock()
            .expect("no thread panics while it holds the lock") = title;
    }

    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn take(&self) -> String {
        let mut title = self.0.lock();
        std::mem::take(
            title
                .as_mut()
                .expect("no thread panics while it holds the lock"),
        )
    }
}

/// Wraps a page's content and sets the document's title.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    let title = format!("{} · Glimworth Lamps", props.title);
    if let Some(slot) = use_context::<Option<TitleSlot>>().flatten() {
        slot.set(title.clone());
    }
    use_effect_with(title, |title| document().set_title(title));

    html! {
        <div class={classes!("page", props.class.clone())}>{ props.children.clone() }</div>
    }
}

/// Scrolls to the top and focuses `main` after each navigation, as a browser does when it loads a page.
#[hook]
pub(crate) fn use_focus_on_navigation(main: &NodeRef) {
    let has_loaded = use_mut_ref(|| false);
    let path = use_location().map(|location| location.path().to_owned());
    let main = main.clone();

    use_effect_with(path, move |_| {
        // The browser itself handles the first page.
        if has_loaded.replace(true) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(main) = main.cast::<HtmlElement>() {
                let _ = main.focus();
            }
        }
    });
}
