//! Script URLs for pages that require Trusted Types.
//!
//! Under a content security policy with `require-trusted-types-for 'script'`, a script element
//! refuses a plain string as its URL and accepts only what a named policy created.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::{PageStatic, function, js};

/// The policy's name, which a page with a `trusted-types` list must include.
pub(crate) const POLICY: &str = "yew-customerly";

thread_local! {
    static OWN_POLICY: PageStatic<OwnPolicy> = const { PageStatic::new() };
}

struct OwnPolicy {
    /// `undefined` if the browser has no Trusted Types or the page refuses the policy.
    policy: JsValue,
    /// The one URL that the policy accepts, while we ask for it.
    expected: RefCell<JsValue>,
}

fn own_policy() -> &'static OwnPolicy {
    OWN_POLICY.with(|policy| {
        policy.get_or_init(|| {
            let rules = Object::new();
            let create_script_url = function::cached(accept_expected, 0);
            js::set(&rules, "createScriptURL", &create_script_url);
            let factory = js::get(&js::window(), "trustedTypes");
            let policy = js::call_method(&factory, "createPolicy", &[&POLICY.into(), &rules]);
            OwnPolicy {
                policy: policy.unwrap_or_default(),
                expected: RefCell::default(),
            }
        })
    })
}

/// The URL as a script's `src` accepts it. Without a policy of ours that is the plain string,
/// which most pages accept, some through a default policy of their own.
pub(crate) fn script_url(url: &str) -> JsValue {
    let url = JsValue::from_str(url);
    let own = own_policy();
    own.expected.replace(url.clone());
    let created = js::call_method(&own.policy, "createScriptURL", &[&url]);
    own.expected.take();
    created.unwrap_or(url)
}

/// The policy's rule. Another script that gets hold of the policy cannot create a URL with it:
/// of `undefined` the browser makes one that leads nowhere.
fn accept_expected(_: u32, [url, ..]: [JsValue; 3]) -> JsValue {
    let expected = own_policy().expected.take();
    if expected == url {
        url
    } else {
        JsValue::UNDEFINED
    }
}
