//! Tables as people and programs write them. Each has the layout of a file that was once read in another way than
//! it was meant, or refused without a way out; what is expected is what a reader of the file would say it holds.

use icip::exec::Par;
use icip::framework::Files;
use icip::io::{ReadOptions, read_csv, read_register};
use icip::plan::Plan;
use icip::problem::{Problem, Problems, Warned};

/// Codes, periods and scores of the index, and the warnings of reading.
type Outcome = Result<(Vec<(String, Option<f64>)>, Vec<Problem>), Problems>;

/// The table read for a framework whose only leaf is the column `x`.
fn one(data_section: &str, column: &str, data: &[u8]) -> Outcome {
    let leaf = format!("parent = \"index\"\ncolumn = \"{column}\"\nnormalise = \"none\"\n");
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[data]\n{data_section}\n\n[[nodes]]\ncode = \"index\"\n\
         [[nodes]]\ncode = \"n\"\n{leaf}"
    );
    let files = Files::new("framework.toml", &toml);
    let framework = files.read()?.value;
    let Warned { value: table, warnings } = read_csv(data, "d.csv", &framework.read_options())?;
    let plan = Plan::compile(&framework, &table.panel.schema())?;
    let card = plan.prepare(&table.panel, Par::Seq)?.score()?;
    let keys = table.panel.entities().iter().map(icip::data::Entity::key);
    Ok((keys.zip(card.index().cells()).collect(), warnings))
}

fn x(data_section: &str, data: &str) -> Outcome {
    one(data_section, "x", data.as_bytes())
}

fn scores(outcome: &Outcome) -> Vec<(&str, Option<f64>)> {
    let (scores, _) = outcome.as_ref().unwrap_or_else(|problems| panic!("{problems:?}"));
    scores.iter().map(|(key, score)| (key.as_str(), *score)).collect()
}

fn warnings(outcome: &Outcome) -> Vec<String> {
    let (_, warnings) = outcome.as_ref().unwrap_or_else(|problems| panic!("{problems:?}"));
    warnings.iter().map(|warning| format!("{}: {warning}", warning.code)).collect()
}

fn problems(outcome: Outcome) -> Vec<String> {
    let Err(problems) = outcome else { panic!("it was to be refused") };
    problems.iter().map(|problem| format!("{}: {problem}", problem.code)).collect()
}

#[test]
fn a_missing_mark_that_is_a_number_is_one_in_any_spelling() {
    let table = x(
        "missing = [\"\", \"-99\", \"+099999\"]",
        "code,x\na,-99\nb,-99.0\nc,\"-99,00\"\nd,99999\ne,-99.000\nf,5.5\n",
    );
    let absent = ["a", "b", "c", "d", "e"].map(|code| (code, None));
    assert_eq!(scores(&table), [&absent[..], &[("f", Some(5.5))]].concat());
    // In a column with a declared comma, `-99.000` is ninety-nine thousand and no mark.
    let comma = x("missing = [\"-99\"]\ndecimal = \",\"", "code;x\na;-99.000\nb;-99,0\n");
    assert_eq!(scores(&comma), [("a", Some(-99000.0)), ("b", None)]);
}

#[test]
fn what_looks_the_same_is_one_code() {
    let twice = problems(x("", "code,x\n05001,1\n05001\u{200B},2\n\u{FEFF}05002,3\n05002,4\n"));
    assert_eq!(
        twice,
        [
            "duplicate-entity: d.csv line 3, entity `05001`: duplicate entity `05001`; it first appears on line 2; on line 3 \
             it contains unusual characters (U+200B)",
            "duplicate-entity: d.csv line 5, entity `05002`: duplicate entity `05002`; it first appears on line 4; on line 4 \
             it contains unusual characters (U+FEFF)",
        ]
    );
    let composed = problems(x("", "code,x\nBogot\u{E1},1\nBogota\u{301},2\n"));
    assert!(composed[0].contains("line 3") && composed[0].contains("U+0301"), "{composed:?}");
    let one = x("", "code,x\nBogota\u{301},1\n05001\u{A0},2\n");
    assert_eq!(scores(&one), [("Bogot\u{E1}", Some(1.0)), ("05001", Some(2.0))]);
    assert_eq!(
        warnings(&one),
        ["unusual-characters: d.csv line 2, `code`: `Bogot\u{E1}` contains unusual characters in the file \
          (U+0301), and is read with the usual ones"]
    );
}

#[test]
fn the_name_of_a_column_is_found_however_it_is_written() {
    let nbsp = one("", "valor total", "code,valor\u{A0}total\nA,1\n".as_bytes());
    assert_eq!(scores(&nbsp), [("A", Some(1.0))]);
    assert_eq!(
        warnings(&nbsp),
        [
            "unusual-characters: d.csv line 1, `valor total`: the name `valor total` contains unusual characters in \
          the file (U+00A0), and is read with the usual ones"
        ]
    );
    let accents = one("", "poblacio\u{301}n", "code,poblaci\u{F3}n\nA,1\n".as_bytes());
    assert_eq!(scores(&accents), [("A", Some(1.0))]);
    let blank = one("code = \"code \"", "x ", "code ,x \nA,1\n".as_bytes());
    assert_eq!(scores(&blank), [("A", Some(1.0))]);
}

#[test]
fn a_number_with_an_invisible_character_names_it() {
    assert_eq!(
        problems(x("", "code,x\nA,12.5\u{200B}\nB,5.5\n")),
        ["not-a-number: d.csv line 2, `x`, entity `A`: `12.5` contains unusual characters (U+200B), and is \
          therefore not a number; write the number alone"]
    );
}

#[test]
fn a_name_column_that_is_absent_is_told() {
    let table = x("name = \"nombre\"", "code;x\nA;1\n");
    assert_eq!(
        warnings(&table),
        [
            "missing-name: d.csv line 1, `nombre`: there is no column `nombre`, so the entities have no names; the header holds \
          `code`, `x`"
        ]
    );
}

#[test]
fn a_row_that_is_left_out_needs_no_code() {
    let rule = "[[data.exclude]]\ncolumn = \"entidad\"\nequals = [\"Total nacional\"]\nwhy = \"sum\"";
    let table = x(rule, "code;entidad;x\n05;Antioquia;30\n;Total nacional;ND\n");
    assert_eq!(scores(&table), [("05", Some(30.0))]);
}

#[test]
fn a_header_among_the_rows_is_no_entity() {
    // With years for names of columns, every cell of the second header is a number.
    let found =
        problems(one("code = \"codigo\"", "2018", b"codigo;2018;2019\n05;1;2\ncodigo;2018;2019\n08;3;4\n"));
    assert_eq!(
        found,
        ["repeated-header: d.csv line 3: the row is a header again, because its code is `codigo`, the \
          name of the code column; remove it, or leave it out with `[[data.exclude]]`"]
    );
    let rule =
        "code = \"codigo\"\n[[data.exclude]]\ncolumn = \"codigo\"\nequals = [\"codigo\"]\nwhy = \"header\"";
    let left_out = one(rule, "2018", b"codigo;2018\n05;1\ncodigo;2018\n08;3\n");
    assert_eq!(scores(&left_out), [("05", Some(1.0)), ("08", Some(3.0))]);
}

#[test]
fn a_row_of_the_numbers_of_columns_is_no_entity() {
    // `(2)` is no number, so that the table is refused for that as well.
    let found = problems(x("", "code;x;y\n(1);(2);(3)\n05;1;2\n"));
    assert!(found.iter().any(|problem| problem.starts_with("column-numbers: d.csv line 2")), "{found:?}");
    let found = problems(x("", "code;x;y\n1;2;3\n05;1;2\n"));
    assert_eq!(
        found,
        [
            "column-numbers: d.csv line 2: the row holds the numbers of the columns; remove it, or leave it out with \
          `[[data.exclude]]`"
        ]
    );
    // Codes that are themselves 1, 2, 3.
    assert_eq!(scores(&x("", "code;x;y\n1;2;3\n2;1;2\n")).len(), 2);
}

#[test]
fn totals_and_headings_of_notes_are_told() {
    let rows = "05;Antioquia;30;3\n08;Atl\u{E1}ntico;20;2\n11;Bogot\u{E1}, D.C.;25;3\n13;Bol\u{ED}var;12;1\n15;Boyac\u{E1};13;1\n";
    let table = |above: &str, below: &str| {
        x(
            "code = \"codigo\"\nname = \"entidad\"\nmissing = [\"\"]",
            &format!("codigo;entidad;x;y\n{above}{rows}{below}"),
        )
    };
    let hint = "it is read as an entity; remove the row, or leave it out with `[[data.exclude]]`";
    for (above, below, want) in [
        ("00;Total Nacional;99;9\n", "", "d.csv line 2: `Total Nacional` looks like a row of totals"),
        ("", "99;Promedio general;21;2\n", "d.csv line 7: `Promedio general` looks like a row of totals"),
        // 30 + 20 + 25 + 12 + 13 = 100.
        (
            "",
            "99;Todos;100;10\n",
            "d.csv line 7: `Todos` is the sum of all other rows in every column that it fills",
        ),
        ("", "Fuente:;DANE;7;\n", "d.csv line 7: the code `Fuente:` looks like the heading of a note"),
        ("", "Total;x;3;4\n", "d.csv line 7: `Total` looks like a row of totals"),
        ("", "AA;Otros;3;4\n", "d.csv line 7: code `AA` is the only one that does not consist of digits"),
    ] {
        assert_eq!(warnings(&table(above, below)), [format!("total-row: {want}; {hint}")]);
    }
    assert_eq!(warnings(&table("", "")), [""; 0]);
}

#[test]
fn notes_of_two_cells_are_notes() {
    let data =
        "code,name,x,y\n1,a,1,2\n2,b,2,3\n3,c,3,4\nFuente,DANE dato 2020,,\n(1) provisional,see below,,\n";
    let table = x("name = \"name\"\nmissing = [\"\"]", data);
    assert_eq!(scores(&table), [("1", Some(1.0)), ("2", Some(2.0)), ("3", Some(3.0))]);
    assert_eq!(
        warnings(&table),
        [
            "note: d.csv line 5: `Fuente DANE dato 2020` under the table is treated as a note and left out",
            "note: d.csv line 6: `(1) provisional see below` under the table is treated as a note and left out"
        ]
    );
}

#[test]
fn codes_that_a_spreadsheet_has_written_are_told() {
    let touched = x("", "code,x\n\"5,001\",1.5\n\"5,002\",2\n08001,3\n");
    assert_eq!(
        warnings(&touched),
        [
            "touched-code: d.csv line 2: code `5,001` looks like a number that a spreadsheet has written, and so does 1 \
          more code; it is read as it stands; format the column as text and enter the codes again, or name a \
          register with `--entities` to see which codes they may be"
        ]
    );
    for code in ["5001.0", "1.05001E+11", "=05001", "'05001"] {
        let table = x("", &format!("code;x\n{code};1,5\n"));
        assert!(warnings(&table)[0].starts_with("touched-code"), "{code}");
    }
    let panel = read_csv(b"code,x\n\"5,001\",1\n1.05001E+11,2\n", "d.csv", &ReadOptions::default());
    let register = read_register(b"code\n05001\n105001000123\n", "reg.csv", &ReadOptions::default());
    let joined = register.expect("valid").value.join(panel.expect("valid").value.panel);
    let told: Vec<String> =
        joined.expect_err("both are touched").iter().map(|p| p.what.to_string()).collect();
    assert_eq!(
        told,
        [
            "the register has no code `5,001`, but `05001`",
            "the register has no code `1.05001E+11`, but `105001000123`"
        ]
    );
}

#[test]
fn a_cell_that_alone_decides_a_column_is_named() {
    let hint = "declare `decimal = \".\"` or `decimal = \",\"` under `[data]`, or under `[data.columns.\"name\"]` for one \
                column";
    let deciding = x("", "code;x\n00;12.345\n01;3.456\n02;7\n10;4,5\n11;5.118\n");
    assert_eq!(
        warnings(&deciding),
        [format!(
            "deciding-cell: d.csv line 5, `x`, entity `10`: `4,5` alone decides how the numbers of the column are read: \
             `12.345` on line 2 is 12345 because of it; {hint}"
        )]
    );
    let both = x("", "code;x\nA;1234,5\nB;2.500\nC;0,75\n");
    assert_eq!(
        warnings(&both),
        [format!(
            "mixed-thousands: d.csv line 3, `x`, entity `B`: `2.500` is read as 2500, and `1234,5` on line 2 has no mark \
             of thousands; {hint}"
        )]
    );
    // Two cells that show a comma, and thousands with their marks throughout, leave no doubt.
    assert_eq!(warnings(&x("", "code;x\nA;12.345\nB;3.456\nC;4,5\nD;0,5\n")), [""; 0]);
    assert_eq!(warnings(&x("", "code;x\nA;12.345\nB;3.456\nC;4.5\n")), [""; 0]);
    assert_eq!(warnings(&x("decimal = \",\"", "code;x\nA;12.345\nB;3.456\nC;4,5\n")), [""; 0]);
}

#[test]
fn years_are_years_however_a_program_wrote_them() {
    let table = x("period = \"year\"", "code,year,x\nA,\"2,021\",1\nB,2021.0,2\nC,2021,3\nA,2022,4\n");
    assert_eq!(
        scores(&table).iter().map(|(key, _)| *key).collect::<Vec<_>>(),
        ["A 2021", "B 2021", "C 2021", "A 2022"]
    );
    assert_eq!(
        warnings(&table),
        [
            "period-as-number: d.csv line 2, `year`: the period `2,021` is read as `2021`, and 1 more cell of this column in \
          the same way"
        ]
    );
    let rows = ["A", "B", "C", "D"].map(|code| format!("{code},2020,1\n")).concat();
    assert_eq!(
        warnings(&x("period = \"year\"", &format!("code,year,x\n{rows}A,2021,1\n"))),
        [
            "sparse-period: d.csv line 6: the period `2021` has only 1 row, and half of the periods have 4 or more"
        ]
    );
}

#[test]
fn two_encodings_in_one_file_are_refused() {
    let data = [b"c\xC3\xB3digo;x\nA;1\nB;2\n".as_slice(), b"Nari\xF1o;3\n"].concat();
    assert_eq!(
        problems(one("code = \"c\u{F3}digo\"", "x", &data)),
        [
            "mixed-encodings: d.csv line 4: the file is not UTF-8 on line 4, and is UTF-8 on line 1, which holds `\u{F3}`; \
          save the file as UTF-8, or declare `encoding = \"windows-1252\"` under `[data]` if the file is as it should be"
        ]
    );
    let declared =
        one("encoding = \"windows-1252\"", "x", &[b"code;x\n\xC3\xB3;1\n".as_slice(), b"\xF1;3\n"].concat());
    assert_eq!(scores(&declared), [("\u{C3}\u{B3}", Some(1.0)), ("\u{F1}", Some(3.0))]);
}

#[test]
fn the_line_that_names_most_of_the_columns_is_the_header() {
    let filter =
        "Departamento,ANTIOQUIA\nA\u{F1}o,2023\n\nDepartamento,Municipio,x\nANTIOQUIA,Medell\u{ED}n,1.5\n";
    let table = x("code = \"Departamento\"\nname = \"Municipio\"", filter);
    assert_eq!(scores(&table), [("ANTIOQUIA", Some(1.5))]);
    assert_eq!(
        warnings(&table),
        ["header-not-first: d.csv line 1: lines 1, 2 above the header on line 4 are left out"]
    );
}

#[test]
fn a_header_on_several_lines_is_declared() {
    let sidra = "Tabela\n\"Unidade\",\"Ano\"\n\"Unidade\",\"2020\"\nBrasil,2100\nAcre,90\n";
    let table = one("code = \"Unidade\"\nheader = 3", "2020", sidra.as_bytes());
    assert_eq!(scores(&table), [("Brasil", Some(2100.0)), ("Acre", Some(90.0))]);
    // A spreadsheet writes the text of merged cells into the first of them.
    let merged = "code;Cobertura;;Deserci\u{F3}n\n;2018;2019;2018\nA;1;2;3\n";
    let table = one("header = [1, 2]", "Cobertura / 2019", merged.as_bytes());
    assert_eq!(scores(&table), [("A", Some(2.0))]);
    let found = problems(one("header = [1, 2]", "Cobertura / 2020", merged.as_bytes()));
    assert!(
        found[0].contains("d.csv line 2") && found[0].contains("did you mean `Cobertura / 201"),
        "{found:?}"
    );
    assert_eq!(
        problems(one("header = 9", "x", merged.as_bytes())),
        [
            "missing-header: d.csv: no row begins on line 9; `header` under `[data]` must name the lines of the header, \
          counted from 1"
        ]
    );
}

#[test]
fn empty_fields_beyond_the_header_are_left_out_where_all_rows_have_them() {
    let table = x("", "Vendor;Test\ncode;x;y\nA;1;2;\t\t\nB;3;4;;\n");
    assert_eq!(scores(&table), [("A", Some(1.0)), ("B", Some(3.0))]);
    assert!(warnings(&table).iter().any(|warning| warning.starts_with("trailing-fields: d.csv line 3")));
    // A decimal comma may have cut a number in two.
    assert!(problems(x("", "code,x,y\nA,1,2\nB,1,5,\n"))[0].starts_with("ragged-row: d.csv line 3"));
}

#[test]
fn a_column_declares_what_stands_around_its_numbers() {
    let blanks =
        x("[data.columns.x]\nthousands = \" \"", "code;x\nA;1\u{202F}234,5\nB;2\nC;1 234\u{A0}567\n");
    assert_eq!(scores(&blanks), [("A", Some(1234.5)), ("B", Some(2.0)), ("C", Some(1_234_567.0))]);
    let apostrophe = x("[data.columns.x]\nthousands = \"'\"", "code;x\nA;1'234,5\nB;12'345\n");
    assert_eq!(scores(&apostrophe), [("A", Some(1234.5)), ("B", Some(12345.0))]);
    let point = x("[data.columns.x]\nthousands = \".\"", "code;x\nA;1.234\n");
    assert_eq!(scores(&point), [("A", Some(1234.0))]);
    let percent = x("[data.columns.x]\nunit = \"%\"", "code;x\nA;1.88%\nB;1.81 %\nC;2\n");
    assert_eq!(scores(&percent), [("A", Some(1.88)), ("B", Some(1.81)), ("C", Some(2.0))]);
    let flags = x(
        "missing = [\"\", \":\"]\n[data.columns.x]\nflags = [\"e\", \"b\", \"c\"]",
        "code\tx \nAT\t12.5 e\nBE\t: c\nBG\t10.1 b\nHR\t: \nDE\t8.0\n",
    );
    assert_eq!(
        scores(&flags),
        [("AT", Some(12.5)), ("BE", None), ("BG", Some(10.1)), ("HR", None), ("DE", Some(8.0))]
    );
    assert_eq!(scores(&x("", "code;x\nA;500.\n")), [("A", Some(500.0))]);
    let overlapping = x("[data.columns.x]\nflags = [\"e\", \"p\", \"ep\"]", "code;x\nA;31 ep\nB;2 e\n");
    assert_eq!(scores(&overlapping), [("A", Some(31.0)), ("B", Some(2.0))]);
    // The way out is never what is declared already, or what is not declared at all.
    for (thousands, cell, hint) in [
        (
            ".",
            "2.5",
            "`thousands = \".\"` is declared for this column, so that its decimal mark is `,`; a mark of thousands stands \
             before three digits",
        ),
        (
            " ",
            "12 34,5",
            "`thousands = \" \"` is declared for this column, and stands between groups of three digits only, as in \
             `12 345`",
        ),
    ] {
        let found = problems(x(
            &format!("[data.columns.x]\nthousands = \"{thousands}\""),
            &format!("code;x\nA;{cell}\n"),
        ));
        assert!(found[0].ends_with(hint), "{found:?}");
    }
    // What is not declared is refused, with the declaration that would allow it.
    for (cell, declaration) in
        [("1 234", "`thousands = \" \"`"), ("12.5%", "`unit = \"%\"`"), ("12.5 e", "`flags = [\"e\"]`")]
    {
        let found = problems(x("", &format!("code;x\nA;{cell}\n")));
        assert!(found[0].contains(declaration), "{found:?}");
    }
}

#[test]
fn a_code_may_stand_in_two_columns_and_have_lost_its_zeros() {
    let data = "DPTO,MPIO,NOM,x\n05,001,Medell\u{ED}n,1\n05,002,Abejorral,2\n08,001,Barranquilla,3\n";
    let table = x("code = [\"DPTO\", \"MPIO\"]\nname = \"NOM\"", data);
    let want = [("05001", Some(1.0)), ("05002", Some(2.0)), ("08001", Some(3.0))];
    assert_eq!(scores(&table), want);
    let bare = data.replace("05", "5").replace("00", "").replace("08", "8");
    assert_eq!(scores(&x("code = [\"DPTO\", \"MPIO\"]\nwidth = [2, 3]", &bare)), want);
    assert_eq!(
        scores(&x("width = 5", "code,x\n5001,1\n05002,2\nA1,3\n")),
        [("05001", Some(1.0)), ("05002", Some(2.0)), ("A1", Some(3.0))]
    );
}

#[test]
fn some_cells_of_a_column_of_numbers_stand_for_a_number() {
    let table = x(
        "missing = [\"\", \"No VAT\"]\n[data.columns.x]\nvalues = { \"No practice\" = 0 }",
        "code,x\nA,No practice\nB,12.5\nC,No VAT\n",
    );
    assert_eq!(scores(&table), [("A", Some(0.0)), ("B", Some(12.5)), ("C", None)]);
    assert_eq!(problems(x("[data.columns.x]\nvalues = { \"No practice\" = 0 }", "code,x\nA,no\n")).len(), 1);
}

#[test]
fn a_structure_as_a_spreadsheet_writes_it_is_read() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nnormalise = \"none\"\n";
    let structure = "sep=;\ncode;parent;column;weight;;\nindex;;;;;\na;index;x;1.5;;\nb;index;y;2;;\n";
    let files = Files::new("framework.toml", toml).with_structure("structure.csv", structure);
    assert_eq!(files.read().expect("valid").value.root().children().len(), 2);
}

#[test]
fn the_code_may_stand_in_a_column_without_a_name() {
    let table = x("code = \"\"", ",x\nA,1\nB,2\n");
    assert_eq!(scores(&table), [("A", Some(1.0)), ("B", Some(2.0))]);
    assert_eq!(warnings(&table), [""; 0]);
}

#[test]
fn any_character_may_separate_fields() {
    let table =
        x("delimiter = \"\u{AC}\"", "code\u{AC}x\u{AC}y\nA\u{AC}1,5\u{AC}2\n\"B\u{AC}\"\u{AC}2\u{AC}3\n");
    assert_eq!(scores(&table), [("A", Some(1.5)), ("B\u{AC}", Some(2.0))]);
    let windows = one("delimiter = \"\u{AC}\"", "x", b"code\xACx\nNari\xF1o\xAC1,5\n");
    assert_eq!(scores(&windows), [("Nari\u{F1}o", Some(1.5))]);
}

#[test]
fn a_table_that_is_left_out_says_by_what() {
    let ends = |data: &str| problems(x("ends-before = \"Source\"", data))[0].clone();
    let end = |line: u64| format!("`ends-before` under `[data]` ends the table before line {line}");
    assert_eq!(
        ends("Source: DNP\ncode,x\nA,1\n"),
        format!("empty-file: d.csv: the file holds no table; {}", end(1))
    );
    assert_eq!(
        ends("code,x\nSource: DNP\nA,1\n"),
        format!("no-rows: d.csv: the table has no rows; {}", end(2))
    );
    let title = ends("Title\nSource: DNP\ncode,x\nA,1\n");
    assert!(title.starts_with("missing-column") && title.ends_with(&end(2)), "{title}");
    assert_eq!(
        problems(x("comment = \"#\"", "code,x\n#A,1\n#B,2\n")),
        ["no-rows: d.csv: the table has no rows; `comment` under `[data]` leaves out 2 lines from line 2 on"]
    );
}

#[test]
fn a_row_of_units_may_be_a_second_line_of_the_header() {
    let hint = "if the row is a second line of the header, declare `header = [1, 2]` under `[data]`, or leave the row out with \
                `[[data.exclude]]`";
    let read = |rows: &str| {
        let toml = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nnormalise = \"none\"\n";
        let structure = "code,parent,column\nindex,,\na,index,x\nb,index,y\n";
        let framework =
            Files::new("f.toml", toml).with_structure("s.csv", structure).read().expect("valid").value;
        let data = format!("code,x,y\n{rows}");
        let problems = read_csv(data.as_bytes(), "d.csv", &framework.read_options()).expect_err("words");
        problems.iter().map(|problem| problem.to_string()).collect::<Vec<String>>()
    };
    let found = read("units,km,%\nA,1,2\n");
    assert_eq!(found.len(), 2);
    assert!(
        found.iter().all(|problem| problem.starts_with("d.csv line 2") && problem.ends_with(hint)),
        "{found:?}"
    );
    // A word that stands in other rows too is a mark, and one cell is no header.
    for rows in ["A,ND,-\nB,1,2\nC,ND,3\n", "A,ND,1\nB,1,2\n"] {
        assert!(read(rows).iter().all(|problem| !problem.contains("second line")), "{rows}");
    }
}
