//! The chat's callbacks: one slot for each callback and channel.
//!
//! Customerly documents two channels, `load({ callbacks: { onX } })` and `customerly.onX = fn`, and no
//! source says which of them today's launcher calls. So a function of ours sits in both. A handler
//! that the page puts into a slot is still called, with all its arguments, and its answer is returned, as
//! if ours were not there.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

use super::call_count::{CallCount, Channel};
use super::page_handlers::PageHandlers;
use super::{bundles, stub};
use crate::browser::{PageStatic, console, function, js, property, timer};
use crate::event::EventKind;

/// The most calls of the page's stub that are looked at.
const MOST_QUEUED: u32 = 100;

/// What runs for each event, once, whichever channels the launcher calls.
pub(super) type OnCallback = fn(EventKind, &[JsValue; 3]);

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
    page_handlers: PageHandlers,
    /// How often the page has set the slot.
    generation: Cell<u32>,
}

#[derive(Debug, Default)]
struct CallbackSlot {
    settings: ChannelSlot,
    property: ChannelSlot,
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
    /// Our function in the place of its `update`, and the function that it stands for.
    update: RefCell<(JsValue, JsValue)>,
    calls: CallCount,
    /// Whether no bundle of the page has the slots already.
    is_first_bundle: bool,
    on_callback: Cell<Option<OnCallback>>,
}

thread_local! {
    static CALLBACKS: PageStatic<Callbacks> = const { PageStatic::new() };
}

/// Forgets everything, as a new page does.
#[cfg(all(test, target_family = "wasm"))]
pub(super) fn forget() {
    CALLBACKS.with(PageStatic::forget);
    crate::browser::page_object::forget();
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
            update: RefCell::default(),
            calls: CallCount::default(),
            is_first_bundle: bundles::join(
                &function::cached(bundle_told, 0),
                &function::cached(bundle_asked, 0),
            ),
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
        let stand_in = function::cached(|_, _| JsValue::UNDEFINED, 0);
        let own = function::standing_for(&stand_in, callback_called, route.pack());
        let own = own.unwrap_or_default();
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
            slot.page_handlers.push(generation, handler);
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

    /// Handles a call of one of our functions, by the chat or by a handler that chains to it, and returns
    /// the answer of the page's own handler.
    fn on_call(&self, route: CallbackRoute, receiver: &JsValue, arguments: &Array) -> JsValue {
        let CallbackRoute { kind, channel, .. } = route;
        let slot = self.channel_slot(kind, channel);
        let mut generation = slot.generation.get();
        // A page chains by hand: it reads the slot, puts a handler of its own there and calls what it
        // read from that handler. Such a call is part of one that is being handled already, and meant
        // for the page's handler of that time.
        if route.generation != generation && slot.page_handlers.is_running() {
            generation = route.generation;
        } else {
            if self.calls.begin_turn() {
                timer::set(&function::cached(turn_ended, 0), 0.0);
            }
            if self.calls.count(kind, channel) {
                self.tell(kind, arguments);
            }
        }
        let handlers = &slot.page_handlers;
        handlers.call(generation, kind.callback(), receiver, arguments)
    }

    /// Tells every bundle of the page of an event.
    fn tell(&self, kind: EventKind, arguments: &Array) {
        if !bundles::tell(kind.callback(), arguments) {
            self.on_event(kind, arguments);
        }
    }

    fn on_event(&self, kind: EventKind, arguments: &JsValue) {
        if let Some(on_callback) = self.on_callback.get() {
            let argument = |index: &str| js::get(arguments, index);
            on_callback(kind, &[argument("0"), argument("1"), argument("2")]);
        }
    }

    /// Puts our functions into the properties of `customerly`, and again wherever the page has taken one
    /// away. Returns `false` if the object had them before.
    pub(super) fn install_properties(&self, customerly: &JsValue) -> bool {
        if !js::has_properties(customerly) {
            return false;
        }
        if !self.is_first_bundle {
            bundles::install(&JsValue::UNDEFINED);
            return false;
        }
        let is_new = *self.installed.borrow() != *customerly;
        if is_new {
            self.installed.replace(customerly.clone());
        }
        let mut complete = true;
        for kind in EventKind::ALL {
            let key = kind.callback();
            if !is_new && js::get(customerly, key) == self.own_function(*kind, Channel::Property) {
                continue;
            }
            // The object may be a copy of the previous one, with our own function in it.
            let own = self.claim(customerly, *kind, Channel::Property);
            self.define_accessor(customerly, *kind);
            // An old library's `defineProperty` may have done nothing.
            complete &= js::get(customerly, key) == own || js::set(customerly, key, &own);
        }
        if is_new {
            self.install_in_queue(customerly);
        }
        if is_new && !complete {
            console::warn(&[
                "window.customerly refuses callbacks; events arrive only if the launcher uses settings.callbacks",
            ]);
        }
        self.install_in_update(customerly);
        let settings = js::get(customerly, "settings");
        if js::get(&settings, "callbacks").is_object() {
            self.install_in_settings(&settings);
        }
        is_new
    }

    /// Puts our functions into the callbacks of the settings that the chat gets.
    pub(super) fn install_in_settings(&self, settings: &JsValue) {
        if !self.is_first_bundle {
            return bundles::install(settings);
        }
        let mut target = js::get(settings, "callbacks");
        if !target.is_object() {
            target = Object::new().into();
            js::set(settings, "callbacks", &target);
        }
        for kind in EventKind::ALL {
            let own = self.claim(&target, *kind, Channel::Settings);
            if js::get(&target, kind.callback()) != own {
                js::set(&target, kind.callback(), &own);
            }
        }
    }

    /// Puts our functions into the settings of updates that wait for the launcher.
    fn install_in_queue(&self, customerly: &JsValue) {
        let queue = js::get(customerly, "queue");
        let length = js::get(&queue, "length").as_f64().unwrap_or_default();
        for index in 0..(length as u32).min(MOST_QUEUED) {
            let call = js::get_by_key(&queue, &index.into());
            let settings = js::get(&call, "1");
            if js::get(&call, "0") == *"update" && js::get(&settings, "callbacks").is_object() {
                self.install_in_settings(&settings);
            }
        }
    }

    /// Stands in for `customerly.update`, so that callbacks which the page gives it later join ours.
    fn install_in_update(&self, customerly: &JsValue) {
        let Some(update) = js::method(customerly, "update") else {
            return;
        };
        if self.update.borrow().0 == **update {
            return;
        }
        if let Some(own) = function::standing_for(&update, update_called, 0) {
            js::set(customerly, "update", &own);
            self.update.replace((own, update.into()));
        }
    }

    /// The chat's own method, if this is our function in its place. Calling it directly leaks nothing when
    /// it throws.
    pub(super) fn method_of_chat(&self, method: Function) -> JsValue {
        let (own, update) = &*self.update.borrow();
        if *own == **method {
            update.clone()
        } else {
            method.into()
        }
    }

    /// Another launcher is on its way, which may use other channels.
    pub(super) fn forget_launcher(&self) {
        self.calls.forget_launcher();
    }

    /// Defines an accessor, so that a handler which a tag sets later joins ours instead of replacing
    /// it.
    fn define_accessor(&self, customerly: &JsValue, kind: EventKind) {
        let index = kind.index() as u32;
        let key = kind.callback();
        let getter = self.native_getter(kind, &key.into());
        let getter = getter.unwrap_or_else(|| function::cached(property_read, index).into());
        let setter = function::cached(property_written, index);
        // If the object refuses an accessor, the caller tries a plain value.
        property::define_accessor(customerly, key, &getter, &setter);
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
}

fn callback_called(route: u32, [_, receiver, arguments]: [JsValue; 3]) -> Result<JsValue, JsValue> {
    let route = CallbackRoute::unpack(route);
    Ok(route.map_or(JsValue::UNDEFINED, |route| {
        callbacks().on_call(route, &receiver, arguments.unchecked_ref())
    }))
}

/// `customerly.update`, called by the page.
fn update_called(_: u32, [update, receiver, arguments]: [JsValue; 3]) -> Result<JsValue, JsValue> {
    let settings = js::get(&arguments, "0");
    if js::get(&settings, "callbacks").is_object() {
        callbacks().install_in_settings(&settings);
    }
    let update: &Function = update.unchecked_ref();
    update.apply(&receiver, arguments.unchecked_ref())
}

fn turn_ended(_: u32, _: [JsValue; 3]) -> JsValue {
    callbacks().calls.end_turn();
    JsValue::UNDEFINED
}

/// The first bundle of the page tells this one of an event.
fn bundle_told(_: u32, [name, arguments, _]: [JsValue; 3]) -> JsValue {
    let mut kinds = EventKind::ALL.iter();
    if let Some(kind) = kinds.find(|kind| name == *kind.callback()) {
        callbacks().on_event(*kind, &arguments);
    }
    JsValue::UNDEFINED
}

/// Another bundle asks this one, which is the first, to put its functions into the slots.
fn bundle_asked(_: u32, [settings, ..]: [JsValue; 3]) -> JsValue {
    if settings.is_undefined() {
        callbacks().install_properties(&stub::current());
    } else {
        callbacks().install_in_settings(&settings);
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
