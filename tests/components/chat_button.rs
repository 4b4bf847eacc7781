//! The app's own chat button once the chat is ready: what it opens, announces, hides and passes on.

use std::cell::{Cell, RefCell};

use crate::support::{chat, messages, mount_until_ready, page, with};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::ChatButtonProps;
use yew_customerly::prelude::*;

async fn mount_ready(children: Html) -> AppHandle<crate::support::Recorded> {
    let app = mount_until_ready(with(children)).await;
    messages();
    page::run("launcher.calls.splice(0)");
    app
}

async fn click() {
    page::run("document.querySelector('button').click()");
    page::settle().await;
}

fn button() -> String {
    page::eval("document.querySelector('button').outerHTML")
}

/// The text of the live region, which a screen reader announces.
fn announcement() -> String {
    page::eval("document.querySelector('body > [role=status]').textContent")
}

fn calls() -> String {
    page::eval("launcher.calls.splice(0).map(([name]) => name).join()")
}

fn unread(count: u32) {
    page::run(&format!("customerly.unreadMessagesCount = {count}"));
    page::fire("'onNewMessageReceived', { conversationId: 1 }");
}

#[wasm_bindgen_test]
async fn a_double_click_opens_the_chat() {
    let app = mount_ready(html! { <ChatButton /> }).await;
    page::run(
        "for (const detail of [1, 2, 3]) {
             const click = new MouseEvent('click', { bubbles: true, detail });
             document.querySelector('button').dispatchEvent(click);
         }",
    );
    page::settle().await;
    assert_eq!(calls(), "\"open\"");
    assert!(chat().is_open());
    chat().close();
    page::settle().await;
    assert_eq!(calls(), "\"close\"");
    messages();
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_click_opens_and_closes_the_chat() {
    let app = mount_ready(html! { <ChatButton id="own" class="round" /> }).await;
    let closed = r#"<button type=\"button\" id=\"own\" class=\"round\" data-status=\"ready\" aria-expanded=\"false\" aria-haspopup=\"dialog\">Chat</button>"#;
    let open = closed.replace("false", "true");
    assert_eq!(sorted(&button()), sorted(closed));
    click().await;
    assert_eq!(sorted(&button()), sorted(&open));
    click().await;
    assert_eq!(sorted(&button()), sorted(closed));
    assert_eq!(calls(), "\"open,close\"");
    assert_eq!(messages(), [ChatEvent::ChatOpened, ChatEvent::ChatClosed]);

    // The button also follows a chat that something else opens.
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(sorted(&button()), sorted(&open));
    click().await;
    assert_eq!(calls(), "\"close\"");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

/// Sorts the parts of the HTML, because the order of attributes is not fixed.
fn sorted(html: &str) -> Vec<&str> {
    let mut parts: Vec<_> = html.trim_matches('"').split([' ', '>']).collect();
    parts.sort_unstable();
    parts
}

#[wasm_bindgen_test]
async fn unread_messages_are_described_and_announced_without_moving_the_focus() {
    let app = mount_ready(html! { <><input id="field" /><ChatButton /></> }).await;
    page::run("document.getElementById('field').focus()");
    assert_eq!(announcement(), "\"\"");
    let description = || {
        let button = "document.querySelector('button')";
        page::eval(&format!(
            "[{button}.dataset.unread, {button}.getAttribute('aria-description'), {button}.textContent]"
        ))
    };

    unread(1);
    page::settle().await;
    assert_eq!(description(), r#"["1","1 unread message","Chat"]"#);
    assert_eq!(announcement(), "\"1 unread message\"");
    unread(12);
    page::settle().await;
    assert_eq!(description(), r#"["12","12 unread messages","Chat"]"#);
    assert_eq!(announcement(), "\"12 unread messages\"");
    assert_eq!(page::eval("document.activeElement.id"), "\"field\"");

    // No announcement while the chat is open, because the visitor sees new messages there.
    click().await;
    unread(13);
    page::settle().await;
    assert_eq!(description(), r#"["13",null,"Chat"]"#);
    assert_eq!(announcement(), "\"\"");
    click().await;
    unread(0);
    page::settle().await;
    assert_eq!(description(), r#"["(undefined)",null,"Chat"]"#);
    assert_eq!(announcement(), "\"\"");

    // The live region is visually hidden, and outside the app's root.
    let region = "document.querySelector('body > [role=status]')";
    let size = format!("[{region}.offsetWidth, {region}.offsetHeight]");
    assert_eq!(page::eval(&size), "[1,1]");
    app.destroy();
    page::settle().await;
    assert_eq!(page::eval(region), "null");
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn every_text_can_be_replaced() {
    let unread_label = Callback::from(|count: u32| AttrValue::from(format!("{count} ungelesen")));
    let app = mount_ready(html! {
        <ChatButton aria_label="Gespräch" {unread_label} style="order: 1"><b>{ "?" }</b></ChatButton>
    })
    .await;
    unread(2);
    page::settle().await;
    let html = button();
    for part in [
        r#"aria-label=\"Gespräch\""#,
        r#"aria-description=\"2 ungelesen\""#,
        r#"style=\"order: 1\""#,
        "<b>?</b>",
    ] {
        assert!(html.contains(part), "{html}");
    }
    unread(0);
    app.destroy();
}

/// What each live region of the page says.
fn announcements() -> String {
    page::eval("[...document.querySelectorAll('body > [role=status]')].map((r) => r.textContent)")
}

#[wasm_bindgen_test]
async fn several_buttons_announce_the_same_thing_once() {
    let app = mount_ready(html! { <><ChatButton /><ChatButton /></> }).await;
    // Screen readers also announce a text that replaces an equal one.
    page::run(
        "window.spoken = [];
         window.watch = new MutationObserver((changes) => changes.forEach(({ addedNodes, target }) => {
             if (target.role === 'status') addedNodes.forEach((node) => spoken.push(node.data));
         }));
         watch.observe(document.body, { childList: true, subtree: true })",
    );
    let spoken = async || {
        page::next().await;
        page::eval("spoken.splice(0)")
    };
    for count in 1..=2 {
        unread(count);
        page::settle().await;
        let text = if count == 1 {
            r#"["1 unread message"]"#
        } else {
            r#"["2 unread messages"]"#
        };
        assert_eq!(spoken().await, text);
    }
    let described = "document.querySelectorAll('[aria-description=\"2 unread messages\"]').length";
    assert_eq!(page::eval(described), "2");
    unread(0);
    page::settle().await;
    assert_eq!(announcements(), r#"["",""]"#);
    assert_eq!(spoken().await, "[]");
    unread(2);
    page::settle().await;
    assert_eq!(spoken().await, r#"["2 unread messages"]"#);
    unread(0);
    page::run("watch.disconnect()");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_restart_of_the_chat_closes_its_window() {
    let app = mount_ready(html! { <ChatButton /> }).await;
    let expanded = || page::eval("document.querySelector('button').ariaExpanded");
    for restart in [
        "'onMessengerInitialized'",
        "'onMessengerLoadFailed', { status: 401 }",
    ] {
        page::fire("'onMessengerInitialized'");
        page::fire("'onChatOpened'");
        page::settle().await;
        assert_eq!(expanded(), "\"true\"");
        page::fire(restart);
        page::settle().await;
        assert_eq!(expanded(), "\"false\"", "{restart}");
        assert!(!chat().is_open());
    }
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    calls();
    click().await;
    assert_eq!(calls(), "\"open\"");
    click().await;
    page::console();
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_refused_press_is_announced_until_one_succeeds() {
    let app = mount_ready(html! { <ChatButton unavailable_label="Not now" /> }).await;
    let state = || {
        let [status, title, description] = ["data-status", "title", "aria-description"]
            .map(|name| format!("document.querySelector('button').getAttribute('{name}')"));
        page::eval(&format!("[{status}, {title}, {description}]"))
    };
    page::run("window.kept = customerly.open; customerly.open = undefined");
    click().await;
    assert_eq!(state(), r#"["ready","Not now","Not now"]"#);
    assert_eq!(announcement(), "\"Not now\"");
    page::run("customerly.open = kept");
    click().await;
    assert_eq!(state(), r#"["ready",null,null]"#);
    assert_eq!(announcement(), "\"\"");
    assert_eq!(calls(), "\"open\"");
    click().await;
    let console = page::console();
    assert!(console[0].contains("open() did not run"), "{console:?}");
    assert_eq!(console.len(), 1, "{console:?}");
    app.destroy();
}

thread_local! {
    static PRESSES: Cell<u32> = const { Cell::new(0) };
    static REFERENCE: RefCell<NodeRef> = RefCell::default();
}

/// A button with everything that it passes on.
#[component]
fn Extended() -> Html {
    let node_ref = use_node_ref();
    REFERENCE.set(node_ref.clone());
    let prevents = use_state(|| false);
    let onclick = {
        let prevents = *prevents;
        move |event: MouseEvent| {
            PRESSES.set(PRESSES.get() + 1);
            if prevents {
                event.prevent_default();
            }
        }
    };
    let toggle = {
        let prevents = prevents.clone();
        move |_| prevents.set(!*prevents)
    };
    let place = if *prevents { "footer" } else { "header" };
    let attributes = vec![
        ("data-place", AttrValue::from(place)),
        ("aria-controls", AttrValue::from("chat")),
        // What the button sets itself stays, and what is no name is left out.
        ("data-status", AttrValue::from("mine")),
        ("not a name", AttrValue::from("x")),
        ("", AttrValue::from("x")),
    ];
    html! {
        <>
            <ChatButton {onclick} {node_ref} {attributes} />
            <i id="prevent" onclick={toggle} />
        </>
    }
}

#[wasm_bindgen_test]
async fn clicks_the_reference_and_attributes_pass_through() {
    PRESSES.set(0);
    let app = mount_ready(html! { <Extended /> }).await;
    assert_eq!(
        page::console(),
        ["yew-customerly: ChatButton leaves out an attribute with the invalid name not a name"]
    );
    let attributes = || {
        page::eval(
            "['data-place', 'aria-controls', 'data-status', 'aria-expanded', 'type']
                .map((name) => document.querySelector('button').getAttribute(name))",
        )
    };
    assert_eq!(
        attributes(),
        r#"["header","chat","ready","false","button"]"#
    );
    let element = REFERENCE.with_borrow(|node| node.cast::<web_sys::Element>());
    assert_eq!(element.unwrap().tag_name(), "BUTTON");

    click().await;
    assert_eq!((PRESSES.get(), calls().as_str()), (1, "\"open\""));
    assert_eq!(attributes(), r#"["header","chat","ready","true","button"]"#);
    page::run("document.getElementById('prevent').click()");
    page::settle().await;
    assert_eq!(attributes(), r#"["footer","chat","ready","true","button"]"#);
    click().await;
    assert_eq!((PRESSES.get(), calls().as_str()), (2, "\"\""));
    page::run("document.getElementById('prevent').click()");
    page::settle().await;
    click().await;
    assert_eq!((PRESSES.get(), calls().as_str()), (3, "\"close\""));
    page::console();
    app.destroy();
}

#[wasm_bindgen_test]
async fn attributes_are_rendered_on_a_server_and_hydrated() {
    let html = yew::ServerRenderer::<Extended>::new().render().await;
    for part in [
        " data-place=\"header\"",
        " aria-controls=\"chat\"",
        " data-status=\"failed\"",
        " type=\"button\"",
    ] {
        assert!(html.contains(part), "{html}");
    }
    assert!(
        !html.contains("mine") && !html.contains("not a name"),
        "{html}"
    );
    let root = page::element();
    root.set_inner_html(&html);
    page::run("document.querySelector('button').from = 'server'");
    let app = yew::Renderer::<Extended>::with_root(root).hydrate();
    page::settle().await;
    let button = "document.querySelector('button')";
    assert_eq!(
        page::eval(&format!("[{button}.from, {button}.dataset.place]")),
        r#"["server","header"]"#
    );
    page::run("document.getElementById('prevent').click()");
    page::settle().await;
    assert_eq!(
        page::eval(&format!("[{button}.from, {button}.dataset.place]")),
        r#"["server","footer"]"#
    );
    page::console();
    app.destroy();
}

#[component]
fn Switchable(props: &ChatButtonProps) -> Html {
    let has_button = use_state(|| true);
    let hide_launcher = use_state(|| props.hide_launcher);
    let leave = {
        let has_button = has_button.clone();
        move |_| has_button.set(false)
    };
    let hide = {
        let hide_launcher = hide_launcher.clone();
        move |_| hide_launcher.set(!*hide_launcher)
    };
    html! {
        <>
            <i id="leave" onclick={leave} />
            <i id="hide" onclick={hide} />
            if *has_button {
                <ChatButton hide_launcher={*hide_launcher} />
            }
        </>
    }
}

#[wasm_bindgen_test]
async fn hide_launcher_hides_the_launcher_button_while_it_is_set() {
    let app = mount_ready(html! { <Switchable /> }).await;
    assert_eq!(calls(), "\"\"");
    let press = async |id: &str| {
        page::run(&format!("document.getElementById('{id}').click()"));
        page::settle().await;
    };
    press("hide").await;
    assert_eq!(calls(), "\"hide\"");
    click().await;
    click().await;
    assert_eq!(calls(), "\"open,close\"");
    press("hide").await;
    assert_eq!(calls(), "\"show\"");
    // A launcher button that the app hides itself stays hidden.
    chat().hide();
    press("hide").await;
    press("hide").await;
    assert_eq!(calls(), "\"hide\"");
    chat().show();
    assert_eq!(calls(), "\"show\"");
    press("hide").await;
    press("leave").await;
    assert_eq!(calls(), "\"hide,show\"");
    app.destroy();
}

#[wasm_bindgen_test]
async fn without_a_provider_the_button_is_disabled() {
    #[component]
    fn Alone() -> Html {
        html! { <><ChatButton /><ChatButton fallback={html! { <a id="mail" /> }} /></> }
    }
    let app = yew::Renderer::<Alone>::with_root(page::element()).render();
    page::settle().await;
    click().await;
    let html = button();
    for part in [
        r#"aria-disabled=\"true\""#,
        r#"aria-description=\"The chat is not available\""#,
        ">Chat</button>",
    ] {
        assert!(html.contains(part), "{html}");
    }
    assert_eq!(announcement(), "\"The chat is not available\"");
    assert_eq!(
        page::eval("document.querySelectorAll('button').length"),
        "1"
    );
    assert_eq!(page::eval("document.querySelectorAll('#mail').length"), "1");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
