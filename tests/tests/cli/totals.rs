//! Scores of groups in every output of `icip score`, in memory and in blocks.

use super::*;

const DATA: &str =
    "code,region,people,a\nP,north,1000,0.2\nQ,north,3000,0.6\nR,south,2000,0.52\nS,,500,1\nT,south,,0\n";
/// `people` has thousands, which are declared although no leaf reads it.
const FRAMEWORK: &str = "format = 1\n[framework]\nid = \"totals\"\n[data]\ngroups = [\"region\"]\n\
    [data.columns.people]\nthousands = \" \"\n[[totals]]\ngroup = \"region\"\nsize = \"people\"\n\
    [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n";
/// By hand: north (1000 * 0.2 + 3000 * 0.6) / 4000, south 0.52, because T has no size.
const CSV: &str = "column,size,period,group,entities,node,score,rank,scored,share\n\
    region,people,,north,2,index,0.5,2,2,1\nregion,people,,north,2,a,0.5,2,2,1\n\
    region,people,,south,1,index,0.52,1,1,1\nregion,people,,south,1,a,0.52,1,1,1\n";
const TABLE: &str = "\
Totals by region, weighted by people
rank  region  index      a  scored  entities    share
   1  south   0.520  0.520       1         1  100.0 %
   2  north   0.500  0.500       2         2  100.0 %
";

fn input() -> tempfile::TempDir {
    folder(&[("d.csv", DATA), ("f.toml", FRAMEWORK)])
}

#[test]
fn they_stand_below_the_ranking_or_alone() {
    let folder = input();
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    for blocks in [&[][..], &["--stream"]] {
        let ask = |more: &[&str]| run(&[&["score", &data, "-f", &toml], more, blocks].concat());
        assert!(ask(&[]).out.ends_with(&format!("\n\n{TABLE}")), "{}", ask(&[]).out);
        assert!(ask(&["--top", "0"]).out.ends_with(TABLE), "{}", ask(&["--top", "0"]).out);
        assert_eq!(ask(&["--totals"]).out, TABLE);
        assert_eq!(ask(&["--totals", "--format", "csv"]).out, CSV);
        let markdown = ask(&["--format", "markdown"]).out;
        assert!(
            markdown.contains("## Totals by region, weighted by people\n\n| rank | region |"),
            "{markdown}"
        );
        assert!(markdown.contains("| 1 | south | 0.520 | 0.520 | 1 | 1 | 100.0 % |"), "{markdown}");
        // CSV has one table, and says where the other is.
        let csv = ask(&["--format", "csv"]);
        assert!(csv.out.starts_with("rank,code,region,index,a\n"), "{}", csv.out);
        assert!(csv.err.contains("`--totals` prints the totals of groups"), "{}", csv.err);
        let warning = "`T` has no `people` and counts for nothing in the totals by `region`";
        assert!(csv.err.contains(warning), "{}", csv.err);
        let json: serde_json::Value =
            serde_json::from_str(&ask(&["--format", "json"]).out).expect("it is JSON");
        let alone = ask(&["--totals", "--format", "json"]).out;
        assert_eq!(json["totals"], serde_json::from_str::<serde_json::Value>(&alone).expect("it is JSON"));
        assert_eq!(json["totals"][1]["scores"][0]["rank"], 1.0);
        assert_eq!(json["totals"][0]["entities"], 2);
        let out = path(&folder, if blocks.is_empty() { "memory" } else { "blocks" });
        assert_eq!(ask(&["-o", &out]).code, exit::FINE);
        assert_eq!(read(&Path::new(&out).join("group-totals.csv")), CSV);
    }
}

#[test]
fn they_stand_in_page_and_workbook() {
    let folder = input();
    let [data, toml, page, book] = ["d.csv", "f.toml", "r.html", "r.xlsx"].map(|name| path(&folder, name));
    fine(&[
        "report",
        &data,
        "-f",
        &toml,
        "--no-robustness",
        "-q",
        "--lang",
        "es",
        "-o",
        &page,
        "--xlsx",
        &book,
    ]);
    let shown = read(Path::new(&page));
    let part = shown.split_once("<section class=\"part\" id=\"totals\">").expect("the part").1;
    let part = part.split_once("</section>").expect("its end").0;
    let title = "Puntajes de los grupos de region, ponderados por people";
    assert!(part.contains(&format!("<h3>{title}</h3>")), "{part}");
    let rows: Vec<&str> = part.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 2, "{part}");
    for (row, cells) in rows.iter().zip([["1", "south", "0,520"], ["2", "north", "0,500"]]) {
        assert!(cells.iter().all(|cell| row.contains(&format!(">{cell}<"))), "{row}");
    }
    let scored = path(&folder, "s.xlsx");
    fine(&["score", &data, "-f", &toml, "-q", "-o", &scored]);
    for (file, name) in [(book, "Puntajes de grupos"), (scored, "Totals of groups")] {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
        let sheet = calamine::Reader::worksheet_range(&mut book, name).expect("the sheet");
        let rows = sheet.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
        let rows: Vec<String> = rows.map(|row| row.join(",")).collect();
        // The same numbers as in `CSV`: group, size, rank, scored, entities, share, index, a.
        let north = "region,north,people,2,2,2,1,0.5,0.5";
        assert_eq!(rows, [north, "region,south,people,1,1,1,1,0.52,0.52"], "{name}");
    }
}

#[test]
fn what_cannot_be_answered_is_refused() {
    let folder = input();
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    for option in ["--top=1", "--group=region", "-o=out"] {
        let run = run(&["score", &data, "-f", &toml, "--totals", option]);
        assert_eq!(run.code, exit::USAGE, "{option}");
    }
    let undeclared = run(&["score", "--totals"]);
    assert_eq!(undeclared.code, exit::USAGE);
    assert!(undeclared.err.contains("the framework declares no totals"), "{}", undeclared.err);
    let denied = run(&["score", &data, "-f", &toml, "--deny-warnings", "-o", &path(&folder, "out")]);
    assert_ne!(denied.code, exit::FINE);
    assert!(!Path::new(&path(&folder, "out")).exists());
}

#[test]
fn check_needs_no_further_columns_for_its_findings() {
    let toml = format!("{FRAMEWORK}[rank]\nthen = [\"people\"]\n");
    let folder = folder(&[("d.csv", DATA), ("f.toml", &toml)]);
    fine(&["check", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
}

#[test]
fn check_says_what_sizes_lack() {
    let folder = input();
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    assert!(fine(&["check", &data, "-f", &toml]).contains("`T` has no `people`"));
    let negative = path(&folder, "n.csv");
    std::fs::write(&negative, DATA.replace("3000", "-3000")).expect("the folder is there");
    for command in [&["check"][..], &["score"], &["score", "--stream"]] {
        let run = run(&[command, &[negative.as_str(), "-f", &toml]].concat());
        let text = format!("{}{}", run.out, run.err);
        assert!(
            text.contains("n.csv line 3, `people`, entity `Q`: the `people` of an entity is `-3000`"),
            "{text}"
        );
        assert_ne!(run.code, exit::FINE, "{command:?}");
    }
}
