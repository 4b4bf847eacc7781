use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::account::{Account, PLANS, USERS, User};
use crate::calls::use_calls;
use crate::code::Code;
use crate::topic::TopicPage;
use crate::visit::use_visit;

const LINES: &str = "\
let settings = match &*user {
    Some(user) => Settings::new()
        .user_id(user.id)
        .name(user.name.clone())
        .email(user.email.clone())
        .email_hash(user.email_hash.clone()) // your server computes it
        .attributes(BTreeMap::from([(\"plan\", user.plan)])),
    None => Settings::new(),
};
html! {
    <CustomerlyProvider app_id=\"abcdef12\" {settings}>
        { pages }
    </CustomerlyProvider>
}";

#[component]
pub(crate) fn Login() -> Html {
    html! {
        <TopicPage
            title="Who is there"
            class="login"
            lead="The shop builds its chat’s settings from whoever is logged in, and does nothing else \
                  about it. The chat gets what is new, once. Whoever is gone is logged out, and \
                  whoever comes instead is logged in after that."
        >
            <div class="columns">
                <Counter />
                <Calls />
            </div>
            <Code about="All that it takes" lines={LINES} />
        </TopicPage>
    }
}

/// Where customers come and go.
#[component]
fn Counter() -> Html {
    let Some(account) = use_context::<Account>() else {
        return Html::default();
    };
    let user = account.user();
    let logins = USERS
        .iter()
        .filter(|one| user.is_none_or(|user| user.id != one.id))
        .map(|&one| {
            let account = account.clone();
            let onclick = move |_| account.log_in(one);
            html! {
                <button key={one.name} class="button" name={one.name} {onclick}>
                    { "Log in as " }{ one.name }
                </button>
            }
        });
    let logout = {
        let account = account.clone();
        move |_| account.log_out()
    };

    html! {
        <section aria-labelledby="account">
            <h2 id="account">{ "Your account" }</h2>
            if let Some(user) = user {
                <Card {user} />
            } else {
                <p>{ "You are a visitor, as far as this shop can tell." }</p>
            }
            <Known name={user.map(|user| user.name)} />
            <p class="actions">
                { for logins }
                if user.is_some() {
                    <button class="button" name="logout" onclick={logout}>{ "Log out" }</button>
                }
            </p>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    user: User,
}

/// What the shop knows of a customer, and the plan to be changed.
#[component]
fn Card(props: &CardProps) -> Html {
    let User {
        id,
        name,
        email,
        email_hash,
        plan,
    } = props.user;
    let account = use_context::<Account>();
    let plans = PLANS.iter().map(|&choice| {
        let changed = User {
            plan: choice,
            ..props.user
        };
        let account = account.clone();
        let onclick = move |_| {
            if let Some(account) = &account {
                account.log_in(changed);
            }
        };
        html! {
            <button key={choice} class="choice" name={choice} aria-pressed={(choice == plan).to_string()} {onclick}>
                { choice }
            </button>
        }
    });

    html! {
        <dl class="facts">
            <div><dt>{ "Name" }</dt><dd>{ name }</dd></div>
            <div><dt>{ "Number" }</dt><dd>{ id }</dd></div>
            <div><dt>{ "Email" }</dt><dd>{ email }</dd></div>
            <div>
                <dt>{ "Email hash" }</dt>
                <dd><code>{ email_hash }</code><span class="kind">{ " from the shop’s server" }</span></dd>
            </div>
            <div>
                <dt id="plan">{ "Plan" }</dt>
                <dd><div class="choices" role="group" aria-labelledby="plan">{ for plans }</div></dd>
            </div>
        </dl>
    }
}

#[derive(Properties, PartialEq)]
struct KnownProps {
    name: Option<&'static str>,
}

/// Whether the chat has the user already.
#[component]
fn Known(props: &KnownProps) -> Html {
    let loaded = use_user_loaded();
    let words = match props.name {
        None => "The chat knows nobody by name.".to_owned(),
        Some(name) if loaded => format!("The chat knows {name}."),
        Some(name) => format!("The chat has not heard of {name} yet."),
    };
    html! { <p class={classes!("known", loaded.then_some("yes"))} role="status">{ words }</p> }
}

/// What the chat was told.
#[component]
fn Calls() -> Html {
    let calls = use_calls();
    let real = use_visit().app_id.is_some();
    let entries = calls.iter().enumerate().map(|(later, call)| {
        let told = call.told.iter().enumerate().map(|(index, (key, value))| {
            let key = key.as_ref().map(|key| format!("{key}: "));
            html! { <div key={index}><dt>{ key }</dt><dd>{ value }</dd></div> }
        });
        html! {
            <li key={calls.len() - later}>
                <code>{ &call.name }</code>
                <dl>{ for told }</dl>
            </li>
        }
    });

    html! {
        <section aria-labelledby="calls">
            <h2 id="calls">{ "What the chat was told" }</h2>
            if real {
                <p>{ "The real chat does not repeat it. The stand-in would." }</p>
            } else if calls.is_empty() {
                <p>{ "Nothing so far: it is not here yet." }</p>
            } else {
                <ol class="calls" reversed=true>{ for entries }</ol>
            }
        </section>
    }
}
