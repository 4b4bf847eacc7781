//! Which calls of our functions are one event.
//!
//! A launcher may call a callback through two channels, one right after the other. Then both calls are one
//! event. A call by hand comes through one channel, and is an event of its own. Neither a clock nor the
//! arguments can tell them apart, so two things are learned: which channels this launcher uses, from its
//! ready signal, and where its turn ends, because both calls are made in one.

use std::cell::Cell;

use crate::event::EventKind;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Channel {
    /// `settings.callbacks.onX`.
    Settings,
    /// `customerly.onX`.
    Property,
}

/// What is known of the launcher.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Launcher {
    #[default]
    Unknown,
    /// It calls one channel, so every call is an event.
    OneChannel,
    /// It calls both channels for each event.
    BothChannels,
}

#[derive(Debug, Default)]
pub(super) struct CallCount {
    launcher: Cell<Launcher>,
    /// How many more calls in this turn came through the settings than through the property, by kind of
    /// event. A call is an event unless it comes through the channel that is behind.
    balances: [Cell<i32>; EventKind::ALL.len()],
    is_in_turn: Cell<bool>,
}

impl CallCount {
    /// Counts a call, and returns whether it is an event of its own.
    pub(super) fn count(&self, kind: EventKind, channel: Channel) -> bool {
        let balance = &self.balances[kind.index()];
        let before = balance.get();
        if kind == EventKind::MessengerInitialized && before == 0 {
            // A launcher that starts may use other channels than the one before.
            self.launcher.set(Launcher::Unknown);
        }
        if self.launcher.get() == Launcher::OneChannel {
            return true;
        }
        let (is_event, after) = match channel {
            Channel::Settings => (before >= 0, before.saturating_add(1)),
            Channel::Property => (before <= 0, before.saturating_sub(1)),
        };
        balance.set(after);
        if !is_event {
            self.launcher.set(Launcher::BothChannels);
        }
        is_event
    }

    /// Begins a turn. Returns `false` if it has begun.
    pub(super) fn begin_turn(&self) -> bool {
        !self.is_in_turn.replace(true)
    }

    /// The launcher has returned, so that the next call is one of another event.
    pub(super) fn end_turn(&self) {
        self.is_in_turn.set(false);
        let ready = self.balances[EventKind::MessengerInitialized.index()].get();
        if ready != 0 && self.launcher.get() == Launcher::Unknown {
            self.launcher.set(Launcher::OneChannel);
        }
        self.balances.iter().for_each(|balance| balance.set(0));
    }

    /// Another launcher is on its way.
    pub(super) fn forget_launcher(&self) {
        self.launcher.take();
        self.balances.iter().for_each(|balance| balance.set(0));
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    const READY: EventKind = EventKind::MessengerInitialized;
    const OPENED: EventKind = EventKind::ChatOpened;

    /// The number of events of these calls of one turn.
    fn events(count: &CallCount, calls: &[(EventKind, Channel)]) -> usize {
        let calls = calls.iter();
        let events = calls.filter(|(kind, channel)| count.count(*kind, *channel));
        let events = events.count();
        count.end_turn();
        events
    }

    #[test]
    fn a_call_by_hand_never_costs_the_next_event() {
        use Channel::{Property, Settings};
        for channels in [
            &[Settings][..],
            &[Property],
            &[Settings, Property],
            &[Property, Settings],
        ] {
            let of = |kind| {
                channels
                    .iter()
                    .map(|channel| (kind, *channel))
                    .collect::<Vec<_>>()
            };
            let count = CallCount::default();
            assert_eq!(events(&count, &of(READY)), 1);
            for by_hand in [Settings, Property] {
                assert_eq!(events(&count, &[(OPENED, by_hand)]), 1, "{channels:?}");
                assert_eq!(events(&count, &of(OPENED)), 1, "{channels:?}");
                assert_eq!(events(&count, &[(OPENED, by_hand), (OPENED, by_hand)]), 2);
                assert_eq!(events(&count, &of(OPENED)), 1);
                // In the launcher's own turn, before its calls and between them.
                let calls = [vec![(OPENED, by_hand)], of(OPENED)].concat();
                assert_eq!(events(&count, &calls), 2, "{channels:?}");
                let mut calls = of(OPENED);
                calls.insert(1, (OPENED, by_hand));
                assert_eq!(events(&count, &calls), 2, "{channels:?}");
            }
        }
    }

    #[test]
    fn another_start_may_use_other_channels() {
        let count = CallCount::default();
        let ready = [(READY, Channel::Property)];
        assert_eq!(events(&count, &ready), 1);
        let both = [(READY, Channel::Settings), (READY, Channel::Property)];
        assert_eq!(events(&count, &both), 1);
        let both = [(OPENED, Channel::Settings), (OPENED, Channel::Property)];
        assert_eq!(events(&count, &both), 1);
        assert_eq!(events(&count, &ready), 1);
        assert_eq!(events(&count, &both), 2);
    }
}
