//! Faults: the launcher, the page and other scripts misbehave.

mod customerly_object;
mod customerly_object_before;
mod early_events;
mod hostile_page;
mod mounts;
mod object_prototype;
mod old_library;
mod old_library_first;
mod panics;
mod payloads;
mod payloads_property;
mod payloads_settings;
mod snippet_first;
mod snippets;
mod timing;
