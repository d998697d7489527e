//! Tables of observations, and tables with years as columns, from the file to the results.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;

const HDI: &str = "fixtures/published/hdi/hdi.csv";
const INDICATORS: [&str; 4] = ["le", "eys", "mys", "gnipc"];
const RESULTS: [&str; 4] = ["scores.csv", "ranks.csv", "trail.csv", "fitted.json"];

/// The cells of the published figures: country, year, and the four indicators.
fn hdi() -> Vec<Vec<String>> {
    let text =
        read(Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").join(HDI).as_path());
    text.lines().skip(1).map(|line| line.split(',').take(6).map(str::to_owned).collect()).collect()
}

/// As a server of SDMX writes them: a row for each observation, indicator by indicator, with a flag for each.
fn sdmx() -> String {
    let mut text =
        String::from("DATAFLOW,REF_AREA,INDICATOR,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n");
    for (at, indicator) in INDICATORS.iter().enumerate() {
        for row in hdi() {
            let (value, flag) = (&row[2 + at], if row[2 + at].is_empty() { "O" } else { "A" });
            writeln!(text, "X:DF(1.0),{},{indicator},U{at},{},{value},{flag}", row[0], row[1])
                .expect("a text");
        }
    }
    text
}

/// As the World Bank writes them: a row for each country and indicator, with two lines above and a separator too many.
fn years() -> String {
    let mut columns: Vec<String> = hdi().into_iter().map(|row| row[1].clone()).collect();
    columns.sort();
    columns.dedup();
    let mut rows: BTreeMap<(String, usize), BTreeMap<String, String>> = BTreeMap::new();
    for row in hdi() {
        for at in 0..INDICATORS.len() {
            rows.entry((row[0].clone(), at)).or_default().insert(row[1].clone(), row[2 + at].clone());
        }
    }
    let mut text = format!(
        "\"Data Source\",\"made by hand\",\n\n\"Country Code\",\"Indicator Name\",\"Indicator Code\",{},\n",
        columns.join(",")
    );
    for ((country, at), values) in rows {
        let cells: Vec<&str> =
            columns.iter().map(|year| values.get(year).map_or("", String::as_str)).collect();
        writeln!(text, "{country},\"{0}\",{0},{1},", INDICATORS[at], cells.join(",")).expect("a text");
    }
    text
}

fn results(data: &str, options: &[&str], out: &str) -> BTreeMap<&'static str, String> {
    fine(&[&["score", data, "-f", "hdi", "-q", "-o", out], options].concat());
    RESULTS.iter().map(|name| (*name, read(&Path::new(out).join(name)))).collect()
}

#[test]
fn observations_give_the_same_bytes_as_the_table_with_a_column_for_each_indicator() {
    let folder = folder(&[("sdmx.csv", &sdmx())]);
    let wide = results(HDI, &[], &path(&folder, "wide"));
    for (threads, out) in [("1", "long-1"), ("4", "long-4")] {
        let options = ["--layout", "long", "--threads", threads];
        let long = results(&path(&folder, "sdmx.csv"), &options, &path(&folder, out));
        for name in RESULTS {
            assert!(wide[name] == long[name], "{name} of {out} differs");
        }
    }
}

#[test]
fn years_as_columns_give_the_same_scores_and_ranks() {
    let folder = folder(&[("years.csv", &years())]);
    let wide = results(HDI, &[], &path(&folder, "wide"));
    let by_year = results(&path(&folder, "years.csv"), &["--layout", "years"], &path(&folder, "years"));
    // The rows come country by country. A country without any figure in a year has no row, and had no score.
    let rows = |text: &str| {
        let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
        rows.sort();
        rows
    };
    let empty = hdi().into_iter().filter(|row| row[2..].iter().all(String::is_empty));
    let empty: BTreeSet<(String, String)> = empty.map(|row| (row[0].clone(), row[1].clone())).collect();
    for name in ["scores.csv", "ranks.csv"] {
        let key = |row: &String| {
            let cells: Vec<&str> = row.split(',').collect();
            (
                cells[0].to_owned(),
                cells.iter().find(|cell| cell.len() == 4).map_or("", |year| *year).to_owned(),
            )
        };
        let wide: Vec<String> =
            rows(&wide[name]).into_iter().filter(|row| !empty.contains(&key(row))).collect();
        assert!(wide == rows(&by_year[name]), "{name} differs");
    }
}

#[test]
fn a_framework_may_declare_the_layout_and_reasons_of_flags() {
    let toml = r#"
format = 1
[framework]
id = "t"
[data]
layout = "long"
code = "pais"
period = "anio"
[data.long]
indicator = "serie"
value = "dato"
flag = "marca"
flags = { c = { why = "confidencial" } }
only = [{ column = "sexo", equals = ["T"] }]
[[nodes]]
code = "I"
[[nodes]]
code = "A"
parent = "I"
column = "a"
normalise = "min-max"
[[nodes]]
code = "B"
parent = "I"
column = "b"
normalise = "min-max"
"#;
    let data = "pais;anio;serie;sexo;dato;marca\nCOL;2020;a;T;1,5;\nCHL;2020;a;T;2,5;p\nPER;2020;a;T;3;\n\
        COL;2020;b;T;10;\nCHL;2020;b;T;5;c\nPER;2020;b;T;30;\nPER;2020;b;M;31;\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data)]);
    let run = run(&["check", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    for text in [
        "UTF-8, separator `;`, decimal comma, header on line 1, 3 rows of 6 observations",
        "line 6, `dato`, entity `CHL 2020`: a value with the flag `c` is absent: confidencial",
        "a value with the flag `p` is read as it is",
        "a row is not read, because of its cells in `sexo`",
    ] {
        assert!(run.out.contains(text), "{text}\n{}", run.out);
    }
    // The unknown word, and the column that is not there, each with what would be allowed.
    let toml = toml.replace("\"long\"", "\"tall\"");
    let folder = self::folder(&[("f.toml", &toml), ("d.csv", data)]);
    let broken = self::run(&["check", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    assert!(broken.code == exit::FRAMEWORK && broken.out.contains("`wide`, `long`"), "{}", broken.out);
}

#[test]
fn faults_of_observations_come_with_the_columns_that_are_missing() {
    let data = "REF_AREA,TIME_PERIOD,INDICATOR,OBS_VALUE\nCOL,2020,le,70\nCOL,2020,le,71\nCHL,2020,le,n/a\nCHL,2020,eyz,3\n";
    let folder = folder(&[("d.csv", data)]);
    let run = run(&["score", &path(&folder, "d.csv"), "-f", "hdi", "--layout", "long"]);
    assert_eq!(run.code, exit::DATA);
    for text in ["line 3, `OBS_VALUE`", "line 4, `OBS_VALUE`", "`eys`", "`gnipc`", "`eyz`"] {
        assert!(run.err.contains(text), "{text}\n{}", run.err);
    }
    let stream = self::run(&["score", &path(&folder, "d.csv"), "-f", "hdi", "--layout", "long", "--stream"]);
    assert!(stream.code == exit::DATA && stream.err.contains("`gnipc`"), "{}", stream.err);
    let limited = self::run(&[
        "score",
        &path(&folder, "d.csv"),
        "-f",
        "hdi",
        "--layout",
        "long",
        "--limit",
        "memory=1",
    ]);
    assert_eq!(limited.code, exit::DATA, "{}", limited.err);
}

#[test]
fn a_workbook_of_observations_is_read_and_names_its_cells() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Datos").expect("a name");
    for (column, name) in (0..).zip(["REF_AREA", "TIME_PERIOD", "INDICATOR", "OBS_VALUE"]) {
        sheet.write(0, column, name).expect("a cell");
    }
    let mut row = 0;
    for cells in hdi().into_iter().filter(|cells| cells[1] == "2022") {
        for (at, indicator) in INDICATORS.iter().enumerate() {
            row += 1;
            sheet.write(row, 0, cells[0].as_str()).expect("a cell");
            sheet.write(row, 1, 2022).expect("a cell").write(row, 2, *indicator).expect("a cell");
            if let Ok(value) = cells[2 + at].parse::<f64>() {
                sheet.write(row, 3, value).expect("a cell");
            }
        }
    }
    let folder = folder(&[]);
    let file = path(&folder, "d.xlsx");
    std::fs::write(&file, book.save_to_buffer().expect("a workbook")).expect("writable");
    let long = results(&file, &["--layout", "long"], &path(&folder, "long"));
    let wide = results(HDI, &["--period", "2022"], &path(&folder, "wide"));
    assert!(wide["scores.csv"] == long["scores.csv"] && wide["ranks.csv"] == long["ranks.csv"]);
}

/// In blocks the results are those in memory, byte for byte, whatever the order of the observations.
#[test]
fn observations_are_read_in_blocks() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"REF_AREA\"\nperiod = \"TIME_PERIOD\"\n\
        layout = \"long\"\nmissing = [\"\", \":\"]\n[defaults]\nnormalise = \"min-max\"\nmissing = \"skip\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
    let header = "REF_AREA,TIME_PERIOD,INDICATOR,OBS_VALUE\n";
    let row = |entity: usize, indicator: &str| {
        let value = (entity * 37 + indicator.len()) % 101;
        let text = if value == 0 { ":".to_owned() } else { format!("{value}.5") };
        format!("E{entity:04},2024,{indicator},{text}\n")
    };
    let by_entity: String =
        (0..3000).flat_map(|entity| ["a", "b", "c"].map(|name| row(entity, name))).collect();
    let by_indicator: String =
        ["b", "c", "a"].iter().flat_map(|name| (0..3000).map(move |entity| row(entity, name))).collect();
    for rows in [by_entity, by_indicator] {
        let folder = folder(&[("f.toml", toml), ("d.csv", &format!("{header}{rows}"))]);
        let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
        let files = ["--stream", "--in-memory"].map(|how| {
            let out = path(&folder, how);
            fine(&["score", &data, "-f", &toml, how, "-o", &out]);
            ["scores.csv", "ranks.csv", "trail.csv", "run.json"].map(|name| read(&Path::new(&out).join(name)))
        });
        assert_eq!(files[0], files[1]);
    }
}
