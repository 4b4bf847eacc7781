//! The chat's callbacks: one slot for each callback and channel.
//!
//! Customerly documents two channels, `load({ callbacks: { onX } })` and `customerly.onX = fn`, and no
//! source says which of them today's launcher calls. So a function of ours sits in both. A handler
//! that the page puts into a slot is still called, as if ours were not there.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use super::stub;
use crate::browser::{PageStatic, console, function, js};
use crate::event::EventKind;

/// The most handlers of the page in one slot that can call each other. A page that sets a handler
/// each time it renders something does not chain them.
const MAX_CHAINED_HANDLERS: usize = 16;

/// What runs for each event, once, whichever channels the launcher calls.
pub(super) type OnCallback = fn(EventKind, &[JsValue; 3]);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Channel {
    Settings,
    Property,
}

/// Which slot a function of ours belongs to, packed into the one number that a function can carry.
#[derive(Clone, Copy)]
struct CallbackRoute {
    kind: EventKind,
    channel: Channel,
    /// How often the page had set the slot when this route was made.
    generation: u32,
}

impl CallbackRoute {
    const LAST_GENERATION: u32 = u32::MAX >> 6;

    fn pack(self) -> u32 {
        let channel = u32::from(self.channel == Channel::Property);
        self.generation << 6 | channel << 5 | self.kind.index() as u32
    }

    fn unpack(packed: u32) -> Option<Self> {
        Some(Self {
            kind: kind(packed & 31)?,
            channel: match packed >> 5 & 1 {
                0 => Channel::Settings,
                _ => Channel::Property,
            },
            generation: packed >> 6,
        })
    }
}

fn kind(index: u32) -> Option<EventKind> {
    EventKind::ALL.get(index as usize).copied()
}

/// One channel of a callback.
#[derive(Debug, Default)]
struct ChannelSlot {
    /// Our function in the slot; `undefined` until it is needed.
    own_function: RefCell<JsValue>,
    /// The page's own handlers, each with the generation that it began: the last one is in the slot, and
    /// may call those before it.
    page_handlers: RefCell<Vec<(u32, Function)>>,
    /// How often the page has set the slot.
    generation: Cell<u32>,
    /// Whether the page's handler is on the stack.
    in_page_handler: Cell<bool>,
}

impl ChannelSlot {
    /// Calls the handler that the page had put into the slot in that generation.
    fn call_page_handler(&self, generation: u32, kind: EventKind, arguments: &[JsValue; 3]) {
        let handlers = self.page_handlers.borrow();
        let handler = handlers.iter().find(|(begun, _)| *begun == generation);
        let handler = handler.map(|(_, handler)| handler.clone());
        drop(handlers);
        if let Some(handler) = handler {
            let outer = self.in_page_handler.replace(true);
            call_page_handler(&handler, kind, arguments);
            self.in_page_handler.set(outer);
        }
    }
}

#[derive(Debug, Default)]
struct CallbackSlot {
    /// How many more calls came through the settings than through the property. A launcher that
    /// supports both channels calls both for each event, so a call is a new event unless it comes
    /// through the channel that is behind. This needs neither a clock nor a comparison of arguments.
    balance: Cell<i32>,
    settings: ChannelSlot,
    property: ChannelSlot,
}

impl CallbackSlot {
    /// Counts a call, and returns whether it is a new event.
    fn count(&self, channel: Channel) -> bool {
        let balance = self.balance.get();
        // With a launcher that supports one channel only, the balance keeps growing.
        let (is_event, balance) = match channel {
            Channel::Settings => (balance >= 0, balance.saturating_add(1)),
            Channel::Property => (balance <= 0, balance.saturating_sub(1)),
        };
        self.balance.set(balance);
        is_event
    }
}

/// The page's callback slots. Our functions live as long as the page: the chat accepts a callback, and
/// no way is known to take one back.
#[derive(Debug)]
pub(super) struct Callbacks {
    /// In the order of [`EventKind::ALL`].
    slots: Vec<CallbackSlot>,
    /// The values of `customerly.onX`, under the same names.
    properties: JsValue,
    /// The `window.customerly` whose properties are ours.
    installed: RefCell<JsValue>,
    on_callback: Cell<Option<OnCallback>>,
}

thread_local! {
    static CALLBACKS: PageStatic<Callbacks> = const { PageStatic::new() };
}

/// Forgets everything, as a new page does.
#[cfg(all(test, target_family = "wasm"))]
pub(super) fn forget() {
    CALLBACKS.with(PageStatic::forget);
}

fn callbacks() -> &'static Callbacks {
    CALLBACKS.with(|callbacks| {
        callbacks.get_or_init(|| Callbacks {
            slots: EventKind::ALL
                .iter()
                .map(|_| CallbackSlot::default())
                .collect(),
            properties: Object::new().into(),
            installed: RefCell::default(),
            on_callback: Cell::default(),
        })
    })
}

impl Callbacks {
    /// The page's slots, which run `on_callback` from now on.
    pub(super) fn with_handler(on_callback: OnCallback) -> &'static Self {
        let callbacks = callbacks();
        callbacks.on_callback.set(Some(on_callback));
        callbacks
    }

    fn slot(&self, kind: EventKind) -> &CallbackSlot {
        &self.slots[kind.index()]
    }

    fn channel_slot(&self, kind: EventKind, channel: Channel) -> &ChannelSlot {
        let slot = self.slot(kind);
        match channel {
            Channel::Settings => &slot.settings,
            Channel::Property => &slot.property,
        }
    }

    /// Our function for a slot. No borrow lasts while properties are set, because a page may have
    /// setters on `Object.prototype`.
    fn own_function(&self, kind: EventKind, channel: Channel) -> JsValue {
        let slot = self.channel_slot(kind, channel);
        let own = slot.own_function.borrow().clone();
        if !own.is_undefined() {
            return own;
        }
        let route = CallbackRoute {
            kind,
            channel,
            generation: slot.generation.get(),
        };
        let own = JsValue::from(function::uncached(callback_called, route.pack()));
        slot.own_function.replace(own.clone());
        if channel == Channel::Property {
            js::set(&self.properties, kind.callback(), &own);
        }
        own
    }

    /// Keeps the handler that the page puts into a slot, and takes the slot back with a new function.
    fn adopt_page_handler(&self, kind: EventKind, channel: Channel, handler: JsValue) {
        let slot = self.channel_slot(kind, channel);
        let generation = slot.generation.get().wrapping_add(1) & CallbackRoute::LAST_GENERATION;
        slot.generation.set(generation);
        if let Ok(handler) = handler.dyn_into() {
            let mut handlers = slot.page_handlers.borrow_mut();
            if handlers.len() == MAX_CHAINED_HANDLERS {
                handlers.remove(0);
            }
            handlers.push((generation, handler));
        }
        slot.own_function.take();
        self.own_function(kind, channel);
    }

    /// Adopts the handler in a slot of `target`, unless it is ours, and returns what the slot must
    /// hold.
    fn claim(&self, target: &JsValue, kind: EventKind, channel: Channel) -> JsValue {
        let present = js::get(target, kind.callback());
        let own = self.own_function(kind, channel);
        if present == own || !present.is_function() {
            return own;
        }
        self.adopt_page_handler(kind, channel, present);
        self.own_function(kind, channel)
    }

    /// Handles a call of one of our functions, by the chat or by a handler that chains to it.
    fn on_call(&self, route: CallbackRoute, arguments: [JsValue; 3]) {
        let CallbackRoute { kind, channel, .. } = route;
        let slot = self.channel_slot(kind, channel);
        // A page chains by hand: it reads the slot, puts a handler of its own there and calls what it
        // read from that handler. Such a call is part of one that is being handled already, and meant
        // for the page's handler of that time.
        if route.generation != slot.generation.get() && slot.in_page_handler.get() {
            slot.call_page_handler(route.generation, kind, &arguments);
            return;
        }
        let is_event = self.slot(kind).count(channel);
        if kind == EventKind::MessengerInitialized {
            // A launcher that starts may support other channels than the one before it.
            self.reset_balances(Some(kind));
        }
        let generation = slot.generation.get();
        if is_event && let Some(on_callback) = self.on_callback.get() {
            on_callback(kind, &arguments);
        }
        slot.call_page_handler(generation, kind, &arguments);
    }

    /// Puts our functions into the properties of `customerly`. Returns `false` if they were there
    /// already.
    pub(super) fn install_properties(&self, customerly: &JsValue) -> bool {
        if *self.installed.borrow() == *customerly || !js::has_properties(customerly) {
            return false;
        }
        self.installed.replace(customerly.clone());
        let mut complete = true;
        for kind in EventKind::ALL {
            // The object may be a copy of the previous one, with our own function in it.
            let own = self.claim(customerly, *kind, Channel::Property);
            let key = kind.callback();
            self.define_accessor(customerly, *kind);
            // An old library's `defineProperty` may have done nothing.
            complete &= js::get(customerly, key) == own || js::set(customerly, key, &own);
        }
        if !complete {
            console::warn(&[
                "window.customerly refuses callbacks; events arrive only if the launcher uses settings.callbacks",
            ]);
        }
        true
    }

    /// Puts our functions into the callbacks of the settings that the chat gets.
    pub(super) fn install_in_settings(&self, settings: &JsValue) {
        let mut target = js::get(settings, "callbacks");
        if !target.is_object() {
            target = Object::new().into();
        }
        for kind in EventKind::ALL {
            let own = self.claim(&target, *kind, Channel::Settings);
            js::set(&target, kind.callback(), &own);
        }
        js::set(settings, "callbacks", &target);
    }

    /// Defines an accessor, so that a handler which a tag sets later joins ours instead of replacing
    /// it.
    fn define_accessor(&self, customerly: &JsValue, kind: EventKind) {
        let index = kind.index() as u32;
        let key = kind.callback().into();
        let descriptor = Object::new();
        js::set(&descriptor, "configurable", &JsValue::TRUE);
        js::set(&descriptor, "enumerable", &JsValue::TRUE);
        let getter = self.native_getter(kind, &key);
        let getter = getter.unwrap_or_else(|| function::cached(property_read, index).into());
        js::set(&descriptor, "get", &getter);
        js::set(
            &descriptor,
            "set",
            &function::cached(property_written, index),
        );
        let object = js::get(&js::window(), "Object");
        // If the object refuses an accessor, the caller tries a plain value.
        drop(js::call_method(
            &object,
            "defineProperty",
            &[customerly, &key, &descriptor],
        ));
    }

    /// `Reflect.get`, bound to one of our properties. The chat reads a slot before each call, and a
    /// getter in wasm would take longer than everything else in a read. `None` if an old library's
    /// `bind` loses arguments.
    fn native_getter(&self, kind: EventKind, key: &JsValue) -> Option<JsValue> {
        let get = js::get(&js::get(&js::window(), "Reflect"), "get");
        let bound = [&JsValue::UNDEFINED, &self.properties, key];
        let getter = js::call_method(&get, "bind", &bound).ok()?;
        let found = js::call_method(&getter, "call", &[]).ok()?;
        (found == self.own_function(kind, Channel::Property)).then_some(getter)
    }

    /// Forgets which channel is ahead, for a launcher that may support other channels than the last
    /// one.
    pub(super) fn reset_balances(&self, except: Option<EventKind>) {
        for (index, slot) in self.slots.iter().enumerate() {
            if except.is_none_or(|kind| kind.index() != index) {
                slot.balance.set(0);
            }
        }
    }
}

fn callback_called(route: u32, arguments: [JsValue; 3]) -> JsValue {
    if let Some(route) = CallbackRoute::unpack(route) {
        callbacks().on_call(route, arguments);
    }
    JsValue::UNDEFINED
}

/// The getter of `customerly.onX`.
fn property_read(index: u32, _: [JsValue; 3]) -> JsValue {
    kind(index).map_or(JsValue::UNDEFINED, |kind| {
        callbacks().own_function(kind, Channel::Property)
    })
}

/// The setter of `customerly.onX`.
fn property_written(index: u32, [value, ..]: [JsValue; 3]) -> JsValue {
    if let Some(kind) = kind(index) {
        callbacks().adopt_page_handler(kind, Channel::Property, value);
    }
    JsValue::UNDEFINED
}

/// Calls the page's own handler as the chat would.
fn call_page_handler(handler: &Function, kind: EventKind, arguments: &[JsValue; 3]) {
    let arguments = js::passed_arguments(arguments);
    if let Err(thrown) = js::invoke(handler, &stub::current(), &arguments) {
        console::error(&[
            "the page's own handler of ",
            kind.callback(),
            " threw: ",
            &js::error_message(&thrown),
        ]);
    }
}
