//! Addresses of scripts for pages that demand Trusted Types.
//!
//! Where a content security policy says `require-trusted-types-for 'script'`, a script takes no plain
//! text for its address, only what a named policy made.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::foreign;
use crate::forever::Forever;

/// The policy's name, which a page that lists its policies must list.
pub(crate) const POLICY: &str = "yew-customerly";

thread_local! {
    static OWN: Forever<Own> = const { Forever::new() };
}

struct Own {
    /// `undefined` where the browser knows no Trusted Types, or the page does not let the policy in.
    policy: JsValue,
    /// The one address that the policy lets through, while it is being asked for.
    asked: RefCell<JsValue>,
}

fn own() -> &'static Own {
    OWN.with(|own| {
        own.get(|| {
            let rules = Object::new();
            let create_script_url = foreign::function(only_asked, 0);
            foreign::set(&rules, "createScriptURL", &create_script_url);
            let factory = foreign::get(&foreign::page(), "trustedTypes");
            let policy = foreign::call(&factory, "createPolicy", &[&POLICY.into(), &rules]);
            Own {
                policy: policy.unwrap_or_default(),
                asked: RefCell::default(),
            }
        })
    })
}

/// The address as a script's `src` takes it. Where the policy is missing that is the plain text, which
/// most pages take, and some by a default policy of theirs.
pub(crate) fn script_url(url: &str) -> JsValue {
    let url = JsValue::from_str(url);
    let own = own();
    own.asked.replace(url.clone());
    let created = foreign::call(&own.policy, "createScriptURL", &[&url]);
    own.asked.take();
    created.unwrap_or(url)
}

/// What the policy does: nobody else who gets hold of it can make an address of it. Of nothing the
/// browser makes an address that leads nowhere.
fn only_asked(_: u32, [url, ..]: [JsValue; 3]) -> JsValue {
    let asked = own().asked.take();
    if asked == url {
        url
    } else {
        JsValue::UNDEFINED
    }
}
