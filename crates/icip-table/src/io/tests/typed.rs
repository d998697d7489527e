//! The same table as a CSV file and as typed cells: the same panel, the same rows left out, the same
//! findings.

use std::ops::Range;

use crate::data::{Blocks, ColumnIx, Entity, Panel};
use crate::io::{
    ColumnOptions, Decimal, Exclude, ReadOptions, Table, TypedBlocks, TypedCell, TypedCells, TypedRows,
    TypedTable, read_csv, read_typed,
};
use icip_problem::{Problem, Problems, Warned};

/// A table in memory; the first row holds the names.
struct Rows(Vec<Vec<TypedCell<'static>>>);

struct Part<'a> {
    rows: &'a [Vec<TypedCell<'static>>],
    columns: Vec<usize>,
}

impl TypedRows for Rows {
    fn names(&self) -> Vec<String> {
        self.0[0].iter().map(|name| name.text().into_owned()).collect()
    }

    fn rows(&self) -> usize {
        self.0.len() - 1
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        Ok(Box::new(Part { rows: &self.0[1 + rows.start..1 + rows.end], columns: columns.to_vec() }))
    }
}

impl TypedCells for Part<'_> {
    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        self.rows[row][self.columns[column]].clone()
    }
}

/// The cells of a text whose separator is `;`: empty ones as null, the others as `typed` makes them.
fn rows(text: &'static str, typed: impl Fn(&'static str) -> TypedCell<'static>) -> Rows {
    let cell = |text: &'static str| if text.is_empty() { TypedCell::Null } else { typed(text) };
    let mut rows: Vec<Vec<TypedCell<'static>>> =
        text.lines().map(|line| line.split(';').map(cell).collect()).collect();
    rows[0] =
        text.lines().next().expect("a header").split(';').map(|name| TypedCell::Text(name.into())).collect();
    Rows(rows)
}

fn as_text(text: &'static str) -> TypedCell<'static> {
    TypedCell::Text(text.into())
}

/// Numbers as numbers, as a data frame holds them.
fn as_number(text: &'static str) -> TypedCell<'static> {
    text.replace(',', ".").parse().map_or(TypedCell::Text(text.into()), TypedCell::Number)
}

/// Everything that a reading gives, as text. `above` are the lines above the first row.
fn described<T>(
    read: Result<Warned<T>, Problems>,
    above: u64,
    parts: impl Fn(&T) -> (&Panel, String),
) -> String {
    let problem = |problem: &Problem| {
        let line = problem.place.line.map(|line| line - above).filter(|line| *line > 0);
        let place = problem.place.clone().at_line(line);
        format!("{} {place}: {}\n", problem.code, problem.what)
    };
    match read {
        Err(problems) => problems.iter().map(problem).collect(),
        Ok(Warned { value, warnings }) => {
            let (panel, excluded) = parts(&value);
            let entities: Vec<Entity> =
                panel.entities().iter().map(|entity| Entity { line: None, ..entity.clone() }).collect();
            let columns: Vec<Vec<Option<f64>>> = ColumnIx::first(panel.schema().columns().len())
                .map(|at| panel.column_at(at).cells().collect())
                .collect();
            let warnings: String = warnings.iter().map(problem).collect();
            format!("{entities:?} {:?} {columns:?} {excluded} {warnings}", panel.groups())
        }
    }
}

fn csv(text: &str, options: &ReadOptions) -> String {
    described(read_csv(text.as_bytes(), "f", options), 1, |table: &Table| {
        (&table.panel, format!("{:?} {:?}", codes(&table.excluded), table.unread))
    })
}

fn typed(rows: Rows, options: &ReadOptions) -> String {
    described(read_typed(rows, "f", options), 0, |table: &TypedTable| {
        (&table.panel, format!("{:?} {:?}", codes(&table.excluded), table.unread))
    })
}

fn codes(excluded: &[crate::io::Excluded]) -> Vec<(String, String)> {
    excluded.iter().map(|row| (row.entity.code.clone(), row.why.to_string())).collect()
}

fn options() -> ReadOptions {
    let columns = ["x", "y"].map(|name| (name.to_string(), ColumnOptions::default()));
    ReadOptions { columns: columns.into(), delimiter: Some(';'), ..ReadOptions::default() }
}

fn excluding(equals: &[&str]) -> ReadOptions {
    let equals = equals.iter().map(ToString::to_string).collect();
    let rule = Exclude { column: "took".into(), equals, why: "took no part".into() };
    ReadOptions { exclude: vec![rule], ..options() }
}

/// Compares a text as CSV with its cells as texts, and as numbers where `numbers` says that they can be.
#[track_caller]
fn same(text: &'static str, options: &ReadOptions, numbers: bool) -> String {
    let want = csv(text, options);
    assert_eq!(typed(rows(text, as_text), options), want, "as text");
    if numbers {
        assert_eq!(typed(rows(text, as_number), options), want, "as numbers");
    }
    want
}

#[test]
fn exclusion_compares_numbers() {
    for mark in ["2", "2,0", "2.0", " 2 "] {
        let seen = same("code;x;took\nA;1;2\nB;3;1\nC;5;2\n", &excluding(&[mark]), true);
        assert!(seen.contains(r#"[("A", "took no part"), ("C", "took no part")]"#), "{mark}: {seen}");
    }
    let seen = same("code;x;took\nA;1;2,0\nB;3;1,5\nC;5;2\n", &excluding(&["2"]), true);
    assert!(seen.contains(r#"[("A", "took no part"), ("C", "took no part")]"#), "{seen}");
    same("code;x;took\nA;1;\nB;3;no\nC;5;yes\n", &excluding(&["", "no"]), false);
    let seen = same("code;x;took\nA;1;took\tno part\nB;3;yes\n", &excluding(&["took no part"]), false);
    assert!(seen.contains(r#"[("A", "took no part")]"#), "{seen}");
    same("code;x\nA;1\nB;3\n", &excluding(&["0"]), true);
    same("code;x;took\nA;1;0\nB;3;0\n", &excluding(&["0"]), true);
}

#[test]
fn missing_marks_are_trimmed() {
    let mut options = options();
    options.missing.push(" ND ".into());
    options.columns.insert("y".into(), ColumnOptions { missing: vec!["-99".into()], ..Default::default() });
    let seen = same("code;x;y\nA; ND;-99\nB;3;4\nC;ND ;\n", &options, true);
    assert!(seen.contains("[[None, Some(3.0), None], [None, Some(4.0), None]]"), "{seen}");
    same("code;x;y\nA;NA;-99\nB;3;4\n", &options, true);
}

#[test]
fn decimal_marks_are_found_by_column() {
    let seen = same("code;x;y\nA;1.234;0.5\nB;0,5;2\n", &options(), false);
    assert!(seen.contains("[[Some(1234.0), Some(0.5)], [Some(0.5), Some(2.0)]]"), "{seen}");
    assert!(seen.contains("two-decimal-marks"), "{seen}");
    assert!(same("code;x\nA;1.234\nB;2\n", &options(), false).starts_with("ambiguous-decimal"));
    // The text names the line of the other cell, which a frame counts without a header.
    let mixed = typed(rows("code;x\nA;1.5\nB;2,5\n", as_text), &options());
    assert!(mixed.starts_with("mixed-decimals f line 2, `x`, entity `B`: `2,5`"), "{mixed}");
    let declared = ReadOptions { decimal: Some(Decimal::Comma), ..options() };
    same("code;x\nA;1.5\nB;2,5\n", &declared, false);
}

#[test]
fn codes_groups_and_periods_are_texts() {
    let named = ReadOptions {
        name: Some("name".into()),
        period: Some("year".into()),
        groups: vec!["kind".into(), "none".into()],
        ..options()
    };
    same(
        "code;name;year;kind;x\n05001; Medellín ;2019; a ;1\n5001;;2020;;2\n05001;M;2020;a;3\n",
        &named,
        false,
    );
    // An empty code, an empty period, and an entity twice in a period.
    same("code;name;year;kind;x\nA;a;2019;k;1\n;b;2019;k;2\nC;c;;k;3\nA;d;2019;k;4\n", &named, false);
    same("code;x\n11;1\n12;2\n13;3\n14;4\n15;5\nTotal;15\n", &options(), true);
    same("code;x\nA;1\nB;2\nSource: DNP;3\n", &options(), true);
    same("code;x\nA;1\n", &named, true);
}

#[test]
fn answers_are_positions() {
    let mut options = options();
    let tokens = Some(vec!["No".into(), "Yes ".into(), "0.5".into(), "1".into()]);
    options.columns.insert("x".into(), ColumnOptions { tokens, ..Default::default() });
    let seen = same("code;x;y\nA;Yes;1\nB; No ;2\nC;0,50;3\nD;;4\nE;1;5\n", &options, true);
    assert!(seen.contains("[Some(1.0), Some(0.0), Some(2.0), None, Some(3.0)]"), "{seen}");
    same("code;x;y\nA;yes;1\nB;2;2\n", &options, true);
}

#[test]
fn what_is_no_number_is_refused_alike() {
    let mut options = options();
    options
        .columns
        .insert("y".into(), ColumnOptions { range: (Some(0.0), Some(10.0)), ..Default::default() });
    same("code;x;y\nA;ND;11\nB;23-abr;-1\nC;5%;3\nD;1e999;4\n", &options, false);
    same("code;x;y\nA;NaN;11\nB;3;-1\nC;5;3\n", &options, true);
    assert_eq!(
        typed(
            Rows(vec![vec![as_text("code"), as_text("x")], vec![as_text("A"), TypedCell::Boolean(true)]]),
            &options
        ),
        csv("code;x\nA;true\n", &options)
    );
}

#[test]
fn a_table_without_the_code_or_without_rows_is_refused() {
    let refused = read_typed(rows("Code;x\nA;1\n", as_text), "f", &options()).expect_err("no code");
    assert_eq!(
        refused.first().to_string(),
        "f, `code`: there is no column `code`, which should hold the codes of the entities; did you mean `Code`?"
    );
    assert!(same("code;x\n", &options(), true).starts_with("no-rows"));
}

#[test]
fn blocks_are_the_whole_table_and_may_be_read_again() {
    // More rows than a block has; the mark that tells how `x` is written stands in the last row.
    let count: usize = 70_000;
    let cell = |row: usize| if row + 1 == count { "0,5" } else { "1.234" };
    let row = |row: usize| vec![TypedCell::Integer(row as i128), as_text(cell(row))];
    let rows =
        || Rows([vec![as_text("code"), as_text("x")]].into_iter().chain((0..count).map(row)).collect());
    let mut blocks = TypedBlocks::new(rows(), "f", &options()).expect("it has a code");
    let whole = read_typed(rows(), "f", &options()).expect("valid").value.panel;
    for pass in 0..2 {
        let (mut entities, mut cells) = (Vec::new(), Vec::new());
        while let Some(block) = blocks.next_block().expect("valid") {
            assert!(block.rows() < count, "a block is a part");
            entities.extend_from_slice(block.entities());
            cells.extend(block.column("x").expect("asked for").cells());
        }
        assert_eq!(entities, whole.entities(), "pass {pass}");
        assert!(cells.iter().copied().eq(whole.column("x").expect("asked for").cells()), "pass {pass}");
        assert_eq!((cells[0], cells[count - 1]), (Some(1234.0), Some(0.5)));
        assert_eq!(blocks.facts().map(|facts| facts.value.rows), Some(count));
        blocks.rewind().expect("it is in memory");
    }
}
