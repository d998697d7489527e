//! Projects that begin with a framework that ships, and forms: what is asked, and what comes back.

use icip::framework::builtins;
use icip::io::{Area, Limits, SheetCell, TypedCell};
use icip_workbook::Workbook as Read;
use rust_xlsxwriter::Workbook;

use super::*;

const TEAM: &str = "equipo-innovacion";

/// The number of a row, and its cells.
type Row = (u64, Vec<TypedCell<'static>>);

/// The cells of every sheet of a workbook.
fn sheets(file: &str) -> Vec<(String, Vec<Row>)> {
    let bytes = std::fs::read(file).expect("it was written");
    let mut book = Read::open(&bytes, "f.xlsx", Limits::default()).expect("a workbook");
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    (0..names.len())
        .map(|at| {
            let sheet = book.read(at, &Area::whole(), icip::exec::Par::Seq, &mut |_| ()).expect("a sheet");
            let rows = sheet
                .rows()
                .map(|(line, cells)| (line, cells.into_iter().map(TypedCell::into_owned).collect()));
            (names[at].clone(), rows.collect())
        })
        .collect()
}

/// The same workbook with answers: those of a sheet by the name of a column.
fn filled(file: &str, answer: impl Fn(&str, &str) -> Option<SheetCell<'static>>) {
    let mut book = Workbook::new();
    for (name, rows) in sheets(file) {
        let sheet = book.add_worksheet().set_name(&name).expect("a name");
        for (line, cells) in rows {
            let row = u32::try_from(line - 1).expect("a row");
            for (column, cell) in (0..).zip(&cells) {
                if *cell != TypedCell::Null {
                    sheet.write_string(row, column, cell.text()).expect("a cell");
                }
            }
            let asked = cells.first().map(|cell| cell.text().into_owned()).unwrap_or_default();
            match answer(&name, &asked) {
                Some(SheetCell::Number(value)) => drop(sheet.write(row, 2, value).expect("a cell")),
                Some(SheetCell::Text(text)) => drop(sheet.write_string(row, 2, text).expect("a cell")),
                _ => {}
            }
        }
    }
    std::fs::write(file, book.save_to_buffer().expect("a workbook")).expect("writable");
}

#[test]
fn every_framework_begins_a_project_whose_example_scores_and_whose_form_is_read() {
    let folder = folder(&[]);
    for shipped in builtins() {
        let project = path(&folder, shipped.id);
        fine(&["init", &project, "--framework", shipped.id, "--lang", "es"]);
        let form = format!("{project}/data.csv");
        // There is nothing wrong with a form but that nobody has answered.
        let empty = run(&["check", &form, "-f", &project]);
        assert!(
            empty.code == exit::DATA && empty.out.contains("there is 1 problem"),
            "{}: {}",
            shipped.id,
            empty.out
        );
        assert!(empty.out.contains("the table has no rows"), "{}: {}", shipped.id, empty.out);
        if shipped.example.is_some() {
            let checked =
                run(&["check", &format!("{project}/example.csv"), "-f", &project, "--deny-warnings"]);
            assert_eq!(checked.code, exit::FINE, "{}: {}{}", shipped.id, checked.out, checked.err);
        }
    }
    let unknown = run(&["init", &path(&folder, "x"), "--framework", "equipo-inovacion"]);
    assert!(
        unknown.code == exit::USAGE && unknown.err.contains("did you mean `equipo-innovacion`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn frameworks_are_listed_in_two_groups() {
    let list = fine(&["frameworks"]);
    let (checked, starts) = list.split_once("Starting points").expect("a heading");
    for shipped in builtins() {
        let is_checked = shipped.standing == icip::framework::Standing::Checked;
        let line = format!("\n{} ", shipped.id);
        assert_eq!(
            (checked.contains(&line), starts.contains(&line)),
            (is_checked, !is_checked),
            "{}",
            shipped.id
        );
    }
}

/// The rows of the example, as a register, and as answers.
fn example() -> Vec<BTreeMap<String, String>> {
    let text = builtins().iter().find(|shipped| shipped.id == TEAM).and_then(|shipped| shipped.example);
    let mut reader = csv::Reader::from_reader(text.expect("it has one").as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("a table")
}

#[test]
fn a_form_with_a_sheet_for_each_entity_comes_back_as_the_table_that_it_asks_for() {
    let rows = example();
    let register: String = rows.iter().map(|row| format!("{},{}\n", row["codigo"], row["equipo"])).collect();
    let folder = folder(&[("reg.csv", &format!("codigo,equipo\n{register}"))]);
    let form = path(&folder, "form.xlsx");
    fine(&["template", TEAM, "-o", &form, "--by-entity", "--entities", &path(&folder, "reg.csv")]);
    // The first sheet explains the form, and has the questions in Spanish.
    let written = sheets(&form);
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Instrucciones", "T1", "T2", "T3", "T4"]);
    let told = format!("{written:?}");
    assert!(told.contains("¿El equipo tiene un mandato escrito") && told.contains("uno de: no, parcial, sí"));
    // Nobody loses answers.
    let again = run(&["template", TEAM, "-o", &form]);
    assert!(again.code == exit::USAGE && again.err.contains("may hold answers"), "{}", again.err);

    let answer = |sheet: &str, column: &str| {
        let row = rows.iter().find(|row| row["codigo"] == sheet)?;
        let text = row.get(column).filter(|text| !text.is_empty())?.clone();
        Some(match text.parse::<f64>() {
            Ok(value) => SheetCell::Number(value),
            Err(_) => SheetCell::Text(text.leak()),
        })
    };
    filled(&form, answer);
    let direct = path(&folder, "example.csv");
    let text = builtins().iter().find(|shipped| shipped.id == TEAM).and_then(|shipped| shipped.example);
    std::fs::write(&direct, text.expect("it has one")).expect("writable");
    for file in ["scores.csv", "ranks.csv"] {
        let of = |data: &str, out: &str| {
            fine(&["score", data, "-f", TEAM, "-q", "-o", out]);
            read(&Path::new(out).join(file))
        };
        let (direct, form) = (
            of(&direct, &path(&folder, &format!("{file}-a"))),
            of(&form, &path(&folder, &format!("{file}-b"))),
        );
        assert_eq!(direct, form);
    }
    // A wrong answer, a wrong number and a code that stands twice are named by sheet and cell.
    filled(&form, |sheet, column| match (sheet, column) {
        ("T2", "c1") => Some(SheetCell::Text("si")),
        ("T3", "costo_millones") => Some(SheetCell::Number(-1.0)),
        ("T4", "codigo") => Some(SheetCell::Text("T1")),
        _ => None,
    });
    let checked = run(&["check", &form, "-f", TEAM]);
    assert_eq!(checked.code, exit::DATA);
    for text in [
        "T2!C6, `c1`, entity `T2`: `si` is not one of the answers",
        "T3!C22, `costo_millones`, entity `T3`: `-1` is less than 0; allowed: at least 0",
        "T4, entity `T1`: duplicate entity `T1`; each sheet needs a code of its own",
    ] {
        assert!(checked.out.contains(text), "{text}\n{}", checked.out);
    }
}

#[test]
fn a_form_with_a_row_for_each_entity_is_read_as_it_comes_back() {
    let folder = folder(&[("reg.csv", "codigo,equipo\n007,Siete\n008,Ocho\n")]);
    let (text, book) = (path(&folder, "form.csv"), path(&folder, "form.xlsx"));
    let register = path(&folder, "reg.csv");
    for form in [&text, &book] {
        fine(&["template", TEAM, "-o", form, "--entities", &register]);
    }
    let written = read(Path::new(&text));
    assert!(written.starts_with('\u{FEFF}'), "spreadsheets must know that it is UTF-8");
    let answers = format!("{}sí", "sí,".repeat(15));
    let answered = written.replace(&format!(",Siete{}", ",".repeat(18)), &format!(",Siete,{answers},10,2"));
    assert_ne!(written, answered);
    std::fs::write(
        &text,
        answered.replace(&format!(",Ocho{}", ",".repeat(18)), &format!(",Ocho,{answers},9,3")),
    )
    .expect("writable");
    let out = fine(&["score", &text, "-f", TEAM, "-q", "--format", "csv"]);
    assert!(out.contains("007,Siete") && out.contains("008,Ocho"), "{out}");
    // The workbook is read, too; nobody has answered, and codes keep their zeros.
    let checked = run(&["check", &book, "-f", TEAM]);
    assert_eq!(checked.code, exit::FINE, "{}", checked.out);
    assert!(checked.out.contains("007 Siete"), "{}", checked.out);
}

#[test]
fn a_form_needs_an_ending_and_sheets_need_a_workbook() {
    let folder = folder(&[]);
    for (file, option) in [("form.ods", None), ("form", None), ("form.csv", Some("--by-entity"))] {
        let args: Vec<String> =
            ["template", TEAM, "-o"].map(str::to_owned).into_iter().chain([path(&folder, file)]).collect();
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        args.extend(option);
        let refused = run(&args);
        assert_eq!(refused.code, exit::USAGE, "{file}: {}", refused.err);
        assert!(!Path::new(&path(&folder, file)).exists(), "{file} was written");
    }
}
