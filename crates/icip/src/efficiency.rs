//! What results cost: cost per result, how it moved, and how far an entity is from the frontier of those that get most for
//! their cost.
//!
//! Cost and results are leaves of a framework, in the units of their columns. What fills a gap was not measured and has no cost
//! per result. The frontier is that of the benefit of the doubt on results per unit of cost: every entity gets the
//! weights of the results that suit it best, provided that no entity of its period comes above 1 with them. With one result it
//! is the cost per result of the cheapest over the own one. Data envelopment analysis with constant returns to scale, one
//! input and several outputs, has the same number (Charnes, Cooper and Rhodes, 1978; Melyn and Moesen, 1991).
//!
//! | case | outcome |
//! |---|---|
//! | cost or a result is absent | not told: `no-value` |
//! | cost is 0 or below, a result below 0 | not told: `no-cost`, `below-zero`; the entity sets no frontier |
//! | every result is 0 | no cost per result; on the frontier 0 |

use std::collections::BTreeMap;

use crate::aggregate::benefit_of_the_doubt::BenefitOfTheDoubt;
use crate::aggregate::{Aggregator, Children, Lane};
use crate::framework::NodeIx;
use crate::plan::Plan;
use crate::series::measured;
use crate::text::words;
use icip_table::data::{Column, Panel};

words! {
    /// Whether a cost per result can be told.
    pub enum Told {
        /// it can
        Yes = "told",
        /// the cost or a result was not measured
        NoValue = "no-value",
        /// the cost is 0 or below
        NoCost = "no-cost",
        /// a result is below 0
        BelowZero = "below-zero",
        /// all results are 0
        NoResult = "no-result",
    }
}

/// What the results of a row cost.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Efficiency {
    /// Row of the panel.
    pub row: usize,
    /// The cost.
    pub cost: Option<f64>,
    /// The results, in the order in which they were given.
    pub results: Vec<Option<f64>>,
    /// The cost of one unit of each result; nothing for a result of 0.
    pub cost_per_result: Vec<Option<f64>>,
    /// The same less that of the period before in which the entity has it: below 0 it has become cheaper. Nothing where the
    /// framework declares a break between the two.
    pub change: Vec<Option<f64>>,
    /// The share of what the best get for the same cost, from 0 to 1, where 1 is on the frontier of the period.
    pub frontier: Option<f64>,
    /// Whether it can be told.
    pub told: Told,
}

/// What results cost, row by row of the panel; `cost` and `results` are leaves. Periods are compared in the order of time where
/// they are numbers, and otherwise in that of the file.
///
/// ```
/// use icip::{efficiency::efficiency, framework::Files, io, plan::Plan};
/// let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n\
///     [[nodes]]\ncode = \"spent\"\nparent = \"i\"\ncolumn = \"spent\"\n\
///     [[nodes]]\ncode = \"trained\"\nparent = \"i\"\ncolumn = \"trained\"\n";
/// let framework = Files::new("t.toml", toml).read()?.value;
/// let table = io::read_csv(b"code,spent,trained\nA,100,20\nB,90,30\n", "d", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let leaf = |code| framework.position(code).ok_or("it is there");
/// let found = efficiency(&plan, &table.panel, leaf("spent")?, &[leaf("trained")?]);
/// // 5 a person against 3: A gets three fifths of what B gets for the same cost.
/// assert_eq!((found[0].cost_per_result[0], found[1].cost_per_result[0]), (Some(5.0), Some(3.0)));
/// assert!((found[0].frontier.unwrap_or_default() - 0.6).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn efficiency(plan: &Plan<'_>, panel: &Panel, cost: NodeIx, results: &[NodeIx]) -> Vec<Efficiency> {
    let mut found: Vec<Efficiency> =
        (0..panel.rows()).map(|row| of_row(plan, panel, cost, results, row)).collect();
    let mut before: BTreeMap<&str, Vec<Option<f64>>> = BTreeMap::new();
    let breaks = plan.framework().breaks();
    let mut since: Option<f64> = None;
    for (period, rows) in panel.periods_in_time() {
        let time = period.and_then(|period| period.parse::<f64>().ok());
        if breaks
            .iter()
            .any(|at| since.is_some_and(|since| since < *at) && time.is_some_and(|time| *at <= time))
        {
            before.clear();
        }
        since = time;
        frontier(&mut found, &rows, results.len());
        for row in rows {
            let now = found[row].cost_per_result.clone();
            let last = before
                .entry(panel.entities()[row].code.as_str())
                .or_insert_with(|| vec![None; results.len()]);
            found[row].change =
                now.iter().zip(last.iter()).map(|(now, last)| Some((*now)? - (*last)?)).collect();
            // The last one that is known stays, so that a gap of a period hides no change.
            for (last, now) in last.iter_mut().zip(now) {
                *last = now.or(*last);
            }
        }
    }
    found
}

fn of_row(plan: &Plan<'_>, panel: &Panel, cost: NodeIx, results: &[NodeIx], row: usize) -> Efficiency {
    let value = |node: NodeIx| measured(plan, panel, None, node, row);
    let (cost, results): (Option<f64>, Vec<Option<f64>>) =
        (value(cost), results.iter().map(|node| value(*node)).collect());
    let told = match cost {
        None => Told::NoValue,
        Some(_) if results.iter().any(Option::is_none) => Told::NoValue,
        Some(cost) if cost <= 0.0 => Told::NoCost,
        Some(_) if results.iter().flatten().any(|result| *result < 0.0) => Told::BelowZero,
        Some(_) if results.iter().flatten().all(|result| *result == 0.0) => Told::NoResult,
        Some(_) => Told::Yes,
    };
    let of_result = |result: &Option<f64>| {
        let (cost, result) = (cost.filter(|cost| *cost > 0.0)?, result.filter(|result| *result > 0.0)?);
        Some(cost / result)
    };
    let cost_per_result = results.iter().map(of_result).collect();
    Efficiency { row, cost, cost_per_result, change: Vec::new(), frontier: None, told, results }
}

/// Finds how far each row of a period is from its frontier.
fn frontier(found: &mut [Efficiency], rows: &[usize], results: usize) {
    let counts = |row: &usize| matches!(found[*row].told, Told::Yes | Told::NoResult);
    let rows: Vec<usize> = rows.iter().copied().filter(counts).collect();
    if rows.iter().all(|row| found[*row].told != Told::Yes) {
        return;
    }
    let per_cost = |row: usize, result: usize| Some(found[row].results[result]? / found[row].cost?);
    let lane = |result: usize| {
        let cells: Vec<Option<f64>> = rows.iter().map(|row| per_cost(*row, result)).collect();
        Lane::of(&Column::new(cells).expect("quotients of finite numbers by numbers above 0"))
    };
    let lanes: Vec<Lane> = (0..results).map(lane).collect();
    let (positions, weights): (Vec<usize>, Vec<f64>) = (0..results).map(|result| (result, 1.0)).unzip();
    let mut scores = vec![0.0; rows.len()];
    BenefitOfTheDoubt::default().aggregate(
        &Children::new(&lanes, &positions, &weights),
        &mut Vec::new(),
        &mut scores,
    );
    for (row, score) in rows.into_iter().zip(scores) {
        found[row].frontier = Some(score).filter(|score| score.is_finite());
    }
}
