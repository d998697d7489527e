//! The problem of a question without an exact answer.

use icip_problem::{Code, Place, Problem};

/// A question that has no exact answer, and why.
pub(super) fn refused(what: String, hint: &str) -> Problem {
    Problem::new(Code::NoExactAnswer, Place::default(), what).hint(hint)
}
