//! How the entities move against each other.

use super::own::deviation;
use super::points::EntitySeries;
use crate::robustness::agreement::{mean_shift, spearman};
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
    /// The share of the variance that is explained.
    pub r2: f64,
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
    /// How many go from each quarter of the ranking (the first row is the best quarter) to each quarter.
    pub transitions: [[usize; 4]; 4],
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
}

/// How entities move against each other. With `balanced_only`, those that lack a value in some period are left out, so that
/// entities that come and go move nothing. Nothing without a value.
pub fn across(series: &[EntitySeries], balanced_only: bool) -> Option<Across> {
    let mut periods: Vec<f64> =
        series.iter().flat_map(|one| one.points.iter().map(|(time, _)| *time)).collect();
    periods.sort_by(f64::total_cmp);
    periods.dedup();
    let (first, last) = (*periods.first()?, *periods.last()?);
    let is_whole = |one: &&EntitySeries| one.points.len() == periods.len();
    let unbalanced = series.iter().filter(|one| !one.points.is_empty() && !is_whole(one)).count();
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
        mobility: (last > first).then(|| mobility(&both)),
        spread,
        unbalanced,
        balanced_only,
    })
}

fn beta(both: &[(f64, f64)], span: f64) -> Option<Beta> {
    let points: Vec<(f64, f64)> = both
        .iter()
        .filter(|(a, b)| *a > 0.0 && *b > 0.0)
        .map(|(a, b)| (scalar::ln(*a), scalar::ln(b / a) / span))
        .collect();
    let line = least_squares(&points).filter(|_| points.len() > 2)?;
    let rest = 1.0 + line.slope * span;
    let speed = (line.slope < 0.0 && rest > 0.0).then(|| -scalar::ln(rest) / span);
    Some(Beta {
        entities: points.len(),
        coefficient: line.slope,
        constant: line.intercept,
        r2: line.r2,
        speed,
        half_life: speed.map(|speed| std::f64::consts::LN_2 / speed),
    })
}

fn mobility(both: &[(f64, f64)]) -> Mobility {
    let (first, last): (Vec<f64>, Vec<f64>) = both.iter().copied().unzip();
    let of = |values: &[f64]| ranks(values, Grid::of(values), Ties::Average);
    let (before, after) = (of(&first), of(&last));
    let quarter = |rank: f64| (((rank - 0.5) * 4.0 / both.len() as f64) as usize).min(3);
    let mut transitions = [[0; 4]; 4];
    for (before, after) in before.iter().zip(&after) {
        transitions[quarter(*before)][quarter(*after)] += 1;
    }
    Mobility {
        entities: both.len(),
        spearman: spearman(&first, &last),
        mean_shift: mean_shift(&before, &after),
        transitions,
    }
}
