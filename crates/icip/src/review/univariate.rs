//! Each column by itself.

use std::collections::BTreeMap;

use crate::plan::Step;
use crate::review::options::{ReviewOptions, Stage};
use crate::review::record::record;
use crate::review::sample::{Sample, Subject};
use icip_num::exec;
use icip_num::grid::Grid;
use icip_num::statistics::{self, Divisor};

record! {
    /// Statistics of a leaf or of a node. Skewness and excess kurtosis are given in the three types of Joanes and Gill (The
    /// Statistician 47 (1998)): 1 by plain moments, 2 as in spreadsheets, 3 as in Minitab.
    UnivariateRow {
        /// The code of the leaf or node.
        code: String,
        /// Whether it is a leaf, or a node whose scores the data hold.
        entry: bool,
        /// How many entities have a value.
        n: usize,
        /// Their share.
        present: f64,
        /// Values that are zero.
        zeros: usize,
        /// Different values; those that differ by rounding errors alone count once.
        unique: usize,
        /// Their mean.
        mean: Option<f64>,
        /// Their median.
        median: Option<f64>,
        /// Their standard deviation (divisor n - 1).
        sd: Option<f64>,
        /// The smallest.
        min: Option<f64>,
        /// The largest.
        max: Option<f64>,
        /// The first quartile (type 7).
        q1: Option<f64>,
        /// The third quartile.
        q3: Option<f64>,
        /// Skewness, type 1.
        skewness_1: Option<f64>,
        /// Skewness, type 2.
        skewness_2: Option<f64>,
        /// Skewness, type 3.
        skewness_3: Option<f64>,
        /// Excess kurtosis, type 1.
        kurtosis_1: Option<f64>,
        /// Excess kurtosis, type 2.
        kurtosis_2: Option<f64>,
        /// Excess kurtosis, type 3.
        kurtosis_3: Option<f64>,
        /// Values more than 1.5 interquartile ranges below the first quartile.
        outliers_low: usize,
        /// Values as far above the third.
        outliers_high: usize,
        /// Whether skewness and kurtosis (type 2) are both above their thresholds, which calls for a treatment.
        outlying: bool,
        /// How many entities have the most frequent value.
        same: usize,
        /// The share of the entities at the lower end of the scale, where it has ends, and at the lowest value otherwise.
        floor: Option<f64>,
        /// The same at the upper end.
        ceiling: Option<f64>,
        /// The probability that two entities differ, from 0 (the column says nothing) to 1.
        distinct: Option<f64>,
        /// Gaps that were filled.
        imputed: usize,
        /// Values that were treated.
        treated: usize,
    }
}

pub(super) fn univariate(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<UnivariateRow> {
    let cells = 20 * sample.rows.len() * sample.subjects.len();
    let mut is_audited = vec![false; sample.card.panel().rows()];
    sample.rows.iter().for_each(|row| is_audited[*row] = true);
    let (mut imputed, mut treated) = (BTreeMap::new(), BTreeMap::new());
    for change in sample.card.trail().iter().filter(|change| is_audited[change.row]) {
        let counts = match change.step {
            Step::Impute => &mut imputed,
            Step::Treat => &mut treated,
            _ => continue,
        };
        *counts.entry(change.node).or_insert(0_usize) += 1;
    }
    exec::map(options.par, sample.subjects.len(), cells, |at| {
        let subject = &sample.subjects[at];
        let count = |counts: &BTreeMap<_, usize>| counts.get(&subject.node).copied().unwrap_or_default();
        row(sample, subject, options.stage, [count(&imputed), count(&treated)])
    })
}

fn row(
    sample: &Sample<'_>,
    subject: &Subject,
    stage: Stage,
    [imputed, treated]: [usize; 2],
) -> UnivariateRow {
    let values = subject.column.present();
    let n = values.len();
    let sorted = statistics::sorted(&values);
    let quartile = |share: f64| statistics::quantile(&sorted, share);
    let (q1, q3) = (quartile(0.25), quartile(0.75));
    let reach = q1.zip(q3).map(|(q1, q3)| (q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)));
    let beyond = |test: fn(f64, (f64, f64)) -> bool| {
        reach.map_or(0, |reach| values.iter().filter(|x| test(**x, reach)).count())
    };
    let runs = runs(&sorted);
    let pairs = (n * n.saturating_sub(1)) as f64;
    let [skewness_1, skewness_2, skewness_3] = types(statistics::skewness(&values), n, skewness_types);
    let [kurtosis_1, kurtosis_2, kurtosis_3] = types(statistics::kurtosis(&values), n, kurtosis_types);
    let above = |value: Option<f64>, threshold: f64| value.is_some_and(|value| value.abs() > threshold);
    // Scores have the ends of their scale; values of the data, where they end.
    let range = sample.framework().nodes()[subject.node].range();
    let is_score = stage == Stage::Normalised || subject.column == *sample.card.scores().column(subject.node);
    let bounds = statistics::bounds(&values);
    let end = |of_scale: f64, of_values: Option<f64>| {
        let end = if is_score && of_scale.is_finite() { Some(of_scale) } else { of_values };
        let grid = Grid::of(&values);
        let at = |end: f64| values.iter().filter(|x| grid.position(**x) == grid.position(end)).count();
        end.filter(|_| n > 0).map(|end| at(end) as f64 / n as f64)
    };
    UnivariateRow {
        code: sample.code(subject.node).to_owned(),
        entry: subject.is_entry,
        n,
        present: if sample.rows.is_empty() { 0.0 } else { n as f64 / sample.rows.len() as f64 },
        zeros: values.iter().filter(|x| **x == 0.0).count(),
        unique: runs.len(),
        mean: statistics::mean(&values),
        median: statistics::median(&values),
        sd: statistics::standard_deviation(&values, &Divisor::CountLessOne),
        min: bounds.map(|(low, _)| low),
        max: bounds.map(|(_, high)| high),
        q1,
        q3,
        skewness_1,
        skewness_2,
        skewness_3,
        kurtosis_1,
        kurtosis_2,
        kurtosis_3,
        outliers_low: beyond(|x, (low, _)| x < low),
        outliers_high: beyond(|x, (_, high)| x > high),
        outlying: above(skewness_2, sample.thresholds.skewness)
            && above(kurtosis_2, sample.thresholds.kurtosis),
        same: runs.iter().copied().max().unwrap_or_default(),
        floor: end(range.lo, bounds.map(|(low, _)| low)),
        ceiling: end(range.hi, bounds.map(|(_, high)| high)),
        distinct: (n > 1).then(|| {
            let same: f64 = runs.iter().fold(0.0, |sum, run| sum + (run * (run - 1)) as f64);
            1.0 - same / pairs
        }),
        imputed,
        treated,
    }
}

/// How often each value stands, from the lowest up.
fn runs(sorted: &[f64]) -> Vec<usize> {
    let grid = Grid::of(sorted);
    sorted.chunk_by(|a, b| grid.position(*a) == grid.position(*b)).map(<[f64]>::len).collect()
}

/// The types 1 to 3 of a statistic, from its type 2.
fn types(second: Option<f64>, n: usize, of: fn(f64, f64) -> [f64; 3]) -> [Option<f64>; 3] {
    second.map_or([None; 3], |second| of(second, n as f64).map(Some))
}

/// `G1 = g1 sqrt(n (n - 1)) / (n - 2)` and `b1 = g1 ((n - 1) / n)^(3/2)`.
fn skewness_types(second: f64, n: f64) -> [f64; 3] {
    let first = second * (n - 2.0) / (n * (n - 1.0)).sqrt();
    let part = (n - 1.0) / n;
    [first, second, first * part * part.sqrt()]
}

/// `G2 = ((n + 1) g2 + 6) (n - 1) / ((n - 2)(n - 3))` and `b2 = (g2 + 3) (1 - 1 / n)^2 - 3`.
fn kurtosis_types(second: f64, n: f64) -> [f64; 3] {
    let first = (second * (n - 2.0) * (n - 3.0) / (n - 1.0) - 6.0) / (n + 1.0);
    let part = 1.0 - 1.0 / n;
    [first, second, (first + 3.0) * part * part - 3.0]
}
