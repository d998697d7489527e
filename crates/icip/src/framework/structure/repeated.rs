//! One mistake that many rows repeat is one problem. It must not change what is wrong.

use icip_problem::{Problem, Problems, message};

/// So many lines are named.
const NAMED: usize = 5;

/// The problems, those that differ in nothing but the line as one, at the first of their lines.
pub(super) fn joined(problems: &Problems) -> Vec<Problem> {
    let mut groups: Vec<(&Problem, Vec<u64>)> = Vec::new();
    for problem in problems.iter() {
        match groups.iter_mut().find(|(first, _)| same(first, problem)) {
            Some((_, lines)) => lines.extend(problem.place.line),
            None => groups.push((problem, problem.place.line.into_iter().collect())),
        }
    }
    groups.into_iter().map(|(first, lines)| told(first, &lines)).collect()
}

fn same(a: &Problem, b: &Problem) -> bool {
    a.place.file == b.place.file
        && a.place.field == b.place.field
        && (a.code, &a.what, &a.hint) == (b.code, &b.what, &b.hint)
}

fn told(first: &Problem, lines: &[u64]) -> Problem {
    let mut others: Vec<u64> = lines.to_vec();
    others.dedup();
    let Some((_, others)) = others.split_first().filter(|(_, others)| !others.is_empty()) else {
        return first.clone();
    };
    let shown = others.iter().take(NAMED).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let more = others.len().saturating_sub(NAMED);
    let (lines, what) = (others.len(), first.what.clone());
    let mut told = first.clone();
    told.what = if more == 0 {
        message!("problem-on-lines", what, lines, shown)
    } else {
        message!("problem-on-lines-and-more", what, shown, more)
    };
    told
}
