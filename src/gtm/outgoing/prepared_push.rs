//! A message for the data layer, made when an event's callback runs and pushed when its turn comes.

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
    data_layer: DataLayer,
    /// Names the event in an error message. The page can change the message, but never sees this.
    template: JsValue,
    pub(super) message: Object,
}

impl PreparedPush {
    /// Makes the message for a chat event whose callback is running, with the current page. `None` if
    /// nothing is to be pushed, or if it cannot be made, which the console reports.
    pub(crate) fn prepare(
        data_layer: &DataLayer,
        event: &ChatEvent,
        open_seconds: Option<u64>,
    ) -> Option<Self> {
        let layer_name = data_layer.name()?;
        let event_name = data_layer.event_name(event.kind())?;
        if !data_layer.allows(event) {
            return None;
        }
        let prepared = match Self::of_page(data_layer, &event_name) {
            Ok(prepared) => prepared,
            Err(thrown) => {
                report(&event_name, layer_name, &js::error_message(&thrown));
                return None;
            }
        };
        event_values(data_layer, event, open_seconds, &mut |key, value| {
            templates().set(&prepared.message, key, &value);
        });
        data_layer.add_parameters(Some(event), &prepared.message);
        Some(prepared)
    }

    /// A message with the event's name and the current page, and with all other keys of the catalogue
    /// `undefined`.
    pub(super) fn of_page(data_layer: &DataLayer, event_name: &str) -> Result<Self, JsValue> {
        let templates = templates();
        let page = templates.page(data_layer.privacy())?;
        let template = templates.event(&page, event_name)?;
        Ok(Self {
            data_layer: data_layer.clone(),
            // A new object for each push, because gtm.js writes to the object that it gets.
            message: templates.copy(&template)?,
            template,
        })
    }

    /// Pushes the message. The console reports a data layer that does not accept it.
    pub(crate) fn push(self) {
        if let Err(reason) = self.try_push() {
            let event_name = templates().event_name(&self.template);
            let layer_name = self.data_layer.name();
            report(
                &event_name.unwrap_or_default(),
                layer_name.map_or("", |name| name),
                &reason,
            );
        }
    }

    /// Pushes the message, or returns why that failed.
    pub(super) fn try_push(&self) -> Result<(), String> {
        if let Some(name) = self.data_layer.name() {
            window_layer::push(&templates().layer_name(name), &self.message)?;
            self.data_layer.on_push(&self.message);
        }
        Ok(())
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
