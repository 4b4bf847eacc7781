use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::account::{Account, PLANS, USERS, User};
use crate::code_sample::CodeSample;
use crate::feature_page::FeaturePage;
use crate::launcher_calls::use_launcher_calls;
use crate::site_query::use_site_query;

const SETTINGS_CODE: &str = "\
let settings = match &*user {
    Some(user) => Settings::new()
        .user_id(user.id)
        .name(user.name.clone())
        .email(user.email.clone())
        .email_hash(user.email_hash.clone()) // computed by your server
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
        <FeaturePage
            title="Who is logged in"
            class="login"
            lead="The shop builds the chat’s settings from whoever is logged in, and that is all it \
                  does. The provider sends each change once, logs out users who have left, and only \
                  then logs in the next one."
        >
            <div class="columns">
                <AccountSection />
                <CallList />
            </div>
            <CodeSample caption="All the code it takes" code={SETTINGS_CODE} />
        </FeaturePage>
    }
}

/// Logs users in and out.
#[component]
fn AccountSection() -> Html {
    let Some(account) = use_context::<Account>() else {
        return Html::default();
    };
    let user = account.user();
    let logins = USERS
        .iter()
        .filter(|candidate| user.is_none_or(|user| user.id != candidate.id))
        .map(|&candidate| {
            let account = account.clone();
            let onclick = move |_| account.log_in(candidate);
            html! {
                <button key={candidate.name} class="button" name={candidate.name} {onclick}>
                    { "Log in as " }{ candidate.name }
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
                <UserDetails {user} />
            } else {
                <p>{ "Nobody is logged in. To the shop, you are an anonymous visitor." }</p>
            }
            <ChatIdentity name={user.map(|user| user.name)} />
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
struct UserDetailsProps {
    user: User,
}

/// The user's data, with buttons to change the plan.
#[component]
fn UserDetails(props: &UserDetailsProps) -> Html {
    let User {
        id,
        name,
        email,
        email_hash,
        plan,
    } = props.user;
    let account = use_context::<Account>();
    let plans = PLANS.iter().map(|&option| {
        let changed = User {
            plan: option,
            ..props.user
        };
        let account = account.clone();
        let onclick = move |_| {
            if let Some(account) = &account {
                account.log_in(changed);
            }
        };
        html! {
            <button key={option} class="choice" name={option} aria-pressed={(option == plan).to_string()} {onclick}>
                { option }
            </button>
        }
    });

    html! {
        <dl class="facts">
            <div><dt>{ "Name" }</dt><dd>{ name }</dd></div>
            <div><dt>{ "User ID" }</dt><dd>{ id }</dd></div>
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
struct ChatIdentityProps {
    name: Option<&'static str>,
}

/// Whether the chat has received the user.
#[component]
fn ChatIdentity(props: &ChatIdentityProps) -> Html {
    let is_loaded = use_user_loaded();
    let text = match props.name {
        None => "The chat knows nobody by name.".to_owned(),
        Some(name) if is_loaded => format!("The chat knows {name}."),
        Some(name) => format!("The chat does not know {name} yet."),
    };
    html! { <p class={classes!("known", is_loaded.then_some("yes"))} role="status">{ text }</p> }
}

/// The calls that the stand-in received.
#[component]
fn CallList() -> Html {
    let calls = use_launcher_calls();
    let is_real_chat = use_site_query().app_id.is_some();
    let entries = calls.iter().enumerate().map(|(index, call)| {
        let arguments = call
            .arguments
            .iter()
            .enumerate()
            .map(|(index, (key, value))| {
                let key = key.as_ref().map(|key| format!("{key}: "));
                html! { <div key={index}><dt>{ key }</dt><dd>{ value }</dd></div> }
            });
        // Counted from the oldest call, so that a key stays with its call.
        html! {
            <li key={calls.len() - index}>
                <code>{ &call.method }</code>
                <dl>{ for arguments }</dl>
            </li>
        }
    });

    html! {
        <section aria-labelledby="calls">
            <h2 id="calls">{ "What the chat was told" }</h2>
            if is_real_chat {
                <p>{ "Only the stand-in lists its calls; the real chat does not." }</p>
            } else if calls.is_empty() {
                <p>{ "Nothing yet: the chat has not loaded." }</p>
            } else {
                <ol class="calls" reversed=true>{ for entries }</ol>
            }
        </section>
    }
}
