//! Which integers JavaScript's numbers can hold.

/// Whether a JavaScript number holds an integer of that magnitude exactly. Beyond 2^53 it would be
/// rounded, so larger integers are sent as text.
pub(super) fn is_exact(magnitude: u64) -> bool {
    magnitude <= 1 << 53
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_exact_integer_is_2_to_the_power_of_53() {
        for magnitude in [0, 1 << 53, i64::unsigned_abs(-(1 << 53))] {
            assert!(is_exact(magnitude), "{magnitude}");
        }
        for magnitude in [(1 << 53) + 1, u64::MAX, i64::MIN.unsigned_abs()] {
            assert!(!is_exact(magnitude), "{magnitude}");
        }
    }
}
