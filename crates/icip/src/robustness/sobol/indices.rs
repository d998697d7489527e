//! First-order and total indices of every input for every output.

use super::bootstrap::{Bootstrap, Denominator};
use super::responses::{Responses, SensitivityError};
use super::terms::{Block, LANES, Lanes, Term, sum, sum_of};
use icip_num::exec::{self, Par};
use icip_num::grid;
use icip_num::statistics;

/// What is subtracted from an output before products are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Centre {
    /// The mean of the output over all base rows, as in SALib: the estimate does not depend on where the
    /// scale begins.
    #[default]
    Mean,
    /// Nothing, as in COINr. With outputs far from zero, such as scores about 50, first-order indices are
    /// lost in noise.
    Zero,
}

/// How indices are estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The centre of first-order products.
    pub centre: Centre,
    /// How intervals are estimated; `None` for no intervals.
    pub bootstrap: Option<Bootstrap>,
}

impl Options {
    /// The centre of first-order products, and intervals where they are asked for.
    pub fn new(centre: Centre, bootstrap: Option<Bootstrap>) -> Self {
        Self { centre, bootstrap }
    }
}

impl Default for Options {
    /// Centred at the mean, with the intervals of [`Bootstrap::default`].
    fn default() -> Self {
        Self { centre: Centre::Mean, bootstrap: Some(Bootstrap::default()) }
    }
}

/// An estimate and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Estimate {
    /// The estimate from all base rows that count.
    pub value: f64,
    /// Quantiles of the resamples; `None` without a bootstrap, or where no resample has a variance.
    pub interval: Option<(f64, f64)>,
}

/// The indices of one input.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct InputIndices {
    /// Share of the variance that goes when this input alone is fixed, on average.
    pub first: Estimate,
    /// Share of the variance that stays when all other inputs are fixed, on average: with every interaction.
    pub total: Estimate,
}

/// What was found for one output.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// The output is the same at all points but for rounding errors, so that there is no variance to explain.
    Constant,
    /// The output varies.
    Varies {
        /// Sample variance over both points of all base rows that count.
        variance: f64,
        /// In the order of the inputs.
        inputs: Vec<InputIndices>,
    },
}

/// The indices of all outputs, and the rows that they are estimated from.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sensitivity {
    /// Base rows that count.
    pub base_rows: usize,
    /// Base rows left out because one of their runs failed.
    pub left_out: usize,
    /// Runs that failed.
    pub failed_runs: usize,
    /// In the order of the outputs.
    pub outputs: Vec<Outcome>,
}

/// Estimates first-order and total indices of every input for every output, with intervals.
///
/// *Formula*: over the base rows that count, with `y_A`, `y_B` and `y_i` the outputs of a row's two points
/// and of its mixed row of input `i`, `c` the [`Centre`], and `V` the sample variance (divisor 2N - 1) of all
/// `y_A` and `y_B`:
///
/// ```text
/// first_i = mean((y_B - c) (y_i - y_A)) / V
/// total_i = mean((y_A - y_i)^2) / (2 V)
/// ```
///
/// Both are estimates: a first-order index near zero may come out below zero. All outputs share the
/// resamples.
///
/// *Missing and edge cases*: a base row with a failed run is left out and counted. An output that never
/// changes over the points, or only by rounding errors (twelve digits agree), is [`Outcome::Constant`].
///
/// *Reference*: Saltelli et al., Comput. Phys. Commun. 181 (2010), table 2 (b) and (f); the second is by
/// Jansen (1999).
///
/// # Errors
/// Runs that are not a whole number of base rows; fewer than two base rows that count.
pub fn indices(responses: &Responses, options: &Options, par: Par) -> Result<Sensitivity, SensitivityError> {
    let rows = responses.kept()?;
    let picks = options.bootstrap.map_or_else(Vec::new, |bootstrap| bootstrap.picks(rows.len()));
    let blocks = responses.outputs().div_ceil(LANES);
    let cells = 2 * responses.runs() * responses.outputs() * (1 + picks.len());
    let estimated = exec::map(par, blocks, cells, |block| {
        let block = Block { responses, rows: &rows, from: block * LANES };
        outcomes(&block, options, &picks)
    });
    Ok(Sensitivity {
        base_rows: rows.len(),
        left_out: responses.runs() / responses.per_row() - rows.len(),
        failed_runs: responses.failed(),
        outputs: estimated.into_iter().flatten().collect(),
    })
}

/// The outcomes of the outputs of a block.
fn outcomes(block: &Block<'_>, options: &Options, picks: &[Vec<u32>]) -> Vec<Outcome> {
    let (mean, variance, constant) = spread(block);
    let centre = match options.centre {
        Centre::Mean => mean,
        Centre::Zero => [0.0; LANES],
    };
    let variances = match options.bootstrap {
        Some(Bootstrap { denominator: Denominator::Resampled, .. }) => {
            resampled_variances(block, &mean, picks)
        }
        Some(_) | None => vec![variance; picks.len()],
    };
    let shares = options.bootstrap.map_or((0.0, 1.0), |bootstrap| bootstrap.shares);
    let mut outcomes: Vec<Outcome> = (0..block.width())
        .map(|lane| {
            if constant[lane] {
                Outcome::Constant
            } else {
                Outcome::Varies { variance: variance[lane], inputs: Vec::new() }
            }
        })
        .collect();
    for input in 0..block.responses.inputs() {
        let terms = block.of_input(input, &centre);
        let all = sum(&terms);
        let resampled: Vec<Term> = picks.iter().map(|picks| sum_of(&terms, picks)).collect();
        let rows = terms.len() as f64;
        for (lane, outcome) in outcomes.iter_mut().enumerate() {
            let Outcome::Varies { variance, inputs } = outcome else { continue };
            // `times` is the 1 of the denominator of `first_i` and the 2 of that of `total_i`.
            let estimate = |times: f64, part: fn(&Term) -> &Lanes| {
                let of = |term: &Term, variance: f64| part(term)[lane] / (times * rows * variance);
                let resampled = resampled.iter().zip(&variances).filter(|(_, v)| v[lane] > 0.0);
                let values = resampled.map(|(term, v)| of(term, v[lane])).collect();
                Estimate { value: of(&all, *variance), interval: interval(values, shares) }
            };
            inputs.push(InputIndices {
                first: estimate(1.0, |term| &term.first),
                total: estimate(2.0, |term| &term.second),
            });
        }
    }
    outcomes
}

/// Mean and sample variance over all points, and whether all points are equal but for rounding errors.
fn spread(block: &Block<'_>) -> (Lanes, Lanes, [bool; LANES]) {
    let points = 2.0 * block.rows.len() as f64;
    let (mut mean, mut squares) = ([0.0; LANES], [0.0; LANES]);
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    for (a, b) in block.points() {
        for lane in 0..LANES {
            mean[lane] += a[lane] + b[lane];
            for x in [a[lane], b[lane]] {
                low[lane] = if x < low[lane] { x } else { low[lane] };
                high[lane] = if x > high[lane] { x } else { high[lane] };
            }
        }
    }
    // A second pass for the squares: with scores far from zero the difference of two large sums would lose a
    // small variance.
    mean.iter_mut().for_each(|mean| *mean /= points);
    for (a, b) in block.points() {
        for lane in 0..LANES {
            let (a, b) = (a[lane] - mean[lane], b[lane] - mean[lane]);
            squares[lane] += a * a + b * b;
        }
    }
    let variance = squares.map(|squares| squares / (points - 1.0));
    // Differences whose squares underflow to 0 count as none.
    let constant = |lane| variance[lane] == 0.0 || grid::is_constant(low[lane], high[lane]);
    (mean, variance, std::array::from_fn(constant))
}

/// The sample variance of every resample; 0 where the output is the same in all of it.
fn resampled_variances(block: &Block<'_>, mean: &Lanes, picks: &[Vec<u32>]) -> Vec<Lanes> {
    let terms = block.of_variance(mean);
    let points = 2.0 * terms.len() as f64;
    let variance = |Term { first, second }: Term| {
        let mut variance = [0.0; LANES];
        for lane in 0..LANES {
            let squares = second[lane] - first[lane] * first[lane] / points;
            // What rounding leaves of equal values is not a variance.
            let noise = points * f64::EPSILON * second[lane];
            variance[lane] = if squares > noise { squares / (points - 1.0) } else { 0.0 };
        }
        variance
    };
    picks.iter().map(|picks| variance(sum_of(&terms, picks))).collect()
}

/// Quantiles of type 7.
fn interval(mut values: Vec<f64>, (low, high): (f64, f64)) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    Some((statistics::quantile(&values, low)?, statistics::quantile(&values, high)?))
}
