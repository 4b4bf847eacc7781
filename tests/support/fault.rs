//! A page that misbehaves, and what comes of each call of a callback there.

use wasm_bindgen::prelude::*;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry};
use yew_customerly::{ChatEvent, EventKind};

use super::{hostile, messages, page};
use crate::tally::Tally;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = hostile, js_name = callWhileBroken)]
    fn call_while_broken(breaks: &str, mends: &str, callbacks: Vec<String>) -> Outcome;

    type Outcome;

    #[wasm_bindgen(method, getter)]
    fn thrown(this: &Outcome) -> usize;

    #[wasm_bindgen(method, getter)]
    fn pushed(this: &Outcome) -> Vec<JsValue>;
}

pub(crate) const THEME: &str = "hostile page";

/// What a page does to us, in its own words.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) breaks: &'static str,
    pub(crate) mends: &'static str,
    /// What the console says for each event instead of a push, after its name; nothing where each is
    /// pushed, to `window.dataLayer` or `window.arrived`.
    pub(crate) refusal: Option<&'static str>,
}

impl Fault {
    /// The fault that consists of a data layer like this.
    pub(crate) const fn layer(
        name: &'static str,
        breaks: &'static str,
        refusal: Option<&'static str>,
    ) -> Self {
        Self {
            name,
            breaks,
            mends: "delete window.dataLayer; window.dataLayer = []",
            refusal,
        }
    }

    /// The fault that is there before anything is called.
    pub(crate) const fn lasting(name: &'static str) -> Self {
        Self {
            name,
            breaks: "",
            mends: "",
            refusal: None,
        }
    }

    /// Calls each callback under the fault and once more when it is over, and closes the tally.
    pub(crate) async fn endure(&self) {
        self.endure_in(THEME).await;
    }

    /// The same, under another theme.
    pub(crate) async fn endure_in(&self, theme: &str) {
        let mut tally = Tally::default();
        self.call_all(&mut tally, self.breaks, self.mends, self.refusal)
            .await;
        self.call_all(&mut tally, "", "", None).await;
        tally.close(theme, self.name);
    }

    async fn call_all(&self, tally: &mut Tally, breaks: &str, mends: &str, refusal: Option<&str>) {
        let Self { name, .. } = self;
        // A chat that says that it cannot start has its own tests.
        let called: Vec<_> = CATALOGUE
            .iter()
            .filter(|entry| entry.kind != EventKind::MessengerLoadFailed)
            .collect();
        let callbacks = called.iter().map(|entry| entry.kind.callback().to_owned());
        let outcome = call_while_broken(breaks, mends, callbacks.collect());
        page::settle().await;
        page::next().await;
        tally.calls += called.len();
        tally.panicked += outcome.thrown();

        let came: Vec<_> = messages().iter().map(ChatEvent::kind).collect();
        tally.expect(called.len(), came.len());
        assert!(
            came.iter().eq(called.iter().map(|entry| &entry.kind)),
            "{name}: messages of {came:?}"
        );
        let pushed = outcome.pushed();
        // That callbacks cannot sit on an object is said once, when it is first seen.
        let (warned, console): (Vec<_>, Vec<_>) = page::console()
            .into_iter()
            .partition(|line| line.contains("refuses callbacks"));
        assert!(warned.len() <= 1, "{name}: {warned:?}");
        match refusal {
            None => {
                tally.expect(called.len(), pushed.len());
                assert_eq!(console, [""; 0], "{name}");
                for (entry, message) in called.iter().zip(&pushed) {
                    hostile::inspect(name, entry.event, message);
                }
            }
            Some(refusal) => {
                tally.expect(0, pushed.len());
                tally.expect(called.len(), console.len());
                for (CatalogueEntry { event, .. }, line) in called.iter().zip(&console) {
                    let start = format!(
                        "yew-customerly: {event} did not reach window.dataLayer: {refusal}"
                    );
                    assert!(line.starts_with(&start), "{name}: {line}");
                }
            }
        }
        assert_eq!(hostile::problems(), [""; 0], "{name}");
    }
}
