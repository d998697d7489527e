//! A Parquet file in blocks of rows.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use icip::data::{Blocks, Entity, Panel, Schema};
use icip::io::{Excluded, ReadOptions};
use icip::problem::{Code, Place, Problem, Problems, Report};
use polars::prelude::{DataFrame, ParquetReader, SerReader};

use crate::Framed;
use crate::from_frame::{is_asked, no_rows, part, unread};

/// Rows of a block: fewer than a row group has, so that memory does not depend on who wrote the file.
const ROWS: usize = 1 << 16;

/// Problems after which a pass ends.
const MOST_PROBLEMS: usize = 1000;

/// A Parquet file in blocks of rows, under the rules of [`crate::panel`]. Holds a block of the columns that
/// are asked for, and eight bytes a row by which repeated codes are found.
pub struct ParquetBlocks {
    open: Box<dyn Fn() -> io::Result<File> + Send>,
    file: String,
    options: ReadOptions,
    /// The columns that are read.
    asked: Vec<String>,
    schema: Schema,
    groups: Vec<String>,
    unread: Vec<String>,
    warnings: Vec<Problem>,
    /// Rows of the file, and the next that is read.
    rows: usize,
    next: usize,
    /// What the pass has seen so far.
    kept: usize,
    excluded: Vec<Excluded>,
    /// Fingerprints of codes and periods; nothing once a whole pass has found no repeated ones.
    keys: Option<Vec<u64>>,
}

impl std::fmt::Debug for ParquetBlocks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetBlocks")
            .field("file", &self.file)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl ParquetBlocks {
    /// Opens a file and reads its schema. `open` gives the file whenever it is called; `file` is the name that
    /// problems show.
    ///
    /// # Errors
    /// A file that cannot be read as Parquet, or that lacks the code or the period column.
    pub fn open(
        open: impl Fn() -> io::Result<File> + Send + 'static,
        file: &str,
        options: &ReadOptions,
    ) -> Result<Self, Problems> {
        let header = read(&open, file, None, (0, 0))?;
        let unread = unread(&header, options);
        let mut report = Report::default();
        let framed = part(&header, 0, file, &unread, options, &mut report);
        let warnings = report.into_problems()?;
        let Some(Framed { panel, .. }) = framed else { return Err(bad_file(file, "it has no table").into()) };
        let names = header.get_column_names().into_iter().map(ToString::to_string);
        let source = open().map_err(|error| bad_file(file, error))?;
        let rows = ParquetReader::new(source).num_rows().map_err(|error| bad_file(file, error))?;
        Ok(Self {
            open: Box::new(open),
            file: file.to_owned(),
            asked: names.filter(|name| is_asked(name, options)).collect(),
            options: options.clone(),
            schema: panel.schema(),
            groups: panel.groups().to_vec(),
            unread,
            warnings,
            rows,
            next: 0,
            kept: 0,
            excluded: Vec::new(),
            keys: Some(Vec::new()),
        })
    }

    /// Rows that no rule left out, of those that were read since the start.
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// Rows that a rule left out, of those that were read since the start.
    pub fn excluded(&self) -> &[Excluded] {
        &self.excluded
    }

    /// What deserves a word about the columns.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The next rows that hold an entity which stays; nothing at the end, or when there is a problem.
    fn next_part(&mut self, report: &mut Report) -> Result<Option<Panel>, Problems> {
        let first = self.next;
        self.next = (first + ROWS).min(self.rows);
        let frame = read(&*self.open, &self.file, Some(&self.asked), (first, self.next - first))?;
        let framed = part(&frame, first, &self.file, &self.unread, &self.options, report);
        let Some(Framed { panel, excluded, .. }) = framed else { return Ok(None) };
        self.excluded.extend(excluded);
        self.kept += panel.rows();
        if let Some(keys) = &mut self.keys {
            keys.extend(panel.entities().iter().map(fingerprint));
        }
        Ok(Some(panel))
    }

    /// What can be said of all rows alone.
    fn end(&mut self, report: &mut Report) -> Result<(), Problems> {
        if self.kept == 0 && self.rows > 0 {
            report.problem(no_rows(&self.file));
        }
        let Some(mut keys) = self.keys.take() else { return Ok(()) };
        keys.sort_unstable();
        let suspects: Vec<u64> = keys.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
        if suspects.is_empty() {
            return Ok(());
        }
        let mut first: BTreeMap<_, Option<u64>> = BTreeMap::new();
        let keys = ReadOptions { columns: BTreeMap::new(), ..self.options.clone() };
        let asked: Vec<String> = self.asked.iter().filter(|name| is_asked(name, &keys)).cloned().collect();
        for start in (0..self.rows).step_by(ROWS) {
            let frame = read(&*self.open, &self.file, Some(&asked), (start, ROWS))?;
            let framed = part(&frame, start, &self.file, &self.unread, &keys, &mut Report::default());
            let entities = framed.iter().flat_map(|framed| framed.panel.entities());
            for entity in entities.filter(|entity| suspects.binary_search(&fingerprint(entity)).is_ok()) {
                let key = (entity.code.clone(), entity.period.clone());
                if let Some(line) = first.get(&key) {
                    let place = Place { line: entity.line, ..Place::file(&self.file).entity(entity.key()) };
                    let what = format!("duplicate entity `{}`", entity.key());
                    let hint = format!("first on line {}", line.unwrap_or_default());
                    report.problem(Problem::new(Code::DuplicateEntity, place, what).hint(hint));
                } else {
                    first.insert(key, entity.line);
                }
            }
        }
        Ok(())
    }
}

impl Blocks for ParquetBlocks {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn groups(&self) -> &[String] {
        &self.groups
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        let mut report = Report::default();
        let mut problems = 0;
        while self.next < self.rows {
            let mut found = Report::default();
            let panel = self.next_part(&mut found)?;
            if let Err(others) = found.into_problems() {
                problems += others.len();
                others.iter().for_each(|problem| report.problem(problem.clone()));
                if problems >= MOST_PROBLEMS {
                    break;
                }
                continue;
            }
            // After a problem the rest is checked, and nothing is given.
            match panel {
                Some(panel) if problems == 0 && panel.rows() > 0 => return Ok(Some(panel)),
                _ => {}
            }
        }
        if problems == 0 {
            self.end(&mut report)?;
        }
        report.into_problems().map(|_| None)
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        (self.next, self.kept) = (0, 0);
        self.excluded.clear();
        if let Some(keys) = &mut self.keys {
            keys.clear();
        }
        Ok(())
    }
}

/// Some rows of some columns, or of all.
fn read(
    open: &dyn Fn() -> io::Result<File>,
    file: &str,
    columns: Option<&[String]>,
    rows: (usize, usize),
) -> Result<DataFrame, Problems> {
    let source = open().map_err(|error| bad_file(file, error))?;
    let reader =
        ParquetReader::new(source).with_slice(Some(rows)).with_columns(columns.map(<[String]>::to_vec));
    Ok(reader.finish().map_err(|error| bad_file(file, error))?)
}

fn bad_file(file: &str, error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::BadFile, Place::file(file), format!("the file cannot be read as Parquet: {error}"))
}

/// A number that two rows of one code and period share, and hardly any others.
fn fingerprint(entity: &Entity) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&entity.code, &entity.period).hash(&mut hasher);
    hasher.finish()
}
