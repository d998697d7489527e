//! The published rules that say in a word whether a value is on its way to its goal.

use super::outcome::Arrow;
use crate::framework::{Target, TargetRule};
use crate::series::Series;
use icip_num::scalar;

/// What the rule says of a value that has not met its goal, with a later value than the baseline and a goal ahead. Nothing
/// where the rule needs more values, or others.
pub(super) fn arrow(target: &Target, first: (f64, f64), series: &Series) -> Option<Arrow> {
    match target.rule {
        TargetRule::OpenSdg => open_sdg(target, first, *series.last()?),
        TargetRule::Germany => germany(target, series),
        TargetRule::SdgIndex => sdg_index(target, first, series),
    }
}

/// A change turned so that the wanted direction is up.
fn turned(target: &Target, change: f64) -> f64 {
    if target.falls { -change } else { change }
}

/// The compound growth rate since the baseline over the one that is needed from the baseline to the goal.
fn open_sdg(target: &Target, first: (f64, f64), last: (f64, f64)) -> Option<Arrow> {
    if !(first.1 > 0.0 && last.1 > 0.0 && target.goal > 0.0) {
        return None;
    }
    let rate = |value: f64, time: f64| scalar::powf(value / first.1, 1.0 / (time - first.0)) - 1.0;
    let needed = rate(target.goal, target.goal_period).abs();
    let ratio = turned(target, rate(last.1, last.0)) / needed;
    Some(match ratio {
        ratio if ratio >= 0.95 => Arrow::OnTrack,
        ratio if ratio >= 0.6 => Arrow::Improving,
        ratio if ratio >= 0.0 => Arrow::Stagnating,
        _ => Arrow::FallingBack,
    })
}

/// What Open SDG's rule says of an indicator without a goal, by the compound rate of growth for one period: on track from 1.5 %
/// in the wanted direction, improving from 0.5 %, stagnating from 0, and falling back below. `falls` says that less is better.
///
/// *Reference*: Statistics Canada, Open SDG, Progress Measurement Methodology. The scaling of these cuts near the natural limits of an
/// indicator, which it describes too, is not made.
///
/// ```
/// use icip::targets::{Arrow, without_goal};
/// assert_eq!([0.02, 0.015, 0.01, 0.0, -0.001].map(|rate| without_goal(rate, false)), [
///     Arrow::OnTrack, Arrow::OnTrack, Arrow::Improving, Arrow::Stagnating, Arrow::FallingBack,
/// ]);
/// assert_eq!(without_goal(-0.02, true), Arrow::OnTrack);
/// ```
pub fn without_goal(growth: f64, falls: bool) -> Arrow {
    match if falls { -growth } else { growth } {
        rate if rate >= 0.015 => Arrow::OnTrack,
        rate if rate >= 0.005 => Arrow::Improving,
        rate if rate >= 0.0 => Arrow::Stagnating,
        _ => Arrow::FallingBack,
    }
}

/// The fewest and the most points in consecutive years whose changes are averaged.
const POINTS: std::ops::RangeInclusive<usize> = 4..=6;

/// The mean of the last yearly changes, carried on to the period of the goal.
fn germany(target: &Target, series: &Series) -> Option<Arrow> {
    let consecutive = |pair: &[(f64, f64)]| (pair[1].0 - pair[0].0 - 1.0).abs() < 1e-9;
    let run = 1 + series.windows(2).rev().take_while(|pair| consecutive(pair)).count();
    let points = run.min(*POINTS.end());
    if points < *POINTS.start() {
        return None;
    }
    let (first, last) = (series[series.len() - points], *series.last()?);
    let change = (last.1 - first.1) / (points - 1) as f64;
    let projected = last.1 + change * (target.goal_period - last.0);
    let missed = turned(target, target.goal - projected) / turned(target, target.goal - last.1);
    Some(match missed {
        _ if turned(target, change) <= 0.0 => Arrow::FallingBack,
        missed if missed < 0.05 => Arrow::OnTrack,
        missed if missed <= 0.2 => Arrow::Improving,
        _ => Arrow::Stagnating,
    })
}

/// The fewest and the most periods over which the recent change is taken.
const RECENT: [f64; 2] = [3.0, 4.0];

/// The mean change of the recent periods over the change that is needed in each from the baseline to the goal.
fn sdg_index(target: &Target, first: (f64, f64), series: &Series) -> Option<Arrow> {
    let last = *series.last()?;
    let [fewest, most] = RECENT;
    // A baseline that is declared is a value too.
    let seen = std::iter::once(&first).chain(series).filter(|(time, _)| last.0 - time <= most);
    let from = seen.min_by(|a, b| a.0.total_cmp(&b.0))?;
    let recent = Some((last.1 - from.1) / (last.0 - from.0)).filter(|_| last.0 - from.0 >= fewest)?;
    let needed = (target.goal - first.1) / (target.goal_period - first.0);
    Some(match recent / needed {
        ratio if ratio >= 1.0 => Arrow::OnTrack,
        ratio if ratio >= 0.5 => Arrow::Improving,
        ratio if ratio >= 0.0 => Arrow::Stagnating,
        _ => Arrow::FallingBack,
    })
}
