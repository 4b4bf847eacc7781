//! The peers that are measured, and the names of their apps.

use anyhow::Result;

use crate::browser::Browser;
use crate::server::Server;

/// Indexes into the arrays of peers.
pub(crate) const OURS: usize = 0;
pub(crate) const PLAIN: usize = 1;
pub(crate) const REACT: usize = 2;

pub(crate) const NAMES: [&str; 3] = ["yew-customerly", "plain JavaScript", "React"];

/// The apps whose downloads are compared: a button that counts conversations.
pub(crate) const APPS: [&str; 3] = ["chat", "plain", "react"];

/// Apps with subscribers that only count the events.
pub(crate) const SUBSCRIBERS: [&str; 3] = ["subscribers", "plain_subscribers", "react_subscribers"];

/// Opens an app and waits until it is ready.
pub(crate) fn open(browser: &mut Browser, server: &Server, app: &str) -> Result<()> {
    browser.open(&server.page(app))?;
    browser.evaluate("measure.ready()")?;
    Ok(())
}
