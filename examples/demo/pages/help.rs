use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::ask_button::AskButton;
use crate::page::Page;

const ANSWERS: &[(&str, &str)] = &[
    (
        "My lamp flickers. What now?",
        "Nine times out of ten it is the bulb: screw it in firmly, then try another one. If it still \
         flickers, tell us the number under the foot and we’ll post you a new socket.",
    ),
    (
        "Can I send a lamp back?",
        "Within sixty days, for any reason. We pay for the return, and you don’t need the box.",
    ),
    (
        "Which bulb fits?",
        "Any E27 bulb of up to 8 watts. Every lamp comes with a warm white 2700 K one.",
    ),
];

#[component]
pub(crate) fn Help() -> Html {
    let chat = use_customerly();
    let status = use_messenger_status();
    let has_failed = matches!(status, MessengerStatus::Failed(_));

    // The stand-in has this article; a real project uses one from its own help centre.
    let show_article = {
        let chat = chat.clone();
        move |_| {
            if let Some(chat) = &chat {
                chat.show_article(("care", "change-the-bulb"));
            }
        }
    };
    let book_meeting = move |_| {
        if let Some(chat) = &chat {
            chat.show_book_meeting();
        }
    };
    let answers = ANSWERS.iter().map(|(question, answer)| {
        html! {
            <details key={*question}>
                <summary>{ *question }</summary>
                <p>{ *answer }</p>
            </details>
        }
    });

    html! {
        <Page title="Help" class="help">
            <h1>{ "Help" }</h1>
            <p class="lead">{ "Most questions are about bulbs. We like the others even more." }</p>
            <section class="answers">{ for answers }</section>
            <section class="aside">
                <div>
                    <h2>{ "Is something broken?" }</h2>
                    <p>{ "Send us a photo: often that is all we need to post you the right part." }</p>
                </div>
                <p class="actions">
                    <AskButton draft="A repair: ">{ "Ask about a repair" }</AskButton>
                    <button class="button" onclick={show_article} disabled={has_failed}>{ "How to change the bulb" }</button>
                    <button class="button" onclick={book_meeting} disabled={has_failed}>{ "Visit the workshop" }</button>
                </p>
            </section>
        </Page>
    }
}
