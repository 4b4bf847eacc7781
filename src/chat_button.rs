//! A chat button of the app's own.

use yew::prelude::*;

use crate::chat_trigger::use_chat_trigger;
use crate::customerly::Customerly;
use crate::hooks::{
    use_chat_hidden, use_chat_open, use_customerly, use_messenger_status, use_unread_messages,
};
use crate::live_region::LiveRegion;
use crate::messenger::{Delivery, LoadError, MessengerStatus};

/// Properties of [`ChatButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChatButtonProps {
    /// The button's classes.
    #[prop_or_default]
    pub class: Classes,
    /// The button's id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// The button's inline style. A strict content security policy does not let one pass.
    #[prop_or_default]
    pub style: Option<AttrValue>,
    /// The button's name, where what is in it is no text, such as an icon.
    #[prop_or_default]
    pub aria_label: Option<AttrValue>,
    /// Whether Customerly's own launcher is hidden while this button is mounted, as by
    /// [`use_chat_hidden`](crate::use_chat_hidden). Default: false.
    #[prop_or_default]
    pub hide_launcher: bool,
    /// The button's text, where it has no children. Default: "Chat".
    #[prop_or(AttrValue::Static("Chat"))]
    pub label: AttrValue,
    /// Said of a chat that the visitor has asked for and that is on its way. Default: "The chat is
    /// loading".
    #[prop_or(AttrValue::Static("The chat is loading"))]
    pub loading_label: AttrValue,
    /// Said of a chat that is not there. Default: "The chat is not available".
    #[prop_or(AttrValue::Static("The chat is not available"))]
    pub unavailable_label: AttrValue,
    /// Says how many messages are unread, of at least one. Default: "1 unread message", "2 unread
    /// messages".
    #[prop_or_default]
    pub unread_label: Option<Callback<u32, AttrValue>>,
    /// What stands in the button's place when the chat has failed, such as a `mailto:` link. Default:
    /// the button, which says so.
    #[prop_or_default]
    pub fallback: Option<Html>,
    /// What is in the button. Default: the `label`.
    #[prop_or_default]
    pub children: Html,
}

/// A button that opens the chat and closes it, in the place of Customerly's launcher or beside it.
///
/// It may be pressed before the chat is there: the chat is loaded, unless consent is missing, and
/// opens when it comes. Pressing again meanwhile changes nothing, as impatience is no change of mind.
/// With the load strategy that waits for a chat button, the chat is loaded when this one comes into
/// view or is touched.
///
/// When the chat has failed, `fallback` stands in its place. Without one the button stays: after
/// [`LoadError::Script`] pressing it tries again, after [`LoadError::TimedOut`], or where
/// [`Retry`](crate::Retry) tries again, the chat opens should it still come, and after anything else, or without a
/// [`CustomerlyProvider`](crate::CustomerlyProvider) above, it is disabled.
///
/// # Styles
///
/// It renders one `<button>` and no styles. Its attributes say how it is:
///
/// | selector | when |
/// |---|---|
/// | `[data-status="idle"]`, `"loading"`, `"ready"`, `"failed"` | the chat's [`MessengerStatus`] |
/// | `[data-unread]` | messages are unread; the value says how many, for `content: attr(data-unread)` |
/// | `[aria-expanded="true"]` | the chat is open |
/// | `[aria-busy="true"]` | the visitor has asked for the chat, and it is loading |
/// | `[aria-disabled="true"]` | the chat has failed, and pressing is of no use |
///
/// # Accessibility
///
/// The name is the content or `aria_label` and stays the same; `aria-expanded` says whether the chat
/// is open. The rest is the description: how much is unread, that the chat is loading or not
/// available. A live region outside of the app's tree announces the same when it changes, without
/// moving the focus, but not what the visitor has no part in, such as a load in the background.
///
/// On a server, and so at the first render in a browser, it is a button of a chat that is not loaded.
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
    let wish = use_state_eq(|| Wish::None);
    use_effect_with(status.clone(), {
        let wish = wish.clone();
        let chat = chat.clone();
        move |status| wish.set(wish.after(status, chat.is_some_and(|chat| chat.may_come())))
    });

    let failed = chat.is_none() || matches!(status, MessengerStatus::Failed(_));
    let busy = *wish == Wish::Waiting && status == MessengerStatus::Loading;
    let description = if busy {
        Some(props.loading_label.clone())
    } else if !failed && !open && unread > 0 {
        Some(unread_text(props, unread))
    } else {
        None
    };
    let refusal = failed.then(|| props.unavailable_label.clone());
    let news = description
        .clone()
        .or_else(|| refusal.clone().filter(|_| *wish != Wish::None));
    use_announcement(news.unwrap_or_default());

    if let Some(fallback) = props.fallback.as_ref().filter(|_| failed) {
        return fallback.clone();
    }

    let is_useless = chat.is_none() || is_final(&status);
    let is_ready = status == MessengerStatus::Ready;
    let onclick = move |_| {
        let Some(chat) = chat.as_ref().filter(|_| !is_useless) else {
            return;
        };
        if is_ready {
            toggle(chat, open);
        } else if *wish != Wish::Waiting {
            wish.set(if ask(chat) {
                Wish::Waiting
            } else {
                Wish::Refused
            });
        } else if failed {
            chat.load();
        }
    };
    let has_children = props.children != Html::default();
    // Where the content does not say it.
    let title = refusal.clone().filter(|_| has_children);
    let content = match refusal {
        _ if has_children => props.children.clone(),
        Some(refusal) => refusal.into(),
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
            data-status={name(&status, failed)}
            data-unread={(unread > 0).then(|| unread.to_string())}
            aria-label={props.aria_label.clone()}
            aria-description={description}
            // Not pressed, but expanded: it shows and hides something else, as in the pattern
            // "Disclosure" of the ARIA Authoring Practices.
            aria-expanded={if open { "true" } else { "false" }}
            aria-haspopup="dialog"
            aria-busy={busy.then_some("true")}
            // `disabled` would take the focus away from whoever has just pressed it.
            aria-disabled={is_useless.then_some("true")}
            {onclick}
        >
            { content }
        </button>
    }
}

fn name(status: &MessengerStatus, failed: bool) -> &'static str {
    match status {
        _ if failed => "failed",
        MessengerStatus::Loading => "loading",
        MessengerStatus::Ready => "ready",
        _ => "idle",
    }
}

/// What became of the visitor's wish for a chat that was not there.
#[derive(Clone, Copy, PartialEq)]
enum Wish {
    /// There is none, or it came true.
    None,
    /// The chat opens when it comes.
    Waiting,
    /// The chat has failed, and what waited for it is lost.
    Refused,
}

impl Wish {
    fn after(self, status: &MessengerStatus, may_come: bool) -> Self {
        match status {
            MessengerStatus::Ready => Self::None,
            MessengerStatus::Failed(_) if self == Self::Waiting && !may_come => Self::Refused,
            _ => self,
        }
    }
}

/// Whether pressing is of no use any more.
fn is_final(status: &MessengerStatus) -> bool {
    match status {
        MessengerStatus::Failed(error) => {
            !matches!(error, LoadError::Script { .. } | LoadError::TimedOut { .. })
        }
        _ => false,
    }
}

/// Has a chat that is not there loaded and opened; whether it still may come.
fn ask(chat: &Customerly) -> bool {
    !matches!(chat.load(), Delivery::Refused(_)) && chat.open().ok().is_ok()
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

/// Has a screen reader say each new text; an empty one says nothing.
#[hook]
fn use_announcement(text: AttrValue) {
    let region = use_mut_ref(|| None::<LiveRegion>);
    use_effect_with(text, move |text| {
        let mut region = region.borrow_mut();
        if region.is_none() {
            *region = LiveRegion::new();
        }
        if let Some(region) = &*region {
            region.say(text);
        }
    });
}
