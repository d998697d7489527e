//! Whether the rows of iMeta are one tree, as COINr requires.

use std::collections::BTreeMap;

use super::row::Row;
use icip_problem::{Code, Problem, Report, did_you_mean, message};

/// Reports codes that stand twice, parents that are not there or not one level above, and several tops.
pub(super) fn check(rows: &[Row<'_>], report: &mut Report) {
    let mut first: BTreeMap<&str, &Row<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.code().is_empty()) {
        if let Some(before) = first.get(row.code()) {
            let what = message!("duplicate-code-of", code = row.code());
            let hint = message!("duplicate-code-hint", line = before.line().to_string());
            report.problem(Problem::new(Code::DuplicateCode, row.place("iCode"), what).hint(hint));
        } else {
            first.insert(row.code(), row);
        }
    }
    let nodes: Vec<&Row<'_>> = rows.iter().filter(|row| row.is_node()).collect();
    for row in &nodes {
        let Some(parent) = row.cell("Parent") else { continue };
        match first.get(parent).filter(|above| above.kind() == "Aggregate") {
            None => {
                let aggregates = nodes.iter().filter(|node| !node.is_leaf()).map(|node| node.code());
                let what = message!("unknown-parent-of", parent, code = row.code());
                let hint = did_you_mean(parent, aggregates);
                report.problem(Problem::new(Code::UnknownParent, row.place("Parent"), what).hint(hint));
            }
            Some(above) => levels(row, above, report),
        }
    }
    let tops: Vec<&&Row<'_>> = nodes.iter().filter(|row| row.cell("Parent").is_none()).collect();
    // A tree without a top has been reported: one of its parents is not there, or not one level above.
    if let [top, others @ ..] = tops.as_slice() {
        for other in others {
            let what = message!("second-root-coinr", code = other.code(), first = top.code());
            let problem = Problem::new(Code::SecondRoot, other.place("Parent"), what);
            report.problem(problem.hint(message!("second-root-coinr-hint")));
        }
    }
}

/// Levels are not skipped: COINr takes a whole level at a time.
fn levels(row: &Row<'_>, above: &Row<'_>, report: &mut Report) {
    let (Some(own), Some(parents)) = (row.level(), above.level()) else { return };
    if parents != own + 1 {
        let what = message!(
            "bad-value-coinr-levels",
            code = row.code(),
            level = own.to_string(),
            parent = above.code(),
            above = parents.to_string()
        );
        let hint = message!("bad-value-coinr-levels-hint");
        report.problem(Problem::new(Code::BadValue, row.place("Parent"), what).hint(hint));
    }
}
