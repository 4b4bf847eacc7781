//! The column behind the scenes; a bar at the foot of a narrow window, which unfolds.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::chart::Chart;
use crate::panel::Panel;
use crate::visit::use_visit;
use crate::wide::use_wide;

#[component]
pub(crate) fn Backstage() -> Html {
    let unfolded = use_state(|| false);
    let latest = use_state(|| "nothing yet");

    {
        let latest = latest.setter();
        use_chat_event(move |event: &ChatEvent| latest.set(event.kind().callback()));
    }
    // Unfolded, the bar stands where the chat's button is.
    let wide = use_wide();
    let covered = *unfolded && !wide;
    let chat = use_customerly();
    use_effect_with(covered, move |covered| {
        let hidden = chat.filter(|_| *covered);
        if let Some(chat) = &hidden {
            chat.hide();
        }
        move || {
            if let Some(chat) = hidden {
                chat.show();
            }
        }
    });

    let fold = {
        let unfolded = unfolded.clone();
        move |_| unfolded.set(!*unfolded)
    };

    html! {
        <aside class={classes!("backstage", unfolded.then_some("unfolded"))} aria-label="Behind the scenes">
            <button class="fold" onclick={fold} aria-expanded={unfolded.to_string()} aria-controls="backstage">
                <span>{ "Behind the scenes" }</span>
                <span class="latest">{ *latest }</span>
            </button>
            // Outside of the button, which a wide window hides: each event is read out in any.
            <p class="unseen" role="status" aria-live="polite">{ *latest }</p>
            <div id="backstage" class="backstage-body">
                <Which />
                <Chart />
                <Panel />
            </div>
        </aside>
    }
}

/// Says which chat runs, and how to run the other.
#[component]
fn Which() -> Html {
    if let Some(app_id) = use_visit().app_id {
        return html! {
            <p class="which">
                { "This is the chat of the project " }<code>{ app_id }</code>{ ". " }
                <a href="/">{ "Back to the stand-in" }</a>
            </p>
        };
    }
    html! {
        <form class="which">
            <p>
                { "The chat is a stand-in, part of this demo: nothing leaves the page. Its " }
                <code>{ "</>" }</code>
                { " menu fires the rarer events." }
            </p>
            <label>
                { "Try your own project" }
                <input name="app_id" placeholder="app id" required=true autocomplete="off" />
            </label>
            <button class="plain">{ "Load" }</button>
        </form>
    }
}
