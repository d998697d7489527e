//! Runs that gave no scores, counted by why.

use super::study::Failure;

/// Runs that failed for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureKind {
    /// The reason of the first of them, in words.
    pub why: String,
    /// The first of them.
    pub first: u64,
    /// How many there are.
    pub runs: u64,
    /// The reason without what differs from run to run.
    key: String,
}

/// Adds failures of later runs to the kinds known so far, which stay in the order of their first run.
pub(super) fn count(kinds: &mut Vec<FailureKind>, failures: Vec<Failure>) {
    for Failure { run, why } in failures {
        let key = key(&why);
        match kinds.iter_mut().find(|kind| kind.key == key) {
            Some(kind) => kind.runs += 1,
            None => kinds.push(FailureKind { why, first: run, runs: 1, key }),
        }
    }
}

/// A reason without its numbers and the entity that met it first: both change with the draws.
fn key(why: &str) -> String {
    let mut key = String::new();
    let mut after_entity = false;
    for word in why.split_inclusive(|c: char| c.is_whitespace() || "`,;()".contains(c)) {
        let bare = word.trim_end_matches(|c: char| c.is_whitespace() || "`,;():".contains(c));
        let varies = bare.parse::<f64>().is_ok() || (after_entity && !bare.is_empty());
        key.push_str(if varies { "*" } else { word });
        after_entity = bare == "entity" || (after_entity && bare.is_empty());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_numbers_make_no_other_reason() {
        let failure = |run, why: &str| Failure { run, why: why.to_owned() };
        let mut kinds = Vec::new();
        let one = "d.csv line 3, `x`, entity `05001`: `-1.5` has no score in `a`; must be above 0";
        let same = "d.csv line 71, `x`, entity `San José 2`: `-1e-3` has no score in `a`; must be above 0";
        let other = "d.csv line 3, `x`, entity `05001`: `-1.5` has no score in `b`; must be above 0";
        count(&mut kinds, vec![failure(4, one), failure(9, other)]);
        count(&mut kinds, vec![failure(12, &same.replace("San José 2", "08001"))]);
        let found: Vec<(u64, u64, &str)> = kinds.iter().map(|k| (k.first, k.runs, k.why.as_str())).collect();
        assert_eq!(found, [(4, 2, one), (9, 1, other)]);
    }
}
