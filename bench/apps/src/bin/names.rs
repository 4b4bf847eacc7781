//! Custom names and a custom parameter, checked against the rules of Google Analytics 4.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, DataLayerError};
use yew_customerly::prelude::*;
use yew_customerly::{ChatEvent, EventKind};

fn data_layer() -> Result<DataLayer, DataLayerError> {
    DataLayer::builder()
        .without(EventKind::MessageRead)
        .rename(EventKind::NewConversation, "chat_started")
        .parameter("chat_files", |event| match event {
            ChatEvent::NewConversation { attachments, .. } => {
                Some((attachments.len() as f64).into())
            }
            _ => None,
        })
        .build()
}

#[component]
fn App() -> Html {
    let data_layer = data_layer().unwrap_or_default();
    html! {
        <CustomerlyProvider app_id={APP_ID} {data_layer}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
