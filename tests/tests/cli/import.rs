//! `icip import`.

use super::*;

const IDATA: &str =
    "uName,uCode,Region,Time,GDP,Trade,Roads\nFirst,A,N,2018,10,4,1\nSecond,B,S,2018,20,NA,3\n";
const IMETA: &str = "Level,iCode,iName,Direction,Weight,Denominator,Parent,Type\n\
    1,Trade,Trade,1,2,GDP,Index,Indicator\n1,Roads,Roads,-1,1,NA,Index,Indicator\n\
    2,Index,The index,1,1,NA,NA,Aggregate\nNA,GDP,GDP,NA,NA,NA,NA,Denominator\n\
    NA,Region,Region,NA,NA,NA,NA,Group\n";

#[test]
fn tables_of_coinr_become_a_framework_that_scores() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (idata, imeta, out) =
        (folder.path().join("iData.csv"), folder.path().join("iMeta.csv"), folder.path().join("out"));
    std::fs::write(&idata, IDATA).expect("written");
    std::fs::write(&imeta, IMETA).expect("written");
    let args = ["import", "coinr", text_of(&idata), text_of(&imeta), "-o", text_of(&out)];
    assert_eq!(run(&args).code, exit::FINE);
    // Trade has one value left, so its min-max has no scale; goalposts are the author's to choose.
    let data = out.join("data.csv");
    let refused = run(&["score", text_of(&data), "-f", text_of(&out)]);
    assert_eq!(refused.code, exit::COMPUTATION, "{}", refused.err);
    assert!(
        refused.err.contains("`min-max` of `Trade`: only one entity has a value, `0.4`"),
        "{}",
        refused.err
    );
    assert_eq!(run(&args).code, exit::USAGE, "nothing is overwritten");
}

#[test]
fn what_is_wrong_with_the_tables_is_reported_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (idata, imeta) = (folder.path().join("iData.csv"), folder.path().join("iMeta.csv"));
    std::fs::write(&idata, IDATA).expect("written");
    let broken = IMETA
        .replace("-1,1,NA", "2,-1,NA")
        .replace("Denominator\n", "Divisor\n")
        .replace(",Roads,Roads,", ",Rods,Rods,");
    std::fs::write(&imeta, broken).expect("written");
    let run = run(&[
        "import",
        "coinr",
        text_of(&idata),
        text_of(&imeta),
        "-o",
        text_of(&folder.path().join("out")),
    ]);
    assert_eq!(run.code, exit::FRAMEWORK);
    for wanted in [
        "iData has no column `Rods`",
        "direction of `Rods` is `2`",
        "weight of `Rods` is `-1`",
        "type of `GDP` is `Divisor`",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    assert!(!folder.path().join("out").exists(), "nothing is written");
}

/// Imports iMeta with a small iData, and gives the folder, the result, and the folder of the framework.
fn imported(imeta: &str, more: &[&str]) -> (tempfile::TempDir, Run, String) {
    let idata = "uCode,uName,x1,x2,x3,extra\nAAA,A,1,2,3,9\nBBB,B,2,4,1,9\nCCC,C,3,1,2,9\n";
    let folder = folder(&[("iData.csv", idata), ("iMeta.csv", imeta)]);
    let (idata, imeta, out) = (path(&folder, "iData.csv"), path(&folder, "iMeta.csv"), path(&folder, "out"));
    let mut args = vec!["import", "coinr", idata.as_str(), imeta.as_str(), "-o", out.as_str()];
    args.extend(more);
    let run = run(&args);
    (folder, run, out)
}

#[test]
fn a_tree_that_is_none_is_refused_with_the_lines_of_imeta() {
    let imeta = "iCode,Type,Level,Parent,Direction,Weight,iName\n\
        x1,Indicator,NA,P1,1,1,First\nx2,Indicator,1,P1,NA,1,Second\nx2,Indicator,1,P2,1,1,Again\n\
        x3,Indicator,1,P3,1,NA,Third\nP1,Aggregate,2,IDX,1,1,Pillar 1\nP2,Aggregate,2,x1,1,1,Pillar 2\n\
        IDX,Aggregate,4,,1,1,Index\nIDY,Aggregate,3,,1,1,Another\n";
    let (_folder, run, out) = imported(imeta, &[]);
    assert_eq!(run.code, exit::FRAMEWORK);
    for wanted in [
        "iMeta.csv line 2, `Level`: `x1` has no `Level`",
        "iMeta.csv line 3, `Direction`: `x2` has no `Direction`",
        "iMeta.csv line 4, `iCode`: duplicate code `x2`; it first appears on line 3",
        "iMeta.csv line 5, `Weight`: `x3` has no `Weight`",
        "iMeta.csv line 5, `Parent`: unknown parent `P3` of `x3`",
        "iMeta.csv line 6, `Parent`: `P1` is on level 2, and its parent `IDX` on level 4; a parent must be exactly one",
        "iMeta.csv line 7, `Parent`: unknown parent `x1` of `P2`",
        "iMeta.csv line 9, `Parent`: `IDY` has no parent, and neither has `IDX`",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    assert!(!Path::new(&out).exists(), "nothing is written");
}

/// iMeta with one more column of the indicators and its cells.
fn with_columns(columns: &str, cells: [&str; 3]) -> String {
    let rest = ",NA".repeat(columns.split(',').count());
    let [x1, x2, x3] = cells;
    format!(
        "iCode,Type,Level,Parent,Direction,Weight,{columns}\nx1,Indicator,1,IDX,1,1,{x1}\n\
         x2,Indicator,1,IDX,-1,1,{x2}\nx3,Indicator,1,IDX,1,1,{x3}\nIDX,Aggregate,2,NA,1,1{rest}\n"
    )
}

#[test]
fn parameters_of_a_normalisation_are_taken_over() {
    // By hand, n_goalposts: x1 of BBB (2 - 0) / (4 - 0) * 10; x2 has the direction -1, so that 0 is its best
    // goalpost: (5 - 4) / (5 - 0) * 10; x3 is cut to 10 where it is cut, and is not where it is not.
    let columns = "goalpost_lower,goalpost_upper,goalpost_scale,goalpost_trunc2posts";
    let imeta = with_columns(columns, ["0,4,10,TRUE", "0,5,10,TRUE", "0,0.5,10,FALSE"]);
    let (_folder, run, out) = imported(&imeta, &[]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    let data = Path::new(&out).join("data.csv");
    let csv = fine(&["score", text_of(&data), "-f", &out, "--format", "csv"]);
    let line = csv.lines().find(|line| line.contains("BBB")).expect("a row of BBB");
    assert!(line.ends_with(",5,2,20"), "x1 5, x2 2, x3 20: {line}");
    // A parameter that is missing or no number has its place.
    let broken = with_columns(columns, ["NA,4,10,TRUE", "0,five,10,TRUE", "0,0.5,10,perhaps"]);
    let (_folder, run, _) = imported(&broken, &[]);
    assert_eq!(run.code, exit::FRAMEWORK);
    for wanted in [
        "iMeta.csv line 2, `goalpost_lower`: `x1` has no `goalpost_lower`",
        "iMeta.csv line 3, `goalpost_upper`: `goalpost_upper` of `x2` is `five`; it must be a number",
        "iMeta.csv line 4, `goalpost_trunc2posts`: `goalpost_trunc2posts` of `x3` is `perhaps`; it must be TRUE or FALSE",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
}

#[test]
fn parameters_of_several_normalisations_need_a_choice() {
    let imeta = with_columns("minmax_lower,minmax_upper,zscore_mean,zscore_sd", ["0,10,5,2"; 3]);
    let (_folder, run, _) = imported(&imeta, &[]);
    assert_eq!(run.code, exit::FRAMEWORK);
    assert!(
        run.err.contains("say which one the index uses with --normalise: `min-max`, `z-score`"),
        "{}",
        run.err
    );
    let (_folder, run, out) = imported(&imeta, &["--normalise", "z-score"]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    assert!(run.err.contains("the columns `minmax_lower`, `minmax_upper` are not taken over"), "{}", run.err);
    let structure = read(&Path::new(&out).join("structure.csv"));
    assert!(structure.contains("\"z-score = { mean = 5, sd = 2 }\""), "{structure}");
}

#[test]
fn what_is_not_taken_over_is_told() {
    // A target alone sets no scale: COINr's own example has targets and is normalised by min-max.
    let imeta = with_columns("Target,ScaleFactor,Colour", ["4,1,red", "5,100,blue", "6,1,green"]);
    let (_folder, run, out) = imported(&imeta, &[]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    for wanted in [
        "the column `Target` is not taken over; --normalise distance-to-target takes them",
        "iMeta.csv line 3, `ScaleFactor`: `x2` has a ScaleFactor and no Denominator",
        "the column `Colour` is not taken over",
    ] {
        assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
    }
    assert!(read(&Path::new(&out).join("structure.csv")).contains("target: 5"), "the target is a note");
    let (_folder, run, out) = imported(&imeta, &["--normalise", "distance-to-target"]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    let structure = read(&Path::new(&out).join("structure.csv"));
    assert!(structure.contains("distance-to-target = { target = 4, cap = \"\"none\"\" }"), "{structure}");
    // COINr's default of what follows winsorising is log_CT.
    assert!(read(&Path::new(&out).join("framework.toml")).contains("then = \"log-ct\""));
}

#[test]
fn a_factor_multiplies_before_the_division() {
    let imeta = "iCode,Type,Level,Parent,Direction,Weight,Denominator,ScaleFactor\n\
        x1,Indicator,1,IDX,1,1,extra,100\nIDX,Aggregate,2,NA,1,1,NA,NA\nextra,Denominator,NA,NA,NA,NA,NA,NA\n";
    let (_folder, run, out) = imported(imeta, &[]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    let structure = read(&Path::new(&out).join("structure.csv"));
    assert!(structure.contains("\"by = \"\"extra\"\", scale = 100\""), "{structure}");
    let data = Path::new(&out).join("data.csv");
    fine(&["check", text_of(&data), "-f", &out]);
}

#[test]
fn an_entity_that_stands_twice_is_refused_with_the_line_of_idata() {
    let folder = folder(&[("iData.csv", &IDATA.replace("Second,B", "Second,A")), ("iMeta.csv", IMETA)]);
    let (idata, imeta, out) = (path(&folder, "iData.csv"), path(&folder, "iMeta.csv"), path(&folder, "out"));
    let run = run(&["import", "coinr", &idata, &imeta, "-o", &out]);
    assert_eq!(run.code, exit::FRAMEWORK);
    assert!(run.err.contains("iData.csv line 3, entity `A 2018`: duplicate entity `A 2018`"), "{}", run.err);
    assert!(!Path::new(&out).exists(), "nothing is written");
}

#[test]
fn levels_may_be_written_with_decimals() {
    let (_folder, run, out) = imported(
        "iCode,Type,Level,Parent,Direction,Weight\nx1,Indicator,1.0,IDX,1,1\nIDX,Aggregate,2.0,NA,1,1\n",
        &[],
    );
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    let data = Path::new(&out).join("data.csv");
    // By hand: min-max from 0 to 100 of 1, 2, 3.
    let csv = fine(&["score", text_of(&data), "-f", &out, "--format", "csv"]);
    assert!(csv.contains(",50,50"), "{csv}");
}

/// A sheet of a workbook, with texts at cells such as `C5` and numbers where a text is one.
fn fill(book: &mut rust_xlsxwriter::Workbook, name: &str, cells: &[(&str, &str)]) {
    let sheet = book.add_worksheet();
    sheet.set_name(name).expect("a name");
    for (cell, text) in cells {
        let digits = cell.find(|c: char| c.is_ascii_digit()).expect("a row");
        let column = cell[..digits].bytes().fold(0, |at, c| 26 * at + u16::from(c - b'A') + 1) - 1;
        let row: u32 = cell[digits..].parse::<u32>().expect("a row") - 1;
        match text.parse::<f64>() {
            Ok(number) => sheet.write(row, column, number),
            Err(_) => sheet.write(row, column, *text),
        }
        .expect("written");
    }
}

/// The places are those that COINr's `COINToolIn` reads: rows 7 to 16 of the columns from E on in the sheet Database, its
/// entities in the columns B and C, and codes, weights and names of groups in the columns C, E and H of the sheet Framework.
/// The level of the sub-indices (row 12) was not used: it is the same for all indicators.
fn coin_tool() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let rows = [
        ("7", ["1", "3", "1"]),
        ("8", ["1", "1", "-1"]),
        ("9", ["0", "0", "0"]),
        ("10", ["40", "10", "10"]),
        ("11", ["Index", "Index", "Index"]),
        ("12", ["si.01", "si.01", "si.01"]),
        ("13", ["p.01", "p.01", "p.02"]),
        ("14", ["sp.01", "sp.02", "sp.03"]),
        ("15", ["Procedures online", "Plans", "Days"]),
        ("16", ["Ind.01", "Ind.02", "Ind.03"]),
        ("17", ["10", "2", "5"]),
        ("18", ["20", "n/a", "7"]),
        ("19", ["30", "4", "9"]),
    ];
    let cells: Vec<(String, &str)> = rows
        .iter()
        .flat_map(|(row, cells)| {
            ["E", "F", "G"].iter().zip(cells).map(move |(column, text)| (format!("{column}{row}"), *text))
        })
        .collect();
    let mut cells: Vec<(&str, &str)> = cells.iter().map(|(cell, text)| (cell.as_str(), *text)).collect();
    // A fourth column has the code that the empty workbook has, and nothing else.
    cells.extend([("H16", "Ind.04"), ("B17", "First"), ("C17", "A"), ("B18", "Second"), ("C18", "B")]);
    cells.extend([("B19", "Third"), ("C19", "C")]);
    fill(&mut book, "Database", &cells);
    let tree = [
        ("C4", "Code"),
        ("E4", "Weight"),
        ("H4", "Dimension/indicator"),
        ("C5", "Index"),
        ("E5", "1"),
        ("H5", "The index"),
        ("C6", "si.01"),
        ("E6", "1"),
        ("H6", "Only one"),
        ("C7", "p.01"),
        ("E7", "3"),
        ("H7", "Supply"),
        ("C8", "p.02"),
        ("E8", "1"),
        ("H8", "Service"),
        ("C9", "sp.01"),
        ("E9", "1"),
        ("H9", "One"),
        ("C10", "sp.02"),
        ("E10", "3"),
        ("H10", "Two"),
        ("C11", "sp.03"),
        ("E11", "1"),
        ("H11", "Three"),
        ("C12", "sp.04"),
        ("E12", "1"),
        ("H12", "--"),
    ];
    fill(&mut book, "Framework", &tree);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_of_the_coin_tool_becomes_a_framework_that_scores() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, out) = (path(&folder, "tool.xlsx"), path(&folder, "out"));
    std::fs::write(&file, coin_tool()).expect("writable");
    let run_ = run(&["import", "coin-tool", &file, "-o", &out]);
    assert_eq!(run_.code, exit::FINE, "{}", run_.err);
    assert!(run_.err.contains("--normalise goalposts takes them"), "{}", run_.err);
    let data = path(&folder, "out/data.csv");
    assert_eq!(
        read(Path::new(&data)),
        "uCode,uName,Ind.01,Ind.02,Ind.03\nA,First,10,2,5\nB,Second,20,,7\nC,Third,30,4,9\n"
    );
    let structure = read(&Path::new(&out).join("structure.csv"));
    assert!(structure.contains("Index,,level-4,The index,"), "{structure}");
    assert!(structure.contains("p.01,Index,level-3,Supply,,3,"), "{structure}");
    assert!(structure.contains("Ind.03,sp.03,level-1,Days,Ind.03,1,-1,"), "{structure}");
    assert!(!structure.contains("si.01") && !structure.contains("sp.04"), "{structure}");
    // By hand, min-max from 0 to 100: A has 0, 0 and 100 (5 days are the fewest), so p.01 is 0 and p.02 100, and the index
    // (3 * 0 + 1 * 100) / 4; B has 50, nothing and 50: 50; C has 100, 100 and 0: (3 * 100 + 0) / 4.
    let csv = fine(&["score", &data, "-f", &out, "--format", "csv"]);
    let mut scores: Vec<(String, f64)> = Vec::new();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at =
        |name: &str| header.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{name} in {csv}"));
    for record in reader.records() {
        let record = record.expect("a row");
        scores.push((record[at("code")].to_owned(), record[at("Index")].parse().expect("a score")));
    }
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    let want = [("A", 25.0), ("B", 50.0), ("C", 75.0)].map(|(code, score)| (code.to_owned(), score));
    assert_eq!(scores, want);
    // With the goalposts 0 and 40, 10 is a quarter of the way.
    let other = path(&folder, "goalposts");
    assert_eq!(
        run(&["import", "coin-tool", &file, "-o", &other, "--normalise", "goalposts"]).code,
        exit::FINE
    );
    let structure = read(&Path::new(&other).join("structure.csv"));
    assert!(structure.contains("goalposts = { worst = 0, best = 40, hi = 1"), "{structure}");
}

/// The places are those that A2SIT's `f_data_input` reads.
#[test]
fn a_workbook_of_a2sit_becomes_a_framework_that_scores() {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(&mut book, "Intro", &[("A1", "How to fill in")]);
    let data = [
        ("B1", "Initial weight"),
        ("C1", "1"),
        ("D1", "3"),
        ("E1", "1"),
        ("F1", "1"),
        ("B2", "Direction"),
        ("C2", "1"),
        ("D2", "-1"),
        ("E2", "1"),
        ("F2", "1"),
        ("B3", "Group"),
        ("C3", "Needs"),
        ("D3", "Needs"),
        ("E3", "Risk"),
        ("F3", "Other"),
        ("B4", "Indicator name"),
        ("C4", "People"),
        ("D4", "Hospitals"),
        ("E4", "Floods"),
        ("F4", "Nothing"),
        ("A5", "admin2Pcode"),
        ("B5", "Name"),
        ("C5", "People"),
        ("D5", "Hosp"),
        ("E5", "Flood"),
        ("F5", "None"),
        ("A6", "GT0101"),
        ("B6", "Uno"),
        ("C6", "10"),
        ("D6", "2"),
        ("E6", "0"),
        ("F6", "7"),
        ("A7", "GT0102"),
        ("B7", "Dos"),
        ("C7", "20"),
        ("D7", "4"),
        ("E7", "1"),
        ("F7", "7"),
        ("A8", "GT0103"),
        ("B8", "Tres"),
    ];
    fill(&mut book, "Data", &data);
    let tree = [
        ("A1", "iCode"),
        ("B1", "Parent"),
        ("C1", "iName"),
        ("D1", "Level"),
        ("E1", "Weight"),
        ("A2", "Needs"),
        ("B2", "SI"),
        ("C2", "Needs of people"),
        ("D2", "2"),
        ("E2", "1"),
        ("A3", "Risk"),
        ("B3", "SI"),
        ("C3", "Risk"),
        ("D3", "2"),
        ("E3", "1"),
        ("A4", "Other"),
        ("B4", "SI"),
        ("C4", "Other"),
        ("D4", "2"),
        ("E4", "1"),
        ("A5", "SI"),
        ("C5", "Severity"),
        ("D5", "3"),
        ("E5", "1"),
    ];
    fill(&mut book, "Structure", &tree);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, out) = (path(&folder, "a2sit.xlsx"), path(&folder, "out"));
    std::fs::write(&file, book.save_to_buffer().expect("a workbook")).expect("writable");
    let run_ = run(&["import", "a2sit", &file, "-o", &out]);
    assert_eq!(run_.code, exit::FINE, "{}", run_.err);
    for what in [
        "the indicator `None` has fewer than two different values",
        "the entity `GT0103` has no value and is left out",
        "the group `Other` has no indicator and is left out",
    ] {
        assert!(run_.err.contains(what), "{what} in {}", run_.err);
    }
    let data = path(&folder, "out/data.csv");
    let csv = fine(&["score", &data, "-f", &out, "--format", "csv"]);
    // By hand, min-max from 0 to 100: Uno has 0, 100 (fewer hospitals are worse) and 0: (1 * 0 + 3 * 100) / 4 and 0, whose
    // mean is 37.5; Dos has 100, 0 and 100: 25 and 100, whose mean is 62.5.
    assert!(csv.contains("GT0102,Dos") && csv.contains("62.5") && csv.contains("37.5"), "{csv}");
}

#[test]
fn what_is_wrong_in_a_workbook_names_the_cell() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let data = [
        ("C1", "x"),
        ("C2", "2"),
        ("C3", "Needs"),
        ("C4", "People"),
        ("A5", "admin2Pcode"),
        ("B5", "Name"),
        ("C5", "P"),
        ("A6", "a"),
        ("C6", "10"),
        ("A7", "b"),
        ("C7", "20"),
    ];
    fill(&mut book, "Data", &data);
    let tree = [
        ("A1", "iCode"),
        ("B1", "Parent"),
        ("C1", "iName"),
        ("D1", "Level"),
        ("E1", "Weight"),
        ("A2", "Needs"),
        ("B2", "SI"),
        ("D2", "2"),
        ("E2", "-1"),
        ("A3", "SI"),
        ("D3", "3"),
        ("E3", "1"),
    ];
    fill(&mut book, "Structure", &tree);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, out) = (path(&folder, "a2sit.xlsx"), path(&folder, "out"));
    std::fs::write(&file, book.save_to_buffer().expect("a workbook")).expect("writable");
    let run_ = run(&["import", "a2sit", &file, "-o", &out]);
    assert_eq!(run_.code, exit::FRAMEWORK, "{}", run_.err);
    for what in ["Data!C1, `Weight`", "Data!C2, `Direction`", "Structure!E2, `Weight`"] {
        assert!(run_.err.contains(what), "{what} in {}", run_.err);
    }
    assert!(!Path::new(&out).exists(), "nothing is written");
    let run_ = run(&["import", "coin-tool", &file, "-o", &out]);
    assert!(run_.err.contains("there is no sheet `Database`"), "{}", run_.err);
}

/// The two tables in one workbook give what they give as two files.
#[test]
fn the_tables_of_coinr_may_stand_in_one_workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, text) in [("iData", IDATA), ("iMeta", IMETA)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, line) in text.lines().enumerate() {
            for (column, cell) in line.split(',').enumerate() {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row as u32, column as u16, number),
                    Err(_) => sheet.write(row as u32, column as u16, cell),
                }
                .expect("written");
            }
        }
    }
    let files = folder(&[("iData.csv", IDATA), ("iMeta.csv", IMETA)]);
    let file = path(&files, "coin.xlsx");
    std::fs::write(&file, book.save_to_buffer().expect("a workbook")).expect("writable");
    let (one, two) = (path(&files, "one"), path(&files, "two"));
    let run_ = run(&["import", "coinr", &file, "-o", &one]);
    assert_eq!(run_.code, exit::FINE, "{}", run_.err);
    fine(&["import", "coinr", &path(&files, "iData.csv"), &path(&files, "iMeta.csv"), "-o", &two]);
    for name in ["framework.toml", "structure.csv", "data.csv"] {
        let text = |folder: &str| read(&Path::new(folder).join(name));
        assert_eq!(text(&one), text(&two), "{name}");
    }
}

/// A table or a framework that is larger than is allowed is refused here as everywhere.
#[test]
fn tables_and_frameworks_have_limits() {
    let files = folder(&[("iData.csv", IDATA), ("iMeta.csv", IMETA)]);
    let tables = [path(&files, "iData.csv"), path(&files, "iMeta.csv")];
    let out = path(&files, "out");
    let import = run(&["import", "coinr", &tables[0], &tables[1], "-o", &out, "--limit", "bytes=10"]);
    assert_eq!(import.code, exit::DATA);
    assert!(import.err.contains("the table is longer than 10 bytes"), "{}", import.err);
    let shown = run(&["frameworks", "icip-2018", "--limit", "nodes=3"]);
    assert_eq!(shown.code, exit::FRAMEWORK, "{}", shown.err);
    let draft = run(&["init", &out, "--from", &tables[0], "--limit", "bytes=10"]);
    assert_eq!(draft.code, exit::DATA, "{}", draft.err);
}
