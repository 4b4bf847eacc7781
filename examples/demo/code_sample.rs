//! A sample of Rust code.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct CodeSampleProps {
    pub(crate) caption: AttrValue,
    pub(crate) code: AttrValue,
}

#[component]
pub(crate) fn CodeSample(props: &CodeSampleProps) -> Html {
    html! {
        <figure class="code">
            <figcaption>{ &props.caption }</figcaption>
            // Focusable, so that the keyboard can scroll it sideways.
            <pre tabindex="0" aria-label={&props.caption}><code>{ &props.code }</code></pre>
        </figure>
    }
}
