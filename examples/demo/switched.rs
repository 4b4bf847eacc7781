//! A switch with its words.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct SwitchedProps {
    pub(crate) name: AttrValue,
    pub(crate) on: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    pub(crate) change: Callback<bool>,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Switched(props: &SwitchedProps) -> Html {
    let onchange = props.change.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.is_some_and(|input| input.checked())
    });

    html! {
        <label class="switched">
            <input
                type="checkbox"
                role="switch"
                name={props.name.clone()}
                checked={props.on}
                disabled={props.disabled}
                {onchange}
            />
            <span>{ props.children.clone() }</span>
        </label>
    }
}
