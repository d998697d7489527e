//! Workbooks of other tools as the two tables of COINr: its own, those of the COIN Tool and those of A2SIT.
//!
//! The COIN Tool of the European Commission keeps an index in the sheets *Database* and *Framework*, at places that COINr
//! (`COINToolIn`, `import_coin_tool`) documents. A2SIT, a tool of UNHCR on COINr, has the sheets *Data* and *Structure*.

use std::collections::{BTreeMap, BTreeSet};

use super::coinr::{Imported, coinr, framework};
use super::grid::Grid;
use super::origin::Origin;
use super::scale::CoinrScale;
use super::sheet::Sheet;
use super::write::Tables;
use crate::text::csv_text;
use icip_problem::{Code, Place, Problem, Problems, Report, Warned, message, quoted};
use icip_table::io;

/// The columns of iMeta that the rows below have.
const META: [&str; 9] =
    ["iCode", "iName", "Level", "Parent", "Direction", "Weight", "Type", "goalpost_lower", "goalpost_upper"];

/// Makes a framework of COINr's two tables, which are sheets of a workbook. It is what [`coinr`](super::coinr) makes of
/// the same tables in two files; titles above the tables and notes below them are left out.
///
/// # Errors
/// As [`coinr`](super::coinr), and what [`sheet_text`](io::sheet_text) refuses in a cell.
///
/// # Warnings
/// As [`coinr`](super::coinr) and [`sheet_text`](io::sheet_text).
pub fn coinr_workbook(
    file: &str,
    [idata, imeta]: [io::Sheet; 2],
    scale: Option<CoinrScale>,
    limits: io::Limits,
) -> Result<Warned<Imported>, Problems> {
    let in_sheet = |sheet: &io::Sheet| message!("place-sheet", file, sheet = sheet.name()).to_string();
    let (data_name, meta_name) = (in_sheet(&idata), in_sheet(&imeta));
    let mut report = Report::default();
    let data = report.take(io::sheet_text(idata, file, "uCode", limits));
    let meta = report.take(io::sheet_text(imeta, file, "iCode", limits));
    let (data, meta) = (data.unwrap_or_default(), meta.unwrap_or_default());
    // What cannot be read is not looked at.
    let mut report = Report::from(Ok(report.into_problems()?));
    let Warned { value, warnings } = coinr((&data_name, &data), (&meta_name, &meta), scale)?;
    warnings.into_iter().for_each(|warning| report.warn(warning));
    report.finish(Imported { data, ..value })
}

/// Makes a framework of a workbook of the COIN Tool: of its sheets *Database* and *Framework*.
///
/// An indicator stands in a column of *Database* from E on: weight, direction, goalposts, the codes of the index, the
/// sub-index, the pillar and the sub-pillar, its name and its code in the rows 7 to 16, and its data from row 17 on, with
/// names and codes of the entities in the columns B and C. A level in which all indicators have the same group was not
/// used. The scale is min-max from 0 to 100, COINr's default, unless the goalposts are asked for.
///
/// # Errors
/// There is no indicator with data, a cell that is read has no value of its own
/// ([`Sheet::refused`](io::Sheet::refused)), and what [`coinr`](super::coinr) says of a row.
///
/// # Warnings
/// Goalposts that are not taken over.
pub fn coin_tool(
    file: &str,
    database: &io::Sheet,
    tree: &io::Sheet,
    scale: Option<CoinrScale>,
) -> Result<Warned<Imported>, Problems> {
    let mut report = Report::default();
    let (data, tree) = (Grid::of(database), Grid::of(tree));
    let rows: Vec<u64> = data.rows_from(17).collect();
    let has_data = |column: &usize| {
        !data.text(16, *column).is_empty() && rows.iter().any(|row| data.value(*row, *column).is_some())
    };
    let columns: Vec<usize> = (4..data.width(16)).filter(has_data).collect();
    if columns.is_empty() {
        return Err(nothing(file, data.name()));
    }
    let units: Vec<u64> = rows
        .into_iter()
        .filter(|row| columns.iter().any(|column| data.value(*row, *column).is_some()))
        .collect();
    // From the lowest level up; the index stays, whatever it is.
    let levels: Vec<u64> = [14, 13, 12, 11]
        .into_iter()
        .filter(|row| {
            let groups: BTreeSet<&str> = columns.iter().map(|column| data.text(*row, *column)).collect();
            *row == 11 || groups.len() > 1
        })
        .collect();
    let mut meta = Vec::new();
    for column in &columns {
        let text = |row: u64| data.value(row, *column).unwrap_or_default();
        let places = [
            ("iCode", 16),
            ("iName", 15),
            ("Parent", levels[0]),
            ("Direction", 8),
            ("Weight", 7),
            ("goalpost_lower", 9),
            ("goalpost_upper", 10),
        ];
        let at = places.iter().map(|(name, row)| (*name, (*row, *column))).collect();
        let cells =
            [text(16), text(15), "1", text(levels[0]), text(8), text(7), "Indicator", text(9), text(10)];
        meta.push((
            Origin::Cells { sheet: data.name().to_owned(), row: 16, at },
            cells.map(str::to_owned).to_vec(),
        ));
    }
    let mut seen = BTreeSet::new();
    for (level, row) in levels.iter().enumerate() {
        for column in &columns {
            let code = data.text(*row, *column);
            if !seen.insert(code) {
                continue;
            }
            let parent = levels.get(level + 1).map_or("", |above| data.text(*above, *column));
            // The sheet Framework has a row for each group: its code, weight and name in the columns C, E and H.
            let own = tree.rows_from(1).find(|row| tree.text(*row, 2) == code);
            let in_tree = |column: usize| own.and_then(|row| tree.value(row, column)).unwrap_or_default();
            let cells =
                [code, in_tree(7), &(level + 2).to_string(), parent, "1", in_tree(4), "Aggregate", "", ""];
            let origin = match own {
                Some(row) => {
                    tree.refuse(file, [row], [2, 4, 7], &mut report);
                    let at = [("iCode", (row, 2)), ("Weight", (row, 4)), ("iName", (row, 7))]
                        .into_iter()
                        .collect();
                    Origin::Cells { sheet: tree.name().to_owned(), row, at }
                }
                None => {
                    let at = BTreeMap::from([("iCode", (*row, *column))]);
                    Origin::Cells { sheet: data.name().to_owned(), row: *row, at }
                }
            };
            meta.push((origin, cells.map(str::to_owned).to_vec()));
        }
    }
    data.refuse(file, 7..=16, columns.iter().copied(), &mut report);
    let table = Table { data: &data, code: 2, name: 1, header: 16, columns, units };
    table.imported(file, meta, scale.or(Some(CoinrScale::MinMax)), Tables::CoinTool, report)
}

/// Makes a framework of a workbook of A2SIT: of its sheets *Data* and *Structure*.
///
/// An indicator stands in a column of *Data* from C on: weight, direction, group, name and code in the rows 1 to 5, and its
/// data from row 6 on, with codes and names of the entities in the columns A and B. *Structure* holds the groups as iMeta
/// does. As A2SIT does, indicators without data or with one value, entities without data and groups without indicators are
/// left out.
///
/// # Errors
/// There is no indicator with data, a cell that is read has no value of its own
/// ([`Sheet::refused`](io::Sheet::refused)), and what [`coinr`](super::coinr) says of a row.
///
/// # Warnings
/// What is left out.
pub fn a2sit(file: &str, data: &io::Sheet, structure: &io::Sheet) -> Result<Warned<Imported>, Problems> {
    let (data, tree) = (Grid::of(data), Grid::of(structure));
    let mut report = Report::default();
    let place = |sheet: &str| Place::file(&message!("place-sheet", file, sheet).to_string());
    let rows: Vec<u64> = data.rows_from(6).filter(|row| data.value(*row, 0).is_some()).collect();
    let (columns, idle): (Vec<usize>, Vec<usize>) =
        (2..data.width(5)).filter(|column| !data.text(5, *column).is_empty()).partition(|column| {
            let values: BTreeSet<&str> = rows.iter().filter_map(|row| data.value(*row, *column)).collect();
            values.len() > 1
        });
    if columns.is_empty() {
        return Err(nothing(file, data.name()));
    }
    if !idle.is_empty() {
        let columns = quoted(idle.iter().map(|column| data.text(5, *column)));
        let what = message!("not-imported-idle", columns, count = idle.len());
        report.warn(Problem::new(Code::NotImported, place(data.name()), what));
    }
    let (units, empty): (Vec<u64>, Vec<u64>) =
        rows.into_iter().partition(|row| columns.iter().any(|column| data.value(*row, *column).is_some()));
    if !empty.is_empty() {
        let entities = quoted(empty.iter().map(|row| data.text(*row, 0)));
        let what = message!("not-imported-empty", entities, count = empty.len());
        report.warn(Problem::new(Code::NotImported, place(data.name()), what));
    }
    let mut meta = Vec::new();
    for column in &columns {
        let text = |row: u64| data.value(row, *column).unwrap_or_default();
        let places = [("iCode", 5), ("iName", 4), ("Parent", 3), ("Direction", 2), ("Weight", 1)];
        let at = places.iter().map(|(name, row)| (*name, (*row, *column))).collect();
        let cells = [text(5), text(4), "1", text(3), text(2), text(1), "Indicator", "", ""];
        meta.push((
            Origin::Cells { sheet: data.name().to_owned(), row: 5, at },
            cells.map(str::to_owned).to_vec(),
        ));
    }
    data.refuse(file, 1..=5, columns.iter().copied(), &mut report);
    let groups = groups(file, &tree, &mut report)?;
    // Groups without children go, and then those whose only children went.
    let mut parents: BTreeSet<String> = meta.iter().map(|(_, cells)| cells[3].clone()).collect();
    let mut kept: Vec<&Vec<String>> = Vec::new();
    let mut left: Vec<&Group> = groups.iter().collect();
    while let Some(at) = left.iter().position(|group| parents.contains(&group.1[0])) {
        let group = left.remove(at);
        parents.insert(group.1[3].clone());
        kept.push(&group.1);
    }
    if !left.is_empty() {
        let groups = quoted(left.iter().map(|group| group.1[0].as_str()));
        let what = message!("not-imported-groups", groups, count = left.len());
        report.warn(Problem::new(Code::NotImported, place(tree.name()), what));
    }
    let kept: BTreeSet<String> = kept.into_iter().map(|cells| cells[0].clone()).collect();
    meta.extend(groups.into_iter().filter(|(_, cells)| kept.contains(&cells[0])));
    let table = Table { data: &data, code: 0, name: 1, header: 5, columns, units };
    table.imported(file, meta, None, Tables::A2sit, report)
}

/// A group, and where it stands.
type Group = (Origin, Vec<String>);

/// The rows of the sheet *Structure*.
fn groups(file: &str, tree: &Grid<'_>, report: &mut Report) -> Result<Vec<Group>, Problems> {
    let names = ["iCode", "iName", "Level", "Parent", "Weight"];
    let width = tree.width(1);
    let mut at: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut lacking = Report::default();
    for name in names {
        match (0..width).find(|column| tree.text(1, *column) == name) {
            Some(column) => {
                at.insert(name, column);
            }
            None => {
                let what = message!("missing-column-coinr", column = name);
                let place =
                    Place::file(&message!("place-sheet", file, sheet = tree.name()).to_string()).line(1);
                lacking.problem(Problem::new(Code::MissingColumn, place, what));
            }
        }
    }
    lacking.into_problems()?;
    let rows: Vec<u64> = tree.rows_from(2).filter(|row| tree.value(*row, at["iCode"]).is_some()).collect();
    tree.refuse(file, rows.iter().copied(), at.values().copied(), report);
    let row = |row: u64| {
        let text = |name: &str| tree.value(row, at[name]).unwrap_or_default().to_owned();
        let cells = vec![
            text("iCode"),
            text("iName"),
            text("Level"),
            text("Parent"),
            "1".to_owned(),
            text("Weight"),
            "Aggregate".to_owned(),
            String::new(),
            String::new(),
        ];
        let places = at.iter().map(|(name, column)| (*name, (row, *column))).collect();
        (Origin::Cells { sheet: tree.name().to_owned(), row, at: places }, cells)
    };
    Ok(rows.into_iter().map(row).collect())
}

fn nothing(file: &str, sheet: &str) -> Problems {
    let place = Place::file(&message!("place-sheet", file, sheet).to_string());
    Problem::new(Code::NoRows, place, message!("no-rows-import")).hint(message!("no-rows-import-hint")).into()
}

/// The data of a workbook: where codes, names and codes of indicators stand, and which rows and columns count.
struct Table<'g> {
    data: &'g Grid<'g>,
    code: usize,
    name: usize,
    header: u64,
    columns: Vec<usize>,
    units: Vec<u64>,
}

impl Table<'_> {
    fn imported(
        &self,
        file: &str,
        meta: Vec<(Origin, Vec<String>)>,
        scale: Option<CoinrScale>,
        tool: Tables,
        mut report: Report,
    ) -> Result<Warned<Imported>, Problems> {
        let read = [self.code, self.name].into_iter().chain(self.columns.iter().copied());
        self.data.refuse(file, self.units.iter().copied(), read, &mut report);
        let codes = self.columns.iter().map(|column| self.data.text(self.header, *column));
        let header: Vec<String> = ["uCode", "uName"].into_iter().chain(codes).map(str::to_owned).collect();
        let keys = [self.code, self.name];
        let cells = |row: &u64| -> Vec<String> {
            let at = keys.iter().chain(&self.columns);
            at.map(|column| self.data.value(*row, *column).unwrap_or_default().to_owned()).collect()
        };
        let text = csv_text(&header, self.units.iter().map(cells));
        let rows = self.units.iter().map(|row| {
            let at = BTreeMap::from([("uCode", (*row, self.code))]);
            (Origin::Cells { sheet: self.data.name().to_owned(), row: *row, at }, cells(row))
        });
        let data = Sheet::of_rows(file, header, rows.collect());
        let meta = Sheet::of_rows(file, META.map(str::to_owned).to_vec(), meta);
        let mut imported = framework(&data, &meta, scale, tool, report)?;
        imported.value.data = text;
        Ok(imported)
    }
}
