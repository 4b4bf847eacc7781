//! The messenger's statuses since the page was opened, as components see them: a status that changes
//! again before Yew renders is missing.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatusChange {
    /// In milliseconds since navigation.
    pub(crate) time: f64,
    pub(crate) status: MessengerStatus,
}

/// The changes so far, oldest first; a context.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StatusHistory(Rc<Vec<StatusChange>>);

impl StatusHistory {
    pub(crate) fn changes(&self) -> &[StatusChange] {
        &self.0
    }

    fn push(&mut self, change: StatusChange) {
        Rc::make_mut(&mut self.0).push(change);
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct StatusHistoryProviderProps {
    pub(crate) children: Html,
}

/// Records the history across navigations.
#[component]
pub(crate) fn StatusHistoryProvider(props: &StatusHistoryProviderProps) -> Html {
    let status = use_messenger_status();
    let history = use_mut_ref(StatusHistory::default);
    // Recorded while rendering, because an effect may run only after the next change. A server, which
    // has no clock of the page, never gets here: the status does not change there.
    let last = history
        .borrow()
        .changes()
        .last()
        .map(|change| change.status.clone());
    if last.unwrap_or_default() != status {
        history.borrow_mut().push(StatusChange {
            time: now(),
            status,
        });
    }

    html! {
        <ContextProvider<StatusHistory> context={history.borrow().clone()}>
            { props.children.clone() }
        </ContextProvider<StatusHistory>>
    }
}
