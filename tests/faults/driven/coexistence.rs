//! Other scripts on the page that use the chat: Customerly's official snippet, Customerly's React
//! package, and the public recipe for tag managers.

use super::launcher::Answer;
use super::visitor::{Visitor, visit};
use crate::tally::Tally;

const THEME: &str = "coexistence";

/// When the other scripts run.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    /// Before the app, which starts with a chat that is already ready.
    Running,
    /// Before the app, and before the launcher has loaded.
    Before,
    /// After the app, and before the launcher has loaded.
    Mounted,
    /// After the app, when the chat is ready.
    Ready,
}

/// The kinds of launcher: which channels they honor, and whether they replace `window.customerly`.
const LAUNCHERS: [&str; 4] = [
    "channels=property",
    "channels=both",
    "channels=settings",
    "channels=both%26replace",
];

impl Visitor {
    /// Opens a page whose other scripts run `before` or `after` the app.
    async fn enter_with(&self, before: &[&str], after: &[&str], when: When, launcher: &str) {
        // The first script requests the launcher, whose answer is delayed until the app has started.
        let requests_launcher = !before.is_empty() && when != When::Running;
        if requests_launcher || when == When::Mounted {
            self.site.launcher.answer_with(Answer::Silence);
        }
        let mut options = format!("launcher={launcher}");
        if !before.is_empty() {
            options.push_str(&format!("&before={}", before.join("+")));
        }
        if requests_launcher {
            options.push_str("&release");
        }
        if when == When::Running {
            options.push_str("&late");
        }
        self.enter(&options).await;
        if when == When::Mounted {
            self.until_requested().await;
        }
        if when == When::Ready {
            self.expect_status("Ready").await;
        }
        for other in after {
            self.run(&format!("document.head.append(otherScript('{other}'))"))
                .await;
        }
        for other in before.iter().chain(after) {
            let script = format!("return '{other}' in registered");
            self.until(&format!("{other} has set its handlers"), &script)
                .await;
        }
        self.site.launcher.answer_with(Answer::Launcher);
        let statuses = match when {
            When::Running => "Idle Ready",
            _ => "Idle Loading Ready",
        };
        self.expect_statuses(statuses).await;
    }

    /// Asserts that there is one launcher, that the app and each other script get each of their events
    /// once, and that each command runs once. `others` are the scripts with the JavaScript expression for
    /// the callbacks that they get.
    async fn expect_coexistence(&self, others: &[(&str, String)], when: When, tally: &mut Tally) {
        self.expect_one_launcher(tally).await;
        // The others' commands, each once, and the settings that the crate sends to a ready chat.
        let commands = others.iter().filter(|(other, _)| *other != "recipe");
        let mut commands = vec!["event"; commands.count()];
        if when == When::Running {
            commands.push("update");
        }
        self.expect_calls(&commands, tally).await;
        tally.calls += commands.len();

        self.press("event").await;
        self.run("customerly.event('from another script')").await;
        self.expect_calls(&["event", "event"], tally).await;
        tally.calls += 2;

        self.run("for (const list of ['snippet', 'react', 'recipe']) take(list)")
            .await;
        let already: &[&str] = match when {
            // The app started after the ready signal.
            When::Running => &[],
            _ => &["onMessengerInitialized"],
        };
        self.expect_events(already, tally).await;
        for (other, names) in others {
            let callbacks = format!(
                "const names = {names};
                 return CALLS.map(([name]) => name).filter((name) => names.includes(name))"
            );
            let expected = self.strings(&callbacks).await;
            let received = self.take(other).await;
            tally.expect(expected.len(), received.len());
            assert!(
                received.len() != expected.len() || received == expected,
                "{other}: {received:?}"
            );
        }
        self.expect_uncaught(&[], tally).await;
        self.expect_alive().await;
    }
}

/// The JavaScript expression for the callbacks that one of the other scripts gets from this launcher.
fn callbacks_for(
    other: &str,
    before: &[&str],
    after: &[&str],
    when: When,
    launcher: &str,
) -> String {
    let channel = |other: &str| match other {
        "snippet" => "settings",
        _ => "property",
    };
    // The launcher replaced the object with their handlers before the app started.
    let has_replaced = when == When::Running && launcher.contains("replace");
    let honors = launcher.contains("both") || launcher.contains(channel(other));
    if !honors || (channel(other) == "property" && has_replaced) {
        return "[]".to_owned();
    }
    // A later script's handler replaces an earlier one's, as it does without the app: it cannot be told
    // apart from a newer handler of the same script.
    let later = before
        .iter()
        .chain(after)
        .skip_while(|earlier| **earlier != other)
        .skip(1);
    let later = later.filter(|later| channel(later) == channel(other));
    later.fold(format!("registered.{other}"), |names, later| {
        format!("{names}.filter((name) => !registered.{later}.includes(name))")
    })
}

/// Runs the scripts before and after the app, with each kind of launcher.
async fn coexists(
    before: &'static [&'static str],
    after: &'static [&'static str],
    when: When,
    fault: &'static str,
) {
    visit("coexistence", async move |visitor| {
        let mut tally = Tally::default();
        for launcher in LAUNCHERS {
            visitor.enter_with(before, after, when, launcher).await;
            let others = before.iter().chain(after);
            let others: Vec<_> = others
                .map(|other| (*other, callbacks_for(other, before, after, when, launcher)))
                .collect();
            visitor.expect_coexistence(&others, when, &mut tally).await;
        }
        tally.close(THEME, fault);
    })
    .await;
}

macro_rules! others {
    ($($name:ident: $before:tt, app, $after:tt $when:ident $fault:literal;)*) => {
        $(
            #[tokio::test]
            #[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
            async fn $name() {
                coexists(&$before, &$after, When::$when, $fault).await;
            }
        )*
    };
}

others! {
    snippet_with_a_ready_chat_before_the_app: ["snippet"], app, [] Running
        "the official snippet with a ready chat, before the app";
    snippet_before_the_app: ["snippet"], app, [] Before
        "the official snippet, before the app";
    snippet_while_the_chat_loads: [], app, ["snippet"] Mounted
        "the official snippet, while the chat loads";
    snippet_after_the_chat_is_ready: [], app, ["snippet"] Ready
        "the official snippet, when the chat is ready";
    react_with_a_ready_chat_before_the_app: ["react"], app, [] Running
        "Customerly's React package with a ready chat, before the app";
    react_before_the_app: ["react"], app, [] Before
        "Customerly's React package, before the app";
    react_while_the_chat_loads: [], app, ["react"] Mounted
        "Customerly's React package, while the chat loads";
    react_after_the_chat_is_ready: [], app, ["react"] Ready
        "Customerly's React package, when the chat is ready";
    recipe_before_the_app: ["recipe"], app, [] Before
        "the tag manager's recipe, before the app";
    recipe_while_the_chat_loads: [], app, ["recipe"] Mounted
        "the tag manager's recipe, while the chat loads";
    recipe_after_the_chat_is_ready: [], app, ["recipe"] Ready
        "the tag manager's recipe, when the chat is ready";
    snippet_and_react_while_the_chat_loads: [], app, ["snippet", "react"] Mounted
        "snippet and React package, while the chat loads";
    react_and_snippet_after_the_chat_is_ready: [], app, ["react", "snippet"] Ready
        "React package and snippet, when the chat is ready";
    recipe_and_snippet_before_the_app_and_react_after_it: ["recipe", "snippet"], app, ["react"] Ready
        "recipe and snippet before the app, React package after it";
    react_before_the_app_and_snippet_and_recipe_after_it: ["react"], app, ["snippet", "recipe"] Ready
        "React package before the app, snippet and recipe after it";
}
