use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::code_sample::CodeSample;
use crate::contact;
use crate::feature_page::FeaturePage;
use crate::reload_options::ReloadOptions;
use crate::route::Route;
use crate::route_link::RouteLink;
use crate::site_query::{SiteQuery, use_site_query};
use crate::toggle::Toggle;

const BUTTONS_CODE: &str = "\
let email = html! { <a href=\"mailto:workshop@glimworth.example\">{ \"Write to us\" }</a> };
html! {
    <>
        <ChatButton class=\"round\" aria_label=\"Chat\" hide_launcher=true>
            <svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M4 5h16v11H10l-5 4v-4H4z\" /></svg>
        </ChatButton>
        <ChatButton class=\"button\" label=\"Ask the workshop\" fallback={email} />
    </>
}";

const STYLES_CODE: &str = "\
.round[data-unread]::after {
    content: attr(data-unread);
}
[aria-busy=\"true\"] {
    animation: pulse 0.7s infinite alternate;
}
[data-status=\"failed\"] {
    border: 1px dashed;
}";

const MENU_CODE: &str = "\
#[component]
fn Menu() -> Html {
    let open = use_state(|| false);
    use_chat_hidden(*open);
    // ...
}";

#[component]
pub(crate) fn CustomButton() -> Html {
    let hides_launcher = use_state(|| false);
    let onchange = {
        let setter = hides_launcher.setter();
        move |is_on| setter.set(is_on)
    };
    let chat = use_customerly();
    let send_and_close = move |_| {
        if let Some(chat) = &chat {
            chat.send_new_message("Is the Heron in stock?");
            chat.close();
        }
    };
    let email = html! { <a class="button" href={contact::mailto()}>{ "Write to us" }</a> };

    html! {
        <FeaturePage
            title="A button of your own"
            class="custom-button"
            lead="ChatButton opens and closes the chat, and exposes the unread count and the chat’s \
                  status to your styles; it has none of its own. It works even before the chat has \
                  loaded: press it, and the chat opens as soon as it is ready."
        >
            <ul class="cards">
                <li>
                    <h2>{ "Round, with a badge" }</h2>
                    <ChatButton class="round" aria_label="Chat" hide_launcher={*hides_launcher}>
                        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-5 4v-4H4z" /></svg>
                    </ChatButton>
                    <Toggle name="hides" checked={*hides_launcher} {onchange}>{ "Hide the launcher" }</Toggle>
                    <p>
                        { "The badge appears when there is an unread message. " }
                        <button class="plain" name="write" onclick={send_and_close}>
                            { "Send a message and close the chat" }
                        </button>
                    </p>
                </li>
                <li>
                    <h2>{ "Text, with a fallback" }</h2>
                    <ChatButton class="button" label="Ask the workshop" fallback={email} />
                    <p>{ "If the chat fails, an email link takes this button’s place. The round button \
                          stays, and tries again when pressed." }</p>
                </li>
                <li>
                    <h2>{ "In a menu" }</h2>
                    <Menu />
                    <p>{ "While the menu is open, Customerly’s own button is hidden." }</p>
                </li>
            </ul>
            <LauncherOptions />
            <CodeSample caption="The buttons" code={BUTTONS_CODE} />
            <div class="columns">
                <CodeSample caption="Some of their styles" code={STYLES_CODE} />
                <CodeSample caption="The menu" code={MENU_CODE} />
            </div>
        </FeaturePage>
    }
}

#[component]
fn Menu() -> Html {
    let is_open = use_state(|| false);
    use_chat_hidden(*is_open);
    let onclick = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };

    html! {
        <div class="menu">
            <button class="button" {onclick} aria-expanded={is_open.to_string()} aria-controls="menu">
                { "Menu" }
            </button>
            if *is_open {
                <ul id="menu">
                    <li><RouteLink route={Route::Lamps}>{ "Lamps" }</RouteLink></li>
                    <li><RouteLink route={Route::Help}>{ "Help" }</RouteLink></li>
                    <li><ChatButton class="plain" label="Chat" /></li>
                </ul>
            }
        </div>
    }
}

/// Reloads the page with a slow or missing launcher.
#[component]
fn LauncherOptions() -> Html {
    let query = use_site_query();
    // The demo cannot slow down Customerly's own launcher.
    if query.app_id.is_some() {
        return Html::default();
    }
    let with = |launcher: Option<&str>, load: Option<&str>| SiteQuery {
        launcher: launcher.map(str::to_owned),
        load: load.map(str::to_owned),
        ..query.clone()
    };
    let options = vec![
        ("normal", with(None, None)),
        (
            "slow, and loaded on demand",
            with(Some("slow"), Some("manual")),
        ),
        ("missing", with(Some("missing"), None)),
    ];

    html! {
        <section class="launcher-options" aria-labelledby="launchers">
            <h2 id="launchers">{ "What if the chat is slow, or never loads?" }</h2>
            <p>{ "Try it on this page. Each option reloads it, because a page cannot exchange its chat." }</p>
            <ReloadOptions route={Route::CustomButton} id="launcher" label="The launcher is:" {options} />
        </section>
    }
}
