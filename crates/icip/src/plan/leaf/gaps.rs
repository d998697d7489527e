//! The gaps of a leaf: what fills them, and what becomes of a filled value that the data could not hold.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::{LeafRun, Raw};
use crate::framework::{Beyond, Leaf, NodeIx};
use crate::impute::{Alike, Family, Gaps, Other};
use crate::plan::entry::SharedColumn;
use crate::plan::findings::Outside;
use crate::plan::trail::reason;
use crate::plan::{Fits, Origin, SampleRows, Step};
use icip_problem::{Code, Problem, message};
use icip_table::data::Column;

impl<'a> LeafRun<'_, 'a> {
    pub(super) fn impute(
        &mut self,
        x: &SharedColumn<'a>,
        leaf: &Leaf,
        entries: &[NodeIx],
        raw: &[Raw<'a>],
    ) -> Option<SharedColumn<'a>> {
        let method = leaf.impute.kernel();
        if x.complete().is_some() || method.is_none() {
            // A column of the panel stays borrowed, and one that was divided is shared.
            return Some(x.clone());
        }
        if let Some(fits) = self.context.fits {
            return self.fill_alike(x, leaf, fits).map(SharedColumn::from);
        }
        let other = |code: &str| {
            let ix = self.context.plan.framework.position(code).filter(|ix| *ix != self.node)?;
            self.other(ix, &raw[entries.binary_search(&ix).ok()?])
        };
        let entities = self.context.panel.entities();
        let labels = |name: &str| {
            let group = self.context.panel.groups().iter().position(|group| group == name)?;
            Some(entities.iter().map(|entity| entity.groups[group].as_deref()).collect())
        };
        let framework = &self.context.plan.framework;
        let family = |all: bool, below: Option<&str>| match below {
            Some(name) => framework.ancestor(self.node, name).map(|ancestor| Family::Below(ancestor.get())),
            None if all => Some(Family::All),
            None => self.spec().parent().map(|parent| Family::Siblings(parent.get())),
        };
        let members = |of: Family| self.members(of, entries, raw);
        let time = |row: usize| entities[row].period.as_ref().and_then(|period| period.parse::<f64>().ok());
        // Few methods ask for the rows of an entity, so they are found when the first one does.
        let rows_of = OnceCell::new();
        let history = |row: usize| -> Result<Vec<(f64, Option<f64>)>, String> {
            let rows_of = rows_of.get_or_init(|| {
                let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
                for (row, entity) in entities.iter().enumerate() {
                    rows.entry(entity.code.as_str()).or_default().push(row);
                }
                rows
            });
            let same = rows_of.get(entities[row].code.as_str()).into_iter().flatten();
            let cell = |other: &usize| match time(*other).filter(|time| time.is_finite()) {
                Some(time) => Ok((time, x.get(*other))),
                None => Err(entities[*other].key()),
            };
            let mut cells = same.map(cell).collect::<Result<Vec<_>, String>>()?;
            cells.sort_by(|a, b| a.0.total_cmp(&b.0));
            Ok(cells)
        };
        let mut filled: Vec<(usize, f64)> = Vec::new();
        let mut unfit = Vec::new();
        let lists: Vec<Vec<usize>> =
            self.context.samples.list.iter().map(|sample| sample.rows.iter().collect()).collect();
        for (sample, (SampleRows { period, .. }, rows)) in
            self.context.samples.list.iter().zip(&lists).enumerate()
        {
            let gaps = Gaps {
                code: self.spec().code(),
                sample,
                family: &family,
                members: &members,
                shared: self.context.shared,
                target: x,
                direction: leaf.direction,
                rows,
                other: &other,
                labels: &labels,
                history: &history,
                time: &time,
            };
            match method.fill(&gaps) {
                Ok(values) => filled.extend(values),
                Err(why) => unfit.push((period.clone(), why)),
            }
        }
        let sound = unfit.is_empty();
        for (period, why) in unfit {
            self.unfit(leaf.impute.name(), period.as_deref(), &why);
        }
        // Also where some sample could not be fitted, so that the problems of all cells are reported
        // together.
        let column = self.fill(x, leaf, filled)?;
        sound.then_some(SharedColumn::from(column))
    }

    /// Fills the gaps of each sample by the number that was fitted to it.
    fn fill_alike(&mut self, x: &Column, leaf: &Leaf, fits: &Fits) -> Option<Column> {
        let mut filled = Vec::new();
        for SampleRows { period, rows, .. } in &self.context.samples.list {
            let gaps: Vec<usize> = rows.iter().filter(|row| !x.is_present(*row)).collect();
            let value = match leaf.impute.kernel().alike()? {
                Alike::Value(value) => Some(value),
                Alike::Mean => fits.mean(self.node, period),
            };
            match value {
                Some(value) => filled.extend(gaps.into_iter().map(|row| (row, value))),
                None if gaps.is_empty() => {}
                None => self.unknown_sample(leaf.impute.name(), period.as_deref()),
            }
        }
        self.fill(x, leaf, filled)
    }

    /// The column with some gaps filled.
    fn fill(&mut self, x: &Column, leaf: &Leaf, filled: Vec<(usize, f64)>) -> Option<Column> {
        let method = leaf.impute.name();
        let why = reason(|| message!("trail-filled", method));
        let mut cells: Vec<Option<f64>> = x.cells().collect();
        let mut sound = true;
        for (row, value) in filled {
            debug_assert!(cells[row].is_none(), "a present value is never changed");
            // A declared range is one of the data, so it says nothing about quotients.
            let passed = leaf.passed(value).filter(|_| leaf.denominate.is_none());
            match passed.map(|end| (end, leaf.beyond.unwrap_or_default())) {
                Some((end, Beyond::Clip)) => {
                    cells[row] = Some(end);
                    let why = reason(|| message!("trail-filled-clipped", method, value, end));
                    self.change(row, Step::Impute, None, Some(end), &why);
                    continue;
                }
                Some((_, Beyond::Warn)) => self.filled_outside(row, value),
                Some((_, Beyond::Refuse)) => {
                    sound = false;
                    self.refuse_filled(row, value, leaf);
                }
                None => {}
            }
            cells[row] = Some(value);
            self.change(row, Step::Impute, None, Some(value), &why);
        }
        if !sound {
            return None;
        }
        self.checked(cells, |node, value| message!("not-finite-imputation", node, value))
    }

    /// A filled gap outside of the declared range, of which the finding keeps the first.
    fn filled_outside(&mut self, row: usize, score: f64) {
        let column = self.spec().leaf().map_or("", Leaf::column);
        let place = self.context.panel.place(row).field(column);
        let first = || Box::new(Outside { count: 0, place, score });
        self.note().found.filled.get_or_insert_with(first).count += 1;
    }

    fn refuse_filled(&mut self, row: usize, value: f64, leaf: &Leaf) {
        let place = self.context.panel.place(row).field(leaf.column());
        let what = match leaf.range {
            (Some(low), _) if value < low => {
                message!("out-of-range-filled-low", method = leaf.impute.name(), value, bound = low)
            }
            (_, high) => {
                let bound = high.unwrap_or_default();
                message!("out-of-range-filled-high", method = leaf.impute.name(), value, bound)
            }
        };
        let problem = Problem::new(Code::OutOfRange, place, what);
        self.note().problems.push(problem.hint(message!("out-of-range-filled-hint")));
    }

    /// The leaves of a family that the data measure.
    fn members<'o>(&'o self, of: Family, entries: &[NodeIx], raw: &'o [Raw<'a>]) -> Vec<Other<'o>> {
        let nodes = self.context.plan.framework.nodes();
        let mut family: Vec<NodeIx> = match of {
            Family::All => entries.to_vec(),
            Family::Siblings(parent) => nodes[NodeIx::new(parent)].children().to_vec(),
            Family::Below(ancestor) => {
                let (mut below, mut next) = (Vec::new(), vec![NodeIx::new(ancestor)]);
                while let Some(node) = next.pop() {
                    below.extend(nodes[node].children());
                    next.extend(nodes[node].children());
                }
                below
            }
        };
        // Entries are in the framework's order.
        family.sort_unstable();
        let member = |ix: &NodeIx| self.other(*ix, &raw[entries.binary_search(ix).ok()?]);
        family.iter().filter_map(member).collect()
    }

    /// A leaf, where the data measure it.
    fn other<'o>(&'o self, ix: NodeIx, raw: &'o Raw<'a>) -> Option<Other<'o>> {
        let nodes = self.context.plan.framework.nodes();
        let measured = matches!(self.context.plan.origins[ix], Origin::Measured { .. });
        Some(Other {
            code: nodes[ix].code(),
            column: raw.column.as_deref()?,
            direction: nodes[ix].leaf()?.direction,
        })
        .filter(|_| measured)
    }
}
