//! The hook that makes an element a trigger of the load strategy.

use web_sys::Element;
use yew::prelude::*;

use super::hooks::use_customerly;
use crate::browser::ElementWatch;

/// Makes an element a chat button for [`LoadStrategy::on_chat_button`](crate::LoadStrategy): the chat
/// loads when the element comes into view or is touched. It is for buttons of your own;
/// [`ChatButton`](crate::ChatButton) does this already.
///
/// The element is touched when it, or something inside it, is pointed at, focused or clicked. In a
/// browser without `IntersectionObserver`, only touching counts. The chat loads once. With another load
/// strategy, without a provider and on a server, this is a no-op.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn AskUs() -> Html {
///     let section = use_node_ref();
///     use_chat_trigger(&section);
///     html! { <section ref={section}>{ "Ask us anything." }</section> }
/// }
/// ```
#[hook]
pub fn use_chat_trigger(element: &NodeRef) {
    let chat = use_customerly();
    let watch = use_mut_ref(|| None::<ElementWatch>);
    let element = element.clone();
    // After each render, because it may have put another element into the reference.
    use_effect(move || {
        let element = element.cast::<Element>();
        let mut watch = watch.borrow_mut();
        if watch.as_ref().map(ElementWatch::element) != element.as_ref() {
            *watch = chat.zip(element).map(|(chat, element)| {
                let notify = move || chat.on_chat_button_near();
                ElementWatch::new(element, Box::new(notify))
            });
        }
    });
}
