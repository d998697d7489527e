//! `icip compare`.

use super::*;

const PUBLISHED: &str = "fixtures/questionnaire/expected_scores.csv";

#[test]
fn what_agrees_ends_well() {
    let run = run(&with(&["compare", PUBLISHED, "--tolerance", "1e-12"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
    assert!(run.out.contains("ranks (`rank`): 0 mismatches among 5\n"), "{}", run.out);
    assert!(run.out.contains("76 nodes were compared: "), "all nodes of the structure: {}", run.out);
}

#[test]
fn what_differs_names_the_lowest_node() {
    // Q04: D3 is 1, by hand; published with 0.5 there, and D, the index and a rank follow.
    let wrong: String = read_published()
        .lines()
        .map(|line| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            for (column, value) in [(2, "0.5"), (position("D"), "0.8125"), (position("D3"), "0.5"), (1, "2")]
            {
                if cells[0] == "Q04" {
                    cells[column] = value.to_owned();
                }
            }
            cells.join(",") + "\n"
        })
        .collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("published.csv");
    std::fs::write(&file, wrong).expect("writable");
    let run = run(&with(&["compare", text_of(&file)], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::COMPUTATION);
    let parted: String = run
        .out
        .lines()
        .skip_while(|line| !line.contains(" nodes were compared: "))
        .map(|l| format!("{l}\n"))
        .collect();
    insta::assert_snapshot!("compare_differs", parted);
    assert!(run.err.ends_with("error: the computed and the published values differ\n"), "{}", run.err);
}

fn read_published() -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PUBLISHED))
}

fn position(node: &str) -> usize {
    let text = read_published();
    let header = text.lines().next().unwrap_or_default();
    header.split(',').position(|name| name == node).expect("a node of the table")
}

#[test]
fn columns_may_be_mapped() {
    let run = run(&with(&["compare", PUBLISHED, "--map", "A1=A2", "--tolerance", "0.1"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::COMPUTATION);
    let unknown = super::run(&with(&["compare", PUBLISHED, "--map", "A1=XX"], &QUESTIONNAIRE));
    assert_eq!(unknown.code, exit::DATA);
    assert!(unknown.err.contains("the framework has no node `XX`"), "{}", unknown.err);
    let malformed = super::run(&with(&["compare", PUBLISHED, "--map", "A1"], &QUESTIONNAIRE));
    assert_eq!(malformed.code, exit::USAGE);
}

#[test]
fn a_tolerance_is_a_number() {
    let run = run(&with(&["compare", PUBLISHED, "--tolerance", "nan"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::USAGE);
}

#[test]
fn scores_that_the_program_wrote_can_be_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(run(&with(&["score", "-o", text_of(folder.path())], &SAMPLE)).code, exit::FINE);
    let scores = folder.path().join("scores.csv");
    let run = run(&with(&["compare", text_of(&scores)], &SAMPLE));
    assert_eq!(run.code, exit::FINE, "{}", run.err);
}

/// The mean of `a` and `b`, with further lines of the framework.
fn mean_of_two(more: &str) -> String {
    format!(
        "format = 1\n[framework]\nid = \"two\"\n{more}\n[[nodes]]\ncode = \"X\"\n\
         [[nodes]]\ncode = \"a\"\nparent = \"X\"\ncolumn = \"a\"\n[[nodes]]\ncode = \"b\"\nparent = \"X\"\ncolumn = \"b\"\n"
    )
}

/// Compares a published table with the scores of some data, and with further arguments.
fn compared(published: &str, data: &str, framework: &str, more: &[&str]) -> Run {
    let folder = folder(&[("p.csv", published), ("d.csv", data), ("f.toml", framework)]);
    let (published, data, toml) = (path(&folder, "p.csv"), path(&folder, "d.csv"), path(&folder, "f.toml"));
    let mut args = vec!["compare", published.as_str(), data.as_str(), "-f", toml.as_str()];
    args.extend(more);
    run(&args)
}

#[test]
fn a_leaf_that_is_named_like_its_column_is_compared() {
    // By hand: X is the mean of 1 and 2; a is 1, and 99 was published.
    let run = compared("code,X,a\nP,1.5,99\n", "code,a,b\nP,1,2\n", &mean_of_two(""), &[]);
    assert_eq!(run.code, exit::COMPUTATION);
    assert!(run.out.contains("2 nodes were compared: the largest error is 98,"), "{}", run.out);
    assert!(run.out.contains("P: 1 against 99"), "{}", run.out);
    // A column that repeats the measurements of the data holds no scores.
    let scaled = mean_of_two("[defaults]\nnormalise = { goalposts = { worst = 0, best = 10 } }");
    let run = compared("code,X,a\nP,0.15,1\n", "code,a,b\nP,1,2\n", &scaled, &[]);
    assert_eq!(run.code, exit::FINE, "{}", run.out);
    assert!(run.out.contains("`a` holds the measurements that `a` reads, not its scores"), "{}", run.out);
    let asked = compared("code,X,a\nP,0.15,1\n", "code,a,b\nP,1,2\n", &scaled, &["--map", "a=a"]);
    assert_eq!(asked.code, exit::COMPUTATION, "{}", asked.out);
}

#[test]
fn a_column_without_a_value_is_not_compared() {
    let run = compared("code,X,a,X_rank\nP,1.5,,\n", "code,a,b\nP,1,2\n", &mean_of_two(""), &[]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    assert!(run.out.contains("1 node was compared"), "{}", run.out);
    for (column, node) in [("a", "a"), ("X_rank", "X")] {
        let line =
            format!("`{column}` holds nothing in the rows of the data, so nothing of `{node}` was compared");
        assert!(run.out.contains(&line), "{}", run.out);
    }
}

#[test]
fn what_was_not_compared_is_listed_with_the_reason() {
    let published = "code,X,a,url\nP,1.5,1,x\n";
    let run = compared(published, "code,X\nP,1.5\n", &mean_of_two(""), &[]);
    for line in [
        "  `X`: the scores of `X` are taken from the data, so there is nothing to compare\n",
        "  `a`: the data hold finished scores above `a`, so it has no score\n",
        "  named like no node: `url`\n",
    ] {
        assert!(run.out.contains(line), "{line}{}", run.out);
    }
    assert_eq!(run.code, exit::COMPUTATION, "nothing was compared");
    assert!(run.err.ends_with("error: nothing could be compared\n"), "{}", run.err);
}

#[test]
fn counts_hold_every_row_with_a_score_or_a_rank_on_either_side() {
    // B is not ranked by the framework, so that the other ranks are one less than the published ones.
    let data = "code,a,b\nA,2,2\nB,9,9\nC,1,1\n";
    let published = "code,X,rank\nA,2,2\nB,9,1\nC,1,3\n";
    let run = compared(published, data, &mean_of_two("[rank]\nunranked = [\"B\"]"), &[]);
    assert!(run.out.contains("ranks (`rank`): 3 mismatches among 3\n"), "{}", run.out);
    assert_eq!(run.code, exit::COMPUTATION);
    // A published row that is not in the data is no agreement.
    let run = compared("code,X\nA,2\nZ,3\n", data, &mean_of_two(""), &[]);
    assert_eq!(run.code, exit::COMPUTATION);
    assert!(run.out.contains("only published: 1 row (Z)\n"), "{}", run.out);
    assert!(run.err.ends_with("error: some published rows have no computed row\n"), "{}", run.err);
    // A row that the framework leaves out is not missed.
    let excluding = mean_of_two("[[data.exclude]]\ncolumn = \"code\"\nequals = [\"Z\"]\nwhy = \"a total\"");
    let run = compared("code,X\nA,2\nB,9\nC,1\nZ,3\n", &format!("{data}Z,3,3\n"), &excluding, &[]);
    assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
    assert!(run.out.contains("left out by the framework: 1 published row (Z)\n"), "{}", run.out);
}

#[test]
fn ranks_that_nobody_published_are_not_counted_as_equal() {
    let data = "code,year,a,b\nA,1,2,2\nB,1,1,1\nA,2,2,2\nB,2,1,1\n";
    let published = "code,year,X,rank\nA,1,2,1\nB,1,1,2\nA,2,2,\nB,2,1,\n";
    let run = compared(published, data, &mean_of_two("[data]\nperiod = \"year\""), &[]);
    let of = |period: &str| {
        let table = run.out.lines().skip_while(|line| !line.starts_with("period"));
        let line = table.skip(1).find(|line| line.starts_with(period)).expect("a line of the period");
        line.split_whitespace().last().map(str::to_owned)
    };
    assert_eq!((of("1 "), of("2 ")), (Some("0".into()), Some("-".into())), "{}", run.out);
}

#[test]
fn the_published_table_is_read_by_its_own_form() {
    // The data file has decimal commas, semicolons, -1 for no value, and codes called `id`.
    let framework = mean_of_two(
        "[data]\ncode = \"id\"\ndecimal = \",\"\ndelimiter = \";\"\nmissing = [\"-1\", \"ND\"]\n",
    );
    let data = "id;a;b\nP;1,5;2,5\nQ;-1;ND\nR;-2,5;0,5\n";
    let folder = folder(&[("d.csv", data), ("f.toml", &framework)]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let written = path(&folder, "out");
    fine(&["score", &data, "-f", &toml, "-o", &written]);
    let scores = path(&folder, "out/scores.csv");
    assert!(read(Path::new(&scores)).contains("R,-1,"), "the index of R is -1: a score, and no missing mark");
    let run = run(&["compare", &scores, &data, "-f", &toml]);
    assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
    assert!(run.out.contains("3 nodes were compared: the largest error is 0"), "{}", run.out);
}

#[test]
fn groups_and_classes_of_scores_csv_are_known() {
    let framework = mean_of_two(
        "[data]\ngroups = [\"zone\"]\n[[classes]]\nnode = \"X\"\nnames = [\"low\", \"high\"]\ncuts = [2]",
    );
    let data = "code,zone,a,b\nA,N,3,3\nB,S,1,2\n";
    // As in scores.csv: by hand X is 3 and 1.5.
    let published = "code,zone,X,a,b,X class\nA,N,3,3,3,high\nB,S,1.5,1,2,low\n";
    let run = compared(published, data, &framework, &[]);
    assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
    assert!(run.out.contains("classes of X (`X class`): 0 mismatches among 2\n"), "{}", run.out);
    assert!(!run.out.contains("were not compared"), "{}", run.out);
}

#[test]
fn columns_are_named_by_patterns_and_hold_ranks_classes_and_other_units() {
    let framework = mean_of_two("[[classes]]\nnode = \"X\"\nnames = [\"low\", \"high\"]\ncuts = [2]");
    let data = "code,a,b\nA,3,3\nB,1,3\nC,2,2\nD,0,1\n";
    // By hand: X is 3, 2, 2, 0.5; a 3, 1, 2, 0; b 3, 3, 2, 1.
    let published = "iso,X.new,a.new,b.new,X_rank,b_rank,group\n\
                     A,300,300,300,1,=1,high\nB,200,100,300,=2,=1,high\nC,200,200,200,2=,3,high\nD,50,0,100,4,4,low\n";
    let args =
        ["--code", "iso", "--map", "*.new=*", "--rank", "*=*_rank", "--class", "group", "--scale", "100"];
    let run = compared(published, data, &framework, &args);
    assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
    for line in [
        "3 nodes were compared: the largest error is 0, ",
        "ranks (`X_rank`): 0 mismatches among 4\n",
        "ranks of b (`b_rank`): 0 mismatches among 4\n",
        "classes of X (`group`): 0 mismatches among 4\n",
    ] {
        assert!(run.out.contains(line), "{line}{}", run.out);
    }
    // Without options, ranks are found by their names.
    let found = compared(&published.replace(".new", ""), data, &framework, &["--code", "iso"]);
    assert!(found.out.contains("ranks of b (`b_rank`): 0 mismatches among 4\n"), "{}", found.out);
    // A wrong class and a wrong tie are found.
    let wrong = published.replace("D,50,0,100,4,4,low", "D,50,0,100,4,4,high").replace("=2", "3");
    let run = compared(&wrong, data, &framework, &args);
    assert_eq!(run.code, exit::COMPUTATION);
    assert!(
        run.out.contains("classes of X (`group`): 1 mismatch among 4\n  D: `low` against `high`\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("ranks (`X_rank`): 1 mismatch among 4\n  B: 2 against 3\n"), "{}", run.out);
    let nothing = compared(published, data, &framework, &["--code", "iso", "--map", "*.old=*"]);
    assert_eq!(nothing.code, exit::USAGE);
    assert!(nothing.err.contains("--map \"*.old\" matches no published column"), "{}", nothing.err);
}
