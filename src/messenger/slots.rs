//! The places in which the chat looks for its callbacks, one per callback and channel.
//!
//! Customerly documents two channels, `load({ callbacks: { onX } })` and `customerly.onX = fn`, and
//! nobody states which of them today's launcher honours. Ours sits in both. What the page itself puts
//! into a slot is called as if we were not there.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use super::stub;
use crate::event::EventKind;
use crate::foreign;

#[wasm_bindgen]
extern "C" {
    /// As in JavaScript; `js_sys` binds it without `catch`, and a frozen page throws.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = defineProperty)]
    fn define_property(target: &JsValue, key: &str, descriptor: &Object) -> Result<(), JsValue>;
}

#[derive(Clone, Copy, PartialEq)]
enum Channel {
    Settings,
    Property,
}

/// Which slot a call came through, packed into the one number that is bound to the dispatcher.
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
            kind: *EventKind::ALL.get((packed & 31) as usize)?,
            channel: match packed >> 5 & 1 {
                0 => Channel::Settings,
                _ => Channel::Property,
            },
            generation: packed >> 6,
        })
    }
}

#[derive(Debug, Default)]
struct Slot {
    /// How many calls the settings have heard more than the property. A launcher that honours both
    /// calls both for one event, so a call is an event unless it comes through the channel that is
    /// behind: no clock, no comparing of arguments.
    ahead: Cell<i32>,
    /// What the page put into the slot, for each channel.
    page: [RefCell<Option<Function>>; 2],
    /// How often the page did so, for each channel.
    generation: [Cell<u32>; 2],
    /// Whether the page's handler is on the stack, for each channel.
    chaining: [Cell<bool>; 2],
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

/// What is told of each event: the callback's kind and its arguments.
type Listener = fn(EventKind, [JsValue; 3]);

#[derive(Debug)]
struct Table {
    slots: [Slot; EventKind::ALL.len()],
    listener: Listener,
    /// The one function behind every slot; [`bind`] gives it its route.
    dispatcher: RefCell<JsValue>,
    /// What sits in the slots, for each channel.
    functions: [RefCell<Vec<Function>>; 2],
}

impl Table {
    fn make(&self, kind: EventKind, channel: Channel) -> Function {
        let route = Route {
            kind,
            channel,
            generation: self.slots[kind.index()].generation[channel as usize].get(),
        };
        foreign::bind(&self.dispatcher.borrow(), &route.pack().into())
    }

    /// What sits in a slot now.
    fn function(&self, kind: EventKind, channel: Channel) -> JsValue {
        let functions = self.functions[channel as usize].borrow();
        functions
            .get(kind.index())
            .map(JsValue::from)
            .unwrap_or_default()
    }

    /// The chat, or a handler that kept a function of ours, called.
    fn hear(&self, route: Route, arguments: [JsValue; 3]) {
        let channel = route.channel as usize;
        let slot = &self.slots[route.kind.index()];
        // A page chains by hand: it reads what sits in the slot, puts a handler of its own there and
        // calls from it what it read. That call is being heard already.
        let stale = route.generation != slot.generation[channel].get();
        if stale && slot.chaining[channel].get() {
            return;
        }
        let is_event = slot.count(route.channel);
        if route.kind == EventKind::MessengerInitialized {
            // A launcher that starts may honour other channels than the one before it.
            for (index, other) in self.slots.iter().enumerate() {
                if index != route.kind.index() {
                    other.ahead.set(0);
                }
            }
        }
        let handler = slot.page[channel].borrow().clone();
        let Some(handler) = handler else {
            if is_event {
                (self.listener)(route.kind, arguments);
            }
            return;
        };
        if is_event {
            (self.listener)(route.kind, arguments.clone());
        }
        let outer = slot.chaining[channel].replace(true);
        call(&handler, route.kind, &arguments);
        slot.chaining[channel].set(outer);
    }

    /// Takes what the page puts into a slot, so that it is still called.
    fn take_over(&self, kind: EventKind, channel: Channel, value: JsValue) {
        let slot = &self.slots[kind.index()];
        let generation = &slot.generation[channel as usize];
        generation.set(generation.get().wrapping_add(1) & Route::LAST_GENERATION);
        *slot.page[channel as usize].borrow_mut() = foreign::function(value);
        let function = self.make(kind, channel);
        if let Some(old) = self.functions[channel as usize]
            .borrow_mut()
            .get_mut(kind.index())
        {
            *old = function;
        }
    }
}

/// Calls the page's own handler as the chat would have.
fn call(handler: &Function, kind: EventKind, arguments: &[JsValue; 3]) {
    if let Err(thrown) = handler.apply(&stub::current(), &foreign::arguments(arguments)) {
        foreign::error(
            &[
                "the page's own handler of ",
                kind.callback(),
                " threw: ",
                &foreign::describe(&thrown),
            ]
            .concat(),
        );
    }
}

/// The slots of the page, and the closures behind them, which live as long as the page: the chat can
/// be given a callback but nothing is known that takes one back, and one whose closure is gone throws
/// inside the chat.
#[derive(Debug)]
pub(super) struct Slots {
    table: Rc<Table>,
    _dispatch: Closure<dyn Fn(u32, JsValue, JsValue, JsValue)>,
    read: Closure<dyn Fn(u32) -> JsValue>,
    write: Closure<dyn Fn(u32, JsValue)>,
    /// The `window.customerly` whose properties are ours.
    installed: RefCell<JsValue>,
}

impl Slots {
    /// Slots that tell `listener` of each event once.
    pub(super) fn new(listener: Listener) -> Self {
        let table = Rc::new(Table {
            slots: Default::default(),
            listener,
            dispatcher: RefCell::default(),
            functions: Default::default(),
        });
        let dispatch = Closure::<dyn Fn(u32, JsValue, JsValue, JsValue)>::new({
            let table = table.clone();
            move |route, first, second, third| {
                if let Some(route) = Route::unpack(route) {
                    table.hear(route, [first, second, third]);
                }
            }
        });
        let read = Closure::<dyn Fn(u32) -> JsValue>::new({
            let table = table.clone();
            move |index| {
                let kind = EventKind::ALL.get(index as usize);
                kind.map_or(JsValue::UNDEFINED, |kind| {
                    table.function(*kind, Channel::Property)
                })
            }
        });
        let write = Closure::<dyn Fn(u32, JsValue)>::new({
            let table = table.clone();
            move |index, value| {
                if let Some(kind) = EventKind::ALL.get(index as usize) {
                    table.take_over(*kind, Channel::Property, value);
                }
            }
        });
        *table.dispatcher.borrow_mut() = dispatch.as_ref().clone();
        for channel in [Channel::Settings, Channel::Property] {
            let functions = EventKind::ALL.iter().map(|kind| table.make(*kind, channel));
            *table.functions[channel as usize].borrow_mut() = functions.collect();
        }
        Self {
            table,
            _dispatch: dispatch,
            read,
            write,
            installed: RefCell::default(),
        }
    }

    /// Sits in every property of `customerly`; `false` if it did already.
    pub(super) fn install(&self, customerly: &JsValue) -> bool {
        if *self.installed.borrow() == *customerly || !foreign::has_properties(customerly) {
            return false;
        }
        *self.installed.borrow_mut() = customerly.clone();
        for kind in EventKind::ALL {
            let key = kind.callback();
            let present = foreign::get(customerly, key);
            // The object may be a copy of the one before it, with our own function in it.
            let ours = present == self.table.function(*kind, Channel::Property);
            if !ours && present.is_function() {
                self.table.take_over(*kind, Channel::Property, present);
            }
            if !self.define(customerly, *kind) && !self.assign(customerly, *kind) {
                foreign::warn(
                    &["window.customerly.", key, " cannot be set; its events arrive only if the launcher uses settings.callbacks"]
                        .concat(),
                );
            }
        }
        true
    }

    /// An accessor, so that a handler which a tag sets later joins ours instead of replacing it.
    fn define(&self, customerly: &JsValue, kind: EventKind) -> bool {
        let index = JsValue::from(kind.index() as u32);
        let descriptor = Object::new();
        foreign::set(&descriptor, "configurable", &JsValue::TRUE);
        foreign::set(&descriptor, "enumerable", &JsValue::TRUE);
        foreign::set(
            &descriptor,
            "get",
            &foreign::bind(self.read.as_ref(), &index),
        );
        foreign::set(
            &descriptor,
            "set",
            &foreign::bind(self.write.as_ref(), &index),
        );
        define_property(customerly, kind.callback(), &descriptor).is_ok()
    }

    fn assign(&self, customerly: &JsValue, kind: EventKind) -> bool {
        let own = self.table.function(kind, Channel::Property);
        foreign::set(customerly, kind.callback(), &own)
    }

    /// Forgets which channel was ahead, for a launcher that may honour other ones than the last.
    pub(super) fn level(&self) {
        self.table.slots.iter().for_each(|slot| slot.ahead.set(0));
    }

    /// Sits in every callback of the settings that the chat is given, or was given by the page.
    pub(super) fn join(&self, settings: &JsValue) {
        let present = foreign::get(settings, "callbacks");
        let callbacks = if present.is_object() {
            present
        } else {
            Object::new().into()
        };
        for kind in EventKind::ALL {
            let present = foreign::get(&callbacks, kind.callback());
            let ours = present == self.table.function(*kind, Channel::Settings);
            if !ours && present.is_function() {
                self.table.take_over(*kind, Channel::Settings, present);
            }
            let own = self.table.function(*kind, Channel::Settings);
            foreign::set(&callbacks, kind.callback(), &own);
        }
        foreign::set(settings, "callbacks", &callbacks);
    }
}
