//! Medians, with what lies about them.

use std::fmt;

/// The middle of a number of values, and the quarters to both sides of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

impl Spread {
    /// Of at least one value.
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

/// Between two values, in proportion.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = part * last as f64;
    let at = |index: usize| sorted.get(index.min(last)).copied().unwrap_or(f64::NAN);
    let below = at(place.floor() as usize);
    below + (at(place.ceil() as usize) - below) * place.fract()
}

impl fmt::Display for Spread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            median,
            lower,
            upper,
        } = self;
        let places = places(*median);
        write!(
            formatter,
            "{median:.places$} ({lower:.places$} to {upper:.places$})"
        )
    }
}

/// A figure alone, with three digits that count.
pub(crate) fn figure(value: f64) -> String {
    format!("{value:.*}", places(value))
}

fn places(value: f64) -> usize {
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
    fn quarters_lie_between_the_values() {
        let spread = Spread::of([4.0, 1.0, 3.0, 2.0]);
        assert_eq!(spread.median, 2.5);
        assert_eq!((spread.lower, spread.upper), (1.75, 3.25));
        let one = Spread::of([7.0]);
        assert_eq!((one.lower, one.median, one.upper), (7.0, 7.0, 7.0));
    }

    #[test]
    fn one_outlier_moves_no_median() {
        let spread = Spread::of([1.0, 1.0, 1.0, 1.0, 900.0]);
        assert_eq!((spread.lower, spread.median, spread.upper), (1.0, 1.0, 1.0));
    }

    #[test]
    fn figures_have_three_digits_that_count() {
        assert_eq!(figure(123.456), "123");
        assert_eq!(figure(12.3456), "12.3");
        assert_eq!(figure(1.23456), "1.23");
        assert_eq!(figure(0.0312), "0.031");
        assert_eq!(
            Spread::of([1.0, 2.0, 3.0]).to_string(),
            "2.00 (1.50 to 2.50)"
        );
    }
}
