//! What a reader of the scores should know, counted block by block and put into words once. It must not know
//! how scores are computed.

use crate::framework::{Framework, NodeIx};
use crate::plan::{Origin, Plan};
use icip_problem::{Code, Place, Problem, Value, message, quoted_and_more};
use icip_table::data::{Column, Names, Panel, Scores};

/// Entities that a message names. More would hide the rest of the message.
const SHOWN: usize = 5;

/// What was found on the way from data to scores: counts and first cases. Those of the blocks of a table add
/// up to those of the table in memory.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    pub(crate) rows: usize,
    pub(crate) names: Names,
    /// Smallest and largest score of the index.
    pub(crate) index: Option<(f64, f64)>,
    /// What was found in each entry, in the order of [`Plan::entries`].
    pub(crate) entries: Vec<EntryFindings>,
    /// The warnings of the rules that compute weights.
    pub(crate) weights: Vec<Problem>,
    /// How many scores each node has.
    pub(crate) present: Vec<usize>,
    pub(crate) without_index: Named,
    /// For each child of the index, the entities with an index although that child is absent.
    pub(crate) without_child: Vec<Named>,
    /// For each unranked entity of the framework, whether it is in the data.
    pub(crate) unranked: Vec<bool>,
}

/// What was found in one column.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntryFindings {
    /// Values after the last step.
    pub(crate) present: usize,
    pub(crate) outside: Option<Box<Outside>>,
    /// Filled gaps outside of the declared range.
    pub(crate) filled: Option<Box<Outside>>,
    pub(crate) undivided: Option<Box<Undivided>>,
    /// What was fitted and deserves a warning.
    pub(crate) doubts: Vec<Problem>,
}

/// Finished scores outside of the node's range, or filled gaps outside of the declared one: how many, and the first.
#[derive(Debug, Clone)]
pub(crate) struct Outside {
    pub(crate) count: usize,
    pub(crate) place: Place,
    pub(crate) score: f64,
}

/// Entities whose divisor is zero or absent, and the place of the first.
#[derive(Debug, Clone)]
pub(crate) struct Undivided {
    pub(crate) entities: Named,
    pub(crate) place: Place,
}

/// How many entities there are, and the names of the first ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    count: usize,
    first: Vec<String>,
}

impl Named {
    pub(crate) fn of(panel: &Panel, rows: impl IntoIterator<Item = usize>) -> Self {
        let mut named = Self::default();
        for row in rows {
            if named.count < SHOWN {
                named.first.push(panel.entities()[row].key());
            }
            named.count += 1;
        }
        named
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn merge(&mut self, other: Self) {
        let room = SHOWN.saturating_sub(self.first.len());
        self.first.extend(other.first.into_iter().take(room));
        self.count += other.count;
    }

    /// The first names in backticks, and how many more there are.
    pub(crate) fn names(&self) -> Value {
        let more = self.count.saturating_sub(self.first.len());
        quoted_and_more(self.first.iter().map(String::as_str), more)
    }
}

impl EntryFindings {
    pub(crate) fn merge(&mut self, other: Self) {
        self.present += other.present;
        self.doubts.extend(other.doubts);
        for (before, next) in [(&mut self.outside, other.outside), (&mut self.filled, other.filled)] {
            match (before, next) {
                (Some(before), Some(next)) => before.count += next.count,
                (before, next) => *before = before.take().or(next),
            }
        }
        match (&mut self.undivided, other.undivided) {
            (Some(before), Some(next)) => before.entities.merge(next.entities),
            (before, next) => *before = before.take().or(next),
        }
    }
}

impl Findings {
    /// The same with what is found in the scores of the nodes.
    pub(crate) fn with_scores(self, framework: &Framework, panel: &Panel, scores: &Scores) -> Self {
        let index = scores.column(framework.root);
        let rows = || 0..index.rows();
        let without_child = framework.root().children().iter().map(|child| {
            let column = scores.column(*child);
            Named::of(panel, rows().filter(|row| index.is_present(*row) && !column.is_present(*row)))
        });
        Self {
            rows: index.rows(),
            index: index.bounds(),
            present: scores.columns().iter().map(Column::present_count).collect(),
            without_index: Named::of(panel, rows().filter(|row| !index.is_present(*row))),
            without_child: without_child.collect(),
            ..self
        }
    }

    /// Adds what was found in the next block of the same table.
    pub fn merge(&mut self, next: Self) {
        // The lists of an empty value have no elements, to which those of the first block could be added.
        if self.rows == 0 {
            *self = next;
            return;
        }
        self.rows += next.rows;
        self.names = self.names.or(next.names);
        self.index = match (self.index, next.index) {
            (Some((low, high)), Some((least, most))) => {
                Some((if least < low { least } else { low }, if most > high { most } else { high }))
            }
            (before, next) => before.or(next),
        };
        self.entries.iter_mut().zip(next.entries).for_each(|(entry, next)| entry.merge(next));
        self.weights.extend(next.weights);
        self.present.iter_mut().zip(next.present).for_each(|(present, next)| *present += next);
        self.without_index.merge(next.without_index);
        self.without_child.iter_mut().zip(next.without_child).for_each(|(named, next)| named.merge(next));
        self.unranked.iter_mut().zip(next.unranked).for_each(|(found, next)| *found |= next);
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Which columns name the rows.
    pub fn names(&self) -> Names {
        self.names
    }

    /// Smallest and largest score of the index; `None` where no entity has one.
    pub fn index_bounds(&self) -> Option<(f64, f64)> {
        self.index
    }

    /// The findings in words, after those of the plan, in the order of the steps.
    pub fn warnings(&self, plan: &Plan<'_>) -> Vec<Problem> {
        let mut warnings = plan.warnings().to_vec();
        let entries = plan.entries();
        let is_entered = |node: NodeIx| matches!(plan.origin(node), Origin::Entered { .. });
        for (entry, node) in self.entries.iter().zip(&entries) {
            warnings.extend(entry.outside_range(plan, *node));
            warnings.extend(entry.filled_out_of_range(plan, *node));
            warnings.extend(entry.doubts.iter().cloned());
            warnings.extend(entry.zero_divisor(plan, *node));
            if is_entered(*node) {
                warnings.extend(self.empty_column(entry, plan, *node));
            }
        }
        // A measured column is known to be empty only after its last step, so this comes after what the
        // reading of the columns found.
        for (entry, node) in self.entries.iter().zip(&entries).filter(|(_, node)| !is_entered(**node)) {
            warnings.extend(self.empty_column(entry, plan, *node));
        }
        warnings.extend(self.weights.iter().cloned());
        self.of_nodes(plan, &mut warnings);
        warnings
    }

    fn empty_column(&self, entry: &EntryFindings, plan: &Plan<'_>, node: NodeIx) -> Option<Problem> {
        let node = &plan.framework.nodes()[node];
        let name = node.leaf().map_or(node.code(), |leaf| &leaf.column);
        let what = message!("empty-column-node", node = node.code());
        let empty = entry.present == 0 && self.rows > 0;
        empty.then(|| Problem::new(Code::EmptyColumn, plan.schema.source().field(name), what))
    }

    /// The findings about nodes and about the index.
    fn of_nodes(&self, plan: &Plan<'_>, warnings: &mut Vec<Problem>) {
        let framework = &*plan.framework;
        for (node, present) in NodeIx::first(self.present.len()).zip(&self.present) {
            if *present == 0 && self.rows > 0 && plan.origin(node) == Origin::Computed {
                let code = framework.nodes()[node].code();
                let what = message!("empty-node-code", node = code);
                warnings.push(Problem::new(Code::EmptyNode, Place::default().field(code), what));
            }
        }
        // Where no entity has an index, the warning about the empty node says so.
        if (1..self.rows).contains(&self.without_index.count) {
            let (entities, count) = (self.without_index.names(), self.without_index.count);
            let what = message!("without-index-entities", entities, count);
            warnings.push(Problem::new(Code::WithoutIndex, Place::default(), what));
        }
        for (child, named) in framework.root().children().iter().zip(&self.without_child) {
            let counts = framework.nodes()[*child].weight > 0.0 && self.present[*child] > 0;
            if counts && named.count > 0 && plan.origin(framework.root) == Origin::Computed {
                let (entities, count) = (named.names(), named.count);
                let child = framework.nodes()[*child].code();
                let what = message!("index-without-child-entities", entities, count, child);
                let hint = message!("index-without-child-hint", index = framework.root().code());
                warnings.push(Problem::new(Code::IndexWithoutChild, Place::default(), what).hint(hint));
            }
        }
        for (position, code) in framework.rank.unranked.iter().enumerate() {
            if !self.unranked.get(position).copied().unwrap_or_default() {
                let what = message!("unranked-unknown-entity", code);
                warnings.push(Problem::new(Code::UnrankedUnknown, Place::default(), what));
            }
        }
    }
}

impl EntryFindings {
    /// Finished scores on what may be another scale.
    fn outside_range(&self, plan: &Plan<'_>, node: NodeIx) -> Option<Problem> {
        let Outside { count, place, score } = self.outside.as_deref()?;
        let node = &plan.framework.nodes()[node];
        let what = message!(
            "outside-range-scores",
            count = *count,
            all = self.present,
            low = node.range().lo,
            high = node.range().hi,
            node = node.code(),
            score = *score,
        );
        let problem = Problem::new(Code::OutsideRange, place.clone(), what);
        Some(problem.hint(message!("outside-range-hint")))
    }

    /// Filled gaps outside of the declared range.
    fn filled_out_of_range(&self, plan: &Plan<'_>, node: NodeIx) -> Option<Problem> {
        let Outside { count, place, score } = self.filled.as_deref()?;
        let leaf = plan.framework.nodes()[node].leaf()?;
        let (count, method, value) = (*count, leaf.impute.name(), *score);
        let what = message!("filled-out-of-range-values", count, method, value);
        let problem = Problem::new(Code::FilledOutOfRange, place.clone(), what);
        Some(problem.hint(message!("filled-out-of-range-hint")))
    }

    /// Entities that a division left without a value.
    fn zero_divisor(&self, plan: &Plan<'_>, node: NodeIx) -> Option<Problem> {
        let Undivided { entities, place } = self.undivided.as_deref()?;
        let node = &plan.framework.nodes()[node];
        let by = &node.leaf()?.denominate.as_ref()?.by;
        let what = message!("zero-divisor-of", divisor = by, node = node.code(), entities = entities.names());
        let problem = Problem::new(Code::ZeroDivisor, place.clone(), what);
        Some(problem.hint(message!("zero-divisor-hint")))
    }
}
