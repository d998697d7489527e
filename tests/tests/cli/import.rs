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
