//! Data frames and columnar files are read under the rules of a CSV file, and give the same scores.

use std::io::Cursor;

use icip::data::Blocks;
use icip::exec::Par;
use icip::framework::{self, Framework};
use icip::io::{Exclude, ReadOptions, read_csv};
use icip::plan::Plan;
use icip::report;
use icip_frame::{Format, ParquetBlocks, panel, ranks_frame, read, scores_frame};
use polars::prelude::*;

fn options(columns: &[&str]) -> ReadOptions {
    let mut options = ReadOptions::default();
    for column in columns {
        options.columns.insert((*column).into(), icip::io::ColumnOptions::default());
    }
    options
}

/// The shipped example as a data frame, through the strict CSV reader.
fn example(framework: &Framework) -> DataFrame {
    let table = read_csv(framework::example().as_bytes(), "example", &framework.read_options())
        .expect("the example is valid")
        .value;
    let entities = table.panel.entities();
    let texts = |name: &str, cells: Vec<Option<&str>>| Column::from(Series::new(name.into(), cells));
    let mut columns = vec![
        texts("sigep_code", entities.iter().map(|e| Some(e.code.as_str())).collect()),
        texts("entity", entities.iter().map(|e| e.name.as_deref()).collect()),
        texts("sector", entities.iter().map(|e| e.groups[0].as_deref()).collect()),
    ];
    for name in table.panel.schema().columns() {
        let cells: Vec<Option<f64>> =
            table.panel.column(name).expect("named by the schema").cells().collect();
        columns.push(Column::from(Series::new(name.as_str().into(), cells)));
    }
    DataFrame::new(entities.len(), columns).expect("columns of one length")
}

fn scores(framework: &Framework, panel: &icip::data::Panel) -> (String, DataFrame, DataFrame) {
    let plan = Plan::compile(framework, &panel.schema()).expect("all columns are there");
    let card = plan.prepare(panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it scores");
    let frames = (scores_frame(&card).expect("names differ"), ranks_frame(&card).expect("names differ"));
    (report::scores_csv(&card), frames.0, frames.1)
}

#[test]
fn parquet_and_arrow_score_like_csv() {
    let framework = framework::builtin("icip-2018").expect("it ships");
    let csv = read_csv(framework::example().as_bytes(), "example", &framework.read_options())
        .expect("the example is valid")
        .value;
    let (expected, ..) = scores(&framework, &csv.panel);
    let mut frame = example(&framework);
    let mut parquet = Vec::new();
    ParquetWriter::new(&mut parquet).finish(&mut frame).expect("writing to memory");
    let mut arrow = Cursor::new(Vec::new());
    IpcWriter::new(&mut arrow).finish(&mut frame).expect("writing to memory");
    for (bytes, format) in [(&parquet, Format::Parquet), (arrow.get_ref(), Format::ArrowIpc)] {
        let framed = read(bytes, format, "example", &framework.read_options()).expect("valid").value;
        let (text, scores, ranks) = scores(&framework, &framed.panel);
        assert_eq!(text, expected, "{format:?}");
        // DNP's published results: Positiva has the highest ICIP, 0.8749645594858702.
        let index = scores.column("ICIP").and_then(|c| c.f64().cloned()).expect("a column of floats");
        let best = index.max().expect("136 scores");
        assert!((best - 0.874_964_559_485_870_2).abs() < 1e-12, "{best}");
        let first = ranks.column("ICIP").and_then(|c| c.f64().cloned()).expect("a column of floats").min();
        assert_eq!(first, Some(1.0));
    }
}

#[test]
fn every_problem_of_a_frame_comes_at_once() {
    let frame = df!(
        "code" => [Some("05001"), Some("05001"), None],
        "x" => [1.0, f64::NAN, f64::INFINITY],
        "y" => ["1.5", "ND", "two"],
        "when" => [true, false, true],
    )
    .expect("columns of one length");
    let problems = panel(&frame, "frame", &options(&["x", "y", "when"])).expect_err("nine problems");
    let found: Vec<(Option<u64>, &str)> = problems.iter().map(|p| (p.place.line, p.code.word())).collect();
    // By row, then by column: the code comes first.
    assert_eq!(
        found,
        [
            (Some(1), "boolean"),
            (Some(2), "duplicate-entity"),
            (Some(2), "not-finite"),
            (Some(2), "not-a-number"),
            (Some(2), "boolean"),
            (Some(3), "empty-code"),
            (Some(3), "not-finite"),
            (Some(3), "not-a-number"),
            (Some(3), "boolean"),
        ]
    );
}

/// What a reading gives, as text that does not depend on the line of the header: `above` lines stand above
/// the first row.
fn described(
    read: Result<
        (icip::data::Panel, Vec<icip::io::Excluded>, Vec<icip::problem::Problem>),
        icip::problem::Problems,
    >,
    above: u64,
) -> String {
    let problem = |problem: &icip::problem::Problem| {
        let line = problem.place.line.map(|line| line - above).filter(|line| *line > 0);
        let place = problem.place.clone().at_line(line);
        format!("{} {place}: {}\n", problem.code, problem.what)
    };
    match read {
        Err(problems) => problems.iter().map(problem).collect(),
        Ok((panel, excluded, warnings)) => {
            let keys: Vec<_> = panel
                .entities()
                .iter()
                .map(|entity| (&entity.code, &entity.name, &entity.period, &entity.groups))
                .collect();
            let columns: Vec<Vec<Option<f64>>> = icip::data::ColumnIx::first(panel.schema().columns().len())
                .map(|at| panel.column_at(at).cells().collect())
                .collect();
            let left: Vec<_> = excluded.iter().map(|row| (&row.entity.code, &row.why)).collect();
            format!("{keys:?} {columns:?} {left:?} {}", warnings.iter().map(problem).collect::<String>())
        }
    }
}

/// The same table as CSV and as a data frame.
#[track_caller]
fn same(csv: &str, frame: &DataFrame, options: &ReadOptions) -> String {
    let read = read_csv(csv.as_bytes(), "f", options);
    let want = described(read.map(|read| (read.value.panel, read.value.excluded, read.warnings)), 1);
    let read = panel(frame, "f", options);
    let found = described(read.map(|read| (read.value.panel, read.value.excluded, read.warnings)), 0);
    assert_eq!(found, want);
    want
}

#[test]
fn observations_in_a_frame_and_in_a_csv_file_follow_the_same_rules() {
    let mut options = options(&["x", "y"]);
    options.layout = icip::io::TableLayout::Long;
    let csv = "REF_AREA;TIME_PERIOD;INDICATOR;OBS_VALUE;OBS_STATUS;REMARK\nA;2020;x;1.5;A;r\nA;2020;y;2;E;r\n\
               B;2020;x;;Q;r\nB;2020;z;7;A;r\n";
    let frame = df!(
        "REF_AREA" => ["A", "A", "B", "B"],
        "TIME_PERIOD" => ["2020"; 4],
        "INDICATOR" => ["x", "y", "x", "z"],
        "OBS_VALUE" => [Some(1.5), Some(2.0), None, Some(7.0)],
        "OBS_STATUS" => ["A", "E", "Q", "A"],
        "REMARK" => ["r"; 4],
    );
    let told = same(csv, &frame.expect("columns of one length"), &options);
    assert!(told.contains("suppressed"), "{told}");
}

#[test]
fn a_frame_and_a_csv_file_follow_the_same_rules() {
    let mut options = options(&["x", "answer"]);
    options.missing.push(" ND ".into());
    options.name = Some("name".into());
    options.period = Some("year".into());
    options.groups = vec!["kind".into(), "none".into()];
    let answers = options.columns.get_mut("answer").expect("it was asked for");
    answers.tokens = Some(vec!["No".into(), "Yes".into(), "2".into()]);
    let rule = Exclude::new("took", vec!["2,0".into()], "took no part");
    options.exclude.push(rule);
    let csv = "code;name;year;kind;x;answer;took\n\
               05001;Medellín;2019;a;1,5;Yes;1\n\
               5001; B ;2019;;ND;2;1\n\
               A;C;2019;b;3;No;2\n\
               Total;D;2019;b;;;1\n";
    let frame = df!(
        "code" => ["05001", "5001", "A", " Total"],
        "name" => ["Medellín", " B ", "C", "D"],
        "year" => [2019i32, 2019, 2019, 2019],
        "kind" => [Some("a"), None, Some("b"), Some("b ")],
        "x" => [Some("1,5"), Some("ND "), Some("3"), None],
        "answer" => [Some("Yes"), Some(" 2"), Some("No"), None],
        "took" => [1.0, 1.0, 2.0, 1.0],
    )
    .expect("columns of one length");
    let seen = same(csv, &frame, &options);
    for part in [
        "[Some(1.5), None, None]",
        "[Some(1.0), Some(2.0), None]",
        "took no part",
        "leading-zeros",
        "total-row",
    ] {
        assert!(seen.contains(part), "{part}: {seen}");
    }
    // The same with problems: an empty period, an unknown answer, a text that is no number, a code twice.
    let csv = "code;year;x;answer\nA;2019;1;Yes\nA;2019;ND;yes\nB;;n/a;No\n;2020;3;2\n";
    let frame = df!(
        "code" => [Some("A"), Some("A"), Some("B"), None],
        "year" => [Some(2019i64), Some(2019), None, Some(2020)],
        "x" => ["1", "ND", "n/a", "3"],
        "answer" => ["Yes", "yes", "No", "2"],
    )
    .expect("columns of one length");
    let seen = same(csv, &frame, &options);
    for code in ["duplicate-entity", "unknown-answer", "empty-period", "not-a-number", "empty-code"] {
        assert!(seen.contains(code), "{code}: {seen}");
    }
}

#[test]
fn null_is_absent_and_codes_stay_text() {
    let frame = df!("code" => [5001i64, 8001], "x" => [Some(2i32), None]).expect("columns of one length");
    let panel = panel(&frame, "frame", &options(&["x"])).expect("valid").value.panel;
    assert_eq!(panel.entities()[0].code, "5001");
    assert_eq!(panel.column("x").map(|x| (x.get(0), x.get(1))), Some((Some(2.0), None)));
}

#[test]
fn excluded_rows_are_left_out_and_listed() {
    let frame = df!("code" => ["a", "b"], "x" => [0.0, 3.0]).expect("columns of one length");
    let mut options = options(&["x"]);
    let rule = Exclude::new("x", vec!["0".into()], "not assessed");
    options.exclude.push(rule);
    let framed = panel(&frame, "frame", &options).expect("valid").value;
    assert_eq!(framed.panel.rows(), 1);
    assert_eq!(
        (framed.excluded[0].entity.code.as_str(), framed.excluded[0].why.to_string().as_str()),
        ("a", "not assessed")
    );
}

#[test]
fn a_broken_file_is_a_problem() {
    let problems =
        read(b"PAR1 but no more", Format::Parquet, "x.parquet", &options(&[])).expect_err("broken");
    assert_eq!(problems.first().code, "bad-file");
}

/// More rows than a block has, with gaps; `repeat` names the row whose code stands again at the end.
fn long(rows: usize, repeat: Option<usize>) -> Vec<u8> {
    let codes = (0..rows).chain(repeat).map(|row| format!("c{row}")).collect::<Vec<_>>();
    let x = (0..codes.len()).map(|row| (row % 7 != 3).then_some(row as f64)).collect::<Vec<_>>();
    let texts = vec!["text"; codes.len()];
    let mut frame = df!("code" => codes, "x" => x, "other" => texts).expect("columns of one length");
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_row_group_size(Some(50_000))
        .finish(&mut frame)
        .expect("writing to memory");
    bytes
}

fn blocks(bytes: &[u8], options: &ReadOptions) -> Result<ParquetBlocks, icip::problem::Problems> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), bytes).expect("it takes bytes");
    let path = file.into_temp_path();
    ParquetBlocks::open(move || std::fs::File::open(&path), "data.parquet", options)
}

#[test]
fn blocks_of_parquet_are_the_whole_table() {
    let mut options = options(&["x"]);
    options.exclude.push(Exclude::new("code", vec!["c70000".into()], "left out"));
    let bytes = long(150_000, None);
    let whole = read(&bytes, Format::Parquet, "data.parquet", &options).expect("it is in order").value;
    let mut blocks = blocks(&bytes, &options).expect("it is in order");
    assert_eq!(*blocks.schema(), whole.panel.schema());
    for pass in 0..2 {
        let (mut entities, mut cells) = (Vec::new(), Vec::new());
        while let Some(block) = blocks.next_block().expect("it is in order") {
            assert!(block.rows() < 100_000, "a block is a part");
            entities.extend_from_slice(block.entities());
            cells.extend(block.column("x").expect("it was asked for").cells());
        }
        assert_eq!(entities, whole.panel.entities(), "pass {pass}");
        let want: Vec<_> = whole.panel.column("x").expect("it was asked for").cells().collect();
        assert!(cells == want, "pass {pass}");
        assert_eq!((blocks.kept(), blocks.excluded()), (149_999, &whole.excluded[..]));
        blocks.rewind().expect("it can be read again");
    }
}

/// As with CSV: rows of two states of a file are no table.
#[test]
fn a_parquet_file_that_changes_between_passes_is_a_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data.parquet");
    let later = |seconds| std::time::SystemTime::now() + std::time::Duration::from_secs(seconds);
    // Fewer rows; and a file of the same length that was written later.
    for (rows, seconds) in [(20_000, 0), (30_000, 60)] {
        std::fs::write(&path, long(30_000, None)).expect("it takes bytes");
        let source = path.clone();
        let mut blocks =
            ParquetBlocks::open(move || std::fs::File::open(&source), "data.parquet", &options(&["x"]))
                .expect("it is in order");
        while blocks.next_block().expect("nobody has written").is_some() {}
        std::fs::write(&path, long(rows, None)).expect("it takes bytes");
        let file = std::fs::File::options().write(true).open(&path).expect("it opens");
        file.set_modified(later(seconds)).expect("it takes a time");
        let again = blocks.rewind().and_then(|()| blocks.next_block().map(|_| ()));
        assert_eq!(again.expect_err("it has changed").first().code, icip::problem::Code::ChangedFile);
    }
}

#[test]
fn problems_of_blocks_are_those_of_the_whole_table() {
    let bytes = long(140_000, Some(5));
    let mut ranged = options(&["x"]);
    ranged.columns.get_mut("x").expect("it is there").range.1 = Some(139_990.0);
    for options in [options(&["x"]), ranged] {
        let mut blocks = blocks(&bytes, &options).expect("its header is in order");
        let found = loop {
            match blocks.next_block() {
                Ok(Some(_)) => {}
                Ok(None) => panic!("it has problems"),
                Err(problems) => break problems,
            }
        };
        let whole = read(&bytes, Format::Parquet, "data.parquet", &options).expect_err("it has problems");
        assert_eq!(found, whole);
    }
    let mut missing = options(&["x"]);
    missing.code = "iso3".into();
    let refused = blocks(&bytes, &missing).expect_err("there is no such column");
    assert_eq!(refused, read(&bytes, Format::Parquet, "data.parquet", &missing).expect_err("as well"));
    assert!(blocks(b"no such thing", &options(&["x"])).is_err());
}
