//! Addresses of scripts for pages that demand Trusted Types.
//!
//! Where a content security policy says `require-trusted-types-for 'script'`, a script takes no plain
//! text for its address, only what a named policy made.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::foreign;

/// The policy's name, which a page that lists its policies must list.
pub(crate) const POLICY: &str = "yew-customerly";

thread_local! {
    static OWN: Own = Own::new();
    /// The one address that the policy lets through, while it is being asked for.
    static ASKED: RefCell<Option<String>> = const { RefCell::new(None) };
}

struct Own {
    /// `undefined` where the browser knows no Trusted Types, or the page does not let the policy in.
    policy: JsValue,
    _create_script_url: Closure<dyn Fn(JsValue) -> Result<JsValue, JsValue>>,
}

impl Own {
    fn new() -> Self {
        let create_script_url =
            Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(only_asked);
        let rules = Object::new();
        foreign::set(&rules, "createScriptURL", create_script_url.as_ref());
        let factory = foreign::get(&foreign::page(), "trustedTypes");
        let policy = foreign::method(&factory, "createPolicy")
            .and_then(|create| create.call2(&factory, &POLICY.into(), &rules).ok());
        Self {
            policy: policy.unwrap_or_default(),
            _create_script_url: create_script_url,
        }
    }
}

/// The address as a script's `src` takes it. Where the policy is missing that is the plain text, which
/// most pages take, and some by a default policy of theirs.
pub(crate) fn script_url(url: &str) -> JsValue {
    let plain = || JsValue::from_str(url);
    OWN.with(|own| {
        let Some(create) = foreign::method(&own.policy, "createScriptURL") else {
            return plain();
        };
        ASKED.set(Some(url.to_owned()));
        let created = create.call1(&own.policy, &plain());
        ASKED.set(None);
        created.unwrap_or_else(|_| plain())
    })
}

/// What the policy does: nobody else who gets hold of it can make an address of it.
fn only_asked(url: JsValue) -> Result<JsValue, JsValue> {
    let asked = ASKED.take();
    if asked.is_some() && url.as_string() == asked {
        Ok(url)
    } else {
        Err(js_sys::TypeError::new("yew-customerly did not ask for this script").into())
    }
}
