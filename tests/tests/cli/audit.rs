//! `icip audit`.

use super::*;

/// Ten entities: `a` and `b` go together, `c` is `b` twice over, `d` goes against them, and `e` is nearly always the same.
const DATA: &str = "code,region,a,b,c,d,e,size\n\
    1,N,1,2,4,9,0,10\n2,N,2,1,2,10,0,11\n3,N,3,4,8,8,0,10\n4,N,4,3,6,7,0,12\n5,N,5,6,12,5,0,10\n\
    6,S,6,5,10,6,0,60\n7,S,7,8,16,3,0,70\n8,S,8,7,14,4,0,82\n9,S,9,10,20,1,0,91\n10,S,10,9,18,2,0,99\n";

const FRAMEWORK: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\ngroups = [\"region\"]\n\
    [audit]\nsize = 0.8\n\
    [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"P\"\nparent = \"I\"\n[[nodes]]\ncode = \"Q\"\nparent = \"I\"\n\
    [defaults]\nnormalise = { goalposts = { worst = 0, best = 20 } }\n\
    [[nodes]]\ncode = \"A\"\nparent = \"P\"\ncolumn = \"a\"\n[[nodes]]\ncode = \"B\"\nparent = \"P\"\ncolumn = \"b\"\n\
    [[nodes]]\ncode = \"C\"\nparent = \"P\"\ncolumn = \"c\"\n[[nodes]]\ncode = \"D\"\nparent = \"Q\"\ncolumn = \"d\"\n\
    [[nodes]]\ncode = \"E\"\nparent = \"Q\"\ncolumn = \"e\"\n";

fn files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("d.csv"), DATA).expect("writable");
    std::fs::write(folder.path().join("f.toml"), FRAMEWORK).expect("writable");
    folder
}

fn audit(folder: &tempfile::TempDir, args: &[&str]) -> Run {
    let (data, framework) = (path(folder, "d.csv"), path(folder, "f.toml"));
    run(&[&["audit", &data, "-f", &framework, "--resamples", "20", "-q"], args].concat())
}

/// The rows of a table of `-o`, by the names of its columns.
fn table(dir: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(Path::new(dir).join(name)).expect("it is written");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_verdict_names_what_an_editor_must_act_on() {
    let folder = files();
    let shown = audit(&folder, &[]);
    assert_eq!(shown.code, exit::FINE, "{}", shown.err);
    for told in [
        "100 % of the entities have the same value of `E`",
        "`B` and `C` are the same but for their scale",
        "leave it out, or ask in another way",
    ] {
        assert!(shown.out.contains(told), "{told}: {}", shown.out);
    }
    let spanish = audit(&folder, &["--lang", "es"]);
    assert!(spanish.out.contains("`B` y `C` son lo mismo salvo por su escala"), "{}", spanish.out);
    let markdown = audit(&folder, &["--format", "markdown"]);
    assert!(markdown.out.starts_with("# t: audit of 10 entities"), "{}", markdown.out);
    let csv = audit(&folder, &["--format", "csv"]);
    assert!(csv.out.starts_with("severity,code,") && csv.out.contains("\nnote,collinear,"), "{}", csv.out);
}

#[test]
fn every_table_is_written_and_says_what_is_not_defined() {
    let folder = files();
    let out = path(&folder, "audit");
    let written = audit(&folder, &["-o", &out, "--with", "size", "--peers", "2", "--peers-by", "size"]);
    assert_eq!(written.code, exit::FINE, "{}", written.err);
    let find = |name: &str, wanted: &[(&str, &str)]| {
        let is_wanted =
            |row: &&BTreeMap<String, String>| wanted.iter().all(|(column, text)| row[*column] == *text);
        table(&out, name).iter().find(is_wanted).cloned().unwrap_or_else(|| panic!("{wanted:?} in {name}"))
    };
    // The mean of 1 to 10 on a scale from 0 to 20.
    assert_eq!(find("univariate.csv", &[("code", "A")])["mean"], "0.275");
    let constant = find("univariate.csv", &[("code", "E")]);
    assert_eq!((&*constant["skewness_2"], &*constant["distinct"]), ("", "0"));
    // By hand: the squared differences of a and b are ten times 1, so that r = 1 - 6 10 / (10 99).
    let pair = find("correlations.csv", &[("one", "A"), ("other", "B")]);
    let near = |text: &str, want: f64| (text.parse::<f64>().expect("a number") - want).abs() < 1e-12;
    assert!(near(&pair["pearson"], 1.0 - 60.0 / 990.0) && near(&pair["spearman"], 1.0 - 60.0 / 990.0));
    // Five pairs of neighbours of 45 are swapped.
    assert!(near(&pair["kendall"], 35.0 / 45.0));
    assert_eq!(find("correlations.csv", &[("one", "D"), ("other", "E")])["pearson"], "");
    // A constant child has no correlation, and so no consistency.
    assert_eq!(find("nodes.csv", &[("code", "Q")])["alpha"], "");
    assert!(find("outside.csv", &[("code", "A"), ("column", "size")])["pearson"].starts_with("0.9"));
    let findings = table(&out, "findings.csv");
    assert!(findings.iter().any(|row| row["code"] == "follows-size" && row["field"] == "A"), "{findings:?}");
    // The register of groups is read where registers are.
    let peers = path(&folder, "audit/peers.csv");
    assert_eq!(find("peers.csv", &[("code", "1")])["peers"], "1");
    assert_eq!(find("peers.csv", &[("code", "10")])["peers"], "2");
    let grouped = FRAMEWORK.replace("[\"region\"]", "[\"peers\"]");
    std::fs::write(folder.path().join("g.toml"), grouped).expect("writable");
    let (data, framework) = (path(&folder, "d.csv"), path(&folder, "g.toml"));
    let scored = fine(&["score", &data, "-f", &framework, "--entities", &peers, "-q", "--format", "csv"]);
    assert!(scored.lines().next().is_some_and(|header| header.contains("peers")), "{scored}");
    let document: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(Path::new(&out).join("audit.json")).expect("written"))
            .expect("JSON");
    assert_eq!(document["thresholds"]["size"], 0.8);
    assert_eq!(document["samples"][0]["entities"], 10);
}

#[test]
fn groups_are_audited_by_themselves_and_threads_change_nothing() {
    let folder = files();
    let outs = [path(&folder, "one"), path(&folder, "two")];
    for (out, threads) in outs.iter().zip(["1", "2"]) {
        let written = audit(&folder, &["-o", out, "--by", "region", "--threads", threads]);
        assert_eq!(written.code, exit::FINE, "{}", written.err);
    }
    let rows = table(&outs[0], "univariate.csv");
    let of = |group: &str| rows.iter().filter(|row| row["group"] == group).count();
    assert_eq!((of("N"), of("S"), rows.len()), (8, 8, 16));
    for name in ["univariate.csv", "correlations.csv", "importance.csv", "components.csv", "audit.json"] {
        let [one, two] = [&outs[0], &outs[1]].map(|out| read(&Path::new(out).join(name)));
        assert_eq!(one, two, "{name}");
    }
}

#[test]
fn what_is_asked_for_must_be_there() {
    let folder = files();
    let wrong = audit(&folder, &["--with", "population"]);
    assert_eq!(wrong.code, exit::USAGE);
    assert!(wrong.err.contains("there is no column `population`"), "{}", wrong.err);
    let wrong = audit(&folder, &["--by", "sector"]);
    assert_eq!(wrong.code, exit::USAGE);
    assert!(wrong.err.contains("there is no group column `sector`"), "{}", wrong.err);
    let wrong = audit(&folder, &["--peers", "50", "-o", &path(&folder, "x")]);
    assert_eq!(wrong.code, exit::USAGE);
    assert!(wrong.err.contains("cannot be divided into 50 groups"), "{}", wrong.err);
    // Two entities have no correlations, and no answer is a number that is none.
    std::fs::write(folder.path().join("d.csv"), DATA.lines().take(3).collect::<Vec<_>>().join("\n"))
        .expect("writable");
    let few = audit(&folder, &["--format", "json"]);
    assert_eq!(few.code, exit::FINE, "{}", few.err);
    assert!(!few.out.contains("NaN"));
    let document: serde_json::Value = serde_json::from_str(&few.out).expect("JSON");
    assert!(document["samples"][0]["correlations"][0]["pearson_p"].is_null());
}
