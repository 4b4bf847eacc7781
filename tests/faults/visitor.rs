//! A visitor at a page where something goes wrong.

use std::future::Future;
use std::rc::Rc;

use crate::site::Site;
use crate::tally::Tally;
use crate::webdriver::browser::Browser;
use crate::webdriver::visitor;

pub(crate) type Visitor = visitor::Visitor<Site>;

/// Runs a test with a visitor, and ends browser and servers however it goes.
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
    /// Comes to a page with these options, where the app must render whatever goes wrong.
    pub(crate) async fn enter(&self, options: &str) {
        self.site.launcher.take_requests();
        let address = self.site.address(&format!("/?{options}"));
        let gone = self.browser.client.goto(&address).await;
        gone.expect("the page loads");
        self.see_app().await;
        self.expect_alive().await;
    }

    /// Waits until the launcher is asked for.
    pub(crate) async fn until_asked(&self) {
        while self.site.launcher.take_requests() == 0 {
            self.pass(10).await;
        }
    }

    /// The app takes a click, and shows that it did.
    pub(crate) async fn expect_alive(&self) {
        let shown = "return Number(document.querySelector('#count').textContent)";
        let before = self.run(shown).await.as_u64().expect("a number");
        self.press("count").await;
        let after = format!("{shown} === {}", before + 1);
        self.until("the app answers", &after).await;
    }

    /// What came into one of the page's lists since the last call.
    pub(crate) async fn take(&self, list: &str) -> Vec<String> {
        self.words(&format!("return take('{list}')")).await
    }

    /// A list of texts.
    pub(crate) async fn words(&self, script: &str) -> Vec<String> {
        let words = self.run(script).await;
        serde_json::from_value(words).expect("a list of texts")
    }

    /// The console got these words and no others since it was last looked at.
    pub(crate) async fn expect_console(&self, expected: &[&str]) {
        let console = self.take("console").await;
        let is_as_expected = console.len() == expected.len()
            && console
                .iter()
                .zip(expected)
                .all(|(line, word)| line.contains(word));
        assert!(is_as_expected, "{console:#?} is not {expected:#?}");
    }

    /// There is one launcher, and it ran once.
    pub(crate) async fn expect_one_launcher(&self, tally: &mut Tally) {
        let scripts = self
            .run("return document.querySelectorAll('script[src*=\"launcher.js\"]').length")
            .await;
        assert_eq!(scripts, 1);
        let runs = self.run("return launcher.runs").await;
        tally.expect(1, runs.as_u64().expect("a number") as usize);
    }

    /// Has the launcher make all calls that say nothing of itself, besides those that it made already:
    /// one push each, and one message to each of the two subscribers, in order.
    pub(crate) async fn expect_events(&self, already: &[&str], tally: &mut Tally) {
        self.run("fireAll()").await;
        let mut calls: Vec<String> = already.iter().map(|&call| call.to_owned()).collect();
        calls.extend(self.words("return CALLS.map(([name]) => name)").await);
        self.until(
            "the app has got the last one",
            "return lists.messages.at(-1) === CALLS.at(-1)[0]",
        )
        .await;

        let pushed = self.words("return takePushed()").await;
        let names: Vec<String> = calls.iter().map(|call| event_name(call)).collect();
        let expected = [(pushed, &names)];
        let lists = [self.take("messages").await, self.take("heard").await];
        let lists = lists.into_iter().map(|list| (list, &calls));
        for (came, expected) in expected.into_iter().chain(lists) {
            tally.expect(expected.len(), came.len());
            assert!(
                came.len() != expected.len() || came == *expected,
                "{came:?}"
            );
        }
        tally.calls += calls.len();
    }

    /// Nobody caught these exceptions of the page's scripts, and no others.
    pub(crate) async fn expect_uncaught(&self, expected: &[&str], tally: &mut Tally) {
        let uncaught = self.take("uncaught").await;
        let others = uncaught
            .iter()
            .filter(|what| !expected.contains(&what.as_str()));
        tally.panicked += others.inspect(|what| eprintln!("uncaught: {what}")).count();
    }

    /// The launcher was called by these methods, each once and in order, since it came.
    pub(crate) async fn expect_calls(&self, methods: &[&str], tally: &mut Tally) {
        let calls = self
            .words("return launcher.calls.splice(0).map(([name]) => name)")
            .await;
        tally.expect(methods.len(), calls.len());
        assert!(
            calls.len() != methods.len() || calls == methods,
            "{calls:?}"
        );
    }
}

/// The name in the data layer: `onChatOpened` is `customerly_chat_opened`.
fn event_name(callback: &str) -> String {
    let name = callback.trim_start_matches("on").chars();
    let letters = name.flat_map(|letter| {
        let is_first = letter.is_ascii_uppercase().then_some('_');
        is_first.into_iter().chain([letter.to_ascii_lowercase()])
    });
    "customerly".chars().chain(letters).collect()
}
