//! The context provider.

use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use crate::customerly::{Config, Customerly};
use crate::event::ChatEvent;
use crate::gtm::DataLayer;
use crate::messenger::{LAUNCHER_URL, Launch, TIMEOUT};
use crate::retry::Retry;
use crate::settings::Settings;
use crate::strategy::LoadStrategy;

/// What the hooks and the scope extension find. Private, so that the handle's way stays ours.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CustomerlyContext(pub(crate) Customerly);

/// Properties of [`CustomerlyProvider`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CustomerlyProviderProps {
    /// The project's id in Customerly. A blank one is an error that the status and the console name.
    /// A page has one chat for its whole life, as Customerly cannot be unloaded: another id is refused
    /// until the page is loaded anew.
    pub app_id: AttrValue,
    /// Who the visitor is and how the chat looks. When they change, the chat is updated in place with
    /// what is new; settings of the same content do nothing.
    ///
    /// **A user** is named by `user_id`, else by `email`. When one comes, the chat is updated; when
    /// the user is gone from the settings, the chat is logged out; another user is logged in after
    /// that, and gets all the settings. The same `user_id` with another `email` is the same user.
    ///
    /// **What disappears** from the settings, but for the user, stays as it was in the chat:
    /// Customerly has no way to unset a value. Set another one instead, such as `visible(true)`.
    #[prop_or_default]
    pub settings: Settings,
    /// When the launcher is fetched. Default: when the provider mounts.
    #[prop_or_default]
    pub load: LoadStrategy,
    /// Whether a launcher that could not be fetched is asked for again by itself. Default: it is not.
    #[prop_or_default]
    pub retry: Retry,
    /// Whether the visitor consents to the chat. Until then nothing is fetched, whatever the strategy,
    /// and commands are held. Default: true, as consent is the site's affair. Customerly cannot be
    /// unloaded: when consent is taken back, the chat gets no further settings, and only loading the
    /// page anew gets rid of it.
    #[prop_or(true)]
    pub consent: bool,
    /// What goes into the data layer of Google Tag Manager. Default: every event to
    /// `window.dataLayer`, without personal data.
    #[prop_or_default]
    pub data_layer: DataLayer,
    /// Where the launcher is fetched from. Default: Customerly's production address,
    /// `https://messenger.customerly.io/launcher.js`.
    ///
    /// It must be `https:` or of the page's own origin, and name no user: a launcher can do all that
    /// the page can. It is judged as the browser resolves it, so `//chat.example/launcher.js`, which
    /// takes the page's scheme, will do on a page that came by `https:`. Any other is refused with
    /// [`LoadError::InvalidLauncherUrl`](crate::LoadError::InvalidLauncherUrl).
    #[prop_or_default]
    pub launcher_url: Option<AttrValue>,
    /// Whether `launcher_url` may be `http:` of another origin. For a launcher that is under
    /// development on a server of its own. Default: it may not, as anybody on the way could put
    /// another script in its place.
    #[prop_or_default]
    pub allow_http: bool,
    /// The nonce of the page's content security policy. Default: that of the page's first script that
    /// has one.
    #[prop_or_default]
    pub nonce: Option<AttrValue>,
    /// How long the chat may take until its status says that it timed out. Default: 30 seconds. A
    /// chat that comes later is still welcome.
    #[prop_or(TIMEOUT)]
    pub timeout: Duration,
    /// Told of every event, before the components are.
    #[prop_or_default]
    pub on_event: Option<Callback<Rc<ChatEvent>>>,
    /// The app.
    #[prop_or_default]
    pub children: Html,
}

/// Loads the Customerly live chat, pushes each of its events to the data layer of Google Tag Manager
/// and hands it to every component that asked for it.
///
/// It adds nothing to the page's tree, so it may wrap a whole app and hydrates without a difference.
/// On a server it renders its children and does nothing else.
///
/// A page has one chat however often the provider mounts. With several providers at once each serves
/// its own children, the first one's `data_layer` gets the events, each once, and the `settings` that
/// changed last hold: give all of them the same user.
///
/// With the cargo feature `router`, a provider inside a router of yew-router tells the chat of each
/// page; [`use_chat_page`](crate::use_chat_page) does so for a provider around the router.
// A struct component, as that is smaller than one with hooks, and every visitor downloads it.
#[derive(Debug)]
pub struct CustomerlyProvider {
    chat: Customerly,
    /// What is in force.
    load: Option<LoadStrategy>,
}

impl Component for CustomerlyProvider {
    type Message = ();
    type Properties = CustomerlyProviderProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            chat: Customerly::new(config(ctx.props())),
            load: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Self::Properties) -> bool {
        // Before the children render, so that a changed callback is heard without loading anything again.
        self.chat.configure(config(ctx.props()));
        true
    }

    #[cfg(feature = "router")]
    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let children = ctx.props().children.clone();
        // Not in the first render, as what a server built without the feature has rendered could not be
        // hydrated then.
        #[cfg(feature = "router")]
        let children = html! {
            <>
                { children }
                if self.load.is_some() {
                    <crate::route::RoutePages />
                }
            </>
        };
        html! {
            <ContextProvider<CustomerlyContext> context={CustomerlyContext(self.chat.clone())}>
                { children }
            </ContextProvider<CustomerlyContext>>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            self.chat.mount();
            #[cfg(feature = "router")]
            ctx.link().send_message(());
        }
        // Before the strategy's moment, so that it does not follow a load that is under way.
        self.chat.follow();
        let load = &ctx.props().load;
        if self.load.as_ref() != Some(load) {
            self.load = Some(load.clone());
            load.arm(&self.chat);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.chat.unmount();
    }
}

fn config(props: &CustomerlyProviderProps) -> Config {
    Config {
        launch: Rc::new(Launch {
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
