//! How often components render.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::browser::Browser;
use crate::peers;
use crate::server::Server;

/// The number of events that the components get.
pub(crate) const EVENTS: u32 = 1_000;

/// A component that uses one hook.
#[derive(Debug, PartialEq)]
pub(crate) struct Component {
    pub(crate) hook: String,
    /// The total once the chat is ready, then after [`EVENTS`] events, then after the chat has opened
    /// and closed.
    pub(crate) renders: [u64; 3],
}

impl Component {
    /// The number of renders that did not follow a change of the hook's value.
    pub(crate) fn unnecessary(&self) -> u64 {
        let necessary = match self.hook.as_str() {
            // Closed, open, closed.
            "use_chat_open" => 3,
            // Idle, loading, ready.
            "use_messenger_status" => 3,
            _ => 1,
        };
        let [.., total] = self.renders;
        total.saturating_sub(necessary)
    }
}

pub(crate) fn measure(browser: &mut Browser, server: &Server) -> Result<Vec<Component>> {
    peers::open(browser, server, "renders")?;
    let stages = browser.evaluate(&format!("measure.renders({EVENTS})"))?;
    components(&stages)
}

fn components(stages: &Value) -> Result<Vec<Component>> {
    let first = stages[0]
        .as_object()
        .context("measure.renders returned no components")?;
    first
        .keys()
        .map(|hook| {
            let count = |stage: usize| stages[stage][hook].as_u64().context("a count is missing");
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
    fn necessary_renders_do_not_count() -> Result<()> {
        let components = components(&json!([
            { "use_chat_open": 1, "use_customerly": 1, "use_messenger_status": 3 },
            { "use_chat_open": 1, "use_customerly": 1, "use_messenger_status": 3 },
            { "use_chat_open": 3, "use_customerly": 2, "use_messenger_status": 3 },
        ]))?;
        let unnecessary: Vec<u64> = components.iter().map(Component::unnecessary).collect();
        assert_eq!(unnecessary, [0, 1, 0]);
        Ok(())
    }
}
