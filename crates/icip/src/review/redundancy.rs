//! Which leaves the ranking needs.

use crate::review::options::ReviewOptions;
use crate::review::record::record;
use crate::review::sample::{Sample, Subject};
use icip_num::association::{Ordered, Pairs, average_ranks};
use icip_num::{exec, statistics};

/// Entries and entities beyond which the fewest leaves are not looked for.
const MOST_ENTRIES: usize = 500;
const MOST_CELLS: usize = 2_000_000;

record! {
    /// The ranking without a leaf, whose weight the others take over.
    WithoutRow {
        /// The leaf.
        code: String,
        /// Kendall's tau-b with the ranking of the index.
        tau: Option<f64>,
        /// The mean change of a rank, in places.
        mean_shift: f64,
        /// The largest.
        largest_shift: f64,
    }
}

record! {
    /// A leaf that is added to those before, and how well they give the ranking.
    ReducedRow {
        /// How many leaves there are now.
        leaves: usize,
        /// The leaf that came last.
        code: String,
        /// Kendall's tau-b with the ranking of the index.
        tau: f64,
    }
}

/// The leaves with what a point of them is worth in the index, and the entities that have an index and all of them: under
/// linear rules, the sums of their products are the index but for its constant and its rounding.
struct Linear<'s> {
    entries: Vec<&'s Subject>,
    /// Score times worth of each entry, per entity.
    parts: Vec<Vec<f64>>,
    worth: Vec<f64>,
    index: Vec<f64>,
}

impl<'s> Linear<'s> {
    fn of(sample: &'s Sample<'_>) -> Option<Self> {
        let framework = sample.framework();
        let index = sample.subject(framework.root_index()).filter(|index| !index.is_entry)?;
        let entries: Vec<&Subject> = sample.entries().collect();
        let worth: Vec<f64> =
            entries.iter().map(|entry| sample.card.effective_weight(entry.node)).collect::<Option<_>>()?;
        // By scores, whatever stage is audited.
        let scores = |entry: &&Subject| sample.card.scores().column(entry.node);
        let rows: Vec<usize> = (0..sample.rows.len())
            .filter(|at| {
                let row = sample.rows[*at];
                index.column.is_present(*at) && entries.iter().all(|entry| scores(entry).is_present(row))
            })
            .collect();
        if rows.len() < 3 || entries.len() < 2 {
            return None;
        }
        let part = |(entry, worth): (&&Subject, &f64)| -> Vec<f64> {
            let column = scores(entry);
            rows.iter().map(|at| worth * column.get(sample.rows[*at]).unwrap_or_default()).collect()
        };
        let parts = entries.iter().zip(&worth).map(part).collect();
        let index = rows.iter().filter_map(|at| index.column.get(*at)).collect();
        Some(Self { entries, parts, worth, index })
    }
}

/// The ranking without each leaf.
pub(super) fn without(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<WithoutRow> {
    let Some(linear) = Linear::of(sample) else { return Vec::new() };
    let (before, ordered) = (average_ranks(&linear.index), Ordered::of(&linear.index));
    let total = sum(&linear.parts, linear.index.len());
    let row = |at: usize| {
        let scores: Vec<f64> = total.iter().zip(&linear.parts[at]).map(|(all, own)| all - own).collect();
        let after = average_ranks(&scores);
        let shifts: Vec<f64> = before.iter().zip(&after).map(|(a, b)| (a - b).abs()).collect();
        WithoutRow {
            code: sample.code(linear.entries[at].node).to_owned(),
            tau: Pairs::between(&ordered, &Ordered::of(&scores)).tau(),
            mean_shift: statistics::mean(&shifts).unwrap_or_default(),
            largest_shift: statistics::bounds(&shifts).map_or(0.0, |(_, largest)| largest),
        }
    };
    exec::map(options.par, linear.entries.len(), 20 * total.len() * linear.entries.len(), row)
}

fn sum(parts: &[Vec<f64>], entities: usize) -> Vec<f64> {
    let mut total = vec![0.0; entities];
    for part in parts {
        total.iter_mut().zip(part).for_each(|(total, x)| *total += x);
    }
    total
}

/// The leaf that brings the ranking nearest to that of the index is added again and again, until tau reaches the threshold.
pub(super) fn reduced(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<ReducedRow> {
    let Some(linear) = Linear::of(sample) else { return Vec::new() };
    let (entries, entities) = (linear.entries.len(), linear.index.len());
    if entries > MOST_ENTRIES || entries.saturating_mul(entities) > MOST_CELLS {
        return Vec::new();
    }
    let ordered = Ordered::of(&linear.index);
    let mut left: Vec<usize> = (0..entries).filter(|at| linear.worth[*at] != 0.0).collect();
    let (mut total, mut rows) = (vec![0.0; entities], Vec::new());
    while !left.is_empty() {
        let tried: Vec<Option<f64>> =
            exec::map(options.par, left.len(), 20 * entities * left.len(), |place| {
                let part = &linear.parts[left[place]];
                let scores: Vec<f64> = total.iter().zip(part).map(|(total, x)| total + x).collect();
                Pairs::between(&ordered, &Ordered::of(&scores)).tau()
            });
        let best =
            (0..left.len()).fold(None, |best: Option<(usize, f64)>, place| match (best, tried[place]) {
                (Some((_, known)), Some(tau)) if tau > known => Some((place, tau)),
                (None, Some(tau)) => Some((place, tau)),
                (best, _) => best,
            });
        let Some((place, tau)) = best else { break };
        let at = left.remove(place);
        total.iter_mut().zip(&linear.parts[at]).for_each(|(total, x)| *total += x);
        rows.push(ReducedRow {
            leaves: rows.len() + 1,
            code: sample.code(linear.entries[at].node).to_owned(),
            tau,
        });
        if tau >= sample.thresholds.same_ranking {
            break;
        }
    }
    rows
}
