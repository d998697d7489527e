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
