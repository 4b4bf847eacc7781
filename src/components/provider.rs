//! The context provider.

use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use super::context::CustomerlyContext;
use crate::chat::{Customerly, LoadStrategy, ProviderConfig, ProviderState, Retry, lifecycle};
use crate::event::ChatEvent;
use crate::gtm::DataLayer;
use crate::messenger::{LAUNCHER_URL, LaunchConfig, TIMEOUT};
use crate::settings::Settings;

/// Properties of [`CustomerlyProvider`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CustomerlyProviderProps {
    /// The project's id in Customerly. A blank id is an error, which the status and the console report.
    /// Because Customerly cannot be unloaded, a page has one chat for its whole life: another id is
    /// refused until the page is reloaded.
    pub app_id: AttrValue,
    /// Who the visitor is and how the chat looks. When the settings change, the chat is updated in
    /// place with what is new; settings with the same content change nothing.
    ///
    /// **A user** is identified by `user_id`, else by `email`. When a user appears, the chat is updated;
    /// when the user disappears from the settings, the chat is logged out; another user is logged in
    /// after that, with all the settings. The same `user_id` with another `email` is the same user.
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
    /// and commands are queued. Default: true, because consent is the site's responsibility. Customerly
    /// cannot be unloaded: when consent is withdrawn, the chat receives no further settings, and only a
    /// reload of the page removes it.
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
    /// How long the chat may take before its status becomes
    /// [`LoadError::TimedOut`](crate::LoadError::TimedOut). Default: 30 seconds. A chat that becomes
    /// ready later is still used.
    #[prop_or(TIMEOUT)]
    pub timeout: Duration,
    /// Called with every event, before the components are.
    #[prop_or_default]
    pub on_event: Option<Callback<Rc<ChatEvent>>>,
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
/// A page has one chat, however often the provider mounts. With several providers at once, each serves
/// its own children, only the first one's `data_layer` receives the events, each once, and the
/// `settings` that changed last count: give all of them the same user.
///
/// With the cargo feature `router`, a provider inside a yew-router router tells the chat of each page;
/// [`use_chat_page`](crate::use_chat_page) does so for a provider around the router.
// A struct component, because that is smaller than one with hooks, and every visitor downloads it.
#[derive(Debug)]
pub struct CustomerlyProvider {
    state: Rc<ProviderState>,
    /// The strategy that is armed.
    load: Option<LoadStrategy>,
}

impl Component for CustomerlyProvider {
    type Message = ();
    type Properties = CustomerlyProviderProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            state: Rc::new(ProviderState::new(config(ctx.props()))),
            load: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Self::Properties) -> bool {
        // Before the children render, so that their effects find the new configuration.
        self.state.configure(config(ctx.props()));
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
        lifecycle::unmount(&self.state);
    }
}

fn config(props: &CustomerlyProviderProps) -> ProviderConfig {
    ProviderConfig {
        launch: Rc::new(LaunchConfig {
            app_id: props.app_id.clone(),
            settings: props.settings.clone(),
            launcher_url: props
                .launcher_url
                .clone()
                .unwrap_or(AttrValue::Static(LAUNCHER_URL)),
            allow_http: props.allow_http,
            nonce: props.nonce.clone(),
            timeout: props.timeout,
        }),
        data_layer: Rc::new(props.data_layer.clone()),
        on_event: props.on_event.clone(),
        consent: props.consent,
        retry: props.retry.clone(),
    }
}
