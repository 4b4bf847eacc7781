//! A visitor who opens a page with faults.

use std::future::Future;
use std::rc::Rc;

use super::site::Site;
use crate::tally::Tally;
use crate::webdriver::browser::Browser;
use crate::webdriver::visitor;

pub(crate) type Visitor = visitor::Visitor<Site>;

/// Runs a test with a visitor. Stops the browser and the servers even if the test fails.
pub(crate) async fn visit<T>(name: &str, test: impl FnOnce(Rc<Visitor>) -> T + 'static)
where
    T: Future<Output = ()> + 'static,
{
    Browser::with(name, async move |browser| {
        let site = Site::serve().await;
        test(Rc::new(Visitor { site, browser })).await;
    })
    .await;
}

impl Visitor {
    /// Opens a page with these options, and asserts that the app renders despite the fault.
    pub(crate) async fn enter(&self, options: &str) {
        self.site.launcher.take_requests();
        let address = self.site.address(&format!("/?{options}"));
        let loaded = self.browser.client.goto(&address).await;
        loaded.expect("the page loads");
        self.see_app().await;
        self.expect_alive().await;
    }

    /// Waits until the launcher is requested.
    pub(crate) async fn until_requested(&self) {
        while self.site.launcher.take_requests() == 0 {
            self.pass(10).await;
        }
    }

    /// Asserts that the app reacts to a click.
    pub(crate) async fn expect_alive(&self) {
        let read_count = "return Number(document.querySelector('#count').textContent)";
        let before = self.run(read_count).await.as_u64().expect("a number");
        self.press("count").await;
        let after = format!("{read_count} === {}", before + 1);
        self.until("the app reacts to a click", &after).await;
    }

    /// Empties one of the page's lists and returns its entries.
    pub(crate) async fn take(&self, list: &str) -> Vec<String> {
        self.strings(&format!("return take('{list}')")).await
    }

    /// Runs a script that returns a list of strings.
    pub(crate) async fn strings(&self, script: &str) -> Vec<String> {
        let strings = self.run(script).await;
        serde_json::from_value(strings).expect("a list of strings")
    }

    /// Asserts that the console has exactly these messages since the last look, each at least in part.
    pub(crate) async fn expect_console(&self, expected: &[&str]) {
        let console = self.take("console").await;
        let is_as_expected = console.len() == expected.len()
            && console
                .iter()
                .zip(expected)
                .all(|(line, part)| line.contains(part));
        assert!(is_as_expected, "{console:#?} is not {expected:#?}");
    }

    /// Asserts that there is one launcher, which has run once.
    pub(crate) async fn expect_one_launcher(&self, tally: &mut Tally) {
        let scripts = self
            .run("return document.querySelectorAll('script[src*=\"launcher.js\"]').length")
            .await;
        assert_eq!(scripts, 1);
        let runs = self.run("return launcher.runs").await;
        tally.expect(1, runs.as_u64().expect("a number") as usize);
    }

    /// Makes the launcher call all callbacks except those that report its own status. Asserts that these
    /// calls, and the ones that it has `already` made, produced one push each and one message to each of
    /// the two subscribers, in order.
    pub(crate) async fn expect_events(&self, already: &[&str], tally: &mut Tally) {
        self.run("fireAll()").await;
        let mut calls: Vec<String> = already.iter().map(|&call| call.to_owned()).collect();
        calls.extend(self.strings("return CALLS.map(([name]) => name)").await);
        self.until(
            "the app has received the last event",
            "return lists.messages.at(-1) === CALLS.at(-1)[0]",
        )
        .await;

        let pushed = self.strings("return takePushed()").await;
        let names: Vec<String> = calls.iter().map(|call| event_name(call)).collect();
        let expected = [(pushed, &names)];
        let lists = [self.take("messages").await, self.take("hook").await];
        let lists = lists.into_iter().map(|list| (list, &calls));
        for (received, expected) in expected.into_iter().chain(lists) {
            tally.expect(expected.len(), received.len());
            assert!(
                received.len() != expected.len() || received == *expected,
                "{received:?}"
            );
        }
        tally.calls += calls.len();
    }

    /// Counts uncaught exceptions as panics, except these of the page's scripts.
    pub(crate) async fn expect_uncaught(&self, expected: &[&str], tally: &mut Tally) {
        let uncaught = self.take("uncaught").await;
        let others = uncaught
            .iter()
            .filter(|message| !expected.contains(&message.as_str()));
        tally.panicked += others
            .inspect(|message| eprintln!("uncaught: {message}"))
            .count();
    }

    /// Asserts that exactly these methods of the launcher were called since the last look, in order.
    pub(crate) async fn expect_calls(&self, methods: &[&str], tally: &mut Tally) {
        let calls = self
            .strings("return launcher.calls.splice(0).map(([name]) => name)")
            .await;
        tally.expect(methods.len(), calls.len());
        assert!(
            calls.len() != methods.len() || calls == methods,
            "{calls:?}"
        );
    }
}

/// The event's name in the data layer: `onChatOpened` becomes `customerly_chat_opened`.
fn event_name(callback: &str) -> String {
    let name = callback.trim_start_matches("on").chars();
    let letters = name.flat_map(|letter| {
        let is_first = letter.is_ascii_uppercase().then_some('_');
        is_first.into_iter().chain([letter.to_ascii_lowercase()])
    });
    "customerly".chars().chain(letters).collect()
}
