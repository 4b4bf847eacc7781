//! Network faults while the browser requests the launcher.

use std::sync::LazyLock;

use serde_json::json;

use super::launcher::{Answer, JAVASCRIPT};
use super::visitor::{Visitor, visit};
use crate::tally::Tally;
use crate::webdriver::commands::{all_commands, method};

const THEME: &str = "network";

/// The methods of the commands that the app sends before the chat loads, in order.
static EARLY: LazyLock<Vec<&str>> = LazyLock::new(|| all_commands().map(method).collect());

/// The callback with which the launcher reports ready.
const READY: &str = "onMessengerInitialized";

/// What prevents the launcher from loading.
#[derive(Clone, Copy, Debug)]
enum Obstacle {
    /// No server listens on the launcher's port.
    Closed,
    /// The browser blocks the request, as an ad blocker does.
    Blocked,
    /// The server sends this answer.
    Answer(Answer),
}

impl Visitor {
    async fn set_obstacle(&self, obstacle: Obstacle) {
        match obstacle {
            Obstacle::Closed => self.site.launcher.close().await,
            Obstacle::Blocked => self.block(&["*launcher.js*"]).await,
            Obstacle::Answer(answer) => self.site.launcher.answer_with(answer),
        }
    }

    async fn remove_obstacle(&self, obstacle: Obstacle) {
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

    /// Asserts that each early command had this outcome.
    async fn expect_outcomes(&self, outcome: &str) {
        let deliveries = self.take("deliveries").await;
        assert_eq!(deliveries.len(), EARLY.len(), "{deliveries:?}");
        assert!(
            deliveries.iter().all(|line| line.contains(outcome)),
            "{deliveries:?}"
        );
    }

    /// Asserts that the console shows why the chat is unavailable, if a reason is given, and then one
    /// message for each command, which contains its method and what happened to it.
    async fn expect_command_messages(&self, reason: Option<&str>, result: &str, tally: &mut Tally) {
        let mut console = self.take("console").await;
        if let Some(reason) = reason {
            assert!(console[0].contains(reason), "{console:#?}");
            console.remove(0);
        }
        for (index, method) in EARLY.iter().enumerate() {
            // The list contains `update` twice; both are counted at the first.
            if EARLY[..index].contains(method) {
                continue;
            }
            let sent = EARLY.iter().filter(|other| *other == method).count();
            let begin = format!("yew-customerly: {method}() {result}");
            let named = console
                .iter()
                .filter(|line| line.starts_with(&begin))
                .count();
            tally.expect(sent, named);
        }
        assert_eq!(console.len(), EARLY.len(), "{console:#?}");
        tally.calls += EARLY.len();
    }
}

/// The browser reports that the launcher failed to load: each command is refused with a message in the
/// console, and a later `load` succeeds.
async fn fails_to_load(fault: &'static str, obstacle: Obstacle) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.set_obstacle(obstacle).await;
        visitor.enter("early").await;
        visitor.expect_status("Failed").await;
        visitor.expect_outcomes("Queued").await;
        let refused = "did not run: the launcher could not be fetched from http://127.0.0.1";
        let reason =
            "the chat is unavailable: the launcher could not be fetched from http://127.0.0.1";
        visitor
            .expect_command_messages(Some(reason), refused, &mut tally)
            .await;

        visitor.send_commands().await;
        visitor.expect_outcomes("Refused(NotLoaded(Script").await;
        visitor
            .expect_command_messages(None, refused, &mut tally)
            .await;
        visitor.expect_alive().await;

        visitor.remove_obstacle(obstacle).await;
        visitor.press("load").await;
        visitor.expect_status("Ready").await;
        assert_eq!(visitor.site.launcher.take_requests(), 1);
        visitor.expect_calls(&[], &mut tally).await;
        visitor.expect_working(&[READY], &mut tally).await;

        // With a retry policy, the crate requests it again by itself, and the commands stay queued.
        visitor.set_obstacle(obstacle).await;
        visitor.enter("early&attempts=30&first=10").await;
        visitor
            .until(
                "the launcher was requested twice",
                "return lists.console.length > 1",
            )
            .await;
        visitor.remove_obstacle(obstacle).await;
        visitor.expect_status("Ready").await;
        visitor.expect_outcomes("Queued").await;
        let console = visitor.take("console").await;
        assert!(
            console.iter().all(|line| line.contains(reason)),
            "{console:#?}"
        );
        visitor.expect_loaded(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

/// The launcher arrives after the time limit: the commands stay queued until then.
async fn loads_late(fault: &'static str, answer: Answer) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.set_obstacle(Obstacle::Answer(answer)).await;
        visitor.enter("early&timeout=300").await;
        visitor.expect_timeout(&mut tally).await;

        visitor.remove_obstacle(Obstacle::Answer(answer)).await;
        visitor.expect_late_ready(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

/// Something other than the launcher arrives, and the browser reports no load error: it leaves no trace, so
/// each command is refused with a message in the console, and a later `load` succeeds.
async fn is_replaced(
    fault: &'static str,
    options: &'static str,
    answer: Answer,
    uncaught: &'static [&'static str],
) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.set_obstacle(Obstacle::Answer(answer)).await;
        visitor.enter(&format!("early&{options}")).await;
        visitor.expect_status("Failed").await;
        visitor.expect_outcomes("Queued").await;
        let refused = "did not run:";
        visitor
            .expect_command_messages(Some("is not the launcher"), refused, &mut tally)
            .await;
        visitor.expect_uncaught(uncaught, &mut tally).await;
        visitor.send_commands().await;
        visitor
            .expect_outcomes("Refused(NotLoaded(NotLauncher")
            .await;
        visitor
            .expect_command_messages(None, refused, &mut tally)
            .await;
        visitor.expect_alive().await;

        visitor.remove_obstacle(Obstacle::Answer(answer)).await;
        visitor.press("load").await;
        visitor.expect_status("Ready").await;
        visitor.expect_calls(&[], &mut tally).await;
        visitor.expect_working(&[READY], &mut tally).await;

        // The next page load fetches it too.
        visitor.enter(&format!("early&{options}")).await;
        visitor.expect_statuses("Idle Loading Ready").await;
        visitor.expect_loaded(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

/// The launcher loads slowly, or through a redirect.
async fn loads(fault: &'static str, answer: Answer) {
    visit("network", async move |visitor| {
        let mut tally = Tally::default();
        visitor.set_obstacle(Obstacle::Answer(answer)).await;
        visitor.enter("early").await;
        visitor.expect_statuses("Idle Loading Ready").await;
        visitor.expect_outcomes("Queued").await;
        visitor.expect_loaded(&mut tally).await;
        tally.close(THEME, fault);
    })
    .await;
}

impl Visitor {
    /// Asserts that the early commands have run, and that the chat works.
    async fn expect_loaded(&self, tally: &mut Tally) {
        self.expect_calls(&EARLY, tally).await;
        tally.calls += EARLY.len();
        self.expect_working(&[READY, "onChatOpened", "onChatClosed"], tally)
            .await;
    }

    /// Asserts that the chat becomes ready after its time limit, and that the commands sent before and
    /// after the limit have run.
    async fn expect_late_ready(&self, tally: &mut Tally) {
        self.expect_statuses("Idle Loading Failed Ready").await;
        self.expect_calls(&EARLY.repeat(2), tally).await;
        let calls = [
            READY,
            "onChatOpened",
            "onChatClosed",
            "onChatOpened",
            "onChatClosed",
        ];
        self.expect_working(&calls, tally).await;
    }

    /// Makes the app send all commands again.
    async fn send_commands(&self) {
        let click_all =
            "for (const button of document.querySelectorAll('#load ~ button')) button.click()";
        self.run(click_all).await;
    }

    /// Asserts that the chat fails after its time limit: the console says so and lists the queued
    /// commands, and another `load` does not fetch the launcher again.
    async fn expect_timeout(&self, tally: &mut Tally) {
        self.expect_statuses("Idle Loading Failed").await;
        let queued = "is queued until the chat responds";
        let reason = "the chat is unavailable: the chat did not report ready within 300 ms";
        self.expect_outcomes("Queued").await;
        self.expect_command_messages(Some(reason), queued, tally)
            .await;

        self.send_commands().await;
        self.expect_outcomes("Queued").await;
        self.expect_command_messages(None, queued, tally).await;
        self.press("load").await;
        self.pass(100).await;
        self.take("deliveries").await;
        self.expect_console(&[]).await;
        assert_eq!(self.site.launcher.take_requests(), 1);
        self.expect_alive().await;
    }

    /// Asserts that the chat works: one launcher, a command runs once, and each event arrives once.
    /// `already` are the callbacks that the launcher has called so far.
    async fn expect_working(&self, already: &[&str], tally: &mut Tally) {
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
    connection_refused: fails_to_load("connection refused", Obstacle::Closed);
    blocked_by_an_ad_blocker: fails_to_load("blocked by the browser", Obstacle::Blocked);
    the_server_closes_the_connection: fails_to_load("no answer, connection closed", Obstacle::Answer(Answer::CloseConnection));
    status_404: fails_to_load("404", Obstacle::Answer(Answer::Status("404 Not Found")));
    status_500: fails_to_load("500", Obstacle::Answer(Answer::Status("500 Internal Server Error")));
    truncated: fails_to_load("truncated", Obstacle::Answer(Answer::Truncated));
    truncated_in_chunks: fails_to_load("truncated, chunked encoding", Obstacle::Answer(Answer::TruncatedChunks));
    endless_redirects: fails_to_load("endless redirects", Obstacle::Answer(Answer::EndlessRedirect));
    another_protocol: fails_to_load("another protocol", Obstacle::Answer(Answer::OtherProtocol));
    html_with_nosniff: fails_to_load(
        "HTML, with nosniff",
        Obstacle::Answer(Answer::Html("Content-Type: text/html\r\nX-Content-Type-Options: nosniff\r\n"))
    );
    no_answer_until_later: loads_late("no answer until later", Answer::Silence);
    stalled_halfway: loads_late("one half, the rest later", Answer::Stall);
    html: fails_to_load("HTML", Obstacle::Answer(Answer::Html("Content-Type: text/html\r\n")));
    html_declared_as_javascript: fails_to_load(
        "HTML declared as JavaScript", Obstacle::Answer(Answer::Html(JAVASCRIPT))
    );
    html_from_the_same_origin: is_replaced(
        "HTML, from the page's own origin", "own", Answer::Html(""),
        &["Uncaught SyntaxError: Unexpected token '<'"]
    );
    truncated_without_a_length: is_replaced(
        "truncated, without a length", "", Answer::TruncatedWithoutLength, &["Script error."]
    );
    empty_answer: is_replaced("an empty answer", "", Answer::Empty, &[]);
    sent_in_small_pieces: loads("many small pieces", Answer::Pieces(1000));
    redirected: loads("a redirect", Answer::Redirect);
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn offline_halfway_then_online() {
    visit("network", async |visitor| {
        let mut tally = Tally::default();
        visitor.site.launcher.answer_with(Answer::Stall);
        visitor.enter("early&attempts=1&first=600000").await;
        visitor.until_requested().await;
        visitor.go_offline(true).await;
        visitor.site.launcher.close().await;
        visitor.expect_statuses("Idle Loading Failed").await;
        visitor.site.launcher.answer_with(Answer::Launcher);
        visitor.site.launcher.open().await;
        visitor.go_offline(false).await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Ready")
            .await;
        visitor.expect_outcomes("Queued").await;
        visitor
            .expect_console(&["the launcher could not be fetched"])
            .await;
        visitor.expect_loaded(&mut tally).await;

        // A ready chat keeps working offline and online again, and is not requested again.
        visitor.site.launcher.take_requests();
        visitor.go_offline(true).await;
        visitor.expect_working(&[], &mut tally).await;
        visitor.go_offline(false).await;
        visitor.expect_working(&[], &mut tally).await;
        assert_eq!(visitor.site.launcher.take_requests(), 0);
        tally.close(THEME, "offline halfway, then online");
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn the_launcher_loads_after_the_provider_unmounts() {
    visit("network", async |visitor| {
        let mut tally = Tally::default();
        visitor.site.launcher.answer_with(Answer::Silence);
        visitor.enter("early").await;
        visitor.until_requested().await;
        visitor.press("mount").await;
        visitor
            .until(
                "the provider is unmounted",
                "return !document.querySelector('#statuses')",
            )
            .await;
        visitor.site.launcher.answer_with(Answer::Launcher);
        visitor
            .until("the launcher runs", "return 'launcher' in window")
            .await;
        visitor.expect_outcomes("Queued").await;
        // Nobody expects the chat window any more.
        let (windows, others) = EARLY.split_at(4);
        let console = visitor.take("console").await;
        assert!(
            console.len() == windows.len() && console.iter().all(|line| line.contains("unmounted")),
            "{console:#?}"
        );
        visitor.expect_calls(others, &mut tally).await;
        tally.calls += EARLY.len();
        // Without a provider, nothing is pushed and nobody gets a message.
        assert_eq!(visitor.strings("return takePushed()").await, [""; 0]);
        assert_eq!(visitor.take("messages").await, [""; 0]);

        visitor.press("mount").await;
        visitor.see_app().await;
        visitor.expect_statuses("Idle Ready").await;
        visitor.expect_outcomes("Queued").await;
        visitor.expect_calls(&EARLY, &mut tally).await;
        tally.calls += EARLY.len();
        visitor
            .expect_working(&["onChatOpened", "onChatClosed"], &mut tally)
            .await;
        tally.close(THEME, "an answer after the provider unmounts");
    })
    .await;
}
