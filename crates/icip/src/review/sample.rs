//! The columns that are audited: leaves after a step and scores of nodes, in some rows of a scorecard.

use crate::framework::{Framework, NodeIx, NodeKind, Thresholds};
use crate::normalise::Direction;
use crate::plan::{Origin, Scorecard};
use crate::review::options::{ReviewOptions, Stage};
use crate::stages::stages;
use icip_problem::Problems;
use icip_table::data::Column;

/// A leaf or a node that has scores, in the rows that are audited.
pub(super) struct Subject {
    pub(super) node: NodeIx,
    /// Whether it is an entry: no node below it was computed.
    pub(super) is_entry: bool,
    /// Its values as they are.
    pub(super) column: Column,
    /// The same, turned where less is better and it is not normalised.
    pub(super) turned: Column,
}

/// What is audited.
pub(super) struct Sample<'c> {
    pub(super) card: &'c Scorecard<'c>,
    pub(super) rows: &'c [usize],
    pub(super) thresholds: Thresholds,
    /// Entries and nodes, in the order of the framework.
    pub(super) subjects: Vec<Subject>,
    /// The place of each node among the subjects.
    places: Vec<Option<usize>>,
    /// Columns from outside, in the rows that are audited.
    pub(super) outside: Vec<(String, Column)>,
}

impl<'c> Sample<'c> {
    pub(super) fn of(
        card: &'c Scorecard<'c>,
        rows: &'c [usize],
        options: &ReviewOptions,
    ) -> Result<Self, Problems> {
        let framework = card.framework();
        let steps = match options.stage {
            Stage::Normalised => None,
            Stage::Raw | Stage::Treated => Some(stages(card)?),
        };
        let of_stage = |node: NodeIx| {
            let steps = steps.as_ref()?;
            let at = steps.leaves.iter().position(|leaf| *leaf == node)?;
            Some(if options.stage == Stage::Raw { &steps.denominated[at] } else { &steps.treated[at] })
        };
        let (mut subjects, mut places) = (Vec::new(), vec![None; framework.nodes().len()]);
        for (at, node) in NodeIx::first(framework.nodes().len()).enumerate() {
            let is_entry = match card.plan().origin(node) {
                Origin::Measured { .. } | Origin::Entered { .. } => true,
                Origin::Computed => false,
                Origin::Unused => continue,
            };
            let staged = of_stage(node);
            let column = part(staged.unwrap_or_else(|| card.scores().column(node)), rows);
            let is_turned = staged.is_some()
                && framework.nodes()[node].leaf().is_some_and(|leaf| leaf.direction() == Direction::Negative);
            let turned = if is_turned { negated(&column) } else { column.clone() };
            places[at] = Some(subjects.len());
            subjects.push(Subject { node, is_entry, column, turned });
        }
        let outside = options
            .outside
            .iter()
            .filter_map(|name| card.panel().column(name).map(|column| (name.clone(), part(column, rows))));
        let thresholds = options.thresholds.unwrap_or(*framework.audit_thresholds());
        Ok(Self { card, rows, thresholds, subjects, places, outside: outside.collect() })
    }

    pub(super) fn framework(&self) -> &Framework {
        self.card.framework()
    }

    pub(super) fn code(&self, node: NodeIx) -> &str {
        self.framework().nodes()[node].code()
    }

    /// The place of a node among the subjects, where it has scores.
    pub(super) fn place(&self, node: NodeIx) -> Option<usize> {
        self.places.get(node.get()).copied().flatten()
    }

    /// A node that has scores.
    pub(super) fn subject(&self, node: NodeIx) -> Option<&Subject> {
        self.place(node).map(|place| &self.subjects[place])
    }

    /// The entries, in the order of the framework.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().filter(|subject| subject.is_entry)
    }

    /// The nodes that were computed, with those of their children that have scores.
    pub(super) fn computed(&self) -> impl Iterator<Item = (&Subject, Vec<&Subject>)> {
        self.subjects.iter().filter(|subject| !subject.is_entry).filter_map(|subject| {
            let NodeKind::Inner(inner) = self.framework().nodes()[subject.node].kind() else { return None };
            let children = inner.children().iter().filter_map(|child| self.subject(*child)).collect();
            Some((subject, children))
        })
    }

    /// A divisor of a leaf, in the rows that are audited.
    pub(super) fn divisor(&self, node: NodeIx) -> Option<(&str, Column)> {
        let Origin::Measured { divisor: Some(divisor), .. } = self.card.plan().origin(node) else {
            return None;
        };
        let panel = self.card.panel();
        Some((panel.name_at(divisor), part(panel.column_at(divisor), self.rows)))
    }
}

/// The cells of a column in some rows.
fn part(column: &Column, rows: &[usize]) -> Column {
    // What is present is finite.
    Column::new(rows.iter().map(|row| column.get(*row))).unwrap_or_else(|_| Column::absent(rows.len()))
}

fn negated(column: &Column) -> Column {
    let cells = column.cells().map(|cell| cell.map(|x| 0.0 - x));
    Column::new(cells).unwrap_or_else(|_| Column::absent(column.rows()))
}

/// The values of the entities that have both.
pub(super) fn both(one: &Column, other: &Column) -> (Vec<f64>, Vec<f64>) {
    if let (Some(one), Some(other)) = (one.complete(), other.complete()) {
        return (one.to_vec(), other.to_vec());
    }
    one.cells().zip(other.cells()).filter_map(|(one, other)| Some((one?, other?))).unzip()
}

/// The values of the entities that have all, column by column, and their places among the rows.
pub(super) fn complete(columns: &[&Column]) -> (Vec<Vec<f64>>, Vec<usize>) {
    let count = columns.first().map_or(0, |column| column.rows());
    let rows: Vec<usize> =
        (0..count).filter(|row| columns.iter().all(|column| column.is_present(*row))).collect();
    let values = columns.iter().map(|column| rows.iter().filter_map(|row| column.get(*row)).collect());
    (values.collect(), rows)
}
