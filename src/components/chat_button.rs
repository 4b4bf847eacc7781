//! A chat button for an app's own design.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode};

use super::chat_trigger::use_chat_trigger;
use super::hooks::{
    use_chat_hidden, use_chat_open, use_customerly, use_messenger_status, use_unread_messages,
};
use crate::browser::{FocusPlace, LiveRegion, console, focus};
use crate::chat::Customerly;
use crate::messenger::{CommandOutcome, LoadError, MessengerStatus};

/// Properties of [`ChatButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChatButtonProps {
    /// The button's classes.
    #[prop_or_default]
    pub class: Classes,
    /// The button's id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// The button's inline style. A strict content security policy blocks it.
    #[prop_or_default]
    pub style: Option<AttrValue>,
    /// The button's accessible name, for content without text, such as an icon.
    #[prop_or_default]
    pub aria_label: Option<AttrValue>,
    /// Further attributes of the button, such as `vec![("data-place", AttrValue::from("footer"))]`. Those
    /// that the button itself may have stay as they are. One with an invalid name is left out, and the
    /// console names it.
    #[prop_or_default]
    pub attributes: Vec<(&'static str, AttrValue)>,
    /// Refers to the button in the page, and to nothing while `fallback` replaces it.
    #[prop_or_default]
    pub node_ref: Option<NodeRef>,
    /// Called at each press before the button acts, also if the button is disabled. After
    /// `event.prevent_default()`, the button does not act.
    #[prop_or_default]
    pub onclick: Option<Callback<MouseEvent>>,
    /// Whether Customerly's own launcher is hidden while this button is mounted, as by
    /// [`use_chat_hidden`](crate::use_chat_hidden). Default: false.
    #[prop_or_default]
    pub hide_launcher: bool,
    /// The button's text if it has no children. Default: "Chat".
    #[prop_or(AttrValue::Static("Chat"))]
    pub label: AttrValue,
    /// The description while a chat that the visitor has requested is loading. Default: "The chat is
    /// loading".
    #[prop_or(AttrValue::Static("The chat is loading"))]
    pub loading_label: AttrValue,
    /// The description while a chat that the visitor has requested waits for the provider's `consent`.
    /// Default: "The chat waits for your consent".
    #[prop_or(AttrValue::Static("The chat waits for your consent"))]
    pub waiting_label: AttrValue,
    /// The description of a chat that has failed, or that has refused to open. Default: "The chat is not
    /// available".
    #[prop_or(AttrValue::Static("The chat is not available"))]
    pub unavailable_label: AttrValue,
    /// Returns the description for a number of unread messages, which is at least 1. Default: "1 unread
    /// message", "2 unread messages".
    #[prop_or_default]
    pub unread_label: Option<Callback<u32, AttrValue>>,
    /// Replaces the button when the chat has failed, for example with a `mailto:` link. Default: the
    /// button stays and says so.
    #[prop_or_default]
    pub fallback: Option<Html>,
    /// The button's content. Default: the `label`.
    #[prop_or_default]
    pub children: Html,
}

/// A button that opens and closes the chat, instead of Customerly's launcher or beside it.
///
/// It may be pressed before the chat is ready: the chat loads, or waits for the missing consent, and
/// opens when it is ready. Pressing the button again in the meantime does not cancel that. With
/// [`LoadStrategy::on_chat_button`](crate::LoadStrategy::on_chat_button), the chat loads when this
/// button comes into view or is touched.
///
/// When the chat has failed, `fallback` replaces the button. Without one the button stays. After
/// [`LoadError::Script`], pressing it loads the chat again. After [`LoadError::TimedOut`], or while
/// [`Retry`](crate::Retry) tries again, the chat opens if it becomes ready after all. After any other
/// error, and without a [`CustomerlyProvider`](crate::CustomerlyProvider) above, it is disabled.
///
/// # Styles
///
/// It renders one `<button>` and no styles. Its attributes reflect the state:
///
/// | selector | when |
/// |---|---|
/// | `[data-status="idle"]`, `"loading"`, `"ready"`, `"failed"` | the chat's [`MessengerStatus`] |
/// | `[data-unread]` | messages are unread; the value is their number, for `content: attr(data-unread)` |
/// | `[aria-expanded="true"]` | the chat is open |
/// | `[aria-busy="true"]` | the visitor has requested the chat, and it is loading |
/// | `[aria-disabled="true"]` | the chat has failed, and pressing has no effect |
/// | `[title]` | the chat has failed, has refused to open or waits for consent; the value says so |
///
/// # Accessibility
///
/// The name is the content or `aria_label` and does not change; `aria-expanded` tells whether the chat is
/// open. The description tells the rest: how many messages are unread, that the chat is loading, waits
/// for consent or is not available. A live region outside of the app's tree announces changes of it
/// without moving the focus, except for those that the visitor has not caused, such as a load in the
/// background. What several buttons have to announce is announced once.
///
/// If the button has the focus when `fallback` replaces it, the focus moves to the first element of the
/// fallback that accepts it, or else to its first element, which gets a `tabindex` of -1. When the button
/// returns, it takes the focus from the fallback in the same way.
///
/// On a server, and therefore at the first render in a browser, it is the button of a chat that is not
/// loaded.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn Corner() -> Html {
///     let mail = html! { <a href="mailto:help@example.com">{ "Write to us" }</a> };
///     html! {
///         <ChatButton class="round" aria_label="Chat" hide_launcher=true fallback={mail}>
///             <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-5 4v-4H4z" /></svg>
///         </ChatButton>
///     }
/// }
/// ```
#[component]
pub fn ChatButton(props: &ChatButtonProps) -> Html {
    let chat = use_customerly();
    let status = use_messenger_status();
    let open = use_chat_open();
    let unread = use_unread_messages();
    let own_ref = use_node_ref();
    let button = props.node_ref.clone().unwrap_or(own_ref);
    use_chat_trigger(&button);
    use_chat_hidden(props.hide_launcher);
    let state = use_state_eq(|| ButtonState {
        request: OpenRequest::None,
        replaced_at: None,
    });
    let ButtonState {
        request,
        replaced_at,
    } = (*state).clone();
    let set_request = {
        let (state, replaced_at) = (state.clone(), replaced_at.clone());
        move |request| {
            state.set(ButtonState {
                request,
                replaced_at: replaced_at.clone(),
            });
        }
    };

    let failed = chat.is_none() || matches!(status, MessengerStatus::Failed(_));
    let is_waiting = request == OpenRequest::Waiting;
    let busy = is_waiting && status == MessengerStatus::Loading;
    let obstacle = if failed || request == OpenRequest::Refused {
        Some(&props.unavailable_label)
    } else if is_waiting && status == MessengerStatus::Idle {
        Some(&props.waiting_label)
    } else {
        None
    };
    let description = if let Some(obstacle) = obstacle {
        Some(obstacle.clone())
    } else if busy {
        Some(props.loading_label.clone())
    } else if !open && unread > 0 {
        Some(unread_text(props, unread))
    } else {
        None
    };
    // The visitor has not caused a failure of a chat that they have not requested.
    let announcement = description
        .clone()
        .filter(|_| !failed || request != OpenRequest::None);
    use_announcement(announcement.unwrap_or_default());

    let has_fallback = failed && chat.is_some() && props.fallback.is_some();
    let moves_focus = use_mut_ref(|| false);
    use_effect_with(
        (status.clone(), open, has_fallback, replaced_at.is_some()),
        {
            let (button, chat) = (button.clone(), chat.clone());
            let replaced_at = replaced_at.clone();
            let invalid = invalid_name(&props.attributes);
            move |(status, ..)| {
                // The first status is always idle, and rarely a later one.
                if let Some(name) = invalid.filter(|_| *status == MessengerStatus::Idle) {
                    console::warn(&[
                        "ChatButton leaves out an attribute with the invalid name ",
                        name,
                    ]);
                }
                let button = button.get().map(JsValue::from).unwrap_or_default();
                let is_settled = has_fallback == replaced_at.is_some();
                // Moving the focus runs app code, so no borrow may last.
                let moves = moves_focus.take();
                match &replaced_at {
                    Some(place) if is_settled && moves => place.take_focus(),
                    None if is_settled && moves => {
                        focus::focus(&button);
                    }
                    _ if is_settled => {}
                    Some(place) => *moves_focus.borrow_mut() = place.has_focus(),
                    None => *moves_focus.borrow_mut() = focus::has_focus(&button),
                }
                let may_recover = chat.is_some_and(|chat| chat.may_recover());
                // The fallback and the button replace each other only now, after the look at the focus.
                let next = ButtonState {
                    request: request.after(status, may_recover),
                    replaced_at: if is_settled {
                        replaced_at
                    } else {
                        has_fallback.then(FocusPlace::new)
                    },
                };
                // Yew allocates a state that is set, also an equal one.
                if *state != next {
                    state.set(next);
                }
            }
        },
    );
    match (&props.fallback, &replaced_at) {
        (Some(fallback), _) if chat.is_none() => return fallback.clone(),
        (Some(fallback), Some(place)) => {
            let [start, end] = place.ends().map(VNode::VRef);
            return html! { <>{ start }{ fallback.clone() }{ end }</> };
        }
        _ => {}
    }

    let is_disabled = chat.is_none() || is_final(&status);
    let is_ready = status == MessengerStatus::Ready;
    let onclick = {
        let handler = props.onclick.clone();
        move |event: MouseEvent| {
            if let Some(handler) = &handler {
                handler.emit(event.clone());
            }
            // The second click of a double click would close what the first one has opened.
            if event.default_prevented() || event.detail() > 1 {
                return;
            }
            let outcome =
                chat.as_ref()
                    .filter(|_| !is_disabled)
                    .map(|chat| match (is_ready, open) {
                        (true, true) => chat.close(),
                        (true, false) => chat.open(),
                        // The chat has a queued `open` already.
                        (false, _) if is_waiting => chat.load(),
                        (false, _) => load_and_open(chat),
                    });
            set_request(match outcome {
                None | Some(CommandOutcome::Refused(_)) => OpenRequest::Refused,
                Some(_) if is_ready => OpenRequest::None,
                Some(_) => OpenRequest::Waiting,
            });
        }
    };
    let content = if props.children == Html::default() {
        props.label.clone().into()
    } else {
        props.children.clone()
    };

    let mut html = html! {
        <button
            ref={button}
            type="button"
            id={props.id.clone()}
            class={props.class.clone()}
            style={props.style.clone()}
            title={obstacle.cloned()}
            data-status={status_name(&status, failed)}
            data-unread={(unread > 0).then(|| unread.to_string())}
            aria-label={props.aria_label.clone()}
            aria-description={description}
            // Not `aria-pressed`: the button shows and hides something else, as in the "Disclosure"
            // pattern of the ARIA Authoring Practices.
            aria-expanded={if open { "true" } else { "false" }}
            aria-haspopup="dialog"
            aria-busy={busy.then_some("true")}
            // `disabled` would take the focus away from the button that was just pressed.
            aria-disabled={is_disabled.then_some("true")}
            {onclick}
        >
            { content }
        </button>
    };
    add_attributes(&mut html, &props.attributes);
    html
}

fn status_name(status: &MessengerStatus, failed: bool) -> &'static str {
    match status {
        _ if failed => "failed",
        MessengerStatus::Loading => "loading",
        MessengerStatus::Ready => "ready",
        _ => "idle",
    }
}

#[derive(Clone, PartialEq)]
struct ButtonState {
    request: OpenRequest,
    /// Where the fallback is in the button's place.
    replaced_at: Option<FocusPlace>,
}

/// The visitor's request to open a chat that was not ready.
#[derive(Clone, Copy, PartialEq)]
enum OpenRequest {
    /// There is none, or it was fulfilled.
    None,
    /// The chat opens when it is ready.
    Waiting,
    /// The chat has refused it, at once or when it failed.
    Refused,
}

impl OpenRequest {
    fn after(self, status: &MessengerStatus, may_recover: bool) -> Self {
        match status {
            MessengerStatus::Ready => Self::None,
            MessengerStatus::Failed(_) if self == Self::Waiting && !may_recover => Self::Refused,
            _ => self,
        }
    }
}

/// Whether the chat cannot become ready any more.
fn is_final(status: &MessengerStatus) -> bool {
    match status {
        MessengerStatus::Failed(error) => {
            !matches!(error, LoadError::Script { .. } | LoadError::TimedOut { .. })
        }
        _ => false,
    }
}

/// Loads a chat that is not ready, and opens it when it is.
fn load_and_open(chat: &Customerly) -> CommandOutcome {
    match chat.load() {
        CommandOutcome::Refused(error) => CommandOutcome::Refused(error),
        _ => chat.open(),
    }
}

fn unread_text(props: &ChatButtonProps, count: u32) -> AttrValue {
    match (&props.unread_label, count) {
        (Some(label), _) => label.emit(count),
        (None, 1) => AttrValue::Static("1 unread message"),
        (None, _) => AttrValue::from([&count.to_string(), " unread messages"].concat()),
    }
}

/// Announces each new text to screen readers. An empty text announces nothing.
#[hook]
fn use_announcement(text: AttrValue) {
    let region = use_mut_ref(|| None::<LiveRegion>);
    use_effect_with(text, move |text| {
        let mut region = region.borrow_mut();
        if region.is_none() {
            *region = LiveRegion::new();
        }
        if let Some(region) = &*region {
            region.announce(text);
        }
    });
}

thread_local! {
    /// The names of attributes that buttons have had, which Yew wants to be static.
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// Adds the app's attributes to those of the button. Yew's own way, `VTag::add_attribute`, costs every
/// visitor a hash map.
fn add_attributes(html: &mut Html, added: &[(&'static str, AttrValue)]) {
    if let VNode::VTag(tag) = html
        && let Some(tag) = Rc::get_mut(tag)
        && let Attributes::Dynamic { keys, values } = &mut tag.attributes
        && !added.is_empty()
    {
        let (mut names, mut all) = (keys.to_vec(), mem::take(values).into_vec());
        for (name, value) in added {
            if is_valid_name(name) && !names.contains(name) {
                names.push(name);
                all.push(Some(AttributeOrProperty::Attribute(value.clone())));
            }
        }
        *keys = static_names(names);
        *values = all.into();
    }
}

/// Keeps the names forever, but each list only once. The app's names are static, so there are few.
fn static_names(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|lists| {
        if let Some(known) = lists.iter().find(|known| **known == names) {
            return *known;
        }
        let names = names.leak();
        lists.push(names);
        names
    })
}

/// Whether the browser accepts the name of an attribute. Yew would panic otherwise.
fn is_valid_name(name: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    let is_other = |byte: &u8| byte.is_ascii_digit() || b"-_.:".contains(byte);
    let bytes = name.as_bytes();
    bytes.first().is_some_and(is_letter)
        && bytes.iter().all(|byte| is_letter(byte) || is_other(byte))
}

fn invalid_name(attributes: &[(&'static str, AttrValue)]) -> Option<&'static str> {
    let mut names = attributes.iter().map(|(name, _)| *name);
    names.find(|name| !is_valid_name(name))
}
