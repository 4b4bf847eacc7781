//! What becomes of a queued command, and of the chat, reaches the app.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps};

use super::{record, refused, visitor};
use crate::support::{chat, mount, page};

thread_local! {
    static STATUSES: RefCell<Vec<(&'static str, MessengerStatus)>> = RefCell::default();
}

fn note(who: &'static str) -> Callback<MessengerStatus> {
    Callback::from(move |status| STATUSES.with_borrow_mut(|all| all.push((who, status))))
}

struct Watching {
    _listener: Option<ChatListener>,
}

impl Component for Watching {
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            _listener: ctx.link().on_messenger_status(note("struct")),
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }
}

#[wasm_bindgen_test]
async fn the_app_learns_of_each_status_and_of_each_outcome() {
    let watched = |id| CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        on_status: Some(note("provider")),
        children: html! { <Watching /> },
        ..visitor(id)
    };
    let mut app = mount(watched(Some(1))).await;
    let outcomes = Rc::new(RefCell::new(Vec::new()));
    let recorded = outcomes.clone();
    let reporting = chat().on_outcome(Callback::from(move |outcome| {
        recorded.borrow_mut().push(outcome);
    }));
    assert_eq!(reporting.track_event("first"), CommandOutcome::Queued);
    assert_eq!(outcomes.take(), []);
    app.update(watched(Some(2)));
    page::settle().await;
    assert_eq!(outcomes.take(), [refused(CommandError::Outdated)]);

    reporting.track_event("second");
    reporting.hide();
    chat().load();
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(
        outcomes.take(),
        [CommandOutcome::Sent, CommandOutcome::Sent]
    );
    assert_eq!(reporting.close(), CommandOutcome::Sent);
    assert_eq!(outcomes.take(), [CommandOutcome::Sent]);
    page::settle().await;
    let (loading, ready) = (MessengerStatus::Loading, MessengerStatus::Ready);
    assert_eq!(
        STATUSES.take(),
        [
            ("provider", loading.clone()),
            ("struct", loading),
            ("provider", ready.clone()),
            ("struct", ready)
        ]
    );
    page::fire("'onMessengerLoadFailed', { status: 401 }");
    page::settle().await;
    let told = STATUSES.take();
    assert_eq!(told.len(), 2);
    assert!(matches!(told[0].1, MessengerStatus::Failed(_)));
    record(4, "a queued command is refused");
    app.destroy();
}
