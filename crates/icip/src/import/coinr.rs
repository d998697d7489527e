//! The two tables of COINr, as texts. It must not read files.

use std::collections::BTreeMap;

use super::row::Row;
use super::scale::{self, CoinrScale};
use super::sheet::{NamedText, Sheet};
use super::tree;
use super::write::{self, Tables};
use icip_problem::{Code, Problem, Problems, Report, Warned, message, quoted};

/// The files of an imported framework.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// Text of `framework.toml`.
    pub toml: String,
    /// Text of `structure.csv`.
    pub structure: String,
    /// Text of the data: that of iData where it is a text already, else a table that is made of a workbook.
    pub data: String,
}

/// The columns of iMeta that COINr requires.
const REQUIRED: [&str; 5] = ["Level", "Parent", "Direction", "Weight", "Type"];
/// The other columns of iMeta that are taken over, beside the parameters of normalisations.
const OPTIONAL: [&str; 5] = ["iCode", "iName", "Unit", "Denominator", "ScaleFactor"];

/// Makes a framework of COINr's two tables. The data file itself needs no change: `NA` is declared as a
/// mark of absence.
///
/// Levels become `level-1` and so on, with weighted arithmetic means above the lowest, which are COINr's
/// default. The lowest is normalised by min-max 0-100, COINr's default, or with the parameters of iMeta: those of
/// the function that is asked for, or of the only one that has any.
///
/// # Errors
/// All of these: a table without its required columns; a row of iMeta with an unknown type, without a code, a level,
/// a direction or a weight, or with one that cannot be; a code that stands twice; a parent that is not there or not
/// one level above; several tops, or none; an indicator or denominator that iData lacks; a parameter of a
/// normalisation that is missing or no number; parameters of several normalisations where none is asked for; an entity
/// of iData that stands twice.
///
/// # Warnings
/// Columns of iMeta that are not taken over.
///
/// ```
/// let idata = "uCode,uName,GDP,Trade\nA,First,10,3\nB,Second,20,NA\n";
/// let imeta = "Level,iCode,Direction,Weight,Denominator,Parent,Type\n\
///              1,Trade,1,1,GDP,Index,Indicator\n2,Index,1,1,NA,NA,Aggregate\nNA,GDP,NA,NA,NA,NA,Denominator\n";
/// let files = icip::import::coinr(("iData.csv", idata), ("iMeta.csv", imeta), None)?.value;
/// assert!(files.structure.contains("Trade,Index,level-1"));
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn coinr(
    idata: NamedText<'_>,
    imeta: NamedText<'_>,
    scale: Option<CoinrScale>,
) -> Result<Warned<Imported>, Problems> {
    let mut report = Report::default();
    let data = Sheet::read(idata, "uCode", |name| matches!(name, "uCode" | "Time"), &mut report);
    let meta = Sheet::read(imeta, "iCode", is_known, &mut report);
    let (Some(data), Some(meta)) = (data, meta) else {
        return Err(report.into_problems().expect_err("a sheet that is not read is a problem"));
    };
    let mut imported = framework(&data, &meta, scale, Tables::Coinr, report)?;
    imported.value.data = idata.1.to_owned();
    Ok(imported)
}

/// The framework of two tables.
pub(super) fn framework(
    data: &Sheet,
    meta: &Sheet,
    scale: Option<CoinrScale>,
    tool: Tables,
    mut report: Report,
) -> Result<Warned<Imported>, Problems> {
    for needed in REQUIRED {
        if !meta.has_column(needed) {
            let what = message!("missing-column-coinr", column = needed);
            report.problem(Problem::new(Code::MissingColumn, meta.place.clone(), what));
        }
    }
    // Without its columns every row would lack the same cells.
    if report.has_problems() {
        return Err(report.into_problems().expect_err("there are problems"));
    }
    let rows: Vec<Row<'_>> = meta.rows().map(|row| Row { sheet: meta, row }).collect();
    for row in &rows {
        row.check(data, &mut report);
    }
    tree::check(&rows, &mut report);
    entities(data, &mut report);
    let factors = factors(&rows, &mut report);
    let chosen = scale::chosen(&rows, scale, &mut report);
    let cell = |row: &Row<'_>, report: &mut Report| chosen.filter(|_| row.is_leaf())?.cell(row, report);
    let scales: Vec<Option<String>> = rows.iter().map(|row| cell(row, &mut report)).collect();
    unknown(meta, &mut report);
    let structure = write::structure(&rows, &scales, &factors);
    let toml = write::toml(data, &rows, tool);
    report.finish(Imported { toml, structure, data: String::new() })
}

/// Reports entities of iData that stand twice, or twice in a period.
fn entities(data: &Sheet, report: &mut Report) {
    let mut first: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for row in data.rows() {
        let Some(code) = data.cell(row, "uCode") else { continue };
        let time = data.cell(row, "Time");
        let before = *first.entry((code, time)).or_insert(row);
        if before != row {
            let key = time.map_or_else(|| code.to_owned(), |time| format!("{code} {time}"));
            let place = data.place_of_row(row).entity(key.as_str());
            let hint = message!("duplicate-entity-line-hint", line = data.line(before).to_string());
            let problem = Problem::new(Code::DuplicateEntity, place, message!("duplicate-entity-key", key));
            report.problem(problem.hint(hint));
        }
    }
}

/// The factors of denominators that change anything. One that has nothing to divide is told.
fn factors(rows: &[Row<'_>], report: &mut Report) -> Vec<Option<f64>> {
    let factor = |row: &Row<'_>| {
        let factor = row.number("ScaleFactor", report).filter(|factor| *factor != 1.0);
        if factor.is_some() && row.cell("Denominator").is_none() {
            let what = message!("not-imported-factor", code = row.code());
            report.warn(Problem::new(Code::NotImported, row.place("ScaleFactor"), what));
        }
        factor
    };
    rows.iter().map(factor).collect()
}

/// Whether a column of iMeta means something here.
fn is_known(name: &str) -> bool {
    REQUIRED.contains(&name) || OPTIONAL.contains(&name) || scale::columns().any(|column| column == name)
}

/// Tells of columns of iMeta that mean nothing here.
fn unknown(meta: &Sheet, report: &mut Report) {
    let header = meta.header.iter().map(String::as_str).filter(|name| !name.is_empty());
    let unknown: Vec<&str> = header.filter(|name| !is_known(name)).collect();
    if !unknown.is_empty() {
        let count = unknown.len();
        let what = message!("not-imported-columns", columns = quoted(unknown), count);
        report.warn(Problem::new(Code::NotImported, meta.place.clone(), what));
    }
}
