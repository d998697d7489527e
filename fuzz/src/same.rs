//! Whether two ways to read or to score gave the same.

use icip::data::{Column, ColumnIx, Panel};
use icip::io::Table;
use icip::problem::{Problem, Problems, Warned};

/// Asserts that two readings of a table agree in everything: the panel to the bit, dialect, rows left out, warnings; or
/// all problems. `compare` is [`problems`] or [`findings`].
pub fn tables(
    one: &Result<Warned<Table>, Problems>,
    other: &Result<Warned<Table>, Problems>,
    compare: fn(&[Problem], &[Problem], &str),
    what: &str,
) {
    match (one, other) {
        (Ok(one), Ok(other)) => {
            panels(&one.value.panel, &other.value.panel, what);
            assert_eq!(one.value.dialect, other.value.dialect, "{what}: dialect");
            assert_eq!(one.value.excluded, other.value.excluded, "{what}: rows left out");
            assert_eq!(one.value.unread, other.value.unread, "{what}: unread columns");
            compare(&one.warnings, &other.warnings, what);
        }
        (Err(one), Err(other)) => compare(&list(one), &list(other), what),
        (Ok(_), Err(problems)) => panic!("{what}: the second alone refuses it:\n{problems:?}"),
        (Err(problems), Ok(_)) => panic!("{what}: the first alone refuses it:\n{problems:?}"),
    }
}

/// Asserts that two lists of problems say the same.
pub fn all_problems(one: &Problems, other: &Problems, what: &str) {
    if one != other {
        problems(&list(one), &list(other), what);
    }
}

fn list(problems: &Problems) -> Vec<Problem> {
    problems.iter().cloned().collect()
}

/// Asserts that two lists of problems say the same of the same places, whatever they advise. A hint is a guess at what
/// was meant, which an independent reader could only copy; what was found, and where, is promised.
pub fn findings(one: &[Problem], other: &[Problem], what: &str) {
    let without_hints = |problems: &[Problem]| {
        let mut problems = problems.to_vec();
        problems.iter_mut().for_each(|problem| problem.hint = None);
        problems
    };
    problems(&without_hints(one), &without_hints(other), what);
}

/// Asserts that two lists of problems say the same.
pub fn problems(one: &[Problem], other: &[Problem], what: &str) {
    // Texts cost far more than the values that they are made of, and are decisive only where those differ.
    if one != other {
        let text = |problems: &[Problem]| -> String {
            problems.iter().map(|problem| format!("{}: {problem}\n", problem.code)).collect()
        };
        assert_eq!(text(one), text(other), "{what}: problems or warnings");
    }
}

/// Asserts that two panels agree, to the bits of their numbers.
pub fn panels(one: &Panel, other: &Panel, what: &str) {
    assert_eq!(one.schema(), other.schema(), "{what}: columns");
    assert_eq!(one.groups(), other.groups(), "{what}: groups");
    assert_eq!(one.entities(), other.entities(), "{what}: entities");
    for at in 0..one.schema().columns().len() {
        let at = ColumnIx::new(at);
        assert!(
            columns(one.column_at(at), other.column_at(at)),
            "{what}: `{}` is {:?} and {:?}",
            one.name_at(at),
            one.column_at(at),
            other.column_at(at)
        );
    }
}

/// Whether two columns have the same bits.
pub fn columns(one: &Column, other: &Column) -> bool {
    let bits = |column: &'_ Column| column.cells().map(|cell| cell.map(f64::to_bits)).collect::<Vec<_>>();
    bits(one) == bits(other)
}

/// Makes every text of some problems, which must not be empty.
pub fn say(problems: &[Problem]) {
    for problem in problems {
        assert!(!problem.to_string().is_empty() && !problem.what.to_string().is_empty());
        let _ = problem.value();
    }
}
