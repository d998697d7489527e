use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::io::{ColumnOptions, Exclude, read_csv};

fn options() -> ReadOptions {
    let columns = ["x", "y"].map(|name| (name.to_string(), ColumnOptions::default()));
    let rule = Exclude { column: "y".into(), equals: vec!["-1".into()], why: "took no part".into() };
    ReadOptions {
        columns: columns.into(),
        groups: vec!["kind".into()],
        exclude: vec![rule],
        ..ReadOptions::default()
    }
}

/// A table of so many rows: gaps in `x`, one row in 1,000 left out, a note at the end.
fn table(rows: usize) -> String {
    let cell = |row: usize| if row.is_multiple_of(7) { String::new() } else { format!("{row}.25") };
    let row = |row: usize| {
        let y = if row % 1_000 == 999 { -1 } else { 1 };
        format!("E{row},{},{},{y}\n", ["a", "b"][row % 2], cell(row))
    };
    format!("code,kind,x,y\n{}\nSource: nobody\n", (0..rows).map(row).collect::<String>())
}

fn open(text: &str) -> CsvBlocks<'_> {
    CsvBlocks::open(move || Ok(text.as_bytes()), "d.csv", &options(), Par::Threads(2)).expect("a header")
}

fn all(blocks: &mut CsvBlocks<'_>) -> Result<Vec<Panel>, Problems> {
    let mut panels = Vec::new();
    while let Some(block) = blocks.next_block()? {
        panels.push(block);
    }
    Ok(panels)
}

fn cells(panel: &Panel, name: &str) -> Vec<Option<f64>> {
    panel.column(name).map(|column| column.cells().collect()).unwrap_or_default()
}

#[test]
fn blocks_are_the_table_cut_into_equal_parts() {
    let text = table(40_000);
    let whole = read_csv(text.as_bytes(), "d.csv", &options()).expect("valid");
    let mut blocks = open(&text);
    assert_eq!(blocks.schema(), &whole.value.panel.schema());
    assert!(blocks.facts().is_none(), "nothing is known before the end");
    for pass in ["first", "second"] {
        let panels = all(&mut blocks).expect("valid");
        // 40,000 rows without the 40 that are left out.
        assert_eq!(panels.iter().map(Panel::rows).collect::<Vec<_>>(), [16_384, 16_384, 7_192], "{pass}");
        let entities: Vec<_> = panels.iter().flat_map(|panel| panel.entities().to_vec()).collect();
        assert_eq!(entities, whole.value.panel.entities(), "{pass}");
        for name in ["x", "y"] {
            let parts: Vec<_> = panels.iter().flat_map(|panel| cells(panel, name)).collect();
            assert_eq!(parts, cells(&whole.value.panel, name), "{pass}");
        }
        let facts = blocks.facts().expect("a pass has ended");
        assert_eq!(facts.value.dialect, whole.value.dialect);
        assert_eq!(facts.value.excluded, whole.value.excluded);
        assert_eq!(facts.warnings, whole.warnings);
        assert!(blocks.next_block().expect("the end stays the end").is_none());
        blocks.rewind().expect("it can be read again");
    }
}

#[test]
fn rewinding_half_way_starts_the_first_pass_again() {
    let text = table(40_000);
    let mut blocks = open(&text);
    let first = blocks.next_block().expect("valid").expect("rows");
    blocks.rewind().expect("it can be read again");
    let panels = all(&mut blocks).expect("valid");
    assert_eq!((panels.len(), panels[0].entities()), (3, first.entities()));
    assert_eq!(blocks.facts().expect("a pass has ended").value.dialect.rows, 40_000);
}

#[test]
fn problems_of_the_whole_file_come_at_the_end_together() {
    let text =
        table(40_000).replace("E20000,a,20000.25", "E5,a,ND").replace("E39000,a,39000.25", "E39000,a,5%");
    let mut blocks = open(&text);
    let problems = all(&mut blocks).expect_err("three problems");
    let found: Vec<_> = problems.iter().map(|problem| (problem.place.line, problem.code.word())).collect();
    // Row 0 stands on line 2. Row 20,000 repeats the code of row 5.
    let want = [(20_002, "duplicate-entity"), (20_002, "not-a-number"), (39_002, "percent")];
    assert_eq!(found, want.map(|(line, code)| (Some(line), code)));
    assert_eq!(blocks.next_block().expect_err("they stay").len(), 3);
    assert!(blocks.facts().is_none());
}

#[test]
fn a_mark_that_shows_far_below_is_known_from_the_first_row_on() {
    let rows: String = (0..30_000).map(|row| format!("E{row};1.234\n")).collect();
    let text = format!("code;x\n{rows}Z;0,5\n");
    let mut blocks = open(&text);
    let first = blocks.next_block().expect("valid").expect("rows");
    assert_eq!(first.column("x").and_then(|column| column.get(0)), Some(1234.0));
}

#[test]
fn an_accent_far_below_may_change_the_encoding() {
    let mut bytes = table(30_000).replace("\nSource: nobody\n", "").into_bytes();
    bytes.extend(b"A\xF1o,a,1.5,1\n");
    let bytes = bytes.as_slice();
    let mut blocks = CsvBlocks::open(|| Ok(bytes), "d.csv", &options(), Par::Seq).expect("a header");
    let panels = all(&mut blocks).expect("valid");
    assert_eq!(
        panels.last().and_then(|panel| panel.entities().last()).map(|last| last.code.as_str()),
        Some("Año")
    );
    let facts = blocks.facts().expect("a pass has ended");
    assert_eq!(facts.warnings[0].code, "assumed-encoding");
}

#[test]
fn a_file_that_changes_between_passes_is_a_problem() {
    let changed = AtomicBool::new(false);
    let source = || {
        let now = changed.load(Ordering::Relaxed);
        Ok(if now { &b"code,x,kind\nA,2,k\n"[..] } else { &b"code,x,kind\nA,1,k\n"[..] })
    };
    let mut blocks = CsvBlocks::open(source, "d.csv", &options(), Par::Seq).expect("a header");
    assert_eq!(all(&mut blocks).expect("valid").len(), 1);
    changed.store(true, Ordering::Relaxed);
    blocks.rewind().expect("it can be read");
    let problems = all(&mut blocks).expect_err("another file");
    assert_eq!(problems.first().code, "changed-file");
}

/// Some bytes, and then an error.
struct Broken(&'static [u8]);

impl Read for Broken {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.0.read(out)? {
            0 => Err(io::Error::other("the disk is gone")),
            read => Ok(read),
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem() {
    let code = |problems: Problems| problems.first().to_string();
    let broken = CsvBlocks::open(|| Ok(Broken(b"code,x\nA,1\n")), "d.csv", &options(), Par::Seq);
    let want = "d.csv: the file cannot be read: the disk is gone";
    assert_eq!(broken.map(|_| ()).map_err(code), Err(want.to_string()));
    let absent = || Err::<&[u8], _>(io::Error::other("the disk is gone"));
    let absent = CsvBlocks::open(absent, "d.csv", &options(), Par::Seq);
    assert_eq!(absent.map(|_| ()).map_err(code), Err(want.to_string()));
}
