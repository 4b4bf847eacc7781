//! Others on the same page that know the chat: Customerly's official snippet, Customerly's own React
//! package, and the public recipe for tag managers.

use crate::launcher::Answer;
use crate::tally::Tally;
use crate::visitor::{Visitor, visit};

const THEME: &str = "coexistence";

/// When somebody else comes to the page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    /// Before the app, which finds a chat that is ready.
    Running,
    /// Before the app, and before the launcher has come.
    Before,
    /// After the app, and before the launcher has come.
    Mounted,
    /// After the app, when the chat is ready.
    Ready,
}

/// The launchers that are tried: which channels they honour, and whether they exchange the object.
const LAUNCHERS: [&str; 4] = [
    "channels=property",
    "channels=both",
    "channels=settings",
    "channels=both%26replace",
];

impl Visitor {
    /// Comes to a page where the others come before or after the app.
    async fn enter_with(&self, before: &[&str], after: &[&str], when: When, launcher: &str) {
        // Whoever is first asks for the launcher, which waits for the app all the same.
        let is_first = !before.is_empty() && when != When::Running;
        if is_first || when == When::Mounted {
            self.site.launcher.answer_with(Answer::Silence);
        }
        let mut options = format!("launcher={launcher}");
        if !before.is_empty() {
            options.push_str(&format!("&before={}", before.join("+")));
        }
        if is_first {
            options.push_str("&release");
        }
        if when == When::Running {
            options.push_str("&late");
        }
        self.enter(&options).await;
        if when == When::Mounted {
            self.until_asked().await;
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
            self.until(&format!("{other} has its handlers in place"), &script)
                .await;
        }
        self.site.launcher.answer_with(Answer::Launcher);
        let statuses = match when {
            When::Running => "Idle Ready",
            _ => "Idle Loading Ready",
        };
        self.expect_statuses(statuses).await;
    }

    /// One launcher, each event once to us and once to each of the others that wants it, and each command
    /// once. Of the others the page says which callbacks they hear.
    async fn expect_peace(&self, others: &[(&str, String)], when: When, tally: &mut Tally) {
        self.expect_one_launcher(tally).await;
        // What the others commanded, each once, and what a chat is told that is ready.
        let commands = others.iter().filter(|(other, _)| *other != "recipe");
        let mut commands = vec!["event"; commands.count()];
        if when == When::Running {
            commands.push("update");
        }
        self.expect_calls(&commands, tally).await;
        tally.calls += commands.len();

        self.press("event").await;
        self.run("customerly.event('from somebody')").await;
        self.expect_calls(&["event", "event"], tally).await;
        tally.calls += 2;

        self.run("for (const list of ['snippet', 'react', 'recipe']) take(list)")
            .await;
        let already: &[&str] = match when {
            // Nobody was there to hear it.
            When::Running => &[],
            _ => &["onMessengerInitialized"],
        };
        self.expect_events(already, tally).await;
        for (other, names) in others {
            let wanted = format!(
                "const names = {names};
                 return CALLS.map(([name]) => name).filter((name) => names.includes(name))"
            );
            let wanted = self.words(&wanted).await;
            let came = self.take(other).await;
            tally.expect(wanted.len(), came.len());
            assert!(
                came.len() != wanted.len() || came == wanted,
                "{other}: {came:?}"
            );
        }
        self.expect_uncaught(&[], tally).await;
        self.expect_alive().await;
    }
}

/// Which callbacks of such a launcher one of them hears, as the page says it.
fn heard(other: &str, before: &[&str], after: &[&str], when: When, launcher: &str) -> String {
    let channel = |other: &str| match other {
        "snippet" => "settings",
        _ => "property",
    };
    // It left the object with their handlers behind before the app came.
    let has_left = when == When::Running && launcher.contains("replace");
    let honours = launcher.contains("both") || launcher.contains(channel(other));
    // React's `load` refuses the snippet's settings, unless its object is gone.
    let is_refused = other == "snippet" && before == ["react"] && !launcher.contains("replace");
    if !honours || is_refused || (channel(other) == "property" && has_left) {
        return "[]".to_owned();
    }
    // Who sets a handler takes the place of who set it before, as without the app: nobody can tell
    // whether it is a newer one of the same script.
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

/// Those before the app and those after it, under each kind of launcher.
async fn lives_with(
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
                .map(|other| (*other, heard(other, before, after, when, launcher)))
                .collect();
            visitor.expect_peace(&others, when, &mut tally).await;
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
                lives_with(&$before, &$after, When::$when, $fault).await;
            }
        )*
    };
}

others! {
    the_snippet_has_a_chat_that_is_ready: ["snippet"], app, [] Running
        "the official snippet, with a chat that is ready";
    the_snippet_is_first: ["snippet"], app, [] Before
        "the official snippet, before the app";
    the_snippet_comes_while_the_chat_loads: [], app, ["snippet"] Mounted
        "the official snippet, while the chat loads";
    the_snippet_comes_to_a_chat_that_is_ready: [], app, ["snippet"] Ready
        "the official snippet, when the chat is ready";
    react_has_a_chat_that_is_ready: ["react"], app, [] Running
        "Customerly's React package, with a chat that is ready";
    react_is_first: ["react"], app, [] Before
        "Customerly's React package, before the app";
    react_comes_while_the_chat_loads: [], app, ["react"] Mounted
        "Customerly's React package, while the chat loads";
    react_comes_to_a_chat_that_is_ready: [], app, ["react"] Ready
        "Customerly's React package, when the chat is ready";
    the_recipe_is_first: ["recipe"], app, [] Before
        "the tag manager's recipe, before the app";
    the_recipe_comes_while_the_chat_loads: [], app, ["recipe"] Mounted
        "the tag manager's recipe, while the chat loads";
    the_recipe_comes_to_a_chat_that_is_ready: [], app, ["recipe"] Ready
        "the tag manager's recipe, when the chat is ready";
    the_app_keeps_them_apart_that_come_while_the_chat_loads: [], app, ["snippet", "react"] Mounted
        "snippet and React package, while the chat loads";
    the_app_keeps_them_apart_that_come_to_a_chat_that_is_ready: [], app, ["react", "snippet"] Ready
        "React package and snippet, when the chat is ready";
    the_app_stands_behind_the_snippet: ["recipe", "snippet"], app, ["react"] Ready
        "recipe and snippet before the app, React package after it";
    the_app_stands_behind_react: ["react"], app, ["snippet", "recipe"] Ready
        "React package before the app, snippet and recipe after it";
}
