//! A few lines of Rust, to read.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct CodeProps {
    /// What the lines do.
    pub(crate) about: AttrValue,
    pub(crate) lines: AttrValue,
}

#[component]
pub(crate) fn Code(props: &CodeProps) -> Html {
    html! {
        <figure class="code">
            <figcaption>{ &props.about }</figcaption>
            // It may scroll sideways, also by keyboard.
            <pre tabindex="0" aria-label={&props.about}><code>{ &props.lines }</code></pre>
        </figure>
    }
}
