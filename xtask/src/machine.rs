//! Where it was measured.

use std::env::consts;
use std::fs;
use std::thread::available_parallelism;

pub(crate) fn describe(browser: &str) -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor(&information).unwrap_or(consts::ARCH);
    format!("{processor}, {cores} cores, {}, {browser}", consts::OS)
}

fn processor(information: &str) -> Option<&str> {
    let mut lines = information.lines();
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
        let information = "processor\t: 0\nmodel name\t: Example CPU @ 2.00GHz\n";
        assert_eq!(processor(information), Some("Example CPU @ 2.00GHz"));
        assert_eq!(processor("processor\t: 0\n"), None);
    }
}
