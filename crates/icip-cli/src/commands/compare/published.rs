//! Reads the published table. Its format is detected separately: what the framework declares of the data file, such
//! as its decimal mark or its marks of missing values, says nothing about a table that somebody else has
//! written.

use std::collections::BTreeSet;

use icip::compare::{CompareOptions, NodeNames};
use icip::data::Panel;
use icip::framework::Framework;
use icip::io::{ColumnOptions, Decimal, ReadOptions, Sheet, read_header, sheet_header};
use icip::problem::{Code, Place, Problem, Problems, message};

use super::columns;
use crate::args::Compare;
use crate::fail::Fail;
use crate::input::file::{display_name, read_bytes};
use crate::input::workbook::{self, Kind, Role, kind_of};
use crate::input::{columnar, data};
use crate::streams::Io;
use crate::{scoring, warnings};

/// The columns of the header that hold scores, ranks and classes, and what each of them is.
pub(super) fn read(
    args: &Compare,
    framework: &Framework,
    io: &mut Io<'_>,
) -> Result<(Panel, CompareOptions), Fail> {
    let bytes = read_bytes(&args.published, io)?;
    let name = display_name(&args.published);
    let mut read = form(args, framework);
    let source = Source::open(&bytes, &name, &read, io)?;
    let header = header(&source, &name, &mut read, args)?;
    let options = columns::options(args, framework, &header, io)?;
    // Ranks and classes are texts: `=3` is a rank.
    let texts = options.ranks.iter().chain(&options.classes).map(|(_, column)| column);
    // Groups are texts too, and nobody expects scores in them.
    let groups = framework.read_options().groups;
    let there: BTreeSet<&String> = header.iter().collect();
    let mut known: BTreeSet<String> = read.groups.iter().cloned().collect();
    for column in texts.chain(&groups) {
        if there.contains(column) && known.insert(column.clone()) {
            read.groups.push(column.clone());
        }
    }
    let (nodes, groups) = (NodeNames::of(framework), read.groups.iter().cloned().collect::<BTreeSet<_>>());
    let mapped: BTreeSet<&String> = options.columns.iter().map(|(name, _)| name).collect();
    for column in &header {
        let named = nodes.node(column).is_some();
        let is_key = *column == read.code || read.period.as_ref() == Some(column);
        if !groups.contains(column) && !is_key && (mapped.contains(column) || named) {
            // Published scores are plain numbers: the ranges and answers of the framework do not apply.
            read.columns.insert(column.clone(), ColumnOptions::default());
        }
    }
    let memory = scoring::free_memory(&args.input.options, io).unwrap_or(u64::MAX);
    read.limits.memory = data::left_for_table(memory, &name, &bytes)?;
    // The hints of problems name declarations that a published table cannot have.
    let loaded = data::read("published", &name, &bytes, &read, io)
        .inspect_err(|_| io.note(message!("compare-published-alone", file = &name)))?;
    warnings::print(&loaded.warnings, &args.input.options, io)?;
    let panel = match &args.input.options.period {
        Some(period) if read.period.is_some() => {
            loaded.panel.filter(|entity| entity.period.as_ref() == Some(period))
        }
        // A published table without periods is compared as it is: with `--period` it is taken for that of the
        // period.
        _ => loaded.panel,
    };
    Ok((panel, options))
}

/// What the header is read from.
enum Source<'b> {
    Text(&'b [u8]),
    Sheet(Box<Sheet>),
    /// A file that names its columns.
    Columns(Vec<String>),
}

impl<'b> Source<'b> {
    fn open(bytes: &'b [u8], name: &str, read: &ReadOptions, io: &mut Io<'_>) -> Result<Self, Fail> {
        Ok(match kind_of(name, bytes)? {
            Kind::Workbook(_) => {
                let read = workbook::sheet(Role::Published, name, bytes, read, io).map_err(Fail::Data)?;
                Self::Sheet(Box::new(read.sheet))
            }
            Kind::Columnar(format) => Self::Columns(columnar::names(name, bytes, format, read)?),
            Kind::Text(_) => Self::Text(bytes),
        })
    }

    fn header(&self, name: &str, read: &ReadOptions) -> Result<Vec<String>, Problems> {
        match self {
            Self::Text(bytes) => read_header(bytes, name, read),
            Self::Sheet(sheet) => sheet_header(sheet, name, read),
            Self::Columns(names) => column_names(names, name, read),
        }
    }
}

/// The names of the columns, where the code is among them.
fn column_names(names: &[String], file: &str, read: &ReadOptions) -> Result<Vec<String>, Problems> {
    let codes = if read.code_parts.is_empty() { std::slice::from_ref(&read.code) } else { &read.code_parts };
    let Some(absent) = codes.iter().find(|code| !names.contains(code)) else { return Ok(names.to_vec()) };
    let what = message!("missing-column-code", column = absent);
    Err(Problem::new(Code::MissingColumn, Place::file(file).field(absent), what).into())
}

/// How the table is written. Marks of missing values are taken over unless they are numbers: -99 may be a
/// score.
fn form(args: &Compare, framework: &Framework) -> ReadOptions {
    let declared = framework.read_options();
    let mut read = ReadOptions::default();
    let is_number = |mark: &String| mark.trim().replace(',', ".").parse::<f64>().is_ok();
    let marks = declared.missing.into_iter().chain(args.input.options.missing.iter().cloned());
    read.missing.extend(marks.filter(|mark| !mark.is_empty() && !is_number(mark)));
    if args.code.is_none() {
        read.code_parts = declared.code_parts;
    }
    read.width = declared.width;
    read.code = args.code.clone().unwrap_or(declared.code);
    read.name = declared.name;
    read.period = declared.period;
    read.sheet.clone_from(&args.published_sheet);
    read.decimal = match args.published_decimal.as_deref() {
        Some(",") => Some(Decimal::Comma),
        Some(_) => Some(Decimal::Point),
        None => None,
    };
    read
}

/// The names of the published columns. The program's own scores.csv is a published table too: its key columns
/// are called `code`, `name` and `period`, whatever the framework calls them.
fn header(
    source: &Source<'_>,
    name: &str,
    read: &mut ReadOptions,
    args: &Compare,
) -> Result<Vec<String>, Fail> {
    let header = match source.header(name, read) {
        Ok(header) => header,
        Err(problems) => {
            // If that fails too, the first problems are shown: they name the column that the framework
            // declares.
            let mut ours = read.clone();
            if args.code.is_none() {
                (ours.code, ours.code_parts) = ("code".to_owned(), Vec::new());
            }
            (ours.period, ours.name) = (None, None);
            let header = source.header(name, &ours).map_err(|_| Fail::Data(problems))?;
            (read.code, read.code_parts) = (ours.code, ours.code_parts);
            header
        }
    };
    let either = |declared: Option<String>, ours: &str| {
        declared.into_iter().chain([ours.to_owned()]).find(|name| header.contains(name))
    };
    read.period = either(read.period.take(), "period").filter(|period| *period != read.code);
    read.name = either(read.name.take(), "name").filter(|name| *name != read.code);
    Ok(header)
}
