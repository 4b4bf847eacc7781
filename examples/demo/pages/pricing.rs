use yew::prelude::*;

use crate::ask_button::AskButton;
use crate::lamps::LAMPS;
use crate::page::Page;

const DELIVERY: &[(&str, &str, &str)] = &[
    ("Up to 30 km, by van", "€5", "Thursdays"),
    ("The rest of the country", "€9", "2 to 3 days"),
    ("The rest of the EU", "€18", "4 to 6 days"),
    ("Anywhere else", "Ask us", "We’ll find out"),
];

#[component]
pub(crate) fn Pricing() -> Html {
    let lamps = LAMPS.iter().map(|lamp| {
        html! {
            <tr key={lamp.slug}>
                <th scope="row">{ lamp.name }</th>
                <td>{ format!("€{}", lamp.price) }</td>
                <td>{ format!("€{}", lamp.price * 9 / 10) }</td>
            </tr>
        }
    });
    let delivery = DELIVERY.iter().map(|(place, price, time)| {
        html! {
            <tr key={*place}>
                <th scope="row">{ *place }</th>
                <td>{ *price }</td>
                <td>{ *time }</td>
            </tr>
        }
    });

    html! {
        <Page title="Prices and delivery" class="pricing">
            <h1>{ "Prices and delivery" }</h1>
            <p class="lead">
                { "The price on the tag is what you pay: tax, bulb and guarantee are included." }
            </p>
            <div class="columns">
                <table>
                    <caption>{ "Lamps" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Lamp" }</th>
                            <th scope="col">{ "One" }</th>
                            <th scope="col">{ "Four or more, each" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for lamps }</tbody>
                </table>
                <table>
                    <caption>{ "Delivery" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Destination" }</th>
                            <th scope="col">{ "Price" }</th>
                            <th scope="col">{ "Time" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for delivery }</tbody>
                </table>
            </div>
            <section class="aside">
                <div>
                    <h2>{ "Lamps for a whole office?" }</h2>
                    <p>{ "We measure the desks, bring two lamps to try, and take back what you don’t keep." }</p>
                </div>
                <AskButton draft="About pricing: ">{ "Ask about pricing" }</AskButton>
            </section>
        </Page>
    }
}
