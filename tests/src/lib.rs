//! What the tests of the workspace share: tolerances by name, comparison of numbers, the published
//! figures in `fixtures/published`, and a generator of random numbers that is the same everywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::io::{ColumnOptions, ReadOptions, read_csv};
use icip::plan::{Plan, Scorecard};
use icip::problem::Problems;
use icip::robustness::rng::{Purpose, Stream};

pub mod blocks;
pub mod cases;
pub mod methods;
pub mod plain;

/// Largest differences that count as agreement. A test that needs another one says why.
pub mod tolerance {
    /// The same sums in another order, on scales up to 100: some units in the last place.
    pub const SUMS: f64 = 1e-12;
    /// Fractions such as 1/6 that the publisher wrote with ten digits, at most 100 of them.
    pub const TEN_DIGITS: f64 = 1e-9;
    /// UN components have four or five decimals: the index is off by at most 7e-5.
    pub const EGDI_DECIMALS: f64 = 7e-5;
    /// OECD composites have three decimals: off by at most half a unit, and the sum of six terms.
    pub const THREE_DECIMALS: f64 = 0.0005 + 1e-12;
    /// A summary printed with four decimals.
    pub const FOUR_PRINTED: f64 = 0.5e-4;
}

/// Asserts that a number is the expected one, and says where the expectation comes from. The
/// difference may be [`tolerance::SUMS`], or what `within` says.
///
/// ```
/// use icip_tests::{assert_close, tolerance};
/// assert_close!(0.1 + 0.2, 0.3, "by hand");
/// assert_close!(0.62194, 0.6219, "printed with four decimals", within = tolerance::FOUR_PRINTED);
/// ```
///
/// ```should_panic
/// icip_tests::assert_close!(f64::NAN, 0.3, "nothing is close to a NaN");
/// ```
#[macro_export]
macro_rules! assert_close {
    ($got:expr, $want:expr, $reason:expr $(,)?) => {
        $crate::assert_close!($got, $want, $reason, within = $crate::tolerance::SUMS)
    };
    ($got:expr, $want:expr, $reason:expr, within = $tolerance:expr $(,)?) => {{
        let (got, want, tolerance): (f64, f64, f64) = ($got, $want, $tolerance);
        let error = (got - want).abs();
        assert!(
            error <= tolerance,
            "{} is {got:?}, not {want:?} ({}): {error:e} apart, at most {tolerance:e}",
            stringify!($got),
            $reason,
        );
    }};
}

/// A file of the published figures.
pub fn published_at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/published").join(path)
}

/// What COINr computed, as text: a table of `fixtures/published/coinr`, or with `TABLE/CASE` the rows of one case.
pub fn golden_text(name: &str) -> String {
    let (table, case) = name.split_once('/').map_or((name, None), |(table, case)| (table, Some(case)));
    let path = published_at("coinr").join(table).with_extension("csv");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let Some(case) = case else { return text };
    let mut lines = text.lines();
    let header = lines.next().and_then(|header| header.strip_prefix("case,"));
    let header = header.unwrap_or_else(|| panic!("`{table}` has no cases"));
    let prefix = format!("{case},");
    let rows: Vec<&str> = lines.filter_map(|line| line.strip_prefix(&prefix)).collect();
    assert!(!rows.is_empty(), "`{table}` has no case `{case}`");
    format!("{header}\n{}\n", rows.join("\n"))
}

/// What COINr computed: columns by name, as texts; rows in the order of the file.
pub struct Golden {
    /// The table, and the case.
    pub name: String,
    /// Names of the columns.
    pub names: Vec<String>,
    /// Cells of each row.
    pub rows: Vec<Vec<String>>,
}

impl Golden {
    /// A table, or one case of it, as [`golden_text`] finds it.
    pub fn read(name: &str) -> Self {
        Self::parse(name, &golden_text(name))
    }

    /// The indicators of COINr's example before any step: `get_dset(build_example_coin(), 'Raw')`.
    pub fn raw() -> Self {
        let Self { names, rows, .. } = Self::read("iData");
        // Before the indicators stand the code, groups and denominators.
        let first = 1 + names.iter().position(|name| name == "Population").expect("the last denominator");
        let cells = |cells: &[String]| [&cells[..1], &cells[first..]].concat();
        let rows = rows.iter().map(|row| cells(row)).collect();
        let mut names = cells(&names);
        "unit".clone_into(&mut names[0]);
        Self { name: "iData".to_owned(), names, rows }
    }

    /// A table of the same form.
    pub fn parse(name: &str, text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let names = cells(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| cells(&record.expect("a row"))).collect();
        Self { name: name.to_owned(), names, rows }
    }

    /// The cells of a column.
    pub fn texts(&self, column: &str) -> Vec<&str> {
        let place = self.names.iter().position(|name| name == column);
        let place = place.unwrap_or_else(|| panic!("{}: no column `{column}`", self.name));
        self.rows.iter().map(|row| row[place].as_str()).collect()
    }

    /// The numbers of a column; nothing where one is missing.
    pub fn numbers(&self, column: &str) -> Vec<Option<f64>> {
        self.texts(column).into_iter().map(golden_number).collect()
    }

    /// The names of the columns of numbers.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(|name| *name != "unit")
    }

    /// What each row is about: the cells of the first column.
    pub fn keys(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row[0].as_str()).collect()
    }

    /// Columns of numbers by name, as [`panel`] takes them.
    pub fn cells(&self, names: &[impl AsRef<str>]) -> Vec<(String, Vec<Option<f64>>)> {
        names.iter().map(|name| (name.as_ref().to_owned(), self.numbers(name.as_ref()))).collect()
    }

    /// Each row, with its cells by the names of their columns.
    pub fn records(&self) -> Vec<BTreeMap<&str, &str>> {
        let names = || self.names.iter().map(String::as_str);
        self.rows.iter().map(|row| names().zip(row.iter().map(String::as_str)).collect()).collect()
    }
}

/// A number as R wrote it; nothing where it is missing or no number.
pub fn golden_number(text: &str) -> Option<f64> {
    match text {
        "NA" | "NaN" | "" => None,
        text => Some(text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))),
    }
}

/// A framework that ships.
pub fn shipped(id: &str) -> Framework {
    icip::framework::builtin(id).unwrap_or_else(|| panic!("`{id}` does not ship"))
}

/// A framework from texts, which must be in order.
pub fn framework(toml: &str, structure: Option<&str>) -> Framework {
    match read_framework(toml, structure) {
        Ok(framework) => framework,
        Err(problems) => panic!("framework refused:\n{}\n{toml}", all(&problems)),
    }
}

/// A framework from texts, or its problems.
///
/// # Errors
/// Those of [`Files::read`].
pub fn read_framework(toml: &str, structure: Option<&str>) -> Result<Framework, Problems> {
    let mut files = Files::new("framework.toml", toml);
    files.structure = structure.map(|text| ("structure.csv", text));
    Ok(files.read()?.value)
}

/// A table on disk, read as the options say; it must be in order.
pub fn read(path: &Path, options: &ReadOptions) -> Panel {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse(&bytes, &path.display().to_string(), options)
}

/// A table in memory, read as the options say; it must be in order.
pub fn parse(bytes: &[u8], name: &str, options: &ReadOptions) -> Panel {
    match read_csv(bytes, name, options) {
        Ok(table) => table.value.panel,
        Err(problems) => panic!("{name} refused:\n{}", all(&problems)),
    }
}

/// The table that a framework scores.
pub fn data(path: &Path, framework: &Framework) -> Panel {
    read(path, &framework.read_options())
}

/// A published table: codes as in the framework, and all the columns of numbers that are wanted, as
/// the publisher wrote them.
pub fn published(path: &Path, framework: &Framework, wanted: impl Fn(&str) -> bool) -> Panel {
    let mut options = framework.read_options();
    options.groups.clear();
    options.exclude.clear();
    options.columns.clear();
    options.name = None;
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().expect("the table has a header").clone();
    for name in header.iter().filter(|name| wanted(name)) {
        options.columns.insert(name.to_owned(), ColumnOptions::default());
    }
    assert!(!options.columns.is_empty(), "no wanted column in {}", path.display());
    if options.period.as_ref().is_some_and(|period| !header.iter().any(|name| name == period)) {
        options.period = None;
    }
    parse(&bytes, &path.display().to_string(), &options)
}

/// Scores a panel; it must be in order.
pub fn score<'a>(framework: &'a Framework, panel: &'a Panel) -> Scorecard<'a> {
    match try_score(framework, panel, Par::Auto) {
        Ok(card) => card,
        Err(problems) => panic!("`{}` refuses its data:\n{}", framework.id(), all(&problems)),
    }
}

/// Scores a panel, or gives its problems.
///
/// # Errors
/// Those of [`Plan::compile`], [`Plan::prepare`] and [`icip::plan::Prepared::score`].
pub fn try_score<'a>(
    framework: &'a Framework,
    panel: &'a Panel,
    par: Par,
) -> Result<Scorecard<'a>, Problems> {
    Plan::compile(framework, &panel.schema())?.prepare(panel, par)?.score()
}

/// The score of a node for a row.
pub fn score_of(card: &Scorecard<'_>, node: &str, row: usize) -> Option<f64> {
    let position = card.framework().position(node).unwrap_or_else(|| panic!("no node `{node}`"));
    card.scores().column(position).get(row)
}

/// A panel of rows `e000`, `e001`, ... from columns.
pub fn panel(columns: &[(String, Vec<Option<f64>>)]) -> Panel {
    let rows = columns.first().map_or(0, |(_, cells)| cells.len());
    let mut builder = Panel::builder().entities((0..rows).map(|row| Entity::new(format!("e{row:03}"))));
    for (name, cells) in columns {
        let column = Column::new(cells.iter().copied()).expect("the cells of a test are finite");
        builder = builder.column(name.clone(), column);
    }
    builder.build().unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

/// All problems, a line each.
pub fn all(problems: &Problems) -> String {
    problems.iter().map(|problem| format!("[{}] {problem}\n", problem.code)).collect()
}

/// How many kinds of numbers [`Random::of_kind`] has.
pub const KINDS: usize = 8;

/// Random numbers for tests: a stream of the library, so the same numbers on every machine and in every release.
#[derive(Debug)]
pub struct Random(Stream);

impl Random {
    /// The generator with a seed.
    pub fn new(seed: u64) -> Self {
        Self(Stream::new(seed, Purpose::Inputs, 0))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        u64::from(self.0.bits()) << 32 | u64::from(self.0.bits())
    }

    /// A number in `0..below`, all equally likely.
    pub fn below(&mut self, below: usize) -> usize {
        self.0.below(u32::try_from(below).expect("tests draw from small ranges")) as usize
    }

    /// The numbers below a count in random order (Fisher and Yates).
    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }

    /// Any finite number: subnormal, huge and everyday ones, each sign, all powers of two equally likely; now and then
    /// zero of either sign, or the largest or the smallest number.
    pub fn finite(&mut self) -> f64 {
        const ENDS: [f64; 6] = [0.0, -0.0, f64::MAX, f64::MIN, 5e-324, f64::MIN_POSITIVE];
        if self.below(20) == 0 {
            return ENDS[self.below(ENDS.len())];
        }
        std::iter::repeat_with(|| f64::from_bits(self.bits())).find(|x| x.is_finite()).unwrap_or_default()
    }

    /// Numbers of one kind, from the full range of finite numbers. `kind` is one of [`KINDS`].
    pub fn of_kind(&mut self, kind: usize) -> f64 {
        let mild = (self.unit() * 40.0).round() / 5.0;
        match kind {
            0 => mild,
            1 => self.finite(),
            2 => (mild - 3.0) * 1e200,
            3 => mild * 1e-200,
            // Subnormal numbers, few of them different.
            4 => f64::from_bits(self.below(50) as u64),
            5 => (self.unit() - 0.5) * 3e-95,
            // The sum of two of them overflows.
            6 => (self.unit() - 0.3) * f64::MAX,
            // Everyday numbers with one in ten that is not.
            _ => {
                if self.below(10) == 0 {
                    self.finite()
                } else {
                    mild
                }
            }
        }
    }

    /// A number in [0, 1), with 53 random bits.
    pub fn unit(&mut self) -> f64 {
        self.0.unit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "1e0 apart, at most 1e-12")]
    fn numbers_that_differ_fail() {
        assert_close!(1.0, 2.0, "they differ");
    }

    #[test]
    #[should_panic(expected = "`ranks` has no cases")]
    fn a_case_that_is_not_there_fails() {
        golden_text("ranks/none");
    }
}
