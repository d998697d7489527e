//! What each leaf alone would have to measure for an entity to gain a place, in the units of the data.

mod search;

use self::search::{Steps, first_that};
use super::refused::refused;
use crate::framework::{Node, NodeIx, RankOn};
use crate::plan::{Origin, Prepared, Scorecard};
use crate::robustness::vary::entity_ix::EntityIx;
use icip_num::grid::Grid;
use icip_num::kernel;
use icip_problem::{Problems, message};
use icip_table::data::{Column, ColumnIx};

/// What one leaf, or another node whose values the data hold, would have to measure.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LeafGain {
    /// The node.
    pub node: NodeIx,
    /// The column that it reads.
    pub column: ColumnIx,
    /// What the cell holds; nothing where it is empty.
    pub now: Option<f64>,
    /// What it would have to hold.
    pub reach: Reach,
}

/// Whether a place can be gained by one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Reach {
    /// The nearest value with which the entity has a better rank.
    At {
        /// The value, in the units of the data.
        value: f64,
        /// The rank then.
        rank: usize,
    },
    /// The cell is empty; what was imputed or declared in its place, if anything.
    Missing {
        /// In the units of the leaf, which are those of the quotient where it is divided.
        filled: Option<f64>,
    },
    /// No value changes the index.
    NoInfluence,
    /// The score reaches the end of its scale, or of a treatment, before the place is gained.
    EndOfScale {
        /// The highest score that it has.
        score: f64,
    },
    /// No value that is possible gains a place.
    OutOfRange {
        /// The smallest value that is possible.
        min: Option<f64>,
        /// The largest.
        max: Option<f64>,
    },
    /// A node above compares entities, so that no score of one of them can be told without the others.
    Compared {
        /// That node.
        by: NodeIx,
    },
}

/// For every leaf, and every other node whose values the data hold, the nearest value in the units of the data with
/// which an entity gains at least one place; the entity is a position in `rows`, which are rows of the panel.
///
/// One cell is changed at a time, and only for the leaf in question where several leaves read the column. The row is
/// scored again with what was fitted to the sample as it is, and the other entities keep their index. Values are
/// tried in steps of the last decimal with which the column is written, inside of the declared `range`; a column
/// without negative values does not become negative. A score above the end of a fitted scale is no answer, because
/// the better value would move that end.
///
/// # Errors
/// An entity that is not there, that has no index, or that is the first.
///
/// ```
/// use icip::data::{Column, Entity, Panel};
/// use icip::exec::Par;
/// use icip::framework::Files;
/// use icip::plan::Plan;
/// use icip::robustness::EntityIx;
/// use icip::robustness::answers::{Reach, leaf_gains};
///
/// let toml = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n\
///     [defaults]\nnormalise = { goalposts = { worst = 0, best = 20 } }\n[[nodes]]\ncode = \"I\"\n\
///     [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"prototypes\"\n\
///     [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"patents\"\n";
/// let framework = Files::new("x.toml", toml).read()?.value;
/// let panel = Panel::builder()
///     .entities(["p", "q"].map(Entity::new))
///     .column("prototypes", Column::new([8.0, 10.0].map(Some))?)
///     .column("patents", Column::new([4.0, 6.0].map(Some))?)
///     .build()?;
/// let prepared = Plan::compile(&framework, &panel.schema())?.prepare(&panel, Par::Seq)?;
/// let card = prepared.score()?;
/// let gains = leaf_gains(&prepared, &card, &[0, 1], EntityIx::new(0))?;
/// // q has (10 + 6) / 2 prototypes and patents together: p needs 4 more of one or the other.
/// assert_eq!(gains[0].reach, Reach::At { value: 12.0, rank: 1 });
/// assert_eq!(gains[1].reach, Reach::At { value: 8.0, rank: 1 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn leaf_gains(
    prepared: &Prepared<'_>,
    card: &Scorecard<'_>,
    rows: &[usize],
    entity: EntityIx,
) -> Result<Vec<LeafGain>, Problems> {
    let question = Question::new(prepared, card, rows, entity)?;
    Ok(card.plan().entries().into_iter().filter_map(|node| question.leaf(node)).collect())
}

/// What the cells of one entity are asked about.
struct Question<'q> {
    prepared: &'q Prepared<'q>,
    card: &'q Scorecard<'q>,
    row: usize,
    /// The positions of the others on the grid, ascending.
    others: Vec<f64>,
    grid: Grid,
    on: RankOn,
    index: f64,
    rank: usize,
}

impl<'q> Question<'q> {
    fn new(
        prepared: &'q Prepared<'q>,
        card: &'q Scorecard<'q>,
        rows: &[usize],
        entity: EntityIx,
    ) -> Result<Self, Problems> {
        let no = |what, hint| Err(Problems::from(refused(what, hint)));
        let Some(row) = rows.get(entity.get()).copied() else {
            let last = rows.len().saturating_sub(1);
            return no(message!("no-entity-at", entity = entity.get()), message!("no-entity-at-hint", last));
        };
        let on = card.framework().rank_spec().on;
        let ranked: Option<Vec<f64>> = rows.iter().map(|row| card.index().get(*row)).collect();
        let (Some(ranked), Some(index)) = (ranked, card.index().get(row)) else {
            return no(message!("no-exact-answer-no-index"), message!("no-exact-answer-no-index-hint"));
        };
        let ranked: Vec<f64> = ranked.into_iter().map(|index| on.of(index)).collect();
        let grid = on.grid(kernel::bounds(&ranked));
        let mut others: Vec<f64> = ranked.iter().map(|index| grid.position(*index)).collect();
        others.remove(entity.get());
        others.sort_by(f64::total_cmp);
        let mut question = Self { prepared, card, row, others, grid, on, index, rank: 1 };
        question.rank = question.rank_at(index);
        if question.rank == 1 {
            let entity = card.panel().entities()[row].key();
            return no(message!("no-exact-answer-first", entity), message!("no-exact-answer-first-hint"));
        }
        Ok(question)
    }

    fn rank_at(&self, index: f64) -> usize {
        let own = self.grid.position(self.on.of(index));
        1 + self.others.len() - self.others.partition_point(|other| *other <= own)
    }

    fn leaf(&self, node: NodeIx) -> Option<LeafGain> {
        let spec = &self.card.framework().nodes()[node];
        let column = match self.card.plan().origin(node) {
            Origin::Measured { column, .. } | Origin::Entered { column } => column,
            Origin::Computed | Origin::Unused => return None,
        };
        let cells = self.card.panel().column_at(column);
        let now = cells.get(self.row);
        let reach = match (now, self.card.compares_above(node)) {
            (_, Some(by)) => Reach::Compared { by },
            (None, _) => Reach::Missing { filled: self.prepared.value_in(node, self.row) },
            (Some(now), None) => self.reach(node, spec, cells, now),
        };
        Some(LeafGain { node, column, now, reach })
    }

    fn reach(&self, node: NodeIx, spec: &Node, cells: &Column, now: f64) -> Reach {
        let steps = Steps::of(spec, cells, now);
        let tried = |values: &[f64]| {
            let scores = self.prepared.scored_in(node, self.row, values);
            let index = self.card.index_with(node, self.row, &scores);
            (scores, index)
        };
        let gains = |values: &[f64]| -> Vec<bool> {
            let better = |index: Option<f64>| index.is_some_and(|index| self.rank_at(index) < self.rank);
            tried(values).1.into_iter().map(better).collect()
        };
        // An answer has no distance to another: the nearest is the one with the lowest score that is enough.
        let enough = || -> Option<f64> {
            let all = steps.all();
            let scored = self.prepared.scored_in(node, self.row, &all);
            let gains = gains(&all).into_iter().zip(all).zip(scored);
            let gains =
                gains.filter_map(|((gains, value), score)| score.filter(|_| gains).map(|z| (z, value)));
            gains.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, value)| value)
        };
        let is_answer = spec.leaf().is_some_and(|leaf| leaf.tokens.is_some());
        if let Some(value) = if is_answer { enough() } else { first_that(&steps, &gains) } {
            let rank = tried(&[value]).1[0].map_or(self.rank, |index| self.rank_at(index));
            return Reach::At { value, rank };
        }
        let all = steps.all();
        let (scores, index) = tried(&all);
        let here = self.grid.position(self.index);
        let mut others = index.iter().flatten().peekable();
        if others.peek().is_some() && others.all(|index| self.grid.position(*index) == here) {
            return Reach::NoInfluence;
        }
        // Above the end of a scale that is fitted to the sample no value has a score.
        let end = spec.range().hi;
        if end.is_finite() && scores.contains(&None) {
            return Reach::EndOfScale { score: end };
        }
        let best =
            scores.iter().flatten().copied().reduce(|best, score| if score > best { score } else { best });
        let (min, max) = steps.ends();
        match best {
            Some(score) if scores.iter().filter(|other| **other == best).count() > 1 => {
                Reach::EndOfScale { score }
            }
            _ => Reach::OutOfRange { min, max },
        }
    }
}

#[cfg(test)]
mod tests;
