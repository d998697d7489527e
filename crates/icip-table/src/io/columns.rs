//! The columns of a table by name, as its header lists them.

use std::collections::{BTreeMap, BTreeSet};

use super::formula::unguarded;
use super::header::suggest;
use super::log::Log;
use super::normal::{control_character, named, normal_form, unusual};
use super::shown::shorten;
use icip_problem::{Code, Message, Place, Problem, message};

/// The names in a header, and where the header is.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    /// Column names in normal form.
    names: Vec<String>,
    /// Positions of the names that the header writes otherwise, and how.
    unusual: Vec<(usize, String)>,
    /// The first column with each name.
    index: BTreeMap<String, usize>,
    /// The file, and the line of the header where there is one.
    header: Place,
}

impl Columns {
    pub(crate) fn new(names: Vec<String>, header: Place) -> Self {
        let mut unusual = Vec::new();
        let normal = |(column, name): (usize, String)| match normal_form(&name) {
            normal if normal == name => name,
            normal => {
                unusual.push((column, name.clone()));
                normal.into_owned()
            }
        };
        let names = names.into_iter().map(|name| unguarded(&name).to_owned());
        let names: Vec<String> = names.enumerate().map(normal).collect();
        let mut index = BTreeMap::new();
        for (column, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            index.entry(name.clone()).or_insert(column);
        }
        Self { names, unusual, index, header }
    }

    /// The file and the line of the header.
    pub(crate) fn header(&self) -> &Place {
        &self.header
    }

    /// Number of columns, those without a name among them.
    pub(crate) fn count(&self) -> usize {
        self.names.len()
    }

    /// The name of a column.
    pub(crate) fn name(&self, column: usize) -> &str {
        &self.names[column]
    }

    /// The position of a column, counted from 0.
    /// An empty name is that of the first column without a name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        if name.is_empty() { self.unnamed().first().copied() } else { self.index.get(name).copied() }
    }

    /// Positions and names in the order of the file; a name that occurs twice is listed once.
    pub(crate) fn distinct(&self) -> impl Iterator<Item = (usize, &str)> {
        let first = |(column, name): &(usize, &String)| self.index.get(*name) == Some(column);
        self.names.iter().enumerate().filter(first).map(|(column, name)| (column, name.as_str()))
    }

    /// Positions of the columns that have no name.
    pub(crate) fn unnamed(&self) -> Vec<usize> {
        (0..self.names.len()).filter(|column| self.names[*column].is_empty()).collect()
    }

    /// Names of the columns that nobody asked for.
    pub(crate) fn unread(&self, wanted: &BTreeSet<&str>) -> Vec<String> {
        self.distinct().filter(|(_, name)| !wanted.contains(name)).map(|(_, name)| name.to_owned()).collect()
    }

    /// The hint for a name that is not there: the nearest one, or all of them.
    pub(crate) fn suggest(&self, name: &str) -> Message {
        suggest(name, self.names.iter().map(String::as_str))
    }

    /// Reports names with control characters, and names that occur twice: an error where the column is wanted, because
    /// nobody knows which of the two is meant.
    pub(crate) fn check_names(&self, wanted: &BTreeSet<&str>, log: &mut Log) {
        for (column, name) in self.names.iter().enumerate() {
            if let Some(character) = control_character(name) {
                let what =
                    message!("control-character-name", column = column + 1, character = named(character));
                let problem = Problem::new(Code::ControlCharacter, self.header.clone(), what);
                log.problem(column, problem.hint(message!("control-character-hint")));
            }
        }
        for (column, name) in self.names.iter().enumerate() {
            let Some(first) = self.index.get(name).copied().filter(|first| *first != column) else {
                continue;
            };
            let place = self.header.field(name);
            let (first, second) = (first + 1, column + 1);
            if wanted.contains(name.as_str()) {
                let what = message!("duplicate-column-name", name, first, second);
                let problem = Problem::new(Code::DuplicateColumn, place, what);
                log.problem(column, problem.hint(message!("duplicate-column-hint")));
            } else {
                let what = message!("repeated-column-name", name, first, second);
                log.warn(column, Problem::new(Code::RepeatedColumn, place, what));
            }
        }
        for (column, written) in &self.unusual {
            let name = &self.names[*column];
            let characters = unusual(written);
            if wanted.contains(name.as_str()) && !characters.is_empty() {
                let what = message!("unusual-characters-name", text = shorten(name), characters);
                log.warn(*column, Problem::new(Code::UnusualCharacters, self.header.field(name), what));
            }
        }
    }
}
