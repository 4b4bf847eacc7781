use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::ask::Ask;
use crate::page::Page;

const ANSWERS: &[(&str, &str)] = &[
    (
        "My lamp flickers. What now?",
        "Nine times in ten it is the bulb: screw it in firmly, then try another one. If it still \
         flickers, tell us the number under the foot and we post a new socket.",
    ),
    (
        "Can I send a lamp back?",
        "Within sixty days, for any reason. We pay the way back, and we do not ask for the box.",
    ),
    (
        "Which bulb fits?",
        "Any E27 bulb of up to 8 watts. We send a warm white one of 2700 K along with every lamp.",
    ),
];

#[component]
pub(crate) fn Help() -> Html {
    let chat = use_customerly();
    let status = use_messenger_status();
    let failed = matches!(status, MessengerStatus::Failed(_));

    // The stand-in knows this article; in a real project it is one of the help centre's own.
    let read = {
        let chat = chat.clone();
        move |_| {
            if let Some(chat) = &chat {
                chat.show_article(("care", "change-the-bulb"));
            }
        }
    };
    let visit = move |_| {
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
            <p class="lead">{ "Most questions are about bulbs. The others we like even more." }</p>
            <section class="answers">{ for answers }</section>
            <section class="aside">
                <div>
                    <h2>{ "Is something broken?" }</h2>
                    <p>{ "Send a photo along: often that is all we need to post the right part." }</p>
                </div>
                <p class="actions">
                    <Ask about="A repair: ">{ "Ask about a repair" }</Ask>
                    <button class="button" onclick={read} disabled={failed}>{ "Read: change the bulb" }</button>
                    <button class="button" onclick={visit} disabled={failed}>{ "Visit the workshop" }</button>
                </p>
            </section>
        </Page>
    }
}
