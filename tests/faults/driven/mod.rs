//! Faults that only a server or the browser's developer tools can cause: the network, leaks, and other
//! scripts with a page of their own.

mod coexistence;
mod launcher;
mod leaks;
mod network;
mod site;
mod visitor;
