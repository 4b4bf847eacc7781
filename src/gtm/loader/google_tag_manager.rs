//! The component that loads containers.

use yew::prelude::*;

use super::container_ids::ContainerIds;
use super::containers;
use super::environment::Environment;
use super::request::ContainerRequest;
use super::status::GtmStatus;
use crate::gtm::config::DataLayer;
use crate::gtm::consent::Consent;

/// Properties of [`GoogleTagManager`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GoogleTagManagerProps {
    /// The container, such as `GTM-ABC123`, or several containers. Required unless `script_url` does
    /// not need an id.
    #[prop_or_default]
    pub id: ContainerIds,
    /// The data layer that the containers use: `window[data_layer_name]`. The script gets the name as
    /// its parameter `l`. Default: `dataLayer`.
    ///
    /// Pass another name to [`DataLayerBuilder::named`](crate::gtm::DataLayerBuilder::named), too. Containers with
    /// different data layers each need their own component.
    #[prop_or(AttrValue::Static(DataLayer::DEFAULT_NAME))]
    pub data_layer_name: AttrValue,
    /// The container's environment. Default: the published version.
    #[prop_or_default]
    pub environment: Option<Environment>,
    /// The URL of the script, for a server-side container or Google tag gateway. Its query
    /// parameters are kept. Default: `https://www.googletagmanager.com/gtm.js`.
    ///
    /// It must be `https:` or of the page's own origin, and have no user name or password. Otherwise the
    /// status is [`GtmError::InvalidScriptUrl`](crate::gtm::GtmError::InvalidScriptUrl).
    #[prop_or_default]
    pub script_url: Option<AttrValue>,
    /// Whether `script_url` can be `http:` of another origin, for a server-side container under
    /// development. Default: `false`.
    #[prop_or_default]
    pub allow_http: bool,
    /// The nonce of the page's content security policy. Google Tag Manager passes it on to the scripts
    /// that it loads. Default: the nonce of the page's first script that has one.
    #[prop_or_default]
    pub nonce: Option<AttrValue>,
    /// The default consent: one [`Consent`], or a `Vec` of them for different regions. Each is pushed
    /// once per page and data layer, before the container's script. If the data layer does not accept
    /// it, the container is not loaded. Default: no consent mode.
    ///
    /// It is read when the component requests its first container. A default that comes later, by a change
    /// of this property or with another component for the same container, has no effect, of which the
    /// console warns: push the visitor's choice with [`Consent::push_update`].
    #[prop_or_default]
    pub default_consent: Vec<Consent>,
    /// Called once for each container with its result, including a container that another component has
    /// loaded. The console reports failures as well.
    #[prop_or_default]
    pub on_status: Option<Callback<GtmStatus>>,
}

/// Loads one or several Google Tag Manager containers. A site that has its container in its HTML does not
/// need it.
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
/// When it mounts, it pushes the consent and the start message (`gtm.start`) and then inserts a script
/// element without inline code. It does so once per page and container, however often the component
/// mounts, and not at all for a container that the page already has. A container that failed is not
/// tried again until the page is reloaded.
///
/// It renders nothing, so it can be anywhere in the tree. Unmounting removes nothing, because a container
/// cannot be unloaded. It pushes no page views: Google Analytics records changes of the path itself
/// ("enhanced measurement") and would count them twice. For routes in the fragment, which it drops, there is
/// [`DataLayerBuilder::page_views`](crate::gtm::DataLayerBuilder::page_views). On a server it does nothing.
///
/// An inline snippet that a consent manager holds back (`type="text/plain"`) shows no container until it runs,
/// and would then load the container a second time: render the component instead of it. A container that
/// the page has started under another data layer's name is [`GtmStatus::Present`], but reads nothing that is
/// pushed to this one: pass its name.
///
/// Under a content security policy, the script gets the page's nonce. A policy that requires Trusted
/// Types must allow the policies `yew-customerly` and, for Google's own script, `goog#html`: without it, the
/// status is [`GtmStatus::Loaded`], and the container fails afterward.
#[component]
pub fn GoogleTagManager(props: &GoogleTagManagerProps) -> Html {
    let listener = use_mut_ref(|| None::<Callback<GtmStatus>>);
    // Updated at every render, so that the latest callback is called without another request.
    listener.borrow_mut().clone_from(&props.on_status);

    let request = ContainerRequest {
        ids: props.id.clone(),
        data_layer: props.data_layer_name.clone(),
        environment: props.environment.clone(),
        script_url: props.script_url.clone(),
        allow_http: props.allow_http,
        default_consent: props.default_consent.clone(),
        nonce: props.nonce.clone(),
    };
    use_effect_with(request, move |request| containers::load(request, &listener));
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
                <GoogleTagManager id="GTM-ABC123" default_consent={Consent::denied()} {on_status} />
                <GoogleTagManager id="wrong" />
                <p />
            </>
        }
    }

    #[tokio::test]
    async fn a_server_renders_nothing_and_loads_nothing() {
        let renderer = yew::ServerRenderer::<Page>::new().hydratable(false);
        assert_eq!(renderer.render().await, "<p></p>");
    }
}
