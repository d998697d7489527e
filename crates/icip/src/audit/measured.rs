//! What a leaf measures in one row.

use crate::framework::NodeIx;
use crate::plan::{Origin, Scorecard};
use icip_table::data::ColumnIx;

/// The measurement of a leaf from the cells of a row, divided where the leaf divides. Nothing for another node, where a
/// cell is absent, and where `otherwise` stands for a quotient that there is not: nobody has written that number.
pub(super) fn measured(
    card: &Scorecard<'_>,
    leaf: NodeIx,
    cell: impl Fn(ColumnIx) -> Option<f64>,
) -> Option<f64> {
    let Origin::Measured { column, divisor } = card.plan().origin(leaf) else { return None };
    let rule = card.framework().nodes()[leaf].leaf().and_then(|leaf| leaf.denominate());
    match (divisor, rule) {
        (Some(divisor), Some(rule)) => {
            let (value, otherwise) = rule.cell(cell(column), cell(divisor));
            value.filter(|_| !otherwise)
        }
        _ => cell(column),
    }
}
