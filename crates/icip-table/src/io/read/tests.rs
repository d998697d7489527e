use super::*;
use crate::io::testing::Random;
use crate::io::{ColumnOptions, CsvBlocks, Decimal, Decimals, Encoding, Exclude, Limits};

/// Columns `x` and `y` are asked for, `name`, `year` and group `kind` where a test adds them.
fn options() -> ReadOptions {
    let columns = ["x", "y"].map(|name| (name.to_string(), ColumnOptions::default()));
    ReadOptions { columns: columns.into(), ..ReadOptions::default() }
}

fn read_with(text: &str, options: &ReadOptions) -> Result<Warned<Table>, Problems> {
    read_csv(text.as_bytes(), "d.csv", options)
}

fn read(text: &str) -> Result<Warned<Table>, Problems> {
    read_with(text, &options())
}

fn values(table: &Table, column: &str) -> Vec<Option<f64>> {
    table.panel.column(column).map(|column| column.cells().collect()).unwrap_or_default()
}

fn codes(table: &Table) -> Vec<&str> {
    table.panel.entities().iter().map(|entity| entity.code.as_str()).collect()
}

fn warnings(table: &Warned<Table>) -> Vec<(Option<u64>, &str)> {
    table.warnings.iter().map(|warning| (warning.place.line, warning.code.word())).collect()
}

/// Line and code of every problem.
fn problems(result: Result<Warned<Table>, Problems>) -> Vec<(Option<u64>, &'static str)> {
    result.expect_err("problems").iter().map(|problem| (problem.place.line, problem.code.word())).collect()
}

fn first_problem(result: Result<Warned<Table>, Problems>) -> String {
    result.expect_err("a problem").first().to_string()
}

#[test]
fn the_spanish_dialect_is_found_and_reported() {
    let text = "\u{FEFF}code;name;x;y\r\n05001; Medellín ;1.234,5;3\r\n08001;\"Barranquilla; D.E.\";0,5;\r\n";
    let options = ReadOptions { name: Some("name".into()), ..options() };
    let table = read_with(text, &options).expect("valid");
    assert!(table.warnings.is_empty(), "{:?}", table.warnings);
    let table = table.value;
    assert_eq!(
        table.dialect.to_string(),
        "UTF-8 with BOM, separator `;`, decimal comma, header on line 1, 2 rows"
    );
    assert_eq!(codes(&table), ["05001", "08001"]);
    assert_eq!(table.panel.entities()[0].label(), "Medellín");
    assert_eq!(table.panel.entities()[1].label(), "Barranquilla; D.E.");
    assert_eq!(values(&table, "x"), [Some(1234.5), Some(0.5)]);
    assert_eq!(values(&table, "y"), [Some(3.0), None]);
    assert_eq!(table.dialect.decimals, Decimals { point: 0, comma: 1, whole: 1 });
}

#[test]
fn every_problem_is_reported_at_once_by_line_and_column() {
    let text = "code,x,y\n\
                A,ND,23-abr\n\
                ,1,2\n\
                B,1\n\
                A,1e999,5%\n\
                C,#DIV/0!,1\n";
    assert_eq!(
        problems(read(text)),
        [
            (Some(2), "not-a-number"),
            (Some(2), "date"),
            (Some(3), "empty-code"),
            (Some(4), "ragged-row"),
            (Some(5), "duplicate-entity"),
            (Some(5), "not-finite"),
            (Some(5), "percent"),
            (Some(6), "spreadsheet-error"),
        ]
    );
    assert_eq!(
        first_problem(read(text)),
        "d.csv line 2, `x`, entity `A`: `ND` is not a number; \
         if it means \"no value\", declare it under `[data]`, as `missing = [\"\", \"ND\"]`; if it stands for a number, \
         declare that under `[data.columns.\"name\"]`, as `values = { \"ND\" = 0 }`"
    );
}

#[test]
fn the_same_text_in_many_cells_of_a_column_is_one_problem() {
    let rows: String = (2..=18).map(|line| format!("E{line},ND,{line}\n")).collect();
    let found = read(&format!("code,x,y\n{rows}")).expect_err("ND");
    assert_eq!(found.len(), 1);
    // 17 rows on lines 2 to 18; the first is named, then eight of the other sixteen.
    assert_eq!(
        found.first().what.to_string(),
        "`ND` is not a number, and in 16 more cells of this column (lines 3, 4, 5, 6, 7, 8, 9, 10, ...)"
    );
}

#[test]
fn codes_stay_text_and_zeros_are_watched() {
    let table = read("code,x\n05001,1\n5001,2\n1e5,3\n0,4\n").expect("valid");
    assert_eq!(codes(&table.value), ["05001", "5001", "1e5", "0"]);
    assert_eq!(warnings(&table), [(Some(3), "leading-zeros")]);
    assert!(table.warnings[0].what.to_string().contains("`05001` and `5001`"));
}

#[test]
fn an_entity_may_stand_once_a_period() {
    let options = ReadOptions { period: Some("year".into()), ..options() };
    let table = read_with("year,code,x\n2019,A,1\n2020,A,2\n", &options).expect("valid").value;
    assert_eq!(table.panel.periods().len(), 2);
    let twice = read_with("year,code,x\n2019,A,1\n2019,A,2\n,B,1\n", &options);
    assert_eq!(problems(twice), [(Some(3), "duplicate-entity"), (Some(4), "empty-period")]);
    assert_eq!(problems(read_with("code,x\nA,1\n", &options)), [(Some(1), "missing-column")]);
}

#[test]
fn a_header_further_down_is_used_with_a_warning() {
    let table = read("Report of 2019\n\ncode,x\nA,1\n").expect("valid");
    assert_eq!(warnings(&table), [(Some(1), "header-not-first")]);
    assert_eq!(table.warnings[0].what.to_string(), "the line above the header on line 3 is left out");
    assert_eq!(table.value.dialect.header, 3);
    assert_eq!(table.value.panel.entities()[0].line, Some(4));
}

#[test]
fn a_header_without_the_code_names_the_nearest_column() {
    assert_eq!(
        first_problem(read("Code;x\nA;1\n")),
        "d.csv line 1, `code`: there is no column `code`, which should hold the codes of the entities; \
         did you mean `Code`? (the separator is `;`)"
    );
    assert_eq!(
        first_problem(read("entity;x\nA;1\n")),
        "d.csv line 1, `code`: there is no column `code`, which should hold the codes of the entities; \
         the header holds `entity`, `x` (the separator is `;`)"
    );
}

#[test]
fn what_holds_no_table_is_an_error() {
    for text in ["", "\n\n", ";;\n;;\n", "\u{FEFF}"] {
        assert_eq!(problems(read(text)), [(None, "empty-file")], "{text:?}");
    }
    assert_eq!(problems(read("code,x\n")), [(None, "no-rows")]);
    assert_eq!(problems(read("code,x\n,\n")), [(None, "no-rows")]);
    assert_eq!(problems(read("code,x\nSource\n")), [(None, "no-rows")]);
    assert_eq!(problems(read_csv(b"PK\x03\x04\x14\0", "d.xlsx", &options())), [(None, "not-text")]);
}

#[test]
fn a_declared_separator_and_encoding_hold() {
    let declared = ReadOptions { delimiter: Some('|'), encoding: Some(Encoding::Windows1252), ..options() };
    let table = read_csv(b"code|x\nA\xF1o|1,5\n", "d.csv", &declared).expect("valid");
    assert!(table.warnings.is_empty());
    assert_eq!(codes(&table.value), ["Año"]);
    for delimiter in ['"', '\n'] {
        let declared = ReadOptions { delimiter: Some(delimiter), ..options() };
        assert_eq!(problems(read_with("code,x\nA,1\n", &declared)), [(None, "bad-delimiter")]);
    }
}

#[test]
fn repeated_names_matter_where_they_are_wanted() {
    let twice = read("code,x,y,x\nA,1,2,3\n").expect_err("x twice");
    assert_eq!(twice.first().what.to_string(), "`x` is the name of columns 2 and 4");
    let unwanted = read("code,z,x,z\nA,1,2,3\n").expect("valid");
    assert_eq!(warnings(&unwanted), [(Some(1), "repeated-column")]);
    assert_eq!(unwanted.value.unread, ["z"]);
}

#[test]
fn columns_without_a_name_are_ignored_unless_they_hold_data() {
    let empty = read("code,x,,\nA,1,,\n").expect("valid");
    assert!(empty.warnings.is_empty());
    let filled = read("code,x,,\nA,1,,\nB,2,,7\n").expect("valid");
    assert_eq!(warnings(&filled), [(Some(3), "unnamed-column")]);
}

#[test]
fn ragged_rows_tell_their_counts() {
    assert_eq!(
        first_problem(read("code,x\nA,1,5\nB,2\n")),
        "d.csv line 2, entity `A`: the row has 3 fields, and the header has 2; \
         a cell with the separator `,` inside must stand in quotes"
    );
    let last = first_problem(read("code,x,y\nA,1,2\nSource: DNP, 2019\n"));
    assert!(last.ends_with("if it is a note under the table, remove it or put it in quotes"), "{last}");
    assert!(
        first_problem(read("code,x,y\nA\nB,2,3\n")).contains("the row has 1 field, and the header has 3")
    );
}

#[test]
fn empty_rows_are_left_out_and_empty_entities_kept() {
    let table = read("code,x\nA,1\n,\n,\nB,\nC,2\n").expect("valid");
    assert_eq!(codes(&table.value), ["A", "B", "C"]);
    assert_eq!(values(&table.value, "x"), [Some(1.0), None, Some(2.0)]);
    assert_eq!(warnings(&table), [(Some(3), "blank-rows")]);
    assert!(table.warnings[0].what.to_string().starts_with("2 rows"));
    // Empty lines are not rows.
    assert!(read("code,x\n\nA,1\n\n").expect("valid").warnings.is_empty());
}

#[test]
fn notes_under_the_table_are_warnings() {
    let table = read("code,x\nA,1\nB,2\n\nSource: DNP\nTaken in 2019,\n").expect("valid");
    assert_eq!(codes(&table.value), ["A", "B"]);
    assert_eq!(warnings(&table), [(Some(5), "note"), (Some(6), "note")]);
    assert_eq!(
        table.warnings[0].what.to_string(),
        "`Source: DNP` under the table is treated as a note and left out"
    );
    assert_eq!(table.value.dialect.notes, [5, 6]);
}

#[test]
fn an_open_quote_is_found_and_what_stands_above_it_checked() {
    let found = read("code,x\nA,ND\nB,\"1\nC,2\nD,3\n");
    assert_eq!(problems(found), [(Some(2), "not-a-number"), (Some(3), "open-quote")]);
    assert_eq!(problems(read("\"code,x\nA,1\n")), [(Some(1), "open-quote")]);
}

#[test]
fn columns_that_differ_in_their_mark_are_a_warning() {
    let table = read("code;x;y\nA;1,5;1.5\nB;2;3\n").expect("valid");
    assert_eq!(warnings(&table), [(Some(1), "two-decimal-marks")]);
    assert_eq!(
        table.warnings[0].what.to_string(),
        "columns differ in their decimal mark: a point in `y`; a comma in `x`"
    );
    let mut declared = options();
    declared
        .columns
        .insert("y".into(), ColumnOptions { decimal: Some(Decimal::Point), ..ColumnOptions::default() });
    assert!(read_with("code;x;y\nA;1,5;1.5\n", &declared).expect("valid").warnings.is_empty());
}

#[test]
fn a_declaration_for_the_file_ends_ambiguity() {
    assert_eq!(problems(read("code;x\nA;1.234\n")), [(Some(2), "ambiguous-decimal")]);
    let declared = ReadOptions { decimal: Some(Decimal::Comma), ..options() };
    let table = read_with("code;x\nA;1.234\n", &declared).expect("valid").value;
    assert_eq!(values(&table, "x"), [Some(1234.0)]);
}

#[test]
fn groups_may_be_absent_with_a_warning() {
    let options = ReadOptions { groups: vec!["kind".into(), "sector".into()], ..options() };
    let table = read_with("code,sector,x\nA,S,1\nB,,2\n", &options).expect("valid");
    assert_eq!(warnings(&table), [(Some(1), "missing-group")]);
    assert_eq!(table.value.panel.groups(), ["sector"]);
    assert_eq!(table.value.panel.entities()[0].groups, [Some("S".into())]);
    assert_eq!(table.value.panel.entities()[1].groups, [None]);
}

fn excluding(equals: &[&str]) -> ReadOptions {
    let rule = Exclude {
        column: "y".into(),
        equals: equals.iter().map(ToString::to_string).collect(),
        why: "took no part".into(),
    };
    ReadOptions { exclude: vec![rule], ..options() }
}

#[test]
fn excluded_rows_are_told_and_their_numbers_not_looked_at() {
    // `0,0` and `0` are the number 0; `1,5` shows that the column has a decimal comma.
    let table = read_with("code;x;y\nA;ND;0,0\nB;2;1,5\nC;n/a;0\n", &excluding(&["0"])).expect("valid").value;
    assert_eq!(codes(&table), ["B"]);
    let left: Vec<_> =
        table.excluded.iter().map(|e| (e.entity.code.as_str(), e.entity.line, e.why.to_string())).collect();
    let why = "took no part".to_owned();
    assert_eq!(left, [("A", Some(2), why.clone()), ("C", Some(4), why)]);
    assert_eq!(table.dialect.rows, 3);
}

#[test]
fn excluded_rows_need_all_fields_and_no_code() {
    let found = read_with("code,x,y\n,1,0\nB,1,0,0\nC,1,1\n", &excluding(&["0"]));
    assert_eq!(problems(found), [(Some(3), "ragged-row")]);
}

#[test]
fn exclusion_compares_text_and_says_when_its_column_is_absent() {
    let table = read_with("code,x,y\nA,1,\nB,2,3\n", &excluding(&["", "no"])).expect("valid").value;
    assert_eq!(codes(&table), ["B"]);
    let without = read_with("code,x\nA,1\n", &excluding(&["0"])).expect("valid");
    assert_eq!(warnings(&without), [(Some(1), "missing-exclusion-column")]);
    assert_eq!(codes(&without.value), ["A"]);
}

#[test]
fn line_ends_and_quotes_do_not_move_the_lines() {
    let text = "code,note,x\r\nA,\"two\r\nlines \"\"quoted\"\"\",1\r\n\r\nB,,ND\r\n";
    assert_eq!(problems(read(text)), [(Some(5), "not-a-number")]);
}

#[test]
fn utf16_is_read() {
    let text = "code\tx\nA\t1,5\n";
    let bytes: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let table = read_csv(&bytes, "d.txt", &options()).expect("valid").value;
    assert_eq!(values(&table, "x"), [Some(1.5)]);
    assert_eq!(
        table.dialect.to_string(),
        "UTF-16 with BOM, separator tab, decimal comma, header on line 1, 1 row"
    );
}

#[test]
fn text_behind_a_closing_quote_is_refused() {
    // The csv crate alone would read 12.
    assert_eq!(problems(read("code,x\nA,\"1\"2\nB,3\n")), [(Some(2), "open-quote")]);
    assert_eq!(
        values(&read("code,x\nA,\"1\" \nB,\"3\"\n").expect("valid").value, "x"),
        [Some(1.0), Some(3.0)]
    );
}

/// Changes a few bytes: replaced, inserted, taken out, or a chunk doubled.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const NASTY: &[u8] = b"\",;\t|\r\n\0.-+e#%$()' 0159\xEF\xBB\xBF\xFF\xFE\xC3\xB1\xE2\x88\x92N";
    for _ in 0..1 + random.below(8) {
        let at = random.below(bytes.len().max(1));
        let byte = NASTY[random.below(NASTY.len())];
        match random.below(4) {
            0 if at < bytes.len() => bytes[at] = byte,
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 => {
                let end = (at + random.below(40)).min(bytes.len());
                let chunk = bytes[at.min(end)..end].to_vec();
                bytes.splice(at.min(end)..at.min(end), chunk);
            }
            _ => bytes.insert(at.min(bytes.len()), byte),
        }
    }
}

#[test]
fn mutated_files_never_panic_and_what_passes_is_finite() {
    let seeds: [&[u8]; 4] = [
        b"\xEF\xBB\xBFcode;name;year;x;y\r\n05001;\"Medell\xC3\xADn; D.E.\";2019;1.234,5;3\r\n08001;B;2020;;0\r\n\r\nSource: x\r\n",
        b"title\ncode,x,y\nA,1.5,2\nB,-3e2,1,234\n,,\nC,,\n",
        b"\xFF\xFEc\0o\0d\0e\0\t\0x\0\n\0A\0\t\x001\0\n\0",
        b"code|x|kind\nA|Yes|0.5\nB|No|1,5\nC|\"a\nb\"|12,34\n",
    ];
    let mut strict = ReadOptions {
        name: Some("name".into()),
        period: Some("year".into()),
        groups: vec!["kind".into()],
        ..excluding(&["0"])
    };
    let tokens = Some(vec!["No".into(), "Yes".into(), "1.5".into()]);
    strict.columns.insert("x".into(), ColumnOptions { tokens, ..ColumnOptions::default() });
    let variants =
        [options(), strict, ReadOptions { delimiter: Some(';'), decimal: Some(Decimal::Comma), ..options() }];
    let mut random = Random::new(2018);
    let mut passed = 0;
    for _ in 0..1_500 {
        let mut bytes = seeds[random.below(seeds.len())].to_vec();
        mutate(&mut bytes, &mut random);
        for options in &variants {
            let _ = crate::io::read_register(&bytes, "r.csv", options);
            if let Ok(table) = read_csv(&bytes, "d.csv", options) {
                passed += 1;
                assert!(values(&table.value, "x").into_iter().flatten().all(f64::is_finite));
            }
        }
    }
    assert!(passed > 0, "some mutations leave the file valid");
}

#[test]
fn random_bytes_never_panic() {
    let mut random = Random::new(2019);
    for _ in 0..1_000 {
        let length = random.below(200);
        let bytes: Vec<u8> =
            (0..length).map(|_| u8::try_from(random.below(256)).expect("below 256")).collect();
        let _ = read_csv(&bytes, "d.csv", &options());
    }
}

#[test]
fn comments_and_what_stands_below_the_table_are_left_out_by_declaration() {
    let options = ReadOptions {
        comment: Some("#".into()),
        ends_before: Some("Source:".into()),
        delimiter: Some(','),
        ..options()
    };
    let text =
        "# made by a program\ncode,x\n# \"half, a quote\nA,1\nB,2\nSource: office\nLegend,of marks\nC,3\n";
    let latin1: Vec<u8> = text.replace("Legend", "\u{e9}").chars().map(|c| c as u8).collect();
    for bytes in [text.as_bytes(), &latin1] {
        let table = read_csv(bytes, "f", &options).expect("valid");
        let codes: Vec<&str> =
            table.value.panel.entities().iter().map(|entity| entity.code.as_str()).collect();
        assert_eq!(codes, ["A", "B"]);
        let lines: Vec<_> = table.value.panel.entities().iter().map(|entity| entity.line).collect();
        assert_eq!(lines, [Some(4), Some(5)], "lines keep their numbers");
        let notes: Vec<String> = table.warnings.iter().map(ToString::to_string).collect();
        let expected = [
            "f line 1: 2 lines are comments, as `comment` declares, and are left out",
            "f line 6: this line begins as `ends-before` declares; it and everything below are left out",
        ];
        assert_eq!(notes, expected);
    }
}

#[test]
fn undeclared_comments_and_footnotes_say_what_to_declare() {
    let problems = read_csv(b"code,x\n# a\nA,1\nSource: office\nmark,meaning\n", "f", &options());
    let problems = problems.expect_err("ragged");
    let hints: Vec<String> =
        problems.iter().filter_map(|p| p.hint.as_ref()).map(ToString::to_string).collect();
    assert!(hints[0].contains("declare `comment = \"#\"`"), "{hints:?}");
    assert!(hints[1].contains("declare `ends-before = \"Source:\"`"), "{hints:?}");
}

#[test]
fn control_characters_in_names_and_keys_are_refused() {
    let with_keys = || ReadOptions {
        name: Some("name".into()),
        period: Some("year".into()),
        groups: vec!["kind".into()],
        ..options()
    };
    let text = "code,name,year,kind,x,oth\u{8}er\nA,a,1,k,1,\nB\u{8},b,1,k,2,\nC,c\u{1B}[2J,1,k,3,\nD,d,1\u{7F},k,4,\nE,e,1,k\u{9B},5,\u{8}\n";
    // A name, a code, a name of an entity, a period and a group, each in its line; the last cell is in no key.
    let lines = (1..=5).filter(|line| *line != 2).chain([6]).map(|line| (Some(line), "control-character"));
    assert_eq!(problems(read_with(text, &with_keys())), lines.collect::<Vec<_>>());
    // A line end inside quotes is a blank, whatever the letters beside it.
    let table =
        read_with("code,name,year,kind,\"x\"\nA,\"a\nb\",1,k,1\nB,\"\u{E1}\r\nb\",1,k,1\n", &with_keys())
            .expect("valid");
    let names: Vec<&str> = table.value.panel.entities().iter().map(|entity| entity.label()).collect();
    assert_eq!(names, ["a b", "\u{E1}  b"]);
}

/// A table of this many rows, with the limits that `change` sets.
fn limited(text: &str, change: impl Fn(&mut Limits)) -> Result<Warned<Table>, Problems> {
    let mut options = options();
    change(&mut options.limits);
    let streamed =
        CsvBlocks::open(|| Ok(text.as_bytes()), "d.csv", &options, Par::Seq).and_then(|mut blocks| {
            while blocks.next_block()?.is_some() {}
            Ok(())
        });
    let table = read_with(text, &options);
    let word = |problems: &Problems| problems.first().code.word();
    assert_eq!(table.as_ref().err().map(word), streamed.as_ref().err().map(word), "in blocks");
    table
}

#[test]
fn a_table_at_a_limit_is_read_and_one_above_it_is_refused() {
    // 9 bytes of header and 3 rows: of 6, 7 and 6.
    let text = "code,x,y\nA,1,2\nB,3,40\nC,5,6\n";
    type Set = fn(&mut Limits, u64);
    let cases: [(&str, u64, Set); 5] = [
        // The header has 8 bytes, and `code` has 4.
        ("record", 8, |limits, most| limits.record = most),
        ("field", 4, |limits, most| limits.field = most),
        ("bytes", 28, |limits, most| limits.bytes = most),
        ("rows", 3, |limits, most| limits.rows = most),
        ("columns", 3, |limits, most| limits.columns = most),
    ];
    for (name, found, set) in cases {
        assert!(limited(text, |limits| set(limits, found)).is_ok(), "{name}");
        let problem = first_problem(limited(text, |limits| set(limits, found - 1)));
        assert!(problem.contains(&format!("`--limit {name}=N`")), "{problem}");
    }
}

#[test]
fn memory_is_estimated_before_a_table_is_held() {
    let text = format!("code,x\n{}", (0..1000).map(|row| format!("{row},1\n")).collect::<String>());
    let with = |memory| {
        let mut options = options();
        options.limits.memory = memory;
        read_with(&text, &options)
    };
    // 274 bytes for the key and the number of a row, times the thousand rows and a few more.
    assert!(with(274 * 1100).is_ok());
    let problem = first_problem(with(274 * 1000));
    assert!(problem.contains("of memory would be needed"), "{problem}");
}

#[test]
fn rows_and_cells_have_limits_of_their_own() {
    let text = "code,x,y\nA,1,2\nB,3.00000,4\nC,5,6\n\"D\",7,8\n";
    // The second row has 11 bytes, and its second cell 7.
    for (record, field) in [(11, 7), (10, 7), (11, 6)] {
        let read = limited(text, |limits| (limits.record, limits.field) = (record, field));
        match (record, field) {
            (11, 7) => assert!(read.is_ok()),
            _ => assert_eq!(problems(read), [(Some(3), "limit-exceeded")], "{record} {field}"),
        }
    }
}

#[test]
fn what_never_ends_is_refused_after_little_of_it() {
    let long = "a".repeat(300_000);
    let texts = [
        // One line; a header and one line; a quote that is not closed; lines, and a last one.
        long.clone(),
        format!("code,x,y\nA,1,{long}"),
        format!("code,x,y\n\"A,1,{long}"),
        format!("code,x,y\nA,1,2\n\"B\n,1,{long}"),
    ];
    for text in &texts {
        let read = limited(text, |limits| limits.record = 100_000);
        assert_eq!(read.expect_err("no end").first().code, "limit-exceeded", "{}", &text[..20]);
    }
    // Comments are taken out line by line.
    let mut options = ReadOptions { comment: Some("#".into()), ..options() };
    options.limits.record = 100_000;
    let problem = first_problem(read_with(&format!("code,x,y\n# {long}"), &options));
    assert!(problem.contains("`--limit record=N`"), "{problem}");
}

#[test]
fn zeros_are_no_text_whatever_follows() {
    let mut zeros = vec![0; 1 << 20];
    zeros.extend(b"\ncode,x,y\nA,1,2\n");
    assert_eq!(problems(read_csv(&zeros, "d.csv", &options())), [(Some(1), "not-text")]);
}

#[test]
fn many_problems_are_counted_and_some_are_listed() {
    let bad: String = (0..50).map(|row| format!("{row},a{row},b{row}\n")).collect();
    let read = limited(&format!("code,x,y\n{bad}"), |limits| limits.problems = 3);
    let found = read.expect_err("100 problems");
    let words: Vec<_> = found.iter().map(|problem| problem.what.to_string()).collect();
    let more = "97 more problems with the code `not-a-number` are not listed";
    assert_eq!(words, ["`a0` is not a number", "`b0` is not a number", "`a1` is not a number", more]);
}

#[test]
fn a_code_in_every_row_is_counted_and_some_rows_are_listed() {
    let rows = "A,1,2\n".repeat(100);
    let read = limited(&format!("code,x,y\n{rows}"), |limits| limits.problems = 3);
    let found = read.expect_err("99 problems");
    let lines: Vec<_> = found.iter().map(|problem| problem.place.line).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5), Some(5)]);
    let last = found.iter().last().expect("four").what.to_string();
    assert_eq!(last, "96 more problems with the code `duplicate-entity` are not listed");
}

/// Found by fuzzing: the first column was taken for the codes.
#[test]
fn the_first_column_without_a_name_holds_the_codes_where_that_is_declared() {
    let options = ReadOptions { code: String::new(), ..options() };
    let table = read_with("x,,\n1,2,3\n", &options).expect("valid");
    assert_eq!(table.value.panel.entities()[0].code, "2");
    // The second column is read, and the third is not.
    let unread = |table: &Warned<Table>| {
        let unnamed = table.warnings.iter().filter(|warning| warning.code.word() == "unnamed-column");
        unnamed.map(|warning| warning.what.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(unread(&table), ["column 3 has no name, but holds data such as `3`; it is not read"]);
    let options = ReadOptions { period: Some(String::new()), ..self::options() };
    let table = read_with("code,x,,\nA,1,2,3\n", &options).expect("valid");
    assert_eq!(table.value.panel.entities()[0].period.as_deref(), Some("2"));
    assert_eq!(unread(&table), ["column 4 has no name, but holds data such as `3`; it is not read"]);
}

/// Found by fuzzing: the flag was left out of the first cell, and stayed in the second.
#[test]
fn a_flag_of_digits_is_left_out_of_every_cell() {
    let flags = ColumnOptions { flags: vec!["50".into()], ..ColumnOptions::default() };
    let options = ReadOptions::default().with_column("x", flags);
    let panel =
        read_with("code,x\nA,150\nB,850\nC,7\nD,950\n", &options).expect("they are numbers").value.panel;
    let cells: Vec<_> = panel.column("x").expect("it is there").cells().collect();
    assert_eq!(cells, [Some(1.0), Some(8.0), Some(7.0), Some(9.0)]);
}
