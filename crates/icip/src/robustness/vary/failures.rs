//! Runs that gave no scores, counted by reason.

use super::study::Failure;
use icip_problem::{Problem, Value};

/// Runs that failed for the same reason.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FailureKind {
    /// What was wrong in the first of them.
    pub why: Problem,
    /// The number of the first of them.
    pub first: u64,
    /// How many there are.
    pub runs: u64,
}

/// Adds failures of later runs to the kinds known so far, which stay in the order of their first run.
pub(super) fn count(kinds: &mut Vec<FailureKind>, failures: Vec<Failure>) {
    for Failure { run, why } in failures {
        match kinds.iter_mut().find(|kind| same_reason(&kind.why, &why)) {
            Some(kind) => kind.runs += 1,
            None => kinds.push(FailureKind { why, first: run, runs: 1 }),
        }
    }
}

/// Whether two problems differ by their numbers and the entity at most: both change with the draws.
fn same_reason(one: &Problem, other: &Problem) -> bool {
    one.code == other.code
        && one.place.field == other.place.field
        && one.what.id() == other.what.id()
        && lasting(one).eq(lasting(other))
}

/// The values of a problem's message that are neither numbers nor the name of the entity.
fn lasting(problem: &Problem) -> impl Iterator<Item = &Value> {
    let entity = problem.place.entity.as_deref();
    let lasts = move |value: &&Value| match value {
        Value::Text(text) => text.parse::<f64>().is_err() && entity != Some(text.as_str()),
        Value::Count(_) | Value::Number(_) => false,
        _ => true,
    };
    problem.what.values().map(|(_, value)| value).filter(lasts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icip_problem::{Code, Place, message};

    #[test]
    fn entities_and_numbers_make_no_other_reason() {
        let failure = |run, line, entity: &str, node, score: f64| {
            let place = Place::file("d.csv").line(line).field("x").entity(entity);
            let what = message!("not-finite-node-score", node, score);
            Failure { run, why: Problem::new(Code::NotFinite, place, what) }
        };
        let mut kinds = Vec::new();
        count(&mut kinds, vec![failure(4, 3, "05001", "a", -1.5), failure(9, 3, "05001", "b", -1.5)]);
        count(&mut kinds, vec![failure(12, 71, "San José 2", "a", -1e-3)]);
        let found: Vec<(u64, u64, Problem)> =
            kinds.iter().map(|kind| (kind.first, kind.runs, kind.why.clone())).collect();
        let (one, other) = (failure(4, 3, "05001", "a", -1.5).why, failure(9, 3, "05001", "b", -1.5).why);
        assert_eq!(found, [(4, 2, one), (9, 1, other)]);
    }
}
