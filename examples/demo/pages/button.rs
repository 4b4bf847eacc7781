use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::ask::ADDRESS;
use crate::choices::Choices;
use crate::code::Code;
use crate::link::To;
use crate::route::Route;
use crate::switched::Switched;
use crate::topic::TopicPage;
use crate::visit::{Visit, use_visit};

const LINES: &str = "\
let mail = html! { <a href=\"mailto:workshop@glimworth.example\">{ \"Write to us\" }</a> };
html! {
    <>
        <ChatButton class=\"round\" aria_label=\"Chat\" hide_launcher=true>
            <svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M4 5h16v11H10l-5 4v-4H4z\" /></svg>
        </ChatButton>
        <ChatButton class=\"button\" label=\"Ask the workshop\" fallback={mail} />
    </>
}";

const STYLES: &str = "\
.round[data-unread]::after {
    content: attr(data-unread);
}
[aria-busy=\"true\"] {
    animation: glow 0.7s infinite alternate;
}
[data-status=\"failed\"] {
    border: 1px dashed;
}";

const HIDDEN: &str = "\
#[component]
fn Menu() -> Html {
    let open = use_state(|| false);
    use_chat_hidden(*open);
    // ...
}";

#[component]
pub(crate) fn Button() -> Html {
    let hides = use_state(|| false);
    let change = {
        let hides = hides.setter();
        move |on| hides.set(on)
    };
    let chat = use_customerly();
    let write = move |_| {
        if let Some(chat) = &chat {
            chat.send_new_message("Is the Heron in stock?");
            chat.close();
        }
    };
    let mail = html! { <a class="button" href={format!("mailto:{ADDRESS}")}>{ "Write to us" }</a> };

    html! {
        <TopicPage
            title="A button of your own"
            class="buttons"
            lead="ChatButton opens the chat and closes it, says what is unread and how the chat is, and \
                  brings no styles along. It works before the chat is there: press it, and the chat \
                  opens when it comes."
        >
            <ul class="cards">
                <li>
                    <h2>{ "Round, with a badge" }</h2>
                    <ChatButton class="round" aria_label="Chat" hide_launcher={*hides}>
                        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-5 4v-4H4z" /></svg>
                    </ChatButton>
                    <Switched name="hides" on={*hides} {change}>{ "Hide the launcher" }</Switched>
                    <p>
                        { "The badge needs something unread. " }
                        <button class="plain" name="write" onclick={write}>
                            { "Write, and close the chat" }
                        </button>
                    </p>
                </li>
                <li>
                    <h2>{ "In words, with a way out" }</h2>
                    <ChatButton class="button" label="Ask the workshop" fallback={mail} />
                    <p>{ "When the chat fails, an address takes the button’s place. The round one stays, \
                          and tries again." }</p>
                </li>
                <li>
                    <h2>{ "In a menu" }</h2>
                    <Menu />
                    <p>{ "While the menu is open, Customerly’s own button is out of its way." }</p>
                </li>
            </ul>
            <Launchers />
            <Code about="The buttons" lines={LINES} />
            <div class="columns">
                <Code about="Some of their styles" lines={STYLES} />
                <Code about="The menu" lines={HIDDEN} />
            </div>
        </TopicPage>
    }
}

#[component]
fn Menu() -> Html {
    let open = use_state(|| false);
    use_chat_hidden(*open);
    let onclick = {
        let open = open.clone();
        move |_| open.set(!*open)
    };

    html! {
        <div class="menu">
            <button class="button" {onclick} aria-expanded={open.to_string()} aria-controls="menu">
                { "Menu" }
            </button>
            if *open {
                <ul id="menu">
                    <li><To route={Route::Lamps}>{ "Lamps" }</To></li>
                    <li><To route={Route::Help}>{ "Help" }</To></li>
                    <li><ChatButton class="plain" label="Chat" /></li>
                </ul>
            }
        </div>
    }
}

/// Loads the page anew with another launcher in the stand-in's place.
#[component]
fn Launchers() -> Html {
    let visit = use_visit();
    // Customerly's own launcher is as it is.
    if visit.app_id.is_some() {
        return Html::default();
    }
    let with = |launcher: Option<&str>, load: Option<&str>| Visit {
        launcher: launcher.map(str::to_owned),
        load: load.map(str::to_owned),
        ..visit.clone()
    };
    let launchers = vec![
        ("here at once", with(None, None)),
        (
            "not asked for, and three seconds away",
            with(Some("slow"), Some("manual")),
        ),
        ("missing", with(Some("missing"), None)),
    ];

    html! {
        <section class="launchers" aria-labelledby="launchers">
            <h2 id="launchers">{ "And a chat that is late, or never comes?" }</h2>
            <p>{ "This page can have such a one. Choosing loads it anew, as a page has one chat \
                  for its whole life." }</p>
            <Choices route={Route::Button} id="launcher" label="The launcher is:" visits={launchers} />
        </section>
    }
}
