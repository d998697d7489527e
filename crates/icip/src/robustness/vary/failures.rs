//! Runs that gave no scores, counted by reason.

use super::study::Failure;
use icip_problem::{Code, Message, Problem, Value};

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
    /// The reason without what differs from run to run.
    reason: Reason,
}

/// Why a run failed, without its numbers and the entity that failed first: both change with the draws.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reason {
    code: Code,
    field: Option<String>,
    message: &'static str,
    values: Vec<Value>,
}

/// Adds failures of later runs to the kinds known so far, which stay in the order of their first run.
pub(super) fn count(kinds: &mut Vec<FailureKind>, failures: Vec<Failure>) {
    for Failure { run, why } in failures {
        let reason = Reason::of(&why);
        match kinds.iter_mut().find(|kind| kind.reason == reason) {
            Some(kind) => kind.runs += 1,
            None => kinds.push(FailureKind { why, first: run, runs: 1, reason }),
        }
    }
}

impl Reason {
    fn of(why: &Problem) -> Self {
        let entity = why.place.entity.as_deref();
        Self {
            code: why.code,
            field: why.place.field.clone(),
            message: why.what.id(),
            values: lasting(&why.what, entity),
        }
    }
}

/// The values of a message that are neither numbers nor the name of the entity.
fn lasting(message: &Message, entity: Option<&str>) -> Vec<Value> {
    let lasts = |value: &Value| match value {
        Value::Text(text) => text.parse::<f64>().is_err() && entity != Some(text.as_str()),
        Value::Count(_) => false,
        _ => true,
    };
    message.values().map(|(_, value)| value).filter(|value| lasts(value)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use icip_problem::{Place, message};

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
