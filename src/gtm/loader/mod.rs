//! The component that loads containers.

mod address;
mod order;
mod page;
#[cfg(all(test, not(target_family = "wasm")))]
mod properties;
mod status;

use yew::prelude::*;

pub use self::order::{ContainerIds, Environment};
pub use self::status::{GtmError, GtmStatus};

use self::order::Order;
use super::{Consent, layer};

/// Google's own address of the script.
const SCRIPT_URL: &str = "https://www.googletagmanager.com/gtm.js";

/// Properties of [`GoogleTagManager`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GoogleTagManagerProps {
    /// The container, such as `GTM-ABC123`, or several of them. May only be left out where
    /// `script_url` needs none.
    #[prop_or_default]
    pub id: ContainerIds,
    /// The data layer that the containers listen to, `window[data_layer_name]`; the script gets the
    /// name as `l=`. Default: `dataLayer`. Another name is for
    /// [`DataLayer::named`](super::DataLayer::named) too. Containers with data layers of their own
    /// need a component each.
    #[prop_or(AttrValue::Static(layer::NAME))]
    pub data_layer_name: AttrValue,
    /// The container's environment. Default: the published version.
    #[prop_or_default]
    pub environment: Option<Environment>,
    /// Where the script is fetched from, for a server-side container or Google tag gateway. It may
    /// have query parameters of its own, which are kept. Default:
    /// `https://www.googletagmanager.com/gtm.js`.
    ///
    /// It must be `https:` or of the page's own origin, as the browser resolves it, and name no user.
    /// Any other is refused with [`GtmError::InvalidScriptUrl`].
    #[prop_or_default]
    pub script_url: Option<AttrValue>,
    /// Whether `script_url` may be `http:` of another origin. For a server-side container that is
    /// under development. Default: it may not.
    #[prop_or_default]
    pub allow_http: bool,
    /// The nonce of the page's content security policy, which Google Tag Manager hands on to what it
    /// loads. Default: that of the page's first script that has one.
    #[prop_or_default]
    pub nonce: Option<AttrValue>,
    /// What holds until the visitor has chosen: one [`Consent`], or a `Vec` of them where regions
    /// differ. It is pushed before the first container that it is for, once per page; a data layer
    /// that does not take it gets no container. Default: no consent mode.
    #[prop_or_default]
    pub consent: Vec<Consent>,
    /// Told what becomes of each container, once, also of one that another component had asked for
    /// before. Failures stand in the console as well.
    #[prop_or_default]
    pub on_status: Option<Callback<GtmStatus>>,
}

/// Loads one or several containers of Google Tag Manager. A site that has its container in its HTML
/// needs none of this.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::gtm::GoogleTagManager;
///
/// #[component]
/// fn App() -> Html {
///     html! {
///         <>
///             <GoogleTagManager id="GTM-ABC123" />
///             <main>{ "The site" }</main>
///         </>
///     }
/// }
/// ```
///
/// After mounting it pushes the consent, the container's start (`gtm.start`) and then fetches its
/// script, by an element without inline code. That happens once per container and page, however often
/// and wherever the component mounts, and not at all for a container that the page has already. A
/// container that failed is not tried again before the page is loaded anew.
///
/// It renders nothing, so it may stand anywhere. Nothing is taken away when it unmounts, as a
/// container cannot be unloaded. It pushes no page views: Google Analytics sees changes of the history
/// itself ("enhanced measurement"), and would count them twice. On a server it does nothing.
///
/// Under a content security policy the script gets the page's nonce; a policy that demands Trusted
/// Types must let in the policies `yew-customerly` and, for Google's own script, `goog#html`.
#[component]
pub fn GoogleTagManager(props: &GoogleTagManagerProps) -> Html {
    let watcher = use_mut_ref(|| None::<Callback<GtmStatus>>);
    // At every render, so that a changed callback is told without loading anything again.
    watcher.borrow_mut().clone_from(&props.on_status);

    let order = Order {
        ids: props.id.clone(),
        data_layer: props.data_layer_name.clone(),
        environment: props.environment.clone(),
        script_url: props.script_url.clone(),
        allow_http: props.allow_http,
        consent: props.consent.clone(),
        nonce: props.nonce.clone(),
    };
    use_effect_with(order, move |order| page::load(order, &watcher));
    Html::default()
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    #[component]
    fn Page() -> Html {
        let on_status = |_: GtmStatus| unreachable!("a server loads nothing");
        html! {
            <>
                <GoogleTagManager id="GTM-ABC123" consent={Consent::denied()} {on_status} />
                <GoogleTagManager id="wrong" />
                <p />
            </>
        }
    }

    #[tokio::test]
    async fn a_server_renders_nothing_and_touches_no_browser() {
        let renderer = yew::ServerRenderer::<Page>::new().hydratable(false);
        assert_eq!(renderer.render().await, "<p></p>");
    }
}
