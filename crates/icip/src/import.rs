//! From the tables of other tools to a framework. It must not know what a method does, nor read files.
//!
//! COINr (the European Commission's package for R) keeps an index in two tables: *iData*, one row per
//! entity, and *iMeta*, one row per indicator, aggregate, group or denominator. Together they are the
//! data and the structure of a framework; what R code does with them (imputation, treatment, the scale
//! of the normalisation) is not in the tables and stands in `framework.toml` for the author to choose.

use icip_problem::{Code, Place, Problem, Problems, Report, Warned, did_you_mean, message};
use icip_table::io::{Records, find_delimiter};

/// The files of an imported framework.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// Text of `framework.toml`.
    pub toml: String,
    /// Text of `structure.csv`.
    pub structure: String,
}

/// A text with the name that problems show for it.
pub type NamedText<'a> = (&'a str, &'a str);

/// Makes a framework of COINr's two tables. The data file itself needs no change: `NA` is declared as a
/// mark of absence.
///
/// Levels become `level-1` and so on, with min-max 0-100 on the lowest and weighted arithmetic means
/// above, which are COINr's defaults.
///
/// # Errors
/// All of these: a table without its required columns; a row of iMeta with an unknown type, with a direction
/// that is not 1 or -1, or with a weight that is not a number of at least 0; an indicator or denominator that
/// iData lacks. Faults of the tree are found when the framework is read.
///
/// ```
/// let idata = "uCode,uName,GDP,Trade\nA,First,10,3\nB,Second,20,NA\n";
/// let imeta = "Level,iCode,Direction,Weight,Denominator,Parent,Type\n\
///              1,Trade,1,1,GDP,Index,Indicator\n2,Index,1,1,NA,NA,Aggregate\nNA,GDP,NA,NA,NA,NA,Denominator\n";
/// let files = icip::import::coinr(("iData.csv", idata), ("iMeta.csv", imeta))?.value;
/// assert!(files.structure.contains("Trade,Index,level-1"));
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn coinr(idata: NamedText<'_>, imeta: NamedText<'_>) -> Result<Warned<Imported>, Problems> {
    let mut report = Report::default();
    let data = Sheet::read(idata, "uCode", &mut report);
    let meta = Sheet::read(imeta, "iCode", &mut report);
    let (Some(data), Some(meta)) = (data, meta) else {
        return Err(report.into_problems().expect_err("a sheet that is not read is a problem"));
    };
    for needed in ["Level", "Parent", "Direction", "Weight", "Type"] {
        if meta.column(needed).is_none() {
            let what = message!("missing-column-coinr", column = needed);
            report.problem(Problem::new(Code::MissingColumn, meta.place.clone(), what));
        }
    }
    let rows: Vec<Row<'_>> = meta.rows().map(|row| Row { sheet: &meta, row }).collect();
    for row in &rows {
        row.check(&data, &mut report);
    }
    let structure = structure(&rows);
    let toml = toml(&data, &rows);
    report.finish(Imported { toml, structure })
}

/// A table of texts with its header.
struct Sheet {
    records: Records,
    header: Vec<String>,
    place: Place,
}

impl Sheet {
    fn read((name, text): NamedText<'_>, key: &str, report: &mut Report) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (records, _) = Records::parse(text, find_delimiter(text, key), usize::MAX);
        let place = Place::file(name);
        if records.len() == 0 {
            report.problem(Problem::new(Code::EmptyFile, place, message!("empty-file-no-table")));
            return None;
        }
        let header: Vec<String> = records.cells(0).map(str::to_owned).collect();
        let place = place.line(records.line(0));
        if !header.iter().any(|name| name == key) {
            let what = message!("missing-column-coinr", column = key);
            let hint = did_you_mean(key, header.iter().map(String::as_str));
            report.problem(Problem::new(Code::MissingColumn, place, what).hint(hint));
            return None;
        }
        Some(Self { records, header, place })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.records.len()).filter(|row| !self.records.is_blank(*row))
    }

    /// A cell; nothing where it is empty, `NA`, or where there is no such column.
    fn cell(&self, row: usize, name: &str) -> Option<&str> {
        let cell = self.records.cell(row, self.column(name)?);
        (!cell.is_empty() && cell != "NA").then_some(cell)
    }

    /// Different texts of a column.
    fn distinct(&self, name: &str) -> usize {
        let mut cells: Vec<&str> = self.rows().filter_map(|row| self.cell(row, name)).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.len()
    }
}

/// A row of iMeta.
struct Row<'a> {
    sheet: &'a Sheet,
    row: usize,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> Option<&str> {
        self.sheet.cell(self.row, name)
    }

    fn code(&self) -> &str {
        self.cell("iCode").unwrap_or_default()
    }

    fn kind(&self) -> &str {
        self.cell("Type").unwrap_or_default()
    }

    fn is_node(&self) -> bool {
        matches!(self.kind(), "Indicator" | "Aggregate")
    }

    fn check(&self, data: &Sheet, report: &mut Report) {
        const TYPES: [&str; 5] = ["Indicator", "Aggregate", "Group", "Denominator", "Other"];
        let here = self.sheet.place.line(self.sheet.records.line(self.row));
        let place = |field: &str| here.field(field);
        if !TYPES.contains(&self.kind()) {
            let what = message!("unknown-type-of", code = self.code(), found = self.kind());
            report.problem(
                Problem::new(Code::UnknownType, place("Type"), what).hint(did_you_mean(self.kind(), TYPES)),
            );
        }
        let in_data = |code: &str| data.column(code).is_some();
        if matches!(self.kind(), "Indicator" | "Denominator" | "Group") && !in_data(self.code()) {
            let what = message!("missing-column-idata", column = self.code());
            report.problem(Problem::new(Code::MissingColumn, place("iCode"), what));
        }
        if let Some(divisor) = self.cell("Denominator").filter(|divisor| !in_data(divisor)) {
            let what = message!("missing-column-denominator", column = divisor, code = self.code());
            report.problem(Problem::new(Code::MissingColumn, place("Denominator"), what));
        }
        if !self.is_node() {
            return;
        }
        if let Some(direction) = self.cell("Direction").filter(|direction| !matches!(*direction, "1" | "-1"))
        {
            let what = message!("bad-value-direction-of", code = self.code(), value = direction);
            report.problem(
                Problem::new(Code::BadValue, place("Direction"), what)
                    .hint(message!("bad-value-direction-hint")),
            );
        }
        if let Some(weight) = self.cell("Weight") {
            let sound = weight.parse::<f64>().is_ok_and(|weight| weight.is_finite() && weight >= 0.0);
            if !sound {
                // COINr takes negative weights and gives scores beyond the scale.
                let what = message!("bad-value-weight-of", code = self.code(), value = weight);
                report.problem(
                    Problem::new(Code::BadValue, place("Weight"), what)
                        .hint(message!("bad-value-at-least-hint", bound = 0.0)),
                );
            }
        }
    }
}

/// The tree: aggregates from the top level down, then indicators in their order.
fn structure(rows: &[Row<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header =
        ["code", "parent", "level", "name_en", "column", "weight", "direction", "denominate", "note"];
    let mut write = |record: &[&str]| writer.write_record(record).expect("writing to memory");
    write(&header);
    let level =
        |row: &Row<'_>| row.cell("Level").and_then(|level| level.parse::<f64>().ok()).unwrap_or_default();
    let mut nodes: Vec<&Row<'_>> = rows.iter().filter(|row| row.is_node()).collect();
    // From the index (the highest level of COINr) down, as people read a tree. The sort is stable, so
    // siblings keep the order of the table.
    nodes.sort_by(|a, b| level(b).total_cmp(&level(a)));
    for row in nodes {
        let leaf = row.kind() == "Indicator";
        let denominate = row.cell("Denominator").map_or_else(String::new, |by| format!("by = {by:?}"));
        let unit = row.cell("Unit").filter(|_| leaf).map_or_else(String::new, |unit| {
            format!(
                "unit: \
            {unit}"
            )
        });
        let name = format!("level-{}", row.cell("Level").unwrap_or("0"));
        let direction = row.cell("Direction").filter(|_| leaf).unwrap_or_default();
        // The index has no siblings, and so no weight.
        let weight = row.cell("Weight").filter(|_| row.cell("Parent").is_some()).unwrap_or_default();
        write(&[
            row.code(),
            row.cell("Parent").unwrap_or_default(),
            &name,
            row.cell("iName").unwrap_or_default(),
            if leaf { row.code() } else { "" },
            weight,
            direction,
            &denominate,
            &unit,
        ]);
    }
    let bytes = writer.into_inner().expect("flushing to memory");
    String::from_utf8(bytes).expect("only texts were written")
}

fn toml(data: &Sheet, rows: &[Row<'_>]) -> String {
    let groups: Vec<String> =
        rows.iter().filter(|row| row.kind() == "Group").map(|row| format!("{:?}", row.code())).collect();
    let top = rows.iter().find(|row| row.kind() == "Aggregate" && row.cell("Parent").is_none());
    let title = top.and_then(|row| row.cell("iName")).unwrap_or("Imported index");
    let name = if data.column("uName").is_some() { "name = \"uName\"\n" } else { "" };
    let period = if data.distinct("Time") > 1 { "period = \"Time\"\n" } else { "" };
    format!(
        "# Imported from COINr's iData and iMeta. The tables hold structure, weights, directions and\n\
         # denominators; the steps below are COINr's defaults and yours to change (`icip methods`).\n\
         format = 1\n\n\
         [framework]\nid = \"imported\"\ntitle = {title:?}\n\
         source = \"COINr tables iData and iMeta\"\n\n\
         [data]\ncode = \"uCode\"\n{name}{period}groups = [{}]\nmissing = [\"\", \"NA\"]\n\n\
         [defaults]\naggregate = \"arithmetic-mean\"\nmissing = \"skip\"\n\n\
         [levels.level-1]\n\
         # impute = {{ mean = {{ group = \"...\" }} }}\n\
         # treat = \"skew-kurtosis\"\n\
         normalise = {{ min-max = {{ lo = 0, hi = 100 }} }}\n",
        groups.join(", ")
    )
}
