//! The machine that the figures come from.

use std::env::consts;
use std::fs;
use std::thread::available_parallelism;

/// Names the processor, the number of its cores, the operating system and the browser.
pub fn describe_machine(browser: &str) -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = model_name(&cpuinfo).unwrap_or(consts::ARCH);
    format!("{processor}, {cores} cores, {}, {browser}", consts::OS)
}

fn model_name(cpuinfo: &str) -> Option<&str> {
    let mut lines = cpuinfo.lines();
    lines.find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == "model name").then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_named() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Example CPU @ 2.00GHz\n";
        assert_eq!(model_name(cpuinfo), Some("Example CPU @ 2.00GHz"));
        assert_eq!(model_name("processor\t: 0\n"), None);
    }
}
