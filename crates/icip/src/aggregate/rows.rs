//! What all methods that look at the children of one entity together have in common.

use crate::aggregate::Children;
use crate::range::Range;
use crate::text::Fields;
use icip_num::kernel;
use icip_problem::{Message, message};

/// Calls `score` with the scores and weights of the children present, entity after entity. An entity
/// without any child gets 0.0, which the caller throws away.
pub(crate) fn each_row(
    children: &Children<'_>,
    scratch: &mut Vec<f64>,
    out: &mut [f64],
    score: impl Fn(&mut [f64], &[f64]) -> f64,
) {
    for (row, out) in out.iter_mut().enumerate() {
        let there = children.each().filter(|child| child.is_present(row));
        scratch.clear();
        scratch.extend(there.clone().map(|child| child.values[row]));
        let count = scratch.len();
        scratch.extend(there.map(|child| child.weight));
        let (z, w) = scratch.split_at_mut(count);
        *out = if count == 0 { 0.0 } else { score(z, w) };
    }
}

/// Weighted mean.
pub(crate) fn mean(z: &[f64], w: &[f64]) -> f64 {
    let (top, total) = z.iter().zip(w).fold((0.0, 0.0), |(top, total), (z, w)| (top + w * z, total + w));
    top / total
}

/// Weighted mean of the squared deviations from `mean`.
pub(crate) fn variance(z: &[f64], w: &[f64], mean: f64) -> f64 {
    let squares = z.iter().zip(w).fold(0.0, |sum, (z, w)| sum + w * (z - mean) * (z - mean));
    squares / w.iter().fold(0.0, |sum, w| sum + w)
}

/// Smallest score; the row has at least one.
pub(crate) fn smallest(z: &[f64]) -> f64 {
    z.iter().fold(f64::INFINITY, |least, z| if *z < least { *z } else { least })
}

/// Largest score; the row has at least one.
pub(crate) fn largest(z: &[f64]) -> f64 {
    z.iter().fold(f64::NEG_INFINITY, |most, z| if *z > most { *z } else { most })
}

/// Reads the `floor` of a mean that needs scores above 0.
pub(crate) fn read_floor(fields: &mut Fields<'_>, doc: &'static str) -> Option<f64> {
    let floor = fields.number_or_nothing("floor", doc);
    let shown = floor.unwrap_or(1.0);
    fields.must_be_above("floor", shown, 0.0);
    floor
}

/// The score that counts in a mean that needs scores above 0: the floor for what lies below it, and
/// without one a NaN for what is not positive.
pub(crate) fn positive(z: f64, floor: Option<f64>) -> f64 {
    let (bound, instead) = below(floor);
    if z < bound { instead } else { z }
}

/// The same of many scores, in place.
pub(crate) fn all_positive(scores: &mut [f64], floor: Option<f64>) {
    let (bound, instead) = below(floor);
    kernel::replace_below(scores, bound, instead);
}

/// What is too low in a mean that needs scores above 0, and what counts instead.
fn below(floor: Option<f64>) -> (f64, f64) {
    // Below the smallest number above 0 is everything that is not positive, so one comparison serves both
    // cases.
    floor.map_or((f64::from_bits(1), f64::NAN), |floor| (floor, floor))
}

/// The range of a mean that needs scores above 0, or which child is certain to break it.
pub(crate) fn positive_range(
    children: &[(f64, Range)],
    floor: Option<f64>,
) -> Result<Range, (usize, Message)> {
    let range = Range::mean(children);
    if let Some(floor) = floor {
        let at_least = |x: f64| if x > floor { x } else { floor };
        return Ok(Range::between(at_least(range.lo), at_least(range.hi)));
    }
    let certain = |(w, r): &(f64, Range)| *w > 0.0 && r.attains_lo && r.lo <= 0.0;
    if let Some(child) = children.iter().position(certain) {
        return Err((child, message!("impossible-aggregation-zero")));
    }
    Ok(Range::between(if range.lo > 0.0 { range.lo } else { 0.0 }, range.hi))
}

/// The range of a mean that is lowered, or lifted where `factor` is negative, by at most `factor`
/// times variance over mean: (hi - M)(M - lo)/M, which is at most hi - lo where no score is negative.
pub(crate) fn penalised_range(children: &[(f64, Range)], factor: f64) -> Range {
    let hull = Range::mean(children);
    let most = if hull.lo >= 0.0 && hull.is_bounded() { factor.abs() * hull.width() } else { f64::INFINITY };
    if factor > 0.0 {
        Range { lo: hull.lo - most, hi: hull.hi, attains_lo: false }
    } else if factor < 0.0 {
        Range { lo: hull.lo, hi: hull.hi + most, attains_lo: false }
    } else {
        hull
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::aggregate::{Aggregator, Children, Lane};
    use icip_table::data::Column;

    /// The score of one entity; an absent child is `None`.
    pub(crate) fn score_of(method: &dyn Aggregator, z: &[Option<f64>], weights: &[f64]) -> f64 {
        scores_of(method, &z.iter().map(|z| vec![*z]).collect::<Vec<_>>(), weights)[0]
    }

    /// The scores of entities from the cells of each child.
    pub(crate) fn scores_of(
        method: &dyn Aggregator,
        cells: &[Vec<Option<f64>>],
        weights: &[f64],
    ) -> Vec<f64> {
        let rows = cells[0].len();
        let lanes: Vec<Lane> = cells
            .iter()
            .map(|cells| Lane::of(&Column::new(cells.iter().copied()).expect("cells are finite")))
            .collect();
        let places: Vec<usize> = (0..lanes.len()).collect();
        let mut out = vec![f64::NAN; rows];
        method.aggregate(&Children::new(&lanes, &places, weights), &mut Vec::new(), &mut out);
        out
    }

    pub(crate) fn assert_near(got: f64, want: f64) {
        assert!((got - want).abs() <= 1e-13 * (1.0 + want.abs()), "{got:?} is not {want:?}");
    }
}
