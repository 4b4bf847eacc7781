//! How often components render.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::browser::Browser;
use crate::peers;
use crate::site::Site;

pub(crate) const EVENTS: u32 = 1_000;

/// A component that uses one hook.
#[derive(Debug, PartialEq)]
pub(crate) struct Component {
    pub(crate) hook: String,
    /// After the chat has loaded, after [`EVENTS`] events, after the chat has opened and closed.
    pub(crate) renders: [u64; 3],
}

impl Component {
    /// How many of the renders nobody has asked for.
    pub(crate) fn unasked(&self) -> u64 {
        let asked = match self.hook.as_str() {
            "use_chat_open" => [1, 1, 3],
            // Idle, loading, ready.
            "use_messenger_status" => [3, 3, 3],
            _ => [1, 1, 1],
        };
        // The last stage counts all renders before it too.
        let [.., renders] = self.renders;
        let [.., asked] = asked;
        renders.saturating_sub(asked)
    }
}

pub(crate) fn renders(browser: &mut Browser, site: &Site) -> Result<Vec<Component>> {
    peers::open(browser, site, "renders")?;
    let stages = browser.evaluate(&format!("measure.renders({EVENTS})"))?;
    components(&stages)
}

fn components(stages: &Value) -> Result<Vec<Component>> {
    let first = stages[0].as_object().context("no list of components")?;
    first
        .keys()
        .map(|hook| {
            let count = |stage: usize| stages[stage][hook].as_u64().context("a stage is missing");
            Ok(Component {
                hook: hook.clone(),
                renders: [count(0)?, count(1)?, count(2)?],
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn renders_that_were_asked_for_do_not_count() -> Result<()> {
        let components = components(&json!([
            { "use_chat_open": 1, "use_customerly": 1, "use_messenger_status": 3 },
            { "use_chat_open": 1, "use_customerly": 1, "use_messenger_status": 3 },
            { "use_chat_open": 3, "use_customerly": 2, "use_messenger_status": 3 },
        ]))?;
        let unasked: Vec<u64> = components.iter().map(Component::unasked).collect();
        assert_eq!(unasked, [0, 1, 0]);
        Ok(())
    }
}
