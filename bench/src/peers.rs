//! Who is measured, by the folders of their apps.

use anyhow::Result;

use crate::browser::Browser;
use crate::site::Site;

/// The three that do the same.
pub(crate) const OURS: usize = 0;
pub(crate) const PLAIN: usize = 1;
pub(crate) const REACT: usize = 2;

pub(crate) const NAMES: [&str; 3] = ["yew-customerly", "plain JavaScript", "React"];

/// The app that is weighed: a button that counts conversations.
pub(crate) const APPS: [&str; 3] = ["chat", "plain", "react"];

/// Subscribers that only count what they hear.
pub(crate) const SUBSCRIBERS: [&str; 3] = ["subscribers", "plain_subscribers", "react_subscribers"];

/// Opens an app and waits until it is ready.
pub(crate) fn open(browser: &mut Browser, site: &Site, app: &str) -> Result<()> {
    browser.open(&site.page(app))?;
    browser.evaluate("measure.ready()")?;
    Ok(())
}
