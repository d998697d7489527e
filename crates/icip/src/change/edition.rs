//! Two editions of an index, entity by entity.

use std::collections::{BTreeMap, BTreeSet};

use super::attribute::{Cause, Part, Row, parts};
use super::ranks::{Both, Ranked};
use super::result::{Changes, Difference, EditOrder, EditStep, EntityChange, Standing};
use super::scored::Scored;
use super::split::shapley;
use crate::framework::{Draft, Edit, EditKind, Framework, edits};
use crate::plan::Plan;
use crate::successors::{Predecessors, Successors};
use icip_num::exec::{self, Par};
use icip_problem::{Code, Place, Problem, Problems, Report, message, quoted};
use icip_table::data::{Column, Panel};

/// One edition: a framework, its data, and the period that counts where the data have several.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Edition<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The data. Rows of other periods take part where the framework says so.
    pub panel: &'a Panel,
    /// The period; nothing for data without periods.
    pub period: Option<&'a str>,
    /// Which of its entities follow others, whose scores they are compared with.
    pub successors: Option<&'a Successors>,
}

impl<'a> Edition<'a> {
    /// An edition whose data have one row per entity.
    pub fn new(framework: &'a Framework, panel: &'a Panel) -> Self {
        Self { framework, panel, period: None, successors: None }
    }

    /// The edition of a period.
    #[must_use]
    pub fn of_period(self, period: &'a str) -> Self {
        Self { period: Some(period), ..self }
    }

    /// An edition of which some entities follow others. It counts for the later of two editions.
    #[must_use]
    pub fn succeeding(self, successors: &'a Successors) -> Self {
        Self { successors: Some(successors), ..self }
    }
}

/// The most edits that are made in all orders.
const ALL_ORDERS: usize = 8;

/// What changed between two editions, entity by entity.
///
/// The frameworks may differ. What the later one leaves out is left out first, from the data of the earlier edition; then
/// the data are compared under what both have in common; then the other edits are made, with the data of the later edition.
/// An edit without which no framework would be valid, or none that both tables can be scored with, is made together with the
/// next one, or before the data are compared.
///
/// # Errors
/// Those of scoring each edition; frameworks that have no nodes in common; more edits than can be made in all orders.
///
/// ```
/// use icip::{change::{Edition, change, EditOrder}, exec::Par, framework::Files, io};
/// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
///     [[nodes]]\ncode = \"i\"\n\
///     [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
///     [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
/// let framework = Files::new("t.toml", toml).read()?.value;
/// let data = b"code,year,a,b\nA,2021,10,30\nB,2021,20,20\nA,2022,40,20\nB,2022,20,24\n";
/// let panel = io::read_csv(data, "data", &framework.read_options())?.value.panel;
///
/// let edition = Edition::new(&framework, &panel);
/// let (before, after) = (edition.of_period("2021"), edition.of_period("2022"));
/// let changes = change(&before, &after, EditOrder::Stated, Par::Seq)?;
/// let first = changes.entities[0].difference.as_ref().ok_or("it is in both")?;
/// // From 20 to 30: half of 30 points more in `a`, and half of 10 points less in `b`.
/// assert_eq!(first.parts.iter().map(|part| part.points).collect::<Vec<_>>(), [15.0, -5.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn change(
    before: &Edition<'_>,
    after: &Edition<'_>,
    order: EditOrder,
    par: Par,
) -> Result<Changes, Problems> {
    Stages::new(before, after, order, par)?.changes()
}

/// What is scored on the way from one edition to the other.
struct Stages<'e> {
    before: Edition<'e>,
    after: Edition<'e>,
    order: EditOrder,
    par: Par,
}

/// The index after some edits, row by row of one of the tables.
struct Step {
    edits: Vec<Edit>,
    index: Column,
}

/// The way from one framework to the other.
#[derive(Default)]
struct Way {
    /// The edits that are made with the data of the earlier edition, and those with the data of the later one.
    early: Vec<Step>,
    late: Vec<Step>,
    /// What each late edit does to the index of a row, where they are made in all orders.
    over_all: Option<Vec<Vec<Option<f64>>>>,
}

impl<'e> Stages<'e> {
    fn new(before: &Edition<'e>, after: &Edition<'e>, order: EditOrder, par: Par) -> Result<Self, Problems> {
        let mut report = Report::default();
        [before, after].iter().for_each(|edition| edition.check(&mut report));
        report.into_problems()?;
        Ok(Self { before: *before, after: *after, order, par })
    }

    fn changes(&self) -> Result<Changes, Problems> {
        let found = edits(self.before.framework, self.after.framework);
        let (of_ranks, of_scores): (Vec<Edit>, Vec<Edit>) =
            found.into_iter().partition(|edit| edit.kind == EditKind::Rank);
        let mut changes = if of_scores.is_empty() {
            let framework = self.after.framework;
            let after = self.scored(framework, self.after.panel)?;
            if std::ptr::eq(self.before.panel, self.after.panel) {
                self.assemble(framework, [&after, &after], [&after, &after], Way::default())
            } else {
                let before = self.scored(framework, self.before.panel)?;
                self.assemble(framework, [&before, &after], [&before, &after], Way::default())
            }
        } else {
            self.through(&of_scores)?
        };
        changes.edits.extend(of_ranks.into_iter().map(|edit| EditStep { edits: vec![edit], early: false }));
        Ok(changes)
    }

    fn scored<'s>(&self, framework: &'s Framework, panel: &'s Panel) -> Result<Scored<'s>, Problems> {
        Scored::new(&Plan::compile(framework, &panel.schema())?, panel, self.par)
    }

    fn index(&self, framework: &Framework, panel: &Panel) -> Result<Column, Problems> {
        let plan = Plan::compile(framework, &panel.schema())?;
        Ok(plan.prepare(panel, self.par)?.score()?.index().clone())
    }

    /// The changes of two frameworks that differ.
    fn through(&self, edits: &[Edit]) -> Result<Changes, Problems> {
        let (first, last) = (self.before.framework, self.after.framework);
        // An edition that cannot be scored by itself says so.
        let ends = [self.scored(first, self.before.panel)?, self.scored(last, self.after.panel)?];
        let mut draft = Draft::new(first, last);
        let mut way = Way::default();
        let mut pending = Vec::new();
        let (left_out, others): (Vec<&Edit>, Vec<&Edit>) =
            edits.iter().partition(|edit| edit.kind == EditKind::LeftOut);
        for edit in left_out {
            draft.apply(edit, last);
            pending.push(edit.clone());
            self.try_step(&draft, self.before.panel, &mut pending, &mut way.early);
        }
        draft.scale_weights(last);
        // The data are compared as soon as there is a framework with which both tables can be scored.
        let mut others = others.into_iter();
        let common = loop {
            match draft.build(last).and_then(|framework| self.both(&framework).map(|()| framework)) {
                Ok(framework) => break framework,
                Err(problems) => {
                    let Some(edit) = others.next() else { return Err(self.nothing_in_common(&problems)) };
                    self.try_step(&draft, self.before.panel, &mut pending, &mut way.early);
                    draft.apply(edit, last);
                    pending.push(edit.clone());
                }
            }
        };
        let middle = [self.scored(&common, self.before.panel)?, self.scored(&common, self.after.panel)?];
        if !pending.is_empty() {
            way.early
                .push(Step { edits: std::mem::take(&mut pending), index: middle[0].card().index().clone() });
        }
        let late: Vec<&Edit> = others.collect();
        if self.order == EditOrder::Shapley {
            way.over_all = Some(self.over_all(&draft, &late)?);
        }
        for (at, edit) in late.iter().enumerate() {
            draft.apply(edit, last);
            pending.push((*edit).clone());
            if at + 1 == late.len() {
                let index = ends[1].card().index().clone();
                way.late.push(Step { edits: std::mem::take(&mut pending), index });
            } else {
                self.try_step(&draft, self.after.panel, &mut pending, &mut way.late);
            }
        }
        Ok(self.assemble(&common, [&ends[0], &ends[1]], [&middle[0], &middle[1]], way))
    }

    /// Adds a step where the edits so far give a framework that scores the table; otherwise they wait for the next one.
    fn try_step(&self, draft: &Draft, panel: &Panel, pending: &mut Vec<Edit>, steps: &mut Vec<Step>) {
        let index = draft.build(self.after.framework).and_then(|framework| self.index(&framework, panel));
        if let Ok(index) = index
            && !pending.is_empty()
        {
            steps.push(Step { edits: std::mem::take(pending), index });
        }
    }

    /// Whether both tables can be scored by a framework.
    fn both(&self, framework: &Framework) -> Result<(), Problems> {
        [self.before.panel, self.after.panel]
            .iter()
            .try_for_each(|panel| self.index(framework, panel).map(drop))
    }

    fn nothing_in_common(&self, last: &Problems) -> Problems {
        let [before, after] = [self.before, self.after].map(|edition| edition.framework.id());
        let why = last.iter().next().map(ToString::to_string).unwrap_or_default();
        let what = message!("nothing-in-common-frameworks", before, after, why);
        let problem = Problem::new(Code::NothingInCommon, Place::default(), what);
        problem.hint(message!("nothing-in-common-frameworks-hint")).into()
    }

    /// What each edit does to the index of each row of the later table, on average over all orders.
    fn over_all(&self, draft: &Draft, edits: &[&Edit]) -> Result<Vec<Vec<Option<f64>>>, Problems> {
        if edits.len() > ALL_ORDERS {
            let what = message!("limit-exceeded-edits", count = edits.len(), limit = ALL_ORDERS.to_string());
            let problem = Problem::new(Code::LimitExceeded, Place::default(), what);
            return Err(problem.hint(message!("limit-exceeded-edits-hint")).into());
        }
        let last = self.after.framework;
        let of_set = |set: usize| -> Result<Column, Problems> {
            let mut draft = draft.clone();
            let taken = edits.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            taken.for_each(|(_, edit)| draft.apply(edit, last));
            let framework = if set + 1 == 1 << edits.len() { last.clone() } else { draft.build(last)? };
            self.index(&framework, self.after.panel)
        };
        let values =
            (0..1 << edits.len()).map(of_set).collect::<Result<Vec<Column>, _>>().map_err(|problems| {
                let why = problems.iter().next().map(ToString::to_string).unwrap_or_default();
                let what = message!("nothing-in-common-orders", why);
                let problem = Problem::new(Code::NothingInCommon, Place::default(), what);
                Problems::from(problem.hint(message!("limit-exceeded-edits-hint")))
            })?;
        let rows = self.after.panel.rows();
        let mut parts = vec![vec![None; rows]; edits.len()];
        for row in 0..rows {
            if values.iter().all(|column| column.is_present(row)) {
                let of_row = shapley(edits.len(), |set| values[set].get(row).unwrap_or_default());
                parts.iter_mut().zip(of_row).for_each(|(part, points)| part[row] = Some(points));
            }
        }
        Ok(parts)
    }

    fn assemble(
        &self,
        framework: &Framework,
        ends: [&Scored<'_>; 2],
        middle: [&Scored<'_>; 2],
        way: Way,
    ) -> Changes {
        let periods = [self.before.period, self.after.period];
        let rows = [0, 1].map(|side| -> BTreeMap<&str, usize> {
            let entities = ends[side].card().panel().entities();
            let rows = ends[side].rows(periods[side]).into_iter();
            rows.map(|row| (entities[row].code.as_str(), row)).collect()
        });
        let code_of = |side: usize, row: usize| ends[side].card().panel().entities()[row].code.as_str();
        let later: Vec<(usize, Predecessors)> = ends[1]
            .rows(periods[1])
            .into_iter()
            .map(|row| (row, self.predecessors(code_of(1, row))))
            .collect();
        // How many entities each of the earlier ones went into.
        let mut heirs: BTreeMap<&str, usize> = BTreeMap::new();
        for (code, _) in later.iter().flat_map(|(_, of)| of) {
            *heirs.entry(code).or_default() += 1;
        }
        // Those of the earlier edition come again only where they left.
        let left: Vec<usize> = ends[0]
            .rows(periods[0])
            .into_iter()
            .filter(|row| !heirs.contains_key(code_of(0, *row)))
            .collect();
        let standing = |side: usize, row: usize| {
            let card = ends[side].card();
            let root = card.framework().root_index();
            Standing { score: card.index().get(row), rank: card.ranks(root).get(row) }
        };
        let entity = |side: usize, row: usize| {
            let of = &ends[side].card().panel().entities()[row];
            EntityChange::new(of.code.clone(), of.name.clone())
        };
        let of_later = |(row, of): &(usize, Predecessors)| {
            let mut entity = entity(1, *row);
            entity.after = Some(standing(1, *row));
            let earlier = of.iter().map(|(code, share)| Some((*rows[0].get(code.as_str())?, *share)));
            let Some(earlier) = earlier.collect::<Option<Vec<(usize, f64)>>>() else { return entity };
            match (of.as_slice(), earlier.as_slice()) {
                ([(code, _)], [(before, _)]) => {
                    let name = || ends[0].card().panel().entities()[*before].name.clone();
                    entity.name = entity.name.or_else(name);
                    entity.before = Some(standing(0, *before));
                    entity.difference = way.difference(ends, middle, (*before, *row));
                    if *code != entity.code {
                        entity.predecessors.clone_from(of);
                        // A rank is that of one entity.
                        if heirs[code.as_str()] > 1 {
                            entity.before = entity.before.map(|standing| Standing { rank: None, ..standing });
                        }
                    }
                }
                _ => {
                    entity.predecessors.clone_from(of);
                    let each = earlier.iter().map(|(before, share)| {
                        Some((way.difference(ends, middle, (*before, *row))?, *share))
                    });
                    entity.difference = each.collect::<Option<Vec<_>>>().map(|each| Difference::mean(&each));
                    let score = entity.difference.as_ref().map(|difference| difference.index[0]);
                    entity.before = Some(Standing { score, rank: None });
                }
            }
            entity
        };
        let cells = later.len() * framework.nodes().len();
        let mut entities = exec::map(self.par, later.len(), cells, |at| of_later(&later[at]));
        entities.extend(left.into_iter().map(|row| {
            let before = Some(standing(0, row));
            EntityChange { before, ..entity(0, row) }
        }));
        // Those that went on as one entity are ranked on both sides; of the others that went on, the ranks end.
        let whole: BTreeSet<&str> = later
            .iter()
            .filter_map(|(row, of)| match of.as_slice() {
                [(code, _)] if heirs[code.as_str()] == 1 || code == code_of(1, *row) => Some(code.as_str()),
                _ => None,
            })
            .collect();
        let parted = ends[0].rows(periods[0]).into_iter().filter(|row| {
            let code = code_of(0, *row);
            heirs.contains_key(code) && !whole.contains(code)
        });
        let parted = parted.map(|row| standing(0, row)).filter(|standing| standing.rank.is_some());
        let parted: Vec<f64> = parted.filter_map(|standing| standing.score).collect();
        self.rank(&mut entities, &parted);
        let scored = |standing: Option<Standing>| standing.is_some_and(|standing| standing.score.is_some());
        let mut counts = [0; 3];
        for entity in &entities {
            match (scored(entity.before), scored(entity.after)) {
                (true, true) => counts[0] += 1,
                (false, true) => counts[1] += 1,
                (true, false) => counts[2] += 1,
                (false, false) => {}
            }
        }
        let steps = |steps: Vec<Step>, early: bool| {
            steps.into_iter().map(move |step| EditStep { edits: step.edits, early })
        };
        let late: Vec<EditStep> = match &way.over_all {
            // One by one, whichever come together in the stated order.
            Some(_) => {
                let each = way.late.into_iter().flat_map(|step| step.edits);
                each.map(|edit| EditStep { edits: vec![edit], early: false }).collect()
            }
            None => steps(way.late, false).collect(),
        };
        let edits = steps(way.early, true).chain(late).collect();
        Changes { framework: framework.clone(), edits, order: self.order, entities, counts }
    }

    /// What an entity of the later edition was in the earlier one.
    fn predecessors(&self, code: &str) -> Predecessors {
        let Some(successors) = self.after.successors else { return vec![(code.to_owned(), 1.0)] };
        let time = |period: Option<&str>| period.and_then(|period| period.parse().ok());
        successors.predecessors(code, time(self.before.period), time(self.after.period))
    }

    /// Finds what moved the ranks.
    ///
    /// `parted` are the scores of earlier entities that split or were merged: as ranked entities they left.
    fn rank(&self, entities: &mut [EntityChange], parted: &[f64]) {
        let mut ranked = Ranked { both: Vec::new(), left: Vec::new(), came: Vec::new() };
        let mut places = Vec::new();
        for (at, entity) in entities.iter().enumerate() {
            let standing = |standing: Option<Standing>| {
                let standing = standing?;
                standing.score.zip(standing.rank)
            };
            match (standing(entity.before), standing(entity.after), &entity.difference) {
                (Some(before), Some(after), Some(difference)) => {
                    let (scores, ranks) = ([before.0, after.0], [before.1, after.1]);
                    ranked.both.push(Both { scores, ranks, parts: &difference.parts });
                    places.push(at);
                }
                (before, after, _) => {
                    ranked.left.extend(before.map(|(score, _)| score));
                    ranked.came.extend(after.map(|(score, _)| score));
                }
            }
        }
        ranked.left.extend(parted);
        let spec = self.after.framework.rank_spec();
        let (parts, still) = (ranked.parts(spec), ranked.standing_still(spec));
        for ((at, parts), still) in places.into_iter().zip(parts).zip(still) {
            entities[at].places = parts;
            entities[at].standing_still = Some(still);
        }
    }
}

impl Way {
    /// The change of the index of an entity, by its rows in the two tables.
    fn difference(
        &self,
        ends: [&Scored<'_>; 2],
        middle: [&Scored<'_>; 2],
        rows: (usize, usize),
    ) -> Option<Difference> {
        let root = middle[0].framework().root_index();
        let index = [ends[0].card().index().get(rows.0)?, ends[1].card().index().get(rows.1)?];
        let [before, after] = [(middle[0], rows.0), (middle[1], rows.1)];
        let data = parts(Row { scored: before.0, row: before.1 }, Row { scored: after.0, row: after.1 });
        let mut found = Vec::new();
        let mut edit = 0;
        let mut push = |points: f64, size: f64, edit: usize| {
            // What is left of numbers that were added up in two orders.
            if points.abs() > 1e-13 * size {
                found.push(Part::new(root, Cause::Method(edit), points));
            }
        };
        if data.is_none() {
            // Between the two no common index is there: what was measured decides whether there is one.
            let found = vec![Part::new(root, Cause::Gap, index[1] - index[0])];
            return Some(Difference::new(before, after, index, found));
        }
        let mut last = index[0];
        for (at, step) in self.early.iter().enumerate() {
            edit = at + 1;
            // Where an edit leaves an entity without an index for a while, the next one has both parts.
            if let Some(next) = step.index.get(rows.0) {
                push(next - last, next.abs() + last.abs(), at);
                last = next;
            }
        }
        let mut last = middle[1].card().index().get(rows.1)?;
        let over_all = self.over_all.as_ref().map(|parts| parts.iter().map(|part| part[rows.1]));
        let over_all: Option<Vec<f64>> = over_all.and_then(Iterator::collect);
        if let Some(parts) = over_all {
            let size = last.abs() + index[1].abs();
            parts.into_iter().enumerate().for_each(|(at, points)| push(points, size, edit + at));
        } else {
            for (at, step) in self.late.iter().enumerate() {
                if let Some(next) = step.index.get(rows.1) {
                    push(next - last, next.abs() + last.abs(), edit + at);
                    last = next;
                }
            }
        }
        found.extend(data.unwrap_or_default());
        Some(Difference::new(before, after, index, found))
    }
}

impl Edition<'_> {
    /// Reports a table with several rows for an entity, and a period that no row has.
    fn check(&self, report: &mut Report) {
        let periods: Vec<Option<&str>> =
            self.panel.periods_in_time().into_iter().map(|(period, _)| period).collect();
        let names = || quoted(periods.iter().copied().flatten());
        let hint = || message!("unknown-period-choose-hint", periods = names());
        let place = self.panel.schema().source();
        match self.period {
            None if periods.len() > 1 => {
                let what = message!("unknown-period-several", count = periods.len());
                report.problem(Problem::new(Code::UnknownPeriod, place, what).hint(hint()));
            }
            Some(period) if !periods.contains(&Some(period)) => {
                let what = message!("unknown-period-no-row", period);
                report.problem(Problem::new(Code::UnknownPeriod, place, what).hint(hint()));
            }
            _ => {}
        }
    }
}
