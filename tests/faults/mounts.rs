//! Hostile timing: providers that come, go, move and are several.

use std::cell::RefCell;
use std::rc::Rc;

use crate::support::{chat, messages, mount, mount_ready, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry, DataLayer};
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps, EventKind, MessengerStatus};

const THEME: &str = "hostile timing";
const EMPTY_LAYERS: &str = "window.dataLayer = []; window.layerA = []; window.layerB = []";

thread_local! {
    static HEARD: RefCell<Vec<(&'static str, EventKind)>> = RefCell::default();
}

/// A chat that says that it cannot start has its own tests.
fn called() -> Vec<&'static CatalogueEntry> {
    CATALOGUE
        .iter()
        .filter(|entry| entry.kind != EventKind::MessengerLoadFailed)
        .collect()
}

fn forget() {
    page::run(EMPTY_LAYERS);
    messages();
    page::console();
    HEARD.take();
}

/// Calls each callback: one push each, in `layer`, and one message to each of those who listen.
async fn call_all(tally: &mut Tally, layer: &str, listeners: &[&'static str]) {
    page::run(EMPTY_LAYERS);
    let called = called();
    for entry in &called {
        page::fire(&format!("'{}'", entry.kind.callback()));
    }
    page::settle().await;
    tally.calls += called.len();
    let pushed = page::eval(&format!(
        "{layer}.map((message) => message.event).join(' ')"
    ));
    let expected: Vec<_> = called.iter().map(|entry| entry.event).collect();
    let pushes = pushed.split(' ').filter(|name| name.len() > 2).count();
    tally.expect(expected.len(), pushes);
    assert_eq!(pushed.trim_matches('"'), expected.join(" "));
    if layer != "dataLayer" {
        tally.expect(0, page::pushed().len());
    }
    let heard = HEARD.take();
    tally.expect(called.len() * listeners.len(), heard.len());
    for listener in listeners {
        let of_one = heard.iter().filter(|(name, _)| name == listener);
        let kinds = called.iter().map(|entry| &entry.kind);
        assert!(
            of_one.map(|(_, kind)| kind).eq(kinds),
            "{listener}: {heard:?}"
        );
    }
}

#[derive(PartialEq, Properties)]
struct EarProps {
    name: &'static str,
}

/// Hears under a name.
#[component]
fn Ear(props: &EarProps) -> Html {
    let name = props.name;
    use_chat_event(move |event: &ChatEvent| {
        HEARD.with_borrow_mut(|heard| heard.push((name, event.kind())));
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
        <CustomerlyProvider key={name} {app_id} {launcher_url} data_layer={DataLayer::new().named(layer)}>
            <Ear {name} />
        </CustomerlyProvider>
    }
}

/// A page of providers, in whatever order and under whatever elements.
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
    forget();
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
    // Whoever is there longest gets the events.
    change(&mut app, second()).await;
    call_all(&mut tally, "layerB", &["second"]).await;
    change(&mut app, html! { <>{ first() }{ second() }</> }).await;
    call_all(&mut tally, "layerB", &["first", "second"]).await;
    assert_eq!(page::eval("layerA"), "[]");
    change(&mut app, first()).await;
    call_all(&mut tally, "layerA", &["first"]).await;

    // That there are several is said each time that there begin to be.
    let console = page::console();
    assert!(
        console.len() == 1 && console[0].contains("several providers"),
        "{console:?}"
    );
    tally.close(THEME, "several providers");
    app.destroy();
}

#[wasm_bindgen_test]
async fn providers_in_each_other() {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = props("channels=both");
    let app = show(html! {
        <CustomerlyProvider {app_id} {launcher_url}>
            <Ear name="outer" />
            { provider("inner", "layerB") }
        </CustomerlyProvider>
    })
    .await;
    let mut tally = Tally::default();
    // The inner one mounts first.
    call_all(&mut tally, "layerB", &["outer", "inner"]).await;
    tally.close(THEME, "a provider in a provider");
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
async fn a_provider_that_comes_back_with_another_app_id() {
    mount_ready("channels=both").await.destroy();
    let runs = page::eval("launcher.runs");
    let mut tally = Tally::default();
    for _ in 0..10 {
        forget();
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
        // The chat that is there goes on: what it tells is told.
        assert_eq!(chat().status(), MessengerStatus::Ready);
        call_all(&mut tally, "dataLayer", &[]).await;
        tally.expect(called().len(), messages().len());
        assert_eq!(chat().track_event("seen"), CommandOutcome::Sent);
        app.destroy();
        page::settle().await;

        page::run("launcher.calls.length = 0");
        let app = mount(props("channels=both")).await;
        call_all(&mut tally, "dataLayer", &[]).await;
        tally.expect(called().len(), messages().len());
        assert_eq!(page::eval("launcher.calls"), "[]", "the other's settings");
        assert_eq!(page::console(), [""; 0]);
        app.destroy();
    }
    assert_eq!(page::eval("launcher.runs"), runs);
    tally.close(THEME, "a provider that comes back with another app id");
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
            // A browser that is asked nothing for a while is taken for dead.
            page::next().await;
        }
    }
    let app = mount(props("channels=both")).await;
    forget();
    let mut tally = Tally::default();
    call_all(&mut tally, "dataLayer", &[]).await;
    tally.expect(called().len(), messages().len());
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

/// A child that commands when it is first shown, before its provider knows that it is in a page.
#[component]
fn Eager() -> Html {
    let chat = use_customerly().expect("a provider");
    use_effect_with((), move |()| {
        chat.open();
        chat.close();
    });
    html! { <Ear name="eager" /> }
}

#[wasm_bindgen_test]
async fn events_while_a_provider_mounts() {
    mount_ready("channels=both").await.destroy();
    let mut tally = Tally::default();
    for _ in 0..20 {
        forget();
        let eager = CustomerlyProviderProps {
            on_event: Some(Callback::from(|event: Rc<ChatEvent>| {
                HEARD.with_borrow_mut(|heard| heard.push(("provider", event.kind())));
            })),
            children: html! { <Eager /> },
            ..props("channels=both")
        };
        let app = mount(eager).await;
        tally.calls += 2;
        assert_eq!(
            page::pushed(),
            ["customerly_chat_opened", "customerly_chat_closed"]
        );
        let heard = HEARD.take();
        tally.expect(4, heard.len());
        let (opened, closed) = (EventKind::ChatOpened, EventKind::ChatClosed);
        assert_eq!(
            heard,
            [
                ("provider", opened),
                ("eager", opened),
                ("provider", closed),
                ("eager", closed)
            ]
        );
        tally.expect(2, messages().len());
        app.destroy();
        page::settle().await;
        // Whoever calls now calls nobody.
        page::fire("'onSurveyAnswered'");
        tally.calls += 1;
        tally.expect(
            0,
            page::pushed().len() + HEARD.take().len() + messages().len(),
        );
    }
    assert_eq!(page::console(), [""; 0]);
    tally.close(THEME, "events while a provider mounts, and when it is gone");
}
