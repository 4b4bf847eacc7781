//! A model test: whatever happens in whatever order, a session of the chat hears of one visitor and of
//! one project, and only with consent; and every command ends in one outcome.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::Callback;

use super::customerly::Customerly;
use super::provider_state::{ProviderConfig, ProviderState};
use super::retry::Retry;
use super::{lifecycle, load_strategy::LoadStrategy};
use crate::gtm::DataLayer;
use crate::messenger::{self, CommandOutcome, LaunchConfig, MessengerStatus};
use crate::settings::Settings;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = eval)]
    fn run(code: &str) -> JsValue;
}

const STEPS: usize = 25_000;
const PROJECTS: [&str; 3] = ["aaaa0001", "bbbb0002", ""];

/// A generator of random numbers that is the same on every machine (xorshift).
struct Random(u32);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % end
    }

    fn one_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }
}

/// What the app says, and what must follow from it.
struct App {
    random: Random,
    provider: Rc<ProviderState>,
    is_mounted: bool,
    user: Option<u32>,
    project: &'static str,
    /// The user and the project that the provider got last.
    told: (Option<u32>, &'static str),
    consents: bool,
    retries: bool,
    /// Counts the visitors: a user who leaves ends one, an anonymous visitor who logs in does not.
    epoch: u32,
    revision: u32,
    was_logged_out: bool,
    commands: u32,
    outcomes: Rc<RefCell<BTreeMap<u32, Vec<CommandOutcome>>>>,
    trace: Vec<String>,
}

impl App {
    fn new(seed: u32) -> Self {
        Self {
            random: Random(seed),
            provider: Rc::new(ProviderState::new(config(None, "", 0, 0, false, false))),
            is_mounted: false,
            user: None,
            project: PROJECTS[0],
            told: (None, PROJECTS[0]),
            consents: false,
            retries: false,
            epoch: 0,
            revision: 0,
            was_logged_out: false,
            commands: 0,
            outcomes: Rc::default(),
            trace: Vec::new(),
        }
    }

    fn new_page(&mut self) {
        if self.is_mounted {
            lifecycle::unmount(&self.provider);
        }
        messenger::forget();
        run("model.newPage()");
        self.outcomes.take();
        self.trace.clear();
        self.trace.push("a new page".to_owned());
        self.epoch += 1;
        self.user = self.any_user();
        self.consents = self.random.one_in(2);
        self.retries = self.random.one_in(2);
        self.was_logged_out = false;
        self.project = PROJECTS[self.random.below(2) as usize];
        self.told = (None, self.project);
        if self.random.one_in(6) {
            let project = PROJECTS[self.random.below(2) as usize];
            let user = self.random.below(3);
            self.trace
                .push(format!("the page's own chat of {project}, user {user}"));
            let user = if user == 0 {
                String::new()
            } else {
                format!(", user_id: {user}")
            };
            run(&format!(
                "model.launch({{ app_id: '{project}'{user} }}); customerly.loaded = true; \
                 model.session.isOfPage = true"
            ));
        }
        self.mount();
    }

    fn mount(&mut self) {
        self.tell_truth();
        self.provider = Rc::new(ProviderState::new(self.config()));
        lifecycle::mount(&self.provider);
        self.is_mounted = true;
        self.provider.sync();
        let strategy = if self.random.one_in(2) {
            LoadStrategy::immediately()
        } else {
            LoadStrategy::manual()
        };
        self.trace.push(format!("mount, {strategy:?}"));
        strategy.arm(&self.provider);
    }

    fn config(&self) -> ProviderConfig {
        config(
            self.user,
            self.project,
            self.epoch,
            self.revision,
            self.consents,
            self.retries,
        )
    }

    /// What the app says reaches the provider, which is what counts.
    fn tell_truth(&mut self) {
        let (user, project) = self.told;
        let is_other_project = !project.trim().is_empty() && project != self.project;
        if user.is_some() && user != self.user || is_other_project {
            // Nobody is the same visitor in another project.
            self.epoch += 1;
            self.was_logged_out = false;
        }
        let project = self.project;
        self.told = (self.user, project);
        let Self {
            epoch, consents, ..
        } = self;
        run(&format!(
            "model.truth = {{ epoch: {epoch}, project: '{project}', consents: {consents} }}"
        ));
    }

    /// The provider gets other properties.
    fn render(&mut self) {
        if self.is_mounted {
            self.tell_truth();
            self.provider.configure(self.config());
            self.provider.sync();
        }
    }

    fn set_user(&mut self, user: Option<u32>) {
        self.user = user;
        self.trace.push(format!("user {user:?}"));
        self.render();
    }

    fn set_project(&mut self, project: &'static str) {
        self.project = project;
        self.trace.push(format!("project {project:?}"));
        self.render();
    }

    fn command(&mut self) {
        self.commands += 1;
        let serial = self.commands;
        let outcomes = self.outcomes.clone();
        let chat =
            Customerly::new(self.provider.clone()).on_outcome(Callback::from(move |outcome| {
                outcomes
                    .borrow_mut()
                    .entry(serial)
                    .or_default()
                    .push(outcome)
            }));
        let (user, project) = self.told;
        let user = user.unwrap_or_default();
        let word = format!("{} {user} {project} {serial}", self.epoch);
        self.outcomes.borrow_mut().entry(serial).or_default();
        let may_reach = self.may_reach();
        let kind = self.random.below(4);
        self.trace.push(format!("command {kind}: {word}"));
        let outcome = match kind {
            0 => chat.track_event(word),
            1 => chat.set_attribute("word", word),
            2 => chat.show_new_message(word),
            _ => chat.register_lead(word),
        };
        if may_reach {
            assert_eq!(outcome, CommandOutcome::Sent, "{}", self.story());
        }
        let reported = self.outcomes.borrow()[&serial].clone();
        let expected = Some(outcome).filter(|outcome| *outcome != CommandOutcome::Queued);
        assert_eq!(reported, Vec::from_iter(expected), "{}", self.story());
    }

    /// Whether the chat has exactly this visitor, and nothing is broken.
    fn may_reach(&self) -> bool {
        self.consents
            && self.is_mounted
            && !self.was_logged_out
            && messenger::status() == MessengerStatus::Ready
            && run("model.throwing.size === 0") == JsValue::TRUE
            && self.session_user() == self.user
    }

    fn session_user(&self) -> Option<u32> {
        run("model.session?.user").as_f64().map(|user| user as u32)
    }

    fn log_out(&mut self) {
        let outcome = Customerly::new(self.provider.clone()).logout();
        self.trace.push(format!("logout: {outcome:?}"));
        let is_refused = matches!(outcome, CommandOutcome::Refused(_));
        self.was_logged_out |= !is_refused && self.told.0.is_some();
    }

    fn any_user(&mut self) -> Option<u32> {
        let user = self.random.below(4);
        (user > 0).then_some(user)
    }

    fn step(&mut self) {
        match self.random.below(40) {
            0 if self.random.one_in(2) => self.new_page(),
            0 | 1 if self.is_mounted => {
                self.trace.push("unmount".to_owned());
                lifecycle::unmount(&self.provider);
                self.is_mounted = false;
            }
            1 => self.mount(),
            _ if !self.is_mounted && self.random.one_in(2) => self.mount(),
            2..=8 => {
                let user = self.any_user();
                self.set_user(user);
            }
            9 => {
                self.revision += 1;
                self.trace.push("another name".to_owned());
                self.render();
            }
            10 | 11 => {
                self.consents = !self.consents;
                self.trace.push(format!("consents: {}", self.consents));
                self.render();
            }
            12 => {
                let project = PROJECTS[self.random.below(3) as usize];
                self.set_project(project);
            }
            13 if self.random.one_in(2) => {
                self.retries = !self.retries;
                self.render();
            }
            13 => self.page("model.write()"),
            14..=22 => self.command(),
            23 | 24 => self.log_out(),
            25 => {
                let chat = Customerly::new(self.provider.clone());
                self.trace.push("load".to_owned());
                chat.load();
            }
            26 => self.page("model.runScript()"),
            27 | 28 => self.page("model.runScript(); model.call('onMessengerInitialized')"),
            29 | 30 => self.page("model.call('onMessengerInitialized')"),
            31 => self.page("model.endScript('error')"),
            32 => self.page("model.call('onMessengerLoadFailed', { status: 401 })"),
            33 => {
                self.page("model.call('onMessengerLoadFailed', { status: 503 })");
                if self.random.one_in(2) {
                    let user = self.any_user();
                    self.set_user(user);
                    Customerly::new(self.provider.clone()).load();
                    self.trace.push("load".to_owned());
                }
            }
            34 => self.page("model.fireTimers()"),
            35 => self.page("model.throwing.add('logout')"),
            36 => self.page("model.throwing.add('update')"),
            _ => self.page("model.throwing.clear()"),
        }
    }

    fn page(&mut self, code: &str) {
        self.trace.push(code.to_owned());
        run(code);
    }

    fn check(&self) {
        let violations = run("model.violations.join('; ')").as_string();
        assert_eq!(violations.as_deref(), Some(""), "{}", self.story());
        // Each command ends once, and is heard once if it was sent.
        let heard = run("model.heard.join()").as_string().unwrap_or_default();
        let mut times: BTreeMap<u32, usize> = BTreeMap::new();
        for serial in heard.split(',').filter_map(|serial| serial.parse().ok()) {
            *times.entry(serial).or_default() += 1;
        }
        for (serial, outcomes) in self.outcomes.borrow().iter() {
            let sent = outcomes.contains(&CommandOutcome::Sent);
            let is_right = outcomes.len() <= 1
                && times.get(serial).copied().unwrap_or_default() == usize::from(sent);
            assert!(is_right, "command {serial}: {outcomes:?}; {}", self.story());
        }
        let is_loaded = Customerly::new(self.provider.clone()).is_user_loaded();
        let has_user = !self.is_mounted || self.user.is_some() && self.session_user() == self.user;
        assert!(!is_loaded || has_user, "loaded: {}", self.story());
    }

    /// When nothing is broken and the visitor consents, the chat has the user of the settings.
    fn check_rest(&mut self) {
        run("model.throwing.clear()");
        self.revision += 1;
        self.render();
        if self.is_mounted && messenger::status() == MessengerStatus::Ready {
            self.trace.push("at rest".to_owned());
            let may_know = self.consents && !self.was_logged_out;
            let expected = self.user.filter(|_| may_know);
            // A user of the page's own chat stays until the app names another one.
            let is_of_page = run("model.session.isOfPage === true") == JsValue::TRUE;
            if expected.is_some() || !is_of_page {
                assert_eq!(self.session_user(), expected, "{}", self.story());
            }
            let all_ended = self.outcomes.borrow().values().all(|ends| ends.len() == 1);
            assert!(all_ended, "a command has no outcome; {}", self.story());
        }
        self.check();
    }

    fn story(&self) -> String {
        format!("the last steps were:\n{}", self.trace.join("\n"))
    }
}

fn config(
    user: Option<u32>,
    project: &'static str,
    epoch: u32,
    revision: u32,
    consents: bool,
    retries: bool,
) -> ProviderConfig {
    let settings = match user {
        Some(user) => Settings::new()
            .user_id(user)
            .name(format!("{epoch} {user} {project} {revision}")),
        None => Settings::new().accent_color(format!("#{revision:06x}")),
    };
    ProviderConfig {
        launch: Rc::new(LaunchConfig {
            app_id: project.into(),
            settings,
            launcher_url: "/model-launcher.js".into(),
            allow_http: false,
            nonce: None,
            crossorigin: false,
            timeout: Duration::from_secs(30),
        }),
        data_layer: DataLayer::new(),
        on_event: None,
        on_status: None,
        consent: consents,
        retry: if retries {
            Retry::backoff(3)
        } else {
            Retry::never()
        },
    }
}

#[wasm_bindgen_test]
fn a_session_hears_of_one_visitor_of_one_project_and_only_with_consent() {
    run(include_str!("page.js"));
    let mut app = App::new(0x9e37_79b9);
    app.new_page();
    for step in 0..STEPS {
        app.step();
        app.check();
        if step % 10 == 9 {
            app.check_rest();
        }
    }
    run("model.end()");
    // Read by xtask/src/testing/fault_record.rs.
    wasm_bindgen_test::console_log!(
        "reliability-record: {{\"fault\":{{\"theme\":\"whose session\",\"fault\":\"random sequences of \
         all of these\",\"calls\":{STEPS},\"lost\":0,\"doubled\":0,\"panicked\":0}}}}"
    );
}
