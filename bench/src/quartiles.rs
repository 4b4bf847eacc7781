//! Medians and quartiles of measurements.

use std::fmt;

/// The median of a set of values, and their lower and upper quartiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quartiles {
    pub(crate) median: f64,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

impl Quartiles {
    /// `values` must not be empty.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_unstable_by(f64::total_cmp);
        Self {
            median: quantile(&values, 0.5),
            lower: quantile(&values, 0.25),
            upper: quantile(&values, 0.75),
        }
    }
}

/// Interpolates linearly between the two nearest values.
fn quantile(sorted: &[f64], fraction: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let position = fraction * last as f64;
    let at = |index: usize| sorted.get(index.min(last)).copied().unwrap_or(f64::NAN);
    let below = at(position.floor() as usize);
    below + (at(position.ceil() as usize) - below) * position.fract()
}

impl fmt::Display for Quartiles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            median,
            lower,
            upper,
        } = self;
        let decimals = decimals(*median);
        write!(
            formatter,
            "{median:.decimals$} ({lower:.decimals$} to {upper:.decimals$})"
        )
    }
}

/// Formats a number with three significant digits, and three decimals at most.
pub(crate) fn figure(value: f64) -> String {
    format!("{value:.*}", decimals(value))
}

fn decimals(value: f64) -> usize {
    match value.abs() {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_interpolated() {
        let quartiles = Quartiles::of([4.0, 1.0, 3.0, 2.0]);
        assert_eq!(quartiles.median, 2.5);
        assert_eq!((quartiles.lower, quartiles.upper), (1.75, 3.25));
        let one = Quartiles::of([7.0]);
        assert_eq!((one.lower, one.median, one.upper), (7.0, 7.0, 7.0));
    }

    #[test]
    fn an_outlier_does_not_move_the_median() {
        let quartiles = Quartiles::of([1.0, 1.0, 1.0, 1.0, 900.0]);
        assert_eq!(
            (quartiles.lower, quartiles.median, quartiles.upper),
            (1.0, 1.0, 1.0)
        );
    }

    #[test]
    fn figures_have_three_significant_digits() {
        assert_eq!(figure(123.456), "123");
        assert_eq!(figure(12.3456), "12.3");
        assert_eq!(figure(1.23456), "1.23");
        assert_eq!(figure(0.0312), "0.031");
        assert_eq!(
            Quartiles::of([1.0, 2.0, 3.0]).to_string(),
            "2.00 (1.50 to 2.50)"
        );
    }
}
