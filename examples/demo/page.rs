//! The frame of each page.

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

/// Where a server finds the title of the page that it renders.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServedTitle(Arc<Mutex<String>>);

impl PartialEq for ServedTitle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl ServedTitle {
    fn set(&self, title: String) {
        *self.0.lock().expect("nobody panics with it") = title;
    }

    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn take(&self) -> String {
        std::mem::take(&mut self.0.lock().expect("nobody panics with it"))
    }
}

/// A page with its title.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    let title = format!("{} · Glimworth Lamps", props.title);
    if let Some(served) = use_context::<Option<ServedTitle>>().flatten() {
        served.set(title.clone());
    }
    use_effect_with(title, |title| document().set_title(title));

    html! {
        <div class={classes!("page", props.class.clone())}>{ props.children.clone() }</div>
    }
}

/// After a change of page, takes the reader to the top of `main`, as the browser does when it loads
/// a page itself.
#[hook]
pub(crate) fn use_arrival(main: &NodeRef) {
    let loaded = use_mut_ref(|| false);
    let path = use_location().map(|location| location.path().to_owned());
    let main = main.clone();

    use_effect_with(path, move |_| {
        // The first page is the browser's own business.
        if loaded.replace(true) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(main) = main.cast::<HtmlElement>() {
                let _ = main.focus();
            }
        }
    });
}
