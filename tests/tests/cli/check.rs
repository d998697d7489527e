//! `icip check`.

use super::*;

#[test]
fn a_clean_input_has_findings_and_no_warning() {
    let data = "fixtures/broken/data/good-plain.csv";
    let run = run(&["check", data, "-f", "fixtures/broken/data/framework.toml", "--deny-warnings"]);
    assert_eq!((run.code, run.err.as_str()), (exit::FINE, ""));
    insta::assert_snapshot!("check_clean", run.out);
}

#[test]
fn findings_of_the_questionnaire() {
    let run = run(&with(&["check"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::FINE);
    insta::assert_snapshot!("check_questionnaire", run.text());
}

#[test]
fn scores_that_depend_on_the_others_are_reported() {
    insta::assert_snapshot!("check_sample", run(&with(&["check", "--deny-warnings"], &SAMPLE)).text());
}

#[test]
fn problems_go_to_the_output() {
    let run = run(&["check", "fixtures/broken/data/cells.csv", "-f", "fixtures/broken/data/framework.toml"]);
    assert_eq!(run.code, exit::DATA);
    insta::assert_snapshot!("check_cells", run.text());
}

#[test]
fn the_example_enters_by_its_variables() {
    let text = fine(&["check"]);
    // The example enters by its 22 variables (data/examples/icip-2018/SOURCE.md), so no answer is seen.
    assert!(text.contains("22 nodes are taken as finished scores: PA1, PA2, PB1, "), "{text}");
    assert!(text.contains("the scores do not depend on the other entities"), "{text}");
    assert!(text.contains("coverage: no value is missing"), "{text}");
}

/// Ten entities whose incomes differ by little, but for one that is a thousand times too large: a decimal mark was lost.
const INCOMES: &str = "code,name,income,staff\n05001,Uno,11.5,3\n05002,Dos,12.5,4\n05003,Tres,13.5,5\n\
    05004,Cuatro,14.5,6\n05005,Cinco,15.5,7\n05006,Seis,16.5,8\n05007,Siete,17.5,9\n05008,Ocho,18.5,10\n\
    05009,Nueve,19.5,11\n05010,Diez,12500,12\n";
const INCOME: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\nname = \"name\"\n\
    [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"income\"\nnormalise = \"min-max\"\n\
    [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"staff\"\nnormalise = \"min-max\"\n";

#[test]
fn a_value_that_lost_its_decimal_mark_is_a_finding() {
    let folder = folder(&[("data.csv", INCOMES), ("framework.toml", INCOME)]);
    let (data, framework) = (path(&folder, "data.csv"), path(&folder, "framework.toml"));
    let text = fine(&["check", &data, "-f", &framework]);
    // Quartiles 13.75 and 18.25, by hand: the fences of the values are 0.25 and 31.75, and those of the logarithms are
    // wider above.
    assert!(text.contains("1 value lies far from the other values of its column:"), "{text}");
    assert!(text.contains("income: 05010: `12500` lies far from"), "{text}");
}

#[test]
fn what_is_found_can_be_a_table() {
    let files = folder(&[("data.csv", INCOMES), ("framework.toml", INCOME)]);
    let (data, framework) = (path(&files, "data.csv"), path(&files, "framework.toml"));
    let out = path(&files, "found");
    let report = fine(&["check", &data, "-f", &framework]);
    let with_files = run(&["check", &data, "-f", &framework, "-o", &out]);
    assert_eq!(
        (with_files.code, with_files.out.as_str()),
        (exit::FINE, report.as_str()),
        "the report is printed too"
    );
    let csv = fine(&["check", &data, "-f", &framework, "--format", "csv"]);
    assert_eq!(read(Path::new(&out).join("problems.csv").as_path()), csv);
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("severity,code,entity,field,value,file,line,cell,what,hint"));
    let outlier = lines.next().expect("a finding");
    // The outlier stands in line 11 of the file, in the column `income`.
    assert!(outlier.starts_with("note,outlier,05010,income,12500,") && outlier.contains(",11,"), "{outlier}");
    let json: serde_json::Value =
        serde_json::from_str(&fine(&["check", &data, "-f", &framework, "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["code"], "outlier");
    assert_eq!(json.as_array().map(Vec::len), Some(csv.lines().count() - 1));
    let markdown = fine(&["check", &data, "-f", &framework, "--format", "markdown"]);
    assert!(markdown.contains("| note | outlier | 05010 | income |"), "{markdown}");
}

#[test]
fn each_entity_without_an_index_has_its_own_line() {
    // P and Q lack b: with `propagate` they have no index, with `skip` one without b.
    let data = "code,a,b\nP,1,\nQ,2,\nR,3,4\n";
    for (missing, code, count) in [("propagate", "without-index", 2), ("skip", "index-without-child", 2)] {
        let toml = format!(
            "format = 1\n[framework]\nid = \"t\"\n[defaults]\nmissing = \"{missing}\"\n[[nodes]]\ncode = \"i\"\n\
             [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
             [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n"
        );
        let files = folder(&[("d.csv", data), ("f.toml", &toml)]);
        let csv = fine(&[
            "check",
            &path(&files, "d.csv"),
            "-f",
            &path(&files, "f.toml"),
            "--format",
            "csv",
            "--quiet",
        ]);
        let lines: Vec<&str> = csv.lines().filter(|line| line.contains(code)).collect();
        assert_eq!(lines.len(), count, "{csv}");
        assert!(lines[0].starts_with(&format!("warning,{code},P,")), "{csv}");
        assert!(lines[1].starts_with(&format!("warning,{code},Q,")), "{csv}");
    }
}

#[test]
fn the_table_has_the_problems_of_data_that_cannot_be_scored() {
    let data = "fixtures/broken/data/cells.csv";
    let framework = "fixtures/broken/data/framework.toml";
    let files = folder(&[]);
    let out = path(&files, "found");
    let run = run(&["check", data, "-f", framework, "--format", "csv", "-o", &out]);
    assert_eq!(run.code, exit::DATA);
    // One line per problem of the report, whose first line counts them.
    let report = super::run(&["check", data, "-f", framework]);
    let problems = report.out.lines().filter(|line| line.starts_with("  ")).count();
    assert!(problems > 3, "{}", report.out);
    assert_eq!(run.out.matches("\nerror,").count(), problems, "{}", run.out);
    assert_eq!(read(Path::new(&out).join("problems.csv").as_path()), run.out);
}

/// A table with everything that is understood and not only read: a title, a decimal comma, thousands, a mark of a missing
/// value, answers, a row that is left out, and a column that nobody reads.
const WRITTEN: &str = "Encuesta 2019;;;;;;\ncodigo;nombre;región;plan;gasto;avance;nota\n05001;Uno;Norte;sí;1.234,5;12 %;a\n\
    05002;Dos;Sur;no;ND;7,25 %;b\n05003;=Tres;;sí;0,1;;c\n00000;Total;;;;;\n";
const UNDERSTOOD: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"codigo\"\nname = \"nombre\"\ngroups = [\"región\"]\n\
    missing = [\"\", \"ND\"]\n[data.columns.avance]\nunit = \"%\"\n[[data.exclude]]\ncolumn = \"codigo\"\nequals = [\"00000\"]\n\
    why = \"the total\"\n[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"P\"\nparent = \"I\"\ncolumn = \"plan\"\n\
    normalise = { map = { values = { \"sí\" = 1, \"no\" = 0 } } }\n[[nodes]]\ncode = \"G\"\nparent = \"I\"\ncolumn = \"gasto\"\n\
    [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"avance\"\n";

#[test]
fn the_table_is_shown_as_it_was_understood() {
    let files = folder(&[("data.csv", WRITTEN), ("framework.toml", UNDERSTOOD)]);
    let (data, framework) = (path(&files, "data.csv"), path(&files, "framework.toml"));
    let command = ["check", data.as_str(), "-f", &framework, "--print-table"];
    let csv = run(&with(&command, &["--format", "csv"]));
    assert_eq!(csv.code, exit::FINE, "{}", csv.err);
    // What a reader of the file would say that it holds; a text like a formula has an apostrophe in CSV files.
    let want = "codigo,nombre,región,plan,gasto,avance\n05001,Uno,Norte,sí,1234.5,12\n05002,Dos,Sur,no,,7.25\n\
        05003,'=Tres,,sí,0.1,\n";
    assert_eq!(csv.out, want);
    assert!(csv.err.contains("note: 1 row is left out (the total): 00000"), "{}", csv.err);
    assert!(csv.err.contains("note: 1 column is not read: nota"), "{}", csv.err);
    let json: serde_json::Value =
        serde_json::from_str(&fine(&with(&command, &["--format", "json"]))).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3));
    let second = serde_json::json!({
        "code": "05002", "name": "Dos", "groups": { "región": "Sur" },
        "values": { "plan": "no", "gasto": null, "avance": 7.25 }
    });
    assert_eq!(json[1], second);
    insta::assert_snapshot!("check_print_table", run(&command).text().replace(&data, "data.csv"));
    insta::assert_snapshot!("check_print_table_markdown", fine(&with(&command, &["--format", "markdown"])));
    let quiet = run(&with(&command, &["--quiet"]));
    assert_eq!(quiet.err, "", "notes are left out");
    let both = run(&with(&command, &["-o", "x"]));
    assert_eq!(both.code, exit::USAGE, "the table goes to the output");
}

/// A workbook with the same cells is understood in the same way.
#[test]
fn the_table_of_a_workbook_is_the_same() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in WRITTEN.lines().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row as u32, column as u16, text).expect("written");
        }
    }
    let files = folder(&[("data.csv", WRITTEN), ("framework.toml", UNDERSTOOD)]);
    let sheet = path(&files, "data.xlsx");
    std::fs::write(&sheet, book.save_to_buffer().expect("a workbook")).expect("writable");
    let table = |data: &str| {
        fine(&["check", data, "-f", &path(&files, "framework.toml"), "--print-table", "--format", "csv"])
    };
    assert_eq!(table(&sheet), table(&path(&files, "data.csv")));
}

/// Of several periods only the one that is asked for; every number of the file, with all its digits.
#[test]
fn the_table_may_be_that_of_a_period() {
    let file = "fixtures/published/hdi/hdi.csv";
    let csv = fine(&["check", file, "-f", "hdi", "--period", "2022", "--print-table", "--format", "csv"]);
    let source = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file));
    let of_period = source.lines().skip(1).filter(|line| line.split(',').any(|cell| cell == "2022")).count();
    assert_eq!(csv.lines().count(), of_period + 1);
}

#[test]
fn a_table_that_cannot_be_read_is_not_shown() {
    let command = [
        "check",
        "fixtures/broken/data/cells.csv",
        "-f",
        "fixtures/broken/data/framework.toml",
        "--print-table",
    ];
    let run = run(&command);
    assert_eq!((run.code, run.out.as_str()), (exit::DATA, ""));
    assert!(run.err.contains("problems in the data"), "{}", run.err);
}

/// Who of a register has sent no data is the first thing that is asked.
#[test]
fn entities_of_a_register_without_data_are_named() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nname = \"name\"\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    let files =
        [("f.toml", toml), ("d.csv", "code,a\nA,1\nB,2\n"), ("r.csv", "code,name\nA,Uno\nB,Dos\nC,Tres\n")];
    let folder = folder(&files);
    let [toml, data, register] = ["f.toml", "d.csv", "r.csv"].map(|name| path(&folder, name));
    let told = run(&["check", &data, "-f", &toml, "--entities", &register]);
    assert!(told.err.contains("note: 1 entity of ") && told.err.contains("`C` Tres"), "{}", told.err);
}

/// Groups that are weighed by a column say nothing of imputations, where there are none.
#[test]
fn totals_by_a_column_need_no_imputation() {
    let checked = fine(&["check", "guide/src/files/municipios.csv", "-f", "guide/src/files/regiones"]);
    assert!(!checked.contains("imputation"), "{checked}");
}
