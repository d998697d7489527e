//! From a data frame to a panel.

use icip::data::{Column, Entity, Panel};
use icip::io::{ColumnOptions, Exclude, Excluded, ReadOptions};
use icip::problem::{Code, Place, Problem, Problems, Report, Warned};
use polars::prelude::{AnyValue, DataFrame, DataType};

use crate::Framed;

/// A panel from a data frame, under the same rules as a CSV file: codes are text, numbers are finite,
/// null is absent, ranges and answers hold. Columns are found by name; those that the options do not
/// name are left alone.
///
/// # Errors
/// All problems at once: a missing code column, a code that is null, empty, repeated or a fraction, a
/// number that is not finite, a column of another type, a value outside of its range, an answer that
/// is not listed. Lines are rows of the frame, counted from 1.
pub fn panel(frame: &DataFrame, file: &str, options: &ReadOptions) -> Result<Warned<Framed>, Problems> {
    let unread = unread(frame, options);
    let mut report = Report::default();
    let framed = part(frame, 0, file, &unread, options, &mut report);
    if let Some(Framed { panel, excluded, .. }) = &framed
        && panel.rows() == 0
        && !excluded.is_empty()
    {
        report.problem(no_rows(file));
    }
    match framed {
        Some(framed) => report.finish(framed),
        None => Err(report.into_problems().expect_err("what is not there had a problem")),
    }
}

/// The problem of a table of which nothing is left.
pub(crate) fn no_rows(file: &str) -> Problem {
    Problem::new(Code::NoRows, Place::file(file), "every row is left out by a rule")
}

/// Whether the options name a column.
pub(crate) fn is_asked(name: &str, options: &ReadOptions) -> bool {
    let keys = [Some(&options.code), options.name.as_ref(), options.period.as_ref()];
    options.columns.contains_key(name)
        || options.groups.iter().any(|group| group == name)
        || keys.into_iter().flatten().any(|key| key == name)
        || options.exclude.iter().any(|rule| rule.column == name)
}

/// The columns that the options do not name.
pub(crate) fn unread(frame: &DataFrame, options: &ReadOptions) -> Vec<String> {
    let names = frame.get_column_names().into_iter().map(ToString::to_string);
    names.filter(|name| !is_asked(name, options)).collect()
}

/// A part of a table, whose first row is row `first` of the whole; nothing when there is a problem that
/// keeps it from being one.
pub(crate) fn part(
    frame: &DataFrame,
    first: usize,
    file: &str,
    unread: &[String],
    options: &ReadOptions,
    report: &mut Report,
) -> Option<Framed> {
    let place = Place::file(file);
    let names: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
    let (entities, groups) = entities(frame, first, &place, options, report);
    let reasons = exclusions(frame, &place, options, report);
    let kept: Vec<usize> = (0..frame.height()).filter(|row| reasons[*row].is_none()).collect();
    let mut builder = Panel::builder().source(file, None).unread(unread.to_vec()).groups(groups);
    for name in &names {
        let Some(asked) = options.columns.get(name) else { continue };
        let cells = numbers(frame, name, asked, options, &kept, &entities, &place, report);
        if let Ok(column) = Column::new(cells) {
            builder = builder.column(name.clone(), column);
        }
    }
    let excluded = reasons
        .iter()
        .zip(&entities)
        .filter_map(|(why, entity)| Some(Excluded { entity: entity.clone(), why: why.clone()? }))
        .collect();
    match builder.entities(kept.iter().map(|row| entities[*row].clone())).build() {
        Ok(panel) => Some(Framed { panel, excluded, unread: unread.to_vec() }),
        Err(problems) => {
            problems.iter().for_each(|problem| report.problem(problem.clone()));
            None
        }
    }
}

/// Text of a cell; nothing for null. Whole numbers are written without a fraction.
fn text(value: &AnyValue<'_>) -> Option<String> {
    match value {
        AnyValue::Null => None,
        AnyValue::String(text) => Some((*text).to_owned()),
        AnyValue::StringOwned(text) => Some(text.to_string()),
        AnyValue::Float32(_) | AnyValue::Float64(_) => {
            value.extract::<f64>().filter(|number| number.fract() == 0.0).map(icip::io::format_number)
        }
        other => Some(other.to_string()),
    }
}

fn entities(
    frame: &DataFrame,
    first: usize,
    place: &Place,
    options: &ReadOptions,
    report: &mut Report,
) -> (Vec<Entity>, Vec<String>) {
    let texts = |name: &str| -> Option<Vec<Option<String>>> {
        let column = frame.column(name).ok()?;
        Some((0..frame.height()).map(|row| column.get(row).ok().as_ref().and_then(text)).collect())
    };
    let needed = |name: &str, report: &mut Report| {
        texts(name).unwrap_or_else(|| {
            let known =
                frame.get_column_names().iter().map(ToString::to_string).collect::<Vec<_>>().join("`, `");
            let problem = Problem::new(Code::MissingColumn, place.field(name), format!("no column `{name}`"));
            report.problem(problem.hint(format!("the frame has `{known}`")));
            (0..frame.height()).map(|row| Some((first + row).to_string())).collect()
        })
    };
    let codes = needed(&options.code, report);
    let periods = options.period.as_ref().map(|name| needed(name, report));
    let labels = options.name.as_deref().and_then(texts);
    let mut groups = Vec::new();
    let mut group_cells = Vec::new();
    for name in &options.groups {
        match texts(name) {
            Some(cells) => {
                groups.push(name.clone());
                group_cells.push(cells);
            }
            None => report.warn(Problem::new(
                Code::MissingGroup,
                place.field(name),
                format!("no column `{name}`, so there are no ranks by it"),
            )),
        }
    }
    let entities = codes.into_iter().enumerate().map(|(row, code)| Entity {
        code: code.unwrap_or_default().trim().to_owned(),
        name: labels.as_ref().and_then(|labels| labels[row].clone()),
        period: periods.as_ref().and_then(|periods| periods[row].clone()),
        groups: group_cells.iter().map(|cells| cells[row].clone().filter(|text| !text.is_empty())).collect(),
        line: Some((first + row) as u64 + 1),
    });
    (entities.collect(), groups)
}

/// Why each row is left out; nothing for those that stay.
fn exclusions(
    frame: &DataFrame,
    place: &Place,
    options: &ReadOptions,
    report: &mut Report,
) -> Vec<Option<String>> {
    let mut reasons = vec![None; frame.height()];
    for rule in &options.exclude {
        let Ok(column) = frame.column(&rule.column) else {
            let what = format!("no column `{}`, so no row is left out as {}", rule.column, rule.why);
            report.warn(Problem::new(Code::MissingExclusionColumn, place.field(&rule.column), what));
            continue;
        };
        for (row, reason) in reasons.iter_mut().enumerate() {
            let cell = column.get(row).unwrap_or(AnyValue::Null);
            if reason.is_none() && equals(&cell, rule) {
                *reason = Some(rule.why.clone());
            }
        }
    }
    reasons
}

fn equals(cell: &AnyValue<'_>, rule: &Exclude) -> bool {
    let number = if cell.is_primitive_numeric() { cell.extract::<f64>() } else { None };
    rule.equals.iter().any(|wanted| match number {
        Some(number) => wanted.parse::<f64>().is_ok_and(|wanted| wanted == number),
        None => text(cell).is_some_and(|text| text.trim() == wanted.trim()),
    })
}

#[expect(clippy::too_many_arguments, reason = "one call; each is needed to say where a problem is")]
fn numbers(
    frame: &DataFrame,
    name: &str,
    asked: &ColumnOptions,
    options: &ReadOptions,
    rows: &[usize],
    entities: &[Entity],
    place: &Place,
    report: &mut Report,
) -> Vec<Option<f64>> {
    let Ok(column) = frame.column(name) else { return Vec::new() };
    let at = |row: usize| Place { line: entities[row].line, ..place.field(name).entity(entities[row].key()) };
    let is_text = matches!(column.dtype(), DataType::String);
    if !is_text && !column.dtype().is_primitive_numeric() && *column.dtype() != DataType::Null {
        let what = format!("column is of type {}", column.dtype());
        report.problem(Problem::new(Code::NotNumbers, place.field(name), what).hint("must hold numbers"));
        return vec![None; rows.len()];
    }
    let missing = |text: &str| options.missing.iter().chain(&asked.missing).any(|mark| mark == text);
    let mut cells = Vec::with_capacity(rows.len());
    for row in rows.iter().copied() {
        let value = column.get(row).unwrap_or(AnyValue::Null);
        let cell = match (&value, &asked.tokens) {
            (AnyValue::Null, _) => None,
            (value, Some(tokens)) => text(value).filter(|text| !missing(text.trim())).and_then(|text| {
                let found = tokens.iter().position(|token| token == text.trim());
                if found.is_none() {
                    let problem =
                        Problem::new(Code::UnknownAnswer, at(row), format!("unknown answer `{text}`"));
                    report.problem(problem.hint(format!("listed are `{}`", tokens.join("`, `"))));
                }
                found.map(|place| place as f64)
            }),
            (value, None) if is_text => text(value).filter(|text| !missing(text.trim())).and_then(|text| {
                let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
                if number.is_none() {
                    let problem =
                        Problem::new(Code::NotANumber, at(row), format!("`{text}` is not a finite number"));
                    report.problem(problem.hint("texts are read as numbers with a decimal point only"));
                }
                number
            }),
            (value, None) => {
                let number = value.extract::<f64>().filter(|number| number.is_finite());
                if number.is_none() {
                    report.problem(Problem::new(
                        Code::NotFinite,
                        at(row),
                        format!("`{value}` is not a finite number"),
                    ));
                }
                number.filter(|number| !missing(&icip::io::format_number(*number)))
            }
        };
        if asked.tokens.is_none() {
            out_of_range(cell, asked, || at(row), report);
        }
        cells.push(cell);
    }
    cells
}

fn out_of_range(cell: Option<f64>, asked: &ColumnOptions, place: impl Fn() -> Place, report: &mut Report) {
    let Some(value) = cell else { return };
    let (lo, hi) = asked.range;
    if let Some(lo) = lo.filter(|lo| value < *lo) {
        report.problem(
            Problem::new(Code::OutOfRange, place(), format!("`{value}` is too small"))
                .hint(format!("must be at least {lo}")),
        );
    }
    if let Some(hi) = hi.filter(|hi| value > *hi) {
        report.problem(
            Problem::new(Code::OutOfRange, place(), format!("`{value}` is too large"))
                .hint(format!("must be at most {hi}")),
        );
    }
}
