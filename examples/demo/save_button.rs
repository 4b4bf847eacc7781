//! The button that saves a lamp for later: an event of the shop's own for the data layer.

use yew::prelude::*;
use yew_customerly::gtm::{AppEvent, PushError};
use yew_customerly::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct SaveButtonProps {
    pub(crate) lamp: AttrValue,
}

/// Saves the lamp while the page is open, and tells Google Tag Manager on which page that happened.
#[component]
pub(crate) fn SaveButton(props: &SaveButtonProps) -> Html {
    let chat = use_customerly();
    let is_saved = use_state(|| false);
    let error = use_state(|| None::<PushError>);
    let onclick = {
        let (is_saved, error, lamp) = (is_saved.clone(), error.clone(), props.lamp.clone());
        move |_| {
            let saves = !*is_saved;
            is_saved.set(saves);
            let event = AppEvent::new("lamp_saved")
                .parameter("lamp", lamp.as_str())
                .parameter("is_saved", saves)
                .with_page();
            if let Some(chat) = &chat {
                error.set(chat.push(&event).err());
            }
        }
    };
    html! {
        <>
        <button class="plain save" {onclick}>
            { if *is_saved { "Saved for later" } else { "Save for later" } }
        </button>
        if let Some(error) = &*error {
            <span role="status">{ error.to_string() }</span>
        }
        </>
    }
}
