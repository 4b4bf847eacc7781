//! The places in which the chat looks for its callbacks, one per callback and channel.
//!
//! Customerly documents two channels, `load({ callbacks: { onX } })` and `customerly.onX = fn`, and
//! nobody states which of them today's launcher honours. Ours sits in both. What the page itself puts
//! into a slot is called as if we were not there.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use super::{messenger, stub};
use crate::event::EventKind;
use crate::foreign;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Channel {
    Settings,
    Property,
}

/// Which slot a call came through, packed into the one number that is bound to its function.
#[derive(Clone, Copy)]
struct Route {
    kind: EventKind,
    channel: Channel,
    /// How often the page had set the slot when this route was made.
    generation: u32,
}

impl Route {
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
struct Side {
    /// What sits in the slot; `undefined` until it is needed.
    own: RefCell<JsValue>,
    /// The page's own handler.
    page: RefCell<Option<Function>>,
    /// How often the page set the slot.
    generation: Cell<u32>,
    /// Whether the page's handler is on the stack.
    chaining: Cell<bool>,
}

#[derive(Debug, Default)]
struct Slot {
    /// How many calls the settings have heard more than the property. A launcher that honours both
    /// calls both for one event, so a call is an event unless it comes through the channel that is
    /// behind: no clock, no comparing of arguments.
    ahead: Cell<i32>,
    settings: Side,
    property: Side,
}

impl Slot {
    /// Counts a call; whether it is an event that was not heard yet.
    fn count(&self, channel: Channel) -> bool {
        let ahead = self.ahead.get();
        // A launcher that honours one channel only runs ahead for ever.
        let (is_event, ahead) = match channel {
            Channel::Settings => (ahead >= 0, ahead.saturating_add(1)),
            Channel::Property => (ahead <= 0, ahead.saturating_sub(1)),
        };
        self.ahead.set(ahead);
        is_event
    }
}

/// The slots of the page. Their functions live as long as the page: the chat can be given a callback,
/// but nothing is known that takes one back.
#[derive(Debug)]
pub(super) struct Slots {
    /// In the order of [`EventKind::ALL`].
    slots: Vec<Slot>,
    /// What reading `customerly.onX` gives, under the same names.
    properties: JsValue,
    /// The `window.customerly` whose properties are ours.
    installed: RefCell<JsValue>,
}

impl Default for Slots {
    fn default() -> Self {
        Self {
            slots: EventKind::ALL.iter().map(|_| Slot::default()).collect(),
            properties: Object::new().into(),
            installed: RefCell::default(),
        }
    }
}

impl Slots {
    fn slot(&self, kind: EventKind) -> &Slot {
        &self.slots[kind.index()]
    }

    fn side(&self, kind: EventKind, channel: Channel) -> &Side {
        let slot = self.slot(kind);
        match channel {
            Channel::Settings => &slot.settings,
            Channel::Property => &slot.property,
        }
    }

    /// What sits in a slot. No borrow lasts while it is set, as a page may have put setters into
    /// `Object.prototype`.
    fn own(&self, kind: EventKind, channel: Channel) -> JsValue {
        let side = self.side(kind, channel);
        let own = side.own.borrow().clone();
        if !own.is_undefined() {
            return own;
        }
        let route = Route {
            kind,
            channel,
            generation: side.generation.get(),
        };
        let own = JsValue::from(foreign::passing_function(heard, route.pack()));
        side.own.replace(own.clone());
        if channel == Channel::Property {
            foreign::set(&self.properties, kind.callback(), &own);
        }
        own
    }

    /// Takes what the page puts into a slot, so that it is still called.
    fn take_over(&self, kind: EventKind, channel: Channel, value: JsValue) {
        let side = self.side(kind, channel);
        let generation = side.generation.get().wrapping_add(1) & Route::LAST_GENERATION;
        side.generation.set(generation);
        side.page.replace(value.dyn_into().ok());
        side.own.take();
        self.own(kind, channel);
    }

    /// Takes over what sits in a slot of `target`, unless it is ours, and says what is to sit there.
    fn join_one(&self, target: &JsValue, kind: EventKind, channel: Channel) -> JsValue {
        let present = foreign::get(target, kind.callback());
        let own = self.own(kind, channel);
        if present == own || !present.is_function() {
            return own;
        }
        self.take_over(kind, channel, present);
        self.own(kind, channel)
    }

    /// The chat, or a handler that kept a function of ours, called.
    fn hear(&self, route: Route, arguments: [JsValue; 3]) {
        let Route { kind, channel, .. } = route;
        let side = self.side(kind, channel);
        // A page chains by hand: it reads what sits in the slot, puts a handler of its own there and
        // calls from it what it read. That call is being heard already.
        let stale = route.generation != side.generation.get();
        if stale && side.chaining.get() {
            return;
        }
        let is_event = self.slot(kind).count(channel);
        if kind == EventKind::MessengerInitialized {
            // A launcher that starts may honour other channels than the one before it.
            self.level(Some(kind));
        }
        let handler = side.page.borrow().clone();
        if is_event {
            messenger().hear(kind, &arguments);
        }
        if let Some(handler) = handler {
            let outer = side.chaining.replace(true);
            call(&handler, kind, &arguments);
            side.chaining.set(outer);
        }
    }

    /// Sits in every property of `customerly`; `false` if it did already.
    pub(super) fn install(&self, customerly: &JsValue) -> bool {
        if *self.installed.borrow() == *customerly || !foreign::has_properties(customerly) {
            return false;
        }
        self.installed.replace(customerly.clone());
        let mut complete = true;
        for kind in EventKind::ALL {
            // The object may be a copy of the one before it, with our own function in it.
            let own = self.join_one(customerly, *kind, Channel::Property);
            let key = kind.callback();
            self.define(customerly, *kind);
            // An old library's `defineProperty` may have done nothing.
            complete &= foreign::get(customerly, key) == own || foreign::set(customerly, key, &own);
        }
        if !complete {
            foreign::warn(&[
                "window.customerly takes no callbacks; they are heard only if the launcher uses settings.callbacks",
            ]);
        }
        if stub::is_launched(customerly) {
            // A launcher that exchanged the object took from it what a snippet knows it by. One that
            // comes later would fetch a second launcher.
            stub::fill(customerly);
        }
        true
    }

    /// An accessor, so that a handler which a tag sets later joins ours instead of replacing it.
    fn define(&self, customerly: &JsValue, kind: EventKind) {
        let index = kind.index() as u32;
        let key = kind.callback().into();
        let descriptor = Object::new();
        foreign::set(&descriptor, "configurable", &JsValue::TRUE);
        foreign::set(&descriptor, "enumerable", &JsValue::TRUE);
        let reader = self.reader(kind, &key);
        let reader = reader.unwrap_or_else(|| foreign::function(read, index).into());
        foreign::set(&descriptor, "get", &reader);
        foreign::set(&descriptor, "set", &foreign::function(write, index));
        let object = foreign::get(&foreign::page(), "Object");
        // Where it is refused, a plain value is tried.
        drop(foreign::call(
            &object,
            "defineProperty",
            &[customerly, &key, &descriptor],
        ));
    }

    /// The browser's own function that reads a slot, as the chat does before each call: one of ours
    /// would take longer than all the rest of a read. An old library's `bind` may lose what it is given.
    fn reader(&self, kind: EventKind, key: &JsValue) -> Option<JsValue> {
        let get = foreign::get(&foreign::get(&foreign::page(), "Reflect"), "get");
        let bound = [&JsValue::UNDEFINED, &self.properties, key];
        let reader = foreign::call(&get, "bind", &bound).ok()?;
        let found = foreign::call(&reader, "call", &[]).ok()?;
        (found == self.own(kind, Channel::Property)).then_some(reader)
    }

    /// Forgets which channel was ahead, for a launcher that may honour other ones than the last.
    pub(super) fn level(&self, except: Option<EventKind>) {
        for (index, slot) in self.slots.iter().enumerate() {
            if except.is_none_or(|kind| kind.index() != index) {
                slot.ahead.set(0);
            }
        }
    }

    /// Sits in every callback of the settings that the chat is given, or was given by the page.
    pub(super) fn join(&self, settings: &JsValue) {
        let mut callbacks = foreign::get(settings, "callbacks");
        if !callbacks.is_object() {
            callbacks = Object::new().into();
        }
        for kind in EventKind::ALL {
            let own = self.join_one(&callbacks, *kind, Channel::Settings);
            foreign::set(&callbacks, kind.callback(), &own);
        }
        foreign::set(settings, "callbacks", &callbacks);
    }
}

fn heard(route: u32, arguments: [JsValue; 3]) -> JsValue {
    if let Some(route) = Route::unpack(route) {
        messenger().slots.hear(route, arguments);
    }
    JsValue::UNDEFINED
}

/// What reading `customerly.onX` gives.
fn read(index: u32, _: [JsValue; 3]) -> JsValue {
    kind(index).map_or(JsValue::UNDEFINED, |kind| {
        messenger().slots.own(kind, Channel::Property)
    })
}

/// What setting `customerly.onX` does.
fn write(index: u32, [value, ..]: [JsValue; 3]) -> JsValue {
    if let Some(kind) = kind(index) {
        messenger().slots.take_over(kind, Channel::Property, value);
    }
    JsValue::UNDEFINED
}

/// Calls the page's own handler as the chat would have.
fn call(handler: &Function, kind: EventKind, arguments: &[JsValue; 3]) {
    if let Err(thrown) = foreign::tell(handler, &stub::current(), &foreign::arguments(arguments)) {
        foreign::error(&[
            "the page's own handler of ",
            kind.callback(),
            " threw: ",
            &foreign::describe(&thrown),
        ]);
    }
}
