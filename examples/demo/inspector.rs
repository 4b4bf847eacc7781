//! The inspector: a column beside the shop, or in a narrow window a bar that expands.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::conversation_chart::ConversationChart;
use crate::data_layer_options::{DataLayerOptions, DataLayerSwitches};
use crate::event_log::EventLog;
use crate::media_query::use_wide_window;
use crate::push_log::{PushHistory, PushLog};
use crate::setup::Setup;

#[derive(Properties, PartialEq)]
pub(crate) struct InspectorProps {
    pub(crate) data_layer_options: UseStateHandle<DataLayerOptions>,
    pub(crate) pushes: UseReducerHandle<PushHistory>,
}

#[component]
pub(crate) fn Inspector(props: &InspectorProps) -> Html {
    let is_expanded = use_state(|| false);
    let latest = use_state(|| "no events yet");

    {
        let latest = latest.setter();
        use_chat_event(move |event: &ChatEvent| latest.set(event.kind().callback()));
    }
    // In a narrow window the expanded inspector covers the launcher button's place.
    let is_wide_window = use_wide_window();
    use_chat_hidden(*is_expanded && !is_wide_window);

    let toggle = {
        let is_expanded = is_expanded.clone();
        move |_| is_expanded.set(!*is_expanded)
    };

    html! {
        <aside class={classes!("inspector", is_expanded.then_some("expanded"))} aria-label="Behind the scenes">
            <button class="fold" onclick={toggle} aria-expanded={is_expanded.to_string()} aria-controls="inspector">
                <span>{ "Behind the scenes" }</span>
                <span class="latest">{ *latest }</span>
            </button>
            // Outside of the button, which a wide window hides: screen readers announce every event.
            <p class="visually-hidden" role="status" aria-live="polite">{ *latest }</p>
            <div id="inspector" class="inspector-body">
                <Setup />
                <ConversationChart />
                <DataLayerSwitches options={props.data_layer_options.clone()} />
                <PushLog history={props.pushes.clone()} />
                <EventLog />
            </div>
        </aside>
    }
}
