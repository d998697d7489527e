//! One mistake that many rows repeat is one problem. It must not change what is wrong.

use std::collections::BTreeMap;

use icip_problem::{Problem, Problems, message};

/// So many lines are named.
const NAMED: usize = 5;

/// The problems, those that differ in nothing but the line as one, at the first of their lines.
pub(super) fn joined(problems: &Problems) -> Vec<Problem> {
    let mut groups: Vec<(&Problem, Vec<u64>)> = Vec::new();
    let mut known = BTreeMap::new();
    for problem in problems.iter() {
        // All but the line.
        let Problem { code, place, what, hint, .. } = problem;
        let at = *known.entry((&place.file, &place.field, code.word(), what, hint)).or_insert_with(|| {
            groups.push((problem, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.extend(place.line);
    }
    groups.into_iter().map(|(first, lines)| told(first, &lines)).collect()
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
