//! Whether the visitor lets the shop load its chat and its tags measure: the question and the answer.

use gloo_storage::{LocalStorage, Storage};
use gloo_utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::visit::use_visit;

const KEY: &str = "glimworth.consent";

/// The visitor's choice; a context, as many parts of the page go by it.
#[derive(Clone, PartialEq)]
pub(crate) struct Choice {
    /// Whether there is anything to ask for. The stand-in fetches nothing from anybody.
    asked: bool,
    said: UseStateHandle<Said>,
}

/// What the visitor has said.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Said {
    /// It stands in the browser's storage, which nobody has looked into yet: a server has none, and
    /// the browser's first render must be the server's.
    Unread,
    Nothing,
    Word {
        yes: bool,
    },
}

impl Said {
    fn read() -> Self {
        match LocalStorage::get(KEY) {
            Ok(yes) => Self::Word { yes },
            Err(_) => Self::Nothing,
        }
    }
}

/// The choice of this visit, for the context.
#[hook]
pub(crate) fn use_new_choice() -> Choice {
    let visit = use_visit();
    let said = use_state_eq(|| Said::Unread);
    use_effect_with((), {
        let said = said.setter();
        move |()| said.set(Said::read())
    });
    Choice {
        asked: visit.app_id.is_some() || visit.gtm.is_some() || visit.ask.is_some(),
        said,
    }
}

impl Choice {
    pub(crate) fn is_given(&self) -> bool {
        !self.asked || self.answer() == Some(true)
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.asked && self.answer() == Some(false)
    }

    /// What was said, once it was.
    pub(crate) fn answer(&self) -> Option<bool> {
        match *self.said {
            Said::Word { yes } => Some(yes),
            Said::Unread | Said::Nothing => None,
        }
    }

    fn is_open(&self) -> bool {
        self.asked && *self.said == Said::Nothing
    }

    fn say(&self, yes: bool) {
        // A browser that stores nothing only asks again.
        let _ = LocalStorage::set(KEY, yes);
        self.said.set(Said::Word { yes });
    }
}

/// Asks, at the foot of the shop, and is in nobody's way.
#[component]
pub(crate) fn Banner() -> Html {
    let Some(choice) = use_context::<Choice>().filter(Choice::is_open) else {
        return Html::default();
    };
    let say = |yes: bool| {
        let choice = choice.clone();
        move |_| {
            choice.say(yes);
            // The button that has the focus goes away.
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
                <span>{ "Before you say yes, nothing of it is fetched, and no tag may measure." }</span>
            </p>
            <div class="actions">
                <button class="button yes" onclick={say(true)}>{ "Yes" }</button>
                <button class="button no" onclick={say(false)}>{ "No" }</button>
            </div>
        </section>
    }
}

/// Says what was chosen, and takes it back.
#[component]
pub(crate) fn Answer() -> Html {
    let choice = use_context::<Choice>().filter(|choice| choice.asked);
    let Some(choice) = choice else {
        return Html::default();
    };
    // The chat cannot be unloaded: only a page that is loaded anew is without it.
    let forget = |_| {
        LocalStorage::delete(KEY);
        let _ = window().location().reload();
    };

    html! {
        <p class="which answer">
            if let Some(yes) = choice.answer() {
                { if yes { "You let the shop load its chat. " } else { "You want no chat. " } }
                <button class="plain" onclick={forget}>
                    { if yes { "Take it back" } else { "Ask me again" } }
                </button>
            } else {
                { "The shop waits for your answer." }
            }
        </p>
    }
}
