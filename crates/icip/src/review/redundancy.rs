//! Which leaves the ranking needs.

use crate::framework::{NodeIx, NodeKind};
use crate::review::options::ReviewOptions;
use crate::review::record::record;
use crate::review::sample::{Sample, Subject};
use crate::robustness::ranked::competition;
use crate::robustness::scenarios::{Alteration, Scenarios};
use icip_num::association::{Ordered, Pairs};
use icip_num::{exec, statistics};

/// Entries and entities beyond which the fewest leaves are not looked for.
const MOST_ENTRIES: usize = 500;
const MOST_CELLS: usize = 2_000_000;
/// Entries, times entries, times entities beyond which the ranking without each leaf is not scored anew.
const MOST_ANEW: usize = 200_000_000;

record! {
    /// The ranking without a leaf, whose siblings share its weight, among the entities that have a rank before and after.
    WithoutRow {
        /// The leaf.
        code: String,
        /// Kendall's tau-b of the two rankings.
        tau: Option<f64>,
        /// The mean change of a rank, in places.
        mean_shift: f64,
        /// The largest.
        largest_shift: f64,
    }
}

record! {
    /// A leaf that is added to those before, each with its effective weight, and how well they give the ranking. Only where
    /// every node is an arithmetic mean.
    ReducedRow {
        /// How many leaves there are now.
        leaves: usize,
        /// The leaf that came last.
        code: String,
        /// Kendall's tau-b with the ranking of the index.
        tau: f64,
    }
}

/// The leaves with what a point of them is worth in the index, and the entities that have an index and all of them. Every
/// node is an arithmetic mean, so that the sums of their products are the index but for its rounding.
struct Linear<'s> {
    entries: Vec<&'s Subject>,
    /// Score times worth of each entry, per entity.
    parts: Vec<Vec<f64>>,
    worth: Vec<f64>,
    index: Vec<f64>,
    /// The entities, by their rows in the panel.
    rows: Vec<usize>,
}

impl<'s> Linear<'s> {
    fn of(sample: &'s Sample<'_>) -> Option<Self> {
        let framework = sample.framework();
        let index = sample.subject(framework.root_index()).filter(|index| !index.is_entry)?;
        let is_mean = |node: NodeIx| match framework.nodes()[node].kind() {
            NodeKind::Inner(inner) => inner.aggregate().kernel().is_mean() && inner.rescale().is_none(),
            NodeKind::Leaf(_) => true,
        };
        if !sample.subjects.iter().all(|subject| subject.is_entry || is_mean(subject.node)) {
            return None;
        }
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
        let rows = rows.into_iter().map(|at| sample.rows[at]).collect();
        Some(Self { entries, parts, worth, index, rows })
    }
}

/// The ranking without each leaf, as [`Scenarios`] has it.
pub(super) fn without(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<WithoutRow> {
    match Linear::of(sample).filter(|linear| linear.rows.len() == sample.rows.len()) {
        Some(linear) => {
            let entries = linear.entries.len();
            let rows = exec::map(options.par, entries, 20 * linear.index.len() * entries, |at| {
                let after = linear.without(sample, linear.entries[at].node)?;
                effect(sample, linear.entries[at].node, &linear.index, &after)
            });
            rows.into_iter().flatten().collect()
        }
        None => anew(sample, options).unwrap_or_default(),
    }
}

impl Linear<'_> {
    /// The index without a leaf: its siblings share its weight, and a node whose only child it is goes with it. Nothing where
    /// no node is left.
    fn without(&self, sample: &Sample<'_>, leaf: NodeIx) -> Option<Vec<f64>> {
        let (nodes, root) = (sample.framework().nodes(), sample.framework().root_index());
        let (mut node, mut parent) = (leaf, nodes[leaf].parent()?);
        while sample.card.share(node)? >= 1.0 {
            (node, parent) = (parent, nodes[parent].parent()?);
        }
        let share = sample.card.share(node)?;
        let above = if parent == root { 1.0 } else { sample.card.effective_weight(parent)? };
        let (own, mean) = (sample.card.scores().column(node), sample.card.scores().column(parent));
        // A mean of all is share times one and the rest times the mean of the others.
        let after = self.rows.iter().zip(&self.index).map(|(row, index)| {
            let (own, mean) = (own.get(*row)?, mean.get(*row)?);
            Some(index + above * ((mean - share * own) / (1.0 - share) - mean))
        });
        after.collect()
    }
}

/// Each leaf is left out, and the table is scored anew; nothing where that would take long.
fn anew(sample: &Sample<'_>, options: &ReviewOptions) -> Option<Vec<WithoutRow>> {
    let panel = sample.card.panel();
    let entries: Vec<&Subject> = sample.entries().collect();
    if entries.len().saturating_mul(entries.len()).saturating_mul(panel.rows()) > MOST_ANEW {
        return None;
    }
    let period = panel.entities()[*sample.rows.first()?].period.as_deref();
    let scenarios = Scenarios::new(sample.card.plan(), panel, None, period, options.par).ok()?;
    let mut is_audited = vec![false; panel.rows()];
    sample.rows.iter().for_each(|row| is_audited[*row] = true);
    let index = sample.card.index();
    let cells = 10 * entries.len() * entries.len() * panel.rows();
    let rows = exec::map(options.par, entries.len(), cells, |at| {
        let after = scenarios.scores(Alteration::WithoutNode(entries[at].node)).ok()?;
        let both = scenarios.rows().iter().zip(after).filter(|(row, _)| is_audited[**row]);
        let both = both.filter_map(|(row, after)| Some((index.get(*row)?, after?)));
        let (before, after): (Vec<f64>, Vec<f64>) = both.unzip();
        effect(sample, entries[at].node, &before, &after)
    });
    Some(rows.into_iter().flatten().collect())
}

/// Two rankings of the same entities compared; nothing for fewer than two.
fn effect(sample: &Sample<'_>, leaf: NodeIx, before: &[f64], after: &[f64]) -> Option<WithoutRow> {
    if before.len() < 2 {
        return None;
    }
    let [before, after] = [before, after].map(|scores| competition(sample.framework(), scores));
    let shifts: Vec<f64> = before.iter().zip(&after).map(|(a, b)| (a - b).abs()).collect();
    Some(WithoutRow {
        code: sample.code(leaf).to_owned(),
        tau: Pairs::of(&before, &after).tau(),
        mean_shift: statistics::mean(&shifts).unwrap_or_default(),
        largest_shift: statistics::bounds(&shifts).map_or(0.0, |(_, largest)| largest),
    })
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
                ordered.tau_with(&scores)
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
