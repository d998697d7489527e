//! How far a value is on its way to a goal, and whether it will be there in time.
//!
//! A node of the framework may have a [`Target`]: a baseline, a goal, and a period for each. For
//! every entity the values of its periods are looked at: of a leaf in the units of its column, of another node its scores.
//! What fills a gap is no observation. After a break that the framework declares, values are measured or scored in another way:
//! everything counts from the last break on, also the baseline, which is then the first value since.
//!
//! *What is told*, with x the last value at time t, b the baseline at t0, g the goal for T:
//!
//! | | |
//! |---|---|
//! | progress | (x - b) / (g - b), kept or cut to 0 and 1 |
//! | expected | the same share for the value that the path gives for t |
//! | distance | what remains in the direction of the goal, g - x or x - g; negative beyond the goal |
//! | pace | (x - b) / (t - t0), for one period |
//! | needed | (g - x) / (T - t), for one period from now on |
//! | projected | x + pace (T - t): a random walk with drift, whose interval of 95 % is that of Hyndman and Athanasopoulos, Forecasting (2021), section 5.5, for periods of unequal length: 1.96 s √(h (1 + h / S)), with h = T - t, S = t - t0 and s² the mean of (Δx - pace Δt)² / Δt over the steps, of which there must be two |
//! | met | the first period of the data that met the goal; or, at this pace, t + (g - x) / pace |
//!
//! *Rules* ([`TargetRule`]) say in one word whether it is on track; each is a published one, with its numbers:
//!
//! - `open-sdg`: R = d CAGR / |CAGR needed| since the baseline, with d the wanted direction; on track from 95 %,
//!   improving from 60 %, stagnating from 0, and falling back below (Statistics Canada, Open SDG, *Progress Measurement
//!   Methodology*). Values must be above 0.
//! - `germany`: the mean of the last five yearly changes (of three at least) is carried on to T. Missed by less than 5 % of g - x: on
//!   track; by at most 20 %: improving; by more: stagnating; in the wrong direction or not moving: falling back (German
//!   Sustainable Development Strategy, *Status of indicators*).
//! - `sdg-index`: the mean change of the last four periods (of three at least) over the change that is needed in each, (g - b) / (T - t0): on
//!   track from 1, improving from 0.5, stagnating from 0, falling back below. These numbers are those of the Sustainable
//!   Development Report as its readers quote them; they were not checked against its text.

mod outcome;
mod rules;

pub use crate::framework::{Target, TargetRule};
pub use outcome::{Arrow, LIGHTS, Light, Outcome, TargetResult};
pub use rules::without_goal;

use crate::framework::NodeIx;
use crate::framework::Path;
use crate::normalise::progress::Overshoot;
use crate::plan::{Origin, Plan, Scorecard};
use crate::series::{Series, by_entity, last_break, measured, times};
use icip_num::scalar;
use icip_problem::Problems;
use icip_table::data::Panel;

/// The targets of all entities, node by node in the order of the framework, and entity by entity in the order of the table.
///
/// `card` holds the scores of inner nodes; without it only leaves have values. `until` is the last period that is looked
/// at; nothing: the last of all.
///
/// # Errors
/// Periods that are no numbers; data without periods.
///
/// ```
/// use icip::{framework::Files, io, plan::Plan, targets::{Arrow, targets}};
/// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
///     [targets]\nbaseline-period = 2020\ngoal-period = 2030\n\
///     [[nodes]]\ncode = \"i\"\n\
///     [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"trained\"\ntarget = { baseline = 2000, goal = 8000 }\n";
/// let framework = Files::new("t.toml", toml).read()?.value;
/// let table = io::read_csv(b"code,year,trained\nA,2020,2000\nA,2024,5000\n", "d", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let found = targets(&plan, &table.panel, None, None)?;
/// // Half of the way is done in 4 of 10 years, and 750 a year are more than the 500 that are needed.
/// assert_eq!((found[0].progress, found[0].pace, found[0].needed), (Some(0.5), Some(750.0), Some(500.0)));
/// assert_eq!((found[0].projected, found[0].met), (Some(9500.0), Some(2028.0)));
/// assert_eq!(found[0].arrow, Some(Arrow::OnTrack));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn targets(
    plan: &Plan<'_>,
    panel: &Panel,
    card: Option<&Scorecard<'_>>,
    until: Option<f64>,
) -> Result<Vec<TargetResult>, Problems> {
    let framework = plan.framework();
    let nodes = NodeIx::first(framework.nodes().len());
    let with_target: Vec<(NodeIx, &Target)> = nodes
        .filter(|node| plan.origin(*node) != Origin::Unused)
        .filter_map(|node| Some((node, framework.nodes()[node].target()?)))
        .collect();
    if with_target.is_empty() {
        return Ok(Vec::new());
    }
    let times = times(panel)?;
    let last = times.iter().copied().fold(f64::NEG_INFINITY, |a, b| if b > a { b } else { a });
    let seen = Seen { end: until.unwrap_or(last), breaks: framework.breaks() };
    let entities = by_entity(panel, &times, seen.end);
    let mut found = Vec::new();
    for (node, target) in with_target {
        for (code, rows) in &entities {
            let value = |row: &usize| Some((times[*row], measured(plan, panel, card, node, *row)?));
            let series: Series = rows.iter().filter_map(value).collect();
            let name = rows.iter().rev().find_map(|row| panel.entities()[*row].name.clone());
            found.push(of_series(node, target, (*code).to_owned(), name, &series, &seen));
        }
    }
    Ok(found)
}

/// What is looked at.
struct Seen<'s> {
    /// The last period.
    end: f64,
    /// The periods from which on values were measured or scored in another way.
    breaks: &'s [f64],
}

/// The target of one entity.
fn of_series(
    node: NodeIx,
    target: &Target,
    code: String,
    name: Option<String>,
    series: &Series,
    seen: &Seen<'_>,
) -> TargetResult {
    let declared = target.baseline.zip(target.baseline_period).map(|(value, period)| (period, value));
    // What was measured in another way is on no way to the goal.
    let times = series.iter().chain(&declared).map(|(time, _)| *time);
    let since_break = last_break(times.chain([seen.end]), seen.breaks);
    let counts = |(time, _): &(f64, f64)| since_break.is_none_or(|at| *time >= at);
    let series: &Series = &series.iter().copied().filter(counts).collect();
    let mut result = TargetResult::new(node, code, name, target, series.len());
    result.since_break = since_break;
    let better = |x: f64| if target.falls { -x } else { x };
    let reaches = |x: f64| better(x) >= better(target.goal);
    let Some((now, value)) = series.last().copied() else {
        result.outcome = Outcome::NoData;
        return result;
    };
    result.current = Some((now, value));
    result.distance = Some(better(target.goal) - better(value));
    let own = || {
        let is_late = |time: f64| target.baseline_period.is_none_or(|period| time >= period);
        series.iter().copied().find(|(time, _)| is_late(*time))
    };
    let first = declared.filter(counts).or_else(own);
    result.baseline = first;
    let lost = first.is_some_and(|(_, baseline)| reaches(baseline));
    let is_met = reaches(value);
    if is_met {
        let since = series.iter().rposition(|(_, x)| !reaches(*x)).map_or(0, |last| last + 1);
        result.met = Some(series[since].0);
    }
    let (outcome, first) = match first {
        None => (if is_met { Outcome::Achieved } else { Outcome::NoBaseline }, None),
        Some((_, baseline)) if lost => {
            // There is no way to go: the baseline is at the goal, or beyond.
            let at_goal = baseline == target.goal;
            let fell = if at_goal { Outcome::BaselineIsGoal } else { Outcome::FellBehind };
            (if is_met { Outcome::Achieved } else { fell }, None)
        }
        Some(first) if is_met => (Outcome::Achieved, Some(first)),
        Some(first) if seen.end >= target.goal_period => (Outcome::Missed, Some(first)),
        Some(first) if now <= first.0 => (Outcome::NoLaterValue, Some(first)),
        Some(first) => (Outcome::UnderWay, Some(first)),
    };
    result.outcome = outcome;
    if let Some((start, baseline)) = first {
        let share = |x: f64| (x - baseline) / (target.goal - baseline);
        let cut = |share: f64| match target.overshoot {
            Overshoot::Cut if share < 0.0 => 0.0,
            Overshoot::Cut if share > 1.0 => 1.0,
            _ => share,
        };
        result.progress = Some(cut(share(value)));
        result.expected = expected(target, (start, baseline), now).map(share);
        if now > start {
            let pace = (value - baseline) / (now - start);
            result.pace = Some(pace);
            let ahead = target.goal_period - now;
            if ahead > 0.0 && outcome != Outcome::Missed {
                result.needed = Some((target.goal - value) / ahead);
                result.projected = Some(value + pace * ahead);
                result.interval = interval(series, (start, baseline), pace, ahead).map(|half| {
                    let projected = value + pace * ahead;
                    (projected - half, projected + half)
                });
                if !is_met && better(pace) > 0.0 {
                    result.met = Some(now + (target.goal - value) / pace);
                }
            }
        }
        if outcome == Outcome::UnderWay {
            result.arrow = rules::arrow(target, (start, baseline), series);
        }
    }
    result.light = light(target, value, result.outcome, result.arrow);
    result
}

/// The value that the path gives for a time. Nothing before the baseline, and where a path by factors has an end that is
/// not above 0.
fn expected(target: &Target, first: (f64, f64), now: f64) -> Option<f64> {
    let last = (target.goal_period, target.goal);
    if now < first.0 {
        return None;
    }
    let mut from = first;
    for to in target.milestones.iter().copied().filter(|(time, _)| *time > first.0).chain([last]) {
        if now <= to.0 {
            let share = (now - from.0) / (to.0 - from.0);
            return match target.path {
                Path::Linear => Some(from.1 + share * (to.1 - from.1)),
                Path::Geometric if from.1 > 0.0 && to.1 > 0.0 => {
                    Some(from.1 * scalar::powf(to.1 / from.1, share))
                }
                Path::Geometric => None,
            };
        }
        from = to;
    }
    Some(target.goal)
}

/// Half of the interval of 95 % of what is projected; nothing with fewer than two steps since the baseline.
fn interval(series: &Series, first: (f64, f64), pace: f64, ahead: f64) -> Option<f64> {
    let mut points = vec![first];
    points.extend(series.iter().copied().filter(|(time, _)| *time > first.0));
    let steps: Vec<f64> = points
        .windows(2)
        .map(|pair| {
            let (length, change) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            (change - pace * length) * (change - pace * length) / length
        })
        .collect();
    let whole = points.last()?.0 - first.0;
    let degrees = steps.len().checked_sub(1).filter(|degrees| *degrees > 0)? as f64;
    let variance = steps.iter().fold(0.0, |sum, step| sum + step) / degrees;
    Some(1.96 * (variance * ahead * (1.0 + ahead / whole)).sqrt())
}

/// The light: by the declared values where there are any, and else by what the rule says.
fn light(target: &Target, value: f64, outcome: Outcome, arrow: Option<Arrow>) -> Option<Light> {
    if let Some((green, red)) = target.lights {
        let better = |x: f64| if target.falls { -x } else { x };
        let (x, green, red) = (better(value), better(green), better(red));
        return Some(match x {
            x if x >= green => Light::Green,
            x if x < red => Light::Red,
            x if x >= f64::midpoint(green, red) => Light::Yellow,
            _ => Light::Orange,
        });
    }
    match (outcome, arrow) {
        (Outcome::Achieved, _) | (_, Some(Arrow::OnTrack)) => Some(Light::Green),
        (_, Some(Arrow::Improving)) => Some(Light::Yellow),
        (_, Some(Arrow::Stagnating)) => Some(Light::Orange),
        (Outcome::Missed | Outcome::FellBehind, _) | (_, Some(Arrow::FallingBack)) => Some(Light::Red),
        _ => None,
    }
}
