//! Shared by the browser tests: mounting a provider, recording its events, and inspecting the page.

pub(crate) mod fault;
pub(crate) mod hostile;
pub(crate) mod nine;
pub(crate) mod page;
pub(crate) mod reading;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::prelude::*;

thread_local! {
    static MESSAGES: RefCell<Vec<Rc<ChatEvent>>> = RefCell::default();
    static CHAT: RefCell<Option<Customerly>> = RefCell::default();
}

/// The events that a struct component received since the previous use.
pub(crate) fn messages() -> Vec<ChatEvent> {
    let messages = MESSAGES.with(RefCell::take);
    messages
        .iter()
        .map(|event| ChatEvent::clone(event))
        .collect()
}

/// The handle of the provider that was mounted last.
pub(crate) fn chat() -> Customerly {
    CHAT.with_borrow(|chat| chat.clone())
        .expect("no provider was mounted")
}

/// Records the events that it receives, and the handle, for the tests.
pub(crate) struct Recorder {
    _listener: Option<ChatListener>,
}

impl Component for Recorder {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        CHAT.set(ctx.link().customerly());
        let callback = ctx.link().callback(|event: Rc<ChatEvent>| event);
        Self {
            _listener: ctx.link().on_chat_event(callback),
        }
    }

    fn update(&mut self, _: &Context<Self>, event: Self::Message) -> bool {
        MESSAGES.with_borrow_mut(|messages| messages.push(event));
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }
}

/// A provider with a [`Recorder`] in it.
#[component]
pub(crate) fn Recorded(props: &yew_customerly::CustomerlyProviderProps) -> Html {
    let yew_customerly::CustomerlyProviderProps {
        app_id,
        settings,
        load,
        retry,
        consent,
        data_layer,
        launcher_url,
        allow_http,
        nonce,
        crossorigin,
        timeout,
        on_event,
        on_status,
        children,
    } = props.clone();
    html! {
        <CustomerlyProvider {app_id} {settings} {load} {retry} {consent} {data_layer} {launcher_url} {allow_http} {nonce} {crossorigin} {timeout} {on_event} {on_status}>
            <Recorder />
            { children }
        </CustomerlyProvider>
    }
}

/// Properties for a provider that loads the tests' launcher with these options in its query.
pub(crate) fn props(options: &str) -> yew_customerly::CustomerlyProviderProps {
    yew::props!(yew_customerly::CustomerlyProviderProps {
        app_id: "abcdef12",
        launcher_url: format!("/tests/fixtures/launcher.js?{options}"),
    })
}

/// Mounts a provider into a new element.
pub(crate) async fn mount(props: yew_customerly::CustomerlyProviderProps) -> AppHandle<Recorded> {
    let app = yew::Renderer::<Recorded>::with_root_and_props(page::element(), props).render();
    page::settle().await;
    app
}

/// Properties for a provider with these children.
pub(crate) fn with(children: Html) -> yew_customerly::CustomerlyProviderProps {
    yew_customerly::CustomerlyProviderProps {
        children,
        ..props("")
    }
}

/// Mounts a provider and waits until its chat is ready.
pub(crate) async fn mount_ready(options: &str) -> AppHandle<Recorded> {
    mount_until_ready(props(options)).await
}

/// The same as [`mount_ready`], with any properties.
pub(crate) async fn mount_until_ready(
    props: yew_customerly::CustomerlyProviderProps,
) -> AppHandle<Recorded> {
    let app = mount(props).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    app
}
