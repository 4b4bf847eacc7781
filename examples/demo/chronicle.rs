//! What became of the chat since the page was opened, as components see it: a status that was over
//! before Yew came to render is not in it.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// A status, and when it came.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    /// In milliseconds since the page was opened.
    pub(crate) at: f64,
    pub(crate) status: MessengerStatus,
}

/// The changes so far; a context.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chronicle(Rc<Vec<Change>>);

impl Chronicle {
    pub(crate) fn changes(&self) -> &[Change] {
        &self.0
    }

    fn add(&mut self, change: Change) {
        Rc::make_mut(&mut self.0).push(change);
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ChroniclerProps {
    pub(crate) children: Html,
}

/// Keeps the chronicle, for every page that is visited.
#[component]
pub(crate) fn Chronicler(props: &ChroniclerProps) -> Html {
    let status = use_messenger_status();
    let chronicle = use_mut_ref(Chronicle::default);
    // While rendering, as an effect may run only after the next status came. On a server nothing
    // ever does, and there is no clock of a page either.
    let shown = chronicle
        .borrow()
        .changes()
        .last()
        .map(|change| change.status.clone());
    if shown.unwrap_or_default() != status {
        chronicle.borrow_mut().add(Change { at: now(), status });
    }

    html! {
        <ContextProvider<Chronicle> context={chronicle.borrow().clone()}>
            { props.children.clone() }
        </ContextProvider<Chronicle>>
    }
}
