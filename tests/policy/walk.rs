//! A walk through everything that the crate does, under the strictest policy that a wasm app can have.

use serde_json::{Value, json};

use super::site::{self, FAILING};
use crate::webdriver::browser::Browser;
use crate::webdriver::served::Served;
use crate::webdriver::visitor::Visitor;

/// No script without the nonce, no inline code or style, no text that becomes code, no other server.
const STRICTEST: &str = "default-src 'none'; connect-src 'self'; img-src data:; \
     script-src 'nonce-NONCE' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types yew-customerly";

const PATHS: [(&str, &str); 2] = [
    ("/everything", STRICTEST),
    // Reached by the router, and by whoever loads that page anew.
    ("/everything/pricing", STRICTEST),
];

/// Everything that an app can command.
const COMMANDS: [&str; 14] = [
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
    "registerLead",
    "update",
    "updateName",
    "logout",
];

type Walk = Visitor<Served>;

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn everything_the_crate_does_passes_the_strictest_policy() {
    let site = site::serve(&PATHS).await;
    Browser::with("everything", |browser| walk(Walk { site, browser })).await;
}

async fn walk(walk: Walk) {
    for strategy in [
        "immediately",
        "manual",
        "idle",
        "after",
        "interaction",
        "button",
    ] {
        walk.everything(strategy).await;
    }
    walk.nothing_comes().await;
    walk.each_way_to_make_code_is_noticed().await;
}

impl Walk {
    async fn enter(&self, options: &str) {
        let address = self.site.address(&format!("/everything?{options}"));
        let client = &self.browser.client;
        client.goto(&address).await.expect("the page loads");
        // What the page before has still said.
        self.browser.console().await;
        self.until(
            "the app is there",
            "return !!document.querySelector('#status')",
        )
        .await;
    }

    /// With consent, whatever the strategy waits for, and a launcher that comes the second time.
    async fn everything(&self, strategy: &str) {
        self.enter(&format!("load={strategy}&delay=10&attempts=2&first=10"))
            .await;
        self.until(
            "both containers run",
            "return window.containers?.length === 2",
        )
        .await;
        self.shows("status", "Idle").await;
        self.press("agree").await;
        match strategy {
            "manual" => self.press("load").await,
            // As a person does it: what a script does is no interaction.
            "interaction" => self.click("title").await,
            _ => {}
        }
        self.shows("status", "Ready").await;

        self.press("login").await;
        self.shows("user", "true").await;
        self.press("menu").await;
        self.press("menu").await;
        for command in COMMANDS {
            self.press(command).await;
        }
        self.press("go").await;
        self.shows("page", "pricing").await;
        self.run(CALLBACKS).await;
        self.shows("unread", "3").await;
        self.open_and_close().await;
        self.press("login").await;

        // Gone and back, with the chat that is there.
        self.press("mount").await;
        self.until(
            "the app is gone",
            "return !document.querySelector('#status')",
        )
        .await;
        self.press("mount").await;
        self.until(
            "the app is back",
            "return !!document.querySelector('#status')",
        )
        .await;
        self.shows("status", "Ready").await;
        self.press("agree").await;
        self.open_and_close().await;

        self.expect_done(strategy).await;
        assert_eq!(self.violations().await, json!([]), "{strategy}");
        // The launcher failed once to come, and refused to start once.
        self.expect_complaints(&[FAILING, "with status 500"]).await;
    }

    /// The chat got every command, and both data layers everything that they were to get.
    async fn expect_done(&self, strategy: &str) {
        let seen = self.run(SEEN).await;
        let called = seen["called"].as_array().expect("a list");
        for command in COMMANDS.map(|name| name.trim_end_matches("Name")) {
            let got = called.iter().any(|name| name == command);
            assert!(got, "{strategy}: {command}: {called:?}");
        }
        assert_eq!(seen["runs"], 1, "{strategy}");
        let consent = json!(["default", "update", "update"]);
        assert_eq!(seen["consent"], consent, "{strategy}");
        let pushed = seen["pushed"].as_array().expect("a list");
        assert_eq!(pushed.len(), 22, "{strategy}: {pushed:?}");
    }

    /// A launcher that is not there, and one that may not come.
    async fn nothing_comes(&self) {
        for launcher in ["/missing/launcher.js", "http://127.0.0.1:1/launcher.js"] {
            self.enter(&format!("launcher={launcher}")).await;
            self.press("agree").await;
            self.until(
                "the fallback is there",
                "return !!document.querySelector('#fallback')",
            )
            .await;
            let says = format!(
                "return document.querySelector('#status').textContent.includes('{launcher}')"
            );
            self.until("the status says why", &says).await;
            assert_eq!(self.violations().await, json!([]), "{launcher}");
            self.expect_complaints(&[launcher]).await;
        }
    }

    /// So that what is expected above can fail: on the same page, under the same policy.
    async fn each_way_to_make_code_is_noticed(&self) {
        self.enter("load=manual").await;
        assert_eq!(self.violations().await, json!([]));
        for (way, directive) in WAYS {
            // In a task of the page's own: what a driver runs may call `eval`.
            self.run(&format!("setTimeout(() => {{ {way} }})")).await;
            let seen = self.violations().await;
            let mut seen = seen.as_array().expect("a list").iter();
            let noticed = seen.any(|violation| {
                let violation = violation.as_str().expect("a text");
                violation.starts_with(directive)
            });
            assert!(noticed, "{way}");
        }
    }

    async fn shows(&self, id: &str, text: &str) {
        let shown = format!("return document.getElementById('{id}').textContent === '{text}'");
        self.until(&format!("{id} is {text}"), &shown).await;
    }

    /// By the chat button, and by the chat itself.
    async fn open_and_close(&self) {
        self.run("document.querySelector('[data-status]').click()")
            .await;
        self.shows("opened", "true").await;
        self.run("launcher.fire('onChatClosed')").await;
        self.shows("opened", "false").await;
    }

    /// The violations since the last call, once the browser has told of all.
    async fn violations(&self) -> Value {
        let script = "const [done] = arguments; setTimeout(() => done(violations.splice(0)))";
        let violations = self.browser.client.execute_async(script, Vec::new()).await;
        violations.expect("the page can be asked")
    }

    /// The console has something of each of these, and nothing else.
    async fn expect_complaints(&self, expected: &[&str]) {
        let console = self.browser.console().await;
        let said = |part: &&str| console.iter().any(|line| line.contains(part));
        assert!(expected.iter().all(said), "{console:#?}");
        let is_expected = |line: &String| expected.iter().any(|part| line.contains(part));
        assert!(console.iter().all(is_expected), "{console:#?}");
    }
}

/// The launcher calls each of its callbacks, with what it may carry.
const CALLBACKS: &str = r#"
    dataLayer.splice(0);
    const fire = launcher.fire;
    customerly.unreadMessagesCount = 3;
    const article = {
        knowledge_base_article_id: "7", slug: "refunds", title: "Refunds",
        body: "<img src=x onerror=alert(1)>", account: { account_id: 3, name: "<b>Bo</b>" },
    };
    const html = "<script>alert(1)</script>";
    fire("onLeadGenerated", "ada@example.com");
    fire("onChatOpened");
    fire("onNewConversation", html, [{ name: "cv.pdf", size: 3, base64: "QUJD" }]);
    fire("onProfilingQuestionAsked", "company_size");
    fire("onProfilingQuestionAnswered", "company_size", "javascript:alert(1)");
    fire("onRealtimeVideoAnswered", { conversation_id: 5, url: "javascript:alert(1)" });
    fire("onRealtimeVideoRejected");
    fire("onHelpCenterArticleOpened", article);
    fire("onChatflowNotificationViewed", 9, "ada@example.com");
    fire("onChatflowNotificationClicked", 9, { type: "button", button: { caption: html, link: html } });
    fire("onNewMessageReceived", { timestamp: 1, conversationId: 5, message: html });
    fire("onNewConversationReceived", 5);
    fire("onMessengerInitialized");
    fire("onMessageRead", 5, 6);
    fire("onRealtimeVideoReceived", { conversation_id: 5 });
    fire("onRealtimeVideoCanceled");
    fire("onSurveyPresented", { survey_id: 4, creator: { account_id: 3 } });
    fire("onSurveyAnswered");
    fire("onSurveyRejected");
    fire("onTriggerFired", 2);
    fire("onChatClosed");
    fire("onMessengerLoadFailed", { status: 500, message: html });
    fire("onMessengerInitialized");
    window.fired = dataLayer.map((message) => message.event);
"#;

/// What was done: the commands and pushes by name, and the consent that a container read.
const SEEN: &str = "return {
    called: [...new Set(launcher.calls.map(([name]) => name))].sort(),
    runs: launcher.runs,
    consent: containers[0].taken.filter(Array.isArray).map(([, command]) => command),
    pushed: [...new Set(window.fired)].filter((name) => name.startsWith('customerly_')),
}";

/// Each way to make code or style of a text, and the directive that it violates.
const WAYS: [(&str, &str); 17] = [
    (
        "document.body.innerHTML = '<b>'",
        "require-trusted-types-for",
    ),
    (
        "document.body.firstElementChild.outerHTML = '<b>'",
        "require-trusted-types-for",
    ),
    (
        "document.body.insertAdjacentHTML('beforeend', '<b>')",
        "require-trusted-types-for",
    ),
    ("document.write('<b>')", "require-trusted-types-for"),
    (
        "new DOMParser().parseFromString('<b>', 'text/html')",
        "require-trusted-types-for",
    ),
    (
        "new Range().createContextualFragment('<b>')",
        "require-trusted-types-for",
    ),
    (
        "document.createElement('iframe').srcdoc = '<b>'",
        "require-trusted-types-for",
    ),
    (
        "document.createElement('script').src = '/fixtures/gtm.js'",
        "require-trusted-types-for",
    ),
    (
        "document.createElement('script').text = '1'",
        "require-trusted-types-for",
    ),
    ("setTimeout('1')", "require-trusted-types-for"),
    ("eval('1')", "require-trusted-types-for"),
    ("new Function('1')", "require-trusted-types-for"),
    ("trustedTypes.createPolicy('other', {})", "trusted-types"),
    (
        "trustedTypes.createPolicy('yew-customerly', {})",
        "trusted-types",
    ),
    (
        "document.body.setAttribute('style', 'color: red')",
        "style-src-attr",
    ),
    (
        "document.head.append(document.createElement('style'))",
        "style-src-elem",
    ),
    (
        "document.body.setAttribute('onclick', 'alert(1)')",
        "require-trusted-types-for",
    ),
];
