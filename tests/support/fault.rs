//! Faults of the page, and the outcome of each callback under them.

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

/// A fault that the page causes with JavaScript.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// The code that causes the fault.
    pub(crate) breaks: &'static str,
    /// The code that ends it.
    pub(crate) mends: &'static str,
    /// The reason that the console names for each event that is not pushed. `None` if every event is
    /// pushed, to `window.dataLayer` or `window.arrived`.
    pub(crate) refusal: Option<&'static str>,
}

impl Fault {
    /// A fault of the data layer.
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

    /// A fault that the test itself has caused before the first call.
    pub(crate) const fn lasting(name: &'static str) -> Self {
        Self {
            name,
            breaks: "",
            mends: "",
            refusal: None,
        }
    }

    /// Calls each callback once under the fault and once after it, and closes the tally.
    pub(crate) async fn endure(&self) {
        self.endure_in(THEME).await;
    }

    /// The same as [`endure`](Self::endure), recorded under another theme.
    pub(crate) async fn endure_in(&self, theme: &str) {
        let mut tally = Tally::default();
        self.call_all(&mut tally, self.breaks, self.mends, self.refusal)
            .await;
        self.call_all(&mut tally, "", "", None).await;
        tally.close(theme, self.name);
    }

    async fn call_all(&self, tally: &mut Tally, breaks: &str, mends: &str, refusal: Option<&str>) {
        let Self { name, .. } = self;
        // `onMessengerLoadFailed` has its own tests, because it makes the chat unavailable.
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

        let received: Vec<_> = messages().iter().map(ChatEvent::kind).collect();
        tally.expect(called.len(), received.len());
        assert!(
            received.iter().eq(called.iter().map(|entry| &entry.kind)),
            "{name}: the component received {received:?}"
        );
        let pushed = outcome.pushed();
        // The warning about an object that refuses callbacks appears only once.
        let (warnings, console): (Vec<_>, Vec<_>) = page::console()
            .into_iter()
            .partition(|line| line.contains("refuses callbacks"));
        assert!(warnings.len() <= 1, "{name}: {warnings:?}");
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
