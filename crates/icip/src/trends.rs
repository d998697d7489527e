//! How values move over three and more periods: the trend of each entity, and whether the entities come nearer to each
//! other or change places.
//!
//! Of a leaf the measurements are looked at, in the units of its column; of another node its scores. What fills a gap is no
//! observation. Scores of different periods can be compared where they are on one scale: with `sample = "all"`, a base
//! period, or methods that do not look at the sample. [`apart`] says where they are not; [`linked`] gives a series that is
//! comparable all the same, because it adds up what the entity itself did from period to period.
//!
//! *Formulas*, for values y at times t:
//!
//! - change: y_n - y_1, and for one period (y_n - y_1) / (t_n - t_1); growth: (y_n / y_1)^(1 / (t_n - t_1)) - 1, where both are
//!   above 0.
//! - slope: Theil-Sen with the interval of Sen; test: Mann-Kendall ([`icip_num::trend`]).
//! - volatility: the standard deviation of the changes for one period, Δy / Δt, with divisor n - 1.
//! - σ-convergence: the coefficient of variation of each period, and the slope of its line of least squares over time.
//! - β-convergence: ln(y_n / y_1) / T = a + b ln y_1 over the entities with the first and the last period; speed
//!   -ln(1 + b T) / T, half-life ln 2 / speed. *Reference*: Barro and Sala-i-Martin, Convergence, JPE 100 (1992).
//! - mobility: Spearman's correlation of the ranks of the first and the last period, the mean shift in places, and the table of
//!   transitions between quarters of the ranking.

mod across;
mod ages;
mod own;
mod points;

pub use across::{Across, AcrossOptions, Beta, Mobility, Spread, across};
pub use ages::{Ages, ages};
pub use own::{Direction, Trend, trend};
pub use points::{EntitySeries, Series};

use std::collections::BTreeMap;

use crate::change::{Cause, EditOrder, Edition, Part, change};
use crate::framework::{Base, Framework, NodeIx, NodeKind, Sample};
use crate::plan::{Plan, Scorecard};
use crate::scale::Needs;
use crate::series::{by_entity, measured, times};
use crate::successors::Successors;
use icip_num::exec::Par;
use icip_problem::Problems;
use icip_table::data::Panel;

/// The values of a node up to a period, entity by entity in the order of the table. `card` holds the scores of inner
/// nodes; without it only leaves have values. `until` is the last period that is looked at; nothing: the last of all.
///
/// # Errors
/// Periods that are no numbers; data without periods.
///
/// ```
/// use icip::{framework::Files, io, plan::Plan, trends::{Direction, series, trend}};
/// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
///     [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
/// let framework = Files::new("t.toml", toml).read()?.value;
/// let data = b"code,year,a\nA,2020,1\nA,2021,2\nA,2022,4\nA,2023,5\nA,2024,7\n";
/// let table = io::read_csv(data, "d", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let leaf = framework.position("a").ok_or("it is there")?;
/// let all = series(&plan, &table.panel, None, leaf, None)?;
/// let found = trend(&all[0].points, &[]).ok_or("five values")?;
/// assert_eq!((found.slope, found.direction), (Some(1.5), Direction::Rising));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn series(
    plan: &Plan<'_>,
    panel: &Panel,
    card: Option<&Scorecard<'_>>,
    node: NodeIx,
    until: Option<f64>,
) -> Result<Vec<EntitySeries>, Problems> {
    let times = times(panel)?;
    let of = |(code, rows): (&str, Vec<usize>)| EntitySeries {
        code: code.to_owned(),
        name: rows.iter().rev().find_map(|row| panel.entities()[*row].name.clone()),
        points: rows
            .iter()
            .filter_map(|row| Some((times[*row], measured(plan, panel, card, node, *row)?)))
            .collect(),
    };
    let end = until.unwrap_or(f64::INFINITY);
    Ok(by_entity(panel, &times, end).into_iter().map(of).collect())
}

/// The trend of each of some series: those that rise fastest first, and those without a value last.
pub fn trends_of(all: Vec<EntitySeries>, breaks: &[f64]) -> Vec<(EntitySeries, Option<Trend>)> {
    let mut found: Vec<(EntitySeries, Option<Trend>)> = all
        .into_iter()
        .map(|series| {
            let trend = trend(&series.points, breaks);
            (series, trend)
        })
        .collect();
    // Stable, so that ties stay in the order of the table.
    let slope = |of: &Option<Trend>| of.as_ref().and_then(|trend| trend.slope);
    found.sort_by(|(_, a), (_, b)| match (slope(a), slope(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    found
}

/// The nodes through which the scores of a period depend on the other entities of that period, so that scores of different
/// periods are not on one scale. None where they are.
pub fn apart(framework: &Framework) -> Vec<NodeIx> {
    nodes_that_fit(
        framework,
        framework.sample == Sample::Period,
        framework.normalise_sample == Sample::Period,
    )
}

/// The same for the scores of two tables, of which each is scored by itself. A base period must be in both of them.
pub fn apart_in_tables(framework: &Framework) -> Vec<NodeIx> {
    nodes_that_fit(framework, true, true)
}

/// The nodes at which something is fitted to a sample: what fills gaps, treatments, weights and comparisons, and scales.
fn nodes_that_fit(framework: &Framework, treats: bool, scales: bool) -> Vec<NodeIx> {
    let has_base = matches!(framework.base, Some(Base::Period(_)));
    let fits = |node: &NodeIx| match framework.nodes()[*node].kind() {
        NodeKind::Leaf(leaf) => {
            let scale = leaf.normalise().kernel();
            let is_fitted = scale.needs() != Needs::Nothing && !scale.looks_at_other_periods();
            // A base says nothing of what fills gaps.
            treats && framework.fills_from_sample(*node)
                || !has_base && (scales && is_fitted || treats && leaf.treat().kernel().fixed().is_none())
        }
        NodeKind::Inner(inner) => {
            let compares =
                inner.weigh().kernel().looks_at_scores() || inner.aggregate().kernel().looks_at_sample();
            let rescales = inner.rescale().is_some_and(|rule| rule.kernel().needs() != Needs::Nothing);
            treats && (compares || framework.fills_from_sample(*node)) || scales && rescales
        }
    };
    NodeIx::first(framework.nodes().len()).filter(fits).collect()
}

/// Whether the scores of the index compare the entities with each other, so that no part of a change is an entity's own.
pub fn compares(framework: &Framework) -> bool {
    match framework.root().kind() {
        NodeKind::Inner(inner) => inner.aggregate().kernel().looks_at_sample(),
        NodeKind::Leaf(_) => false,
    }
}

/// Whether a part of a change is the entity's own.
fn is_own(framework: &Framework, part: &Part) -> bool {
    match part.cause {
        Cause::Data | Cause::Rounding => true,
        Cause::Gap => !framework.fills_from_sample(part.node),
        Cause::Scale | Cause::Comparison | Cause::Method(_) => false,
    }
}

/// A link between two periods that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Link {
    /// The two periods.
    pub periods: (f64, f64),
    /// The entities with an index in both.
    pub entities: usize,
    /// What the link takes off the change of the index on average over these entities: the part that is not their own, but
    /// comes from scales and weights that were fitted anew, from gaps that the sample fills, and from comparisons.
    pub factor: f64,
}

/// The index linked from period to period: it begins with the first score of an entity, and moves by its own data and gaps
/// alone ([`crate::change()`]), so that scales which were fitted to each period do not move it. Neither do nodes that compare
/// entities with each other, nor gaps that are filled from the sample: what an entity did while its value was not measured is then
/// not seen. Where the index itself compares entities, nothing moves ([`compares`]). A period in which the entity has
/// no index breaks the chain, and the series is that after the last break. Periods after `until` are left out. An entity that
/// follows others begins with the mean of their series.
///
/// # Errors
/// Those of [`change`]; periods that are no numbers.
pub fn linked(
    framework: &Framework,
    panel: &Panel,
    successors: Option<&Successors>,
    until: f64,
    par: Par,
) -> Result<(Vec<EntitySeries>, Vec<Link>), Problems> {
    let times = times(panel)?;
    let mut periods: Vec<(f64, &str)> = Vec::new();
    for (name, rows) in panel.periods() {
        periods.extend(name.zip(rows.first()).map(|(name, row)| (times[*row], name)));
    }
    periods.retain(|(time, _)| *time <= until);
    periods.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut series: Vec<EntitySeries> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (code, rows) in by_entity(panel, &times, until) {
        places.insert(code.to_owned(), series.len());
        let name = rows.iter().rev().find_map(|row| panel.entities()[*row].name.clone());
        series.push(EntitySeries { code: code.to_owned(), name, points: Vec::new() });
    }
    let successors = successors.map(|table| table.until(until));
    let mut edition = Edition::new(framework, panel);
    edition.successors = successors.as_ref();
    let mut links = Vec::new();
    for pair in periods.windows(2) {
        let [(t0, first), (t1, last)] = [pair[0], pair[1]];
        let found = change(&edition.of_period(first), &edition.of_period(last), EditOrder::Stated, par)?;
        let (mut count, mut taken) = (0, 0.0);
        // Of this pair of periods, before any of them is changed.
        let inherited: Vec<Option<Series>> = found
            .entities
            .iter()
            .map(|entity| {
                let of = |(code, share): &(String, f64)| Some((&series[*places.get(code)?].points, *share));
                let of: Option<Vec<_>> = entity.predecessors.iter().map(of).collect();
                of.filter(|of| !of.is_empty()).map(|of| mean_of(&of))
            })
            .collect();
        for (entity, inherited) in found.entities.iter().zip(inherited) {
            let points = &mut series[places[&entity.code]].points;
            if let Some(inherited) = inherited {
                *points = inherited;
            }
            match (&entity.difference, entity.after.and_then(|standing| standing.score)) {
                (Some(difference), _) => {
                    let own = difference.parts.iter().filter(|part| is_own(framework, part));
                    let own = own.fold(0.0, |sum, part| sum + part.points);
                    if points.last().is_none_or(|(time, _)| *time != t0) {
                        points.clear();
                        points.push((t0, difference.index[0]));
                    }
                    let before = points.last().map_or(difference.index[0], |(_, score)| *score);
                    points.push((t1, before + own));
                    count += 1;
                    taken += difference.change() - own;
                }
                (None, Some(score)) => {
                    points.clear();
                    points.push((t1, score));
                }
                (None, None) => {}
            }
        }
        let factor = if count > 0 { taken / count as f64 } else { 0.0 };
        links.push(Link { periods: (t0, t1), entities: count, factor });
    }
    if let (Some(successors), Some((end, _))) = (&successors, periods.last()) {
        series.retain(|one| !has_gone(one, successors, *end));
    }
    Ok((series, links))
}

/// Series in which entities that follow others begin with the mean of them, period by period, each with its share. A period in
/// which one of several predecessors has no value is left out. Entities that others followed, and that ended, are no series of
/// their own.
///
/// ```
/// use icip::successors::{Succession, Successors};
/// use icip::trends::{EntitySeries, succeeding};
/// let series = |code: &str, points: &[(f64, f64)]| EntitySeries::new(code, points.to_vec());
/// let (a, b) = (series("A", &[(2020.0, 4.0)]), series("B", &[(2020.0, 8.0)]));
/// let merged = ["A", "B"].map(|code| Succession::new(code, "C").since(2021.0));
/// let joined = succeeding(vec![a, b, series("C", &[(2021.0, 9.0)])], &Successors::new(&merged)?);
/// assert_eq!(joined, [series("C", &[(2020.0, 6.0), (2021.0, 9.0)])]);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn succeeding(all: Vec<EntitySeries>, successors: &Successors) -> Vec<EntitySeries> {
    let mut times: Vec<f64> = all.iter().flat_map(|one| one.points.iter().map(|(time, _)| *time)).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let Some(end) = times.last().copied() else { return all };
    let places: BTreeMap<&str, usize> =
        all.iter().enumerate().map(|(at, one)| (one.code.as_str(), at)).collect();
    let value = |code: &str, time: f64| {
        let points = &all.get(*places.get(code)?)?.points;
        let at = points.binary_search_by(|(at, _)| at.total_cmp(&time)).ok()?;
        Some(points[at].1)
    };
    let joined = |one: &EntitySeries| {
        let point = |time: &f64| {
            let of = successors.predecessors(&one.code, Some(*time), Some(end));
            let sum = of.iter().try_fold(0.0, |sum, (code, share)| Some(sum + share * value(code, *time)?));
            Some((*time, sum?))
        };
        EntitySeries { points: times.iter().filter_map(point).collect(), ..one.clone() }
    };
    all.iter().filter(|one| !has_gone(one, successors, end)).map(joined).collect()
}

/// The mean of series at the times that all of them have.
fn mean_of(of: &[(&Series, f64)]) -> Series {
    let Some(((first, _), _)) = of.split_first() else { return Vec::new() };
    let at =
        |series: &Series, time: f64| series.iter().find(|(other, _)| *other == time).map(|(_, value)| *value);
    let point = |(time, _): &(f64, f64)| {
        let sum = of.iter().try_fold(0.0, |sum, (series, share)| Some(sum + share * at(series, *time)?));
        Some((*time, sum?))
    };
    first.iter().filter_map(point).collect()
}

/// Whether others followed an entity up to an end, and it has no value since.
fn has_gone(one: &EntitySeries, successors: &Successors, end: f64) -> bool {
    let last = one.points.last().map(|(time, _)| *time);
    successors.followed(&one.code, end).is_some_and(|since| last.is_none_or(|last| last < since))
}
