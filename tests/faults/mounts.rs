//! Hostile timing: providers that mount, unmount and move, and several providers at once.

use std::cell::RefCell;
use std::rc::Rc;

use crate::support::{chat, messages, mount, mount_ready, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry, DataLayer};
use yew_customerly::prelude::*;
use yew_customerly::{
    CommandError, CommandOutcome, CustomerlyProviderProps, EventKind, LoadError, MessengerStatus,
};

const THEME: &str = "hostile timing";
const EMPTY_LAYERS: &str = "window.dataLayer = []; window.layerA = []; window.layerB = []";

thread_local! {
    static RECEIVED: RefCell<Vec<(&'static str, EventKind)>> = RefCell::default();
}

/// All callbacks except the load failure, which has its own tests.
fn callbacks() -> Vec<&'static CatalogueEntry> {
    CATALOGUE
        .iter()
        .filter(|entry| entry.kind != EventKind::MessengerLoadFailed)
        .collect()
}

fn clear_records() {
    page::run(EMPTY_LAYERS);
    messages();
    page::console();
    RECEIVED.take();
}

/// Calls each callback, and asserts one push each to `layer` and one message to each listener.
async fn call_all(tally: &mut Tally, layer: &str, listeners: &[&'static str]) {
    page::run(EMPTY_LAYERS);
    let callbacks = callbacks();
    for entry in &callbacks {
        page::fire(&format!("'{}'", entry.kind.callback()));
    }
    page::settle().await;
    tally.calls += callbacks.len();
    let pushed = page::eval(&format!(
        "{layer}.map((message) => message.event).join(' ')"
    ));
    let expected: Vec<_> = callbacks.iter().map(|entry| entry.event).collect();
    let pushes = pushed.split(' ').filter(|name| name.len() > 2).count();
    tally.expect(expected.len(), pushes);
    assert_eq!(pushed.trim_matches('"'), expected.join(" "));
    if layer != "dataLayer" {
        tally.expect(0, page::pushed().len());
    }
    let received = RECEIVED.take();
    tally.expect(callbacks.len() * listeners.len(), received.len());
    for listener in listeners {
        let of_listener = received.iter().filter(|(name, _)| name == listener);
        let kinds = callbacks.iter().map(|entry| &entry.kind);
        assert!(
            of_listener.map(|(_, kind)| kind).eq(kinds),
            "{listener}: {received:?}"
        );
    }
}

#[derive(PartialEq, Properties)]
struct ListenerProps {
    name: &'static str,
}

/// Records each event that it gets, under a name.
#[component]
fn Listener(props: &ListenerProps) -> Html {
    let name = props.name;
    use_chat_event(move |event: &ChatEvent| {
        RECEIVED.with_borrow_mut(|received| received.push((name, event.kind())));
    });
    Html::default()
}

fn provider(name: &'static str, layer: &'static str) -> Html {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = props("channels=both");
    html! {
        <CustomerlyProvider key={name} {app_id} {launcher_url} data_layer={DataLayer::builder().named(layer).build().unwrap_or_default()}>
            <Listener {name} />
        </CustomerlyProvider>
    }
}

/// A page with any arrangement of providers and elements.
#[derive(Clone, PartialEq, Properties)]
struct PageProps {
    html: Html,
}

#[component]
fn Page(props: &PageProps) -> Html {
    props.html.clone()
}

async fn show(html: Html) -> AppHandle<Page> {
    mount_ready("channels=both").await.destroy();
    let app =
        yew::Renderer::<Page>::with_root_and_props(page::element(), PageProps { html }).render();
    page::settle().await;
    clear_records();
    app
}

async fn change(app: &mut AppHandle<Page>, html: Html) {
    app.update(PageProps { html });
    page::settle().await;
}

#[wasm_bindgen_test]
async fn several_providers() {
    let (first, second) = (
        || provider("first", "layerA"),
        || provider("second", "layerB"),
    );
    let mut app = show(html! { <>{ first() }{ second() }</> }).await;
    let mut tally = Tally::default();
    call_all(&mut tally, "layerA", &["first", "second"]).await;
    assert_eq!(page::eval("layerB"), "[]");
    // The provider that has been mounted longest pushes the events.
    change(&mut app, second()).await;
    call_all(&mut tally, "layerB", &["second"]).await;
    change(&mut app, html! { <>{ first() }{ second() }</> }).await;
    call_all(&mut tally, "layerB", &["first", "second"]).await;
    assert_eq!(page::eval("layerA"), "[]");
    change(&mut app, first()).await;
    call_all(&mut tally, "layerA", &["first"]).await;

    // The console warns each time that a second provider mounts; `show` cleared the first warning.
    let console = page::console();
    assert!(
        console.len() == 1 && console[0].contains("several providers"),
        "{console:?}"
    );
    tally.close(THEME, "several providers");
    app.destroy();
}

#[wasm_bindgen_test]
async fn nested_providers() {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = props("channels=both");
    let app = show(html! {
        <CustomerlyProvider {app_id} {launcher_url}>
            <Listener name="outer" />
            { provider("inner", "layerB") }
        </CustomerlyProvider>
    })
    .await;
    let mut tally = Tally::default();
    // The inner one mounts first, but the outer one is the page's.
    call_all(&mut tally, "dataLayer", &["outer", "inner"]).await;
    assert_eq!(page::eval("layerB"), "[]");
    tally.close(THEME, "a provider inside another provider");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_provider_that_moves() {
    let moving = || provider("moving", "layerA");
    let mut app = show(moving()).await;
    page::run("launcher.calls.length = 0");
    let runs = page::eval("launcher.runs");
    let mut tally = Tally::default();
    for html in [
        html! { <><p key="p" />{ moving() }</> },
        html! { <>{ moving() }<p key="p" /></> },
        html! { <div>{ moving() }</div> },
        html! { <div><section>{ moving() }</section></div> },
        html! { <ul><li key="a">{ "a" }</li><li key="b">{ moving() }</li></ul> },
        html! { <ul><li key="b">{ moving() }</li><li key="a">{ "a" }</li></ul> },
        moving(),
    ] {
        change(&mut app, html).await;
        call_all(&mut tally, "layerA", &["moving"]).await;
    }
    assert_eq!(page::eval("launcher.calls"), "[]");
    assert_eq!(page::eval("launcher.runs"), runs);
    assert_eq!(page::console(), [""; 0]);
    tally.close(THEME, "a provider that moves");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_provider_that_remounts_with_another_app_id() {
    mount_ready("channels=both").await.destroy();
    let runs = page::eval("launcher.runs");
    let mut tally = Tally::default();
    for _ in 0..10 {
        clear_records();
        let other = CustomerlyProviderProps {
            app_id: "00000000".into(),
            settings: Settings::new().name("Ada"),
            ..props("channels=both")
        };
        let app = mount(other).await;
        let console = page::console();
        assert!(
            console.len() == 1 && console[0].contains("another app id"),
            "{console:?}"
        );
        // The running chat continues, and its events are delivered, but nothing is sent to it.
        let error = LoadError::OtherAppId;
        assert_eq!(chat().status(), MessengerStatus::Failed(error.clone()));
        call_all(&mut tally, "dataLayer", &[]).await;
        tally.expect(callbacks().len(), messages().len());
        assert_eq!(
            chat().track_event("seen"),
            CommandOutcome::Refused(CommandError::NotLoaded(error))
        );
        page::console();
        app.destroy();
        page::settle().await;

        page::run("launcher.calls.length = 0");
        let app = mount(props("channels=both")).await;
        call_all(&mut tally, "dataLayer", &[]).await;
        tally.expect(callbacks().len(), messages().len());
        // Somebody used the chat in the meantime. The other app id's settings are not sent.
        assert_eq!(page::eval("launcher.calls"), r#"[["logout"]]"#);
        assert_eq!(page::console(), [""; 0]);
        app.destroy();
    }
    assert_eq!(page::eval("launcher.runs"), runs);
    tally.close(THEME, "a provider that remounts with another app id");
}

#[wasm_bindgen_test]
async fn ten_thousand_mounts() {
    const MOUNTS: usize = 10_000;
    mount_ready("channels=both").await.destroy();
    page::run("launcher.calls.length = 0");
    let runs = page::eval("launcher.runs");
    let root = page::element();
    for time in 0..MOUNTS {
        let props = props("channels=both");
        let app =
            yew::Renderer::<crate::support::Recorded>::with_root_and_props(root.clone(), props)
                .render();
        page::settle().await;
        app.destroy();
        page::settle().await;
        if time % 100 == 0 {
            // The test runner gives up on a browser that does not respond for a while.
            page::next().await;
        }
    }
    let app = mount(props("channels=both")).await;
    clear_records();
    let mut tally = Tally::default();
    call_all(&mut tally, "dataLayer", &[]).await;
    tally.expect(callbacks().len(), messages().len());
    assert_eq!(page::eval("launcher.calls"), "[]");
    assert_eq!(page::eval("launcher.runs"), runs);
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "1"
    );
    assert_eq!(page::console(), [""; 0]);
    tally.close(THEME, "10,000 mounts");
    app.destroy();
}

/// A child that sends commands in its first effect, before its provider's own effects run.
#[component]
fn EarlyCommands() -> Html {
    let chat = use_customerly().expect("a provider");
    use_effect_with((), move |()| {
        chat.open();
        chat.close();
    });
    html! { <Listener name="early" /> }
}

#[wasm_bindgen_test]
async fn events_while_a_provider_mounts() {
    mount_ready("channels=both").await.destroy();
    let mut tally = Tally::default();
    for _ in 0..20 {
        clear_records();
        let early = CustomerlyProviderProps {
            on_event: Some(Callback::from(|event: Rc<ChatEvent>| {
                RECEIVED.with_borrow_mut(|received| received.push(("provider", event.kind())));
            })),
            children: html! { <EarlyCommands /> },
            ..props("channels=both")
        };
        let app = mount(early).await;
        tally.calls += 2;
        assert_eq!(
            page::pushed(),
            ["customerly_chat_opened", "customerly_chat_closed"]
        );
        let received = RECEIVED.take();
        tally.expect(4, received.len());
        let (opened, closed) = (EventKind::ChatOpened, EventKind::ChatClosed);
        assert_eq!(
            received,
            [
                ("provider", opened),
                ("early", opened),
                ("provider", closed),
                ("early", closed)
            ]
        );
        tally.expect(2, messages().len());
        app.destroy();
        page::settle().await;
        // Without a provider, nothing is pushed and no message is sent.
        page::fire("'onSurveyAnswered'");
        tally.calls += 1;
        tally.expect(
            0,
            page::pushed().len() + RECEIVED.take().len() + messages().len(),
        );
    }
    assert_eq!(page::console(), [""; 0]);
    tally.close(
        THEME,
        "events while a provider mounts, and after it unmounts",
    );
}
