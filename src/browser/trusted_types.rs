//! Script URLs for pages that require Trusted Types.
//!
//! Under a content security policy with `require-trusted-types-for 'script'`, a script element
//! refuses a plain string as its URL and accepts only what a named policy created.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::{PageStatic, function, js, page_object, script_address};

/// The function in the page's object that makes a URL with the policy.
const SHARED: &str = "scriptUrl";

/// The policy's name, which a page with a `trusted-types` list must include.
pub(crate) const POLICY: &str = "yew-customerly";

thread_local! {
    static OWN_POLICY: PageStatic<OwnPolicy> = const { PageStatic::new() };
}

struct OwnPolicy {
    /// `undefined` if the browser has no Trusted Types or the page refuses the policy. A page that names it
    /// once allows one, which the bundle that made it shares.
    policy: JsValue,
    /// The one URL that the policy accepts, while we ask for it.
    expected: RefCell<JsValue>,
}

fn own_policy() -> &'static OwnPolicy {
    OWN_POLICY.with(|policy| {
        policy.get_or_init(|| {
            // A second policy of the name would be a violation, which sites report to themselves.
            let shared = page_object::shared();
            let policy = match js::method(&shared, SHARED) {
                Some(_) => JsValue::UNDEFINED,
                None => create_policy(),
            };
            if !policy.is_undefined() {
                let share = function::cached(script_url_for_other, 0);
                js::set(&shared, SHARED, &share);
            }
            OwnPolicy {
                policy,
                expected: RefCell::default(),
            }
        })
    })
}

fn create_policy() -> JsValue {
    let rules = Object::new();
    let create_script_url = function::cached(accept_expected, 0);
    js::set(&rules, "createScriptURL", &create_script_url);
    let factory = js::get(&js::window(), "trustedTypes");
    let policy = js::call_method(&factory, "createPolicy", &[&POLICY.into(), &rules]);
    policy.unwrap_or_default()
}

/// The URL as a script's `src` accepts it. Without a policy of ours that is the plain string,
/// which most pages accept, some through a default policy of their own.
pub(crate) fn script_url(url: &str) -> JsValue {
    let url = JsValue::from_str(url);
    let own = own_policy();
    if own.policy.is_undefined() {
        let created = js::call_method(&page_object::shared(), SHARED, &[&url]);
        return created.unwrap_or(url);
    }
    own.expected.replace(url.clone());
    let created = js::call_method(&own.policy, "createScriptURL", &[&url]);
    own.expected.take();
    created.unwrap_or(url)
}

/// Makes a URL for another bundle of the page. Any script can call this, so it makes no `data:` or `blob:`
/// URL: Trusted Types are against texts that reach the page by mistake, and a script that runs can do more.
fn script_url_for_other(_: u32, [url, ..]: [JsValue; 3]) -> JsValue {
    match url.as_string() {
        Some(address) if script_address::is_allowed(&address, true) => script_url(&address),
        _ => url,
    }
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
