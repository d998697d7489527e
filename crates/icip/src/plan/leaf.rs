//! One leaf on its way from measurements to comparable scores: denominate, impute, treat, normalise.
//!
//! The order of these steps is written here. What a step computes is up to its method.

mod fitting;
mod gaps;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::framework::{Leaf, Node, NodeIx};
use crate::impute::Shared;
use crate::plan::entry::{Entry, Scales, SharedColumn};
use crate::plan::findings::{EntryFindings, Named, Outside, Undivided};
use crate::plan::trail::reason;
use crate::plan::{Change, Fits, Origin, Plan, Samples, Step, Trail};
use crate::scale::{Scale, Unfit};
use icip_problem::{Code, Message, Problem, message};
use icip_table::data::{Column, ColumnIx, Mask, Panel};

/// What all leaves of a table share.
#[derive(Clone, Copy)]
pub(crate) struct LeafContext<'r, 'a> {
    pub(crate) plan: &'r Plan<'r>,
    pub(crate) panel: &'a Panel,
    /// Columns that replace those of the panel, by their positions.
    pub(crate) changed: &'r BTreeMap<ColumnIx, Column>,
    pub(crate) samples: &'r Samples,
    /// The samples of the normalisation.
    pub(crate) scales: &'r Samples,
    /// What was fitted to the whole table, where these rows are a part of one.
    pub(crate) fits: Option<&'r Fits>,
    /// What families of leaves say of rows.
    pub(crate) shared: &'r Shared,
}

/// What a leaf adds to the trail, the findings and the problems.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) trail: Vec<Change>,
    pub(crate) found: EntryFindings,
    pub(crate) problems: Vec<Problem>,
}

/// A column in its own units, denominated; or a finished score. It is borrowed from the panel until a step
/// changes it.
pub(crate) struct Raw<'a> {
    column: Option<SharedColumn<'a>>,
    pub(crate) notes: Option<Box<Notes>>,
}

impl Raw<'_> {
    /// Whether the column is there and has gaps.
    pub(crate) fn has_gaps(&self) -> bool {
        self.column.as_ref().is_some_and(|column| column.complete().is_none())
    }
}

/// The problems of some notes.
fn problems(notes: impl IntoIterator<Item = Option<Box<Notes>>>) -> Vec<Problem> {
    notes.into_iter().flatten().flat_map(|notes| notes.problems).collect()
}

/// No column replaces one of the panel.
pub(crate) static UNCHANGED: BTreeMap<ColumnIx, Column> = BTreeMap::new();

/// The rows of each period and group.
type RowsByGroup<'a> = BTreeMap<(&'a str, Option<&'a str>), Vec<usize>>;

/// One node on its way through the steps.
pub(crate) struct LeafRun<'r, 'a> {
    context: &'r LeafContext<'r, 'a>,
    node: NodeIx,
    /// Most leaves have none.
    notes: Option<Box<Notes>>,
    /// The rows of each period, found when a method asks for those of a named one.
    periods: OnceCell<BTreeMap<&'a str, Vec<usize>>>,
    /// The rows of each period and of each group inside whose scales they are, found when a base is asked for those of one.
    groups: OnceCell<RowsByGroup<'a>>,
    /// The periods in the order of time, and the end of each among them, found when a base moves with them.
    order: OnceCell<(Vec<&'r str>, BTreeMap<&'r str, usize>)>,
}

impl<'r, 'a> LeafRun<'r, 'a> {
    pub(crate) fn new(context: &'r LeafContext<'r, 'a>, node: NodeIx) -> Self {
        Self {
            context,
            node,
            notes: None,
            periods: OnceCell::new(),
            groups: OnceCell::new(),
            order: OnceCell::new(),
        }
    }

    /// Calls a function with the denominated column. Returns the problems on the way to it.
    pub(crate) fn with_raw(self, take: impl FnOnce(&Column)) -> Vec<Problem> {
        let Raw { column, notes } = self.read();
        if let Some(column) = column {
            take(&column);
        }
        problems([notes])
    }

    /// Calls a function with the column before and after treatment. Returns the problems on the way to it.
    pub(crate) fn with_treated(self, leaf: &Leaf, take: impl FnOnce(&Column, &Column)) -> Vec<Problem> {
        let mut run = Self::new(self.context, self.node);
        let Raw { column, notes } = self.read();
        let steps = |column: SharedColumn<'a>| {
            let before = run.impute(&column, leaf, &[], &[])?;
            let (after, _) = run.treat(before.clone(), leaf)?;
            Some((before, after))
        };
        if let Some((before, after)) = column.and_then(steps) {
            take(&before, &after);
        }
        problems([notes, run.notes])
    }

    /// The column in its own units, denominated; or the finished score.
    pub(crate) fn read(mut self) -> Raw<'a> {
        let column = match self.context.plan.origins[self.node] {
            Origin::Entered { column } => Some(match self.context.changed.get(&column) {
                Some(changed) => SharedColumn::from(changed.clone()),
                None => SharedColumn::OfPanel(self.entered(column)),
            }),
            Origin::Measured { column, divisor } => self.measured(column, divisor),
            Origin::Computed | Origin::Unused => None,
        };
        Raw { column, notes: self.notes }
    }

    /// From the denominated column to the score; `position` is that of this node among the entries.
    pub(crate) fn finish(
        mut self,
        entries: &[NodeIx],
        raw: &[Raw<'a>],
        position: usize,
    ) -> (Option<Entry<'a>>, Option<Box<Notes>>) {
        let Some(column) = &raw[position].column else { return (None, self.notes) };
        let entry = match (self.context.plan.origins[self.node], self.spec().leaf()) {
            (Origin::Measured { .. }, Some(leaf)) => self.comparable(column, leaf, entries, raw),
            _ => Some(Entry::finished(column.clone())),
        };
        (entry, self.notes)
    }

    fn note(&mut self) -> &mut Notes {
        self.notes.get_or_insert_default()
    }

    fn spec(&self) -> &'r Node {
        &self.context.plan.framework.nodes()[self.node]
    }

    /// A finished score is taken as it is. One outside of the node's range is worth a warning.
    fn entered(&mut self, column: ColumnIx) -> &'a Column {
        let column = self.context.panel.column_at(column);
        let range = self.spec().range();
        let outside: Vec<usize> =
            (0..column.rows()).filter(|row| column.get(*row).is_some_and(|z| !range.contains(z))).collect();
        if let Some(first) = outside.first() {
            let place = self.context.panel.place(*first).field(self.spec().code());
            let score = column.get(*first).unwrap_or_default();
            self.note().found.outside = Some(Box::new(Outside { count: outside.len(), place, score }));
        }
        column
    }

    fn measured(&mut self, column: ColumnIx, divisor: Option<ColumnIx>) -> Option<SharedColumn<'a>> {
        let x = match self.context.changed.get(&column) {
            Some(changed) => SharedColumn::from(changed.clone()),
            None => SharedColumn::OfPanel(self.context.panel.column_at(column)),
        };
        let rule = self.context.plan.framework.nodes()[self.node].leaf()?.denominate.as_ref();
        match (rule, divisor) {
            (Some(rule), Some(divisor)) => {
                self.denominate(&x, rule, self.context.panel.column_at(divisor)).map(SharedColumn::from)
            }
            _ => Some(x),
        }
    }

    fn comparable(
        &mut self,
        x: &SharedColumn<'a>,
        leaf: &Leaf,
        entries: &[NodeIx],
        raw: &[Raw<'a>],
    ) -> Option<Entry<'a>> {
        let measured = self.impute(x, leaf, entries, raw)?;
        let (column, treated) = self.treat(measured.clone(), leaf)?;
        let (scales, groups) = self.normalise(&column, leaf)?;
        Some(Entry {
            column,
            measured,
            treated,
            scales,
            groups,
            round: self.context.plan.framework.nodes()[self.node].round,
        })
    }

    fn denominate(&mut self, x: &Column, rule: &crate::denominate::Denominate, d: &Column) -> Option<Column> {
        let why = reason(|| message!("trail-no-divisor", divisor = &rule.by));
        let mut cells = Vec::with_capacity(x.rows());
        let mut without = Vec::new();
        for row in 0..x.rows() {
            let (cell, otherwise) = rule.cell(x.get(row), d.get(row));
            if otherwise {
                self.change(row, Step::Denominate, x.get(row), cell, &why);
            } else if cell.is_none() && x.is_present(row) {
                without.push(row);
            }
            cells.push(cell);
        }
        if let Some(first) = without.first() {
            let place = self.context.panel.place(*first).field(&rule.by);
            let entities = Named::of(self.context.panel, without);
            self.note().found.undivided = Some(Box::new(Undivided { entities, place }));
        }
        self.checked(cells, |node, value| message!("not-finite-division", node, value))
    }

    fn unfit(&mut self, method: &str, period: Option<&str>, unfit: &Unfit) {
        let problem = unfit_problem(self.context.plan, self.node, method, period, unfit);
        self.note().problems.push(problem);
    }

    /// Rows of a sample that was empty, or not there, when the table was fitted.
    fn unknown_sample(&mut self, method: &str, period: Option<&str>) {
        let (what, hint) =
            (message!("cannot-fit-unknown-sample"), message!("cannot-fit-unknown-sample-hint"));
        self.unfit(method, period, &Unfit::new(what, hint));
    }

    /// The check after a step, for rows from `first` on: a value that was present is still finite, or an
    /// error names the entity. Whether all are.
    fn inside(&mut self, x: &Column, first: usize, values: &[f64], scales: &Scales) -> bool {
        // The scales of all samples come from one method, so one of them can say what is allowed.
        let domain = scales.each().flatten().last().map(Scale::domain);
        let mut sound = true;
        for (row, value) in values.iter().enumerate().map(|(i, value)| (first + i, value)) {
            if let Some(before) = x.get(row).filter(|_| !value.is_finite()) {
                sound = false;
                let place =
                    self.context.panel.place(row).field(self.spec().leaf().map_or("", |leaf| &leaf.column));
                let answer = self.spec().leaf().and_then(|leaf| leaf.answer(before));
                let shown = answer.map_or_else(|| before.to_string(), str::to_owned);
                let what = message!("outside-domain-value", value = shown, node = self.spec().code());
                let mut problem = Problem::new(Code::OutsideDomain, place, what);
                problem.hint.clone_from(&domain);
                self.note().problems.push(problem);
            }
        }
        sound
    }

    /// A column of the cells; or a problem for each that is no finite number, which `not_finite` puts into words from
    /// a node and a number.
    fn checked(
        &mut self,
        cells: Vec<Option<f64>>,
        not_finite: impl Fn(&str, f64) -> Message,
    ) -> Option<Column> {
        let mut sound = true;
        for (row, value) in cells.iter().enumerate().filter_map(|(row, cell)| Some((row, (*cell)?))) {
            if !value.is_finite() {
                sound = false;
                let what = not_finite(self.spec().code(), value);
                let problem = Problem::new(Code::NotFinite, self.context.panel.place(row), what);
                self.note().problems.push(problem);
            }
        }
        let mask = Mask::from_flags(cells.iter().map(Option::is_some));
        let values = cells.into_iter().map(Option::unwrap_or_default).collect();
        Column::from_parts(values, Some(mask)).ok().filter(|_| sound)
    }

    fn change(
        &mut self,
        row: usize,
        step: Step,
        before: Option<f64>,
        after: Option<f64>,
        why: &Arc<Message>,
    ) {
        if self.context.plan.trail == Trail::Keep {
            let change = Change { row, node: self.node, step, before, after, why: why.clone() };
            self.note().trail.push(change);
        }
    }
}

/// The problem of a step that cannot be fitted to a sample.
pub(crate) fn unfit_problem(
    plan: &Plan<'_>,
    node: NodeIx,
    method: &str,
    period: Option<&str>,
    unfit: &Unfit,
) -> Problem {
    let spec = &plan.framework.nodes()[node];
    let (node, what) = (spec.code(), unfit.what.clone());
    let what = match period {
        None => message!("cannot-fit-method", method, node, what),
        Some(period) => message!("cannot-fit-method-in-period", method, node, period, what),
    };
    let place = plan.schema.source().field(spec.leaf().map_or(node, Leaf::column));
    Problem::new(Code::CannotFit, place, what).hint(unfit.allowed.clone())
}
