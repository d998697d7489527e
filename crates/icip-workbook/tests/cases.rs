//! What analysts' workbooks hold, one case each: written by `rust_xlsxwriter`, or part by part where no spreadsheet would
//! write such a file. Expected values stand beside the cells that are written.

use std::io::{Cursor, Write};

use icip_num::exec::Par;
use icip_problem::{Problem, Problems, Warned};
use icip_table::io::{
    Area, ColumnOptions, Limits, ReadOptions, TypedTable, read_register_sheet, read_sheet, sheet_text,
};
use icip_workbook::{Format, Workbook, format_of};
use rust_xlsxwriter as xlsx;
use zip::write::SimpleFileOptions;

type Read = Result<Warned<TypedTable>, Problems>;

/// Options for a table with the codes `code` and these columns of numbers.
fn options(columns: &[&str]) -> ReadOptions {
    let mut options = ReadOptions::new("code");
    options.missing.push("ND".into());
    columns.iter().fold(options, |options, name| options.with_column(*name, ColumnOptions::default()))
}

fn open_and_read(bytes: &[u8], options: &ReadOptions) -> Read {
    let mut workbook = Workbook::open(bytes, "d.xlsx", options.limits)?;
    let area = options.area.clone().unwrap_or_else(Area::whole);
    let (sheet, note) = workbook.choose(options.sheet.as_deref(), &area, options, &mut |_| ())?;
    let cells = workbook.read(sheet, &area, Par::Auto, &mut |_| ())?;
    let mut read = read_sheet(cells, "d.xlsx", options)?;
    note.into_iter().for_each(|note| read.warnings.insert(0, note));
    Ok(read)
}

/// Writes one sheet, `Hoja1`, and reads it.
fn sheet(write: impl FnOnce(&mut xlsx::Worksheet) -> Result<(), xlsx::XlsxError>, columns: &[&str]) -> Read {
    open_and_read(&bytes(write), &options(columns))
}

fn bytes(write: impl FnOnce(&mut xlsx::Worksheet) -> Result<(), xlsx::XlsxError>) -> Vec<u8> {
    let mut workbook = xlsx::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Hoja1").expect("a name");
    write(sheet).expect("it can be written");
    workbook.save_to_buffer().expect("it can be saved")
}

/// Writes texts and numbers, row by row from `A1`: what reads as a number is one.
fn table(sheet: &mut xlsx::Worksheet, rows: &[&[&str]]) -> Result<(), xlsx::XlsxError> {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                _ if text.is_empty() => {}
                Ok(number) => drop(sheet.write(row, column, number)?),
                Err(_) => drop(sheet.write(row, column, *text)?),
            }
        }
    }
    Ok(())
}

fn values(read: &TypedTable, column: &str) -> Vec<Option<f64>> {
    read.panel.column(column).expect("it was asked for").cells().collect()
}

fn codes(read: &TypedTable) -> Vec<&str> {
    read.panel.entities().iter().map(|entity| entity.code.as_str()).collect()
}

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {problem}", problem.code)).collect()
}

/// The problems of a table that is refused.
#[track_caller]
fn refused(read: Read) -> Vec<String> {
    told(&read.expect_err("it is refused").iter().cloned().collect::<Vec<_>>())
}

#[test]
fn numbers_and_texts_that_are_numbers_stand_in_one_column() {
    let read = sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["A", "2"], &["B"], &["C"], &["D", "ND"]])?;
            sheet.write(2, 1, "1.234,5")?.write(3, 1, 0.1 + 0.2)?;
            Ok(())
        },
        &["x"],
    )
    .expect("valid");
    // 0.1 + 0.2 to the bit.
    assert_eq!(values(&read.value, "x"), [Some(2.0), Some(1234.5), Some(0.1 + 0.2), None]);
    assert_eq!(read.value.decimals.comma, 1);
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}

#[test]
fn the_zeros_that_a_format_shows_are_part_of_a_code() {
    let zeros = xlsx::Format::new().set_num_format("00000");
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["code", "x"], &["", "1"], &["", "2"]])?;
        sheet.write_with_format(1, 0, 5001, &zeros)?.write_with_format(2, 0, 11001, &zeros)?;
        Ok(())
    };
    let read = sheet(write, &["x"]).expect("valid");
    assert_eq!(codes(&read.value), ["05001", "11001"]);
    assert_eq!(
        told(&read.warnings),
        [
            "padded-codes: d.xlsx, Hoja1!A2, `code`: a code is a number that its format shows with zeros in front, and is \
          read as it is shown: 5001 as `05001`"
        ]
    );
}

#[test]
fn a_code_that_has_lost_its_zeros_is_one_of_the_register() {
    let data = sheet(|sheet| table(sheet, &[&["code", "x"], &["5001", "1"], &["11001", "2"]]), &["x"]);
    let register = bytes(|sheet| {
        table(sheet, &[&["code"]])?;
        sheet.write(1, 0, "05001")?.write(2, 0, "11001")?;
        Ok(())
    });
    let mut register = Workbook::open(&register, "r.xlsx", Limits::default()).expect("valid");
    let cells = register.read(0, &Area::whole(), Par::Seq, &mut |_| ()).expect("valid");
    let register = read_register_sheet(cells, "r.xlsx", &options(&[])).expect("valid").value;
    let problems = register.join(data.expect("valid").value.panel).expect_err("a code is touched");
    assert_eq!(
        told(&problems.iter().cloned().collect::<Vec<_>>()),
        [
            "lost-zeros: d.xlsx, Hoja1!A2, `code`, entity `5001`: the register has no code `5001`, but `05001`; a \
          spreadsheet has taken the code for a number; write the codes as text, or declare `width` under `[data]`"
        ]
    );
}

#[test]
fn a_code_of_more_than_fifteen_digits_has_lost_some() {
    let problems = refused(sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["", "1"]])?;
            sheet.write(1, 0, 1_234_567_890_123_456_789_f64)?;
            Ok(())
        },
        &["x"],
    ));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("lost-digits: d.xlsx, Hoja1!A2, `code`"), "{problems:?}");
}

#[test]
fn a_code_that_its_format_shows_otherwise_is_told() {
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["code", "x"], &["", "1"]])?;
        let masked = xlsx::Format::new().set_num_format("00-000");
        sheet.write_with_format(1, 0, 5001, &masked)?;
        Ok(())
    };
    let read = sheet(write, &["x"]).expect("valid");
    assert_eq!(codes(&read.value), ["5001"]);
    assert!(
        told(&read.warnings)[0].starts_with("masked-codes: d.xlsx, Hoja1!A2, `code`"),
        "{:?}",
        read.warnings
    );
}

#[test]
fn error_values_are_no_codes_names_or_groups() {
    let mut read = options(&["x"]);
    read.groups = vec!["g".into()];
    let bytes = bytes(|sheet| {
        table(sheet, &[&["code", "g", "x"], &["A", "", "1"], &["", "S", "2"]])?;
        sheet.write(1, 1, xlsx::Formula::new("=B9").set_result("#REF!"))?;
        sheet.write(2, 0, xlsx::Formula::new("=A9").set_result("#N/A"))?;
        Ok(())
    });
    let problems = refused(open_and_read(&bytes, &read));
    let starts = [
        "spreadsheet-error: d.xlsx, Hoja1!B2, `g`, entity `A`",
        "spreadsheet-error: d.xlsx, Hoja1!A3, `code`",
    ];
    assert!(
        problems.len() == 2 && problems.iter().zip(starts).all(|(told, start)| told.starts_with(start)),
        "{problems:?}"
    );
}

#[test]
fn dates_and_errors_and_truth_values_are_no_numbers() {
    let day = xlsx::Format::new().set_num_format("yyyy-mm-dd");
    let problems = refused(sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["A"], &["B"], &["C"], &["D"], &["E"]])?;
            let date = xlsx::ExcelDateTime::from_ymd(2019, 4, 23)?;
            sheet.write_datetime_with_format(1, 1, date, &day)?.write(2, 1, true)?;
            for (row, error) in [(3, "#N/A"), (4, "#DIV/0!"), (5, "#REF!")] {
                sheet.write(row, 1, xlsx::Formula::new("=1/0").set_result(error))?;
            }
            Ok(())
        },
        &["x"],
    ));
    let starts = [
        "date: d.xlsx, Hoja1!B2, `x`, entity `A`: `2019-04-23` is a date",
        "boolean: d.xlsx, Hoja1!B3, `x`, entity `B`: `true` is a Boolean value",
        "spreadsheet-error: d.xlsx, Hoja1!B4, `x`, entity `C`: `#N/A` is an error value",
        "spreadsheet-error: d.xlsx, Hoja1!B5, `x`, entity `D`: `#DIV/0!` is an error value",
        "spreadsheet-error: d.xlsx, Hoja1!B6, `x`, entity `E`: `#REF!` is an error value",
    ];
    assert_eq!(problems.len(), starts.len(), "{problems:?}");
    for (problem, start) in problems.iter().zip(starts) {
        assert!(problem.starts_with(start), "{problem}");
    }
}

#[test]
fn a_truth_value_is_the_answer_that_is_declared_for_it() {
    let mut read = options(&[]);
    let tokens = Some(vec!["FALSO".to_owned(), "VERDADERO".to_owned()]);
    let mut column = ColumnOptions::default();
    column.tokens = tokens;
    read.columns.insert("x".into(), column);
    let bytes = bytes(|sheet| {
        table(sheet, &[&["code", "x"], &["A"], &["B"]])?;
        sheet.write(1, 1, true)?.write(2, 1, false)?;
        Ok(())
    });
    let table = open_and_read(&bytes, &read).expect("valid").value;
    // Positions in the list.
    assert_eq!(values(&table, "x"), [Some(1.0), Some(0.0)]);
}

#[test]
fn dates_are_those_of_both_systems() {
    let day = xlsx::Format::new().set_num_format("yyyy-mm-dd");
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["code", "year"], &["A"]])?;
        // 1 January 2020, in days since the end of 1899.
        sheet.write_with_format(1, 1, 43_831, &day)?;
        Ok(())
    };
    let mut read = options(&[]);
    read.period = Some("year".into());
    let usual = bytes(write);
    let period = |bytes: &[u8]| {
        let table = open_and_read(bytes, &read).expect("valid").value;
        table.panel.entities()[0].period.clone()
    };
    assert_eq!(period(&usual).as_deref(), Some("2020-01-01"));
    // The same number counts from the first of January of 1904: 1,462 days more.
    let other =
        changed(&usual, "xl/workbook.xml", |text| text.replace("<workbookPr", "<workbookPr date1904=\"1\""));
    assert_eq!(period(&other).as_deref(), Some("2024-01-02"));
}

#[test]
fn formulas_are_read_by_their_results() {
    let written = bytes(|sheet| {
        table(sheet, &[&["code", "x"], &["A"], &["B"], &["C", "7"]])?;
        sheet.write(1, 1, xlsx::Formula::new("=1+1").set_result("2"))?;
        sheet.write(2, 1, xlsx::Formula::new("=A2").set_result("1,5"))?;
        Ok(())
    });
    let table = open_and_read(&written, &options(&["x"])).expect("valid").value;
    assert_eq!(values(&table, "x"), [Some(2.0), Some(1.5), Some(7.0)]);
    let lacking = changed(&written, "xl/worksheets/sheet1.xml", |text| text.replace("</f><v>2</v>", "</f>"));
    assert_eq!(
        refused(open_and_read(&lacking, &options(&["x"]))),
        [
            "uncalculated-formula: d.xlsx, Hoja1!B2, `x`, entity `A`: the cell holds a formula whose result is not in the \
          file; open the workbook in a spreadsheet, recalculate it, and save it"
        ]
    );
    // Of a name it would otherwise be an empty one.
    let mut named = options(&[]);
    named.name = Some("x".into());
    assert!(
        refused(open_and_read(&lacking, &named))[0].starts_with("uncalculated-formula: d.xlsx, Hoja1!B2")
    );
}

#[test]
fn percentages_are_shares_and_said_once() {
    let percent = xlsx::Format::new().set_num_format("0 %");
    let read = sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["A"], &["B"], &["C"]])?;
            sheet.write_with_format(1, 1, 0.12, &percent)?.write_with_format(2, 1, 1, &percent)?;
            Ok(())
        },
        &["x"],
    )
    .expect("valid");
    assert_eq!(values(&read.value, "x"), [Some(0.12), Some(1.0), None]);
    assert_eq!(
        told(&read.warnings),
        [
            "percent-format: d.xlsx, Hoja1!B2, `x`: 2 numbers of this column are shown as percentages; what is shown as 12 \
          % is read as 0.12"
        ]
    );
}

#[test]
fn percentages_of_a_column_in_per_cent_are_what_is_shown() {
    let percent = xlsx::Format::new().set_num_format("0.0 %");
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["code", "x"], &["A"], &["B"], &["C"]])?;
        // 0.07 times 100 is 7.000000000000001 in binary arithmetic.
        sheet.write_with_format(1, 1, 0.07, &percent)?.write_with_format(2, 1, 1e-7, &percent)?;
        sheet.write(3, 1, "12,5 %")?;
        Ok(())
    };
    let mut read = options(&[]);
    let mut column = ColumnOptions::default();
    column.percent = true;
    read.columns.insert("x".into(), column);
    let all = open_and_read(&bytes(write), &read).expect("valid");
    assert_eq!(values(&all.value, "x"), [Some(7.0), Some(1e-5), Some(12.5)]);
    assert_eq!(told(&all.warnings), [""; 0]);
    // A number without the format among them is said, whatever is declared.
    let some = bytes(|sheet| {
        write(sheet)?;
        sheet.write(3, 1, 9)?;
        Ok(())
    });
    let some_read = open_and_read(&some, &read).expect("valid");
    assert_eq!(values(&some_read.value, "x"), [Some(7.0), Some(1e-5), Some(9.0)]);
    assert_eq!(
        told(&some_read.warnings),
        [
            "percent-format: d.xlsx, Hoja1!B2, `x`: 2 numbers of this column are shown as percentages, and another one is \
          not; what is shown as 7 % is read as 7"
        ]
    );
    assert_eq!(
        told(&open_and_read(&some, &options(&["x"])).expect("valid").warnings),
        [
            "mixed-percent: d.xlsx, Hoja1!B4, `x`: 9 is not shown as a percentage, and 2 other numbers of this column are: \
          what is shown as 7 % is read as 0.07; show all of them alike, or declare `unit = \"%\"` under \
          `[data.columns.\"name\"]`"
        ]
    );
    // A share among shares is told, and no fault.
    let share = bytes(|sheet| {
        write(sheet)?;
        sheet.write(3, 1, 0.9)?;
        Ok(())
    });
    assert_eq!(
        told(&open_and_read(&share, &options(&["x"])).expect("valid").warnings),
        [
            "percent-format: d.xlsx, Hoja1!B2, `x`: 2 numbers of this column are shown as percentages, and another one is \
          not; what is shown as 7 % is read as 0.07"
        ]
    );
}

#[test]
fn a_text_above_holds_for_the_cells_with_which_it_is_merged() {
    let plain = xlsx::Format::new();
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["", "", "", "", "Note"], &["code", "a", "b", "c"], &["A", "1", "2", "3", "n"]])?;
        sheet.merge_range(0, 1, 0, 2, "P", &plain)?;
        Ok(())
    };
    // `c` stands beside the merged cells, and `Note` has no text in the lower row.
    let mut asked = options(&["P / a", "P / b", "c"]);
    asked.name = Some("Note".into());
    let read = open_and_read(&bytes(write), &asked).expect("valid").value;
    assert_eq!(values(&read, "P / b"), [Some(2.0)]);
    assert_eq!(values(&read, "c"), [Some(3.0)]);
    assert_eq!(read.panel.entities()[0].name.as_deref(), Some("n"));
    // Where nothing is merged, a text holds up to the next one, as in a text of CSV.
    let unmerged = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["", "P", "", "Q"], &["code", "a", "b", "c"], &["A", "1", "2", "3"]])
    };
    let read = sheet(unmerged, &["P / b", "Q / c"]).expect("valid").value;
    assert_eq!((values(&read, "P / b"), values(&read, "Q / c")), (vec![Some(2.0)], vec![Some(3.0)]));
}

#[test]
fn codes_whose_format_adds_no_zeros_are_not_told() {
    let zeros = xlsx::Format::new().set_num_format("00000");
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["code", "x"], &["", "1"]])?;
        sheet.write_with_format(1, 0, 11001, &zeros)?;
        Ok(())
    };
    let read = sheet(write, &["x"]).expect("valid");
    assert_eq!((codes(&read.value), told(&read.warnings)), (vec!["11001"], Vec::new()));
}

#[test]
fn formulas_that_nobody_has_calculated_are_doubted() {
    // rust_xlsxwriter writes 0 for a result that it is not given, and asks for a calculation on opening.
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["code", "x", "rest"], &["A"], &["B"]])?;
        sheet.write(1, 1, xlsx::Formula::new("=1+1"))?.write(2, 1, xlsx::Formula::new("=2+2"))?;
        sheet.write(2, 2, xlsx::Formula::new("=3+3"))?;
        Ok(())
    };
    let read = open_and_read(&bytes(write), &options(&["x"])).expect("valid");
    assert_eq!(values(&read.value, "x"), [Some(0.0), Some(0.0)]);
    assert_eq!(
        told(&read.warnings),
        [
            "doubtful-formulas: d.xlsx, Hoja1!B2, `x`: the results of 2 formulas in the table are 0, as a program writes them \
          that cannot compute, and the file asks to be computed when it is opened; open the workbook in a spreadsheet, \
          recalculate it, and save it"
        ]
    );
    let one = bytes(|sheet| {
        write(sheet)?;
        sheet.write(2, 1, xlsx::Formula::new("=2+2").set_result("4"))?;
        Ok(())
    });
    assert_eq!(told(&open_and_read(&one, &options(&["x"])).expect("valid").warnings), [""; 0]);
}

#[test]
fn an_error_value_of_a_newer_spreadsheet_names_its_cell() {
    let good = bytes(|sheet| {
        table(sheet, &[&["code", "x"], &["A", "1"], &["B"]])?;
        sheet.write(2, 1, xlsx::Formula::new("=1/0").set_result("#N/A"))?;
        Ok(())
    });
    let newer = changed(&good, "xl/worksheets/sheet1.xml", |text| text.replace("#N/A", "#SPILL!"));
    assert_eq!(
        refused(open_and_read(&newer, &options(&["x"]))),
        [
            "spreadsheet-error: d.xlsx, Hoja1!B3, `B`: `#SPILL!` is an error value of a spreadsheet; correct the formula, or \
          leave the cell empty"
        ]
    );
}

#[test]
fn a_value_in_a_section_of_characters_is_read() {
    let good = bytes(|sheet| table(sheet, &[&["code", "x"], &["A", "7"]]));
    let marked = |text: String| text.replace("<v>7</v>", "<v><![CDATA[7]]></v>");
    let marked = changed(&good, "xl/worksheets/sheet1.xml", marked);
    assert_eq!(values(&open_and_read(&marked, &options(&["x"])).expect("valid").value, "x"), [Some(7.0)]);
}

#[test]
fn a_hidden_sheet_is_read_where_no_other_fits_and_said() {
    let mut workbook = xlsx::Workbook::new();
    workbook.add_worksheet().write(0, 0, "FURAG").expect("written");
    let hidden = workbook.add_worksheet().set_name("datos").expect("a name");
    hidden.set_hidden(true);
    table(hidden, &[&["code", "x"], &["A", "1"]]).expect("written");
    let bytes = workbook.save_to_buffer().expect("saved");
    let read = open_and_read(&bytes, &options(&["x"])).expect("valid");
    assert_eq!(
        told(&read.warnings),
        [
            "sheet-chosen: d.xlsx: the hidden sheet `datos` is read, because no visible one fits; the sheets are `Sheet1`, \
          `datos`"
        ]
    );
}

#[test]
fn columns_that_are_hidden_again_and_again_take_no_memory() {
    let good = bytes(|sheet| table(sheet, &[&["code", "x"], &["A", "1"]]));
    let column = "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(200_000);
    let bomb = changed(&good, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<sheetData>", &format!("<cols>{column}</cols><sheetData>"))
    });
    let read = open_and_read(&bomb, &options(&["x"])).expect("valid");
    assert_eq!(read.warnings.len(), 1, "{:?}", read.warnings);
}

#[test]
fn the_structure_of_a_framework_is_a_table_of_typed_cells_too() {
    let text = |write: &dyn Fn(&mut xlsx::Worksheet) -> Result<(), xlsx::XlsxError>| {
        let bytes = bytes(write);
        let mut workbook = Workbook::open(&bytes, "d.xlsx", Limits::default()).expect("valid");
        let cells = workbook.read(0, &Area::whole(), Par::Seq, &mut |_| ()).expect("valid");
        sheet_text(cells, "d.xlsx", "code", Limits::default())
    };
    let rows: &[&[&str]] =
        &[&["", "Borrador"], &[], &["", "code", "parent", "weight"], &["", "a;b", "i", "0.1"]];
    let good = text(&|sheet| table(sheet, rows)).expect("valid");
    assert_eq!(good.value, "\n\ncode,parent,weight\n\"a;b\",i,0.1\n");
    let percent = xlsx::Format::new().set_num_format("0 %");
    let wrong = text(&|sheet| {
        table(sheet, rows)?;
        table(sheet, &[&[], &[], &[], &[], &["", "c", "i"], &["", "d", "i"], &["", "e", "", "1"]])?;
        sheet.write(4, 3, xlsx::Formula::new("=NA()").set_result("#N/A"))?;
        sheet.write_with_format(5, 3, 0.25, &percent)?;
        sheet.merge_range(5, 2, 6, 2, "i", &xlsx::Format::new())?;
        Ok(())
    });
    let problems = wrong.map(|text| text.value).expect_err("it is refused");
    let found: Vec<String> =
        problems.iter().map(|problem| format!("{} {}", problem.code, problem.place)).collect();
    assert_eq!(
        found,
        ["spreadsheet-error d.xlsx, Hoja1!D5, `weight`", "merged-cells d.xlsx, Hoja1!C7, `parent`"]
    );
}

#[test]
fn merged_cells_of_the_table_are_refused_and_those_of_the_header_are_filled() {
    let plain = xlsx::Format::new();
    let write = |sheet: &mut xlsx::Worksheet| {
        table(sheet, &[&["", "", ""], &["", "a", "b"], &["A", "1", "2"], &["B", "3"]])?;
        sheet.merge_range(0, 0, 1, 0, "code", &plain)?.merge_range(0, 1, 0, 2, "P", &plain)?;
        // The marks of the merged cells hide what was written first.
        sheet.write(1, 1, "a")?.write(1, 2, "b")?;
        Ok(())
    };
    let read = sheet(write, &["P / a", "P / b"]).expect("valid");
    assert_eq!(values(&read.value, "P / a"), [Some(1.0), Some(3.0)]);
    assert_eq!(values(&read.value, "P / b"), [Some(2.0), None]);
    assert_eq!(
        told(&read.warnings),
        [
            "header-rows: d.xlsx, Hoja1 row 2: the header was found in the rows 1, 2, whose texts are joined; declare \
          `header` under `[data]` if it stands elsewhere"
        ]
    );
    // The lower row alone suffices where the names are asked for without what stands above them.
    assert_eq!(values(&sheet(write, &["a", "b"]).expect("valid").value, "a"), [Some(1.0), Some(3.0)]);
    let problems = refused(sheet(
        |sheet| {
            table(sheet, &[&["code", "x", "rest"], &["A", "1", "r"], &["B", "2", "r"], &["C", "3", "r"]])?;
            sheet.merge_range(1, 1, 3, 1, "", &plain)?.write(1, 1, 1)?;
            // Nobody asks for these.
            sheet.merge_range(1, 2, 2, 2, "", &plain)?;
            Ok(())
        },
        &["x"],
    ));
    assert_eq!(
        problems,
        [
            "merged-cells: d.xlsx, Hoja1!B3, `x`: the cells B2:B4 are merged, so that only the first of them has a value; \
          unmerge them and write the value into each"
        ]
    );
}

#[test]
fn hidden_rows_and_columns_are_read_and_noted() {
    let read = sheet(
        |sheet| {
            table(sheet, &[&["code", "x", "y"], &["A", "1", "4"], &["B", "2", "5"], &["C", "3", "6"]])?;
            sheet.set_column_hidden(1)?.set_row_hidden(1)?;
            sheet.autofilter(0, 0, 3, 2)?;
            sheet.filter_column(2, &xlsx::FilterCondition::new().add_list_filter(6))?;
            Ok(())
        },
        &["x", "y"],
    )
    .expect("valid");
    assert_eq!(values(&read.value, "x"), [Some(1.0), Some(2.0), Some(3.0)]);
    let mut told = told(&read.warnings);
    told.sort();
    assert_eq!(
        told,
        [
            "hidden-cells: d.xlsx, Hoja1 row 2: 2 rows are hidden, or filtered out, and were read: 2, 3",
            "hidden-cells: d.xlsx, Hoja1: a column is hidden and was read: `x`",
        ]
    );
}

#[test]
fn what_is_empty_by_the_thousand_is_no_part_of_the_table() {
    let grey = xlsx::Format::new().set_background_color(0xCC_CCCC);
    let read = sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["A", "1"], &["B", "2"]])?;
            for row in 3..3000 {
                sheet.write_blank(row, 0, &grey)?.write(row, 1, "  ")?;
            }
            for column in 2..3000 {
                sheet.write_blank(0, column, &grey)?;
            }
            sheet.write_blank(1_048_575, 16_383, &grey)?;
            Ok(())
        },
        &["x"],
    )
    .expect("valid");
    assert_eq!((codes(&read.value), told(&read.warnings).len()), (vec!["A", "B"], 0));
}

#[test]
fn a_cell_in_the_last_corner_of_a_sheet_takes_no_memory() {
    // calamine's rectangle would have 17 thousand million cells.
    let read = sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["A", "1"]])?;
            sheet.write(1_048_575, 16_383, "x")?;
            Ok(())
        },
        &["x"],
    );
    let problems = refused(read);
    assert_eq!(
        problems,
        [
            "empty-code: d.xlsx, Hoja1!A1048576, `code`: the row has no code; give the entity a code, empty the row, or leave \
          it out with `--range` or with `[[data.exclude]]`"
        ]
    );
}

#[test]
fn the_table_is_found_among_titles_notes_and_sheets() {
    let mut workbook = xlsx::Workbook::new();
    workbook.add_worksheet().set_name("Portada").expect("a name").write(0, 0, "FURAG").expect("written");
    let data = workbook.add_worksheet().set_name("Hoja de datos").expect("a name");
    let rows: [&[&str]; 7] = [
        &["", "FURAG 2018"],
        &[],
        &["", "code", "x", "y"],
        &["", "A", "1", "2"],
        &["", "B", "3", ""],
        &[],
        &["", "Fuente: DNP"],
    ];
    table(data, &rows).expect("written");
    let other = workbook.add_worksheet().set_name("Otra").expect("a name");
    table(other, &[&["code", "x"], &["C", "9"]]).expect("written");
    let bytes = workbook.save_to_buffer().expect("saved");

    let mut asked = options(&["x", "y"]);
    let read = open_and_read(&bytes, &asked).expect("valid");
    assert_eq!((codes(&read.value), read.value.header), (vec!["A", "B"], Some(3)));
    assert_eq!(read.value.notes, [7]);
    assert_eq!(
        told(&read.warnings),
        [
            "sheet-chosen: d.xlsx: the sheet `Hoja de datos` is read, because it has the most of the columns that are asked \
             for; the sheets are `Portada`, `Hoja de datos`, `Otra`",
            "header-not-first: d.xlsx, Hoja de datos row 1: the line above the header on line 3 is left out",
            "note: d.xlsx, Hoja de datos row 7: `Fuente: DNP` under the table is treated as a note and left out",
        ]
    );
    for named in ["Otra", "3"] {
        asked.sheet = Some(named.into());
        asked.columns.remove("y");
        assert_eq!(codes(&open_and_read(&bytes, &asked).expect("valid").value), ["C"]);
    }
    asked.sheet = Some("Datos".into());
    assert_eq!(
        refused(open_and_read(&bytes, &asked)),
        [
            "unknown-sheet: d.xlsx: there is no sheet `Datos`; the sheets are `Portada`, `Hoja de datos`, `Otra`"
        ]
    );
    asked.sheet = None;
    assert_eq!(
        refused(open_and_read(&bytes, &asked)),
        ["unknown-sheet: d.xlsx: several sheets fit equally well: `Hoja de datos`, `Otra`"]
    );
    asked.code = "codigo".into();
    assert!(
        refused(open_and_read(&bytes, &asked))[0].starts_with("unknown-sheet: d.xlsx: no sheet has a header")
    );
    // Only a part of the sheet.
    asked.code = "code".into();
    asked.sheet = Some("Hoja de datos".into());
    asked.area = Area::parse("B3:C4");
    assert_eq!(codes(&open_and_read(&bytes, &asked).expect("valid").value), ["A"]);
}

#[test]
fn repeated_codes_name_their_cells() {
    let problems = refused(sheet(|sheet| table(sheet, &[&["code", "x"], &["A", "1"], &["A", "2"]]), &["x"]));
    assert!(problems[0].starts_with("duplicate-entity: d.xlsx, Hoja1 row 3, entity `A`"), "{problems:?}");
}

#[test]
fn a_sheet_that_is_protected_is_read_and_a_workbook_with_a_password_is_not() {
    let read = sheet(
        |sheet| {
            table(sheet, &[&["code", "x"], &["A", "1"]])?;
            sheet.protect_with_password("secret");
            Ok(())
        },
        &["x"],
    );
    assert_eq!(codes(&read.expect("valid").value), ["A"]);
    // Excel puts an encrypted workbook into a compound file, as a stream of this name.
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("created");
    file.create_stream("EncryptedPackage").expect("created").write_all(b"secret").expect("written");
    file.create_stream("EncryptionInfo").expect("created").write_all(b"info").expect("written");
    file.flush().expect("written");
    let problems = refused(open_and_read(&file.into_inner().into_inner(), &options(&["x"])));
    assert_eq!(
        problems,
        ["bad-file: d.xlsx: the workbook is protected by a password; save a copy without the password"]
    );
}

/// A workbook with another text in one of its parts.
fn changed(bytes: &[u8], part: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut change = Some(change);
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(&name).expect("a part"), &mut text)
            .expect("a text");
        if name == part
            && let Some(change) = change.take()
        {
            text = change(text);
        }
        out.start_file(&name, SimpleFileOptions::default().compression_level(Some(9))).expect("started");
        out.write_all(text.as_bytes()).expect("written");
    }
    assert!(change.is_none(), "there is no part {part}");
    out.finish().expect("written").into_inner()
}

#[test]
fn damaged_files_are_refused() {
    let good = bytes(|sheet| table(sheet, &[&["code", "x"], &["A", "1"], &["B", "2", "texto"]]));
    #[track_caller]
    fn is_bad(bytes: &[u8]) {
        let problems = refused(open_and_read(bytes, &options(&["x"])));
        assert!(
            problems[0].starts_with("bad-file: d.xlsx: the file cannot be read as a workbook"),
            "{problems:?}"
        );
    }
    is_bad(&good[..good.len() / 2]);
    is_bad(b"");
    is_bad(b"PK\x03\x04");
    is_bad(b"code,x\nA,1\n");
    let sheet = "xl/worksheets/sheet1.xml";
    is_bad(&changed(&good, sheet, |text| text.replace("</sheetData>", "")));
    // Out of order, and beyond the last column.
    is_bad(&changed(&good, sheet, |text| text.replace("r=\"B1\"", "r=\"A1\"")));
    is_bad(&changed(&good, sheet, |text| text.replace("r=\"B1\"", "r=\"XFE1\"")));
    // A list of texts that declares more than memory can hold, and one that grows without end.
    let texts = "xl/sharedStrings.xml";
    is_bad(&changed(&good, texts, |text| text.replace("uniqueCount=\"", "uniqueCount=\"99999999")));
    is_bad(&changed(&good, texts, |text| text.replace("</sst>", &(" ".repeat(80 << 20) + "</sst>"))));
    is_bad(&changed(&good, sheet, |text| {
        text.replace("</sheetData>", &("<row/>".repeat(12 << 20) + "</sheetData>"))
    }));
}

#[test]
fn a_sheet_takes_no_more_memory_than_is_allowed() {
    let bytes = bytes(|sheet| {
        table(sheet, &[&["code", "x"]])?;
        for row in 1..40_000 {
            sheet.write(row, 0, format!("E{row}"))?.write(row, 1, row)?;
        }
        Ok(())
    });
    let mut read = options(&["x"]);
    assert_eq!(open_and_read(&bytes, &read).expect("valid").value.panel.rows(), 39_999);
    read.limits.memory = 1 << 20;
    assert!(refused(open_and_read(&bytes, &read))[0].starts_with("limit-exceeded"));
}

/// An OpenDocument file with these rows in its only table.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"
        xmlns:calcext="c" xmlns:style="s" xmlns:number="n"><office:automatic-styles>
        <number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="5"/>
        </number:number-style><style:style style:name="ce1" style:data-style-name="N1"/>
        </office:automatic-styles><office:body><office:spreadsheet>
        <table:table table:name="Hoja1"><table:table-column/><table:table-column table:visibility="collapse"/>
        <table:table-row><table:table-cell office:value-type="string"><text:p>code</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>{rows}
        </table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)];
    for (name, text) in parts {
        out.start_file(name, SimpleFileOptions::default()).expect("started");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("written").into_inner()
}

fn ods_row(code: &str, attributes: &str, text: &str) -> String {
    format!(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{code}</text:p></table:table-cell>\
         <table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
}

#[test]
fn open_documents_are_read_by_the_same_rules() {
    assert_eq!(format_of(&ods("")), Some(Format::Ods));
    let rows = [
        ods_row("A", "office:value-type=\"float\" office:value=\"0.30000000000000004\"", "0,3"),
        ods_row("B", "office:value-type=\"percentage\" office:value=\"0.5\"", "50 %"),
        ods_row("C&amp;", "office:value-type=\"string\"", "1,5"),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
            .into(),
    ];
    let read = open_and_read(&ods(&rows.concat()), &options(&["x"])).expect("valid");
    assert_eq!(values(&read.value, "x"), [Some(0.1 + 0.2), Some(0.5), Some(1.5)]);
    assert_eq!(codes(&read.value), ["A", "B", "C&"]);
    let found: Vec<&str> = read.warnings.iter().map(|note| note.code.word()).collect();
    assert_eq!(found, ["hidden-cells", "percent-format"]);

    let wrong = [
        ods_row("A", "office:value-type=\"boolean\" office:boolean-value=\"true\"", "VERDADERO"),
        ods_row("B", "office:value-type=\"string\" calcext:value-type=\"error\" table:formula=\"of:=1/0\"", "#DIV/0!"),
        ods_row("C", "office:value-type=\"date\" office:date-value=\"2019-04-23\"", "23/04/19"),
        ods_row("D", "table:formula=\"of:=1\"", ""),
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>E</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-rows-spanned=\"2\"/>\
         </table:table-row><table:table-row><table:table-cell office:value-type=\"string\"><text:p>F</text:p>\
         </table:table-cell><table:covered-table-cell/></table:table-row>"
            .into(),
    ];
    let problems = refused(open_and_read(&ods(&wrong.concat()), &options(&["x"])));
    let found: Vec<&str> = problems.iter().filter_map(|text| text.split(':').next()).collect();
    assert_eq!(
        found,
        ["boolean", "spreadsheet-error", "date", "uncalculated-formula", "merged-cells"],
        "{problems:?}"
    );
    assert!(problems[4].starts_with("merged-cells: d.xlsx, Hoja1!B7, `x`: the cells B6:B7"), "{problems:?}");
}

#[test]
fn codes_of_open_documents_keep_the_zeros_of_their_format() {
    let row = "<table:table-row><table:table-cell table:style-name=\"ce1\" office:value-type=\"float\" \
               office:value=\"5001\"><text:p>05001</text:p></table:table-cell><table:table-cell \
               office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let read = open_and_read(&ods(row), &options(&["x"])).expect("valid");
    assert_eq!(codes(&read.value), ["05001"]);
}

#[test]
fn an_open_document_that_repeats_cells_without_end_is_refused() {
    let row = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
               table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let mut read = options(&["x"]);
    read.limits.memory = 64 << 20;
    let problems = refused(open_and_read(&ods(row), &read));
    assert!(problems[0].starts_with("limit-exceeded"), "{problems:?}");
}

#[test]
fn texts_of_open_documents_that_are_repeated_are_held_once() {
    // 16,384 times a text of 64 kB would be a gigabyte.
    let row = format!(
        "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\">\
         <text:p>{}</text:p></table:table-cell></table:table-row>",
        "x".repeat(1 << 16)
    );
    let mut read = options(&["x"]);
    read.limits.memory = 64 << 20;
    let bytes = ods(&row);
    let mut workbook = Workbook::open(&bytes, "d.ods", read.limits).expect("valid");
    let cells = workbook.read(0, &Area::whole(), Par::Seq, &mut |_| ()).expect("valid");
    assert!(cells.bytes() < 1 << 20, "{}", cells.bytes());
    // The row would be longer than one may be.
    let problems = read_sheet(cells, "d.ods", &read).map(|read| read.value).expect_err("too long");
    assert_eq!(problems.first().code, "limit-exceeded");
}

#[test]
fn sheets_of_open_documents_are_those_of_the_document_alone() {
    let row = ods_row("A", "office:value-type=\"float\" office:value=\"1\"", "1");
    let content = |bytes: &[u8], change: &dyn Fn(String) -> String| changed(bytes, "content.xml", change);
    let good = ods(&row);
    // Sheets without anything, and a table of tracked changes, which is no sheet.
    let more = content(&good, &|text| {
        text.replace(
            "<office:spreadsheet>",
            "<office:spreadsheet><table:tracked-changes><table:table table:name=\"old\"/></table:tracked-changes>\
             <table:table table:name=\"empty\"/><table:table table:name=\"Portada\"><table:table-row/></table:table>",
        )
    });
    let read = open_and_read(&more, &options(&["x"])).expect("valid");
    assert_eq!(codes(&read.value), ["A"]);
    let mut named = options(&["x"]);
    named.sheet = Some("3".into());
    assert_eq!(codes(&open_and_read(&more, &named).expect("valid").value), ["A"]);
}

#[test]
fn what_stands_on_a_sheet_of_an_open_document_is_no_text_of_a_cell() {
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><draw:frame><draw:text-box>\
               <text:p>a shape</text:p></draw:text-box></draw:frame><office:annotation><text:p>a remark</text:p>\
               </office:annotation><text:p>A</text:p></table:table-cell><table:table-cell office:value-type=\"float\" \
               office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let shapes = changed(&ods(row), "content.xml", |text| {
        let shape =
            "<table:shapes><draw:rect><text:p>code</text:p></draw:rect></table:shapes><table:table-column/>";
        text.replacen("<table:table-column/>", shape, 1)
    });
    assert_eq!(codes(&open_and_read(&shapes, &options(&["x"])).expect("valid").value), ["A"]);
}

#[test]
fn styles_of_open_documents_follow_those_from_which_they_come() {
    let row = "<table:table-row><table:table-cell table:style-name=\"ce2\" office:value-type=\"float\" \
               office:value=\"5001\"><text:p>05001</text:p></table:table-cell><table:table-cell \
               office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let derived = changed(&ods(row), "content.xml", |text| {
        let styles =
            "<style:style style:name=\"ce2\" style:parent-style-name=\"ce1\"/></office:automatic-styles>";
        text.replace("</office:automatic-styles>", styles)
    });
    assert_eq!(codes(&open_and_read(&derived, &options(&["x"])).expect("valid").value), ["05001"]);
}

#[test]
fn a_truth_value_of_a_formula_is_one_in_open_documents() {
    let truth = "table:formula=\"of:=TRUE()\" office:value-type=\"float\" office:value=\"1\"";
    let problems = refused(open_and_read(&ods(&ods_row("A", truth, "VERDADERO")), &options(&["x"])));
    assert!(problems[0].starts_with("boolean: d.xlsx, Hoja1!B2"), "{problems:?}");
}

#[test]
fn an_encrypted_document_and_a_presentation_are_named() {
    let parts = |parts: &[(&str, &str)]| {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            out.start_file(*name, SimpleFileOptions::default()).expect("started");
            out.write_all(text.as_bytes()).expect("written");
        }
        out.finish().expect("written").into_inner()
    };
    // OpenDocument 1.4: the whole document is one encrypted part.
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>\
                    </manifest:manifest>";
    let encrypted = parts(&[("encrypted-package", "x"), ("META-INF/manifest.xml", manifest)]);
    let problems = refused(open_and_read(&encrypted, &options(&["x"])));
    assert!(problems[0].contains("is protected by a password"), "{problems:?}");
    let slides = parts(&[("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")]);
    assert_eq!(format_of(&slides), None);
}

/// A record of a binary part.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut record = match kind {
        0..0x80 => vec![kind as u8],
        _ => vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8],
    };
    assert!(body.len() < 0x80);
    record.push(body.len() as u8);
    [record, body.to_vec()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let letters = units.iter().flat_map(|unit| unit.to_le_bytes());
    (units.len() as u32).to_le_bytes().into_iter().chain(letters).collect()
}

/// A cell of a binary part: its column, its style and its value.
fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes(), &style.to_le_bytes(), value].concat())
}

fn head_of_row(row: u32, hidden: bool) -> Vec<u8> {
    let flags = [0, u8::from(hidden) << 4, 0, 0, 0, 0, 0];
    record(0x0000, &[&row.to_le_bytes()[..], &[0; 6], &flags].concat())
}

/// An `.xlsb` file, by [MS-XLSB]: a sheet with the columns `code` and `x`, of which the second is hidden.
fn xlsb(rows: &[Vec<u8>]) -> Vec<u8> {
    let text = |text: &str| wide(text);
    let sheet = [&[0; 8], &wide("rId1")[..], &wide("Hoja1")].concat();
    let workbook = [record(0x008F, &[]), record(0x009C, &sheet), record(0x0090, &[]), record(0x0084, &[])];
    let styles = [
        record(0x0267, &1_u32.to_le_bytes()),
        record(0x002C, &[&164_u16.to_le_bytes()[..], &wide("00000")].concat()),
        record(0x0268, &[]),
        record(0x0269, &2_u32.to_le_bytes()),
        record(0x002F, &[0; 16]),
        record(0x002F, &[&[0; 2], &164_u16.to_le_bytes()[..], &[0; 12]].concat()),
        record(0x026A, &[]),
    ];
    let hidden = [&1_u32.to_le_bytes()[..], &1_u32.to_le_bytes(), &[0; 8], &1_u16.to_le_bytes()].concat();
    let mut part = vec![
        record(0x0081, &[]),
        record(0x0094, &[0; 16]),
        record(0x0186, &[]),
        record(0x003C, &hidden),
        record(0x0187, &[]),
        record(0x0091, &[]),
        head_of_row(0, false),
        cell(0x0006, 0, 0, &text("code")),
        cell(0x0006, 1, 0, &text("x")),
    ];
    part.extend(rows.iter().cloned());
    part.push(record(0x0092, &[]));
    let relations =
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("xl/_rels/workbook.bin.rels", relations.as_bytes().to_vec()),
        ("xl/workbook.bin", workbook.concat()),
        ("xl/styles.bin", styles.concat()),
        ("xl/worksheets/sheet1.bin", part.concat()),
    ] {
        out.start_file(name, SimpleFileOptions::default()).expect("started");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("written").into_inner()
}

#[test]
fn binary_workbooks_are_read_by_the_same_rules() {
    let number = |value: f64| value.to_le_bytes();
    let good = xlsb(&[
        head_of_row(1, true),
        cell(0x0005, 0, 1, &number(5001.0)),
        cell(0x0005, 1, 0, &number(0.1 + 0.2)),
    ]);
    assert_eq!(format_of(&good), Some(Format::Xlsb));
    let read = open_and_read(&good, &options(&["x"])).expect("valid");
    assert_eq!((codes(&read.value), values(&read.value, "x")), (vec!["05001"], vec![Some(0.1 + 0.2)]));
    let mut found: Vec<&str> = read.warnings.iter().map(|note| note.code.word()).collect();
    found.sort_unstable();
    assert_eq!(found, ["hidden-cells", "hidden-cells", "padded-codes"]);
    // A formula with an error as its result, and a truth value.
    let bad = xlsb(&[
        head_of_row(1, false),
        cell(0x0006, 0, 0, &wide("A")),
        cell(0x000B, 1, 0, &[0x07, 0, 0, 0]),
        head_of_row(2, false),
        cell(0x0006, 0, 0, &wide("B")),
        cell(0x0004, 1, 0, &[1]),
        record(0x00B0, &[2_u32, 3, 1, 1].map(u32::to_le_bytes).concat()),
    ]);
    let problems = refused(open_and_read(&bad, &options(&["x"])));
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].starts_with("spreadsheet-error: d.xlsx, Hoja1!B2, `x`, entity `A`: `#DIV/0!`"),
        "{problems:?}"
    );
    assert!(problems[1].starts_with("boolean: d.xlsx, Hoja1!B3, `x`, entity `B`"), "{problems:?}");
    assert!(refused(open_and_read(&good[..good.len() - 60], &options(&["x"])))[0].starts_with("bad-file"));
}
