//! What is read from which field of a row.

use std::collections::BTreeSet;

use super::cells::NumberColumn;
use super::columns::Columns;
use super::exclude::Rule;
use super::keys::Keys;
use super::limits::Limits;
use super::log::Log;
use super::observing::{Observing, resolve};
use super::options::{ReadOptions, ShownPeriod};
use icip_problem::{Code, Place, Problem, Problems, message};

/// The columns of a table, by what is asked of them.
#[derive(Clone)]
pub(crate) struct Layout {
    pub(crate) delimiter: u8,
    /// Whether rows have more fields than the header, with nothing in them.
    wider: bool,
    pub(crate) columns: Columns,
    /// Whether the column of the code is there.
    pub(crate) has_code: bool,
    pub(crate) keys: Keys,
    /// Columns of numbers, in the order of the file.
    pub(crate) numbers: Vec<NumberColumn>,
    /// Where they stand, also when only the keys are read.
    pub(crate) measures: Vec<usize>,
    pub(crate) rules: Vec<Rule>,
    /// The columns whose cells are kept as they are, where a row is an observation.
    pub(crate) observing: Option<Observing>,
    /// Columns that have no name.
    pub(crate) unnamed: Vec<usize>,
    /// For each field, up to the last that is a number, which column of numbers it belongs to.
    pub(crate) cells: Vec<Option<usize>>,
    /// Which fields are kept as text, up to the last that is.
    pub(crate) texts: Vec<bool>,
    /// The period whose rows alone are shown.
    pub(crate) shown: Option<ShownPeriod>,
    pub(crate) limits: Limits,
}

impl Layout {
    /// Finds the columns that are asked for, and says what is wrong with the names.
    pub(crate) fn new(
        names: Vec<String>,
        (delimiter, wider): (u8, bool),
        header: Place,
        options: &ReadOptions,
        log: &mut Log,
    ) -> Self {
        let columns = Columns::new(names, header);
        let resolved = resolve(options, &columns, log);
        let options = resolved.as_ref().map_or(options, |(resolved, _)| resolved);
        let observing = resolved.as_ref().map(|(_, observing)| observing.clone());
        let observed: Vec<usize> = observing.iter().flat_map(Observing::positions).collect();
        let named = observed.iter().map(|column| columns.name(*column));
        columns.check_names(&options.wanted().into_iter().chain(named).collect(), log);
        let keys = Keys::find(&columns, options, log);
        let rules = Rule::all(&columns, options, log);
        let asked = |(position, name): (usize, &str)| {
            Some(NumberColumn::new(name, position, options.columns.get(name)?, options))
        };
        let numbers: Vec<NumberColumn> = columns.distinct().filter_map(asked).collect();
        let deciding = rules.iter().map(|rule| rule.column);
        let mut kept: BTreeSet<usize> = keys.positions().chain(deciding).chain(observed).collect();
        // The first column without a name may be read: its name is then declared to be empty.
        let unnamed: Vec<usize> =
            columns.unnamed().into_iter().filter(|column| !kept.contains(column)).collect();
        kept.extend(unnamed.iter().copied());
        let mut texts = vec![false; kept.last().map_or(0, |last| last + 1)];
        for column in kept {
            texts[column] = true;
        }
        let mut cells = vec![None; numbers.last().map_or(0, |last| last.position + 1)];
        for (number, column) in numbers.iter().enumerate() {
            cells[column.position] = Some(number);
        }
        Self {
            delimiter,
            wider,
            has_code: columns.position(&options.code).is_some(),
            columns,
            keys,
            measures: match &observing {
                Some(observing) => observing.values.iter().map(|(column, _)| *column).collect(),
                None => numbers.iter().map(|column| column.position).collect(),
            },
            numbers,
            rules,
            observing,
            unnamed,
            cells,
            texts,
            shown: options.shown.clone(),
            limits: options.limits,
        }
    }

    /// Names of the columns that nobody asked for.
    pub(crate) fn unread(&self, wanted: &BTreeSet<&str>) -> Vec<String> {
        let Some(observing) = &self.observing else { return self.columns.unread(wanted) };
        let read: BTreeSet<usize> = self.keys.positions().chain(observing.positions()).collect();
        let unread = self.columns.distinct().filter(|(column, _)| !read.contains(column));
        unread.map(|(_, name)| name.to_owned()).collect()
    }

    /// Refuses to give the rows of a table of observations as if they were those of entities.
    pub(crate) fn must_be_wide(&self) -> Result<(), Problems> {
        match &self.observing {
            None => Ok(()),
            Some(_) => {
                let what = message!("observations-in-blocks-table");
                Err(Problem::new(Code::ObservationsInBlocks, self.header().clone(), what).into())
            }
        }
    }

    /// Number of fields of a row.
    pub(crate) fn width(&self) -> usize {
        self.columns.count()
    }

    /// Whether a row may have so many fields, when nothing stands beyond those of the header.
    pub(crate) fn fits(&self, width: usize) -> bool {
        width == self.width() || self.wider && width > self.width()
    }

    /// The file and the line of the header.
    pub(crate) fn header(&self) -> &Place {
        self.columns.header()
    }

    /// The same without its columns of numbers.
    pub(crate) fn keys_only(&self) -> Self {
        Self { numbers: Vec::new(), cells: Vec::new(), ..self.clone() }
    }
}
