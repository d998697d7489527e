//! What is read from which field of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::NumberColumn;
use super::exclude::Rule;
use super::header::suggest;
use super::keys::Keys;
use super::log::Log;
use super::options::ReadOptions;
use icip_problem::{Code, Place, Problem};

/// The columns of a table, by what is asked of them.
#[derive(Clone)]
pub(crate) struct Layout {
    pub(crate) delimiter: u8,
    /// Column names as the header has them.
    pub(crate) names: Vec<String>,
    /// First column of each name.
    index: BTreeMap<String, usize>,
    /// The file and the line of the header.
    pub(crate) header: Place,
    pub(crate) keys: Keys,
    /// Columns of numbers, in the order of the file.
    pub(crate) numbers: Vec<NumberColumn>,
    pub(crate) rules: Vec<Rule>,
    /// Columns that have no name.
    pub(crate) unnamed: Vec<usize>,
    /// What is done with each field, up to the last that is a number.
    pub(crate) cells: Vec<Option<usize>>,
    /// Which fields are kept as text, up to the last that is.
    pub(crate) texts: Vec<bool>,
}

impl Layout {
    /// Finds the columns that are asked for, and says what is wrong with the names.
    pub(crate) fn new(
        names: Vec<String>,
        delimiter: u8,
        header: Place,
        options: &ReadOptions,
        log: &mut Log,
    ) -> Self {
        let mut index = BTreeMap::new();
        for (column, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            index.entry(name.clone()).or_insert(column);
        }
        let mut layout = Self {
            delimiter,
            unnamed: (0..names.len()).filter(|column| names[*column].is_empty()).collect(),
            names,
            index,
            header,
            keys: Keys::default(),
            numbers: Vec::new(),
            rules: Vec::new(),
            cells: Vec::new(),
            texts: Vec::new(),
        };
        layout.check_names(&wanted(options), log);
        layout.keys = Keys::find(&layout, options, log);
        layout.rules = Rule::all(&layout, options, log);
        let asked = |(position, name): (usize, &str)| {
            Some(NumberColumn::new(name, position, options.columns.get(name)?, options))
        };
        layout.numbers = layout.columns().filter_map(asked).collect();
        layout.place_fields();
        layout
    }

    fn place_fields(&mut self) {
        let rules = self.rules.iter().map(|rule| rule.column);
        let kept: BTreeSet<usize> =
            self.keys.positions().chain(rules).chain(self.unnamed.iter().copied()).collect();
        self.texts = vec![false; kept.last().map_or(0, |last| last + 1)];
        for column in kept {
            self.texts[column] = true;
        }
        self.cells = vec![None; self.numbers.last().map_or(0, |last| last.position + 1)];
        for (number, column) in self.numbers.iter().enumerate() {
            self.cells[column.position] = Some(number);
        }
    }

    /// Reports names that stand twice.
    fn check_names(&self, wanted: &BTreeSet<&str>, log: &mut Log) {
        for (column, name) in self.names.iter().enumerate() {
            let Some(first) = self.index.get(name).copied().filter(|first| *first != column) else {
                continue;
            };
            let what = format!("`{name}` is the name of columns {} and {}", first + 1, column + 1);
            let place = self.header.field(name);
            if wanted.contains(name.as_str()) {
                let problem = Problem::new(Code::DuplicateColumn, place, what);
                log.problem(column, problem.hint("rename or take out one of them"));
            } else {
                log.warn(column, Problem::new(Code::RepeatedColumn, place, what));
            }
        }
    }

    /// Number of fields of a row.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// The position of a column, counted from 0.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Column names, the same name once, in the order of the file.
    fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        let first = |(column, name): &(usize, &String)| self.index.get(*name) == Some(column);
        self.names.iter().enumerate().filter(first).map(|(column, name)| (column, name.as_str()))
    }

    /// Columns that nobody asked for.
    pub(crate) fn unread(&self, options: &ReadOptions) -> Vec<String> {
        let wanted = wanted(options);
        self.columns().filter(|(_, name)| !wanted.contains(name)).map(|(_, name)| name.to_owned()).collect()
    }

    /// Column names, the same name once, in the order of the file.
    pub(crate) fn distinct_names(&self) -> Vec<String> {
        self.columns().map(|(_, name)| name.to_owned()).collect()
    }

    /// `did you mean` the column with the nearest name, or the columns that there are.
    pub(crate) fn suggest(&self, name: &str) -> String {
        suggest(name, self.names.iter().map(String::as_str))
    }

    /// The same without its columns of numbers.
    pub(crate) fn keys_only(&self) -> Self {
        Self { numbers: Vec::new(), cells: Vec::new(), ..self.clone() }
    }
}

/// Names of the columns that are asked for.
fn wanted(options: &ReadOptions) -> BTreeSet<&str> {
    let keys = [Some(&options.code), options.name.as_ref(), options.period.as_ref()];
    let deciding = options.exclude.iter().map(|rule| &rule.column);
    let all = keys.into_iter().flatten().chain(&options.groups).chain(deciding).chain(options.columns.keys());
    all.map(String::as_str).collect()
}
