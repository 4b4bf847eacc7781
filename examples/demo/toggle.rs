//! A labelled on/off switch.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ToggleProps {
    pub(crate) name: AttrValue,
    pub(crate) checked: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    pub(crate) onchange: Callback<bool>,
    /// The label.
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Toggle(props: &ToggleProps) -> Html {
    let onchange = props.onchange.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.is_some_and(|input| input.checked())
    });

    html! {
        <label class="toggle">
            <input
                type="checkbox"
                role="switch"
                name={props.name.clone()}
                checked={props.checked}
                disabled={props.disabled}
                {onchange}
            />
            <span>{ props.children.clone() }</span>
        </label>
    }
}
