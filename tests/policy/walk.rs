//! Uses every feature of the crate under the strictest policy that a wasm app can have.

use serde_json::{Value, json};

use super::site::{self, FAILING_LAUNCHER};
use crate::webdriver::browser::Browser;
use crate::webdriver::commands::{all_commands, method};
use crate::webdriver::served::Served;
use crate::webdriver::visitor::Visitor;

/// No script without the nonce, no inline code or style, no string that becomes code, no other origin.
const STRICTEST: &str = "default-src 'none'; connect-src 'self'; img-src data:; \
     script-src 'nonce-NONCE' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types yew-customerly";

const PATHS: [(&str, &str); 2] = [
    ("/everything", STRICTEST),
    // The router navigates here, and a reload requests it.
    ("/everything/pricing", STRICTEST),
];

type PolicyVisitor = Visitor<Served>;

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn every_feature_of_the_crate_passes_the_strictest_policy() {
    Browser::with("everything", async |browser| {
        let site = site::serve(&PATHS).await;
        run_all(PolicyVisitor { site, browser }).await;
    })
    .await;
}

async fn run_all(visitor: PolicyVisitor) {
    for strategy in [
        "immediately",
        "manual",
        "idle",
        "after",
        "interaction",
        "button",
    ] {
        visitor.use_every_feature(strategy).await;
    }
    visitor.fail_to_load().await;
    visitor.expect_violation_for_each_api().await;
}

impl PolicyVisitor {
    async fn open_page(&self, options: &str) {
        let url = self.site.address(&format!("/everything?{options}"));
        let client = &self.browser.client;
        client.goto(&url).await.expect("the page loads");
        // Discards what the previous page printed.
        self.browser.console().await;
        self.until(
            "the app is mounted",
            "return !!document.querySelector('#status')",
        )
        .await;
    }

    /// Gives consent, triggers the strategy, and loads the launcher at the second attempt.
    async fn use_every_feature(&self, strategy: &str) {
        self.open_page(&format!("load={strategy}&delay=10&attempts=2&first=10"))
            .await;
        self.until(
            "both containers run",
            "return window.containers?.length === 2",
        )
        .await;
        self.wait_for_text("status", "Idle").await;
        self.press("agree").await;
        match strategy {
            "manual" => self.press("load").await,
            // A trusted click: a script's click does not count as an interaction.
            "interaction" => self.click("title").await,
            _ => {}
        }
        self.wait_for_text("status", "Ready").await;

        self.press("login").await;
        self.wait_for_text("user", "true").await;
        self.press("menu").await;
        self.press("menu").await;
        for command in all_commands() {
            self.press(command).await;
        }
        self.press("go").await;
        self.wait_for_text("page", "pricing").await;
        self.run(CALLBACKS).await;
        self.wait_for_text("unread", "3").await;
        self.open_and_close().await;
        self.press("login").await;

        // Unmounts the app and mounts it again while the chat is loaded.
        self.press("mount").await;
        self.until(
            "the app is unmounted",
            "return !document.querySelector('#status')",
        )
        .await;
        self.press("mount").await;
        self.until(
            "the app is mounted again",
            "return !!document.querySelector('#status')",
        )
        .await;
        self.wait_for_text("status", "Ready").await;
        self.press("agree").await;
        self.open_and_close().await;

        self.expect_commands_and_pushes(strategy).await;
        assert_eq!(self.violations().await, json!([]), "{strategy}");
        // The first request for the launcher failed, and the chat failed once to start.
        self.expect_console(&[FAILING_LAUNCHER, "with status 500"])
            .await;
    }

    /// Checks that the chat received every command, that the container read the consent, and that every
    /// event was pushed.
    async fn expect_commands_and_pushes(&self, strategy: &str) {
        let results = self.run(RESULTS).await;
        let called = results["called"]
            .as_array()
            .expect("the script returns a list");
        for command in all_commands().map(method) {
            let is_called = called.iter().any(|name| name == command);
            assert!(is_called, "{strategy}: {command}: {called:?}");
        }
        assert_eq!(results["runs"], 1, "{strategy}");
        let consent = json!(["default", "update", "update"]);
        assert_eq!(results["consent"], consent, "{strategy}");
        let pushed = results["pushed"]
            .as_array()
            .expect("the script returns a list");
        assert_eq!(pushed.len(), 22, "{strategy}: {pushed:?}");
    }

    /// Loads a launcher that does not exist, and one that the crate refuses.
    async fn fail_to_load(&self) {
        for launcher in ["/missing/launcher.js", "http://127.0.0.1:1/launcher.js"] {
            self.open_page(&format!("launcher={launcher}")).await;
            self.press("agree").await;
            self.until(
                "the fallback is shown",
                "return !!document.querySelector('#fallback')",
            )
            .await;
            let has_reason = format!(
                "return document.querySelector('#status').textContent.includes('{launcher}')"
            );
            self.until("the status gives the reason", &has_reason).await;
            assert_eq!(self.violations().await, json!([]), "{launcher}");
            self.expect_console(&[launcher]).await;
        }
    }

    /// A control on the same page and under the same policy: the checks above can fail.
    async fn expect_violation_for_each_api(&self) {
        self.open_page("load=manual").await;
        assert_eq!(self.violations().await, json!([]));
        for (code, directive) in VIOLATIONS {
            // In a task of the page: a script that WebDriver runs may call `eval`.
            self.run(&format!("setTimeout(() => {{ {code} }})")).await;
            let violations = self.violations().await;
            let mut violations = violations
                .as_array()
                .expect("the script returns a list")
                .iter();
            let is_reported = violations.any(|violation| {
                let violation = violation.as_str().expect("the violation is a string");
                violation.starts_with(directive)
            });
            assert!(is_reported, "{code}");
        }
    }

    async fn wait_for_text(&self, id: &str, text: &str) {
        let shown = format!("return document.getElementById('{id}').textContent === '{text}'");
        self.until(&format!("{id} is {text}"), &shown).await;
    }

    /// Opens the chat with the chat button, and closes it in the chat itself.
    async fn open_and_close(&self) {
        self.run("document.querySelector('[data-status]').click()")
            .await;
        self.wait_for_text("opened", "true").await;
        self.run("launcher.fire('onChatClosed')").await;
        self.wait_for_text("opened", "false").await;
    }

    /// The violations since the last call. A timer gives the browser time to report them all.
    async fn violations(&self) -> Value {
        let script = "const [done] = arguments; setTimeout(() => done(violations.splice(0)))";
        let violations = self.browser.client.execute_async(script, Vec::new()).await;
        violations.expect("the script runs")
    }

    /// Checks that each of these is in a line of the console, and that every line has one of them.
    async fn expect_console(&self, expected: &[&str]) {
        let console = self.browser.console().await;
        let is_printed = |part: &&str| console.iter().any(|line| line.contains(part));
        assert!(expected.iter().all(is_printed), "{console:#?}");
        let is_expected = |line: &String| expected.iter().any(|part| line.contains(part));
        assert!(console.iter().all(is_expected), "{console:#?}");
    }
}

/// Fires each callback of the launcher, with arguments that contain markup and personal data.
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

/// The names of the commands and the pushes, and the consent that the first container read.
const RESULTS: &str = "return {
    called: [...new Set(launcher.calls.map(([name]) => name))].sort(),
    runs: launcher.runs,
    consent: containers[0].taken.filter(Array.isArray).map(([, command]) => command),
    pushed: [...new Set(window.fired)].filter((name) => name.startsWith('customerly_')),
}";

/// Code that turns a string into code, markup or style, and the directive that it violates.
const VIOLATIONS: [(&str, &str); 17] = [
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
