//! The problem of a question without an exact answer.

use icip_problem::{Code, Message, Place, Problem};

/// A question that has no exact answer, and why.
pub(super) fn refused(what: Message, hint: Message) -> Problem {
    Problem::new(Code::NoExactAnswer, Place::default(), what).hint(hint)
}
