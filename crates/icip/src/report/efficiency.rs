//! What results cost, as a CSV table, as a document, and as a table for people.

use serde::Serialize;

use crate::efficiency::{Efficiency, Told};
use crate::framework::{Framework, NodeIx};
use crate::report::change::ChangeTable;
use crate::text::csv_text;
use icip_problem::{Language, message};
use icip_table::data::Panel;
use icip_table::io::{format_fixed, format_number};

/// What a result of an entity costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct EfficiencyDocument {
    /// Code of the entity.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// The cost.
    pub cost: Option<f64>,
    /// The results.
    pub results: Vec<ResultDocument>,
    /// The share of what the best get for the same cost.
    pub frontier: Option<f64>,
    /// `told`, `no-value`, `no-cost` or `no-result`.
    pub told: &'static str,
}

/// A result and its cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ResultDocument {
    /// Code of the leaf.
    pub node: String,
    /// The result.
    pub result: Option<f64>,
    /// The cost of one unit of it.
    pub cost_per_result: Option<f64>,
    /// The same less that of the period before.
    pub change: Option<f64>,
}

/// What results cost, as documents; `results` are the leaves of the results.
pub fn efficiency_documents(
    framework: &Framework,
    panel: &Panel,
    results: &[NodeIx],
    found: &[Efficiency],
) -> Vec<EfficiencyDocument> {
    let document = |of: &Efficiency| {
        let entity = &panel.entities()[of.row];
        let result = |(at, node): (usize, &NodeIx)| ResultDocument {
            node: framework.nodes()[*node].code().to_owned(),
            result: of.results[at],
            cost_per_result: of.cost_per_result[at],
            change: of.change[at],
        };
        EfficiencyDocument {
            code: entity.code.clone(),
            name: entity.name.clone(),
            period: entity.period.clone(),
            cost: of.cost,
            results: results.iter().enumerate().map(result).collect(),
            frontier: of.frontier,
            told: of.told.name(),
        }
    };
    found.iter().map(document).collect()
}

/// The table `cost.csv`: one row for each entity, period and result, with every digit. What is absent is an empty cell.
pub fn efficiency_csv(documents: &[EfficiencyDocument]) -> String {
    let number = |x: Option<f64>| x.map_or_else(String::new, format_number);
    let header =
        ["code", "name", "period", "node", "cost", "result", "cost_per_result", "change", "frontier", "told"];
    let row = |(of, result): (&EfficiencyDocument, &ResultDocument)| {
        [
            of.code.clone(),
            of.name.clone().unwrap_or_default(),
            of.period.clone().unwrap_or_default(),
            result.node.clone(),
            number(of.cost),
            number(result.result),
            number(result.cost_per_result),
            number(result.change),
            number(of.frontier),
            of.told.to_owned(),
        ]
    };
    csv_text(
        header,
        documents.iter().flat_map(|of| of.results.iter().map(move |result| (of, result))).map(row),
    )
}

/// A table for people, in the order of the documents.
pub fn efficiency_table(
    framework: &Framework,
    panel: &Panel,
    results: &[NodeIx],
    found: &[Efficiency],
    language: Language,
) -> ChangeTable {
    let say = |message: icip_problem::Message| message.text(language);
    let number = |x: Option<f64>| {
        x.map_or_else(
            || "-".to_owned(),
            |x| language.decimal(&if x.abs() >= 1000.0 { format_fixed(x, 0) } else { format_fixed(x, 2) }),
        )
    };
    let (with_name, with_period) = (panel.labels().name, panel.labels().period);
    let mut header = vec![(say(message!("heading-code")), false)];
    header.extend(with_name.then(|| (say(message!("heading-name")), false)));
    header.extend(with_period.then(|| (say(message!("heading-period")), false)));
    header.push((say(message!("heading-cost")), true));
    for node in results {
        let node = framework.nodes()[*node].code();
        header.push((node.to_owned(), true));
        header.push((say(message!("heading-cost-per", node)), true));
        header.push((say(message!("heading-change")), true));
    }
    header.push((say(message!("heading-frontier")), true));
    header.push((String::new(), false));
    let row = |of: &Efficiency| {
        let entity = &panel.entities()[of.row];
        let mut cells = vec![entity.code.clone()];
        cells.extend(with_name.then(|| entity.name.clone().unwrap_or_default()));
        cells.extend(with_period.then(|| entity.period.clone().unwrap_or_default()));
        cells.push(number(of.cost));
        for at in 0..results.len() {
            cells.push(number(of.results[at]));
            cells.push(number(of.cost_per_result[at]));
            let change = number(of.change[at]);
            cells.push(if of.change[at].is_some_and(|x| x > 0.0) { format!("+{change}") } else { change });
        }
        let share =
            of.frontier.map(|share| language.decimal(&format!("{} %", format_fixed(share * 100.0, 1))));
        cells.push(share.unwrap_or_else(|| "-".to_owned()));
        cells.push(match of.told {
            Told::Yes => String::new(),
            Told::NoValue => say(message!("cost-no-value")),
            Told::NoCost => say(message!("cost-no-cost")),
            Told::BelowZero => say(message!("cost-below-zero")),
            Told::NoResult => say(message!("cost-no-result")),
        });
        cells
    };
    ChangeTable::new(header, found.iter().map(row).collect())
}
