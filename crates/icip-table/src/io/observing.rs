//! Which columns of a table hold the parts of an observation. This module must not read a row.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::log::Log;
use super::normal::normal_form;
use super::options::{Observations, ReadOptions, TableLayout};
use super::sdmx::{self, year_of};
use super::shown::{listed, shorten};
use icip_problem::{Code, Message, Place, Problem, Value, message};

/// The columns of observations, by their positions in a row.
#[derive(Debug, Clone)]
pub(crate) struct Observing {
    /// The columns that make the name of the indicator together.
    pub(crate) indicator: Vec<usize>,
    /// The indicator of all rows, where no column says it.
    pub(crate) single: Option<String>,
    /// The columns with values, each with the period that its name is.
    pub(crate) values: Vec<(usize, Option<String>)>,
    pub(crate) flag: Option<usize>,
    pub(crate) unit: Vec<usize>,
    /// The cells that a row must have to be read.
    pub(crate) only: Vec<(usize, BTreeSet<String>)>,
    /// The name of the column with the period, where the table has periods.
    pub(crate) period: Option<String>,
}

impl Observing {
    /// The columns whose cells are kept, in this order.
    pub(crate) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        let only = self.only.iter().map(|(column, _)| *column);
        let keys = self.indicator.iter().chain(&self.flag).chain(&self.unit).copied();
        keys.chain(only).chain(self.values.iter().map(|(column, _)| *column))
    }

    /// Whether the columns were found.
    pub(crate) fn is_whole(&self) -> bool {
        !self.values.is_empty() && (!self.indicator.is_empty() || self.single.is_some())
    }
}

/// Finds the columns of observations, and the options by which the rows are read: nothing of numbers is asked of them yet.
/// What is missing goes to the log.
pub(crate) fn resolve(
    options: &ReadOptions,
    columns: &Columns,
    log: &mut Log,
) -> Option<(ReadOptions, Observing)> {
    let (declared, years) = (options.observed()?, options.layout == TableLayout::Years);
    let mut finder = Finder { columns, log, found: Vec::new() };
    finder.refuse_compound();
    let mut resolved = options.clone();
    resolved.layout = TableLayout::Wide;
    resolved.columns.clear();
    resolved.shown = None;
    if columns.position(&options.code).is_none()
        && let Some(name) = finder.first(&sdmx::ENTITY)
    {
        finder.found.push(message!("observed-entity", column = &name));
        resolved.code = name;
    }
    let has_name = options.name.as_ref().is_some_and(|name| columns.position(name).is_some());
    if !has_name && let Some(name) = finder.first(&sdmx::NAME).filter(|name| *name != resolved.code) {
        finder.found.push(message!("observed-name", column = &name));
        resolved.name = Some(name);
    }
    let has_period = options.period.as_ref().is_some_and(|period| columns.position(period).is_some());
    if years {
        resolved.period = None;
    } else if !has_period && let Some(name) = finder.first(&sdmx::PERIOD) {
        finder.found.push(message!("observed-period", column = &name));
        resolved.period = Some(name);
    }
    let period = match years {
        true => Some(options.period.clone().unwrap_or_else(|| sdmx::PERIOD[0].to_owned())),
        false => resolved.period.clone(),
    };
    let indicator = finder.indicator(declared);
    let values = match years {
        true => finder.years(),
        false => finder.value(declared).map(|column| (column, None)).into_iter().collect(),
    };
    let flag = match years && declared.flag.is_none() {
        // The flag of a row says nothing of each of its years.
        true => None,
        false => finder
            .declared_or(declared.flag.as_ref(), &sdmx::FLAG, |column| message!("observed-flag", column)),
    };
    let unit = finder.unit(declared);
    let only = declared.only.iter().filter_map(|(name, texts)| {
        let column = finder.declared(name)?;
        Some((column, texts.iter().map(|text| normal_form(text).into_owned()).collect()))
    });
    let only = only.collect();
    finder.tell();
    let single = declared.single.clone();
    let observing = Observing { indicator, single, values, flag, unit, only, period };
    finder.tell_unread(&observing, &options.wanted().union(&resolved.wanted()).copied().collect());
    Some((resolved, observing))
}

struct Finder<'a> {
    columns: &'a Columns,
    log: &'a mut Log,
    /// What was found without being declared, for people.
    found: Vec<Message>,
}

impl Finder<'_> {
    fn refuse_compound(&mut self) {
        if let Some((column, name)) = self.columns.distinct().find(|(_, name)| sdmx::is_compound(name)) {
            self.log.problem(column, sdmx::compound(name, self.columns.header().clone()));
        }
    }

    /// The first of some names that the header has, as it stands there. Capital letters make no difference.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.known(name)).map(str::to_owned)
    }

    /// A name of the header that is this one, whatever its capital letters; the same letters first.
    fn known(&self, name: &str) -> Option<&str> {
        let lower = |text: &str| text.to_lowercase();
        let all = || self.columns.distinct().map(|(_, name)| name);
        all().find(|known| *known == name).or_else(|| all().find(|known| lower(known) == lower(name)))
    }

    /// A column that is declared, and must be there.
    fn declared(&mut self, name: &str) -> Option<usize> {
        let position = self.columns.position(&normal_form(name));
        if position.is_none() {
            let what = message!("missing-column-observed", column = name);
            let problem = Problem::new(Code::MissingColumn, self.columns.header().field(name), what);
            self.log.problem(0, problem.hint(self.columns.suggest(name)));
        }
        position
    }

    fn declared_or(
        &mut self,
        declared: Option<&String>,
        names: &[&str],
        found: impl Fn(&str) -> Message,
    ) -> Option<usize> {
        if let Some(name) = declared {
            return self.declared(name);
        }
        let name = self.first(names)?;
        self.found.push(found(&name));
        self.columns.position(&name)
    }

    fn indicator(&mut self, declared: &Observations) -> Vec<usize> {
        if declared.single.is_some() {
            return Vec::new();
        }
        if !declared.indicator.is_empty() {
            return declared.indicator.iter().filter_map(|name| self.declared(name)).collect();
        }
        let found = self.declared_or(None, &sdmx::INDICATOR, |column| message!("observed-indicator", column));
        if found.is_none() {
            let what = message!("missing-column-indicator");
            let problem = Problem::new(Code::MissingColumn, self.columns.header().clone(), what);
            self.log
                .problem(0, problem.hint(message!("missing-column-indicator-hint", columns = self.all())));
        }
        found.into_iter().collect()
    }

    fn value(&mut self, declared: &Observations) -> Option<usize> {
        let found = self
            .declared_or(declared.value.as_ref(), &sdmx::VALUE, |column| message!("observed-value", column));
        if found.is_none() && declared.value.is_none() {
            let what = message!("missing-column-value");
            let problem = Problem::new(Code::MissingColumn, self.columns.header().clone(), what);
            self.log.problem(0, problem.hint(message!("missing-column-value-hint", columns = self.all())));
        }
        found
    }

    /// The columns whose names are years.
    fn years(&mut self) -> Vec<(usize, Option<String>)> {
        let year = |(column, name): (usize, &str)| Some((column, Some(year_of(name)?.to_owned())));
        let years: Vec<_> = self.columns.distinct().filter_map(year).collect();
        if years.is_empty() {
            let problem = Problem::new(
                Code::MissingColumn,
                self.columns.header().clone(),
                message!("missing-column-years"),
            );
            self.log.problem(0, problem.hint(message!("missing-column-years-hint", columns = self.all())));
        }
        years
    }

    fn unit(&mut self, declared: &Observations) -> Vec<usize> {
        if !declared.unit.is_empty() {
            return declared.unit.iter().filter_map(|name| self.declared(name)).collect();
        }
        let mut there: Vec<String> = Vec::new();
        for name in sdmx::UNIT.into_iter().filter_map(|name| self.known(name)) {
            if !there.iter().any(|known| known == name) {
                there.push(name.to_owned());
            }
        }
        self.found.extend(there.iter().map(|name| message!("observed-unit", column = name)));
        there.iter().filter_map(|name| self.columns.position(name)).collect()
    }

    /// All columns.
    fn all(&self) -> Value {
        let names: Vec<String> = self.columns.distinct().map(|(_, name)| format!("`{name}`")).collect();
        listed(&names)
    }

    /// Says which columns were found without being declared.
    fn tell(&mut self) {
        if !self.found.is_empty() {
            let parts = std::mem::take(&mut self.found);
            let what = message!("observed-columns-found", parts);
            self.log.warn(0, Problem::new(Code::ObservedColumns, self.columns.header().clone(), what));
        }
    }

    /// Says which columns of the file are not read: one of them may be a dimension by which observations differ.
    fn tell_unread(&mut self, observing: &Observing, wanted: &BTreeSet<&str>) {
        let used: BTreeSet<usize> = observing.positions().collect();
        // The name of an entity or of an indicator beside its code says nothing new.
        let keys = || sdmx::ENTITY.into_iter().chain(sdmx::NAME).chain(sdmx::PERIOD).chain(sdmx::INDICATOR);
        let labels = || keys().chain(sdmx::FLAG).chain(sdmx::ASIDE);
        let is_label = |name: &str| labels().any(|label| label.to_lowercase() == name.to_lowercase());
        let is_read =
            |(at, name): &(usize, &str)| used.contains(at) || wanted.contains(*name) || is_label(name);
        let unread: Vec<String> = self
            .columns
            .distinct()
            .filter(|column| !is_read(column))
            .map(|(_, name)| format!("`{}`", shorten(name)))
            .collect();
        if !unread.is_empty() {
            let what = message!("observed-columns-unread", count = unread.len(), columns = listed(&unread));
            self.log.warn(0, Problem::new(Code::ObservedColumns, self.columns.header().clone(), what));
        }
    }
}

impl ReadOptions {
    /// Those of the names of a table that are asked for, in the order of the table.
    pub fn asked(&self, names: &[String]) -> Vec<String> {
        let normal = self.normal();
        let columns = Columns::new(names.to_vec(), Place::default());
        let observed = resolve(&normal, &columns, &mut Log::new(""));
        let positions: BTreeSet<usize> =
            observed.iter().flat_map(|(_, observing)| observing.positions()).collect();
        let normal = observed.as_ref().map_or(&normal, |(resolved, _)| resolved);
        let wanted = normal.wanted();
        let asked = |(at, name): &(usize, &String)| {
            positions.contains(at) || wanted.contains(normal_form(name).as_ref())
        };
        names.iter().enumerate().filter(asked).map(|(_, name)| name.clone()).collect()
    }
}
