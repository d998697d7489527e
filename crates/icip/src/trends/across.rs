//! How the entities move against each other.

use super::own::deviation;
use super::points::EntitySeries;
use crate::framework::{Framework, Leaf, NodeIx};
use crate::robustness::agreement::{mean_shift, spearman};
use crate::series::last_break;
use icip_num::grid::Grid;
use icip_num::rank::{Ties, ranks};
use icip_num::trend::least_squares;
use icip_num::{scalar, statistics};

/// How far apart the entities are in a period.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Spread {
    /// The period.
    pub period: f64,
    /// The entities with a value.
    pub entities: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, with divisor n - 1; nothing with one entity.
    pub deviation: Option<f64>,
    /// The deviation over the mean; nothing where the mean is not above 0.
    pub variation: Option<f64>,
}

/// Whether those that were behind grow faster.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Beta {
    /// The entities with values above 0 in the first and the last period.
    pub entities: usize,
    /// The coefficient of the logarithm of the first value: below 0, those behind grow faster.
    pub coefficient: f64,
    /// The constant.
    pub constant: f64,
    /// The share of the variance that is explained; nothing where all grow alike.
    pub r2: Option<f64>,
    /// The speed of convergence in a period; nothing without convergence.
    pub speed: Option<f64>,
    /// The periods after which half of a gap is closed.
    pub half_life: Option<f64>,
}

/// How the entities change places between the first and the last period.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Mobility {
    /// The entities with values in both.
    pub entities: usize,
    /// Spearman's correlation of the ranks.
    pub spearman: Option<f64>,
    /// The mean shift of a rank, in places.
    pub mean_shift: Option<f64>,
    /// How many go from each quarter of the ranking (the first row is the best quarter) to each quarter; those that tie are all
    /// where the first of them would be. Nothing with fewer than four entities.
    pub transitions: Option<[[usize; 4]; 4]>,
}

/// How the entities move against each other.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Across {
    /// How far apart they are, period by period.
    pub spread: Vec<Spread>,
    /// The change of the coefficient of variation in a period: below 0, they come nearer to each other.
    pub sigma_slope: Option<f64>,
    /// Whether those that were behind grow faster.
    pub beta: Option<Beta>,
    /// How they change places; nothing with fewer than two periods.
    pub mobility: Option<Mobility>,
    /// The entities that lack a value in some period.
    pub unbalanced: usize,
    /// Whether only entities with a value in every period are compared.
    pub balanced_only: bool,
    /// The break since which values count, where there is one.
    pub since_break: Option<f64>,
}

/// How entities are compared.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct AcrossOptions<'o> {
    /// Whether those that lack a value in some period are left out, so that entities that come and go move nothing.
    pub balanced_only: bool,
    /// The periods from which on values were measured or scored in another way: only the values since the last one count.
    pub breaks: &'o [f64],
    /// Whether less is better, so that the lowest value has the first place.
    pub falls: bool,
}

impl<'o> AcrossOptions<'o> {
    /// The values of a node: its breaks are those of the framework, and less is better where the node says so.
    pub fn of(framework: &'o Framework, node: NodeIx) -> Self {
        let falls = framework.nodes()[node].leaf().is_some_and(Leaf::less_is_better);
        Self { balanced_only: false, breaks: framework.breaks(), falls }
    }

    /// Of entities with a value in every period alone.
    #[must_use]
    pub fn balanced(self, balanced_only: bool) -> Self {
        Self { balanced_only, ..self }
    }
}

/// How entities move against each other. Nothing without a value.
///
/// ```
/// use icip::trends::{AcrossOptions, EntitySeries, across};
/// let series = |code: &str, points: &[(f64, f64)]| EntitySeries::new(code, points.to_vec());
/// let all = [series("A", &[(2020.0, 4.0), (2021.0, 6.0)]), series("B", &[(2020.0, 8.0), (2021.0, 6.0)])];
/// let found = across(&all, &AcrossOptions::default()).ok_or("it has values")?;
/// // The deviation of 4 and 8 is the root of 8, and that of 6 and 6 is 0.
/// assert_eq!((found.spread[0].deviation, found.spread[1].deviation), (Some(8.0_f64.sqrt()), Some(0.0)));
/// # Ok::<(), &str>(())
/// ```
pub fn across(series: &[EntitySeries], options: &AcrossOptions<'_>) -> Option<Across> {
    let AcrossOptions { balanced_only, breaks, falls } = *options;
    let times = series.iter().flat_map(|one| one.points.iter().map(|(time, _)| *time));
    let since_break = last_break(times.clone(), breaks);
    let counts = |time: &f64| since_break.is_none_or(|at| *time >= at);
    let mut periods: Vec<f64> = times.filter(counts).collect();
    periods.sort_by(f64::total_cmp);
    periods.dedup();
    let (first, last) = (*periods.first()?, *periods.last()?);
    let known = |one: &EntitySeries| one.points.iter().filter(|(time, _)| counts(time)).count();
    let is_whole = |one: &&EntitySeries| known(one) == periods.len();
    let unbalanced = series.iter().filter(|one| known(one) > 0 && !is_whole(one)).count();
    let used: Vec<&EntitySeries> = series.iter().filter(|one| !balanced_only || is_whole(one)).collect();
    let at = |one: &EntitySeries, period: f64| {
        one.points.iter().find(|(time, _)| *time == period).map(|(_, value)| *value)
    };
    let spread: Vec<Spread> = periods
        .iter()
        .filter_map(|period| {
            let values: Vec<f64> = used.iter().filter_map(|one| at(one, *period)).collect();
            let mean = statistics::mean(&values)?;
            let deviation = deviation(&values);
            let variation = deviation.filter(|_| mean > 0.0).map(|deviation| deviation / mean);
            Some(Spread { period: *period, entities: values.len(), mean, deviation, variation })
        })
        .collect();
    let points: Vec<(f64, f64)> =
        spread.iter().filter_map(|one| Some((one.period, one.variation?))).collect();
    let both: Vec<(f64, f64)> = used.iter().filter_map(|one| at(one, first).zip(at(one, last))).collect();
    Some(Across {
        sigma_slope: least_squares(&points).filter(|_| points.len() > 2).map(|line| line.slope),
        beta: (last > first).then(|| beta(&both, last - first)).flatten(),
        mobility: (last > first).then(|| mobility(&both, falls)),
        spread,
        unbalanced,
        balanced_only,
        since_break,
    })
}

fn beta(both: &[(f64, f64)], span: f64) -> Option<Beta> {
    let points: Vec<(f64, f64)> = both
        .iter()
        .filter(|(a, b)| *a > 0.0 && *b > 0.0)
        .map(|(a, b)| (scalar::ln(*a), scalar::ln(b / a) / span))
        .collect();
    let line = least_squares(&points).filter(|_| points.len() > 2)?;
    let (low, high) = points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, rate)| {
        (if *rate < low { *rate } else { low }, if *rate > high { *rate } else { high })
    });
    // What is left of rates that are equal is an error of rounding, of which nothing can be told.
    if high - low <= 1e-12 {
        let constant = f64::midpoint(low, high);
        let entities = points.len();
        return Some(Beta { entities, coefficient: 0.0, constant, r2: None, speed: None, half_life: None });
    }
    let rest = 1.0 + line.slope * span;
    let speed = (line.slope < 0.0 && rest > 0.0).then(|| -scalar::ln(rest) / span);
    Some(Beta {
        entities: points.len(),
        coefficient: line.slope,
        constant: line.intercept,
        r2: Some(line.r2),
        speed,
        half_life: speed.map(|speed| std::f64::consts::LN_2 / speed),
    })
}

/// The fewest entities of which each quarter of the ranking can have one.
const QUARTERS: usize = 4;

fn mobility(both: &[(f64, f64)], falls: bool) -> Mobility {
    let turned = |x: f64| if falls { -x } else { x };
    let (first, last): (Vec<f64>, Vec<f64>) = both.iter().map(|(a, b)| (turned(*a), turned(*b))).unzip();
    let of = |values: &[f64], ties: Ties| ranks(values, Grid::of(values), ties);
    let quarter = |rank: f64| (((rank - 1.0) * 4.0 / both.len() as f64) as usize).min(3);
    let transitions = (both.len() >= QUARTERS).then(|| {
        let mut transitions = [[0; 4]; 4];
        for (before, after) in of(&first, Ties::Competition).iter().zip(of(&last, Ties::Competition)) {
            transitions[quarter(*before)][quarter(after)] += 1;
        }
        transitions
    });
    let (before, after) = (of(&first, Ties::Average), of(&last, Ties::Average));
    Mobility {
        entities: both.len(),
        spearman: spearman(&first, &last),
        mean_shift: mean_shift(&before, &after),
        transitions,
    }
}
