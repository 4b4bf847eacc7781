//! The context provider.

use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use super::context::CustomerlyContext;
use super::scope_ext::CustomerlyScopeExt;
use crate::chat::{Customerly, LoadStrategy, ProviderConfig, ProviderState, Retry, lifecycle};
use crate::event::ChatEvent;
use crate::gtm::DataLayer;
use crate::messenger::{LAUNCHER_URL, LaunchConfig, MessengerStatus, TIMEOUT};
use crate::settings::Settings;

/// Properties of [`CustomerlyProvider`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CustomerlyProviderProps {
    /// The project's id in Customerly, without white space around it. A blank id is an error, which the status and the console report;
    /// commands wait for an id that comes later.
    ///
    /// Because Customerly cannot be unloaded, a page has one chat for its whole life. Another id on a
    /// page whose chat runs is refused with [`LoadError::OtherAppId`](crate::LoadError::OtherAppId), and
    /// so is every command: the visitor is logged out of the old project, and nothing of the new one is
    /// sent. The same holds if the page itself has started the chat of another project, or is about to.
    /// If the page has started the chat of this project as another user than that of the `settings`,
    /// that one is logged out first.
    pub app_id: AttrValue,
    /// Who the visitor is and how the chat looks. When the settings change, the chat is updated in
    /// place with what is new; settings with the same content change nothing.
    ///
    /// **A user** is identified by `user_id`, else by `email`. When a user appears, the chat is updated;
    /// when the user disappears from the settings, the chat is logged out; another user is logged in
    /// after that, with all the settings. The same `user_id` with another `email` is the same user. So
    /// are the number 7 and the text "7", and addresses that differ in case or in blanks around them. An
    /// anonymous visitor who logs in is the same visitor.
    ///
    /// **Commands of a user who leaves** and that the chat does not have yet are refused with
    /// [`CommandError::Outdated`](crate::CommandError::Outdated), except for `open`, `close`, `show` and
    /// `hide`, which say nothing of the user.
    ///
    /// **If the chat does not accept the logout**, it still has the session of the user before. It gets no
    /// settings then, and the next visitor's commands are refused with
    /// [`CommandError::SessionNotEnded`](crate::CommandError::SessionNotEnded). The logout is tried again
    /// at the next change.
    ///
    /// **While the launcher's script is on its way**, the settings with which it starts are replaced.
    ///
    /// **Other values that disappear** stay as they were in the chat, because Customerly has no way to
    /// unset a value. Set another one instead, such as `visible(true)`.
    #[prop_or_default]
    pub settings: Settings,
    /// When the launcher is loaded. Default: when the provider mounts.
    #[prop_or_default]
    pub load: LoadStrategy,
    /// Whether a launcher that could not be fetched is fetched again. Default: it is not.
    #[prop_or_default]
    pub retry: Retry,
    /// Whether the visitor consents to the chat. Until then nothing is loaded, whatever the strategy,
    /// and commands are queued. Default: true, because consent is the site's responsibility.
    ///
    /// **When consent is withdrawn**, from true to false, the chat is logged out and queued commands are
    /// refused. From then on, the chat receives neither settings nor page changes,
    /// and every command but `logout`, `hide`, `close` and `show` is refused with
    /// [`CommandError::NoConsent`](crate::CommandError::NoConsent). Customerly cannot be unloaded: only a
    /// reload of the page removes it. When consent is given again, all settings are sent.
    ///
    /// Without consent, no event of the chat reaches the `data_layer`, also if the page itself runs the chat.
    /// Components still receive each event, and events of the app's own are pushed.
    #[prop_or(true)]
    pub consent: bool,
    /// What goes into the data layer of Google Tag Manager. Default: every event, to
    /// `window.dataLayer`, without personal data.
    #[prop_or_default]
    pub data_layer: DataLayer,
    /// The URL of the launcher. Default: Customerly's production URL,
    /// `https://messenger.customerly.io/launcher.js`.
    ///
    /// It must be `https:` or on the page's own origin, and contain no user name: a launcher can do
    /// everything that the page can. It is resolved as the browser does it, so
    /// `//chat.example/launcher.js`, which takes the page's scheme, is accepted on an `https:` page.
    /// Other URLs are refused with
    /// [`LoadError::InvalidLauncherUrl`](crate::LoadError::InvalidLauncherUrl).
    #[prop_or_default]
    pub launcher_url: Option<AttrValue>,
    /// Whether `launcher_url` may be `http:` on another origin, for a launcher that is under development
    /// on a server of its own. Default: it may not, because anyone on the network path could replace
    /// the script.
    #[prop_or_default]
    pub allow_http: bool,
    /// The nonce of the page's content security policy. Default: that of the page's first script that
    /// has one.
    #[prop_or_default]
    pub nonce: Option<AttrValue>,
    /// Whether the launcher is requested without cookies, by `crossorigin="anonymous"`. A page whose
    /// `Cross-Origin-Embedder-Policy` is `require-corp` needs it for a server that allows other origins
    /// (CORS) but sends no `Cross-Origin-Resource-Policy`. Default: false.
    #[prop_or_default]
    pub crossorigin: bool,
    /// How long the chat may take before its status becomes
    /// [`LoadError::TimedOut`](crate::LoadError::TimedOut). Default: 30 seconds. A chat that becomes
    /// ready later is still used.
    #[prop_or(TIMEOUT)]
    pub timeout: Duration,
    /// Called with every event, before the components are.
    #[prop_or_default]
    pub on_event: Option<Callback<Rc<ChatEvent>>>,
    /// Called with the messenger's status whenever it changes, such as to report a chat that ad blockers
    /// keep away.
    #[prop_or_default]
    pub on_status: Option<Callback<MessengerStatus>>,
    /// The app.
    #[prop_or_default]
    pub children: Html,
}

/// Loads the Customerly live chat, pushes each of its events to the data layer of Google Tag Manager,
/// and passes it to every component that subscribes.
///
/// It adds no element to the page, so it may wrap a whole app and does not affect hydration. On a server
/// it only renders its children.
///
/// A page has one chat, however often the provider mounts. **Of several providers at once**, one counts:
/// the outermost, and among siblings the one that mounted first. A nested provider only passes the outer
/// one's chat on. A sibling's `on_event` and `on_status` are called; its other properties wait until the
/// providers before it have unmounted. The console warns of a second provider.
///
/// **Unmounting** ends nothing: the chat and its user stay on the page. Commands that are queued run when
/// the chat is ready, but those that would open the chat window are refused with
/// [`CommandError::Unmounted`](crate::CommandError::Unmounted). The provider that mounts next continues
/// with that user, and logs the user out if its `settings` do not name them.
///
/// A page that the browser prerenders requests nothing until it is shown.
///
/// With the cargo feature `router`, a provider inside a yew-router router tells the chat of each page;
/// [`use_chat_page`](crate::use_chat_page) does so for a provider around the router.
// A struct component, because that is smaller than one with hooks, and every visitor downloads it.
#[derive(Debug)]
pub struct CustomerlyProvider {
    /// The outer provider's, if this one is inside another.
    state: Rc<ProviderState>,
    is_nested: bool,
    /// The strategy that is armed.
    load: Option<LoadStrategy>,
}

impl Component for CustomerlyProvider {
    type Message = ();
    type Properties = CustomerlyProviderProps;

    fn create(ctx: &Context<Self>) -> Self {
        let outer = ctx.link().customerly();
        Self {
            is_nested: outer.is_some(),
            state: outer.map_or_else(
                || Rc::new(ProviderState::new(config(ctx.props()))),
                |outer| outer.provider().clone(),
            ),
            load: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Self::Properties) -> bool {
        // Before the children render: their effects may send commands, and those are for the visitor of
        // the new configuration.
        if !self.is_nested {
            self.state.configure(config(ctx.props()));
        }
        true
    }

    #[cfg(feature = "router")]
    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let children = ctx.props().children.clone();
        // Not in the first render, because HTML from a server built without the feature could not be
        // hydrated then.
        #[cfg(feature = "router")]
        let children = html! {
            <>
                { children }
                if self.load.is_some() {
                    <super::route_observer::RouteObserver />
                }
            </>
        };
        let context = CustomerlyContext(Customerly::new(self.state.clone()));
        html! {
            <ContextProvider<CustomerlyContext> {context}>
                { children }
            </ContextProvider<CustomerlyContext>>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if self.is_nested {
            if first_render {
                lifecycle::warn_of_several();
            }
            return;
        }
        if first_render {
            lifecycle::mount(&self.state);
            #[cfg(feature = "router")]
            ctx.link().send_message(());
        }
        // Before the strategy is armed, so that this does not see a load that the strategy begins.
        self.state.sync();
        let load = &ctx.props().load;
        if self.load.as_ref() != Some(load) {
            self.load = Some(load.clone());
            load.arm(&self.state);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if !self.is_nested {
            lifecycle::unmount(&self.state);
        }
    }
}

fn config(props: &CustomerlyProviderProps) -> ProviderConfig {
    ProviderConfig {
        launch: Rc::new(LaunchConfig {
            app_id: trimmed(&props.app_id),
            settings: props.settings.clone(),
            launcher_url: props
                .launcher_url
                .clone()
                .unwrap_or(AttrValue::Static(LAUNCHER_URL)),
            allow_http: props.allow_http,
            nonce: props.nonce.clone(),
            crossorigin: props.crossorigin,
            timeout: props.timeout,
        }),
        data_layer: props.data_layer.clone(),
        on_event: props.on_event.clone(),
        on_status: props.on_status.clone(),
        consent: props.consent,
        retry: props.retry.clone(),
    }
}

/// The text without white space around it, as of an id that was copied with a line break.
fn trimmed(text: &AttrValue) -> AttrValue {
    let trimmed = text.trim();
    if trimmed.len() == text.len() {
        text.clone()
    } else {
        trimmed.to_owned().into()
    }
}
