//! Who follows whom: entities that changed their code, split, or merged.
//!
//! What an entity was before is the mean of its predecessors, each with its share. So an entity that was split off begins with
//! the score of the one that it comes from, and one that was merged with the mean of those that went into it. A rank is that of one
//! entity, so that only an entity with a new code keeps it.
//!
//! This module must not know scores or how a table is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::series::times;
use icip_problem::{Code, Place, Problem, Problems, Report, message, quoted_and_more};
use icip_table::data::{Entity, Panel};
use icip_table::io::{TypedCell, format_number, normal_form, number, period_as_read};

/// A row of the table: from a period on, an entity follows another one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Succession {
    /// The code before.
    pub before: String,
    /// The code from the period on.
    pub after: String,
    /// The first period of the later code; nothing where the tables have no periods.
    pub period: Option<f64>,
    /// How much of what the later entity was comes from the earlier one, beside the shares of its other predecessors. Nothing:
    /// as much as from each of the others.
    pub share: Option<f64>,
}

impl Succession {
    /// One entity follows another.
    pub fn new(before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { before: before.into(), after: after.into(), period: None, share: None }
    }

    /// From a period on.
    #[must_use]
    pub fn since(self, period: f64) -> Self {
        Self { period: Some(period), ..self }
    }

    /// With a share.
    #[must_use]
    pub fn with_share(self, share: f64) -> Self {
        Self { share: Some(share), ..self }
    }
}

/// Those that come after, each with those before and their shares as they are given.
type Given = BTreeMap<String, Vec<(String, Option<f64>)>>;

/// Codes, each with its share; the shares add up to 1.
pub type Predecessors = Vec<(String, f64)>;

/// Which entities follow which.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Successors {
    /// The latest first.
    steps: Vec<Step>,
}

/// Everything that happened in a period.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    period: Option<f64>,
    /// By the later code.
    of: BTreeMap<String, Predecessors>,
    /// The codes that something follows: another one, or itself.
    followed: BTreeSet<String>,
    /// Those that another one follows.
    by_others: BTreeSet<String>,
    /// Where the first row of each later code stands.
    places: BTreeMap<String, Place>,
}

impl Step {
    /// When it was; what has no period lies between editions without periods.
    fn at(&self) -> f64 {
        self.period.unwrap_or_default()
    }

    /// Whether a time can be compared with it: of what has no period, editions without periods alone.
    fn counts(&self, time: f64) -> bool {
        self.period.is_some() || time.is_infinite()
    }

    /// A row of the table.
    fn row(&self, before: &str, after: &str) -> String {
        match self.period {
            Some(at) => format!("{before},{after},{}", format_number(at)),
            None => format!("{before},{after}"),
        }
    }

    /// The codes of circles, in which each follows another one of them and none is the first.
    fn in_circles(&self) -> BTreeSet<&str> {
        let edges = || {
            let each =
                self.of.iter().flat_map(|(after, of)| of.iter().map(move |(before, _)| (before, after)));
            each.map(|(before, after)| (before.as_str(), after.as_str()))
                .filter(|(before, after)| before != after)
        };
        let mut left: BTreeSet<&str> = edges().map(|(before, _)| before).collect();
        loop {
            let kept = |(before, after): &(&str, &str)| left.contains(before) && left.contains(after);
            let (from, to): (BTreeSet<&str>, BTreeSet<&str>) = edges().filter(kept).unzip();
            let both: BTreeSet<&str> = from.intersection(&to).copied().collect();
            if both.len() == left.len() {
                return left;
            }
            left = both;
        }
    }
}

/// The tables that the rows must fit. Of two editions without periods, one is before and one after all periods.
struct Fit<'f> {
    steps: &'f [Step],
    /// When the data have each code.
    rows: BTreeMap<&'f str, Vec<f64>>,
    /// The same with the periods from which on the rows themselves say that a later code is there.
    known: BTreeMap<&'f str, Vec<f64>>,
    /// The periods of the data, in their order.
    times: Vec<f64>,
}

impl<'f> Fit<'f> {
    fn new(successors: &'f Successors, before: &'f Panel, after: &'f Panel) -> Self {
        let mut rows: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        let mut times = Vec::new();
        for (panel, without) in [(before, f64::NEG_INFINITY), (after, f64::INFINITY)] {
            for entity in panel.entities() {
                let time = entity.period.as_deref().map_or(Ok(without), str::parse);
                if let Ok(time) = time {
                    rows.entry(&entity.code).or_default().push(time);
                    times.extend(Some(time).filter(|time| time.is_finite()));
                }
            }
        }
        times.sort_by(f64::total_cmp);
        let mut known = rows.clone();
        for step in &successors.steps {
            step.of.keys().for_each(|code| known.entry(code).or_default().extend(step.period));
        }
        Self { steps: &successors.steps, rows, known, times }
    }

    /// The last time before a step at which a code is there.
    fn before(step: &Step, code: &str, of: &BTreeMap<&str, Vec<f64>>) -> Option<f64> {
        let times = of.get(code)?.iter().copied().filter(|time| step.counts(*time) && *time < step.at());
        times.max_by(f64::total_cmp)
    }

    /// The other steps after a time, up to another one.
    fn between(&self, from: f64, to: f64) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.period.is_some_and(|at| from < at && at <= to))
    }

    /// Entities that follow others although they were there before, and whose own past nothing follows.
    fn pasts(&self, step: &Step, report: &mut Report) {
        for (code, of) in step.of.iter().filter(|(code, _)| !step.followed.contains(*code)) {
            let Some(last) = Self::before(step, code, &self.known) else { continue };
            if self.between(last, step.at()).any(|other| other.followed.contains(code)) {
                continue;
            }
            let row = step.row(&of[0].0, code);
            let what = match last.is_finite() {
                true => {
                    message!("bad-succession-past-of", row, entity = code, period = format_number(last))
                }
                false => message!("bad-succession-past", row, entity = code),
            };
            let hint = message!("bad-succession-past-hint", row = step.row(code, code));
            report.problem(Problem::new(Code::BadSuccession, step.places[code].clone(), what).hint(hint));
        }
    }

    /// Codes that others followed, and that are there again after a while.
    fn used_again(&self, step: &Step, report: &mut Report) {
        let mut ended: BTreeMap<&str, &str> = BTreeMap::new();
        for (after, of) in &step.of {
            for (before, _) in of.iter().filter(|(before, _)| !step.of.contains_key(before)) {
                ended.entry(before).or_insert(after);
            }
        }
        let first = self.times.iter().copied().find(|time| *time >= step.at());
        let Some(first) = first.filter(|_| step.period.is_some()) else { return };
        for (code, after) in ended {
            let later = self.rows.get(code).into_iter().flatten().copied();
            let later = later.filter(|time| *time >= first && time.is_finite()).min_by(f64::total_cmp);
            let Some(again) = later.filter(|again| *again > first) else { continue };
            if self.between(step.at(), again).any(|other| other.of.contains_key(code)) {
                continue;
            }
            let (row, first, again) = (step.row(code, after), format_number(first), format_number(again));
            let what = message!("bad-succession-again", row, entity = code, first, again);
            let hint = message!("bad-succession-again-hint", row = step.row(code, code));
            report.problem(Problem::new(Code::BadSuccession, step.places[after].clone(), what).hint(hint));
        }
    }

    /// Circles of entities that were not all there before and after, so that they did not exchange their codes.
    fn circles(&self, step: &Step, report: &mut Report) {
        let circle = step.in_circles();
        let is_later = |code: &str| {
            let times = self.rows.get(code).into_iter().flatten();
            times.into_iter().any(|time| step.counts(*time) && *time >= step.at())
        };
        let is_exchanged = |code: &&str| Self::before(step, code, &self.rows).is_some() && is_later(code);
        let Some(first) = circle.first().filter(|_| !circle.iter().all(is_exchanged)) else { return };
        let more = circle.len().saturating_sub(NAMED);
        let entities = quoted_and_more(circle.iter().copied().take(NAMED), more);
        let what = match step.period {
            Some(at) => message!("bad-succession-circle-of", entities, period = format_number(at)),
            None => message!("bad-succession-circle", entities),
        };
        let problem = Problem::new(Code::BadSuccession, step.places[*first].clone(), what);
        report.problem(problem.hint(message!("bad-succession-circle-hint")));
    }
}

/// A table whose entities have their last codes in all periods.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Renamed {
    /// The table.
    pub panel: Panel,
    /// The entities that were split off or merged, so that their values begin with them.
    pub begin_anew: BTreeSet<String>,
    /// The entities that others followed, and that have no row since.
    pub gone: BTreeSet<String>,
}

/// The columns of the table.
const COLUMNS: [&str; 4] = ["before", "after", "period", "share"];

/// The codes that a warning names.
const NAMED: usize = 8;

impl Successors {
    /// Puts the rows of a table together.
    ///
    /// # Errors
    /// A pair that stands twice in a period; shares for some predecessors of an entity and not for all; shares that are not above
    /// 0; an entity that follows itself alone, which nothing else follows.
    ///
    /// ```
    /// use icip::successors::{Succession, Successors};
    /// let merged = [
    ///     Succession::new("A", "C").since(2021.0).with_share(3.0),
    ///     Succession::new("B", "C").since(2021.0).with_share(1.0),
    ///     Succession::new("C", "D").since(2023.0),
    /// ];
    /// let successors = Successors::new(&merged)?;
    /// let of = |from, to| successors.predecessors("D", Some(from), Some(to));
    /// assert_eq!(of(2020.0, 2023.0), [("A".to_owned(), 0.75), ("B".to_owned(), 0.25)]);
    /// assert_eq!(of(2021.0, 2023.0), [("C".to_owned(), 1.0)]);
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn new(rows: &[Succession]) -> Result<Self, Problems> {
        let placed: Vec<(Place, Succession)> =
            rows.iter().map(|row| (Place::default(), row.clone())).collect();
        Self::of_rows(&placed, Report::default())
    }

    /// Reads the table: a header with `before` and `after`, and `period` and `share` where it has them, and one row for each
    /// predecessor of an entity. `file` is its name in problems.
    ///
    /// # Errors
    /// A column or a code that is missing, a column that is none of the four, a period or a share that is no number, and those of
    /// [`Successors::new`].
    pub fn read(file: &str, rows: &[Vec<TypedCell<'_>>]) -> Result<Self, Problems> {
        let mut report = Report::default();
        let is_filled = |row: &&Vec<TypedCell<'_>>| row.iter().any(|cell| !cell.text().is_empty());
        let header_line = rows.iter().position(|row| is_filled(&row)).unwrap_or_default();
        let header: Vec<String> = rows.get(header_line).map_or_else(Vec::new, |row| {
            row.iter().map(|cell| normal_form(&cell.text()).to_lowercase()).collect()
        });
        let at = COLUMNS.map(|name| header.iter().position(|known| known == name));
        let place = |line: usize| Place::file(file).line(line as u64 + 1);
        for (name, _) in COLUMNS.iter().zip(at).take(2).filter(|(_, at)| at.is_none()) {
            let what = message!("missing-column-of-successors", column = *name);
            let problem = Problem::new(Code::MissingColumn, place(header_line), what);
            report.problem(problem.hint(message!("missing-column-of-successors-hint")));
        }
        let is_known = |name: &String| name.is_empty() || COLUMNS.contains(&name.as_str());
        for name in header.iter().filter(|name| !is_known(name)) {
            let what = message!("unknown-column-of-successors", column = name);
            let problem = Problem::new(Code::UnknownColumn, place(header_line), what);
            report.problem(problem.hint(message!("unknown-column-of-successors-hint")));
        }
        let [Some(before), Some(after), period, share] = at else {
            return Err(report.into_problems().expect_err("a column is missing"));
        };
        let mut placed = Vec::new();
        for (line, row) in rows.iter().enumerate().skip(header_line + 1).filter(|(_, row)| is_filled(row)) {
            let text = |at: usize| {
                row.get(at).map(|cell| normal_form(&cell.text()).into_owned()).unwrap_or_default()
            };
            let codes = [(before, "before"), (after, "after")].map(|(at, name)| {
                let code = text(at);
                if code.is_empty() {
                    let what = message!("empty-code-of-successors");
                    report.problem(Problem::new(Code::EmptyCode, place(line).field(name), what));
                }
                code
            });
            let [from, to] = codes;
            let mut found = Succession::new(from, to);
            if let Some(text) = period.map(text).filter(|text| !text.is_empty()) {
                found.period = period_as_read(&text).parse().ok().filter(|time: &f64| time.is_finite());
                if found.period.is_none() {
                    let what = message!("period-no-time-name", period = text);
                    let problem = Problem::new(Code::PeriodNoTime, place(line).field("period"), what);
                    report.problem(problem.hint(message!("period-no-time-hint")));
                }
            }
            if let Some(text) = share.map(text).filter(|text| !text.is_empty()) {
                found.share = number(&text, None);
                if found.share.is_none() {
                    report.problem(bad_share(&place(line), &text));
                }
            }
            placed.push((place(line), found));
        }
        Self::of_rows(&placed, report)
    }

    fn of_rows(rows: &[(Place, Succession)], mut report: Report) -> Result<Self, Problems> {
        let mut by_period: Vec<(Option<f64>, Given, BTreeMap<String, Place>)> = Vec::new();
        for (place, Succession { before, after, period, share }) in rows {
            if let Some(share) = share.filter(|share| !(*share > 0.0 && share.is_finite())) {
                report.problem(bad_share(place, &share.to_string()));
            }
            let at = by_period.iter().position(|(known, ..)| known == period).unwrap_or_else(|| {
                by_period.push((*period, BTreeMap::new(), BTreeMap::new()));
                by_period.len() - 1
            });
            by_period[at].2.entry(after.clone()).or_insert_with(|| place.clone());
            let of = by_period[at].1.entry(after.clone()).or_default();
            if of.iter().any(|(known, _)| known == before) {
                let what = message!("duplicate-succession", before, after);
                report.problem(Problem::new(Code::DuplicateEntity, place.clone(), what));
            } else if of.iter().any(|(_, known)| known.is_some() != share.is_some()) {
                let what = message!("bad-value-some-shares", entity = after);
                let problem = Problem::new(Code::BadValue, place.clone().field("share"), what);
                report.problem(problem.hint(message!("bad-value-some-shares-hint")));
            }
            of.push((before.clone(), *share));
        }
        for (_, of, places) in &by_period {
            let follows =
                |code: &String, known: &[(String, Option<f64>)]| known.iter().any(|(of, _)| of == code);
            let alone = of.iter().filter(|(code, known)| known.len() == 1 && follows(code, known));
            for (code, _) in
                alone.filter(|(code, _)| of.values().filter(|known| follows(code, known)).count() == 1)
            {
                let what = message!("bad-succession-itself", entity = code);
                let problem = Problem::new(Code::BadSuccession, places[code].clone(), what);
                report.problem(problem.hint(message!("bad-succession-itself-hint")));
            }
        }
        report.into_problems()?;
        // Undated ones last, where nothing tells when they were.
        by_period.sort_by(|(a, ..), (b, ..)| match (a, b) {
            (Some(a), Some(b)) => b.total_cmp(a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        let shares = |of: Vec<(String, Option<f64>)>| -> Predecessors {
            let sum = of.iter().fold(0.0, |sum, (_, share)| sum + share.unwrap_or(1.0));
            of.into_iter().map(|(code, share)| (code, share.unwrap_or(1.0) / sum)).collect()
        };
        let others = |of: &Given| -> BTreeSet<String> {
            let each = of.iter().flat_map(|(after, of)| of.iter().map(move |(before, _)| (before, after)));
            each.filter(|(before, after)| before != after).map(|(before, _)| before.clone()).collect()
        };
        let step = |(period, of, places): (Option<f64>, Given, BTreeMap<String, Place>)| Step {
            period,
            by_others: others(&of),
            followed: of.values().flatten().map(|(before, _)| before.clone()).collect(),
            of: of.into_iter().map(|(code, of)| (code, shares(of))).collect(),
            places,
        };
        Ok(Self { steps: by_period.into_iter().map(step).collect() })
    }

    /// Refuses rows without a period, where periods are compared.
    ///
    /// # Errors
    /// An entity of such a row.
    pub fn must_be_dated(&self, file: &str) -> Result<(), Problems> {
        let undated = self.steps.iter().find(|step| step.period.is_none());
        let Some(code) = undated.and_then(|step| step.of.keys().next()) else { return Ok(()) };
        let what = message!("period-no-time-succession", entity = code);
        let problem = Problem::new(Code::PeriodNoTime, Place::file(file).field("period"), what);
        Err(problem.hint(message!("period-no-time-succession-hint")).into())
    }

    /// The same up to a period, in which nothing of what comes later has happened yet.
    #[must_use]
    pub fn until(&self, end: f64) -> Self {
        let is_past = |step: &&Step| step.period.is_none_or(|period| period <= end);
        Self { steps: self.steps.iter().filter(is_past).cloned().collect() }
    }

    /// Refuses what the tables of an earlier and a later edition, which may be the same, contradict: an entity that follows
    /// others although it was there before, and whose own past nothing follows; a code that others followed, and that comes
    /// again after a while; and entities that follow each other in a circle although they were not all there before and after.
    ///
    /// # Errors
    /// All such rows.
    ///
    /// ```
    /// use icip::data::{Entity, Panel};
    /// use icip::successors::{Succession, Successors};
    /// let rows = [("A", "2020"), ("C", "2020"), ("C", "2021")];
    /// let panel = Panel::builder().entities(rows.map(|(code, year)| Entity::new(code).with_period(year))).build()?;
    /// let merged = Succession::new("A", "C").since(2021.0);
    /// let lost = Successors::new(&[merged.clone()])?;
    /// assert!(lost.must_fit(&panel, &panel).is_err());
    /// let kept = Successors::new(&[merged, Succession::new("C", "C").since(2021.0)])?;
    /// assert!(kept.must_fit(&panel, &panel).is_ok());
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn must_fit(&self, before: &Panel, after: &Panel) -> Result<(), Problems> {
        let fit = Fit::new(self, before, after);
        let mut report = Report::default();
        for step in self.steps.iter().rev() {
            fit.pasts(step, &mut report);
            fit.used_again(step, &mut report);
            fit.circles(step, &mut report);
        }
        report.into_problems().map(drop)
    }

    /// What an entity of a period was in an earlier one: the codes of its predecessors with their shares, or its own. Without a
    /// period everything that the table holds has happened in between.
    pub fn predecessors(&self, code: &str, from: Option<f64>, to: Option<f64>) -> Predecessors {
        let mut found: Predecessors = vec![(code.to_owned(), 1.0)];
        let is_between = |step: &&Step| match (from, to, step.period) {
            (Some(from), Some(to), Some(at)) => from < at && at <= to,
            (Some(_), Some(_), None) => false,
            _ => true,
        };
        for step in self.steps.iter().filter(is_between) {
            let mut earlier: Predecessors = Vec::new();
            for (code, share) in found {
                let of = step.of.get(&code);
                let own = [(code, 1.0)];
                for (before, part) in of.map_or(&own[..], Vec::as_slice) {
                    match earlier.iter_mut().find(|(known, _)| known == before) {
                        Some((_, known)) => *known += share * part,
                        None => earlier.push((before.clone(), share * part)),
                    }
                }
            }
            found = earlier;
        }
        found
    }

    /// The same rows, in which an entity whose code changed has in all periods the code of the last one, so that it is one
    /// entity. One that was split off or merged is not the entity that was there before: its rows, and those of its
    /// predecessors, keep their codes, because what is measured in counts adds up where it is merged, and what is measured in shares
    /// does not.
    ///
    /// # Errors
    /// Periods that are no numbers; a row whose code would then stand twice in a period.
    ///
    /// ```
    /// use icip::data::{Entity, Panel};
    /// use icip::successors::{Succession, Successors};
    /// let rows = [("A", "2020"), ("B", "2021")].map(|(code, year)| Entity::new(code).with_period(year));
    /// let panel = Panel::builder().entities(rows).build()?;
    /// let successors = Successors::new(&[Succession::new("A", "B").since(2021.0)])?;
    /// assert_eq!(successors.renamed(&panel)?.panel.entities()[0].code, "B");
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn renamed(&self, panel: &Panel) -> Result<Renamed, Problems> {
        let times = times(panel)?;
        let mut last: BTreeMap<&str, f64> = BTreeMap::new();
        for (entity, time) in panel.entities().iter().zip(&times) {
            let known = last.entry(&entity.code).or_insert(*time);
            *known = known.max(*time);
        }
        // What comes after the last period has not happened yet.
        let end = times.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut begin_anew = BTreeSet::new();
        let mut steps = Vec::new();
        let dated = self.steps.iter().rev().filter_map(|step| Some((step, step.period?)));
        for (step, period) in dated.filter(|(_, period)| *period <= end) {
            let mut followed: BTreeMap<&str, usize> = BTreeMap::new();
            for (before, _) in step.of.values().flatten() {
                *followed.entry(before).or_default() += 1;
            }
            // It alone follows one that nothing else follows, and that does not go on.
            let is_same =
                |before: &str| followed[before] == 1 && last.get(before).is_none_or(|last| *last < period);
            let mut new_codes: BTreeMap<&str, &str> = BTreeMap::new();
            for (after, of) in &step.of {
                match of.as_slice() {
                    [(before, _)] if is_same(before) => {
                        new_codes.insert(before, after);
                    }
                    _ => {
                        begin_anew.insert(after.clone());
                    }
                }
            }
            steps.push((period, new_codes));
        }
        let last_code = |(entity, time): (&'_ Entity, &'_ f64)| {
            let after = steps.iter().filter(|(period, _)| time < period);
            after.fold(entity.code.clone(), |code, (_, new)| match new.get(code.as_str()) {
                Some(new) => (*new).to_owned(),
                None => code,
            })
        };
        let codes: Vec<String> = panel.entities().iter().zip(&times).map(last_code).collect();
        let mut report = Report::default();
        let mut known: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
        for (row, (entity, code)) in panel.entities().iter().zip(&codes).enumerate() {
            if let Some(other) = known.insert((code, entity.period.as_deref()), row) {
                let at = if entity.code == *code { other } else { row };
                let (period, entity) =
                    (entity.period.as_deref().unwrap_or_default(), &panel.entities()[at].code);
                let what = message!("duplicate-succession-row", entity, code, period);
                let problem = Problem::new(Code::DuplicateEntity, panel.place(at), what);
                report.problem(problem.hint(message!("duplicate-succession-row-hint")));
            }
        }
        report.into_problems()?;
        let mut codes = codes.into_iter();
        // One code for each row.
        let rename = |mut entity: Entity| {
            entity.code = codes.next().unwrap_or_default();
            entity
        };
        let panel = panel.clone().map_entities(panel.groups().to_vec(), rename);
        let mut last: BTreeMap<&str, f64> = BTreeMap::new();
        for (entity, time) in panel.entities().iter().zip(&times) {
            let known = last.entry(&entity.code).or_insert(*time);
            *known = known.max(*time);
        }
        let has_gone = |(code, last): (&str, f64)| {
            self.followed(code, end).filter(|since| last < *since).map(|_| code.to_owned())
        };
        let gone = last.into_iter().filter_map(has_gone).collect();
        Ok(Renamed { panel, begin_anew, gone })
    }

    /// The entities that follow others, with their predecessors, the latest first: what is said of a table.
    pub fn each(&self) -> impl Iterator<Item = (Option<f64>, &str, &[(String, f64)])> {
        self.steps
            .iter()
            .flat_map(|step| step.of.iter().map(|(code, of)| (step.period, code.as_str(), of.as_slice())))
    }

    /// The last period up to an end in which other entities followed one; nothing where none did.
    pub(crate) fn followed(&self, code: &str, end: f64) -> Option<f64> {
        let has_come = |step: &&Step| step.period.is_some_and(|period| period <= end);
        self.steps.iter().filter(has_come).find(|step| step.by_others.contains(code))?.period
    }

    /// The warning about codes that no row of some tables has.
    pub fn unknown(&self, file: &str, panels: &[&Panel]) -> Option<Problem> {
        let known: BTreeSet<&str> = panels
            .iter()
            .flat_map(|panel| panel.entities().iter().map(|entity| entity.code.as_str()))
            .collect();
        let named = self
            .each()
            .flat_map(|(_, after, of)| of.iter().map(|(before, _)| before.as_str()).chain([after]))
            .filter(|code| !known.contains(code));
        let unknown: BTreeSet<&str> = named.collect();
        if unknown.is_empty() {
            return None;
        }
        let more = unknown.len().saturating_sub(NAMED);
        let entities = quoted_and_more(unknown.iter().copied().take(NAMED), more);
        let what = message!("unknown-successor-codes", entities, count = unknown.len());
        let problem = Problem::new(Code::UnknownSuccessor, Place::file(file), what);
        Some(problem.hint(message!("unknown-successor-codes-hint")))
    }
}

fn bad_share(place: &Place, text: &str) -> Problem {
    let problem = Problem::new(
        Code::BadValue,
        place.clone().field("share"),
        message!("bad-value-is", key = "share", value = text),
    );
    problem.hint(message!("bad-value-above-hint", bound = 0.0))
}
