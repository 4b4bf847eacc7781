//! The column behind the scenes; a bar at the foot of a narrow window, which unfolds.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::chart::Chart;
use crate::leaving::{Leaving, MayLeave};
use crate::notes::Notes;
use crate::panel::Panel;
use crate::wide::use_wide;

#[derive(Properties, PartialEq)]
pub(crate) struct BackstageProps {
    pub(crate) leaving: UseStateHandle<Leaving>,
}

#[component]
pub(crate) fn Backstage(props: &BackstageProps) -> Html {
    let unfolded = use_state(|| false);
    let latest = use_state(|| "nothing yet");

    {
        let latest = latest.setter();
        use_chat_event(move |event: &ChatEvent| latest.set(event.kind().callback()));
    }
    // Unfolded, the bar stands where the chat's button is.
    let wide = use_wide();
    use_chat_hidden(*unfolded && !wide);

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
                <Notes />
                <Chart />
                <MayLeave leaving={props.leaving.clone()} />
                <Panel />
            </div>
        </aside>
    }
}
