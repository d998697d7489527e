//! What stands in a workbook.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use icip::exec::Par;
use icip::problem::Language;
use icip_report::{Cells, NoWorkbook, Report, Sources};
use icip_tests::{framework, parse, shipped, try_score};

use crate::{parts, workbook};

/// A tree of two pillars with classes and a group column, for names that a spreadsheet could take for something else.
const TOML: &str = "format = 1\n[framework]\nid = \"t\"\ntitle = { en = \"Index of tests\", es = \"Índice de pruebas\" }\n\
    [data]\nname = \"name\"\ngroups = [\"kind\"]\n\
    [[classes]]\nnode = \"I\"\ncuts = [0.5]\nnames = [\"low\", \"high\"]\n";
const STRUCTURE: &str = "code,parent,column,weight,aggregate,normalise,round\nI,,,,,,\nA,I,,3,,,\nB,I,,1,power-mean = { p = 2 },,\n\
    A1,A,a1,1,,min-max,\nA2,A,a2,2,,min-max,\nB1,B,b1,1,,min-max,\nB2,B,b2,1,,min-max,\n";
const DATA: &str = "code,name,kind,a1,a2,b1,b2\n00501,=1+1,+x,1,5,3,2\n1E5,-2,@SUM(A1),4,2,8,1\nTRUE,\"=cmd|' /C calc'!A0\",,2,,1,7\n\
    _x0041_,a b,+x,3,3,2,5\n";

fn made(cells: Cells) -> Vec<u8> {
    let framework = framework(TOML, Some(STRUCTURE));
    workbook(&framework, &parse(DATA.as_bytes(), "d.csv", &framework.read_options()), None, cells)
}

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = Reader::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheets()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let found = sheets(bytes).into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no sheet {name}")).1
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn codes_and_names_are_texts_whatever_they_begin_with() {
    for cells in [Cells::Values, Cells::Formulas] {
        let bytes = made(cells);
        for (name, first, column) in [("Ranking", 1, 1), ("Scores", 3, 0), ("Normalised", 3, 0)] {
            let range = sheet(&bytes, name);
            let mut found: Vec<Vec<&Data>> = (first..first + 4)
                .map(|row| (column..column + 3).filter_map(|at| range.get_value((row, at))).collect())
                .collect();
            found.sort_by_key(|cells| cells[0].to_string());
            let texts = |cells: &[&str]| {
                cells.iter().map(|cell| Data::String((*cell).to_owned())).collect::<Vec<_>>()
            };
            let want = [
                texts(&["00501", "=1+1", "+x"]),
                texts(&["1E5", "-2", "@SUM(A1)"]),
                texts(&["TRUE", "=cmd|' /C calc'!A0"]),
                texts(&["_x0041_", "a b", "+x"]),
            ];
            for (found, want) in found.iter().zip(&want) {
                assert!(want.iter().zip(found).all(|(want, found)| want == *found), "{name}: {found:?}");
            }
            let number = 1 + ["Ranking", "", "Scores", "Normalised"]
                .iter()
                .position(|known| *known == name)
                .expect("it is");
            let xml = parts::part(&bytes, &parts::sheet(number));
            assert!(xml.contains("numberStoredAsText=\"1\""), "{name}");
            assert!(!xml.contains("<f>1+1") && !xml.contains("<f>cmd"), "{name}");
        }
    }
}

#[test]
fn saved_results_of_formulas_are_the_values() {
    // Whoever does not compute (most programs that read workbooks) sees the same in both.
    let (values, formulas) = (made(Cells::Values), made(Cells::Formulas));
    let mut numbers = 0;
    for ((name, values), (_, formulas)) in sheets(&values).iter().zip(&sheets(&formulas)) {
        if !["Ranking", "Chart", "Scores", "Normalised"].contains(&name.as_str()) {
            continue;
        }
        for (row, column, want) in values.used_cells() {
            let found = formulas.get((row, column)).unwrap_or(&Data::Empty);
            assert_eq!(found, want, "{name}, row {row}, column {column}");
            numbers += usize::from(want.is_float());
        }
    }
    // Four entities with seven scores and a rank in one sheet, and four leaves in another.
    assert!(numbers > 4 * (8 + 4), "{numbers}");
}

#[test]
fn numbers_have_every_digit() {
    let framework = shipped("icip-2018");
    let panel = parse(icip::framework::example().as_bytes(), "example", &framework.read_options());
    let card = try_score(&framework, &panel, Par::Seq).expect("it is scored");
    for cells in [Cells::Values, Cells::Formulas] {
        let range = sheet(&workbook(&framework, &panel, None, cells), "Scores");
        for (at, row) in card.order().into_iter().enumerate() {
            let found = range.get_value((at as u32 + 3, 3)).and_then(calamine::DataType::get_float);
            assert_eq!(found.map(f64::to_bits), card.index().get(row).map(f64::to_bits));
        }
    }
}

#[test]
fn the_same_result_gives_the_same_bytes_and_names_no_machine_and_no_time() {
    for cells in [Cells::Values, Cells::Formulas] {
        let bytes = made(cells);
        assert!(bytes == made(cells), "{cells:?}");
        for name in parts::names(&bytes) {
            let text = parts::part(&bytes, &name);
            assert!(!text.contains("202"), "{name}: a year");
            assert!(!text.contains("vba") && !name.contains("vba"), "{name}: a macro");
        }
        assert!(parts::part(&bytes, "docProps/core.xml").contains("2000-01-01"), "the fixed time");
    }
}

#[test]
fn sheets_have_names_in_the_language_that_any_spreadsheet_takes() {
    let framework = framework(TOML, Some(STRUCTURE));
    let panel = parse(DATA.as_bytes(), "d.csv", &framework.read_options());
    let card = try_score(&framework, &panel, Par::Seq).expect("it is scored");
    for (tag, first) in [("en", "Ranking"), ("es", "Clasificación")] {
        let language = Language::of_tag(tag).expect("a catalogue");
        let bytes =
            Report::new(Sources::new(&card, "{}", language)).workbook(Cells::Formulas).expect("it fits");
        let names: Vec<String> = sheets(&bytes).into_iter().map(|(name, _)| name).collect();
        assert_eq!((names.len(), names[0].as_str()), (9, first));
        for name in names {
            // 31 characters, without those that Excel refuses, and without quotes, which formulas would have to double.
            assert!(
                name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']),
                "{name}"
            );
        }
    }
}

#[test]
fn what_is_no_formula_says_why() {
    let weights = sheet(&made(Cells::Formulas), "Weights");
    let remark = |code: &str| {
        let row = (0..weights.height() as u32).find(|row| text(&weights, *row, 1) == code).expect("a node");
        text(&weights, row, 10)
    };
    assert!(remark("B").contains("a spreadsheet has no such rule (`power-mean`)"), "{}", remark("B"));
    assert!(remark("B1").contains("cannot be changed") && remark("B1").contains("`B`"), "{}", remark("B1"));
    assert_eq!((remark("A").as_str(), remark("A2").as_str(), remark("I").as_str()), ("", "", ""));
    let inputs = parts::inputs(&parts::part(&made(Cells::Formulas), &parts::sheet(5)));
    // Of I, A, A1, A2, B, B1, B2 in rows 3 to 9, the weights of A, A1, A2 and B.
    assert_eq!(inputs, ["E4", "E5", "E6", "E7"]);
}

#[test]
fn pages_are_a4_across_with_repeated_headings() {
    let bytes = made(Cells::Values);
    for number in 1..=9 {
        let xml = parts::part(&bytes, &parts::sheet(number));
        assert!(xml.contains("paperSize=\"9\"") && xml.contains("orientation=\"landscape\""), "{number}");
        // A sheet that is narrower than a page has its own size.
        assert!(xml.contains("fitToHeight=\"0\"") || !xml.contains("fitToPage"), "{number}");
    }
    let book = parts::part(&bytes, "xl/workbook.xml");
    for name in ["Ranking!$A:$C,Ranking!$1:$1", "Scores!$A:$B,Scores!$1:$3", "Trail!$A:$B,Trail!$1:$1"] {
        assert!(book.contains(name), "{name}: {book}");
    }
    let ranking = parts::part(&bytes, &parts::sheet(1));
    for part in ["<pane ", "<autoFilter ", "type=\"dataBar\"", "EXACT(F2,\"high\")"] {
        assert!(ranking.contains(part), "{part}: {ranking}");
    }
    assert!(parts::names(&bytes).iter().any(|name| name == "xl/charts/chart1.xml"), "a chart");
}

#[test]
fn more_than_a_sheet_holds_is_refused() {
    // A sheet has 2^20 rows and 2^14 columns, and three rows stand above the first entity.
    assert!(Report::fits_workbook((1 << 20) - 3, 1 << 14).is_ok());
    let rows = Report::fits_workbook((1 << 20) - 2, 5).expect_err("too many").to_string();
    assert!(rows.contains("1048574") && rows.contains("1048573"), "{rows}");
    let columns = Report::fits_workbook(5, (1 << 14) + 1).expect_err("too many").to_string();
    assert!(columns.contains("16385") && columns.contains("16384"), "{columns}");
    // 17,000 leaves are found when the sheets are laid out.
    let leaves: String = (0..17_000).map(|leaf| format!("x{leaf},I,c\n")).collect();
    let framework = framework(
        "format = 1\n[framework]\nid = \"t\"\n",
        Some(&format!("code,parent,column\nI,,\n{leaves}")),
    );
    let panel = parse(b"code,c\na,1\nb,2\n", "d.csv", &framework.read_options());
    let card = try_score(&framework, &panel, Par::Seq).expect("it is scored");
    let refused = Report::new(Sources::new(&card, "{}", Language::ENGLISH)).workbook(Cells::Values);
    assert!(matches!(refused, Err(NoWorkbook::TooLarge(_))), "{:?}", refused.map(|bytes| bytes.len()));
}
