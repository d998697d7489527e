//! Values in time: what was measured of an entity and a node, period by period. It must not know what is asked of it.

use std::collections::BTreeMap;

use crate::framework::NodeIx;
use crate::plan::{Origin, Plan, Scorecard};
use icip_problem::{Code, Problem, Problems, Report, message};
use icip_table::data::Panel;

/// Periods with the values that were measured in them, in the order of time.
pub(crate) type Series = Vec<(f64, f64)>;

/// The time of each row, where all periods are numbers.
///
/// # Errors
/// The periods that are no numbers; data without periods.
pub(crate) fn times(panel: &Panel) -> Result<Vec<f64>, Problems> {
    let place = panel.schema().source();
    let mut report = Report::default();
    let mut known: BTreeMap<Option<&str>, f64> = BTreeMap::new();
    for (period, _) in panel.periods() {
        let time = period.and_then(|period| period.parse::<f64>().ok()).filter(|time| time.is_finite());
        let problem = match (period, time) {
            (period, Some(time)) => {
                known.insert(period, time);
                continue;
            }
            (Some(period), None) => {
                let problem =
                    Problem::new(Code::PeriodNoTime, place.clone(), message!("period-no-time-name", period));
                problem.hint(message!("period-no-time-hint"))
            }
            (None, None) => {
                let problem =
                    Problem::new(Code::PeriodNoTime, place.clone(), message!("period-no-time-none"));
                problem.hint(message!("period-no-time-none-hint"))
            }
        };
        report.problem(problem);
    }
    report.into_problems()?;
    let entities = panel.entities().iter();
    Ok(entities.map(|entity| known[&entity.period.as_deref()]).collect())
}

/// The rows of each entity up to an end, in the order of time; entities in the order in which they first occur. Those of which all
/// rows come later are not there yet.
pub(crate) fn by_entity<'p>(panel: &'p Panel, times: &[f64], end: f64) -> Vec<(&'p str, Vec<usize>)> {
    let mut found: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, entity) in panel.entities().iter().enumerate().filter(|(row, _)| times[*row] <= end) {
        let at = *places.entry(entity.code.as_str()).or_insert(found.len());
        if at == found.len() {
            found.push((&entity.code, Vec::new()));
        }
        found[at].1.push(row);
    }
    found.iter_mut().for_each(|(_, rows)| rows.sort_by(|a, b| times[*a].total_cmp(&times[*b])));
    found
}

/// What was measured of a node in a row: of a leaf its cell, divided where the framework says so, and of another node its
/// score. What fills a gap was not measured.
pub(crate) fn measured(
    plan: &Plan<'_>,
    panel: &Panel,
    card: Option<&Scorecard<'_>>,
    node: NodeIx,
    row: usize,
) -> Option<f64> {
    match plan.origin(node) {
        Origin::Measured { column, divisor } => {
            let cell = panel.column_at(column).get(row);
            let rule = plan.framework().nodes()[node].leaf().and_then(|leaf| leaf.denominate());
            match rule.zip(divisor) {
                Some((rule, by)) => rule.cell(cell, panel.column_at(by).get(row)).0,
                None => cell,
            }
        }
        Origin::Entered { column } => panel.column_at(column).get(row),
        Origin::Computed => {
            let card = card?;
            card.scores().column(node).get(row).filter(|_| !card.filled.contains(&(node, row)))
        }
        Origin::Unused => None,
    }
    .filter(|x| x.is_finite())
}

/// The last of some breaks that lies between times: from it on values are measured or scored in another way than before.
pub(crate) fn last_break(times: impl IntoIterator<Item = f64>, breaks: &[f64]) -> Option<f64> {
    let (low, high) = times.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), time| {
        (if time < low { time } else { low }, if time > high { time } else { high })
    });
    breaks.iter().copied().filter(|at| low < *at && *at <= high).max_by(f64::total_cmp)
}
