//! A message for the data layer, made when an event's callback runs and pushed when its turn comes.

use std::rc::Rc;

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::event_values::event_values;
use super::templates::templates;
use super::window_layer;
use crate::browser::{console, js};
use crate::event::ChatEvent;
use crate::gtm::config::DataLayer;

/// A message that is ready to be pushed.
#[derive(Debug)]
pub(crate) struct PreparedPush {
    /// The name of the data layer on the window.
    layer_name: JsValue,
    /// Names the event in an error message. The page can change the message, but never sees this.
    template: JsValue,
    message: Object,
}

impl PreparedPush {
    /// Makes the message for an event whose callback is running, with the current page. `None` if
    /// nothing is to be pushed, or if it cannot be made, which the console reports.
    pub(crate) fn prepare(
        data_layer: &Rc<DataLayer>,
        event: &ChatEvent,
        open_seconds: Option<u64>,
    ) -> Option<Self> {
        let layer_name = data_layer.name()?;
        let kind = event.kind();
        let event_name = data_layer.event_name(kind)?;
        if !data_layer.allows(event) {
            return None;
        }
        let templates = templates();
        let prepared = templates.page(data_layer, layer_name).and_then(|page| {
            let template = templates.event(&page, kind, &event_name)?;
            Ok(Self {
                layer_name: page.layer_name().clone(),
                // A new object for each push, because gtm.js writes to the object that it gets.
                message: templates.copy(&template)?,
                template,
            })
        });
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(thrown) => {
                report(&event_name, layer_name, &js::error_message(&thrown));
                return None;
            }
        };
        event_values(data_layer, event, open_seconds, &mut |key, value| {
            templates.set(&prepared.message, key, &value);
        });
        data_layer.add_parameters(event, &prepared.message);
        Some(prepared)
    }

    /// Pushes the message. The console reports a data layer that does not accept it.
    pub(crate) fn push(self) {
        if let Err(reason) = window_layer::push(&self.layer_name, &self.message) {
            let event_name = templates().event_name(&self.template);
            report(
                &event_name.unwrap_or_default(),
                &self.layer_name.as_string().unwrap_or_default(),
                &reason,
            );
        }
    }
}

fn report(event_name: &str, layer_name: &str, reason: &str) {
    console::error(&[
        event_name,
        " did not reach window.",
        layer_name,
        ": ",
        reason,
    ]);
}
