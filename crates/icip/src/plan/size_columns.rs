//! The columns that say how large entities are, by which totals of groups are weighted.

use crate::framework::Framework;
use icip_problem::{Code, Problem, Report, message, nearest};
use icip_table::data::{ColumnIx, Schema};

/// The size column of each declaration of totals; nothing where entities weigh the same.
pub(super) fn resolve(framework: &Framework, schema: &Schema, report: &mut Report) -> Vec<Option<ColumnIx>> {
    let mut found = Vec::new();
    for totals in framework.totals() {
        let column = totals.size.as_ref().map(|name| (name, schema.position(name)));
        if let Some((name, None)) = column {
            let what = message!("missing-column-size", column = name, group = &totals.group);
            let hint = match nearest(name, schema.unread().iter().map(String::as_str)) {
                Some(word) => message!("did-you-mean", word),
                None => message!("missing-column-size-hint"),
            };
            report.problem(Problem::new(Code::MissingColumn, schema.place().clone(), what).hint(hint));
        }
        found.push(column.and_then(|(_, position)| position));
    }
    found
}
