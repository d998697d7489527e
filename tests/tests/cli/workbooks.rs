//! Workbooks wherever the program reads a table: data, register, published table and structure.

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};
use tempfile::TempDir;

use super::*;

/// A framework of two indicators, with `sector` as groups.
const FRAMEWORK: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"codigo\"\nname = \"nombre\"\n\
    groups = [\"sector\"]\nmissing = [\"\", \"ND\"]\n\
    [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"P1\"\nnormalise = \"min-max\"\n\
    [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"P2\"\nnormalise = \"min-max\"\n";

/// The same table as text, for the first of the cases below.
const TEXT: &str = "codigo,nombre,sector,P1,P2\n05001,Uno,S,1,30\n05002,Dos,S,2,ND\n11001,Tres,T,4,10\n11002,Cuatro,T,3,20\n";

/// A workbook as a ministry may send it: a cover, titles above the table, codes that are numbers with a format, notes.
fn ministry() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Portada")?.write(0, 0, "Encuesta 2018")?;
    let sheet = book.add_worksheet().set_name("Respuestas")?;
    sheet.write(0, 0, "FURAG 2018")?;
    let zeros = Format::new().set_num_format("00000");
    for (column, name) in (0..).zip(["codigo", "nombre", "sector", "P1", "P2", "comentario"]) {
        sheet.write(2, column, name)?;
    }
    let rows = [
        (5001, "Uno", "S", 1.0),
        (5002, "Dos", "S", 2.0),
        (11001, "Tres", "T", 4.0),
        (11002, "Cuatro", "T", 3.0),
    ];
    for (row, (code, name, sector, value)) in (3..).zip(rows) {
        sheet.write_with_format(row, 0, code, &zeros)?.write(row, 1, name)?.write(row, 2, sector)?;
        sheet.write(row, 3, value)?.write(row, 5, "sin comentario")?;
    }
    sheet
        .write(3, 4, Formula::new("=3*10").set_result("30"))?
        .write(4, 4, "ND")?
        .write(5, 4, "10,0")?
        .write(6, 4, 20)?;
    sheet.write(8, 0, "Fuente: DNP")?;
    book.save_to_buffer()
}

fn sheet(write: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    write(book.add_worksheet()).expect("it can be written");
    book.save_to_buffer().expect("it can be saved")
}

/// Writes texts from `A1` on.
fn texts(sheet: &mut Worksheet, rows: &[&[&str]]) -> Result<(), XlsxError> {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text)?;
        }
    }
    Ok(())
}

fn files(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("there is room");
    }
    folder
}

#[test]
fn a_workbook_gives_what_its_text_gives() {
    let book = ministry().expect("written");
    let folder =
        files(&[("d.xlsx", &book), ("d.csv", TEXT.as_bytes()), ("framework.toml", FRAMEWORK.as_bytes())]);
    let framework = path(&folder, "framework.toml");
    let score = |data: &str| run(&["score", &path(&folder, data), "-f", &framework, "--format", "csv"]);
    let (text, workbook) = (score("d.csv"), score("d.xlsx"));
    assert_eq!((workbook.code, &workbook.out), (exit::FINE, &text.out), "{}", workbook.err);
    // What was found by itself is said.
    let shown = workbook.err.replace(&path(&folder, "d.xlsx"), "d.xlsx");
    insta::assert_snapshot!("workbook_notes", shown);
    let checked = fine(&["check", &path(&folder, "d.xlsx"), "-f", &framework, "-q"]);
    assert!(checked.contains("coverage"), "{checked}");
    let explained = fine(&["explain", "05002", &path(&folder, "d.xlsx"), "-f", &framework, "-q"]);
    assert!(explained.contains("`ND`"), "the mark that stands in the cell: {explained}");
}

#[test]
fn problems_name_sheet_and_cell() {
    let book = sheet(|sheet| {
        texts(sheet, &[&["codigo", "nombre", "sector", "P1", "P2"], &["05001", "Uno", "S", "uno", "3"]])?;
        sheet.write(1, 4, true)?;
        Ok(())
    });
    let folder = files(&[("d.xlsx", &book), ("framework.toml", FRAMEWORK.as_bytes())]);
    let (data, framework) = (path(&folder, "d.xlsx"), path(&folder, "framework.toml"));
    let output = path(&folder, "checked");
    let run = run(&["check", &data, "-f", &framework, "-o", &output]);
    assert_eq!(run.code, exit::DATA);
    assert!(run.out.contains("Sheet1!D2, `P1`, entity `05001`: `uno` is not a number"), "{}", run.out);
    assert!(run.out.contains("Sheet1!E2, `P2`, entity `05001`: `true` is a Boolean value"), "{}", run.out);
    let table = std::fs::read_to_string(format!("{output}/problems.csv")).expect("written");
    assert!(table.lines().any(|line| line.contains(",2,Sheet1!D2,")), "{table}");
    let json = std::fs::read_to_string(format!("{output}/problems.json")).expect("written");
    assert!(json.contains("\"cell\": \"Sheet1!D2\""), "{json}");
}

#[test]
fn sheets_and_ranges_are_chosen_by_options_and_by_the_framework() {
    let book = ministry().expect("written");
    let declared = FRAMEWORK.replace("[data]\n", "[data]\nsheet = \"Respuestas\"\nrange = \"A3:E6\"\n");
    let files = [("d.xlsx", &*book), ("t.toml", FRAMEWORK.as_bytes()), ("d.toml", declared.as_bytes())];
    let folder = self::files(&files);
    let data = path(&folder, "d.xlsx");
    let scored = |args: &[&str]| {
        let run = run(&with(&["score", &data, "--format", "csv"], args));
        assert_eq!(run.code, exit::FINE, "{}", run.err);
        run.out.lines().count()
    };
    // The header and so many entities.
    assert_eq!(scored(&["-f", &path(&folder, "t.toml"), "--sheet", "Respuestas"]), 5);
    assert_eq!(scored(&["-f", &path(&folder, "t.toml"), "--sheet", "2", "--range", "A3:E6"]), 4);
    assert_eq!(scored(&["-f", &path(&folder, "d.toml")]), 4);
    assert_eq!(scored(&["-f", &path(&folder, "d.toml"), "--range", "A3:F"]), 5);
    let wrong = run(&["score", &data, "-f", &path(&folder, "t.toml"), "--sheet", "Datos"]);
    assert_eq!(wrong.code, exit::DATA);
    assert!(
        wrong.err.contains("there is no sheet `Datos`; the sheets are `Portada`, `Respuestas`"),
        "{}",
        wrong.err
    );
    let wrong = run(&["score", &data, "--range", "A3"]);
    assert_eq!(wrong.code, exit::USAGE, "{}", wrong.err);
}

#[test]
fn registers_published_tables_and_structures_may_be_workbooks() {
    let register = sheet(|sheet| {
        texts(
            sheet,
            &[&["codigo", "nombre", "sector"], &["05001", "Medellín", "S"], &["05002", "Abejorral", "S"]],
        )
    });
    let published = sheet(|sheet| {
        texts(sheet, &[&["Resultados"], &["codigo", "I"]])?;
        // (1 - 1) / 3 and (30 - 10) / 20 give 0 and 1; only P1 of the second is there: 1 / 3; 1 and 0; 2 / 3 and 1 / 2.
        let scores = [("05001", 0.5), ("05002", 1.0 / 3.0), ("11001", 0.5), ("11002", 7.0 / 12.0)];
        for (row, (code, score)) in (2..).zip(scores) {
            sheet.write(row, 0, code)?.write(row, 1, score)?;
        }
        Ok(())
    });
    let structure = sheet(|sheet| {
        texts(
            sheet,
            &[
                &["code", "parent", "column", "normalise"],
                &["I", "", "", ""],
                &["A", "I", "P1", "min-max"],
                &["B", "I", "P2", "min-max"],
            ],
        )
    });
    let head = FRAMEWORK.split("[[nodes]]").next().expect("a head");
    let folder = files(&[
        ("d.csv", TEXT.as_bytes()),
        ("r.xlsx", &register),
        ("p.xlsx", &published),
        ("framework.toml", head.as_bytes()),
        ("structure.xlsx", &structure),
    ]);
    let (data, framework) = (path(&folder, "d.csv"), path(&folder, "framework.toml"));
    let out = fine(&["compare", &path(&folder, "p.xlsx"), &data, "-f", &framework, "-q"]);
    assert!(out.contains("0 mismatches among 4"), "{out}");
    let joined = fine(&["score", &data, "-f", &framework, "--entities", &path(&folder, "r.xlsx"), "-q"]);
    assert!(joined.contains("Medellín"), "{joined}");
    // A mistake in the structure names its cell.
    let wrong =
        sheet(|sheet| texts(sheet, &[&["code", "parent", "column"], &["I", "", ""], &["A", "X", "P1"]]));
    std::fs::write(folder.path().join("structure.xlsx"), wrong).expect("there is room");
    let run = run(&["check", &data, "-f", &framework]);
    assert_eq!(run.code, exit::FRAMEWORK);
    assert!(run.text().contains("structure.xlsx, Sheet1!B3, `parent`"), "{}", run.text());
    std::fs::write(folder.path().join("structure.csv"), "code,parent\nI,\n").expect("there is room");
    let two = super::run(&["check", &data, "-f", &framework]);
    assert_eq!(two.code, exit::USAGE);
    assert!(two.err.contains("several structure tables, `structure.csv`, `structure.xlsx`"), "{}", two.err);
}

#[test]
fn what_stops_data_stops_the_structure_and_a_first_draft_too() {
    let structure = sheet(|sheet| {
        texts(
            sheet,
            &[&["code", "parent", "column", "weight"], &["I"], &["A", "I", "P1"], &["B", "I", "P2", "1"]],
        )?;
        sheet.write(2, 3, Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    });
    let answers = sheet(|sheet| {
        texts(
            sheet,
            &[&["codigo", "P1", "P2"], &["05001", "1", "2"], &["05002", "2", "1"], &["05003", "2"]],
        )?;
        sheet.write(3, 2, Formula::new("=B2").set_result("77"))?;
        Ok(())
    });
    // A spreadsheet writes a value; a program that cannot compute none.
    let answers = without_results(&answers);
    let head = FRAMEWORK.split("[[nodes]]").next().expect("a head");
    let folder = files(&[
        ("d.csv", TEXT.as_bytes()),
        ("a.xlsx", &answers),
        ("framework.toml", head.as_bytes()),
        ("structure.xlsx", &structure),
    ]);
    let checked = run(&["check", &path(&folder, "d.csv"), "-f", &path(&folder, "framework.toml")]);
    assert_eq!(checked.code, exit::FRAMEWORK);
    assert!(checked.text().contains("structure.xlsx, Sheet1!D3, `weight`: `#DIV/0!`"), "{}", checked.text());
    let draft = path(&folder, "draft");
    let made = run(&["init", &draft, "--from", &path(&folder, "a.xlsx")]);
    assert_eq!(made.code, exit::DATA);
    assert!(
        made.err.contains("a.xlsx, Sheet1!C4, `C`: the cell holds a formula whose result"),
        "{}",
        made.err
    );
    assert!(!Path::new(&draft).exists(), "nothing is half written");
}

/// A workbook whose formulas with the result 77 have none.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("a text");
        let name = part.name().expect("a name").into_owned();
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("started");
        let text = text.replace("</f><v>77</v>", "</f>");
        std::io::Write::write_all(&mut out, text.as_bytes()).expect("written");
    }
    out.finish().expect("written").into_inner()
}

#[test]
fn the_hint_says_how_the_sheet_of_this_file_is_chosen() {
    let two = |first: &[&[&str]], second: &[&[&str]]| {
        let mut book = Workbook::new();
        texts(book.add_worksheet().set_name("uno")?, first)?;
        texts(book.add_worksheet().set_name("dos")?, second)?;
        book.save_to_buffer()
    };
    let table: &[&[&str]] = &[&["codigo", "P1", "P2", "I"], &["05001", "1", "2", "0"]];
    let book = two(table, table).expect("written");
    let folder =
        files(&[("d.csv", TEXT.as_bytes()), ("b.xlsx", &book), ("framework.toml", FRAMEWORK.as_bytes())]);
    let (data, book, framework) =
        (path(&folder, "d.csv"), path(&folder, "b.xlsx"), path(&folder, "framework.toml"));
    let told = |args: &[&str], hint: &str| {
        let run = run(&with(args, &["-f", &framework]));
        assert_eq!(run.code, exit::DATA, "{}", run.err);
        let all = "several sheets fit equally well: `uno`, `dos`; ";
        assert!(run.err.contains(&format!("{all}{hint}")), "{}", run.err);
    };
    told(&["score", &book], "choose one with --sheet, or declare `sheet` under `[data]`");
    told(&["compare", &book, &data], "choose one with --published-sheet");
    told(&["score", &data, "--entities", &book], "save the sheet that is meant in a file of its own");
    // A text has no sheets.
    for option in [["--sheet", "1"], ["--range", "A1:B2"]] {
        let run = run(&with(&["score", &data, "-f", &framework], &option));
        assert_eq!(run.code, exit::USAGE);
        assert!(run.err.contains(&format!("{} chooses a part of a workbook", option[0])), "{}", run.err);
    }
}

#[test]
fn a_file_is_what_it_holds_whatever_its_name() {
    let book = ministry().expect("written");
    let folder = files(&[
        ("framework.toml", FRAMEWORK.as_bytes()),
        ("text.xls", TEXT.as_bytes()),
        ("page.xls", b"<html><table><tr><td>codigo</td></tr></table></html>"),
        ("book.csv", &book),
        ("cut.xlsx", &book[..book.len() / 3]),
    ]);
    let framework = path(&folder, "framework.toml");
    let score = |data: &str| run(&["score", &path(&folder, data), "-f", &framework]);
    let text = score("text.xls");
    assert_eq!(text.code, exit::FINE);
    assert!(text.err.contains("the file is no workbook but text, and is read as CSV"), "{}", text.err);
    let workbook = score("book.csv");
    assert_eq!(workbook.code, exit::FINE);
    assert!(workbook.err.contains("the file is a workbook (xlsx), and is read as one"), "{}", workbook.err);
    let page = score("page.xls");
    assert_eq!(page.code, exit::DATA);
    assert!(page.err.contains("a page of a web site"), "{}", page.err);
    let cut = score("cut.xlsx");
    assert_eq!(cut.code, exit::DATA);
    assert!(cut.err.contains("cannot be read as a workbook"), "{}", cut.err);
    // A sheet is held in memory.
    std::fs::write(folder.path().join("d.xlsx"), &book).expect("there is room");
    let streamed = run(&["score", &path(&folder, "d.xlsx"), "-f", &framework, "--stream"]);
    assert_eq!(streamed.code, exit::USAGE, "{}", streamed.err);
}

#[test]
fn a_missing_column_is_told_with_the_wrong_cells() {
    let book = sheet(|sheet| texts(sheet, &[&["codigo", "nombre", "P1"], &["05001", "Uno", "uno"]]));
    let folder = files(&[("d.xlsx", &book), ("framework.toml", FRAMEWORK.as_bytes())]);
    let run = run(&["score", &path(&folder, "d.xlsx"), "-f", &path(&folder, "framework.toml")]);
    assert_eq!(run.code, exit::DATA);
    assert!(run.err.contains("Sheet1!C2, `P1`"), "{}", run.err);
    assert!(run.err.contains("`P2`"), "{}", run.err);
}

/// Files that LibreOffice has saved of the same table (`fixtures/workbooks/README.md`).
#[test]
fn files_of_libreoffice_are_read_alike() {
    let framework = "fixtures/workbooks/framework.toml";
    let want = fine(&["score", "fixtures/workbooks/furag.xlsx", "-f", framework, "--format", "csv", "-q"]);
    for ending in ["ods", "xls"] {
        let data = format!("fixtures/workbooks/furag.{ending}");
        assert_eq!(fine(&["score", &data, "-f", framework, "--format", "csv", "-q"]), want, "{data}");
        let run = run(&["check", &data, "-f", framework]);
        let text = run.text().replace(&data, "furag").replace(&format!("furag: {ending}"), "furag");
        insta::allow_duplicates! { insta::assert_snapshot!("workbook_of_libreoffice", text); }
    }
}
