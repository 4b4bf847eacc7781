//! A chat button for an app's own design.

use yew::prelude::*;

use super::chat_trigger::use_chat_trigger;
use super::hooks::{
    use_chat_hidden, use_chat_open, use_customerly, use_messenger_status, use_unread_messages,
};
use crate::browser::LiveRegion;
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
    /// The description of a chat that has failed. Default: "The chat is not available".
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
/// It may be pressed before the chat is ready: the chat loads, unless consent is missing, and opens when
/// it is ready. Pressing the button again in the meantime has no effect. With
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
///
/// # Accessibility
///
/// The name is the content or `aria_label` and does not change; `aria-expanded` tells whether the chat is
/// open. The description tells the rest: how many messages are unread, that the chat is loading, that it
/// is not available. A live region outside of the app's tree announces changes of it without moving the
/// focus, except for those that the visitor has not caused, such as a load in the background.
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
    let button = use_node_ref();
    use_chat_trigger(&button);
    use_chat_hidden(props.hide_launcher);
    let request = use_state_eq(|| OpenRequest::None);
    use_effect_with(status.clone(), {
        let request = request.clone();
        let chat = chat.clone();
        move |status| {
            let may_recover = chat.is_some_and(|chat| chat.may_recover());
            request.set(request.after(status, may_recover));
        }
    });

    let failed = chat.is_none() || matches!(status, MessengerStatus::Failed(_));
    let busy = *request == OpenRequest::Waiting && status == MessengerStatus::Loading;
    let description = if busy {
        Some(props.loading_label.clone())
    } else if !failed && !open && unread > 0 {
        Some(unread_text(props, unread))
    } else {
        None
    };
    let unavailable = failed.then(|| props.unavailable_label.clone());
    let announcement = description.clone().or_else(|| {
        unavailable
            .clone()
            .filter(|_| *request != OpenRequest::None)
    });
    use_announcement(announcement.unwrap_or_default());

    if let Some(fallback) = props.fallback.as_ref().filter(|_| failed) {
        return fallback.clone();
    }

    let is_disabled = chat.is_none() || is_final(&status);
    let is_ready = status == MessengerStatus::Ready;
    let onclick = move |_| {
        let Some(chat) = chat.as_ref().filter(|_| !is_disabled) else {
            return;
        };
        if is_ready {
            toggle(chat, open);
        } else if *request != OpenRequest::Waiting {
            request.set(if load_and_open(chat) {
                OpenRequest::Waiting
            } else {
                OpenRequest::Refused
            });
        } else if failed {
            chat.load();
        }
    };
    let has_children = props.children != Html::default();
    // Children replace the text that would tell it.
    let title = unavailable.clone().filter(|_| has_children);
    let content = match unavailable {
        _ if has_children => props.children.clone(),
        Some(label) => label.into(),
        None => props.label.clone().into(),
    };

    html! {
        <button
            ref={button}
            type="button"
            id={props.id.clone()}
            class={props.class.clone()}
            style={props.style.clone()}
            {title}
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
    }
}

fn status_name(status: &MessengerStatus, failed: bool) -> &'static str {
    match status {
        _ if failed => "failed",
        MessengerStatus::Loading => "loading",
        MessengerStatus::Ready => "ready",
        _ => "idle",
    }
}

/// The visitor's request to open a chat that was not ready.
#[derive(Clone, Copy, PartialEq)]
enum OpenRequest {
    /// There is none, or it was fulfilled.
    None,
    /// The chat opens when it is ready.
    Waiting,
    /// The chat has failed, and the queued `open` was refused.
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

/// Loads a chat that is not ready, and opens it when it is. Returns `false` if it is refused.
fn load_and_open(chat: &Customerly) -> bool {
    !matches!(chat.load(), CommandOutcome::Refused(_)) && chat.open().ok().is_ok()
}

fn toggle(chat: &Customerly, open: bool) {
    if open {
        chat.close();
    } else {
        chat.open();
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
