//! The nearest value that does something, among those that people could write. It must not know what it is for.

use crate::framework::Node;
use crate::written::{MOST_DECIMALS, POWERS, decimals, whole};
use icip_table::data::Column;

/// Values next to the present one that are all tried.
const NEAR: i64 = 64;

/// Values between the smallest and the largest of the column that are tried.
const ACROSS: i64 = 256;

/// Whole numbers beyond this are not all `f64`.
const FURTHEST: f64 = 9_007_199_254_740_992.0;

/// The values that a cell may hold: whole multiples of a unit between two ends.
#[derive(Debug)]
pub(super) struct Steps {
    now: f64,
    /// One over the unit: a power of ten.
    per_one: f64,
    /// The ends, in steps.
    low: i64,
    high: i64,
    declared: (Option<f64>, Option<f64>),
    /// The smallest and the largest value of the column, in steps.
    seen: (i64, i64),
}

impl Steps {
    /// The values of a leaf whose cell holds `now`: written like the column, inside of the declared range; an answer is
    /// one of the answers. A column without negative values does not become negative.
    pub(super) fn of(spec: &Node, column: &Column, now: f64) -> Self {
        let (smallest, largest) = column.bounds().unwrap_or((now, now));
        let written = decimals(column).unwrap_or_else(|| of_span(largest - smallest));
        let (mut min, mut max) = spec.leaf().map_or((None, None), |leaf| leaf.range);
        if let Some(answers) = spec.leaf().and_then(|leaf| leaf.tokens.as_ref()) {
            (min, max) = (Some(0.0), Some(answers.len() as f64 - 1.0));
        }
        if smallest >= 0.0 {
            min = Some(min.filter(|min| *min > 0.0).unwrap_or(0.0));
        }
        let per_one = POWERS[written];
        let step = |x: f64| (x * per_one).clamp(-FURTHEST, FURTHEST);
        Self {
            now,
            per_one,
            low: min.map_or(-FURTHEST, |min| whole(step(min)).unwrap_or(step(min).ceil())) as i64,
            high: max.map_or(FURTHEST, |max| whole(step(max)).unwrap_or(step(max).floor())) as i64,
            declared: (min, max),
            seen: (step(smallest).floor() as i64, step(largest).ceil() as i64),
        }
    }

    /// The smallest and the largest value that are possible, where there are ends.
    pub(super) fn ends(&self) -> (Option<f64>, Option<f64>) {
        self.declared
    }

    fn value(&self, step: i64) -> f64 {
        step as f64 / self.per_one
    }

    /// Steps above or below the present value, the nearest first: all that are near, some between the smallest and the
    /// largest value of the column, and further ones at distances that double.
    fn away(&self, up: bool) -> Vec<i64> {
        let here = (self.now * self.per_one).clamp(-FURTHEST, FURTHEST);
        let (above, below) = match whole(here) {
            Some(here) => (here as i64 + 1, here as i64 - 1),
            None => (here.ceil() as i64, here.floor() as i64),
        };
        let (first, end, sign) = if up { (above, self.high, 1) } else { (below, self.low, -1) };
        let width = (self.seen.1 - self.seen.0) / ACROSS + 1;
        let distances =
            (0..NEAR).chain((1..=ACROSS).map(|i| i * width)).chain((0..53).map(|power| 1_i64 << power));
        let inside = |step: &i64| (self.low..=self.high).contains(step);
        let mut steps: Vec<i64> = distances.map(|distance| first + sign * distance).filter(inside).collect();
        steps.extend(Some(end).filter(|end| (*end - first) * sign >= 0 && end.unsigned_abs() < 1 << 53));
        steps.sort_unstable_by_key(|step| step * sign);
        steps.dedup();
        steps
    }

    /// All values that are tried.
    pub(super) fn all(&self) -> Vec<f64> {
        let steps = [false, true].map(|up| self.away(up));
        steps.into_iter().flatten().map(|step| self.value(step)).collect()
    }
}

/// The decimals of a computed column that tell a millionth of its span.
fn of_span(span: f64) -> usize {
    (0..MOST_DECIMALS).find(|decimals| span * POWERS[*decimals] >= 1e6).unwrap_or(MOST_DECIMALS)
}

/// The value nearest to the present one for which `holds`, upwards or downwards. In a direction where it holds from some
/// value on, that is the exact value; otherwise one of the values tried.
pub(super) fn first_that(steps: &Steps, holds: &dyn Fn(&[f64]) -> Vec<bool>) -> Option<f64> {
    let first = |up: bool| {
        let tried = steps.away(up);
        let values: Vec<f64> = tried.iter().map(|step| steps.value(*step)).collect();
        let at = holds(&values).iter().position(|holds| *holds)?;
        // Between the last value tried for which it does not hold and the first for which it does.
        let (mut not, mut yes) = (if at > 0 { tried[at - 1] } else { tried[at] }, tried[at]);
        while (yes - not).abs() > 1 {
            let middle = not + (yes - not) / 2;
            if holds(&[steps.value(middle)])[0] { yes = middle } else { not = middle }
        }
        Some(steps.value(yes))
    };
    let nearer = |a: f64, b: f64| if (b - steps.now).abs() < (a - steps.now).abs() { b } else { a };
    match (first(true), first(false)) {
        (Some(up), Some(down)) => Some(nearer(up, down)),
        (up, down) => up.or(down),
    }
}
