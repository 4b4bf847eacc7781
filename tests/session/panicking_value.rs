//! A value of the app that panics when it is serialized, in the middle of the queue.

use serde::{Serialize, Serializer};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::CommandOutcome;
use yew_customerly::prelude::*;

use super::{calls, record};
use crate::support::{chat, mount, page, props};

struct Panics;

impl Serialize for Panics {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("the app's own fault");
    }
}

#[wasm_bindgen_test]
async fn the_commands_behind_it_still_run() {
    let app = mount(props("")).await;
    chat().track_event("before");
    assert_eq!(chat().set_attribute("plan", Panics), CommandOutcome::Queued);
    chat().track_event("after");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::next().await;
    assert_eq!(calls(), r#"[["event","before"],["event","after"]]"#);
    assert!(
        page::console()
            .iter()
            .any(|text| text.contains("a queued command failed")),
    );
    assert_eq!(chat().track_event("later"), CommandOutcome::Sent);
    assert_eq!(calls(), r#"[["event","later"]]"#);
    record(4, "the app's `Serialize` panics in the middle of the queue");
    app.destroy();
}
