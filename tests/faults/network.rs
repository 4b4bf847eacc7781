//! A hostile network: what it can make of the request for the launcher.

use serde_json::json;

use crate::launcher::{Answer, JAVASCRIPT};
use crate::tally::Tally;
use crate::visitor::{Visitor, visit};

const THEME: &str = "network";

/// The methods of what the app commands early, in order.
const EARLY: [&str; 14] = [
    "open",
    "showArticle",
    "showBookMeeting",
    "showNewMessage",
    "sendNewMessage",
    "close",
    "show",
    "hide",
    "event",
    "attribute",
    "logout",
    "registerLead",
    "update",
    "update",
];

/// What the launcher calls by itself when it gets those commands: `open` and `close` do that.
const READY: &str = "onMessengerInitialized";

/// What keeps the launcher away.
#[derive(Clone, Copy, Debug)]
enum Obstacle {
    /// Nobody listens where it was.
    Closed,
    /// The browser does not even ask, as with an ad blocker.
    Blocked,
    Answer(Answer),
}

impl Visitor {
    async fn raise(&self, obstacle: Obstacle) {
        match obstacle {
            Obstacle::Closed => self.site.launcher.close().await,
            Obstacle::Blocked => self.block(&["*launcher.js*"]).await,
            Obstacle::Answer(answer) => self.site.launcher.answer_with(answer),
        }
    }

    async fn lift(&self, obstacle: Obstacle) {
        match obstacle {
            Obstacle::Closed => self.site.launcher.open().await,
            Obstacle::Blocked => self.block(&[]).await,
            Obstacle::Answer(_) => self.site.launcher.answer_with(Answer::Launcher),
        }
        self.site.launcher.take_requests();
    }

    async fn block(&self, addresses: &[&str]) {
        self.browser.devtools("Network.enable", json!({})).await;
        self.browser
            .devtools("Network.setBlockedURLs", json!({ "urls": addresses }))
            .await;
    }

    /// All that was commanded early has become this.
    async fn expect_deliveries(&self, what: &str) {
        let deliveries = self.take("deliveries").await;
        assert_eq!(deliveries.len(), EARLY.len(), "{deliveries:?}");
        assert!(
            deliveries.iter().all(|line| line.contains(what)),
            "{deliveries:?}"
        );
    }

    /// The console first says why the chat is not there, then the fate of each command by its name.
    async fn expect_named(&self, reason: Option<&str>, fate: &str, tally: &mut Tally) {
        let mut console = self.take("console").await;
        if let Some(reason) = reason {
            assert!(console[0].contains(reason), "{console:#?}");
            console.remove(0);
        }
        for (index, method) in EARLY.iter().enumerate() {
            // `update` comes twice.
            if EARLY[..index].contains(method) {
                continue;
            }
            let given = EARLY.iter().filter(|other| *other == method).count();
            let begin = format!("yew-customerly: {method}() {fate}");
            let named = console
                .iter()
                .filter(|line| line.starts_with(&begin))
                .count();
            tally.expect(given, named);
        }
        assert_eq!(console.len(), EARLY.len(), "{console:#?}");
        tally.calls += EARLY.len();
    }
}

/// A launcher that the browser knows not to come: what was commanded is refused by name, and asked for
/// again it comes.
async fn does_not_come(fault: &'static str, obstacle: Obstacle) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.raise(obstacle).await;
        visitor.enter("early").await;
        visitor.expect_status("Failed").await;
        visitor.expect_deliveries("Held").await;
        let refused = "did not run: the launcher could not be fetched from http://127.0.0.1";
        let reason =
            "the chat is not there: the launcher could not be fetched from http://127.0.0.1";
        visitor
            .expect_named(Some(reason), refused, &mut tally)
            .await;

        visitor.command().await;
        visitor.expect_deliveries("Refused(NotLoaded(Script").await;
        visitor.expect_named(None, refused, &mut tally).await;
        visitor.expect_alive().await;

        visitor.lift(obstacle).await;
        visitor.press("load").await;
        visitor.expect_status("Ready").await;
        assert_eq!(visitor.site.launcher.take_requests(), 1);
        visitor.expect_calls(&[], &mut tally).await;
        visitor.works(&[READY], &mut tally).await;

        // And by itself, when the app says so: then what was commanded waits for it.
        visitor.raise(obstacle).await;
        visitor.enter("early&attempts=30&first=10").await;
        visitor
            .until("it was tried twice", "return lists.console.length > 1")
            .await;
        visitor.lift(obstacle).await;
        visitor.expect_status("Ready").await;
        visitor.expect_deliveries("Held").await;
        let console = visitor.take("console").await;
        assert!(
            console.iter().all(|line| line.contains(reason)),
            "{console:#?}"
        );
        visitor.lives(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

/// A launcher of which the browser does not know whether it comes: what was commanded waits for it.
async fn comes_late(fault: &'static str, answer: Answer) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.raise(Obstacle::Answer(answer)).await;
        visitor.enter("early&timeout=300").await;
        visitor.expect_late(&mut tally).await;

        visitor.lift(Obstacle::Answer(answer)).await;
        visitor.comes_to_life(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

/// Something that is no launcher in its place: nobody can tell that from a launcher that is slow, and a
/// second one would double everything. So it is not asked for again, and what was commanded waits.
async fn is_something_else(
    fault: &'static str,
    options: &'static str,
    answer: Answer,
    uncaught: &'static [&'static str],
) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.raise(Obstacle::Answer(answer)).await;
        visitor
            .enter(&format!("early&timeout=300&attempts=5&first=10&{options}"))
            .await;
        visitor.expect_late(&mut tally).await;
        visitor.expect_uncaught(uncaught, &mut tally).await;

        // Another script of the page gets it.
        visitor.lift(Obstacle::Answer(answer)).await;
        visitor
            .run(
                "const script = document.querySelector('script[src*=\"launcher.js\"]');
                 const another = document.createElement('script');
                 another.src = script.src;
                 script.replaceWith(another);",
            )
            .await;
        visitor.comes_to_life(&mut tally).await;

        // And so does the page when it is loaded anew.
        visitor.enter(&format!("early&timeout=300&{options}")).await;
        visitor.expect_statuses("Idle Loading Ready").await;
        visitor.lives(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

/// A launcher that takes its time, or a detour.
async fn comes(fault: &'static str, answer: Answer) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.raise(Obstacle::Answer(answer)).await;
        visitor.enter("early").await;
        visitor.expect_statuses("Idle Loading Ready").await;
        visitor.expect_deliveries("Held").await;
        visitor.lives(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

impl Visitor {
    /// The chat is there: what was commanded early has run, and each call comes.
    async fn lives(&self, tally: &mut Tally) {
        self.expect_calls(&EARLY, tally).await;
        tally.calls += EARLY.len();
        self.works(&[READY, "onChatOpened", "onChatClosed"], tally)
            .await;
    }

    /// The chat is there after all, with what was commanded before its time limit and after it.
    async fn comes_to_life(&self, tally: &mut Tally) {
        self.expect_statuses("Idle Loading Failed Ready").await;
        self.expect_calls(&[EARLY, EARLY].concat(), tally).await;
        let calls = [
            READY,
            "onChatOpened",
            "onChatClosed",
            "onChatOpened",
            "onChatClosed",
        ];
        self.works(&calls, tally).await;
    }

    /// Has the app give all the commands again.
    async fn command(&self) {
        let press =
            "for (const button of document.querySelectorAll('#load ~ button')) button.click()";
        self.run(press).await;
    }

    /// The time limit passes: the console says so, and names what waits; asked for again by hand, the
    /// launcher is not fetched twice.
    async fn expect_late(&self, tally: &mut Tally) {
        self.expect_statuses("Idle Loading Failed").await;
        let waits = "waits for a chat that does not answer";
        let reason = "the chat is not there: the chat did not report ready within 300 ms";
        self.expect_deliveries("Held").await;
        self.expect_named(Some(reason), waits, tally).await;

        self.command().await;
        self.expect_deliveries("Held").await;
        self.expect_named(None, waits, tally).await;
        self.press("load").await;
        self.pass(100).await;
        self.take("deliveries").await;
        self.expect_console(&[]).await;
        assert_eq!(self.site.launcher.take_requests(), 1);
        self.expect_alive().await;
    }

    /// The chat is as if nothing had been: one launcher, a command runs once, and each event arrives
    /// once, besides those that were caused already.
    async fn works(&self, already: &[&str], tally: &mut Tally) {
        self.expect_one_launcher(tally).await;
        self.press("event").await;
        self.expect_calls(&["event"], tally).await;
        tally.calls += 1;
        self.take("deliveries").await;
        self.expect_events(already, tally).await;
        self.expect_console(&[]).await;
        self.expect_uncaught(&[], tally).await;
        self.expect_alive().await;
    }
}

macro_rules! faults {
    ($($name:ident: $how:ident($fault:literal, $($obstacle:expr),+);)*) => {
        $(
            #[tokio::test]
            #[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
            async fn $name() {
                $how($fault, $($obstacle),+).await;
            }
        )*
    };
}

faults! {
    nobody_listens: does_not_come("connection refused", Obstacle::Closed);
    an_ad_blocker_blocks: does_not_come("blocked by the browser", Obstacle::Blocked);
    the_server_hangs_up: does_not_come("no answer, the connection ends", Obstacle::Answer(Answer::HangUp));
    it_is_not_found: does_not_come("404", Obstacle::Answer(Answer::Status("404 Not Found")));
    the_server_fails: does_not_come("500", Obstacle::Answer(Answer::Status("500 Internal Server Error")));
    it_is_cut_off: does_not_come("cut off in the middle", Obstacle::Answer(Answer::CutOff));
    it_is_cut_off_in_chunks: does_not_come("cut off in the middle, in chunks", Obstacle::Answer(Answer::CutOffChunks));
    redirects_never_end: does_not_come("redirects without end", Obstacle::Answer(Answer::RedirectForEver));
    another_protocol_answers: does_not_come("another protocol", Obstacle::Answer(Answer::Noise));
    a_page_that_may_not_run: does_not_come(
        "HTML, with nosniff",
        Obstacle::Answer(Answer::Page("Content-Type: text/html\r\nX-Content-Type-Options: nosniff\r\n"))
    );
    the_server_is_silent: comes_late("no answer, until later", Answer::Silence);
    it_stalls: comes_late("half, the rest later", Answer::Stall);
    a_page_in_its_place: does_not_come("HTML", Obstacle::Answer(Answer::Page("Content-Type: text/html\r\n")));
    a_page_that_claims_to_be_a_script: does_not_come(
        "HTML that claims to be JavaScript", Obstacle::Answer(Answer::Page(JAVASCRIPT))
    );
    a_page_of_the_same_origin: is_something_else(
        "HTML, from the page's own origin", "own", Answer::Page(""),
        &["Uncaught SyntaxError: Unexpected token '<'"]
    );
    it_is_cut_off_unnoticed: is_something_else(
        "cut off in the middle, unnoticed", "", Answer::CutOffUnnoticed, &["Script error."]
    );
    nothing_in_its_place: is_something_else("an empty answer", "", Answer::Nothing, &[]);
    it_drips: comes("a drip of pieces", Answer::Drip(1000));
    it_is_elsewhere: comes("a redirect", Answer::Redirect);
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn the_line_breaks_in_the_middle_and_comes_back() {
    visit("network", async |visitor| {
        let mut tally = Tally::default();
        visitor.site.launcher.answer_with(Answer::Stall);
        visitor.enter("early&attempts=1&first=600000").await;
        visitor.until_asked().await;
        visitor.go_offline(true).await;
        visitor.site.launcher.close().await;
        visitor.expect_statuses("Idle Loading Failed").await;
        visitor.site.launcher.answer_with(Answer::Launcher);
        visitor.site.launcher.open().await;
        visitor.go_offline(false).await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Ready")
            .await;
        visitor.expect_deliveries("Held").await;
        visitor
            .expect_console(&["the launcher could not be fetched"])
            .await;
        visitor.lives(&mut tally).await;

        // A chat that is there goes on, offline and back, and is not asked for again.
        visitor.site.launcher.take_requests();
        visitor.go_offline(true).await;
        visitor.works(&[], &mut tally).await;
        visitor.go_offline(false).await;
        visitor.works(&[], &mut tally).await;
        assert_eq!(visitor.site.launcher.take_requests(), 0);
        tally.close(THEME, "offline in the middle, and back");
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn it_comes_when_the_provider_has_gone() {
    visit("network", async |visitor| {
        let mut tally = Tally::default();
        visitor.site.launcher.answer_with(Answer::Silence);
        visitor.enter("early").await;
        visitor.until_asked().await;
        visitor.press("mount").await;
        visitor
            .until("it is gone", "return !document.querySelector('#statuses')")
            .await;
        visitor.site.launcher.answer_with(Answer::Launcher);
        visitor
            .until("the launcher runs", "return 'launcher' in window")
            .await;
        visitor.expect_deliveries("Held").await;
        visitor.expect_calls(&EARLY, &mut tally).await;
        tally.calls += EARLY.len();
        // Nobody is there to be told.
        assert_eq!(visitor.words("return takePushed()").await, [""; 0]);
        assert_eq!(visitor.take("messages").await, [""; 0]);

        visitor.press("mount").await;
        visitor.see_app().await;
        visitor.expect_statuses("Idle Ready").await;
        visitor.expect_deliveries("Held").await;
        visitor.expect_calls(&EARLY, &mut tally).await;
        tally.calls += EARLY.len();
        visitor
            .works(&["onChatOpened", "onChatClosed"], &mut tally)
            .await;
        tally.close(THEME, "an answer when the provider has gone");
    })
    .await;
}
