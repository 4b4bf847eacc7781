//! The visitor's consent to the chat and to measuring: the banner that asks, and the answer.

use gloo_storage::{LocalStorage, Storage};
use gloo_utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::site_query::use_site_query;

const STORAGE_KEY: &str = "glimworth.consent";

/// The visitor's consent; a context.
#[derive(Clone, PartialEq)]
pub(crate) struct ConsentState {
    /// `false` for the stand-in, which sends nothing to anyone, unless the query asks for the banner.
    is_required: bool,
    stored: UseStateHandle<StoredAnswer>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum StoredAnswer {
    /// The browser's storage has not been read yet. A server has none, and hydration requires the same
    /// first render.
    Unread,
    Unanswered,
    Answered {
        is_granted: bool,
    },
}

impl StoredAnswer {
    fn read() -> Self {
        match LocalStorage::get(STORAGE_KEY) {
            Ok(is_granted) => Self::Answered { is_granted },
            Err(_) => Self::Unanswered,
        }
    }
}

/// The state behind the context.
#[hook]
pub(crate) fn use_consent_state() -> ConsentState {
    let query = use_site_query();
    let stored = use_state_eq(|| StoredAnswer::Unread);
    use_effect_with((), {
        let stored = stored.setter();
        move |()| stored.set(StoredAnswer::read())
    });
    ConsentState {
        is_required: query.app_id.is_some() || query.gtm.is_some() || query.ask.is_some(),
        stored,
    }
}

impl ConsentState {
    /// Whether the chat may load: consent was granted or is not required.
    pub(crate) fn is_granted(&self) -> bool {
        !self.is_required || self.answer() == Some(true)
    }

    pub(crate) fn is_denied(&self) -> bool {
        self.is_required && self.answer() == Some(false)
    }

    /// The visitor's answer, if there is one.
    pub(crate) fn answer(&self) -> Option<bool> {
        match *self.stored {
            StoredAnswer::Answered { is_granted } => Some(is_granted),
            StoredAnswer::Unread | StoredAnswer::Unanswered => None,
        }
    }

    fn needs_answer(&self) -> bool {
        self.is_required && *self.stored == StoredAnswer::Unanswered
    }

    fn set_answer(&self, is_granted: bool) {
        // If the browser refuses to store the answer, the next visit asks again.
        let _ = LocalStorage::set(STORAGE_KEY, is_granted);
        self.stored.set(StoredAnswer::Answered { is_granted });
    }
}

/// Asks for consent at the bottom of the shop, which stays usable.
#[component]
pub(crate) fn ConsentBanner() -> Html {
    let Some(consent) = use_context::<ConsentState>().filter(ConsentState::needs_answer) else {
        return Html::default();
    };
    let answer = |is_granted: bool| {
        let consent = consent.clone();
        move |_| {
            consent.set_answer(is_granted);
            // The focused button disappears with the banner.
            let main = document().get_element_by_id("main");
            if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
                let _ = main.focus();
            }
        }
    };

    html! {
        <section class="consent" role="region" aria-label="Consent">
            <p>
                <strong>{ "May this shop load its chat?" }</strong>
                <span>{ "Until you agree, nothing is fetched and no tag measures anything." }</span>
            </p>
            <div class="actions">
                <button class="button yes" onclick={answer(true)}>{ "Yes" }</button>
                <button class="button no" onclick={answer(false)}>{ "No" }</button>
            </div>
        </section>
    }
}

/// Shows the answer and allows to withdraw it.
#[component]
pub(crate) fn ConsentNote() -> Html {
    let consent = use_context::<ConsentState>().filter(|consent| consent.is_required);
    let Some(consent) = consent else {
        return Html::default();
    };
    // The chat cannot be unloaded, so withdrawing consent takes a reload.
    let withdraw = |_| {
        LocalStorage::delete(STORAGE_KEY);
        let _ = window().location().reload();
    };

    html! {
        <p class="which answer">
            if let Some(is_granted) = consent.answer() {
                { if is_granted { "You allowed the chat. " } else { "You declined the chat. " } }
                <button class="plain" onclick={withdraw}>
                    { if is_granted { "Withdraw consent" } else { "Ask me again" } }
                </button>
            } else {
                { "The shop is waiting for your answer." }
            }
        </p>
    }
}
